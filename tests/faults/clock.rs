//! The clock jumps: a day back, ten years ahead and back again. Work is saved, the log verifies, backups are still made.

use crate::PASSPHRASE;
use chrono::{DateTime, TimeDelta, Utc};
use desk::asks::unit::FileWanted;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use journeys::{SharedKeyring, give};
use serde_json::json;
use std::sync::{Arc, Mutex};

/// A room whose clock the test turns while the desk is open.
struct Turned(Arc<Mutex<DateTime<Utc>>>);

impl Surroundings for Turned {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, _suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(None)
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

#[test]
fn a_clock_that_jumps_back_and_ahead_loses_no_save_no_link_of_the_log_and_no_backup() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(Mutex::new(DateTime::from_timestamp(1_790_000_000, 0).unwrap()));
    let mut desk = Desk::new(House {
        folder: folder.path().join("unit"),
        scratch: folder.path().to_path_buf(),
        custody: Box::new(SharedKeyring::default()),
        fill_example: example::fill,
        surroundings: Box::new(Turned(Arc::clone(&clock))),
    });
    give(&mut desk, "set_up_unit", crate::unit()).unwrap();
    journeys::make_ready(&mut desk).unwrap();
    let jumps = [0, -1, 365 * 10, -365 * 10, 1, -30];
    for (number, days) in jumps.into_iter().enumerate() {
        *clock.lock().unwrap() += TimeDelta::days(days);
        let opened = give(&mut desk, "take_referral", crate::referral(number)).unwrap();
        give(&mut desk, "case", json!({ "case": opened["case"] })).unwrap();
        let job = desk.back_up_if_due().unwrap().expect("a backup is due, wherever the clock stands");
        let ended = job.run(&mut |_, _| true);
        assert_eq!(ended.trouble, None, "after a jump of {days} days");
        desk.backup_ended(ended).unwrap();
        assert!(desk.back_up_if_due().unwrap().is_none(), "and not again while nothing changes");
        let checked = give(&mut desk, "check_chains", json!({})).unwrap();
        assert_eq!(checked["intact"], json!(true), "{checked}");
    }
    give(&mut desk, "lock", json!({})).unwrap();
    give(&mut desk, "unlock", json!({ "name": "Una Example", "passphrase": PASSPHRASE })).unwrap();
    println!("{} jumps of the clock, 0 saves lost, a backup made after each", jumps.len());
}

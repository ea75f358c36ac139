//! A desk for the journeys: a real store in a folder, a clock that stands where it is put, papers saved into a folder.

pub mod units;

use chrono::{DateTime, TimeDelta, Utc};
use desk::asks::unit::FileWanted;
use desk::commands::Window;
use desk::place::FilePlace;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use desk::trouble::{Outcome, Told};
use desk::{Custody, ThrowAwayCustody};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A clock that stands until a test puts it forward.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<DateTime<Utc>>>);

impl Clock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts it forward.
    pub fn put_forward(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

/// The world as the journeys make it.
struct Room {
    papers: PathBuf,
    clock: Clock,
}

impl Surroundings for Room {
    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(Some(Box::new(FilePlace::create(&self.papers.join(suggested_name))?)))
    }

    fn pick_papers_folder(&mut self) -> Option<PathBuf> {
        Some(self.papers.clone())
    }

    /// The folder "second" beside the papers, once a test made it.
    fn pick_folder(&mut self) -> Option<PathBuf> {
        let second = self.papers.with_file_name("second");
        second.is_dir().then_some(second)
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

/// A keyring that two desks of one test share, as two programs share a machine's.
pub type SharedKeyring = Arc<ThrowAwayCustody>;

/// A desk whose store, scratch and papers lie under one folder.
#[must_use]
pub fn desk_in(folder: &Path, custody: Box<dyn Custody>) -> Desk {
    desk_of(folder, custody).0
}

/// The same with its clock in hand.
#[must_use]
pub fn desk_of(folder: &Path, custody: Box<dyn Custody>) -> (Desk, Clock) {
    let (papers, scratch) = (folder.join("papers"), folder.join("scratch"));
    for made in [&papers, &scratch] {
        // A folder that is there already is as good; anything else fails the first write.
        let _ = std::fs::create_dir_all(made);
    }
    let clock = Clock(Arc::new(Mutex::new(DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default())));
    let surroundings = Box::new(Room { papers, clock: clock.clone() });
    let desk = Desk::new(House { folder: folder.join("unit"), scratch, custody, fill_example: example::fill, surroundings });
    (desk, clock)
}

/// Gives a command from the desk window.
///
/// # Errors
/// As the command.
pub fn give(desk: &mut Desk, command: &str, question: Value) -> Outcome<Value> {
    desk.give(command, Window::Main, question)
}

/// Makes a real unit, of which somebody just signed in as chair, ready for real people: recovery words typed back, and the
/// second place as if it had been tested. The journey of backups tests one.
///
/// # Errors
/// As the commands.
pub fn make_ready(desk: &mut Desk) -> Outcome<()> {
    let sheets = give(desk, "make_recovery_words", json!({}))?;
    let typed = |half: &str| {
        let words = sheets[half].as_array().into_iter().flatten().filter_map(Value::as_str);
        words.collect::<Vec<_>>().join(" ")
    };
    let both =
        json!({ "first": typed("first"), "second": typed("second"), "first_held_by": "police", "second_held_by": "health" });
    give(desk, "confirm_recovery_words", both)?;
    desk::readiness::second_place_was_tested(&mut desk.sit()?)
}

/// The key of a refusal, or "fault", or "done".
#[must_use]
pub fn key_of<T>(outcome: &Outcome<T>) -> String {
    match outcome {
        Ok(_) => "done".to_owned(),
        Err(trouble) => match trouble.told("test") {
            Told::Refusal { key, .. } => key.to_owned(),
            Told::Fault { .. } => format!("fault: {trouble:?}"),
        },
    }
}

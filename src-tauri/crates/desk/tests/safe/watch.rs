//! What a desk watches by itself: whether anybody is there, its clock, where its store lies, its records, its backups.

use crate::world::{PASSPHRASE, Unit, unit};
use desk::idling::{Patience, Rest};
use serde_json::{Value, json};
use std::time::Duration;

fn machine_says(unit: &mut Unit) -> String {
    unit.give("log_state", json!({}))["machine"].to_string()
}

/// K-33: one to fifteen minutes, five at first; a meeting has its own.
#[test]
fn a_desk_locks_after_one_to_fifteen_minutes_as_its_member_set_it() {
    let mut unit = unit();
    let usual = Patience { minutes: 5, in_meeting: false };
    assert_eq!(unit.desk.patience(), Some(usual));
    let settings = unit.give("who_am_i", json!({}))["settings"].clone();
    let with = |minutes: u16| {
        let mut settings = settings.clone();
        settings["lock_after_minutes"] = json!(minutes);
        settings
    };
    for refused in [0, 16, 60, u16::MAX] {
        assert_eq!(unit.refused("keep_settings", with(refused)), "fields");
        assert_eq!(unit.desk.patience(), Some(usual), "what was refused changed nothing");
    }
    for minutes in [1, 15] {
        unit.give("keep_settings", with(minutes));
        assert_eq!(unit.desk.patience(), Some(Patience { minutes, in_meeting: false }));
    }
    unit.sign_out();
    assert_eq!(unit.desk.patience(), None, "nobody is signed in");
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(unit.desk.patience().unwrap().minutes, 15, "not forgotten");
}

/// What a page asks by itself is no hand at the desk: however often it asks, the time goes on.
#[test]
fn nothing_a_page_asks_begins_the_time_anew() {
    let mut unit = unit();
    let hand = desk::idling::Hand::default();
    let started = Duration::from_secs(3_600);
    hand.touch(started);
    for seconds in 1..=299 {
        unit.give("log_state", json!({}));
        unit.give("who_am_i", json!({}));
        unit.give("keep_draft", json!({ "form": "x", "subject": null, "text": "half a word" }));
        let patience = unit.desk.patience().unwrap();
        assert_eq!(patience.resting(hand.away(started + Duration::from_secs(seconds))).rest, Rest::Work);
    }
    let patience = unit.desk.patience().unwrap();
    assert_eq!(patience.resting(hand.away(started + Duration::from_secs(300))).rest, Rest::Lock);
}

/// The meeting that is held at a desk, not one that runs somewhere, gives it thirty minutes.
#[test]
fn a_meeting_gives_the_desk_it_is_held_at_longer_until_it_ends_or_the_desk_locks() {
    let mut unit = unit();
    let in_meeting = |unit: &mut Unit| unit.desk.patience().unwrap().in_meeting;
    unit.give("agenda", json!({}));
    assert!(!in_meeting(&mut unit), "the agenda alone is no meeting");
    let meeting = unit.give("open_meeting", json!({ "confidentiality_confirmed": true, "place": "Room 2" }))["meeting"].clone();
    assert!(in_meeting(&mut unit));
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert!(!in_meeting(&mut unit), "whoever signs in has not taken a case before the room");
    unit.give("end_meeting", json!({ "meeting": meeting, "carry_over": 0, "reflection": "Nothing to note" }));
    assert!(!in_meeting(&mut unit));
}

/// the banner comes when the clock falls behind, not at the next sign-in, and goes when it is put right.
#[test]
fn a_clock_put_back_while_somebody_works_is_said_at_once_and_stands_in_the_log_once() {
    let mut unit = unit();
    unit.desk.warnings_changed();
    let acts = |unit: &mut Unit| unit.give("log_state", json!({}))["acts"].as_u64().unwrap();
    let before = acts(&mut unit);
    unit.later(-86_400);
    unit.give("who_am_i", json!({}));
    assert!(unit.desk.warnings_changed(), "the page is told to look");
    assert!(machine_says(&mut unit).contains("clock says"));
    assert!(!unit.desk.warnings_changed(), "and told once");
    assert_eq!(acts(&mut unit), before + 1, "one act, however often it is asked");
    unit.later(86_400);
    unit.give("who_am_i", json!({}));
    assert!(unit.desk.warnings_changed());
    assert!(!machine_says(&mut unit).contains("clock says"));
}

/// A machine on which the folder of the unit lies on a share.
fn on_a_share(unit: &Unit) {
    let machine = unit.folder.path().join("machine/proc/self");
    std::fs::create_dir_all(&machine).unwrap();
    let folder = unit.folder.path().canonicalize().unwrap();
    let mounts = format!("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:50 / {} rw - cifs //office/units rw\n", folder.display());
    std::fs::write(machine.join("mountinfo"), mounts).unwrap();
}

/// nobody is kept out of their cases; everybody is told, and the log says that it was so.
#[test]
fn a_store_that_lies_on_a_share_opens_and_says_so_over_every_page_and_in_the_log() {
    let mut unit = unit();
    assert!(!machine_says(&mut unit).contains("share"));
    unit.sign_out();
    on_a_share(&unit);
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert!(unit.desk.warnings_changed());
    let said = machine_says(&mut unit);
    assert!(said.contains("(cifs)") && said.contains("moved to this computer's own disk"), "{said}");
    let auditor =
        json!({ "name": "Ade Examplar", "agency": "other", "role": "auditor", "job": "auditor", "passphrase": PASSPHRASE });
    unit.give("add_member", auditor);
    unit.sign_out();
    unit.sign_in("Ade Examplar", PASSPHRASE);
    let log = json!({ "act": "store_in_shared_place", "member": null, "purpose": "self_monitoring", "before": null });
    assert_eq!(unit.give("read_log", log)["lines"].as_array().unwrap().len(), 2, "one for each sign-in");
    let machine = desk::machine::Machine::under(&unit.folder.path().join("machine"));
    let found = desk::doctor::look_over(&unit.store_folder(), &unit.keyring, Some(&machine), unit.desk.now());
    assert!(found.iter().any(|one| one.health == desk::doctor::Health::Wrong && one.words.contains("(cifs)")), "{found:?}");
}

fn drill(unit: &mut Unit) -> Value {
    unit.give("backups", json!({}))["drill"].clone()
}

/// due, it is done behind the work; the store is not touched, nothing stays of it, and it is not done again.
#[test]
fn a_drill_that_is_due_does_itself_and_leaves_nothing_but_its_report() {
    let mut unit = unit();
    assert!(unit.desk.drill_if_due().unwrap().is_none(), "there is no backup yet");
    unit.give("back_up", json!({}));
    let store = || std::fs::read(unit.folder.path().join("unit/holdfast.store")).unwrap();
    let names = || {
        let found = std::fs::read_dir(unit.folder.path().join("unit")).unwrap();
        let mut names: Vec<_> = found.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let job = unit.desk.drill_if_due().unwrap().unwrap();
    let (before, there) = (store(), names());
    let ended = job.run(&mut |_, _| true);
    assert_eq!((store() == before, names()), (true, there), "beside, never over, and gone");
    unit.desk.drill_ended(&ended).unwrap();
    assert_eq!(drill(&mut unit)["went_well"], true);
    assert_eq!(unit.give("backups", json!({}))["drill_due"], false);
    assert!(unit.desk.drill_if_due().unwrap().is_none(), "not for 90 days");
    unit.later(90 * 86_400);
    let job = unit.desk.drill_if_due().unwrap().unwrap();
    unit.sign_out();
    let ended = job.run(&mut |_, _| true);
    assert!(ended.stopped, "locking stops it: it holds the key");
    unit.desk.drill_ended(&ended).unwrap();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert!(unit.desk.drill_if_due().unwrap().is_some(), "and it is done after all");
}

/// A backup that is damaged fails the drill, says so, and is tried again the next day.
#[test]
fn a_drill_that_fails_behind_the_work_says_so_and_is_not_repeated_all_day() {
    let mut unit = unit();
    unit.give("back_up", json!({}));
    let blocks = unit.store_folder().join("backups/blocks");
    let mut files = vec![blocks];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            std::fs::write(&path, b"not what was backed up").unwrap();
        }
    }
    let ended = unit.desk.drill_if_due().unwrap().unwrap().run(&mut |_, _| true);
    unit.desk.drill_ended(&ended).unwrap();
    let seen = unit.give("backups", json!({}));
    assert_eq!((&seen["drill"]["went_well"], &seen["drill_due"]), (&json!(false), &json!(true)), "{seen}");
    assert!(unit.desk.drill_if_due().unwrap().is_none(), "not again today");
    unit.later(86_400);
    assert!(unit.desk.drill_if_due().unwrap().is_some());
}

/// the walk goes on where the last session left it, and begins anew after a week.
#[test]
fn records_are_walked_week_by_week_a_little_at_a_time_across_sessions() {
    let mut unit = unit();
    let checked = |unit: &mut Unit| unit.give("backups", json!({}))["records"].clone();
    assert_eq!(checked(&mut unit)["ended_at"], Value::Null);
    unit.desk.check_records_behind(&mut || false).unwrap();
    let begun = checked(&mut unit);
    assert_eq!((&begun["under_way"], &begun["records"]), (&json!(true), &json!(1)), "one record at a time");
    unit.sign_out();
    unit.started_again();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(checked(&mut unit)["records"], 1, "kept from the session before");
    unit.desk.check_records_behind(&mut || true).unwrap();
    let ended = checked(&mut unit);
    assert_eq!((&ended["under_way"], &ended["damaged"]), (&json!(false), &json!("")));
    let whole = unit.give("verify_log", json!({}))["records"].clone();
    assert_eq!(ended["records"], whole, "every record once");
    unit.later(7 * 86_400 - 1);
    unit.desk.check_records_behind(&mut || true).unwrap();
    assert_eq!(checked(&mut unit)["ended_at"], ended["ended_at"], "not before the week is over");
    unit.later(1);
    unit.desk.check_records_behind(&mut || true).unwrap();
    assert_ne!(checked(&mut unit)["ended_at"], ended["ended_at"]);
}

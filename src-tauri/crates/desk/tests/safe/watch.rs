//! What a desk watches by itself: whether anybody is there.

use crate::world::{PASSPHRASE, Unit, unit};
use desk::idling::{Patience, Rest};
use serde_json::json;
use std::time::Duration;

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

//! Keys through the desk: passphrases, members who leave, recovery words, and no real people before there is a way back.

use crate::world::{PASSPHRASE, Unit, unit};
use serde_json::{Value, json};

const NURSE: &str = "marble willow tractor pencil six";

fn words(sheets: &Value, half: &str) -> String {
    sheets[half].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

/// Makes words, types them back, and answers with them.
pub fn with_recovery(unit: &mut Unit) -> (String, String) {
    let sheets = unit.give("make_recovery_words", json!({}));
    let (first, second) = (words(&sheets, "first"), words(&sheets, "second"));
    unit.give("confirm_recovery_words", typed_back(&first, &second));
    (first, second)
}

fn typed_back(first: &str, second: &str) -> Value {
    json!({ "first": first, "second": second, "first_held_by": "police", "second_held_by": "health" })
}

fn add_nurse(unit: &mut Unit) -> Value {
    let ask = json!({ "name": "Ruth Sample", "agency": "health", "role": "practitioner", "job": "nurse", "passphrase": NURSE });
    unit.give("add_member", ask)["record"].clone()
}

/// K-21: shown once, typed back before they count, by two agencies.
#[test]
fn recovery_words_count_only_once_both_halves_were_typed_back_for_two_agencies() {
    let mut unit = unit();
    assert_eq!(unit.refused("confirm_recovery_words", typed_back("a", "b")), "no_words_shown");
    let sheets = unit.give("make_recovery_words", json!({}));
    let (first, second) = (words(&sheets, "first"), words(&sheets, "second"));
    assert_eq!(unit.refused("confirm_recovery_words", typed_back(&second, &first)), "fields");
    let mut one_agency = typed_back(&first, &second);
    one_agency["second_held_by"] = json!("police");
    assert_eq!(unit.refused("confirm_recovery_words", one_agency), "fields");
    assert_eq!(unit.give("recovery_state", json!({}))["confirmed"], false);
    let newer = unit.give("make_recovery_words", json!({}));
    assert_eq!(unit.refused("confirm_recovery_words", typed_back(&first, &second)), "fields");
    unit.give("confirm_recovery_words", typed_back(&words(&newer, "first"), &words(&newer, "second")));
    assert_eq!(unit.give("who_am_i", json!({}))["no_recovery"], false);
}

/// K-21: nothing on the disk holds a word that opens the store.
#[test]
fn no_file_beside_the_store_holds_a_recovery_word() {
    let mut unit = unit();
    let (first, _) = with_recovery(&mut unit);
    for file in std::fs::read_dir(unit.store_folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(first.split(' ').filter(|word| word.len() > 5).all(|word| !text.contains(word)));
    }
}

/// K-21, K-22: lost laptop and lost passphrase. The words are spent by it.
#[test]
fn both_halves_bring_the_store_back_on_another_laptop_and_are_spent_by_it() {
    let mut unit = unit();
    let (first, second) = with_recovery(&mut unit);
    unit.sign_out();
    unit.keyring = crate::world::Keyring::default();
    unit.started_again();
    let ask = |first: &str, second: &str, name: &str| json!({ "first": first, "second": second, "name": name, "new_passphrase": "pepper candle violin saddle ten" });
    assert_eq!(unit.refused("recover_store", ask(&first, &first, "Dana Specimen")), "fields");
    assert_eq!(unit.refused("recover_store", ask(&first, &second, "Nobody Known")), "no_keeper_of_that_name");
    unit.give("recover_store", ask(&first, &second, "dana specimen"));
    assert_eq!(unit.give("recovery_state", json!({}))["confirmed"], false);
    assert_eq!(unit.give("verify_log", json!({}))["intact"], true);
    unit.sign_out();
    assert_eq!(unit.refused("recover_store", ask(&first, &second, "Dana Specimen")), "recovery_words_do_not_open");
    unit.sign_in("Dana Specimen", "pepper candle violin saddle ten");
}

/// K-22: what the removed member kept opens nothing any more; everybody else signs in as before.
#[test]
fn a_removed_member_opens_nothing_even_with_the_slot_file_of_before() {
    let mut unit = unit();
    with_recovery(&mut unit);
    let nurse = add_nurse(&mut unit);
    let kept = std::fs::read(unit.store_folder().join("keyslots.json")).unwrap();
    unit.give("end_member", json!({ "member": nurse }));
    assert!(unit.give("verify_log", json!({}))["intact"].as_bool().unwrap());
    unit.sign_out();
    assert_eq!(unit.refused("unlock", json!({ "name": "Ruth Sample", "passphrase": NURSE })), "wrong_passphrase");
    let names = ["keyslots.json", "keyslots.second.json"];
    let now: Vec<Vec<u8>> = names.iter().map(|name| std::fs::read(unit.store_folder().join(name)).unwrap()).collect();
    for name in names {
        std::fs::write(unit.store_folder().join(name), &kept).unwrap();
    }
    unit.started_again();
    assert_eq!(unit.refused("unlock", json!({ "name": "Ruth Sample", "passphrase": NURSE })), "store_trouble");
    for (name, bytes) in names.iter().zip(now) {
        std::fs::write(unit.store_folder().join(name), bytes).unwrap();
    }
    unit.started_again();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert!(unit.give("recovery_state", json!({}))["confirmed"].as_bool().unwrap(), "the words open the new key too");
}

/// K-20: the slot file as it was before and as it is after a change are both whole, and one passphrase works with each.
#[test]
fn a_changed_passphrase_works_from_the_moment_the_slot_file_is_written_and_the_old_one_until_then() {
    let mut unit = unit();
    let names = ["keyslots.json", "keyslots.second.json"];
    let read = |unit: &Unit, name: &str| std::fs::read(unit.store_folder().join(name)).unwrap();
    let before: Vec<Vec<u8>> = names.iter().map(|name| read(&unit, name)).collect();
    unit.give("change_passphrase", json!({ "old": PASSPHRASE, "new": NURSE }));
    let after: Vec<Vec<u8>> = names.iter().map(|name| read(&unit, name)).collect();
    unit.sign_out();
    // As a crash leaves them: none written, one written, both written.
    for (written, opens) in [(0, PASSPHRASE), (1, NURSE), (2, NURSE)] {
        for (n, name) in names.iter().enumerate() {
            let text = if n < written { &after[n] } else { &before[n] };
            std::fs::write(unit.store_folder().join(name), text).unwrap();
        }
        unit.started_again();
        unit.sign_in("Dana Specimen", opens);
        unit.give("log_state", json!({}));
        unit.started_again();
    }
}

/// K-25.
#[test]
fn a_drill_is_due_after_ninety_days_and_knows_the_sheet() {
    let mut unit = unit();
    let (first, second) = with_recovery(&mut unit);
    assert_eq!(unit.give("recovery_state", json!({}))["drill_due"], false);
    unit.later(90 * 86_400);
    assert_eq!(unit.give("recovery_state", json!({}))["drill_due"], true);
    assert_eq!(unit.refused("drill_recovery", json!({ "half": "first", "words": second })), "fields");
    let done = unit.give("drill_recovery", json!({ "half": "first", "words": first.to_uppercase() }));
    assert_eq!(done["drill_due"], false);
}

/// K-21, issue of keys: no real person is taken in before the store can be got back.
#[test]
fn no_real_referral_is_taken_before_words_were_typed_back_and_a_second_place_was_tested() {
    let mut unit = unit();
    let referral = crate::walls::referral();
    assert_eq!(unit.refused("take_referral", referral.clone()), "blocked");
    with_recovery(&mut unit);
    assert_eq!(unit.refused("take_referral", referral.clone()), "blocked", "a second place is missing still");
    desk::readiness::second_place_was_tested(&mut unit.desk.sit().unwrap()).unwrap();
    unit.give("take_referral", referral);
}

/// K-11: a name that everybody in the building knows adds nothing, at a change as at set-up.
#[test]
fn a_passphrase_made_of_the_names_of_unit_agency_or_member_is_taken_nowhere() {
    let mut unit = unit();
    let (first, second) = with_recovery(&mut unit);
    let weak = ["police seven lamps", "Northmoor unit lamps", "specimen dana lamps"];
    for new in weak {
        assert_eq!(unit.refused("change_passphrase", json!({ "old": PASSPHRASE, "new": new })), "fields", "{new}");
    }
    unit.sign_out();
    for new in weak {
        let ask = json!({ "first": first, "second": second, "name": "Dana Specimen", "new_passphrase": new });
        assert_eq!(unit.refused("recover_store", ask), "fields", "{new}");
    }
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(unit.give("recovery_state", json!({}))["confirmed"], true, "a refused passphrase spends no words");
}

/// K-24, R-16: the right passphrase waits like any other.
#[test]
fn neither_a_restart_nor_a_clock_set_back_shortens_the_wait_and_it_ends() {
    let mut unit = unit();
    unit.sign_out();
    for _ in 0..7 {
        let wait = unit.give("look_at_door", json!({}))["wait_seconds"].as_i64().unwrap();
        unit.later(wait);
        assert_eq!(unit.refused("unlock", json!({ "name": "Dana Specimen", "passphrase": "wrong" })), "wrong_passphrase");
    }
    let right = json!({ "name": "Dana Specimen", "passphrase": PASSPHRASE });
    assert_eq!(unit.refused("unlock", right.clone()), "wait_before_next_try");
    unit.started_again();
    assert_eq!(unit.refused("unlock", right.clone()), "wait_before_next_try");
    unit.later(-86_400);
    assert_eq!(unit.refused("unlock", right.clone()), "wait_before_next_try");
    assert_eq!(unit.give("look_at_door", json!({}))["wait_seconds"], 4);
    unit.later(4);
    unit.give("unlock", right);
}

/// K-24: a signed-in desk is no third one. What is asked before something leaves waits and counts as the door does.
#[test]
fn failed_tries_inside_a_session_count_wait_and_stand_in_the_way_at_the_door() {
    let mut unit = unit();
    let wrong = json!({ "old": "not it at all, no", "new": NURSE });
    for _ in 0..5 {
        assert_eq!(unit.refused("change_passphrase", wrong.clone()), "wrong_passphrase");
    }
    let right = json!({ "old": PASSPHRASE, "new": NURSE });
    assert_eq!(unit.refused("change_passphrase", right.clone()), "wait_before_next_try");
    unit.sign_out();
    assert_eq!(unit.give("look_at_door", json!({}))["wait_seconds"], 1);
    unit.later(1);
    unit.sign_in("Dana Specimen", PASSPHRASE);
    unit.give("change_passphrase", right);
}

/// K-24: a backup at the door is no second door to guess passphrases at.
#[test]
fn failed_tries_at_restoring_a_backup_count_and_are_kept_over_a_restart() {
    let mut unit = unit();
    unit.give("back_up", json!({}));
    unit.sign_out();
    unit.give("backups_at_door", json!({ "from": "beside" }));
    let wrong = json!({ "from": "beside", "number": 1, "name": "Dana Specimen", "passphrase": "not it at all, no" });
    for _ in 0..7 {
        let wait = unit.give("look_at_door", json!({}))["wait_seconds"].as_i64().unwrap();
        unit.later(wait);
        assert_eq!(unit.refused("restore_at_door", wrong.clone()), "wrong_passphrase");
    }
    unit.started_again();
    assert_eq!(unit.refused("restore_at_door", wrong), "wait_before_next_try");
    assert_eq!(unit.refused("unlock", json!({ "name": "Dana Specimen", "passphrase": PASSPHRASE })), "wait_before_next_try");
}

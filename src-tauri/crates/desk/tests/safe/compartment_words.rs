//! Recovery words of a compartment: made by who holds it, typed back, used by a colleague once the last holder is gone.

use crate::walls::{NURSE, case};
use crate::world::{PASSPHRASE, Unit, unit};
use serde_json::{Value, json};

const CANARY: &str = "quinquereme";
const SECOND_NURSE: &str = "pepper candle violin saddle ten";
const HEALTH: &str = "agency:health";

fn add(unit: &mut Unit, name: &str, agency: &str, passphrase: &str) -> Value {
    let ask = json!({ "name": name, "agency": agency, "role": "practitioner", "job": "nurse", "passphrase": passphrase });
    unit.give("add_member", ask)["record"].clone()
}

/// A unit with a nurse, signed in, who alone holds a note.
fn with_note() -> (Unit, String, Value) {
    let mut unit = unit();
    unit.ready();
    let case = case(&mut unit);
    let nurse = add(&mut unit, "Ruth Sample", "health", NURSE);
    unit.sign_out();
    unit.sign_in("Ruth Sample", NURSE);
    let note = json!({ "case": case, "compartment": HEALTH, "text": format!("Appointment moved, {CANARY} mentioned.") });
    unit.give("write_note", note);
    (unit, case, nurse)
}

fn of(words: &str) -> Value {
    json!({ "compartment": HEALTH, "words": words })
}

fn make(unit: &mut Unit) -> String {
    let sheet = unit.give("make_recovery_of_compartment", json!({ "compartment": HEALTH }));
    sheet["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" ")
}

fn made(unit: &mut Unit) -> String {
    let words = make(unit);
    unit.give("confirm_recovery_of_compartment", of(&words));
    words
}

fn state(unit: &mut Unit) -> Option<Value> {
    let all = unit.give("recovery_of_compartments", json!({}));
    all["compartments"].as_array().unwrap().iter().find(|one| one["compartment"] == HEALTH).cloned()
}

fn change(unit: &mut Unit, name: &str, passphrase: &str) {
    unit.sign_out();
    unit.sign_in(name, passphrase);
}

fn reads_the_note(unit: &mut Unit, case: &str) -> bool {
    let notes = unit.give("notes", json!({ "case": case }));
    notes["open"].as_array().unwrap().iter().any(|note| note["text"].as_str().unwrap().contains(CANARY))
}

/// K-21: the nurse and the only copy of her key are gone; her successor reads what she wrote, and the words are spent.
#[test]
fn a_successor_reads_the_notes_of_the_last_holder_with_the_agencys_words() {
    let (mut unit, case, nurse) = with_note();
    let words = made(&mut unit);
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    unit.give("end_member", json!({ "member": nurse }));
    add(&mut unit, "Tess Placeholder", "health", SECOND_NURSE);
    change(&mut unit, "Tess Placeholder", SECOND_NURSE);
    assert!(!reads_the_note(&mut unit, &case));
    assert_eq!(
        unit.refused("let_in", json!({ "compartment": HEALTH, "member": nurse, "reason": "joined_agency" })),
        "behind_a_wall"
    );
    assert!(!state(&mut unit).unwrap()["open"].as_bool().unwrap());
    assert_eq!(unit.refused("recover_compartment", of(&words.replacen(' ', " abacus ", 1))), "fields");
    assert!(!reads_the_note(&mut unit, &case), "wrong words let nobody in");
    unit.give("recover_compartment", of(&words));
    assert!(reads_the_note(&mut unit, &case));
    let spent = state(&mut unit).unwrap();
    assert_eq!((&spent["open"], &spent["confirmed_at"]), (&json!(true), &Value::Null));
    assert_eq!(unit.refused("recover_compartment", of(&words)), "no_words_shown");
    change(&mut unit, "Tess Placeholder", SECOND_NURSE);
    assert!(reads_the_note(&mut unit, &case), "and after signing in again");
    assert_eq!(unit.give("walls", json!({}))["forged"], 0);
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    assert_eq!(unit.give("verify_log", json!({}))["intact"], true);
}

/// K-21: shown once, typed back before they count, and newer words take the older ones' place.
#[test]
fn words_count_once_typed_back_and_older_ones_no_longer() {
    let (mut unit, case, _) = with_note();
    assert_eq!(unit.refused("confirm_recovery_of_compartment", of("abacus")), "no_words_shown");
    let shown = make(&mut unit);
    assert_eq!(unit.refused("confirm_recovery_of_compartment", of("abacus")), "fields");
    assert_eq!(state(&mut unit).unwrap()["confirmed_at"], Value::Null, "nothing counts yet");
    assert_eq!(unit.refused("drill_recovery_of_compartment", of(&shown)), "no_words_shown");
    let newer = make(&mut unit);
    assert_eq!(unit.refused("confirm_recovery_of_compartment", of(&shown)), "fields");
    unit.give("confirm_recovery_of_compartment", of(&newer));
    let newest = made(&mut unit);
    assert_eq!(unit.refused("drill_recovery_of_compartment", of(&newer)), "fields");
    unit.give("drill_recovery_of_compartment", of(&newest));
    assert_eq!(state(&mut unit).unwrap()["holders"], 1, "words are no holder");
    assert!(reads_the_note(&mut unit, &case), "the new key opens what was written under the old one");
    let holders = unit.give("walls", json!({}));
    let health = holders["compartments"].as_array().unwrap().iter().find(|one| one["compartment"] == HEALTH).unwrap();
    assert_eq!(health["holders"].as_array().unwrap().len(), 1, "{health}");
}

/// C-4, K-21: whoever does not hold a compartment, and is not of its agency, does nothing with its words.
#[test]
fn another_agency_neither_makes_drills_nor_uses_the_words() {
    let (mut unit, case, _) = with_note();
    let words = made(&mut unit);
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    assert!(state(&mut unit).is_none(), "not theirs to see to");
    assert_eq!(unit.refused("make_recovery_of_compartment", json!({ "compartment": HEALTH })), "behind_a_wall");
    assert_eq!(unit.refused("confirm_recovery_of_compartment", of(&words)), "behind_a_wall");
    assert_eq!(unit.refused("drill_recovery_of_compartment", of(&words)), "behind_a_wall");
    assert_eq!(unit.refused("recover_compartment", of(&words)), "other_agency");
    assert!(!reads_the_note(&mut unit, &case));
}

/// K-23: the last holder of something written may go only if its words were seen within twelve months.
#[test]
fn the_last_holder_stays_until_the_words_were_seen_within_a_year() {
    let (mut unit, _, nurse) = with_note();
    let end = json!({ "member": nurse });
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    assert_eq!(unit.refused("end_member", end.clone()), "last_holder");
    change(&mut unit, "Ruth Sample", NURSE);
    assert_eq!(unit.refused("shut_out", json!({ "compartment": HEALTH, "member": nurse })), "last_holder");
    let words = made(&mut unit);
    unit.later(365 * 86_400);
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    assert_eq!(unit.refused("end_member", end.clone()), "last_holder", "a year is too long ago");
    change(&mut unit, "Ruth Sample", NURSE);
    unit.give("drill_recovery_of_compartment", of(&words));
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    unit.give("end_member", end);
}

/// K-25: asked for again ninety days after they were last seen.
#[test]
fn a_drill_is_due_ninety_days_after_the_last() {
    let (mut unit, _, _) = with_note();
    assert!(state(&mut unit).unwrap()["drill_due"].as_bool().unwrap(), "there are no words yet");
    let words = made(&mut unit);
    unit.later(90 * 86_400 - 1);
    assert_eq!(state(&mut unit).unwrap()["drill_due"], false);
    unit.later(1);
    assert_eq!(state(&mut unit).unwrap()["drill_due"], true);
    unit.give("drill_recovery_of_compartment", of(&words));
    assert_eq!(state(&mut unit).unwrap()["drill_due"], false);
}

/// A colleague who joins later keeps their way in when new words give the compartment a new key.
#[test]
fn new_words_shut_no_colleague_out() {
    let (mut unit, case, _) = with_note();
    made(&mut unit);
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    let second = add(&mut unit, "Tess Placeholder", "health", SECOND_NURSE);
    change(&mut unit, "Ruth Sample", NURSE);
    unit.give("let_in", json!({ "compartment": HEALTH, "member": second, "reason": "joined_agency" }));
    made(&mut unit);
    change(&mut unit, "Tess Placeholder", SECOND_NURSE);
    assert!(reads_the_note(&mut unit, &case));
}

/// The only holder leaves having written nothing: the next of the agency founds its compartment anew and writes.
#[test]
fn an_agency_whose_only_member_left_without_a_word_begins_anew() {
    let mut unit = unit();
    unit.ready();
    let case = case(&mut unit);
    let nurse = add(&mut unit, "Ruth Sample", "health", NURSE);
    change(&mut unit, "Ruth Sample", NURSE);
    change(&mut unit, "Dana Specimen", PASSPHRASE);
    unit.give("end_member", json!({ "member": nurse }));
    add(&mut unit, "Tess Placeholder", "health", SECOND_NURSE);
    change(&mut unit, "Tess Placeholder", SECOND_NURSE);
    unit.give("write_note", json!({ "case": case, "compartment": HEALTH, "text": CANARY }));
    assert!(reads_the_note(&mut unit, &case));
    change(&mut unit, "Tess Placeholder", SECOND_NURSE);
    assert!(reads_the_note(&mut unit, &case), "and after signing in again");
    assert_eq!(unit.give("walls", json!({}))["forged"], 0);
}

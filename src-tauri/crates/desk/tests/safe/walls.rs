//! Walls through the desk: each agency's own notes, who is let in, what the others see, and what search gives.

use crate::world::{PASSPHRASE, Unit, unit};
use serde_json::{Value, json};

pub const NURSE: &str = "marble willow tractor pencil six";
const CANARY: &str = "quinquereme";

pub fn referral() -> Value {
    let person = |name: &str| json!({ "name": name, "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "" });
    json!({ "referral": { "source": "police", "referrer": "PC 9001 Sample", "referrer_agency": "police",
        "received_at": "2026-11-23T08:00:00Z", "crime_reference": "EX/1/26", "recorded_offence": "Harassment (PHA 1997 s.2)",
        "recorded_as": "harassment", "relationship": "ex_partner_not_cohabited",
        "what_happened": "Placeholder was followed home twice this week.", "safe_to_contact": "not_asked",
        "consent": "not_asked", "consent_reason": "nobody has spoken to the victim yet", "officer": "PC 9001 Sample" },
        "victim": person("Ann Placeholder"), "perpetrator": person(""), "standing": "suspected", "headline": "" })
}

pub fn case(unit: &mut Unit) -> String {
    unit.give("take_referral", referral())["case"].as_str().unwrap().to_owned()
}

fn with_nurse() -> (Unit, String, Value) {
    let mut unit = unit();
    unit.ready();
    let case = case(&mut unit);
    let ask = json!({ "name": "Ruth Sample", "agency": "health", "role": "practitioner", "job": "nurse", "passphrase": NURSE });
    let nurse = unit.give("add_member", ask)["record"].clone();
    unit.sign_out();
    unit.sign_in("Ruth Sample", NURSE);
    let text = format!("Appointment moved, {CANARY} mentioned.");
    unit.give("write_note", json!({ "case": case, "compartment": "agency:health", "text": text }));
    (unit, case, nurse)
}

fn found(unit: &mut Unit) -> usize {
    unit.give("find", json!({ "text": CANARY }))["found"].as_array().unwrap().len()
}

/// C-8, C-20, C-4: health reads and finds its note; the chair sees one sealed note and finds nothing.
#[test]
fn a_note_of_one_agency_is_read_and_found_by_its_people_and_only_counted_for_others() {
    let (mut unit, case, _) = with_nurse();
    assert!(unit.give("notes", json!({ "case": case }))["open"][0]["text"].as_str().unwrap().contains(CANARY));
    assert_eq!(found(&mut unit), 1, "found as soon as it is written");
    unit.sign_out();
    unit.sign_in("Ruth Sample", NURSE);
    assert_eq!(found(&mut unit), 1, "and after signing in again");
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    let seen = unit.give("notes", json!({ "case": case }));
    assert!(seen["open"].as_array().unwrap().is_empty());
    assert_eq!(seen["sealed"][0]["words"], "1 note held by NHS: ask a colleague there.");
    assert_eq!(found(&mut unit), 0);
    assert!(!unit.give("case", json!({ "case": case })).to_string().contains(CANARY));
    assert_eq!(unit.refused("write_note", json!({ "case": case, "compartment": "agency:health", "text": "x" })), "behind_a_wall");
    assert_eq!(unit.give("verify_log", json!({}))["closed"], 1);
}

/// C-8: the history of a sealed record shows that it is there and not what it says.
#[test]
fn the_history_of_a_closed_note_says_sealed() {
    let (mut unit, case, _) = with_nurse();
    let record = unit.give("notes", json!({ "case": case }))["open"][0]["record"].clone();
    assert!(unit.give("history", json!({ "record": record })).to_string().contains(CANARY));
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(unit.give("history", json!({ "record": record }))["lines"][0]["value"], "sealed");
}

/// C-4, K-23: let in by a holder, of the same agency; the last holder stays.
#[test]
fn only_a_holder_lets_in_and_an_agencys_notes_stay_with_its_people() {
    let (mut unit, _, nurse) = with_nurse();
    let walls = unit.give("walls", json!({}));
    let health =
        walls["compartments"].as_array().unwrap().iter().find(|one| one["compartment"] == "agency:health").unwrap().clone();
    assert_eq!(health["holders"][0]["name"], "Ruth Sample");
    let me = json!({ "compartment": "agency:health", "member": nurse });
    assert_eq!(unit.refused("shut_out", me), "last_holder");
    let own = json!({ "compartment": "safe-contact", "member": nurse, "reason": "needs_for_case" });
    assert_eq!(unit.refused("let_in", own.clone()), "behind_a_wall");
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    let chair = unit.give("who_am_i", json!({}))["member"]["id"].clone();
    unit.give("let_in", own);
    let police = json!({ "compartment": "agency:police", "member": nurse, "reason": "needs_for_case" });
    assert_eq!(unit.refused("let_in", police), "other_agency");
    unit.give("shut_out", json!({ "compartment": "safe-contact", "member": nurse }));
    assert_eq!(unit.refused("shut_out", json!({ "compartment": "safe-contact", "member": chair })), "last_holder");
}

/// C-21: matched on the side of whoever may read it, shown to them alone; nothing of it in anybody else's answers or the log.
#[test]
fn a_new_referral_is_held_against_closed_names_for_the_eyes_of_their_readers_alone() {
    let (mut unit, case, _) = with_nurse();
    let text = "Seen in clinic together with Rowan Testperson last winter.";
    unit.give("write_note", json!({ "case": case, "compartment": "agency:health", "text": text }));
    let matches = |unit: &mut Unit| unit.give("today", json!({}))["closed_matches"].clone();
    let acts = |unit: &mut Unit| unit.give("log_state", json!({}))["acts"].as_u64().unwrap();
    unit.sign_out();
    unit.later(2 * 86_400);
    unit.sign_in("Dana Specimen", PASSPHRASE);
    let mut ask = referral();
    ask["victim"]["name"] = json!("Rowan Testperson");
    ask["perpetrator"]["name"] = json!("Sandy Dummyname");
    ask["referral"]["crime_reference"] = json!("EX/2/26");
    let new = unit.give("take_referral", ask);
    assert_eq!(new["perhaps_same"], json!([]), "whoever takes it hears nothing");
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(matches(&mut unit), json!([]), "nor at the next sign-in");
    let before = acts(&mut unit);
    unit.sign_out();
    unit.sign_in("Ruth Sample", NURSE);
    let shown = json!([{ "case": new["case"], "reference": new["reference"], "other": case, "other_reference": "N-26-0001",
        "compartment": "NHS" }]);
    assert_eq!(matches(&mut unit), shown);
    assert_eq!(acts(&mut unit), before + 2, "a lock and an unlock, and nothing of the match");
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(matches(&mut unit), json!([]));
    unit.sign_out();
    unit.later(15 * 86_400);
    unit.sign_in("Ruth Sample", NURSE);
    assert_eq!(matches(&mut unit), shown, "she was not here since");
    unit.sign_out();
    unit.later(60);
    unit.sign_in("Ruth Sample", NURSE);
    assert_eq!(matches(&mut unit), json!([]), "after two weeks it is no longer new");
}

/// C-22: nothing of an opened compartment is left in a session that follows.
#[test]
fn locking_forgets_what_was_open() {
    let (mut unit, case, _) = with_nurse();
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(found(&mut unit), 0);
    assert!(unit.give("notes", json!({ "case": case }))["open"].as_array().unwrap().is_empty());
}

/// C-4: whoever takes a colleague of their own agency on lets them in; nobody can let into what they do not hold.
#[test]
fn a_new_colleague_of_ones_own_agency_is_let_in_with_the_rest() {
    let mut unit = unit();
    let holders = |unit: &mut Unit, code: &str| {
        let walls = unit.give("walls", json!({}));
        let found = walls["compartments"].as_array().unwrap().iter().find(|one| one["compartment"] == code).cloned();
        found.map_or(0, |one| one["holders"].as_array().unwrap().len())
    };
    let ask = |name: &str, agency: &str, role: &str| json!({ "name": name, "agency": agency, "role": role, "job": "worker", "passphrase": NURSE });
    unit.give("add_member", ask("Owen Mockford", "police", "practitioner"));
    assert_eq!(holders(&mut unit, "agency:police"), 2);
    unit.give("add_member", ask("Bola Sampleton", "police", "business_support"));
    assert_eq!(holders(&mut unit, "agency:police"), 2, "business support is let in by name or not at all");
    unit.give("add_member", ask("Mary Example", "victim_advocacy", "victim_advocate"));
    assert_eq!(holders(&mut unit, "safe-contact"), 2);
    assert_eq!(holders(&mut unit, "agency:victim_advocacy"), 0, "she founds it at her first sign-in");
}

//! The log through the desk: its checkpoints, its reviewers, an older copy put back.

use crate::world::{PASSPHRASE, Unit, unit};
use serde_json::json;

fn review(unit: &mut Unit, what: &str) -> serde_json::Value {
    unit.give("review_log", question(what))
}

fn question(what: &str) -> serde_json::Value {
    json!({ "purpose": "self_monitoring", "what": what, "member": null, "case": null, "from": null, "until": null, "before": null })
}

/// A unit at whose desk the auditor sits: nobody else reads the log (rules.md LOG-6).
fn audited() -> Unit {
    let mut unit = unit();
    let ask = json!({ "name": "Ade Examplar", "agency": "other", "role": "auditor", "job": "auditor", "passphrase": PASSPHRASE });
    unit.give("add_member", ask);
    assert_eq!(unit.refused("review_log", question("everything")), "not_your_role", "not even the chair");
    assert_eq!(
        unit.refused("read_log", json!({ "act": "", "member": null, "purpose": "self_monitoring", "before": null })),
        "not_your_role"
    );
    unit.sign_out();
    unit.sign_in("Ade Examplar", PASSPHRASE);
    unit
}

/// DPA 2018 s.62: the look itself is the newest line, with its purpose.
#[test]
fn whoever_reviews_the_log_stands_in_it_first_with_the_purpose() {
    let mut unit = audited();
    let lines = review(&mut unit, "everything")["lines"].clone();
    assert_eq!(lines[0]["act"], "Review log");
    assert_eq!(lines[0]["reason"], "self monitoring");
    assert_eq!(lines[0]["kind"], "safekeeping");
    let no_purpose = json!({ "purpose": "curiosity", "what": "everything", "member": null, "case": null, "from": null, "until": null, "before": null });
    assert_eq!(unit.refused("review_log", no_purpose), "bad_question");
}

/// A-1, K-24: they can only be written once somebody gets in.
#[test]
fn failed_tries_stand_in_the_log_under_the_sign_in_that_followed() {
    let mut unit = audited();
    unit.sign_out();
    for _ in 0..3 {
        assert_eq!(unit.refused("unlock", json!({ "name": "Dana Specimen", "passphrase": "wrong" })), "wrong_passphrase");
    }
    unit.started_again();
    unit.sign_in("Ade Examplar", PASSPHRASE);
    assert_eq!(review(&mut unit, "failed_unlocks")["lines"].as_array().unwrap().len(), 3);
}

/// the clock was a year ahead, and was put right again. Order goes by number, so nothing is lost by either.
#[test]
fn a_clock_behind_the_log_is_said_over_every_page_and_stands_in_the_log() {
    let mut unit = audited();
    let clock_is_said = |unit: &mut Unit| unit.give("log_state", json!({}))["machine"].to_string().contains("clock says");
    assert!(!clock_is_said(&mut unit));
    unit.later(365 * 86_400);
    review(&mut unit, "everything");
    assert!(!clock_is_said(&mut unit), "nothing shows that it is ahead");
    unit.later(-365 * 86_400);
    assert!(clock_is_said(&mut unit));
    unit.sign_out();
    unit.sign_in("Ade Examplar", PASSPHRASE);
    assert!(clock_is_said(&mut unit), "not forgotten by signing in again");
    let kept = review(&mut unit, "safekeeping")["lines"].to_string();
    assert_eq!(kept.matches("Clock behind log").count(), 2, "when it was seen first, and at the sign-in after it: {kept}");
    assert_eq!(unit.give("verify_log", json!({}))["intact"], true);
}

/// eight in the evening of a Monday, and a Sunday.
#[test]
fn evenings_and_weekends_are_found_as_after_hours() {
    let mut unit = audited();
    assert!(review(&mut unit, "after_hours")["lines"].as_array().unwrap().is_empty());
    unit.later(12 * 3600);
    review(&mut unit, "everything");
    let found = review(&mut unit, "after_hours");
    assert_eq!(found["lines"].as_array().unwrap().len(), 2);
    assert_eq!(found["by_member"][0]["who"], "Ade Examplar");
}

/// the check counts what it walked, checkpoints at locking among it.
#[test]
fn the_whole_log_and_every_record_are_verified_and_counted() {
    let mut unit = unit();
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    let found = unit.give("verify_log", json!({}));
    assert_eq!((found["intact"].clone(), found["first_bad"].clone()), (json!(true), json!("")));
    assert_eq!(found["checkpoints"], 1);
    assert_eq!(found["streams"], found["records"], "two records, each written by one agency in one category");
    assert_eq!(found["values"], found["entries"]);
    let chains = unit.give("check_chains", json!({}));
    assert!(chains["streams"].as_u64().unwrap() > 0);
}

/// a checkpoint kept outside tells a log that went on from one that did not get so far.
#[test]
fn a_witness_outside_tells_the_log_that_went_on_from_the_one_that_is_older() {
    let mut unit = unit();
    unit.sign_out();
    let store = unit.store_folder();
    let older = std::fs::read(store.join("holdfast.store")).unwrap();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    let kept = unit.give("log_checkpoint", json!({}));
    assert!(kept["short"].as_str().unwrap().split(' ').count() == 9);
    let compared = unit.give("compare_witness", json!({ "text": kept["text"] }));
    assert_eq!(compared["witness"], "consistent");
    unit.sign_out();
    std::fs::write(store.join("holdfast.store"), older).unwrap();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    unit.give("declare_restore", json!({ "understood": true }));
    let compared = unit.give("compare_witness", json!({ "text": kept["text"] }));
    assert_ne!(compared["witness"], "consistent");
}

/// the whole file put back as it was; the slot file's mark and the keyring's each tell alone.
#[test]
fn an_older_copy_of_the_store_is_not_written_until_a_restore_is_declared() {
    for both_rolled_back in [false, true] {
        let mut unit = unit();
        unit.sign_out();
        let store = unit.store_folder();
        let names = ["holdfast.store", "keyslots.json", "keyslots.second.json"];
        let older: Vec<Vec<u8>> = names.iter().map(|name| std::fs::read(store.join(name)).unwrap()).collect();
        unit.sign_in("Dana Specimen", PASSPHRASE);
        unit.give("check_chains", json!({}));
        unit.sign_out();
        for (name, bytes) in names.iter().zip(&older).take(if both_rolled_back { 3 } else { 1 }) {
            std::fs::write(store.join(name), bytes).unwrap();
        }
        unit.started_again();
        unit.sign_in("Dana Specimen", PASSPHRASE);
        assert_eq!(unit.give("log_state", json!({}))["older"], true);
        assert_eq!(unit.refused("check_chains", json!({})), "store_is_older");
        assert_eq!(unit.refused("declare_restore", json!({ "understood": false })), "banner_not_acknowledged");
        unit.give("declare_restore", json!({ "understood": true }));
        unit.give("check_chains", json!({}));
        unit.sign_out();
        unit.started_again();
        unit.sign_in("Dana Specimen", PASSPHRASE);
        assert_eq!(unit.give("log_state", json!({}))["older"], false, "what was declared is the newest now");
    }
}

/// the record opened is what is consulted; no reason is asked, and a search opens none.
#[test]
fn each_case_that_is_opened_stands_in_the_log_without_a_reason_and_a_search_opens_none() {
    let mut unit = audited();
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    unit.ready();
    let case = crate::walls::case(&mut unit);
    let opened = |unit: &mut Unit| {
        unit.sign_out();
        unit.sign_in("Ade Examplar", PASSPHRASE);
        let ask = json!({ "act": "open_case", "member": null, "purpose": "self_monitoring", "before": null });
        let lines = unit.give("read_log", ask)["lines"].as_array().unwrap().clone();
        unit.sign_out();
        unit.sign_in("Dana Specimen", PASSPHRASE);
        lines
    };
    unit.give("find", json!({ "text": "Placeholder" }));
    assert!(opened(&mut unit).is_empty());
    unit.give("open_case", json!({ "case": case }));
    unit.give("open_case", json!({ "case": case }));
    let lines = opened(&mut unit);
    assert_eq!(lines.len(), 2, "each time it is opened");
    assert_eq!(lines[0]["reason"], "");
    assert!(!json!(lines).to_string().contains("Placeholder"), "A-2: no name of a party stands in the log");
    let mut known = lines.len();
    for command in ["case", "timeline", "sash_form", "cas_list", "plan"] {
        let page = json!({ "case": case, "only": "all", "after": null, "limit": 5 });
        let ask = if command == "timeline" { page } else { json!({ "case": case }) };
        unit.give(command, ask.clone());
        unit.give(command, ask);
        let lines = opened(&mut unit);
        assert_eq!(lines.len(), known + 1, "{command}, without opening the case first, is logged as opening it, once a session");
        known = lines.len();
    }
}

/// A-9b: what stands at the foot of a page is compared as it stands there.
#[test]
fn the_foot_of_a_printed_page_is_a_witness_as_it_stands() {
    let mut unit = unit();
    let short = unit.give("log_checkpoint", json!({}))["short"].as_str().unwrap().to_owned();
    let says = |unit: &mut Unit, text: &str| unit.give("compare_witness", json!({ "text": text }))["witness"].clone();
    assert_eq!(says(&mut unit, &format!("Log {short}")), "consistent");
    assert_eq!(says(&mut unit, &short.to_uppercase()), "consistent");
    let (size, words) = short.split_once(' ').unwrap();
    let reversed: Vec<&str> = words.split(' ').rev().collect();
    assert_eq!(says(&mut unit, &format!("{size} {}", reversed.join(" "))), "history_differs");
    assert_eq!(says(&mut unit, &format!("99999 {words}")), "store_is_older");
    assert_eq!(unit.refused("compare_witness", json!({ "text": "12 only three words" })), "not_a_checkpoint");
}

//! Referrals, agency checks, SASH and the decision at screening.

use crate::world::{referral, room, sash};
use serde_json::{Value, json};

#[test]
fn a_referral_becomes_a_case_whose_headline_names_nobody() {
    let mut room = room();
    let case = room.case();
    let shown = room.open(&case);
    assert_eq!(shown["state"], "received");
    assert_eq!(shown["headline"], "Harassment (PHA 1997 s.2)", "what happened names the victim, so the offence stands");
    assert_eq!(shown["perpetrator"]["name"], "Not known");
    let again = room.give("take_referral", referral("+44 7700 900123"));
    let because = again["perhaps_same"][0]["because"].as_str().unwrap();
    assert!(because.contains("phone") && because.contains("crime reference") && because.contains("name"), "{because}");
    let mut nameless = referral("");
    nameless["victim"]["name"] = json!("");
    nameless["headline"] = json!("Seen in Sample Street");
    nameless["victim"]["address"] = json!("14 Sample Street");
    let (key, fields) = room.refused("take_referral", nameless);
    assert_eq!((key.as_str(), fields), ("fields", vec!["victim.name".to_owned(), "headline".to_owned()]));
}

#[test]
fn every_agency_is_asked_once_and_silence_is_no_answer() {
    let mut room = room();
    let case = room.case();
    let asked = room.give("ask_agencies", json!({ "case": case }));
    let checks = asked["asked"].as_array().unwrap();
    assert_eq!(checks.len(), 4, "police, health, probation, victim advocacy");
    assert_eq!((checks[0]["reply"].clone(), checks[0]["due_on"].clone()), (Value::Null, json!("2026-11-26")));
    assert_eq!(room.refused("ask_agencies", json!({ "case": case })).0, "all_agencies_asked");
    let check = checks[1]["check"].as_str().unwrap();
    let reply =
        |kind: &str, reason: &str| json!({ "check": check, "kind": kind, "text": "", "reason": reason, "said_by": "Duty nurse" });
    assert_eq!(room.refused("record_reply", reply("withheld", "")).1, ["reason"]);
    assert_eq!(room.refused("record_reply", reply("shared", "")).1, ["text"]);
    room.give("record_reply", reply("withheld", "patient has not agreed"));
    let again = room.give("ask_agencies", json!({ "case": case }));
    assert_eq!(again["asked"].as_array().unwrap().len(), 1, "only the one that answered can be asked again");
}

#[test]
fn a_level_judged_high_lists_the_case_and_a_signed_sash_is_only_superseded() {
    let mut room = room();
    let case = room.case();
    assert_eq!(room.refused("sign_sash", sash(&case, "high", &Value::Null)).0, "no_pack");
    room.load_pack();
    let form = room.give("sash_form", json!({ "case": case }));
    assert_eq!(form["marking"], "Demonstration wording, not SASH");
    assert_eq!((form["items"].as_array().unwrap().len(), form["ex_partner_guess"].clone()), (16, json!("yes")));
    let first = room.give("sign_sash", sash(&case, "low", &Value::Null));
    assert_eq!(room.open(&case)["listed_because"], "", "only a level judged high lists a case");
    assert_eq!(room.open(&case)["state"], "screening");
    let second = room.give("sign_sash", sash(&case, "high", &first["record"]));
    assert_eq!(room.open(&case)["listed_because"], "SASH level judged high");
    assert_eq!(room.refused("sign_sash", sash(&case, "low", &first["record"])).0, "already_signed");
    let read = room.give("read_sash", json!({ "record": first["record"] }));
    assert_eq!((read["record"]["superseded"].clone(), read["record"]["body"]["level"].clone()), (json!(true), json!("low")));
    assert_eq!(room.give("read_sash", json!({ "record": second["record"] }))["record"]["superseded"], false);
    assert_eq!(
        room.refused("correct_record", json!({ "record": first["record"], "field": "level", "value": "\"high\"" })).0,
        "already_signed"
    );
}

#[test]
fn not_stalking_needs_advice_and_stands_on_the_reclassified_list() {
    let mut room = room();
    let case = room.case();
    let decide = |outcome: &str, judged: &str, advice: Value| json!({ "case": case, "outcome": outcome, "reason": "One dispute over a fence.", "judged_as": judged, "advice": advice });
    assert_eq!(room.refused("decide_screening", decide("not_stalking_advice", "other_offence", Value::Null)).1, ["advice"]);
    assert_eq!(
        room.refused("decide_screening", decide("to_clinic", "stalking", Value::Null)).1,
        ["outcome"],
        "London has no clinic"
    );
    assert_eq!(
        room.refused("decide_screening", decide("urgent_now", "stalking", Value::Null)).1,
        ["outcome"],
        "no same-day action yet"
    );
    let advice = json!({ "officer": "PC 9001 Sample", "text": "Neighbour dispute; see the housing officer." });
    room.give("decide_screening", decide("not_stalking_advice", "other_offence", advice.clone()));
    let shown = room.open(&case);
    assert_eq!((shown["state"].clone(), shown["judged_as"].clone()), (json!("not_stalking"), json!("other_offence")));
    let lists = room.give("referrals", json!({}));
    assert_eq!(lists["reclassified"][0]["recorded_as"], "Harassment");
    assert_eq!(lists["reclassified"][0]["judged_as"], "Another offence");
    assert_eq!(lists["awaiting_total"], 0);
    assert_eq!(room.refused("decide_screening", decide("more_information", "stalking", Value::Null)).0, "move_not_allowed");
}

#[test]
fn what_is_typed_at_screening_gives_no_address_away_until_its_owner_releases_it_with_a_reason() {
    let mut room = room();
    let case = room.case();
    room.load_pack();
    let asked = room.give("ask_agencies", json!({ "case": case }));
    let home = "Seen again at 14 Sample Street, Northmoor.";
    let reply =
        json!({ "check": asked["asked"][0]["check"], "kind": "shared", "text": home, "reason": "", "said_by": "Duty desk" });
    assert_eq!(room.refused("record_reply", reply.clone()).0, "text_hits");
    let four = json!({ "fixated": "yes", "obsessive": "unknown", "unwanted": "yes", "repeated": "yes", "note": home, "urgent_factors": [] });
    assert_eq!(room.refused("record_four_check", json!({ "case": case, "check": four })).0, "text_hits");
    let mut signed = sash(&case, "low", &Value::Null);
    signed["items"][2]["note"] = json!(home);
    assert_eq!(room.refused("sign_sash", signed.clone()).0, "text_hits");
    let hits = room.give("check_text", json!({ "case": case, "text": home }))["hits"].clone();
    for hit in hits.as_array().unwrap() {
        let release = |reason: &str| json!({ "case": case, "detail": hit["detail"], "found": hit["found"], "reason": reason });
        assert_eq!(room.refused("release_hit", release(" \n")).1, ["reason"], "a release without its own reason is none");
        room.give("release_hit", release("The perpetrator's own home; it is in the charge."));
    }
    room.give("record_reply", reply);
    room.give("sign_sash", signed);
}

#[test]
fn a_duplicate_found_at_screening_names_the_other_case() {
    let mut room = room();
    let (case, other) = (room.case(), room.case());
    let reference = room.open(&other)["reference"].clone();
    let decide = |other_case: Value| json!({ "case": case, "outcome": "duplicate", "reason": "The same calls.", "judged_as": "not_yet_judged", "advice": null, "other_case": other_case });
    assert_eq!(room.refused("decide_screening", decide(json!(""))).1, ["other_case"]);
    room.give("decide_screening", decide(reference));
    assert_eq!(room.open(&case)["state"], "duplicate_linked");
}

#[test]
fn taking_a_referral_is_an_act_of_the_case_it_opens() {
    let mut room = room();
    let case = room.case();
    let reference = room.open(&case)["reference"].clone();
    let log = room.audited("take_referral");
    assert_eq!(log["lines"][0]["case_reference"], reference, "{log}");
}

#[test]
fn a_list_runs_from_either_end() {
    let mut room = room();
    let (first, second) = (room.case(), room.case());
    let list = |sort: &str, descending: bool| json!({ "scope": "all", "level": null, "sort": sort, "descending": descending, "offset": 0, "limit": 1 });
    for sort in ["received", "reference", "last_incident"] {
        let up = room.give("cases", list(sort, false))["cases"][0]["case"].clone();
        let down = room.give("cases", list(sort, true))["cases"][0]["case"].clone();
        assert_eq!((up, down), (json!(first), json!(second)), "{sort}");
    }
}

//! Sharing in the users' words: two units with stores of their own, and the sealed files that go between them.

use chrono::TimeDelta;
use desk::trouble::{Outcome, Told};
use journeys::units::{NORTH, PURPOSE, SOUTH, Unit, agree, id, meet};
use journeys::{SharedKeyring, key_of};
use serde_json::{Value, json};
use std::path::Path;

/// What these agreements let go, unless a journey says more.
const CATEGORIES: [&str; 4] = ["victim-narrative", "suspect-identity", "risk-assessment", "order-condition"];

fn units(folder: &Path) -> (Unit, Unit) {
    let mut both = [("north", NORTH), ("south", SOUTH)]
        .map(|(place, who)| Unit::set_up(&folder.join(place), Box::new(SharedKeyring::default()), who).unwrap());
    let [one, other] = &mut both;
    meet(one, other).unwrap();
    let [one, other] = both;
    (one, other)
}

fn list<'v>(view: &'v Value, name: &str) -> &'v Vec<Value> {
    view[name].as_array().unwrap_or_else(|| panic!("no {name} in {view}"))
}

/// Accepts the only case of a bundle, with these picks for what disagrees.
fn take(unit: &mut Unit, token: &str, opened: &Value, picks: Vec<Value>) -> Outcome<Value> {
    let accept = json!({ "case": list(opened, "cases")[0]["case"], "verdict": { "verdict": "accept" } });
    unit.give("take_bundle", json!({ "file": token, "agreement": null, "cases": [accept], "conflicts": picks }))
}

/// How many held records of a case say these words, in whatever field.
fn saying(unit: &mut Unit, case: &Value, words: &str) -> usize {
    unit.held(case).unwrap().iter().filter(|(_, _, body)| body.to_string().contains(words)).count()
}

#[test]
fn under_an_agreement_in_force_probation_opens_verifies_and_takes_what_the_unit_sealed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut unit, mut probation) = units(folder.path());
    agree(&mut unit, &mut probation, (-10, 300), &CATEGORIES).unwrap();
    let case = unit.case("Alys Example", "Dewi Sample", "Waits at the gate every evening.").unwrap();
    let what = unit.what(&case, &CATEGORIES);
    assert_eq!(key_of(&unit.seal(&what, None)), "case_scope", "the partner has no part in the case yet");
    assert!(unit.files().is_empty());
    unit.link(&case).unwrap();
    let (sealed, file) = unit.seal(&what, None).unwrap();
    for name in ["Alys", "Dewi", "gate"] {
        assert!(!file.windows(name.len()).any(|bytes| bytes == name.as_bytes()), "{name} can be read in the file");
    }
    let (token, opened) = probation.open(&file).unwrap();
    assert_eq!((opened["seal"]["partner_name"].as_str(), &opened["seal"]["sequence"]), (Some(NORTH[0]), &json!(1)));
    assert!(opened["seal"]["compared"].as_str().unwrap().starts_with("compared by voice"), "{}", opened["seal"]);
    assert_eq!(opened["seal"]["under"], "Testshire and Placeholder, version 1");
    let arriving = &list(&opened, "cases")[0];
    assert_eq!((&arriving["held"], &arriving["new"]), (&json!("new"), &sealed["records"]));
    assert!(probation.held(&case).unwrap().is_empty(), "looking brings nothing in");
    let taken = take(&mut probation, &token, &opened, vec![]).unwrap();
    assert_eq!((&taken["new"], &taken["refused"]), (&sealed["records"], &json!(0)));
    let there = probation.give("case", json!({ "case": case })).unwrap();
    assert_eq!((&there["victim"]["name"], &there["perpetrator"]["name"]), (&json!("Alys Example"), &json!("Dewi Sample")));
    for unit in [&mut unit, &mut probation] {
        assert_eq!(unit.give("check_chains", json!({})).unwrap()["intact"], true);
    }
}

/// Somebody asks by phone, and waiting is worse: what is asked for, and nothing besides.
fn emergency(case: &Value, records: &[Value], partner: &Value, at: &Value) -> Value {
    json!({
        "case": case, "footing": { "route": "emergency", "harm": "loss_of_life", "why_not_wait": "He is on the way to the gate now",
            "advocate_reachable": true },
        "channel": "oral", "spoken": "phone",
        "to": { "partner": partner, "kind": "probation_provider", "addressee": "professional", "name": "B. Dummy",
            "post": "Duty officer", "organisation": "", "identity_checked": "Rang back through the switchboard" },
        "purpose": PURPOSE, "records": records, "read": false, "necessity": "", "told_at": at,
        "victim_told": { "told": "not_yet", "why": "No time before the call" }, "passphrase": journeys::units::PASSPHRASE,
        "decided_by": null, "second": null, "approver": null
    })
}

#[test]
fn an_expired_agreement_is_refused_the_emergency_passes_in_two_actions_and_is_reviewed_the_next_working_day() {
    let folder = tempfile::tempdir().unwrap();
    let (mut unit, mut probation) = units(folder.path());
    agree(&mut unit, &mut probation, (-300, -1), &CATEGORIES).unwrap();
    unit.take_on("Ruth Sample", "police", "practitioner").unwrap();
    let case = unit.case("Alys Example", "Dewi Sample", "Waits at the gate every evening.").unwrap();
    unit.link(&case).unwrap();
    let what = unit.what(&case, &CATEGORIES);
    let refused = unit.give("share_preview", what).unwrap_err();
    match refused.told("") {
        Told::Refusal { key, next, .. } => assert_eq!(
            (key, next.as_str()),
            ("isa_expired", "Get a new version signed. Where that cannot wait, use one-off or emergency.")
        ),
        Told::Fault { words, .. } => panic!("{words}"),
    }
    let chair = unit.chair();
    unit.sit_down("Ruth Sample").unwrap();
    // The first action opens the page of the emergency, the second records it.
    let choices = unit.give("tell_choices", json!({ "case": case })).unwrap();
    let suspect = |row: &&Value| row["category"] == "suspect-identity" && row["never"] == "";
    let records: Vec<Value> = list(&choices, "records").iter().filter(suspect).map(|row| row["record"].clone()).collect();
    let (partner, now) = (unit.partner.clone(), unit.give("who_am_i", json!({})).unwrap()["now"].clone());
    let recorded = unit.give("record_disclosure", emergency(&case, &records, &partner, &now)).unwrap();
    assert_eq!(recorded["records"], json!(records.len()));
    let tomorrow = unit.day(1);
    assert_eq!(recorded["review_due_on"], json!(tomorrow), "a Monday's emergency is reviewed on Tuesday");
    unit.sit_down(&chair).unwrap();
    assert_eq!(list(&unit.give("today", json!({})).unwrap(), "reviews")[0]["overdue"], false);
    unit.later(TimeDelta::days(1));
    let due = list(&unit.give("today", json!({})).unwrap(), "reviews")[0].clone();
    assert_eq!((&due["disclosure"], &due["due_on"]), (&recorded["disclosure"], &json!(tomorrow)));
    let review =
        json!({ "disclosure": due["disclosure"], "result": "upheld", "words": "Nobody could have waited.", "with": null });
    unit.give("review_disclosure", review.clone()).unwrap();
    assert!(list(&unit.give("today", json!({})).unwrap(), "reviews").is_empty());
    assert_eq!(key_of(&unit.give("review_disclosure", review)), "already_signed", "it is reviewed once");
    let ask =
        json!({ "from": null, "until": null, "route": "emergency", "organisation": "", "case": case, "which": "everything" });
    let row = list(&unit.give("disclosures", ask).unwrap(), "rows")[0].clone();
    assert!(row["review"].as_str().unwrap().starts_with("Upheld"), "{}", row["review"]);
    assert!(unit.files().is_empty(), "nothing stands on disk of a call");
}

/// Four cells of one CAS that only health fills, each with words of its own.
const HEALTH: [(&str, &str); 4] = [
    ("earlier_history", "Seen twice in the spring of 2019."),
    ("what_could_make_it_worse", "Stops his tablets in autumn."),
    ("type_and_motive", "Speaks of her to his nurse."),
    ("what_is_holding", "Keeps every depot appointment."),
];

#[test]
fn of_four_sealed_health_records_exactly_the_released_one_is_inside_the_plaintext() {
    let folder = tempfile::tempdir().unwrap();
    let (mut unit, mut probation) = units(folder.path());
    let categories = [CATEGORIES.as_slice(), &["suspect-health"]].concat();
    agree(&mut unit, &mut probation, (-10, 300), &categories).unwrap();
    unit.take_on("Nora Sample", "health", "practitioner").unwrap();
    let case = unit.case("Alys Example", "Dewi Sample", "Waits at the gate every evening.").unwrap();
    unit.link(&case).unwrap();
    let cas = unit.give("start_cas", json!({ "case": case, "trigger": "first_clinic" })).unwrap()["cas"].clone();
    let chair = unit.chair();
    unit.sit_down("Nora Sample").unwrap();
    for (row, text) in HEALTH {
        let cell =
            json!({ "cas": cas, "row": row, "agency": "health", "kind": "information", "text": text, "said_by": "N. Sample" });
        unit.give("write_cas_cell", cell).unwrap();
    }
    let held = unit.held(&case).unwrap();
    let tablets = held.iter().find(|(_, _, body)| body["text"] == HEALTH[1].1).map(|(record, _, _)| id(*record)).unwrap();
    let release = json!({
        "record": tablets, "partner": unit.partner, "routes": ["agreement"], "purpose": PURPOSE,
        "reason": "Supervision has to know what to look for.", "confidentiality": "overriding_public_interest", "second": null
    });
    unit.give("release_item", release).unwrap();
    unit.sit_down(&chair).unwrap();
    let what = unit.what(&case, &categories);
    assert_eq!(key_of(&unit.seal(&what, None)), "second_person", "a sealed category asks for one");
    let (sealed, file) = unit.seal(&what, Some("Nora Sample")).unwrap();
    let (token, opened) = probation.open(&file).unwrap();
    let taken = take(&mut probation, &token, &opened, vec![]).unwrap();
    let counted = [&taken["new"], &taken["refused"], &taken["unread"]];
    assert_eq!(counted, [&sealed["records"], &json!(0), &json!(0)], "everything in the plaintext is held and read");
    let found = HEALTH.map(|(_, text)| saying(&mut probation, &case, text));
    assert_eq!(found, [0, 1, 0, 0]);
    assert_eq!(HEALTH.map(|(_, text)| saying(&mut unit, &case, text)), [1, 1, 1, 1]);
}

/// The order of the case, and the day on which either unit shows it to end.
fn order(unit: &mut Unit, case: &Value) -> Value {
    let view = unit.give("case", json!({ "case": case })).unwrap();
    list(&view, "orders")[0].clone()
}

fn correct(unit: &mut Unit, order: &Value, day: &str) {
    let value = json!(day).to_string();
    unit.give("correct_record", json!({ "record": order["record"], "field": "ends_on", "value": value })).unwrap();
}

/// A case with an order that both hold, and the file in which the partner answers: both have put its end elsewhere since.
fn answered(unit: &mut Unit, probation: &mut Unit) -> (Value, Vec<u8>, [String; 2]) {
    let case = unit.case("Alys Example", "Dewi Sample", "Waits at the gate every evening.").unwrap();
    unit.link(&case).unwrap();
    let made = json!({
        "order_type": "OR-RO", "conditions": ["Not to contact"], "made_on": unit.day(-5), "served_on": unit.day(-4),
        "ends_on": unit.day(90), "until_further_order": false, "note": ""
    });
    unit.give("record_order", json!({ "case": case, "order": made })).unwrap();
    let what = unit.what(&case, &CATEGORIES);
    let (_, file) = unit.seal(&what, None).unwrap();
    let (token, opened) = probation.open(&file).unwrap();
    take(probation, &token, &opened, vec![]).unwrap();
    probation.link(&case).unwrap();
    for unit in [&mut *unit, &mut *probation] {
        unit.later(TimeDelta::days(2));
    }
    let ends = [unit.day(60), unit.day(120)];
    let shared = order(unit, &case);
    correct(unit, &shared, &ends[0]);
    correct(probation, &shared, &ends[1]);
    let what = probation.what(&case, &CATEGORIES);
    let (_, answer) = probation.seal(&what, None).unwrap();
    (case, answer, ends)
}

#[test]
fn an_answer_that_disagrees_is_settled_by_a_new_entry_and_the_partner_follows_with_the_next_bundle() {
    let folder = tempfile::tempdir().unwrap();
    let (mut unit, mut probation) = units(folder.path());
    agree(&mut unit, &mut probation, (-10, 300), &CATEGORIES).unwrap();
    let (case, answer, ends) = answered(&mut unit, &mut probation);
    let (token, opened) = unit.open(&answer).unwrap();
    let found = list(&list(&opened, "cases")[0], "conflicts").clone();
    assert_eq!((found.len(), &found[0]["field"], &found[0]["dangerous"]), (1, &json!("ends_on"), &json!(true)));
    let values = list(&found[0], "values");
    let said: Vec<(bool, &str)> = values.iter().map(|value| (value["ours"] == true, value["who"].as_str().unwrap())).collect();
    assert_eq!(
        said,
        [(true, "Una of Testshire Unit, Police"), (false, "Probation, Placeholder Probation")],
        "side by side, with their sources"
    );
    assert!(values.iter().all(|value| value["at"].as_str().unwrap().starts_with(&unit.day(0))), "{values:?}");
    assert_eq!(key_of(&take(&mut unit, &token, &opened, vec![])), "conflicts_without_choice", "nothing is chosen beforehand");
    let both = json!({ "record": found[0]["record"], "field": "ends_on", "pick": { "pick": "both" } });
    assert_eq!(take(&mut unit, &token, &opened, vec![both]).unwrap()["open_conflicts"], 1);
    assert_eq!(
        order(&mut unit, &case)["ends_on"],
        json!(ends[0]),
        "the earlier end is shown, so that nobody trusts the later one"
    );
    let open = unit.give("conflicts", json!({ "case": case })).unwrap();
    let theirs = list(&list(&open, "conflicts")[0], "values").iter().find(|value| value["ours"] == false).unwrap().clone();
    let entries = |unit: &mut Unit| {
        let shared = order(unit, &case)["record"].clone();
        list(&unit.give("history", json!({ "record": shared })).unwrap(), "lines").len()
    };
    let before = entries(&mut unit);
    unit.give("settle_conflict", json!({ "record": found[0]["record"], "field": "ends_on", "entry": theirs["entry"] })).unwrap();
    assert_eq!(entries(&mut unit), before + 1, "settled by a new entry, and both that were there stay");
    assert_eq!(order(&mut unit, &case)["ends_on"], json!(ends[1]));
    let what = unit.what(&case, &CATEGORIES);
    let (_, back) = unit.seal(&what, None).unwrap();
    let (token, opened) = probation.open(&back).unwrap();
    assert!(list(&list(&opened, "cases")[0], "conflicts").is_empty(), "the decision comes with both values it settles");
    take(&mut probation, &token, &opened, vec![]).unwrap();
    assert_eq!(order(&mut probation, &case), order(&mut unit, &case));
    assert_eq!(entries(&mut probation), entries(&mut unit));
}

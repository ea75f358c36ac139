//! The example unit as anybody finds it: six months of work, a morning that waits, an afternoon left unfinished.

use desk::sitting::Desk;
use example::Who;
use journeys::{SharedKeyring, desk_in, give, key_of};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn rows<'v>(view: &'v Value, list: &str) -> &'v Vec<Value> {
    view[list].as_array().unwrap()
}

fn as_member(desk: &mut Desk, who: Who) {
    example::morning::sign_in(desk, who).unwrap();
}

#[test]
fn the_example_unit_has_a_past_a_morning_and_an_afternoon() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    as_member(&mut desk, Who::Chair);
    let today = give(&mut desk, "today", json!({})).unwrap();
    the_clock_stands_at_a_quarter_to_nine(&today);
    the_caseload(&mut desk);
    the_past_meetings(&mut desk);
    the_morning(&mut desk, &today);
    the_afternoon(&mut desk);
    behind_walls(&mut desk);
}

/// Each agency's own notes, and one case that probation must not hear of.
fn behind_walls(desk: &mut Desk) {
    let list = json!({ "scope": "all", "level": null, "sort": "received", "descending": true, "offset": 0, "limit": 200 });
    let mut noted: BTreeMap<&str, usize> = BTreeMap::new();
    for (who, agency) in
        [(Who::Officer, "police"), (Who::Nurse, "health"), (Who::Probation, "probation"), (Who::Advocate, "advocacy")]
    {
        as_member(desk, who);
        let cases = give(desk, "cases", list.clone()).unwrap();
        let may_open = matches!(who, Who::Nurse | Who::Advocate);
        assert_eq!(rows(&cases, "restricted").len(), usize::from(may_open), "{agency}");
        for case in rows(&cases, "cases") {
            let notes = give(desk, "notes", json!({ "case": case["case"] })).unwrap();
            *noted.entry(agency).or_default() += rows(&notes, "open").len();
        }
    }
    assert_eq!(noted, BTreeMap::from([("police", 1), ("health", 2), ("probation", 1), ("advocacy", 1)]));
}

fn the_clock_stands_at_a_quarter_to_nine(today: &Value) {
    assert!(today["now"].as_str().unwrap().starts_with("2026-11-23T08:4"), "{}", today["now"]);
    assert!(today["since_words"].as_str().unwrap().contains("Friday"), "{}", today["since_words"]);
}

fn the_caseload(desk: &mut Desk) {
    let list = json!({ "scope": "all", "level": null, "sort": "received", "descending": true, "offset": 0, "limit": 200 });
    let cases = give(desk, "cases", list).unwrap();
    let cases = rows(&cases, "cases");
    assert_eq!(cases.len(), 61, "thirteen by hand (one kind is two cases) and forty-eight from the seed");
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases {
        *states.entry(case["state"].as_str().unwrap_or_default()).or_default() += 1;
        assert!(case["received_at"].as_str().unwrap() < "2026-11-23T08:45", "{case}");
    }
    assert!(states.len() >= 6, "cases stand in many places, not only {states:?}");
}

fn the_past_meetings(desk: &mut Desk) {
    let meetings = give(desk, "meetings", json!({})).unwrap();
    let past = rows(&meetings, "past");
    assert_eq!(past.len(), 11);
    assert!(past.iter().all(|meeting| meeting["state"] == "signed"));
    let first = past.last().unwrap()["planned_at"].as_str().unwrap();
    assert!(first < "2026-06-15", "the first was held {first}");
    let heard: u64 = past.iter().filter_map(|meeting| meeting["cases"].as_u64()).sum();
    assert!(heard >= 12, "{heard} cases were heard");
    let minutes = give(desk, "minutes", json!({ "meeting": past[0]["meeting"] })).unwrap();
    assert!(rows(&minutes, "cases").iter().any(|case| case["state"] == "carried_over"), "one was carried over on Friday");
}

fn the_morning(desk: &mut Desk, today: &Value) {
    let agenda = give(desk, "agenda", json!({})).unwrap();
    assert_eq!(rows(&agenda, "items").len(), 11);
    assert!(rows(&agenda, "incomplete").len() >= 3, "actions of earlier meetings are late");
    let alerts: Vec<&str> = rows(today, "alerts").iter().filter_map(|alert| alert["title"].as_str()).collect();
    for wanted in ["Plan review due", "Order or condition ends", "Safe contact must be asked again"] {
        assert!(alerts.contains(&wanted), "{wanted} is not among {alerts:?}");
    }
    assert!(!rows(today, "waiting").is_empty(), "agencies owe answers");
    let referrals = give(desk, "referrals", json!({})).unwrap();
    assert!(!rows(&referrals, "reclassified").is_empty(), "a record was judged otherwise");
    let ask = json!({ "file": "sample:clean", "columns": {}, "date_order": "" });
    let dry = give(desk, "read_overnight_list", ask).unwrap();
    assert_eq!((&dry["new"], &dry["already_known"]), (&json!(8), &json!(3)), "the list waits, three of it known");
}

fn the_afternoon(desk: &mut Desk) {
    let case_of = |desk: &mut Desk, text: &str| give(desk, "find", json!({ "text": text })).unwrap()["found"][0]["case"].clone();
    let hedwig = case_of(desk, "Llewelyn");
    let list = give(desk, "cas_list", json!({ "case": hedwig })).unwrap();
    let cas = give(desk, "cas", json!({ "cas": list["list"][0]["cas"] })).unwrap();
    assert_eq!(
        (&cas["status"], rows(&cas, "dissent").len()),
        (&json!("draft"), 1),
        "a CAS half written, with a view that differs"
    );
    assert!(!rows(&cas, "blockers").is_empty());
    let plan = give(desk, "plan", json!({ "case": hedwig })).unwrap();
    assert_eq!(plan["current"]["body"]["state"], "agreed");
    let colleague = case_of(desk, "ap-Muster");
    let draft = give(desk, "plan", json!({ "case": colleague })).unwrap();
    assert_eq!(draft["current"]["body"]["state"], "draft");
    assert!(!rows(&draft["current"], "blockers").is_empty(), "a plan nobody could agree yet");
    let (release, neighbour) = (case_of(desk, "Joanna Imagined"), case_of(desk, "Attrapp"));
    for (who, form, subject) in
        [(Who::Support, "referral", Value::Null), (Who::Advocate, "quick:call", release), (Who::Officer, "sash", neighbour)]
    {
        as_member(desk, who);
        let kept = give(desk, "draft", json!({ "form": form, "subject": subject })).unwrap();
        let text = kept["text"].as_str().unwrap_or_else(|| panic!("{form} is kept half typed"));
        assert!(serde_json::from_str::<Value>(text).unwrap().is_object());
    }
}

/// Agreements of every standing, a bundle that waits and disagrees, and at the door the unit that sealed it.
#[test]
fn a_second_unit_stands_beside_the_first_and_its_answer_waits_and_disagrees() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    as_member(&mut desk, Who::Chair);
    let register = give(&mut desk, "agreements", json!({})).unwrap();
    let mut standings: Vec<&str> = rows(&register, "agreements").iter().filter_map(|row| row["standing"].as_str()).collect();
    standings.sort_unstable();
    assert_eq!(standings, ["draft", "expired", "in_force"]);
    let waiting = give(&mut desk, "waiting_bundles", json!({})).unwrap();
    let file = rows(&waiting, "files")[0].clone();
    let opened = give(&mut desk, "open_bundle", json!({ "file": file, "agreement": null })).unwrap();
    assert_eq!(opened["seal"]["partner_name"], example::second::NAME);
    let case = rows(&opened, "cases")[0].clone();
    let conflicts: Vec<&str> = rows(&case, "conflicts").iter().filter_map(|one| one["field"].as_str()).collect();
    assert_eq!((&case["held"], &case["new"], conflicts), (&json!("held"), &json!(1), vec!["ends_on"]));
    assert_eq!(key_of(&give(&mut desk, "open_other_example", json!({}))), "already_signed_in");
    give(&mut desk, "lock", json!({})).unwrap();
    let door = give(&mut desk, "open_other_example", json!({})).unwrap()["door"].clone();
    assert_eq!((&door["unit"], &door["second"]), (&json!(example::second::NAME), &json!(true)));
    assert_eq!((rows(&door, "members").len(), &door["other_unit"]), (3, &json!("Northmoor Stalking Intervention Unit")));
    example::second::sign_in(&mut desk).unwrap();
    let list = json!({ "scope": "all", "level": null, "sort": "received", "descending": true, "offset": 0, "limit": 200 });
    let cases = give(&mut desk, "cases", list).unwrap();
    let shared = rows(&cases, "cases").iter().filter(|row| row["case"] == case["case"]).count();
    assert_eq!((rows(&cases, "cases").len(), shared), (3, 1), "two of its own, and the one it was sent");
    assert!(rows(&give(&mut desk, "waiting_bundles", json!({})).unwrap(), "files").is_empty());
    drop(desk);
    assert_eq!(std::fs::read_dir(folder.path().join("scratch")).unwrap().count(), 0, "both are thrown away");
}

#[test]
fn the_log_reads_six_months_in_the_order_of_time_and_its_chains_hold() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    as_member(&mut desk, Who::Auditor);
    let checked = give(&mut desk, "check_chains", json!({})).unwrap();
    assert_eq!(checked["intact"], json!(true), "{checked}");
    let mut told: Vec<(String, String)> = Vec::new();
    let mut before = Value::Null;
    loop {
        let ask = json!({ "act": "", "member": null, "purpose": "integrity_and_security", "before": before });
        let page = give(&mut desk, "read_log", ask).unwrap();
        let lines = rows(&page, "lines");
        let part = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
        told.extend(lines.iter().map(|line| (part(line, "at"), part(line, "who"))));
        if page["more"] != json!(true) {
            break;
        }
        before = lines.last().unwrap()["seq"].clone();
    }
    assert!(told.len() > 600, "{} acts", told.len());
    assert!(told.windows(2).all(|pair| pair[0].0 >= pair[1].0), "the newest first, and none out of its time");
    assert!(told.last().unwrap().0.as_str() < "2026-05-25", "six months deep, not from {:?}", told.last());
    let by: std::collections::BTreeSet<&str> = told.iter().map(|(_, who)| who.as_str()).collect();
    assert!(by.len() >= 8, "the members themselves did it, not only {by:?}");
}

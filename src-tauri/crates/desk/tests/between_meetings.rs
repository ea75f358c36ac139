//! From a referral to a decision and the work between meetings, through the commands alone.

use casework::when::Moment;
use chrono::TimeZone;
use desk::asks::unit::FileWanted;
use desk::commands::Window;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use desk::trouble::{Refusal, Trouble};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// A world in which the test picks the file and may ask a long job to stop.
#[derive(Clone, Default)]
struct World {
    file: Arc<Mutex<Option<Picked>>>,
    stop: Arc<AtomicBool>,
}

impl Surroundings for World {
    fn now(&self) -> Moment {
        chrono::Utc
            .with_ymd_and_hms(2026, 11, 23, 8, 45, 0)
            .unwrap()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        self.file.lock().unwrap().clone()
    }

    fn pick_place(&mut self, _name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(None)
    }

    fn go_on(&mut self, progress: Progress<'_>) -> bool {
        !(self.stop.load(Ordering::Relaxed) && progress.label == "Taking the list")
    }
}

struct Room {
    desk: Desk,
    world: World,
    _folder: tempfile::TempDir,
}

fn room() -> Room {
    let folder = tempfile::tempdir().unwrap();
    let world = World::default();
    let house = House {
        folder: folder.path().join("unit"),
        scratch: folder.path().to_path_buf(),
        custody: Box::new(sealing::ThrowAwayCustody::default()),
        fill_example: |_| Ok(()),
        surroundings: Box::new(world.clone()),
    };
    let mut room = Room {
        desk: Desk::new(house),
        world,
        _folder: folder,
    };
    room.give(
        "set_up_unit",
        json!({ "unit_name": "Northmoor unit", "pathway": "london", "reference_prefix": "N", "marking": "OFFICIAL-SENSITIVE",
            "your_name": "Dana Specimen", "agency": "police", "role": "chair", "job": "detective inspector",
            "passphrase": "kettle harbour lantern orchard nine" }),
    );
    room
}

impl Room {
    fn try_to(&mut self, name: &str, question: Value) -> Result<Value, Trouble> {
        self.desk.give(name, Window::Main, question)
    }

    fn give(&mut self, name: &str, question: Value) -> Value {
        self.try_to(name, question)
            .unwrap_or_else(|trouble| panic!("{name}: {trouble:?}"))
    }

    /// The key of the refusal a command ends in, and the fields it names.
    fn refused(&mut self, name: &str, question: Value) -> (String, Vec<String>) {
        match self.try_to(name, question) {
            Err(Trouble::Refusal(Refusal::Fields(fields))) => (
                "fields".to_owned(),
                fields.into_iter().map(|field| field.field).collect(),
            ),
            Err(Trouble::Refusal(refusal)) => (refusal.key().to_owned(), Vec::new()),
            Err(Trouble::Fault(fault)) => {
                panic!("{name}: a fault at {}: {}", fault.place, fault.cause)
            }
            Ok(answer) => panic!("{name} went through: {answer}"),
        }
    }

    fn case(&mut self) -> String {
        let taken = self.give("take_referral", referral("07700 900123"));
        taken["case"].as_str().unwrap().to_owned()
    }

    fn open(&mut self, case: &str) -> Value {
        self.give("case", json!({ "case": case }))
    }

    fn pick(&mut self, name: &str, bytes: &[u8], wanted: &str) -> String {
        *self.world.file.lock().unwrap() = Some(Picked {
            name: name.to_owned(),
            bytes: bytes.to_vec(),
        });
        self.give("pick_file", json!({ "wanted": wanted }))["token"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    fn load_pack(&mut self) {
        let token = self.pick(
            "pack.toml",
            forms::demonstration_pack_text().as_bytes(),
            "instrument_pack",
        );
        self.give("load_pack", json!({ "file": token }));
    }
}

fn referral(phone: &str) -> Value {
    json!({
        "referral": { "source": "police", "referrer": "PC 9001 Sample", "referrer_agency": "police",
            "received_at": "2026-11-23T08:00:00Z", "crime_reference": "EX/1/26", "recorded_offence": "Harassment (PHA 1997 s.2)",
            "recorded_as": "harassment", "relationship": "ex_partner_not_cohabited",
            "what_happened": "Placeholder was followed home twice this week.", "safe_to_contact": "not_asked",
            "consent": "not_asked", "consent_reason": "nobody has spoken to the victim yet", "officer": "PC 9001 Sample" },
        "victim": { "name": "Ann Placeholder", "born_on": "1991-03-14", "about": "", "phone": phone,
            "address": "14 Sample Street, Northmoor ZZ99 1AA", "vehicle": "" },
        "perpetrator": { "name": "", "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "XX00 AAA" },
        "standing": "suspected", "headline": "",
    })
}

fn sash(case: &str, level: &str, supersedes: &Value) -> Value {
    let items: Vec<Value> = (1..=13)
        .map(|n| json!({ "number": format!("G{n}"), "answer": "yes", "note": "", "source": "officer", "as_at": null }))
        .collect();
    json!({ "case": case, "trained": true, "trained_on": "2026-01-10", "sources": ["officer"], "ex_partner_case": "no",
        "items": items, "gaps": [], "level": level, "reason": "Followed home twice in one week after being told to stop.",
        "next_step": "discuss_at_next_meeting", "supersedes": supersedes })
}

fn rule() -> Value {
    json!({ "may_contact": "yes", "preferred_name_for_calls": "Ann", "channels": ["text"], "leave_voicemail": "no",
        "say_unit_name": "no", "text_wording_allowed": "", "best_days": "", "best_times": "10:00 to 14:00", "never_times": "",
        "withheld_number": "yes", "who_else_may_answer": "", "interpreter": "", "accessibility": "",
        "silent_solution_told": "unknown", "last_confirmed_on": "2026-11-20", "confirm_every_days": 14 })
}

fn detail(code_word: &str) -> Value {
    let channel = |kind: &str, address: &str, access: &str| json!({ "kind": kind, "address": address, "safe": "yes", "shared_device": "no", "perpetrator_may_access": access });
    json!({ "channels": [channel("text", "07700 900123", "no"), channel("email", "ann@example.org", "unknown")],
        "code_word": code_word, "safe_place": "", "emergency_contact": "" })
}

#[test]
fn a_referral_becomes_a_case_whose_headline_names_nobody() {
    let mut room = room();
    let case = room.case();
    let shown = room.open(&case);
    assert_eq!(shown["state"], "received");
    assert_eq!(
        shown["headline"], "Harassment (PHA 1997 s.2)",
        "what happened names the victim, so the offence stands"
    );
    assert_eq!(shown["perpetrator"]["name"], "Not known");
    let again = room.give("take_referral", referral("+44 7700 900123"));
    let because = again["perhaps_same"][0]["because"].as_str().unwrap();
    assert!(
        because.contains("phone")
            && because.contains("crime reference")
            && because.contains("name"),
        "{because}"
    );
    let mut nameless = referral("");
    nameless["victim"]["name"] = json!("");
    nameless["headline"] = json!("Seen in Sample Street");
    nameless["victim"]["address"] = json!("14 Sample Street");
    let (key, fields) = room.refused("take_referral", nameless);
    assert_eq!(
        (key.as_str(), fields),
        (
            "fields",
            vec!["victim.name".to_owned(), "headline".to_owned()]
        )
    );
}

#[test]
fn every_agency_is_asked_once_and_silence_is_no_answer() {
    let mut room = room();
    let case = room.case();
    let asked = room.give("ask_agencies", json!({ "case": case }));
    let checks = asked["asked"].as_array().unwrap();
    assert_eq!(
        checks.len(),
        4,
        "police, health, probation, victim advocacy"
    );
    assert_eq!(
        (checks[0]["reply"].clone(), checks[0]["due_on"].clone()),
        (Value::Null, json!("2026-11-26"))
    );
    assert_eq!(
        room.refused("ask_agencies", json!({ "case": case })).0,
        "all_agencies_asked"
    );
    let check = checks[1]["check"].as_str().unwrap();
    let reply = |kind: &str, reason: &str| json!({ "check": check, "kind": kind, "text": "", "reason": reason, "said_by": "Duty nurse" });
    assert_eq!(
        room.refused("record_reply", reply("withheld", "")).1,
        ["reason"]
    );
    assert_eq!(
        room.refused("record_reply", reply("shared", "")).1,
        ["text"]
    );
    room.give("record_reply", reply("withheld", "patient has not agreed"));
    let again = room.give("ask_agencies", json!({ "case": case }));
    assert_eq!(
        again["asked"].as_array().unwrap().len(),
        1,
        "only the one that answered can be asked again"
    );
}

#[test]
fn a_level_judged_high_lists_the_case_and_a_signed_sash_is_only_superseded() {
    let mut room = room();
    let case = room.case();
    assert_eq!(
        room.refused("sign_sash", sash(&case, "high", &Value::Null))
            .0,
        "no_pack"
    );
    room.load_pack();
    let form = room.give("sash_form", json!({ "case": case }));
    assert_eq!(form["marking"], "Demonstration wording, not SASH");
    assert_eq!(
        (
            form["items"].as_array().unwrap().len(),
            form["ex_partner_guess"].clone()
        ),
        (16, json!("yes"))
    );
    let first = room.give("sign_sash", sash(&case, "low", &Value::Null));
    assert_eq!(
        room.open(&case)["listed_because"],
        "",
        "only a level judged high lists a case"
    );
    assert_eq!(room.open(&case)["state"], "screening");
    let second = room.give("sign_sash", sash(&case, "high", &first["record"]));
    assert_eq!(room.open(&case)["listed_because"], "SASH level judged high");
    assert_eq!(
        room.refused("sign_sash", sash(&case, "low", &first["record"]))
            .0,
        "already_signed"
    );
    let read = room.give("read_sash", json!({ "record": first["record"] }));
    assert_eq!(
        (
            read["record"]["superseded"].clone(),
            read["record"]["body"]["level"].clone()
        ),
        (json!(true), json!("low"))
    );
    assert_eq!(
        room.give("read_sash", json!({ "record": second["record"] }))["record"]["superseded"],
        false
    );
    assert_eq!(
        room.refused(
            "correct_record",
            json!({ "record": first["record"], "field": "level", "value": "\"high\"" })
        )
        .0,
        "already_signed"
    );
}

#[test]
fn not_stalking_needs_advice_and_stands_on_the_reclassified_list() {
    let mut room = room();
    let case = room.case();
    let decide = |outcome: &str, judged: &str, advice: Value| json!({ "case": case, "outcome": outcome, "reason": "One dispute over a fence.", "judged_as": judged, "advice": advice });
    assert_eq!(
        room.refused(
            "decide_screening",
            decide("not_stalking_advice", "other_offence", Value::Null)
        )
        .1,
        ["advice"]
    );
    assert_eq!(
        room.refused(
            "decide_screening",
            decide("to_clinic", "stalking", Value::Null)
        )
        .1,
        ["outcome"],
        "London has no clinic"
    );
    assert_eq!(
        room.refused(
            "decide_screening",
            decide("urgent_now", "stalking", Value::Null)
        )
        .1,
        ["outcome"],
        "no same-day action yet"
    );
    let advice = json!({ "officer": "PC 9001 Sample", "text": "Neighbour dispute; see the housing officer." });
    room.give(
        "decide_screening",
        decide("not_stalking_advice", "other_offence", advice.clone()),
    );
    let shown = room.open(&case);
    assert_eq!(
        (shown["state"].clone(), shown["judged_as"].clone()),
        (json!("not_stalking"), json!("other_offence"))
    );
    let lists = room.give("referrals", json!({}));
    assert_eq!(lists["reclassified"][0]["recorded_as"], "Harassment");
    assert_eq!(lists["reclassified"][0]["judged_as"], "Another offence");
    assert_eq!(lists["awaiting_total"], 0);
    assert_eq!(
        room.refused(
            "decide_screening",
            decide("more_information", "stalking", Value::Null)
        )
        .0,
        "move_not_allowed"
    );
}

#[test]
fn numbers_show_only_after_the_banner_and_only_where_they_are_safe() {
    let mut room = room();
    let case = room.case();
    let reveal = |read: bool| json!({ "case": case, "banner_acknowledged": read });
    assert_eq!(
        room.refused("reveal_contact", reveal(false)).0,
        "banner_not_acknowledged"
    );
    let with_code = json!({ "case": case, "rule": rule(), "detail": detail("marmalade") });
    assert_eq!(
        room.refused("record_safe_contact", with_code).0,
        "walls_not_built"
    );
    let mut leaking = rule();
    leaking["who_else_may_answer"] = json!("Her sister on 07700900123");
    assert_eq!(
        room.refused(
            "record_safe_contact",
            json!({ "case": case, "rule": leaking, "detail": detail("") })
        )
        .0,
        "text_hits"
    );
    room.give(
        "record_safe_contact",
        json!({ "case": case, "rule": rule(), "detail": detail("") }),
    );
    let shown = room.give("reveal_contact", reveal(true));
    assert_eq!(shown["channels"][0]["address"], "07700 900123");
    assert_eq!(
        shown["channels"][1]["address"], "",
        "nobody knows who reads that mailbox"
    );
    room.give(
        "doubt_safe_contact",
        json!({ "case": case, "reason": "phone was taken overnight" }),
    );
    let shown = room.give("reveal_contact", reveal(true));
    assert!(
        shown["channels"]
            .as_array()
            .unwrap()
            .iter()
            .all(|channel| channel["address"] == ""),
        "{shown}"
    );
    let confirm = |answer: &str| json!({ "case": case, "still_safe": answer });
    assert_eq!(
        room.refused("confirm_safe_contact", confirm("yes")).1,
        ["still_safe"],
        "a yes opens nothing that was closed"
    );
    room.give("confirm_safe_contact", confirm("no"));
    assert_eq!(room.open(&case)["safe_contact"]["contact_allowed"], false);
}

#[test]
fn an_address_in_an_action_blocks_until_its_owner_releases_it() {
    let mut room = room();
    let case = room.case();
    let action = json!({ "case": case, "text": "Patrol past 14 Sample St at closing time", "heading": "victim_safety",
        "owner_agency": "probation", "owner_person": "Duty officer", "due_on": "2026-11-24", "due_time": "", "priority": "routine" });
    assert_eq!(
        room.refused("propose_action", action.clone()).0,
        "text_hits"
    );
    let hits = room.give(
        "check_text",
        json!({ "case": case, "text": action["text"] }),
    );
    let hit = hits["hits"][0].clone();
    assert_eq!(hit["whose"], "victim");
    let release = |reason: &str| json!({ "case": case, "detail": hit["detail"], "found": hit["found"], "reason": reason });
    assert_eq!(room.refused("release_hit", release("")).1, ["reason"]);
    room.give("release_hit", release("the patrol needs it"));
    let proposed = room.give("propose_action", action);
    let shown = room.open(&case);
    assert_eq!(
        shown["actions"][0]["status"], "proposed",
        "another agency's action waits for its yes"
    );
    let step = |step: Value| json!({ "action": proposed["record"], "step": step });
    assert_eq!(
        room.refused("move_action", step(json!({ "step": "start" })))
            .1,
        ["step"]
    );
    room.give(
        "move_action",
        step(json!({ "step": "accept", "by": "Duty officer" })),
    );
    assert_eq!(
        room.refused(
            "move_action",
            step(json!({ "step": "not_done", "reason": "" }))
        )
        .1,
        ["step.reason"]
    );
    room.give(
        "move_action",
        step(json!({ "step": "move", "to": "2026-11-27", "reason": "no car today" })),
    );
    room.give("move_action", step(json!({ "step": "done" })));
    assert_eq!(
        room.refused("move_action", step(json!({ "step": "start" })))
            .1,
        ["step"]
    );
    room.give(
        "move_action",
        step(json!({ "step": "reopen", "reason": "wrong case" })),
    );
    let action = &room.open(&case)["actions"][0];
    assert_eq!(
        (action["status"].clone(), action["due_on"].clone()),
        (json!("accepted"), json!("2026-11-27"))
    );
}

#[test]
fn what_cannot_wait_is_opened_today_and_heard_next() {
    let mut room = room();
    let case = room.case();
    let now = |actions: Value| json!({ "case": case, "reason": "Seen outside with a hammer", "actions": actions });
    assert_eq!(room.refused("urgent_now", now(json!([]))).1, ["actions"]);
    room.give(
        "urgent_now",
        now(json!([{ "text": "Arrest", "owner_agency": "police", "owner_person": "Response" }])),
    );
    let shown = room.open(&case);
    assert_eq!(
        (
            shown["state"].clone(),
            shown["actions"][0]["due_on"].clone()
        ),
        (json!("urgent_action"), json!("2026-11-23"))
    );
    assert_eq!(
        shown["listed_because"],
        "Urgent now: Seen outside with a hammer"
    );
    let incident = json!({ "occurred": { "at": "2026-11-22T23:40:00Z", "precision": "minute", "words": "" },
        "behaviours": ["loiter"], "what": "Stood across the road for an hour", "is_contact": "unknown", "severity": 2,
        "reported": "yes", "told_by": "police", "evidence": "" });
    let recorded = room.give(
        "record_incident",
        json!({ "case": case, "incident": incident }),
    );
    let correct = |field: &str, value: &str| json!({ "record": recorded["record"], "field": field, "value": value });
    assert_eq!(
        room.refused("correct_record", correct("severity", "9")).1,
        ["incident.severity"]
    );
    assert_eq!(
        room.refused("correct_record", correct("severity", "\"two\""))
            .1,
        ["severity"]
    );
    room.give("correct_record", correct("severity", "3"));
}

#[test]
fn a_list_is_taken_whole_or_not_at_all() {
    let mut room = room();
    let bytes = include_bytes!("../../../../assets/samples/overnight-clean.csv");
    let token = room.pick("overnight.csv", bytes, "overnight_list");
    let read = room.give(
        "read_overnight_list",
        json!({ "file": token, "columns": {}, "date_order": "" }),
    );
    assert_eq!(
        (
            read["new"].clone(),
            read["duplicates"].clone(),
            read["broken"].clone()
        ),
        (json!(11), json!(1), json!(0))
    );
    assert_eq!(read["columns_remembered"], false);
    let take = |broken: u32| json!({ "file": token, "columns": read["columns"], "date_order": "", "leave_out_broken": broken });
    assert_eq!(
        room.refused("take_overnight_list", take(3)).0,
        "broken_rows_not_seen"
    );
    room.world.stop.store(true, Ordering::Relaxed);
    assert_eq!(room.refused("take_overnight_list", take(0)).0, "stopped");
    assert_eq!(
        room.give("referrals", json!({}))["awaiting_total"],
        0,
        "stopped means nothing was kept"
    );
    room.world.stop.store(false, Ordering::Relaxed);
    assert_eq!(room.give("take_overnight_list", take(0))["taken"], 11);
    let again = room.give(
        "read_overnight_list",
        json!({ "file": token, "columns": {}, "date_order": "" }),
    );
    assert_eq!(
        (
            again["already_known"].clone(),
            again["columns_remembered"].clone()
        ),
        (json!(12), json!(true))
    );
    assert_eq!(
        room.refused("take_overnight_list", take(0)).0,
        "nothing_new_in_list"
    );
    assert_eq!(room.give("referrals", json!({}))["awaiting_total"], 11);
}

#[test]
fn a_broken_list_shows_what_is_wrong_and_takes_nothing_unseen() {
    let mut room = room();
    let bytes = include_bytes!("../../../../assets/samples/overnight-ugly.csv");
    let token = room.pick("overnight.csv", bytes, "overnight_list");
    let read = room.give(
        "read_overnight_list",
        json!({ "file": token, "columns": {}, "date_order": "" }),
    );
    assert!(read["broken"].as_u64().unwrap() > 0);
    let broken = read["rows"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["verdict"] == "broken")
        .unwrap()
        .clone();
    assert!(
        !broken["troubles"].as_array().unwrap().is_empty(),
        "every broken row says which cell and why"
    );
    let no_victim = json!({ "crime_reference": read["headings"][0] });
    let unmatched = room.give(
        "read_overnight_list",
        json!({ "file": token, "columns": no_victim, "date_order": "" }),
    );
    assert!(
        unmatched["rows"].as_array().unwrap().is_empty(),
        "unmatched columns show the headings and no rows"
    );
    assert!(!unmatched["headings"].as_array().unwrap().is_empty());
}

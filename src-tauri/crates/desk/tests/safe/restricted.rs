//! Restricted cases, sealing what was open, and a colleague stepping in: through the desk.

use crate::walls::{NURSE, case};
use crate::world::{PASSPHRASE, Unit, unit};
use serde_json::{Value, json};

const OFFICER: &str = "harbour pencil orchard lantern two";
const CANARY: &str = "quinquereme";

struct People {
    unit: Unit,
    chair: Value,
    nurse: Value,
    officer: Value,
}

fn people() -> People {
    let mut unit = unit();
    unit.ready();
    let chair = unit.give("who_am_i", json!({}))["member"]["id"].clone();
    let mut take_on = |name: &str, agency: &str, passphrase: &str| {
        let ask = json!({ "name": name, "agency": agency, "role": "practitioner", "job": "worker", "passphrase": passphrase });
        unit.give("add_member", ask)["record"].clone()
    };
    let nurse = take_on("Ruth Sample", "health", NURSE);
    let officer = take_on("Owen Mockford", "police", OFFICER);
    People { unit, chair, nurse, officer }
}

impl People {
    fn to(&self, members: &[&Value], parties: &[&Value]) -> Value {
        json!({ "because": "perpetrator_works_for_partner", "members": members, "parties": parties })
    }

    fn referral(&self, perpetrator: &str, restricted: Value) -> Value {
        let person = |name: &str| json!({ "name": name, "born_on": null, "about": "", "phone": "07700 900123", "address": "", "vehicle": "" });
        json!({ "referral": { "source": "police", "referrer": "PC 9001 Sample", "referrer_agency": "police",
            "received_at": "2026-11-23T08:00:00Z", "crime_reference": "EX/1/26", "recorded_offence": "Harassment (PHA 1997 s.2)",
            "recorded_as": "harassment", "relationship": "ex_partner_not_cohabited",
            "what_happened": format!("Placeholder saw the {CANARY} car twice."), "safe_to_contact": "not_asked",
            "consent": "not_asked", "consent_reason": "nobody has spoken to the victim yet", "officer": "PC 9001 Sample" },
            "victim": person("Ann Placeholder"), "perpetrator": person(perpetrator), "standing": "suspected", "headline": "",
            "restricted": restricted })
    }

    fn restricted_case(&mut self) -> String {
        let to = self.to(&[&self.chair, &self.nurse], &[&self.officer]);
        let ask = self.referral("", to);
        self.unit.give("take_referral", ask)["case"].as_str().unwrap().to_owned()
    }

    fn now_is(&mut self, name: &str, passphrase: &str) {
        self.unit.sign_out();
        self.unit.sign_in(name, passphrase);
    }
}

fn list() -> Value {
    json!({ "scope": "all", "level": null, "sort": "received", "descending": true, "offset": 0, "limit": 50 })
}

/// C-9: a member who was not chosen gets the same answers as if the case were not there.
fn hears_nothing(unit: &mut Unit, case: &str) {
    let which = json!({ "case": case });
    for command in ["open_case", "case", "notes", "cas_list", "plan", "sash_form"] {
        assert_eq!(unit.refused(command, which.clone()), "not_found", "{command}");
    }
    let record = json!({ "record": case });
    assert_eq!(unit.refused("history", record), "not_found");
    let timeline = json!({ "case": case, "only": "all", "after": null, "limit": 50 });
    assert_eq!(unit.refused("timeline", timeline), "not_found");
    let referral = unit.refused("bring_to_meeting", json!({ "case": case, "why": "x" }));
    assert_eq!(referral, "not_found");
    let asked = [
        ("cases", list()),
        ("today", json!({})),
        ("referrals", json!({})),
        ("walls", json!({})),
        ("unit", json!({})),
        ("find", json!({ "text": CANARY })),
        ("find", json!({ "text": "07700 900123" })),
        ("find", json!({ "text": "Placeholder" })),
        ("actions", json!({ "agency": null, "case": case, "only_open": false })),
    ];
    for (command, question) in asked {
        let answer = unit.give(command, question).to_string();
        for word in [CANARY, case, "N-26-0001", "Placeholder"] {
            assert!(!answer.contains(word), "{command} says {word}: {answer}");
        }
    }
}

#[test]
fn a_restricted_case_is_whole_to_its_members_and_nothing_to_anybody_else() {
    let mut people = people();
    let case = people.restricted_case();
    let which = json!({ "case": case });
    for (name, passphrase) in [("Dana Specimen", PASSPHRASE), ("Ruth Sample", NURSE)] {
        people.now_is(name, passphrase);
        let unit = &mut people.unit;
        assert_eq!(unit.give("cases", list())["restricted"][0]["case"], case.as_str());
        assert_eq!(unit.give("cases", list())["total"], 0, "in no common list");
        assert_eq!(unit.give("today", json!({}))["restricted"][0]["reference"], "N-26-0001");
        let opened = unit.give("open_case", which.clone());
        assert_eq!(opened["victim"]["name"], "Ann Placeholder");
        assert_eq!(opened["restricted_to"].as_array().unwrap().len(), 2);
        assert_eq!(unit.give("find", json!({ "text": CANARY }))["found"].as_array().unwrap().len(), 1);
        assert_eq!(unit.refused("bring_to_meeting", json!({ "case": case, "why": "to be heard" })), "restricted_stays_out");
    }
    people.unit.give(
        "record_incident",
        json!({ "case": case, "incident": { "occurred": { "at": "2026-11-20T21:00:00Z", "precision": "minute", "words": "" },
            "behaviours": ["loiter"], "what": format!("Saw the {CANARY} car again."), "told_by": "police", "severity": 2,
            "is_contact": "yes", "reported": "no", "evidence": "" } }),
    );
    let lines = people.unit.give("timeline", json!({ "case": case, "only": "incidents", "after": null, "limit": 50 }));
    assert_eq!(lines["lines"].as_array().unwrap().len(), 1);
    people.now_is("Owen Mockford", OFFICER);
    hears_nothing(&mut people.unit, &case);
}

/// C-10.
#[test]
fn a_party_to_the_case_is_refused_by_choice_and_by_name() {
    let mut people = people();
    let alone = people.referral("", people.to(&[&people.chair], &[]));
    assert_eq!(people.unit.refused("take_referral", alone), "fields");
    let without_me = people.referral("", people.to(&[&people.nurse, &people.officer], &[]));
    assert_eq!(people.unit.refused("take_referral", without_me), "fields");
    let named = people.referral("", people.to(&[&people.chair, &people.officer], &[&people.officer]));
    assert_eq!(people.unit.refused("take_referral", named), "party_to_the_case");
    let same_name = people.referral("MOCKFORD, Owen James", people.to(&[&people.chair, &people.officer], &[]));
    assert_eq!(people.unit.refused("take_referral", same_name), "party_to_the_case");
    let case = people.restricted_case();
    let let_in = json!({ "compartment": format!("case:{case}"), "member": people.officer, "reason": "needs_for_case" });
    assert_eq!(people.unit.refused("let_in", let_in.clone()), "party_to_the_case");
    people.now_is("Owen Mockford", OFFICER);
    assert_eq!(people.unit.refused("let_in", let_in), "not_found", "nor may the party let themselves in");
}

/// C-11.
#[test]
fn a_case_that_was_open_is_sealed_with_all_that_was_in_it() {
    let mut people = people();
    let open = people.referral("", Value::Null);
    let case = people.unit.give("take_referral", open)["case"].as_str().unwrap().to_owned();
    let to = people.to(&[&people.chair, &people.nurse], &[]);
    let done = people.unit.give("restrict_case", json!({ "case": case, "to": to }));
    assert!(done["sealed"].as_u64().unwrap() >= 5, "{done}");
    assert!(done["says"][0].as_str().unwrap().starts_with("Backups made before"));
    assert_eq!(people.unit.give("open_case", json!({ "case": case }))["victim"]["name"], "Ann Placeholder");
    assert_eq!(people.unit.refused("restrict_case", json!({ "case": case, "to": to })), "already_restricted");
    assert_eq!(people.unit.give("verify_log", json!({}))["intact"], true);
    people.now_is("Owen Mockford", OFFICER);
    hears_nothing(&mut people.unit, &case);
}

/// S-6.
#[test]
fn a_colleague_steps_in_for_five_minutes_to_be_read_and_not_written_for() {
    let mut people = people();
    let case = case(&mut people.unit);
    people.now_is("Ruth Sample", NURSE);
    let note = |text: &str| json!({ "case": case, "compartment": "agency:health", "text": text });
    people.unit.give("write_note", note(&format!("The {CANARY} was mentioned.")));
    people.now_is("Dana Specimen", PASSPHRASE);
    let unit = &mut people.unit;
    let read = |unit: &mut Unit| unit.give("notes", json!({ "case": case }))["open"].as_array().unwrap().len();
    assert_eq!(unit.refused("step_in", json!({ "name": "Ruth Sample", "passphrase": PASSPHRASE })), "wrong_passphrase");
    assert_eq!(unit.refused("step_in", json!({ "name": "Dana Specimen", "passphrase": PASSPHRASE })), "already_signed_in");
    assert_eq!(read(unit), 0);
    let stepped = unit.give("step_in", json!({ "name": "Ruth Sample", "passphrase": NURSE }));
    assert_eq!(stepped["opened"], json!(["NHS"]));
    assert_eq!(read(unit), 1);
    assert_eq!(unit.give("find", json!({ "text": CANARY }))["found"].as_array().unwrap().len(), 1);
    assert_eq!(unit.refused("write_note", note("x")), "behind_a_wall");
    let me_too = json!({ "compartment": "agency:health", "member": people.chair, "reason": "needs_for_case" });
    assert_eq!(unit.refused("let_in", me_too), "behind_a_wall", "nor let in with another's key");
    unit.later(301);
    assert_eq!(read(unit), 0, "five minutes are over");
    unit.give("step_in", json!({ "name": "Ruth Sample", "passphrase": NURSE }));
    unit.give("step_out", json!({}));
    assert_eq!(read(unit), 0);
    assert_eq!(unit.give("find", json!({ "text": CANARY }))["found"].as_array().unwrap().len(), 0);
}

/// C-11: an advocate closes what was open; her own people still read it, nobody else does.
#[test]
fn a_contact_that_was_open_is_sealed_into_the_agencys_compartment() {
    let mut people = people();
    let ask = json!({ "name": "Mary Example", "agency": "victim_advocacy", "role": "victim_advocate", "job": "advocate",
        "passphrase": "tractor willow six pencil marble" });
    people.unit.give("add_member", ask);
    let case = case(&mut people.unit);
    people.now_is("Mary Example", "tractor willow six pencil marble");
    let unit = &mut people.unit;
    let contact = json!({ "case": case, "at": "2026-11-23T08:30:00Z", "channel": "phone", "result": "spoke", "safe_checked": true,
        "what": format!("Spoke of the {CANARY}."), "next": "", "next_on": null, "fear_now": null });
    let record = unit.give("record_contact", contact)["record"].clone();
    assert_eq!(
        unit.give("timeline", json!({ "case": case, "only": "contact", "after": null, "limit": 9 }))["lines"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let sealing = json!({ "record": record, "compartment": "agency:victim_advocacy" });
    unit.give("seal_record", sealing.clone());
    assert_eq!(unit.refused("seal_record", sealing.clone()), "already_sealed");
    assert!(unit.give("notes", json!({ "case": case }))["open"][0]["text"].as_str().unwrap().contains(CANARY));
    assert_eq!(unit.give("find", json!({ "text": CANARY }))["found"].as_array().unwrap().len(), 1);
    people.now_is("Dana Specimen", PASSPHRASE);
    let unit = &mut people.unit;
    assert_eq!(unit.give("notes", json!({ "case": case }))["sealed"][0]["count"], 1);
    assert_eq!(unit.refused("seal_record", sealing), "behind_a_wall");
    assert!(!unit.give("case", json!({ "case": case })).to_string().contains(CANARY));
}

/// C-21: a name that stands in a restricted case alone is matched for its members, and for nobody else.
#[test]
fn a_new_referral_about_somebody_in_a_restricted_case_is_shown_to_its_members_alone() {
    let mut people = people();
    let case = people.restricted_case();
    people.now_is("Owen Mockford", OFFICER);
    let mut ask = people.referral("", Value::Null);
    ask["victim"]["phone"] = json!("");
    let new = people.unit.give("take_referral", ask);
    for (name, passphrase, shown) in [("Owen Mockford", OFFICER, 0), ("Dana Specimen", PASSPHRASE, 1), ("Ruth Sample", NURSE, 1)]
    {
        people.now_is(name, passphrase);
        let today = people.unit.give("today", json!({}));
        let matches = today["closed_matches"].as_array().unwrap();
        assert_eq!(matches.len(), shown, "{name}: {matches:?}");
        if let [one] = matches.as_slice() {
            assert_eq!((&one["case"], &one["other"]), (&new["case"], &json!(case)));
            assert_eq!(one["compartment"], "Restricted case");
        }
    }
}

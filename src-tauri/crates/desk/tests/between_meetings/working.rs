//! Safe contact, the text check, actions and what cannot wait.

use crate::world::{detail, room, rule};
use serde_json::{Value, json};

#[test]
fn numbers_show_only_after_the_banner_and_only_where_they_are_safe() {
    let mut room = room();
    let case = room.case();
    let reveal = |read: bool| json!({ "case": case, "banner_acknowledged": read });
    assert_eq!(room.refused("reveal_contact", reveal(false)).0, "banner_not_acknowledged");
    let with_code = json!({ "case": case, "rule": rule(), "detail": detail("marmalade") });
    room.give("record_safe_contact", with_code);
    let kept = room.give("notes", json!({ "case": case }));
    assert_eq!(kept["open"][0]["text"], "marmalade", "the code word lies in the compartment of safe contact");
    assert!(!room.open(&case).to_string().contains("marmalade"));
    let mut leaking = rule();
    leaking["who_else_may_answer"] = json!("Her sister on 07700900123");
    assert_eq!(
        room.refused("record_safe_contact", json!({ "case": case, "rule": leaking, "detail": detail("") })).0,
        "text_hits"
    );
    room.give("record_safe_contact", json!({ "case": case, "rule": rule(), "detail": detail("") }));
    let shown = room.give("reveal_contact", reveal(true));
    assert_eq!(shown["channels"][0]["address"], "07700 900123");
    assert_eq!(shown["channels"][1]["address"], "", "nobody knows who reads that mailbox");
    room.give("doubt_safe_contact", json!({ "case": case, "reason": "phone was taken overnight" }));
    let shown = room.give("reveal_contact", reveal(true));
    assert!(shown["channels"].as_array().unwrap().iter().all(|channel| channel["address"] == ""), "{shown}");
    let confirm = |answer: &str| json!({ "case": case, "still_safe": answer });
    assert_eq!(room.refused("confirm_safe_contact", confirm("yes")).1, ["still_safe"], "a yes opens nothing that was closed");
    room.give("confirm_safe_contact", confirm("no"));
    assert_eq!(room.open(&case)["safe_contact"]["contact_allowed"], false);
}

/// S-4: in the log under the advocate's or chair's name each time, and not while others look at the screen.
#[test]
fn shown_numbers_are_masked_after_twenty_seconds_stand_in_the_log_and_are_refused_while_a_meeting_runs() {
    let mut room = room();
    let case = room.case();
    room.give("record_safe_contact", json!({ "case": case, "rule": rule(), "detail": detail("") }));
    let reveal = json!({ "case": case, "banner_acknowledged": true });
    assert_eq!(room.give("reveal_contact", reveal.clone())["seconds"], 20);
    room.give("reveal_contact", reveal.clone());
    room.give("open_meeting", json!({ "confidentiality_confirmed": true, "place": "" }));
    assert_eq!(room.refused("reveal_contact", reveal.clone()).0, "refused_while_projecting");
    room.give("project", json!({ "people": "letters" }));
    assert_eq!(room.refused("reveal_contact", reveal).0, "refused_while_projecting");
    let log = room.audited("reveal_contact");
    assert_eq!(log["lines"].as_array().unwrap().len(), 2, "what was shown, and nothing that was refused: {log}");
}

/// W-10: through any form, so that no name in the unit reads as another.
#[test]
fn marks_nobody_sees_are_taken_out_of_what_is_typed() {
    let mut room = room();
    let member = json!({ "name": "Sam\u{202E}\u{200B} Dummy", "agency": "health", "role": "practitioner", "job": "nurse\u{7}",
        "passphrase": "kettle harbour lantern orchard nine" });
    room.give("add_member", member);
    let unit = room.give("unit", json!({})).to_string();
    assert!(unit.contains("Sam Dummy") && unit.contains("\"nurse\""), "{unit}");
    let again = json!({ "name": "Sam\u{2066} Dummy", "agency": "health", "role": "practitioner", "job": "nurse",
        "passphrase": "kettle harbour lantern orchard nine" });
    assert_eq!(room.refused("add_member", again).0, "name_taken", "the two would look alike");
}

#[test]
fn an_address_in_an_action_blocks_until_its_owner_releases_it() {
    let mut room = room();
    let case = room.case();
    let action = json!({ "case": case, "text": "Patrol past 14 Sample St at closing time", "heading": "victim_safety",
        "owner_agency": "probation", "owner_person": "Duty officer", "due_on": "2026-11-24", "due_time": "", "priority": "routine" });
    assert_eq!(room.refused("propose_action", action.clone()).0, "text_hits");
    let hits = room.give("check_text", json!({ "case": case, "text": action["text"] }));
    let hit = hits["hits"][0].clone();
    assert_eq!(hit["whose"], "victim");
    let release = |reason: &str| json!({ "case": case, "detail": hit["detail"], "found": hit["found"], "reason": reason });
    assert_eq!(room.refused("release_hit", release("")).1, ["reason"]);
    room.give("release_hit", release("the patrol needs it"));
    let proposed = room.give("propose_action", action);
    let shown = room.open(&case);
    assert_eq!(shown["actions"][0]["status"], "proposed", "another agency's action waits for its yes");
    let step = |step: Value| json!({ "action": proposed["record"], "step": step });
    assert_eq!(room.refused("move_action", step(json!({ "step": "start" }))).1, ["step"]);
    room.give("move_action", step(json!({ "step": "accept", "by": "Duty officer" })));
    assert_eq!(room.refused("move_action", step(json!({ "step": "not_done", "reason": "" }))).1, ["step.reason"]);
    room.give("move_action", step(json!({ "step": "move", "to": "2026-11-27", "reason": "no car today" })));
    room.give("move_action", step(json!({ "step": "done" })));
    assert_eq!(room.refused("move_action", step(json!({ "step": "start" }))).1, ["step"]);
    room.give("move_action", step(json!({ "step": "reopen", "reason": "wrong case" })));
    let action = &room.open(&case)["actions"][0];
    assert_eq!((action["status"].clone(), action["due_on"].clone()), (json!("accepted"), json!("2026-11-27")));
}

#[test]
fn what_cannot_wait_is_opened_today_and_heard_next() {
    let mut room = room();
    let case = room.case();
    let now = |actions: Value| json!({ "case": case, "reason": "Seen outside with a hammer", "actions": actions });
    assert_eq!(room.refused("urgent_now", now(json!([]))).1, ["actions"]);
    room.give("urgent_now", now(json!([{ "text": "Arrest", "owner_agency": "police", "owner_person": "Response" }])));
    let shown = room.open(&case);
    assert_eq!((shown["state"].clone(), shown["actions"][0]["due_on"].clone()), (json!("urgent_action"), json!("2026-11-23")));
    assert_eq!(shown["listed_because"], "Urgent now: Seen outside with a hammer");
    let incident = json!({ "occurred": { "at": "2026-11-22T23:40:00Z", "precision": "minute", "words": "" },
        "behaviours": ["loiter"], "what": "Stood across the road for an hour", "is_contact": "unknown", "severity": 2,
        "reported": "yes", "told_by": "police", "evidence": "" });
    let recorded = room.give("record_incident", json!({ "case": case, "incident": incident }));
    let correct = |field: &str, value: &str| json!({ "record": recorded["record"], "field": field, "value": value });
    assert_eq!(room.refused("correct_record", correct("severity", "9")).1, ["incident.severity"]);
    assert_eq!(room.refused("correct_record", correct("severity", "\"two\"")).1, ["severity"]);
    room.give("correct_record", correct("severity", "3"));
}

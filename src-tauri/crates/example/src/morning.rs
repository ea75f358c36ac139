//! A stalking unit's morning, start to end, on the example unit: list in, screening, meeting, CAS, plan, papers.

use crate::Who;
use desk::commands::Window;
use desk::sitting::Desk;
use desk::trouble::{Outcome, Plain};
use serde_json::{Value, json};

/// What the morning left behind.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Places of agenda, plan and minutes, in the order printed.
    pub papers: Vec<String>,
    /// The case that came in with the list and was screened.
    pub screened: String,
    /// Cases heard by the room.
    pub heard: usize,
}

struct Morning<'d> {
    desk: &'d mut Desk,
    tell: &'d mut dyn FnMut(&str),
}

impl Morning<'_> {
    fn give(&mut self, command: &str, question: Value) -> Outcome<Value> {
        self.desk.give(command, Window::Main, question)
    }

    fn sign_in(&mut self, who: Who) -> Outcome<()> {
        sign_in(self.desk, who)?;
        (self.tell)(&format!("{} signed in", crate::passphrase_of(who).0));
        Ok(())
    }
}

/// Signs in as one of the example unit's members, as anybody may.
///
/// # Errors
/// As `unlock`.
pub fn sign_in(desk: &mut Desk, who: Who) -> Outcome<Value> {
    desk.give("lock", Window::Main, json!({}))?;
    let (name, passphrase) = crate::passphrase_of(who);
    desk.give("unlock", Window::Main, json!({ "name": name, "passphrase": passphrase }))
}

/// Runs the morning, telling each step.
///
/// # Errors
/// Whatever the desk refuses.
pub fn run(desk: &mut Desk, tell: &mut dyn FnMut(&str)) -> Outcome<Done> {
    let mut morning = Morning { desk, tell };
    (morning.tell)("Making the example unit (SAMPLE DATA: nobody here is real)");
    morning.give("try_example", json!({}))?;
    (morning.tell)("its clock stands at Monday 23 November 2026, 08:45");
    let mut done = Done { screened: list_in(&mut morning)?, ..Done::default() };
    screening(&mut morning, &done.screened)?;
    let meeting = meeting(&mut morning, &mut done)?;
    plan(&mut morning, &mut done.papers)?;
    let held = json!({ "meeting": meeting, "holder": "the chair", "holder_agency": "police", "purpose": "the unit's file" });
    done.papers.push(saved(&morning.give("print_minutes", held)?));
    Ok(done)
}

fn saved(paper: &Value) -> String {
    paper.get("place").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list_in(morning: &mut Morning<'_>) -> Outcome<String> {
    morning.sign_in(Who::Support)?;
    let ask = json!({ "file": "sample:clean", "columns": {}, "date_order": "" });
    let dry = morning.give("read_overnight_list", ask)?;
    (morning.tell)(&format!(
        "overnight list: {} new, {} known already, {} twice, {} broken",
        dry["new"], dry["already_known"], dry["duplicates"], dry["broken"]
    ));
    let take = json!({ "file": "sample:clean", "columns": dry["columns"], "date_order": "", "leave_out_broken": dry["broken"] });
    let taken = morning.give("take_overnight_list", take)?;
    (morning.tell)(&format!("{} cases opened", taken["taken"]));
    let case = taken.pointer("/cases/0/case").and_then(Value::as_str).unwrap_or_default();
    Ok(case.to_owned())
}

fn screening(morning: &mut Morning<'_>, case: &str) -> Outcome<()> {
    morning.sign_in(Who::Officer)?;
    morning.give("open_case", json!({ "case": case }))?;
    let check =
        json!({ "fixated": "yes", "obsessive": "yes", "unwanted": "yes", "repeated": "yes", "note": "", "urgent_factors": [] });
    morning.give("record_four_check", json!({ "case": case, "check": check }))?;
    let asked = morning.give("ask_agencies", json!({ "case": case }))?;
    if let Some(check) = asked.pointer("/asked/0/check") {
        let reply = json!({ "check": check, "kind": "shared", "text": "Two earlier reports, no charge.", "reason": "", "said_by": "P. Dummy" });
        morning.give("record_reply", reply)?;
    }
    let form = morning.give("sash_form", json!({ "case": case }))?;
    let items: Vec<Value> = form["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| json!({ "number": item["number"], "answer": "yes", "note": "", "source": "officer", "as_at": null }))
        .collect();
    let sash = json!({
        "case": case, "trained": true, "trained_on": null, "sources": ["officer"], "ex_partner_case": "yes", "items": items, "gaps": [],
        "level": "high", "reason": "Rising contact over two weeks and a visit to the home last night.", "next_step": "discuss_at_next_meeting", "supersedes": null
    });
    morning.give("sign_sash", sash)?;
    let decide = json!({ "case": case, "outcome": "to_clinic", "reason": "The room should look at this together.", "judged_as": "stalking", "advice": null });
    morning.give("decide_screening", decide)?;
    (morning.tell)("one case screened: FOUR, SASH signed, decided");
    Ok(())
}

fn meeting(morning: &mut Morning<'_>, done: &mut Done) -> Outcome<Value> {
    morning.sign_in(Who::Chair)?;
    let copy = json!({ "holder": "the chair", "holder_agency": "police", "purpose": "to run the meeting" });
    done.papers.push(saved(&morning.give("print_agenda", copy)?));
    let agenda = morning.give("open_meeting", json!({ "confidentiality_confirmed": true, "place": "Room 2.14" }))?;
    let meeting = agenda["meeting"].clone();
    for agency in ["police", "health", "probation", "victim_advocacy"] {
        let here = json!({ "meeting": meeting, "agency": agency, "presence": "present", "people": "" });
        morning.give("record_attendance", here)?;
    }
    let items = agenda["items"].as_array().cloned().unwrap_or_default();
    for item in &items {
        hear(morning, &meeting, &item["case"])?;
    }
    done.heard = items.len();
    (morning.tell)(&format!("{} cases heard", items.len()));
    morning.give("end_meeting", json!({ "meeting": meeting, "carry_over": 0, "reflection": "Every agency spoke." }))?;
    Ok(meeting)
}

fn hear(morning: &mut Morning<'_>, meeting: &Value, case: &Value) -> Outcome<()> {
    let which = json!({ "meeting": meeting, "case": case });
    morning.give("room_case", which.clone())?;
    for (agency, knows, advises) in [
        ("police", "The whole course of conduct is being put in one account.", "Ask for an order."),
        ("victim_advocacy", "Spoken with this morning. Safety advice was given.", ""),
    ] {
        let said = json!({ "meeting": meeting, "case": case, "agency": agency, "knows": knows, "advises": advises, "said_by": "said in the room" });
        morning.give("type_contribution", said)?;
    }
    let mut turn = which;
    turn["agency"] = json!("police");
    morning.give("advice_to_action", turn)?;
    let decide = json!({
        "meeting": meeting, "case": case, "outcomes": ["advocate_only"], "reason": "Advocacy leads while the order is asked for.",
        "level": "moderate", "level_reason": "Contact goes on; no weapon and no threat to life known.", "dissent": [], "actions": [], "seconds": 420
    });
    morning.give("record_decision", decide)?;
    Ok(())
}

/// The agreed plan that waits for review, as a numbered copy for its advocate.
fn plan(morning: &mut Morning<'_>, papers: &mut Vec<String>) -> Outcome<()> {
    let list = json!({ "scope": "all", "level": null, "sort": "received", "descending": true, "offset": 0, "limit": 200 });
    let cases = morning.give("cases", list)?;
    for row in cases["cases"].as_array().into_iter().flatten() {
        let page = morning.give("plan", json!({ "case": row["case"] }))?;
        if page.pointer("/current/body/state").and_then(Value::as_str) == Some("agreed") {
            let plan = page.pointer("/current/plan").cloned().unwrap_or(Value::Null);
            let copy = json!({ "plan": plan, "holder": "K. Specimen", "holder_agency": "victim_advocacy", "purpose": "to carry on visits" });
            papers.push(saved(&morning.give("print_plan", copy)?));
            return Ok(());
        }
    }
    Err(Plain::NotFound.into())
}

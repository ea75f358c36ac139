//! A stalking unit's morning, start to end, on the example unit: list in, screening, meeting, CAS, plan, papers.

use crate::outside::Outside;
use desk::commands::Window;
use desk::sitting::{Desk, House};
use desk::trouble::{Told, Trouble};
use example::Who;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;

type Told_ = String;

/// A desk and whoever sits at it.
struct Morning {
    desk: Desk,
}

fn words(trouble: &Trouble) -> Told_ {
    match trouble.told("morning") {
        Told::Refusal { key, words, next, fields, hits } => {
            let fields: Vec<String> = fields.into_iter().map(|field| format!("{}: {}", field.field, field.words)).collect();
            format!("Refused ({key}): {words} {next} {} {} hits", fields.join(" "), hits.len())
        }
        Told::Fault { words, .. } => match trouble {
            Trouble::Fault(fault) => format!("{words} ({}: {})", fault.place, fault.cause),
            Trouble::Refusal(_) => words,
        },
    }
}

impl Morning {
    fn give(&mut self, command: &str, question: Value) -> Result<Value, Told_> {
        self.desk.give(command, Window::Main, question).map_err(|trouble| format!("{command}: {}", words(&trouble)))
    }

    fn sign_in(&mut self, who: Who) -> Result<(), Told_> {
        self.give("lock", json!({}))?;
        let (name, passphrase) = example::passphrase_of(who);
        self.give("unlock", json!({ "name": name, "passphrase": passphrase }))?;
        println!("{name} signed in");
        Ok(())
    }
}

/// Runs the morning and prints each paper's path on a line of its own.
pub fn run(folder: &Path) -> Result<(), Told_> {
    let begun = Instant::now();
    std::fs::create_dir_all(folder).map_err(|cause| format!("the folder could not be made: {cause}"))?;
    let house = House {
        folder: folder.join(".no-unit"),
        scratch: std::env::temp_dir(),
        custody: Box::new(custody::OsKeyring::new()),
        fill_example: example::fill,
        surroundings: Box::new(Outside { papers: folder.to_path_buf() }),
    };
    let mut morning = Morning { desk: Desk::new(house) };
    println!("Making the example unit (SAMPLE DATA: nobody here is real)");
    morning.give("try_example", json!({}))?;
    println!("made in {:.1} s; its clock stands at Monday 23 November 2026, 08:45", begun.elapsed().as_secs_f32());
    let new = list_in(&mut morning)?;
    screening(&mut morning, &new)?;
    let mut papers = Vec::new();
    let meeting = meeting(&mut morning, &mut papers)?;
    plan(&mut morning, &mut papers)?;
    let held = json!({ "meeting": meeting, "holder": "the chair", "holder_agency": "police", "purpose": "the unit's file" });
    papers.push(saved(&morning.give("print_minutes", held)?));
    println!("The morning took {:.1} s. Papers:", begun.elapsed().as_secs_f32());
    for paper in papers {
        println!("{paper}");
    }
    Ok(())
}

fn saved(paper: &Value) -> String {
    paper.get("place").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list_in(morning: &mut Morning) -> Result<String, Told_> {
    morning.sign_in(Who::Support)?;
    let ask = json!({ "file": "sample:clean", "columns": {}, "date_order": "" });
    let dry = morning.give("read_overnight_list", ask)?;
    println!("overnight list: {} new, {} known already, {} twice, {} broken", dry["new"], dry["already_known"], dry["duplicates"], dry["broken"]);
    let take = json!({ "file": "sample:clean", "columns": dry["columns"], "date_order": "", "leave_out_broken": dry["broken"] });
    let taken = morning.give("take_overnight_list", take)?;
    println!("{} cases opened", taken["taken"]);
    let case = taken.pointer("/cases/0/case").and_then(Value::as_str).unwrap_or_default();
    Ok(case.to_owned())
}

fn screening(morning: &mut Morning, case: &str) -> Result<(), Told_> {
    morning.sign_in(Who::Officer)?;
    morning.give("open_case", json!({ "case": case }))?;
    let check = json!({ "fixated": "yes", "obsessive": "yes", "unwanted": "yes", "repeated": "yes", "note": "", "urgent_factors": [] });
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
    println!("one case screened: FOUR, SASH signed, decided");
    Ok(())
}

fn meeting(morning: &mut Morning, papers: &mut Vec<String>) -> Result<Value, Told_> {
    morning.sign_in(Who::Chair)?;
    let copy = json!({ "holder": "the chair", "holder_agency": "police", "purpose": "to run the meeting" });
    papers.push(saved(&morning.give("print_agenda", copy)?));
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
    println!("{} cases heard", items.len());
    morning.give("end_meeting", json!({ "meeting": meeting, "carry_over": 0, "reflection": "Every agency spoke." }))?;
    Ok(meeting)
}

fn hear(morning: &mut Morning, meeting: &Value, case: &Value) -> Result<(), Told_> {
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
fn plan(morning: &mut Morning, papers: &mut Vec<String>) -> Result<(), Told_> {
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
    Err("no agreed plan was found".to_owned())
}

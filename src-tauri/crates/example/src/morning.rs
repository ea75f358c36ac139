//! A stalking unit's morning, start to end, on the example unit: list in, screening, meeting, CAS, plan, papers.

use crate::Who;
use crate::morning_clinic as clinic;
use crate::morning_sharing::Shared;
use crate::morning_words::{Words, words};
use crate::story::{Room, Story};
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
    /// Cases on the agenda before anybody screened this morning.
    pub waited: usize,
    /// Cases heard by the room.
    pub heard: usize,
    /// What left for the second unit, and what came of it there.
    pub shared: Shared,
}

/// Somebody going through the morning.
pub(crate) struct Morning<'d> {
    pub(crate) desk: &'d mut Desk,
    tell: &'d mut dyn FnMut(&str),
}

impl Morning<'_> {
    pub(crate) fn say(&mut self, step: &str) {
        (self.tell)(step);
    }

    pub(crate) fn give(&mut self, command: &str, question: Value) -> Outcome<Value> {
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
    let words = words()?;
    let mut morning = Morning { desk, tell };
    morning.say("Making the example unit (SAMPLE DATA: nobody here is real)");
    morning.give("try_example", json!({}))?;
    morning.say("its clock stands at Monday 23 November 2026, 08:45");
    let mut done = Done { screened: list_in(&mut morning)?, ..Done::default() };
    done.waited = many(&morning.give("agenda", json!({}))?, "items");
    screening(&mut morning, &done.screened, &words)?;
    let heard = meeting(&mut morning, &mut done, &words)?;
    done.papers.push(clinic::print(&mut morning, &heard.plan, &words.plan)?);
    let held =
        json!({ "meeting": heard.meeting, "holder": "the chair", "holder_agency": "police", "purpose": "the unit's file" });
    done.papers.push(saved(&morning.give("print_minutes", held)?));
    done.shared = crate::morning_sharing::share(&mut morning)?;
    Ok(done)
}

pub(crate) fn saved(paper: &Value) -> String {
    text(paper, "place")
}

pub(crate) fn text(view: &Value, key: &str) -> String {
    view.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

pub(crate) fn many(view: &Value, list: &str) -> usize {
    view.get(list).and_then(Value::as_array).map_or(0, Vec::len)
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

fn screening(morning: &mut Morning<'_>, case: &str, words: &Words) -> Outcome<()> {
    morning.sign_in(Who::Officer)?;
    morning.give("open_case", json!({ "case": case }))?;
    let check =
        json!({ "fixated": "yes", "obsessive": "yes", "unwanted": "yes", "repeated": "yes", "note": "", "urgent_factors": [] });
    morning.give("record_four_check", json!({ "case": case, "check": check }))?;
    let asked = morning.give("ask_agencies", json!({ "case": case }))?;
    if let Some(check) = asked.pointer("/asked/0/check") {
        let reply =
            json!({ "check": check, "kind": "shared", "text": words.screening.reply, "reason": "", "said_by": "P. Dummy" });
        morning.give("record_reply", reply)?;
    }
    morning.say(&format!("{} agencies asked with one key, one has answered", many(&asked, "asked")));
    let form = morning.give("sash_form", json!({ "case": case }))?;
    let items: Vec<Value> = form["items"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| json!({ "number": item["number"], "answer": "yes", "note": "", "source": "officer", "as_at": null }))
        .collect();
    let sash = json!({
        "case": case, "trained": true, "trained_on": null, "sources": ["officer"], "ex_partner_case": "yes", "items": items, "gaps": [],
        "level": "high", "reason": words.screening.reason, "next_step": "discuss_at_next_meeting", "supersedes": null
    });
    morning.give("sign_sash", sash)?;
    let decide = json!({ "case": case, "outcome": "to_clinic", "reason": words.screening.decision, "judged_as": "stalking", "advice": null });
    morning.give("decide_screening", decide)?;
    morning.say("one case screened: FOUR, SASH signed, decided");
    Ok(())
}

/// The meeting that was held, and the plan that was agreed in it.
struct Heard {
    meeting: Value,
    plan: Value,
}

fn meeting(morning: &mut Morning<'_>, done: &mut Done, words: &Words) -> Outcome<Heard> {
    morning.sign_in(Who::Chair)?;
    let copy = json!({ "holder": "the chair", "holder_agency": "police", "purpose": "to run the meeting" });
    done.papers.push(saved(&morning.give("print_agenda", copy)?));
    let agenda = morning.give("open_meeting", json!({ "confidentiality_confirmed": true, "place": "Room 2.14" }))?;
    let meeting = agenda["meeting"].clone();
    for agency in ["police", "health", "probation", "victim_advocacy"] {
        let people = crate::telling::speaker(agency).1;
        let here = json!({ "meeting": meeting, "agency": agency, "presence": "present", "people": people });
        morning.give("record_attendance", here)?;
    }
    let stories = crate::story::all()?;
    let mut plan = None;
    for item in agenda["items"].as_array().into_iter().flatten() {
        let case = &item["case"];
        match clinic::half_written(morning, case)? {
            Some(cas) => {
                clinic::complete(morning, &cas, words)?;
                hear(morning, &meeting, case, &words.cas.room)?;
                clinic::agree(morning, &cas)?;
                plan = Some(clinic::plan(morning, case, &words.plan)?);
            }
            None if case.as_str() == Some(&done.screened) => hear(morning, &meeting, case, &words.screening.room)?,
            None => {
                let room = room_of(morning, case, &stories)?;
                hear(morning, &meeting, case, &room)?;
            }
        }
        done.heard += 1;
    }
    morning.say(&format!("{} cases heard", done.heard));
    let end = json!({ "meeting": meeting, "carry_over": 0, "reflection": words.reflection.text });
    morning.give("end_meeting", end)?;
    Ok(Heard { meeting, plan: plan.ok_or(Plain::NotFound)? })
}

/// What the room says of a case that waited, found by the victim's name.
fn room_of(morning: &mut Morning<'_>, case: &Value, stories: &[Story]) -> Outcome<Room> {
    let view = morning.give("case", json!({ "case": case }))?;
    let name = view.pointer("/victim/name").and_then(Value::as_str).unwrap_or_default();
    let story = stories.iter().find(|story| story.victim.name == name);
    Ok(story.and_then(|story| story.room.clone()).ok_or(Plain::NotFound)?)
}

fn hear(morning: &mut Morning<'_>, meeting: &Value, case: &Value, room: &Room) -> Outcome<()> {
    let which = json!({ "meeting": meeting, "case": case });
    morning.give("room_case", which.clone())?;
    for row in crate::meetings::rows(room, meeting, case) {
        morning.give("type_contribution", row)?;
    }
    if let Some((agency, _)) = room.says.iter().find(|(_, said)| !said.advises.is_empty()) {
        let mut turn = which;
        turn["agency"] = json!(agency);
        morning.give("advice_to_action", turn)?;
    }
    let now = crate::first_moment();
    morning.give("record_decision", crate::meetings::decision(room, meeting, case, now, 420))?;
    Ok(())
}

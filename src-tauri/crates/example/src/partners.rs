//! The two example units and what binds them: cards compared, agreements of every standing, a case shared, an answer that waits.

use crate::between::{self, Because, Pact};
use crate::diary::Diary;
use crate::members::Who;
use crate::second;
use crate::telling::{Telling, ago, day};
use chrono::{DateTime, Utc};
use desk::commands::Window;
use desk::sitting::Desk;
use desk::trouble::{Outcome, Plain};
use serde_json::{Value, json};

/// What happened between the units, step by step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Cards are exchanged, and a pilot is agreed that has ended since.
    Meet,
    /// The agreement that is in force.
    Agree,
    /// A case goes there.
    Share,
    /// Another agreement is begun, and stays a draft.
    Draft,
    /// The end of the order is put elsewhere here.
    Change,
    /// The second unit puts it elsewhere too, without knowing of ours, and answers; its sealed file waits to be opened.
    Answer,
}

impl Step {
    /// Every step with its moment.
    pub(crate) fn all() -> [(DateTime<Utc>, Self); 6] {
        [
            (ago(150, 14, 0), Self::Meet),
            (ago(40, 14, 0), Self::Agree),
            (ago(12, 14, 0), Self::Share),
            (ago(10, 14, 30), Self::Draft),
            (ago(6, 14, 0), Self::Change),
            (ago(3, 14, 45), Self::Answer),
        ]
    }
}

/// What each unit knows of the other by now.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ties {
    /// The other unit in either register, and the agreement in force as either keeps it.
    here: (Value, Value),
    there: (Value, Value),
    /// The case they share, and the order in it.
    case: String,
    order: String,
}

/// The unit itself, as its agreements name it.
const OURS: (&str, &str) = (crate::members::NAME, "police_force");
const THEIRS: (&str, &str) = (second::NAME, "police_force");

/// What may leave under the agreement in force.
const CATEGORIES: [&str; 6] =
    ["victim-narrative", "suspect-identity", "suspect-criminal", "risk-assessment", "plan-action", "order-condition"];
pub(crate) const PURPOSE: &str = "offender_management";

/// Kind of the case they share, and of the one that the agreement covers and that has not gone yet.
const SHARED: &str = "two victims of one perpetrator";
const COVERED: &str = "prison release";

pub(crate) fn tell(telling: &mut Telling<'_>, diary: &mut Diary, step: Step, at: DateTime<Utc>) -> Outcome<()> {
    telling.now = telling.now.max(at);
    telling.desk.act_at(telling.now);
    let mut ties = std::mem::take(&mut diary.ties);
    // The chair's own passphrase opened the store: with it the keys of the exchange are at hand.
    let chair = telling.members.get(&Who::Chair).copied().ok_or(Plain::NotFound)?;
    telling.desk.change_places(chair)?;
    match step {
        Step::Meet => meet(telling, &mut ties)?,
        Step::Agree => agree(telling, &mut ties)?,
        Step::Share => share(telling, diary, &mut ties)?,
        Step::Draft => draft(telling, &ties)?,
        Step::Change => change(telling, &ties)?,
        Step::Answer => answer(telling, diary, &ties)?,
    }
    diary.ties = ties;
    Ok(())
}

/// Does something at the second unit as its chair, and comes back as our own.
fn there<T>(telling: &mut Telling<'_>, work: impl FnOnce(&mut Desk) -> Outcome<T>) -> Outcome<T> {
    second::turn(telling.desk)?;
    telling.desk.act_at(telling.now);
    second::sign_in(telling.desk)?;
    let done = work(telling.desk)?;
    second::back(telling.desk)?;
    Ok(done)
}

fn meet(telling: &mut Telling<'_>, ties: &mut Ties) -> Outcome<()> {
    let ours = between::card(telling.desk)?;
    telling.desk.give("lock", Window::Main, json!({}))?;
    second::set_up(telling.desk, telling.now)?;
    let theirs = between::card(telling.desk)?;
    ties.there.0 = between::take_card(telling.desk, &ours, OURS.1)?;
    let read_out = between::words(telling.desk, &ties.there.0)?;
    second::back(telling.desk)?;
    ties.here.0 = between::take_card(telling.desk, &theirs, THEIRS.1)?;
    between::compare(telling.desk, &ties.here.0, second::chair().0, &read_out)?;
    let (starts, ends, review) = (day(-149), day(-41), day(-60));
    let pilot = Pact {
        title: "Northmoor and Southmoor: pilot (sample)",
        days: [&starts, &ends, &review],
        ..pact(OURS, THEIRS, &ties.here.0)
    };
    pilot.sign(telling.desk).map(drop)
}

fn pact<'p>(ours: (&'p str, &'p str), theirs: (&'p str, &'p str), partner: &'p Value) -> Pact<'p> {
    Pact {
        title: "Northmoor and Southmoor: people who move between us (sample)",
        ours,
        theirs,
        partner,
        purpose: PURPOSE,
        purpose_words: "Managing a perpetrator who lives, works or reports in the other unit's area.",
        categories: &CATEGORIES,
        clauses: json!({ "suspect-identity": "Clause 3.2: managing the subject", "order-condition": "Clause 3.4: orders in force" }),
        days: ["", "", ""],
    }
}

fn agree(telling: &mut Telling<'_>, ties: &mut Ties) -> Outcome<()> {
    let (starts, ends, review) = (day(-40), day(325), day(140));
    let days = [starts.as_str(), ends.as_str(), review.as_str()];
    ties.here.1 = Pact { days, ..pact(OURS, THEIRS, &ties.here.0) }.sign(telling.desk)?;
    let read_out = between::words(telling.desk, &ties.here.0)?;
    let northmoor = ties.there.0.clone();
    let kept = there(telling, |desk| {
        between::compare(desk, &northmoor, crate::passphrase_of(Who::Chair).0, &read_out)?;
        Pact { days, ..pact(THEIRS, OURS, &northmoor) }.sign(desk)
    })?;
    ties.there.1 = kept;
    Ok(())
}

/// An agreement about health records that nobody has signed: nothing leaves under it.
fn draft(telling: &mut Telling<'_>, ties: &Ties) -> Outcome<()> {
    let (starts, ends, review) = (day(30), day(395), day(200));
    let begun = Pact {
        title: "Northmoor and Southmoor: health records (sample)",
        purpose: "health_intervention",
        purpose_words: "",
        categories: &["suspect-health"],
        clauses: json!({}),
        days: [&starts, &ends, &review],
        ..pact(OURS, THEIRS, &ties.here.0)
    };
    begun.draft(telling.desk).map(drop)
}

fn case_of(diary: &Diary, kind: &str) -> Outcome<String> {
    let number = diary.stories.iter().position(|story| story.kind == kind);
    let case = number.and_then(|number| diary.cases.get(number)).filter(|case| !case.is_empty());
    Ok(case.cloned().ok_or(Plain::NotFound)?)
}

fn share(telling: &mut Telling<'_>, diary: &Diary, ties: &mut Ties) -> Outcome<()> {
    ties.case = case_of(diary, SHARED)?;
    let order = json!({
        "order_type": "OR-RO", "conditions": ["Not to contact", "Not to go to the gym or its car park"], "made_on": day(-13),
        "served_on": day(-13), "ends_on": day(60), "until_further_order": false, "note": ""
    });
    let now = telling.now;
    let recorded = telling.record(Who::Officer, now, "record_order", json!({ "case": ties.case, "order": order }))?;
    ties.order = recorded;
    link(telling, &ties.here.0, &ties.case, ("perpetrator_managed_there", "Reports there every second Monday"))?;
    let told_on = day(-12);
    let because = Because {
        necessity: "Southmoor supervises him and has to know of the order and the waiting by car.",
        told_on: &told_on,
        passphrase: crate::passphrase_of(Who::Chair).1,
    };
    let (here, case) = (ties.here.clone(), json!(ties.case));
    let file = sealed(telling.desk, &here, &case, &because)?;
    let northmoor = ties.there.0.clone();
    there(telling, |desk| {
        between::bring_in(desk, &file)?;
        let part = json!({ "case": case, "partner": northmoor, "part": "works_on_the_case", "words": "The case is theirs" });
        desk.give("link_partner", Window::Main, part).map(drop)
    })
}

fn link(telling: &mut Telling<'_>, partner: &Value, case: &str, (part, words): (&str, &str)) -> Outcome<()> {
    let now = telling.now;
    let ask = json!({ "case": case, "partner": partner, "part": part, "words": words });
    telling.give(Who::Chair, now, "link_partner", ask).map(drop)
}

/// What the agreement lets go of a case, sealed in memory.
fn sealed(desk: &mut Desk, (partner, agreement): &(Value, Value), case: &Value, because: &Because<'_>) -> Outcome<Vec<u8>> {
    let mut what = between::what(agreement, partner, case, (PURPOSE, &CATEGORIES));
    let preview = between::read(desk, &mut what)?;
    let (_, file) = desk.saved_unasked(|desk| between::seal(desk, &what, &preview, because))?;
    Ok(file)
}

fn ends_on(order: &str, days: i64) -> Value {
    json!({ "record": order, "field": "ends_on", "value": json!(day(days)).to_string() })
}

fn change(telling: &mut Telling<'_>, ties: &Ties) -> Outcome<()> {
    let now = telling.now;
    telling.give(Who::Officer, now, "correct_record", ends_on(&ties.order, 45)).map(drop)
}

fn answer(telling: &mut Telling<'_>, diary: &Diary, ties: &Ties) -> Outcome<()> {
    let told_on = day(-3);
    let because = Because {
        necessity: "Northmoor leads the case and needs the longer order and the morning in our car park.",
        told_on: &told_on,
        passphrase: second::chair().1,
    };
    let (case, at) = (json!(ties.case), ago(8, 7, 30));
    let file = there(telling, |desk| {
        desk.give("correct_record", Window::Main, ends_on(&ties.order, 90))?;
        let seen = json!({
            "occurred": { "at": at, "precision": "day", "words": "" }, "behaviours": ["loiter"],
            "what": "The silver car stood in our own car park through a whole supervision morning.", "is_contact": "no",
            "severity": 1, "reported": "yes", "told_by": "police", "evidence": ""
        });
        desk.give("record_incident", Window::Main, json!({ "case": case, "incident": seen }))?;
        sealed(desk, &ties.there, &case, &because)
    })?;
    telling.desk.leave_waiting(&file)?;
    let covered = case_of(diary, COVERED)?;
    link(telling, &ties.here.0, &covered, ("perpetrator_lives_there", "Has asked for a release address there"))
}

//! An agreed plan whose review is due and a CAS half written: the unfinished work of any morning.

use crate::members::Who;
use crate::telling::{Telling, day};
use chrono::{DateTime, Utc};
use desk::trouble::Outcome;
use serde_json::{Value, json};

/// A plan that was agreed three weeks ago, its review due now.
pub(crate) fn agreed_plan(telling: &mut Telling<'_>, case: &str, at: DateTime<Utc>) -> Outcome<()> {
    let begun = telling.give(Who::Coordinator, at, "start_plan", json!({ "case": case }))?;
    let plan = begun.pointer("/current/plan").cloned().unwrap_or(Value::Null);
    let line = |heading: &str, text: &str, agency: &str, person: &str, due: i64| {
        json!({
            "heading": heading, "text": text, "owner_agency": agency, "owner_person": person, "due_on": day(due),
            "priority": "routine", "status": "open", "accepted": true
        })
    };
    let parts = [
        json!({ "part": "what_worries_us", "text": "Contact follows every handover and has moved from waiting to following by car. The order has not slowed it." }),
        json!({ "part": "not_known", "text": "Whether there is a second vehicle." }),
        json!({ "part": "victim_wishes", "text": "Work is told. The school is told only by the victim. Bad news in person." }),
        json!({ "part": "lines", "lines": [
            line("victim_safety", "Agree another place for handovers", "victim_advocacy", "K. Specimen", 1),
            line("victim_safety", "Fit and test a panic alarm", "victim_advocacy", "K. Specimen", -2),
            line("monitoring_and_control", "Treat every call from this address as urgent", "police", "P. Dummy", 4),
            line("supervision", "See the perpetrator at each bail sign-on and explain the order", "police", "P. Dummy", 7),
            line("interventions_and_treatment", "Speak with the treating team about stalking", "health", "H. Fixture", 9)
        ] }),
        json!({ "part": "contingencies", "lines": [
            { "if_text": "The car is seen near work", "then_text": "999. Say that a Stalking Protection Order is in force.", "who_acts": "Everyone", "within": "at once", "out_of_hours": "" },
            { "if_text": "A handover is changed at short notice", "then_text": "Ring the advocate before going.", "who_acts": "Victim advocacy", "within": "the same hour", "out_of_hours": "" }
        ] }),
        json!({ "part": "who_to_ring", "lines": [
            { "what": "Danger now", "number": "999", "who": "Any officer: read the marker" },
            { "what": "Victim advocacy", "number": "01632 960123", "who": "K. Specimen, Monday to Friday" }
        ] }),
        json!({ "part": "review_on", "on": day(-1) }),
    ];
    for part in parts {
        telling.give(Who::Coordinator, at, "write_plan", json!({ "plan": plan, "part": part }))?;
    }
    let agreed = json!({ "plan": plan, "agreed_by": [
        { "agency": "police", "name": "P. Dummy", "job": "detective sergeant" },
        { "agency": "health", "name": "H. Fixture", "job": "forensic nurse" },
        { "agency": "victim_advocacy", "name": "K. Specimen", "job": "stalking advocate (ISA)" }
    ] });
    telling.give(Who::Chair, at, "agree_plan", agreed)?;
    Ok(())
}

/// A CAS with two agencies' words, a gap, and a view that differs.
pub(crate) fn half_a_cas(telling: &mut Telling<'_>, case: &str, at: DateTime<Utc>) -> Outcome<()> {
    let begun = telling.give(Who::Coordinator, at, "start_cas", json!({ "case": case, "trigger": "first_clinic" }))?;
    let cas = begun.get("cas").cloned().unwrap_or(Value::Null);
    let cells = [
        (
            Who::Officer,
            "what_has_happened",
            "police",
            "information",
            "Two breaches since the order; following by car on four days.",
            "P. Dummy",
        ),
        (
            Who::Nurse,
            "earlier_history",
            "health",
            "information",
            "Treated for depression. No violence recorded in care.",
            "H. Fixture",
        ),
        (Who::Probation, "earlier_history", "probation", "checked_nothing_known", "", "R. Mockford"),
        (
            Who::Advocate,
            "what_could_make_it_worse",
            "victim_advocacy",
            "information",
            "The next family court day, and any change of handover.",
            "K. Specimen",
        ),
    ];
    for (who, row, agency, kind, text, said_by) in cells {
        let cell = json!({ "cas": cas, "row": row, "agency": agency, "kind": kind, "text": text, "said_by": said_by });
        telling.give(who, at, "write_cas_cell", cell)?;
    }
    let dissent = json!({ "cas": cas, "no_dissent": false, "dissent": [
        { "agency": "victim_advocacy", "view": "The danger at handovers is greater than the room thinks.", "reason": "Two handovers in a row ended with a chase on foot." }
    ] });
    telling.give(Who::Coordinator, at, "record_dissent", dissent)?;
    Ok(())
}

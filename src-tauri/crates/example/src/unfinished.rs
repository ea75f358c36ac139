//! Friday afternoon, left as it was: half-typed forms where the desk keeps them, a plan nobody has agreed yet.

use crate::diary::Diary;
use crate::members::Who;
use crate::telling::{Telling, day};
use chrono::{DateTime, Utc};
use desk::trouble::Outcome;
use serde_json::{Value, json};

/// Leaves the desk as four people left it.
pub(crate) fn leave(telling: &mut Telling<'_>, diary: &Diary, at: DateTime<Utc>) -> Outcome<()> {
    let case_of = |kind: &str| {
        let number = diary.stories.iter().position(|story| story.kind == kind);
        number.and_then(|number| diary.cases.get(number)).cloned().unwrap_or_default()
    };
    let referral = json!({
        "source": "police", "referrer": "Front desk, by phone", "agency": "police", "crime": "", "offence": "", "recorded_as": "harassment",
        "happened": "Caller says that her lodger's brother has waited on the stairs three evenings running and", "victim": "Myfanwy Sampleton"
    });
    keep(telling, Who::Support, at, "referral", None, &referral)?;
    let sash = json!({
        "items": { "G1": item("yes"), "G2": item("no"), "G3": item("unknown") }, "partner": "no",
        "sources": "officer, victim", "reason": "Rang the officer twice; she is on leave until Monday and"
    });
    keep(telling, Who::Officer, at, "sash", Some(&case_of("neighbour")), &sash)?;
    let call = json!({ "channel": "phone", "result": "attempted", "what": "Rang twice in the time agreed, no answer. Will try again on", "safe_checked": true });
    keep(telling, Who::Advocate, at, "quick:call", Some(&case_of("prison release")), &call)?;
    half_a_plan(telling, &case_of("colleague"), at)
}

fn item(answer: &str) -> Value {
    json!({ "answer": answer, "note": "", "source": "", "as_at": null, "owner": "police", "due": day(0), "question": "" })
}

fn keep(
    telling: &mut Telling<'_>,
    who: Who,
    at: DateTime<Utc>,
    form: &str,
    subject: Option<&String>,
    value: &Value,
) -> Outcome<()> {
    telling.give(who, at, "keep_draft", json!({ "form": form, "subject": subject, "text": value.to_string() }))?;
    Ok(())
}

/// A plan with a line that has no owner and no day of review: the blockers say so.
fn half_a_plan(telling: &mut Telling<'_>, case: &str, at: DateTime<Utc>) -> Outcome<()> {
    let begun = telling.give(Who::Coordinator, at, "start_plan", json!({ "case": case }))?;
    let plan = begun.pointer("/current/plan").cloned().unwrap_or(Value::Null);
    let lines = json!({ "part": "lines", "lines": [
        { "heading": "victim_safety", "text": "Walk her to the tram until the badge is settled", "owner_agency": "victim_advocacy", "owner_person": "K. Specimen", "due_on": day(2), "priority": "routine", "status": "open", "accepted": true },
        { "heading": "environment", "text": "Agree with the employer who works where, and put it in writing", "owner_agency": null, "owner_person": "", "due_on": null, "priority": "routine", "status": "open", "accepted": false }
    ] });
    let worries = json!({ "part": "what_worries_us", "text": "He watches every day and has a way into the building at night. The employer treats it as a quarrel." });
    for part in [worries, lines] {
        telling.give(Who::Coordinator, at, "write_plan", json!({ "plan": plan, "part": part }))?;
    }
    Ok(())
}

//! One case told to the desk as it would have happened: referral, incidents, answers, screening, safe contact.

use crate::diary::{Diary, Entry};
use crate::members::Who;
use crate::story::{Decision, Happening, OrderTold, Part, Reply, Safe, Sash, Story};
use crate::telling::{Telling, ago, day, speaker};
use chrono::{DateTime, TimeDelta, Utc};
use desk::trouble::Outcome;
use serde_json::{Value, json};

type At = DateTime<Utc>;

/// Tells one entry of a case.
pub(crate) fn tell(telling: &mut Telling<'_>, diary: &mut Diary, entry: &Entry, at: At) -> Outcome<()> {
    let (Entry::Refer(number)
    | Entry::Incident(number, _)
    | Entry::Event(number, _)
    | Entry::Order(number)
    | Entry::Ask(number)
    | Entry::Reply(number, _)
    | Entry::Four(number)
    | Entry::Sash(number)
    | Entry::Decide(number)
    | Entry::SafeContact(number)
    | Entry::Plan(number)
    | Entry::Cas(number)) = entry
    else {
        return Ok(());
    };
    let number = *number;
    let (Some(story), Some(case)) = (diary.stories.get(number).cloned(), diary.cases.get(number).cloned()) else {
        return Ok(());
    };
    match entry {
        Entry::Refer(_) => {
            let case = refer(telling, &story, at)?;
            diary.cases[number].clone_from(&case);
        }
        Entry::Incident(_, place) => happened(telling, story.incidents.get(*place), &case, at)?,
        Entry::Event(_, place) => event(telling, &story, *place, &case, at)?,
        Entry::Order(_) => order(telling, story.order.as_ref(), &case, at)?,
        Entry::Ask(_) => ask(telling, diary, number, &case, at)?,
        Entry::Reply(_, agency) => {
            let check = diary.checks.get(&(number, (*agency).to_owned())).cloned().unwrap_or_default();
            reply(telling, story.replies.get(*agency), agency, &check, at)?;
        }
        Entry::Four(_) => four(telling, &story, &case, at)?,
        Entry::Sash(_) => sash(telling, &story, &case, at)?,
        Entry::Decide(_) => decide(telling, story.decision.as_ref(), &case, at)?,
        Entry::SafeContact(_) => safe_contact(telling, &story, &case, at)?,
        Entry::Plan(_) => crate::papers::agreed_plan(telling, &case, at)?,
        Entry::Cas(_) => crate::papers::half_a_cas(telling, &case, at)?,
        Entry::Meeting(_) | Entry::Settle(..) | Entry::LeaveUnfinished | Entry::Southmoor(_) => {}
    }
    Ok(())
}

fn refer(telling: &mut Telling<'_>, story: &Story, at: At) -> Outcome<String> {
    let opened = telling.give(Who::Support, at, "take_referral", referral(story, at))?;
    let case = opened.get("case").and_then(Value::as_str).unwrap_or_default().to_owned();
    people(telling, story, &case, at + TimeDelta::minutes(2))?;
    Ok(case)
}

fn referral(story: &Story, at: At) -> Value {
    let person = |part: &Part| json!({ "name": part.name, "born_on": null, "about": part.about, "phone": part.phone, "address": part.address, "vehicle": part.vehicle });
    let agency = match story.source.as_str() {
        "probation" => "probation",
        "health" => "health",
        "advocate" | "helpline" => "victim_advocacy",
        "idva" => "idva",
        "marac" => "marac",
        "self_" => "other",
        _ => "police",
    };
    json!({
        "referral": {
            "source": story.source, "referrer": story.referrer, "referrer_agency": agency, "received_at": at, "crime_reference": story.crime,
            "recorded_offence": story.offence, "recorded_as": story.recorded_as, "relationship": story.relationship, "what_happened": story.happened,
            "safe_to_contact": "unsure", "consent": "given", "consent_reason": "", "officer": ""
        },
        "victim": person(&story.victim),
        "perpetrator": person(&story.perpetrator),
        "standing": if story.perpetrator.standing == "convicted" { "convicted" } else { "suspected" },
        "headline": ""
    })
}

fn people(telling: &mut Telling<'_>, story: &Story, case: &str, at: At) -> Outcome<()> {
    if !story.victim.workplace.is_empty() {
        let view = telling.give(Who::Support, at, "case", json!({ "case": case }))?;
        let victim = view.pointer("/victim/record").and_then(Value::as_str).unwrap_or_default().to_owned();
        let detail = json!({ "case": case, "person": victim, "kind": "workplace", "text": story.victim.workplace, "note": "" });
        telling.give(Who::Support, at, "add_known_detail", detail)?;
    }
    if let Some(child) = &story.child {
        let person = json!({ "role": "child", "name": child.name, "latin_name": "", "born_on": null, "about": child.about, "standing": "suspected" });
        let record = telling.record(Who::Support, at, "add_person", json!({ "case": case, "person": person }))?;
        let school = json!({ "case": case, "person": record, "kind": "school", "text": child.school, "note": "" });
        telling.give(Who::Support, at, "add_known_detail", school)?;
    }
    Ok(())
}

fn happened(telling: &mut Telling<'_>, incident: Option<&Happening>, case: &str, at: At) -> Outcome<()> {
    let Some(incident) = incident else { return Ok(()) };
    let occurred = ago(incident.days, incident.hour, 0);
    let body = json!({
        "occurred": { "at": occurred, "precision": "minute", "words": "" }, "behaviours": [incident.behaviour], "what": incident.what,
        "is_contact": "yes", "severity": incident.severity, "reported": "yes", "told_by": "police", "evidence": ""
    });
    telling.give(Who::Officer, at, "record_incident", json!({ "case": case, "incident": body }))?;
    Ok(())
}

fn event(telling: &mut Telling<'_>, story: &Story, place: usize, case: &str, at: At) -> Outcome<()> {
    let Some(event) = story.events.get(place) else { return Ok(()) };
    let occurred = json!({ "at": ago(event.days, 12, 0), "precision": "day", "words": "" });
    let body = json!({ "code": event.code, "occurred": occurred, "text": event.text });
    telling.give(Who::Officer, at, "record_event", json!({ "case": case, "event": body }))?;
    Ok(())
}

fn order(telling: &mut Telling<'_>, order: Option<&OrderTold>, case: &str, at: At) -> Outcome<()> {
    let Some(order) = order else { return Ok(()) };
    let body = json!({
        "order_type": order.kind, "conditions": order.conditions, "made_on": at.date_naive(), "served_on": at.date_naive(),
        "ends_on": day(order.ends_in), "until_further_order": false, "note": ""
    });
    telling.give(Who::Officer, at, "record_order", json!({ "case": case, "order": body }))?;
    Ok(())
}

/// One key asks every agency; those that say nothing stay a gap.
fn ask(telling: &mut Telling<'_>, diary: &mut Diary, number: usize, case: &str, at: At) -> Outcome<()> {
    let asked = telling.give(Who::Support, at, "ask_agencies", json!({ "case": case }))?;
    for check in asked.get("asked").and_then(Value::as_array).into_iter().flatten() {
        let part = |key: &str| check.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        diary.checks.insert((number, part("agency")), part("check"));
    }
    Ok(())
}

/// Each agency answers for itself.
fn reply(telling: &mut Telling<'_>, reply: Option<&Reply>, agency: &str, check: &str, at: At) -> Outcome<()> {
    let Some(reply) = reply else { return Ok(()) };
    let (who, said_by) = speaker(agency);
    let kind = match (reply.says.is_empty(), reply.withheld.is_empty()) {
        (false, _) => "shared",
        (true, false) => "withheld",
        (true, true) => "nothing_held",
    };
    let body = json!({ "check": check, "kind": kind, "text": reply.says, "reason": reply.withheld, "said_by": said_by });
    telling.give(who, at, "record_reply", body)?;
    Ok(())
}

fn four(telling: &mut Telling<'_>, story: &Story, case: &str, at: At) -> Outcome<()> {
    let check = json!({ "fixated": "yes", "obsessive": "unknown", "unwanted": "yes", "repeated": "yes", "note": "", "urgent_factors": story.urgent });
    telling.give(Who::Officer, at, "record_four_check", json!({ "case": case, "check": check }))?;
    Ok(())
}

fn sash(telling: &mut Telling<'_>, story: &Story, case: &str, at: At) -> Outcome<()> {
    let Some(sash) = &story.sash else { return Ok(()) };
    telling.give(Who::Officer, at, "sign_sash", signed(story, sash, case, at))?;
    Ok(())
}

fn signed(story: &Story, sash: &Sash, case: &str, at: At) -> Value {
    let partner = story.relationship.starts_with("ex_partner");
    let numbers = (1..=13).map(|n| format!("G{n}")).chain((1..=3).filter(|_| partner).map(|n| format!("X{n}")));
    let items: Vec<Value> = numbers
        .enumerate()
        .map(|(index, number)| {
            let answer = match (sash.unknown.contains(&number), index % 3) {
                (true, _) => "unknown",
                (false, 2) => "no",
                (false, _) => "yes",
            };
            json!({ "number": number, "answer": answer, "note": "", "source": "police systems", "as_at": at.date_naive() })
        })
        .collect();
    let gap = |number: &String| json!({ "from": number, "question": format!("What is known on item {number}?"), "owner_agency": "probation", "due_on": (at + TimeDelta::days(3)).date_naive() });
    let gaps: Vec<Value> = sash.unknown.iter().map(gap).collect();
    let next_step = match sash.level.as_str() {
        "high" => "discuss_at_next_meeting",
        "moderate" => "fuller_assessment",
        _ => "standard_response",
    };
    json!({
        "case": case, "trained": true, "trained_on": null, "sources": ["victim", "officer", "police systems"],
        "ex_partner_case": if partner { "yes" } else { "no" }, "items": items, "gaps": gaps, "level": sash.level, "reason": sash.reason,
        "next_step": next_step, "supersedes": null
    })
}

fn decide(telling: &mut Telling<'_>, decision: Option<&Decision>, case: &str, at: At) -> Outcome<()> {
    let Some(decision) = decision else { return Ok(()) };
    let advice =
        if decision.advice.is_empty() { Value::Null } else { json!({ "officer": decision.officer, "text": decision.advice }) };
    let body = json!({ "case": case, "outcome": decision.outcome, "reason": decision.reason, "judged_as": decision.judged, "advice": advice });
    telling.give(Who::Officer, at, "decide_screening", body)?;
    Ok(())
}

fn safe_contact(telling: &mut Telling<'_>, story: &Story, case: &str, at: At) -> Outcome<()> {
    let Some(safe) = &story.safe else { return Ok(()) };
    let detail = if story.victim.phone.is_empty() { Value::Null } else { numbers(safe, &story.victim.phone) };
    let rule = json!({
        "may_contact": safe.may, "preferred_name_for_calls": "", "channels": [safe.channel], "leave_voicemail": "no", "say_unit_name": "no",
        "text_wording_allowed": "", "best_days": "", "best_times": safe.times, "never_times": "", "withheld_number": "yes",
        "who_else_may_answer": "", "interpreter": "", "accessibility": "", "silent_solution_told": "yes",
        "last_confirmed_on": at.date_naive(), "confirm_every_days": 14
    });
    telling.give(Who::Advocate, at, "record_safe_contact", json!({ "case": case, "rule": rule, "detail": detail }))?;
    Ok(())
}

fn numbers(safe: &Safe, phone: &str) -> Value {
    json!({
        "channels": [{ "kind": safe.channel, "address": phone, "safe": "yes", "shared_device": "no", "perpetrator_may_access": "no" }],
        "code_word": "", "safe_place": "", "emergency_contact": ""
    })
}

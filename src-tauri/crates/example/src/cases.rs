//! The caseload: twelve cases written by hand, the rest from a seed, each told to the desk as it would have happened.

use crate::members::Who;
use crate::telling::{Telling, ago, day};
use chrono::{DateTime, TimeDelta, Utc};
use desk::trouble::{Fault, Outcome};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
struct Book {
    case: Vec<Story>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Part {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) about: String,
    #[serde(default)]
    pub(crate) phone: String,
    #[serde(default)]
    pub(crate) address: String,
    #[serde(default)]
    pub(crate) vehicle: String,
    #[serde(default)]
    pub(crate) workplace: String,
    #[serde(default)]
    pub(crate) school: String,
    #[serde(default)]
    pub(crate) standing: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Happening {
    pub(crate) days: i64,
    pub(crate) hour: i64,
    pub(crate) what: String,
    pub(crate) behaviour: String,
    pub(crate) severity: u8,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Sash {
    pub(crate) level: String,
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) unknown: Vec<String>,
    #[serde(default)]
    pub(crate) days_ago: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Safe {
    pub(crate) may: String,
    pub(crate) channel: String,
    #[serde(default)]
    pub(crate) times: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct OrderTold {
    pub(crate) kind: String,
    pub(crate) ends_in: i64,
    pub(crate) conditions: Vec<String>,
}

/// One case as written.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Story {
    pub(crate) days_ago: i64,
    pub(crate) hour: i64,
    pub(crate) source: String,
    pub(crate) referrer: String,
    #[serde(default)]
    pub(crate) crime: String,
    #[serde(default)]
    pub(crate) offence: String,
    pub(crate) recorded_as: String,
    pub(crate) relationship: String,
    pub(crate) victim: Part,
    pub(crate) perpetrator: Part,
    pub(crate) child: Option<Part>,
    pub(crate) happened: String,
    #[serde(default)]
    pub(crate) incidents: Vec<Happening>,
    #[serde(default)]
    pub(crate) replies: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) four: bool,
    #[serde(default)]
    pub(crate) urgent: Vec<String>,
    pub(crate) sash: Option<Sash>,
    pub(crate) safe: Option<Safe>,
    pub(crate) order: Option<OrderTold>,
    #[serde(default)]
    pub(crate) reclassified: String,
    #[serde(default)]
    pub(crate) plan: bool,
    #[serde(default)]
    pub(crate) cas: bool,
    pub(crate) state: String,
}

/// Tells every case, the oldest first, so that references follow time.
pub(crate) fn tell(telling: &mut Telling<'_>) -> Outcome<()> {
    let book: Book = toml::from_str(include_str!("../../../../assets/example/cases.toml"))
        .map_err(|cause| Fault { place: "example.book", cause: cause.message().to_owned() })?;
    let mut stories = book.case;
    stories.extend(crate::seeded::stories(48));
    stories.sort_by_key(|story| (std::cmp::Reverse(story.days_ago), story.hour));
    let mut met = false;
    for story in &stories {
        if story.days_ago < 3 && !met {
            crate::papers::past_meeting(telling)?;
            met = true;
        }
        told(telling, story)?;
    }
    Ok(())
}

fn told(telling: &mut Telling<'_>, story: &Story) -> Outcome<()> {
    let at = ago(story.days_ago, story.hour, 10);
    let opened = telling.give(Who::Support, at, "take_referral", referral(story, at))?;
    let case = opened.get("case").and_then(Value::as_str).unwrap_or_default().to_owned();
    people(telling, story, &case, at)?;
    for incident in &story.incidents {
        happened(telling, incident, &case, at)?;
    }
    if let Some(order) = &story.order {
        record_order(telling, order, &case, at)?;
    }
    answers(telling, story, &case, at)?;
    if let Some(safe) = &story.safe {
        safe_contact(telling, story, safe, &case, at)?;
    }
    screened(telling, story, &case, at)?;
    if story.cas {
        crate::papers::half_a_cas(telling, &case)?;
    }
    if story.plan {
        crate::papers::agreed_plan(telling, &case)?;
    }
    Ok(())
}

fn referral(story: &Story, at: DateTime<Utc>) -> Value {
    let person = |part: &Part| json!({ "name": part.name, "born_on": null, "about": part.about, "phone": part.phone, "address": part.address, "vehicle": part.vehicle });
    let agency = match story.source.as_str() {
        "probation" => "probation",
        "health" => "health",
        "advocate" | "helpline" => "victim_advocacy",
        "idva" => "idva",
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

fn people(telling: &mut Telling<'_>, story: &Story, case: &str, at: DateTime<Utc>) -> Outcome<()> {
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

fn happened(telling: &mut Telling<'_>, incident: &Happening, case: &str, referred: DateTime<Utc>) -> Outcome<()> {
    let occurred = ago(incident.days, incident.hour, 0);
    let at = occurred.max(referred) + TimeDelta::minutes(20);
    let body = json!({
        "occurred": { "at": occurred, "precision": "minute", "words": "" }, "behaviours": [incident.behaviour], "what": incident.what,
        "is_contact": "yes", "severity": incident.severity, "reported": "yes", "told_by": "police", "evidence": ""
    });
    telling.give(Who::Officer, at, "record_incident", json!({ "case": case, "incident": body }))?;
    Ok(())
}

fn record_order(telling: &mut Telling<'_>, order: &OrderTold, case: &str, at: DateTime<Utc>) -> Outcome<()> {
    let body = json!({
        "order_type": order.kind, "conditions": order.conditions, "made_on": at.date_naive(), "served_on": at.date_naive(),
        "ends_on": day(order.ends_in), "until_further_order": false, "note": ""
    });
    telling.give(Who::Officer, at + TimeDelta::minutes(30), "record_order", json!({ "case": case, "order": body }))?;
    Ok(())
}

/// Each agency answers for itself; those that say nothing stay a gap.
fn answers(telling: &mut Telling<'_>, story: &Story, case: &str, at: DateTime<Utc>) -> Outcome<()> {
    if story.replies.is_empty() {
        return Ok(());
    }
    let at = at + TimeDelta::minutes(40);
    let asked = telling.give(Who::Support, at, "ask_agencies", json!({ "case": case }))?;
    for check in asked.get("asked").and_then(Value::as_array).cloned().unwrap_or_default() {
        let agency = check.get("agency").and_then(Value::as_str).unwrap_or_default();
        let Some(text) = story.replies.get(agency) else { continue };
        let (who, said_by) = match agency {
            "health" => (Who::Nurse, "H. Fixture"),
            "probation" => (Who::Probation, "R. Mockford"),
            "victim_advocacy" => (Who::Advocate, "K. Specimen"),
            _ => (Who::Officer, "P. Dummy"),
        };
        let nothing = text.starts_with("Nothing");
        let reply = json!({
            "check": check.get("check"), "kind": if nothing { "nothing_held" } else { "shared" },
            "text": if nothing { "" } else { text.as_str() }, "reason": "", "said_by": said_by
        });
        telling.give(who, at + TimeDelta::minutes(25), "record_reply", reply)?;
    }
    Ok(())
}

fn safe_contact(telling: &mut Telling<'_>, story: &Story, safe: &Safe, case: &str, at: DateTime<Utc>) -> Outcome<()> {
    let at = at.max(ago(9, 15, 0)) + TimeDelta::minutes(70);
    let rule = json!({
        "may_contact": safe.may, "preferred_name_for_calls": "", "channels": [safe.channel], "leave_voicemail": "no", "say_unit_name": "no",
        "text_wording_allowed": "", "best_days": "", "best_times": safe.times, "never_times": "", "withheld_number": "yes",
        "who_else_may_answer": "", "interpreter": "", "accessibility": "", "silent_solution_told": "yes",
        "last_confirmed_on": at.date_naive(), "confirm_every_days": 14
    });
    let detail = json!({
        "channels": [{ "kind": safe.channel, "address": story.victim.phone, "safe": "yes", "shared_device": "no", "perpetrator_may_access": "no" }],
        "code_word": "", "safe_place": "", "emergency_contact": ""
    });
    let detail = if story.victim.phone.is_empty() { Value::Null } else { detail };
    telling.give(Who::Advocate, at, "record_safe_contact", json!({ "case": case, "rule": rule, "detail": detail }))?;
    Ok(())
}

fn screened(telling: &mut Telling<'_>, story: &Story, case: &str, at: DateTime<Utc>) -> Outcome<()> {
    let at = at + TimeDelta::minutes(90);
    if story.four {
        let check = json!({ "fixated": "yes", "obsessive": "unknown", "unwanted": "yes", "repeated": "yes", "note": "", "urgent_factors": story.urgent });
        telling.give(Who::Officer, at, "record_four_check", json!({ "case": case, "check": check }))?;
    }
    if let Some(sash) = &story.sash {
        let at = if sash.days_ago > 0 { ago(sash.days_ago, 11, 0) } else { at + TimeDelta::minutes(10) };
        telling.give(Who::Officer, at, "sign_sash", signed(story, sash, case, at))?;
    }
    let decision = |outcome: &str, judged: &str, reason: &str, advice: Value| json!({ "case": case, "outcome": outcome, "reason": reason, "judged_as": judged, "advice": advice });
    let advice = json!({ "officer": "DC Imagined", "text": "Keep every message, take a first account of the whole course of conduct, and consider an order." });
    let at = at + TimeDelta::minutes(30);
    let question = match story.state.as_str() {
        "to_clinic" => decision("to_clinic", "stalking", "The room should look at this together.", Value::Null),
        "active" => decision("advocate_only", "stalking", "Advocacy leads; the unit keeps the case.", Value::Null),
        "advice" if !story.reclassified.is_empty() => {
            decision("reclassify", &story.reclassified, "A course of conduct with watching, not a quarrel.", Value::Null)
        }
        "advice" => decision("advice_to_oic", "harassment", "Investigative advice is what the unit can add.", advice),
        "not_stalking" => decision("not_stalking_advice", "other_offence", "One incident; no course of conduct.", advice),
        _ => return Ok(()),
    };
    telling.give(Who::Officer, at, "decide_screening", question)?;
    Ok(())
}

fn signed(story: &Story, sash: &Sash, case: &str, at: DateTime<Utc>) -> Value {
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
    let gaps: Vec<Value> = sash
        .unknown
        .iter()
        .map(|number| json!({ "from": number, "question": format!("What is known on item {number}?"), "owner_agency": "probation", "due_on": (at + TimeDelta::days(3)).date_naive() }))
        .collect();
    json!({
        "case": case, "trained": true, "trained_on": null, "sources": ["victim", "officer", "police systems"],
        "ex_partner_case": if partner { "yes" } else { "no" }, "items": items, "gaps": gaps, "level": sash.level, "reason": sash.reason,
        "next_step": if sash.level == "high" { "discuss_at_next_meeting" } else { "fuller_assessment" }, "supersedes": null
    })
}

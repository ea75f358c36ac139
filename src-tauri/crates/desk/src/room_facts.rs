//! Short facts beside a case in the room. They are recorded facts and dates, never a judgement of the program.

use crate::asks::meeting::RoomFlag;
use crate::asks::shared::LevelView;
use crate::keeping::Kept;
use crate::room_text::RoomText;
use crate::screening::{newest_four, urgent_factors};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::{age_on, level_view, short_day};
use casework::ids::{CaseId, MeetingId};
use casework::incident::Incident;
use casework::meeting::RoomDecision;
use casework::order::CourtOrder;
use casework::people::{Person, PersonRole};
use casework::referral::{CaseFile, CaseState};
use casework::screening::{SashRecord, ScreeningDecision};
use casework::when::{Moment, london_day};
use chrono::TimeDelta;

/// Days over which incidents are counted for the flag.
const RECENT_DAYS: i64 = 7;

fn flag(words: impl Into<String>, urgent: bool) -> RoomFlag {
    RoomFlag { words: words.into(), urgent }
}

/// The flags of a case. Red is only what a person recorded as urgent.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn flags(sitting: &Sitting<'_>, file: &Kept<CaseFile>, levels: &[LevelView]) -> Outcome<Vec<RoomFlag>> {
    let case = CaseId::from(file.id);
    let incidents: Vec<Kept<Incident>> = sitting.filed_under(case)?;
    let mut flags = Vec::new();
    if file.body.state == CaseState::UrgentAction {
        flags.push(flag("Urgent action open", true));
    }
    if let Some(four) = newest_four(sitting, case)? {
        let known = urgent_factors()?;
        let recorded = known.into_iter().filter(|(code, _)| four.urgent_factors.contains(code));
        flags.extend(recorded.map(|(_, label)| flag(label, true)));
    }
    let since = sitting.now - TimeDelta::days(RECENT_DAYS);
    let recent = incidents.iter().filter(|kept| kept.body.occurred.at > since && kept.body.occurred.at <= sitting.now).count();
    match recent {
        0 => {}
        1 => flags.push(flag(format!("1 incident in {RECENT_DAYS} days"), false)),
        more => flags.push(flag(format!("{more} incidents in {RECENT_DAYS} days"), false)),
    }
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    flags.extend(children(sitting, &people));
    flags.extend(orders(sitting, case)?);
    flags.extend(stale_judgement(sitting, levels, &incidents));
    Ok(flags)
}

fn children(sitting: &Sitting<'_>, people: &[Kept<Person>]) -> Option<RoomFlag> {
    let children: Vec<&Person> = people.iter().map(|kept| &kept.body).filter(|person| person.role == PersonRole::Child).collect();
    let words = match children.as_slice() {
        [] => return None,
        [one] => match one.born_on.and_then(|born| age_on(born, sitting.today())) {
            Some(age) => format!("Child, {age}"),
            None => "Child".to_owned(),
        },
        more => format!("{} children", more.len()),
    };
    Some(flag(words, false))
}

/// Orders, bail and licences in force today.
fn orders(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<RoomFlag>> {
    let today = sitting.today();
    let law = &crate::opening::shipped()?.law;
    let orders: Vec<Kept<CourtOrder>> = sitting.filed_under(case)?;
    let in_force = orders.iter().map(|kept| &kept.body).filter(|order| {
        let begun = order.made_on.is_none_or(|made| made <= today);
        begun && (order.until_further_order || order.ends_on.is_none_or(|ends| ends >= today))
    });
    Ok(in_force
        .map(|order| {
            let label = law.order(&order.order_type).map_or(order.order_type.as_str(), |known| known.label.as_str());
            match (order.until_further_order, order.ends_on) {
                (true, _) => flag(format!("{label}, until further order"), false),
                (false, Some(ends)) => flag(format!("{label} to {}", short_day(ends)), false),
                (false, None) => flag(format!("{label}, no end recorded"), false),
            }
        })
        .collect())
}

/// A judgement is stale when something happened after it, or when it is older than the profile's shortest review.
fn stale_judgement(sitting: &Sitting<'_>, levels: &[LevelView], incidents: &[Kept<Incident>]) -> Option<RoomFlag> {
    let judged_at = levels.iter().map(|level| level.judged_at).max()?;
    let judged_on = london_day(judged_at);
    if incidents.iter().any(|kept| kept.body.occurred.at > judged_at) {
        return Some(flag(format!("Incident since concern was judged {}", short_day(judged_on)), false));
    }
    let days = (sitting.today() - judged_on).num_days();
    (days > i64::from(sitting.pathway.review_days_high)).then(|| flag(format!("Concern judged {days} days ago"), false))
}

/// The level on the newest SASH, the newest judged by the room, and those of the CAS that stands; the newest first.
/// None is worked out.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn levels(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<LevelView>> {
    let signed: Vec<Kept<SashRecord>> = sitting.filed_under(case)?;
    let decided: Vec<Kept<RoomDecision>> = sitting.filed_under(case)?;
    let by_sash = signed
        .iter()
        .max_by_key(|kept| kept.body.signed_at)
        .map(|kept| level_view(kept.body.level, &format!("{} at screening", kept.owner.label()), kept.body.signed_at));
    let by_room = decided
        .iter()
        .filter_map(|kept| kept.body.level.map(|level| (level, kept.body.decided_at)))
        .max_by_key(|(_, at)| *at)
        .map(|(level, at)| level_view(level, "the meeting", at));
    let mut levels: Vec<LevelView> = by_sash.into_iter().chain(by_room).collect();
    levels.extend(crate::cas_standing::levels(sitting, case)?);
    levels.sort_by_key(|level| std::cmp::Reverse(level.judged_at));
    Ok(levels)
}

/// What was decided last, before this meeting: by a meeting or at screening.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn last_decision(
    sitting: &Sitting<'_>,
    this: Option<MeetingId>,
    case: CaseId,
    text: &mut RoomText<'_, '_>,
) -> Outcome<String> {
    let rooms: Vec<Kept<RoomDecision>> = sitting.filed_under(case)?;
    let screened: Vec<Kept<ScreeningDecision>> = sitting.filed_under(case)?;
    let by_room = rooms
        .iter()
        .filter(|kept| Some(kept.body.meeting) != this && !kept.body.outcomes.is_empty())
        .map(|kept| (kept.body.decided_at, "meeting", kept.body.outcomes.clone(), &kept.body.reason));
    let at_screening =
        screened.iter().map(|kept| (kept.body.decided_at, "screening", vec![kept.body.outcome.clone()], &kept.body.reason));
    let last: Option<(Moment, &str, Vec<String>, &String)> = by_room.chain(at_screening).max_by_key(|(at, ..)| *at);
    let Some((at, place, outcomes, reason)) = last else {
        return Ok(String::new());
    };
    let labels = crate::agenda_view::outcome_labels(&outcomes)?.join(", ");
    let reason = text.read("the last decision", reason)?;
    Ok(format!("{}, {place}: {labels}. {reason}", short_day(london_day(at))).trim_end().to_owned())
}

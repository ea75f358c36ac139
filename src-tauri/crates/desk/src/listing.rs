//! Which meeting comes next, and which cases a rule puts before it. A rule lists; only the room judges.

use crate::keeping::{Kept, id_of};
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome};
use casework::agency::Agency;
use casework::ids::CaseId;
use casework::meeting::{AgendaItem, ItemState, Meeting, MeetingState};
use casework::referral::CaseState;
use casework::rules::agenda::WhyListed;
use casework::rules::states;
use casework::when::{Moment, london_day};
use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use forms::{Cadence, Stage, StageKind, Weekday};
use std::collections::BTreeSet;
use store::CaseRow;

/// New cases since the last meeting are read up to this number; a longer morning is listed by hand.
const MOST_NEW: u32 = 500;

/// Meetings made before so many others are past: none of them runs, is planned or was the last.
const MEETINGS_LOOKED_AT: u32 = 64;

/// Days looked ahead for the next day on which a stage is held.
const LOOK_AHEAD: usize = 62;

/// A case a rule puts on the agenda, why, and the words the agenda shows for it.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) row: CaseRow,
    pub(crate) why: WhyListed,
    pub(crate) words: String,
}

impl Listed {
    /// The case.
    pub(crate) const fn case(&self) -> CaseId {
        CaseId(uuid::Uuid::from_bytes(self.row.case.0))
    }
}

/// The unit's own meeting: the one held every weekday, else the first of its kind.
///
/// # Errors
/// A fault where the profile has no stage that a meeting decides.
pub(crate) fn daily_stage(sitting: &Sitting<'_>) -> Outcome<&'static Stage> {
    let stages = &sitting.pathway.stages;
    let own = || stages.iter().filter(|stage| stage.kind == StageKind::TeamMeeting);
    own()
        .find(|stage| stage.cadence == Cadence::Weekday)
        .or_else(|| own().next())
        .ok_or_else(|| Fault { place: "listing.stage", cause: "the profile has no team meeting".to_owned() }.into())
}

/// The stage a meeting was held at.
///
/// # Errors
/// As [`daily_stage`], which answers for a stage the profile no longer has.
pub(crate) fn stage_of(sitting: &Sitting<'_>, meeting: &Meeting) -> Outcome<&'static Stage> {
    sitting.pathway.stage(&meeting.stage).map_or_else(|| daily_stage(sitting), Ok)
}

/// The agencies a stage invites, in the order in which the room is asked.
pub(crate) fn invited(stage: &Stage) -> Vec<Agency> {
    stage.invited_agencies.iter().filter_map(|code| Agency::from_code(code)).collect()
}

const fn weekday_of(weekday: Weekday) -> chrono::Weekday {
    match weekday {
        Weekday::Monday => chrono::Weekday::Mon,
        Weekday::Tuesday => chrono::Weekday::Tue,
        Weekday::Wednesday => chrono::Weekday::Wed,
        Weekday::Thursday => chrono::Weekday::Thu,
        Weekday::Friday => chrono::Weekday::Fri,
    }
}

/// Whether a stage is held on a day, counted from when it was last held; until it ever was, on its first weekday.
fn is_held_on(stage: &Stage, day: NaiveDate, last: Option<NaiveDate>) -> bool {
    let working = !matches!(day.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun);
    let its_day = stage.weekday.map_or(working, |on| weekday_of(on) == day.weekday());
    let days_since = last.map(|last| (day - last).num_days());
    match stage.cadence {
        Cadence::Weekday => working,
        Cadence::Weekly => its_day,
        Cadence::Fortnightly => its_day && days_since.is_none_or(|days| days > 7),
        // The same week of the next month; a fifth week counts as the fourth, because not every month has one.
        Cadence::Monthly => {
            let week = |day: NaiveDate| (day.day0() / 7).min(3);
            its_day && last.is_none_or(|last| day.month() != last.month() && week(day) == week(last))
        }
        Cadence::Adhoc => true,
    }
}

/// When the stage is held next. Today's meeting stays the next one until it was signed, however late it starts.
pub(crate) fn next_start(stage: &Stage, now: Moment, held_on: Option<NaiveDate>) -> Moment {
    let today = london_day(now);
    let first = if held_on == Some(today) { today + Days::new(1) } else { today };
    let day = first.iter_days().take(LOOK_AHEAD).find(|day| is_held_on(stage, *day, held_on)).unwrap_or(first);
    let start = stage.start_time.as_deref().and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok());
    start
        .and_then(|time| chrono_tz::Europe::London.from_local_datetime(&day.and_time(time)).earliest())
        .map_or(now, |at| at.with_timezone(&Utc))
}

/// The meetings made last.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn late_meetings(sitting: &Sitting<'_>) -> Outcome<Vec<Kept<Meeting>>> {
    sitting.newest_of(MEETINGS_LOOKED_AT)
}

/// The meeting that is running, else the next one somebody planned for today or later.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn current(sitting: &Sitting<'_>) -> Outcome<Option<Kept<Meeting>>> {
    let meetings = late_meetings(sitting)?;
    let today = sitting.today();
    let running = meetings.iter().find(|kept| kept.body.state == MeetingState::Running);
    let planned = meetings
        .iter()
        .filter(|kept| kept.body.state == MeetingState::Planned && london_day(kept.body.planned_at) >= today)
        .min_by_key(|kept| kept.body.planned_at);
    Ok(running.or(planned).cloned())
}

/// The last meeting that was signed.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn last_signed(sitting: &Sitting<'_>) -> Outcome<Option<Kept<Meeting>>> {
    let meetings = late_meetings(sitting)?;
    Ok(meetings.into_iter().filter(|kept| kept.body.state == MeetingState::Signed).max_by_key(|kept| kept.body.signed_at))
}

fn is_urgent(row: &CaseRow) -> bool {
    states::from_code(&row.state) == Some(CaseState::UrgentAction)
}

/// Why a case that somebody listed stands on the agenda: the words it was listed with tell which list it came from.
fn why_listed(row: &CaseRow) -> WhyListed {
    if is_urgent(row) {
        return WhyListed::UrgentAction;
    }
    [WhyListed::CarriedOver, WhyListed::Parked, WhyListed::ReviewDue]
        .into_iter()
        .find(|why| row.listed_why.starts_with(why.label()))
        .unwrap_or_else(|| if row.listed_why == crate::moves::SASH_HIGH { WhyListed::LevelHigh } else { WhyListed::BroughtBack })
}

/// Whether somebody has looked at a new case and the unit has not ended it. Referrals nobody has screened wait for that.
fn is_for_the_room(row: &CaseRow) -> bool {
    match states::from_code(&row.state) {
        Some(CaseState::Screening | CaseState::InfoGathering | CaseState::UrgentAction | CaseState::AwaitingMeeting) => true,
        Some(
            CaseState::Received
            | CaseState::InMeeting
            | CaseState::Active
            | CaseState::StepDown
            | CaseState::Closing
            | CaseState::Monitoring
            | CaseState::Closed
            | CaseState::NotStalking
            | CaseState::AdviceOnly
            | CaseState::Redirected
            | CaseState::DuplicateLinked
            | CaseState::RejectedIncomplete,
        )
        | None => false,
    }
}

/// Cases the last meeting heard: they are not new to the room, even where they came in while it sat.
fn heard_last(sitting: &Sitting<'_>, last: Option<&Kept<Meeting>>) -> Outcome<BTreeSet<CaseId>> {
    let Some(last) = last else {
        return Ok(BTreeSet::new());
    };
    let items: Vec<Kept<AgendaItem>> = sitting.filed_under(last.id)?;
    Ok(items.into_iter().filter(|item| item.body.state == ItemState::Heard).map(|item| item.body.case).collect())
}

/// The agenda by rule since the last signed meeting: listed, new, and reviews that fell due; strongest reason first.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn listed_since(sitting: &Sitting<'_>, last: Option<&Kept<Meeting>>) -> Outcome<Vec<Listed>> {
    let store = sitting.store();
    let mut found: Vec<Listed> = store
        .all_cases_listed()?
        .into_iter()
        .map(|row| Listed { why: why_listed(&row), words: row.listed_why.clone(), row })
        .collect();
    let mut known: BTreeSet<CaseId> = found.iter().map(Listed::case).collect();
    known.extend(heard_last(sitting, last)?);
    let since = last.and_then(|kept| kept.body.started_at).unwrap_or(Moment::UNIX_EPOCH);
    let (new, _) = store.today_new_since(since.timestamp_millis(), MOST_NEW)?;
    for row in new.into_iter().filter(is_for_the_room) {
        let why = if is_urgent(&row) { WhyListed::UrgentAction } else { WhyListed::NewSinceLastMeeting };
        add(&mut found, &mut known, row, why);
    }
    for row in reviews_due(sitting, last)? {
        add(&mut found, &mut known, row, WhyListed::ReviewDue);
    }
    found.sort_by(|one, other| {
        (one.why, one.row.received_at_ms, one.row.case.0).cmp(&(other.why, other.row.received_at_ms, other.row.case.0))
    });
    Ok(found)
}

fn add(found: &mut Vec<Listed>, known: &mut BTreeSet<CaseId>, row: CaseRow, why: WhyListed) {
    let listed = Listed { row, why, words: why.label().to_owned() };
    if known.insert(listed.case()) {
        found.push(listed);
    }
}

/// Open cases whose plan's review fell due since the last meeting. An older one is on Today until somebody sees to it.
fn reviews_due(sitting: &Sitting<'_>, last: Option<&Kept<Meeting>>) -> Outcome<Vec<CaseRow>> {
    const MOST_ALERTS: u32 = 500;
    let store = sitting.store();
    let held_on = last.map(|kept| london_day(kept.body.planned_at));
    let mut rows = Vec::new();
    for line in store.today_alerts(sitting.today(), sitting.today(), MOST_ALERTS)? {
        let alert = line.alert;
        if !matches!(alert.kind.as_str(), "plan_review" | "room_review") || held_on.is_some_and(|held| alert.on_day <= held) {
            continue;
        }
        let row = store.case_row(alert.case)?;
        rows.extend(row.filter(|row| states::from_code(&row.state).is_some_and(states::is_open)));
    }
    Ok(rows)
}

/// The index row of a case.
///
/// # Errors
/// `not_found` where there is none.
pub(crate) fn row_of(sitting: &Sitting<'_>, case: CaseId) -> Outcome<CaseRow> {
    Ok(sitting.store().the_case_row(id_of(case.into()))?)
}

/// The case with this reference, however its letters were typed; none where there is none.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn case_as_typed(sitting: &Sitting<'_>, typed: &str) -> Outcome<Option<CaseId>> {
    let typed = typed.trim();
    let store = sitting.store();
    let row = match store.case_by_reference(typed)? {
        Some(row) => Some(row),
        None => store.case_by_reference(&typed.to_uppercase())?,
    };
    Ok(row.map(|row| CaseId(uuid::Uuid::from_bytes(row.case.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn next(pathway: &str, stage: &str, today: NaiveDate, held_on: Option<NaiveDate>) -> NaiveDate {
        let stage = crate::opening::pathway(pathway).unwrap().stage(stage).unwrap();
        london_day(next_start(stage, today.and_hms_opt(7, 0, 0).unwrap().and_utc(), held_on))
    }

    #[test]
    fn a_fortnightly_meeting_comes_two_weeks_after_the_last_and_a_monthly_one_in_the_next_month() {
        let first = next("cheshire", "partnership", day(11, 23), None);
        assert_eq!(next("cheshire", "partnership", first, Some(first)), first + Days::new(14));
        let clinic = next("hampshire", "clinic", day(11, 2), None);
        let after = next("hampshire", "clinic", clinic, Some(clinic));
        assert_eq!((after.month(), after.weekday(), after.day0() / 7), (12, clinic.weekday(), clinic.day0() / 7));
    }

    #[test]
    fn a_weekly_meeting_keeps_its_day() {
        let first = next("cheshire", "internal", day(11, 23), None);
        assert_eq!(next("cheshire", "internal", first, Some(first)), first + Days::new(7));
    }
}

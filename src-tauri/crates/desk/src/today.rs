//! Today: what came in, who we wait for, what has a date on it, and what is mine to do.

use crate::asks::shared::Nothing;
use crate::asks::today::{ActionRowView, ActionsView, AlertView, ListActions, NextMeetingView, TodayView, WaitingView};
use crate::command::CASE_WORKERS;
use crate::indexing::COPY_CALLED_BACK;
use crate::keeping::{id_of, moment_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agency::{Agency, Role};
use casework::meeting::{Meeting, MeetingState, Presence};
use casework::when::{Moment, london_day};
use chrono::{Days, NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use store::{ActionLine, AlertLine, CasesAsked, Chosen, Id};

/// Cases shown under "New since"; the rest are on the list page.
const NEW_SHOWN: u32 = 12;
const ALERTS_SHOWN: u32 = 40;
const ACTIONS_SHOWN: u32 = 12;
/// How far ahead alerts are shown.
const ALERT_DAYS: u64 = 8;
/// Later than any date a unit sets; its year has four digits, because dates are compared as text.
const FAR: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The start page.
pub fn today(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<TodayView> {
    let day = sitting.today();
    let last = last_signed(sitting)?;
    let since = last.as_ref().map_or(sitting.now - TimeDelta::days(3), |meeting| meeting.planned_at);
    let (new, new_total) = sitting.store().today_new_since(since.timestamp_millis(), NEW_SHOWN)?;
    let awaiting = sitting.store().cases(&CasesAsked {
        states: Chosen::Only(vec!["received".to_owned(), "screening".to_owned()]),
        limit: 0,
        ..Default::default()
    })?;
    let meeting = next_meeting(sitting)?;
    let alerts = alerts(sitting, day)?;
    let actions = actions_of(sitting, Some(sitting.session.agency), ACTIONS_SHOWN)?;
    let reviews = crate::disclosures_review::reviews_due(sitting)?;
    let contact_went = crate::disclosures_review::contact_went(sitting)?;
    let cut_off =
        if CASE_WORKERS.contains(&sitting.session.role) { crate::sharing_cut_off::cut_off(sitting)? } else { Vec::new() };
    let asked_of_me = contact_went.len() + cut_off.len() + reviews.iter().filter(|review| review.due_on <= day).count();
    let greeting = greeting(&meeting, &actions, &alerts, asked_of_me);
    Ok(TodayView {
        now: sitting.now,
        day,
        meeting,
        since_words: last.map_or("the last three days".to_owned(), |meeting| {
            format!("{}'s meeting", london_day(meeting.planned_at).format("%A"))
        }),
        new_cases: new.iter().map(crate::views::case_row_view).collect(),
        new_total: u32::try_from(new_total).unwrap_or(u32::MAX),
        awaiting_screening: u32::try_from(awaiting.total).unwrap_or(u32::MAX),
        restricted: sitting.store().open_restricted_cases()?.iter().map(crate::views::case_row_view).collect(),
        waiting: waiting(sitting, day)?,
        alerts,
        agreements: match sitting.session.role {
            Role::Auditor => Vec::new(),
            Role::Chair | Role::Coordinator | Role::Practitioner | Role::VictimAdvocate | Role::BusinessSupport => {
                crate::agreement_view::due_views(sitting)?
            }
        },
        actions,
        reviews,
        contact_went,
        cut_off,
        closed_matches: sitting.session.closed_matches.clone(),
        greeting,
    })
}

/// The last meeting whose minutes were signed.
pub(crate) fn last_signed(sitting: &Sitting<'_>) -> Outcome<Option<Meeting>> {
    let meetings = crate::listing::late_meetings(sitting)?;
    Ok(meetings
        .into_iter()
        .map(|kept| kept.body)
        .filter(|meeting| meeting.state == MeetingState::Signed)
        .max_by_key(|m| m.planned_at))
}

fn next_meeting(sitting: &mut Sitting<'_>) -> Outcome<Option<NextMeetingView>> {
    let agenda = crate::agenda::agenda(sitting, Nothing {})?;
    let confirmed = agenda.attendance.iter().filter(|row| matches!(row.presence, Presence::Present | Presence::Late)).count();
    let count = |why: &str| agenda.items.iter().filter(|item| item.why.starts_with(why)).count();
    let new = count("New");
    let review = count("Review");
    let others = agenda.items.len() - new - review;
    let mut mix: Vec<String> = Vec::new();
    for (number, words) in [(new, "new"), (review, "back for review"), (others, "brought to the meeting")] {
        if number > 0 {
            mix.push(format!("{number} {words}"));
        }
    }
    Ok(Some(NextMeetingView {
        meeting: agenda.meeting,
        title: agenda.title,
        place: agenda.place,
        planned_at: agenda.planned_at,
        running: agenda.state == MeetingState::Running,
        cases: u32::try_from(agenda.items.len()).unwrap_or(u32::MAX),
        mix: mix.join(", "),
        agencies: agenda
            .attendance
            .iter()
            .map(|row| crate::asks::today::MeetingAgencyView {
                agency: row.agency,
                label: row.label.clone(),
                confirmed: matches!(row.presence, Presence::Present | Presence::Late),
            })
            .collect(),
        quorum_needed: agenda.quorum_needed,
        quorum_confirmed: u16::try_from(confirmed).unwrap_or(u16::MAX),
    }))
}

fn waiting(sitting: &Sitting<'_>, day: NaiveDate) -> Outcome<Vec<WaitingView>> {
    let mut lines = Vec::new();
    for waiting in sitting.store().today_waiting()? {
        let Some(agency) = Agency::from_code(&waiting.agency) else { continue };
        let oldest = sitting.store().unanswered_checks(&waiting.agency, 1)?;
        let asked = london_day(moment_of(waiting.oldest_at_ms));
        lines.push(WaitingView {
            agency,
            label: agency.label().to_owned(),
            unanswered: u32::try_from(waiting.checks).unwrap_or(u32::MAX),
            oldest: oldest
                .first()
                .map(|line| format!("{}, asked {}", line.reference, crate::views::ago_words(asked, day)))
                .unwrap_or_default(),
        });
    }
    Ok(lines)
}

/// Alerts due soon. A safe-contact alert says that it changed, never what it says.
fn alerts(sitting: &Sitting<'_>, day: NaiveDate) -> Outcome<Vec<AlertView>> {
    let until = day.checked_add_days(Days::new(ALERT_DAYS)).unwrap_or(day);
    let mut lines = sitting.store().today_alerts(until, day, ALERTS_SHOWN)?;
    lines.sort_by_key(|line| line.alert.on_day);
    // Many copies of one case are called back at once: one line says how many.
    let mut called_back: BTreeMap<Id, u32> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.alert.kind == COPY_CALLED_BACK) {
        *called_back.entry(line.alert.case).or_default() += 1;
    }
    let views = lines.iter().filter_map(|line| match line.alert.kind.as_str() {
        COPY_CALLED_BACK => called_back.remove(&line.alert.case).map(|copies| call_back_view(line, copies, day)),
        _ => Some(alert_view(line, day)),
    });
    Ok(views.collect())
}

fn call_back_view(line: &AlertLine, copies: u32, day: NaiveDate) -> AlertView {
    let title = if copies == 1 { "1 copy to call back".to_owned() } else { format!("{copies} copies to call back") };
    let detail = "A newer version stands. Who holds them: under Copies out.".to_owned();
    AlertView { title, detail, ..alert_view(line, day) }
}

fn alert_view(line: &AlertLine, day: NaiveDate) -> AlertView {
    let on = line.alert.on_day;
    let (title, detail) = match line.alert.kind.as_str() {
        "safe_contact_changed" => ("Safe contact changed", "Read it on the case before anybody rings or writes."),
        "safe_contact_stale" => ("Safe contact must be asked again", "Until then: do not contact."),
        "order_ends" => ("Order or condition ends", "Is an extension needed?"),
        "release" => ("Release from custody", "Has the plan been looked at for that day?"),
        "room_review" => ("Day the room set to look again", "Bring the case to the meeting or set a new day."),
        "plan_review" => ("Plan review due", "Bring the case to the meeting or set a new day."),
        _ => ("Date to watch", ""),
    };
    AlertView {
        on,
        on_words: crate::views::near_day_words(on, day),
        due_now: on <= day,
        title: title.to_owned(),
        case: record_of(line.alert.case).into(),
        reference: line.reference.clone(),
        detail: detail.to_owned(),
    }
}

/// Open actions, earliest first.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn actions_of(sitting: &Sitting<'_>, agency: Option<Agency>, limit: u32) -> Outcome<Vec<ActionRowView>> {
    let lines = match agency {
        Some(agency) => sitting.store().open_actions_of(agency.code(), None, FAR, limit)?,
        None => sitting.store().open_actions(FAR, limit)?,
    };
    let day = sitting.today();
    Ok(lines.iter().map(|line| action_view(line, day)).collect())
}

fn action_view(line: &ActionLine, day: NaiveDate) -> ActionRowView {
    let action = &line.action;
    let agency = Agency::from_code(&action.owner_agency).unwrap_or(Agency::Other);
    let status: casework::action::ActionStatus =
        crate::views::of_code(&action.status).unwrap_or(casework::action::ActionStatus::Proposed);
    ActionRowView {
        action: record_of(action.record).into(),
        case: record_of(action.case).into(),
        reference: line.reference.clone(),
        text: action.text.clone(),
        owner_agency: agency,
        owner_label: agency.label().to_owned(),
        owner_person: action.owner_person.clone(),
        due_on: action.due_on,
        due_words: crate::views::due_words_of(status, action.due_on, "", day),
        overdue: status.is_open() && action.due_on < day,
        today: status.is_open() && action.due_on == day,
        status,
        status_label: crate::views::status_label(status).to_owned(),
        from: String::new(),
    }
}

fn greeting(meeting: &Option<NextMeetingView>, actions: &[ActionRowView], alerts: &[AlertView], asked_of_me: usize) -> String {
    let due = actions.iter().filter(|action| action.overdue || action.today).count()
        + alerts.iter().filter(|alert| alert.due_now).count()
        + asked_of_me;
    let when =
        meeting.as_ref().map_or(String::new(), |meeting| format!("{} is at {}. ", meeting.title, time_of(meeting.planned_at)));
    match due {
        0 => format!("{when}Nothing is overdue."),
        1 => format!("{when}One thing needs you before then."),
        many => format!("{when}{many} things need you before then."),
    }
}

fn time_of(at: Moment) -> String {
    at.with_timezone(&chrono_tz::Europe::London).format("%H:%M").to_string()
}

/// A list of actions: of an agency, of a case, or of everybody.
pub fn actions(sitting: &mut Sitting<'_>, ask: ListActions) -> Outcome<ActionsView> {
    let day = sitting.today();
    let lines = match (ask.case, ask.agency) {
        (Some(case), _) => sitting.store().actions_of_case(id_of(case.into()))?,
        (None, Some(agency)) => sitting.store().open_actions_of(agency.code(), None, FAR, 500)?,
        (None, None) => sitting.store().open_actions(FAR, 500)?,
    };
    let actions = lines
        .iter()
        .filter(|line| !ask.only_open || line.action.done == store::Done::No)
        .filter(|line| ask.agency.is_none_or(|agency| agency.code() == line.action.owner_agency))
        .map(|line| action_view(line, day))
        .collect();
    Ok(ActionsView { actions })
}

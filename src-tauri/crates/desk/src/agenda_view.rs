//! The agenda as the room sees it: references and initials, why each case is here, who came, what is still to be done.

use crate::asks::meeting::{AgendaItemView, AgendaView, AttendanceView, OutcomeChoice};
use crate::asks::today::ActionRowView;
use crate::keeping::Kept;
use crate::listing::{Listed, current, daily_stage, invited, last_signed, listed_since, next_start, row_of, stage_of};
use crate::opening::shipped;
use crate::outcome_facts::asked_by;
use crate::room_text::RoomText;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::{action_row, ago_words, short_day};
use casework::action::Action;
use casework::agency::Agency;
use casework::ids::{CaseId, ItemId, MeetingId, RecordId};
use casework::meeting::{AgendaItem, Attendance, ItemState, Meeting, MeetingState, Presence, RoomDecision};
use casework::rules::agenda::quorum_met;
use casework::when::london_day;
use forms::Stage;
use store::CaseRow;

/// Outcomes no list may miss: the room can always act now, ask for more, or advise the officer.
const ALWAYS: [&str; 3] = ["urgent_now", "more_information", "not_stalking_advice"];

/// Most unfinished actions of earlier meetings read out before the first case.
const MOST_INCOMPLETE: u32 = 60;

/// The cases of a meeting in the order of hearing.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn items_of(sitting: &Sitting<'_>, meeting: impl Into<RecordId>) -> Outcome<Vec<Kept<AgendaItem>>> {
    let mut items: Vec<Kept<AgendaItem>> = sitting.filed_under(meeting)?;
    items.sort_by_key(|item| (item.body.place, item.made_at, item.id));
    Ok(items)
}

/// The agencies in the room.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn present(sitting: &Sitting<'_>, meeting: impl Into<RecordId>) -> Outcome<Vec<Agency>> {
    let rows: Vec<Kept<Attendance>> = sitting.filed_under(meeting)?;
    Ok(rows.iter().filter(|row| is_in_the_room(row.body.presence)).map(|row| row.body.agency).collect())
}

/// Whether an agency counts towards the quorum.
pub(crate) const fn is_in_the_room(presence: Presence) -> bool {
    match presence {
        Presence::Present | Presence::Late => true,
        Presence::Expected | Presence::Apologies | Presence::Absent => false,
    }
}

/// What the room decided on a case in one meeting, unless it was withdrawn.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn decision_of(sitting: &Sitting<'_>, meeting: MeetingId, case: CaseId) -> Outcome<Option<Kept<RoomDecision>>> {
    let decisions: Vec<Kept<RoomDecision>> = sitting.filed_under(case)?;
    Ok(decisions.into_iter().rev().find(|kept| kept.body.meeting == meeting && !kept.body.outcomes.is_empty()))
}

/// The words for outcome codes.
///
/// # Errors
/// A fault where the shipped data cannot be read.
pub(crate) fn outcome_labels(codes: &[String]) -> Outcome<Vec<String>> {
    let outcomes = &shipped()?.outcomes;
    Ok(codes.iter().map(|code| outcomes.outcome(code).map_or(code, |known| &known.label).clone()).collect())
}

/// Where an action came from ("Morning meeting, 20 Nov"); empty where it came from no meeting.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn from_words(sitting: &Sitting<'_>, action: &Action) -> Outcome<String> {
    let Some(id) = action.meeting else {
        return Ok(String::new());
    };
    let meeting: Option<Kept<Meeting>> = sitting.look_up(id)?;
    Ok(meeting.map_or(String::new(), |kept| format!("{}, {}", kept.body.title, short_day(london_day(kept.body.planned_at)))))
}

/// The agenda of the running meeting, else of the next one.
///
/// # Errors
/// Faults of the store, or a profile without a meeting.
pub(crate) fn next_agenda(sitting: &Sitting<'_>) -> Outcome<AgendaView> {
    match current(sitting)? {
        Some(kept) if kept.body.state == MeetingState::Running => agenda_of(sitting, &kept),
        Some(kept) => planned_agenda(sitting, Some(kept.id.into()), &kept.body),
        None => planned_agenda(sitting, None, &next_meeting(sitting)?),
    }
}

/// The next meeting by the profile, before anybody wrote it down.
///
/// # Errors
/// As [`daily_stage`].
pub(crate) fn next_meeting(sitting: &Sitting<'_>) -> Outcome<Meeting> {
    let stage = daily_stage(sitting)?;
    let last = last_signed(sitting)?;
    let held_on = last.as_ref().map(|kept| london_day(kept.body.planned_at));
    Ok(Meeting {
        stage: stage.id.clone(),
        title: stage.display_name.clone(),
        place: last.map_or(String::new(), |kept| kept.body.place),
        planned_at: next_start(stage, sitting.now, held_on),
        state: MeetingState::Planned,
        chair: None,
        started_at: None,
        signed_at: None,
        confidentiality_confirmed: false,
        quorum_reason: String::new(),
        reflection: String::new(),
    })
}

/// What a meeting not yet opened will hear: what was put on it by hand, then what the rules list.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn still_to_list(sitting: &Sitting<'_>, items: &[Kept<AgendaItem>]) -> Outcome<Vec<Listed>> {
    let listed = listed_since(sitting, last_signed(sitting)?.as_ref())?;
    Ok(listed.into_iter().filter(|one| !items.iter().any(|item| item.body.case == one.case())).collect())
}

fn planned_agenda(sitting: &Sitting<'_>, id: Option<MeetingId>, meeting: &Meeting) -> Outcome<AgendaView> {
    let items = id.map_or(Ok(Vec::new()), |id| items_of(sitting, id))?;
    let mut views = Vec::new();
    for item in &items {
        views.push(AgendaItemView { item: None, ..kept_item(sitting, item)? });
    }
    for listed in still_to_list(sitting, &items)? {
        let place = u16::try_from(views.len() + 1).unwrap_or(u16::MAX);
        views.push(item_view(sitting, &listed.row, place, &listed.words)?);
    }
    let view = frame(sitting, id, meeting, views)?;
    // The contract: no meeting until it was opened.
    Ok(AgendaView { meeting: None, ..view })
}

/// The agenda of a meeting that was opened.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn agenda_of(sitting: &Sitting<'_>, kept: &Kept<Meeting>) -> Outcome<AgendaView> {
    let items = items_of(sitting, kept.id)?;
    let views = items.iter().map(|item| kept_item(sitting, item)).collect::<Outcome<Vec<_>>>()?;
    frame(sitting, Some(kept.id.into()), &kept.body, views)
}

fn frame(sitting: &Sitting<'_>, id: Option<MeetingId>, meeting: &Meeting, items: Vec<AgendaItemView>) -> Outcome<AgendaView> {
    let stage = stage_of(sitting, meeting)?;
    let attendance = attendance(sitting, id, stage)?;
    let here: Vec<Agency> = attendance.iter().filter(|row| is_in_the_room(row.presence)).map(|row| row.agency).collect();
    let needed = u16::from(stage.min_agencies);
    Ok(AgendaView {
        meeting: id,
        title: meeting.title.clone(),
        place: meeting.place.clone(),
        planned_at: meeting.planned_at,
        state: meeting.state,
        confidentiality_statement: shipped()?.wording.label("statement", "confidentiality").unwrap_or_default().to_owned(),
        confidentiality_confirmed: meeting.confidentiality_confirmed,
        quorum_needed: needed,
        quorum_present: u16::try_from(here.len()).unwrap_or(u16::MAX),
        quorum_met: quorum_met(&here, needed),
        attendance,
        quorum_reason: meeting.quorum_reason.clone(),
        items,
        incomplete: incomplete(sitting, id)?,
        outcomes: choices(stage)?,
        minutes_per_case: stage.minutes_per_case,
        reflection: meeting.reflection.clone(),
        names_shown: sitting.session.names_shown,
        projecting: sitting.session.projecting,
    })
}

/// One row for each agency invited, then for each other that came.
pub(crate) fn attendance(sitting: &Sitting<'_>, id: Option<MeetingId>, stage: &Stage) -> Outcome<Vec<AttendanceView>> {
    let kept: Vec<Kept<Attendance>> = id.map_or(Ok(Vec::new()), |id| sitting.filed_under(id))?;
    let mut agencies = invited(stage);
    for row in &kept {
        if !agencies.contains(&row.body.agency) {
            agencies.push(row.body.agency);
        }
    }
    Ok(agencies
        .into_iter()
        .map(|agency| {
            let row = kept.iter().find(|row| row.body.agency == agency);
            AttendanceView {
                agency,
                label: agency.label().to_owned(),
                presence: row.map_or(Presence::Expected, |row| row.body.presence),
                people: row.map(|row| row.body.people.clone()).unwrap_or_default(),
            }
        })
        .collect())
}

fn kept_item(sitting: &Sitting<'_>, item: &Kept<AgendaItem>) -> Outcome<AgendaItemView> {
    let body = &item.body;
    let row = row_of(sitting, body.case)?;
    let decided = match decision_of(sitting, body.meeting, body.case)? {
        Some(decision) => outcome_labels(&decision.body.outcomes)?.join(", "),
        None => String::new(),
    };
    Ok(AgendaItemView {
        item: Some(ItemId::from(item.id)),
        state: body.state,
        late: body.late,
        decided,
        ..item_view(sitting, &row, body.place, &body.why)?
    })
}

fn item_view(sitting: &Sitting<'_>, row: &CaseRow, place: u16, why: &str) -> Outcome<AgendaItemView> {
    let case = CaseId(uuid::Uuid::from_bytes(row.case.0));
    let count = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
    Ok(AgendaItemView {
        item: None,
        case,
        place,
        reference: row.reference.clone(),
        victim_initials: row.victim_initials.clone(),
        perpetrator_initials: row.perpetrator_initials.clone(),
        why: RoomText::of_case(sitting, case)?.read("why it is here", why)?,
        state: ItemState::Waiting,
        decided: String::new(),
        late: false,
        agencies_asked: count(row.agencies_asked),
        agencies_replied: count(row.agencies_replied),
        oldest_check: oldest_check(sitting, row)?,
    })
}

/// "Police asked 6 days ago": the question that has waited longest; empty where none waits.
fn oldest_check(sitting: &Sitting<'_>, row: &CaseRow) -> Outcome<String> {
    let checks = sitting.store().checks_of_case(row.case)?;
    let oldest =
        checks.iter().map(|line| &line.check).filter(|check| check.replied_at_ms.is_none()).min_by_key(|check| check.asked_at_ms);
    Ok(oldest.map_or(String::new(), |check| {
        let who = Agency::from_code(&check.agency).map_or("Other agency", Agency::label);
        let day = london_day(crate::keeping::moment_of(check.asked_at_ms));
        format!("{who} asked {}", ago_words(day, sitting.today()))
    }))
}

/// Actions of earlier meetings that are due and not done, each with its case's reference (rules.md MTG-1).
///
/// # Errors
/// Faults of the store only.
pub(crate) fn not_done(sitting: &Sitting<'_>, this: Option<MeetingId>) -> Outcome<Vec<(Kept<Action>, String)>> {
    let mut found = Vec::new();
    for line in sitting.store().open_actions(sitting.today(), MOST_INCOMPLETE)? {
        let kept: Kept<Action> = sitting.read(crate::keeping::record_of(line.action.record))?;
        if kept.body.meeting.is_some() && kept.body.meeting != this {
            found.push((kept, line.reference));
        }
    }
    Ok(found)
}

/// What was not done is heard first.
fn incomplete(sitting: &Sitting<'_>, this: Option<MeetingId>) -> Outcome<Vec<ActionRowView>> {
    let today = sitting.today();
    let rows = not_done(sitting, this)?.into_iter().map(|(kept, reference)| {
        let mut row = action_row(&kept, &reference, &from_words(sitting, &kept.body)?, today);
        row.text = RoomText::of_case(sitting, row.case)?.read("the action", &row.text)?;
        Ok(row)
    });
    rows.collect()
}

/// The profile's outcomes with their keys: 1 to 9, then letters.
fn choices(stage: &Stage) -> Outcome<Vec<OutcomeChoice>> {
    let labels = outcome_labels(&stage.allowed_decisions)?;
    let keys = ('1'..='9').chain('a'..='z').map(String::from).chain(std::iter::repeat(String::new()));
    let codes = stage.allowed_decisions.iter().zip(labels).zip(keys);
    codes
        .map(|((code, label), key)| {
            let asks = asked_by(std::slice::from_ref(code))?;
            Ok(OutcomeChoice { code: code.clone(), label, key, always: ALWAYS.contains(&code.as_str()), asks })
        })
        .collect()
}

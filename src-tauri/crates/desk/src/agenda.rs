//! The agenda and its commands: opening the meeting, parking, carrying over, adding a late case, the reflection.

pub use crate::attendance::{go_on_without_quorum, record_attendance};

use crate::agenda_view::{agenda_of, attendance, items_of, next_agenda, next_meeting, present, still_to_list};
use crate::asks::meeting::{AddLateCase, AgendaView, KeepReflection, MeetingRow, MeetingsView, MoveItem, OpenMeeting};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::listing::{Listed, case_as_typed, current, late_meetings, stage_of};
use crate::reading::refuse_hits;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::views::short_day;
use casework::action::Action;
use casework::agency::{Agency, Role};
use casework::ids::{CaseId, MeetingId};
use casework::meeting::{AgendaItem, Attendance, ItemState, Meeting, MeetingState, Presence};
use casework::rules::agenda::WhyListed;

/// Most past meetings listed.
const MOST_PAST: usize = 40;

/// The meeting, if it is running.
///
/// # Errors
/// `meeting_not_running` before it was opened, `already_signed` after it was signed.
pub(crate) fn running(sitting: &Sitting<'_>, id: MeetingId) -> Outcome<Kept<Meeting>> {
    let meeting: Kept<Meeting> = sitting.read(id)?;
    match meeting.body.state {
        MeetingState::Running => Ok(meeting),
        MeetingState::Planned => Err(Plain::MeetingNotRunning.into()),
        MeetingState::Signed => Err(Plain::AlreadySigned.into()),
    }
}

/// A case on a meeting's agenda.
///
/// # Errors
/// `not_found` where it is not on it.
pub(crate) fn item_of(sitting: &Sitting<'_>, meeting: MeetingId, case: CaseId) -> Outcome<Kept<AgendaItem>> {
    let items = items_of(sitting, meeting)?;
    items.into_iter().find(|item| item.body.case == case).ok_or_else(|| Plain::NotFound.into())
}

/// Meetings: the next with its agenda, and the past ones.
pub fn meetings(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<MeetingsView> {
    let mut signed = late_meetings(sitting)?;
    signed.retain(|kept| kept.body.state == MeetingState::Signed);
    signed.sort_by_key(|kept| std::cmp::Reverse(kept.body.planned_at));
    let past = signed.iter().take(MOST_PAST).map(|kept| past_row(sitting, kept)).collect::<Outcome<Vec<_>>>()?;
    Ok(MeetingsView { next: Some(next_agenda(sitting)?), past })
}

fn past_row(sitting: &Sitting<'_>, kept: &Kept<Meeting>) -> Outcome<MeetingRow> {
    let items = items_of(sitting, kept.id)?;
    let id = MeetingId::from(kept.id);
    let mut actions = 0;
    for item in &items {
        let of_case: Vec<Kept<Action>> = sitting.filed_under(item.body.case)?;
        actions += of_case.iter().filter(|action| action.body.meeting == Some(id)).count();
    }
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Ok(MeetingRow {
        meeting: id,
        title: kept.body.title.clone(),
        planned_at: kept.body.planned_at,
        state: kept.body.state,
        cases: count(items.iter().filter(|item| item.body.state == ItemState::Heard).count()),
        agencies: count(present(sitting, id)?.len()),
        actions: count(actions),
    })
}

/// The agenda of the running meeting, else of the next one.
pub fn agenda(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<AgendaView> {
    next_agenda(sitting)
}

/// Opens the meeting: fixes the agenda and expects every agency the profile invites.
pub fn open_meeting(sitting: &mut Sitting<'_>, ask: OpenMeeting) -> Outcome<AgendaView> {
    let planned = current(sitting)?;
    if planned.as_ref().is_some_and(|kept| kept.body.state == MeetingState::Running) {
        return Err(Plain::MeetingRunning.into());
    }
    if !ask.confidentiality_confirmed {
        return Err(Plain::ConfidentialityNotConfirmed.into());
    }
    let mut body = match &planned {
        Some(kept) => kept.body.clone(),
        None => next_meeting(sitting)?,
    };
    let id = planned.map(|kept| MeetingId::from(kept.id));
    let items = id.map_or(Ok(Vec::new()), |id| items_of(sitting, id))?;
    let listed = still_to_list(sitting, &items)?;
    let expected = expected(sitting, id, &body)?;
    if !ask.place.trim().is_empty() {
        ask.place.trim().clone_into(&mut body.place);
    }
    body.state = MeetingState::Running;
    body.started_at = Some(sitting.now);
    body.confidentiality_confirmed = true;
    body.chair = (sitting.session.role == Role::Chair).then_some(sitting.session.member).or(body.chair);
    sitting.session.names_shown = false;
    let owner = sitting.session.agency;
    let first = items.iter().map(|item| item.body.place).max().unwrap_or(0);
    let id = sitting.write(Doing::of_unit("open_meeting"), |w| {
        let id = keep_opened(w, id, owner, &body)?;
        for agency in expected {
            let row = Attendance { meeting: id, agency, presence: Presence::Expected, people: String::new() };
            w.create(Filing::under(id, owner), &row)?;
        }
        for (place, listed) in (first.saturating_add(1)..).zip(&listed) {
            w.create(Filing::under(id, owner), &new_item(id, place, listed))?;
        }
        Ok(id)
    })?;
    sitting.meets();
    let opened: Kept<Meeting> = sitting.read(id)?;
    agenda_of(sitting, &opened)
}

/// The agencies invited that have no attendance row yet.
fn expected(sitting: &Sitting<'_>, id: Option<MeetingId>, body: &Meeting) -> Outcome<Vec<Agency>> {
    let stage = stage_of(sitting, body)?;
    let kept: Vec<Kept<Attendance>> = id.map_or(Ok(Vec::new()), |id| sitting.filed_under(id))?;
    let agencies = attendance(sitting, id, stage)?.into_iter().map(|row| row.agency);
    Ok(agencies.filter(|agency| !kept.iter().any(|row| row.body.agency == *agency)).collect())
}

fn keep_opened(w: &mut Writing<'_, '_>, id: Option<MeetingId>, owner: Agency, body: &Meeting) -> Outcome<MeetingId> {
    let Some(id) = id else {
        return w.create(Filing::of_unit(owner), body).map(MeetingId::from);
    };
    w.amend(id, "place", &body.place)?;
    w.amend(id, "state", &body.state)?;
    w.amend(id, "started_at", &body.started_at)?;
    w.amend(id, "confidentiality_confirmed", &body.confidentiality_confirmed)?;
    w.amend(id, "chair", &body.chair)?;
    Ok(id)
}

fn new_item(meeting: MeetingId, place: u16, listed: &Listed) -> AgendaItem {
    AgendaItem {
        meeting,
        case: listed.case(),
        place,
        why: listed.words.clone(),
        late: false,
        state: ItemState::Waiting,
        seconds: 0,
    }
}

/// Parks a case, carries it over, or takes it up again. What was decided is undone first, not moved.
pub fn move_item(sitting: &mut Sitting<'_>, ask: MoveItem) -> Outcome<AgendaView> {
    let meeting = running(sitting, ask.meeting)?;
    let item = item_of(sitting, ask.meeting, ask.case)?;
    if item.body.state == ItemState::Heard {
        return Err(Plain::MoveNotAllowed.into());
    }
    let day = short_day(sitting.today());
    let why = match ask.to {
        ItemState::Heard => return Err(Plain::MoveNotAllowed.into()),
        ItemState::Waiting => item.body.why.clone(),
        ItemState::Parked => format!("{} on {day}: {}", WhyListed::Parked.label(), ask.reason.trim()),
        ItemState::CarriedOver => format!("{} from {day}: {}", WhyListed::CarriedOver.label(), ask.reason.trim()),
    };
    if ask.to != ItemState::Waiting {
        let mut form = Form::default();
        form.needs("reason", &ask.reason, "Say in a few words why it is not heard now.");
        form.done()?;
        refuse_hits(sitting, ask.case, &[("the reason", &ask.reason)])?;
    }
    sitting.write(Doing::in_case("move_item", ask.case).about(item.id), |w| {
        w.amend(item.id, "state", &ask.to)?;
        w.amend(ask.case, "listed_because", &why)
    })?;
    agenda_of(sitting, &meeting)
}

/// Adds a case after the agenda was fixed; it is heard last unless the room takes it up earlier.
pub fn add_late_case(sitting: &mut Sitting<'_>, ask: AddLateCase) -> Outcome<AgendaView> {
    let meeting = running(sitting, ask.meeting)?;
    let Some(case) = case_as_typed(sitting, &ask.reference)? else {
        let mut form = Form::default();
        form.wrong("reference", "No case has this reference. Look at how it is written in the list of cases.");
        return Err(form.done().err().unwrap_or_else(|| Plain::NotFound.into()));
    };
    crate::restricted::refuse_restricted(sitting, case)?;
    let items = items_of(sitting, ask.meeting)?;
    if items.iter().any(|item| item.body.case == case) {
        return Err(Plain::AlreadyOnAgenda.into());
    }
    refuse_hits(sitting, case, &[("why it is here", &ask.why)])?;
    let why = if ask.why.trim().is_empty() { "Added late".to_owned() } else { ask.why.trim().to_owned() };
    let place = items.iter().map(|item| item.body.place).max().unwrap_or(0).saturating_add(1);
    let item =
        AgendaItem { meeting: ask.meeting, case, place, why: why.clone(), late: true, state: ItemState::Waiting, seconds: 0 };
    let owner = sitting.session.agency;
    sitting.write(Doing::in_case("add_late_case", case), |w| {
        w.create(Filing::under(ask.meeting, owner), &item)?;
        w.amend(case, "listed_because", &why)
    })?;
    agenda_of(sitting, &meeting)
}

/// Keeps the room's reflection until the minutes are signed.
pub fn keep_reflection(sitting: &mut Sitting<'_>, ask: KeepReflection) -> Outcome<AgendaView> {
    running(sitting, ask.meeting)?;
    sitting
        .write(Doing::of_unit("keep_reflection").about(ask.meeting), |w| w.amend(ask.meeting, "reflection", &ask.text.trim()))?;
    let meeting: Kept<Meeting> = sitting.read(ask.meeting)?;
    agenda_of(sitting, &meeting)
}

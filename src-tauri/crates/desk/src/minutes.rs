//! The minutes: signing them, reading them, and adding to them afterwards without changing a word.

use crate::agenda::running;
use crate::agenda_view::{attendance, decision_of, from_words, items_of, not_done};
use crate::asks::meeting::{AddToMinutes, EndMeeting, MinutesCase, MinutesView, WhichMeeting};
use crate::asks::shared::Recorded;
use crate::asks::today::ActionRowView;
use crate::keeping::{Doing, Filing, Kept};
use crate::listing::{row_of, stage_of};
use crate::room::{decision_view, room_action};
use crate::room_rows::rows;
use crate::room_text::RoomText;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::views::{action_row, short_day};
use casework::action::{Action, ActionStatus};
use casework::body::category_of_agency_word;
use casework::ids::{CaseId, MeetingId, RecordId};
use casework::meeting::{AgendaItem, Contribution, Incomplete, ItemState, Meeting, MeetingState, SignedMinutes};
use casework::rules::agenda::WhyListed;
use casework::unit::Member;
use casework::when::london_day;

/// For whom minutes are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MinutesFor {
    /// A screen that may be projected: texts with hits are held back, names are initials until shown.
    Room,
    /// A paper, which reads every text itself and is not printed while a hit stands.
    Paper,
}

/// Signs the minutes. What was not heard is carried over, and the signer has to know how much that is.
pub fn end_meeting(sitting: &mut Sitting<'_>, ask: EndMeeting) -> Outcome<MinutesView> {
    let meeting = running(sitting, ask.meeting)?;
    let items = items_of(sitting, ask.meeting)?;
    let left: Vec<&Kept<AgendaItem>> =
        items.iter().filter(|item| matches!(item.body.state, ItemState::Waiting | ItemState::Parked)).collect();
    if u32::try_from(left.len()).ok() != Some(ask.carry_over) {
        return Err(Plain::CasesStillWaiting.into());
    }
    let reflection = reflected(&meeting.body.reflection, &ask.reflection)?;
    let count =
        |state: ItemState| u16::try_from(items.iter().filter(|item| item.body.state == state).count()).unwrap_or(u16::MAX);
    let minutes = SignedMinutes {
        meeting: ask.meeting,
        signed_by: sitting.session.member,
        signed_at: sitting.now,
        cases_heard: count(ItemState::Heard),
        carried_over: u16::try_from(left.len()).unwrap_or(u16::MAX).saturating_add(count(ItemState::CarriedOver)),
        incomplete: not_done(sitting, Some(ask.meeting))?
            .into_iter()
            .map(|(kept, _)| Incomplete { action: kept.id.into(), due_on: kept.body.due_on, status: kept.body.status })
            .collect(),
    };
    let (owner, signer) = (sitting.session.agency, sitting.session.member);
    let why = format!("{} from {}", WhyListed::CarriedOver.label(), short_day(london_day(meeting.body.planned_at)));
    sitting.write(Doing::of_unit("end_meeting").about(ask.meeting), |w| {
        for item in left {
            w.amend(item.id, "state", &ItemState::CarriedOver)?;
            w.amend(item.body.case, "listed_because", &why)?;
        }
        if reflection != meeting.body.reflection {
            w.amend(ask.meeting, "reflection", &reflection)?;
        }
        if meeting.body.chair.is_none() {
            w.amend(ask.meeting, "chair", &Some(signer))?;
        }
        w.amend(ask.meeting, "signed_at", &Some(minutes.signed_at))?;
        w.amend(ask.meeting, "state", &MeetingState::Signed)?;
        w.create(Filing::under(ask.meeting, owner), &minutes)
    })?;
    sitting.session.names_shown = false;
    sitting.session.projecting = None;
    sitting.session.in_meeting = false;
    // The minutes are signed whatever becomes of the pack; its age on the unit page says whether it was made.
    let _ = crate::continuity::make(sitting);
    minutes_of(sitting, ask.meeting, MinutesFor::Room)
}

/// What the room says about how it worked, as typed now or kept before. It may be that there is nothing; silence is not.
fn reflected(kept: &str, typed: &str) -> Outcome<String> {
    let said = if typed.trim().is_empty() { kept.trim() } else { typed.trim() };
    let mut form = Form::default();
    form.needs("reflection", said, "Say how the room worked today, or write \"Nothing to note\".");
    form.done()?;
    Ok(said.to_owned())
}

/// Minutes to read, signed or still open.
pub fn minutes(sitting: &mut Sitting<'_>, ask: WhichMeeting) -> Outcome<MinutesView> {
    let view = minutes_of(sitting, ask.meeting, MinutesFor::Room)?;
    sitting.note(Doing::of_unit("open_minutes").about(ask.meeting))?;
    Ok(view)
}

/// The minutes of a meeting.
///
/// # Errors
/// `not_found`, or faults of the store.
pub(crate) fn minutes_of(sitting: &Sitting<'_>, id: MeetingId, reader: MinutesFor) -> Outcome<MinutesView> {
    let meeting: Kept<Meeting> = sitting.read(id)?;
    let chair: Option<Kept<Member>> = meeting.body.chair.map_or(Ok(None), |chair| sitting.look_up(chair))?;
    let items = items_of(sitting, id)?;
    let cases = items.iter().map(|item| case_of(sitting, &meeting, &item.body, reader)).collect::<Outcome<Vec<_>>>()?;
    Ok(MinutesView {
        meeting: id,
        title: meeting.body.title.clone(),
        planned_at: meeting.body.planned_at,
        place: meeting.body.place.clone(),
        chair: chair.map_or(String::new(), |kept| kept.body.name),
        signed_at: meeting.body.signed_at,
        attendance: attendance(sitting, Some(id), stage_of(sitting, &meeting.body)?)?,
        quorum_reason: meeting.body.quorum_reason.clone(),
        incomplete: incomplete_at(sitting, &meeting, reader)?,
        cases,
    })
}

/// What was due and not done when the meeting was held: as signed, or as it stands while the room sits.
fn incomplete_at(sitting: &Sitting<'_>, meeting: &Kept<Meeting>, reader: MinutesFor) -> Outcome<Vec<ActionRowView>> {
    let signed: Vec<Kept<SignedMinutes>> = sitting.filed_under(meeting.id)?;
    let mut found: Vec<Kept<Action>> = Vec::new();
    match signed.into_iter().next_back() {
        Some(signed) => {
            for was in signed.body.incomplete {
                let kept: Kept<Action> = sitting.read(was.action)?;
                found.push(Kept { body: Action { due_on: was.due_on, status: was.status, ..kept.body }, ..kept });
            }
        }
        None => found.extend(not_done(sitting, Some(meeting.id.into()))?.into_iter().map(|(kept, _)| kept)),
    }
    let held_on = meeting.body.signed_at.map_or(sitting.today(), london_day);
    let rows = found.iter().map(|kept| {
        let case = CaseId::from(kept.group.ok_or(Plain::NotFound)?);
        let mut row = action_row(kept, &row_of(sitting, case)?.reference, &from_words(sitting, &kept.body)?, held_on);
        if reader == MinutesFor::Room {
            row.text = RoomText::of_case(sitting, case)?.read("an action", &row.text)?;
        }
        Ok(row)
    });
    rows.collect()
}

fn case_of(sitting: &Sitting<'_>, meeting: &Kept<Meeting>, item: &AgendaItem, reader: MinutesFor) -> Outcome<MinutesCase> {
    let (id, case) = (MeetingId::from(meeting.id), item.case);
    let row = row_of(sitting, case)?;
    let mut text = match reader {
        MinutesFor::Room => RoomText::of_case(sitting, case)?,
        MinutesFor::Paper => RoomText::for_paper(sitting, case),
    };
    let actions: Vec<Kept<Action>> = sitting.filed_under(case)?;
    let decided = actions.iter().filter(|kept| kept.body.meeting == Some(id) && kept.body.status != ActionStatus::Cancelled);
    Ok(MinutesCase {
        case,
        reference: row.reference.clone(),
        initials: format!("{} / {}", row.victim_initials, row.perpetrator_initials),
        why: text.read("why it is here", &item.why)?,
        rows: rows(sitting, meeting, case, &mut text)?,
        decision: decision_of(sitting, id, case)?.map(|kept| decision_view(sitting, case, &kept, &mut text)).transpose()?,
        actions: decided.map(|kept| room_action(sitting, kept, &row.reference, &mut text)).collect::<Outcome<Vec<_>>>()?,
        state: item.state,
    })
}

/// Adds to an agency's words after signing. What was signed stays as it is.
pub fn add_to_minutes(sitting: &mut Sitting<'_>, ask: AddToMinutes) -> Outcome<Recorded> {
    let meeting: Kept<Meeting> = sitting.read(ask.meeting)?;
    match meeting.body.state {
        MeetingState::Signed => {}
        MeetingState::Planned => return Err(Plain::MeetingNotRunning.into()),
        // Before signing the row itself is corrected.
        MeetingState::Running => return Err(Plain::MeetingRunning.into()),
    }
    crate::agenda::item_of(sitting, ask.meeting, ask.case)?;
    let mut form = Form::default();
    form.needs("text", &ask.text, "Write what is to be added to the agency's words.");
    form.needs("said_by", &ask.said_by, "Write who at the agency asks for it, by name or job.");
    form.done()?;
    let said = Contribution {
        meeting: ask.meeting,
        agency: ask.agency,
        knows: ask.text.trim().to_owned(),
        advises: String::new(),
        said_by: ask.said_by.trim().to_owned(),
        typed_by: sitting.session.member,
        addendum: true,
    };
    let record = keep_addendum(sitting, ask.case, &said)?;
    Ok(Recorded { record })
}

fn keep_addendum(sitting: &mut Sitting<'_>, case: CaseId, said: &Contribution) -> Outcome<RecordId> {
    let filing = Filing::under(case, said.agency).as_category(category_of_agency_word(said.agency));
    sitting.write(Doing::in_case("add_to_minutes", case), |w| w.create(filing, said))
}

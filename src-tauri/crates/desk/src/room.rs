//! One case as the room sees it, and what the note-taker types for each agency.
//! No address, no safe contact and no code word reaches this screen; names only when the chair shows them.

use crate::agenda::{item_of, running};
use crate::agenda_view::{decision_of, from_words, items_of, next_agenda, outcome_labels};
use crate::asks::door::Labelled;
use crate::asks::meeting::{
    AgendaView, ContributionKept, RoomCaseView, RoomChoices, RoomDecisionView, ShowNames, TypeContribution, WhichItem,
};
use crate::asks::shared::Nothing;
use crate::asks::today::ActionRowView;
use crate::keeping::{Doing, Filing, Kept};
use crate::outcome_facts::{class_choices, facts_in_words, order_choices, stage_choices};
use crate::reading::hits_in_all;
use crate::room_facts::{flags, last_decision, levels};
use crate::room_rows::{contribution_of, rows};
use crate::room_text::RoomText;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use crate::views::{action_row, person_label, person_view};
use casework::action::{Action, ActionStatus, Heading};
use casework::agency::Agency;
use casework::body::category_of_agency_word;
use casework::ids::{CaseId, ItemId, MeetingId, RecordId};
use casework::meeting::{AgendaItem, Attendance, Contribution, Dissent, Meeting, MeetingState, RoomDecision};
use casework::people::{Person, PersonRole, Standing};
use casework::referral::{CaseFile, Referral};

/// Most characters of the story shown to the room; the rest is on the case's own page.
const LONGEST_STORY: usize = 320;

/// One case as the room sees it.
pub fn room_case(sitting: &mut Sitting<'_>, ask: WhichItem) -> Outcome<RoomCaseView> {
    let meeting: Kept<Meeting> = sitting.read(ask.meeting)?;
    let item = item_of(sitting, ask.meeting, ask.case)?;
    let view = seen_by_room(sitting, &meeting, &item)?;
    sitting.note(Doing::in_case("open_case_in_room", ask.case))?;
    if meeting.body.state == MeetingState::Running {
        sitting.meets();
    }
    sitting.session.before_room = Some(ask);
    Ok(view)
}

fn seen_by_room(sitting: &Sitting<'_>, meeting: &Kept<Meeting>, item: &Kept<AgendaItem>) -> Outcome<RoomCaseView> {
    let (id, case) = (MeetingId::from(meeting.id), item.body.case);
    let file: Kept<CaseFile> = sitting.read(case)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let levels = levels(sitting, case)?;
    let flags = flags(sitting, &file, &levels)?;
    let mut text = RoomText::of_case(sitting, case)?;
    let (proposed, open_actions) = actions(sitting, id, case, &file.body.reference, &mut text)?;
    let decision = decision_of(sitting, id, case)?.map(|kept| decision_view(sitting, case, &kept, &mut text)).transpose()?;
    let perpetrator = people.iter().find(|kept| kept.body.role == PersonRole::Perpetrator);
    let standing = perpetrator.map_or(Standing::Suspected, |kept| kept.body.standing);
    let of = items_of(sitting, id)?.len();
    Ok(RoomCaseView {
        meeting: id,
        case,
        item: ItemId::from(item.id),
        place: item.body.place,
        of: u16::try_from(of).unwrap_or(u16::MAX),
        reference: file.body.reference.clone(),
        victim: shown(sitting, people.iter().find(|kept| kept.body.role == PersonRole::Victim)),
        perpetrator: shown(sitting, perpetrator),
        perpetrator_label: person_label(PersonRole::Perpetrator, standing).to_owned(),
        relationship: file.body.relationship.label().to_owned(),
        recorded_as: file.body.recorded_as,
        judged_as: file.body.judged_as,
        why: text.read("why it is here", &item.body.why)?,
        story: story(sitting, &file, &mut text)?,
        flags,
        rows: rows(sitting, meeting, case, &mut text)?,
        last_decision: last_decision(sitting, Some(id), case, &mut text)?,
        open_actions,
        levels,
        decision,
        proposed,
        state: item.body.state,
        seconds: item.body.seconds,
        held_back: text.held_back(),
    })
}

/// Name and age when the chair shows names, else initials.
fn shown(sitting: &Sitting<'_>, person: Option<&Kept<Person>>) -> String {
    let Some(kept) = person else {
        return "?".to_owned();
    };
    let view = person_view(kept, sitting.today());
    match (sitting.session.names_shown, view.age) {
        (false, _) => view.initials,
        (true, Some(age)) => format!("{}, {age}", view.name),
        (true, None) => view.name,
    }
}

/// What happened, by the newest referral. The whole of it is read, though only its beginning is shown.
pub(crate) fn story(sitting: &Sitting<'_>, file: &Kept<CaseFile>, text: &mut RoomText<'_, '_>) -> Outcome<String> {
    let referrals: Vec<Kept<Referral>> = sitting.filed_under(file.id)?;
    let told = referrals.last().map_or(&file.body.headline, |kept| &kept.body.what_happened);
    let read = text.read("what happened", told)?;
    if read.chars().count() <= LONGEST_STORY {
        return Ok(read);
    }
    let cut: String = read.chars().take(LONGEST_STORY).collect();
    let whole = cut.rfind(char::is_whitespace).map_or(cut.as_str(), |end| &cut[..end]);
    Ok(format!("{whole} …"))
}

/// Actions of this meeting, and those still open from before.
fn actions(
    sitting: &Sitting<'_>,
    this: MeetingId,
    case: CaseId,
    reference: &str,
    text: &mut RoomText<'_, '_>,
) -> Outcome<(Vec<ActionRowView>, Vec<ActionRowView>)> {
    let (mut of_this, mut before) = (Vec::new(), Vec::new());
    let actions: Vec<Kept<Action>> = sitting.filed_under(case)?;
    for kept in &actions {
        let mine = kept.body.meeting == Some(this);
        let shown = if mine { kept.body.status != ActionStatus::Cancelled } else { kept.body.status.is_open() };
        if !shown {
            continue;
        }
        let row = room_action(sitting, kept, reference, text)?;
        if mine { of_this.push(row) } else { before.push(row) }
    }
    Ok((of_this, before))
}

/// An action with its text read for the room.
pub(crate) fn room_action(
    sitting: &Sitting<'_>,
    kept: &Kept<Action>,
    reference: &str,
    text: &mut RoomText<'_, '_>,
) -> Outcome<ActionRowView> {
    let mut row = action_row(kept, reference, &from_words(sitting, &kept.body)?, sitting.today());
    row.text = text.read("an action", &row.text)?;
    Ok(row)
}

/// A decision with its texts read for the room.
pub(crate) fn decision_view(
    sitting: &Sitting<'_>,
    case: CaseId,
    kept: &Kept<RoomDecision>,
    text: &mut RoomText<'_, '_>,
) -> Outcome<RoomDecisionView> {
    let decision = &kept.body;
    let mut dissent = Vec::new();
    for other in &decision.dissent {
        let (view, reason) = (text.read("another view", &other.view)?, text.read("another view", &other.reason)?);
        dissent.push(Dissent { agency: other.agency, view, reason });
    }
    Ok(RoomDecisionView {
        record: kept.id,
        outcomes: decision.outcomes.clone(),
        outcome_labels: outcome_labels(&decision.outcomes)?,
        reason: text.read("the decision", &decision.reason)?,
        level: decision.level,
        level_reason: text.read("the level", &decision.level_reason)?,
        dissent,
        facts: facts_in_words(sitting, case, kept, text)?,
    })
}

/// What may be chosen in the room: for an action, and for what an outcome asks.
pub fn room_choices(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<RoomChoices> {
    let of = |code: String, label: &str| Labelled { code, label: label.to_owned() };
    Ok(RoomChoices {
        agencies: Agency::ALL.into_iter().map(|agency| of(agency.code().to_owned(), agency.label())).collect(),
        headings: Heading::ALL.into_iter().map(|heading| of(crate::views::code_of(&heading), heading.label())).collect(),
        stages: stage_choices(sitting),
        classes: class_choices(),
        orders: order_choices(sitting)?,
    })
}

/// Keeps what an agency said. It is that agency's, whoever types; a hit holds it back from the room, never from keeping.
pub fn type_contribution(sitting: &mut Sitting<'_>, ask: TypeContribution) -> Outcome<ContributionKept> {
    running(sitting, ask.meeting)?;
    item_of(sitting, ask.meeting, ask.case)?;
    let earlier = contribution_of(sitting, ask.meeting, ask.case, ask.agency)?;
    if earlier.is_none() && ask.knows.trim().is_empty() && ask.advises.trim().is_empty() {
        let mut form = Form::default();
        form.wrong("knows", "Type what the agency knows or advises. Leave the row alone where it said nothing.");
        form.done()?;
    }
    let said = Contribution {
        meeting: ask.meeting,
        agency: ask.agency,
        said_by: said_by(sitting, &ask)?,
        knows: ask.knows,
        advises: ask.advises,
        typed_by: sitting.session.member,
        addendum: false,
    };
    let record = keep_contribution(sitting, ask.case, &said, earlier)?;
    let label = ask.agency.label();
    let (knows, advises) = (format!("{label}: what is known"), format!("{label}: advice"));
    let hits = hits_in_all(sitting, ask.case, &[(knows.as_str(), &said.knows), (advises.as_str(), &said.advises)])?;
    Ok(ContributionKept { record, hits })
}

/// Who said it: as typed, else whoever came for the agency, else the agency.
fn said_by(sitting: &Sitting<'_>, ask: &TypeContribution) -> Outcome<String> {
    let typed = ask.said_by.trim();
    if !typed.is_empty() {
        return Ok(typed.to_owned());
    }
    let rows: Vec<Kept<Attendance>> = sitting.filed_under(ask.meeting)?;
    let came = rows.into_iter().find(|row| row.body.agency == ask.agency).map(|row| row.body.people);
    Ok(came.filter(|people| !people.trim().is_empty()).unwrap_or_else(|| ask.agency.label().to_owned()))
}

fn keep_contribution(
    sitting: &mut Sitting<'_>,
    case: CaseId,
    said: &Contribution,
    earlier: Option<Kept<Contribution>>,
) -> Outcome<RecordId> {
    let doing = Doing::in_case("type_contribution", case);
    sitting.write(doing, |w| {
        let Some(earlier) = earlier else {
            let filing = Filing::under(case, said.agency).as_category(category_of_agency_word(said.agency));
            return w.create(filing, said);
        };
        let (id, before) = (earlier.id, earlier.body);
        for (field, old, new) in [
            ("knows", before.knows, &said.knows),
            ("advises", before.advises, &said.advises),
            ("said_by", before.said_by, &said.said_by),
        ] {
            if old != *new {
                w.amend(id, field, new)?;
            }
        }
        if before.typed_by != said.typed_by {
            w.amend(id, "typed_by", &said.typed_by)?;
        }
        Ok(id)
    })
}

/// Shows or hides names on the room's screen, until the meeting opens or ends.
pub fn show_names(sitting: &mut Sitting<'_>, ask: ShowNames) -> Outcome<AgendaView> {
    sitting.note(Doing::of_unit("show_names"))?;
    sitting.session.names_shown = ask.shown;
    next_agenda(sitting)
}

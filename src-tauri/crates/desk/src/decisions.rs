//! The room's decisions: recording one with its actions, withdrawing one before signing, turning advice into an action.

use crate::agenda::{item_of, running};
use crate::agenda_view::{agenda_of, decision_of, items_of, present};
use crate::asks::meeting::{AdviceToAction, AgendaView, DecisionRecorded, RecordDecision, RoomAction, UndoDecision};
use crate::asks::shared::Recorded;
use crate::deciding::{after_decision, check_decision, moves_to};
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::moves::{list_for_meeting, put_in_state};
use crate::outcome_facts::Settled;
use crate::reading::refuse_hits;
use crate::room_rows::contribution_of;
use crate::screening::{advice_of, keep_classes};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::action::{Action, ActionStatus, Heading, Priority};
use casework::agency::Agency;
use casework::ids::{CaseId, MeetingId, MemberId, RecordId};
use casework::meeting::{AgendaItem, ItemState, RoomDecision};
use casework::referral::{BothClasses, CaseFile, CaseState, Classification, Referral};
use casework::screening::{OfficerAdvice, ScreeningDecision};
use casework::when::Moment;

/// What stands in a decision that was taken back before the minutes were signed.
const WITHDRAWN: &str = "Withdrawn before signing";

/// Who asks for an action and who is in the room: settled before the writing begins.
struct Room {
    meeting: MeetingId,
    case: CaseId,
    owner: Agency,
    by: MemberId,
    here: Vec<Agency>,
}

impl Room {
    fn of(sitting: &Sitting<'_>, meeting: MeetingId, case: CaseId) -> Outcome<Self> {
        let here = present(sitting, meeting)?;
        Ok(Self { meeting, case, owner: sitting.session.agency, by: sitting.session.member, here })
    }

    /// An owner in the room accepts by hearing it; one outside has yet to say yes.
    fn action(&self, asked: RoomAction) -> Action {
        let heard = self.here.contains(&asked.owner_agency);
        Action {
            text: asked.text.trim().to_owned(),
            heading: asked.heading,
            owner_agency: asked.owner_agency,
            owner_person: asked.owner_person.trim().to_owned(),
            due_on: asked.due_on,
            due_time: asked.due_time.trim().to_owned(),
            priority: asked.priority,
            status: if heard { ActionStatus::Accepted } else { ActionStatus::Proposed },
            status_reason: String::new(),
            requested_by: self.by,
            meeting: Some(self.meeting),
            plan: None,
            accepted_by: heard.then(|| format!("{}, in the meeting", asked.owner_agency.label())),
            done_at: None,
        }
    }

    fn keep_action(&self, w: &mut Writing<'_, '_>, asked: RoomAction) -> Outcome<RecordId> {
        w.create(Filing::under(self.case, self.owner), &self.action(asked))
    }
}

/// Records what the room decided, and names the next case that waits.
pub fn record_decision(sitting: &mut Sitting<'_>, ask: RecordDecision) -> Outcome<DecisionRecorded> {
    let meeting = running(sitting, ask.meeting)?;
    let item = item_of(sitting, ask.meeting, ask.case)?;
    let settled = check_decision(sitting, &meeting, &item, &ask)?;
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    let steps = moves_to(file.body.state, &ask.outcomes)?;
    let room = Room::of(sitting, ask.meeting, ask.case)?;
    let after = after_decision(&ask.outcomes);
    let (case, seconds) = (ask.case, ask.seconds);
    let (decision, actions) = decision_as_kept(ask, &settled, room.by, sitting.now);
    let advice = settled.facts.advice.map(|advice| advice_of(&advice, Some(room.meeting), room.by, sitting.now));
    let record = sitting.write(Doing::in_case("record_decision", case), |w| {
        let record = w.create(Filing::under(case, room.owner), &decision)?;
        for action in actions {
            room.keep_action(w, action)?;
        }
        if let Some(advice) = &advice {
            w.create(Filing::under(case, room.owner), advice)?;
        }
        if let Some(classes) = decision.classes {
            keep_classes(w, &file, classes)?;
        }
        for step in steps {
            w.amend(file.id, "state", &step)?;
        }
        list_for_meeting(w, &file, after)?;
        w.amend(item.id, "state", &ItemState::Heard)?;
        w.amend(item.id, "seconds", &seconds)?;
        Ok(record)
    })?;
    let (next, waiting) = next_waiting(sitting, &item)?;
    Ok(DecisionRecorded { record, next, waiting })
}

fn decision_as_kept(ask: RecordDecision, settled: &Settled, by: MemberId, now: Moment) -> (RoomDecision, Vec<RoomAction>) {
    let facts = &settled.facts;
    let decision = RoomDecision {
        meeting: ask.meeting,
        outcomes: ask.outcomes,
        reason: ask.reason.trim().to_owned(),
        level: ask.level,
        level_reason: ask.level_reason.trim().to_owned(),
        dissent: ask.dissent,
        classes: facts.classes,
        other_case: settled.other_case,
        stage: facts.stage.clone(),
        review_on: facts.review_on,
        order_type: facts.order_type.clone(),
        decided_at: now,
        recorded_by: by,
    };
    (decision, ask.actions)
}

/// The next waiting case after this one, round to the beginning, and how many wait.
fn next_waiting(sitting: &Sitting<'_>, done: &Kept<AgendaItem>) -> Outcome<(Option<CaseId>, u32)> {
    let items = items_of(sitting, done.body.meeting)?;
    let waiting: Vec<&AgendaItem> = items.iter().map(|item| &item.body).filter(|item| item.state == ItemState::Waiting).collect();
    let next = waiting.iter().find(|item| item.place > done.body.place).or_else(|| waiting.first());
    Ok((next.map(|item| item.case), u32::try_from(waiting.len()).unwrap_or(u32::MAX)))
}

/// Takes a decision back before signing. Nothing is removed: the decision stands as withdrawn, its actions as cancelled.
pub fn undo_decision(sitting: &mut Sitting<'_>, ask: UndoDecision) -> Outcome<AgendaView> {
    let meeting = running(sitting, ask.meeting)?;
    let item = item_of(sitting, ask.meeting, ask.case)?;
    let decision = decision_of(sitting, ask.meeting, ask.case)?.ok_or(Plain::NotFound)?;
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    let mut actions: Vec<Kept<Action>> = sitting.filed_under(ask.case)?;
    // Only what this decision asked for: written with it, and not yet done.
    actions
        .retain(|kept| kept.body.meeting == Some(ask.meeting) && kept.made_at == decision.made_at && kept.body.status.is_open());
    let mut advice: Vec<Kept<OfficerAdvice>> = sitting.filed_under(ask.case)?;
    advice.retain(|kept| kept.body.meeting == Some(ask.meeting) && kept.made_at == decision.made_at);
    let classes = classes_before(sitting, ask.case, &file.body, decision.id)?;
    sitting.write(Doing::in_case("undo_decision", ask.case).about(decision.id), |w| {
        for action in &actions {
            w.amend(action.id, "status_reason", &WITHDRAWN)?;
            w.amend(action.id, "status", &ActionStatus::Cancelled)?;
        }
        w.amend(decision.id, "outcomes", &Vec::<String>::new())?;
        w.amend(decision.id, "level", &None::<casework::screening::ConcernLevel>)?;
        w.amend(decision.id, "reason", &WITHDRAWN)?;
        for given in &advice {
            w.amend(given.id, "withdrawn", &true)?;
        }
        if decision.body.classes.is_some() {
            keep_classes(w, &file, classes)?;
        }
        w.amend(item.id, "state", &ItemState::Waiting)?;
        put_in_state(w, &file, CaseState::AwaitingMeeting)?;
        list_for_meeting(w, &file, &item.body.why)
    })?;
    agenda_of(sitting, &meeting)
}

/// Both facts about the class as they stood before a decision: by the last word on them that still stands. The force's own
/// record is the referral's where no decision mended it.
fn classes_before(sitting: &Sitting<'_>, case: CaseId, file: &CaseFile, undone: RecordId) -> Outcome<BothClasses> {
    let screened: Vec<Kept<ScreeningDecision>> = sitting.filed_under(case)?;
    let decided: Vec<Kept<RoomDecision>> = sitting.filed_under(case)?;
    let referred: Vec<Kept<Referral>> = sitting.filed_under(case)?;
    let by_screener = screened
        .iter()
        .map(|kept| (kept.made_at, BothClasses { recorded_as: kept.body.recorded_as, judged_as: kept.body.judged_as }));
    let by_room = decided
        .iter()
        .filter(|kept| kept.id != undone && !kept.body.outcomes.is_empty())
        .filter_map(|kept| kept.body.classes.map(|classes| (kept.made_at, classes)));
    let last = by_screener.chain(by_room).max_by_key(|(at, _)| *at).map(|(_, classes)| classes);
    Ok(last.unwrap_or(BothClasses {
        recorded_as: referred.last().map_or(file.recorded_as, |kept| kept.body.recorded_as),
        judged_as: Classification::NotYetJudged,
    }))
}

/// Turns what an agency advises into that agency's action, due today.
pub fn advice_to_action(sitting: &mut Sitting<'_>, ask: AdviceToAction) -> Outcome<Recorded> {
    running(sitting, ask.meeting)?;
    item_of(sitting, ask.meeting, ask.case)?;
    let said = contribution_of(sitting, ask.meeting, ask.case, ask.agency)?.ok_or(Plain::NoAdviceToTurn)?.body;
    if said.advises.trim().is_empty() {
        return Err(Plain::NoAdviceToTurn.into());
    }
    let text = said.advises.trim().to_owned();
    let actions: Vec<Kept<Action>> = sitting.filed_under(ask.case)?;
    let turned = actions.iter().map(|kept| &kept.body).any(|action| {
        action.meeting == Some(ask.meeting) && action.owner_agency == ask.agency && action.text == text && action.status.is_open()
    });
    if turned {
        let mut form = Form::default();
        form.wrong("agency", "This advice is an action already. Type other advice, or write the action by hand.");
        form.done()?;
    }
    refuse_hits(sitting, ask.case, &[("the advice", &text)])?;
    let room = Room::of(sitting, ask.meeting, ask.case)?;
    let action = RoomAction {
        text,
        heading: heading_of(ask.agency),
        owner_agency: ask.agency,
        owner_person: said.said_by,
        due_on: sitting.today(),
        due_time: String::new(),
        priority: Priority::Within24Hours,
    };
    let record = sitting.write(Doing::in_case("advice_to_action", ask.case), |w| room.keep_action(w, action))?;
    Ok(Recorded { record })
}

/// The plan heading under which an agency's work usually stands (domain 5.1); a person may move it in the plan.
const fn heading_of(agency: Agency) -> Heading {
    match agency {
        Agency::VictimAdvocacy | Agency::Idva | Agency::Marac => Heading::VictimSafety,
        Agency::Police | Agency::Cps => Heading::Investigation,
        Agency::Probation | Agency::Prison | Agency::YouthJustice => Heading::Supervision,
        Agency::Health | Agency::PrimaryCare | Agency::SubstanceMisuse => Heading::InterventionsAndTreatment,
        Agency::Housing | Agency::Education => Heading::Environment,
        Agency::AdultSocialCare | Agency::ChildrensSocialCare | Agency::Mash | Agency::Other => Heading::MonitoringAndControl,
    }
}

//! Actions between meetings: proposing, moving on, bringing a case to the meeting, and what cannot wait for one.

use crate::asks::casework::{ActionStep, BringToMeeting, MoveAction, ProposeAction, UrgentAction, UrgentNow};
use crate::asks::shared::Recorded;
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::moves::{list_for_meeting, move_if_allowed, put_in_state};
use crate::reading::refuse_hits;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::action::{Action, ActionStatus, Heading, Priority};
use casework::agency::Agency;
use casework::ids::CaseId;
use casework::referral::{CaseFile, CaseState};
use casework::rules::states;
use chrono::{NaiveDate, NaiveTime};

/// Nobody commits another agency: what it is asked to do is proposed until it accepts.
#[must_use]
pub fn status_on_asking(own: Agency, owner: Agency) -> ActionStatus {
    if own == owner { ActionStatus::Accepted } else { ActionStatus::Proposed }
}

/// Asks an agency to do something by a day.
pub fn propose_action(sitting: &mut Sitting<'_>, ask: ProposeAction) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let mut form = Form::default();
    form.needs("text", &ask.text, "Write what is to be done.");
    form.needs("owner_person", &ask.owner_person, "Write who there does it. A job is enough.");
    if ask.due_on < sitting.today() {
        form.wrong("due_on", "This day has passed. Choose today or later.");
    }
    if !ask.due_time.trim().is_empty() && NaiveTime::parse_from_str(ask.due_time.trim(), "%H:%M").is_err() {
        form.wrong("due_time", "Write the time as 16:00, or leave it empty.");
    }
    form.done()?;
    refuse_hits(sitting, ask.case, &[("what is to be done", &ask.text)])?;
    let own = sitting.session.agency;
    let status = status_on_asking(own, ask.owner_agency);
    let action = Action {
        text: ask.text,
        heading: ask.heading,
        owner_agency: ask.owner_agency,
        owner_person: ask.owner_person,
        due_on: ask.due_on,
        due_time: ask.due_time.trim().to_owned(),
        priority: ask.priority,
        status,
        status_reason: String::new(),
        requested_by: sitting.session.member,
        meeting: None,
        plan: None,
        accepted_by: (status == ActionStatus::Accepted).then(|| sitting.session.name.clone()),
        done_at: None,
    };
    let record =
        sitting.write(Doing::in_case("propose_action", ask.case), |w| w.create(Filing::under(ask.case, own), &action))?;
    Ok(Recorded { record })
}

/// What a step does to an action.
struct Step {
    status: Option<ActionStatus>,
    reason: Option<String>,
    due_on: Option<NaiveDate>,
    accepted_by: Option<String>,
}

impl Step {
    const fn to(status: ActionStatus) -> Self {
        Self { status: Some(status), reason: None, due_on: None, accepted_by: None }
    }

    fn because(mut self, form: &mut Form, reason: String, words: &str) -> Self {
        form.needs("step.reason", &reason, words);
        self.reason = Some(reason);
        self
    }
}

/// Moves an action on. What was agreed stays in its history.
pub fn move_action(sitting: &mut Sitting<'_>, ask: MoveAction) -> Outcome<Recorded> {
    let kept: Kept<Action> = sitting.read(ask.action)?;
    let case = CaseId::from(kept.group.ok_or(Plain::NotFound)?);
    let mut form = Form::default();
    let step = step_of(&kept.body, ask.step, sitting.today(), &mut form);
    form.done()?;
    let reason = step.reason.clone().unwrap_or_default();
    refuse_hits(sitting, case, &[("the reason", &reason)])?;
    let now = sitting.now;
    sitting.write(Doing::in_case("move_action", case).about(kept.id), |w| {
        if let Some(status) = step.status {
            w.amend(kept.id, "status", &status)?;
            let done_at = (status == ActionStatus::Done).then_some(now);
            if done_at != kept.body.done_at {
                w.amend(kept.id, "done_at", &done_at)?;
            }
        }
        if let Some(due_on) = step.due_on {
            w.amend(kept.id, "due_on", &due_on)?;
        }
        if let Some(by) = &step.accepted_by {
            w.amend(kept.id, "accepted_by", by)?;
        }
        match &step.reason {
            Some(reason) => w.amend(kept.id, "status_reason", reason),
            None if kept.body.status_reason.is_empty() => Ok(()),
            None => w.amend(kept.id, "status_reason", &""),
        }
    })?;
    Ok(Recorded { record: kept.id })
}

fn step_of(action: &Action, step: ActionStep, today: NaiveDate, form: &mut Form) -> Step {
    let open = action.status.is_open();
    let reopening = matches!(step, ActionStep::Reopen { .. });
    if open && reopening {
        form.wrong("step", "This action is open already.");
    }
    if !open && !reopening {
        form.wrong("step", "This action is settled. Open it again first, with the reason.");
    }
    match step {
        ActionStep::Accept { by } => {
            form.needs("step.by", &by, "Write who at the owner's agency accepted it.");
            if open && action.status != ActionStatus::Proposed {
                form.wrong("step", "This action was accepted already.");
            }
            Step { accepted_by: Some(by), ..Step::to(ActionStatus::Accepted) }
        }
        ActionStep::Start => {
            if action.status == ActionStatus::Proposed {
                form.wrong("step", "Its owner has not accepted it yet. Record who accepted it first.");
            }
            Step::to(ActionStatus::InProgress)
        }
        ActionStep::Done => Step::to(ActionStatus::Done),
        ActionStep::NotPossible { reason } => {
            Step::to(ActionStatus::NotPossible).because(form, reason, "Say why it is not possible.")
        }
        ActionStep::NotDone { reason } => Step::to(ActionStatus::NotDone).because(form, reason, "Say why it was not done."),
        ActionStep::Cancel { reason } => Step::to(ActionStatus::Cancelled).because(form, reason, "Say why it is cancelled."),
        ActionStep::Move { to, reason } => {
            if to < today {
                form.wrong("step.to", "This day has passed. Choose today or later.");
            }
            let step = Step { status: None, reason: None, due_on: Some(to), accepted_by: None };
            step.because(form, reason, "Say why the day changes.")
        }
        ActionStep::Reopen { reason } => {
            let before = if action.accepted_by.is_some() { ActionStatus::Accepted } else { ActionStatus::Proposed };
            Step::to(before).because(form, reason, "Say why it is opened again.")
        }
    }
}

/// Brings a case to the next meeting, or back to it.
pub fn bring_to_meeting(sitting: &mut Sitting<'_>, ask: BringToMeeting) -> Outcome<Recorded> {
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    crate::restricted::refuse_restricted(sitting, ask.case)?;
    let mut form = Form::default();
    form.needs("why", &ask.why, "Say why the room should hear this case.");
    form.done()?;
    refuse_hits(sitting, ask.case, &[("why it is brought", &ask.why)])?;
    sitting.write(Doing::in_case("bring_to_meeting", ask.case), |w| {
        list_for_meeting(w, &file, ask.why.trim())?;
        // What is acted on at once, or heard now, stays so; every other case that may waits for the room.
        if matches!(file.body.state, CaseState::UrgentAction | CaseState::InMeeting) {
            return Ok(());
        }
        move_if_allowed(w, &file, CaseState::AwaitingMeeting)
    })?;
    Ok(Recorded { record: ask.case.into() })
}

/// Opens same-day actions without waiting for a meeting. Never refused because of where a case stands.
pub fn urgent_now(sitting: &mut Sitting<'_>, ask: UrgentNow) -> Outcome<Recorded> {
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    check_urgent(sitting, &ask)?;
    let (own, today) = (sitting.session.agency, sitting.today());
    let (member, name) = (sitting.session.member, sitting.session.name.clone());
    let actions: Vec<Action> = ask
        .actions
        .into_iter()
        .map(|urgent| {
            let status = status_on_asking(own, urgent.owner_agency);
            Action {
                text: urgent.text,
                heading: Heading::VictimSafety,
                owner_agency: urgent.owner_agency,
                owner_person: urgent.owner_person,
                due_on: today,
                due_time: String::new(),
                priority: Priority::Now,
                status,
                status_reason: String::new(),
                requested_by: member,
                meeting: None,
                plan: None,
                accepted_by: (status == ActionStatus::Accepted).then(|| name.clone()),
                done_at: None,
            }
        })
        .collect();
    let why = format!("Urgent now: {}", ask.reason.trim());
    sitting.write(Doing::in_case("urgent_now", ask.case), |w| {
        for action in &actions {
            w.create(Filing::under(ask.case, own), action)?;
        }
        make_urgent(w, &file, &why)
    })?;
    Ok(Recorded { record: ask.case.into() })
}

fn check_urgent(sitting: &Sitting<'_>, ask: &UrgentNow) -> Outcome<()> {
    let mut form = Form::default();
    form.needs("reason", &ask.reason, "Say in a sentence what cannot wait.");
    if ask.actions.is_empty() {
        form.wrong("actions", "Write at least one thing to be done today.");
    }
    for (place, action) in ask.actions.iter().enumerate() {
        check_urgent_action(&mut form, place, action);
    }
    form.done()?;
    let mut texts = vec![("the reason", ask.reason.as_str())];
    texts.extend(ask.actions.iter().map(|action| ("what is to be done", action.text.as_str())));
    refuse_hits(sitting, ask.case, &texts)
}

fn check_urgent_action(form: &mut Form, place: usize, action: &UrgentAction) {
    form.needs(&format!("actions.{place}.text"), &action.text, "Write what is to be done today.");
    form.needs(&format!("actions.{place}.owner_person"), &action.owner_person, "Write who there does it. A job is enough.");
}

/// A case that ended is brought back; an open one stands as urgent. Either way the next meeting hears it.
fn make_urgent(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>, why: &str) -> Outcome<()> {
    list_for_meeting(w, file, why)?;
    if states::may_move(file.body.state, CaseState::UrgentAction) {
        put_in_state(w, file, CaseState::UrgentAction)
    } else {
        move_if_allowed(w, file, CaseState::AwaitingMeeting)
    }
}

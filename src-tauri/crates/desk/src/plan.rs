//! Writing a safeguarding plan: a new version is a copy of the last agreed one, and only a draft can be written in.

use crate::asks::plan::{PlanPage, PlanPart, WritePlan};
use crate::asks::shared::WhichCase;
use crate::keeping::{Doing, Filing, Kept};
use crate::plan_view::{page, versions};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::action::{Action, ActionStatus};
use casework::cas::{Cas, CasStatus};
use casework::ids::{CaseId, PlanId};
use casework::plan::{Contingency, LineStatus, Plan, PlanLine, PlanState, WhoToRing};

/// Most characters of a paragraph of the plan.
const MOST_IN_TEXT: usize = 6_000;
/// Most characters of one field of a line.
const MOST_IN_LINE: usize = 1_000;
/// Most lines of a part.
const MOST_LINES: usize = 100;

/// The plan page of a case.
pub fn plan(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<PlanPage> {
    crate::cases::consult(sitting, ask.case)?;
    page(sitting, ask.case)
}

/// Begins the next version.
pub fn start_plan(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<PlanPage> {
    let case = ask.case;
    sitting.read::<casework::referral::CaseFile>(case)?;
    let versions = versions(sitting, case)?;
    if versions.iter().any(|kept| kept.body.state == PlanState::Draft) {
        return Err(Plain::DraftAlreadyThere.into());
    }
    let agreed = versions.iter().find(|kept| kept.body.state == PlanState::Agreed);
    let number = versions.first().map_or(0, |kept| kept.body.version).saturating_add(1);
    let draft = next_version(sitting, case, number, agreed)?;
    let owner = sitting.session.agency;
    sitting.write(Doing::in_case("start_plan", case), |w| w.create(Filing::under(case, owner), &draft))?;
    page(sitting, case)
}

/// The last agreed version with its lines as their actions stand now. Who agrees and when it is reviewed are said afresh.
fn next_version(sitting: &Sitting<'_>, case: CaseId, version: u16, agreed: Option<&Kept<Plan>>) -> Outcome<Plan> {
    let cases: Vec<Kept<Cas>> = sitting.filed_under(case)?;
    let cas = cases.iter().filter(|kept| kept.body.status == CasStatus::Agreed).max_by_key(|kept| kept.body.number);
    let actions: Vec<Kept<Action>> = sitting.filed_under(case)?;
    let before = agreed.map(|kept| &kept.body);
    let text = |of: fn(&Plan) -> &String| before.map(of).cloned().unwrap_or_default();
    Ok(Plan {
        version,
        state: PlanState::Draft,
        cas: cas.map(|kept| kept.id.into()),
        what_worries_us: text(|plan| &plan.what_worries_us),
        not_known: text(|plan| &plan.not_known),
        victim_wishes: text(|plan| &plan.victim_wishes),
        lines: agreed.map_or(Vec::new(), |kept| {
            let plan = PlanId::from(kept.id);
            kept.body.lines.iter().map(|line| as_it_stands(line, action_of(&actions, plan, line))).collect()
        }),
        contingencies: before.map(|plan| plan.contingencies.clone()).unwrap_or_default(),
        who_to_ring: before.map(|plan| plan.who_to_ring.clone()).unwrap_or_default(),
        agreed_by: Vec::new(),
        review_on: None,
        author: sitting.session.member,
        started_at: sitting.now,
        agreed_at: None,
    })
}

/// The action that a line of a plan became: the same words of the same agency.
pub(crate) fn action_of<'a>(actions: &'a [Kept<Action>], plan: PlanId, line: &PlanLine) -> Option<&'a Kept<Action>> {
    actions.iter().find(|kept| {
        let action = &kept.body;
        action.plan == Some(plan) && action.text == line.text && Some(action.owner_agency) == line.owner_agency
    })
}

/// The line of a plan as its action stands now.
pub(crate) fn as_it_stands(line: &PlanLine, action: Option<&Kept<Action>>) -> PlanLine {
    let Some(action) = action.map(|kept| &kept.body) else {
        return line.clone();
    };
    let (status, accepted) = match action.status {
        ActionStatus::Proposed => (LineStatus::Open, false),
        ActionStatus::Accepted | ActionStatus::InProgress => (LineStatus::Open, true),
        ActionStatus::Done => (LineStatus::Done, true),
        ActionStatus::NotPossible => (LineStatus::NotPossible, true),
        // Not done and cancelled need the room's word again.
        ActionStatus::NotDone | ActionStatus::Cancelled => (LineStatus::Open, false),
    };
    let status_reason = if action.status_reason.is_empty() { line.status_reason.clone() } else { action.status_reason.clone() };
    PlanLine {
        status,
        accepted,
        status_reason,
        due_on: Some(action.due_on),
        owner_person: action.owner_person.clone(),
        ..line.clone()
    }
}

/// A version and the case it is of.
///
/// # Errors
/// `not_found`.
pub(crate) fn read_plan(sitting: &Sitting<'_>, plan: PlanId) -> Outcome<(CaseId, Kept<Plan>)> {
    let kept: Kept<Plan> = sitting.read(plan)?;
    let case = CaseId::from(kept.group.ok_or(Plain::NotFound)?);
    Ok((case, kept))
}

/// Refuses what only a draft allows.
pub(crate) fn must_be_draft(plan: &Plan) -> Outcome<()> {
    match plan.state {
        PlanState::Draft => Ok(()),
        PlanState::Agreed | PlanState::Superseded => Err(Plain::AlreadySigned.into()),
    }
}

/// Writes one part of a draft.
pub fn write_plan(sitting: &mut Sitting<'_>, ask: WritePlan) -> Outcome<PlanPage> {
    let (case, kept) = read_plan(sitting, ask.plan)?;
    must_be_draft(&kept.body)?;
    let mut form = Form::default();
    check(&mut form, &ask.part);
    form.done()?;
    let id = kept.id;
    sitting.write(Doing::in_case("write_plan", case).about(id), |w| match &ask.part {
        PlanPart::WhatWorriesUs { text } => w.amend(id, "what_worries_us", text),
        PlanPart::NotKnown { text } => w.amend(id, "not_known", text),
        PlanPart::VictimWishes { text } => w.amend(id, "victim_wishes", text),
        PlanPart::Lines { lines } => w.amend(id, "lines", lines),
        PlanPart::Contingencies { lines } => w.amend(id, "contingencies", lines),
        PlanPart::WhoToRing { lines } => w.amend(id, "who_to_ring", lines),
        PlanPart::ReviewOn { on } => w.amend(id, "review_on", on),
    })?;
    page(sitting, case)
}

/// A draft may be unfinished; it may not be boundless.
fn check(form: &mut Form, part: &PlanPart) {
    match part {
        PlanPart::WhatWorriesUs { text } | PlanPart::NotKnown { text } | PlanPart::VictimWishes { text } => {
            most(form, "part.text", text, MOST_IN_TEXT);
        }
        PlanPart::Lines { lines } => {
            most_lines(form, lines.len());
            for (index, PlanLine { text, owner_person, status_reason, .. }) in lines.iter().enumerate() {
                most(form, &format!("part.lines.{index}.status_reason"), status_reason, MOST_IN_LINE);
                most(form, &format!("part.lines.{index}.text"), text, MOST_IN_LINE);
                most(form, &format!("part.lines.{index}.owner_person"), owner_person, MOST_IN_LINE);
            }
        }
        PlanPart::Contingencies { lines } => {
            most_lines(form, lines.len());
            for (index, Contingency { if_text, then_text, who_acts, within, out_of_hours }) in lines.iter().enumerate() {
                for text in [if_text, then_text, who_acts, within, out_of_hours] {
                    most(form, &format!("part.lines.{index}"), text, MOST_IN_LINE);
                }
            }
        }
        PlanPart::WhoToRing { lines } => {
            most_lines(form, lines.len());
            for (index, WhoToRing { what, number, who }) in lines.iter().enumerate() {
                for text in [what, number, who] {
                    most(form, &format!("part.lines.{index}"), text, MOST_IN_LINE);
                }
            }
        }
        PlanPart::ReviewOn { .. } => {}
    }
}

fn most(form: &mut Form, field: &str, text: &str, most: usize) {
    if text.chars().count() > most {
        form.wrong(field, &format!("Write at most {most} characters."));
    }
}

fn most_lines(form: &mut Form, lines: usize) {
    if lines > MOST_LINES {
        form.wrong("part.lines", &format!("A plan takes at most {MOST_LINES} lines here."));
    }
}

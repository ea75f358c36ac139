//! Agreeing a safeguarding plan: for two agencies at least, with nothing open; its lines become the agencies' actions.

use crate::asks::plan::{AgreePlan, AgreeingAgency, PlanPage};
use crate::copies::out_of;
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::plan::{action_of, must_be_draft, read_plan};
use crate::plan_view::{page, rule_blockers, versions};
use crate::sitting::Sitting;
use crate::trouble::{FieldTrouble, Form, Outcome, Refusal};
use casework::action::{Action, ActionStatus};
use casework::agency::Agency;
use casework::ids::{CaseId, MemberId, PlanId};
use casework::plan::{AgreedBy, LineStatus, PaperKind, Plan, PlanLine, PlanState};
use casework::when::Moment;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Fewest agencies that agree a plan (domain 3.2, rule 1; 5.1).
const FEWEST_AGENCIES: usize = 2;

/// Agrees a plan for the agencies named. The version before it is superseded.
pub fn agree_plan(sitting: &mut Sitting<'_>, ask: AgreePlan) -> Outcome<PlanPage> {
    let (case, kept) = read_plan(sitting, ask.plan)?;
    must_be_draft(&kept.body)?;
    check(&ask.agreed_by).done()?;
    let found = rule_blockers(sitting, case, &kept.body)?;
    if !found.is_empty() {
        let fields = found.into_iter().map(|blocker| FieldTrouble { field: blocker.field, words: blocker.words }).collect();
        return Err(Refusal::Blocked(fields).into());
    }
    let today = sitting.today();
    let agreed_by: Vec<AgreedBy> = ask.agreed_by.into_iter().map(|one| agreed(one, today)).collect();
    // As it will stand: once agreed, no name in it can be reworded.
    let as_agreed = Plan { agreed_by: agreed_by.clone(), ..kept.body.clone() };
    let hits = crate::plan_text::hits(sitting, case, &as_agreed)?;
    if !hits.is_empty() {
        return Err(Refusal::TextHits(hits).into());
    }
    let before: Vec<Kept<Plan>> =
        versions(sitting, case)?.into_iter().filter(|earlier| earlier.body.state == PlanState::Agreed).collect();
    let opening = Opening {
        case,
        plan: ask.plan,
        requested_by: sitting.session.member,
        now: sitting.now,
        in_the_room: agreed_by.iter().map(|one| one.agency).collect(),
        actions: sitting.filed_under(case)?,
        before: before.iter().map(|earlier| earlier.id.into()).collect(),
    };
    let now = sitting.now;
    let copies = out_of(sitting, case, &[PaperKind::SafeguardingPlan, PaperKind::PlanForAgency])?;
    sitting.write(Doing::in_case("agree_plan", case).about(kept.id), |w| {
        w.amend(kept.id, "agreed_by", &agreed_by)?;
        w.amend(kept.id, "agreed_at", &Some(now))?;
        w.amend(kept.id, "state", &PlanState::Agreed)?;
        for earlier in &before {
            w.amend(earlier.id, "state", &PlanState::Superseded)?;
        }
        w.call_back(&copies)?;
        kept.body.lines.iter().try_for_each(|line| opening.open(w, line))
    })?;
    page(sitting, case)
}

fn check(agreed_by: &[AgreeingAgency]) -> Form {
    let mut form = Form::default();
    let agencies: BTreeSet<Agency> = agreed_by.iter().map(|one| one.agency).collect();
    if agencies.len() < FEWEST_AGENCIES {
        form.wrong("agreed_by", "At least two agencies must agree. Name one person for each.");
    }
    for (index, one) in agreed_by.iter().enumerate() {
        form.needs(&format!("agreed_by.{index}.name"), &one.name, "Write who agreed for this agency.");
    }
    form
}

fn agreed(one: AgreeingAgency, on: NaiveDate) -> AgreedBy {
    AgreedBy { agency: one.agency, name: one.name.trim().to_owned(), job: one.job.trim().to_owned(), on }
}

/// How the lines of an agreed plan become actions.
struct Opening {
    case: CaseId,
    plan: PlanId,
    requested_by: MemberId,
    now: Moment,
    in_the_room: BTreeSet<Agency>,
    /// Every action of the case.
    actions: Vec<Kept<Action>>,
    /// The versions this one takes the place of.
    before: Vec<PlanId>,
}

impl Opening {
    /// Opens the action of a line, or takes over the one the version before had opened, so that nobody is asked twice.
    fn open(&self, w: &mut Writing<'_, '_>, line: &PlanLine) -> Outcome<()> {
        let earlier = self.before.iter().find_map(|plan| action_of(&self.actions, *plan, line));
        match earlier {
            Some(earlier) => self.take_over(w, earlier, line),
            None => match line.status {
                LineStatus::Open | LineStatus::Late => self.begin(w, line),
                LineStatus::Done | LineStatus::NotPossible => Ok(()),
            },
        }
    }

    fn begin(&self, w: &mut Writing<'_, '_>, line: &PlanLine) -> Outcome<()> {
        // The blockers see to it that every open line has an owner and a day.
        let (Some(owner_agency), Some(due_on)) = (line.owner_agency, line.due_on) else {
            return Ok(());
        };
        let status = self.status(owner_agency);
        let action = Action {
            text: line.text.clone(),
            heading: line.heading,
            owner_agency,
            owner_person: line.owner_person.clone(),
            due_on,
            due_time: String::new(),
            priority: line.priority,
            status,
            status_reason: String::new(),
            requested_by: self.requested_by,
            meeting: None,
            plan: Some(self.plan),
            accepted_by: (status == ActionStatus::Accepted).then(|| line.owner_person.clone()),
            done_at: None,
        };
        w.create(Filing::under(self.case, owner_agency), &action).map(|_| ())
    }

    /// Nobody commits another agency: what it did not agree in the room is proposed until it accepts.
    fn status(&self, owner: Agency) -> ActionStatus {
        if self.in_the_room.contains(&owner) { ActionStatus::Accepted } else { ActionStatus::Proposed }
    }

    fn take_over(&self, w: &mut Writing<'_, '_>, earlier: &Kept<Action>, line: &PlanLine) -> Outcome<()> {
        let (id, was) = (earlier.id, &earlier.body);
        w.amend(id, "plan", &Some(self.plan))?;
        if let Some(due_on) = line.due_on.filter(|due_on| *due_on != was.due_on) {
            w.amend(id, "due_on", &due_on)?;
        }
        if line.owner_person != was.owner_person {
            w.amend(id, "owner_person", &line.owner_person)?;
        }
        if line.priority != was.priority {
            w.amend(id, "priority", &line.priority)?;
        }
        let status = self.status_after(line, was);
        if status == was.status {
            return Ok(());
        }
        if status == ActionStatus::Done {
            w.amend(id, "done_at", &Some(self.now))?;
        }
        if status == ActionStatus::NotPossible {
            w.amend(id, "status_reason", &line.status_reason)?;
        }
        if status == ActionStatus::Accepted {
            w.amend(id, "accepted_by", &Some(&line.owner_person))?;
        }
        w.amend(id, "status", &status)
    }

    fn status_after(&self, line: &PlanLine, was: &Action) -> ActionStatus {
        match (line.status, was.status) {
            (LineStatus::Done, _) => ActionStatus::Done,
            (LineStatus::NotPossible, _) => ActionStatus::NotPossible,
            (LineStatus::Open | LineStatus::Late, ActionStatus::Accepted | ActionStatus::InProgress) => was.status,
            (LineStatus::Open | LineStatus::Late, _) => self.status(was.owner_agency),
        }
    }
}

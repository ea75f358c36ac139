//! What follows in a case of a large caseload: safe contact, actions, plan, and the meetings that heard it.

use crate::many_people::Shape;
use crate::many_records::{ASKED, Case, LEVELS, at_place};
use chrono::{DateTime, TimeDelta, Utc};
use desk::casework::action::{Action, ActionStatus, Heading, Priority};
use desk::casework::agency::Agency;
use desk::casework::contact::{Channel, ContactMade, ContactResult, ContactRule, MayContact, SafeAnswer};
use desk::casework::ids::{CaseId, MeetingId, MemberId};
use desk::casework::incident::YesNoUnknown;
use desk::casework::meeting::{AgendaItem, Attendance, Contribution, ItemState, Meeting, MeetingState, Presence, RoomDecision};
use desk::casework::plan::{AgreedBy, Contingency, LineStatus, Plan, PlanLine, PlanState, WhoToRing};
use desk::casework::referral::CaseState;
use desk::casework::screening::ConcernLevel;
use desk::keeping::{Filing, Writing};
use desk::trouble::Outcome;

impl Case<'_, '_, '_> {
    pub(crate) fn safe_contact(&mut self, shape: &mut Shape) -> Outcome<()> {
        if !shape.has(40) {
            return Ok(());
        }
        self.act("record_safe_contact")?;
        let rule = ContactRule {
            may_contact: MayContact::Yes,
            preferred_name_for_calls: String::new(),
            channels: vec![Channel::Phone],
            leave_voicemail: SafeAnswer::No,
            say_unit_name: SafeAnswer::No,
            text_wording_allowed: String::new(),
            best_days: String::new(),
            best_times: "10:00 to 14:00".to_owned(),
            never_times: String::new(),
            withheld_number: YesNoUnknown::Yes,
            who_else_may_answer: String::new(),
            interpreter: String::new(),
            accessibility: String::new(),
            silent_solution_told: YesNoUnknown::Yes,
            last_confirmed_on: Some(self.day(1)),
            confirm_every_days: 14,
        };
        self.own(Agency::VictimAdvocacy, &rule)?;
        for call in 1..=2 {
            self.act("record_contact")?;
            let made = ContactMade {
                at: self.received + TimeDelta::days(call * 5),
                channel: Channel::Phone,
                result: ContactResult::Spoke,
                safe_checked: true,
                what: shape.account(),
                next: "Ring again next week.".to_owned(),
                next_on: Some(self.day(call * 5 + 7)),
                fear_now: Some(5),
            };
            self.own(Agency::VictimAdvocacy, &made)?;
        }
        Ok(())
    }

    pub(crate) fn actions(&mut self, shape: &mut Shape, state: CaseState) -> Outcome<()> {
        for _ in 0..shape.roll(3) {
            self.act("add_action")?;
            let open = state == CaseState::Active;
            let action = Action {
                text: "Take a statement on the whole course of conduct".to_owned(),
                heading: Heading::Investigation,
                owner_agency: at_place(&ASKED, shape.roll(4), Agency::Police),
                owner_person: "P. Dummy".to_owned(),
                due_on: self.day(if open { 10 } else { 7 }),
                due_time: String::new(),
                priority: Priority::Within7Days,
                status: if open { ActionStatus::Accepted } else { ActionStatus::Done },
                status_reason: String::new(),
                requested_by: self.member,
                meeting: None,
                plan: None,
                accepted_by: Some("P. Dummy".to_owned()),
                done_at: (!open).then(|| self.received + TimeDelta::days(6)),
            };
            self.own(Agency::Police, &action)?;
        }
        Ok(())
    }

    pub(crate) fn plan(&mut self) -> Outcome<()> {
        self.act("agree_plan")?;
        let line = |heading, text: &str| PlanLine {
            heading,
            text: text.to_owned(),
            owner_agency: Some(Agency::Police),
            owner_person: "P. Dummy".to_owned(),
            due_on: Some(self.day(9)),
            priority: Priority::Within7Days,
            status: LineStatus::Open,
            accepted: true,
            status_reason: String::new(),
        };
        let plan = Plan {
            version: 1,
            state: PlanState::Agreed,
            cas: None,
            what_worries_us: "Contact goes on after every request to stop, and the places change when the routes do.".to_owned(),
            not_known: "Whether there is a second telephone.".to_owned(),
            victim_wishes: "To go on working, and to be rung before anything changes.".to_owned(),
            lines: vec![
                line(Heading::VictimSafety, "Fit a door alarm and show how it works"),
                line(Heading::MonitoringAndControl, "Treat every call from this address as urgent"),
                line(Heading::Supervision, "Explain the order at each bail sign-on"),
                line(Heading::InterventionsAndTreatment, "Speak with the treating team about stalking"),
            ],
            contingencies: vec![Contingency {
                if_text: "The car is seen near work".to_owned(),
                then_text: "999. Say that an order is in force.".to_owned(),
                who_acts: "Everyone".to_owned(),
                within: "at once".to_owned(),
                out_of_hours: String::new(),
            }],
            who_to_ring: vec![WhoToRing {
                what: "Danger now".to_owned(),
                number: "999".to_owned(),
                who: "Any officer".to_owned(),
            }],
            agreed_by: vec![AgreedBy {
                agency: Agency::Police,
                name: "P. Dummy".to_owned(),
                job: "detective sergeant".to_owned(),
                on: self.day(3),
            }],
            review_on: Some(self.day(30)),
            author: self.member,
            started_at: self.received + TimeDelta::days(2),
            agreed_at: Some(self.received + TimeDelta::days(3)),
        };
        self.own(Agency::Police, &plan).map(drop)
    }
}

/// A meeting that was held and signed, with what was said and decided on each case.
pub(crate) fn meeting(
    w: &mut Writing<'_, '_>,
    cases: &[CaseId],
    shape: &Shape,
    member: MemberId,
    at: DateTime<Utc>,
) -> Outcome<()> {
    w.child_act("end_meeting", None)?;
    let mut shape = Shape::of_incidents(shape.case, 0);
    let body = Meeting {
        stage: "morning".to_owned(),
        title: "Morning meeting".to_owned(),
        place: "Room 2.14".to_owned(),
        planned_at: at,
        state: MeetingState::Signed,
        chair: Some(member),
        started_at: Some(at),
        signed_at: Some(at + TimeDelta::hours(1)),
        confidentiality_confirmed: true,
        quorum_reason: String::new(),
        reflection: "Every agency spoke.".to_owned(),
    };
    let meeting: MeetingId = w.create(Filing::of_unit(Agency::Police), &body)?.into();
    for agency in ASKED {
        let row = Attendance { meeting, agency, presence: Presence::Present, people: "P. Dummy".to_owned() };
        w.create(Filing::under(meeting, Agency::Police), &row)?;
    }
    for (place, case) in (1..).zip(cases) {
        let (case, why) = (*case, "New since the last meeting".to_owned());
        let item = AgendaItem { meeting, case, place, why, late: false, state: ItemState::Heard, seconds: 420 };
        w.create(Filing::under(meeting, Agency::Police), &item)?;
        w.child_act("record_decision", Some(case.into()))?;
        let said = Contribution {
            meeting,
            agency: Agency::Police,
            knows: shape.account(),
            advises: String::new(),
            said_by: "P. Dummy".to_owned(),
            typed_by: member,
            addendum: false,
        };
        w.create(Filing::under(case, Agency::Police), &said)?;
        let decision = RoomDecision {
            meeting,
            outcomes: vec!["advocate_only".to_owned()],
            reason: "Advocacy leads while the order is asked for.".to_owned(),
            level: Some(at_place(&LEVELS, shape.roll(3), ConcernLevel::Moderate)),
            level_reason: "Contact goes on; no threat to life known.".to_owned(),
            dissent: Vec::new(),
            decided_at: at,
            recorded_by: member,
            classes: None,
            other_case: None,
            stage: None,
            review_on: None,
            order_type: None,
        };
        w.create(Filing::under(case, Agency::Police), &decision)?;
    }
    Ok(())
}

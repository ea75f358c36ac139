//! Random cases, heard: what the room says and decides, the CAS, plans and annex, the victim's own plan, what was told.

use crate::asks::annexes::WriteAnnex;
use crate::asks::cas::{StartCas, WriteCasCell};
use crate::asks::meeting::{RecordDecision, RoomAction, TypeContribution};
use crate::asks::victim_plan::{AnswerVictimPlan, VictimPlanAnswer, WriteVictimPlan};
use crate::keeping::{Doing, Filing};
use crate::papers_random::{Maker, ROOM};
use crate::papers_unit::text;
use crate::victim_plan::{answer_victim_plan, write_victim_plan};
use crate::{cas, cas_answers, decisions, plan_annexes, room};
use casework::action::{Heading, Priority};
use casework::agency::Agency;
use casework::agreement::{PartyKind, SharingPurpose};
use casework::body::Category;
use casework::cas::{Addendum, Cas, CasStatus, CellKind};
use casework::disclosure::{
    Addressee, AdvocateTold, Disclosure, DisclosureOutcome, Receipt, Recipient, Route, Shared, SharingChannel, VictimTold,
};
use casework::ids::{CasId, CaseId, DisclosureId, MeetingId, PlanId, RecordId};
use casework::meeting::Dissent;
use casework::plan::{AgreedBy, Contingency, LineStatus, Plan, PlanLine, PlanState, WhoToRing};
use casework::plan_annex::AnnexKind;
use casework::screening::ConcernLevel;
use casework::victim_plan::{SafeToHoldPaper, VictimPage};
use casework::when::london_day;
use chrono::Days;
use std::collections::BTreeMap;

/// Questions of the CAS whose answers the short form for the referrer prints.
const IN_SUMMARY: [&str; 6] =
    ["reason_for_return", "formulation_summary", "decision_reason", "lead_person", "no_review_reason", "decision"];

fn said_by(agency: Agency) -> &'static str {
    match agency {
        Agency::Police => "said by the police",
        Agency::Health => "said by the NHS",
        _ => "said by another agency",
    }
}

fn done_by(agency: Agency) -> &'static str {
    match agency {
        Agency::Police => "action of the police",
        Agency::Health => "action of the NHS",
        _ => "action of another agency",
    }
}

impl Maker<'_> {
    /// What the room says and decides of a case.
    pub(crate) fn hear(&mut self, meeting: MeetingId, case: CaseId) {
        self.mint.case = Some(case);
        for agency in ROOM {
            // The two agencies whose own minutes are printed always speak.
            if matches!(agency, Agency::Police | Agency::Health) || self.dice.often() {
                let sort = said_by(agency);
                let (knows, advises, said_by) = (self.word(sort), self.word(sort), self.word(sort));
                self.table.give(room::type_contribution, TypeContribution { meeting, case, agency, knows, advises, said_by });
            }
        }
        let mut actions = Vec::new();
        for agency in [Agency::Police, Agency::Health, self.dice.one(&ROOM)] {
            let sort = done_by(agency);
            let (text, owner_person) = (self.word(sort), self.word(sort));
            actions.push(RoomAction { text, owner_person, ..self.table.action(agency) });
        }
        let (view, reason) = (self.word("different view of the room"), self.word("different view of the room"));
        let ask = RecordDecision {
            reason: self.word("reason of the room"),
            level: Some(self.dice.one(&[ConcernLevel::Low, ConcernLevel::Moderate, ConcernLevel::High])),
            level_reason: self.word("reason for the level"),
            dissent: vec![Dissent { agency: Agency::Health, view, reason }],
            actions,
            ..self.table.decide(meeting, case, &["advocate_only"])
        };
        self.table.give(decisions::record_decision, ask);
    }

    /// A CAS with every question answered that takes words.
    pub(crate) fn cas(&mut self, case: CaseId) -> CasId {
        self.mint.case = Some(case);
        let cas = self.table.give(cas::start_cas, StartCas { case, trigger: text("first_clinic") }).cas;
        for agency in [Agency::Police, Agency::Health] {
            let (text_of, said_by) = (self.word("cell of the CAS"), self.word("cell of the CAS"));
            let kind = if agency == Agency::Police {
                CellKind::Information
            } else {
                self.dice.one(&[CellKind::Gap, CellKind::CheckedNothingKnown])
            };
            let row = text("what_has_happened");
            self.table.give(cas_answers::write_cas_cell, WriteCasCell { cas, row, agency, kind, text: text_of, said_by });
        }
        let mut sitting = self.table.sit();
        let view = crate::cas_view::view(&sitting, &crate::cas_record::open(&sitting, cas).unwrap()).unwrap();
        let asked = view.sections.iter().flat_map(|section| &section.questions).filter(|one| one.kind.contains("text"));
        let mut answers: BTreeMap<String, String> = sitting.read::<Cas>(cas).unwrap().body.answers;
        for one in asked {
            let short = IN_SUMMARY.contains(&one.id.as_str());
            answers.insert(one.id.clone(), self.mint.word(if short { "answer for the referrer" } else { "answer of the CAS" }));
        }
        let (view, reason) = (self.mint.word("different view of the CAS"), self.mint.word("different view of the CAS"));
        let other = Dissent { agency: Agency::Health, view, reason };
        let late = Addendum {
            cas,
            agency: Agency::Probation,
            text: self.mint.word("added to the CAS"),
            by: sitting.session.member,
            at: sitting.now,
        };
        let now = sitting.now;
        let written = sitting.write(Doing::in_case("answer_cas", case), |w| {
            w.amend(cas, "answers", &answers)?;
            w.amend(cas, "agreed_at", &Some(now))?;
            w.amend(cas, "status", &CasStatus::Agreed)?;
            w.amend(cas, "dissent", &vec![other])?;
            w.create(Filing::under(case, Agency::Probation), &late)
        });
        written.unwrap();
        cas
    }

    /// Writes annex B anew.
    pub(crate) fn annex(&mut self, case: CaseId, sort: &'static str) {
        self.mint.case = Some(case);
        let (text, terms) = (self.word(sort), self.word(sort));
        self.table
            .give(plan_annexes::write_annex, WriteAnnex { case, which: AnnexKind::Intelligence, text, terms, told: Vec::new() });
    }

    /// A version of the plan. Its lines are the police's and others'.
    pub(crate) fn plan(&mut self, case: CaseId, version: u16, state: PlanState) -> PlanId {
        self.mint.case = Some(case);
        let now = self.table.now;
        let (own, others, beside) = match state {
            PlanState::Superseded => ("earlier plan", "earlier plan", "earlier plan"),
            PlanState::Draft => ("draft of a plan", "draft of a plan", "draft of a plan"),
            PlanState::Agreed => ("plan line of the police", "plan line of another agency", "plan for everybody"),
        };
        let of_all = |sort| if state == PlanState::Agreed { sort } else { own };
        let mut lines = Vec::new();
        for at in 0..2 + self.dice.below(4) {
            let agency = if at == 0 { Agency::Police } else { self.dice.one(&ROOM) };
            let agency = if at == 1 { Agency::Health } else { agency };
            let sort = if agency == Agency::Police { own } else { others };
            lines.push(PlanLine {
                heading: self.dice.one(&Heading::ALL),
                text: self.word(sort),
                owner_agency: Some(agency),
                owner_person: self.word(sort),
                due_on: Some(london_day(now)),
                priority: Priority::Routine,
                status: self.dice.one(&[LineStatus::Open, LineStatus::Done, LineStatus::NotPossible]),
                accepted: true,
                status_reason: self.word(of_all("why a line was not done")),
            });
        }
        let contingency = Contingency {
            if_text: self.word(beside),
            then_text: self.word(beside),
            who_acts: self.word(beside),
            within: self.word(beside),
            out_of_hours: self.word(beside),
        };
        let ring = WhoToRing { what: self.word(beside), number: self.word(beside), who: self.word(beside) };
        let by = AgreedBy { agency: Agency::Police, name: self.word(beside), job: self.word(beside), on: london_day(now) };
        let plan = Plan {
            version,
            state,
            cas: None,
            what_worries_us: self.word(of_all("what worries the room")),
            not_known: self.word(of_all("what worries the room")),
            victim_wishes: self.word(beside),
            lines,
            contingencies: vec![contingency],
            who_to_ring: vec![ring],
            agreed_by: vec![by],
            review_on: None,
            author: self.table.sit().session.member,
            started_at: now,
            agreed_at: (state != PlanState::Draft).then_some(now),
        };
        self.create(case, |w| w.create(Filing::under(case, Agency::Police), &plan)).into()
    }

    /// A page with every field written, then written anew, asked about and agreed.
    pub(crate) fn victim_plan(&mut self, case: CaseId) {
        self.mint.case = Some(case);
        let today = self.table.sit().today();
        for sort in ["words taken out of the victim's plan", "victim's plan"] {
            let page = VictimPage {
                title: self.word(sort),
                my_advocate: self.word(sort),
                at_home: format!("{}\n{}", self.word(sort), self.word(sort)),
                work_and_travel: self.word(sort),
                phone_and_accounts: self.word(sort),
                children: self.word(sort),
                people_i_trust: self.word(sort),
                orders: self.word(sort),
                my_wishes: self.word(sort),
                lines_to_ring: format!("{}: 01632 960000", self.word(sort)),
                look_again_on: today.checked_add_days(Days::new(14)),
            };
            self.table.give(write_victim_plan, WriteVictimPlan { case, page });
        }
        let answers = [
            VictimPlanAnswer::SafeToHold { answer: SafeToHoldPaper::Yes, on: today },
            VictimPlanAnswer::WouldHelpThem { yes: false },
            VictimPlanAnswer::VictimAgrees { yes: true },
        ];
        for answer in answers {
            self.table.give(answer_victim_plan, AnswerVictimPlan { case, answer });
        }
    }

    /// What was told of a case to somebody outside.
    pub(crate) fn disclosure(&mut self, case: CaseId, told_of: RecordId) -> DisclosureId {
        self.mint.case = Some(case);
        let (now, by) = (self.table.now, self.table.sit().session.member);
        let recipient = Recipient {
            partner: None,
            kind: PartyKind::LocalAuthority,
            addressee: Addressee::Professional,
            name: self.word("who was told"),
            post: self.word("who was told"),
            organisation: self.word("organisation that was told"),
            identity_checked: self.word("how they were known"),
        };
        let told = Disclosure {
            route: Route::OneOff,
            channel: SharingChannel::Oral,
            spoken: None,
            outcome: DisclosureOutcome::Disclosed,
            recipient,
            agreement: None,
            purpose: SharingPurpose::SafetyPlanning,
            bases: Vec::new(),
            gateway: None,
            by,
            approver: None,
            second: None,
            harm: None,
            why_not_wait: self.word("why it could not wait"),
            necessity: self.word("why it was told"),
            cases: vec![case],
            shared: vec![Shared { record: told_of, category: Category::RiskAssessment, entries: 1 }],
            withheld: Vec::new(),
            bundle: None,
            bundle_sha256: None,
            told_at: now,
            entered_at: now,
            victim_told: VictimTold::NotYet(self.word("why it was told")),
            receipt: Receipt::None,
            review: None,
            advocate: AdvocateTold::NotNeeded,
        };
        self.create(case, |w| w.create(Filing::under(case, Agency::Police), &told)).into()
    }
}

//! A unit for tests with one of everything that a paper is made of.

use crate::asks::cas::{StartCas, WriteCasCell};
use crate::asks::meeting::{EndMeeting, RecordDecision};
use crate::keeping::{Doing, Filing};
use crate::meeting_table::{THREE, Table, said};
use crate::{cas, cas_answers, decisions, minutes, room};
use casework::action::{Heading, Priority};
use casework::agency::Agency;
use casework::cas::{Cas, CellKind};
use casework::checks::ReplyKind;
use casework::contact::{Channel, ContactDetail, ContactMade, ContactResult, ContactRule, MayContact, SafeAnswer};
use casework::ids::{AssessmentId, CasId, CaseId, MeetingId, MemberId, PlanId};
use casework::incident::{Incident, YesNoUnknown};
use casework::meeting::Dissent;
use casework::order::CourtOrder;
use casework::people::{Person, PersonRole, Standing};
use casework::plan::{AgreedBy, Contingency, LineStatus, Plan, PlanLine, PlanState, WhoToRing};
use casework::referral::CaseState;
use casework::screening::{ConcernLevel, InformationGap, ItemAnswer, ItemRecord, NextStep, OfficerAdvice, SashRecord};
use casework::when::{Moment, Precision, When, london_day};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

pub(crate) struct Unit {
    pub(crate) case: CaseId,
    pub(crate) next: CaseId,
    pub(crate) signed: MeetingId,
    pub(crate) running: MeetingId,
    pub(crate) plans: [PlanId; 2],
    pub(crate) cas: CasId,
    pub(crate) sash: AssessmentId,
}

pub(crate) fn text(words: &str) -> String {
    words.to_owned()
}

fn plan(table: &mut Table, case: CaseId, version: u16, state: PlanState) -> PlanId {
    let now = table.now;
    let mut sitting = table.sit();
    let author = sitting.session.member;
    let line = |agency, what: &str| PlanLine {
        heading: Heading::VictimSafety,
        text: text(what),
        owner_agency: Some(agency),
        owner_person: text("K. Specimen"),
        due_on: NaiveDate::from_ymd_opt(2026, 11, 27),
        priority: Priority::Routine,
        status: LineStatus::Open,
        accepted: true,
        status_reason: String::new(),
    };
    let by = |agency| AgreedBy { agency, name: text("P. Dummy"), job: text("constable"), on: london_day(now) };
    let then = Contingency {
        if_text: text("A visit"),
        then_text: text("Ring 999"),
        who_acts: text("Everyone"),
        within: text("an hour"),
        out_of_hours: text("the desk"),
    };
    let plan = Plan {
        version,
        state,
        cas: None,
        what_worries_us: format!("Worse than in {version}."),
        not_known: text("Whether there is a licence."),
        victim_wishes: text("Work is told."),
        lines: vec![line(Agency::Police, "Patrol"), line(Agency::VictimAdvocacy, "Fit an alarm")],
        contingencies: vec![then],
        who_to_ring: vec![WhoToRing { what: text("Danger"), number: text("999"), who: text("Anybody") }],
        agreed_by: vec![by(Agency::Police), by(Agency::VictimAdvocacy)],
        review_on: None,
        author,
        started_at: now,
        agreed_at: Some(now),
    };
    sitting.write(Doing::in_case("agree_plan", case), |w| w.create(Filing::under(case, Agency::Police), &plan)).unwrap().into()
}

pub(crate) fn rule(today: NaiveDate) -> ContactRule {
    ContactRule {
        may_contact: MayContact::Yes,
        preferred_name_for_calls: text("Al"),
        channels: Vec::new(),
        leave_voicemail: SafeAnswer::No,
        say_unit_name: SafeAnswer::No,
        text_wording_allowed: text("Hello"),
        best_days: text("weekdays"),
        best_times: text("mornings"),
        never_times: text("nights"),
        withheld_number: YesNoUnknown::No,
        who_else_may_answer: text("a colleague"),
        interpreter: text("Welsh"),
        accessibility: text("large print"),
        silent_solution_told: YesNoUnknown::Yes,
        last_confirmed_on: Some(today),
        confirm_every_days: 14,
    }
}

fn sash(me: MemberId, now: Moment) -> SashRecord {
    let today = london_day(now);
    let item =
        ItemRecord { number: text("1"), answer: ItemAnswer::Yes, note: text("twice"), source: text("log"), as_at: Some(today) };
    let gap = InformationGap { from: text("1"), question: text("On licence?"), owner_agency: Agency::Probation, due_on: today };
    SashRecord {
        edition: text("2020"),
        pack_sha256: String::new(),
        completed_by: me,
        trained: true,
        trained_on: Some(today),
        signed_at: now,
        sources: vec![text("the referral")],
        ex_partner_case: YesNoUnknown::Yes,
        items: vec![item],
        gaps: vec![gap],
        level: ConcernLevel::High,
        reason: text("Visits are closer together."),
        next_step: NextStep::DiscussAtNextMeeting,
        supersedes: None,
    }
}

/// What stands in a case before a meeting hears it.
fn beside_the_meeting(table: &mut Table, case: CaseId) -> AssessmentId {
    let now = table.now;
    let mut sitting = table.sit();
    let (me, today) = (sitting.session.member, sitting.today());
    let order = CourtOrder {
        order_type: text("OR-ISPO"),
        conditions: vec![text("Keep away")],
        made_on: Some(today),
        served_on: None,
        ends_on: None,
        until_further_order: true,
        note: text("sealed"),
    };
    let advice = OfficerAdvice {
        officer: text("DC Stand-in"),
        text: text("Seize both phones."),
        meeting: None,
        withdrawn: false,
        given_by: me,
        given_at: now,
    };
    let under = Filing::under(case, Agency::Police);
    let written = sitting.write(Doing::in_case("sign_sash", case), |w| {
        w.create(under, &rule(today))?;
        w.create(under, &order)?;
        w.create(under, &advice)?;
        w.create(under, &sash(me, now))
    });
    written.unwrap().into()
}

/// What stands in a case and comes out on no paper.
fn what_no_paper_holds(table: &mut Table, case: CaseId) {
    table.check(case, Agency::Health, Some(ReplyKind::Withheld));
    let now = table.now;
    let when = When { at: now, precision: Precision::Minute, words: text("about noon") };
    let incident = Incident {
        occurred: when,
        behaviours: vec![text("BE-FOL")],
        what: text("Stood outside."),
        is_contact: YesNoUnknown::Yes,
        severity: 2,
        reported: YesNoUnknown::Yes,
        told_by: Agency::Police,
        evidence: text("Two pictures, kept by her sister"),
    };
    let made = ContactMade {
        at: now,
        channel: Channel::Phone,
        result: ContactResult::Spoke,
        safe_checked: true,
        what: text("Slept badly."),
        next: text("Ring again"),
        next_on: None,
        fear_now: Some(8),
    };
    let somebody = |role, name: &str| Person {
        role,
        name: text(name),
        latin_name: String::new(),
        born_on: None,
        about: text("Known to the school."),
        standing: Standing::Suspected,
    };
    let detail = ContactDetail {
        channels: Vec::new(),
        code_word: text("heron"),
        safe_place: text("Canary Lodge"),
        emergency_contact: text("01632 960199"),
    };
    let under = Filing::under(case, Agency::VictimAdvocacy);
    let written = table.sit().write(Doing::in_case("record_incident", case), |w| {
        w.create(under, &incident)?;
        w.create(under, &made)?;
        w.create(under, &somebody(PersonRole::Child, "Kit Example"))?;
        w.create(under, &somebody(PersonRole::OtherProtected, "Bryn Dummy"))?;
        w.create(under, &detail)
    });
    written.unwrap();
}

/// A unit with one of everything that a paper is made of, and of what no paper holds.
pub(crate) fn unit(table: &mut Table) -> Unit {
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "Brought back");
    what_no_paper_holds(table, case);
    let sash = beside_the_meeting(table, case);
    let signed = table.open();
    table.come(signed, &THREE);
    for agency in THREE {
        table.give(room::type_contribution, said(signed, case, agency, "Two visits.", "Record the breach"));
    }
    let decided = table.decide(signed, case, &["advocate_only"]);
    let other = Dissent { agency: Agency::Health, view: text("Higher"), reason: text("Known to the team") };
    let ask = RecordDecision {
        level: Some(ConcernLevel::High),
        level_reason: text("Two visits"),
        dissent: vec![other],
        actions: vec![table.action(Agency::Police)],
        ..decided
    };
    table.give(decisions::record_decision, ask);
    let cas = table.give(cas::start_cas, StartCas { case, trigger: text("first_clinic") }).cas;
    let cell = WriteCasCell {
        cas,
        row: text("what_has_happened"),
        agency: Agency::Police,
        kind: CellKind::Information,
        text: text("Two reports."),
        said_by: text("R. Pattern"),
    };
    table.give(cas_answers::write_cas_cell, cell);
    answer_everything(table, case, cas);
    table.give(minutes::end_meeting, EndMeeting { meeting: signed, carry_over: 0, reflection: text("Nothing to note") });
    let plans = [plan(table, case, 1, PlanState::Superseded), plan(table, case, 2, PlanState::Agreed)];
    table.now += TimeDelta::days(1);
    let next = table.case("N-26-0002", CaseState::AwaitingMeeting, "New");
    beside_the_meeting(table, next);
    let running = table.open();
    table.come(running, &THREE);
    Unit { case, next, signed, running, plans, cas, sash }
}

/// Words as the answer of every question of the CAS that takes words, and a view that differs.
fn answer_everything(table: &mut Table, case: CaseId, cas: CasId) {
    let mut sitting = table.sit();
    let view = crate::cas_view::view(&sitting, &crate::cas_record::open(&sitting, cas).unwrap()).unwrap();
    let asked = view.sections.iter().flat_map(|section| &section.questions).filter(|one| one.kind.contains("text"));
    let mut answers: BTreeMap<String, String> = sitting.read::<Cas>(cas).unwrap().body.answers;
    answers.extend(asked.map(|one| (one.id.clone(), text("Some words."))));
    let other = Dissent { agency: Agency::Health, view: text("Higher"), reason: text("Known to the team") };
    let written = sitting.write(Doing::in_case("answer_cas", case), |w| {
        w.amend(cas, "answers", &answers)?;
        w.amend(cas, "dissent", &vec![other])
    });
    written.unwrap();
}

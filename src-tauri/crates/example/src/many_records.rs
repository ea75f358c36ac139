//! The records of a case in a large caseload, through the one writing function like anybody's.

use crate::many_people::{Shape, crime_reference};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use desk::casework::agency::Agency;
use desk::casework::body::category_of_person;
use desk::casework::checks::{AgencyCheck, AgencyReply, ReplyKind};
use desk::casework::ids::{CaseId, MemberId, RecordId};
use desk::casework::incident::{Incident, YesNoUnknown};
use desk::casework::people::{DetailKind, KnownDetail, Person, PersonRole, Standing};
use desk::casework::referral::{
    CaseFile, CaseState, Classification, Consent, Referral, ReferralSource, Relationship, SafeToContact,
};
use desk::casework::screening::{ConcernLevel, FourCheck, ItemAnswer, ItemRecord, NextStep, SashRecord, ScreeningDecision};
use desk::casework::when::{Precision, When};
use desk::keeping::{Filing, Writing};
use desk::trouble::Outcome;

const RELATIONSHIPS: [Relationship; 8] = [
    Relationship::ExPartnerCohabited,
    Relationship::ExPartnerNotCohabited,
    Relationship::Family,
    Relationship::Acquaintance,
    Relationship::Neighbour,
    Relationship::Colleague,
    Relationship::OnlineOnly,
    Relationship::Stranger,
];
const BEHAVIOURS: [&str; 8] =
    ["follow", "contact_phone", "contact_message", "contact_letter", "monitor_online", "loiter", "watch_spy", "gifts"];
pub(crate) const ASKED: [Agency; 4] = [Agency::Police, Agency::Health, Agency::Probation, Agency::VictimAdvocacy];
pub(crate) const LEVELS: [ConcernLevel; 3] = [ConcernLevel::Low, ConcernLevel::Moderate, ConcernLevel::High];

/// Every twentieth case has an agreed plan.
pub(crate) const fn has_plan(case: u32) -> bool {
    case % 20 == 7
}

/// A case being written: whose it is, by whom, and how old it is on the benchmark's morning.
pub(crate) struct Case<'a, 'b, 'w> {
    w: &'a mut Writing<'b, 'w>,
    id: CaseId,
    pub(crate) member: MemberId,
    pub(crate) received: DateTime<Utc>,
    age: i64,
    recorded_as: Classification,
}

pub(crate) fn at_place<T: Copy>(from: &[T], place: usize, otherwise: T) -> T {
    from.get(place).copied().unwrap_or(otherwise)
}

/// One in eight is harassment on the list and stalking to the unit.
const fn recorded_as(case: u32) -> Classification {
    if case.is_multiple_of(8) { Classification::Harassment } else { Classification::Stalking }
}

fn state(shape: &mut Shape, age: i64) -> CaseState {
    match (age, shape.roll(20)) {
        (0, _) => CaseState::Received,
        (1..=3, 0..=5) => CaseState::Screening,
        (1..=60, 0..=12) | (_, 0) => CaseState::Active,
        (_, 1..=7) => CaseState::AdviceOnly,
        (_, 8..=11) => CaseState::NotStalking,
        (_, 12) => CaseState::Monitoring,
        _ => CaseState::Closed,
    }
}

/// Refers a case and writes all of it but its incidents.
pub(crate) fn refer(
    w: &mut Writing<'_, '_>,
    shape: &Shape,
    received: DateTime<Utc>,
    prefix: &str,
    member: MemberId,
) -> Outcome<CaseId> {
    let mut rolled = Shape::of(shape.case);
    let shape = &mut rolled;
    let age = (crate::first_moment() - received).num_days();
    let state = state(shape, age);
    let relationship = at_place(&RELATIONSHIPS, shape.roll(RELATIONSHIPS.len()), Relationship::Unknown);
    let what_happened = shape.account();
    w.child_act("take_referral", None)?;
    let file = CaseFile {
        reference: w.next_reference(prefix)?,
        opened_at: received,
        state,
        relationship,
        recorded_as: recorded_as(shape.case),
        judged_as: if age > 3 { Classification::Stalking } else { Classification::NotYetJudged },
        listed_because: if state == CaseState::Active && age > 3 && age < 60 && shape.has(4) {
            "Brought to the meeting".to_owned()
        } else {
            String::new()
        },
        headline: desk::casework::rules::referral::headline(&what_happened),
    };
    let id = w.open_case(Agency::Police, &file)?;
    let referral = Referral {
        source: ReferralSource::OvernightList,
        referrer: "DC Imagined, Sampleford".to_owned(),
        referrer_agency: Agency::Police,
        received_at: received,
        crime_reference: crime_reference(shape.case),
        recorded_offence: "Harassment, s.2".to_owned(),
        recorded_as: recorded_as(shape.case),
        relationship,
        what_happened,
        safe_to_contact: SafeToContact::NotAsked,
        consent: Consent::Given,
        consent_reason: String::new(),
        officer: "DC Imagined".to_owned(),
    };
    w.create(Filing::under(id, Agency::Police), &referral)?;
    let mut case = Case { w, id, member, received, age, recorded_as: recorded_as(shape.case) };
    case.people(shape)?;
    if age > 0 {
        case.checks(shape)?;
        case.screening(shape, state)?;
        case.safe_contact(shape)?;
        case.actions(shape, state)?;
        if has_plan(shape.case) {
            case.plan()?;
        }
    }
    Ok(id)
}

impl Case<'_, '_, '_> {
    pub(crate) fn day(&self, days: i64) -> NaiveDate {
        (self.received + TimeDelta::days(days)).date_naive()
    }

    pub(crate) fn act(&mut self, name: &'static str) -> Outcome<()> {
        self.w.child_act(name, Some(self.id.into()))
    }

    pub(crate) fn own<B: desk::casework::body::Body>(&mut self, owner: Agency, body: &B) -> Outcome<RecordId> {
        self.w.create(Filing::under(self.id, owner), body)
    }

    fn people(&mut self, shape: &mut Shape) -> Outcome<()> {
        let person = |role, name: &str| Person {
            role,
            name: name.to_owned(),
            latin_name: String::new(),
            born_on: NaiveDate::from_ymd_opt(1980, 1, 1),
            about: String::new(),
            standing: Standing::Suspected,
        };
        let victim = self.own(Agency::Police, &person(PersonRole::Victim, &shape.victim))?;
        let perpetrator = self.own(Agency::Police, &person(PersonRole::Perpetrator, &shape.perpetrator))?;
        let detail = |person: RecordId, kind, text| KnownDetail { person: person.into(), kind, text, note: String::new() };
        self.own(Agency::Police, &detail(victim, DetailKind::Phone, shape.phone()))?;
        let address = shape.address();
        self.own(Agency::Police, &detail(victim, DetailKind::Address, address))?;
        if shape.has(30) {
            let filing = Filing::under(self.id, Agency::Police).as_category(category_of_person(PersonRole::Perpetrator));
            self.w.create(filing, &detail(perpetrator, DetailKind::Vehicle, shape.plate()))?;
        }
        Ok(())
    }

    fn checks(&mut self, shape: &mut Shape) -> Outcome<()> {
        if !shape.has(60) {
            return Ok(());
        }
        self.act("ask_agencies")?;
        let asked_at = self.received + TimeDelta::hours(2);
        let mut asked = Vec::new();
        for agency in ASKED {
            let check = AgencyCheck { agency, asked_at, asked_by: self.member, due_on: self.day(2), question: String::new() };
            asked.push((agency, self.own(agency, &check)?));
        }
        for (agency, check) in asked {
            // Of old questions few are still waited for.
            if !shape.has(if self.age > 14 { 99 } else { 60 }) {
                continue;
            }
            self.act("record_reply")?;
            let nothing = shape.has(40);
            let reply = AgencyReply {
                check: check.into(),
                agency,
                kind: if nothing { ReplyKind::NothingHeld } else { ReplyKind::Shared },
                text: if nothing { String::new() } else { shape.account() },
                reason: String::new(),
                said_by: "P. Dummy".to_owned(),
                typed_by: self.member,
                at: asked_at + TimeDelta::hours(3),
            };
            self.own(agency, &reply)?;
        }
        Ok(())
    }

    fn screening(&mut self, shape: &mut Shape, state: CaseState) -> Outcome<()> {
        if state == CaseState::Screening {
            return Ok(());
        }
        self.act("record_four_check")?;
        let four = FourCheck {
            fixated: YesNoUnknown::Yes,
            obsessive: YesNoUnknown::Unknown,
            unwanted: YesNoUnknown::Yes,
            repeated: YesNoUnknown::Yes,
            note: String::new(),
            urgent_factors: Vec::new(),
        };
        self.own(Agency::Police, &four)?;
        if shape.has(50) {
            self.act("sign_sash")?;
            let sash = self.sash(shape);
            self.own(Agency::Police, &sash)?;
        }
        self.act("decide_screening")?;
        let decision = ScreeningDecision {
            outcome: "to_clinic".to_owned(),
            reason: "The room should look at this together.".to_owned(),
            recorded_as: self.recorded_as,
            judged_as: Classification::Stalking,
            decided_by: self.member,
            decided_at: self.received + TimeDelta::hours(7),
            other_case: None,
            stage: None,
        };
        self.own(Agency::Police, &decision).map(drop)
    }

    fn sash(&self, shape: &mut Shape) -> SashRecord {
        let answers = [ItemAnswer::Yes, ItemAnswer::No, ItemAnswer::Unknown, ItemAnswer::NotAsked];
        let items = (1..=13).map(|number| ItemRecord {
            number: format!("G{number}"),
            answer: at_place(&answers, shape.roll(4), ItemAnswer::Unknown),
            note: String::new(),
            source: "police systems".to_owned(),
            as_at: Some(self.day(0)),
        });
        SashRecord {
            edition: "demonstration".to_owned(),
            pack_sha256: "0".repeat(64),
            completed_by: self.member,
            trained: true,
            trained_on: None,
            signed_at: self.received + TimeDelta::hours(6),
            sources: vec!["officer".to_owned()],
            ex_partner_case: YesNoUnknown::No,
            items: items.collect(),
            gaps: Vec::new(),
            level: at_place(&LEVELS, shape.roll(3), ConcernLevel::Low),
            reason: "Contact goes on after it was asked to stop.".to_owned(),
            next_step: NextStep::DiscussAtNextMeeting,
            supersedes: None,
        }
    }
}

/// One more incident.
pub(crate) fn incident(shape: &mut Shape, now: DateTime<Utc>) -> Incident {
    let back = i64::try_from(shape.roll(60 * 24 * 20)).unwrap_or(0);
    Incident {
        occurred: When { at: now - TimeDelta::minutes(back), precision: Precision::Minute, words: String::new() },
        behaviours: vec![shape.pick(&BEHAVIOURS).to_owned()],
        what: shape.account(),
        is_contact: YesNoUnknown::Yes,
        severity: u8::try_from(shape.roll(5)).unwrap_or(0),
        reported: YesNoUnknown::Yes,
        told_by: Agency::Police,
        evidence: String::new(),
    }
}

//! A disclosure that passes on every route, for tests to spoil one thing at a time.

use super::*;
use crate::agency::{Agency, Role};
use crate::agreement::{
    Agreement, AgreementScope, AgreementState, Assurance, Basis, Direction, Gateway, Ground, Keeping, OnExit, Onward, Party,
    PartyKind, PartyRole, Printing, Regime, SharingPurpose, Signatory,
};
use crate::body::Kind;
use crate::contact::Channel;
use crate::disclosure::{Addressee, Approver, Harm, Recipient, Route, SharingChannel, VictimTold};
use crate::ids::{MemberId, PartnerId};
use crate::partner::{Compared, ComparedHow, Partner, PartnerKeys};
use crate::people::PersonRole;
use crate::release::{Confidentiality, OwnerHold, OwnerRelease, ReleasedTo};
use crate::when::Moment;
use chrono::{TimeZone, Utc};
use forms::SharingLaw;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub(in crate::rules) const ME: MemberId = MemberId(Uuid::from_u128(1));
pub(in crate::rules) const COLLEAGUE: MemberId = MemberId(Uuid::from_u128(2));
pub(in crate::rules) const ADVOCATE: MemberId = MemberId(Uuid::from_u128(3));
pub(in crate::rules) const THEM: PartnerId = PartnerId(Uuid::from_u128(20));
pub(in crate::rules) const OTHERS: PartnerId = PartnerId(Uuid::from_u128(21));
pub(in crate::rules) const CASE: CaseId = CaseId(Uuid::from_u128(40));
pub(in crate::rules) const OWN: RecordId = RecordId(Uuid::from_u128(40));
pub(in crate::rules) const ITEM: RecordId = RecordId(Uuid::from_u128(50));

pub(in crate::rules) fn day(m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, m, d).unwrap()
}

pub(super) fn now() -> Moment {
    Utc.with_ymd_and_hms(2026, 11, 27, 10, 0, 0).unwrap()
}

pub(in crate::rules) fn law() -> &'static SharingLaw {
    &forms::shipped().unwrap().sharing
}

fn party(name: &str, kind: PartyKind, regime: Regime, partner: Option<PartnerId>, grounds: Vec<Ground>) -> Party {
    Party {
        name: name.to_owned(),
        kind,
        regime,
        role: PartyRole::Controller,
        partner,
        ico_number: "ZZ000000".to_owned(),
        data_protection_contact: "A. Dummy".to_owned(),
        caldicott_guardian: String::new(),
        information_asset_owner: String::new(),
        requests_contact: "B. Dummy".to_owned(),
        grounds,
    }
}

pub(in crate::rules) fn ground(direction: Direction, bases: &[&str], gateway: &str) -> Ground {
    Ground {
        direction,
        bases: bases.iter().map(|code| Basis((*code).to_owned())).collect(),
        gateway: (!gateway.is_empty()).then(|| Gateway(gateway.to_owned())),
        policy_document: "APD 4".to_owned(),
        further_processing: "Authorised by Specimen Police, 1 March 2026".to_owned(),
    }
}

/// Specimen Police sends to Sampleton Probation; signed 1 March 2026, ends 28 February 2027, review on 1 December.
pub(in crate::rules) fn agreement() -> Agreement {
    let ours = ground(Direction::Sends, &["s35(2)(b)", "Sch8-1"], "CDA-115");
    let theirs = ground(Direction::Receives, &["s35(2)(b)"], "");
    let signed = |organisation: &str| Signatory {
        name: "C. Placeholder".to_owned(),
        post: "chief officer".to_owned(),
        organisation: organisation.to_owned(),
        on: day(3, 1),
        how: "on paper".to_owned(),
    };
    Agreement {
        title: "Specimen and Sampleton".to_owned(),
        version: 1,
        supersedes: None,
        state: AgreementState::Signed,
        parties: vec![
            party("Specimen Police", PartyKind::PoliceForce, Regime::DpaPart3, None, vec![ours]),
            party("Sampleton Probation", PartyKind::ProbationProvider, Regime::DpaPart3, Some(THEM), vec![theirs]),
        ],
        purposes: BTreeSet::from([SharingPurpose::RiskAssessment, SharingPurpose::OffenderManagement]),
        purpose_words: String::new(),
        prohibited_uses: String::new(),
        categories: BTreeSet::from([
            Category::VictimNarrative,
            Category::VictimHealth,
            Category::Counselling,
            Category::SuspectIdentity,
            Category::SuspectCriminal,
            Category::SuspectHealth,
            Category::Intelligence,
            Category::RiskAssessment,
        ]),
        subjects: BTreeSet::from([PersonRole::Victim, PersonRole::Perpetrator]),
        excluded: String::new(),
        scope: Some(AgreementScope::PerpetratorLinkedToPartner),
        onward: Some(Onward::NotAllowed),
        printing: Some(Printing::Allowed),
        keeping: Some(Keeping { words: "Twelve months, then deleted.".to_owned(), months: Some(12), on_exit: OnExit::Delete }),
        signed_on: Some(day(3, 1)),
        starts_on: Some(day(3, 2)),
        ends_on: NaiveDate::from_ymd_opt(2027, 2, 28),
        review_due_on: Some(day(12, 1)),
        notice_days: Some(30),
        signatories: vec![signed("Specimen Police"), signed("Sampleton Probation")],
        assurance: Assurance::default(),
        suspended: None,
        revoked: None,
        document: None,
        clauses: BTreeMap::new(),
    }
}

pub(super) fn item(record: RecordId, kind: Kind, category: Category, subject: PersonRole) -> ItemFacts {
    ItemFacts {
        record,
        case: Some(CASE),
        kind: Some(kind),
        category,
        compartment: None,
        owner: Agency::Police,
        subjects: BTreeSet::from([subject]),
        entries: 3,
        holds: Vec::new(),
        releases: Vec::new(),
        imported: None,
    }
}

pub(super) fn hold(record: RecordId) -> OwnerHold {
    OwnerHold { record, by_agency: Agency::Police, by: COLLEAGUE, why: "Source at risk".to_owned(), until: None, lifted_on: None }
}

/// A release that fits everything asked: by the owner's advocate, with a second person and a reason for health.
pub(super) fn release(record: RecordId) -> ReleaseFacts {
    let release = OwnerRelease {
        record,
        entries: 3,
        to: ReleasedTo::Partner(THEM),
        routes: Route::ALL.into(),
        purpose: SharingPurpose::RiskAssessment,
        by: ADVOCATE,
        by_agency: Agency::Police,
        second: Some(COLLEAGUE),
        at: now() - chrono::TimeDelta::hours(1),
        reason: "The offender manager has to know.".to_owned(),
        confidentiality: Some(Confidentiality::OverridingPublicInterest),
        withdrawn_on: None,
    };
    ReleaseFacts { release, by_role: Role::VictimAdvocate }
}

pub(super) fn imported(onward: Onward) -> ImportedItem {
    let terms = crate::import::Terms {
        onward,
        purposes: BTreeSet::from([SharingPurpose::RiskAssessment]),
        printing: Printing::Allowed,
        delete_by: Some(day(11, 27)),
    };
    ImportedItem { from: OTHERS, terms, originator_agreed_to: BTreeSet::new() }
}

#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) asked: Asked,
    pub(super) agreement: Option<Agreement>,
    pub(super) superseded_on: Option<NaiveDate>,
    pub(super) partner: Option<Partner>,
    pub(super) sender: Sender,
    pub(super) today: NaiveDate,
    pub(super) approvers: BTreeSet<MemberId>,
    pub(super) cases: Vec<CaseFacts>,
    pub(super) items: Vec<ItemFacts>,
    pub(super) holidays: BTreeSet<NaiveDate>,
    pub(super) last_necessity: String,
    pub(super) second_person_above: usize,
    pub(super) log: LogReady,
}

impl World {
    /// One case, its own record and one record about the perpetrator, to Sampleton Probation.
    pub(super) fn passing(route: Route) -> Self {
        let keys = PartnerKeys { sealing: "4c".repeat(32), signing: "9b".repeat(32) };
        let compared = Compared { by: ME, on: day(3, 3), how: ComparedHow::ByVoice, with: String::new() };
        Self {
            asked: asked(route),
            agreement: Some(agreement()),
            superseded_on: None,
            partner: Some(Partner {
                unit_name: "Sampleton".to_owned(),
                unit: "20".repeat(16),
                kind: PartyKind::ProbationProvider,
                keys,
                compared: Some(compared),
                earlier: Vec::new(),
                devices: Vec::new(),
                note: String::new(),
            }),
            sender: Sender {
                member: ME,
                role: Role::Practitioner,
                kind: PartyKind::PoliceForce,
                regime: Regime::DpaPart3,
                authenticated_at: Some(now()),
            },
            today: day(11, 27),
            approvers: BTreeSet::from([COLLEAGUE]),
            cases: vec![CaseFacts { case: CASE, restricted: false, partner_works_on_it: false, perpetrator_linked: true }],
            items: vec![
                item(OWN, Kind::CaseFile, Category::VictimNarrative, PersonRole::Victim),
                item(ITEM, Kind::Person, Category::SuspectIdentity, PersonRole::Perpetrator),
            ],
            holidays: BTreeSet::new(),
            last_necessity: "Something else altogether, for another case.".to_owned(),
            second_person_above: 5,
            log: LogReady::Ready,
        }
    }

    pub(super) fn facts(&self) -> Facts<'_> {
        Facts {
            now: now(),
            today: self.today,
            holidays: &self.holidays,
            law: law(),
            sender: self.sender,
            agreement: self.agreement.as_ref(),
            superseded_on: self.superseded_on,
            partner: self.partner.as_ref(),
            approvers: &self.approvers,
            cases: self.cases.clone(),
            items: self.items.clone(),
            last_necessity: self.last_necessity.clone(),
            second_person_above: self.second_person_above,
            log: self.log,
        }
    }

    pub(super) fn verdict(&self) -> Verdict {
        gate(&self.asked, &self.facts())
    }

    /// The code of the refusal, or else of the first record kept back.
    pub(super) fn code(&self) -> Option<GateCode> {
        match self.verdict() {
            Verdict::Refused(refusal) => Some(refusal.code),
            Verdict::Passes(found) => found.withheld.first().map(|(_, code)| *code),
        }
    }

    pub(super) fn agreement(&mut self) -> &mut Agreement {
        self.agreement.as_mut().unwrap()
    }

    pub(super) fn recipient(&mut self) -> &mut Recipient {
        self.asked.recipient.as_mut().unwrap()
    }

    pub(super) fn item(&mut self) -> &mut ItemFacts {
        self.items.last_mut().unwrap()
    }
}

fn asked(route: Route) -> Asked {
    Asked {
        route: Some(route),
        channel: SharingChannel::Bundle,
        recipient: Some(Recipient {
            partner: Some(THEM),
            kind: PartyKind::ProbationProvider,
            addressee: Addressee::Professional,
            name: "D. Sample".to_owned(),
            post: "offender manager".to_owned(),
            organisation: "Sampleton Probation".to_owned(),
            identity_checked: "Rang back through the switchboard".to_owned(),
        }),
        purpose: SharingPurpose::RiskAssessment,
        cases: BTreeSet::from([CASE]),
        categories: Category::ALL.iter().copied().collect(),
        records: Chosen::OfTheCategories,
        compartments: BTreeSet::new(),
        necessity: "He moves into their area on Monday.".to_owned(),
        preview: Preview::EveryRowRead,
        second: Some(COLLEAGUE),
        victim_told: Some(VictimTold::Told { by: ADVOCATE, channel: Channel::Phone, on: day(11, 26) }),
        bases: vec![Basis("s35(2)(b)".to_owned())],
        gateway: Some(Gateway("CDA-115".to_owned())),
        further_processing: String::new(),
        recipient_regime: Regime::DpaPart3,
        approver: Some(Approver { by: COLLEAGUE, as_what: "chair".to_owned(), why: "Proportionate.".to_owned() }),
        harm: Some(Harm::LossOfLife),
        why_not_wait: "He has said that it will be tonight.".to_owned(),
        advocate: AdvocateReach::Reachable,
    }
}

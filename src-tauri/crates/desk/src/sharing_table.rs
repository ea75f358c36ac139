//! A partner, an agreement in force and a case linked to it, for tests of what leaves.

use crate::asks::shared::Nothing;
use crate::asks::sharing::{LinkPartner, SealBundle, ShareFooting, ShareWhat, ToldAnswer};
use crate::keeping::{Doing, Filing};
use crate::meeting_table::Table;
use crate::paper_places::Answers;
use crate::partner_keys::make_exchange_keys;
use crate::sharing_owner::link_partner;
use crate::sharing_preview::share_preview;
use crate::sharing_seal::seal_bundle;
use crate::trouble::{Outcome, Refusal, Trouble};
use crate::unit::hex;
use bundles::{AgreementStanding, AgreementVersion, HeldAgreement, KeyBytes, OpenRefusal, PinnedSender, Reader};
use casework::agency::Agency;
use casework::agreement::{
    Agreement, AgreementScope, AgreementState, Assurance, Basis, Direction, Gateway, Ground, Keeping, OnExit, Onward, Party,
    PartyKind, PartyRole, Printing, Regime, SharingPurpose,
};
use casework::body::Category;
use casework::contact::Channel;
use casework::ids::{AgreementId, CaseId, PartnerId};
use casework::partner::{Compared, ComparedHow, Partner, PartnerKeys};
use casework::partner_part::PartInCase;
use casework::people::PersonRole;
use casework::referral::CaseState;
use chrono::NaiveDate;
use sealing::{UserKeys, UserRootSecret};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use store::Id;

/// The passphrase of the chair at the table.
pub(crate) use crate::meeting_table::PASSPHRASE;
const PARTNER_UNIT: [u8; 16] = [7; 16];

/// A unit that shares, and the partner's keys.
pub(crate) struct Sharing {
    pub(crate) table: Table,
    pub(crate) case: CaseId,
    pub(crate) partner: PartnerId,
    pub(crate) agreement: AgreementId,
    keys: UserKeys,
    pub(crate) folder: tempfile::TempDir,
}

pub(crate) fn keys(seed: u8) -> UserKeys {
    UserKeys::of(UserRootSecret::take(&mut [seed; 32])).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn party(name: &str, partner: Option<PartnerId>) -> Party {
    let ground = |direction| Ground {
        direction,
        bases: vec![Basis("s35(2)(b)".to_owned())],
        gateway: Some(Gateway("CDA-115".to_owned())),
        policy_document: "APD 1".to_owned(),
        further_processing: String::new(),
    };
    Party {
        name: name.to_owned(),
        kind: PartyKind::PoliceForce,
        regime: Regime::DpaPart3,
        role: PartyRole::Controller,
        partner,
        ico_number: "Z0000000".to_owned(),
        data_protection_contact: "dpo at the office".to_owned(),
        caldicott_guardian: String::new(),
        information_asset_owner: "A. Placeholder".to_owned(),
        requests_contact: "the office".to_owned(),
        grounds: vec![ground(Direction::Sends), ground(Direction::Receives)],
    }
}

pub(crate) fn agreement(partner: PartnerId) -> Agreement {
    Agreement {
        title: "Specimen and Eastshire".to_owned(),
        version: 1,
        supersedes: None,
        state: AgreementState::Signed,
        parties: vec![party("Specimen unit", None), party("Eastshire unit", Some(partner))],
        purposes: BTreeSet::from([SharingPurpose::OffenderManagement]),
        purpose_words: "Managing a perpetrator who moves".to_owned(),
        prohibited_uses: String::new(),
        categories: BTreeSet::from([Category::VictimNarrative, Category::SuspectIdentity, Category::RiskAssessment]),
        subjects: BTreeSet::from([PersonRole::Victim, PersonRole::Perpetrator]),
        excluded: String::new(),
        scope: Some(AgreementScope::PerpetratorLinkedToPartner),
        onward: Some(Onward::NotAllowed),
        printing: Some(Printing::NotAllowed),
        keeping: Some(Keeping { words: "12 months".to_owned(), months: Some(12), on_exit: OnExit::Delete }),
        signed_on: Some(day("2026-03-02")),
        starts_on: Some(day("2026-03-02")),
        ends_on: Some(day("2027-03-01")),
        review_due_on: Some(day("2027-01-10")),
        notice_days: Some(30),
        signatories: Vec::new(),
        assurance: Assurance::default(),
        suspended: None,
        revoked: None,
        document: None,
        clauses: BTreeMap::from([(Category::SuspectIdentity, "Clause 3.2: managing the subject".to_owned())]),
    }
}

impl Sharing {
    pub(crate) fn laid() -> Self {
        let mut table = Table::laid();
        let case = table.case("N-26-0147", CaseState::Active, "");
        make_exchange_keys(&mut table.sit(), Nothing {}).unwrap();
        let keys = keys(9);
        let card = Partner {
            unit_name: "Eastshire unit".to_owned(),
            unit: hex(&PARTNER_UNIT),
            kind: PartyKind::PoliceForce,
            keys: PartnerKeys { sealing: hex(keys.sealing_public()), signing: hex(&keys.signing_public()) },
            compared: Some(Compared {
                by: table.sit().session.member,
                on: day("2026-03-03"),
                how: ComparedHow::ByVoice,
                with: "B. Dummy".to_owned(),
            }),
            earlier: Vec::new(),
            devices: Vec::new(),
            note: String::new(),
        };
        let unit = Filing::of_unit(Agency::Police);
        let partner = table.sit().write(Doing::of_unit("take_contact_card"), |w| w.create(unit, &card)).unwrap().into();
        let signed = agreement(partner);
        let made = table.sit().write(Doing::of_unit("sign_agreement"), |w| w.create(unit, &signed)).unwrap().into();
        let mut laid = Self { table, case, partner, agreement: made, keys, folder: tempfile::tempdir().unwrap() };
        laid.link(case);
        laid
    }

    pub(crate) fn link(&mut self, case: CaseId) {
        let part = PartInCase::PerpetratorLivesThere;
        let ask = LinkPartner { case, partner: self.partner, part, words: "Moves in December".to_owned() };
        self.table.give(link_partner, ask);
    }

    pub(crate) fn change(&mut self, change: impl FnOnce(&mut Agreement)) {
        let mut changed = agreement(self.partner);
        change(&mut changed);
        let unit = Filing::of_unit(Agency::Police);
        let made = self.table.sit().write(Doing::of_unit("sign_agreement"), |w| w.create(unit, &changed)).unwrap();
        self.agreement = made.into();
    }

    pub(crate) fn what(&self) -> ShareWhat {
        ShareWhat {
            footing: ShareFooting::Agreement { agreement: self.agreement },
            partner: self.partner,
            name: "B. Dummy".to_owned(),
            post: "Detective sergeant".to_owned(),
            purpose: SharingPurpose::OffenderManagement,
            cases: vec![self.case],
            categories: Category::ALL.to_vec(),
            left_out: Vec::new(),
            compartments: Vec::new(),
        }
    }

    /// Everything a careful person would have given, the preview read.
    pub(crate) fn sealing(&mut self, what: ShareWhat) -> SealBundle {
        let seen = share_preview(&mut self.table.sit(), what.clone()).ok().map(|preview| preview.token);
        let why = format!("Eastshire manages him from December, sheet {}", self.table.now.timestamp());
        SealBundle {
            seen: seen.or(Some(String::new())),
            what,
            necessity: why,
            victim_told: Some(ToldAnswer::Told { channel: Channel::Phone, on: day("2026-11-22") }),
            passphrase: PASSPHRASE.to_owned(),
            second: None,
        }
    }

    /// Seals into the folder a minute later.
    pub(crate) fn seal(&mut self, ask: SealBundle) -> Outcome<crate::asks::sharing::BundleSealed> {
        self.table.now += chrono::TimeDelta::minutes(1);
        let mut place = Answers::Saves(self.folder.path().to_owned());
        let mut sitting = self.table.sit();
        sitting.surroundings = &mut place;
        seal_bundle(&mut sitting, ask)
    }

    /// Seals what has to be refused, and sees that nothing stands on disk after it.
    pub(crate) fn refused(&mut self, ask: SealBundle) -> Refusal {
        let told = self.seal(ask).unwrap_err();
        assert_eq!(self.files(), Vec::<Vec<u8>>::new(), "nothing on disk after a refusal");
        match told {
            Trouble::Refusal(refusal) => refusal,
            Trouble::Fault(fault) => unreachable!("{fault:?}"),
        }
    }

    /// The files in the folder.
    pub(crate) fn files(&self) -> Vec<Vec<u8>> {
        read_all(self.folder.path())
    }

    /// Opens a bundle as the partner would, or as somebody else with these keys.
    pub(crate) fn open(&mut self, file: &[u8], other: Option<&UserKeys>) -> Result<bundles::Contents, OpenRefusal> {
        let now_ms = self.table.now.timestamp_millis();
        let sitting = self.table.sit();
        let exchange = sitting.exchange().unwrap();
        let version = AgreementVersion { id: crate::keeping::id_of(self.agreement.into()), version: 1 };
        let sender = PinnedSender {
            unit: Id(exchange.unit),
            key: KeyBytes(exchange.keys.signing_public()),
            agreements: vec![HeldAgreement { agreement: version, standing: AgreementStanding::InForce }],
            held: Vec::new(),
        };
        let reader = Reader { keys: other.unwrap_or(&self.keys), unit: Id(PARTNER_UNIT), now_ms, senders: &[sender] };
        let mut source = file;
        bundles::open(&mut source, &reader)?.contents()
    }
}

fn read_all(folder: &Path) -> Vec<Vec<u8>> {
    let found = std::fs::read_dir(folder).unwrap();
    found.map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
}

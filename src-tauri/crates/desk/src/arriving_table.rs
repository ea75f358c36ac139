//! Two units that exchange real bundle files, for tests of what comes in.

use crate::asks::arrive::{
    ArrivingChoice, ArrivingVerdict, BundleOpened, BundleTaken, BundleView, ConflictChoice, OpenBundle, TakeBundle,
};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Filing, id_of};
use crate::meeting_table::Table;
use crate::partner_keys::make_exchange_keys;
use crate::surroundings::Picked;
use crate::trouble::{Outcome, Refusal, Trouble};
use crate::unit::hex;
use bundles::{AgreementVersion, BundleKind, CarriedEntry, CarriedRecord, Content, KeyBytes, Plan, Signers, Terms};
use casework::agency::Agency;
use casework::agreement::{
    Agreement, AgreementScope, AgreementState, Assurance, Party, PartyKind, PartyRole, Regime, SharingPurpose,
};
use casework::body::Category;
use casework::ids::{AgreementId, CaseId, PartnerId, RecordId};
use casework::order::CourtOrder;
use casework::partner::{Compared, ComparedHow, Partner, PartnerKeys};
use casework::referral::CaseState;
use chrono::TimeDelta;
use journal::{EntryHeader, commitment, stream_id};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use store::{Hash, Id};

/// One unit with what it knows of the other.
pub(crate) struct Side {
    pub(crate) table: Table,
    pub(crate) partner: PartnerId,
    pub(crate) agreement: AgreementId,
    /// The last bundle it sealed: its place and its hash.
    last: (u64, Hash),
}

/// Two units that compared their keys and hold the same agreement, each in its own register.
pub(crate) fn two_units() -> (Side, Side) {
    let (mut one, mut other) = (Table::laid(), Table::laid());
    for table in [&mut one, &mut other] {
        table.sit().opened.unit.sample = true;
        make_exchange_keys(&mut table.sit(), Nothing {}).unwrap();
    }
    let (here, there) = (card(&mut one, "Northmoor unit"), card(&mut other, "Eastshire unit"));
    (side(one, there), side(other, here))
}

fn card(table: &mut Table, name: &str) -> Partner {
    let exchange = table.sit().exchange().unwrap();
    let sitting = table.sit();
    Partner {
        unit_name: name.to_owned(),
        unit: hex(&exchange.unit),
        kind: PartyKind::PoliceForce,
        keys: PartnerKeys { sealing: hex(exchange.keys.sealing_public()), signing: hex(&exchange.keys.signing_public()) },
        compared: Some(Compared {
            by: sitting.session.member,
            on: sitting.today(),
            how: ComparedHow::ByVoice,
            with: "B. Dummy".to_owned(),
        }),
        earlier: Vec::new(),
        devices: Vec::new(),
        note: String::new(),
    }
}

fn side(mut table: Table, card: Partner) -> Side {
    let unit = Filing::of_unit(Agency::Police);
    let partner = table.sit().write(Doing::of_unit("take_contact_card"), |w| w.create(unit, &card)).unwrap().into();
    let signed = agreement(partner);
    let made = table.sit().write(Doing::of_unit("sign_agreement"), |w| w.create(unit, &signed)).unwrap().into();
    Side { table, partner, agreement: made, last: (0, Hash::NONE) }
}

pub(crate) fn agreement(partner: PartnerId) -> Agreement {
    let party = |name: &str, partner| Party {
        name: name.to_owned(),
        kind: PartyKind::PoliceForce,
        regime: Regime::DpaPart3,
        role: PartyRole::Controller,
        partner,
        ico_number: String::new(),
        data_protection_contact: String::new(),
        caldicott_guardian: String::new(),
        information_asset_owner: String::new(),
        requests_contact: String::new(),
        grounds: Vec::new(),
    };
    let day = |text: &str| Some(text.parse().unwrap());
    Agreement {
        title: "Northmoor and Eastshire".to_owned(),
        version: 1,
        supersedes: None,
        state: AgreementState::Signed,
        parties: vec![party("Our unit", None), party("Their unit", Some(partner))],
        purposes: BTreeSet::from([SharingPurpose::OffenderManagement]),
        purpose_words: String::new(),
        prohibited_uses: String::new(),
        categories: BTreeSet::from([Category::VictimNarrative, Category::SuspectIdentity, Category::SuspectHealth]),
        subjects: BTreeSet::new(),
        excluded: String::new(),
        scope: Some(AgreementScope::PerpetratorLinkedToPartner),
        onward: None,
        printing: None,
        keeping: None,
        signed_on: day("2020-03-02"),
        starts_on: day("2020-03-02"),
        ends_on: day("2099-03-01"),
        review_due_on: day("2098-01-10"),
        notice_days: None,
        signatories: Vec::new(),
        assurance: Assurance::default(),
        suspended: None,
        revoked: None,
        document: None,
        clauses: BTreeMap::new(),
    }
}

impl Side {
    /// Every record of a case as it would travel, by its id: each store numbers them as they came.
    pub(crate) fn carried(&mut self, case: CaseId) -> Vec<CarriedRecord> {
        let sitting = self.table.sit();
        let ids: Vec<Id> =
            sitting.store().all_records_of_case(id_of(case.into())).unwrap().iter().map(|record| record.id).collect();
        let carried = sitting.store().carried(&ids).unwrap();
        let mut carried: Vec<CarriedRecord> = carried.into_iter().map(as_carried).collect();
        carried.sort_by_key(|record| record.record);
        carried
    }

    /// Seals records to the other unit as the next bundle of the line.
    pub(crate) fn seal(&mut self, to: &mut Side, records: &[CarriedRecord]) -> Vec<u8> {
        self.seal_with(to, records, |_| {})
    }

    /// Seals a case whole.
    pub(crate) fn seal_case(&mut self, to: &mut Side, case: CaseId) -> Vec<u8> {
        let records = self.carried(case);
        self.seal(to, &records)
    }

    pub(crate) fn seal_with(&mut self, to: &mut Side, records: &[CarriedRecord], change: impl FnOnce(&mut Plan<'_>)) -> Vec<u8> {
        self.seal_beside(to, records, &[], change)
    }

    /// Seals records with forms beside them.
    pub(crate) fn seal_beside(
        &mut self,
        to: &mut Side,
        records: &[CarriedRecord],
        forms: &[&[u8]],
        change: impl FnOnce(&mut Plan<'_>),
    ) -> Vec<u8> {
        let mut cases: BTreeMap<Id, Vec<CarriedRecord>> = BTreeMap::new();
        for record in records {
            cases.entry(record.case.unwrap()).or_default().push(record.clone());
        }
        let forms = forms.iter().map(|form| Content::Form(form));
        let content = cases.iter().map(|(case, records)| Content::Records { case: Some(*case), records }).chain(forms).collect();
        let mut plan = self.plan(to, BundleKind::Cases, content);
        change(&mut plan);
        self.sealed(&plan)
    }

    /// Seals something said of an earlier bundle.
    pub(crate) fn seal_notice(&mut self, to: &mut Side, kind: BundleKind, content: Content<'_>) -> Vec<u8> {
        let plan = self.plan(to, kind, vec![content]);
        self.sealed(&plan)
    }

    fn plan<'a>(&mut self, to: &mut Side, kind: BundleKind, content: Vec<Content<'a>>) -> Plan<'a> {
        let theirs = to.table.sit().exchange().unwrap();
        let now_ms = self.table.now.timestamp_millis();
        let sitting = self.table.sit();
        Plan {
            kind,
            route: bundles::Route::Agreement,
            sender_unit: Id(sitting.exchange().unwrap().unit),
            exporter: id_of(sitting.session.member.into()),
            recipients: vec![bundles::Recipient { unit: Id(theirs.unit), key: KeyBytes(*theirs.keys.sealing_public()) }],
            agreement: Some(AgreementVersion { id: id_of(self.agreement.into()), version: 1 }),
            purpose: "offender_management".to_owned(),
            basis: Vec::new(),
            terms: Terms {
                marking: "OFFICIAL-SENSITIVE".to_owned(),
                onward: bundles::Onward::NotAllowed,
                onward_parties: Vec::new(),
                printing: bundles::Printing::NotAllowed,
                delete_by: Some("2027-11-22".to_owned()),
                review_by: None,
            },
            created_ms: now_ms,
            not_before_ms: now_ms,
            not_after_ms: now_ms + TimeDelta::days(30).num_milliseconds(),
            sequence: self.last.0 + 1,
            previous: self.last.1,
            schema: store::SCHEMA_VERSION,
            checkpoint: None,
            content,
        }
    }

    fn sealed(&mut self, plan: &Plan<'_>) -> Vec<u8> {
        let mut file = Vec::new();
        let sitting = self.table.sit();
        let exchange = sitting.exchange().unwrap();
        let signers = Signers { unit: &exchange.keys, exporter: &sitting.opened.unlocked.user_keys };
        let sealed = bundles::seal(&mut file, plan, &signers).unwrap();
        self.last = (plan.sequence, sealed.sha256);
        file
    }

    /// Picks a file a minute later.
    pub(crate) fn pick(&mut self, file: &[u8]) -> String {
        self.table.now += TimeDelta::minutes(1);
        self.table.sit().remember(Picked { name: "f.bundle".to_owned(), bytes: file.to_vec() })
    }

    pub(crate) fn look(&mut self, file: &[u8]) -> Outcome<BundleOpened> {
        let file = self.pick(file);
        crate::arriving_view::open_bundle(&mut self.table.sit(), OpenBundle { file, agreement: None })
    }

    pub(crate) fn view(&mut self, file: &[u8]) -> BundleView {
        match self.look(file) {
            Ok(BundleOpened::Cases(view)) => *view,
            other => unreachable!("{other:?}"),
        }
    }

    pub(crate) fn try_take(
        &mut self,
        file: &[u8],
        cases: Vec<(CaseId, ArrivingVerdict)>,
        conflicts: Vec<ConflictChoice>,
    ) -> Outcome<BundleTaken> {
        let file = self.pick(file);
        let cases = cases.into_iter().map(|(case, verdict)| ArrivingChoice { case, verdict }).collect();
        crate::arriving_take::take_bundle(&mut self.table.sit(), TakeBundle { file, agreement: None, cases, conflicts })
    }

    /// Brings one case in whole.
    pub(crate) fn take(&mut self, file: &[u8], case: CaseId) -> BundleTaken {
        self.try_take(file, vec![(case, ArrivingVerdict::Accept)], Vec::new()).unwrap()
    }

    /// What the store holds of a case, and how long its log is.
    pub(crate) fn state(&mut self, case: CaseId) -> (Vec<(Id, Value)>, u64) {
        let sitting = self.table.sit();
        let records = sitting.store().all_records_of_case(id_of(case.into())).unwrap();
        (records.into_iter().map(|record| (record.id, record.body)).collect(), sitting.store().audit_head().0)
    }
}

pub(crate) fn key<T: std::fmt::Debug>(answer: Outcome<T>) -> String {
    match answer {
        Err(Trouble::Refusal(Refusal::Fields(fields))) => format!("fields {}", fields[0].field),
        Err(Trouble::Refusal(refusal)) => refusal.key().to_owned(),
        other => format!("{other:?}"),
    }
}

fn as_carried(record: store::Carried) -> CarriedRecord {
    let mut carried = CarriedRecord {
        record: record.record,
        kind: record.kind,
        case: record.case,
        owner: record.owner,
        category: record.category,
        entries: record.entries.into_iter().map(|entry| CarriedEntry { header: entry.header, value: entry.value }).collect(),
    };
    carried.sort();
    carried
}

/// A record of one whole entry, as a partner's program could write it.
pub(crate) fn crafted(kind: &str, case: CaseId, category: &str, body: &Value) -> CarriedRecord {
    let record = Id(sealing::fresh_bytes::<16>().unwrap());
    let (id, device) = (Id(sealing::fresh_bytes::<16>().unwrap()), Id([0xAA; 16]));
    let plain = journal::canonical(body).unwrap();
    let header = EntryHeader {
        id,
        device,
        stream: stream_id(device, record, category, "police"),
        seq: 1,
        author: Id([0xAB; 16]),
        agency: "police".to_owned(),
        time_ms: 1_790_000_000_000,
        record,
        field: journal::WHOLE.to_owned(),
        definition_version: 1,
        category: category.to_owned(),
        parents: Vec::new(),
        commitment: commitment(id, &[7; 16], &plain),
        previous: Hash::NONE,
    };
    CarriedRecord {
        record,
        kind: kind.to_owned(),
        case: Some(id_of(case.into())),
        owner: "police".to_owned(),
        category: category.to_owned(),
        entries: vec![CarriedEntry { header, value: Some(([7; 16], plain)) }],
    }
}

pub(crate) fn day(text: &str) -> Option<chrono::NaiveDate> {
    Some(text.parse().unwrap())
}

/// A case with an order that ends in December.
pub(crate) fn with_order(side: &mut Side, reference: &str) -> (CaseId, RecordId) {
    let case = side.table.case(reference, CaseState::Active, "");
    let order = CourtOrder {
        order_type: "OR-ISPO".to_owned(),
        conditions: vec!["not to go there".to_owned()],
        made_on: day("2026-10-01"),
        served_on: None,
        ends_on: day("2026-12-12"),
        until_further_order: false,
        note: String::new(),
    };
    let filing = Filing::under(case, Agency::Police);
    let order = side.table.sit().write(Doing::in_case("record_order", case), |w| w.create(filing, &order)).unwrap();
    (case, order)
}

pub(crate) fn amend(side: &mut Side, record: RecordId, field: &str, value: serde_json::Value) {
    side.table.now += chrono::TimeDelta::minutes(1);
    side.table.sit().write(Doing::of_unit("correct_record"), |w| w.amend(record, field, &value)).unwrap();
}

pub(crate) fn order(side: &mut Side, record: RecordId) -> CourtOrder {
    side.table.sit().read::<CourtOrder>(record).unwrap().body
}

/// A case both hold, in which both changed the end of the order and each something of its own; and the file that came back.
pub(crate) fn apart_for_a_week(ours: &mut Side, theirs: &mut Side) -> (CaseId, RecordId, Vec<u8>) {
    let (case, order) = with_order(ours, "N-26-0098");
    let records = ours.carried(case);
    let file = ours.seal(theirs, &records);
    theirs.take(&file, case);
    amend(ours, order, "ends_on", json!("2026-12-24"));
    amend(ours, order, "note", json!("Copied from the court's letter."));
    amend(theirs, order, "ends_on", json!("2027-02-12"));
    amend(theirs, order, "served_on", json!("2026-10-02"));
    let records = theirs.carried(case);
    theirs.table.now = ours.table.now;
    (case, order, theirs.seal(ours, &records))
}

//! Made-up units, records and manifests for the tests of this crate.

use crate::chance::Seeded;
use crate::codes::{BundleKind, KeyBytes, Onward, Printing, Route};
use crate::manifest::{AgreementVersion, Exporter, Manifest, Recipient, Terms};
use crate::open::{AgreementStanding, HeldAgreement, PinnedSender, Reader};
use crate::plan::{Content, Plan, Signers};
use crate::record::{CarriedEntry, CarriedRecord};
use crate::seal::{Sealed, seal_with};
use journal::{EntryHeader, Hash, Id, StreamChain, commitment, stream_id};
use sealing::{UserKeys, UserRootSecret};

/// The moment of every test.
pub const NOW: i64 = 1_790_000_000_000;

pub fn keys(n: u8) -> UserKeys {
    UserKeys::of(UserRootSecret::from_bytes(&[n; 32])).unwrap()
}

/// Unit 1 sends, member 2 exports, unit 3 receives.
pub const SENDER: u8 = 1;
pub const EXPORTER: u8 = 2;
pub const RECEIVER: u8 = 3;

pub fn device(n: u8) -> Id {
    Id([n | 0x80; 16])
}

pub fn recipient(n: u8) -> Recipient {
    Recipient { unit: Id([n; 16]), key: KeyBytes(*keys(n).sealing_public()) }
}

/// A record whose entries hold small values.
pub fn record(n: u8, entries: usize) -> CarriedRecord {
    let values: Vec<String> = (0..entries).map(|at| format!("{{\"n\":{at},\"words\":\"Specimen {n}\"}}")).collect();
    record_of(n, &values.iter().map(String::as_bytes).collect::<Vec<_>>())
}

pub fn record_of(n: u8, values: &[&[u8]]) -> CarriedRecord {
    let mut record = CarriedRecord {
        record: Id([n; 16]),
        kind: "note".into(),
        case: Some(Id([200; 16])),
        owner: "police".into(),
        category: "victim-narrative".into(),
        entries: vec![],
    };
    record.entries = entries_of(&record, 1, values);
    record
}

/// A stream of this record, made on a device.
pub fn entries_of(record: &CarriedRecord, from: u8, values: &[&[u8]]) -> Vec<CarriedEntry> {
    let stream = stream_id(device(from), record.record, &record.category, &record.owner);
    let mut chain = StreamChain::of(stream);
    let mut entries = Vec::new();
    for (seq, value) in (1u64..).zip(values) {
        let mut id = [from; 16];
        id[..8].copy_from_slice(&record.record.0[..8]);
        id[8..].copy_from_slice(&seq.to_be_bytes());
        id[8] = from;
        let (id, salt) = (Id(id), [u8::try_from(seq % 250).unwrap(); 16]);
        let header = EntryHeader {
            id,
            device: device(from),
            stream,
            seq,
            author: Id([50; 16]),
            agency: record.owner.clone(),
            time_ms: NOW - 1_000 + i64::try_from(seq).unwrap(),
            record: record.record,
            field: String::new(),
            definition_version: 1,
            category: record.category.clone(),
            parents: entries.last().map(|entry: &CarriedEntry| entry.header.id).into_iter().collect(),
            commitment: commitment(id, &salt, value),
            previous: chain.head().1,
        };
        chain.step(&header).unwrap();
        entries.push(CarriedEntry { header, value: Some((salt, value.to_vec())) });
    }
    entries
}

/// What unit 3 accepts.
pub fn terms() -> Terms {
    Terms {
        marking: "official-sensitive".into(),
        onward: Onward::NotAllowed,
        onward_parties: vec![],
        printing: Printing::NotAllowed,
        delete_by: Some("2027-05-28".into()),
        review_by: None,
    }
}

/// A plan under agreement 1 in version 2, from unit 1 to unit 3.
pub fn plan<'a>(content: Vec<Content<'a>>) -> Plan<'a> {
    Plan {
        kind: BundleKind::Cases,
        route: Route::Agreement,
        sender_unit: Id([SENDER; 16]),
        exporter: Id([60; 16]),
        recipients: vec![recipient(RECEIVER)],
        agreement: Some(AgreementVersion { id: Id([70; 16]), version: 2 }),
        purpose: "safeguarding".into(),
        basis: vec!["6(1)(e)".into()],
        terms: terms(),
        created_ms: NOW - 60_000,
        not_before_ms: NOW - 60_000,
        not_after_ms: NOW + 86_400_000,
        sequence: 1,
        previous: Hash::NONE,
        schema: 4,
        checkpoint: None,
        content,
    }
}

/// Seals a plan from a seed.
pub fn sealed(plan: &Plan<'_>, seed: &str) -> (Vec<u8>, Sealed) {
    let (unit, exporter) = (keys(SENDER), keys(EXPORTER));
    let mut bytes = Vec::new();
    let sealed = seal_with(&mut bytes, plan, &Signers { unit: &unit, exporter: &exporter }, &mut Seeded::of(seed)).unwrap();
    (bytes, sealed)
}

/// What unit 3 knows of unit 1.
pub fn pinned() -> PinnedSender {
    PinnedSender {
        unit: Id([SENDER; 16]),
        key: KeyBytes(keys(SENDER).signing_public()),
        agreements: vec![HeldAgreement {
            agreement: AgreementVersion { id: Id([70; 16]), version: 2 },
            standing: AgreementStanding::InForce,
        }],
        held: vec![],
    }
}

pub fn reader<'a>(keys: &'a UserKeys, senders: &'a [PinnedSender]) -> Reader<'a> {
    Reader { keys, unit: Id([RECEIVER; 16]), senders, now_ms: NOW }
}

pub fn manifest() -> Manifest {
    let record = [record(1, 1)];
    let plan = plan(vec![Content::Records { case: Some(Id([200; 16])), records: &record }]);
    Manifest {
        bundle_id: Id([90; 16]),
        kind: plan.kind,
        route: plan.route,
        sender_unit: plan.sender_unit,
        sender_key: KeyBytes(keys(SENDER).signing_public()),
        exporter: Exporter { member: plan.exporter, key: KeyBytes(keys(EXPORTER).signing_public()) },
        recipients: plan.recipients,
        agreement: plan.agreement,
        purpose: plan.purpose,
        basis: plan.basis,
        categories: vec![],
        cases: vec![],
        terms: plan.terms,
        created_ms: plan.created_ms,
        not_before_ms: plan.not_before_ms,
        not_after_ms: plan.not_after_ms,
        sequence: plan.sequence,
        previous: plan.previous,
        schema: plan.schema,
        min_reader: 1,
        sections: vec![],
        checkpoint: plan.checkpoint,
    }
}

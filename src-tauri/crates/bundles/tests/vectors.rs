//! Every vector of docs/bundle-format.md, read by the real reader: what must be read is, what must be refused is refused for
//! the reason that is written down.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a vector that cannot be read is a failed test")]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bundles::{
    AgreementStanding, AgreementVersion, Contents, HeldAgreement, HeldBundle, KeyBytes, OpenRefusal, PinnedSender, Place, Reader,
    open,
};
use journal::{Hash, Id, sha256};
use sealing::{ChunkOpener, ChunkSealer, ChunkTrouble, FileKey, UserKeys, UserRootSecret};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

#[derive(Deserialize)]
struct Book {
    readers: BTreeMap<String, ReaderIs>,
    bases: BTreeMap<String, String>,
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    base: String,
    edits: Vec<Edit>,
    reader: String,
    expect: String,
    found: Option<Value>,
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
enum Edit {
    Flip { at: usize, bit: u8 },
    Put { at: usize, hex: String },
    Cut { at: usize },
    Append { hex: String },
    Chunks { from: usize, order: Vec<usize> },
}

#[derive(Deserialize)]
struct ReaderIs {
    secret: String,
    unit: Id,
    now_ms: i64,
    senders: Vec<SenderIs>,
}

#[derive(Deserialize)]
struct SenderIs {
    unit: Id,
    key: KeyBytes,
    agreements: Vec<AgreementIs>,
    held: Vec<HeldIs>,
}

#[derive(Deserialize)]
struct AgreementIs {
    id: Id,
    version: u32,
    standing: String,
}

#[derive(Deserialize)]
struct HeldIs {
    bundle: Id,
    line: Hash,
    sequence: u64,
    previous: Hash,
    sha256: Hash,
    imported_ms: i64,
}

fn edited(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for edit in edits {
        match edit {
            Edit::Flip { at, bit } => bytes[*at] ^= 1 << bit,
            Edit::Put { at, hex } => {
                let put = hex::decode(hex).unwrap();
                bytes[*at..at + put.len()].copy_from_slice(&put);
            }
            Edit::Cut { at } => bytes.truncate(*at),
            Edit::Append { hex } => bytes.extend(hex::decode(hex).unwrap()),
            Edit::Chunks { from, order } => {
                let body = bytes.split_off(*from);
                let chunks: Vec<&[u8]> = body.chunks(16_400).collect();
                order.iter().for_each(|n| bytes.extend_from_slice(chunks[*n]));
            }
        }
    }
    bytes
}

fn senders(reader: &ReaderIs) -> Vec<PinnedSender> {
    let agreement = |held: &AgreementIs| HeldAgreement {
        agreement: AgreementVersion { id: held.id, version: held.version },
        standing: match held.standing.as_str() {
            "in-force" => AgreementStanding::InForce,
            "ended" => AgreementStanding::Ended,
            other => panic!("{other}"),
        },
    };
    let held = |held: &HeldIs| HeldBundle {
        bundle: held.bundle,
        line: held.line,
        sequence: held.sequence,
        previous: held.previous,
        sha256: held.sha256,
        imported_ms: held.imported_ms,
    };
    let sender = |sender: &SenderIs| PinnedSender {
        unit: sender.unit,
        key: sender.key,
        agreements: sender.agreements.iter().map(agreement).collect(),
        held: sender.held.iter().map(held).collect(),
    };
    reader.senders.iter().map(sender).collect()
}

fn read(mut bytes: &[u8], reader: &ReaderIs) -> Result<Contents, OpenRefusal> {
    let secret: [u8; 32] = hex::decode(&reader.secret).unwrap().try_into().unwrap();
    let (keys, senders) = (UserKeys::of(UserRootSecret::from_bytes(&secret)).unwrap(), senders(reader));
    open(&mut bytes, &Reader { keys: &keys, unit: reader.unit, now_ms: reader.now_ms, senders: &senders })?.contents()
}

/// What was found, as the vectors say it.
fn found(contents: &Contents) -> Value {
    let place = match contents.whole.place {
        Place::Next => "next".to_owned(),
        Place::Late => "late".to_owned(),
        Place::Gap { from, to } => format!("gap {from} to {to}"),
    };
    let mut found = json!({
        "place": place,
        "records": contents.records.len(),
        "entries": contents.records.iter().map(|record| record.entries.len()).sum::<usize>(),
        "quarantined": contents.quarantined.iter().map(|aside| aside.why.code()).collect::<Vec<_>>(),
    });
    if !contents.attachments.is_empty() {
        found["attachments"] = contents.attachments.iter().map(|info| info.length).collect();
    }
    if !contents.forms.is_empty() {
        found["forms"] = contents.forms.len().into();
    }
    if !contents.unknown.is_empty() {
        found["unknown"] = contents.unknown.iter().map(|info| info.number).collect();
    }
    let notices = [
        ("receipt", contents.receipt.is_some()),
        ("withdrawal", contents.withdrawal.is_some()),
        ("correction", contents.correction.is_some()),
    ];
    if let Some((notice, _)) = notices.iter().find(|(_, is)| *is) {
        found["notice"] = (*notice).into();
    }
    found
}

#[test]
fn every_vector_is_read_or_refused_as_it_says() {
    let book: Book = serde_json::from_str(include_str!("../vectors/bundles.json")).unwrap();
    let names: BTreeSet<&str> = book.vectors.iter().map(|vector| vector.name.as_str()).collect();
    assert_eq!(names.len(), book.vectors.len(), "a name stands twice");
    let mut wrong = Vec::new();
    for vector in &book.vectors {
        let bytes = edited(STANDARD.decode(&book.bases[&vector.base]).unwrap(), &vector.edits);
        let got = match read(&bytes, &book.readers[&vector.reader]) {
            Ok(contents) => {
                assert_eq!(contents.whole.sha256, sha256(&bytes), "{}", vector.name);
                ("accepted", Some(found(&contents)))
            }
            Err(refusal) => (refusal.code(), None),
        };
        if got != (vector.expect.as_str(), vector.found.clone()) {
            wrong.push(format!("{}: {got:?} instead of {} {:?}", vector.name, vector.expect, vector.found));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// B-19: at least 120, of them 80 that are refused.
#[test]
fn there_are_as_many_vectors_as_were_asked_for() {
    let book: Book = serde_json::from_str(include_str!("../vectors/bundles.json")).unwrap();
    let refused = book.vectors.iter().filter(|vector| vector.expect != "accepted").count();
    assert!(refused >= 80 && book.vectors.len() - refused >= 40, "{refused} of {}", book.vectors.len());
}

#[derive(Deserialize)]
struct Chunked {
    key: String,
    salt: String,
    context: String,
    vectors: Vec<ChunkedVector>,
}

#[derive(Deserialize)]
struct ChunkedVector {
    name: String,
    length: usize,
    sha256: Hash,
    edits: Vec<Edit>,
    expect: String,
}

fn opened(bytes: &[u8], key: &FileKey, context: &[u8]) -> Result<Vec<u8>, &'static str> {
    let code = |trouble| match trouble {
        ChunkTrouble::Unreadable(_) => "unreadable",
        ChunkTrouble::Commitment => "commitment",
        ChunkTrouble::Altered => "altered",
        ChunkTrouble::Truncated => "cut-short",
        ChunkTrouble::TooLong => "too-long",
    };
    let mut opener = ChunkOpener::begin(bytes, key, context).map_err(code)?;
    let mut plain = Vec::new();
    while let Some(chunk) = opener.next_chunk().map_err(code)? {
        plain.extend_from_slice(chunk);
    }
    Ok(plain)
}

#[test]
fn every_length_is_sealed_to_the_bytes_written_down_and_opens_or_is_refused_as_it_says() {
    let book: Chunked = serde_json::from_str(include_str!("../vectors/chunked.json")).unwrap();
    let key = FileKey::from_bytes(&hex::decode(&book.key).unwrap().try_into().unwrap());
    let salt = hex::decode(&book.salt).unwrap().try_into().unwrap();
    let context = hex::decode(&book.context).unwrap();
    for vector in &book.vectors {
        let plain: Vec<u8> = (0..vector.length).map(|at| u8::try_from((at * 31 + 7) % 251).unwrap()).collect();
        let mut sealer = ChunkSealer::begin(Vec::new(), &key, &salt, &context).unwrap();
        sealer.write_all(&plain).unwrap();
        let bytes = sealer.finish().unwrap();
        assert_eq!(sha256(&bytes), vector.sha256, "{}", vector.name);
        let got = opened(&edited(bytes, &vector.edits), &key, &context);
        assert_eq!(got.as_ref().map_or_else(|code| *code, |_| "accepted"), vector.expect, "{}", vector.name);
        assert!(got.is_err() || got == Ok(plain), "{}", vector.name);
    }
}

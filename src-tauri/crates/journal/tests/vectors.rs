//! The test vectors of docs/journal-format.md, which were made by a second implementation.

#![expect(clippy::unwrap_used, reason = "a vector that cannot be read is a failed test")]

use journal::{
    ActChain, ActHeader, Broken, BrokenWhy, EntriesDigest, EntryHeader, Hash, Id, SALT_LENGTH, StreamChain, canonical,
    commitment, read_canonical, record_hash, stream_id,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn read<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let vectors: Vec<T> = serde_json::from_str(text).unwrap();
    assert!(!vectors.is_empty());
    vectors
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> [u8; N] {
    let bytes: Vec<u8> = (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect();
    bytes.try_into().unwrap()
}

#[derive(Deserialize)]
struct Canonical {
    value: Value,
    hex: String,
}

#[test]
fn a_value_has_one_canonical_form_and_reads_back() {
    for vector in read::<Canonical>(include_str!("../vectors/canonical.json")) {
        let bytes = canonical(&vector.value).unwrap();
        assert_eq!(hex(&bytes), vector.hex);
        assert_eq!(read_canonical(&bytes).unwrap(), vector.value);
    }
}

#[derive(Deserialize)]
struct Commitment {
    entry: Id,
    salt: String,
    value: Value,
    commitment: Hash,
}

#[test]
fn a_commitment_binds_entry_salt_and_value() {
    for vector in read::<Commitment>(include_str!("../vectors/commitments.json")) {
        let salt = unhex::<SALT_LENGTH>(&vector.salt);
        let plaintext = canonical(&vector.value).unwrap();
        assert_eq!(commitment(vector.entry, &salt, &plaintext), vector.commitment);
        assert_ne!(commitment(Id([7; 16]), &salt, &plaintext), vector.commitment);
        assert_ne!(commitment(vector.entry, &[7; SALT_LENGTH], &plaintext), vector.commitment);
    }
}

#[derive(Deserialize)]
struct Stream {
    device: Id,
    record: Id,
    category: String,
    owner: String,
    stream: Id,
}

#[test]
fn a_stream_is_named_by_device_record_category_and_owner() {
    for v in read::<Stream>(include_str!("../vectors/streams.json")) {
        assert_eq!(stream_id(v.device, v.record, &v.category, &v.owner), v.stream);
    }
}

#[derive(Deserialize)]
struct Entry {
    header: EntryHeader,
    bytes: String,
    hash: Hash,
}

#[derive(Deserialize)]
struct Act {
    header: ActHeader,
    entry_hashes: Vec<Hash>,
    bytes: String,
    hash: Hash,
}

fn entries() -> Vec<Entry> {
    read(include_str!("../vectors/entries.json"))
}

fn acts() -> Vec<Act> {
    read(include_str!("../vectors/acts.json"))
}

#[test]
fn an_entry_header_has_these_bytes_and_this_hash() {
    let vectors = entries();
    let mut chain = StreamChain::of(vectors[0].header.stream);
    for vector in &vectors {
        assert_eq!(hex(&vector.header.bytes()), vector.bytes);
        assert_eq!(chain.step(&vector.header).unwrap(), vector.hash);
    }
}

#[test]
fn an_act_header_has_these_bytes_and_this_hash() {
    let vectors = acts();
    let mut chain = ActChain::of(vectors[0].header.device);
    for vector in &vectors {
        let mut digest = EntriesDigest::none();
        vector.entry_hashes.iter().for_each(|hash| digest.add(*hash));
        assert_eq!(digest.value(), vector.header.entries);
        assert_eq!(hex(&vector.header.bytes()), vector.bytes);
        assert_eq!(vector.header.hash(), vector.hash);
        chain.step(&vector.header).unwrap();
    }
    let last = vectors.last().unwrap();
    assert_eq!(chain.head(), (last.header.seq, last.hash));
    assert!(chain.ends_at(last.header.seq, last.hash).is_ok());
    assert_eq!(chain.ends_at(last.header.seq + 1, last.hash).unwrap_err().why, BrokenWhy::Truncated);
}

#[derive(Deserialize)]
struct Head {
    entry: Id,
    commitment: Hash,
}

#[derive(Deserialize)]
struct Record {
    record: Id,
    heads: Vec<Head>,
    hash: Hash,
}

#[test]
fn a_record_is_hashed_over_its_heads_in_any_order() {
    for vector in read::<Record>(include_str!("../vectors/records.json")) {
        let mut heads: Vec<(Id, Hash)> = vector.heads.iter().map(|head| (head.entry, head.commitment)).collect();
        assert_eq!(record_hash(vector.record, &heads), vector.hash);
        heads.reverse();
        assert_eq!(record_hash(vector.record, &heads), vector.hash);
    }
}

#[test]
fn the_first_altered_act_is_named() {
    let mut acts: Vec<ActHeader> = acts().into_iter().map(|act| act.header).collect();
    acts[1].reason = "something else".into();
    let mut chain = ActChain::of(acts[0].device);
    let found = acts.iter().try_for_each(|act| chain.step(act));
    let why = BrokenWhy::Altered;
    assert_eq!(found, Err(Broken { id: acts[1].id, seq: 2, why }));
}

#[test]
fn a_missing_and_a_strange_link_are_named() {
    let headers: Vec<EntryHeader> = entries().into_iter().map(|e| e.header).collect();
    let mut chain = StreamChain::of(headers[0].stream);
    chain.step(&headers[0]).unwrap();
    let gap = chain.clone().step(&headers[2]).unwrap_err();
    assert_eq!((gap.id, gap.why), (headers[2].id, BrokenWhy::Gap));
    let stranger = EntryHeader { stream: Id([5; 16]), ..headers[1].clone() };
    assert_eq!(chain.step(&stranger).unwrap_err().why, BrokenWhy::Stranger);
}

//! Who reads the vectors, and what they know.

use super::Book;
use crate::plan::Content;
use crate::trial::{NOW, keys, plan, record, sealed};
use journal::{Hash, Id};
use serde_json::{Value, json};

/// The first bundle of the line, which later ones build on.
pub fn first() -> (Vec<u8>, crate::Sealed) {
    let records = [record(1, 2), record(2, 1)];
    sealed(&plan(vec![Content::Records { case: Some(Id([200; 16])), records: &records }]), "whole")
}

fn unit(n: u8) -> Value {
    json!({
        "secret": hex::encode([n; 32]), "unit": Id([n; 16]), "now_ms": NOW,
        "senders": [{
            "unit": Id([1; 16]), "key": hex::encode(keys(1).signing_public()),
            "agreements": [{"id": Id([70; 16]), "version": 2, "standing": "in-force"}], "held": [],
        }],
    })
}

/// As the usual reader, with one thing changed.
fn but(change: impl FnOnce(&mut Value)) -> Value {
    let mut reader = unit(3);
    change(&mut reader);
    reader
}

fn held(bundle: Value, sequence: u64, previous: Hash, sha256: Hash) -> Value {
    let line = crate::trial::manifest().line();
    json!({"bundle": bundle, "line": line, "sequence": sequence, "previous": previous, "sha256": sha256, "imported_ms": NOW})
}

pub fn add(book: &mut Book) {
    for n in [3, 10, 11, 12, 18, 19, 34, 99] {
        book.reader(&format!("unit-{n}"), unit(n));
    }
    let sender = |reader: &mut Value, member: &str, value: Value| reader["senders"][0][member] = value;
    let at = |ms: i64| but(|reader| reader["now_ms"] = json!(ms));
    book.reader("at-the-first-millisecond", at(NOW - 60_000));
    book.reader("a-millisecond-early", at(NOW - 60_001));
    book.reader("at-the-last-millisecond", at(NOW + 86_400_000));
    book.reader("a-millisecond-late", at(NOW + 86_400_001));
    book.reader("knows-nobody", but(|reader| reader["senders"] = json!([])));
    book.reader("knows-another-key", but(|r| sender(r, "key", json!(hex::encode(keys(9).signing_public())))));
    book.reader("knows-the-key-as-another-unit's", but(|r| sender(r, "unit", json!(Id([9; 16])))));
    book.reader("has-our-key-as-another-unit", but(|reader| reader["unit"] = json!(Id([9; 16]))));
    book.reader("holds-no-agreement", but(|r| sender(r, "agreements", json!([]))));
    let agreement =
        |id: u8, version: u32, standing: &str| json!([{"id": Id([id; 16]), "version": version, "standing": standing}]);
    book.reader("holds-another-agreement", but(|r| sender(r, "agreements", agreement(71, 2, "in-force"))));
    book.reader("holds-an-older-version", but(|r| sender(r, "agreements", agreement(70, 1, "in-force"))));
    book.reader("whose-agreement-ended", but(|r| sender(r, "agreements", agreement(70, 2, "ended"))));
    let own = |r: &mut Value| r["senders"].as_array_mut().unwrap()[0]["unit"] = json!(Id([3; 16]));
    book.reader("unit-3-another-laptop", but(own));

    let (_, sealed) = first();
    let is_first = held(json!(sealed.bundle_id), 1, Hash::NONE, sealed.sha256);
    let other = |sequence, previous, sha256| held(json!(Id([9; 16])), sequence, Hash([previous; 32]), Hash([sha256; 32]));
    book.reader("has-read-the-first", but(|r| sender(r, "held", json!([is_first]))));
    book.reader("has-read-another-first", but(|r| sender(r, "held", json!([other(1, 0, 5)]))));
    let second = held(json!(Id([9; 16])), 2, sealed.sha256, Hash([6; 32]));
    book.reader("has-read-the-second", but(|r| sender(r, "held", json!([second]))));
    book.reader("has-read-a-second-of-another-first", but(|r| sender(r, "held", json!([other(2, 5, 6)]))));
}

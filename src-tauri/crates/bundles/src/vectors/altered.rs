//! Whole bundles with bits, bytes, stanzas and chunks changed afterwards.

use super::{Book, readers};
use crate::header::{FIXED, MAC, STANZA};
use crate::trial::{RECEIVER, keys};
use sealing::SealedTo;
use serde_json::{Value, json};

fn flip(at: usize, bit: u8) -> Value {
    json!([{"op": "flip", "at": at, "bit": bit}])
}

fn put(at: usize, bytes: &[u8]) -> Value {
    json!([{"op": "put", "at": at, "hex": hex::encode(bytes)}])
}

/// Where our stanza stands in the first bundle, and where another does.
fn stanzas(bytes: &[u8]) -> (usize, usize) {
    let ours = |at: &usize| {
        let stanza = &bytes[FIXED + at * STANZA..][..STANZA];
        let sealed = SealedTo { enc: stanza[..32].try_into().unwrap(), sealed: stanza[32..].to_vec() };
        keys(RECEIVER).open(b"bundle/v1/stanza", &bytes[..FIXED], &sealed).is_ok()
    };
    let ours = (0..8).find(ours).unwrap();
    (FIXED + ours * STANZA, FIXED + ((ours + 1) % 8) * STANZA)
}

pub fn add(book: &mut Book) {
    let (whole, _) = readers::first();
    let mut whole_is = |name: &str, edits: Value, code: &str| book.refused(name, "whole", edits, "unit-3", code);
    for at in 0..8 {
        whole_is(&format!("magic byte {at} flipped"), flip(at, u8::try_from(at).unwrap()), "not-a-bundle");
    }
    for (name, at, bytes, code) in [
        ("major 0", 8, [0, 0], "bad-header"),
        ("major 2", 8, [0, 2], "newer"),
        ("major 65535", 8, [255, 255], "newer"),
        ("minor changed afterwards", 10, [0, 1], "not-for-us"),
        ("suite 0", 12, [0, 0], "bad-header"),
        ("suite 2", 12, [0, 2], "newer"),
        ("suite 257", 12, [1, 1], "newer"),
        ("no stanzas", 14, [0, 0], "bad-header"),
        ("9 stanzas", 14, [0, 9], "bad-header"),
        ("16 stanzas instead of 8", 14, [0, 16], "not-for-us"),
        ("32 stanzas instead of 8", 14, [0, 32], "not-for-us"),
        ("33 stanzas", 14, [0, 33], "bad-header"),
        ("65535 stanzas", 14, [255, 255], "bad-header"),
    ] {
        whole_is(name, put(at, &bytes), code);
    }
    let longer = json!([{"op": "put", "at": 12, "hex": "0002"}, {"op": "append", "hex": "00".repeat(64)}]);
    whole_is("suite 2 with a longer encapsulated key", longer, "newer");
    let (ours, other) = stanzas(&whole);
    let mac = FIXED + 8 * STANZA;
    for (name, at, code) in [
        ("our encapsulated key", ours, "not-for-us"),
        ("our sealed key", ours + 32, "not-for-us"),
        ("our sealed key's tag", ours + STANZA - 1, "not-for-us"),
        ("another's encapsulated key", other, "header-altered"),
        ("another's sealed key", other + 40, "header-altered"),
        ("first byte of the MAC", mac, "header-altered"),
        ("last byte of the MAC", mac + MAC - 1, "header-altered"),
        ("salt", mac + MAC, "payload-altered"),
        ("last byte of the salt", mac + MAC + 23, "payload-altered"),
        ("commitment", mac + MAC + 24, "payload-altered"),
        ("last byte of the commitment", mac + MAC + 55, "payload-altered"),
        ("first byte of the manifest's length", mac + MAC + 56, "payload-altered"),
        ("last byte of the file", whole.len() - 1, "payload-altered"),
    ] {
        for bit in [0, 7] {
            whole_is(&format!("{name}, bit {bit} flipped"), flip(at, bit), code);
        }
    }
    for (n, point) in SMALL_ORDER.iter().enumerate() {
        whole_is(&format!("our stanza with point {n} of small order"), put(ours, &hex::decode(point).unwrap()), "not-for-us");
    }
    let swapped = json!([
        {"op": "put", "at": ours, "hex": hex::encode(&whole[other..other + STANZA])},
        {"op": "put", "at": other, "hex": hex::encode(&whole[ours..ours + STANZA])},
    ]);
    whole_is("two stanzas swapped", swapped, "header-altered");
    whole_is("our stanza twice", put(other, &whole[ours..ours + STANZA]), "header-altered");
    chunks(book, mac + MAC);
}

/// The points of small order, as in the tests of the sealing crate.
const SMALL_ORDER: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

/// The bundle of three chunks cut, turned and lengthened.
fn chunks(book: &mut Book, payload: usize) {
    let mut long_is = |name: &str, edits: Value, code: &str| book.refused(name, "long", edits, "unit-3", code);
    let body = payload + 56;
    for (at, code) in [
        (0, "not-a-bundle"),
        (7, "not-a-bundle"),
        (15, "not-a-bundle"),
        (16, "cut-short"),
        (17, "cut-short"),
        (payload - 33, "cut-short"),
        (payload - 1, "cut-short"),
        (payload, "cut-short"),
        (payload + 1, "cut-short"),
        (body - 1, "cut-short"),
        (body, "cut-short"),
        (body + 1, "cut-short"),
        (body + 15, "cut-short"),
        (body + 16, "payload-altered"),
        (body + 16_399, "payload-altered"),
        (body + 16_400, "cut-short"),
        (body + 16_401, "cut-short"),
        (body + 16_416, "payload-altered"),
        (body + 32_799, "payload-altered"),
        (body + 32_800, "cut-short"),
        (body + 32_801, "cut-short"),
        (body + 32_816, "payload-altered"),
    ] {
        long_is(&format!("cut to {at}"), json!([{"op": "cut", "at": at}]), code);
    }
    for (name, order) in [
        ("first two chunks swapped", vec![1, 0, 2]),
        ("last two chunks swapped", vec![0, 2, 1]),
        ("first chunk twice", vec![0, 0, 1, 2]),
        ("second chunk twice", vec![0, 1, 1, 2]),
        ("last chunk twice", vec![0, 1, 2, 2]),
        ("first chunk left out", vec![1, 2]),
        ("second chunk left out", vec![0, 2]),
        ("only the last chunk", vec![2]),
    ] {
        long_is(name, json!([{"op": "chunks", "from": body, "order": order}]), "payload-altered");
    }
    long_is("last chunk left out", json!([{"op": "chunks", "from": body, "order": [0, 1]}]), "cut-short");
    for (name, count) in [("a byte added", 1), ("16 bytes added", 16), ("a chunk's length added", 16_400)] {
        long_is(name, json!([{"op": "append", "hex": "00".repeat(count)}]), "payload-altered");
    }
}

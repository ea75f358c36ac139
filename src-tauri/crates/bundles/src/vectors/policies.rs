//! Bundles that are whole and not for this reader, not now, or not under this agreement; and signatures that do not fit.

use super::Book;
use super::forge::{Forge, signed};
use crate::trial::{EXPORTER, RECEIVER, SENDER, keys};
use crate::{Signers, seal};
use journal::Id;
use serde_json::json;

pub fn add(book: &mut Book) {
    let mut whole_for = |reader: &str, code: &str| {
        book.refused(&format!("whole, {reader}"), "whole", json!([]), reader, code);
    };
    whole_for("unit-99", "not-for-us");
    whole_for("has-our-key-as-another-unit", "not-addressed");
    whole_for("knows-nobody", "unknown-sender");
    whole_for("knows-another-key", "unknown-sender");
    whole_for("knows-the-key-as-another-unit's", "bad-manifest");
    whole_for("holds-no-agreement", "agreement-not-held");
    whole_for("holds-another-agreement", "agreement-not-held");
    whole_for("holds-an-older-version", "agreement-not-held");
    whole_for("whose-agreement-ended", "agreement-not-held");
    whole_for("a-millisecond-early", "not-yet-valid");
    whole_for("a-millisecond-late", "expired");
    whole_for("has-read-the-first", "already-imported");
    whole_for("has-read-another-first", "forked");
    whole_for("has-read-a-second-of-another-first", "forked");
    let after_another = "second of the line";
    book.refused("second of a line whose first was another", after_another, json!([]), "has-read-another-first", "forked");
    let own = Forge::with("own", |manifest| {
        manifest["kind"] = json!("own-unit");
        manifest["route"] = json!("own-unit");
        manifest["agreement"] = json!(null);
    });
    book.broken("own unit, sent by another unit", &own.bytes(), "not-addressed");
    signatures(book);
    contexts(book);
}

/// The number of signatures, and each with its key.
fn pair(header: &[u8], manifest: &[u8], unit: u8, exporter: u8) -> Vec<u8> {
    let (unit, exporter) = (keys(unit), keys(exporter));
    seal::signatures(header, manifest, &Signers { unit: &unit, exporter: &exporter })
}

type Pair<'a> = &'a dyn Fn(&[u8], &[u8]) -> Vec<u8>;

fn signatures(book: &mut Book) {
    let mut add = |name: &str, signing: Pair<'_>, code: &str| {
        let forge = Forge { signing: Box::new(signing), ..Forge::of(name) };
        book.broken(&format!("signatures: {name}"), &forge.bytes(), code);
    };
    let changed = |at: usize| {
        move |header: &[u8], manifest: &[u8]| {
            let mut bytes = signed(header, manifest);
            bytes[at] ^= 1;
            bytes
        }
    };
    add("unit's changed", &changed(1 + 32), "bad-signature");
    add("unit's last byte changed", &changed(1 + 95), "bad-signature");
    add("exporter's changed", &changed(97 + 32), "bad-signature");
    add("unit's key changed", &changed(1), "unknown-sender");
    add("exporter's key changed", &changed(97), "bad-signature");
    add("of another header", &|header, manifest| signed(&[header, &[0]].concat(), manifest), "bad-signature");
    add("of another manifest", &|header, manifest| signed(header, &[manifest, b" "].concat()), "bad-signature");
    add("a stranger's", &|header, manifest| pair(header, manifest, 9, EXPORTER), "unknown-sender");
    add("the exporter's in both places", &|header, manifest| pair(header, manifest, EXPORTER, EXPORTER), "unknown-sender");
    add("the unit's in both places", &|header, manifest| pair(header, manifest, SENDER, SENDER), "bad-manifest");
    add("a receiver who signs as exporter", &|header, manifest| pair(header, manifest, SENDER, RECEIVER), "bad-manifest");
    add("turned", &|header, manifest| pair(header, manifest, EXPORTER, SENDER), "unknown-sender");
    for (name, number) in [("none", 0), ("one", 1), ("three", 3), ("255", 255)] {
        let numbered = |header: &[u8], manifest: &[u8]| [&[number], &signed(header, manifest)[1..]].concat();
        add(name, &numbered, "bad-manifest");
    }
    let another = Forge::of("another bundle");
    let theirs = std::cell::RefCell::new(Vec::new());
    let keep = |header: &[u8], manifest: &[u8]| {
        *theirs.borrow_mut() = signed(header, manifest);
        theirs.borrow().clone()
    };
    Forge { signing: Box::new(keep), ..another }.bytes();
    add("of another bundle", &|_, _| theirs.borrow().clone(), "bad-signature");
    // The neutral element signs anything where weak keys are taken: R = neutral, S = 0.
    let neutral: Vec<u8> = [&[1u8][..], &[0; 31]].concat();
    let weak = |header: &[u8], manifest: &[u8]| {
        let unit = signed(header, manifest)[..97].to_vec();
        [unit.as_slice(), &neutral, &neutral, &[0; 32]].concat()
    };
    add("a weak exporter's key", &weak, "bad-signature");
    let second_form = |header: &[u8], manifest: &[u8]| {
        let mut bytes = signed(header, manifest);
        add_order(&mut bytes[97 + 64..97 + 96]);
        bytes
    };
    add("exporter's in its second form", &second_form, "bad-signature");
    let altered = Forge {
        signing: Box::new(|header, manifest| {
            let text = String::from_utf8(manifest.to_vec()).unwrap();
            signed(header, text.replace("\"terms\"", "\"termz\"").as_bytes())
        }),
        ..Forge::with("altered recipients", |m| m["recipients"][0]["unit"] = json!(Id([3; 16])))
    };
    book.broken("recipients: altered after signing", &altered.bytes(), "bad-signature");
}

/// S plus the order of the group: the same signature to a lax reader (RFC 8032 section 5.1.7).
fn add_order(s: &mut [u8]) {
    let order = hex::decode("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").unwrap();
    let mut carry = 0u16;
    for (byte, add) in s.iter_mut().zip(order) {
        carry += u16::from(*byte) + u16::from(add);
        *byte = u8::try_from(carry & 0xff).unwrap();
        carry >>= 8;
    }
}

fn contexts(book: &mut Book) {
    for (name, context) in [("another", vec![7; 64]), ("empty", vec![])] {
        let forge = Forge { context: Some(context), ..Forge::of(name) };
        book.broken(&format!("payload bound to {name} context"), &forge.bytes(), "payload-altered");
    }
    let (one, two) = (Forge::of("whole").bytes(), Forge::of("another bundle").bytes());
    let header = crate::header::FIXED + 8 * crate::header::STANZA + crate::header::MAC;
    book.broken("payload of another bundle", &[&one[..header], &two[header..]].concat(), "payload-altered");
}

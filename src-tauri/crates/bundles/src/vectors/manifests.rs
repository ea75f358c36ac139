//! Bundles whose manifest is signed and wrong.

use super::Book;
use super::forge::Forge;
use crate::header;
use crate::trial::recipient;
use journal::Id;
use serde_json::{Value, json};

const BAD: &str = "bad-manifest";

pub fn add(book: &mut Book) {
    spelled(book);
    for (name, member, value) in [
        ("an unknown member", "note", json!("hello")),
        ("no recipients", "recipients", json!([])),
        ("no agreement on its route", "agreement", json!(null)),
        ("an agreement of version 0", "agreement", json!({"id": Id([70; 16]), "version": 0})),
        ("an agreement on another route", "route", json!("emergency")),
        ("a route nobody knows", "route", json!("by-post")),
        ("a kind nobody knows", "kind", json!("gossip")),
        ("a receipt with records", "kind", json!("receipt")),
        ("own unit under an agreement", "kind", json!("own-unit")),
        ("a purpose of two words", "purpose", json!("two words")),
        ("no purpose", "purpose", json!("")),
        ("a basis twice", "basis", json!(["6(1)(e)", "6(1)(e)"])),
        ("categories out of order", "categories", json!(["victim-narrative", "child"])),
        ("no categories for records", "categories", json!([])),
        ("a case twice", "cases", json!([{"case": Id([200; 16]), "records": 1}, {"case": Id([200; 16]), "records": 1}])),
        ("a case without records", "cases", json!([{"case": Id([200; 16]), "records": 0}])),
        ("records of a case that is not named", "cases", json!([])),
        ("ends before it begins", "not_after_ms", json!(0)),
        ("a time that is text", "created_ms", json!("2026-11-28")),
        ("sequence 0", "sequence", json!(0)),
        ("sequence 1 with one before it", "previous", json!("01".repeat(32))),
        ("sequence 2 with none before it", "sequence", json!(2)),
        ("sequence below nothing", "sequence", json!(-1)),
        ("reader 0", "min_reader", json!(0)),
        ("a checkpoint that is none", "checkpoint", json!("all is well")),
        ("another sender's key", "sender_key", json!("07".repeat(32))),
        ("another sender", "sender_unit", json!(Id([9; 16]))),
        ("another exporter's key", "exporter", json!({"member": Id([60; 16]), "key": "07".repeat(32)})),
        ("no sections", "sections", json!([])),
    ] {
        let name = format!("manifest: {name}");
        book.broken(&name, &Forge::with(&name, |manifest| manifest[member] = value).bytes(), BAD);
    }
    let newer = Forge::with("reader 2", |manifest| manifest["min_reader"] = json!(2)).bytes();
    book.broken("manifest: needs a later reader", &newer, "newer");
    let newer = Forge::with("reader 9", |manifest| {
        manifest["min_reader"] = json!(9);
        manifest["note"] = json!("unknown here");
    });
    book.broken("manifest: needs a later reader and says more", &newer.bytes(), "newer");
    terms(book);
    recipients(book);
    infos(book);
}

/// The same manifest in another spelling: one is taken.
fn spelled(book: &mut Book) {
    let deep = format!("\"note\":{}{},\"not_after_ms\"", "[".repeat(17), "]".repeat(17));
    let deeper = format!("\"note\":{}{},\"not_after_ms\"", "[".repeat(20_000), "]".repeat(20_000));
    let huge = format!("\"schema\":1{}", "0".repeat(400));
    for (name, from, to) in [
        ("a member twice", "\"purpose\":", "\"purpose\":\"other\",\"purpose\":"),
        ("a member twice with the same value", "\"schema\":4", "\"schema\":4,\"schema\":4"),
        ("white space", "\"schema\":4", "\"schema\": 4"),
        ("a line end after it", "\"terms\"", "\n\"terms\""),
        ("a fraction", "\"schema\":4", "\"schema\":4.0"),
        ("an exponent", "\"schema\":4", "\"schema\":4e0"),
        ("a leading zero", "\"schema\":4", "\"schema\":04"),
        ("a number beyond 32 bits", "\"schema\":4", "\"schema\":4294967296"),
        ("a huge number", "\"schema\":4", huge.as_str()),
        ("a number without end", "\"schema\":4", "\"schema\":1e999"),
        ("no value", "\"schema\":4", "\"schema\":null"),
        ("an escape that need not be", "\"safeguarding\"", "\"s\\u0061feguarding\""),
        ("members out of order", "\"agreement\"", "\"zgreement\""),
        ("17 lists in one another", "\"not_after_ms\"", deep.as_str()),
        ("20000 lists in one another", "\"not_after_ms\"", deeper.as_str()),
        ("a member missing", "\"schema\":4,", ""),
        ("an id in upper case", "c8c8c8c8-c8c8", "C8C8C8C8-C8C8"),
        ("an id without hyphens", "c8c8c8c8-c8c8-c8c8-c8c8-c8c8c8c8c8c8", "c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8c8"),
        ("cut short", "\"purpose\"", "\"purp"),
    ] {
        let name = format!("manifest: {name}");
        book.broken(&name, &Forge::spelled(&name, from, to).bytes(), BAD);
    }
    let mut bytes = Forge::of("no text");
    bytes.manifest = vec![0xff; 200];
    book.broken("manifest: no text", &bytes.bytes(), BAD);
    let mut nothing = Forge::of("nothing");
    nothing.manifest.clear();
    book.broken("manifest: nothing", &nothing.bytes(), BAD);
    let mut long = Forge::of("long manifest");
    long.length = Some(65_537);
    book.broken("manifest: one byte longer than may be", &long.bytes(), "over-limit");
    let mut longest = Forge::of("longest manifest");
    longest.length = Some(u32::MAX);
    book.broken("manifest: four gibibytes by its own account", &longest.bytes(), "over-limit");
    let mut beyond = Forge::of("beyond");
    beyond.length = Some(65_536);
    book.broken("manifest: longer than the payload", &beyond.bytes(), BAD);
}

fn terms(book: &mut Book) {
    for (name, member, value) in [
        ("a day that is none", "delete_by", json!("2026-13-01")),
        ("a day in words", "review_by", json!("soon")),
        ("onward to named units without one", "onward", json!("named-parties")),
        ("units named without that term", "onward_parties", json!([Id([9; 16])])),
        ("printing nobody knows", "printing", json!("twice")),
        ("no marking", "marking", json!("")),
        ("an unknown term", "note", json!(1)),
    ] {
        let name = format!("terms: {name}");
        book.broken(&name, &Forge::with(&name, |manifest| manifest["terms"][member] = value).bytes(), BAD);
    }
}

fn recipients(book: &mut Book) {
    let value = |n: u8| serde_json::to_value(recipient(n)).unwrap();
    let with = |seed: &str, list: Vec<Value>| Forge::with(seed, |manifest| manifest["recipients"] = list.into());
    book.broken("recipients: out of order", &with("order", vec![value(4), value(3)]).bytes(), BAD);
    book.broken("recipients: one twice", &with("twice", vec![value(3), value(3)]).bytes(), BAD);
    book.broken("recipients: nine named behind eight stanzas", &with("nine", (3..12).map(value).collect()).bytes(), BAD);
    book.broken("recipients: 33", &with("33", (3..36).map(value).collect()).bytes(), BAD);
    book.broken("recipients: we have a stanza and are not named", &with("stranger", vec![value(4)]).bytes(), "not-addressed");
    let mut one_of_sixteen = Forge::of("sixteen");
    one_of_sixteen.fixed = header::fixed(0, 16);
    book.broken("recipients: one named behind sixteen stanzas", &one_of_sixteen.bytes(), BAD);
}

/// What the manifest says of its sections.
fn infos(book: &mut Book) {
    for (name, member, value, code) in [
        ("the padding named", "type", json!(0), BAD),
        ("a number beyond 8 bits", "type", json!(256), BAD),
        ("an unknown one that must be understood", "type", json!(99), "newer"),
        ("flags 0 on a known one", "flags", json!(0), BAD),
        ("flags 2", "flags", json!(2), BAD),
        ("a claimed length of 2^63", "length", json!(1u64 << 63), "over-limit"),
        ("a claimed length of 2^64-1", "length", json!(u64::MAX), "over-limit"),
        ("records a byte longer than may be", "length", json!(8 * 1024 * 1024 + 1), "over-limit"),
        ("a case that is not named", "case", json!(Id([201; 16])), BAD),
        ("an unknown member", "name", json!("x"), BAD),
    ] {
        let name = format!("section in the manifest: {name}");
        book.broken(&name, &Forge::with(&name, |manifest| manifest["sections"][0][member] = value).bytes(), code);
    }
    for (name, number, flags, length, code) in [
        ("an attachment longer than may be", 2, 1, 64 * 1024 * 1024 + 1, "over-limit"),
        ("a form longer than may be", 3, 1, 256 * 1024 + 1, "over-limit"),
        ("a receipt among cases", 4, 1, 2, BAD),
        ("an unknown one with unknown flags", 99, 3, 2, BAD),
        ("an unknown one that must be understood beside the records", 200, 1, 2, "newer"),
    ] {
        let name = format!("section in the manifest: {name}");
        let forge = Forge::with(&name, |manifest| {
            let info = json!({"type": number, "flags": flags, "length": length, "sha256": "00".repeat(32), "case": null});
            manifest["sections"].as_array_mut().unwrap().push(info);
        });
        book.broken(&name, &forge.bytes(), code);
    }
    let many = Forge::with("many", |manifest| {
        let info = manifest["sections"][0].clone();
        manifest["sections"] = vec![info; 300].into();
    });
    book.broken("section in the manifest: 300 and one is there", &many.bytes(), "bad-sections");
}

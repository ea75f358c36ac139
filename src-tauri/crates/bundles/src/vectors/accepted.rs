//! Bundles that are read.

use super::forge::{Forge, framed, section};
use super::{Book, readers};
use crate::header;
use crate::plan::{Content, Plan};
use crate::record::CarriedRecord;
use crate::trial::{NOW, device, entries_of, plan, recipient, record, record_of, sealed};
use crate::{BundleKind, CaseOutcome, Correction, Receipt, ReceiptOutcome, Route, Withdrawal, WriteBytes};
use journal::{Hash, Id};
use serde_json::json;

const CASE: Option<Id> = Some(Id([200; 16]));

pub fn add(book: &mut Book) {
    let (first, _) = readers::first();
    book.base("whole", &first);
    let whole = json!({"place": "next", "records": 2, "entries": 3, "quarantined": []});
    for reader in ["unit-3", "at-the-first-millisecond", "at-the-last-millisecond"] {
        book.accepted(&format!("whole, {reader}"), "whole", reader, whole.clone());
    }
    let late = json!({"place": "late", "records": 2, "entries": 3, "quarantined": []});
    book.accepted("the second came before the first", "whole", "has-read-the-second", late);
    recipients(book);
    later(book);
    kinds(book);
    notices(book);
    set_aside(book);
    let forge = Forge { fixed: header::fixed(7, 8), ..Forge::of("minor").and_section(99, 0, b"of a later minor version") };
    book.base("minor", &forge.bytes());
    let found = json!({"place": "next", "records": 2, "entries": 3, "quarantined": [], "unknown": [99]});
    book.accepted("higher minor with an unknown section", "minor", "unit-3", found);
}

fn recipients(book: &mut Book) {
    let records = [record(1, 1)];
    let found = json!({"place": "next", "records": 1, "entries": 1, "quarantined": []});
    for (count, readers) in
        [(1, vec![3]), (8, vec![3, 10]), (9, vec![3, 11]), (16, vec![18]), (17, vec![3, 19]), (32, vec![3, 34])]
    {
        let mut plan = plan(vec![Content::Records { case: CASE, records: &records }]);
        plan.recipients = (3..3 + count).map(recipient).collect();
        let name = format!("{count} recipients");
        book.base(&name, &sealed(&plan, &name).0);
        for n in readers {
            book.accepted(&format!("{name}, read by unit {n}"), &name, &format!("unit-{n}"), found.clone());
        }
    }
}

/// Bundles that follow the first on its line.
fn later(book: &mut Book) {
    let records = [record(1, 1)];
    let (_, first) = readers::first();
    for (name, sequence, previous, place) in
        [("second of the line", 2, first.sha256, "next"), ("fourth of the line", 4, Hash([9; 32]), "gap 2 to 3")]
    {
        let plan = Plan { sequence, previous, ..plan(vec![Content::Records { case: CASE, records: &records }]) };
        book.base(name, &sealed(&plan, name).0);
        let found = json!({"place": place, "records": 1, "entries": 1, "quarantined": []});
        book.accepted(name, name, "has-read-the-first", found);
    }
}

fn kinds(book: &mut Book) {
    let records = [record(1, 1), record(2, 1)];
    let of = |content| plan(content);
    let of_case = || Content::Records { case: CASE, records: &records };
    let found = json!({"place": "next", "records": 2, "entries": 2, "quarantined": []});
    for (name, route) in [("one-off", Route::OneOff), ("emergency", Route::Emergency)] {
        book.base(name, &sealed(&Plan { route, agreement: None, ..of(vec![of_case()]) }, name).0);
        book.accepted(name, name, "holds-no-agreement", found.clone());
    }
    let blob: Vec<u8> = (0..40_000u32).map(|at| u8::try_from((at * 7) % 251).unwrap()).collect();
    let write: &WriteBytes<'_> = &|out| out.write_all(&blob);
    let attachment = Content::Attachment { sha256: journal::sha256(&blob), length: 40_000, write };
    let form = br#"{"form":"specimen","version":1}"#;
    book.base("long", &sealed(&of(vec![of_case(), attachment, Content::Form(form)]), "long").0);
    let long = json!({"place": "next", "records": 2, "entries": 2, "quarantined": [], "attachments": [40_000], "forms": 1});
    book.accepted("three chunks, with an attachment and a form", "long", "unit-3", long);

    let other = CarriedRecord { case: None, ..record(3, 1) };
    let loose = [other.clone()];
    let no_case = Content::Records { case: None, records: &loose };
    book.base("of no case", &sealed(&of(vec![of_case(), no_case]), "of no case").0);
    let found = json!({"place": "next", "records": 3, "entries": 3, "quarantined": []});
    book.accepted("records of no case", "of no case", "unit-3", found);

    let mixed = [record(1, 1), other];
    let own = Plan {
        kind: BundleKind::OwnUnit,
        route: Route::OwnUnit,
        agreement: None,
        sender_unit: Id([3; 16]),
        ..of(vec![Content::Records { case: None, records: &mixed }])
    };
    book.base("own unit", &sealed(&own, "own unit").0);
    let found = json!({"place": "next", "records": 2, "entries": 2, "quarantined": []});
    book.accepted("between two laptops of one unit", "own unit", "unit-3-another-laptop", found);
    book.refused("own unit, but of another", "own unit", json!([]), "unit-3", "bad-manifest");
}

fn notices(book: &mut Book) {
    let receipt = |outcome, reason: Option<&str>, cases| Receipt {
        bundle: Id([1; 16]),
        sha256: Hash([2; 32]),
        outcome,
        reason: reason.map(str::to_owned),
        cases,
        at_ms: NOW,
        by: Id([60; 16]),
    };
    let case = |n, outcome, reason: Option<&str>| CaseOutcome { case: Id([n; 16]), outcome, reason: reason.map(str::to_owned) };
    let some = vec![case(1, ReceiptOutcome::Accepted, None), case(2, ReceiptOutcome::Rejected, Some("closed-here"))];
    for (name, receipt) in [
        ("receipt, opened", receipt(ReceiptOutcome::Opened, None, vec![])),
        ("receipt, accepted", receipt(ReceiptOutcome::Accepted, None, some)),
        ("receipt, rejected", receipt(ReceiptOutcome::Rejected, Some("not-our-case"), vec![])),
    ] {
        book.base(name, &sealed(&Plan { kind: BundleKind::Receipt, ..plan(vec![Content::Receipt(&receipt)]) }, name).0);
        let found = json!({"place": "next", "records": 0, "entries": 0, "quarantined": [], "notice": "receipt"});
        book.accepted(name, name, "whose-agreement-ended", found);
    }
    let (bundles, records) = (vec![Id([1; 16]), Id([2; 16])], vec![Id([3; 16])]);
    let words = "No longer wanted. \u{2603} \"quoted\" \\ \u{7f}\n".to_owned();
    let (reason, at_ms) = ("victim-asked".to_owned(), NOW);
    let withdrawal = Withdrawal { bundles: bundles.clone(), records: records.clone(), reason: reason.clone(), words, at_ms };
    let back = Plan { kind: BundleKind::Withdrawal, ..plan(vec![Content::Withdrawal(&withdrawal)]) };
    book.base("withdrawal", &sealed(&back, "withdrawal").0);
    let found = json!({"place": "next", "records": 0, "entries": 0, "quarantined": [], "notice": "withdrawal"});
    book.accepted("withdrawal", "withdrawal", "whose-agreement-ended", found);
    let corrected = [record(1, 2)];
    let correction = Correction { bundles, records, reason, at_ms };
    let content = vec![Content::Correction(&correction), Content::Records { case: CASE, records: &corrected }];
    book.base("correction", &sealed(&Plan { kind: BundleKind::Correction, ..plan(content) }, "correction").0);
    let found = json!({"place": "next", "records": 1, "entries": 2, "quarantined": [], "notice": "correction"});
    book.accepted("correction", "correction", "whose-agreement-ended", found);
}

/// Bundles that are whole, with a record in them that is not.
fn set_aside(book: &mut Book) {
    let changed = |change: fn(&mut CarriedRecord)| {
        let mut record = record(1, 3);
        change(&mut record);
        record.bytes()
    };
    let spaced = record_of(1, &[br#"{"a":1}"#.as_slice(), br#"{"a": 2}"#, br#"{"a":3}"#]).bytes();
    let deep = format!("{}{}", "[".repeat(17), "]".repeat(17));
    let cases: Vec<(&str, Vec<u8>, usize, usize, &str)> = vec![
        ("erased value", changed(|r| r.entries[1].value = None), 2, 4, ""),
        ("another value", changed(|r| r.entries[1].value = Some(([1; 16], b"1".to_vec()))), 2, 2, "value"),
        ("another salt", changed(|r| r.entries[2].value.as_mut().unwrap().0 = [9; 16]), 2, 3, "value"),
        ("entry left out", changed(|r| drop(r.entries.remove(1))), 2, 2, "gap"),
        ("first entry left out", changed(|r| drop(r.entries.remove(0))), 1, 1, "gap"),
        ("header changed", changed(|r| r.entries[1].header.time_ms += 1), 2, 2, "altered"),
        ("previous changed", changed(|r| r.entries[0].header.previous = Hash([1; 32])), 1, 1, "altered"),
        ("another device", changed(|r| r.entries[0].header.device = device(9)), 1, 1, "stranger"),
        ("another record", changed(|r| r.record = Id([1; 16].map(|byte: u8| byte - 1))), 1, 1, "stranger"),
        ("another owner", changed(|r| r.owner = "health".into()), 1, 1, "stranger"),
        ("another case", changed(|r| r.case = Some(Id([201; 16]))), 1, 1, "misplaced"),
        ("category not named", changed(|r| r.category = "intelligence".into()), 1, 1, "misplaced"),
        ("value with white space", spaced, 2, 2, "not-canonical"),
        ("value too deep", record_of(1, &[deep.as_bytes()]).bytes(), 1, 1, "not-canonical"),
        ("value with a huge number", record_of(1, &[b"1e999"]).bytes(), 1, 1, "not-canonical"),
        ("value with a member twice", record_of(1, &[br#"{"a":1,"a":1}"#]).bytes(), 1, 1, "not-canonical"),
        ("no record", b"no record at all".to_vec(), 1, 1, "unreadable"),
        ("record with a byte more", [changed(|_| ()), vec![0]].concat(), 1, 1, "unreadable"),
        ("entries turned", changed(|r| r.entries.reverse()), 1, 1, "unreadable"),
    ];
    for (name, bytes, records, entries, why) in cases {
        let name = format!("set aside: {name}");
        let forge = Forge::of_records(&name, &[framed(&bytes), framed(&record(2, 1).bytes())]);
        book.base(&name, &forge.bytes());
        let quarantined: Vec<&str> = Some(why).filter(|why| !why.is_empty()).into_iter().collect();
        let found = json!({"place": "next", "records": records, "entries": entries, "quarantined": quarantined});
        book.accepted(&name, &name, "unit-3", found);
    }
    let mut two = record(1, 3);
    two.entries.extend(entries_of(&two, 9, &[b"1", b"2"]));
    two.sort();
    let broken = two.entries.iter().position(|entry| entry.header.device == device(1)).unwrap();
    two.entries[broken].value.as_mut().unwrap().0 = [99; 16];
    let forge = Forge::of_records("two streams", &[framed(&two.bytes()), framed(&record(2, 1).bytes())]);
    assert!(forge.sections.starts_with(&section(1, 1, &[])[..2]));
    book.base("set aside: one of two streams", &forge.bytes());
    let found = json!({"place": "next", "records": 2, "entries": 3, "quarantined": ["value"]});
    book.accepted("set aside: one of two streams", "set aside: one of two streams", "unit-3", found);
}

//! What is read of a bundle, by whom, and in which order.

use super::*;
use crate::line::Place;
use crate::parts::{Contents, Part};
use crate::plan::{Content, Plan};
use crate::record::CarriedRecord;
use crate::trial::{self, NOW, keys, pinned, plan, recipient, record, sealed};
use crate::{BundleKind, Receipt, ReceiptOutcome, Withdrawal, WriteBytes};
use journal::{Hash, sha256};

fn contents(bytes: &[u8], change: impl FnOnce(&mut PinnedSender, &mut i64)) -> Result<Contents, OpenRefusal> {
    let (keys, mut sender, mut now) = (keys(trial::RECEIVER), pinned(), NOW);
    change(&mut sender, &mut now);
    let senders = [sender];
    let reader = Reader { now_ms: now, ..trial::reader(&keys, &senders) };
    open(&mut &*bytes, &reader)?.contents()
}

fn of_records<'a>(records: &'a [CarriedRecord]) -> Plan<'a> {
    plan(vec![Content::Records { case: Some(Id([200; 16])), records }])
}

#[test]
fn records_leave_and_arrive_with_every_entry_salt_and_value_and_their_manifest() {
    let records = [record(7, 3), record(5, 1)];
    let (bytes, sealed) = sealed(&of_records(&records), "whole");
    let read = contents(&bytes, |_, _| {}).unwrap();
    assert_eq!(read.records, [records[1].clone(), records[0].clone()], "sorted by id");
    assert_eq!((read.whole.sha256, read.whole.bytes), (sealed.sha256, sealed.bytes));
    assert_eq!((read.whole.manifest.bundle_id, read.whole.place), (sealed.bundle_id, Place::Next));
    assert_eq!(read.whole.manifest.cases, [crate::CaseSlip { case: Id([200; 16]), records: 2 }]);
    assert_eq!(read.whole.manifest.categories, ["victim-narrative"]);
    assert!(read.quarantined.is_empty());
}

#[test]
fn every_recipient_opens_it_and_nobody_else() {
    let records = [record(1, 1)];
    let mut plan = of_records(&records);
    plan.recipients = (3..12).map(recipient).collect();
    let (bytes, _) = sealed(&plan, "many");
    let senders = [pinned()];
    for n in 3..12 {
        let keys = keys(n);
        let reader = Reader { keys: &keys, unit: Id([n; 16]), senders: &senders, now_ms: NOW };
        assert!(open(&mut bytes.as_slice(), &reader).unwrap().finish().is_ok(), "{n}");
    }
    let keys = keys(12);
    let reader = Reader { keys: &keys, unit: Id([12; 16]), senders: &senders, now_ms: NOW };
    assert_eq!(open(&mut bytes.as_slice(), &reader).err(), Some(OpenRefusal::NotForUs));
}

/// B-8: nothing of an unverified sender is parsed; the file is not even read beyond the first chunk.
#[test]
fn of_an_unknown_sender_no_more_than_the_first_chunk_is_read_and_no_part_comes_out() {
    let blob = vec![7u8; 200_000];
    let write: &WriteBytes<'_> = &|out| out.write_all(&blob);
    let records = [record(1, 1)];
    let mut plan = of_records(&records);
    plan.content.push(Content::Attachment { sha256: sha256(&blob), length: 200_000, write });
    let (bytes, _) = sealed(&plan, "stranger");
    let mut rest = bytes.as_slice();
    let keys = keys(trial::RECEIVER);
    let refused = open(&mut rest, &trial::reader(&keys, &[])).err();
    assert!(matches!(refused, Some(OpenRefusal::UnknownSender { .. })));
    assert!(bytes.len() - rest.len() <= 16 + 8 * header::STANZA + 32 + 56 + 16_400);
}

#[test]
fn an_attachment_comes_out_when_it_is_asked_for_and_is_checked_when_it_is_not() {
    let blob = vec![7u8; 50_000];
    let write: &WriteBytes<'_> = &|out| out.write_all(&blob);
    let records = [record(1, 1)];
    let mut plan = of_records(&records);
    plan.content.insert(0, Content::Attachment { sha256: sha256(&blob), length: 50_000, write });
    let (bytes, _) = sealed(&plan, "attached");
    let (keys, senders) = (keys(trial::RECEIVER), [pinned()]);
    let mut source = bytes.as_slice();
    let mut opened = open(&mut source, &trial::reader(&keys, &senders)).unwrap();
    let Some(Part::Attachment(info)) = opened.next_part().unwrap() else { panic!("no attachment") };
    let mut out = Vec::new();
    opened.copy_into(&mut out).unwrap();
    assert_eq!((out, info.sha256), (blob.clone(), sha256(&blob)));
    assert_eq!(opened.copy_into(&mut Vec::new()), Err(OpenRefusal::BadSections), "once");
    assert!(matches!(opened.next_part(), Ok(Some(Part::Records(_)))));
    assert_eq!(opened.next_part(), Ok(None));
    assert_eq!(opened.next_part(), Ok(None));
    assert_eq!(contents(&bytes, |_, _| {}).unwrap().attachments.len(), 1);
}

#[test]
fn dates_agreement_and_addressee_are_held_against_the_reader() {
    let records = [record(1, 1)];
    let plan = of_records(&records);
    let (bytes, _) = sealed(&plan, "policy");
    let refused = |change: fn(&mut PinnedSender, &mut i64)| contents(&bytes, change).err().map(|refusal| refusal.code());
    assert_eq!(refused(|_, now| *now = NOW - 60_000), None);
    assert_eq!(refused(|_, now| *now = NOW - 60_001), Some("not-yet-valid"));
    assert_eq!(refused(|_, now| *now = NOW + 86_400_000), None);
    assert_eq!(refused(|_, now| *now = NOW + 86_400_001), Some("expired"));
    assert_eq!(refused(|sender, _| sender.agreements.clear()), Some("agreement-not-held"));
    assert_eq!(refused(|sender, _| sender.agreements[0].agreement.version = 1), Some("agreement-not-held"));
    assert_eq!(refused(|sender, _| sender.agreements[0].standing = AgreementStanding::Ended), Some("agreement-not-held"));
    assert_eq!(refused(|sender, _| sender.key = KeyBytes(keys(9).signing_public())), Some("unknown-sender"));
    assert_eq!(refused(|sender, _| sender.unit = Id([9; 16])), Some("bad-manifest"));
    let (keys, senders) = (keys(trial::RECEIVER), [pinned()]);
    let reader = Reader { unit: Id([9; 16]), ..trial::reader(&keys, &senders) };
    assert_eq!(open(&mut bytes.as_slice(), &reader).err(), Some(OpenRefusal::NotAddressed));
}

#[test]
fn a_withdrawal_comes_through_although_the_agreement_has_ended_and_a_receipt_says_what_it_says() {
    let withdrawal = Withdrawal {
        bundles: vec![Id([1; 16])],
        records: vec![Id([2; 16])],
        reason: "victim-asked".into(),
        words: String::new(),
        at_ms: NOW,
    };
    let back = Plan { kind: BundleKind::Withdrawal, ..plan(vec![Content::Withdrawal(&withdrawal)]) };
    let ended = |sender: &mut PinnedSender, _: &mut i64| sender.agreements[0].standing = AgreementStanding::Ended;
    assert_eq!(contents(&sealed(&back, "back").0, ended).unwrap().withdrawal, Some(withdrawal));
    let receipt = Receipt {
        bundle: Id([1; 16]),
        sha256: Hash([2; 32]),
        outcome: ReceiptOutcome::Rejected,
        reason: Some("not-our-case".into()),
        cases: vec![],
        at_ms: NOW,
        by: Id([60; 16]),
    };
    let receipts = Plan { kind: BundleKind::Receipt, ..plan(vec![Content::Receipt(&receipt)]) };
    assert_eq!(contents(&sealed(&receipts, "receipt").0, ended).unwrap().receipt, Some(receipt));
}

#[test]
fn a_second_import_a_fork_and_a_gap_are_told_apart() {
    let records = [record(1, 1)];
    let (bytes, first) = sealed(&of_records(&records), "line");
    let read = contents(&bytes, |_, _| {}).unwrap().whole;
    let held = HeldBundle {
        bundle: first.bundle_id,
        line: read.manifest.line(),
        sequence: 1,
        previous: Hash::NONE,
        sha256: first.sha256,
        imported_ms: NOW,
    };
    let again = contents(&bytes, |sender, _| sender.held.push(held));
    assert_eq!(again.err(), Some(OpenRefusal::AlreadyImported { at_ms: NOW }));
    let (other, _) = sealed(&of_records(&records), "fork");
    assert_eq!(contents(&other, |sender, _| sender.held.push(held)).err(), Some(OpenRefusal::Forked { sequence: 1 }));
    let later = |sequence, previous| Plan { sequence, previous, ..of_records(&records) };
    let place = |plan: &Plan<'_>| contents(&sealed(plan, "later").0, |sender, _| sender.held.push(held)).unwrap().whole.place;
    assert_eq!(place(&later(2, first.sha256)), Place::Next);
    assert_eq!(place(&later(4, Hash([9; 32]))), Place::Gap { from: 2, to: 3 });
}

#[test]
fn a_line_that_was_read_from_its_end_is_found_to_fork_once_the_file_is_whole() {
    let records = [record(1, 1)];
    let (bytes, sealed) = sealed(&of_records(&records), "late");
    let line = contents(&bytes, |_, _| {}).unwrap().whole.manifest.line();
    let next =
        |previous| HeldBundle { bundle: Id([8; 16]), line, sequence: 2, previous, sha256: Hash([1; 32]), imported_ms: NOW };
    let read = contents(&bytes, |sender, _| sender.held.push(next(sealed.sha256)));
    assert_eq!(read.unwrap().whole.place, Place::Late);
    let forked = contents(&bytes, |sender, _| sender.held.push(next(Hash([7; 32]))));
    assert_eq!(forked.err(), Some(OpenRefusal::Forked { sequence: 1 }));
}

#[test]
fn one_changed_bit_anywhere_in_a_whole_file_is_refused() {
    let records = [record(1, 1)];
    let (bytes, _) = sealed(&of_records(&records), "bits");
    let (keys, senders) = (keys(trial::RECEIVER), [pinned()]);
    for at in (0..bytes.len()).step_by(13) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        let read = open(&mut changed.as_slice(), &trial::reader(&keys, &senders)).and_then(OpenedBundle::finish);
        assert!(read.is_err(), "{at}");
    }
    for end in (0..bytes.len()).step_by(29) {
        let read = open(&mut &bytes[..end], &trial::reader(&keys, &senders)).and_then(OpenedBundle::finish);
        assert!(read.is_err(), "{end}");
    }
}

/// B-19: every bit of the header.
#[test]
fn one_changed_bit_anywhere_in_the_header_is_refused_before_the_payload_is_opened() {
    let records = [record(1, 1)];
    let (bytes, _) = sealed(&of_records(&records), "header");
    let (keys, senders) = (keys(trial::RECEIVER), [pinned()]);
    let length = header::FIXED + 8 * header::STANZA + header::MAC;
    for bit in 0..length * 8 {
        let mut changed = bytes[..length].to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        let refusal = open(&mut changed.as_slice(), &trial::reader(&keys, &senders)).err().map(|refusal| refusal.code());
        let named = ["not-a-bundle", "newer", "bad-header", "cut-short", "not-for-us", "header-altered"];
        assert!(refusal.is_some_and(|code| named.contains(&code)), "bit {bit}: {refusal:?}");
        // Without its payload a whole header is "cut short"; a changed one may only be so for its number of stanzas.
        assert!(refusal != Some("cut-short") || matches!(bit / 8, 14 | 15), "bit {bit}");
    }
}

#[test]
fn case_records_over_a_section_are_split_and_read_back_part_by_part() {
    let long = format!("\"{}\"", "a".repeat(200_000));
    let values: Vec<&[u8]> = (0..15).map(|_| long.as_bytes()).collect();
    let records: Vec<CarriedRecord> = (1..=6).map(|n| trial::record_of(n, &values)).collect();
    let (bytes, _) = sealed(&of_records(&records), "long");
    assert_eq!(contents(&bytes, |_, _| {}).err(), Some(OpenRefusal::OverLimit(Limit::Gathered)));
    let (keys, senders) = (keys(trial::RECEIVER), [pinned()]);
    let mut source = bytes.as_slice();
    let mut opened = open(&mut source, &trial::reader(&keys, &senders)).unwrap();
    let mut counts = Vec::new();
    while let Some(Part::Records(part)) = opened.next_part().unwrap() {
        counts.push(part.records.len());
    }
    assert_eq!(counts, [2, 2, 2]);
}

//! What a written bundle looks like from outside, and what is not written.

use super::*;
use crate::codes::{BundleKind, Route};
use crate::trial::{self, plan, recipient, record, record_of, sealed};

fn records(records: &[CarriedRecord]) -> Vec<Content<'_>> {
    vec![Content::Records { case: Some(Id([200; 16])), records }]
}

fn trouble(plan: &Plan<'_>) -> SealTrouble {
    let (unit, exporter) = (trial::keys(1), trial::keys(2));
    let mut out = Vec::new();
    let trouble = seal(&mut out, plan, &Signers { unit: &unit, exporter: &exporter }).unwrap_err();
    assert!(out.is_empty(), "nothing is written that is not sealed");
    trouble
}

#[test]
fn one_to_eight_recipients_give_files_of_one_size_and_nine_to_sixteen_of_the_next() {
    let held = [record(1, 2)];
    let size = |recipients: u8| {
        let mut plan = plan(records(&held));
        plan.recipients = (0..recipients).map(|n| recipient(n + 3)).collect();
        sealed(&plan, "size").0.len()
    };
    let one = size(1);
    assert!((2..=8).all(|recipients| size(recipients) == one));
    let nine = size(9);
    assert!((10..=16).all(|recipients| size(recipients) == nine) && nine > one);
    assert!(size(17) == size(32) && size(17) > nine);
}

/// B-1: nothing of the manifest can be found in the file.
#[test]
fn nothing_the_manifest_says_stands_in_the_file() {
    let held = [record(1, 2)];
    let (bytes, sealed) = sealed(&plan(records(&held)), "silent");
    let found = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let keys = trial::keys(trial::RECEIVER);
    let created = (trial::NOW - 60_000).to_be_bytes();
    for needle in [
        &sealed.bundle_id.0[..],
        &[trial::SENDER; 16],
        &[200; 16],
        &[70; 16],
        &created[2..],
        b"safeguarding",
        b"Specimen",
        keys.sealing_public(),
        &trial::keys(1).signing_public(),
        b"manifest",
        b"victim",
    ] {
        assert!(!found(needle), "{needle:?}");
    }
    assert_eq!((sealed.sha256, sealed.bytes), (journal::sha256(&bytes), bytes.len() as u64));
}

#[test]
fn the_same_plan_sealed_twice_gives_two_files_that_share_nothing_but_the_first_sixteen_bytes() {
    let held = [record(1, 2)];
    let (one, two) = (sealed(&plan(records(&held)), "one").0, sealed(&plan(records(&held)), "two").0);
    assert_eq!((one.len(), &one[..16]), (two.len(), &two[..16]));
    let same = one[16..].iter().zip(&two[16..]).filter(|(a, b)| a == b).count();
    assert!(same < (one.len() - 16) / 64, "{same}");
}

#[test]
fn nobody_or_nothing_never_means_everybody_or_everything() {
    let held = [record(1, 1)];
    assert!(matches!(trouble(&plan(vec![])), SealTrouble::Nothing));
    assert!(matches!(trouble(&plan(records(&[]))), SealTrouble::Nothing));
    let mut nobody = plan(records(&held));
    nobody.recipients.clear();
    assert!(matches!(trouble(&nobody), SealTrouble::Nothing));
}

#[test]
fn a_record_that_does_not_fit_its_chains_or_stands_under_another_case_does_not_leave() {
    let mut broken = [record(1, 3)];
    broken[0].entries.remove(1);
    assert!(matches!(trouble(&plan(records(&broken))), SealTrouble::NotGenuine(_)));
    let other = [CarriedRecord { case: Some(Id([201; 16])), ..record(1, 1) }];
    assert!(matches!(trouble(&plan(records(&other))), SealTrouble::Contradiction));
    let twice = [record(1, 1), record(1, 1)];
    assert!(matches!(trouble(&plan(records(&twice))), SealTrouble::Contradiction));
}

#[test]
fn a_value_over_256_kib_or_a_recipient_too_many_is_refused() {
    let long = format!("\"{}\"", "a".repeat(limits::VALUE));
    let held = [record_of(1, &[long.as_bytes()])];
    assert!(matches!(trouble(&plan(records(&held))), SealTrouble::OverLimit(Limit::Section)));
    let held = [record(1, 1)];
    let mut many = plan(records(&held));
    many.recipients = (0..33).map(|n| recipient(n + 3)).collect();
    assert!(matches!(trouble(&many), SealTrouble::Contradiction | SealTrouble::OverLimit(_)));
}

#[test]
fn a_recipient_whose_key_is_of_small_order_is_named() {
    let held = [record(1, 1)];
    let mut plan = plan(records(&held));
    plan.recipients[0].key = KeyBytes([0; 32]);
    assert!(matches!(trouble(&plan), SealTrouble::RecipientKey(unit) if unit == Id([trial::RECEIVER; 16])));
}

#[test]
fn a_plan_that_contradicts_itself_is_not_written() {
    let held = [record(1, 1)];
    let wrong: [fn(&mut Plan<'_>); 9] = [
        |plan| plan.agreement = None,
        |plan| plan.route = Route::Emergency,
        |plan| plan.kind = BundleKind::Receipt,
        |plan| plan.kind = BundleKind::OwnUnit,
        |plan| plan.not_after_ms = plan.not_before_ms - 1,
        |plan| plan.sequence = 0,
        |plan| plan.sequence = 2,
        |plan| plan.purpose = "two words".into(),
        |plan| plan.terms.delete_by = Some("soon".into()),
    ];
    for (n, change) in wrong.iter().enumerate() {
        let mut plan = plan(records(&held));
        change(&mut plan);
        assert!(matches!(trouble(&plan), SealTrouble::Contradiction), "{n}");
    }
}

#[test]
fn an_attachment_that_is_not_what_its_hash_says_stops_the_writing() {
    let held = [record(1, 1)];
    let write: &WriteBytes<'_> = &|out| out.write_all(b"other");
    let mut content = records(&held);
    content.push(Content::Attachment { sha256: journal::sha256(b"bytes"), length: 5, write });
    let (unit, exporter) = (trial::keys(1), trial::keys(2));
    let result = seal(&mut Vec::new(), &plan(content), &Signers { unit: &unit, exporter: &exporter });
    assert!(matches!(result, Err(SealTrouble::Attachment)));
}

#[test]
fn frames_between_laptops_come_out_as_they_went_in_and_go_in_no_other_kind() {
    let frames: Vec<Vec<u8>> = vec![b"as it lies".to_vec(), Vec::new(), vec![7; 3_000_000], vec![8; 6_000_000]];
    let plan = Plan {
        kind: BundleKind::OwnUnit,
        route: Route::OwnUnit,
        agreement: None,
        sender_unit: Id([trial::RECEIVER; 16]),
        ..plan(vec![Content::Laptop(&frames)])
    };
    let (bytes, _) = sealed(&plan, "frames");
    let (keys, key) = (trial::keys(trial::RECEIVER), KeyBytes(trial::keys(trial::SENDER).signing_public()));
    let senders = [crate::PinnedSender { unit: Id([trial::RECEIVER; 16]), key, agreements: Vec::new(), held: Vec::new() }];
    assert_eq!(crate::unit_to_join(&mut bytes.as_slice(), &keys, key), Ok(Id([trial::RECEIVER; 16])));
    let other = KeyBytes(trial::keys(9).signing_public());
    assert_eq!(crate::unit_to_join(&mut bytes.as_slice(), &keys, other), Err(OpenRefusal::UnknownSender { key }));
    let mut source = bytes.as_slice();
    let mut opened = crate::open(&mut source, &trial::reader(&keys, &senders)).unwrap();
    let (mut came, mut sections) = (Vec::new(), 0);
    while let Some(part) = opened.next_part().unwrap() {
        let crate::Part::Laptop(frames) = part else { unreachable!("{part:?}") };
        came.extend(frames);
        sections += 1;
    }
    assert_eq!((came, sections), (frames.clone(), 2), "in as many sections as it takes");
    let cases = Plan { kind: BundleKind::Cases, route: Route::OneOff, ..plan };
    assert!(matches!(trouble(&cases), SealTrouble::Contradiction));
}

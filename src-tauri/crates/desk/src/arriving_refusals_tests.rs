//! What is refused on its way in, on two real stores: hostile records, wrong files, verdicts that were not given.

use crate::arriving_table::{amend, apart_for_a_week, crafted, key, order, two_units, with_order};
use crate::arriving_undo::imports;
use crate::asks::arrive::{ArrivingVerdict, BundleOpened};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Filing, id_of};
use casework::agency::Agency;
use casework::ids::CaseId;
use casework::referral::CaseState;
use serde_json::json;

#[test]
fn a_case_without_a_verdict_or_a_rejection_without_a_reason_brings_nothing_in() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let file = theirs.seal_case(&mut ours, case);
    let reject = |why: &str| vec![(case, ArrivingVerdict::Reject(why.to_owned()))];
    assert_eq!(key(ours.try_take(&file, vec![], vec![])), "verdicts_missing");
    assert_eq!(key(ours.try_take(&file, reject(" "), vec![])), "fields cases.0.reason");
    let other = CaseId(uuid::Uuid::from_bytes([1; 16]));
    let both = vec![(case, ArrivingVerdict::Accept), (other, ArrivingVerdict::Accept)];
    assert_eq!(key(ours.try_take(&file, both, vec![])), "arriving_changed");
    assert!(ours.state(case).0.is_empty());
    ours.try_take(&file, reject("He does not live here."), vec![]).unwrap();
    assert!(ours.state(case).0.is_empty());
    let listed = imports(&mut ours.table.sit(), Nothing {}).unwrap().imports;
    assert_eq!((listed[0].accepted, listed[0].rejected), (0, 1));
}

#[test]
fn a_reference_that_another_case_here_has_is_refused_with_words_and_nothing_changes() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "N-26-0001");
    ours.table.case("N-26-0001", CaseState::Active, "");
    let file = theirs.seal_case(&mut ours, case);
    assert!(ours.view(&file).cases[0].cannot.contains("has this reference"));
    let before = ours.state(case);
    assert_eq!(key(ours.try_take(&file, vec![(case, ArrivingVerdict::Accept)], vec![])), "cannot_bring_in");
    assert_eq!(ours.state(case), before);
}

#[test]
fn what_a_partner_may_not_send_or_nobody_can_read_is_named_and_blocks_nothing_else() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let good = theirs.carried(case);
    let chair = json!({ "name": "Mallory Mock", "agency": "police", "role": "chair", "job": "x", "active": true });
    let rule = json!({ "may_contact": "yes", "channels": ["phone"], "leave_voicemail": "yes", "say_unit_name": "yes",
        "withheld_number": "unknown", "silent_solution_told": "no", "last_confirmed_on": null, "confirm_every_days": 14 });
    let bad = [
        crafted("member", case, "victim-narrative", &chair),
        crafted("incident", case, "victim-narrative", &json!({ "what": 7 })),
        crafted("contact_rule", case, "victim-narrative", &rule),
        crafted("case", case, "victim-narrative", &json!({ "reference": "X" })),
    ];
    let unknown = crafted("drone_sighting", case, "victim-narrative", &json!({ "seen": true }));
    let all: Vec<_> = good.iter().chain(&bad).chain([&unknown]).cloned().collect();
    let file = theirs.seal(&mut ours, &all);
    let view = ours.view(&file);
    assert_eq!((view.cases[0].refused.len(), view.cases[0].unread), (4, 1), "{:?}", view.cases[0].refused);
    let taken = ours.take(&file, case);
    assert_eq!((taken.new, taken.refused, taken.unread), (u32::try_from(good.len()).unwrap(), 4, 1));
    let mut sitting = ours.table.sit();
    for record in &bad {
        assert!(sitting.store().record(record.record).unwrap().is_none(), "{}", record.kind);
    }
    assert_eq!(sitting.all_of::<casework::unit::Member>().unwrap().len(), 1);
    let ask = crate::asks::shared::WhichCase { case };
    assert!(crate::cases::open_case(&mut sitting, ask).is_ok(), "the case can be read");
}

#[test]
fn a_record_that_does_not_fit_what_is_held_of_it_is_not_believed() {
    let (mut ours, mut theirs) = two_units();
    let (case, order_id, _) = apart_for_a_week(&mut ours, &mut theirs);
    let mut records = theirs.carried(case);
    let forged = records.iter_mut().find(|record| record.record == id_of(order_id)).unwrap();
    let mut twisted = crafted("order", case, &forged.category, &json!({ "ends_on": "2020-01-01" }));
    twisted.record = forged.record;
    let header = &mut twisted.entries[0].header;
    header.record = forged.record;
    header.stream = journal::stream_id(header.device, forged.record, &forged.category, "health");
    twisted.owner = "health".to_owned();
    *forged = twisted;
    let file = theirs.seal(&mut ours, &records);
    let before = order(&mut ours, order_id);
    let view = ours.view(&file);
    assert_eq!(view.cases[0].refused.len(), 1, "{:?}", view.cases[0].refused);
    ours.take(&file, case);
    assert_eq!(order(&mut ours, order_id), before);
}

#[test]
fn a_file_that_is_not_what_it_should_be_is_refused_in_words_and_leaves_one_act() {
    let (mut theirs, mut ours) = two_units();
    let (mut third, _) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let records = theirs.carried(case);
    let file = theirs.seal(&mut ours, &records);
    let mut flipped = file.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    let elsewhere = theirs.seal(&mut third, &records);
    let strange_records = {
        let (case, _) = with_order(&mut third, "Z-26-1");
        third.carried(case)
    };
    let stranger = third.seal(&mut ours, &strange_records);
    let early = theirs.seal_with(&mut ours, &records, |plan| {
        plan.not_before_ms += 40 * 86_400_000;
        plan.not_after_ms += 40 * 86_400_000;
    });
    let late = theirs.seal_with(&mut ours, &records, |plan| {
        plan.not_before_ms -= 3_000;
        plan.not_after_ms = plan.created_ms - 1_000;
    });
    let before = ours.state(case);
    let tried: [(&[u8], &str); 7] = [
        (b"not a bundle at all", "bundle_none"),
        (&flipped, "bundle_altered"),
        (&file[..200], "bundle_cut_short"),
        (&elsewhere, "bundle_not_for_us"),
        (&stranger, "bundle_unknown_sender"),
        (&early, "bundle_too_early"),
        (&late, "bundle_too_late"),
    ];
    for (bytes, wanted) in &tried {
        assert_eq!(key(ours.look(bytes)), *wanted);
    }
    assert_eq!(ours.state(case), (before.0, before.1 + tried.len() as u64));
}

#[test]
fn under_an_agreement_that_ended_nothing_comes_and_of_two_in_force_somebody_says_which() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let file = theirs.seal_case(&mut ours, case);
    let second = crate::arriving_table::agreement(ours.partner);
    let unit = Filing::of_unit(Agency::Police);
    let second = ours.table.sit().write(Doing::of_unit("sign_agreement"), |w| w.create(unit, &second)).unwrap();
    let opened = ours.look(&file).unwrap();
    assert!(matches!(&opened, BundleOpened::WhichAgreement { agreements, .. } if agreements.len() == 2), "{opened:?}");
    let first = ours.agreement;
    for agreement in [second, first.into()] {
        amend(&mut ours, agreement, "state", json!("revoked"));
    }
    assert_eq!(key(ours.look(&file)), "bundle_no_agreement");
}

#[test]
fn two_bundles_at_one_place_of_a_line_are_stopped_and_a_missing_one_is_named() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let records = theirs.carried(case);
    let first = theirs.seal(&mut ours, &records);
    let (mut other_first, third) = (Vec::new(), theirs.seal_with(&mut ours, &records, |plan| plan.sequence = 3));
    ours.take(&first, case);
    other_first.extend(theirs.seal_with(&mut ours, &records, |plan| {
        plan.sequence = 1;
        plan.previous = store::Hash::NONE;
    }));
    assert_eq!(key(ours.look(&other_first)), "bundle_forked");
    assert!(ours.view(&third).seal.warning.contains("Bundle 2"), "{}", ours.view(&third).seal.warning);
}

//! What follows a bundle, and many weeks apart: receipts and withdrawals heeded, no edit lost whatever the order.

use crate::arriving_table::{Side, amend, order, two_units, with_order};
use crate::asks::arrive::{ArrivingVerdict, BundleOpened, ConflictChoice, Pick};
use crate::keeping::{Doing, Filing, Kept, id_of};
use bundles::{BundleKind, CaseOutcome, Content, ReceiptOutcome, Withdrawal};
use casework::agency::Agency;
use casework::disclosure::{Disclosure, Receipt};
use casework::ids::{CaseId, RecordId};
use casework::import::Import;
use serde_json::json;
use store::{Hash, Id};

fn last_import(side: &mut Side) -> Import {
    side.table.sit().all_of::<Import>().unwrap().pop().unwrap().body
}

#[test]
fn what_the_sender_asks_back_is_set_aside_once_it_is_accepted_and_nothing_else_is() {
    let (mut theirs, mut ours) = two_units();
    let (case, order_id) = with_order(&mut theirs, "E-26-0412");
    let records = theirs.carried(case);
    let file = theirs.seal(&mut ours, &records);
    ours.take(&file, case);
    let bundle = Id(crate::walls::unhex(&last_import(&mut ours).bundle).unwrap());
    let asked = Withdrawal {
        bundles: vec![bundle],
        records: vec![id_of(order_id)],
        reason: "withdrawn".to_owned(),
        words: "Wrong order.".to_owned(),
        at_ms: 1,
    };
    let notice = theirs.seal_notice(&mut ours, BundleKind::Withdrawal, Content::Withdrawal(&asked));
    match ours.look(&notice).unwrap() {
        BundleOpened::Notice(shown) => assert!(shown.records == 1 && shown.words.contains("Wrong order."), "{shown:?}"),
        other => unreachable!("{other:?}"),
    }
    assert!(ours.table.sit().store().record(id_of(order_id)).unwrap().is_some(), "looking sets nothing aside");
    ours.try_take(&notice, vec![], vec![]).unwrap();
    assert!(ours.table.sit().store().record(id_of(order_id)).unwrap().is_none());
    assert_eq!(ours.state(case).0.len(), records.len() - 1);
}

fn disclosure(side: &mut Side, case: CaseId, bundle: &str) -> RecordId {
    let (partner, by) = (side.partner, side.table.sit().session.member);
    let body: Disclosure = serde_json::from_value(json!({
        "route": "agreement", "channel": "bundle", "outcome": { "outcome": "disclosed" },
        "recipient": { "partner": partner, "kind": "police_force", "addressee": "professional", "name": "B. Dummy",
            "post": "sergeant", "organisation": "Eastshire" },
        "agreement": null, "purpose": "offender_management", "bases": [], "gateway": null, "by": by, "approver": null,
        "second": null, "harm": null, "necessity": "x", "cases": [case], "shared": [], "bundle": bundle, "bundle_sha256": null,
        "told_at": "2026-11-23T09:00:00Z", "entered_at": "2026-11-23T09:00:00Z",
        "victim_told": { "told": "not_yet", "how": "x" }, "review": null
    }))
    .unwrap();
    let filing = Filing::under(case, Agency::Police);
    side.table.sit().write(Doing::in_case("seal_bundle", case), |w| w.create(filing, &body)).unwrap()
}

#[test]
fn a_receipt_is_kept_with_the_disclosure_of_its_bundle_and_with_no_other() {
    let (mut ours, mut theirs) = two_units();
    let (case, _) = with_order(&mut ours, "N-26-0098");
    let (bundle, other) = ("0b".repeat(16), "0c".repeat(16));
    let (told, untold) = (disclosure(&mut ours, case, &bundle), disclosure(&mut ours, case, &other));
    let receipt = bundles::Receipt {
        bundle: Id([0x0b; 16]),
        sha256: Hash([1; 32]),
        outcome: ReceiptOutcome::Rejected,
        reason: Some("rejected-by-receiver".to_owned()),
        cases: vec![CaseOutcome {
            case: id_of(case.into()),
            outcome: ReceiptOutcome::Rejected,
            reason: Some("rejected-by-receiver".to_owned()),
        }],
        at_ms: 1,
        by: Id([9; 16]),
    };
    let file = theirs.seal_notice(&mut ours, BundleKind::Receipt, Content::Receipt(&receipt));
    ours.try_take(&file, vec![], vec![]).unwrap();
    let of =
        |side: &mut Side, record| side.table.sit().read::<Disclosure>(record).map(|kept: Kept<_>| kept.body.receipt).unwrap();
    assert_eq!(of(&mut ours, told), Receipt::Rejected("rejected by receiver".to_owned()));
    assert_eq!(of(&mut ours, untold), Receipt::None);
    // That it was opened comes late, and takes nothing back.
    let late = bundles::Receipt { outcome: ReceiptOutcome::Opened, reason: None, cases: vec![], ..receipt };
    let file = theirs.seal_notice(&mut ours, BundleKind::Receipt, Content::Receipt(&late));
    ours.try_take(&file, vec![], vec![]).unwrap();
    assert_eq!(of(&mut ours, told), Receipt::Rejected("rejected by receiver".to_owned()));
    // For a bundle of which nothing was said yet, it is what is known.
    let first = bundles::Receipt { bundle: Id([0x0c; 16]), ..late };
    let file = theirs.seal_notice(&mut ours, BundleKind::Receipt, Content::Receipt(&first));
    ours.try_take(&file, vec![], vec![]).unwrap();
    assert_eq!(of(&mut ours, untold), Receipt::Opened);
}

/// Accepts everything and keeps every conflict side by side.
fn bring_together(from: &mut Side, to: &mut Side, case: CaseId) {
    to.table.now = to.table.now.max(from.table.now);
    let records = from.carried(case);
    let file = from.seal(to, &records);
    to.table.now += chrono::TimeDelta::minutes(1);
    let both = |view: &crate::asks::arrive::ConflictView| ConflictChoice {
        record: view.record,
        field: view.field.clone(),
        pick: Pick::Both,
    };
    let conflicts = to.view(&file).cases[0].conflicts.iter().map(both).collect();
    to.try_take(&file, vec![(case, ArrivingVerdict::Accept)], conflicts).unwrap();
    from.table.now = from.table.now.max(to.table.now);
}

#[test]
fn whatever_two_units_write_in_whatever_order_both_hold_every_entry_and_show_the_same() {
    for seed in 1..=4_u64 {
        let (mut ours, mut theirs) = two_units();
        let (case, order_id) = with_order(&mut ours, "N-26-0098");
        bring_together(&mut ours, &mut theirs, case);
        let mut dice = seed * 7919;
        let mut throw = |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (dice >> 33) % sides
        };
        for week in 0..6 {
            for edit in 0..throw(4) {
                let side = if throw(2) == 0 { &mut ours } else { &mut theirs };
                let (field, value) = match throw(3) {
                    0 => ("ends_on", json!(format!("2027-0{}-1{edit}", throw(9) + 1))),
                    1 => ("note", json!(format!("week {week}, edit {edit}"))),
                    _ => ("conditions", json!([format!("condition {week}.{edit}")])),
                };
                amend(side, order_id, field, value);
            }
            if throw(2) == 0 {
                bring_together(&mut ours, &mut theirs, case)
            } else {
                bring_together(&mut theirs, &mut ours, case)
            }
        }
        bring_together(&mut ours, &mut theirs, case);
        bring_together(&mut theirs, &mut ours, case);
        assert_eq!(ours.carried(case), theirs.carried(case), "seed {seed}");
        assert_eq!(order(&mut ours, order_id), order(&mut theirs, order_id), "seed {seed}");
        let open = |side: &mut Side| side.table.sit().store().record(id_of(order_id)).unwrap().unwrap().conflicts;
        assert_eq!(open(&mut ours), open(&mut theirs), "seed {seed}");
        assert!(ours.table.sit().store().verify_chains().is_ok());
    }
}

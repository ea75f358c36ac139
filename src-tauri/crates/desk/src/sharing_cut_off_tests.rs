//! The program ends between the record of a sealed file and its name: asked about, settled by whoever looks, never guessed.

use crate::asks::disclosures::{CutOffView, Found, SettleCutOff};
use crate::asks::shared::Nothing;
use crate::asks::sharing::{WhoReceived, WithdrawBundle};
use crate::keeping::{Doing, Kept};
use crate::paper_places::Answers;
use crate::sharing_cut_off::{look, proven, settle_cut_off};
use crate::sharing_notices::withdraw_bundle;
use crate::sharing_received::who_received;
use crate::sharing_seal::seal_bundle;
use crate::sharing_table::{PASSPHRASE, Sharing};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agency::Role;
use casework::disclosure::{Disclosure, DisclosureOutcome};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Seals and ends before the file has a name, or right after.
fn ends<T>(laid: &mut Sharing, named: bool, seal: impl FnOnce(&mut Sitting<'_>) -> Outcome<T>) {
    let mut place = Answers::Ends { folder: laid.folder.path().to_owned(), named };
    let mut sitting = laid.table.sit();
    sitting.surroundings = &mut place;
    assert!(catch_unwind(AssertUnwindSafe(|| seal(&mut sitting))).is_err(), "the program ends");
}

fn cases_end(laid: &mut Sharing, named: bool) {
    let what = laid.what();
    let ask = laid.sealing(what);
    ends(laid, named, |sitting| seal_bundle(sitting, ask));
}

/// What is asked about after the next sign-in.
fn asked(laid: &mut Sharing) -> Vec<CutOffView> {
    laid.table.sit().write(Doing::of_unit("unlock"), |w| look(w)).unwrap();
    crate::today::today(&mut laid.table.sit(), Nothing {}).unwrap().cut_off
}

fn told(laid: &mut Sharing) -> Kept<Disclosure> {
    laid.table.sit().filed_under(laid.case).unwrap().remove(0)
}

fn received(laid: &mut Sharing) -> usize {
    who_received(&mut laid.table.sit(), WhoReceived { case: laid.case, record: None }).unwrap().received.len()
}

fn settle(one: &CutOffView, found: Found) -> SettleCutOff {
    SettleCutOff { sha256: one.sha256.clone(), found }
}

#[test]
fn what_was_cut_off_before_its_file_had_a_name_is_asked_about_and_settled_by_whoever_looks() {
    for found in [Found::There, Found::NothingLeft] {
        let mut laid = Sharing::laid();
        cases_end(&mut laid, false);
        assert_eq!(laid.files(), Vec::<Vec<u8>>::new(), "nothing of it stands");
        let one = asked(&mut laid).remove(0);
        assert_eq!((one.what.as_str(), one.partner_name.as_str()), ("A bundle of cases", "Eastshire unit"));
        assert_eq!(one.references, ["N-26-0147"]);
        assert!(one.place.ends_with(".bundle"), "{}", one.place);
        laid.table.give(settle_cut_off, settle(&one, found));
        assert!(asked(&mut laid).is_empty());
        let left = found == Found::There;
        let stands = told(&mut laid).body.outcome == DisclosureOutcome::Disclosed;
        assert_eq!((stands, received(&mut laid)), (left, usize::from(left)));
        assert_eq!(laid.table.refused(settle_cut_off, settle(&one, found)).key(), "not_found", "it is settled once");
    }
}

#[test]
fn a_file_that_stands_where_it_was_to_stand_left_and_nobody_is_asked_then_or_later() {
    let mut laid = Sharing::laid();
    cases_end(&mut laid, true);
    assert_eq!((laid.files().len(), asked(&mut laid).len(), received(&mut laid)), (1, 0, 1));
    let file = std::fs::read_dir(laid.folder.path()).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(file).unwrap();
    assert!(asked(&mut laid).is_empty(), "it was seen once");
}

#[test]
fn a_receipt_proves_that_it_left_whatever_was_said_before() {
    let mut laid = Sharing::laid();
    cases_end(&mut laid, false);
    let one = asked(&mut laid).remove(0);
    let about = told(&mut laid);
    laid.table.sit().write(Doing::of_unit("take_bundle"), |w| proven(w, &about)).unwrap();
    assert!(asked(&mut laid).is_empty() && received(&mut laid) == 1);

    let mut laid = Sharing::laid();
    cases_end(&mut laid, false);
    let other = asked(&mut laid).remove(0);
    assert_ne!(one.sha256, other.sha256);
    laid.table.give(settle_cut_off, settle(&other, Found::NothingLeft));
    assert_eq!(received(&mut laid), 0);
    let about = told(&mut laid);
    laid.table.sit().write(Doing::of_unit("take_bundle"), |w| proven(w, &about)).unwrap();
    assert_eq!(received(&mut laid), 1);
}

#[test]
fn a_request_to_delete_that_was_cut_off_is_asked_about_and_the_disclosure_it_speaks_of_stays() {
    let mut laid = Sharing::laid();
    let what = laid.what();
    let ask = laid.sealing(what);
    let disclosure = laid.seal(ask).unwrap().disclosure.unwrap();
    let ask = WithdrawBundle { disclosure, words: "Sent to the wrong unit".to_owned(), passphrase: PASSPHRASE.to_owned() };
    ends(&mut laid, false, |sitting| withdraw_bundle(sitting, ask));
    let one = asked(&mut laid).remove(0);
    assert_eq!(one.what, "A request to delete");
    laid.table.give(settle_cut_off, settle(&one, Found::NothingLeft));
    assert!(asked(&mut laid).is_empty() && received(&mut laid) == 1, "what left before has left");
}

#[test]
fn a_bundle_that_was_saved_is_never_asked_about_even_once_its_file_is_gone() {
    let mut laid = Sharing::laid();
    let what = laid.what();
    let ask = laid.sealing(what);
    let sealed = laid.seal(ask).unwrap();
    std::fs::remove_file(&sealed.place).unwrap();
    assert!(asked(&mut laid).is_empty());
}

#[test]
fn only_who_may_share_is_asked() {
    let mut laid = Sharing::laid();
    cases_end(&mut laid, false);
    for role in [Role::BusinessSupport, Role::Auditor] {
        laid.table.sit().session.role = role;
        assert!(asked(&mut laid).is_empty(), "{role:?}");
    }
    laid.table.sit().session.role = Role::Coordinator;
    assert_eq!(asked(&mut laid).len(), 1);
}

//! What the owner says of a sealed record, and the notices that follow a bundle, opened as the partner opens them.

use crate::asks::sharing::{LiftHold, NotifyCorrection, ReleaseItem, RowState, ShareRow, WithdrawBundle};
use crate::keeping::{Doing, id_of};
use crate::paper_places::Answers;
use crate::sharing_notices::{notify_correction, withdraw_bundle};
use crate::sharing_owner::{release_item, withdraw_release};
use crate::sharing_preview::share_preview;
use crate::sharing_table::{PASSPHRASE, Sharing};
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use bundles::BundleKind;
use casework::agency::Agency;
use casework::body::{Category, Kind};
use casework::checks::ReplyKind;
use casework::disclosure::Route;
use casework::ids::{DisclosureId, RecordId};
use casework::release::Confidentiality;

fn saving<Q, A>(laid: &mut Sharing, run: fn(&mut crate::sitting::Sitting<'_>, Q) -> Outcome<A>, ask: Q) -> Outcome<A> {
    laid.table.now += chrono::TimeDelta::minutes(1);
    let mut place = Answers::Saves(laid.folder.path().to_owned());
    let mut sitting = laid.table.sit();
    sitting.surroundings = &mut place;
    run(&mut sitting, ask)
}

fn sealed(laid: &mut Sharing) -> DisclosureId {
    let what = laid.what();
    let ask = laid.sealing(what);
    laid.seal(ask).unwrap().disclosure.unwrap()
}

fn of_kind(laid: &mut Sharing, kind: Kind) -> RecordId {
    let found = crate::sharing_facts::of_case(&laid.table.sit(), laid.case).unwrap();
    found.items.iter().find(|item| item.kind == Some(kind)).unwrap().id()
}

fn notice(laid: &mut Sharing, kind: BundleKind) -> bundles::Contents {
    let files = laid.files();
    files.iter().map(|file| laid.open(file, None).unwrap()).find(|opened| opened.whole.manifest.kind == kind).unwrap()
}

#[test]
fn a_correction_names_only_what_changed_and_is_refused_where_nothing_did() {
    let mut laid = Sharing::laid();
    let disclosure = sealed(&mut laid);
    let ask = || NotifyCorrection { disclosure, passphrase: PASSPHRASE.to_owned() };
    let told = saving(&mut laid, notify_correction, ask()).err().unwrap();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::NothingChangedSince))));
    let referral = of_kind(&mut laid, Kind::Referral);
    laid.table.sit().write(Doing::of_unit("correct_record"), |w| w.amend(referral, "what_happened", &"Once.")).unwrap();
    assert_eq!(saving(&mut laid, notify_correction, ask()).unwrap().sequence, 2);
    let opened = notice(&mut laid, BundleKind::Correction);
    assert_eq!(opened.correction.unwrap().records, [id_of(referral)]);
    assert!(opened.records.is_empty(), "what it says now goes by another bundle, through the gate");
}

#[test]
fn a_withdrawal_asks_for_every_record_of_the_bundle_in_words_that_were_read_first() {
    let mut laid = Sharing::laid();
    let disclosure = sealed(&mut laid);
    let ask = |words: &str| WithdrawBundle { disclosure, words: words.to_owned(), passphrase: PASSPHRASE.to_owned() };
    let told = saving(&mut laid, withdraw_bundle, ask("Sent from 12 Mulberry Court, Sampleford")).err().unwrap();
    assert!(matches!(told, Trouble::Refusal(Refusal::TextHits(_))));
    let done = saving(&mut laid, withdraw_bundle, ask("The wrong case was chosen.")).unwrap();
    let opened = notice(&mut laid, BundleKind::Withdrawal);
    let withdrawal = opened.withdrawal.unwrap();
    assert_eq!((withdrawal.records.len(), withdrawal.words.as_str()), (done.records as usize, "The wrong case was chosen."));
    let mut wrong = ask("Again");
    wrong.passphrase = "not the passphrase of anybody".to_owned();
    let told = saving(&mut laid, withdraw_bundle, wrong).err().unwrap();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::WrongPassphrase))));
}

fn row_of(laid: &mut Sharing, record: RecordId) -> (ShareRow, bool) {
    let what = laid.what();
    let preview = share_preview(&mut laid.table.sit(), what).unwrap();
    let second = preview.second_person;
    let mut rows = preview.cases.into_iter().flat_map(|case| case.rows);
    (rows.find(|row| row.records.contains(&record)).unwrap(), second)
}

#[test]
fn a_health_record_leaves_only_as_its_owner_released_it_and_with_a_second_person() {
    let mut laid = Sharing::laid();
    laid.change(|agreement| agreement.categories.extend([Category::SuspectHealth]));
    laid.table.check(laid.case, Agency::Health, Some(ReplyKind::Withheld));
    let reply = of_kind(&mut laid, Kind::AgencyReply);
    assert_eq!(row_of(&mut laid, reply).0.state, RowState::Withheld);
    let release = |confidentiality| ReleaseItem {
        record: reply,
        partner: laid.partner,
        routes: vec![Route::Agreement],
        purpose: casework::agreement::SharingPurpose::OffenderManagement,
        reason: "They treat him too".to_owned(),
        confidentiality,
        second: None,
    };
    let (without, with) = (release(None), release(Some(Confidentiality::Consent)));
    assert!(matches!(laid.table.refused(release_item, with.clone()), Refusal::Plain(Plain::NotOwner)));
    laid.table.sit().session.agency = Agency::Health;
    assert_eq!(crate::meeting_table::fields(laid.table.refused(release_item, without)), ["confidentiality"]);
    laid.table.give(release_item, with.clone());
    laid.table.sit().session.agency = Agency::Police;
    let (row, second) = row_of(&mut laid, reply);
    assert_eq!((row.state, second), (RowState::Leaves, true));
    let what = laid.what();
    let ask = laid.sealing(what);
    assert_eq!(laid.refused(ask).key(), "second_person");
    laid.table.sit().write(Doing::of_unit("correct_record"), |w| w.amend(reply, "text", &"Seen twice.")).unwrap();
    assert!(row_of(&mut laid, reply).0.why.contains("changed since"), "what was not read is not released");
    laid.table.sit().session.agency = Agency::Health;
    laid.table.give(release_item, with);
    laid.table.give(withdraw_release, LiftHold { record: reply });
    assert_eq!(row_of(&mut laid, reply).0.state, RowState::Withheld);
}

//! Receipts on two real stores: opened first, decided later.

use crate::arriving_receipt::{seal_opened_receipt, seal_receipt};
use crate::arriving_table::{Side, key, two_units, with_order};
use crate::asks::arrive::{BundleOpened, OpenBundle, ReceiptSaved, WhichImport};
use crate::paper_places::Answers;
use crate::sitting::Sitting;
use crate::trouble::Outcome;

/// What a receipt's file holds.
fn sealed(side: &mut Side, seal: impl FnOnce(&mut Sitting<'_>) -> Outcome<ReceiptSaved>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let mut place = Answers::Saves(folder.path().to_owned());
    let mut sitting = side.table.sit();
    sitting.surroundings = &mut place;
    assert!(seal(&mut sitting).unwrap().saved);
    let saved = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
    std::fs::read(saved.path()).unwrap()
}

fn words(side: &mut Side, file: &[u8]) -> String {
    match side.look(file).unwrap() {
        BundleOpened::Notice(notice) => notice.words,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn a_receipt_goes_back_and_says_what_was_accepted() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let file = theirs.seal_case(&mut ours, case);
    let import = ours.take(&file, case).import;
    let receipt = sealed(&mut ours, |sitting| seal_receipt(sitting, WhichImport { import }));
    theirs.table.now = ours.table.now;
    assert_eq!(words(&mut theirs, &receipt), "They brought it in: 1 case accepted, 0 rejected.");
    theirs.try_take(&receipt, vec![], vec![]).unwrap();
    assert_eq!(key(theirs.look(&receipt)), "bundle_known");
}

#[test]
fn that_a_bundle_was_opened_is_said_before_anything_was_decided_and_brings_nothing_in() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let file = theirs.seal_case(&mut ours, case);
    let ask = |side: &mut Side, bytes: &[u8]| OpenBundle { file: side.pick(bytes), agreement: None };
    let opened = ask(&mut ours, &file);
    let receipt = sealed(&mut ours, |sitting| seal_opened_receipt(sitting, opened));
    assert!(ours.state(case).0.is_empty(), "nothing was brought in");
    theirs.table.now = ours.table.now;
    assert_eq!(words(&mut theirs, &receipt), "They opened it and have not decided yet.");
    // A receipt is not receipted.
    let again = ask(&mut theirs, &receipt);
    assert_eq!(theirs.table.refused(seal_opened_receipt, again).key(), "nothing_to_receipt");
    // It is decided later.
    let import = ours.take(&file, case).import;
    let decided = sealed(&mut ours, |sitting| seal_receipt(sitting, WhichImport { import }));
    theirs.table.now = ours.table.now;
    theirs.try_take(&receipt, vec![], vec![]).unwrap();
    assert_eq!(words(&mut theirs, &decided), "They brought it in: 1 case accepted, 0 rejected.");
}

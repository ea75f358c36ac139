//! An old page put back into the file of a real store (M5): named behind the work, refused before it leaves.

use super::*;
use crate::keeping::{Filing, Kept};
use crate::sharing_table::Sharing;
use crate::trouble::{Told, Trouble};
use casework::agency::Agency;
use casework::incident::{Incident, YesNoUnknown};
use casework::when::{Precision, When};
use store::{Store, SystemEntropy};

const PAGE: usize = 4096;
const FIRST: &str = "Waited outside.";
const SECOND: &str = "Waited across the road.";

/// A case whose incident was corrected, and the file from before and after.
struct Corrected {
    laid: Sharing,
    record: RecordId,
    before: Vec<u8>,
    after: Vec<u8>,
}

fn corrected() -> Corrected {
    let mut laid = Sharing::laid();
    let incident = Incident {
        occurred: When { at: laid.table.now, precision: Precision::Day, words: String::new() },
        behaviours: vec!["followed".to_owned()],
        what: FIRST.to_owned(),
        is_contact: YesNoUnknown::Yes,
        severity: 2,
        reported: YesNoUnknown::Yes,
        told_by: Agency::Police,
        evidence: String::new(),
    };
    let (case, filing) = (laid.case, Filing::under(laid.case, Agency::Police));
    let record = laid.table.sit().write(Doing::in_case("record_incident", case), |w| w.create(filing, &incident)).unwrap();
    let before = file(&mut laid);
    laid.table.sit().write(Doing::in_case("correct_record", case), |w| w.amend(record, "what", &SECOND)).unwrap();
    let after = file(&mut laid);
    Corrected { laid, record, before, after }
}

/// The store's file with everything folded into it.
fn file(laid: &mut Sharing) -> Vec<u8> {
    let sitting = laid.table.sit();
    sitting.store().checkpoint().unwrap();
    std::fs::read(sitting.store().path()).unwrap()
}

impl Corrected {
    /// Sits down to the file as it would lie there had somebody put these bytes in its place; false where it does not open.
    fn sit_to(&mut self, bytes: &[u8], folder: &std::path::Path) -> bool {
        let path = folder.join("holdfast.store");
        std::fs::write(&path, bytes).unwrap();
        let mut sitting = self.laid.table.sit();
        let (key, id) = (&sitting.opened.unlocked.store_key, sitting.opened.store.store_id());
        let Ok(store) = Store::open(&path, key, Some(id), Box::new(SystemEntropy)) else { return false };
        sitting.opened.store = store;
        sitting.opened.watch.checking = Checking::default();
        sitting.open_compartments().is_ok()
    }

    /// What stands there now; nothing where it does not read.
    fn reads(&mut self) -> Option<String> {
        let kept: Kept<Incident> = self.laid.table.sit().read(self.record).ok()?;
        Some(kept.body.what)
    }
}

#[test]
fn an_old_page_put_back_is_named_behind_the_work_and_its_record_does_not_leave() {
    let mut corrected = corrected();
    let (before, after) = (corrected.before.clone(), corrected.after.clone());
    let mut old = 0;
    for page in 0..before.len() / PAGE {
        let at = page * PAGE..(page + 1) * PAGE;
        if before[at.clone()] == after[at.clone()] {
            continue;
        }
        let mut spliced = after.clone();
        spliced[at.clone()].copy_from_slice(&before[at]);
        let folder = tempfile::tempdir().unwrap();
        if !corrected.sit_to(&spliced, folder.path()) || corrected.reads().as_deref() != Some(FIRST) {
            continue;
        }
        old += 1;
        println!("page {page} reads as before");
        let what = corrected.laid.what();
        let ask = corrected.laid.sealing(what);
        let refused = corrected.laid.refused(ask);
        assert_eq!(refused.key(), "bundle_records_damaged");
        let Told::Refusal { words, .. } = Trouble::from(refused).told("") else { unreachable!() };
        assert!(words.contains("N-26-0147"), "named by its case: {words}");

        corrected.laid.table.sit().opened.watch.checking = Checking::default();
        corrected.laid.table.sit().check_stretch(&mut || true).unwrap();
        let mut sitting = corrected.laid.table.sit();
        assert!(sitting.records_checked().damaged.contains("N-26-0147"));
        let written = sitting.write(Doing::of_unit("record_incident"), |_| Ok(()));
        assert!(matches!(written, Err(Trouble::Refusal(Refusal::Plain(Plain::StoreIsDamaged)))), "nothing is written");
        go_on_with_damage(&mut sitting, GoOnWithDamage { understood: false }).unwrap_err();
        let state = go_on_with_damage(&mut sitting, GoOnWithDamage { understood: true }).unwrap();
        assert!(!state.stopped && state.damaged.contains("N-26-0147"), "it stays named");
        sitting.write(Doing::of_unit("record_incident"), |_| Ok(())).unwrap();
        sitting.take_up_checking();
        assert!(!sitting.opened.watch.checking.stops_writing(), "the decision is kept");
    }
    assert!(old > 0, "no page of the file held the value; the test shows nothing");
}

#[test]
fn a_whole_store_is_walked_and_what_leaves_it_leaves() {
    let mut corrected = corrected();
    corrected.laid.table.sit().check_stretch(&mut || true).unwrap();
    let checked = corrected.laid.table.sit().records_checked();
    assert!(checked.damaged.is_empty() && checked.records > 5 && !checked.under_way, "{checked:?}");
    let what = corrected.laid.what();
    let ask = corrected.laid.sealing(what);
    assert!(corrected.laid.seal(ask).unwrap().saved);
    assert_eq!(corrected.reads().as_deref(), Some(SECOND));
}

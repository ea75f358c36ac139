//! Checkpoints and record hashes: the log rewritten whole, the old page put back, the older copy of the file.

use crate::common::*;
use sealing::{UserKeys, UserRootSecret};
use store::{FirstBad, Signing, Store};

fn sign(store: &Store, why: &str) {
    let keys = UserKeys::of(UserRootSecret::from_bytes(&[5; 32])).unwrap();
    let signing = Signing { member: ACTOR, public: keys.signing_public(), sign: &|body| keys.sign(body) };
    store.keep_checkpoint(why, AT, &signing).unwrap();
}

fn look(store: &mut Store, times: u64) {
    for _ in 0..times {
        store.log(cause("open_case").in_case(id(1))).unwrap();
    }
}

/// the tree goes on from the kept frontier, and a later reading finds the same roots.
#[test]
fn the_log_is_the_same_tree_after_reopening_and_every_checkpoint_fits_it() {
    let place = place();
    let mut store = create(&place);
    look(&mut store, 5);
    sign(&store, "print_plan");
    sign(&store, "print_plan");
    look(&mut store, 3);
    let mark = store.log_mark().unwrap();
    store.close().unwrap();
    let mut store = open(&place).unwrap();
    assert_eq!(store.log_mark().unwrap(), mark);
    look(&mut store, 1);
    sign(&store, "lock");
    assert_eq!(store.log_root_at(8).unwrap(), Some(mark.root));
    assert_eq!(store.log_root_at(10).unwrap(), None, "it was never so long");
    let walked = store.verify_chains().unwrap();
    assert_eq!((walked.acts, walked.checkpoints), (9, 2), "the same length twice is one checkpoint");
}

/// a chain written anew from some act on fits itself; the signed checkpoint says that it is not the one signed.
#[test]
fn a_log_written_anew_with_every_hash_in_order_is_named_by_the_checkpoint_over_it() {
    let place = place();
    let mut store = create(&place);
    look(&mut store, 2);
    store.close().unwrap();
    let fork = place.folder.path().join("fork.holdfast");
    std::fs::copy(&place.path, &fork).unwrap();
    let mut store = open(&place).unwrap();
    look(&mut store, 3);
    sign(&store, "lock");
    store.close().unwrap();
    let mut forged = Store::open(&fork, &key(), None, Box::new(Counted(5_000_000))).unwrap();
    look(&mut forged, 3);
    forged.verify_chains().unwrap();
    forged.close().unwrap();
    let conn = keyed(&Place { folder: tempfile::tempdir().unwrap(), path: fork.clone() });
    let signed = open(&place).unwrap().checkpoints().unwrap().remove(0);
    let kept =
        rusqlite::params![5, AT, "lock", signed.root.0, vec![0_u8; 64], ACTOR.0, signed.public, signed.signature.as_slice()];
    conn.execute(include_str!("tampering/checkpoint_moved.sql"), kept).unwrap();
    drop(conn);
    let found = Store::open(&fork, &key(), None, Box::new(Counted(6_000_000))).unwrap().verify_chains();
    assert_eq!(found, Err(FirstBad::Checkpoint { size: 5, at_ms: AT }));
}

/// neither is changed or removed by a plain statement.
#[test]
fn a_checkpoint_cannot_be_changed_or_removed_by_a_plain_statement() {
    let place = place();
    let mut store = create(&place);
    look(&mut store, 2);
    sign(&store, "lock");
    store.close().unwrap();
    let conn = keyed(&place);
    assert!(conn.execute_batch(include_str!("tampering/checkpoint_gone.sql")).is_err());
    assert!(conn.execute_batch(include_str!("tampering/checkpoint_later.sql")).is_err());
}

/// A-13, M5: SQLCipher itself takes an old page for a current one. Every page of the file as it was before a correction
/// is put back, one at a time; where the record then reads as it did, the check names it.
#[test]
fn an_old_page_put_back_never_passes_for_the_record_as_it_stands() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    store.close().unwrap();
    let before = std::fs::read(&place.path).unwrap();
    let mut store = open(&place).unwrap();
    store
        .write(cause("correct_record").on(record), |w| w.correct(record, "severity", &serde_json::json!(4)).map(|_| ()))
        .map(|_: ((), _)| ())
        .unwrap_or_else(|fault: store::Fault| panic!("{fault}"));
    store.close().unwrap();
    let after = std::fs::read(&place.path).unwrap();
    let mut old_values = 0;
    for page in 0..before.len() / 4096 {
        let at = page * 4096..(page + 1) * 4096;
        if before[at.clone()] == after[at.clone()] {
            continue;
        }
        let mut spliced = after.clone();
        spliced[at.clone()].copy_from_slice(&before[at]);
        std::fs::write(&place.path, &spliced).unwrap();
        let Ok(store) = open(&place) else { continue };
        let fits = store.verify_chains().is_ok() && store.verify_records().is_ok();
        assert_eq!(store.verify_records().is_ok(), walk(&store).bad.is_empty(), "the walk in stretches finds the same");
        let reads = store.record(record).ok().flatten().map(|read| read.body["severity"].clone());
        if reads != Some(serde_json::json!(4)) {
            old_values += 1;
            assert!(!fits, "page {page} reads {reads:?} and nothing says so");
        }
    }
    assert!(old_values > 0, "no page of the file held the value; the test shows nothing");
}

/// The walk behind the work, one record at a time.
fn walk(store: &store::Store) -> store::RecordsWalked {
    let mut walked = store::RecordsWalked::default();
    while !walked.ended {
        let Ok(stretch) = store.verify_stretch(walked.after, &mut || false) else {
            // A page that holds no single record is damaged.
            walked.bad.push(id(0));
            break;
        };
        walked.after = stretch.after;
        walked.ended = stretch.ended;
        walked.counted.records += stretch.counted.records;
        walked.bad.extend(stretch.bad);
    }
    walked
}

/// however it is cut into stretches, the walk sees every record once.
#[test]
fn records_walked_in_stretches_are_the_same_as_in_one_go() {
    let place = place();
    let mut store = create(&place);
    for n in 2..72 {
        store
            .write(cause("incident_added").on(id(n)).in_case(id(1)), |w| w.create(placing(id(n), id(1)), &incident()).map(|_| ()))
            .map(|_: ((), _)| ())
            .unwrap_or_else(|fault: store::Fault| panic!("{fault}"));
    }
    let whole = store.verify_records().unwrap();
    let in_one = store.verify_stretch(0, &mut || true).unwrap();
    assert!(in_one.ended && in_one.bad.is_empty());
    assert_eq!((in_one.counted, whole.records >= 70), (whole, true));
    assert_eq!(walk(&store).counted.records, whole.records);
}

/// a value that is gone without an erasure is not taken for an erased one.
#[test]
fn a_value_that_went_missing_is_named_and_an_erased_one_is_counted() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    assert_eq!(store.verify_records().unwrap().values, 1);
    let whole = store.record_hash(record).unwrap();
    assert_ne!(whole, store::Hash::NONE);
    store
        .write(cause("erase").on(record), |w| w.erase(record))
        .map(|_: ((), _)| ())
        .unwrap_or_else(|fault: store::Fault| panic!("{fault}"));
    assert_eq!(store.verify_records().unwrap().erased, 1);
    assert_eq!(store.record_hash(record).unwrap(), whole, "what was written stays proven after the words are gone");
    store.close().unwrap();
    keyed(&place).execute_batch(include_str!("tampering/unerase.sql")).unwrap();
    assert!(matches!(open(&place).unwrap().verify_records(), Err(FirstBad::Entry(_))));
}

/// at full length, printed with its time; the bound is for a release build on a quiet machine.
#[test]
#[ignore = "writes 100,000 acts; run by name"]
fn a_hundred_thousand_acts_are_verified_in_under_five_seconds() {
    let place = place();
    let mut store = create(&place);
    for _ in 0..100 {
        store
            .write(cause("bulk"), |w| {
                for _ in 0..999 {
                    w.child_act("open_case", Some(id(1)))?;
                }
                Ok::<(), store::Fault>(())
            })
            .unwrap();
    }
    let begun = std::time::Instant::now();
    let walked = store.verify_chains().unwrap();
    eprintln!("{} acts verified in {:?}", walked.acts, begun.elapsed());
    assert_eq!(walked.acts, 100_000);
    assert!(begun.elapsed().as_secs() < 5);
}

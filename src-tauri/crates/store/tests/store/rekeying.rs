//! The store key replaced, and stopped at every step of it (K-22).

use crate::common::*;
use sealing::StoreKey;
use std::path::Path;
use store::{Fault, Store};

fn new_key() -> StoreKey {
    StoreKey::from_bytes(&[0x77; 32])
}

fn opened(path: &Path, key: &StoreKey) -> Result<Store, store::OpenTrouble> {
    Store::open(path, key, Some(FOUNDING.store), Box::new(Counted(9_000_000)))
}

fn copy_folder(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

fn stands(store: &Store) {
    assert_eq!(store.record(id(2)).unwrap().unwrap().body, incident());
    store.verify_chains().unwrap();
    store.verify_records().unwrap();
}

#[test]
fn after_a_new_key_the_old_one_opens_nothing_and_everything_stands_and_goes_on() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    store.replace_key(&key(), &new_key(), || Ok::<(), Fault>(())).unwrap();
    stands(&store);
    store.log(cause("open_case")).unwrap();
    assert!(!store.find("library", 5).unwrap().is_empty() || store.count_records().unwrap() == 1);
    store.close().unwrap();
    assert!(opened(&place.path, &key()).is_err());
    stands(&opened(&place.path, &new_key()).unwrap());
}

#[test]
fn a_refused_commit_leaves_the_old_key_and_no_copy() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    assert_eq!(store.replace_key(&key(), &new_key(), || Err(Fault::Full)), Err(Fault::Full));
    store.log(cause("open_case")).unwrap();
    store.close().unwrap();
    stands(&opened(&place.path, &key()).unwrap());
    assert!(!place.folder.path().join("unit.holdfast.rekeyed").exists());
}

/// A disk error after the slot file took its name: it may name the new key, so neither file may go.
#[test]
fn slots_written_although_writing_them_failed_lose_nothing() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    let commit = || store::write_slots(place.folder.path(), "slots of the new key").and(Err(Fault::File));
    assert_eq!(store.replace_key(&key(), &new_key(), commit), Err(Fault::File));
    assert_eq!(store.log(cause("open_case")), Err(Fault::OpenAgain), "what is written now could be lost");
    drop(store);
    stands(&opened(&place.path, &new_key()).unwrap());
    assert!(!place.folder.path().join("unit.holdfast.rekeyed").exists());
}

/// The folder as it lies at the moment the slots are written: power may go just before that or just after.
#[test]
fn stopped_between_slots_and_files_both_keys_find_the_whole_store() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    store
        .replace_key(&key(), &new_key(), || {
            copy_folder(place.folder.path(), before.path());
            copy_folder(place.folder.path(), after.path());
            Ok::<(), Fault>(())
        })
        .unwrap();
    for (folder, key) in [(&before, key()), (&after, new_key())] {
        let path = folder.path().join("unit.holdfast");
        stands(&opened(&path, &key).unwrap());
        assert!(!folder.path().join("unit.holdfast.rekeyed").exists());
        stands(&opened(&path, &key).unwrap());
    }
}

#[test]
fn half_a_copy_left_by_a_crash_neither_opens_nor_stands_in_the_way() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    store.close().unwrap();
    let whole = std::fs::read(&place.path).unwrap();
    std::fs::write(place.folder.path().join("unit.holdfast.rekeyed"), &whole[..whole.len() / 2]).unwrap();
    let mut store = opened(&place.path, &key()).unwrap();
    stands(&store);
    store.replace_key(&key(), &new_key(), || Ok::<(), Fault>(())).unwrap();
    stands(&store);
}

#[test]
fn a_new_key_waits_for_the_backup_that_reads_the_file_and_the_next_backup_is_under_the_new_key() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    let root = place.folder.path().join("backups");
    let onward = &mut |_: u64, _: u64| true;
    store.snapshot(&key(), "slots").unwrap().keep(&root, 1, onward).unwrap();
    let reading = store.snapshot(&key(), "slots").unwrap();
    let stopping = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(200));
        let ended = std::time::Instant::now();
        drop(reading);
        ended
    });
    store.replace_key(&key(), &new_key(), || Ok::<(), Fault>(())).unwrap();
    assert!(stopping.join().unwrap().elapsed() > std::time::Duration::ZERO, "it had let go before");
    stands(&store);
    assert_eq!(store::newest_backup(&root, FOUNDING.store, &new_key()), None, "the one from before is not today's");
    assert_eq!(store::newest_backup(&root, FOUNDING.store, &key()).map(|head| head.number), Some(1));
    store.log(cause("open_case")).unwrap();
    let kept = store.snapshot(&new_key(), "slots").unwrap().keep(&root, 2, onward).unwrap();
    assert_eq!(store::newest_backup(&root, FOUNDING.store, &new_key()), Some(kept.head));
    store::verify_backup(&root, 2, &new_key(), onward).unwrap();
}

//! Backups: taken while work goes on, verified before they count, thinned without touching what is not ours.

use crate::common::*;
use std::path::{Path, PathBuf};
use store::*;

const SLOTS: &str = "{\"slots of this test\":1}";

fn root(place: &Place) -> PathBuf {
    place.folder.path().join("backups")
}

pub fn onward(_done: u64, _total: u64) -> bool {
    true
}

fn back_up(place: &Place, store: &Store, at_ms: i64) -> Kept {
    store.snapshot(&key(), SLOTS).unwrap().keep(&root(place), at_ms, &mut onward).unwrap()
}

/// A store with some hundreds of records, folded in.
fn grown(place: &Place) -> Store {
    let mut store = create(place);
    for n in 0..40 {
        grow(&mut store, n);
    }
    store
}

fn grow(store: &mut Store, n: u8) {
    store
        .write(cause("grown"), |w| {
            for m in 0..10 {
                let record = Id([[n, m].as_slice(), &[7; 14]].concat().try_into().unwrap());
                w.create(placing(record, id(1)), &incident())?;
            }
            Ok::<(), Fault>(())
        })
        .unwrap();
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn blocks(place: &Place) -> Vec<PathBuf> {
    files(&root(place).join("blocks"))
}

fn flip(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_backup_restores_beside_to_the_same_store_and_opens_with_its_own_slots() {
    let place = place();
    let store = grown(&place);
    let made = back_up(&place, &store, AT);
    assert_eq!(made.head.head, store.audit_head());
    let into = place.folder.path().join("restored");
    let restored = restore_beside(&root(&place), made.head.number, &key(), &into, &mut onward).unwrap();
    assert_eq!(read_slots(&into).unwrap().first.as_deref(), Some(SLOTS));
    let again = Store::open(&restored.folder.join(STORE_FILE), &key(), Some(FOUNDING.store), Box::new(Counted(9))).unwrap();
    assert_eq!(again.audit_head(), store.audit_head());
    again.check(Thoroughness::Full).unwrap();
    assert_eq!(again.verify_chains().unwrap(), store.verify_chains().unwrap());
}

#[test]
fn what_did_not_change_is_stored_once() {
    let place = place();
    let mut store = grown(&place);
    let first = back_up(&place, &store, AT);
    grow(&mut store, 200);
    let second = back_up(&place, &store, AT + 1);
    assert_eq!(second.head.number, 2);
    assert!(second.added < first.added, "{} after {}", second.added, first.added);
    let third = back_up(&place, &store, AT + 2);
    assert_eq!(third.added, 0, "nothing changed since");
}

#[test]
fn work_goes_on_while_a_backup_is_copied_and_the_backup_is_of_the_moment_it_began() {
    let place = place();
    let mut store = grown(&place);
    let snapshot = store.snapshot(&key(), SLOTS).unwrap();
    let began = snapshot.head();
    let mut number = 100;
    let made = snapshot.keep(&root(&place), AT, &mut |_, _| {
        if number < 130 {
            grow(&mut store, number);
            number += 1;
        }
        true
    });
    assert_eq!(made.unwrap().head.head, began);
    assert!(store.audit_head().0 > began.0);
    let into = place.folder.path().join("restored");
    restore_beside(&root(&place), 1, &key(), &into, &mut onward).unwrap();
    let next = back_up(&place, &store, AT + 1);
    assert_eq!(next.head.head, store.audit_head(), "and the log folds in again afterwards");
}

#[test]
fn two_backups_cannot_be_written_into_one_folder_at_once() {
    let place = place();
    let store = grown(&place);
    let mut seen = None;
    let root = root(&place);
    let snapshot = store.snapshot(&key(), SLOTS).unwrap();
    assert_eq!(store.snapshot(&key(), SLOTS).err(), None, "a second moment may be held");
    let other = store.snapshot(&key(), SLOTS).unwrap();
    let mut other = Some(other);
    snapshot
        .keep(&root, AT, &mut |_, _| {
            if let Some(other) = other.take() {
                seen = other.keep(&root, AT, &mut onward).err();
            }
            true
        })
        .unwrap();
    assert_eq!(seen, Some(BackupTrouble::AnotherRunning));
}

#[test]
fn a_backup_that_was_stopped_does_not_count_and_leaves_the_one_before() {
    let place = place();
    let mut store = grown(&place);
    back_up(&place, &store, AT);
    grow(&mut store, 99);
    for stop_at in [0, 2, 100] {
        let mut asked = 0;
        let stopped = store.snapshot(&key(), SLOTS).unwrap().keep(&root(&place), AT, &mut |_, _| {
            asked += 1;
            asked <= stop_at
        });
        if stop_at < 100 {
            assert_eq!(stopped.err(), Some(BackupTrouble::Stopped));
            assert_eq!(list_backups(&root(&place)).unwrap().backups.len(), 1);
        }
    }
    verify_backup(&root(&place), 1, &key(), &mut onward).unwrap();
    assert!(
        files(&root(&place)).iter().all(|path| !path.to_string_lossy().contains("holdfast-part")),
        "nothing unfinished stays"
    );
}

#[test]
fn a_damaged_block_is_found_set_aside_and_stored_anew_by_the_next_backup() {
    let place = place();
    let store = grown(&place);
    back_up(&place, &store, AT);
    let hurt = blocks(&place).pop().unwrap();
    flip(&hurt);
    assert_eq!(
        verify_backup(&root(&place), 1, &key(), &mut onward).err(),
        Some(BackupTrouble::Incomplete { missing: 0, damaged: 1 })
    );
    let into = place.folder.path().join("restored");
    assert!(restore_beside(&root(&place), 1, &key(), &into, &mut onward).is_err());
    assert!(!into.exists(), "a restore that failed leaves no folder");
    back_up(&place, &store, AT + 1);
    verify_backup(&root(&place), 1, &key(), &mut onward).unwrap();
    assert!(hurt.with_extension("damaged-1").exists(), "set aside, not overwritten");
    std::fs::remove_file(&hurt).unwrap();
    assert_eq!(
        verify_backup(&root(&place), 2, &key(), &mut onward).err(),
        Some(BackupTrouble::Incomplete { missing: 1, damaged: 0 })
    );
}

#[test]
fn thinning_takes_away_whole_backups_of_ours_and_nothing_else() {
    let place = place();
    let mut store = grown(&place);
    for n in 0..5 {
        back_up(&place, &store, AT + i64::from(n) * 1_000);
        grow(&mut store, 100 + n);
    }
    let strange = root(&place).join("minutes.txt");
    let in_blocks = root(&place).join("blocks/aa");
    std::fs::create_dir_all(&in_blocks).unwrap();
    let impostor = in_blocks.join("a".repeat(64));
    for path in [&strange, &impostor] {
        std::fs::write(path, b"somebody else's").unwrap();
    }
    let thinned = thin_backups(&root(&place), FOUNDING.store, u64::MAX).unwrap();
    assert_eq!(thinned.dropped, 4, "five in one hour: the newest stands for it");
    assert!(thinned.blocks > 0);
    assert_eq!(list_backups(&root(&place)).unwrap().backups[0].number, 5);
    verify_backup(&root(&place), 5, &key(), &mut onward).unwrap();
    assert!(strange.exists() && impostor.exists());
    let other = thin_backups(&root(&place), Id([9; 16]), 0).unwrap();
    assert_eq!(other.dropped, 0, "another store's backups are not ours");
}

#[test]
fn the_cap_is_kept_and_the_newest_backup_stays_even_above_it() {
    let place = place();
    let mut store = grown(&place);
    for day in 0..6 {
        back_up(&place, &store, AT + i64::from(day) * 86_400_000);
        grow(&mut store, 100 + day);
    }
    let before = thin_backups(&root(&place), FOUNDING.store, u64::MAX).unwrap();
    assert_eq!(before.dropped, 0);
    let cap = before.bytes - 1;
    let after = thin_backups(&root(&place), FOUNDING.store, cap).unwrap();
    assert!(after.dropped > 0 && after.bytes <= cap, "{after:?}");
    let last = thin_backups(&root(&place), FOUNDING.store, 0).unwrap();
    assert!(last.bytes > 0);
    verify_backup(&root(&place), 6, &key(), &mut onward).unwrap();
}

#[test]
fn a_manifest_that_does_not_read_stays_and_keeps_every_block() {
    let place = place();
    let mut store = grown(&place);
    back_up(&place, &store, AT);
    grow(&mut store, 99);
    back_up(&place, &store, AT + 1);
    let manifest = root(&place).join("00000001.backup");
    flip(&manifest);
    let before = blocks(&place).len();
    let thinned = thin_backups(&root(&place), FOUNDING.store, 0).unwrap();
    assert_eq!((thinned.unreadable, thinned.blocks), (1, 0));
    assert!(manifest.exists());
    assert_eq!(blocks(&place).len(), before);
    assert_eq!(back_up(&place, &store, AT + 2).head.number, 3, "and its number is not given again");
}

#[test]
fn a_backup_goes_nowhere_where_something_lies_and_opens_with_no_other_key() {
    let place = place();
    let store = grown(&place);
    back_up(&place, &store, AT);
    let into = place.folder.path().join("taken");
    std::fs::create_dir(&into).unwrap();
    std::fs::write(into.join("letter.txt"), b"a letter").unwrap();
    let refused = restore_beside(&root(&place), 1, &key(), &into, &mut onward);
    assert_eq!(refused.err(), Some(BackupTrouble::AlreadyThere));
    assert_eq!(std::fs::read(into.join("letter.txt")).unwrap(), b"a letter");
    let other = sealing::StoreKey::from_bytes(&[0x43; 32]);
    let into = place.folder.path().join("restored");
    assert_eq!(restore_beside(&root(&place), 1, &other, &into, &mut onward).err(), Some(BackupTrouble::OtherKey));
    assert_eq!(restore_beside(&root(&place), 7, &key(), &into, &mut onward).err(), Some(BackupTrouble::NoSuchBackup));
    assert!(!into.exists());
}

#[test]
fn a_copy_in_a_second_place_stands_alone() {
    let place = place();
    let store = grown(&place);
    back_up(&place, &store, AT);
    let second = place.folder.path().join("second");
    let copied = copy_backup(&root(&place), 1, &second, &key(), &mut onward).unwrap();
    assert!(copied.added > 0);
    std::fs::remove_dir_all(root(&place)).unwrap();
    let scratch = place.folder.path().join("drill");
    let drilled = drill(&second, copied.head.number, &key(), &scratch, Box::new(Counted(9)), &mut onward).unwrap();
    assert_eq!(drilled.walked.head, Some(store.audit_head()));
    assert!(!scratch.exists(), "the drill leaves nothing");
}

#[test]
fn a_drill_fails_on_a_broken_backup_and_says_so() {
    let place = place();
    let store = grown(&place);
    back_up(&place, &store, AT);
    let manifest = read_manifest(&root(&place), 1).unwrap();
    assert_eq!(manifest.slots(), SLOTS);
    flip(&blocks(&place)[0]);
    let scratch = place.folder.path().join("drill");
    let failed = drill(&root(&place), 1, &key(), &scratch, Box::new(Counted(9)), &mut onward);
    assert_eq!(failed.err(), Some(DrillTrouble::Restore(BackupTrouble::Incomplete { missing: 0, damaged: 1 })));
    assert!(!scratch.exists());
}

#[test]
fn nothing_readable_lies_in_a_backup() {
    let place = place();
    let mut store = create(&place);
    let canary = serde_json::json!({ "narrative": "CANARY-of-this-test" });
    store.write(cause("written"), |w| w.create(placing(id(9), id(1)), &canary)).unwrap();
    back_up(&place, &store, AT);
    for path in files(&root(&place)) {
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"CANARY"), "{}", path.display());
    }
}

#[test]
fn a_restored_store_takes_the_place_of_the_old_one_which_is_kept_whole() {
    let place = place();
    let folder = place.folder.path();
    let path = folder.join(STORE_FILE);
    let mut store = Store::create(&path, &key(), FOUNDING, Box::new(Counted(1))).unwrap();
    write_slots(folder, "old slots").unwrap();
    grow(&mut store, 1);
    let made = store.snapshot(&key(), SLOTS).unwrap().keep(&root(&place), AT, &mut onward).unwrap();
    grow(&mut store, 2);
    let late = store.audit_head();
    let restored = folder.join("restored-1");
    restore_beside(&root(&place), 1, &key(), &restored, &mut onward).unwrap();
    assert_eq!(adopt_restored(folder, "restored-1", "before-restore-1").err(), Some(BackupTrouble::Busy), "while it is open");
    store.close().unwrap();
    assert_eq!(adopt_restored(folder, "../elsewhere", "before").err(), Some(BackupTrouble::NotReadable));
    assert_eq!(finish_adopting(folder).unwrap(), None, "a refusal leaves nothing to finish");
    let done = adopt_restored(folder, "restored-1", "before-restore-1").unwrap();
    assert_eq!((done.number, done.before.as_str()), (1, "before-restore-1"));
    assert_eq!(adopted(folder), Some(done));
    assert_eq!(finish_adopting(folder).unwrap(), None);
    let now = Store::open(&path, &key(), Some(FOUNDING.store), Box::new(Counted(9))).unwrap();
    assert_eq!(now.audit_head(), made.head.head);
    assert_eq!(read_slots(folder).unwrap().first.as_deref(), Some(SLOTS));
    let before = Store::open(&folder.join("before-restore-1").join(STORE_FILE), &key(), None, Box::new(Counted(9))).unwrap();
    assert_eq!(before.audit_head(), late);
    assert!(!restored.exists());
}

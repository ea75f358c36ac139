//! an older store is brought up only once a verified copy stands, and is left alone where none can be made.

use crate::common::*;
use crate::older::{OLDER, make_older};
use crate::opening::contents;
use std::path::PathBuf;
use store::*;

fn backups(place: &Place) -> PathBuf {
    place.folder.path().join("backups")
}

fn older(schema: usize) -> Place {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    store.close().unwrap();
    make_older(&place.path, &[0x42; 32], schema);
    place
}

fn bring(place: &Place) -> Result<Store, OpenTrouble> {
    let copy = CopyBefore { backups: &backups(place), slots: "slots of then", at_ms: AT };
    Store::bring_up(&place.path, &key(), Some(FOUNDING.store), Box::new(Counted(2_000_000)), copy)
}

fn older_schema(found: usize) -> OpenTrouble {
    OpenTrouble::OlderSchema { found: found.try_into().unwrap(), known: SCHEMA_VERSION }
}

fn stands(store: &Store) {
    assert_eq!(store.record(id(2)).unwrap().unwrap().body, incident());
    store.verify_chains().unwrap();
    store.verify_record(id(2)).unwrap();
    store.check(Thoroughness::Full).unwrap();
}

#[test]
fn an_older_store_is_opened_only_once_it_was_brought_up_and_a_backup_of_the_old_one_stands() {
    for schema in OLDER {
        let place = older(schema);
        let before = contents(place.folder.path());
        assert_eq!(open(&place).unwrap_err(), older_schema(schema));
        assert_eq!(contents(place.folder.path()), before, "opening alone changes nothing");
        let store = bring(&place).unwrap();
        stands(&store);
        store.close().unwrap();
        stands(&open(&place).unwrap());
        let listed = list_backups(&backups(&place)).unwrap().backups;
        assert_eq!(listed.iter().map(|head| (head.number, head.head.0)).collect::<Vec<_>>(), [(1, 1)]);
        bring(&place).unwrap();
        assert_eq!(list_backups(&backups(&place)).unwrap().backups.len(), 1, "nothing was left to bring up");
    }
}

#[test]
fn the_backup_made_before_is_of_the_old_schema_and_is_drilled_and_restored_like_any_other() {
    let place = older(1);
    drop(bring(&place).unwrap());
    let onward = &mut |_: u64, _: u64| true;
    let scratch = place.folder.path().join("drilled");
    drill(&backups(&place), 1, &key(), &scratch, Box::new(Counted(5)), onward).unwrap();
    let into = place.folder.path().join("restored");
    restore_beside(&backups(&place), 1, &key(), &into, onward).unwrap();
    let restored = into.join(STORE_FILE);
    assert_eq!(read_slots(&into).unwrap().first.as_deref(), Some("slots of then"));
    assert_eq!(Store::open(&restored, &key(), None, Box::new(Counted(6))).unwrap_err(), older_schema(1));
    let store = Store::open_copy(&restored, &key(), Some(FOUNDING.store), Box::new(Counted(7))).unwrap();
    stands(&store);
}

#[test]
fn where_no_copy_can_be_made_the_store_stays_as_it_is() {
    let place = older(1);
    std::fs::write(backups(&place), b"a file where the folder should be").unwrap();
    let before = contents(place.folder.path());
    let found = bring(&place).unwrap_err();
    assert!(matches!(found, OpenTrouble::NotBroughtUp(_)), "{found:?}");
    assert_eq!(contents(place.folder.path()), before);
    std::fs::remove_file(backups(&place)).unwrap();
    stands(&bring(&place).unwrap());
}

/// The copy of a damaged store does not verify, so that the damage is not carried on into a newer schema.
#[test]
fn a_damaged_older_store_is_not_brought_up() {
    let place = older(1);
    let mut bytes = std::fs::read(&place.path).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 1;
    std::fs::write(&place.path, &bytes).unwrap();
    assert_eq!(bring(&place).unwrap_err(), OpenTrouble::NotBroughtUp(BackupTrouble::Damaged));
    assert_eq!(std::fs::read(&place.path).unwrap(), bytes);
    assert_eq!(list_backups(&backups(&place)).unwrap(), Listed::default(), "a copy that does not verify does not count");
}

#[test]
fn a_newer_store_is_neither_brought_up_nor_opened_as_a_copy() {
    let place = place();
    create(&place).close().unwrap();
    keyed(&place).pragma_update(None, "user_version", 99).unwrap();
    let before = contents(place.folder.path());
    let newer = OpenTrouble::NewerSchema { found: 99, known: SCHEMA_VERSION };
    assert_eq!(bring(&place).unwrap_err(), newer);
    assert_eq!(Store::open_copy(&place.path, &key(), None, Box::new(Counted(8))).unwrap_err(), newer);
    assert_eq!(contents(place.folder.path()), before);
}

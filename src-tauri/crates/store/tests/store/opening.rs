//! Opening: each trouble is told apart, and nothing is created or changed by any of them.

use crate::common::*;
use sealing::StoreKey;
use std::path::Path;
use store::{BackupTrouble, CopiedAsItLies, CreateTrouble, OpenTrouble, STORE_FILE, Store, Thoroughness, copy_as_it_lies};

/// Name, length and bytes of everything in the folder but the lock.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| !entry.file_name().to_string_lossy().ends_with(".lock"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).unwrap()))
        .collect();
    found.sort();
    found
}

fn trouble(place: &Place) -> OpenTrouble {
    let before = contents(place.folder.path());
    let trouble = open(place).unwrap_err();
    assert_eq!(contents(place.folder.path()), before, "{trouble} changed something");
    trouble
}

#[test]
fn a_missing_an_empty_a_short_and_a_plain_file_are_told_apart() {
    let place = place();
    assert_eq!(trouble(&place), OpenTrouble::Missing);
    std::fs::write(&place.path, b"").unwrap();
    assert_eq!(trouble(&place), OpenTrouble::ZeroByte);
    std::fs::write(&place.path, [7; 511]).unwrap();
    assert_eq!(trouble(&place), OpenTrouble::TooShort);
    std::fs::write(&place.path, [7; 8192]).unwrap();
    assert_eq!(trouble(&place), OpenTrouble::NotOurs);
    std::fs::remove_file(&place.path).unwrap();
    let plain = rusqlite::Connection::open(&place.path).unwrap();
    plain.execute_batch(include_str!("tampering/foreign_table.sql")).unwrap();
    drop(plain);
    assert_eq!(trouble(&place), OpenTrouble::PlainSqlite);
    std::fs::remove_file(&place.path).unwrap();
    std::fs::create_dir(&place.path).unwrap();
    assert_eq!(open(&place).unwrap_err(), OpenTrouble::NotOurs);
}

#[test]
fn a_wrong_key_opens_nothing_and_the_right_one_still_does() {
    let place = place();
    create(&place).close().unwrap();
    let before = contents(place.folder.path());
    let wrong = StoreKey::from_bytes(&[0x43; 32]);
    let found = Store::open(&place.path, &wrong, None, Box::new(Counted(1)));
    assert_eq!(found.unwrap_err(), OpenTrouble::NotOurs);
    assert_eq!(contents(place.folder.path()), before);
    open(&place).unwrap();
}

#[test]
fn a_file_with_our_key_that_is_no_store_is_not_ours() {
    let place = place();
    keyed(&place).execute_batch(include_str!("tampering/foreign_table.sql")).unwrap();
    assert_eq!(trouble(&place), OpenTrouble::NotOurs);
}

#[test]
fn another_units_store_is_not_opened() {
    let place = place();
    create(&place).close().unwrap();
    let found = Store::open(&place.path, &key(), Some(id(9)), Box::new(Counted(1)));
    assert_eq!(found.unwrap_err(), OpenTrouble::OtherStore);
}

#[test]
fn a_newer_schema_is_refused_with_both_numbers_and_left_alone() {
    let place = place();
    create(&place).close().unwrap();
    keyed(&place).execute_batch("PRAGMA user_version = 99").unwrap();
    let known = store::SCHEMA_VERSION;
    assert_eq!(trouble(&place), OpenTrouble::NewerSchema { found: 99, known });
}

#[test]
fn a_damaged_first_page_is_not_taken_for_a_wrong_key() {
    let place = place();
    create(&place).close().unwrap();
    let mut bytes = std::fs::read(&place.path).unwrap();
    bytes[1000] ^= 1;
    std::fs::write(&place.path, bytes).unwrap();
    assert_eq!(trouble(&place), OpenTrouble::DamagedHeader);
}

#[test]
fn a_second_opening_is_told_and_the_first_goes_on() {
    let place = place();
    let mut first = create(&place);
    assert_eq!(open(&place).unwrap_err(), OpenTrouble::SecondInstance);
    one_record(&mut first);
    first.close().unwrap();
    assert!(open(&place).unwrap().record(id(2)).unwrap().is_some());
}

#[test]
fn founding_never_writes_over_anything() {
    let place = place();
    for content in [&b""[..], b"somebody's notes"] {
        std::fs::write(&place.path, content).unwrap();
        let found = Store::create(&place.path, &key(), FOUNDING, Box::new(Counted(1)));
        assert_eq!(found.unwrap_err(), CreateTrouble::AlreadyThere);
        assert_eq!(std::fs::read(&place.path).unwrap(), content);
    }
    std::fs::remove_file(&place.path).unwrap();
    std::fs::write(place.folder.path().join("unit.holdfast-wal"), b"left over").unwrap();
    let found = Store::create(&place.path, &key(), FOUNDING, Box::new(Counted(1)));
    assert_eq!(found.unwrap_err(), CreateTrouble::AlreadyThere);
}

#[cfg(unix)]
#[test]
fn a_place_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = place();
    create(&place).close().unwrap();
    let lock = place.folder.path().join("unit.holdfast.lock");
    std::fs::remove_file(&lock).unwrap();
    let set = |mode| {
        let mode = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(place.folder.path(), mode).unwrap();
    };
    set(0o500);
    let can_write_anyway = std::fs::write(place.folder.path().join("probe"), b"").is_ok();
    let found = open(&place);
    set(0o700);
    // The superuser may write anywhere; there the refusal cannot be provoked this way.
    if can_write_anyway {
        eprintln!("skipped: this account may write to a read-only folder");
    } else {
        assert_eq!(found.unwrap_err(), OpenTrouble::ReadOnlyPlace);
    }
}

#[test]
fn no_word_of_a_record_stands_in_plain_text_in_any_file() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    for (name, bytes) in contents(place.folder.path()) {
        for word in [&b"library"[..], b"SQLite format", b"incident"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word), "{name}");
        }
    }
}

#[test]
fn a_store_passes_both_of_its_checks_and_a_flipped_page_fails_them() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    store.check(Thoroughness::Quick).unwrap();
    store.check(Thoroughness::Full).unwrap();
    store.close().unwrap();
    let mut bytes = std::fs::read(&place.path).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 1;
    std::fs::write(&place.path, bytes).unwrap();
    let damaged = open(&place).map(|store| store.check(Thoroughness::Full));
    assert!(!matches!(damaged, Ok(Ok(()))));
}

/// The cipher's library begins with the first connection of a program: whoever opens at that very moment must not fail.
#[test]
fn many_stores_are_founded_at_once_in_one_program() {
    let threads: Vec<_> = (0..16)
        .map(|_| {
            std::thread::spawn(|| {
                let place = place();
                create(&place).close().unwrap();
                open(&place).unwrap().close().unwrap();
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

/// for whoever mends it; a copy is not a backup, and nothing of what lies there changes.
#[test]
fn a_store_that_opens_no_longer_is_copied_byte_for_byte_into_a_new_folder_and_into_no_other() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = from.path().join(STORE_FILE);
    Store::create(&path, &key(), FOUNDING, Box::new(Counted(1))).unwrap().close().unwrap();
    store::write_slots(from.path(), "slots").unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100..600].fill(0x5A);
    std::fs::write(&path, &bytes).unwrap();
    std::fs::write(from.path().join("letter.pdf"), "a paper that was saved here").unwrap();
    let before = contents(from.path());
    let into = to.path().join("copy");
    let copied = copy_as_it_lies(from.path(), &into).unwrap();
    let lies: Vec<_> = before.iter().filter(|(name, _)| name != "letter.pdf").cloned().collect();
    let length = lies.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    assert_eq!(contents(&into), lies);
    assert_eq!(copied, CopiedAsItLies { files: u32::try_from(lies.len()).unwrap(), bytes: length, unreadable: 0 });
    assert!(lies.len() >= 3, "the store and both copies of its slots: {}", lies.len());
    assert_eq!(copy_as_it_lies(from.path(), &into).unwrap_err(), BackupTrouble::AlreadyThere);
    assert_eq!((contents(from.path()), contents(&into)), (before, lies));
    assert_eq!(copy_as_it_lies(&to.path().join("nothing"), &to.path().join("empty")).unwrap(), CopiedAsItLies::default());
}

//! What the library, the disk and the file system answer becomes the trouble that says what to do next; nothing names a person.

use crate::common::*;
use rusqlite::Error;
use rusqlite::ffi::{self, Error as Code};
use std::io::{self, ErrorKind};
use store::{BackupTrouble, CreateTrouble, Entropy, Fault, FirstBad, OpenTrouble, SystemEntropy};

fn answered(code: i32) -> Error {
    Error::SqliteFailure(Code::new(code), Some("near \"Gwen Sample\": syntax error".to_owned()))
}

#[test]
fn what_sqlite_answers_becomes_the_trouble_with_the_right_next_step() {
    let faults = [
        (ffi::SQLITE_FULL, Fault::Full),
        (ffi::SQLITE_IOERR, Fault::Disk),
        (ffi::SQLITE_BUSY, Fault::Busy),
        (ffi::SQLITE_LOCKED, Fault::Busy),
        (ffi::SQLITE_CORRUPT, Fault::Damaged),
        (ffi::SQLITE_NOTADB, Fault::Damaged),
        (ffi::SQLITE_CONSTRAINT_UNIQUE, Fault::Taken),
        (ffi::SQLITE_CONSTRAINT_PRIMARYKEY, Fault::Taken),
        (ffi::SQLITE_CONSTRAINT_CHECK, Fault::Sqlite(ffi::SQLITE_CONSTRAINT_CHECK)),
    ];
    for (code, fault) in faults {
        assert_eq!(Fault::from(answered(code)), fault);
        assert_eq!(BackupTrouble::from(answered(code)), BackupTrouble::Failed(fault));
    }
    assert_eq!(Fault::from(Error::QueryReturnedNoRows), Fault::Unreadable);
    let opening = [
        (ffi::SQLITE_BUSY, OpenTrouble::Busy),
        (ffi::SQLITE_LOCKED, OpenTrouble::Busy),
        (ffi::SQLITE_READONLY, OpenTrouble::ReadOnlyPlace),
        (ffi::SQLITE_CANTOPEN, OpenTrouble::ReadOnlyPlace),
        (ffi::SQLITE_PERM, OpenTrouble::ReadOnlyPlace),
        (ffi::SQLITE_FULL, OpenTrouble::Failed(Fault::Full)),
    ];
    for (code, trouble) in opening {
        assert_eq!(OpenTrouble::from(answered(code)), trouble);
        assert_eq!(CreateTrouble::from(answered(code)), CreateTrouble::Opening(trouble));
        // The library's own words may quote a value: they never reach ours.
        assert!(!trouble.to_string().contains("Gwen"));
    }
    assert_eq!(CreateTrouble::from(Fault::File), CreateTrouble::Opening(OpenTrouble::Failed(Fault::File)));
}

#[test]
fn what_the_file_system_and_the_opening_answer_a_backup_is_said_as_a_backups_trouble() {
    let disk = [
        (ErrorKind::StorageFull, BackupTrouble::Failed(Fault::Full)),
        (ErrorKind::QuotaExceeded, BackupTrouble::Failed(Fault::Full)),
        (ErrorKind::PermissionDenied, BackupTrouble::NotWritable),
        (ErrorKind::ReadOnlyFilesystem, BackupTrouble::NotWritable),
        (ErrorKind::AlreadyExists, BackupTrouble::AlreadyThere),
        (ErrorKind::NotFound, BackupTrouble::Failed(Fault::File)),
    ];
    for (kind, trouble) in disk {
        assert_eq!(BackupTrouble::from(io::Error::from(kind)), trouble);
    }
    let opening = [
        (OpenTrouble::NotOurs, BackupTrouble::OtherKey),
        (OpenTrouble::OtherStore, BackupTrouble::OtherStore),
        (OpenTrouble::Failed(Fault::Disk), BackupTrouble::Failed(Fault::Disk)),
        (OpenTrouble::SecondInstance, BackupTrouble::Busy),
        (OpenTrouble::Busy, BackupTrouble::Busy),
        (OpenTrouble::ReadOnlyPlace, BackupTrouble::NotWritable),
        (OpenTrouble::NotBroughtUp(BackupTrouble::Stopped), BackupTrouble::Stopped),
        (OpenTrouble::DamagedHeader, BackupTrouble::Damaged),
        (OpenTrouble::TooShort, BackupTrouble::Damaged),
    ];
    for (found, trouble) in opening {
        assert_eq!(BackupTrouble::from(found), trouble);
    }
}

#[test]
fn the_example_s_altered_copy_opens_and_its_log_names_the_altered_act() {
    let place = place();
    let mut store = create(&place);
    for _ in 0..8 {
        store.log(cause("open_case").in_case(id(1))).unwrap();
    }
    store.close().unwrap();
    let altered = store::alter_an_act_for_show(&place.path, &key()).unwrap();
    let store = open(&place).unwrap();
    let found = store.verify_chains().unwrap_err();
    let FirstBad::Act(broken) = found else { panic!("{found}") };
    assert_eq!(broken.seq, altered, "{found}");
}

#[test]
fn an_empty_log_has_no_act_to_alter_and_the_copy_stands_as_it_was() {
    let place = place();
    create(&place).close().unwrap();
    let before = std::fs::read(&place.path).unwrap();
    assert_eq!(store::alter_an_act_for_show(&place.path, &key()), Err(OpenTrouble::Failed(Fault::Damaged)));
    assert_eq!(std::fs::read(&place.path).unwrap(), before);
}

#[test]
fn the_system_s_bytes_fill_any_length_and_its_ids_sort_by_time() {
    let mut system = SystemEntropy;
    let mut bytes = [0; 77];
    system.fill(&mut bytes).unwrap();
    assert!(bytes.chunks(11).all(|part| part.iter().any(|byte| *byte != 0)), "each part was filled");
    let (earlier, later) = (system.id(AT).unwrap(), system.id(AT + 1).unwrap());
    assert!(earlier < later);
    assert_eq!(earlier.0[6] >> 4, 7, "UUID version 7");
}

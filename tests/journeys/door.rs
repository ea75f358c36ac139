//! The door's troubles: each is named, and nothing that lies there is touched.

use crate::world::{desk_in, done, files_under, give};
use desk::sitting::Desk;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const PASSPHRASE: &str = "gravel kettle orchard window marble";

fn set_up(folder: &Path) -> Desk {
    let mut desk = desk_in(folder);
    let unit = json!({
        "unit_name": "Northmoor", "pathway": "cheshire", "reference_prefix": "N", "marking": "OFFICIAL-SENSITIVE",
        "your_name": "Morgan Placeholder", "agency": "police", "role": "chair", "job": "detective inspector", "passphrase": PASSPHRASE
    });
    done(&mut desk, "set_up_unit", unit);
    done(&mut desk, "lock", json!({}));
    desk
}

fn store_file(folder: &Path) -> PathBuf {
    let mut found = files_under(&folder.join("unit"));
    found.sort_by_key(|path| std::fs::metadata(path).unwrap().len());
    found.pop().unwrap()
}

fn trouble_of(desk: &mut Desk) -> Value {
    done(desk, "look_at_door", json!({})).pointer("/door/trouble").cloned().unwrap_or(Value::Null)
}

#[test]
fn a_file_that_is_no_store_is_named_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = set_up(folder.path());
    let file = store_file(folder.path());
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(8192, 0);
    for (bytes, expected) in [(Vec::new(), "store_empty_file"), (plain, "plain_sqlite")] {
        std::fs::write(&file, &bytes).unwrap();
        assert_eq!(trouble_of(&mut desk), expected);
        assert_eq!(std::fs::read(&file).unwrap(), bytes, "the file was changed");
    }
}

#[test]
fn a_missing_store_is_said_to_be_missing_and_none_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = set_up(folder.path());
    let file = store_file(folder.path());
    std::fs::remove_file(&file).unwrap();
    assert_eq!(trouble_of(&mut desk), "store_missing");
    assert!(give(&mut desk, "unlock", json!({ "name": "Morgan Placeholder", "passphrase": PASSPHRASE })).is_err());
    assert!(!file.exists());
}

#[test]
fn a_wrong_passphrase_and_an_unknown_name_are_refused_in_the_same_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = set_up(folder.path());
    let wrong = give(&mut desk, "unlock", json!({ "name": "Morgan Placeholder", "passphrase": "quite another phrase here" })).unwrap_err();
    let mut desk_of_nobody = set_up(&folder.path().join("other"));
    let nobody = give(&mut desk_of_nobody, "unlock", json!({ "name": "Nobody Atall", "passphrase": PASSPHRASE })).unwrap_err();
    assert_eq!(format!("{wrong:?}"), format!("{nobody:?}"));
    assert!(format!("{wrong:?}").contains("WrongPassphrase"));
}

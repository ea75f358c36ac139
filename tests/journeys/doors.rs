//! At the door: each trouble told apart, nothing made in another's place, nothing lost.

use journeys::{SharedKeyring, desk_in, give, key_of};
use serde_json::{Value, json};
use std::path::Path;

const PASSPHRASE: &str = "teapot orchard lantern gravel";

fn set_up(folder: &Path, keyring: &SharedKeyring) {
    let mut desk = desk_in(folder, Box::new(keyring.clone()));
    let unit = json!({
        "unit_name": "Testshire Unit", "pathway": "london", "reference_prefix": "T", "marking": "OFFICIAL-SENSITIVE",
        "your_name": "Una Example", "agency": "police", "role": "chair", "job": "inspector", "passphrase": PASSPHRASE
    });
    give(&mut desk, "set_up_unit", unit).unwrap();
}

fn door(folder: &Path, keyring: &SharedKeyring) -> Value {
    let mut desk = desk_in(folder, Box::new(keyring.clone()));
    give(&mut desk, "look_at_door", json!({})).unwrap()["door"].clone()
}

fn unlock(name: &str, passphrase: &str) -> Value {
    json!({ "name": name, "passphrase": passphrase })
}

#[test]
fn a_unit_is_set_up_once_and_opens_again_with_the_right_passphrase_only() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = SharedKeyring::default();
    assert_eq!(door(folder.path(), &keyring)["state"], "no_store");
    set_up(folder.path(), &keyring);
    assert_eq!(door(folder.path(), &keyring)["state"], "locked");
    let mut desk = desk_in(folder.path(), Box::new(keyring.clone()));
    assert_eq!(key_of(&give(&mut desk, "unlock", unlock("Una Example", "teapot orchard lantern sand"))), "wrong_passphrase");
    assert_eq!(key_of(&give(&mut desk, "unlock", unlock("Somebody Else", PASSPHRASE))), "wrong_passphrase");
    let session = give(&mut desk, "unlock", unlock("una example", PASSPHRASE)).unwrap();
    assert_eq!(session["unit"], "Testshire Unit");
    assert_eq!(session["no_recovery"], json!(true), "it is said until recovery exists");
}

#[test]
fn each_thing_that_is_no_store_has_a_calm_screen_of_its_own_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = SharedKeyring::default();
    set_up(folder.path(), &keyring);
    let store = folder.path().join("unit").join("holdfast.store");
    let whole = std::fs::read(&store).unwrap();
    let mut plain = b"SQLite format 3\0".to_vec();
    plain.resize(4096, 0);
    for (bytes, wanted) in [(Vec::new(), "store_empty_file"), (vec![7; 100], "store_empty_file"), (plain, "plain_sqlite")] {
        std::fs::write(&store, &bytes).unwrap();
        let shown = door(folder.path(), &keyring);
        assert_eq!(shown["trouble"], wanted, "{shown}");
        assert!(shown["next"].as_str().unwrap().len() > 20, "it says what to do next");
        assert_eq!(std::fs::read(&store).unwrap(), bytes, "the file is left as it is");
    }
    std::fs::remove_file(&store).unwrap();
    assert_eq!(door(folder.path(), &keyring)["trouble"], "store_missing");
    assert!(!store.exists(), "no store is made because one was missing");
    std::fs::write(&store, whole).unwrap();
    assert_eq!(door(folder.path(), &keyring)["state"], "locked", "the store put back is the store again");
}

#[test]
fn another_file_in_the_store_s_place_does_not_open_and_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = SharedKeyring::default();
    set_up(folder.path(), &keyring);
    let store = folder.path().join("unit").join("holdfast.store");
    let foreign: Vec<u8> = (0..40_960_u32).map(|n| (n * 31 % 251) as u8).collect();
    std::fs::write(&store, &foreign).unwrap();
    let mut desk = desk_in(folder.path(), Box::new(keyring.clone()));
    assert_eq!(key_of(&give(&mut desk, "unlock", unlock("Una Example", PASSPHRASE))), "store_trouble");
    let shown = give(&mut desk, "look_at_door", json!({})).unwrap()["door"].clone();
    assert!(["foreign_file", "damaged_store"].contains(&shown["trouble"].as_str().unwrap_or_default()), "{shown}");
    assert_eq!(std::fs::read(&store).unwrap(), foreign);
}

/// sealed, into a new folder, everything left where it lies; and not while somebody is signed in.
#[test]
fn what_is_left_of_a_damaged_store_is_copied_for_whoever_mends_it() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = SharedKeyring::default();
    set_up(folder.path(), &keyring);
    let unit = folder.path().join("unit");
    let mut bytes = std::fs::read(unit.join("holdfast.store")).unwrap();
    bytes[8_000] ^= 1;
    std::fs::write(unit.join("holdfast.store"), &bytes).unwrap();
    let mut desk = desk_in(folder.path(), Box::new(keyring.clone()));
    let unpicked = desk.give("copy_for_support", desk::commands::Window::Lock, json!({})).unwrap();
    assert_eq!(unpicked["folder"], "", "nobody picked a place");
    let second = folder.path().join("second");
    std::fs::create_dir(&second).unwrap();
    let copied = desk.give("copy_for_support", desk::commands::Window::Lock, json!({})).unwrap();
    assert_eq!(copied["unreadable"], 0, "{copied}");
    let made = second.join(copied["folder"].as_str().unwrap());
    for name in ["holdfast.store", "keyslots.json", "keyslots.second.json"] {
        assert_eq!(std::fs::read(made.join(name)).unwrap(), std::fs::read(unit.join(name)).unwrap(), "{name}");
    }
    assert!(key_of(&give(&mut desk, "copy_for_support", json!({}))).starts_with("something_there"), "nothing is written over");
}

#[test]
fn a_copied_folder_does_not_open_without_this_computer_s_keyring() {
    let folder = tempfile::tempdir().unwrap();
    set_up(folder.path(), &SharedKeyring::default());
    let shown = door(folder.path(), &SharedKeyring::default());
    assert_eq!(shown["trouble"], "keyring_missing", "{shown}");
}

#[test]
fn a_second_program_is_told_that_the_store_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = SharedKeyring::default();
    set_up(folder.path(), &keyring);
    let mut first = desk_in(folder.path(), Box::new(keyring.clone()));
    give(&mut first, "unlock", unlock("Una Example", PASSPHRASE)).unwrap();
    let mut second = desk_in(folder.path(), Box::new(keyring.clone()));
    assert_eq!(key_of(&give(&mut second, "unlock", unlock("Una Example", PASSPHRASE))), "store_trouble");
    let shown = give(&mut second, "look_at_door", json!({})).unwrap()["door"].clone();
    assert_eq!(shown["trouble"], "second_instance");
}

/// The store's own key, as only the right passphrase on the right computer gives it.
fn key_of_store(folder: &Path, keyring: &SharedKeyring) -> sealing::StoreKey {
    let copies = store::read_slots(folder).unwrap();
    let slots = sealing::choose_copy(copies.first.as_deref(), copies.second.as_deref(), None).unwrap().slots;
    let device = desk::Custody::read(keyring, slots.store_id()).unwrap();
    let member = slots.find_by_name("Una Example", &device).unwrap().unwrap();
    slots.unlock(&member, &sealing::Passphrase::typed(PASSPHRASE), &device).unwrap().store_key
}

#[test]
fn a_unit_of_an_earlier_version_is_brought_up_on_signing_in_and_only_after_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = SharedKeyring::default();
    set_up(folder.path(), &keyring);
    let unit = folder.path().join("unit");
    let (file, backups) = (unit.join("holdfast.store"), unit.join("backups"));
    crate::older::make_older(&file, key_of_store(&unit, &keyring).expose_bytes_dangerously(), crate::older::OLDER[0]);
    let before = std::fs::read(&file).unwrap();
    std::fs::write(&backups, b"a file where the folder should be").unwrap();
    let mut desk = desk_in(folder.path(), Box::new(keyring.clone()));
    assert_eq!(key_of(&give(&mut desk, "unlock", unlock("Una Example", PASSPHRASE))), "store_trouble");
    let shown = give(&mut desk, "look_at_door", json!({})).unwrap()["door"].clone();
    assert_eq!(shown["trouble"], "not_brought_up", "{shown}");
    assert!(std::fs::read(&file).unwrap() == before, "the store was changed without a copy");
    std::fs::remove_file(&backups).unwrap();
    give(&mut desk, "unlock", unlock("Una Example", PASSPHRASE)).unwrap();
    assert_eq!(give(&mut desk, "check_chains", json!({})).unwrap()["intact"], json!(true));
    let kept = give(&mut desk, "backups", json!({})).unwrap();
    assert_eq!(kept["backups"].as_array().unwrap().len(), 1, "{kept}");
    give(&mut desk, "drill_backup", json!({})).unwrap();
    assert_eq!(give(&mut desk, "backups", json!({})).unwrap()["drill"]["went_well"], json!(true));
}

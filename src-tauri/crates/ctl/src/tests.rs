//! The verbs on a real store in a folder, with a keyring in memory: what they say, and with which code they end.

use crate::backup::back_up;
use crate::continuity::{self, Outlet};
use crate::copy_damaged::copy_damaged;
use crate::doctor::doctor;
use crate::drill::drill;
use crate::ending::Ending;
use crate::example_unit;
use crate::hand::{Hand, desk_at, give};
use crate::restore::{Then, restore};
use crate::verify;
use desk::sitting::Desk;
use desk::{Custody, CustodyTrouble, DeviceSecret, ThrowAwayCustody};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// One keyring for every desk of a test.
#[derive(Clone, Default)]
struct Ring(Arc<ThrowAwayCustody>);

impl Custody for Ring {
    fn write(&self, store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        self.0.write(store_id, secret)
    }

    fn read(&self, store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        self.0.read(store_id)
    }
}

struct Unit {
    place: tempfile::TempDir,
    ring: Ring,
}

impl Unit {
    fn set_up() -> Self {
        let unit = Self { place: tempfile::tempdir().unwrap(), ring: Ring::default() };
        let ask = json!({
            "unit_name": "Testshire Unit", "pathway": "london", "reference_prefix": "T", "marking": "OFFICIAL-SENSITIVE",
            "your_name": "Una Example", "agency": "police", "role": "chair", "job": "inspector",
            "passphrase": "teapot orchard lantern gravel"
        });
        let mut desk = unit.desk();
        give(&mut desk, "set_up_unit", ask).unwrap();
        give(&mut desk, "lock", json!({})).unwrap();
        unit
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("unit")
    }

    fn desk(&self) -> Desk {
        desk_at(&self.folder(), Box::new(self.ring.clone()), None)
    }
}

fn hand(passphrase: &str) -> Hand {
    Hand { name: "Una Example".to_owned(), passphrase: Zeroizing::new(passphrase.to_owned()) }
}

fn una() -> Hand {
    hand("teapot orchard lantern gravel")
}

fn blocks(folder: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(folder.join("backups/blocks")).unwrap();
    folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path())).collect()
}

#[test]
fn log_backup_drill_and_doctor_end_well_on_a_whole_store_and_name_nobody() {
    let unit = Unit::set_up();
    let before = doctor(&unit.folder(), &unit.ring);
    assert_eq!(before.code(), 1, "no backup yet: {before:?}");
    let endings = [
        verify::log(&mut unit.desk(), &una(), &[]),
        verify::records(&mut unit.desk(), &una()),
        back_up(&mut unit.desk(), &una()),
        drill(&mut unit.desk(), &una()),
        doctor(&unit.folder(), &unit.ring),
    ];
    for ending in endings {
        assert_eq!(ending.code(), 0, "{ending:?}");
        let Ending::Well(words) = ending else { continue };
        assert!(!words.contains("Una") && !words.contains("Testshire"), "{words}");
    }
}

#[test]
fn a_wrong_passphrase_and_a_store_in_use_are_refusals() {
    let unit = Unit::set_up();
    assert_eq!(back_up(&mut unit.desk(), &hand("not the passphrase at all")).code(), 3);
    let mut open = unit.desk();
    give(&mut open, "unlock", json!({ "name": "Una Example", "passphrase": una().passphrase.as_str() })).unwrap();
    assert_eq!(verify::log(&mut unit.desk(), &una(), &[]).code(), 3);
}

#[test]
fn a_damaged_backup_ends_the_drill_badly_and_does_not_restore() {
    let unit = Unit::set_up();
    assert_eq!(back_up(&mut unit.desk(), &una()).code(), 0);
    let hurt = blocks(&unit.folder()).pop().unwrap();
    std::fs::write(&hurt, b"not what it was").unwrap();
    assert_eq!(drill(&mut unit.desk(), &una()).code(), 1);
    assert_eq!(restore(&mut unit.desk(), &una(), "beside", 1, Then::Beside).code(), 1);
    assert_eq!(restore(&mut unit.desk(), &una(), "beside", 9, Then::Beside).code(), 1);
}

#[test]
fn a_backup_takes_the_place_of_a_store_that_no_longer_opens() {
    let unit = Unit::set_up();
    assert_eq!(back_up(&mut unit.desk(), &una()).code(), 0);
    std::fs::write(unit.folder().join("holdfast.store"), vec![7; 40_000]).unwrap();
    assert_eq!(verify::log(&mut unit.desk(), &una(), &[]).code(), 1);
    let beside = restore(&mut unit.desk(), &una(), "beside", 1, Then::Beside);
    assert_eq!(beside.code(), 0, "{beside:?}");
    assert_eq!(verify::log(&mut unit.desk(), &una(), &[]).code(), 1, "nothing took its place");
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    let adopted = restore(&mut unit.desk(), &una(), "beside", 1, Then::Adopt);
    assert_eq!(adopted.code(), 0, "{adopted:?}");
    assert_eq!(verify::log(&mut unit.desk(), &una(), &[]).code(), 0);
    let kept = std::fs::read_dir(unit.folder()).unwrap().filter_map(Result::ok);
    let kept = kept.filter(|entry| entry.file_name().to_string_lossy().starts_with("before-restore-")).count();
    assert_eq!(kept, 1, "the damaged store is kept");
}

/// what is left of a damaged store leaves the machine sealed, and the store stays as it is.
#[test]
fn a_damaged_store_is_copied_as_it_lies_and_a_folder_without_one_is_said_to_have_none() {
    let unit = Unit::set_up();
    let (store, to) = (unit.folder().join("holdfast.store"), unit.place.path().join("to"));
    std::fs::create_dir(&to).unwrap();
    std::fs::write(&store, vec![7; 40_000]).unwrap();
    let mut desk = desk_at(&unit.folder(), Box::new(unit.ring.clone()), Some(to.clone()));
    let done = copy_damaged(&mut desk);
    assert_eq!(done.code(), 0, "{done:?}");
    let made = std::fs::read_dir(&to).unwrap().next().unwrap().unwrap().path();
    for name in ["holdfast.store", "keyslots.json", "keyslots.second.json"] {
        assert_eq!(std::fs::read(made.join(name)).unwrap(), std::fs::read(unit.folder().join(name)).unwrap(), "{name}");
    }
    assert_eq!(std::fs::read(&store).unwrap(), vec![7; 40_000]);
    let empty = unit.place.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    std::fs::create_dir(unit.place.path().join("elsewhere")).unwrap();
    let mut desk = desk_at(&empty, Box::new(unit.ring.clone()), Some(unit.place.path().join("elsewhere")));
    assert_eq!(copy_damaged(&mut desk).code(), 1);
}

#[test]
fn a_pack_goes_to_no_pipe_unasked_and_a_missing_one_is_said_to_be_missing() {
    let unit = Unit::set_up();
    let pack = unit.folder().join("continuity.pack");
    assert_eq!(continuity::show(&pack, &unit.ring, &una(), Outlet::Unasked).code(), 3);
    assert_eq!(continuity::show(&pack, &unit.ring, &una(), Outlet::Wanted).code(), 1);
}

/// a checkpoint somebody kept is held against the log; one of another store, or cut short, is not consistent.
#[test]
fn a_witness_kept_elsewhere_is_held_against_the_log() {
    let (unit, other) = (Unit::set_up(), Unit::set_up());
    let witness = |of: &Unit, name: &str| {
        let mut desk = of.desk();
        give(&mut desk, "unlock", json!({ "name": "Una Example", "passphrase": una().passphrase.as_str() })).unwrap();
        let text = give(&mut desk, "log_checkpoint", json!({})).unwrap()["text"].as_str().unwrap().to_owned();
        give(&mut desk, "lock", json!({})).unwrap();
        let file = unit.place.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    };
    let (own, strange) = (witness(&unit, "own"), witness(&other, "strange"));
    let seen = verify::log(&mut unit.desk(), &una(), std::slice::from_ref(&own));
    assert!(matches!(&seen, Ending::Well(words) if words.contains(": consistent.")), "{seen:?}");
    let seen = verify::log(&mut unit.desk(), &una(), &[own, strange]);
    assert!(matches!(&seen, Ending::Bad(words) if words.contains("of another store")), "{seen:?}");
    assert_eq!(verify::log(&mut unit.desk(), &una(), &[unit.place.path().join("none")]).code(), 3);
}

/// The check of the log ends well on the example unit, and names the one act that somebody with the key altered.
#[test]
fn the_example_units_log_verifies_and_its_tampered_copy_names_the_altered_act() {
    let place = tempfile::tempdir().unwrap();
    let made = example_unit::make(place.path());
    assert_eq!(made.code(), 0, "{made:?}");
    let Ending::Well(words) = made else { unreachable!("its code is 0") };
    let act: u64 = words.split_once("(act ").unwrap().1.split_once(' ').unwrap().0.parse().unwrap();
    let (name, passphrase) = example::passphrase_of(example::Who::Auditor);
    let auditor = Hand { name: name.to_owned(), passphrase: Zeroizing::new(passphrase.to_owned()) };
    let verified = |copy: &str| {
        let folder = place.path().join(copy);
        verify::log(&mut desk_at(&folder, example_unit::custody_of(&folder), None), &auditor, &[])
    };
    let whole = verified("example");
    assert_eq!(whole.code(), 0, "{whole:?}");
    let tampered = verified("example-tampered");
    assert_eq!(tampered.code(), 1, "{tampered:?}");
    assert!(matches!(&tampered, Ending::Bad(words) if words.contains(&format!(" {act} "))), "act {act}: {tampered:?}");
    assert_eq!(example_unit::make(place.path()).code(), 3, "what lies there is not written over");
}

//! The verbs on a real store in a folder, with a keyring in memory: what they say, and with which code they end.

use crate::backup::back_up;
use crate::bundle_export::{Asked, Typed, export};
use crate::continuity::{self, Outlet};
use crate::copy_damaged::copy_damaged;
use crate::doctor::doctor;
use crate::drill::drill;
use crate::ending::Ending;
use crate::example_unit;
use crate::hand::{Hand, desk_at, desk_saving_into, give};
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

/// The example unit in a folder, as its chair finds it: an agreement in force, and cases that it covers.
fn example_in(place: &Path) -> (PathBuf, Hand) {
    let made = example_unit::make(place);
    assert_eq!(made.code(), 0, "{made:?}");
    let (name, passphrase) = example::passphrase_of(example::Who::Chair);
    (place.join("example"), Hand { name: name.to_owned(), passphrase: Zeroizing::new(passphrase.to_owned()) })
}

fn exported(folder: &Path, hand: &Hand, words: &[&str], typed: &Typed) -> Ending {
    let asked = Asked::from_words(words).unwrap();
    let to = asked.write.as_ref().map_or_else(|| folder.to_path_buf(), |write| write.to.clone());
    let mut desk = desk_saving_into(folder, &to, example_unit::custody_of(folder), None);
    let outlet = if asked.unprotected { Outlet::Wanted } else { Outlet::Unasked };
    export(&mut desk, hand, &asked, typed, outlet)
}

fn words_of(ending: &Ending, code: u8) -> &str {
    assert_eq!(ending.code(), code, "{ending:?}");
    match ending {
        Ending::Well(words) | Ending::Bad(words) | Ending::Refused(words) | Ending::Failed(words) => words,
    }
}

/// Dry first: rows, then the token only with their values; sealed for that token and no other; refusals with their code.
#[test]
fn a_bundle_is_exported_row_by_row_and_sealed_only_for_the_token_of_what_was_read() {
    let place = tempfile::tempdir().unwrap();
    let (folder, chair) = example_in(place.path());
    let listed = exported(&folder, &chair, &[], &Typed::default());
    let lines: Vec<&str> = words_of(&listed, 0).lines().collect();
    let standing = |words: &str| lines.iter().position(|line| line.contains(words)).map(|at| (at + 1).to_string());
    let (open, ended) = (standing(": In force.").unwrap(), standing(": Ended.").unwrap());
    assert!(standing(": Draft.").is_some(), "{lines:?}");
    let named = exported(&folder, &chair, &["--agreement", &open], &Typed::default());
    let covered = words_of(&named, 0).split_once("Cases it covers: ").unwrap().1.lines().next().unwrap().to_owned();
    let case = covered.split(", ").next().unwrap();
    let to_them = || Typed { name: "B. Dummy".to_owned(), post: "Duty sergeant".to_owned(), ..Typed::default() };
    let typed = to_them();
    let of = |agreement: &str| {
        let all = ["--agreement", agreement, "--case", case, "--category", "victim-narrative", "--category", "suspect-identity"];
        all.map(str::to_owned).to_vec()
    };
    let with = |agreement: &str, more: &[&str]| {
        let words: Vec<String> = of(agreement).into_iter().chain(more.iter().map(|word| (*word).to_owned())).collect();
        words
    };
    let run = |words: &[String], typed: &Typed| {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        exported(&folder, &chair, &words, typed)
    };
    assert!(words_of(&run(&with(&ended, &[]), &typed), 3).starts_with("isa_expired: "));
    let dry = run(&with(&open, &[]), &typed);
    assert!(words_of(&dry, 0).contains("withheld | ") && !words_of(&dry, 0).contains("--seen"), "{dry:?}");
    let read = run(&with(&open, &["--unprotected"]), &typed);
    let token = words_of(&read, 0).rsplit_once("--seen ").unwrap().1.to_owned();
    let to = place.path().join("out");
    std::fs::create_dir(&to).unwrap();
    let write = |token: &str| with(&open, &["--write", &to.display().to_string(), "--seen", token]);
    let necessity = || "They supervise him and have to know of the order.".to_owned();
    let full = Typed { necessity: necessity(), victim: "told phone 2026-11-20".to_owned(), ..to_them() };
    let untold = Typed { necessity: necessity(), ..to_them() };
    assert!(words_of(&run(&write("00"), &full), 3).starts_with("share_changed: "), "another token seals nothing");
    assert!(words_of(&run(&write(&token), &untold), 3).contains("victim knows"));
    assert_eq!(std::fs::read_dir(&to).unwrap().count(), 0, "nothing on disk after a refusal");
    let sealed = run(&write(&token), &full);
    let file = PathBuf::from(words_of(&sealed, 0).lines().last().unwrap());
    let sha256 = words_of(&sealed, 0).split_once("SHA-256 ").unwrap().1.split('.').next().unwrap().to_owned();
    assert_eq!((sha256.len(), crate::bundle::inspect(&file).code()), (64, 0));
}

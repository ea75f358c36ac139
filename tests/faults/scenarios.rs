//! What a child does on its disk, acknowledging every step on standard output, and how what it left is judged.

use sealing::StoreKey;
use serde_json::json;
use std::path::{Path, PathBuf};
use store::{
    BackupTrouble, Cause, CopyBefore, Fault, Founding, Id, OpenTrouble, Placing, STORE_FILE, Store, SystemEntropy, Thoroughness,
};

const AT: i64 = 1_790_000_000_000;
const STORE: Id = Id([0x51; 16]);

pub fn key() -> StoreKey {
    StoreKey::from_bytes(&[0x42; 32])
}

/// The key that slots naming a key stand for; the first one where they name none.
fn key_of(n: u64) -> StoreKey {
    let mut bytes = [0x42; 32];
    bytes[..8].iter_mut().zip(n.to_be_bytes()).for_each(|(byte, more)| *byte ^= more);
    StoreKey::from_bytes(&bytes)
}

fn slots_of_key(n: u64) -> String {
    format!("{{\"key\":{n},\"filler\":\"{}\"}}", "k".repeat(3_000))
}

/// The newest key that either copy of the slots names.
pub fn newest_key(disk: &Path) -> u64 {
    let named = |copy: Option<String>| {
        let text: serde_json::Value = serde_json::from_str(&copy?).ok()?;
        text["key"].as_u64()
    };
    store::read_slots(disk).ok().and_then(|copies| named(copies.first).max(named(copies.second))).unwrap_or(0)
}

pub fn backups(disk: &Path) -> PathBuf {
    disk.join("backups")
}

fn record(n: u64) -> Id {
    Id([n.to_be_bytes(), [7; 8]].concat().try_into().unwrap())
}

fn words(n: u64) -> serde_json::Value {
    json!({ "what": format!("Incident number {n}. ").repeat(1 + usize::try_from(n % 40).unwrap()) })
}

pub fn add(store: &mut Store, n: u64) -> Result<(), Fault> {
    let placing =
        Placing { kind: "incident", record: record(n), case: Some(STORE), owner: "police", category: "victim-narrative" };
    store.write(Cause::new("incident_added", Id([0xA1; 16]), "police", AT), |w| w.create(placing, &words(n))).map(|_| ())
}

/// Opens the store if it has today's schema.
pub fn open_as_found(disk: &Path) -> Result<Store, OpenTrouble> {
    Store::open(&disk.join(STORE_FILE), &key_of(newest_key(disk)), Some(STORE), Box::new(SystemEntropy))
}

/// Opens the store as a start of the program does: an older one is brought up first.
pub fn open(disk: &Path) -> Result<Store, OpenTrouble> {
    match open_as_found(disk) {
        Err(OpenTrouble::OlderSchema { .. }) => {
            let copy = CopyBefore { backups: &backups(disk), slots: &slots(0), at_ms: AT };
            Store::bring_up(&disk.join(STORE_FILE), &key(), Some(STORE), Box::new(SystemEntropy), copy)
        }
        opened => opened,
    }
}

/// A store with twenty records, its slots and one backup, closed.
pub fn prepare() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let founding = Founding { store: STORE, device: Id([0xD1; 16]), at_ms: AT };
    let path = folder.path().join(STORE_FILE);
    let mut store = Store::create(&path, &key(), founding, Box::new(SystemEntropy)).unwrap();
    (0..20).for_each(|n| add(&mut store, n).unwrap());
    store::write_slots(folder.path(), &slots(0)).unwrap();
    back_up(&store, folder.path()).unwrap();
    store.close().unwrap();
    folder
}

pub fn slots(n: u64) -> String {
    format!("{{\"slots\":{n},\"filler\":\"{}\"}}", "s".repeat(3_000))
}

fn back_up(store: &Store, disk: &Path) -> Result<u64, BackupTrouble> {
    let mut told = 0;
    let mut progress = |done, total| {
        assert!(told <= done && done <= total, "what was told of the way goes on: {told}, {done} of {total}");
        told = done;
        true
    };
    let kept = store.snapshot(&key(), &slots(0))?.keep(&backups(disk), AT, &mut progress)?;
    Ok(kept.head.number)
}

/// Writes until `most` records were added; every eighth time the log is folded in.
fn write(disk: &Path, most: u64) -> Result<(), String> {
    let mut store = open(disk).map_err(|trouble| format!("open: {trouble}"))?;
    for n in 20..20 + most {
        add(&mut store, n).map_err(|fault| format!("write: {fault}"))?;
        println!("ack record {n} {}", store.audit_head().0);
        if n % 8 == 0 {
            store.checkpoint().map_err(|fault| format!("checkpoint: {fault}"))?;
        }
    }
    store.close().map_err(|fault| format!("close: {fault}"))
}

fn backing_up(disk: &Path, most: u64) -> Result<(), String> {
    let mut store = open(disk).map_err(|trouble| format!("open: {trouble}"))?;
    for n in 20..20 + most {
        add(&mut store, n).map_err(|fault| format!("write: {fault}"))?;
        println!("ack record {n} {}", store.audit_head().0);
        let number = back_up(&store, disk).map_err(|trouble| format!("backup: {trouble}"))?;
        println!("ack backup {number}");
        if n % 4 == 3 {
            store::thin_backups(&backups(disk), STORE, 200_000).map_err(|trouble| format!("thin: {trouble}"))?;
            println!("ack thinned");
        }
    }
    Ok(())
}

/// Restores the newest backup beside and lets it take the store's place, again and again.
fn restoring(disk: &Path, most: u64) -> Result<(), String> {
    let told = |step: &'static str| move |trouble: BackupTrouble| format!("{step}: {trouble}");
    for _ in 0..most {
        store::finish_adopting(disk).map_err(told("finish"))?;
        let listed = store::list_backups(&backups(disk)).map_err(told("list"))?;
        let newest = listed.backups.last().ok_or("no backup")?.number;
        let free = (0_u64..).find(|n| !disk.join(format!("restored-{n}")).exists() && !disk.join(format!("before-{n}")).exists());
        let n = free.unwrap_or_default();
        let into = disk.join(format!("restored-{n}"));
        store::restore_beside(&backups(disk), newest, &key(), &into, &mut |_, _| true).map_err(told("restore"))?;
        println!("ack restored {n}");
        store::adopt_restored(disk, &format!("restored-{n}"), &format!("before-{n}")).map_err(told("adopt"))?;
        println!("ack adopted {n}");
    }
    Ok(())
}

/// Gives the store a new key, again and again, with a record written under each.
fn rekeying(disk: &Path, most: u64) -> Result<(), String> {
    let mut store = open(disk).map_err(|trouble| format!("open: {trouble}"))?;
    let first = newest_key(disk) + 1;
    for n in first..first.saturating_add(most) {
        add(&mut store, 19 + n).map_err(|fault| format!("write: {fault}"))?;
        println!("ack record {} {}", 19 + n, store.audit_head().0);
        let named = store.replace_key(&key_of(n - 1), &key_of(n), || store::write_slots(disk, &slots_of_key(n)));
        named.map_err(|fault| format!("new key: {fault}"))?;
        println!("ack key {n}");
    }
    Ok(())
}

fn changing_slots(disk: &Path, most: u64) -> Result<(), String> {
    for n in 1..=most {
        store::write_slots(disk, &slots(n)).map_err(|fault| format!("slots: {fault}"))?;
        println!("ack slots {n}");
    }
    Ok(())
}

#[test]
fn as_a_child() {
    // Only as a child of the tests beside; alone it has nothing to do.
    let (Some(scenario), Some(disk)) = (std::env::var_os("HOLDFAST_SCENARIO"), std::env::var_os("HOLDFAST_SCENARIO_FOLDER"))
    else {
        return;
    };
    let disk = Path::new(&disk);
    println!("begun");
    let done = match scenario.to_str() {
        Some("write") => write(disk, 24),
        Some("write until killed") => write(disk, u64::MAX / 2),
        Some("back up") => backing_up(disk, 4),
        Some("back up until killed") => backing_up(disk, u64::MAX / 2),
        Some("restore") => restoring(disk, 1),
        Some("restore until killed") => restoring(disk, u64::MAX),
        Some("slots") => changing_slots(disk, 3),
        Some("slots until killed") => changing_slots(disk, u64::MAX),
        Some("new key") => rekeying(disk, 2),
        Some("new key until killed") => rekeying(disk, u64::MAX / 2),
        Some("bring up") => crate::bringing_up::bringing_up(disk, 2),
        Some("bring up until killed") => crate::bringing_up::bringing_up(disk, u64::MAX / 2),
        Some("open") => open(disk).map(|_| println!("ack open")).map_err(|trouble| format!("open: {trouble}")),
        Some("hold") => hold(disk),
        other => Err(format!("no scenario {other:?}")),
    };
    if let Err(why) = done {
        println!("refused {why}");
    }
}

/// Opens the store and keeps it open until the other one was refused.
fn hold(disk: &Path) -> Result<(), String> {
    let refused = disk.join("the other was refused");
    let store = open(disk).map_err(|trouble| {
        let noted = std::fs::write(&refused, b"");
        format!("open: {trouble}{}", if noted.is_ok() { "" } else { ", and this was not noted" })
    })?;
    println!("ack held");
    for _ in 0..1_000 {
        if refused.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    store.close().map_err(|fault| format!("close: {fault}"))
}

/// What is left of a store after something went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Every acknowledged record stands, and every check passes.
    Whole,
    /// Something is missing or damaged, and the program says so: it does not open, a check fails, or its log ends
    /// before the mark that the keyring keeps.
    Noticed,
    /// A check fails although nothing may have been lost. Also noticed; told apart for the count.
    Lost,
    /// Something acknowledged is missing or different, and no check says so.
    Unnoticed,
}

/// Judges the store by what was acknowledged: lines of "record <n> <acts>".
pub fn judge(disk: &Path, acknowledged: &[String]) -> Left {
    let records: Vec<(u64, u64)> = acknowledged
        .iter()
        .filter_map(|line| line.strip_prefix("record "))
        .filter_map(|rest| rest.split_once(' ').and_then(|(n, acts)| Some((n.parse().ok()?, acts.parse().ok()?))))
        .collect();
    let Ok(store) = open(disk) else { return Left::Noticed };
    if store.check(Thoroughness::Full).is_err() || store.verify_chains().is_err() {
        return Left::Noticed;
    }
    let expected = (0..20).chain(records.iter().map(|(n, _)| *n));
    let missing = expected.filter(|n| !holds(&store, *n)).count();
    let mark = records.last().map_or(20, |(_, acts)| *acts);
    match (missing, store.audit_head().0 < mark) {
        (0, false) => Left::Whole,
        (_, true) => Left::Lost,
        (_, false) => Left::Unnoticed,
    }
}

fn holds(store: &Store, n: u64) -> bool {
    store.record(record(n)).is_ok_and(|found| found.is_some_and(|found| found.body == words(n)))
        && store.verify_record(record(n)).is_ok()
}

/// Every backup that counts, proved by its key: how many stand, and how many do not.
pub fn prove_backups(disk: &Path) -> (u64, u64) {
    let listed = store::list_backups(&backups(disk)).unwrap();
    let stands = |number| store::verify_backup(&backups(disk), number, &key(), &mut |_, _| true);
    let proved = listed.backups.iter().filter(|head| stands(head.number).is_ok());
    let proved = proved.count() as u64;
    (proved, listed.backups.len() as u64 - proved + listed.unreadable)
}

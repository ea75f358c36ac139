//! The disk says no: EIO and ENOSPC at every call, once and from then on; a small full disk; a read-only one.

use crate::disk::{Disk, Said, copy_of, run};
use crate::scenarios::{Left, judge, prepare, prove_backups};
use tempfile::TempDir;

pub type Failing = fn(u64, bool) -> Disk;

pub const EIO: Failing = |at, sticky| Disk::Eio { at, sticky };
pub const ENOSPC: Failing = |at, sticky| Disk::Enospc { at, sticky };

/// Fails every `step`th call of a scenario, once and for good; how many calls, and how many acknowledged steps.
pub fn at_calls(scenario: &str, prepared: &TempDir, mode: &'static str, failing: Failing, step: u64) -> (u64, usize) {
    let clean = copy_of(prepared.path());
    let said = run(scenario, clean.path(), Disk::Good(mode));
    assert!(said.well && said.refused.is_empty(), "{said:?}");
    let (mut tried, mut acknowledged) = (0, 0);
    for at in (1..=said.calls).step_by(usize::try_from(step).unwrap()) {
        for sticky in [false, true] {
            let folder = copy_of(prepared.path());
            let said = run(scenario, folder.path(), failing(at, sticky));
            let place = folder.path().join("disk");
            assert!(said.well, "{scenario}, {mode} at {at}: the child stopped without saying why: {said:?}");
            store::finish_adopting(&place).unwrap();
            assert_eq!(judge(&place, &said.acknowledged), Left::Whole, "{scenario}, {mode} at {at}: {said:?}");
            assert_eq!(prove_backups(&place).1, 0, "{scenario}, {mode} at {at}: {said:?}");
            tried += 1;
            acknowledged += said.acknowledged.len();
        }
    }
    println!("{mode:6} {scenario:9} {} calls, {tried} runs, {acknowledged} acknowledged steps, 0 lost, 0 undetected", said.calls);
    (tried, acknowledged)
}

fn every(step: u64) {
    let prepared = prepare();
    for scenario in ["write", "back up", "restore", "slots", "new key"] {
        for (mode, failing) in [("eio", EIO), ("enospc", ENOSPC)] {
            let (tried, _) = at_calls(scenario, &prepared, mode, failing, step);
            assert!(tried > 0);
        }
    }
}

#[test]
fn a_disk_error_at_any_call_loses_nothing_acknowledged() {
    every(23);
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn a_disk_error_at_every_single_call_loses_nothing_acknowledged() {
    every(1);
}

#[test]
fn a_small_disk_that_fills_up_refuses_and_keeps_what_was_acknowledged() {
    let prepared = prepare();
    for (scenario, bytes) in [("write until killed", 300_000), ("back up until killed", 600_000)] {
        let folder = copy_of(prepared.path());
        let said: Said = run(scenario, folder.path(), Disk::Quota(bytes));
        let place = folder.path().join("disk");
        assert!(said.refused.iter().any(|why| why.contains("full")), "{scenario}: {:?}", said.refused);
        assert!(!said.acknowledged.is_empty(), "{scenario}: something was written before");
        assert_eq!(judge(&place, &said.acknowledged), Left::Whole, "{scenario}");
        assert_eq!(prove_backups(&place).1, 0, "{scenario}");
        println!("full disk, {scenario}: {} acknowledged, 0 lost", said.acknowledged.len());
    }
}

#[test]
fn a_read_only_folder_is_said_to_be_one_and_nothing_is_made_in_it() {
    let prepared = prepare();
    let folder = copy_of(prepared.path());
    let said = run("open", folder.path(), Disk::ReadOnly);
    assert_eq!(said.refused, ["open: the store's place cannot be written"]);
    let said = run("restore", folder.path(), Disk::ReadOnly);
    assert_eq!(said.refused, ["restore: the backup folder cannot be written"]);
    assert_eq!(judge(&folder.path().join("disk"), &[]), Left::Whole);
}

#[test]
fn a_place_for_backups_that_cannot_be_listed_is_said_to_be_one_and_not_to_be_empty() {
    let prepared = prepare();
    let place = crate::scenarios::backups(prepared.path());
    assert!(!store::list_backups(&place).unwrap().backups.is_empty());
    let moved = prepared.path().join("moved");
    std::fs::rename(&place, &moved).unwrap();
    assert!(store::list_backups(&place).unwrap().backups.is_empty(), "there is none yet");
    std::fs::write(&place, "not a folder").unwrap();
    assert!(store::list_backups(&place).is_err());
    assert_eq!(std::fs::read(&place).unwrap(), b"not a folder");
}

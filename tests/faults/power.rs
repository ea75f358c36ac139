//! The power goes: writes that were not synced are dropped, reordered, torn; and the same on a disk whose syncs lie.

use crate::disk::{Disk, copy_of, run};
use crate::scenarios::{Left, judge, prepare, prove_backups, slots};
use tempfile::TempDir;

/// Points at which the power goes, spread over a scenario's calls, with a seed for each.
fn points(calls: u64, count: u64, seed: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..count).map(move |n| (1 + (n * calls / count + seed * 7) % calls, seed * 100_000 + n + 1))
}

#[derive(Debug, Default)]
pub struct Tally {
    pub points: u64,
    acknowledged: u64,
    pub whole: u64,
    noticed: u64,
    lost: u64,
    pub unnoticed: u64,
    backups: u64,
    pub bad_backups: u64,
}

pub fn cuts(scenario: &str, prepared: &TempDir, count: u64, seed: u64, disk: fn(u64, u64) -> Disk) -> Tally {
    let clean = copy_of(prepared.path());
    let said = run(scenario, clean.path(), Disk::Good("cut"));
    assert!(said.well && said.refused.is_empty(), "{said:?}");
    let mut tally = Tally::default();
    for (at, seed) in points(said.calls, count, seed) {
        let folder = copy_of(prepared.path());
        let said = run(scenario, folder.path(), disk(at, seed));
        let place = folder.path().join("disk");
        tally.points += 1;
        tally.acknowledged += said.acknowledged.len() as u64;
        // What a start does first: an adoption under way is brought to its end.
        let finished = store::finish_adopting(&place);
        let left = if finished.is_ok() { judge(&place, &said.acknowledged) } else { Left::Noticed };
        match left {
            Left::Whole => tally.whole += 1,
            Left::Noticed => tally.noticed += 1,
            Left::Lost => tally.lost += 1,
            Left::Unnoticed => tally.unnoticed += 1,
        }
        if scenario == "slots" {
            let copies = store::read_slots(&place).unwrap();
            let known: Vec<String> = (0..4).map(slots).collect();
            let acknowledged = said.acknowledged.len();
            let whole = |copy: &Option<String>| copy.as_ref().and_then(|text| known.iter().position(|known| known == text));
            let newest = whole(&copies.first).max(whole(&copies.second));
            if newest.is_none_or(|newest| newest < acknowledged) {
                tally.unnoticed += 1;
            }
        }
        let (good, bad) = prove_backups(&place);
        tally.backups += good;
        tally.bad_backups += bad;
    }
    println!("power cut, {scenario:9} {tally:?}");
    tally
}

fn honest(count: u64, seed: u64) {
    let prepared = prepare();
    for scenario in ["write", "back up", "restore", "slots", "new key"] {
        let tally = cuts(scenario, &prepared, count, seed, |at, seed| Disk::Cut { at, seed });
        assert_eq!(tally.whole, tally.points, "{scenario}: every acknowledged step stands");
        assert_eq!((tally.unnoticed, tally.bad_backups), (0, 0), "{scenario}");
    }
}

fn lying(count: u64, seed: u64) {
    let tally = cuts("write", &prepare(), count, seed, |at, seed| Disk::Lie { at, seed });
    assert_eq!(tally.unnoticed, 0, "whatever such a disk loses is said");
    assert!(tally.whole < tally.points, "a lying disk loses something, or the simulator does nothing");
    println!(
        "lying syncs: {} of {} points lost or damaged something; {} not noticed",
        tally.points - tally.whole,
        tally.points,
        tally.unnoticed
    );
}

#[test]
fn two_hundred_and_fifty_power_cuts_lose_nothing_acknowledged() {
    honest(50, 1);
}

#[test]
fn what_a_disk_that_lies_about_syncing_loses_is_always_noticed() {
    lying(40, 1);
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn seven_and_a_half_thousand_power_cuts_lose_nothing_acknowledged() {
    (1..=3).for_each(|seed| honest(500, seed));
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn whatever_a_lying_disk_loses_in_a_thousand_cuts_is_noticed() {
    lying(1_000, 2);
}

//! The program is killed while it backs up, restores, changes slots or replaces the key; two of it race for one store.

use crate::disk::{copy_of, hear, start};
use crate::scenarios::{Left, backups, judge, key, newest_key, open, prepare, prove_backups, slots};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Duration;

/// Runs a scenario until it is killed after so many milliseconds; the lines it acknowledged.
pub fn killed(scenario: &str, folder: &Path, after: u64) -> Vec<String> {
    let mut child = start(scenario, folder, None);
    let out = child.stdout.take().unwrap();
    let (begun, waiting) = std::sync::mpsc::channel();
    let reading = std::thread::spawn(move || {
        let mut lines = Vec::new();
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if line.ends_with("begun") {
                let _ = begun.send(());
            }
            if let Some((_, line)) = line.split_once("ack ") {
                lines.push(line.to_owned());
            }
        }
        lines
    });
    waiting.recv().unwrap();
    std::thread::sleep(Duration::from_millis(after));
    child.kill().unwrap();
    child.wait().unwrap();
    reading.join().unwrap()
}

fn backing_up(rounds: u64) {
    let prepared = prepare();
    let (mut acknowledged, mut stand) = (0, 0);
    for round in 0..rounds {
        let folder = copy_of(prepared.path());
        let said = killed("back up until killed", folder.path(), 5 + round * 17 % 250);
        let place = folder.path().join("disk");
        assert_eq!(judge(&place, &said), Left::Whole, "round {round}");
        let (good, bad) = prove_backups(&place);
        assert_eq!(bad, 0, "round {round}: a backup that counts does not restore");
        let last = said.iter().filter_map(|line| line.strip_prefix("backup ")?.parse::<u64>().ok()).max().unwrap_or(1);
        let newest = store::list_backups(&backups(&place)).unwrap().backups.last().map_or(0, |head| head.number);
        assert!(newest >= last, "round {round}: the newest acknowledged backup is gone");
        acknowledged += said.len();
        stand += good;
    }
    println!("{rounds} kills while backing up: {acknowledged} acknowledged steps, 0 lost; {stand} backups proved, 0 broken");
}

fn restoring(rounds: u64) {
    let prepared = prepare();
    let mut acknowledged = 0;
    for round in 0..rounds {
        let folder = copy_of(prepared.path());
        let place = folder.path().join("disk");
        let said = killed("restore until killed", folder.path(), 3 + round * 13 % 250);
        store::finish_adopting(&place).unwrap();
        assert_eq!(judge(&place, &[]), Left::Whole, "round {round}: neither the old nor the restored store stands");
        assert_eq!(prove_backups(&place).1, 0, "round {round}");
        let adopted = said.iter().filter_map(|line| line.strip_prefix("adopted "));
        for n in adopted {
            assert!(place.join(format!("before-{n}")).join(store::STORE_FILE).exists(), "the store before is kept");
        }
        acknowledged += said.len();
    }
    println!("{rounds} kills while restoring: {acknowledged} acknowledged steps, 0 lost");
}

fn changing_slots(rounds: u64) {
    let prepared = prepare();
    let mut changes = 0;
    for round in 0..rounds {
        let folder = copy_of(prepared.path());
        let said = killed("slots until killed", folder.path(), round * 7 % 60);
        let last = said.len() as u64;
        let copies = store::read_slots(&folder.path().join("disk")).unwrap();
        let old_or_new =
            |copy: &Option<String>| copy.as_ref().is_some_and(|copy| *copy == slots(last) || *copy == slots(last + 1));
        assert!(
            old_or_new(&copies.first) && old_or_new(&copies.second),
            "round {round}: a copy is neither the old one nor the new"
        );
        changes += last;
    }
    println!("{rounds} kills while changing slots: {changes} acknowledged changes, 0 lost");
}

fn rekeying(rounds: u64) {
    let prepared = prepare();
    let mut keys = 0;
    for round in 0..rounds {
        let folder = copy_of(prepared.path());
        let place = folder.path().join("disk");
        let said = killed("new key until killed", folder.path(), 3 + round * 11 % 200);
        let last = said.iter().filter_map(|line| line.strip_prefix("key ")?.parse::<u64>().ok()).max().unwrap_or(0);
        assert!((last..=last + 1).contains(&newest_key(&place)), "round {round}: the slots name neither key");
        assert_eq!(judge(&place, &said), Left::Whole, "round {round}: neither key opens the whole store");
        keys += last;
    }
    println!("{rounds} kills while replacing the key: {keys} acknowledged keys, 0 lost");
}

#[test]
fn fifty_kills_while_replacing_the_key_leave_the_old_or_the_new_one() {
    rekeying(50);
}

#[test]
fn fifty_kills_while_backing_up_leave_every_backup_that_counts_whole() {
    backing_up(50);
}

#[test]
fn fifty_kills_while_restoring_leave_the_old_or_the_restored_store() {
    restoring(50);
}

#[test]
fn fifty_kills_while_changing_slots_leave_the_old_or_the_new_ones() {
    changing_slots(50);
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn a_thousand_kills_of_each_kind_lose_nothing() {
    backing_up(1_000);
    restoring(1_000);
    changing_slots(1_000);
    rekeying(1_000);
}

#[test]
fn of_two_programs_one_opens_the_store_and_the_other_is_told() {
    let prepared = prepare();
    let folder = copy_of(prepared.path());
    for round in 0..10 {
        // There from the round before.
        let _ = std::fs::remove_file(folder.path().join("disk/the other was refused"));
        let two = [start("hold", folder.path(), None), start("hold", folder.path(), None)];
        let said = two.map(|child| hear(child, folder.path()));
        let held = said.iter().filter(|said| said.acknowledged == ["held"]).count();
        let told =
            said.iter().filter(|said| said.refused == ["open: the store is open in another window of the program"]).count();
        assert_eq!((held, told), (1, 1), "round {round}: {said:?}");
    }
    let store = open(&folder.path().join("disk")).unwrap();
    drop(store.snapshot(&key(), "slots").unwrap());
}

//! Faults: killed, cut from power, refused by the disk, again and again; nothing acknowledged may be missing afterwards,
//! and no damage unnoticed. disk.c says what the simulated disk does and what it leaves out.

mod bringing_up;
mod bundles;
mod clock;
mod disk;
mod errors;
mod kills;
#[path = "../../src-tauri/crates/store/tests/store/older.rs"]
mod older;
mod papers;
mod papers_batch;
mod power;
mod scenarios;

use desk::{Custody, CustodyTrouble, DeviceSecret};
use journeys::{desk_in, give};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const PASSPHRASE: &str = "teapot orchard lantern gravel";
const PLACE: &str = "HOLDFAST_FAULTS_PLACE";

/// A keyring that outlives a killed process. For this test alone: a real unit has no such file.
struct FileKeyring(PathBuf);

impl Custody for FileKeyring {
    fn write(&self, _store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        std::fs::write(&self.0, secret.expose_bytes_dangerously()).map_err(|_| CustodyTrouble::Unavailable)
    }

    fn read(&self, _store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        let bytes = std::fs::read(&self.0).map_err(|_| CustodyTrouble::Missing)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| CustodyTrouble::Changed)?;
        Ok(DeviceSecret::from_bytes(&bytes))
    }
}

fn desk_at(folder: &Path) -> desk::sitting::Desk {
    desk_in(folder, Box::new(FileKeyring(folder.join("keyring-of-this-test"))))
}

/// The desk in a folder where the unit is set up already, unlocked by its chair.
fn unlocked(folder: &Path) -> desk::sitting::Desk {
    let mut desk = desk_at(folder);
    give(&mut desk, "unlock", json!({ "name": "Una Example", "passphrase": PASSPHRASE })).unwrap();
    desk
}

fn referral(number: usize) -> Value {
    let person = |name: String| json!({ "name": name, "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "" });
    json!({
        "referral": {
            "source": "police", "referrer": "Desk", "referrer_agency": "police", "received_at": "2026-01-05T08:00:00Z", "crime_reference": "",
            "recorded_offence": "", "recorded_as": "harassment", "relationship": "stranger", "what_happened": format!("Referral number {number}."),
            "safe_to_contact": "unsure", "consent": "given", "consent_reason": "", "officer": ""
        },
        "victim": person(format!("Example Number{number}")), "perpetrator": person(String::new()), "standing": "suspected", "headline": ""
    })
}

fn acknowledged(folder: &Path) -> Vec<String> {
    std::fs::read_to_string(folder.join("acknowledged")).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Checks what the killed one left, then writes until killed in turn.
fn check_and_write(folder: &Path) {
    let mut desk = unlocked(folder);
    let checked = give(&mut desk, "check_chains", json!({})).unwrap();
    assert_eq!(checked["intact"], json!(true), "{checked}");
    for case in acknowledged(folder) {
        give(&mut desk, "case", json!({ "case": case }))
            .unwrap_or_else(|trouble| panic!("{case} was acknowledged and is gone: {trouble:?}"));
    }
    let mut list = std::fs::OpenOptions::new().append(true).create(true).open(folder.join("acknowledged")).unwrap();
    println!("checked");
    let before = acknowledged(folder).len();
    for number in before.. {
        let opened = give(&mut desk, "take_referral", referral(number)).unwrap();
        // With its end in one call: a kill between the two would join it to the next.
        list.write_all(format!("{}\n", opened["case"].as_str().unwrap()).as_bytes()).unwrap();
        list.sync_data().unwrap();
    }
}

#[test]
fn writing_until_killed() {
    // Only as a child of the test below; alone it has nothing to do.
    if let Some(place) = std::env::var_os(PLACE) {
        check_and_write(Path::new(&place));
    }
}

fn unit() -> Value {
    json!({
        "unit_name": "Testshire Unit", "pathway": "london", "reference_prefix": "T", "marking": "OFFICIAL-SENSITIVE",
        "your_name": "Una Example", "agency": "police", "role": "chair", "job": "inspector", "passphrase": PASSPHRASE
    })
}

/// Kills in two stores at once, so that the two processors of a small machine both have work.
fn rounds(count: u32) {
    std::thread::scope(|both| {
        for share in [count / 2, count - count / 2] {
            both.spawn(move || rounds_in_one_store(share));
        }
    });
}

fn rounds_in_one_store(count: u32) {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_at(folder.path());
    give(&mut desk, "set_up_unit", unit()).unwrap();
    journeys::make_ready(&mut desk).unwrap();
    drop(desk);
    for round in 0..count {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["writing_until_killed", "--exact", "--nocapture"])
            .env(PLACE, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("checked") {
            line.clear();
            let read = std::io::BufRead::read_line(&mut out, &mut line).unwrap();
            assert!(read > 0, "round {round}: the store did not open or an acknowledged save is missing");
        }
        std::thread::sleep(Duration::from_millis(u64::from(7 + round * 13 % 90)));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let saves = acknowledged(folder.path()).len();
    let mut desk = unlocked(folder.path());
    for case in acknowledged(folder.path()) {
        give(&mut desk, "case", json!({ "case": case })).unwrap();
    }
    println!("{count} kills while writing, {saves} acknowledged saves, 0 lost");
    assert!(saves > 0, "something was written between the kills");
}

#[test]
fn fifty_kills_while_writing_lose_no_acknowledged_save() {
    rounds(50);
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn five_hundred_kills_while_writing_lose_no_acknowledged_save() {
    rounds(500);
}

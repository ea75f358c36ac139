//! A unit's backups from set-up to a laptop whose store no longer opens: beside, in a second place, restored, adopted.

use desk::sitting::Desk;
use journeys::{SharedKeyring, desk_in, give, key_of};
use serde_json::{Value, json};
use std::path::Path;

const PASSPHRASE: &str = "teapot orchard lantern gravel";
const AUDITORS: &str = "willow anchor cobalt thimble";

fn unit(folder: &Path, ring: &SharedKeyring) -> Desk {
    let mut desk = desk_in(folder, Box::new(ring.clone()));
    let ask = json!({
        "unit_name": "Testshire Unit", "pathway": "london", "reference_prefix": "T", "marking": "OFFICIAL-SENSITIVE",
        "your_name": "Una Example", "agency": "police", "role": "chair", "job": "inspector", "passphrase": PASSPHRASE
    });
    give(&mut desk, "set_up_unit", ask).unwrap();
    journeys::make_ready(&mut desk).unwrap();
    let auditor =
        json!({ "name": "Ada Sample", "agency": "police", "role": "auditor", "job": "auditor", "passphrase": AUDITORS });
    give(&mut desk, "add_member", auditor).unwrap();
    let person = |name: &str| json!({ "name": name, "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "" });
    let referral = json!({
        "referral": {
            "source": "police", "referrer": "Desk", "referrer_agency": "police", "received_at": "2026-09-01T08:00:00Z",
            "crime_reference": "", "recorded_offence": "", "recorded_as": "harassment", "relationship": "stranger",
            "what_happened": "A referral.", "safe_to_contact": "unsure", "consent": "given", "consent_reason": "", "officer": ""
        },
        "victim": person("Example Canary"), "perpetrator": person(""), "standing": "suspected", "headline": ""
    });
    give(&mut desk, "take_referral", referral).unwrap();
    desk
}

fn unlock(desk: &mut Desk) -> Value {
    give(desk, "unlock", json!({ "name": "Una Example", "passphrase": PASSPHRASE })).unwrap()
}

fn restore(number: u32, from: &str, passphrase: &str) -> Value {
    json!({ "from": from, "number": number, "name": "Una Example", "passphrase": passphrase })
}

#[test]
fn a_store_that_no_longer_opens_is_restored_at_the_door_from_the_second_place() {
    let folder = tempfile::tempdir().unwrap();
    let ring = SharedKeyring::default();
    let mut desk = unit(folder.path(), &ring);
    assert_eq!(give(&mut desk, "backups", json!({})).unwrap()["age"], "none");
    std::fs::create_dir(folder.path().join("second")).unwrap();
    let chosen = give(&mut desk, "choose_second_place", json!({})).unwrap();
    assert_eq!(chosen["second"]["age"], "fresh", "choosing it makes a backup there and restores it from there");
    assert_eq!(chosen["drill"]["went_well"], json!(true));
    assert_eq!(chosen["second"]["same_disk"], json!(true), "said, where it is so");
    let made = give(&mut desk, "back_up", json!({})).unwrap();
    assert_eq!((&made["age"], &made["second"]["age"], &made["trouble"]), (&json!("fresh"), &json!("fresh"), &json!("")));
    let drilled = give(&mut desk, "drill_backup", json!({})).unwrap();
    assert_eq!((&drilled["drill"]["went_well"], &drilled["drill_due"]), (&json!(true), &json!(false)), "{drilled}");
    give(&mut desk, "lock", json!({})).unwrap();

    // The laptop's disk goes bad: the store and the backups beside it.
    let unit = folder.path().join("unit");
    std::fs::write(unit.join("holdfast.store"), vec![9; 50_000]).unwrap();
    std::fs::remove_dir_all(unit.join("backups")).unwrap();
    assert_eq!(key_of(&give(&mut desk, "unlock", json!({ "name": "Una Example", "passphrase": PASSPHRASE }))), "store_trouble");

    let listed = give(&mut desk, "backups_at_door", json!({ "from": "picked" })).unwrap();
    assert_eq!(listed["backups"][0]["number"], 1);
    assert_eq!(key_of(&give(&mut desk, "restore_at_door", restore(1, "picked", "not it at all, no"))), "wrong_passphrase");
    assert_eq!(key_of(&give(&mut desk, "adopt_at_door", json!({ "restored": "unit" }))), "no_such_backup");
    let restored = give(&mut desk, "restore_at_door", restore(1, "picked", PASSPHRASE)).unwrap();
    let adopted = give(&mut desk, "adopt_at_door", json!({ "restored": restored["restored"] })).unwrap();
    assert_eq!(adopted["door"]["state"], "locked");
    unlock(&mut desk);
    assert_eq!(key_of(&give(&mut desk, "check_chains", json!({}))), "store_is_older", "the keyring remembers what is missing");
    give(&mut desk, "declare_restore", json!({ "understood": true })).unwrap();
    assert_eq!(give(&mut desk, "check_chains", json!({})).unwrap()["intact"], json!(true));
    give(&mut desk, "lock", json!({})).unwrap();
    give(&mut desk, "unlock", json!({ "name": "Ada Sample", "passphrase": AUDITORS })).unwrap();
    let log = give(
        &mut desk,
        "read_log",
        json!({ "act": "restore_adopted", "member": null, "purpose": "self_monitoring", "before": null }),
    );
    assert_eq!(log.unwrap()["lines"].as_array().unwrap().len(), 1, "the restore is in the log");
    let kept = std::fs::read_dir(&unit).unwrap().filter_map(Result::ok);
    let kept: Vec<_> = kept.filter(|entry| entry.file_name().to_string_lossy().starts_with("before-restore-")).collect();
    assert_eq!(std::fs::read(kept[0].path().join("holdfast.store")).unwrap(), vec![9; 50_000], "the bad store is kept");
}

#[test]
fn nobody_who_may_not_restores_and_nothing_is_left_of_the_try() {
    let folder = tempfile::tempdir().unwrap();
    let ring = SharedKeyring::default();
    let mut desk = unit(folder.path(), &ring);
    give(&mut desk, "back_up", json!({})).unwrap();
    assert_eq!(key_of(&give(&mut desk, "restore_at_door", restore(1, "beside", PASSPHRASE))), "already_signed_in");
    give(&mut desk, "lock", json!({})).unwrap();
    let ask = json!({ "from": "beside", "number": 1, "name": "Ada Sample", "passphrase": AUDITORS });
    assert_eq!(key_of(&give(&mut desk, "restore_at_door", ask)), "not_your_role");
    let left = std::fs::read_dir(folder.path().join("unit")).unwrap().filter_map(Result::ok);
    assert_eq!(left.filter(|entry| entry.file_name().to_string_lossy().starts_with("restored-")).count(), 0);
}

#[test]
fn a_backup_made_behind_the_work_is_stopped_by_locking_and_then_does_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = unit(folder.path(), &SharedKeyring::default());
    let job = desk.back_up_if_due().unwrap().unwrap();
    give(&mut desk, "lock", json!({})).unwrap();
    let ended = job.run(&mut |_, _| true);
    assert!(ended.trouble.is_some());
    desk.backup_ended(ended).unwrap();
    unlock(&mut desk);
    assert_eq!(give(&mut desk, "backups", json!({})).unwrap()["backups"].as_array().unwrap().len(), 0);
    let ended = desk.back_up_if_due().unwrap().unwrap().run(&mut |_, _| true);
    assert_eq!(ended.trouble, None);
}

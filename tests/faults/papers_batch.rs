//! All plans of an agenda saved at once, on a disk that fills up and under a program that is killed: every file whole and in
//! the register, and the register says nothing of a file that never came.

use crate::disk::{Disk, put_under};
use crate::papers::{killed, names};
use crate::{PLACE, desk_at, referral, unit, unlocked};
use journeys::give;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Plans of one batch.
const PLANS: usize = 3;

fn line(heading: &str, agency: &str) -> Value {
    json!({ "heading": heading, "text": "Fit an alarm", "owner_agency": agency, "owner_person": "K. Specimen",
        "due_on": "2026-09-25", "priority": "routine", "status": "open", "accepted": true })
}

/// A unit with an agreed plan in every case of the next agenda.
fn planned(folder: &Path) {
    let mut desk = desk_at(folder);
    give(&mut desk, "set_up_unit", unit()).unwrap();
    journeys::make_ready(&mut desk).unwrap();
    for number in 0..PLANS {
        let case = give(&mut desk, "take_referral", referral(number)).unwrap()["case"].clone();
        // Once somebody looked at it, a new case is for the next room.
        let check = json!({ "fixated": "yes", "obsessive": "yes", "unwanted": "yes", "repeated": "yes", "note": "", "urgent_factors": [] });
        give(&mut desk, "record_four_check", json!({ "case": case, "check": check })).unwrap();
        let begun = give(&mut desk, "start_plan", json!({ "case": case })).unwrap();
        let plan = begun.pointer("/current/plan").unwrap().clone();
        let then = json!({ "if_text": "A visit", "then_text": "Ring 999", "who_acts": "Everyone", "within": "at once",
            "out_of_hours": "" });
        for part in [
            json!({ "part": "what_worries_us", "text": "Visits are closer together." }),
            json!({ "part": "victim_wishes", "text": "Work is told." }),
            json!({ "part": "lines", "lines": [line("victim_safety", "police")] }),
            json!({ "part": "contingencies", "lines": [then] }),
            json!({ "part": "review_on", "on": "2026-10-05" }),
        ] {
            give(&mut desk, "write_plan", json!({ "plan": plan, "part": part })).unwrap();
        }
        let agreed = json!([{ "agency": "police", "name": "P. Dummy", "job": "constable" },
            { "agency": "health", "name": "H. Fixture", "job": "nurse" }]);
        give(&mut desk, "agree_plan", json!({ "plan": plan, "agreed_by": agreed })).unwrap();
    }
}

fn batch() -> Value {
    json!({ "holder": "P. Dummy", "holder_agency": "police", "purpose": "Tomorrow's clinic" })
}

/// Every copy that the register says is out, by the name of its file.
fn recorded(desk: &mut desk::sitting::Desk) -> BTreeSet<String> {
    let copies = give(desk, "list_copies", json!({ "with_ended": true })).unwrap();
    let name = |copy: &Value| format!("{}-v1-c{}.pdf", copy["case_reference"].as_str().unwrap(), copy["copy"]);
    copies["copies"].as_array().unwrap().iter().map(name).collect()
}

/// The files that lie in the folder, each whole.
fn whole(folder: &Path) -> BTreeSet<String> {
    let files = names(&folder.join("papers"));
    for name in &files {
        let bytes = std::fs::read(folder.join("papers").join(name)).unwrap();
        assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{name} is partial");
    }
    files.into_iter().collect()
}

#[test]
fn printing_plans_once() {
    // Only as a child of the test below, its papers on a disk that fails.
    let Some(place) = std::env::var_os(PLACE) else { return };
    let mut desk = unlocked(Path::new(&place));
    match give(&mut desk, "print_plans", batch()) {
        Ok(said) => println!("named {}", said["printed"].as_array().unwrap().len()),
        Err(trouble) => println!("refused {}", journeys::key_of::<()>(&Err(trouble))),
    }
    assert_eq!(give(&mut desk, "check_chains", json!({})).unwrap()["intact"], json!(true));
    println!("register {}", json!(recorded(&mut desk)));
}

/// Prints once on this disk, and sees that files and register say the same. Gives what was said, and the calls.
fn printed_on(folder: &Path, disk: Disk) -> (String, u64) {
    let beside = tempfile::tempdir().unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["papers_batch::printing_plans_once", "--exact", "--nocapture", "--test-threads=1"]).env(PLACE, folder);
    put_under(&mut command, disk, &folder.join("papers"), beside.path());
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{disk:?}: {said}{}", String::from_utf8_lossy(&out.stderr));
    let register = said.lines().find_map(|line| line.split_once("register ")).unwrap().1;
    let register: BTreeSet<String> = serde_json::from_str(register).unwrap();
    assert_eq!(whole(folder), register, "{disk:?}: files and register differ: {said}");
    let calls = std::fs::read_to_string(beside.path().join("calls")).unwrap_or_default().parse().unwrap_or(0);
    (said, calls)
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_under_a_batch_of_plans_leaves_whole_plans_that_are_all_in_the_register() {
    let folder = tempfile::tempdir().unwrap();
    planned(folder.path());
    let (said, calls) = printed_on(folder.path(), Disk::Good("enospc"));
    assert!(said.contains(&format!("named {PLANS}")), "{said}");
    assert!(calls >= 2 * PLANS as u64, "{calls} calls: each plan is written and named");
    let (mut refused, mut named) = (0, 0);
    for at in 1..=calls {
        let (said, _) = printed_on(folder.path(), Disk::Enospc { at, sticky: at % 2 == 0 });
        refused += usize::from(said.contains("refused disk_full"));
        named += usize::from(said.contains("named"));
    }
    let (said, _) = printed_on(folder.path(), Disk::Quota(30_000));
    assert!(said.contains("refused disk_full"), "{said}");
    assert!(refused > 0 && named > 0, "a batch that cannot be written is refused; a name that cannot be given leaves the others");
    println!(
        "full disk at each of {calls} calls of a batch: {refused} refused whole, {named} with some named, 0 partial, 0 unlike the register"
    );
}

#[test]
fn printing_plans_until_killed() {
    // Only as a child of the test below.
    let Some(place) = std::env::var_os(PLACE) else { return };
    let mut desk = unlocked(Path::new(&place));
    println!("begun");
    loop {
        give(&mut desk, "print_plans", batch()).unwrap();
    }
}

fn kills(rounds: u64) {
    let folder = tempfile::tempdir().unwrap();
    planned(folder.path());
    for round in 0..rounds {
        killed("papers_batch::printing_plans_until_killed", folder.path(), 150 + round * 137 % 900);
    }
    let mut desk = unlocked(folder.path());
    assert_eq!(give(&mut desk, "check_chains", json!({})).unwrap()["intact"], json!(true));
    let (files, register) = (whole(folder.path()), recorded(&mut desk));
    let unrecorded: Vec<&String> = files.difference(&register).collect();
    assert_eq!(unrecorded, Vec::<&String>::new(), "files without a record, or left beside");
    let without = register.len() - files.len();
    println!(
        "{rounds} kills while printing batches: {} plans, 0 partial, 0 without a record; {without} records whose file never came",
        files.len()
    );
    assert!(!files.is_empty() && without <= usize::try_from(rounds).unwrap() * PLANS, "one batch at most for each kill");
}

#[test]
fn six_kills_while_a_batch_of_plans_is_printed_leave_no_plan_without_its_record() {
    kills(6);
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn a_hundred_kills_while_a_batch_of_plans_is_printed_leave_no_plan_without_its_record() {
    kills(100);
}

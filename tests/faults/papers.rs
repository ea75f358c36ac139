//! The program is killed while it saves papers: no partial file, none without its record, and no words left beside one.

use crate::{PLACE, desk_at, unlocked};
use desk::place::FilePlace;
use desk::surroundings::Place;
use journeys::give;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Bytes of a paper that is long enough to be killed in.
const LONG: usize = 3_000_000;

/// Starts one of the children below and kills it so many milliseconds after it said "begun".
pub fn killed(child: &str, place: &Path, after: u64) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([child, "--exact", "--nocapture"]).env(PLACE, place).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("begun") {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "the child ended before it began");
    }
    std::thread::sleep(Duration::from_millis(after));
    child.kill().unwrap();
    child.wait().unwrap();
}

pub fn names(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn saving_long_papers_until_killed() {
    // Only as a child of the test below.
    let Some(folder) = std::env::var_os(PLACE) else { return };
    println!("begun");
    for number in 0_u64.. {
        let mut place = Box::new(FilePlace::create(&Path::new(&folder).join(format!("long-{number}.pdf"))).unwrap());
        for piece in vec![b'w'; LONG].chunks(50_000) {
            place.write_all(piece).unwrap();
        }
        place.flush().unwrap();
        place.finish().unwrap();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_hundred_kills_while_a_long_paper_is_saved_leave_whole_papers_and_nothing_else() {
    let mut whole = 0;
    for round in 0..100 {
        let folder = tempfile::tempdir().unwrap();
        killed("papers::saving_long_papers_until_killed", folder.path(), round * 7 % 90);
        for name in names(folder.path()) {
            assert!(name.starts_with("long-"), "round {round}: {name} was left beside the papers");
            let length = std::fs::metadata(folder.path().join(&name)).unwrap().len();
            assert_eq!(length, LONG as u64, "round {round}: {name} is a partial paper");
            whole += 1;
        }
    }
    println!("100 kills while saving long papers: {whole} whole, 0 partial, 0 left beside");
    assert!(whole > 0, "something was saved between the kills");
}

fn print() -> Value {
    json!({ "which": { "paper": "action_list", "agencies": ["police"] }, "holder": "P. Dummy", "holder_agency": "police",
        "purpose": "To work through" })
}

#[test]
fn printing_until_killed() {
    // Only as a child of the test below.
    let Some(place) = std::env::var_os(PLACE) else { return };
    let mut desk = unlocked(Path::new(&place));
    println!("begun");
    loop {
        give(&mut desk, "print_paper", print()).unwrap();
    }
}

fn printing(rounds: u64) {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_at(folder.path());
    give(&mut desk, "set_up_unit", crate::unit()).unwrap();
    journeys::make_ready(&mut desk).unwrap();
    drop(desk);
    for round in 0..rounds {
        killed("papers::printing_until_killed", folder.path(), 20 + round * 31 % 200);
    }
    let mut desk = unlocked(folder.path());
    assert_eq!(give(&mut desk, "check_chains", json!({})).unwrap()["intact"], json!(true));
    let copies = give(&mut desk, "list_copies", json!({ "with_ended": true })).unwrap();
    let recorded: BTreeSet<u64> =
        copies["copies"].as_array().unwrap().iter().map(|copy| copy["copy"].as_u64().unwrap()).collect();
    let files = names(&folder.path().join("papers"));
    for name in &files {
        let number = name.rsplit_once("-c").and_then(|(_, rest)| rest.strip_suffix(".pdf")?.parse().ok());
        assert!(number.is_some_and(|number| recorded.contains(&number)), "{name} has no record");
        let bytes = std::fs::read(folder.path().join("papers").join(name)).unwrap();
        assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "{name} is partial");
    }
    let without = recorded.len() - files.len();
    println!(
        "{rounds} kills while printing: {} papers, 0 partial, 0 without a record; {without} records whose file never came",
        files.len()
    );
    assert!(!files.is_empty() && without <= usize::try_from(rounds).unwrap(), "one at most for each kill");
}

#[test]
fn eight_kills_while_printing_leave_no_paper_without_its_record() {
    printing(8);
}

#[test]
#[ignore = "full size: cargo xtask faults"]
fn two_hundred_kills_while_printing_leave_no_paper_without_its_record() {
    printing(200);
}

//! A second reader, in another language, must agree on every vector (security report B-19).

use serde::Deserialize;
use std::path::Path;
use std::process::Command;

#[derive(Deserialize)]
struct Answer {
    read: usize,
    accepted: usize,
    wrong: Vec<String>,
}

#[test]
fn a_second_reader_agrees_on_every_vector() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut python = Command::new("python3");
    let Ok(output) = python.arg(here.join("tests/second_reader.py")).arg(here.join("vectors")).output() else {
        eprintln!("SKIPPED: there is no python3 here, so no second reader read the vectors");
        return;
    };
    let trouble = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the second reader needs Debian's python3-cryptography; it says: {trouble}");
    let answer: Answer = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer.wrong, [""; 0]);
    assert!(answer.read >= 120 && answer.accepted >= 40, "{} read, {} accepted", answer.read, answer.accepted);
}

//! Reading what cargo-mutants found, and which survivors docs/mutants.md has a word on.

use std::path::Path;

use serde_json::{Value, json};

/// Outcomes of one part or of several.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Tally {
    /// A test failed.
    pub caught: usize,
    /// A test ran for ever, which is noticed too.
    pub endless: usize,
    /// Did not compile, and so counts neither way.
    pub unviable: usize,
    /// No test noticed: the name cargo-mutants gives them.
    pub survivors: Vec<String>,
}

impl Tally {
    /// Mutants that a test noticed.
    pub fn noticed(&self) -> usize {
        self.caught + self.endless
    }

    /// Mutants that compiled.
    pub fn viable(&self) -> usize {
        self.noticed() + self.survivors.len()
    }

    /// As it stands in the ledger.
    pub fn value(&self) -> Value {
        json!({"caught": self.caught, "endless": self.endless, "unviable": self.unviable, "survivors": self.survivors})
    }

    /// Read back from there.
    pub fn of_value(value: &Value) -> Option<Self> {
        let count = |name: &str| usize::try_from(value.get(name)?.as_u64()?).ok();
        let survivors = value.get("survivors")?.as_array()?.iter().map(|name| name.as_str().map(str::to_owned));
        Some(Self {
            caught: count("caught")?,
            endless: count("endless")?,
            unviable: count("unviable")?,
            survivors: survivors.collect::<Option<_>>()?,
        })
    }

    /// Takes in another part.
    pub fn add(&mut self, other: Self) {
        self.caught += other.caught;
        self.endless += other.endless;
        self.unviable += other.unviable;
        self.survivors.extend(other.survivors);
    }
}

/// The outcomes of a part that was run to its end.
pub fn read(folder: &Path) -> Option<Tally> {
    tally(&std::fs::read_to_string(folder.join("mutants.out/outcomes.json")).ok()?)
}

fn tally(outcomes: &str) -> Option<Tally> {
    let outcomes: Value = serde_json::from_str(outcomes).ok()?;
    outcomes.get("end_time").filter(|time| time.is_string())?;
    let mut tally = Tally::default();
    for outcome in outcomes.get("outcomes")?.as_array()? {
        let summary = outcome.get("summary")?.as_str()?;
        let Some(mutant) = outcome.get("scenario")?.get("Mutant") else {
            // Tests that fail on the unchanged code say nothing of changed code.
            if summary == "Success" {
                continue;
            } else {
                return None;
            };
        };
        match summary {
            "CaughtMutant" => tally.caught += 1,
            "Timeout" => tally.endless += 1,
            "Unviable" => tally.unviable += 1,
            "MissedMutant" => tally.survivors.push(mutant.get("name")?.as_str()?.to_owned()),
            _ => {}
        }
    }
    Some(tally)
}

/// The survivors on which the page has no line: file and change, without the place in the file, which moves.
pub fn unexplained<'a>(survivors: &'a [String], page: &str) -> Vec<&'a str> {
    survivors.iter().map(String::as_str).filter(|name| !page.contains(&without_place(name))).collect()
}

/// `a/b.rs:12:5: replace x with y` without the numbers.
fn without_place(name: &str) -> String {
    let mut parts = name.splitn(4, ':');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(file), Some(_), Some(_), Some(change)) => format!("{file}:{change}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDED: &str = r#""2026-01-01T00:00:00Z""#;

    fn outcomes(baseline: &str, end: &str) -> String {
        let mutant =
            |name: &str, summary: &str| format!(r#"{{"scenario":{{"Mutant":{{"name":"{name}"}}}},"summary":"{summary}"}}"#);
        let all = [
            format!(r#"{{"scenario":"Baseline","summary":"{baseline}"}}"#),
            mutant("a.rs:1:2: replace f -> u8 with 0", "CaughtMutant"),
            mutant("a.rs:3:4: replace + with - in g", "MissedMutant"),
            mutant("a.rs:5:6: delete ! in h", "Timeout"),
            mutant("a.rs:7:8: replace i with ()", "Unviable"),
        ];
        format!(r#"{{"end_time":{end},"outcomes":[{}]}}"#, all.join(","))
    }

    #[test]
    fn what_does_not_compile_counts_neither_way_and_what_runs_for_ever_was_noticed() {
        let read = tally(&outcomes("Success", ENDED)).unwrap();
        assert_eq!((read.caught, read.endless, read.unviable), (1, 1, 1));
        assert_eq!((read.noticed(), read.viable()), (2, 3));
        assert_eq!(read.survivors, ["a.rs:3:4: replace + with - in g"]);
    }

    #[test]
    fn a_part_that_was_stopped_is_not_taken_for_a_whole_one() {
        assert_eq!(tally(&outcomes("Success", "null")), None);
        assert_eq!(tally("{"), None);
    }

    #[test]
    fn a_part_whose_tests_failed_on_the_unchanged_code_is_not_taken_for_a_whole_one() {
        assert_eq!(tally(&outcomes("Failure", ENDED)), None);
    }

    #[test]
    fn a_survivor_is_explained_wherever_its_line_has_moved_to() {
        let survivors = ["a.rs:3:4: replace + with - in g".to_owned(), "a.rs:9:1: delete ! in h".to_owned()];
        let page = "- `a.rs: replace + with - in g`: both give the same.";
        assert_eq!(unexplained(&survivors, page), ["a.rs:9:1: delete ! in h"]);
    }
}

//! What mutants showed on the code as it stands: kept in docs/mutants.json, so that a run on another machine goes on from it.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::survivors::Tally;
use crate::failure::Failure;
use crate::ground::Ground;

/// The outcomes of every part that was run to its end, package by package.
pub struct Ledger {
    file: PathBuf,
    kept: Map<String, Value>,
}

/// A part of a package's mutants: of this very code, in this division.
pub struct Part<'a> {
    pub package: &'a str,
    pub code: &'a str,
    pub parts: usize,
    pub part: usize,
}

impl Ledger {
    /// The ledger of the tree; empty where there is none yet.
    pub fn open(ground: &Ground) -> Self {
        let file = ground.root.join("docs/mutants.json");
        let kept = std::fs::read_to_string(&file).ok().and_then(|text| serde_json::from_str(&text).ok());
        Self { file, kept: kept.unwrap_or_default() }
    }

    /// The outcomes of a part, where they stand there.
    pub fn find(&self, part: &Part<'_>) -> Option<Tally> {
        Tally::of_value(self.section(part)?.get("outcomes")?.get(part.part.to_string())?)
    }

    fn section(&self, part: &Part<'_>) -> Option<&Value> {
        self.kept.get(part.package).filter(|kept| kept["code"] == part.code && kept["parts"] == part.parts)
    }

    /// Writes a part down. What was found on other code goes: it says nothing of this one.
    pub fn keep(&mut self, part: &Part<'_>, tally: &Tally) -> Result<(), Failure> {
        let mut section = self.section(part).cloned().unwrap_or_else(|| json!({"code": part.code, "parts": part.parts}));
        section["outcomes"][part.part.to_string()] = tally.value();
        self.kept.insert(part.package.to_owned(), section);
        let text = serde_json::to_string_pretty(&self.kept).map_err(|e| Failure::because("write the mutants down", &e.into()))?;
        std::fs::write(&self.file, text + "\n").map_err(|e| Failure::because(&format!("write {}", self.file.display()), &e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally() -> Tally {
        Tally { caught: 3, endless: 1, unviable: 2, survivors: vec!["a.rs:3:4: replace + with - in g".to_owned()] }
    }

    fn part(code: &str, number: usize) -> Part<'_> {
        Part { package: "journal", code, parts: 10, part: number }
    }

    #[test]
    fn a_part_is_found_again_on_the_same_code_in_the_same_division_and_nowhere_else() {
        let file = std::env::temp_dir().join(format!("holdfast-ledger-{}.json", std::process::id()));
        let open = || Ledger {
            file: file.clone(),
            kept: std::fs::read_to_string(&file).map(|text| serde_json::from_str(&text).unwrap()).unwrap_or_default(),
        };
        open().keep(&part("one", 0), &tally()).unwrap();
        open().keep(&part("one", 7), &tally()).unwrap();
        assert_eq!(open().find(&part("one", 0)), Some(tally()));
        assert_eq!(open().find(&part("one", 7)), Some(tally()));
        assert_eq!(open().find(&part("one", 1)), None);
        assert_eq!(open().find(&part("two", 0)), None, "another code");
        assert_eq!(open().find(&Part { parts: 20, ..part("one", 0) }), None, "another division");
        assert_eq!(open().find(&Part { package: "sealing", ..part("one", 0) }), None);

        open().keep(&part("two", 1), &tally()).unwrap();
        assert_eq!(open().find(&part("one", 0)), None, "what was found on other code is gone");
        std::fs::remove_file(&file).unwrap();
    }
}

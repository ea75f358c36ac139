//! What is said and written in the example's morning, from the shipped data.

use crate::story::{Room, read};
use desk::trouble::Outcome;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The words of the case that is screened first.
#[derive(Debug, Deserialize)]
pub(crate) struct Screening {
    pub(crate) reply: String,
    pub(crate) reason: String,
    pub(crate) decision: String,
    pub(crate) room: Room,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Reflection {
    pub(crate) text: String,
}

/// One agency's cell of the CAS.
#[derive(Debug, Deserialize)]
pub(crate) struct Cell {
    pub(crate) row: String,
    pub(crate) agency: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) said_by: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) question: String,
    pub(crate) answer: String,
}

/// What completes the CAS that waits, and what the room decides on it.
#[derive(Debug, Deserialize)]
pub(crate) struct CasWords {
    pub(crate) cells: Vec<Cell>,
    pub(crate) answers: Vec<Answer>,
    pub(crate) room: Room,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    pub(crate) heading: String,
    pub(crate) text: String,
    pub(crate) agency: String,
    pub(crate) person: String,
    pub(crate) due: String,
    pub(crate) priority: String,
}

/// The plan that is agreed from the CAS.
#[derive(Debug, Deserialize)]
pub(crate) struct PlanWords {
    pub(crate) done: Vec<String>,
    pub(crate) late_due: String,
    pub(crate) what_worries_us: String,
    pub(crate) not_known: String,
    pub(crate) victim_wishes: String,
    pub(crate) review_on: String,
    pub(crate) agreed_by: Vec<BTreeMap<String, String>>,
    pub(crate) lines: Vec<Line>,
    pub(crate) contingencies: Vec<BTreeMap<String, String>>,
    pub(crate) who_to_ring: Vec<BTreeMap<String, String>>,
    pub(crate) copy: BTreeMap<String, String>,
}

/// Everything said and written in the morning.
#[derive(Debug, Deserialize)]
pub(crate) struct Words {
    pub(crate) screening: Screening,
    pub(crate) reflection: Reflection,
    pub(crate) cas: CasWords,
    pub(crate) plan: PlanWords,
}

/// Reads the morning's words.
///
/// # Errors
/// A fault where the shipped data cannot be read.
pub(crate) fn words() -> Outcome<Words> {
    read(include_str!("../../../../assets/example/morning.toml"))
}

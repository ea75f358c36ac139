//! Walls between agencies: who holds which compartment, letting somebody in, and notes behind a wall.

use casework::ids::{CaseId, MemberId, RecordId};
use casework::note::NoteOf;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why somebody is let into a compartment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetInReason {
    JoinedAgency,
    NeedsForCase,
    CoversForColleague,
}

/// Let a member into a compartment that is open to oneself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LetIn {
    /// As in "agency:health" or "safe-contact".
    pub compartment: String,
    pub member: MemberId,
    pub reason: LetInReason,
}

/// Take a member's way into a compartment away; it gets a new key.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShutOut {
    pub compartment: String,
    pub member: MemberId,
}

/// A member who may open a compartment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HolderView {
    pub member: MemberId,
    pub name: String,
    pub let_in_by: String,
    pub reason: String,
    #[ts(type = "string")]
    pub at: Moment,
}

/// A compartment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CompartmentView {
    pub compartment: String,
    pub label: String,
    /// Whether this session opened it.
    pub open: bool,
    pub holders: Vec<HolderView>,
}

/// Every compartment, and what was wrong with grants.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WallsView {
    pub compartments: Vec<CompartmentView>,
    /// Grants to oneself that nobody who may has signed; they were passed over. Tell the auditor.
    pub forged: u32,
}

/// Write a note behind a wall.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteNote {
    pub case: CaseId,
    pub compartment: String,
    pub text: String,
}

impl std::fmt::Debug for WriteNote {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("WriteNote")
    }
}

/// A note that is open to whoever asks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoteView {
    pub record: RecordId,
    pub what: NoteOf,
    pub compartment_label: String,
    pub agency_label: String,
    #[ts(type = "string")]
    pub at: Moment,
    pub text: String,
}

/// Notes that are there and closed: how many, and whom to ask.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealedNotes {
    pub compartment_label: String,
    pub count: u32,
    /// "2 notes held by NHS: ask a colleague there."
    pub words: String,
}

/// The private notes of a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NotesView {
    pub open: Vec<NoteView>,
    pub sealed: Vec<SealedNotes>,
}

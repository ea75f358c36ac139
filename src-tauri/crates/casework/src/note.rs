//! What one agency, or the few who may know, writes for its own people alone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a private note is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoteOf {
    /// A note of an agency to its own people.
    Agency,
    /// The word by which the victim knows a genuine caller; kept with safe contact.
    CodeWord,
}

/// A private note. Kept in a compartment, never in the open store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNote {
    pub what: NoteOf,
    pub text: String,
}

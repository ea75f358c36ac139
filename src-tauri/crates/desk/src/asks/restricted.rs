//! Restricted cases, a record sealed after it was open, and a colleague stepping in during a meeting.

use casework::ids::{CaseId, MemberId, RecordId};
use casework::restriction::RestrictedBecause;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who alone may open a case, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestrictTo {
    pub because: RestrictedBecause,
    /// Chosen by name, whoever asks among them. At least two.
    pub members: Vec<MemberId>,
    /// Members in the case, or close to somebody in it. They are never let in.
    pub parties: Vec<MemberId>,
}

/// Put an open case behind its own wall.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestrictCase {
    pub case: CaseId,
    pub to: RestrictTo,
}

/// A case stands behind its own wall.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseRestricted {
    pub case: CaseId,
    /// Records that were open and are sealed now.
    pub sealed: u32,
    /// What sealing cannot reach, in words.
    pub says: Vec<String>,
}

/// Seal a record that was open into a compartment that is open to oneself.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SealRecord {
    pub record: RecordId,
    pub compartment: String,
}

/// A colleague opens their own compartments at this desk, with their own passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StepIn {
    pub name: String,
    pub passphrase: String,
}

impl std::fmt::Debug for StepIn {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("StepIn")
    }
}

/// Who stepped in, and until when.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SteppedIn {
    pub name: String,
    /// Compartments opened by this.
    pub opened: Vec<String>,
    #[ts(type = "string")]
    pub until: Moment,
}

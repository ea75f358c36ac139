//! Small answers that many screens share.

use casework::agency::{Agency, Role};
use casework::ids::{CaseId, MemberId, RecordId};
use casework::people::{DetailKind, Standing};
use casework::screening::ConcernLevel;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A command that needs nothing but its name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// Which case is meant.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichCase {
    pub case: CaseId,
}

/// Which record is meant.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichRecord {
    pub record: RecordId,
}

/// The record a command made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Recorded {
    pub record: RecordId,
}

/// A member as others see them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MemberView {
    pub id: MemberId,
    pub name: String,
    pub agency: Agency,
    pub agency_label: String,
    pub role: Role,
    pub role_label: String,
    pub job: String,
    pub active: bool,
}

/// A person shown in full (never on the room screen before the chair shows names).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PersonView {
    pub record: RecordId,
    /// Name as recorded, or "Not known".
    pub name: String,
    pub initials: String,
    pub age: Option<u16>,
    pub about: String,
    pub standing: Standing,
    /// "Victim", "Perpetrator (suspected)", "Child".
    pub label: String,
}

/// Somebody's judgement of concern, always with who and when.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LevelView {
    pub level: ConcernLevel,
    pub label: String,
    /// "judged 20 Nov by the meeting" without names.
    pub judged_by: String,
    #[ts(type = "string")]
    pub judged_at: Moment,
}

/// A protected detail found in free text. It blocks until reworded or released with a reason.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HitView {
    pub kind: DetailKind,
    /// The words in the text that match.
    pub found: String,
    /// Where they stand, in characters.
    pub start: u32,
    pub end: u32,
    /// What to send to `release_hit`.
    pub detail: RecordId,
    /// The field the text stands in, in plain words.
    pub field: String,
    /// Whose detail it is: "victim", "child" (never a name).
    pub whose: String,
}

/// One case in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseRowView {
    pub case: CaseId,
    pub reference: String,
    pub victim: String,
    pub perpetrator: String,
    pub state: casework::referral::CaseState,
    pub state_label: String,
    pub relationship: String,
    pub source: String,
    pub headline: String,
    pub level: Option<ConcernLevel>,
    #[ts(type = "string")]
    pub received_at: Moment,
    pub agencies_asked: u16,
    pub agencies_replied: u16,
    pub incidents: u32,
    pub open_actions: u32,
    /// Why it is listed for the next meeting; empty when it is not.
    pub listed_because: String,
}

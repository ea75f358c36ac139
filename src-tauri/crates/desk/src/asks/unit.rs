//! The unit: its members, profile and packs.

use super::shared::MemberView;
use casework::agency::{Agency, Role};
use casework::ids::{MemberId, RecordId};
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The unit page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct UnitView {
    pub name: String,
    pub pathway: String,
    pub pathway_name: String,
    /// True for the example's mixed profile.
    pub composite: bool,
    pub marking: String,
    pub reference_prefix: String,
    pub members: Vec<MemberView>,
    pub packs: Vec<PackView>,
    /// Agencies a new member may be of: those the area profile names, then "other".
    pub agencies: Vec<super::door::Labelled>,
    pub recovery_words: String,
    pub store_bytes: u64,
    pub cases: u32,
}

/// A loaded instrument pack.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PackView {
    pub instrument: String,
    pub edition: String,
    pub licence_holder: String,
    pub demonstration: bool,
    pub marking: String,
    pub sha256: String,
}

/// Take on a member.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddMember {
    pub name: String,
    pub agency: Agency,
    pub role: Role,
    pub job: String,
    pub passphrase: String,
}

impl std::fmt::Debug for AddMember {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("AddMember")
    }
}

/// Change one's own passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChangePassphrase {
    pub old: String,
    pub new: String,
}

impl std::fmt::Debug for ChangePassphrase {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ChangePassphrase")
    }
}

/// Bar a member who has left from signing in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndMember {
    pub member: MemberId,
}

/// Load an instrument pack from a picked file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LoadPack {
    /// Token of `pick_file`.
    pub file: String,
}

/// Which file to ask the person for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileWanted {
    OvernightList,
    InstrumentPack,
    ContactCard,
    SignedDocument,
    Bundle,
    LaptopRequest,
}

/// Ask the person for a file.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PickFile {
    pub wanted: FileWanted,
}

/// A file the person picked; `token` is empty when they changed their mind.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PickedFile {
    pub token: String,
    pub name: String,
    pub bytes: u64,
}

/// A half-written form, kept sealed, overwritten, gone on save.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepDraft {
    pub form: String,
    pub subject: Option<RecordId>,
    /// The form's own JSON text.
    pub text: String,
}

/// Which draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichDraft {
    pub form: String,
    pub subject: Option<RecordId>,
}

/// A draft, if one is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DraftView {
    pub text: Option<String>,
    #[ts(type = "string | null")]
    pub kept_at: Option<Moment>,
}

/// One line of a record's history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryLine {
    #[ts(type = "string")]
    pub at: Moment,
    pub who: String,
    pub agency_label: String,
    /// The act in plain words ("Referral taken").
    pub act: String,
    /// Field changed; empty when the whole record was written.
    pub field: String,
    /// The value then, as short text; "erased" where lawfully erased.
    pub value: String,
}

/// The history of one record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct HistoryView {
    pub lines: Vec<HistoryLine>,
    /// True where two heads wait to be resolved.
    pub conflict: bool,
}

/// Result of checking the chains.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChainsView {
    pub acts: u64,
    pub entries: u64,
    pub streams: u64,
    pub intact: bool,
    pub first_bad: String,
}

/// Narrow the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadLog {
    /// Act name; empty for all.
    pub act: String,
    pub member: Option<MemberId>,
    /// Lawful purpose for which the log is opened (DPA 2018 s.62).
    pub purpose: LogPurpose,
    pub before: Option<u64>,
}

/// The four lawful purposes of reading the log (DPA 2018 s.62(4)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LogPurpose {
    VerifyLawfulness,
    SelfMonitoring,
    IntegrityAndSecurity,
    CriminalProceedings,
}

/// One act in the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogLine {
    pub seq: u64,
    #[ts(type = "string")]
    pub at: Moment,
    pub who: String,
    pub agency_label: String,
    pub act: String,
    pub case_reference: String,
    pub reason: String,
}

/// A page of the log, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogView {
    pub lines: Vec<LogLine>,
    pub more: bool,
}

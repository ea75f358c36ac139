//! The log: reviewing it for a lawful purpose, verifying it, and the checkpoints that witnesses keep.

use super::unit::LogPurpose;
use casework::ids::{CaseId, MemberId};
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What an act is in the words of the law (DPA 2018 s.62(1)), and what the program adds (security.md A-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActKind {
    CollectionOrAlteration,
    Consultation,
    Disclosure,
    Combination,
    Erasure,
    /// Signing in, locking, failed tries.
    Session,
    /// Members, passphrases, grants, recovery.
    Keys,
    /// The log itself, backups, restores, checks.
    Safekeeping,
}

/// Which acts a reviewer looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LogWhat {
    Everything,
    /// Who opened what.
    Opened,
    /// Sealed fields shown for a moment.
    Revealed,
    Exported,
    Printed,
    /// Told at once because somebody may be in danger.
    Emergencies,
    FailedUnlocks,
    /// At night, at the weekend.
    AfterHours,
    Keys,
    Safekeeping,
}

/// Look at the log. Doing so is itself an act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewLog {
    /// Lawful purpose (DPA 2018 s.62).
    pub purpose: LogPurpose,
    pub what: LogWhat,
    pub member: Option<MemberId>,
    pub case: Option<CaseId>,
    /// First and last London day; both ends belong to it.
    #[ts(type = "string | null")]
    pub from: Option<NaiveDate>,
    #[ts(type = "string | null")]
    pub until: Option<NaiveDate>,
    /// Only acts before this place: the next page.
    pub before: Option<u64>,
}

/// One act under review.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviewLine {
    pub seq: u64,
    #[ts(type = "string")]
    pub at: Moment,
    pub who: String,
    pub agency_label: String,
    pub kind: ActKind,
    /// The act in words.
    pub act: String,
    pub case_reference: String,
    pub reason: String,
    pub after_hours: bool,
}

/// How many of the acts asked for one member did.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviewCount {
    pub who: String,
    pub agency_label: String,
    pub acts: u32,
}

/// A page of the log under review, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogReview {
    pub lines: Vec<ReviewLine>,
    /// Over the lines of this page, most first.
    pub by_member: Vec<ReviewCount>,
    /// Ask again before this place; none when the log is at its end.
    pub next_before: Option<u64>,
}

/// What walking the whole log and every record found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogVerified {
    pub acts: u64,
    pub entries: u64,
    pub streams: u64,
    pub checkpoints: u64,
    pub records: u64,
    pub values: u64,
    /// Values behind walls that this session did not open.
    pub closed: u64,
    pub erased: u64,
    pub intact: bool,
    /// The first thing that does not fit, with its place; empty where everything does.
    pub first_bad: String,
    /// What this proves and what it cannot (security.md A-11).
    pub says: Vec<String>,
}

/// A checkpoint to keep outside this machine.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CheckpointView {
    /// In the text form of C2SP tlog-checkpoint.
    pub text: String,
    /// Number of acts and eight words of the root, for paper.
    pub short: String,
    pub size: u64,
}

/// A checkpoint somebody kept outside, to be held against the log.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CompareWitness {
    pub text: String,
}

/// What a witness says about the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Witness {
    /// The log begins with the one the witness saw.
    Consistent,
    /// The witness saw a longer log: this store is older, or its end was cut off.
    StoreIsOlder,
    /// The log up to there is another one than the witness saw.
    HistoryDiffers,
    /// The witness is of another store.
    OtherStore,
}

/// The answer of one witness.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WitnessView {
    pub witness: Witness,
    /// Acts the witness saw, and acts there are.
    pub seen: u64,
    pub held: u64,
}

/// Whether this store is the newest that was used here.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LogState {
    pub acts: u64,
    /// True where a newer store was used here: nothing is written until somebody declares a restore.
    pub older: bool,
    /// How far the newest one known had come.
    pub seen: u64,
    pub words: String,
    /// What is wrong with the machine under the store and should be put right soon: its clock, its disk.
    pub machine: Vec<String>,
    /// Records that are not what their entries say, by case; empty where everything is whole.
    pub damaged: String,
    /// True where nothing is recorded until somebody decides to go on with the damage.
    pub stopped: bool,
}

/// Decide to go on recording although records are damaged.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoOnWithDamage {
    /// True once the person has read which records they are, and that a backup may still hold them whole.
    pub understood: bool,
}

/// Declare that this older store was put back on purpose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeclareRestore {
    /// True once the person has read that what was done since is not in this store.
    pub understood: bool,
}

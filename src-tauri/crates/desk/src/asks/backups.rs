//! Backups as the unit sees them: how old the newest is, the second place, the last drill, restoring at the door.

use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How pressing the age of something kept is (security.md R-21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// There is none at all.
    None,
    Fresh,
    /// Two days old, or a week for the second place.
    Late,
    /// A week old, or two weeks for the second place.
    TooOld,
}

/// The unit's backups.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupsView {
    pub age: Age,
    #[ts(type = "string | null")]
    pub newest_at: Option<Moment>,
    /// Newest first.
    pub backups: Vec<BackupRow>,
    /// Manifests that do not read. They stay where they are.
    pub unreadable: u32,
    pub second: Option<SecondPlace>,
    pub drill: Option<DrillView>,
    /// Whether 90 days have passed since a drill went well.
    pub drill_due: bool,
    #[ts(type = "string | null")]
    pub continuity_at: Option<Moment>,
    /// What went wrong with the last backup, in plain words; empty when it went well.
    pub trouble: String,
    pub records: RecordsChecked,
}

/// How the weekly walk over every record stands (security.md A-13).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RecordsChecked {
    pub under_way: bool,
    /// When it was at the end last.
    #[ts(type = "string | null")]
    pub ended_at: Option<Moment>,
    pub records: u64,
    /// Values behind walls that were not open: of these only that they are there was checked.
    pub closed: u64,
    /// Which records do not fit; empty where all do.
    pub damaged: String,
}

/// One backup that counts: it was verified when it was made.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BackupRow {
    pub number: u32,
    #[ts(type = "string")]
    pub made_at: Moment,
    pub bytes: u64,
    pub acts: u64,
}

/// The second place: a folder of another disk or share, chosen by the unit and tested.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SecondPlace {
    pub folder: String,
    pub age: Age,
    #[ts(type = "string | null")]
    pub newest_at: Option<Moment>,
    /// True where it lies on the disk of the store: such a place goes with the laptop.
    pub same_disk: bool,
}

/// The outcome of a drill.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DrillView {
    #[ts(type = "string")]
    pub at: Moment,
    pub went_well: bool,
    pub number: u32,
    pub acts: u64,
    /// What was done or what is wrong, in plain words.
    pub words: String,
}

/// From which folder a backup is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupFrom {
    /// Beside the store.
    Beside,
    /// A folder the person picks: the second place.
    Picked,
}

/// What can be restored, seen at the door.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BackupsAtDoor {
    pub from: BackupFrom,
}

/// Restore a backup beside the store. The name and passphrase are those of the time of the backup.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RestoreAtDoor {
    pub from: BackupFrom,
    pub number: u32,
    pub name: String,
    pub passphrase: String,
}

impl std::fmt::Debug for RestoreAtDoor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RestoreAtDoor")
    }
}

/// What can be restored.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RestorableView {
    /// Newest first; empty where the person picked no folder.
    pub backups: Vec<BackupRow>,
}

/// A restored store, verified, waiting beside. Nothing took its place yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RestoredView {
    /// Its folder's name, for `adopt_at_door`.
    pub restored: String,
    #[ts(type = "string")]
    pub made_at: Moment,
    pub acts: u64,
}

/// Let a restored store take the place of the present one, which is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdoptAtDoor {
    pub restored: String,
}

//! Why there is no backup, or no restore: each says what stands and what to do next.

use crate::{Fault, OpenTrouble};
use std::io::ErrorKind;

/// Why a backup, a restore or a drill did not come about. Whatever stood before still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BackupTrouble {
    /// Another backup is being written into the same folder.
    #[error("another backup is being written into this folder")]
    AnotherRunning,
    /// It would not fit.
    #[error("{needed} bytes are needed and {free} are free")]
    NoRoom {
        /// Bytes it takes at most.
        needed: u64,
        /// Bytes free.
        free: u64,
    },
    /// It was asked to stop; nothing counts as made.
    #[error("it was stopped")]
    Stopped,
    /// There is no backup of this number, or none at all.
    #[error("there is no such backup")]
    NoSuchBackup,
    /// Something lies where the restore would go. It is never overwritten.
    #[error("something is at this place already")]
    AlreadyThere,
    /// The manifest is damaged or a newer program's.
    #[error("the backup's manifest cannot be read")]
    NotReadable,
    /// It is another unit's backup.
    #[error("the backup is of another store")]
    OtherStore,
    /// It was made under another store key: before the keys were changed, or by somebody else.
    #[error("the backup is not vouched for by this key")]
    OtherKey,
    /// Blocks are missing or damaged.
    #[error("{missing} blocks are missing and {damaged} are damaged")]
    Incomplete {
        /// Not there.
        missing: u64,
        /// Not what their name says.
        damaged: u64,
    },
    /// It opens, and what is in it is damaged.
    #[error("what is in the backup is damaged")]
    Damaged,
    /// It opens, and its log does not end where its manifest says.
    #[error("the backup's log does not end where its manifest says")]
    HeadDiffers,
    /// The write-ahead log could not be folded in: something else reads the store.
    #[error("the store is being read by something else")]
    Busy,
    /// The folder cannot be written.
    #[error("the backup folder cannot be written")]
    NotWritable,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Fault),
}

impl From<std::io::Error> for BackupTrouble {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Failed(Fault::Full),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::NotWritable,
            ErrorKind::AlreadyExists => Self::AlreadyThere,
            _ => Self::Failed(Fault::File),
        }
    }
}

impl From<rusqlite::Error> for BackupTrouble {
    fn from(error: rusqlite::Error) -> Self {
        Fault::from(error).into()
    }
}

impl From<sealing::Fault> for BackupTrouble {
    fn from(_: sealing::Fault) -> Self {
        Self::Failed(Fault::Sealing)
    }
}

impl From<OpenTrouble> for BackupTrouble {
    fn from(found: OpenTrouble) -> Self {
        match found {
            OpenTrouble::NotOurs => Self::OtherKey,
            OpenTrouble::OtherStore => Self::OtherStore,
            OpenTrouble::Failed(fault) => Self::Failed(fault),
            OpenTrouble::SecondInstance | OpenTrouble::Busy => Self::Busy,
            OpenTrouble::ReadOnlyPlace => Self::NotWritable,
            OpenTrouble::NotBroughtUp(trouble) => trouble,
            OpenTrouble::Missing
            | OpenTrouble::ZeroByte
            | OpenTrouble::TooShort
            | OpenTrouble::PlainSqlite
            | OpenTrouble::NewerSchema { .. }
            | OpenTrouble::OlderSchema { .. }
            | OpenTrouble::DamagedHeader
            | OpenTrouble::PragmaMismatch(_)
            | OpenTrouble::SqliteTooOld => Self::Damaged,
        }
    }
}

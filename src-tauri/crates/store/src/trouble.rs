//! Why a store was not opened or not founded: each its own screen, nothing created, nothing lost.

use crate::{BackupTrouble, Fault};
use rusqlite::ErrorCode;

/// Why a store was not opened. Each has its own screen with a next step; nothing was created or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenTrouble {
    /// There is no file.
    #[error("there is no store at this place")]
    Missing,
    /// There is a file of no bytes.
    #[error("the store's file is empty")]
    ZeroByte,
    /// The file is shorter than any store (K-9).
    #[error("the store's file is cut short")]
    TooShort,
    /// A SQLite database without a cipher: not a store of ours.
    #[error("the file is a database without a cipher")]
    PlainSqlite,
    /// It does not open with this key: another key's store, or no store at all. These two cannot be told apart.
    #[error("the file does not open with this key")]
    NotOurs,
    /// It opens with this key and is another unit's store.
    #[error("the file is a store of another unit")]
    OtherStore,
    /// A later version wrote it; an earlier program never touches it.
    #[error("the store has schema {found}, this program knows {known}")]
    NewerSchema {
        /// The store's schema.
        found: u32,
        /// The newest this program knows.
        known: u32,
    },
    /// An earlier version wrote it: it has to be brought up first, after a copy was made.
    #[error("the store has schema {found}, this program works with {known}")]
    OlderSchema {
        /// The store's schema.
        found: u32,
        /// The one this program works with.
        known: u32,
    },
    /// An older store could not be brought up, or not be copied before. It stands as it was.
    #[error("the store could not be brought up: {0}")]
    NotBroughtUp(BackupTrouble),
    /// The key is right and the first page is damaged: recovery.
    #[error("the first page of the store is damaged")]
    DamagedHeader,
    /// A safety setting did not take.
    #[error("the setting {0} did not take")]
    PragmaMismatch(&'static str),
    /// SQLite is older than 3.51.3.
    #[error("the database library is too old")]
    SqliteTooOld,
    /// Another copy of the program has it open.
    #[error("the store is open in another window of the program")]
    SecondInstance,
    /// Another program holds the file.
    #[error("another program holds the store's file")]
    Busy,
    /// The folder or the file cannot be written.
    #[error("the store's place cannot be written")]
    ReadOnlyPlace,
    /// Anything else.
    #[error(transparent)]
    Failed(#[from] Fault),
}

impl From<rusqlite::Error> for OpenTrouble {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnlyPlace,
            Some(_) | None => Self::Failed(error.into()),
        }
    }
}

/// Why a store was not founded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CreateTrouble {
    /// Something is there already, whatever it is. It is never overwritten.
    #[error("something is at this place already")]
    AlreadyThere,
    /// As when opening.
    #[error(transparent)]
    Opening(#[from] OpenTrouble),
}

impl From<Fault> for CreateTrouble {
    fn from(fault: Fault) -> Self {
        Self::Opening(OpenTrouble::Failed(fault))
    }
}

impl From<rusqlite::Error> for CreateTrouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Opening(error.into())
    }
}

//! What can go wrong in the store that is nobody's choice. No fault holds anything about a person.

use journal::{Id, NotCanonical};
use rusqlite::ErrorCode;

/// Something the store could not do. Logged; the window says what it means and what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The disk is full; nothing was written, the form keeps its text.
    #[error("the disk is full; nothing was written")]
    Full,
    /// The disk failed. After a failed sync the connection is not used again.
    #[error("the disk failed; the store has to be opened again")]
    Disk,
    /// An earlier write met a disk error: open the store again before anything else.
    #[error("the store has to be opened again before it can be written")]
    OpenAgain,
    /// Another program holds the file.
    #[error("another program holds the store's file")]
    Busy,
    /// A page of the store does not read back as written: recovery.
    #[error("a page of the store is damaged")]
    Damaged,
    /// A value that has to stand alone is taken: a case reference, or the id of a record.
    #[error("something with this reference or id is already in the store")]
    Taken,
    /// There is no such record.
    #[error("record {0} is not in the store")]
    UnknownRecord(Id),
    /// There is no such entry.
    #[error("entry {0} is not in the store")]
    UnknownEntry(Id),
    /// There is no such attachment, or it was erased.
    #[error("attachment {0} is not in the store")]
    UnknownAttachment(Id),
    /// Nobody told of this device.
    #[error("device {0} is not known")]
    UnknownDevice(Id),
    /// An entry of this device is answered by a correction, never set aside.
    #[error("entry {0} was written on this device")]
    OwnEntry(Id),
    /// Something new from a device that was revoked before. To be put in quarantine.
    #[error("entry {0} comes from a device that was revoked before")]
    Revoked(Id),
    /// A file is longer than an attachment may be.
    #[error("the file is longer than an attachment may be")]
    TooLarge,
    /// There is no such case in the index.
    #[error("case {0} has no index row")]
    UnknownCase(Id),
    /// The record was erased; only its journal stands.
    #[error("record {0} was erased")]
    Erased(Id),
    /// The record lies in a compartment this session did not open.
    #[error("record {0} lies in a compartment that is closed")]
    Closed(Id),
    /// There is no such compartment, or this session has not its key.
    #[error("the compartment is closed to this session")]
    ClosedCompartment,
    /// A record has to be an object with named members.
    #[error("the body of a record has to be a JSON object")]
    NotAnObject,
    /// A value cannot be written canonically.
    #[error(transparent)]
    NotCanonical(#[from] NotCanonical),
    /// A payload did not open under its record's key, or was not what the caller's type expects.
    #[error("a value in the store could not be read")]
    Unreadable,
    /// An imported entry does not fit its own commitment or stream.
    #[error("an imported entry does not fit its commitment or its stream")]
    NotGenuine,
    /// No random bytes, or a cipher failed.
    #[error("the cipher or the random source failed")]
    Sealing,
    /// A file beside the store could not be read or written.
    #[error("a file beside the store could not be read or written")]
    File,
    /// Anything else SQLite says, by its extended result code.
    #[error("the store answered with code {0}")]
    Sqlite(i32),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(code, _) = &error else {
            return Self::Unreadable;
        };
        match code.code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::SystemIoFailure => Self::Disk,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged,
            ErrorCode::ConstraintViolation
                if code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    || code.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY =>
            {
                Self::Taken
            }
            _ => Self::Sqlite(code.extended_code),
        }
    }
}

impl From<sealing::Fault> for Fault {
    fn from(_: sealing::Fault) -> Self {
        Self::Sealing
    }
}

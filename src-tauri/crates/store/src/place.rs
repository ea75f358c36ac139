//! The place of the store before it is opened: what lies there, and who else is using it (R-4, K-9).

use crate::{OpenTrouble, files};
use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// A store is never shorter: SQLite's smallest page.
const SHORTEST: u64 = 512;

/// What every SQLite file without a cipher starts with.
const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";

/// The path with something appended to its last part.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

/// Looks at the file without a key.
pub(crate) fn look(path: &Path) -> Result<(), OpenTrouble> {
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(OpenTrouble::Missing),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            return Err(OpenTrouble::ReadOnlyPlace);
        }
        Err(_) => return Err(OpenTrouble::Failed(crate::Fault::File)),
    };
    if !about.is_file() {
        return Err(OpenTrouble::NotOurs);
    }
    if about.len() == 0 {
        return Err(OpenTrouble::ZeroByte);
    }
    if about.len() < SHORTEST {
        return Err(OpenTrouble::TooShort);
    }
    let mut start = [0; 16];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => OpenTrouble::ReadOnlyPlace,
        _ => OpenTrouble::Failed(crate::Fault::File),
    })?;
    if &start == PLAIN_HEADER {
        return Err(OpenTrouble::PlainSqlite);
    }
    Ok(())
}

/// The lock of the one instance that may have the store open. The operating system lets go of it when the process ends,
/// however it ends, so a crash leaves nothing to clear up.
pub(crate) struct Instance(#[expect(dead_code, reason = "held, never read")] File);

/// Takes the lock beside the store.
pub(crate) fn take(path: &Path) -> Result<Instance, OpenTrouble> {
    let file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).open(beside(path, ".lock")).map_err(|error| {
            match error.kind() {
                ErrorKind::NotFound => OpenTrouble::Missing,
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => OpenTrouble::ReadOnlyPlace,
                _ => OpenTrouble::Failed(crate::Fault::File),
            }
        })?;
    match files::lock(&file) {
        Ok(()) => Ok(Instance(file)),
        Err(TryLockError::WouldBlock) => Err(OpenTrouble::SecondInstance),
        Err(TryLockError::Error(_)) => Err(OpenTrouble::Failed(crate::Fault::File)),
    }
}

/// Whether anything of a store lies at this place, the store itself or what SQLite keeps beside it.
pub(crate) fn is_taken(path: &Path) -> bool {
    ["", "-wal", "-shm", "-journal"].into_iter().any(|ending| std::fs::symlink_metadata(beside(path, ending)).is_ok())
}

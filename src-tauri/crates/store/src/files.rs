//! Files of ours outside the database: written whole or not at all, locked, and the two copies of the slot file (K-7).

use crate::Fault;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a lock that is taken is asked for again. A child that is just being started holds a copy of every open file
/// of its parent, and what is locked by it, until it begins to run its own program: of us that is whoever prints.
const MOMENT: Duration = Duration::from_millis(500);

/// The slot file beside the store, and its second copy.
const SLOTS: [&str; 2] = ["keyslots.json", "keyslots.second.json"];

/// Writes a file so that afterwards either the old one stands or the whole new one: a temporary file in the same
/// folder, written and synced, renamed over the place, the folder synced.
///
/// # Errors
/// [`Fault::Full`] or [`Fault::File`]; the old file then stands unchanged.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let temporary = temporary_name(path)?;
    let written =
        write_and_sync(&temporary, bytes).and_then(|()| std::fs::rename(&temporary, path)).and_then(|()| sync_folder(path));
    written.map_err(|error| {
        // Ours, unfinished and under a name nobody else uses; a failure to remove it changes nothing.
        let _ = std::fs::remove_file(&temporary);
        match error.kind() {
            ErrorKind::StorageFull => Fault::Full,
            _ => Fault::File,
        }
    })
}

fn temporary_name(path: &Path) -> Result<PathBuf, Fault> {
    let name = path.file_name().ok_or(Fault::File)?.to_string_lossy();
    Ok(path.with_file_name(format!(".{name}.holdfast-part")))
}

fn write_and_sync(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Syncs the folder a file lies in, so that its new name survives a power cut. Windows has no such call.
pub(crate) fn sync_folder(path: &Path) -> std::io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        Some(_) | None => File::open(".")?.sync_all(),
    }
}

/// Locks a file for this one opening of it, unless another one keeps it locked.
pub(crate) fn lock(file: &File) -> Result<(), TryLockError> {
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) if begun.elapsed() < MOMENT => std::thread::sleep(Duration::from_millis(5)),
            done => return done,
        }
    }
}

/// What was found of the slot file. `sealing` chooses the copy to use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SlotCopies {
    /// The first copy's text; nothing where there is none or it is not text.
    pub first: Option<String>,
    /// The second copy's text.
    pub second: Option<String>,
}

/// Reads both copies of the slot file in the store's folder.
///
/// # Errors
/// [`Fault::File`] where a copy is there and cannot be read.
pub fn read_slots(folder: &Path) -> Result<SlotCopies, Fault> {
    let read = |name: &str| match std::fs::read(folder.join(name)) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(_) => Err(Fault::File),
    };
    Ok(SlotCopies { first: read(SLOTS[0])?, second: read(SLOTS[1])? })
}

/// Both copies of the slot file beside a store.
pub(crate) fn slots_beside(store: &Path) -> Result<SlotCopies, Fault> {
    read_slots(store.parent().ok_or(Fault::File)?)
}

/// Writes both copies, one after the other: at every moment one of them is whole.
///
/// # Errors
/// As [`write_whole`].
pub fn write_slots(folder: &Path, text: &str) -> Result<(), Fault> {
    SLOTS.iter().try_for_each(|name| write_whole(&folder.join(name), text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_is_let_go_in_a_moment_is_waited_for_and_one_that_is_kept_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let open = || File::create(folder.path().join(".lock")).unwrap();
        let (held, asking) = (open(), open());
        lock(&held).unwrap();
        assert!(matches!(lock(&asking), Err(TryLockError::WouldBlock)));
        let letting_go = std::thread::spawn(move || {
            std::thread::sleep(MOMENT / 10);
            drop(held);
        });
        lock(&asking).unwrap();
        letting_go.join().unwrap();
    }
}

//! Restoring beside, never over: a new folder, verified whole; only then a person lets it take the store's place.

use crate::backup::{look_inside, room_for};
use crate::backup_folder::{PART, read_vouched, reassemble};
use crate::backup_manifest::BackupHead;
use crate::{BackupTrouble, Fault, Thoroughness, files, place};
use sealing::StoreKey;
use serde::{Deserialize, Serialize};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Name of the store's file in its folder.
pub const STORE_FILE: &str = "holdfast.store";

/// Written last into a restored folder: without it the restore was not finished.
const FINISHED: &str = "restored.json";

/// Stands in the store's folder while a restored store takes its place.
const ADOPTING: &str = "adopting.json";

/// Everything of a store that moves together. The log goes first: it belongs to the file that is leaving.
pub(crate) const TOGETHER: [&str; 5] =
    ["holdfast.store-wal", "holdfast.store-shm", "keyslots.json", "keyslots.second.json", STORE_FILE];

/// A restored folder, verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where it lies.
    pub folder: PathBuf,
    /// The backup it came from.
    pub head: BackupHead,
}

/// What stays in the store's folder after a restored store took its place, until it was written into the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    /// The backup's number.
    pub number: u64,
    /// When the backup was made, in Unix milliseconds.
    pub made_at_ms: i64,
    /// Acts in it.
    pub acts: u64,
    /// Name of the folder beside, in which the store that stood here before lies.
    pub before: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Adopting {
    restored: String,
    adopted: Adopted,
}

/// Restores a backup into a folder that is not there yet, slots beside it, and verifies it in full.
///
/// # Errors
/// [`BackupTrouble`]; then the folder is not there.
pub fn restore_beside(
    root: &Path,
    number: u64,
    key: &StoreKey,
    into: &Path,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Restored, BackupTrouble> {
    let manifest = read_vouched(root, number, key)?;
    std::fs::create_dir(into)?;
    let head = manifest.head().clone();
    let part = into.join(format!(".store{PART}"));
    let made = room_for(into, head.bytes)
        .and_then(|()| reassemble(root, &manifest, &part, go_on))
        .and_then(|()| look_inside(&part, key, &head, Thoroughness::Full))
        .and_then(|()| {
            std::fs::rename(&part, into.join(STORE_FILE))?;
            files::write_slots(into, manifest.slots())?;
            let said = Adopted { number, made_at_ms: head.made_at_ms, acts: head.head.0, before: String::new() };
            files::write_whole(&into.join(FINISHED), &json(&said)?)?;
            Ok(())
        });
    match made {
        Ok(()) => Ok(Restored { folder: into.to_owned(), head }),
        Err(trouble) => {
            remove_restored(into);
            Err(trouble)
        }
    }
}

fn json<T: Serialize>(value: &T) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(value).map_err(|_| Fault::Unreadable)
}

/// Removes a folder that a restore made: the files we know by name, and the folder only if nothing else is in it.
pub fn remove_restored(folder: &Path) {
    let parts = ["", "-wal", "-shm"].map(|ending| format!(".store{PART}{ending}"));
    let named = TOGETHER.iter().copied().chain([FINISHED, "holdfast.store.lock"]);
    for name in parts.iter().map(String::as_str).chain(named) {
        // A file that is not there, or cannot go, leaves the folder standing; nothing is lost by that.
        let _ = std::fs::remove_file(folder.join(name));
    }
    let _ = std::fs::remove_dir(folder);
}

/// Lets a restored store take the place of the one in `folder`; what stood there is kept whole in a folder beside, named
/// `before`. Killed at any moment, [`finish_adopting`] brings it to its end.
///
/// # Errors
/// [`BackupTrouble::Busy`] while the store is open, [`BackupTrouble::NotReadable`] if the restore was not finished,
/// [`BackupTrouble::AlreadyThere`] where `before` is taken.
pub fn adopt_restored(folder: &Path, restored: &str, before: &str) -> Result<Adopted, BackupTrouble> {
    for name in [restored, before] {
        // A name in this folder, not a way out of it.
        if Path::new(name).components().count() != 1 || Path::new(name).file_name().is_none() {
            return Err(BackupTrouble::NotReadable);
        }
    }
    let instance = place::take(&folder.join(STORE_FILE))?;
    if folder.join(ADOPTING).try_exists()? {
        return Err(BackupTrouble::AlreadyThere);
    }
    let text = std::fs::read(folder.join(restored).join(FINISHED)).map_err(|error| match error.kind() {
        ErrorKind::NotFound => BackupTrouble::NoSuchBackup,
        _ => error.into(),
    })?;
    let finished: Adopted = serde_json::from_slice(&text).map_err(|_| BackupTrouble::NotReadable)?;
    std::fs::create_dir(folder.join(before))?;
    let adopting = Adopting { restored: restored.to_owned(), adopted: Adopted { before: before.to_owned(), ..finished } };
    files::write_whole(&folder.join(ADOPTING), &json(&adopting)?)?;
    bring_to_end(folder, &instance, adopting)
}

/// Brings an interrupted adoption to its end; nothing where there is none. Every step may be done twice.
///
/// # Errors
/// [`BackupTrouble`]; it is tried again the next time.
pub fn finish_adopting(folder: &Path) -> Result<Option<Adopted>, BackupTrouble> {
    let marker = folder.join(ADOPTING);
    let text = match std::fs::read(&marker) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let adopting: Adopting = serde_json::from_slice(&text).map_err(|_| BackupTrouble::NotReadable)?;
    let instance = place::take(&folder.join(STORE_FILE))?;
    bring_to_end(folder, &instance, adopting).map(Some)
}

fn bring_to_end(folder: &Path, _held: &place::Instance, adopting: Adopting) -> Result<Adopted, BackupTrouble> {
    let marker = folder.join(ADOPTING);
    let (from, before) = (folder.join(&adopting.restored), folder.join(&adopting.adopted.before));
    // The store's own file moves last, so while it waits in the restored folder everything here is still the old one's.
    let old_stands = from.join(STORE_FILE).try_exists()?;
    for name in TOGETHER {
        let (waiting, here, aside) = (from.join(name), folder.join(name), before.join(name));
        let leaves = waiting.try_exists()? || (old_stands && name.starts_with(STORE_FILE));
        if leaves && here.try_exists()? && !aside.try_exists()? {
            std::fs::rename(&here, &aside)?;
        }
        if waiting.try_exists()? {
            if here.try_exists()? {
                return Err(BackupTrouble::AlreadyThere);
            }
            files::sync_folder(&aside)?;
            std::fs::rename(&waiting, &here)?;
        }
    }
    files::sync_folder(&before.join(STORE_FILE))?;
    files::sync_folder(&folder.join(STORE_FILE))?;
    files::write_whole(&folder.join(FINISHED), &json(&adopting.adopted)?)?;
    std::fs::remove_file(&marker)?;
    files::sync_folder(&marker)?;
    remove_restored(&from);
    Ok(adopting.adopted)
}

/// What was restored here and is not yet in the log.
#[must_use]
pub fn adopted(folder: &Path) -> Option<Adopted> {
    serde_json::from_slice(&std::fs::read(folder.join(FINISHED)).ok()?).ok()
}

/// Takes the note of [`adopted`] away once it is in the log.
///
/// # Errors
/// [`Fault::File`]; it is then noted once more, which does no harm.
pub fn forget_adopted(folder: &Path) -> Result<(), Fault> {
    std::fs::remove_file(folder.join(FINISHED)).map_err(|_| Fault::File)
}

//! The folder backups lie in: blocks by their hash, each stored once, and one manifest a backup.
//!
//! Nothing in it is overwritten. What is damaged is set aside under another name; what we do not know stays.

use crate::backup_manifest::{BLOCK, BackupHead, BlockName, Manifest};
use crate::{BackupTrouble, Fault, files};
use journal::Id;
use sealing::StoreKey;
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Ending of a file of ours that is not finished. Swept when the folder is next opened for writing.
pub(crate) const PART: &str = ".holdfast-part";

const ENDING: &str = ".backup";

/// What lies in a backup folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// Backups whose header line reads, oldest first.
    pub backups: Vec<BackupHead>,
    /// Manifests that do not read: damaged, or a newer program's. They stay.
    pub unreadable: u64,
}

/// A backup folder held for writing: nobody else writes into it until this is dropped.
pub(crate) struct BackupFolder {
    root: PathBuf,
    #[expect(dead_code, reason = "held, never read")]
    lock: File,
    /// Folders that hold names not yet made durable.
    to_sync: BTreeSet<PathBuf>,
}

pub(crate) fn manifest_path(root: &Path, number: u64) -> PathBuf {
    root.join(format!("{number:08}{ENDING}"))
}

fn block_path(root: &Path, name: &BlockName) -> PathBuf {
    let hex = name.hex();
    root.join("blocks").join(&hex[..2]).join(&hex)
}

/// Numbers of the manifests in a folder, in order, by file name alone.
fn numbers(root: &Path) -> Result<Vec<u64>, BackupTrouble> {
    let mut numbers = Vec::new();
    let entries = match std::fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(numbers),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        let name = entry?.file_name();
        let number = name.to_str().and_then(|name| name.strip_suffix(ENDING)).and_then(|digits| digits.parse::<u64>().ok());
        numbers.extend(number);
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Lists the backups in a folder, oldest first, by their header lines. Needs no key and changes nothing.
///
/// # Errors
/// [`BackupTrouble`] where the folder is there and cannot be read.
pub fn list_backups(root: &Path) -> Result<Listed, BackupTrouble> {
    let mut listed = Listed::default();
    for number in numbers(root)? {
        let mut line = String::new();
        let read = File::open(manifest_path(root, number)).and_then(|file| BufReader::new(file).read_line(&mut line));
        match read.map_err(BackupTrouble::from).and_then(|_| Manifest::read_head(line.trim_end_matches('\n'))) {
            Ok(head) if head.number == number => listed.backups.push(head),
            Ok(_) | Err(_) => listed.unreadable += 1,
        }
    }
    Ok(listed)
}

/// The newest backup of a store that this key opens; nothing where there is none, or the folder is not there.
#[must_use]
pub fn newest_backup(root: &Path, store: Id, key: &StoreKey) -> Option<BackupHead> {
    let listed = list_backups(root).ok()?;
    listed.backups.into_iter().rev().filter(|head| head.store == store).find(|head| {
        let vouched = read_manifest(root, head.number).map(|manifest| manifest.is_vouched_for_by(key));
        matches!(vouched, Ok(Ok(true)))
    })
}

/// Reads one backup's whole manifest.
///
/// # Errors
/// [`BackupTrouble::NoSuchBackup`], or [`BackupTrouble::NotReadable`].
pub fn read_manifest(root: &Path, number: u64) -> Result<Manifest, BackupTrouble> {
    match std::fs::read(manifest_path(root, number)) {
        Ok(bytes) => {
            let manifest = Manifest::read(&String::from_utf8_lossy(&bytes))?;
            if manifest.head().number == number { Ok(manifest) } else { Err(BackupTrouble::NotReadable) }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Err(BackupTrouble::NoSuchBackup),
        Err(error) => Err(error.into()),
    }
}

/// As [`read_manifest`], refused where whoever holds this key did not write it.
///
/// # Errors
/// [`BackupTrouble::OtherKey`] too.
pub(crate) fn read_vouched(root: &Path, number: u64, key: &StoreKey) -> Result<Manifest, BackupTrouble> {
    let manifest = read_manifest(root, number)?;
    if manifest.is_vouched_for_by(key)? { Ok(manifest) } else { Err(BackupTrouble::OtherKey) }
}

/// One block's bytes, compared with their name.
pub(crate) fn read_block(root: &Path, name: &BlockName) -> Result<Vec<u8>, BackupTrouble> {
    match std::fs::read(block_path(root, name)) {
        Ok(bytes) if BlockName::of(&bytes) == *name => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(BackupTrouble::Incomplete { missing: 1, damaged: 0 }),
        // A block the disk does not give back is as good as damaged.
        Ok(_) | Err(_) => Err(BackupTrouble::Incomplete { missing: 0, damaged: 1 }),
    }
}

/// Puts a backup's blocks together in a new file; the stop question is asked at every block.
pub(crate) fn reassemble(
    root: &Path,
    manifest: &Manifest,
    into: &Path,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), BackupTrouble> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(into)?;
    let (mut missing, mut damaged) = (0, 0);
    let total = manifest.blocks().len() as u64;
    for (done, name) in (1..).zip(manifest.blocks()) {
        if !go_on(done, total) {
            return Err(BackupTrouble::Stopped);
        }
        match read_block(root, name) {
            Ok(bytes) => file.write_all(&bytes)?,
            // Counting goes on, so that all of it is said at once.
            Err(BackupTrouble::Incomplete { missing: none, damaged: bad }) => {
                missing += none;
                damaged += bad;
            }
            Err(other) => return Err(other),
        }
    }
    if missing + damaged > 0 {
        return Err(BackupTrouble::Incomplete { missing, damaged });
    }
    file.sync_all()?;
    if file.metadata()?.len() != manifest.head().bytes {
        return Err(BackupTrouble::NotReadable);
    }
    Ok(())
}

impl BackupFolder {
    /// Opens a folder for writing, made if it is not there (its parent has to be), and sweeps what was not finished.
    pub(crate) fn open(root: &Path) -> Result<Self, BackupTrouble> {
        match std::fs::create_dir(root) {
            Ok(()) => files::sync_folder(root)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
        let lock = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(root.join(".lock"))?;
        match files::lock(&lock) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(BackupTrouble::AnotherRunning),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        let folder = Self { root: root.to_owned(), lock, to_sync: BTreeSet::new() };
        folder.sweep(root)?;
        Ok(folder)
    }

    /// Removes what bears our ending for unfinished files. A name we did not give is left alone.
    fn sweep(&self, folder: &Path) -> Result<(), BackupTrouble> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let ours = name.to_str().is_some_and(|name| name.starts_with('.') && name.contains(PART));
            if ours && entry.file_type()?.is_file() {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// A name of ours for something unfinished in this folder.
    pub(crate) fn scratch(&self, what: &str) -> PathBuf {
        self.root.join(format!(".{what}{PART}"))
    }

    /// The number the next backup gets: one above every manifest there, readable or not.
    pub(crate) fn next_number(&self) -> Result<u64, BackupTrouble> {
        Ok(numbers(&self.root)?.last().map_or(1, |last| last + 1))
    }

    /// Stores a block unless it is there already, compared byte by byte. A damaged one is set aside and stored anew.
    /// How many bytes were written.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(BlockName, u64), BackupTrouble> {
        let name = BlockName::of(bytes);
        let path = block_path(&self.root, &name);
        let folder = path.parent().ok_or(Fault::File)?.to_owned();
        // Also for a block that is there: a backup that was stopped may have left it under a name not yet durable.
        self.to_sync.insert(folder.clone());
        let damaged = match std::fs::read(&path) {
            Ok(there) if there == bytes => return Ok((name, 0)),
            Err(error) if error.kind() == ErrorKind::NotFound => false,
            Ok(_) | Err(_) => true,
        };
        if !folder.is_dir() {
            std::fs::create_dir_all(&folder)?;
            self.to_sync.extend([self.root.clone(), self.root.join("blocks")]);
        }
        let part = self.scratch("block");
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).open(&part)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        if damaged {
            set_aside(&path)?;
        }
        std::fs::rename(&part, &path)?;
        Ok((name, bytes.len() as u64))
    }

    /// Makes every name given so far durable.
    pub(crate) fn sync(&mut self) -> Result<(), BackupTrouble> {
        while let Some(folder) = self.to_sync.pop_first() {
            // `sync_folder` takes a file in the folder.
            files::sync_folder(&folder.join("x"))?;
        }
        Ok(())
    }

    /// Writes a manifest under its number, whole or not at all. From then on the backup counts.
    pub(crate) fn count_in(&self, manifest: &Manifest) -> Result<(), BackupTrouble> {
        let path = manifest_path(&self.root, manifest.head().number);
        if std::fs::symlink_metadata(&path).is_ok() {
            return Err(BackupTrouble::AlreadyThere);
        }
        Ok(files::write_whole(&path, manifest.text()?.as_bytes())?)
    }

    /// Takes a complete backup of ours away: its manifest. Its blocks go with [`BackupFolder::drop_unused`].
    pub(crate) fn drop_manifest(&self, number: u64) -> Result<(), BackupTrouble> {
        Ok(std::fs::remove_file(manifest_path(&self.root, number))?)
    }

    /// Makes it durable that manifests are gone. Before their blocks go: a manifest that came back without them after a
    /// power cut would be a backup that counts and does not restore.
    pub(crate) fn sync_manifests(&self) -> Result<(), BackupTrouble> {
        Ok(files::sync_folder(&self.root.join("x"))?)
    }

    /// Removes blocks no manifest names. A file is only ours if its content hashes to its name; any other stays.
    pub(crate) fn drop_unused(&self, used: &BTreeSet<BlockName>) -> Result<u64, BackupTrouble> {
        let mut dropped = 0;
        let blocks = self.root.join("blocks");
        let folders = match std::fs::read_dir(&blocks) {
            Ok(folders) => folders,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error.into()),
        };
        for folder in folders {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            for entry in std::fs::read_dir(folder.path())? {
                let entry = entry?;
                let name = entry.file_name();
                let Some(name) = name.to_str().and_then(BlockName::read) else { continue };
                if !used.contains(&name) && is_block(&entry.path(), &name) {
                    std::fs::remove_file(entry.path())?;
                    dropped += 1;
                }
            }
        }
        Ok(dropped)
    }
}

/// Keeps a damaged block under another name: never deleted, never overwritten. By a second name where the file system
/// has those, so that at no moment a block is missing that only this once did not read.
fn set_aside(path: &Path) -> Result<(), BackupTrouble> {
    for n in 1..1_000 {
        let mut aside = path.as_os_str().to_owned();
        aside.push(format!(".damaged-{n}"));
        if std::fs::symlink_metadata(&aside).is_err() {
            return Ok(std::fs::hard_link(path, &aside).or_else(|_| std::fs::rename(path, &aside))?);
        }
    }
    Err(BackupTrouble::Failed(Fault::File))
}

/// Whether the file at this place is a block of this name.
fn is_block(path: &Path, name: &BlockName) -> bool {
    let mut bytes = Vec::with_capacity(BLOCK);
    File::open(path).and_then(|file| file.take(BLOCK as u64 + 1).read_to_end(&mut bytes)).is_ok()
        && BlockName::of(&bytes) == *name
}

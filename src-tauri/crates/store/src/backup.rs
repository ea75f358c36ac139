//! Making a backup: the store's ciphertext as it stands at one moment, stored block by block, verified before it counts.
//!
//! The log is folded in and a second connection begins to read, both while nobody writes; as long as it reads, SQLite
//! does not touch the main file, whatever is written meanwhile. So the file's own pages can be copied behind the work.

use crate::backup_folder::{BackupFolder, read_vouched, reassemble};
use crate::backup_manifest::{BLOCK, BackupHead, Manifest};
use crate::open::{check_pages, connect, read_ends};
use crate::sql::{run, sql};
use crate::{BackupTrouble, Fault, Store, Thoroughness, place};
use journal::{Hash, Id};
use rusqlite::{Connection, OpenFlags};
use sealing::StoreKey;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Room left on the disk whatever is written.
const SPARE: u64 = 64 << 20;

/// The store at one moment, held still. Drop it, or let [`Snapshot::keep`] do so, and the log can be folded in again.
pub struct Snapshot {
    // The order matters: the reading connection ends before the file it reads may be closed.
    conn: Connection,
    file: Arc<File>,
    instance: Arc<place::Instance>,
    key: StoreKey,
    slots: String,
    store: Id,
    head: (u64, Hash),
    bytes: u64,
}

/// A backup that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it says of itself.
    pub head: BackupHead,
    /// Bytes stored that were not there before.
    pub added: u64,
}

impl Store {
    /// Holds the store still at this moment, to be kept as a backup while work goes on. `slots` is the slot file's text.
    ///
    /// # Errors
    /// [`BackupTrouble::Busy`] where the log cannot be folded in, for another backup is reading.
    pub fn snapshot(&self, key: &StoreKey, slots: &str) -> Result<Snapshot, BackupTrouble> {
        Snapshot::hold(&self.conn, self.path(), &self.file, &self.instance, key, slots)
    }
}

impl Snapshot {
    /// Holds what lies at this place still; `writer` is the one connection that writes there.
    pub(crate) fn hold(
        writer: &Connection,
        path: &Path,
        file: &Arc<File>,
        instance: &Arc<place::Instance>,
        key: &StoreKey,
        slots: &str,
    ) -> Result<Self, BackupTrouble> {
        let busy: i64 = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(BackupTrouble::Busy);
        }
        let conn = connect(path, OpenFlags::empty(), Some(key))?;
        conn.execute_batch("PRAGMA query_only = ON")?;
        run(&conn, sql!("backup/hold"), [])?;
        let (store, head) = read_ends(&conn)?;
        Ok(Self {
            conn,
            file: Arc::clone(file),
            instance: Arc::clone(instance),
            key: StoreKey::from_bytes(key.expose_bytes_dangerously()),
            slots: slots.to_owned(),
            store,
            head,
            bytes: file.metadata().map_err(|_| Fault::File)?.len(),
        })
    }

    /// The place and hash of the last act in it.
    #[must_use]
    pub const fn head(&self) -> (u64, Hash) {
        self.head
    }

    /// Stores the blocks that are not there yet, verifies the whole, and only then lets it count. `go_on` is asked at
    /// every block with how far it is; where it answers no, nothing counts.
    ///
    /// # Errors
    /// [`BackupTrouble`]; every backup made before still stands.
    pub fn keep(self, root: &Path, at_ms: i64, go_on: &mut dyn FnMut(u64, u64) -> bool) -> Result<Kept, BackupTrouble> {
        let mut folder = BackupFolder::open(root)?;
        // Once for blocks that are all new, once for the copy that is verified.
        room_for(root, self.bytes * 2)?;
        let number = folder.next_number()?;
        let total = self.bytes.div_ceil(BLOCK as u64);
        let mut blocks = Vec::new();
        let (mut added, mut at) = (0, 0);
        while at < self.bytes {
            if !go_on(blocks.len() as u64, total * 2) {
                return Err(BackupTrouble::Stopped);
            }
            let wanted = usize::try_from(self.bytes - at).unwrap_or(BLOCK).min(BLOCK);
            let mut bytes = vec![0; wanted];
            read_exactly_at(&self.file, &mut bytes, at)?;
            let (name, written) = folder.put(&bytes)?;
            blocks.push(name);
            added += written;
            at += wanted as u64;
        }
        folder.sync()?;
        let Self { conn, file, instance, key, slots, store, head, bytes } = self;
        drop((conn, file, instance));
        let head = BackupHead { store, number, made_at_ms: at_ms, bytes, head };
        let manifest = Manifest::vouched(head.clone(), &slots, blocks, &key)?;
        prove(&folder, root, &manifest, &key, &mut |done, total| go_on(total + done, total * 2))?;
        folder.count_in(&manifest)?;
        Ok(Kept { head, added })
    }
}

/// Reassembles a backup beside and looks into it: it opens, its pages are whole, its log ends where the manifest says.
fn prove(
    folder: &BackupFolder,
    blocks_in: &Path,
    manifest: &Manifest,
    key: &StoreKey,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), BackupTrouble> {
    let copy = folder.scratch("check");
    let proved = reassemble(blocks_in, manifest, &copy, go_on)
        .and_then(|()| look_inside(&copy, key, manifest.head(), Thoroughness::Pages));
    for ending in ["", "-wal", "-shm"] {
        // Sealed, ours, and swept the next time if it cannot be removed now.
        let _ = std::fs::remove_file(place::beside(&copy, ending));
    }
    proved
}

/// Whether a reassembled file is the store its manifest says, whole and to its last act.
pub(crate) fn look_inside(path: &Path, key: &StoreKey, wanted: &BackupHead, how: Thoroughness) -> Result<(), BackupTrouble> {
    let damaged = |fault| match fault {
        Fault::Damaged | Fault::Unreadable => BackupTrouble::Damaged,
        other => other.into(),
    };
    let conn = connect(path, OpenFlags::empty(), Some(key))?;
    crate::first_read::first_read(&conn, path, Some(key))?;
    check_pages(&conn, how).map_err(damaged)?;
    let (store, head) = read_ends(&conn).map_err(damaged)?;
    if store != wanted.store {
        return Err(BackupTrouble::OtherStore);
    }
    if head != wanted.head {
        return Err(BackupTrouble::HeadDiffers);
    }
    conn.close().map_err(|(_, error)| Fault::from(error))?;
    Ok(())
}

/// Verifies a backup that counts, without keeping anything: what every backup went through when it was made.
///
/// # Errors
/// [`BackupTrouble`], saying what is wrong with it.
pub fn verify_backup(
    root: &Path,
    number: u64,
    key: &StoreKey,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<BackupHead, BackupTrouble> {
    let folder = BackupFolder::open(root)?;
    let manifest = read_vouched(root, number, key)?;
    room_for(root, manifest.head().bytes)?;
    prove(&folder, root, &manifest, key, go_on)?;
    Ok(manifest.head().clone())
}

/// Copies a backup to another folder, storing only what is not there yet, and verifies it there before it counts there.
///
/// # Errors
/// [`BackupTrouble`]; the other folder's earlier backups still stand.
pub fn copy_backup(
    root: &Path,
    number: u64,
    second: &Path,
    key: &StoreKey,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Kept, BackupTrouble> {
    let manifest = read_vouched(root, number, key)?;
    let mut folder = BackupFolder::open(second)?;
    room_for(second, manifest.head().bytes * 2)?;
    let mut added = 0;
    let total = manifest.blocks().len() as u64;
    for (done, name) in (0..).zip(manifest.blocks()) {
        if !go_on(done, total * 2) {
            return Err(BackupTrouble::Stopped);
        }
        let bytes = crate::backup_folder::read_block(root, name)?;
        added += folder.put(&bytes)?.1;
    }
    folder.sync()?;
    let head = BackupHead { number: folder.next_number()?, ..manifest.head().clone() };
    let there = Manifest::vouched(head.clone(), manifest.slots(), manifest.blocks().to_vec(), key)?;
    prove(&folder, second, &there, key, &mut |done, total| go_on(total + done, total * 2))?;
    folder.count_in(&there)?;
    Ok(Kept { head, added })
}

/// Bytes that are free where a folder lies; nothing where the place does not say.
#[must_use]
pub fn free_at(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}

/// Refuses what would not fit, before anything is written.
pub(crate) fn room_for(folder: &Path, needed: u64) -> Result<(), BackupTrouble> {
    let needed = needed + SPARE;
    match free_at(folder) {
        Some(free) if free < needed => Err(BackupTrouble::NoRoom { needed, free }),
        // A place that does not say how much is free is tried; a full disk is an error of its own.
        Some(_) | None => Ok(()),
    }
}

#[cfg(unix)]
fn read_exactly_at(file: &File, bytes: &mut [u8], at: u64) -> Result<(), BackupTrouble> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)?;
    Ok(())
}

#[cfg(windows)]
fn read_exactly_at(file: &File, bytes: &mut [u8], at: u64) -> Result<(), BackupTrouble> {
    let mut done = 0;
    while done < bytes.len() {
        let read = std::os::windows::fs::FileExt::seek_read(file, &mut bytes[done..], at + done as u64)?;
        if read == 0 {
            return Err(BackupTrouble::Failed(Fault::File));
        }
        done += read;
    }
    Ok(())
}

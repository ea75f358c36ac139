//! Replacing the store key: a copy under the new key, verified, then the slot file, then the copy in the old one's place (K-22).

use crate::sql::sql;
use crate::{Fault, Store, connection, files, place, pragmas};
use rusqlite::{Connection, OpenFlags};
use sealing::StoreKey;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How long a backup told to stop is waited for: it looks at every block.
const WAIT: Duration = Duration::from_millis(20);
const WAITS: u32 = 250;

/// The copy under the new key, beside the store, until it takes its place.
fn rekeyed(path: &Path) -> PathBuf {
    place::beside(path, ".rekeyed")
}

impl Store {
    /// Replaces the store key. `commit` makes the slots with the new key durable: before it the old key opens the old
    /// file, after it the new key opens the copy, and [`Store::open`] finishes what a crash left between. The old file
    /// is gone afterwards; copies made of it earlier are not reached.
    ///
    /// # Errors
    /// What `commit` answers, or a [`Fault`]: the old key and the old file then stand, unless `commit` changed a slot file
    /// before it failed. Then the store has to be opened again.
    pub fn replace_key<E: From<Fault>>(
        &mut self,
        old: &StoreKey,
        new: &StoreKey,
        commit: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        let path = self.path().to_owned();
        self.let_backups_end()?;
        // Until the file is open again nothing may be written.
        self.broken.set(true);
        self.let_go()?;
        let slots = files::slots_beside(&path);
        let made = make_copy(&path, old, new).map_err(E::from).and_then(|()| commit());
        if let Err(error) = made {
            // A slot file that was written although its writing failed names the new key: then both files stay, and
            // opening tells by the key which of them is the store.
            if slots.is_ok() && files::slots_beside(&path) == slots {
                // Ours, under a name nobody else uses, and of no use without the slots that were not written.
                let _ = std::fs::remove_file(rekeyed(&path));
                self.take_up(&path, old)?;
            }
            return Err(error);
        }
        std::fs::rename(rekeyed(&path), &path).and_then(|()| files::sync_folder(&path)).map_err(|_| Fault::File)?;
        Ok(self.take_up(&path, new)?)
    }

    /// A backup that is being copied reads the file under its name: it has to let go before another takes that name.
    fn let_backups_end(&self) -> Result<(), Fault> {
        for _ in 0..WAITS {
            if Arc::strong_count(&self.file) == 1 {
                return Ok(());
            }
            std::thread::sleep(WAIT);
        }
        Err(Fault::Busy)
    }

    /// Folds the log in and closes the file; an empty database in memory stands in its place for the moment.
    fn let_go(&mut self) -> Result<(), Fault> {
        self.checkpoint()?;
        let held = std::mem::replace(&mut self.conn, connection::in_memory()?);
        held.close().map_err(|(_, error)| Fault::from(error))
    }

    fn take_up(&mut self, path: &Path, key: &StoreKey) -> Result<(), Fault> {
        // Before the connection: letting go of a file gives up SQLite's locks on it.
        self.file = Arc::new(File::open(path).map_err(|_| Fault::OpenAgain)?);
        let conn = keyed(path, key)?;
        pragmas::apply(&conn).map_err(|_| Fault::OpenAgain)?;
        self.conn = conn;
        self.broken.set(false);
        Ok(())
    }
}

/// Finishes what a crash left between the slot file and the change of files. Which of the two files is the store, the
/// key says: it opens one of them.
pub(crate) fn finish(path: &Path, key: &StoreKey) -> Result<(), Fault> {
    let copy = rekeyed(path);
    if !copy.try_exists().map_err(|_| Fault::File)? {
        return Ok(());
    }
    if opens(path, key) {
        return std::fs::remove_file(&copy).map_err(|_| Fault::File);
    }
    if opens(&copy, key) {
        std::fs::rename(&copy, path).and_then(|()| files::sync_folder(path)).map_err(|_| Fault::File)?;
    }
    // Neither opens: left as it is, for opening to say what is wrong.
    Ok(())
}

fn make_copy(path: &Path, old: &StoreKey, new: &StoreKey) -> Result<(), Fault> {
    let copy = rekeyed(path);
    std::fs::copy(path, &copy).map_err(|error| match error.kind() {
        std::io::ErrorKind::StorageFull => Fault::Full,
        _ => Fault::File,
    })?;
    let conn = keyed(&copy, old)?;
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    pragmas::rekey(&conn, new)?;
    conn.close().map_err(|(_, error)| Fault::from(error))?;
    let conn = keyed(&copy, new)?;
    let sound: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let bad_page = conn.prepare("PRAGMA cipher_integrity_check")?.exists([])?;
    conn.close().map_err(|(_, error)| Fault::from(error))?;
    if sound != "ok" || bad_page {
        return Err(Fault::Damaged);
    }
    File::open(&copy).and_then(|file| file.sync_all()).map_err(|_| Fault::File)
}

fn keyed(path: &Path, key: &StoreKey) -> Result<Connection, Fault> {
    let conn = connection::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    pragmas::key(&conn, key)?;
    Ok(conn)
}

fn opens(path: &Path, key: &StoreKey) -> bool {
    keyed(path, key).is_ok_and(|conn| conn.query_row(sql!("meta/tables"), [], |row| row.get::<_, i64>(0)).is_ok())
}

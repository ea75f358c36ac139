//! Bringing an older store up to this program's schema: only once a verified copy of it stands.

use crate::backup::Snapshot;
use crate::migrate::{SCHEMA_VERSION, known_schema, migrate};
use crate::open::{checkpoint, connect};
use crate::{Entropy, Fault, OpenTrouble, Store, first_read, place, pragmas, rekey};
use journal::Id;
use rusqlite::{Connection, OpenFlags};
use sealing::StoreKey;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// Where the copy goes that is made first.
#[derive(Debug, Clone, Copy)]
pub struct CopyBefore<'a> {
    /// The backup folder. The copy is a backup like any other: it is listed, restored and thinned with them.
    pub backups: &'a Path,
    /// The slot file's text, which opens the copy.
    pub slots: &'a str,
    /// Now, in Unix milliseconds.
    pub at_ms: i64,
}

impl Store {
    /// Opens an older store by bringing it up to this program's schema: a verified backup first, then every step in one
    /// transaction. Stopped anywhere, the store has the old schema or the new one. One that has this schema is only opened.
    ///
    /// # Errors
    /// [`OpenTrouble::NotBroughtUp`] where the copy could not be made, or a step not taken: the store is as it was.
    /// Otherwise as [`Store::open`].
    pub fn bring_up(
        path: &Path,
        key: &StoreKey,
        expected: Option<Id>,
        entropy: Box<dyn Entropy>,
        copy: CopyBefore<'_>,
    ) -> Result<Self, OpenTrouble> {
        place::look(path)?;
        let instance = Arc::new(place::take(path)?);
        rekey::finish(path, key)?;
        // Before the connection, so that it is closed after it: as in an open store.
        let file = Arc::new(File::open(path).map_err(|_| OpenTrouble::ReadOnlyPlace)?);
        if let Some((conn, schema)) = older(path, key)? {
            Snapshot::hold(&conn, path, &file, &instance, key, copy.slots)
                .and_then(|snapshot| snapshot.keep(copy.backups, copy.at_ms, &mut |_, _| true))
                .map_err(OpenTrouble::NotBroughtUp)?;
            take_steps(conn, schema)?;
        }
        drop(file);
        Self::open_locked(path, Some(key), expected, entropy, instance)
    }

    /// Opens a copy whose original stands elsewhere, such as a restored backup. An older one is brought up without a copy
    /// of its own.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_copy(path: &Path, key: &StoreKey, expected: Option<Id>, entropy: Box<dyn Entropy>) -> Result<Self, OpenTrouble> {
        place::look(path)?;
        let instance = place::take(path)?;
        if let Some((conn, schema)) = older(path, key)? {
            take_steps(conn, schema)?;
        }
        Self::open_locked(path, Some(key), expected, entropy, instance)
    }
}

/// A connection to a store of an older schema, and which; nothing where it has this program's.
fn older(path: &Path, key: &StoreKey) -> Result<Option<(Connection, u32)>, OpenTrouble> {
    let conn = connect(path, OpenFlags::empty(), Some(key))?;
    first_read::first_read(&conn, path, Some(key))?;
    let schema = known_schema(&conn)?;
    if schema == SCHEMA_VERSION {
        return Ok(None);
    }
    pragmas::apply(&conn)?;
    Ok(Some((conn, schema)))
}

fn take_steps(conn: Connection, schema: u32) -> Result<(), OpenTrouble> {
    let taken = migrate(&conn, schema, |_| Ok(())).and_then(|()| checkpoint(&conn));
    let closed = conn.close().map_err(|(_, error)| Fault::from(error));
    taken.and(closed).map_err(|fault| OpenTrouble::NotBroughtUp(fault.into()))
}

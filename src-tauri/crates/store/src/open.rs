//! Founding a store and opening one: two separate ways, so that a missing store is never made by accident.

use crate::compartments::OpenKeys;
use crate::migrate::{SCHEMA_VERSION, known_schema, migrate};
use crate::names::Names;
use crate::place::{self, Instance};
use crate::restricted::Restricted;
use crate::sql::{first, run, sql};
use crate::{CreateTrouble, Entropy, Fault, OpenTrouble, connection, files, first_read, pragmas, rekey};
use journal::{Hash, Id};
use rusqlite::{Connection, OpenFlags};
use sealing::StoreKey;
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a new store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Founding {
    /// The store's own id, which the slot file names too.
    pub store: Id,
    /// This device.
    pub device: Id,
    /// Now, in Unix milliseconds.
    pub at_ms: i64,
}

/// An open store. One connection, one writer; share it behind a `Mutex`.
pub struct Store {
    pub(crate) conn: Connection,
    pub(crate) names: Names,
    pub(crate) entropy: RefCell<Box<dyn Entropy>>,
    pub(crate) device: Id,
    pub(crate) device_n: i64,
    pub(crate) head: Cell<(u64, Hash)>,
    /// The log's Merkle tree as far as it was asked for.
    pub(crate) log: RefCell<journal::Frontier>,
    /// Keys of the compartments this session opened, and the index of their words; both gone with the store.
    pub(crate) opened: RefCell<OpenKeys>,
    pub(crate) session_index: RefCell<Option<Connection>>,
    /// Which cases are restricted, and the index of those this session opened.
    pub(crate) restricted: Restricted,
    /// Set while a write runs and cleared when it ended well; still set means the caches may be wrong.
    pub(crate) unsettled: Cell<bool>,
    /// Set by a disk error: the connection is not written again.
    pub(crate) broken: Cell<bool>,
    pub(crate) draft_key: zeroize::Zeroizing<[u8; 32]>,
    store: Id,
    made_at_ms: i64,
    path: PathBuf,
    /// The file itself, held for backups. POSIX gives up SQLite's locks when any handle to the file is closed, so this one
    /// stands below the connection: it is closed after it.
    pub(crate) file: Arc<File>,
    pub(crate) instance: Arc<Instance>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("store", &self.store).finish_non_exhaustive()
    }
}

impl Store {
    /// Founds a store where nothing is. It is built under another name and takes its place whole.
    ///
    /// # Errors
    /// [`CreateTrouble::AlreadyThere`] if anything lies there; otherwise as when opening.
    pub fn create(path: &Path, key: &StoreKey, founding: Founding, mut entropy: Box<dyn Entropy>) -> Result<Self, CreateTrouble> {
        let instance = place::take(path)?;
        if place::is_taken(path) {
            return Err(CreateTrouble::AlreadyThere);
        }
        let making = place::beside(path, &format!(".{}.making", founding.store));
        if place::is_taken(&making) {
            return Err(CreateTrouble::AlreadyThere);
        }
        let mut draft_key = zeroize::Zeroizing::new([0; 32]);
        entropy.fill(draft_key.as_mut_slice())?;
        let conn = connect(&making, OpenFlags::SQLITE_OPEN_CREATE, Some(key))?;
        pragmas::apply(&conn)?;
        conn.pragma_update(None, "application_id", pragmas::APPLICATION_ID)?;
        migrate(&conn, 0, |conn| {
            let device = Names::default().device_number(conn, founding.device)?;
            let values = (founding.store.0, device, founding.at_ms, draft_key.as_slice());
            run(conn, sql!("meta/found"), values).map(|_| ())
        })?;
        checkpoint(&conn)?;
        conn.close().map_err(|(_, error)| Fault::from(error))?;
        std::fs::rename(&making, path).and_then(|()| files::sync_folder(path)).map_err(|_| Fault::File)?;
        Ok(Self::open_locked(path, Some(key), Some(founding.store), entropy, instance)?)
    }

    /// Looks, without a key, whether what lies there can be a store at all.
    ///
    /// # Errors
    /// [`OpenTrouble`] where it cannot.
    pub fn look(path: &Path) -> Result<(), OpenTrouble> {
        place::look(path)
    }

    /// Opens a store that is there. Never creates, never repairs, never overwrites (K-9), and never changes an older
    /// schema: that is for [`Store::bring_up`].
    ///
    /// `expected` is the store the slot file names; nothing where it is not known yet.
    ///
    /// # Errors
    /// See [`OpenTrouble`].
    pub fn open(path: &Path, key: &StoreKey, expected: Option<Id>, entropy: Box<dyn Entropy>) -> Result<Self, OpenTrouble> {
        place::look(path)?;
        let instance = place::take(path)?;
        rekey::finish(path, key)?;
        Self::open_locked(path, Some(key), expected, entropy, instance)
    }

    pub(crate) fn open_locked(
        path: &Path,
        key: Option<&StoreKey>,
        expected: Option<Id>,
        entropy: Box<dyn Entropy>,
        instance: impl Into<Arc<Instance>>,
    ) -> Result<Self, OpenTrouble> {
        let file = File::open(path).map_err(|_| OpenTrouble::ReadOnlyPlace)?;
        let conn = connect(path, OpenFlags::empty(), key)?;
        first_read::first_read(&conn, path, key)?;
        if conn.is_readonly("main")? {
            return Err(OpenTrouble::ReadOnlyPlace);
        }
        let schema = known_schema(&conn)?;
        if schema < SCHEMA_VERSION {
            return Err(OpenTrouble::OlderSchema { found: schema, known: SCHEMA_VERSION });
        }
        pragmas::apply(&conn)?;
        checkpoint(&conn)?;
        let names = Names::default();
        let meta = read_meta(&conn)?;
        if expected.is_some_and(|wanted| wanted != meta.store) {
            return Err(OpenTrouble::OtherStore);
        }
        Ok(Self {
            device: names.device(&conn, meta.device)?,
            device_n: meta.device,
            head: Cell::new(meta.head),
            log: RefCell::default(),
            opened: RefCell::default(),
            session_index: RefCell::new(None),
            restricted: Restricted::none()?,
            unsettled: Cell::new(false),
            broken: Cell::new(false),
            draft_key: meta.draft_key,
            store: meta.store,
            made_at_ms: meta.made_at_ms,
            path: path.to_owned(),
            entropy: RefCell::new(entropy),
            file: Arc::new(file),
            instance: instance.into(),
            names,
            conn,
        })
    }

    /// The store's own id.
    #[must_use]
    pub const fn store_id(&self) -> Id {
        self.store
    }

    /// This device.
    #[must_use]
    pub const fn device(&self) -> Id {
        self.device
    }

    /// When it was founded, in Unix milliseconds.
    #[must_use]
    pub const fn made_at_ms(&self) -> i64 {
        self.made_at_ms
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The place and hash of the last act: what is remembered outside the store.
    #[must_use]
    pub fn audit_head(&self) -> (u64, Hash) {
        self.head.get()
    }

    /// A fresh id for this time in Unix milliseconds.
    ///
    /// # Errors
    /// [`Fault::Sealing`] if there is no randomness.
    pub fn fresh_id(&self, at_ms: i64) -> Result<Id, Fault> {
        self.entropy.borrow_mut().id(at_ms)
    }

    /// Leaves the sign that this instance is alive. Not an act.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn beat(&self, at_ms: i64) -> Result<(), Fault> {
        run(&self.conn, sql!("meta/beat"), [at_ms]).map(|_| ())
    }

    /// Folds the write-ahead log into the file; done on locking, and before a copy is made.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn checkpoint(&self) -> Result<(), Fault> {
        checkpoint(&self.conn)
    }

    /// Checks the database's own structure: quickly (pages and foreign keys) or in full, which takes long.
    /// Never run before the first read of an opened store. Opening does that read.
    ///
    /// # Errors
    /// [`Fault::Damaged`] at the first thing wrong.
    pub fn check(&self, how: Thoroughness) -> Result<(), Fault> {
        check_pages(&self.conn, how)
    }

    /// Closes the store: the log is folded in and the lock let go.
    ///
    /// # Errors
    /// A fault of the database; the store is closed all the same.
    pub fn close(self) -> Result<(), Fault> {
        let folded = checkpoint(&self.conn);
        self.conn.close().map_err(|(_, error)| Fault::from(error))?;
        folded
    }
}

/// How thoroughly the database is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thoroughness {
    /// Structure and foreign keys.
    Quick,
    /// Also every page against its seal.
    Pages,
    /// Also every index against its table.
    Full,
}

pub(crate) fn check_pages(conn: &Connection, how: Thoroughness) -> Result<(), Fault> {
    let wanted = match how {
        Thoroughness::Quick | Thoroughness::Pages => "quick_check(1)",
        Thoroughness::Full => "integrity_check(1)",
    };
    let answer: String = conn.query_row(&format!("PRAGMA {wanted}"), [], |r| r.get(0))?;
    if answer != "ok" {
        return Err(Fault::Damaged);
    }
    let mut asked = vec!["foreign_key_check"];
    if how != Thoroughness::Quick {
        asked.push("cipher_integrity_check");
    }
    for pragma in asked {
        if conn.prepare(&format!("PRAGMA {pragma}"))?.exists([])? {
            return Err(Fault::Damaged);
        }
    }
    Ok(())
}

/// Whose store it is and where its log ends.
pub(crate) fn read_ends(conn: &Connection) -> Result<(Id, (u64, Hash)), Fault> {
    read_meta(conn).map(|meta| (meta.store, meta.head))
}

struct Meta {
    store: Id,
    device: i64,
    made_at_ms: i64,
    draft_key: zeroize::Zeroizing<[u8; 32]>,
    head: (u64, Hash),
}

fn read_meta(conn: &Connection) -> Result<Meta, Fault> {
    first(conn, sql!("meta/read"), [], |row| {
        Ok(Meta {
            store: Id(row.get("store")?),
            device: row.get("device")?,
            made_at_ms: row.get("made_at")?,
            draft_key: zeroize::Zeroizing::new(row.get("draft_key")?),
            head: (row.get::<_, i64>("act_seq")?.unsigned_abs(), Hash(row.get("act_hash")?)),
        })
    })?
    .ok_or(Fault::Damaged)
}

pub(crate) fn connect(path: &Path, more: OpenFlags, key: Option<&StoreKey>) -> Result<Connection, OpenTrouble> {
    let conn = connection::open(path, OpenFlags::SQLITE_OPEN_READ_WRITE | more)?;
    if let Some(key) = key {
        pragmas::key(&conn, key)?;
    }
    Ok(conn)
}

pub(crate) fn checkpoint(conn: &Connection) -> Result<(), Fault> {
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

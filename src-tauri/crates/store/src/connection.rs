//! Every connection to SQLite is made here, so that the first one is made alone.

use rusqlite::{Connection, OpenFlags, Result};
use std::path::Path;
use std::sync::Once;

/// SQLite calls itself initialised before SQLCipher's part has run. A thread that opened in between would find no cipher
/// and be refused its key, so all others wait until one connection stood.
static FIRST: Once = Once::new();

fn after_the_first() {
    // If it fails, so does the connection that is asked for, and that one is told.
    FIRST.call_once(|| drop(Connection::open_in_memory()));
}

pub(crate) fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    after_the_first();
    // Each connection is used by one thread at a time.
    Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
}

pub(crate) fn in_memory() -> Result<Connection> {
    after_the_first();
    Connection::open_in_memory()
}

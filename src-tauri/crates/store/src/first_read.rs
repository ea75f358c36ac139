//! The first read of a store: whether the key fits, and if it does not, whether it is the key or the first page.

use crate::sql::sql;
use crate::{Fault, OpenTrouble, connection, place, pragmas};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use sealing::StoreKey;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;

/// Bytes of a page: SQLCipher's default, which founding keeps.
const PAGE: usize = 4096;

/// Pages looked at when the first one does not open.
const LOOKED_AT: usize = 8;

/// Reads for the first time. This also replays what a crash left in the log.
pub(crate) fn first_read(conn: &Connection, path: &Path, key: Option<&StoreKey>) -> Result<(), OpenTrouble> {
    let read = conn.query_row(sql!("meta/tables"), [], |row| row.get::<_, i64>(0));
    match read {
        Ok(_) => Ok(()),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) if later_pages_open(path, key) => Err(OpenTrouble::DamagedHeader),
            Some(ErrorCode::NotADatabase) => Err(OpenTrouble::NotOurs),
            Some(ErrorCode::DatabaseCorrupt) => Err(OpenTrouble::DamagedHeader),
            Some(_) | None => Err(error.into()),
        },
    }
}

/// Whether a page after the first opens with this key: then the key is right and the first page is what is damaged.
/// Looked at in a short copy beside the store (still sealed, removed again), because the check reads a file to its end.
fn later_pages_open(path: &Path, key: Option<&StoreKey>) -> bool {
    let copy = place::beside(path, ".probe");
    let Some(key) = key else { return false };
    let Ok(pages) = copy_start(path, &copy) else {
        return false;
    };
    let bad = bad_pages(&copy, key);
    // Our own copy; if it cannot be removed it holds nothing but sealed pages.
    let _ = std::fs::remove_file(&copy);
    bad.is_ok_and(|bad| bad > 0 && bad < pages)
}

/// Copies the first pages to a place where nothing is; how many they are.
fn copy_start(path: &Path, copy: &Path) -> std::io::Result<usize> {
    let mut start = Vec::with_capacity(LOOKED_AT * PAGE);
    File::open(path)?.take((LOOKED_AT * PAGE) as u64).read_to_end(&mut start)?;
    let mut file = OpenOptions::new().write(true).create_new(true).open(copy)?;
    file.write_all(&start)?;
    Ok(start.len() / PAGE)
}

fn bad_pages(copy: &Path, key: &StoreKey) -> Result<usize, Fault> {
    let conn = connection::open(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    pragmas::key(&conn, key)?;
    let mut statement = conn.prepare("PRAGMA cipher_integrity_check")?;
    Ok(statement.query_map([], |_| Ok(()))?.count())
}

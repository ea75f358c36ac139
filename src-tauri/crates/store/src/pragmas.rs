//! How the file is opened: the key in a wiped buffer, every setting of R-2 set and read back.

use crate::{Fault, OpenTrouble};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use sealing::StoreKey;
use std::fmt::Write;
use zeroize::Zeroizing;

/// "HFST": the application id in the header of every store.
pub(crate) const APPLICATION_ID: i32 = 0x4846_5354;

/// The first SQLite without the WAL-reset fault.
const OLDEST_SQLITE: i32 = 3_051_003;

/// Settings of R-2 and what they read back as.
const SETTINGS: [(&str, &str, i64); 8] = [
    ("synchronous", "EXTRA", 3),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("mmap_size", "0", 0),
    ("trusted_schema", "OFF", 0),
    ("temp_store", "MEMORY", 2),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
];

/// Gives the connection its key (K-2). Nothing is read yet, so a wrong key is not noticed here. SQLCipher keeps keys in
/// locked memory of its own; `cipher_memory_security`, which locks and wipes every other allocation too, stays off:
/// docs/decisions/0003-the-store.md.
pub(crate) fn key(conn: &Connection, key: &StoreKey) -> Result<(), Fault> {
    conn.execute_batch("PRAGMA cipher_log_level = NONE")?;
    conn.execute_batch(&spelled("key", key))?;
    Ok(())
}

/// Puts the whole file under another key; every page is written anew.
pub(crate) fn rekey(conn: &Connection, key: &StoreKey) -> Result<(), Fault> {
    conn.execute_batch(&spelled("rekey", key))?;
    Ok(())
}

fn spelled(pragma: &str, key: &StoreKey) -> Zeroizing<String> {
    // Long enough from the start, so that growing leaves no copy behind.
    let mut text = Zeroizing::new(String::with_capacity(96));
    text.push_str("PRAGMA ");
    text.push_str(pragma);
    text.push_str(" = \"x'");
    for byte in key.expose_bytes_dangerously() {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.push_str("'\"");
    text
}

/// Applies every setting and reads each back.
pub(crate) fn apply(conn: &Connection) -> Result<(), OpenTrouble> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(OpenTrouble::SqliteTooOld);
    }
    conn.set_prepared_statement_cache_capacity(192);
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |r| r.get(0))?;
    if mode != "wal" {
        return Err(OpenTrouble::PragmaMismatch("journal_mode"));
    }
    for (name, value, _) in SETTINGS {
        conn.execute_batch(&format!("PRAGMA {name} = {value}"))?;
    }
    // 64 MiB of pages and a log that is folded in at 16 MiB, on a clinic laptop of 4 GB.
    conn.execute_batch("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;")?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    read_back(conn)
}

/// Compares every setting with what it has to be.
pub(crate) fn read_back(conn: &Connection) -> Result<(), OpenTrouble> {
    for (name, _, wanted) in SETTINGS {
        let found: Option<Value> = {
            let mut statement = conn.prepare(&format!("PRAGMA {name}"))?;
            let mut rows = statement.query([])?;
            match rows.next()? {
                Some(row) => Some(row.get(0)?),
                None => None,
            }
        };
        let matches = match found {
            Some(Value::Integer(n)) => n == wanted,
            Some(Value::Text(text)) => text.parse() == Ok(wanted),
            // A setting of another platform (mmap where it is compiled out) answers nothing.
            None => wanted == 0,
            Some(Value::Null | Value::Real(_) | Value::Blob(_)) => false,
        };
        if !matches {
            return Err(OpenTrouble::PragmaMismatch(name));
        }
    }
    if !conn.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE)? {
        return Err(OpenTrouble::PragmaMismatch("defensive"));
    }
    Ok(())
}

//! A store as an earlier version left it: today's store, put into a file that only the first migrations made.

use rusqlite::Connection;
use std::path::Path;

const STEPS: [&str; 4] = [
    include_str!("../../migrations/0001_store.sql"),
    include_str!("../../migrations/0002_log.sql"),
    include_str!("../../migrations/0003_compartments.sql"),
    include_str!("../../migrations/0004_sharing.sql"),
];

/// The oldest schema and the last one before today's.
pub const OLDER: [usize; 2] = [1, STEPS.len()];

/// Makes the closed store at this place one of an older schema. What that schema has no table for is left out.
pub fn make_older(path: &Path, key: &[u8; 32], schema: usize) {
    let newer = path.with_extension("newer");
    std::fs::rename(path, &newer).unwrap();
    let hex: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let conn = Connection::open(path).unwrap();
    conn.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF")).unwrap();
    STEPS[..schema].iter().for_each(|step| conn.execute_batch(step).unwrap());
    conn.execute(include_str!("older/attach.sql"), (newer.to_str().unwrap(), format!("x'{hex}'"))).unwrap();
    conn.execute_batch(include_str!("older/fill.sql")).unwrap();
    conn.pragma_update(None, "user_version", schema as i64).unwrap();
    conn.close().unwrap();
    std::fs::remove_file(newer).unwrap();
}

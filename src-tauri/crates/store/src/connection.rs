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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pragmas;
    use sealing::StoreKey;
    use std::process::Command;
    use std::sync::Barrier;

    /// What only the first moments of a process show: asked for by name, it is one such process.
    const FIRST_MOMENTS: &str = "HOLDFAST_FIRST_MOMENTS";

    fn first_moments() {
        let (folder, start) = (tempfile::tempdir().unwrap(), Barrier::new(8));
        std::thread::scope(|threads| {
            for n in 0..8 {
                let (path, start) = (folder.path().join(n.to_string()), &start);
                threads.spawn(move || {
                    start.wait();
                    let conn = open(&path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE).unwrap();
                    pragmas::key(&conn, &StoreKey::from_bytes(&[0x42; 32])).unwrap();
                });
            }
        });
    }

    #[test]
    fn threads_that_open_in_the_first_moments_of_a_process_all_have_the_cipher() {
        if std::env::var_os(FIRST_MOMENTS).is_some() {
            first_moments();
            return;
        }
        let this = "connection::tests::threads_that_open_in_the_first_moments_of_a_process_all_have_the_cipher";
        // Without the first connection alone, 23 of 3,000 such processes had a thread that found no cipher.
        for _ in 0..600 {
            let mut process = Command::new(std::env::current_exe().unwrap());
            let ran = process.args(["--exact", this]).env(FIRST_MOMENTS, "1").output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
            assert!(String::from_utf8_lossy(&ran.stdout).contains("1 passed"));
        }
    }
}

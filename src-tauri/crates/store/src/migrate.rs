//! The schema, forward only, in one transaction with its number.

use crate::{Fault, OpenTrouble, connection, pragmas};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// The steps in order; the number of a step is its place, from 1.
const STEPS: [&str; 5] = [
    include_str!("../migrations/0001_store.sql"),
    include_str!("../migrations/0002_log.sql"),
    include_str!("../migrations/0003_compartments.sql"),
    include_str!("../migrations/0004_sharing.sql"),
    include_str!("../migrations/0005_laptops.sql"),
];

/// The schema this program knows.
pub const SCHEMA_VERSION: u32 = STEPS.len() as u32;

/// Takes every step the store has not taken, all or none, and then what the caller adds to the same transaction.
pub(crate) fn migrate(conn: &Connection, from: u32, then: impl FnOnce(&Connection) -> Result<(), Fault>) -> Result<(), Fault> {
    let transaction = Transaction::new_unchecked(conn, TransactionBehavior::Immediate)?;
    for step in STEPS.iter().skip(from as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    then(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// The schema of a file that is a store of ours; one newer than this program is not for it to touch.
pub(crate) fn known_schema(conn: &Connection) -> Result<u32, OpenTrouble> {
    let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let schema: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if application != pragmas::APPLICATION_ID || schema == 0 {
        return Err(OpenTrouble::NotOurs);
    }
    if schema > SCHEMA_VERSION {
        return Err(OpenTrouble::NewerSchema { found: schema, known: SCHEMA_VERSION });
    }
    Ok(schema)
}

/// The schema without anything in it, in memory.
pub(crate) fn schema_in_memory() -> Result<Connection, Fault> {
    let memory = connection::in_memory()?;
    // Numbers of the file stand here without the tables they come from.
    memory.pragma_update(None, "foreign_keys", false)?;
    migrate(&memory, 0, |_| Ok(()))?;
    Ok(memory)
}

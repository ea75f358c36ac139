//! What somebody with the store's key could do to the log behind the program's back, done to a copy of the example unit.

use crate::open::{checkpoint, connect};
use crate::sql::{first, sql};
use crate::{Fault, OpenTrouble, first_read};
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use sealing::StoreKey;
use std::path::Path;

/// Makes the act in the middle of the log say a time one minute later, past the guards that hold for every ordinary
/// statement, so that people can see what the check of the log finds. For copies of made-up stores alone; the act's place.
///
/// # Errors
/// As [`crate::Store::open`]; [`Fault::Damaged`] where there is no such act.
pub fn alter_an_act_for_show(copy: &Path, key: &StoreKey) -> Result<u64, OpenTrouble> {
    let conn = connect(copy, OpenFlags::empty(), Some(key))?;
    first_read::first_read(&conn, copy, Some(key))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    let altered = first(&conn, sql!("acts/alter_for_show"), [], |row| row.get::<_, i64>("seq"))?;
    checkpoint(&conn)?;
    conn.close().map_err(|(_, error)| Fault::from(error))?;
    Ok(altered.ok_or(Fault::Damaged)?.unsigned_abs())
}

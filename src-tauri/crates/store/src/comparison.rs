//! A store without a cipher, for nothing but measuring what the cipher costs. Built with the feature `bench` alone.

use crate::migrate::SCHEMA_VERSION;
use crate::sql::sql;
use crate::{Entropy, Fault, OpenTrouble, Store, place, pragmas};
use rusqlite::config::DbConfig;
use std::path::Path;

impl Store {
    /// Writes every table into a new file without a cipher. Never for anybody's data.
    ///
    /// # Errors
    /// [`Fault::Taken`] where something lies at the place; otherwise a fault of the database.
    pub fn copy_unkeyed_for_comparison(&self, path: &Path) -> Result<(), Fault> {
        if place::is_taken(path) {
            return Err(Fault::Taken);
        }
        // Our connections never create; an empty file is a database without tables.
        std::fs::File::create_new(path).map_err(|_| Fault::File)?;
        let conn = &self.conn;
        conn.execute(sql!("comparison/attach"), [path.to_str().ok_or(Fault::File)?])?;
        // Search tables are copied into the schema itself, which a defensive connection refuses.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
        let copied = conn.query_row(sql!("comparison/export"), [], |_| Ok(()));
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        copied?;
        conn.pragma_update(Some("plain"), "application_id", pragmas::APPLICATION_ID)?;
        conn.pragma_update(Some("plain"), "user_version", SCHEMA_VERSION)?;
        conn.execute(sql!("comparison/detach"), [])?;
        Ok(())
    }

    /// Opens a copy without a cipher.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_unkeyed_for_comparison(path: &Path, entropy: Box<dyn Entropy>) -> Result<Self, OpenTrouble> {
        let instance = place::take(path)?;
        Self::open_locked(path, None, None, entropy, instance)
    }
}

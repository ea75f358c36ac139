//! The texts of `queries/<subject>/<verb>.sql`, by name, and the small steps of asking them.

use crate::Fault;
use rusqlite::{Connection, OptionalExtension, Params, Row};

/// The text of `queries/<name>.sql`.
macro_rules! sql {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $name, ".sql"))
    };
}
pub(crate) use sql;

/// Runs a statement that answers nothing; how many rows it changed.
pub(crate) fn run(conn: &Connection, text: &str, params: impl Params) -> Result<usize, Fault> {
    Ok(conn.prepare_cached(text)?.execute(params)?)
}

/// Runs an insert; the number of the new row.
pub(crate) fn insert(conn: &Connection, text: &str, params: impl Params) -> Result<i64, Fault> {
    Ok(conn.prepare_cached(text)?.insert(params)?)
}

/// The first row, where there is one.
pub(crate) fn first<T>(
    conn: &Connection,
    text: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, Fault> {
    Ok(conn.prepare_cached(text)?.query_row(params, read).optional()?)
}

/// Every row.
pub(crate) fn all<T>(
    conn: &Connection,
    text: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Fault> {
    let mut statement = conn.prepare_cached(text)?;
    let rows = statement.query_map(params, read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The one number a counting statement answers.
pub(crate) fn count(conn: &Connection, text: &str, params: impl Params) -> Result<u64, Fault> {
    Ok(conn.prepare_cached(text)?.query_row(params, |row| row.get::<_, i64>(0))?.unsigned_abs())
}

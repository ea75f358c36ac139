//! The files between the laptops of one unit, what is confirmed of them, and what came and could not stand.

use crate::sql::{all, count, first, run, sql};
use crate::{Direction, Fault, Store, Writing};
use journal::{Hash, Id, sha256};

/// A file that went to or came from another laptop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LaptopFile {
    /// The other laptop.
    pub laptop: Id,
    /// Which way.
    pub direction: Direction,
    /// Its number, from 1 each way.
    pub sequence: u64,
    /// The bundle.
    pub bundle: Id,
    /// The hash of the file before it.
    pub previous: Hash,
    /// Its own.
    pub hash: Hash,
    /// When it was sealed, by the clock of whoever sealed it, in Unix milliseconds.
    pub sealed_at_ms: i64,
    /// When it was noted here, in Unix milliseconds.
    pub at_ms: i64,
    /// The last act of ours that a sent one holds.
    pub through: u64,
    /// Entries: of a received one those that were new here, of a sent one our own.
    pub changes: u64,
    /// When the other laptop took it in, by its own word.
    pub confirmed_at_ms: Option<i64>,
}

/// Something that came from another laptop and stands in nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldBack {
    /// Its number here.
    pub n: i64,
    /// The laptop whose file it came in.
    pub laptop: Id,
    /// The record.
    pub record: Id,
    /// Why, as a code.
    pub why: String,
    /// How many entries.
    pub entries: u64,
    /// When it came, in Unix milliseconds.
    pub at_ms: i64,
}

impl Store {
    /// The files one way between this laptop and another, the first first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn laptop_files(&self, laptop: Id, direction: Direction) -> Result<Vec<LaptopFile>, Fault> {
        all(&self.conn, sql!("laptops/files"), (laptop.0, direction.code()), |row| {
            let confirmed = row.get::<_, i64>("confirmed_at")?;
            Ok(LaptopFile {
                laptop,
                direction,
                sequence: row.get::<_, i64>("sequence")?.unsigned_abs(),
                bundle: Id(row.get("bundle")?),
                previous: Hash(row.get("previous")?),
                hash: Hash(row.get("hash")?),
                sealed_at_ms: row.get("sealed_at")?,
                at_ms: row.get("at")?,
                through: row.get::<_, i64>("through")?.unsigned_abs(),
                changes: row.get::<_, i64>("changes")?.unsigned_abs(),
                confirmed_at_ms: (confirmed != 0).then_some(confirmed),
            })
        })
    }

    /// How many entries this laptop wrote after this act.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn count_written_after(&self, act: u64) -> Result<u64, Fault> {
        count(&self.conn, sql!("laptops/count_ours"), (place(act)?, self.device_n))
    }

    /// What is held back, in the order it came.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn held_back(&self) -> Result<Vec<HeldBack>, Fault> {
        let rows = all(&self.conn, sql!("laptops/held_back"), [], |row| {
            let held = HeldBack {
                n: row.get("n")?,
                laptop: Id(row.get("laptop")?),
                record: Id(row.get("record")?),
                why: String::new(),
                entries: row.get::<_, i64>("entries")?.unsigned_abs(),
                at_ms: row.get("at")?,
            };
            Ok((row.get::<_, i64>("why")?, held))
        })?;
        rows.into_iter().map(|(why, held)| Ok(HeldBack { why: self.names.term(&self.conn, why)?.to_string(), ..held })).collect()
    }

    /// What came of something that is held back, as it came.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`] where it was let go.
    pub fn held_frame(&self, held: &HeldBack) -> Result<Vec<u8>, Fault> {
        let found = first(&self.conn, sql!("laptops/held_frame"), [held.n], |row| row.get("frame"))?;
        found.ok_or(Fault::UnknownRecord(held.record))
    }

    /// The entries a device wrote at this time or later by its own clock, but for those set aside already.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn written_by(&self, device: Id, from_ms: i64) -> Result<Vec<Id>, Fault> {
        all(&self.conn, sql!("laptops/by_device"), (device.0, from_ms), |row| row.get("id").map(Id))
    }
}

pub(crate) fn place(act: u64) -> Result<i64, Fault> {
    i64::try_from(act).map_err(|_| Fault::NotGenuine)
}

impl Writing<'_> {
    /// Notes a file that goes to or came from another laptop.
    ///
    /// # Errors
    /// [`Fault::Taken`] where one of this number was noted.
    pub fn note_laptop_file(&mut self, file: &LaptopFile) -> Result<(), Fault> {
        let values = rusqlite::params![
            self.store.names.device_number(&self.store.conn, file.laptop)?,
            file.direction.code(),
            place(file.sequence)?,
            file.bundle.0,
            file.previous.0,
            file.hash.0,
            file.sealed_at_ms,
            file.at_ms,
            place(file.through)?,
            place(file.changes)?,
        ];
        run(&self.store.conn, sql!("laptops/add_file"), values).map(|_| ())
    }

    /// Notes that another laptop says it took a file of ours in; whether it is one of ours that was not confirmed yet.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn confirm_laptop_file(&mut self, laptop: Id, sequence: u64, bundle: Id, hash: Hash, at_ms: i64) -> Result<bool, Fault> {
        let n = self.store.names.device_number(&self.store.conn, laptop)?;
        let values = (n, place(sequence)?, bundle.0, hash.0, at_ms.max(1));
        Ok(run(&self.store.conn, sql!("laptops/confirm"), values)? > 0)
    }

    /// Keeps what came and cannot stand. The same again is kept once.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn hold_back(&mut self, laptop: Id, record: Id, why: &str, entries: usize, frame: &[u8]) -> Result<(), Fault> {
        let conn = &self.store.conn;
        let device_n = self.store.names.device_number(conn, laptop)?;
        let why_n = self.store.names.term_number(conn, why)?;
        let digest = sha256(&[why.as_bytes(), b"\0", frame].concat());
        let many = i64::try_from(entries).unwrap_or(i64::MAX);
        let values = rusqlite::params![device_n, record.0, why_n, many, self.at_ms(), digest.0, frame];
        run(conn, sql!("laptops/hold_back"), values).map(|_| ())
    }

    /// Lets go of something that was held back and stands now.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn let_go(&mut self, held: &HeldBack) -> Result<(), Fault> {
        run(&self.store.conn, sql!("laptops/let_go"), [held.n]).map(|_| ())
    }
}

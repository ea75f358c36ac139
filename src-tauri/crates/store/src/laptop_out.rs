//! What another laptop of the unit has to be told: whole records that changed, behind walls as they lie.

use crate::carried::Aside;
use crate::history::RawEntry;
use crate::laptop_files::place;
use crate::laptop_sealed::SealedCarried;
use crate::names::maybe_id;
use crate::sql::{all, first, sql};
use crate::{Carried, Fault, Store};
use journal::{Encoding, Id};

/// A record as it goes to another laptop of our unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ForLaptop {
    /// One that everybody in the unit reads, or that was erased.
    Open(Carried),
    /// One behind a wall.
    Sealed(SealedCarried),
    /// One of a restricted case that somebody has to seal first, on this laptop.
    Waits,
}

/// An entry with its payload as it lies in the store; none where it was erased.
type SealedEntry = (journal::EntryHeader, Option<Vec<u8>>);

impl Store {
    /// The records that changed here after this act, in the order they were made, but for what that laptop wrote itself.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn changed_after(&self, act: u64, other_than: Id) -> Result<Vec<Id>, Fault> {
        all(&self.conn, sql!("laptops/changed"), (place(act)?, other_than.0), |row| row.get("id").map(Id))
    }

    /// A record with every entry known here.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn for_laptop(&self, record: Id) -> Result<ForLaptop, Fault> {
        let found = first(&self.conn, sql!("records/place"), [record.0], |row| {
            let terms: [i64; 3] = [row.get("kind")?, row.get("owner")?, row.get("category")?];
            let case = maybe_id(&row.get::<_, Vec<u8>>("case_id")?);
            Ok((row.get::<_, i64>("n")?, terms, case, row.get::<_, Option<[u8; 32]>>("key")?))
        })?;
        let (n, terms, case, key) = found.ok_or(Fault::UnknownRecord(record))?;
        if key.is_some() && self.is_yet_unsealed(n)? {
            return Ok(ForLaptop::Waits);
        }
        let [kind, owner, category] = terms.map(|n| self.names.term(&self.conn, n).map(|term| term.to_string()));
        let (kind, owner, category) = (kind?, owner?, category?);
        let wall = first(&self.conn, sql!("laptops/sealed_of"), [n], |row| {
            Ok((Id(row.get("id")?), row.get::<_, u32>("epoch")?, row.get::<_, Vec<u8>>("wrapped")?))
        })?;
        Ok(match wall {
            Some((compartment, epoch, wrapped)) => {
                let entries = self.sealed_entries(n)?;
                ForLaptop::Sealed(SealedCarried { record, kind, case, owner, category, compartment, epoch, wrapped, entries })
            }
            None => {
                let entries = self.carried_entries((record, n), self.under(n, key)?.as_ref(), Aside::Kept)?;
                ForLaptop::Open(Carried { record, kind, case, owner, category, entries })
            }
        })
    }

    fn sealed_entries(&self, n: i64) -> Result<Vec<SealedEntry>, Fault> {
        let rows = all(&self.conn, sql!("carried/entries"), [n], |row| Ok((RawEntry::read(row)?, row.get("sealed")?)))?;
        rows.into_iter().map(|(raw, sealed)| Ok((raw.header(self)?, sealed))).collect()
    }

    /// Whether a record was erased; nothing where it is not here.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn is_erased(&self, record: Id) -> Result<Option<bool>, Fault> {
        first(&self.conn, sql!("laptops/erased"), [record.0], |row| row.get("erased"))
    }

    /// Which import brought an entry of this record, entry by entry.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn brought_entries(&self, record: Id) -> Result<Vec<(Id, Id)>, Fault> {
        all(&self.conn, sql!("laptops/came"), [record.0], |row| Ok((Id(row.get("id")?), Id(row.get("import")?))))
    }

    /// The files beside a record as frames: each described, then its chunks. They are sealed as they lie; the key of one
    /// beside an open record is opened, because the record's own key is another on each laptop.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn file_frames(&self, record: Id) -> Result<Vec<Vec<u8>>, Fault> {
        let n = self.record_number(record)?;
        let key = first(&self.conn, sql!("records/place"), [record.0], |row| row.get::<_, Option<[u8; 32]>>("key"))?.flatten();
        let mut frames = Vec::new();
        let files = all(&self.conn, sql!("laptops/files_of"), [n], |row| {
            let lies = (row.get::<_, i64>("n")?, Id(row.get("id")?), row.get::<_, i64>("added_at")?);
            Ok((lies, row.get::<_, Vec<u8>>("wrapped")?, row.get::<_, Vec<u8>>("about")?))
        })?;
        for ((file_n, id, added_at), wrapped, about) in files {
            let mut out = Encoding::of("holdfast/laptop-file/v1");
            out.id(id).id(record).signed(added_at);
            match key {
                Some(_) => out.unsigned(0).bytes(self.open_file_key((n, record), key, id, &wrapped)?.as_slice()),
                None => out.unsigned(1).bytes(&wrapped),
            };
            frames.push(out.bytes(&about).finish());
            for (place, sealed) in all(&self.conn, sql!("attachments/chunks"), [file_n], |row| {
                Ok((row.get::<_, i64>("place")?.unsigned_abs(), row.get::<_, Vec<u8>>("sealed")?))
            })? {
                frames.push(Encoding::of("holdfast/laptop-chunk/v1").id(id).unsigned(place).bytes(&sealed).finish());
            }
        }
        Ok(frames)
    }
}

//! Whole streams of records, to be sent on, and which import brought what.

use crate::compartments::{PlaceOf, Under};
use crate::history::RawEntry;
use crate::names::maybe_id;
use crate::sql::{all, first, sql};
use crate::{Fault, Store};
use journal::{EntryHeader, Id, SALT_LENGTH};
use std::collections::BTreeSet;

/// What becomes of entries that were set aside when a record is carried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aside {
    /// They stay, and all that follows in their stream: another unit has nothing of them.
    LeftOut,
    /// They go too: the other laptop of our unit keeps the same journal.
    Kept,
}

/// An entry with what it commits to, as it goes from one unit to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedEntry {
    /// Its header, unchanged.
    pub header: EntryHeader,
    /// The salt of its commitment and its canonical plaintext; nothing where it was erased before it was sent.
    pub value: Option<([u8; SALT_LENGTH], Vec<u8>)>,
}

/// A record with every entry known here, by stream and in the order of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The record.
    pub record: Id,
    /// Its kind, as a code.
    pub kind: String,
    /// The case it belongs to; a case's own record names itself.
    pub case: Option<Id>,
    /// The agency that owns it, as a code.
    pub owner: String,
    /// Its category, as a code.
    pub category: String,
    /// The entries of all devices. Each stream begins with its first entry and has no gap.
    pub entries: Vec<CarriedEntry>,
}

/// An import that brought entries of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameFrom {
    /// The record of the import.
    pub import: Id,
    /// What it brought that stands or was replaced since, in the order taken in. Nothing that was set aside.
    pub entries: Vec<Id>,
}

/// An entry an import brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brought {
    /// The record it belongs to.
    pub record: Id,
    /// The entry.
    pub entry: Id,
    /// Whether it was set aside since.
    pub set_aside: bool,
}

/// A record's row as far as carrying needs it.
struct Row {
    n: i64,
    kind: i64,
    case: Option<Id>,
    owner: i64,
    category: i64,
    key: Option<[u8; 32]>,
    stands: bool,
}

impl Store {
    /// Whole streams of these records, each record once for each time it is named. What was set aside is left out, with
    /// everything after it in its stream: a stream is never cut in the middle.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`] where nothing stands of one; [`Fault::Closed`] where one lies in a compartment this session
    /// did not open.
    pub fn carried(&self, records: &[Id]) -> Result<Vec<Carried>, Fault> {
        records.iter().map(|record| self.carry(*record)).collect()
    }

    fn carry(&self, record: Id) -> Result<Carried, Fault> {
        let found = first(&self.conn, sql!("records/place"), [record.0], |row| {
            Ok(Row {
                n: row.get("n")?,
                kind: row.get("kind")?,
                case: maybe_id(&row.get::<_, Vec<u8>>("case_id")?),
                owner: row.get("owner")?,
                category: row.get("category")?,
                key: row.get("key")?,
                stands: row.get("stands")?,
            })
        })?;
        let place = found.filter(|row| row.stands).ok_or(Fault::UnknownRecord(record))?;
        let term = |n| self.names.term(&self.conn, n).map(|term| term.to_string());
        Ok(Carried {
            record,
            kind: term(place.kind)?,
            case: place.case,
            owner: term(place.owner)?,
            category: term(place.category)?,
            entries: self.carried_entries((record, place.n), self.under(place.n, place.key)?.as_ref(), Aside::LeftOut)?,
        })
    }

    pub(crate) fn carried_entries(
        &self,
        (record, n): (Id, i64),
        under: Option<&Under>,
        aside: Aside,
    ) -> Result<Vec<CarriedEntry>, Fault> {
        let rows = all(&self.conn, sql!("carried/entries"), [n], |row| {
            let sealed = (row.get::<_, Option<[u8; SALT_LENGTH]>>("salt")?, row.get::<_, Option<Vec<u8>>>("sealed")?);
            Ok((RawEntry::read(row)?, sealed, row.get::<_, bool>("set_aside")?))
        })?;
        let mut entries = Vec::with_capacity(rows.len());
        let mut cut = BTreeSet::new();
        for (raw, sealed, set_aside) in rows {
            let header = raw.header(self)?;
            if set_aside && aside == Aside::LeftOut {
                cut.insert(header.stream);
            }
            if cut.contains(&header.stream) {
                continue;
            }
            let value = match (sealed, under) {
                ((Some(salt), Some(sealed)), Some(under)) => {
                    let place = PlaceOf { record, category: &header.category, entry: header.id };
                    let (salt, plain) = under.open(&place, &salt, &sealed)?.ok_or(Fault::Closed(record))?;
                    Some((salt, plain.to_vec()))
                }
                _ => None,
            };
            entries.push(CarriedEntry { header, value });
        }
        Ok(entries)
    }

    /// Which imports brought entries of a record that were not set aside, the first first. None: it was made here.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn came_from(&self, record: Id) -> Result<Vec<CameFrom>, Fault> {
        let rows =
            all(&self.conn, sql!("carried/came_from"), [record.0], |row| Ok((Id(row.get("import")?), Id(row.get("id")?))))?;
        let mut found: Vec<CameFrom> = Vec::new();
        for (import, entry) in rows {
            match found.iter_mut().find(|known| known.import == import) {
                Some(known) => known.entries.push(entry),
                None => found.push(CameFrom { import, entries: vec![entry] }),
            }
        }
        Ok(found)
    }

    /// What an import brought, in the order taken in. An entry that was set aside and came again belongs to the later import.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn imported_by(&self, import: Id) -> Result<Vec<Brought>, Fault> {
        all(&self.conn, sql!("carried/imported_by"), [import.0], |row| {
            Ok(Brought { record: Id(row.get("record")?), entry: Id(row.get("id")?), set_aside: row.get("set_aside")? })
        })
    }
}

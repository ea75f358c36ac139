//! What stands for a record, held against its entries: finds the old page put back and the edit with another tool.

use crate::compartments::PlaceOf;
use crate::history::RawEntry;
use crate::sql::{all, first, sql};
use crate::standing::Speaking;
use crate::verify::{FirstBad, bad_entry};
use crate::{Fault, Store};
use journal::{BrokenWhy, Hash, Id, Placed, record_hash};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What of a record's entries still has its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct VerifiedRecords {
    /// Records looked at.
    pub records: u64,
    /// Values held against their commitments.
    pub values: u64,
    /// Values in compartments that were not opened: only their headers could be checked.
    pub closed: u64,
    /// Attachments read to their end and held against their hashes.
    pub attachments: u64,
    /// Records whose values were lawfully destroyed.
    pub erased: u64,
}

/// Records read at once while they are walked.
const AT_ONCE: u32 = 64;

/// A stretch of the walk over every record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordsWalked {
    /// Where the next stretch goes on.
    pub after: u64,
    /// Whether every record was looked at.
    pub ended: bool,
    /// What was looked at in this stretch.
    pub counted: VerifiedRecords,
    /// Records that are not what their entries say, or do not read.
    pub bad: Vec<Id>,
}

impl Store {
    /// Verifies records as [`Store::verify_records`] does, from where the last stretch ended and for as long as `go_on`
    /// says; at least one. What does not fit is named, and the walk goes on behind it.
    ///
    /// # Errors
    /// A fault of the store that is no damage to one record.
    pub fn verify_stretch(&self, after: u64, go_on: &mut dyn FnMut() -> bool) -> Result<RecordsWalked, Fault> {
        let mut walked = RecordsWalked { after, ..RecordsWalked::default() };
        loop {
            let values = (i64::try_from(walked.after).unwrap_or(i64::MAX), AT_ONCE);
            let some = all(&self.conn, sql!("records/after"), values, |row| {
                Ok((row.get::<_, i64>("n")?, Id(row.get("id")?), row.get::<_, bool>("erased")?))
            })?;
            for (n, id, erased) in &some {
                match self.verify_one(*n, *id, *erased, &mut walked.counted) {
                    Ok(()) => {}
                    Err(FirstBad::Failed(fault)) if !is_damage(&fault) => return Err(fault),
                    Err(_) => walked.bad.push(*id),
                }
                walked.counted.records += 1;
                walked.counted.erased += u64::from(*erased);
                walked.after = n.unsigned_abs();
                if !go_on() {
                    return Ok(walked);
                }
            }
            if u32::try_from(some.len()).is_ok_and(|read| read < AT_ONCE) {
                walked.ended = true;
                return Ok(walked);
            }
        }
    }

    /// The case a record is filed under, read without its values.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn case_of_record(&self, record: Id) -> Result<Option<Id>, Fault> {
        let found = first(&self.conn, sql!("records/place"), [record.0], |row| row.get::<_, Vec<u8>>("case_id"))?;
        Ok(found.and_then(|case| Self::case_in(&case)))
    }

    /// Verifies every record: the heads its entries give are the heads that stand, and every value is the one its entry
    /// committed to. Walk the chains first: they say that the entries themselves are genuine.
    ///
    /// # Errors
    /// [`FirstBad`] with the first record or entry that does not fit.
    pub fn verify_records(&self) -> Result<VerifiedRecords, FirstBad> {
        let mut counted = VerifiedRecords::default();
        let mut statement = self.conn.prepare_cached(sql!("records/in_order"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (n, id) = (row.get::<_, i64>("n")?, Id(row.get("id")?));
            counted.records += 1;
            if row.get("erased")? {
                counted.erased += 1;
            }
            self.verify_one(n, id, row.get("erased")?, &mut counted)?;
        }
        Ok(counted)
    }

    /// Verifies one record as [`Store::verify_records`] does.
    ///
    /// # Errors
    /// [`FirstBad`] with the first entry or head that does not fit.
    pub fn verify_record(&self, record: Id) -> Result<(), FirstBad> {
        let n = self.record_number(record)?;
        let erased = first(&self.conn, sql!("records/place"), [record.0], |row| row.get("erased"))?;
        self.verify_one(n, record, erased.unwrap_or(false), &mut VerifiedRecords::default())
    }

    /// The hash of a record as it stands: over its heads' commitments (docs/journal-format.md 7). A witness of one record.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn record_hash(&self, record: Id) -> Result<Hash, Fault> {
        if !self.stands(record)? {
            return Err(Fault::UnknownRecord(record));
        }
        let n = self.record_number(record)?;
        let committed: HashMap<Id, Hash> = all(&self.conn, sql!("entries/of_record"), [record.0], RawEntry::read)?
            .iter()
            .map(|raw| Ok((raw.id, raw.header(self)?.commitment)))
            .collect::<Result<_, Fault>>()?;
        let standing = self.standing_heads(n)?;
        let heads: Vec<(Id, Hash)> =
            standing.values().flatten().filter_map(|id| committed.get(id).map(|hash| (*id, *hash))).collect();
        Ok(record_hash(record, &heads))
    }

    fn verify_one(&self, n: i64, record: Id, erased: bool, counted: &mut VerifiedRecords) -> Result<(), FirstBad> {
        let mut speaking = Speaking::default();
        let mut statement = self.conn.prepare_cached(sql!("entries/of_record"))?;
        let mut rows = statement.query([record.0])?;
        while let Some(row) = rows.next()? {
            let raw = RawEntry::read(row)?;
            let header = raw.header(self)?;
            if !row.get::<_, bool>("set_aside")? {
                let parents = header.parents.iter().copied().collect();
                speaking.add(Placed { id: header.id, field: header.field.clone(), parents });
            }
            let key: Option<[u8; 32]> = row.get("key")?;
            let sealed: Option<Vec<u8>> = row.get("sealed")?;
            let salt: Option<[u8; 16]> = row.get("salt")?;
            let (Some(under), Some(sealed), Some(salt)) = (self.under(n, key)?, sealed, salt) else {
                // Erased here, or before another device sent it; a value of our own does not go missing otherwise.
                if !erased && header.device == self.device {
                    return Err(bad_entry(header.id, header.seq, BrokenWhy::Value));
                }
                continue;
            };
            let place = PlaceOf { record, category: &header.category, entry: header.id };
            let opened = match under.open(&place, &salt, &sealed) {
                Ok(Some(opened)) => opened,
                Ok(None) => {
                    counted.closed += 1;
                    continue;
                }
                Err(_) => return Err(bad_entry(header.id, header.seq, BrokenWhy::Value)),
            };
            if journal::commitment(header.id, &opened.0, &opened.1) != header.commitment {
                return Err(bad_entry(header.id, header.seq, BrokenWhy::Value));
            }
            counted.values += 1;
        }
        if speaking.heads() != self.standing_heads(n)? {
            return Err(FirstBad::Record { record });
        }
        match self.prove_attachments(record) {
            Ok(proven) => counted.attachments += proven,
            Err(Fault::Unreadable) => return Err(FirstBad::Record { record }),
            Err(fault) => return Err(fault.into()),
        }
        Ok(())
    }

    /// The heads as the tables have them, by field.
    fn standing_heads(&self, n: i64) -> Result<BTreeMap<String, BTreeSet<Id>>, Fault> {
        let rows = all(&self.conn, sql!("records/heads"), [n], |row| Ok((row.get::<_, i64>("field")?, Id(row.get("id")?))))?;
        let mut heads: BTreeMap<String, BTreeSet<Id>> = BTreeMap::new();
        for (field, id) in rows {
            heads.entry(self.names.term(&self.conn, field)?.to_string()).or_default().insert(id);
        }
        Ok(heads)
    }
}

/// Whether a fault says that what was read is damaged, rather than that it could not be read just now.
const fn is_damage(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Damaged
            | Fault::Unreadable
            | Fault::NotGenuine
            | Fault::NotCanonical(_)
            | Fault::UnknownRecord(_)
            | Fault::UnknownEntry(_)
            | Fault::UnknownAttachment(_)
    )
}

//! Entries of another device: taken in as they are, once, and the heads found again from everything known.

use crate::compartments::PlaceOf;
use crate::entering::Standing;
use crate::sql::{all, first, run, sql};
use crate::{Fault, Placing, Writing};
use journal::{EntryHeader, Heads, Id, Placed, SALT_LENGTH, commitment, stream_id};
use std::collections::{BTreeSet, HashMap};

/// An entry of another device with what it commits to.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// Its header, unchanged.
    pub header: EntryHeader,
    /// The salt of its commitment and its canonical plaintext; nothing where it was erased before it was sent.
    pub value: Option<([u8; SALT_LENGTH], Vec<u8>)>,
}

impl Writing<'_> {
    /// Takes in an entry of another device. The record is made if it is not here. The same entry again changes nothing.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where it does not fit its commitment, its stream or the record; [`Fault::Taken`] where
    /// another entry holds its place in the stream.
    pub fn receive(&mut self, placing: Placing<'_>, entry: &Foreign) -> Result<(), Fault> {
        let header = &entry.header;
        let store = self.store();
        let known = first(&store.conn, sql!("entries/find"), [header.id.0], |_| Ok(()))?;
        if known.is_some() {
            return Ok(());
        }
        let stream = stream_id(header.device, header.record, placing.category, placing.owner);
        let fits = header.record == placing.record
            && header.category == placing.category
            && header.stream == stream
            && header.device != store.device
            && entry.value.as_ref().is_none_or(|(salt, plaintext)| commitment(header.id, salt, plaintext) == header.commitment);
        if !fits {
            return Err(Fault::NotGenuine);
        }
        let standing = self.known_or_placed(&placing)?;
        let n = self.add_entry(header, &standing)?;
        if let Some((salt, plaintext)) = &entry.value {
            let place = PlaceOf { record: header.record, category: placing.category, entry: header.id };
            self.add_payload(n, &standing, &place, salt, plaintext)?;
        }
        self.find_heads_again(standing.n)?;
        run(&store.conn, sql!("records/touch"), (standing.n, self.at_ms())).map(|_| ())
    }

    fn known_or_placed(&self, placing: &Placing<'_>) -> Result<Standing, Fault> {
        let store = self.store();
        let found = first(&store.conn, sql!("records/place"), [placing.record.0], |row| {
            Ok((
                row.get::<_, i64>("n")?,
                row.get::<_, i64>("owner")?,
                row.get::<_, i64>("category")?,
                row.get::<_, Option<[u8; 32]>>("key")?,
            ))
        })?;
        let Some((n, owner, category, key)) = found else {
            return self.place(placing, None);
        };
        let same = *store.names.term(&store.conn, owner)? == *placing.owner
            && *store.names.term(&store.conn, category)? == *placing.category;
        if !same {
            return Err(Fault::NotGenuine);
        }
        // An erased record stays erased: what comes late has no key to be kept under.
        let under = store.under(n, key)?.ok_or(Fault::Erased(placing.record))?;
        Ok(Standing { n, owner, category, under })
    }

    fn find_heads_again(&self, record_n: i64) -> Result<(), Fault> {
        let store = self.store();
        let rows = all(&store.conn, sql!("entries/placed"), [record_n], |row| {
            Ok((row.get::<_, i64>("n")?, Id(row.get("id")?), row.get::<_, i64>("field")?, row.get::<_, Vec<u8>>("parents")?))
        })?;
        let mut heads = Heads::new();
        let mut numbers = HashMap::new();
        for (n, id, field, parents) in rows {
            let field = store.names.term(&store.conn, field)?.to_string();
            let parents: BTreeSet<Id> = parents.chunks(16).filter_map(Id::from_slice).collect();
            numbers.insert(id, n);
            heads.add(Placed { id, field, parents });
        }
        run(&store.conn, sql!("entries/drop_heads"), [record_n])?;
        for (field, ids) in heads.all() {
            let field_n = store.names.term_number(&store.conn, &field)?;
            for id in ids {
                let values = (record_n, field_n, numbers.get(&id).copied());
                run(&store.conn, sql!("entries/add_head"), values)?;
            }
        }
        Ok(())
    }
}

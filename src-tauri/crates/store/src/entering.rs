//! Entering what a transaction writes: rows of records, entries, payloads and heads.

use crate::compartments::{PlaceOf, Under};
use crate::names::maybe_id;
use crate::sql::{all, first, insert, run, sql};
use crate::{Fault, Placing, Store, Writing};
use journal::{EntryHeader, Hash, Id, SALT_LENGTH, WHOLE, commitment, stream_id};
use zeroize::Zeroizing;

/// Where a record stands in the tables.
pub(crate) struct Standing {
    pub(crate) n: i64,
    pub(crate) owner: i64,
    pub(crate) category: i64,
    pub(crate) under: Under,
}

/// An entry about to be written.
pub(crate) struct NewEntry<'a> {
    pub(crate) record: Id,
    pub(crate) standing: &'a Standing,
    pub(crate) field: &'a str,
    pub(crate) parents: Vec<Id>,
    pub(crate) previous: (u64, Hash),
}

impl Writing<'_> {
    /// Makes the row and the key of a record that has no entries yet.
    /// In a compartment its key lies under the compartment's. `made_ms` is when it was made, Unix milliseconds.
    pub(crate) fn place(&self, placing: &Placing<'_>, compartment: Option<&str>, made_ms: i64) -> Result<Standing, Fault> {
        let conn = &self.store.conn;
        let names = &self.store.names;
        let owner = names.term_number(conn, placing.owner)?;
        let category = names.term_number(conn, placing.category)?;
        let case_n = names.case_number(conn, placing.case)?;
        let values = (placing.record.0, names.term_number(conn, placing.kind)?, case_n, owner, category, made_ms);
        let n = insert(conn, sql!("records/add"), values)?;
        self.made.set(Some((placing.record, n)));
        if let Some(code) = compartment {
            if let Some(case) = crate::case_of_restriction(code) {
                self.store.note_in_memory((n, placing.record), (case_n, case))?;
            }
            return Ok(Standing { n, owner, category, under: self.key_in(code, n, placing.record)? });
        }
        let mut key = Zeroizing::new([0; 32]);
        self.store.entropy.borrow_mut().fill(key.as_mut_slice())?;
        run(conn, sql!("records/add_key"), (n, key.as_slice()))?;
        Ok(Standing { n, owner, category, under: Under::Own(key) })
    }

    /// The local number of a record, most often that of the one just made.
    pub(crate) fn number_of(&self, record: Id) -> Result<i64, Fault> {
        match self.made.get() {
            Some((made, n)) if made == record => Ok(n),
            Some(_) | None => self.store.record_number(record),
        }
    }

    /// Where a record of which something stands lies.
    pub(crate) fn standing(&self, record: Id) -> Result<Standing, Fault> {
        if self.store.stands(record)? { self.lying(record) } else { Err(Fault::UnknownRecord(record)) }
    }

    /// Where a record lies, though nothing of it may stand.
    pub(crate) fn lying(&self, record: Id) -> Result<Standing, Fault> {
        let found = first(&self.store.conn, sql!("records/place"), [record.0], |row| {
            Ok((row.get("n")?, row.get("owner")?, row.get("category")?, row.get::<_, Option<[u8; 32]>>("key")?))
        })?;
        let (n, owner, category, key) = found.ok_or(Fault::UnknownRecord(record))?;
        let under = self.store.under(n, key)?.ok_or(Fault::Erased(record))?;
        Ok(Standing { n, owner, category, under })
    }

    pub(crate) fn heads_of(&self, record_n: i64, field: &str) -> Result<Vec<Id>, Fault> {
        let conn = &self.store.conn;
        for field in [field, WHOLE] {
            let field_n = self.store.names.term_number(conn, field)?;
            let heads = all(conn, sql!("entries/heads_of_field"), (record_n, field_n), |row| row.get("id").map(Id))?;
            if !heads.is_empty() {
                return Ok(heads);
            }
        }
        Ok(Vec::new())
    }

    pub(crate) fn set_head(&self, record_n: i64, field: &str, entry_n: i64) -> Result<(), Fault> {
        let conn = &self.store.conn;
        let field_n = self.store.names.term_number(conn, field)?;
        run(conn, sql!("entries/drop_heads_of_field"), (record_n, field_n))?;
        self.add_head(record_n, field, entry_n)
    }

    /// The first head of a field that has none.
    pub(crate) fn add_head(&self, record_n: i64, field: &str, entry_n: i64) -> Result<(), Fault> {
        let conn = &self.store.conn;
        let field_n = self.store.names.term_number(conn, field)?;
        run(conn, sql!("entries/add_head"), (record_n, field_n, entry_n)).map(|_| ())
    }

    /// Writes an entry of our own with its payload. The head is the caller's to move.
    pub(crate) fn enter(&mut self, new: &NewEntry<'_>, plaintext: &[u8]) -> Result<(i64, Id), Fault> {
        let store = self.store;
        let id = self.fresh_id()?;
        let mut salt = [0; SALT_LENGTH];
        store.entropy.borrow_mut().fill(&mut salt)?;
        let category = store.names.term(&store.conn, new.standing.category)?;
        let owner = store.names.term(&store.conn, new.standing.owner)?;
        let header = EntryHeader {
            id,
            device: store.device,
            stream: stream_id(store.device, new.record, &category, &owner),
            seq: new.previous.0 + 1,
            author: self.cause.actor,
            agency: self.cause.agency.to_owned(),
            time_ms: self.cause.at_ms,
            record: new.record,
            field: new.field.to_owned(),
            definition_version: self.definition,
            category: category.to_string(),
            parents: new.parents.clone(),
            commitment: commitment(id, &salt, plaintext),
            previous: new.previous.1,
        };
        let n = self.add_entry(&header, new.standing)?;
        self.add_payload(n, new.standing, &PlaceOf { record: new.record, category: &category, entry: id }, &salt, plaintext)?;
        Ok((n, id))
    }

    pub(crate) fn add_payload(
        &self,
        entry_n: i64,
        standing: &Standing,
        place: &PlaceOf<'_>,
        salt: &[u8; SALT_LENGTH],
        plaintext: &[u8],
    ) -> Result<(), Fault> {
        let (salt, sealed) = standing.under.seal(place, salt, plaintext)?;
        let values = (entry_n, salt.as_slice(), sealed);
        run(&self.store.conn, sql!("entries/add_payload"), values).map(|_| ())
    }

    /// Writes the row of an entry and counts it in the act in hand.
    pub(crate) fn add_entry(&mut self, header: &EntryHeader, standing: &Standing) -> Result<i64, Fault> {
        let conn = &self.store.conn;
        let names = &self.store.names;
        let mut parents = header.parents.clone();
        parents.sort_unstable();
        parents.dedup();
        let previous: &[u8] = if header.previous == Hash::NONE { &[] } else { &header.previous.0 };
        let seq = i64::try_from(header.seq).map_err(|_| Fault::NotGenuine)?;
        let values = rusqlite::params![
            header.id.0,
            self.act.n,
            names.device_number(conn, header.device)?,
            standing.n,
            standing.category,
            standing.owner,
            seq,
            names.member_number(conn, header.author)?,
            names.term_number(conn, &header.agency)?,
            header.time_ms,
            names.term_number(conn, &header.field)?,
            header.definition_version,
            parents.iter().flat_map(|parent| parent.0).collect::<Vec<u8>>(),
            header.commitment.0,
            previous,
        ];
        let n = insert(conn, sql!("entries/add"), values)?;
        self.act.digest.add(header.hash());
        self.act.entries += 1;
        Ok(n)
    }
}

impl Store {
    /// The local number of a record.
    pub(crate) fn record_number(&self, record: Id) -> Result<i64, Fault> {
        first(&self.conn, sql!("records/number"), [record.0], |row| row.get("n"))?.ok_or(Fault::UnknownRecord(record))
    }

    /// Whether anything stands of a record: not where there is none, nor where all of it was set aside.
    pub(crate) fn stands(&self, record: Id) -> Result<bool, Fault> {
        Ok(first(&self.conn, sql!("records/stands"), [record.0], |row| row.get(0))?.unwrap_or(false))
    }

    /// What a record's payloads lie under: its own key where it has one, or its compartment's; nothing where erased.
    pub(crate) fn under(&self, n: i64, key: Option<[u8; 32]>) -> Result<Option<Under>, Fault> {
        match key {
            Some(_) if self.is_yet_unsealed(n)? => Ok(Some(Under::Closed)),
            Some(key) => Ok(Some(Under::Own(Zeroizing::new(key)))),
            None => self.under_compartment(n),
        }
    }

    /// The case a blob column of a joined casefile names.
    pub(crate) fn case_in(bytes: &[u8]) -> Option<Id> {
        maybe_id(bytes)
    }
}

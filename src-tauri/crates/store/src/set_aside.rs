//! Taking an import back: entries that stay in the journal and stand in no head, until they are brought back.

use crate::history::RawEntry;
use crate::names::maybe_id;
use crate::sql::{all, first, run, sql};
use crate::standing::Speaking;
use crate::{Fault, Store, Writing};
use journal::{EntryHeader, Id, Placed};
use std::collections::{BTreeSet, HashMap};

/// What became of the records whose entries were set aside, brought back or taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    /// Something stands of them: the caller puts their index rows anew.
    pub standing: Vec<Id>,
    /// Nothing stands of them any more. They are in no read, and the store took their index rows away.
    pub gone: Vec<Id>,
}

/// An entry that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The entry.
    pub entry: Id,
    /// Why, as a code.
    pub why: String,
}

/// An entry that is here.
pub(crate) struct KnownEntry {
    pub(crate) n: i64,
    pub(crate) record_n: i64,
    pub(crate) raw: RawEntry,
    pub(crate) set_aside: bool,
}

/// A record's heads as they were found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    Something,
    Nothing,
}

impl Store {
    pub(crate) fn known_entry(&self, id: Id) -> Result<Option<KnownEntry>, Fault> {
        first(&self.conn, sql!("entries/one"), [id.0], |row| {
            Ok(KnownEntry {
                n: row.get("n")?,
                record_n: row.get("record_n")?,
                raw: RawEntry::read(row)?,
                set_aside: row.get("set_aside")?,
            })
        })
    }

    /// The header of an entry: who wrote it, where and when. Answers within the transaction that brings it too, before its
    /// act has its row; nothing where there is no such entry.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn entry(&self, id: Id) -> Result<Option<EntryHeader>, Fault> {
        self.known_entry(id)?.map(|known| known.raw.header(self)).transpose()
    }

    /// The entries of a record that were set aside, with why, in the order taken in. Answers of a record of which nothing
    /// stands too.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn set_aside_of(&self, record: Id) -> Result<Vec<SetAside>, Fault> {
        let rows =
            all(&self.conn, sql!("set_aside/of_record"), [record.0], |row| Ok((Id(row.get("id")?), row.get::<_, i64>("why")?)))?;
        rows.into_iter().map(|(entry, why)| Ok(SetAside { entry, why: self.names.term(&self.conn, why)?.to_string() })).collect()
    }
}

impl Writing<'_> {
    /// Sets entries of other devices aside: they stand in no head from here on, and a record of which no whole entry is
    /// left is in no read. All of them or none. One that is set aside already stays so, with the reason it has.
    ///
    /// # Errors
    /// [`Fault::UnknownEntry`]; [`Fault::OwnEntry`] for one of this device, which only a correction answers.
    pub fn set_aside(&mut self, entries: &[Id], why: &str) -> Result<Settled, Fault> {
        self.part(|w| {
            let store = w.store;
            let why = store.names.term_number(&store.conn, why)?;
            let mut records = BTreeSet::new();
            for id in entries {
                let known = store.known_entry(*id)?.ok_or(Fault::UnknownEntry(*id))?;
                if known.raw.header(store)?.device == store.device {
                    return Err(Fault::OwnEntry(*id));
                }
                run(&store.conn, sql!("set_aside/add"), (known.n, known.record_n, why, w.act.n))?;
                records.insert(known.record_n);
            }
            w.settle(&records)
        })
    }

    /// Brings entries back that were set aside. One that was not stays as it is.
    ///
    /// # Errors
    /// [`Fault::UnknownEntry`].
    pub fn bring_back(&mut self, entries: &[Id]) -> Result<Settled, Fault> {
        self.part(|w| {
            let store = w.store;
            let mut records = BTreeSet::new();
            for id in entries {
                let known = store.known_entry(*id)?.ok_or(Fault::UnknownEntry(*id))?;
                run(&store.conn, sql!("set_aside/drop"), [known.n])?;
                records.insert(known.record_n);
            }
            w.settle(&records)
        })
    }

    /// Finds the heads of these records again, once each, and takes away what lists show of those that are gone.
    fn settle(&self, records: &BTreeSet<i64>) -> Result<Settled, Fault> {
        let mut settled = Settled::default();
        let mut cases: HashMap<i64, Id> = HashMap::new();
        for n in records {
            let (record, case_n, case) = first(&self.store.conn, sql!("records/whose"), [n], |row| {
                Ok((Id(row.get("id")?), row.get::<_, i64>("casefile")?, maybe_id(&row.get::<_, Vec<u8>>("case_id")?)))
            })?
            .ok_or(Fault::Damaged)?;
            cases.extend(case.map(|case| (case_n, case)));
            match self.find_heads_again(*n)? {
                Left::Something => settled.standing.push(record),
                Left::Nothing => {
                    self.take_from_lists(*n, record)?;
                    if case == Some(record) {
                        run(self.store.index_of_number(case_n)?, sql!("restricted/drop_case"), [case_n])?;
                    }
                    settled.gone.push(record);
                }
            }
            run(&self.store.conn, sql!("records/touch"), (n, self.at_ms()))?;
        }
        cases.into_values().try_for_each(|case| self.store.recount_case(case))?;
        Ok(settled)
    }

    fn take_from_lists(&self, n: i64, record: Id) -> Result<(), Fault> {
        let store = self.store;
        store.indexes()?.into_iter().try_for_each(|index| store.drop_rows(index, n))?;
        if let Some(memory) = &*store.session_index.borrow() {
            run(memory, sql!("session/drop"), [record.0])?;
        }
        Ok(())
    }

    /// Finds a record's heads again from every entry that was not set aside.
    pub(crate) fn find_heads_again(&self, record_n: i64) -> Result<Left, Fault> {
        let store = self.store;
        let rows = all(&store.conn, sql!("entries/placed"), [record_n], |row| {
            let about = (row.get::<_, i64>("field")?, row.get::<_, Vec<u8>>("parents")?);
            Ok((row.get::<_, i64>("n")?, Id(row.get("id")?), about, row.get::<_, bool>("set_aside")?))
        })?;
        let mut speaking = Speaking::default();
        let mut numbers = HashMap::new();
        let mut replaced = std::collections::BTreeMap::new();
        for (n, id, (field, parents), set_aside) in rows {
            let parents: BTreeSet<Id> = parents.chunks(16).filter_map(Id::from_slice).collect();
            replaced.insert(id, parents.clone());
            if !set_aside {
                numbers.insert(id, n);
                let field = store.names.term(&store.conn, field)?.to_string();
                speaking.add(Placed { id, field, parents });
            }
        }
        crate::standing::no_circle(&replaced)?;
        run(&store.conn, sql!("entries/drop_heads"), [record_n])?;
        let heads = speaking.heads();
        for (field, ids) in &heads {
            let field_n = store.names.term_number(&store.conn, field)?;
            for id in ids {
                run(&store.conn, sql!("entries/add_head"), (record_n, field_n, numbers.get(id).copied()))?;
            }
        }
        Ok(if heads.is_empty() { Left::Nothing } else { Left::Something })
    }
}

//! The one way to write: a transaction with one root act, its entries and its index rows, all or nothing.

use crate::names::{maybe_bytes, maybe_id};
use crate::sql::{all, first, insert, run, sql};
use crate::{Cause, Fault, Placing, Receipt, Store, history};
use journal::{
    ActHeader, EntriesDigest, EntryHeader, Hash, Id, SALT_LENGTH, WHOLE, canonical, commitment,
    stream_id,
};
use rusqlite::{Transaction, TransactionBehavior};
use serde_json::Value;
use zeroize::Zeroizing;

/// A transaction in hand. Everything written through it stands once [`Store::write`] has returned, or never.
///
/// Entries belong to the act named last: the root act until [`Writing::child_act`] is called.
pub struct Writing<'a> {
    store: &'a Store,
    cause: &'a Cause<'a>,
    definition: u32,
    root: (i64, Id),
    act: OpenAct,
    head: (u64, Hash),
}

/// The act that entries are being written under. Its row is written when it is closed, for it counts them.
struct OpenAct {
    n: i64,
    id: Id,
    name: String,
    subject: Option<Id>,
    digest: EntriesDigest,
    entries: u64,
}

/// Where a record stands in the tables.
pub(crate) struct Standing {
    pub(crate) n: i64,
    pub(crate) owner: i64,
    pub(crate) category: i64,
    pub(crate) key: Zeroizing<[u8; 32]>,
}

/// An entry about to be written.
pub(crate) struct NewEntry<'a> {
    pub(crate) record: Id,
    pub(crate) standing: &'a Standing,
    pub(crate) field: &'a str,
    pub(crate) parents: Vec<Id>,
    pub(crate) previous: (u64, Hash),
}

impl Store {
    /// Writes: the cause becomes the root act, the closure does the rest. If the closure fails nothing stands, the act
    /// neither. When this returns well, everything is on the disk.
    ///
    /// # Errors
    /// What the closure answers, or a [`Fault`] of the store.
    pub fn write<T, E: From<Fault>>(
        &mut self,
        cause: Cause<'_>,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<(T, Receipt), E> {
        if self.broken.get() {
            return Err(Fault::OpenAgain.into());
        }
        if self.unsettled.replace(true) {
            self.names.forget();
        }
        let answer = self.write_once(&cause, work);
        match &answer {
            Ok((_, _, head)) => {
                self.head.set(*head);
                self.unsettled.set(false);
            }
            Err(Failed::Fault(Fault::Disk)) => self.broken.set(true),
            Err(Failed::Fault(_) | Failed::Work(_)) => {}
        }
        match answer {
            Ok((value, receipt, _)) => Ok((value, receipt)),
            Err(Failed::Fault(fault)) => Err(fault.into()),
            Err(Failed::Work(error)) => Err(error),
        }
    }

    fn write_once<T, E>(
        &self,
        cause: &Cause<'_>,
        work: impl FnOnce(&mut Writing<'_>) -> Result<T, E>,
    ) -> Result<(T, Receipt, (u64, Hash)), Failed<E>> {
        let transaction = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)
            .map_err(Fault::from)?;
        let mut writing = Writing::begin(self, cause)?;
        let value = work(&mut writing).map_err(Failed::Work)?;
        let receipt = Receipt {
            act: writing.root.1,
            seq: writing.root.0.unsigned_abs(),
            at_ms: cause.at_ms,
        };
        let head = writing.finish()?;
        transaction.commit().map_err(Fault::from)?;
        Ok((value, receipt, head))
    }

    /// Leaves an act that changes nothing: a case opened, a search, a print.
    ///
    /// # Errors
    /// A fault of the store; what was about to be done must then not be done.
    pub fn log(&mut self, cause: Cause<'_>) -> Result<Receipt, Fault> {
        self.write(cause, |_| Ok::<(), Fault>(()))
            .map(|(_, receipt)| receipt)
    }
}

enum Failed<E> {
    Fault(Fault),
    Work(E),
}

impl<E> From<Fault> for Failed<E> {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl<'a> Writing<'a> {
    fn begin(store: &'a Store, cause: &'a Cause<'a>) -> Result<Self, Fault> {
        let head = store.head.get();
        let n = i64::try_from(head.0 + 1).map_err(|_| Fault::Damaged)?;
        let id = store.fresh_id(cause.at_ms)?;
        let act = OpenAct {
            n,
            id,
            name: cause.act.to_owned(),
            subject: cause.subject,
            digest: EntriesDigest::none(),
            entries: 0,
        };
        Ok(Self {
            store,
            cause,
            definition: 1,
            root: (n, id),
            act,
            head,
        })
    }

    /// The store, for reading inside the transaction: what was written so far is there.
    #[must_use]
    pub const fn store(&self) -> &'a Store {
        self.store
    }

    /// The time of this transaction, in Unix milliseconds.
    #[must_use]
    pub const fn at_ms(&self) -> i64 {
        self.cause.at_ms
    }

    /// The root act.
    #[must_use]
    pub const fn root_act(&self) -> Id {
        self.root.1
    }

    /// A fresh id.
    ///
    /// # Errors
    /// [`Fault::Sealing`] if there is no randomness.
    pub fn fresh_id(&self) -> Result<Id, Fault> {
        self.store.fresh_id(self.cause.at_ms)
    }

    /// The version of the definitions the following values are written under; 1 until it is said.
    pub const fn under_definition(&mut self, version: u32) {
        self.definition = version;
    }

    /// Begins an act within the root act. Entries written from here on belong to it.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn child_act(&mut self, name: &str, subject: Option<Id>) -> Result<Id, Fault> {
        self.close_act()?;
        let id = self.fresh_id()?;
        self.act = OpenAct {
            n: self.act.n + 1,
            id,
            name: name.to_owned(),
            subject,
            digest: EntriesDigest::none(),
            entries: 0,
        };
        Ok(id)
    }

    /// Makes a record: one entry that holds it whole.
    ///
    /// # Errors
    /// [`Fault::Taken`] if the record is there, [`Fault::NotAnObject`] or [`Fault::NotCanonical`] for the body.
    pub fn create(&mut self, placing: Placing<'_>, body: &Value) -> Result<Id, Fault> {
        if !body.is_object() {
            return Err(Fault::NotAnObject);
        }
        let plaintext = Zeroizing::new(canonical(body)?);
        let standing = self.place(&placing)?;
        let new = NewEntry {
            record: placing.record,
            standing: &standing,
            field: WHOLE,
            parents: Vec::new(),
            previous: (0, Hash::NONE),
        };
        let (n, id) = self.enter(&new, &plaintext)?;
        self.set_head(standing.n, WHOLE, n)?;
        Ok(id)
    }

    /// Makes the row and the key of a record that has no entries yet.
    pub(crate) fn place(&self, placing: &Placing<'_>) -> Result<Standing, Fault> {
        let conn = &self.store.conn;
        let names = &self.store.names;
        let owner = names.term_number(conn, placing.owner)?;
        let category = names.term_number(conn, placing.category)?;
        let values = (
            placing.record.0,
            names.term_number(conn, placing.kind)?,
            names.case_number(conn, placing.case)?,
            owner,
            category,
            self.cause.at_ms,
        );
        let n = insert(conn, sql!("records/add"), values)?;
        let mut key = Zeroizing::new([0; 32]);
        self.store.entropy.borrow_mut().fill(key.as_mut_slice())?;
        run(conn, sql!("records/add_key"), (n, key.as_slice()))?;
        Ok(Standing {
            n,
            owner,
            category,
            key,
        })
    }

    /// Replaces one field of a record: an entry that names everything that stood for the field until now.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`], [`Fault::Erased`], [`Fault::NotCanonical`].
    pub fn correct(&mut self, record: Id, field: &str, value: &Value) -> Result<Id, Fault> {
        let plaintext = Zeroizing::new(canonical(value)?);
        let standing = self.standing(record)?;
        let conn = &self.store.conn;
        let parents = self.heads_of(standing.n, field)?;
        let on_stream = (
            standing.n,
            self.store.device_n,
            standing.category,
            standing.owner,
        );
        let last = first(
            conn,
            sql!("entries/last_of_stream"),
            on_stream,
            history::RawEntry::read,
        )?;
        let previous = match last {
            Some(raw) => {
                let header = raw.header(self.store)?;
                (header.seq, header.hash())
            }
            None => (0, Hash::NONE),
        };
        let new = NewEntry {
            record,
            standing: &standing,
            field,
            parents,
            previous,
        };
        let (n, id) = self.enter(&new, &plaintext)?;
        self.set_head(standing.n, field, n)?;
        run(conn, sql!("records/touch"), (standing.n, self.cause.at_ms))?;
        Ok(id)
    }

    /// Corrects every field in which the body differs from the record as it stands (a member that is gone becomes
    /// null). Returns how many fields that were.
    ///
    /// # Errors
    /// As [`Writing::correct`].
    pub fn amend(&mut self, record: Id, body: &Value) -> Result<usize, Fault> {
        let now = self
            .store
            .record(record)?
            .ok_or(Fault::UnknownRecord(record))?;
        if now.erased {
            return Err(Fault::Erased(record));
        }
        let (Value::Object(old), Value::Object(new)) = (&now.body, body) else {
            return Err(Fault::NotAnObject);
        };
        let mut changed = 0;
        for (field, value) in new {
            if old.get(field) != Some(value) {
                self.correct(record, field, value)?;
                changed += 1;
            }
        }
        for field in old.keys().filter(|field| !new.contains_key(*field)) {
            if old.get(field) != Some(&Value::Null) {
                self.correct(record, field, &Value::Null)?;
                changed += 1;
            }
        }
        Ok(changed)
    }

    /// Destroys a record's values and its key, its index rows and its words in the search. Headers and commitments
    /// stay: that it was, and who wrote it when. The chains still verify. Copies made earlier are not reached.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn erase(&mut self, record: Id) -> Result<(), Fault> {
        let n = self.store.record_number(record)?;
        let conn = &self.store.conn;
        run(conn, sql!("entries/drop_payloads"), [n])?;
        run(conn, sql!("records/drop_key"), [n])?;
        run(conn, sql!("records/erase"), (n, self.cause.at_ms))?;
        self.drop_index(record)
    }

    fn standing(&self, record: Id) -> Result<Standing, Fault> {
        let found = first(&self.store.conn, sql!("records/place"), [record.0], |row| {
            Ok((
                row.get("n")?,
                row.get("owner")?,
                row.get("category")?,
                row.get::<_, Option<[u8; 32]>>("key")?,
            ))
        })?;
        let (n, owner, category, key) = found.ok_or(Fault::UnknownRecord(record))?;
        let key = Zeroizing::new(key.ok_or(Fault::Erased(record))?);
        Ok(Standing {
            n,
            owner,
            category,
            key,
        })
    }

    fn heads_of(&self, record_n: i64, field: &str) -> Result<Vec<Id>, Fault> {
        let conn = &self.store.conn;
        for field in [field, WHOLE] {
            let field_n = self.store.names.term_number(conn, field)?;
            let heads = all(
                conn,
                sql!("entries/heads_of_field"),
                (record_n, field_n),
                |row| row.get("id").map(Id),
            )?;
            if !heads.is_empty() {
                return Ok(heads);
            }
        }
        Ok(Vec::new())
    }

    fn set_head(&self, record_n: i64, field: &str, entry_n: i64) -> Result<(), Fault> {
        let conn = &self.store.conn;
        let field_n = self.store.names.term_number(conn, field)?;
        run(
            conn,
            sql!("entries/drop_heads_of_field"),
            (record_n, field_n),
        )?;
        run(conn, sql!("entries/add_head"), (record_n, field_n, entry_n)).map(|_| ())
    }

    /// Writes an entry of our own with its payload. The head is the caller's to move.
    fn enter(&mut self, new: &NewEntry<'_>, plaintext: &[u8]) -> Result<(i64, Id), Fault> {
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
        self.add_payload(n, new.standing, id, &salt, plaintext)?;
        Ok((n, id))
    }

    pub(crate) fn add_payload(
        &self,
        entry_n: i64,
        standing: &Standing,
        id: Id,
        salt: &[u8; SALT_LENGTH],
        plaintext: &[u8],
    ) -> Result<(), Fault> {
        let sealed = sealing::seal(&standing.key, &id.0, plaintext)?;
        let values = (entry_n, salt.as_slice(), sealed);
        run(&self.store.conn, sql!("entries/add_payload"), values).map(|_| ())
    }

    /// Writes the row of an entry and counts it in the act in hand.
    pub(crate) fn add_entry(
        &mut self,
        header: &EntryHeader,
        standing: &Standing,
    ) -> Result<i64, Fault> {
        let conn = &self.store.conn;
        let names = &self.store.names;
        let mut parents = header.parents.clone();
        parents.sort_unstable();
        parents.dedup();
        let previous: &[u8] = if header.previous == Hash::NONE {
            &[]
        } else {
            &header.previous.0
        };
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
            parents
                .iter()
                .flat_map(|parent| parent.0)
                .collect::<Vec<u8>>(),
            header.commitment.0,
            previous,
        ];
        let n = insert(conn, sql!("entries/add"), values)?;
        self.act.digest.add(header.hash());
        self.act.entries += 1;
        Ok(n)
    }

    /// Writes the row of the act in hand and moves the chain on.
    fn close_act(&mut self) -> Result<(), Fault> {
        let store = self.store;
        let (conn, names, cause) = (&store.conn, &store.names, self.cause);
        let header = ActHeader {
            id: self.act.id,
            device: store.device,
            seq: self.head.0 + 1,
            name: self.act.name.clone(),
            actor: cause.actor,
            agency: cause.agency.to_owned(),
            time_ms: cause.at_ms,
            subject: self.act.subject,
            reason: cause.reason_code.unwrap_or_default().to_owned(),
            agreement: cause.agreement,
            root: self.root.1,
            entries: self.act.digest.value(),
            previous: self.head.1,
        };
        let digest: &[u8] = if self.act.entries == 0 {
            &[]
        } else {
            &header.entries.0
        };
        let values = rusqlite::params![
            self.act.n,
            header.id.0,
            store.device_n,
            self.act.n,
            names.term_number(conn, &header.name)?,
            names.member_number(conn, header.actor)?,
            names.term_number(conn, &header.agency)?,
            header.time_ms,
            maybe_bytes(header.subject.as_ref()),
            names.term_number(conn, &header.reason)?,
            maybe_bytes(header.agreement.as_ref()),
            self.root.0,
            digest,
            header.previous.0,
            names.case_number(conn, cause.case)?,
        ];
        run(conn, sql!("acts/add"), values)?;
        self.head = (header.seq, header.hash());
        Ok(())
    }

    fn finish(mut self) -> Result<(u64, Hash), Fault> {
        self.close_act()?;
        let seq = i64::try_from(self.head.0).map_err(|_| Fault::Damaged)?;
        run(
            &self.store.conn,
            sql!("meta/move_head"),
            (seq, self.head.1.0),
        )?;
        Ok(self.head)
    }
}

impl Store {
    /// The local number of a record.
    pub(crate) fn record_number(&self, record: Id) -> Result<i64, Fault> {
        first(&self.conn, sql!("records/number"), [record.0], |row| {
            row.get("n")
        })?
        .ok_or(Fault::UnknownRecord(record))
    }

    /// The case a blob column of a joined casefile names.
    pub(crate) fn case_in(bytes: &[u8]) -> Option<Id> {
        maybe_id(bytes)
    }
}

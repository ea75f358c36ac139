//! The one way to write: a transaction with one root act, its entries and its index rows, all or nothing.

use crate::entering::NewEntry;
use crate::names::maybe_bytes;
use crate::sql::{first, run, sql};
use crate::{Cause, Fault, Placing, Receipt, Store, history};
use journal::{ActHeader, EntriesDigest, Hash, Id, WHOLE, canonical};
use rusqlite::{Transaction, TransactionBehavior};
use serde_json::Value;
use std::cell::Cell;
use zeroize::Zeroizing;

/// A transaction in hand. Everything written through it stands once [`Store::write`] has returned, or never.
///
/// Entries belong to the act named last: the root act until [`Writing::child_act`] is called.
pub struct Writing<'a> {
    pub(crate) store: &'a Store,
    pub(crate) cause: &'a Cause<'a>,
    pub(crate) definition: u32,
    root: (i64, Id),
    pub(crate) act: OpenAct,
    /// The record made last: its index rows come next and need its number.
    pub(crate) made: Cell<Option<(Id, i64)>>,
    head: (u64, Hash),
}

/// The act that entries are being written under. Its row is written when it is closed, for it counts them.
pub(crate) struct OpenAct {
    pub(crate) n: i64,
    id: Id,
    name: String,
    subject: Option<Id>,
    pub(crate) digest: EntriesDigest,
    pub(crate) entries: u64,
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
            self.restricted.forget();
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
        let transaction = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate).map_err(Fault::from)?;
        let memory = Transaction::new_unchecked(&self.restricted.index, TransactionBehavior::Deferred).map_err(Fault::from)?;
        let mut writing = Writing::begin(self, cause)?;
        let value = work(&mut writing).map_err(Failed::Work)?;
        let receipt = Receipt { act: writing.root.1, seq: writing.root.0.unsigned_abs(), at_ms: cause.at_ms };
        let head = writing.finish()?;
        transaction.commit().map_err(Fault::from)?;
        memory.commit().map_err(Fault::from)?;
        Ok((value, receipt, head))
    }

    /// Leaves an act that changes nothing: a case opened, a search, a print.
    ///
    /// # Errors
    /// A fault of the store; what was about to be done must then not be done.
    pub fn log(&mut self, cause: Cause<'_>) -> Result<Receipt, Fault> {
        self.write(cause, |_| Ok::<(), Fault>(())).map(|(_, receipt)| receipt)
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
        let act =
            OpenAct { n, id, name: cause.act.to_owned(), subject: cause.subject, digest: EntriesDigest::none(), entries: 0 };
        Ok(Self { store, cause, definition: 1, root: (n, id), act, made: Cell::new(None), head })
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

    /// The number of the act in hand: everything written so far belongs to it or to one before.
    #[must_use]
    pub const fn act_number(&self) -> u64 {
        self.act.n.unsigned_abs()
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
        self.act = OpenAct { n: self.act.n + 1, id, name: name.to_owned(), subject, digest: EntriesDigest::none(), entries: 0 };
        Ok(id)
    }

    /// Makes a record: one entry that holds it whole. In a restricted case it is sealed behind the case's wall.
    ///
    /// # Errors
    /// [`Fault::Taken`] if the record is there, [`Fault::NotAnObject`] or [`Fault::NotCanonical`] for the body.
    pub fn create(&mut self, placing: Placing<'_>, body: &Value) -> Result<Id, Fault> {
        let wall = self.store.wall_of_case(placing.case)?;
        self.create_under(placing, wall.as_deref(), body)
    }

    /// Makes a record in a compartment that is open in this session. It is in no index but the session's.
    ///
    /// # Errors
    /// As [`Writing::create`]; [`Fault::ClosedCompartment`].
    pub fn create_in(&mut self, compartment: &str, placing: Placing<'_>, body: &Value) -> Result<Id, Fault> {
        self.create_under(placing, Some(compartment), body)
    }

    fn create_under(&mut self, placing: Placing<'_>, compartment: Option<&str>, body: &Value) -> Result<Id, Fault> {
        if !body.is_object() {
            return Err(Fault::NotAnObject);
        }
        let plaintext = Zeroizing::new(canonical(body)?);
        let standing = self.place(&placing, compartment, self.at_ms())?;
        let new = NewEntry {
            record: placing.record,
            standing: &standing,
            field: WHOLE,
            parents: Vec::new(),
            previous: (0, Hash::NONE),
        };
        let (n, id) = self.enter(&new, &plaintext)?;
        self.add_head(standing.n, WHOLE, n)?;
        Ok(id)
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
        let on_stream = (standing.n, self.store.device_n, standing.category, standing.owner);
        let last = first(conn, sql!("entries/last_of_stream"), on_stream, history::RawEntry::read)?;
        let previous = match last {
            Some(raw) => {
                let header = raw.header(self.store)?;
                (header.seq, header.hash())
            }
            None => (0, Hash::NONE),
        };
        let new = NewEntry { record, standing: &standing, field, parents, previous };
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
        let now = self.store.record(record)?.ok_or(Fault::UnknownRecord(record))?;
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

    /// Destroys a record's values and its key, its attachments, its index rows and its words in the search. Headers and commitments
    /// stay: that it was, and who wrote it when. The chains still verify. Copies made earlier are not reached.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn erase(&mut self, record: Id) -> Result<(), Fault> {
        let n = self.store.record_number(record)?;
        let conn = &self.store.conn;
        run(conn, sql!("entries/drop_payloads"), [n])?;
        self.erase_attachments(n)?;
        run(conn, sql!("records/drop_key"), [n])?;
        run(conn, sql!("compartments/drop_record"), [n])?;
        run(conn, sql!("records/erase"), (n, self.cause.at_ms))?;
        run(conn, sql!("laptops/note_moved"), (n, self.act.n))?;
        self.drop_index(record)
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
        let digest: &[u8] = if self.act.entries == 0 { &[] } else { &header.entries.0 };
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
        run(&self.store.conn, sql!("meta/move_head"), (seq, self.head.1.0))?;
        Ok(self.head)
    }
}

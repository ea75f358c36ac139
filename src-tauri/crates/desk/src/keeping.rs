//! Reading and writing records by their own types: the only way from a command to the store.

use crate::opening::Opened;
use crate::sitting::{Session, Sitting};
use crate::surroundings::Surroundings;
use crate::trouble::{Fault, Outcome, Plain, Trouble};
use crate::writing::Hands;
pub use crate::writing::Writing;
use casework::agency::Agency;
use casework::body::{Body, Category, Kind};
use casework::ids::{CaseId, RecordId};
use casework::when::Moment;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use store::{Cause, Id, Record, Store};
use uuid::Uuid;

/// A record as the journal settles it today.
#[derive(Debug, Clone)]
pub struct Kept<B> {
    pub id: RecordId,
    /// The case or meeting it is filed under.
    pub group: Option<RecordId>,
    pub owner: Agency,
    pub made_at: Moment,
    pub changed_at: Moment,
    pub body: B,
}

/// The root act of a writing command. The name is that of the command table.
#[derive(Debug, Clone, Copy)]
pub struct Doing {
    pub act: &'static str,
    pub case: Option<CaseId>,
    pub subject: Option<RecordId>,
    /// Reason code; reason text is an entry, never here.
    pub reason: Option<&'static str>,
}

impl Doing {
    /// An act about a case.
    #[must_use]
    pub fn in_case(act: &'static str, case: CaseId) -> Self {
        Self { act, case: Some(case), subject: Some(case.into()), reason: None }
    }

    /// An act about no case.
    #[must_use]
    pub fn of_unit(act: &'static str) -> Self {
        Self { act, case: None, subject: None, reason: None }
    }

    /// The same act about one record.
    #[must_use]
    pub fn about(mut self, subject: impl Into<RecordId>) -> Self {
        self.subject = Some(subject.into());
        self
    }
}

/// Where a new record is filed and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Filing {
    pub group: Option<RecordId>,
    pub owner: Agency,
    /// None takes the category of the table in `casework::body`.
    pub category: Option<Category>,
}

impl Filing {
    /// Filed under a case or meeting, owned by an agency, in the category of the table.
    #[must_use]
    pub fn under(group: impl Into<RecordId>, owner: Agency) -> Self {
        Self { group: Some(group.into()), owner, category: None }
    }

    /// The place in the store of a record of this kind.
    pub(crate) fn place<B: Body>(&self, record: RecordId, category: Category) -> store::Placing<'static> {
        store::Placing {
            kind: B::KIND.code(),
            record: id_of(record),
            case: self.group.map(id_of),
            owner: self.owner.code(),
            category: category.code(),
        }
    }

    /// Filed under no case.
    #[must_use]
    pub const fn of_unit(owner: Agency) -> Self {
        Self { group: None, owner, category: None }
    }

    /// The same filing in another category.
    #[must_use]
    pub const fn as_category(mut self, category: Category) -> Self {
        self.category = Some(category);
        self
    }
}

/// More records of a kind than this are never read at once.
const MOST_OF_KIND: u32 = 100_000;

pub(crate) fn id_of(record: RecordId) -> Id {
    Id(*record.0.as_bytes())
}

pub(crate) fn record_of(id: Id) -> RecordId {
    RecordId(Uuid::from_bytes(id.0))
}

pub(crate) fn moment_of(at_ms: i64) -> Moment {
    Moment::from_timestamp_millis(at_ms).unwrap_or(Moment::UNIX_EPOCH)
}

impl From<store::Fault> for Trouble {
    fn from(fault: store::Fault) -> Self {
        match fault {
            store::Fault::Full => Plain::DiskFull.into(),
            store::Fault::UnknownRecord(_) | store::Fault::UnknownCase(_) => Plain::NotFound.into(),
            store::Fault::Closed(_) | store::Fault::ClosedCompartment => Plain::BehindAWall.into(),
            store::Fault::UnknownEntry(_)
            | store::Fault::UnknownAttachment(_)
            | store::Fault::UnknownDevice(_)
            | store::Fault::OwnEntry(_)
            | store::Fault::Revoked(_)
            | store::Fault::TooLarge
            | store::Fault::Disk
            | store::Fault::OpenAgain
            | store::Fault::Busy
            | store::Fault::Damaged
            | store::Fault::Taken
            | store::Fault::Erased(_)
            | store::Fault::NotAnObject
            | store::Fault::NotCanonical(_)
            | store::Fault::Unreadable
            | store::Fault::NotGenuine
            | store::Fault::Sealing
            | store::Fault::File
            | store::Fault::Sqlite(_) => Fault { place: "store", cause: fault.to_string() }.into(),
        }
    }
}

pub(crate) fn kept<B: Body>(record: &Record) -> Outcome<Kept<B>> {
    Ok(Kept {
        id: record_of(record.id),
        group: record.case.map(record_of),
        owner: Agency::from_code(&record.owner).unwrap_or(Agency::Other),
        made_at: moment_of(record.made_at_ms),
        changed_at: moment_of(record.changed_at_ms),
        body: read_shown(record)?,
    })
}

/// The body as its type; of values side by side the more protective.
pub(crate) fn read_shown<B: Body>(record: &Record) -> Outcome<B> {
    if record.conflicts.is_empty() {
        return Ok(record.read()?);
    }
    Ok(Record { body: crate::protective_reading::shown(record), conflicts: Vec::new(), ..record.clone() }.read()?)
}

pub(crate) fn look_up<B: Body>(store: &Store, id: RecordId) -> Outcome<Option<Kept<B>>> {
    match store.record(id_of(id))? {
        // Whoever may not open a restricted case does not hear that it is there (C-9).
        Some(record) if record.closed && is_of_restricted(store, &record)? => Ok(None),
        Some(record) if record.kind == B::KIND.code() => Ok(Some(kept(&record)?)),
        Some(_) | None => Ok(None),
    }
}

fn is_of_restricted(store: &Store, record: &Record) -> Outcome<bool> {
    Ok(match record.case {
        Some(case) => store.is_restricted(case)?,
        None => false,
    })
}

pub(crate) fn filed<B: Body>(store: &Store, group: RecordId) -> Outcome<Vec<Kept<B>>> {
    filed_records::<B>(store, group)?.iter().map(kept).collect()
}

pub(crate) fn filed_records<B: Body>(store: &Store, group: RecordId) -> Outcome<Vec<Record>> {
    let mut found = store.records_of_case(id_of(group), B::KIND.code())?;
    found.retain(|record| !record.closed);
    Ok(found)
}

/// The first record of a kind: the unit itself, before anybody sits.
pub(crate) fn first_of<B: Body>(store: &Store) -> Outcome<B> {
    let records = store.records_of_kind(B::KIND.code(), 1)?;
    let record = records.first().ok_or(Plain::NotFound)?;
    Ok(record.read()?)
}

impl Sitting<'_> {
    /// A record that must be there.
    ///
    /// # Errors
    /// `not_found` when there is none of this kind with this id.
    pub fn read<B: Body>(&self, id: impl Into<RecordId>) -> Outcome<Kept<B>> {
        self.look_up(id)?.ok_or_else(|| Plain::NotFound.into())
    }

    /// A record that may be there.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn look_up<B: Body>(&self, id: impl Into<RecordId>) -> Outcome<Option<Kept<B>>> {
        look_up(&self.opened.store, id.into())
    }

    /// Every record of a kind filed under a case or meeting, oldest first.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn filed_under<B: Body>(&self, group: impl Into<RecordId>) -> Outcome<Vec<Kept<B>>> {
        filed(&self.opened.store, group.into())
    }

    /// Every record of a kind in the store, oldest first. For few: members, packs, meetings.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn all_of<B: Body>(&self) -> Outcome<Vec<Kept<B>>> {
        self.opened
            .store
            .records_of_kind(B::KIND.code(), MOST_OF_KIND)?
            .iter()
            .filter(|record| !record.closed)
            .map(kept)
            .collect()
    }

    /// The records of a kind made last, at most so many, oldest first.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn newest_of<B: Body>(&self, most: u32) -> Outcome<Vec<Kept<B>>> {
        let records = self.opened.store.newest_of_kind(B::KIND.code(), most)?;
        records.iter().filter(|record| !record.closed).map(kept).collect()
    }

    /// The kind and group of a record of any kind.
    ///
    /// # Errors
    /// `not_found` when there is none.
    pub fn kind_of(&self, id: RecordId) -> Outcome<(Kind, Option<RecordId>)> {
        let record = self.opened.store.record(id_of(id))?.ok_or(Plain::NotFound)?;
        if record.closed && is_of_restricted(&self.opened.store, &record)? {
            return Err(Plain::NotFound.into());
        }
        let kind = Kind::from_code(&record.kind).ok_or(Plain::NotFound)?;
        Ok((kind, record.case.map(record_of)))
    }

    /// The one writing function: root act, entries, projections and indexes in one transaction.
    /// Afterwards the index row of every case touched is made afresh, in the same transaction.
    ///
    /// # Errors
    /// What `work` returns, or a fault of the store; in both cases nothing was changed.
    pub fn write<T>(&mut self, doing: Doing, work: impl FnOnce(&mut Writing<'_, '_>) -> Outcome<T>) -> Outcome<T> {
        self.write_and_tell(doing, |w, _| work(w))
    }

    /// The same with the world outside in hand, so that long work can say how far it is and be stopped.
    ///
    /// # Errors
    /// As [`Sitting::write`].
    pub(crate) fn write_and_tell<T>(
        &mut self,
        doing: Doing,
        work: impl FnOnce(&mut Writing<'_, '_>, &mut dyn Surroundings) -> Outcome<T>,
    ) -> Outcome<T> {
        self.opened.may_act(doing.act)?;
        self.opened.may_write_to_damaged(doing.act)?;
        let Opened { store, slots, unlocked, device, folder, .. } = &mut *self.opened;
        let mut hands = Hands { slots: slots.clone(), unlocked, device, changed: false };
        let cause = cause(self.session, doing, self.now);
        let (now, outside) = (self.now, &mut *self.surroundings);
        let (done, _receipt) = store.write::<T, Trouble>(cause, |inner| {
            let mut writing = Writing { inner, now, touched: BTreeSet::new(), referenced: None, hands: &mut hands };
            let done = work(&mut writing, outside)?;
            writing.settle()?;
            hands.keep(folder)?;
            Ok(done)
        })?;
        if hands.changed {
            *slots = hands.slots;
        }
        *self.saved_at = Some(self.now);
        self.opened.mark_after(doing.act, self.now);
        Ok(done)
    }

    /// Does work in a transaction and lets nothing of it stand; what came of it.
    ///
    /// # Errors
    /// As [`Sitting::write`].
    pub(crate) fn rehearse<T>(
        &mut self,
        doing: Doing,
        work: impl FnOnce(&mut Writing<'_, '_>, &mut dyn Surroundings) -> Outcome<T>,
    ) -> Outcome<T> {
        let mut seen = None;
        let ended = self.write_and_tell::<()>(doing, |w, outside| {
            seen = Some(work(w, outside)?);
            Err(Plain::Stopped.into())
        });
        match (seen, ended) {
            (Some(seen), _) => Ok(seen),
            (None, Err(trouble)) => Err(trouble),
            (None, Ok(())) => Err(Fault { place: "keeping.rehearse", cause: "nothing was rehearsed".to_owned() }.into()),
        }
    }

    /// Leaves an act without entries: something was opened, read or printed.
    ///
    /// # Errors
    /// Faults of the store only; what was about to be shown must then not be shown.
    pub fn note(&mut self, doing: Doing) -> Outcome<()> {
        self.opened.may_act(doing.act)?;
        let cause = cause(self.session, doing, self.now);
        self.opened.store.log(cause)?;
        self.opened.mark_after(doing.act, self.now);
        Ok(())
    }

    /// A setting, if it was ever kept.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn setting<S: DeserializeOwned>(&self, key: &str) -> Outcome<Option<S>> {
        let value = self.opened.store.setting(key)?;
        Ok(value.and_then(|value| serde_json::from_value(value).ok()))
    }

    /// Keeps a setting. Not an act, and nothing about a person.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn keep_setting<S: Serialize>(&mut self, key: &str, value: &S) -> Outcome<()> {
        Ok(self.opened.store.set_setting(key, &as_value(value)?)?)
    }

    pub(crate) fn put_draft(&mut self, form: &str, subject: Option<RecordId>, text: &str) -> Outcome<()> {
        let draft = store::Draft {
            form: form.to_owned(),
            subject: subject.map(id_of),
            at_ms: self.now.timestamp_millis(),
            body: serde_json::Value::String(text.to_owned()),
        };
        Ok(self.opened.store.put_draft(self.me(), &draft)?)
    }

    pub(crate) fn get_draft(&self, form: &str, subject: Option<RecordId>) -> Outcome<Option<(String, Moment)>> {
        let draft = self.opened.store.draft(self.me(), form, subject.map(id_of))?;
        Ok(draft.and_then(|draft| Some((draft.body.as_str()?.to_owned(), moment_of(draft.at_ms)))))
    }

    pub(crate) fn remove_draft(&mut self, form: &str, subject: Option<RecordId>) -> Outcome<()> {
        Ok(self.opened.store.drop_draft(self.me(), form, subject.map(id_of))?)
    }

    fn me(&self) -> Id {
        id_of(self.session.member.into())
    }

    /// Size of the store's file in bytes.
    pub(crate) fn store_bytes(&self) -> Outcome<u64> {
        std::fs::metadata(self.opened.store.path())
            .map(|about| about.len())
            .map_err(|cause| Fault { place: "keeping.size", cause: cause.kind().to_string() }.into())
    }

    /// How many cases there are.
    pub(crate) fn case_count(&self) -> Outcome<u32> {
        let page = self.opened.store.cases(&store::CasesAsked { limit: 0, ..Default::default() })?;
        Ok(u32::try_from(page.total).unwrap_or(u32::MAX))
    }
}

pub(crate) fn as_value<S: Serialize>(value: &S) -> Outcome<serde_json::Value> {
    serde_json::to_value(value).map_err(|cause| Fault { place: "keeping.value", cause: cause.to_string() }.into())
}

fn cause(session: &Session, doing: Doing, now: Moment) -> Cause<'static> {
    let actor = id_of(session.member.into());
    let mut cause = Cause::new(doing.act, actor, session.agency.code(), now.timestamp_millis());
    cause.subject = doing.subject.map(id_of);
    cause.case = doing.case.map(|case| id_of(case.into()));
    cause.reason_code = doing.reason;
    cause
}

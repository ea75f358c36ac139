//! Reading and writing records by their own types: the only way from a command to the store.

use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agency::Agency;
use casework::body::{Body, Category, Kind};
use casework::ids::{CaseId, RecordId};
use casework::when::Moment;

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

impl Sitting<'_> {
    /// A record that must be there.
    ///
    /// # Errors
    /// `not_found` when there is none of this kind with this id.
    pub fn read<B: Body>(&self, id: impl Into<RecordId>) -> Outcome<Kept<B>> {
        let _ = id.into();
        unimplemented!()
    }

    /// A record that may be there.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn look_up<B: Body>(&self, id: impl Into<RecordId>) -> Outcome<Option<Kept<B>>> {
        let _ = id.into();
        unimplemented!()
    }

    /// Every record of a kind filed under a case or meeting, oldest first.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn filed_under<B: Body>(&self, group: impl Into<RecordId>) -> Outcome<Vec<Kept<B>>> {
        let _ = group.into();
        unimplemented!()
    }

    /// Every record of a kind in the store, oldest first. For few: members, packs, meetings.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn all_of<B: Body>(&self) -> Outcome<Vec<Kept<B>>> {
        unimplemented!()
    }

    /// The kind and group of a record of any kind.
    ///
    /// # Errors
    /// `not_found` when there is none.
    pub fn kind_of(&self, id: RecordId) -> Outcome<(Kind, Option<RecordId>)> {
        let _ = id;
        unimplemented!()
    }

    /// The one writing function: root act, entries, projections and indexes in one transaction.
    /// Afterwards the index row of every case touched is made afresh, in the same transaction.
    ///
    /// # Errors
    /// What `work` returns, or a fault of the store; in both cases nothing was changed.
    pub fn write<T>(&mut self, doing: Doing, work: impl FnOnce(&mut Writing<'_>) -> Outcome<T>) -> Outcome<T> {
        let _ = (doing, work);
        unimplemented!()
    }

    /// Leaves an act without entries: something was opened, read or printed.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn note(&mut self, doing: Doing) -> Outcome<()> {
        let _ = doing;
        unimplemented!()
    }
}

/// An open transaction of one writing command.
pub struct Writing<'w> {
    pub(crate) _store: std::marker::PhantomData<&'w mut ()>,
}

impl Writing<'_> {
    /// Creates a record as one whole entry and indexes it (timeline, actions, checks, alerts, search).
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn create<B: Body>(&mut self, filing: Filing, body: &B) -> Outcome<RecordId> {
        let _ = (filing, body);
        unimplemented!()
    }

    /// Corrects one field of a record: an entry that replaces the field's heads. `value` is the field's new value.
    ///
    /// # Errors
    /// `not_found`, or faults of the store.
    pub fn amend<V: serde::Serialize>(&mut self, record: impl Into<RecordId>, field: &str, value: &V) -> Outcome<()> {
        let _ = (record.into(), field, value);
        unimplemented!()
    }

    /// Reads a record inside the transaction.
    ///
    /// # Errors
    /// `not_found` when there is none.
    pub fn read<B: Body>(&self, id: impl Into<RecordId>) -> Outcome<Kept<B>> {
        let _ = id.into();
        unimplemented!()
    }

    /// Gives a case the next free reference of this year, as in "N-26-0147".
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn next_reference(&mut self, prefix: &str) -> Outcome<String> {
        let _ = prefix;
        unimplemented!()
    }

    /// A child act within this command; it names the root.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn child_act(&mut self, act: &'static str, subject: Option<RecordId>) -> Outcome<()> {
        let _ = (act, subject);
        unimplemented!()
    }
}

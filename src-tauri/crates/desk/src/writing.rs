//! One writing command at work: records made and corrected inside one transaction, indexes and slots with them.

use crate::keeping::{Filing, Kept, as_value, filed, id_of, look_up, record_of};
use crate::trouble::{Fault, Outcome, Plain};
use casework::agency::Agency;
use casework::body::{Body, Category, Kind, category_of_detail};
use casework::ids::{CaseId, RecordId};
use casework::people::{KnownDetail, Person};
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a writing command may do to the slot file; it is written before the transaction commits.
pub(crate) struct Hands<'h> {
    pub(crate) slots: sealing::KeySlots,
    pub(crate) unlocked: &'h sealing::Unlocked,
    pub(crate) device: &'h sealing::DeviceSecret,
    pub(crate) changed: bool,
}

/// Slots as a writing command changes them.
pub(crate) trait SlotHands {
    fn slots(&self) -> &sealing::KeySlots;
    fn unlocked(&self) -> &sealing::Unlocked;
    fn device(&self) -> &sealing::DeviceSecret;
    fn put(&mut self, slots: sealing::KeySlots);
}

impl SlotHands for Hands<'_> {
    fn slots(&self) -> &sealing::KeySlots {
        &self.slots
    }

    fn unlocked(&self) -> &sealing::Unlocked {
        self.unlocked
    }

    fn device(&self) -> &sealing::DeviceSecret {
        self.device
    }

    fn put(&mut self, slots: sealing::KeySlots) {
        self.slots = slots;
        self.changed = true;
    }
}

impl Hands<'_> {
    pub(crate) fn keep(&self, folder: &std::path::Path) -> Outcome<()> {
        if !self.changed {
            return Ok(());
        }
        let text = self.slots.to_json().map_err(|cause| Fault { place: "keeping.slots", cause: cause.to_string() })?;
        Ok(store::write_slots(folder, &text)?)
    }
}

/// An open transaction of one writing command.
pub struct Writing<'a, 'w> {
    pub(crate) inner: &'a mut store::Writing<'w>,
    pub(crate) now: Moment,
    pub(crate) touched: BTreeSet<RecordId>,
    /// The setting that holds the last case number given, and that number; kept when the command settles.
    pub(crate) referenced: Option<(String, u32)>,
    pub(crate) hands: &'a mut (dyn SlotHands + 'a),
}

impl Writing<'_, '_> {
    /// Creates a record as one whole entry and indexes it (timeline, actions, checks, alerts, search).
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn create<B: Body>(&mut self, filing: Filing, body: &B) -> Outcome<RecordId> {
        let record = record_of(self.inner.fresh_id()?);
        self.create_as(record, filing, body)?;
        Ok(record)
    }

    /// Opens a case: the record is its own group.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn open_case(&mut self, owner: Agency, body: &casework::referral::CaseFile) -> Outcome<CaseId> {
        let case = self.fresh_case()?;
        self.create_as(case.into(), Filing::under(case, owner), body)?;
        Ok(case)
    }

    /// An id for a case that is about to be opened.
    pub(crate) fn fresh_case(&self) -> Outcome<CaseId> {
        Ok(record_of(self.inner.fresh_id()?).into())
    }

    pub(crate) fn create_as<B: Body>(&mut self, record: RecordId, filing: Filing, body: &B) -> Outcome<()> {
        let value = as_value(body)?;
        let category = match filing.category {
            Some(chosen) => chosen,
            None => self.category_of_new(B::KIND, &value)?,
        };
        self.inner.create(filing.place::<B>(record, category), &value)?;
        self.index(B::KIND, record, filing.group, (filing.owner, category), (self.now.timestamp_millis(), &value))
    }

    /// A detail is as closed as the person it is about, who stands in a record of their own. Of an unknown person it is
    /// closed.
    fn category_of_new(&self, kind: Kind, body: &Value) -> Outcome<Category> {
        if kind == Kind::KnownDetail
            && let Ok(detail) = KnownDetail::deserialize(body)
            && let Some(person) = look_up::<Person>(self.inner.store(), detail.person.into())?
        {
            return Ok(category_of_detail(person.body.role));
        }
        Ok(crate::indexing::category_of_body(kind, body))
    }

    /// Corrects one field of a record: an entry that replaces the field's heads. `value` is the field's new value.
    ///
    /// # Errors
    /// `not_found`, or faults of the store.
    pub fn amend<V: Serialize>(&mut self, record: impl Into<RecordId>, field: &str, value: &V) -> Outcome<()> {
        let record = record.into();
        self.inner.correct(id_of(record), field, &as_value(value)?)?;
        let settled = self.inner.store().the_record(id_of(record))?;
        let kind = Kind::from_code(&settled.kind).ok_or(Plain::NotFound)?;
        let owner = Agency::from_code(&settled.owner).unwrap_or(Agency::Other);
        let category = crate::indexing::category_from_code(&settled.category);
        if matches!(kind, Kind::KnownDetail | Kind::CaseFile | Kind::Referral) {
            self.inner.drop_keys(id_of(record))?;
        }
        let body = crate::protective_reading::shown(&settled);
        self.index(kind, record, settled.case.map(record_of), (owner, category), (self.now.timestamp_millis(), &body))
    }

    /// Makes the index rows of a record that came from elsewhere, or lost a value, as it stands now.
    ///
    /// # Errors
    /// Faults of the store only.
    pub(crate) fn index_again(&mut self, record: store::Id) -> Outcome<()> {
        let stands = self.inner.store().the_record(record)?;
        self.index_standing(&stands)
    }

    /// The same of a record that was read just now.
    ///
    /// # Errors
    /// Faults of the store only.
    pub(crate) fn index_standing(&mut self, stands: &store::Record) -> Outcome<()> {
        let Some(kind) = Kind::from_code(&stands.kind).filter(|_| !stands.closed && !stands.erased) else { return Ok(()) };
        let owner = Agency::from_code(&stands.owner).unwrap_or(Agency::Other);
        let category = crate::indexing::category_from_code(&stands.category);
        self.inner.drop_keys(stands.id)?;
        let body = crate::protective_reading::shown(stands);
        let at_ms = crate::indexing::written_ms(self.inner.store(), stands)?;
        self.index(kind, record_of(stands.id), stands.case.map(record_of), (owner, category), (at_ms, &body))
    }

    /// Reads a record inside the transaction.
    ///
    /// # Errors
    /// `not_found` when there is none.
    pub fn read<B: Body>(&self, id: impl Into<RecordId>) -> Outcome<Kept<B>> {
        look_up(self.inner.store(), id.into())?.ok_or_else(|| Plain::NotFound.into())
    }

    /// Every record of a kind filed under a case or meeting, inside the transaction.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn filed_under<B: Body>(&self, group: impl Into<RecordId>) -> Outcome<Vec<Kept<B>>> {
        filed(self.inner.store(), group.into())
    }

    /// Gives a case the next free reference of this year, as in "N-26-0147".
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn next_reference(&mut self, prefix: &str) -> Outcome<String> {
        let year = chrono::Datelike::year(&casework::when::london_day(self.now));
        let store = self.inner.store();
        // Two laptops apart must not give the same reference.
        let letter = store.setting(crate::laptops::LETTER)?.and_then(|kept| kept.as_str().map(str::to_owned)).unwrap_or_default();
        let prefix = &format!("{prefix}{letter}");
        let key = format!("reference:{prefix}:{year}");
        let mut number = match &self.referenced {
            Some((last, number)) if *last == key => *number,
            Some(_) | None => {
                let used = store.setting(&key)?.and_then(|value| value.as_u64()).unwrap_or(0);
                u32::try_from(used).unwrap_or(0)
            }
        };
        loop {
            number = number.saturating_add(1);
            let reference = casework::rules::referral::reference(prefix, year, number);
            if store.case_by_reference(&reference)?.is_none() {
                self.referenced = Some((key, number));
                return Ok(reference);
            }
        }
    }

    /// A child act within this command; it names the root.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn child_act(&mut self, act: &'static str, subject: Option<RecordId>) -> Outcome<()> {
        self.inner.child_act(act, subject.map(id_of))?;
        Ok(())
    }
}

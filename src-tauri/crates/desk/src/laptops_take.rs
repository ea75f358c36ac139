//! What came from another laptop of the unit, taken into an open transaction: merged, kept closed, or held back, never half.

use crate::keeping::{Kept, Writing, id_of};
use crate::laptops::{all, device_of};
use crate::laptops_frames::Frame;
use crate::laptops_waiting::{HANDED, bar_who_left, index, keep_handed, receive_open, strike_off, take_waiting};
use crate::trouble::{Outcome, Plain, Trouble};
use bundles::{CarriedRecord, OpenedBundle, Part};
use casework::laptop::Laptop;
use journal::EntryHeader;
use std::collections::{BTreeMap, BTreeSet};
use store::{CompartmentCame, Direction, Id, LaptopFile, SealedCarried, Store};

/// Held back until somebody takes it in who may open it.
pub(crate) const WAITS: &str = "waits";
/// Held back because it was written on a laptop that was struck off.
pub(crate) const STRUCK_OFF: &str = "struck_off";
/// Held back because it does not fit what is here.
pub(crate) const NOT_GENUINE: &str = "not_genuine";
/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Came {
    /// Records that were not here.
    pub(crate) new: u32,
    /// Records that were here and changed.
    pub(crate) changed: u32,
    /// Entries that were not here.
    pub(crate) entries: u64,
    /// Fields for which more than one value stands now.
    pub(crate) conflicts: u32,
    /// Records held back until somebody may open them.
    pub(crate) waiting: u32,
    /// Records set apart for a person to look at.
    pub(crate) set_apart: u32,
}

/// One file being taken in.
pub(crate) struct Taking<'t> {
    from: &'t Kept<Laptop>,
    device: Id,
    /// Laptops struck off, with the time from which they are not believed.
    struck_off: Vec<(Id, i64)>,
    aside: BTreeMap<Id, String>,
    erased: Vec<Id>,
    touched: BTreeSet<Id>,
    came: Came,
}

impl<'t> Taking<'t> {
    pub(crate) fn from(w: &Writing<'_, '_>, from: &'t Kept<Laptop>) -> Outcome<Self> {
        let mut struck_off = Vec::new();
        for kept in all(w.inner.store())? {
            if let Some(gone) = &kept.body.struck_off {
                struck_off.push((device_of(&kept.body)?, gone.gone_at.timestamp_millis()));
            }
        }
        let device = device_of(&from.body)?;
        Ok(Self {
            from,
            device,
            struck_off,
            aside: BTreeMap::new(),
            erased: Vec::new(),
            touched: BTreeSet::new(),
            came: Came::default(),
        })
    }

    /// Takes the file in to its last byte. `go_on` is told after each section how far it is, and may stop it.
    pub(crate) fn take(
        mut self,
        w: &mut Writing<'_, '_>,
        mut opened: OpenedBundle<'_>,
        go_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Outcome<Came> {
        w.child_act("take_from_laptop", Some(self.from.id))?;
        let sections = opened.manifest().sections.len() as u64;
        let mut done = 0;
        while let Some(part) = opened.next_part().map_err(|why| crate::arriving::in_words(&why))? {
            match part {
                Part::Laptop(frames) => self.take_frames(w, &frames)?,
                Part::Records(part) => {
                    for aside in part.quarantined {
                        let record = aside.record.unwrap_or(Id([0; 16]));
                        self.hold(w, (record, NOT_GENUINE, aside.entries), &aside.bytes)?;
                    }
                    part.records.into_iter().try_for_each(|record| self.take_open(w, record))?;
                }
                Part::Attachment(_)
                | Part::Form { .. }
                | Part::Receipt(_)
                | Part::Withdrawal(_)
                | Part::Correction(_)
                | Part::Unknown(_) => {}
            }
            done += 1;
            if !go_on(done, sections) {
                return Err(Plain::Stopped.into());
            }
        }
        let whole = opened.finish().map_err(|why| crate::arriving::in_words(&why))?;
        self.settle(w)?;
        let manifest = &whole.manifest;
        let noted = w.inner.note_laptop_file(&LaptopFile {
            laptop: self.device,
            direction: Direction::Received,
            sequence: manifest.sequence,
            bundle: manifest.bundle_id,
            previous: manifest.previous,
            hash: whole.sha256,
            sealed_at_ms: manifest.created_ms,
            at_ms: w.now.timestamp_millis(),
            through: 0,
            changes: self.came.entries,
            confirmed_at_ms: None,
        });
        match noted {
            Ok(()) => Ok(self.came),
            Err(store::Fault::Taken) => {
                Err(crate::arriving::in_words(&bundles::OpenRefusal::Forked { sequence: manifest.sequence }))
            }
            Err(fault) => Err(fault.into()),
        }
    }

    fn take_frames(&mut self, w: &mut Writing<'_, '_>, frames: &[Vec<u8>]) -> Outcome<()> {
        let mut keys_came = false;
        for frame in frames {
            if let Some(sealed) = SealedCarried::read(frame)? {
                // Keys stand before records in a file.
                if std::mem::take(&mut keys_came) {
                    w.open_compartments_again()?;
                }
                self.take_sealed(w, sealed)?;
                continue;
            }
            match Frame::read(frame)? {
                Frame::Heard { laptop, sequence, bundle, hash, at_ms, .. } => {
                    if laptop == w.inner.store().device() {
                        w.inner.confirm_laptop_file(self.device, sequence, bundle, hash, at_ms)?;
                    }
                }
                Frame::Signer { member, signs } if self.is_of_key_desk() => {
                    crate::walls::remember_keys(w.inner.store(), std::iter::once((member, signs)))?;
                }
                Frame::Signer { .. } | Frame::Joining(_) => {}
                Frame::Erased(record) => self.erased.push(record),
                Frame::Came { entry, import } => w.inner.note_brought(entry, import)?,
                Frame::Aside { entry, why } => {
                    self.aside.insert(entry, why);
                }
                Frame::Handed { member, name, handed } => keep_handed(w.inner.store(), HANDED, (member, &name), &handed)?,
                Frame::Other => match CompartmentCame::read(frame)? {
                    Some(came) => keys_came |= self.take_keys(w, &came)?,
                    None => w.inner.take_file_frame(frame)?,
                },
            }
        }
        if keys_came { w.open_compartments_again() } else { Ok(()) }
    }

    fn is_of_key_desk(&self) -> bool {
        self.from.body.key_desk && self.from.body.struck_off.is_none()
    }

    /// Takes a compartment: any from the laptop where keys are changed; from another only that of a restricted case that is
    /// new here, because it was opened there.
    fn take_keys(&self, w: &mut Writing<'_, '_>, came: &CompartmentCame) -> Outcome<bool> {
        let opened_there = store::case_of_restriction(came.code()).is_some()
            && w.inner.store().compartment(came.code())?.is_none()
            && self.from.body.struck_off.is_none();
        if self.is_of_key_desk() || opened_there {
            w.inner.take_compartment(came)?;
            return Ok(true);
        }
        Ok(false)
    }

    fn take_open(&mut self, w: &mut Writing<'_, '_>, mut record: CarriedRecord) -> Outcome<()> {
        let headers: Vec<&EntryHeader> = record.entries.iter().map(|entry| &entry.header).collect();
        let not_believed = self.not_believed(w.inner.store(), &headers)?;
        if !not_believed.is_empty() {
            let mut apart = record.clone();
            apart.entries.retain(|entry| not_believed.contains(&entry.header.id));
            self.hold(w, (record.record, STRUCK_OFF, apart.entries.len()), &apart.bytes())?;
            record.entries.retain(|entry| !not_believed.contains(&entry.header.id));
        }
        if record.entries.is_empty() {
            return Ok(());
        }
        let came = self.meant_aside(w.inner.store(), record.entries.iter().map(|entry| entry.header.id))?;
        let is_new = w.inner.store().is_erased(record.record)?.is_none();
        let received = receive_open(w, &record);
        self.received(w, received, (record.record, record.entries.len(), is_new), || record.bytes())?;
        self.put_aside(w, came)
    }

    fn take_sealed(&mut self, w: &mut Writing<'_, '_>, mut sealed: SealedCarried) -> Outcome<()> {
        let headers: Vec<&EntryHeader> = sealed.entries.iter().map(|(header, _)| header).collect();
        let not_believed = self.not_believed(w.inner.store(), &headers)?;
        if !not_believed.is_empty() {
            let mut apart = sealed.clone();
            apart.entries.retain(|(header, _)| not_believed.contains(&header.id));
            self.hold(w, (sealed.record, STRUCK_OFF, apart.entries.len()), &apart.frame())?;
            sealed.entries.retain(|(header, _)| !not_believed.contains(&header.id));
            if sealed.entries.is_empty() {
                return Ok(());
            }
        }
        let came = self.meant_aside(w.inner.store(), sealed.entries.iter().map(|(header, _)| header.id))?;
        let is_new = w.inner.store().is_erased(sealed.record)?.is_none();
        let received = w.inner.receive_sealed(&sealed);
        self.received(w, received, (sealed.record, sealed.entries.len(), is_new), || sealed.frame())?;
        self.put_aside(w, came)
    }

    /// The entries of a laptop that was struck off that are not believed: new here and dated after it was gone, or come
    /// from it itself; and all that follows them in their stream.
    fn not_believed(&self, store: &Store, headers: &[&EntryHeader]) -> Outcome<BTreeSet<Id>> {
        let mut refused = BTreeSet::new();
        if self.struck_off.is_empty() {
            return Ok(refused);
        }
        let from_it = self.struck_off.iter().any(|(device, _)| *device == self.device);
        let mut cut: BTreeSet<Id> = BTreeSet::new();
        for header in headers {
            let gone = self.struck_off.iter().find(|(device, _)| *device == header.device);
            let late = gone.is_some_and(|(_, gone_at)| header.time_ms >= *gone_at);
            let refuse = cut.contains(&header.stream) || ((late || from_it) && store.entry(header.id)?.is_none());
            if refuse {
                cut.insert(header.stream);
                refused.insert(header.id);
            }
        }
        Ok(refused)
    }

    /// The entries among these that stand in nothing there and are not here yet.
    fn meant_aside(&self, store: &Store, entries: impl Iterator<Item = Id>) -> Outcome<Vec<Id>> {
        let mut found = Vec::new();
        for entry in entries.filter(|entry| self.aside.contains_key(entry)) {
            if store.entry(entry)?.is_none() {
                found.push(entry);
            }
        }
        Ok(found)
    }

    fn put_aside(&self, w: &mut Writing<'_, '_>, entries: Vec<Id>) -> Outcome<()> {
        for entry in entries {
            if w.inner.store().entry(entry)?.is_some() {
                w.inner.set_aside(&[entry], self.aside.get(&entry).map_or("", String::as_str))?;
            }
        }
        Ok(())
    }

    fn received(
        &mut self,
        w: &mut Writing<'_, '_>,
        received: Result<store::Received, store::Fault>,
        (record, entries, is_new): (Id, usize, bool),
        frame: impl FnOnce() -> Vec<u8>,
    ) -> Outcome<()> {
        match received {
            Ok(received) if received.changed() => {
                self.came.entries += u64::from(received.new);
                if is_new {
                    self.came.new += 1
                } else {
                    self.came.changed += 1
                }
                self.touched.insert(record);
                Ok(())
            }
            // What was erased here stays so, and that goes back.
            Ok(_) | Err(store::Fault::Erased(_)) => Ok(()),
            Err(store::Fault::Closed(_) | store::Fault::ClosedCompartment) => self.hold(w, (record, WAITS, entries), &frame()),
            Err(store::Fault::NotGenuine | store::Fault::Taken | store::Fault::Unreadable | store::Fault::NotAnObject) => {
                self.hold(w, (record, NOT_GENUINE, entries), &frame())
            }
            Err(fault) => Err(fault.into()),
        }
    }

    fn hold(&mut self, w: &mut Writing<'_, '_>, (record, why, entries): (Id, &str, usize), frame: &[u8]) -> Outcome<()> {
        if why == WAITS {
            self.came.waiting += 1
        } else {
            self.came.set_apart += 1
        }
        Ok(w.inner.hold_back(self.device, record, why, entries, frame)?)
    }

    /// Whether the record of a laptop changed: one may have been struck off.
    fn brought_a_laptop(&self, store: &Store) -> Outcome<bool> {
        let known: BTreeSet<Id> = all(store)?.iter().map(|kept| id_of(kept.id)).collect();
        Ok(self.touched.iter().any(|record| known.contains(record)))
    }

    /// After the last record: what was erased, who left, which laptop is gone, and every list.
    fn settle(&mut self, w: &mut Writing<'_, '_>) -> Outcome<()> {
        for record in std::mem::take(&mut self.erased) {
            if w.inner.store().is_erased(record)? == Some(false) && self.from.body.struck_off.is_none() {
                w.inner.erase(record)?;
                self.touched.remove(&record);
            }
        }
        if self.brought_a_laptop(w.inner.store())? {
            self.touched.extend(strike_off(w)?);
        }
        bar_who_left(w)?;
        self.touched.extend(take_waiting(w)?);
        for record in std::mem::take(&mut self.touched) {
            self.came.conflicts += index(w, record)?;
        }
        Ok(())
    }
}

/// The record of the laptop a file came from.
pub(crate) fn sender<'k>(known: &'k [Kept<Laptop>], key: &[u8; 32]) -> Result<Option<&'k Kept<Laptop>>, Trouble> {
    for kept in known {
        if crate::laptops::signs_with(&kept.body)? == *key {
            return Ok(Some(kept));
        }
    }
    Ok(None)
}

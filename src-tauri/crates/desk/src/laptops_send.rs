//! What goes to another laptop of the unit: everything new here since it last confirmed something, behind walls as it lies.

use crate::keeping::{Kept, Writing, id_of};
use crate::laptops::{Line, device_of, fault, is_key_desk, seals_to, unit_id};
use crate::laptops_frames::Frame;
use crate::sharing_values::of_store;
use crate::trouble::{Outcome, Plain, Trouble};
use crate::unit::hex;
use bundles::{BundleKind, CarriedRecord, Content, KeyBytes, Plan, Recipient, SealTrouble, Signers, Terms};
use casework::laptop::Laptop;
use chrono::TimeDelta;
use sealing::UserKeys;
use store::{Direction, ForLaptop, Hash, Id, LaptopFile};

/// Files heard of that are named in every file: one that was lost is made up for.
const HEARD: usize = 20;
/// A file lies on a stick for a while, and the clocks of two laptops differ.
const GOOD_FOR_DAYS: i64 = 5 * 366;

/// What is to be told.
#[derive(Default)]
pub(crate) struct Outgoing {
    /// Before the records: who confirmed what, keys, what stands in nothing.
    before: Vec<Vec<u8>>,
    records: Vec<CarriedRecord>,
    /// After them: records behind walls, what was erased, imports, files.
    after: Vec<Vec<u8>>,
    /// Entries of our own among it.
    pub(crate) changes: u64,
    /// Records of restricted cases that a member of the case has to seal here first.
    pub(crate) waiting: u32,
    through: u64,
    sequence: u64,
    previous: Option<Hash>,
}

impl Outgoing {
    /// Collects it; nothing where there is nothing to tell.
    pub(crate) fn collect(w: &Writing<'_, '_>, laptop: &Kept<Laptop>, more: Vec<Vec<u8>>) -> Outcome<Option<Self>> {
        let store = w.inner.store();
        let device = device_of(&laptop.body)?;
        let line = Line::of(store, device)?;
        let base = line.has_through();
        let mut out = Self {
            changes: store.count_written_after(base)?,
            through: w.inner.act_number(),
            sequence: line.sent.last().map_or(1, |last| last.sequence + 1),
            previous: line.sent.last().map(|last| last.hash),
            ..Self::default()
        };
        let needed = !more.is_empty() || line.owes_word();
        out.before.extend(more);
        out.hear(&line);
        let keys_changed = out.take_keys(w, laptop)?;
        for record in store.changed_after(base, device)? {
            out.add(store, record)?;
        }
        let empty = out.records.is_empty() && out.after.is_empty();
        Ok((needed || keys_changed || !empty).then_some(out))
    }

    fn hear(&mut self, line: &Line) {
        for file in line.received.iter().rev().take(HEARD) {
            let LaptopFile { laptop, sequence, bundle, hash, at_ms, changes, .. } = *file;
            self.before.push(Frame::Heard { laptop, sequence, bundle, hash, at_ms, changes }.bytes());
        }
    }

    /// Compartments and who signs; whether that laptop was not told of them as they are now.
    fn take_keys(&mut self, w: &Writing<'_, '_>, laptop: &Kept<Laptop>) -> Outcome<bool> {
        let store = w.inner.store();
        let frames = store.compartment_frames()?;
        if is_key_desk(store)? {
            for (member, signs) in crate::walls::all_signers(store, w.hands.slots())? {
                self.before.push(Frame::Signer { member, signs }.bytes());
            }
        }
        let told = hex(&sealing::sha256(&frames.concat()));
        let key = told_key(laptop);
        let changed = store.setting(&key)?.and_then(|value| value.as_str().map(str::to_owned)).as_deref() != Some(&told);
        self.before.extend(frames);
        store.set_setting(&key, &serde_json::Value::String(told))?;
        Ok(changed)
    }

    fn add(&mut self, store: &store::Store, record: Id) -> Outcome<()> {
        match store.for_laptop(record)? {
            ForLaptop::Open(carried) => self.records.push(of_store(carried)),
            ForLaptop::Sealed(carried) => self.after.push(carried.frame()),
            ForLaptop::Waits => {
                self.waiting += 1;
                return Ok(());
            }
        }
        for aside in store.set_aside_of(record)? {
            self.before.push(Frame::Aside { entry: aside.entry, why: aside.why }.bytes());
        }
        if store.is_erased(record)? == Some(true) {
            self.after.push(Frame::Erased(record).bytes());
            return Ok(());
        }
        for (entry, import) in store.brought_entries(record)? {
            self.after.push(Frame::Came { entry, import }.bytes());
        }
        self.after.extend(store.file_frames(record)?);
        Ok(())
    }

    /// Seals it, and notes the file in its line.
    pub(crate) fn seal(&self, w: &mut Writing<'_, '_>, laptop: &Kept<Laptop>, by: &By<'_>) -> Outcome<Vec<u8>> {
        let unit = unit_id(w.inner.store())?;
        let created_ms = w.now.timestamp_millis();
        let days = |many| TimeDelta::days(many).num_milliseconds();
        let mut content = Vec::new();
        if !self.before.is_empty() {
            content.push(Content::Laptop(&self.before));
        }
        if !self.records.is_empty() {
            content.push(Content::Records { case: None, records: &self.records });
        }
        if !self.after.is_empty() {
            content.push(Content::Laptop(&self.after));
        }
        let plan = Plan {
            kind: BundleKind::OwnUnit,
            route: bundles::Route::OwnUnit,
            sender_unit: unit,
            exporter: Id(w.hands.unlocked().member_id),
            recipients: vec![Recipient { unit, key: KeyBytes(seals_to(&laptop.body)?) }],
            agreement: None,
            purpose: "own-unit".to_owned(),
            basis: Vec::new(),
            terms: own_terms(by.marking),
            created_ms,
            not_before_ms: created_ms - days(366),
            not_after_ms: created_ms + days(GOOD_FOR_DAYS),
            sequence: self.sequence,
            previous: self.previous.unwrap_or(Hash::NONE),
            schema: store::SCHEMA_VERSION,
            checkpoint: None,
            content,
        };
        let mut file = Vec::new();
        let signers = Signers { unit: by.keys, exporter: &w.hands.unlocked().user_keys };
        let sealed = bundles::seal(&mut file, &plan, &signers).map_err(not_sealed)?;
        w.child_act("seal_for_laptop", Some(laptop.id))?;
        w.inner.note_laptop_file(&LaptopFile {
            laptop: device_of(&laptop.body)?,
            direction: Direction::Sent,
            sequence: self.sequence,
            bundle: sealed.bundle_id,
            previous: plan.previous,
            hash: sealed.sha256,
            sealed_at_ms: created_ms,
            at_ms: created_ms,
            through: self.through,
            changes: self.changes,
            confirmed_at_ms: None,
        })?;
        Ok(file)
    }
}

/// Who seals: this laptop, and under which marking.
pub(crate) struct By<'a> {
    pub(crate) keys: &'a UserKeys,
    pub(crate) marking: &'a str,
}

fn told_key(laptop: &Kept<Laptop>) -> String {
    format!("laptop:told:{}", id_of(laptop.id))
}

/// Terms bind another unit; within one they say nothing more than where the data lies already.
fn own_terms(marking: &str) -> Terms {
    Terms {
        marking: marking.to_owned(),
        onward: bundles::Onward::NotAllowed,
        onward_parties: Vec::new(),
        printing: bundles::Printing::Allowed,
        delete_by: None,
        review_by: None,
    }
}

fn not_sealed(trouble: SealTrouble) -> Trouble {
    match trouble {
        SealTrouble::OverLimit(_) => Plain::ShareTooLarge.into(),
        other => fault(&other),
    }
}

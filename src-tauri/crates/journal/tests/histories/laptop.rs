//! One laptop of the model: it walks chains, checks values, sets aside with a reason, and shows heads.

use crate::entries::{Carried, Message, Revocation, Set, Value, Written};
use journal::{BrokenWhy, Heads, Id, Placed, StreamChain, commitment};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Why an entry that came stands in no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It or one before it in its stream did not fit; it may come again whole.
    Broken(BrokenWhy),
    /// Its device was revoked before it.
    AfterRevocation,
}

/// A stream as far as it is held: the walk along it, and its entries.
struct Stream {
    chain: StreamChain,
    entries: Vec<Arc<Written>>,
}

/// One laptop.
pub struct Laptop {
    pub at: usize,
    pub device: Id,
    /// The records it may hold; streams of others are not kept.
    pub holds: Vec<bool>,
    /// What stands here.
    pub standing: Set,
    /// Entries whose value is here.
    pub values: Set,
    /// What came and stands in no head.
    pub aside: BTreeMap<usize, Aside>,
    /// Entries in the order in which they were first taken in.
    pub arrived: Vec<usize>,
    /// Heads of each record.
    pub heads: Vec<Heads>,
    pub erased: Vec<bool>,
    pub revocation: Option<Arc<Revocation>>,
    streams: BTreeMap<Id, Stream>,
}

impl Laptop {
    /// A laptop with nothing on it.
    pub fn new(at: usize, device: Id, holds: Vec<bool>) -> Self {
        Self {
            at,
            device,
            standing: Set::default(),
            values: Set::default(),
            aside: BTreeMap::new(),
            arrived: Vec::new(),
            heads: vec![Heads::new(); holds.len()],
            erased: vec![false; holds.len()],
            revocation: None,
            streams: BTreeMap::new(),
            holds,
        }
    }

    /// The place and hash a new entry of a stream follows.
    pub fn end_of(&self, stream: Id) -> (u64, journal::Hash) {
        self.streams.get(&stream).map_or((0, journal::Hash::NONE), |s| s.chain.head())
    }

    /// The last place of each stream of a device that is held here.
    pub fn reached(&self, device: Id) -> BTreeMap<Id, u64> {
        let of_device = |s: &&Stream| s.entries.first().is_some_and(|e| e.header.device == device);
        self.streams.values().filter(of_device).map(|s| (s.entries[0].header.stream, s.chain.head().0)).collect()
    }

    /// The entries an edit of this field replaces: what this laptop shows, as the store takes them.
    pub fn replaced_by(&self, record: usize, field: &str) -> BTreeSet<Id> {
        if field == journal::WHOLE {
            self.heads[record].all().into_values().flatten().collect()
        } else {
            self.heads[record].of(field)
        }
    }

    /// Whole streams of everything held but what is set aside, to another laptop.
    pub fn message(&self, to: usize) -> Message {
        let kept = self.streams.values().flat_map(|s| &s.entries).filter(|e| self.standing.holds(e.n));
        let value = |n| if self.values.holds(n) { Value::Whole } else { Value::Erased };
        let entries = kept.map(|e| Carried { entry: e.clone(), value: value(e.n) }).collect();
        Message { to, entries, revocation: self.revocation.clone() }
    }

    /// Takes in what came: each stream as far as it fits.
    pub fn receive(&mut self, message: &Message) {
        if let Some(revocation) = &message.revocation {
            self.learn(revocation);
        }
        let mut came: BTreeMap<Id, Vec<&Carried>> = BTreeMap::new();
        for carried in message.entries.iter().filter(|c| self.holds[c.entry.record]) {
            came.entry(carried.entry.header.stream).or_default().push(carried);
        }
        for (stream, mut entries) in came {
            entries.sort_by_key(|c| c.entry.header.seq);
            self.walk(stream, &entries);
        }
    }

    /// Walks on along one stream; the first entry that does not fit and all after it are set aside.
    fn walk(&mut self, stream: Id, entries: &[&Carried]) {
        for (at, carried) in entries.iter().enumerate() {
            let held =
                self.streams.entry(stream).or_insert_with(|| Stream { chain: StreamChain::of(stream), entries: Vec::new() });
            let known = carried.entry.header.seq <= held.chain.head().0;
            let step = match (fits(carried), known) {
                (false, _) => Err(BrokenWhy::Value),
                (true, true) => Ok(()),
                (true, false) => held.chain.step(&carried.entry.header).map(|_| ()).map_err(|broken| broken.why),
            };
            match step {
                Ok(()) if known => self.keep_value(carried),
                Ok(()) => self.take_in(carried),
                Err(why) => {
                    let rest = entries[at..].iter().filter(|c| c.entry.header.seq > held.chain.head().0);
                    let rest: Vec<usize> = rest.map(|c| c.entry.n).collect();
                    self.aside.extend(rest.into_iter().map(|n| (n, Aside::Broken(why))));
                    return;
                }
            }
        }
    }

    /// Keeps an entry whose chain has taken it.
    pub fn take_in(&mut self, carried: &Carried) {
        let entry = &carried.entry;
        if let Some(stream) = self.streams.get_mut(&entry.header.stream) {
            stream.entries.push(entry.clone());
        }
        self.arrived.push(entry.n);
        self.keep_value(carried);
        if self.revocation.as_ref().is_some_and(|r| r.covers(&entry.header)) {
            self.aside.insert(entry.n, Aside::AfterRevocation);
        } else {
            self.aside.remove(&entry.n);
            self.standing.add(entry.n);
            self.heads[entry.record].add(placed(entry));
        }
    }

    /// Takes in an entry that was written here.
    pub fn write(&mut self, entry: &Arc<Written>) {
        let stream = entry.header.stream;
        let held = self.streams.entry(stream).or_insert_with(|| Stream { chain: StreamChain::of(stream), entries: Vec::new() });
        assert!(held.chain.step(&entry.header).is_ok(), "what is written here follows what stands here");
        self.take_in(&Carried { entry: entry.clone(), value: Value::Whole });
    }

    fn keep_value(&mut self, carried: &Carried) {
        if carried.value == Value::Whole && !self.erased[carried.entry.record] {
            self.values.add(carried.entry.n);
        }
    }

    /// Destroys every value of a record; headers stay, and what comes late is not kept.
    pub fn erase(&mut self, record: usize) {
        self.erased[record] = true;
        let of_record = self.streams.values().flat_map(|s| &s.entries).filter(|e| e.record == record);
        of_record.for_each(|e| self.values.remove(e.n));
    }

    /// Hears of a revocation: what the device wrote after it is set aside, and heads are found again without it.
    pub fn learn(&mut self, revocation: &Arc<Revocation>) {
        if self.revocation.is_some() {
            return;
        }
        self.revocation = Some(revocation.clone());
        self.heads.fill(Heads::new());
        for entry in self.streams.values().flat_map(|s| &s.entries) {
            if revocation.covers(&entry.header) {
                self.aside.insert(entry.n, Aside::AfterRevocation);
                self.standing.remove(entry.n);
            } else {
                self.heads[entry.record].add(placed(entry));
            }
        }
    }

    /// Walks every chain held again from its first link; the headers are whole even where values are erased.
    pub fn verify(&self) -> bool {
        self.streams.iter().all(|(id, stream)| {
            let mut chain = StreamChain::of(*id);
            stream.entries.iter().all(|e| chain.step(&e.header).is_ok())
        })
    }
}

/// Where an entry stands, for the heads.
pub fn placed(entry: &Written) -> Placed {
    let header = &entry.header;
    Placed { id: header.id, field: header.field.clone(), parents: header.parents.iter().copied().collect() }
}

/// The value is the one the entry committed to, or was destroyed.
fn fits(carried: &Carried) -> bool {
    let entry = &carried.entry;
    let value: &[u8] = match carried.value {
        Value::Erased => return true,
        Value::Whole => &entry.value,
        Value::Short => &entry.value[..entry.value.len() / 2],
    };
    commitment(entry.header.id, &entry.salt, value) == entry.header.commitment
}

//! What is written in a history, and how it travels from one laptop to another.

use crate::dice::Dice;
use journal::{EntryHeader, Id, SALT_LENGTH, WHOLE};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The fields of a record. The second, third and fourth are a plain value, a value with two parts and a list of two rows.
pub const FIELDS: [&str; 4] = [WHOLE, "level", "safe_contact", "numbers"];
/// Most entries of one history: a set of entries is a number of sixty-four bits.
pub const MOST: usize = 60;
/// The laptop that holds every record, never revoked; it is the one that revokes.
pub const DESK: usize = 0;

/// A set of entries of one history, by their place in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Set(pub u64);

impl Set {
    pub const fn holds(self, n: usize) -> bool {
        (self.0 >> n) & 1 == 1
    }

    pub const fn add(&mut self, n: usize) {
        self.0 |= 1 << n;
    }

    pub const fn remove(&mut self, n: usize) {
        self.0 &= !(1 << n);
    }

    pub fn each(self) -> impl Iterator<Item = usize> {
        (0..MOST).filter(move |n| self.holds(*n))
    }
}

/// One edit as it was made.
#[derive(Debug)]
pub struct Written {
    /// Its place in the history.
    pub n: usize,
    pub header: EntryHeader,
    pub salt: [u8; SALT_LENGTH],
    pub value: Vec<u8>,
    /// Which record, and which of its two parts an edit of a value with parts touches.
    pub record: usize,
    pub part: usize,
    /// The laptop that wrote it, and everything that stood there when it did.
    pub at: usize,
    pub seen: Set,
}

impl Written {
    /// True where it says something about the field.
    pub fn speaks(&self, field: &str) -> bool {
        self.header.field == field || self.header.field == WHOLE
    }
}

/// The value of an entry on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    Whole,
    /// Destroyed where it was sent from; the header is left.
    Erased,
    /// Cut short on the way.
    Short,
}

/// One entry on its way.
#[derive(Debug, Clone)]
pub struct Carried {
    pub entry: Arc<Written>,
    pub value: Value,
}

/// A device is trusted up to these places of its streams; a stream that is not named has none.
#[derive(Debug)]
pub struct Revocation {
    pub device: Id,
    pub last: BTreeMap<Id, u64>,
}

impl Revocation {
    /// True for what the device wrote after it was revoked.
    pub fn covers(&self, header: &EntryHeader) -> bool {
        header.device == self.device && self.last.get(&header.stream).is_none_or(|last| header.seq > *last)
    }
}

/// Entries under way to one laptop, in any order and state.
#[derive(Debug, Clone)]
pub struct Message {
    pub to: usize,
    pub entries: Vec<Carried>,
    pub revocation: Option<Arc<Revocation>>,
}

impl Message {
    /// What the way does to it: entries dropped, doubled and out of order, ends of streams and of values cut off.
    pub fn damage(&mut self, dice: &mut Dice) {
        if dice.percent(30) && !self.entries.is_empty() {
            let gone = dice.below(self.entries.len());
            self.entries.remove(gone);
        }
        if dice.percent(25) && !self.entries.is_empty() {
            let last = self.entries[dice.below(self.entries.len())].entry.clone();
            let after = |c: &Carried| c.entry.header.stream == last.header.stream && c.entry.header.seq > last.header.seq;
            self.entries.retain(|c| !after(c));
            if dice.percent(50) {
                let cut = self.entries.iter_mut().filter(|c| c.entry.n == last.n && c.value == Value::Whole);
                cut.for_each(|c| c.value = Value::Short);
            }
        }
        if dice.percent(30) && !self.entries.is_empty() {
            let twice = self.entries[dice.below(self.entries.len())].clone();
            self.entries.push(twice);
        }
        dice.shuffle(&mut self.entries);
    }
}

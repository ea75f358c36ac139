//! Makes a history of two to six laptops from a number, and plays it to its end.

use crate::dice::Dice;
use crate::entries::{DESK, FIELDS, MOST, Message, Revocation, Set, Written};
use crate::laptop::Laptop;
use journal::{EntryHeader, Id, commitment, stream_id};
use std::collections::HashMap;
use std::sync::Arc;

/// Categories of the records, in turn; one record has one.
const CATEGORIES: [&str; 3] = ["police", "health", "advocacy"];
const OWNER: &str = "unit";

/// How wrong the laptops' clocks are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clocks {
    /// Each is off by up to a month, and may jump back.
    Skewed,
    /// All go right.
    Right,
}

/// Everything that happened.
pub struct History {
    pub written: Vec<Arc<Written>>,
    pub laptops: Vec<Laptop>,
    pub records: usize,
    pub revocation: Option<Arc<Revocation>>,
    /// Which entry an id is of.
    pub places: HashMap<Id, usize>,
    under_way: Vec<Message>,
    dice: Dice,
    /// Clocks have chance of their own: wrong ones must change nothing else.
    clock: Dice,
    clocks: Clocks,
}

/// Plays the history of this number: work, bad ways and a revocation, but not yet the coming together.
pub fn play(seed: u64, clocks: Clocks) -> History {
    let mut dice = Dice(seed);
    let (laptops, records) = (2 + dice.below(5), 1 + dice.below(3));
    let mut history = History {
        written: Vec::new(),
        laptops: Vec::new(),
        records,
        revocation: None,
        places: HashMap::new(),
        under_way: Vec::new(),
        clock: Dice(!seed),
        clocks,
        dice,
    };
    for at in 0..laptops {
        let holds = (0..records).map(|_| at == DESK || history.dice.percent(75)).collect();
        history.laptops.push(Laptop::new(at, id_of(1, at), holds));
    }
    for _ in 0..30 + history.dice.below(90) {
        history.happen();
    }
    history
}

fn id_of(kind: u8, at: usize) -> Id {
    let mut bytes = [kind; 16];
    bytes[15] = at as u8;
    Id(bytes)
}

impl History {
    fn happen(&mut self) {
        let at = self.dice.below(self.laptops.len());
        match self.dice.below(100) {
            0..40 => self.edit(at),
            40..65 => self.send(at),
            65..95 => self.arrive(),
            95..97 => self.erase(at),
            _ => self.revoke(),
        }
    }

    fn edit(&mut self, at: usize) {
        let (record, part) = (self.dice.below(self.records), self.dice.below(2));
        let first = self.laptops[at].heads[record] == journal::Heads::new();
        let field = if first || self.dice.percent(8) { FIELDS[0] } else { FIELDS[1 + self.dice.below(3)] };
        // A record is made once; the others must first hear of it.
        let unheard = first && self.written.iter().any(|e| e.record == record);
        if unheard || !self.laptops[at].holds[record] || self.laptops[at].erased[record] || self.written.len() == MOST {
            return;
        }
        let n = self.written.len();
        let time_ms = self.time(at, n);
        let id = self.fresh(n, time_ms);
        let laptop = &self.laptops[at];
        let (category, value) = (CATEGORIES[record], format!("\"entry {n}, part {part}\"").into_bytes());
        let salt = [n as u8; journal::SALT_LENGTH];
        let stream = stream_id(laptop.device, id_of(2, record), category, OWNER);
        let (seq, previous) = laptop.end_of(stream);
        let header = EntryHeader {
            id,
            device: laptop.device,
            stream,
            seq: seq + 1,
            author: laptop.device,
            agency: OWNER.to_owned(),
            time_ms,
            record: id_of(2, record),
            field: field.to_owned(),
            definition_version: 1,
            category: category.to_owned(),
            parents: laptop.replaced_by(record, field).into_iter().collect(),
            commitment: commitment(id, &salt, &value),
            previous,
        };
        let seen = laptop.standing;
        let entry = Arc::new(Written { n, header, salt, value, record, part, at, seen });
        self.places.insert(id, n);
        self.laptops[at].write(&entry);
        self.written.push(entry);
    }

    fn time(&mut self, at: usize, n: usize) -> i64 {
        const HOUR: i64 = 3_600_000;
        let right = 1_800_000_000_000 + HOUR * n as i64;
        match self.clocks {
            Clocks::Right => right,
            // Each clock has its own error, and now and then it is set.
            Clocks::Skewed => right + HOUR * (24 * (at as i64 * 12 - 30) + (self.clock.throw() % 200) as i64 - 100),
        }
    }

    fn fresh(&mut self, n: usize, time_ms: i64) -> Id {
        let mut random = [n as u8; 10];
        random[..8].copy_from_slice(&self.clock.throw().to_be_bytes());
        Id::v7(time_ms, random)
    }

    fn send(&mut self, from: usize) {
        let to = self.dice.below(self.laptops.len());
        let mut message = self.laptops[from].message(to);
        message.damage(&mut self.dice);
        self.under_way.push(message);
    }

    /// One message under way, not the oldest first, comes, or comes and will come again, or never comes.
    fn arrive(&mut self) {
        if self.under_way.is_empty() {
            return;
        }
        let which = self.dice.below(self.under_way.len());
        let message = self.under_way.swap_remove(which);
        if self.dice.percent(10) {
            return;
        }
        self.laptops[message.to].receive(&message);
        if self.dice.percent(20) {
            self.under_way.push(message);
        }
    }

    fn erase(&mut self, at: usize) {
        let record = self.dice.below(self.records);
        if self.dice.percent(50) && self.laptops[at].holds[record] {
            self.laptops[at].erase(record);
        }
    }

    /// The desk revokes a laptop, at what it has of it. The laptop may not hear of it and work on.
    fn revoke(&mut self) {
        let at = self.dice.below(self.laptops.len());
        if at == DESK || self.revocation.is_some() || self.dice.percent(50) {
            return;
        }
        let device = self.laptops[at].device;
        let revocation = Arc::new(Revocation { device, last: self.laptops[DESK].reached(device) });
        self.laptops[DESK].learn(&revocation);
        self.revocation = Some(revocation);
    }

    /// Everything still under way comes, and then every laptop hears from every other through the desk.
    pub fn come_together(&mut self) {
        for message in std::mem::take(&mut self.under_way) {
            self.laptops[message.to].receive(&message);
        }
        let mut order: Vec<usize> = (1..self.laptops.len()).collect();
        self.dice.shuffle(&mut order);
        for from in order.clone() {
            let mut message = self.laptops[from].message(DESK);
            self.dice.shuffle(&mut message.entries);
            self.laptops[DESK].receive(&message);
        }
        self.dice.shuffle(&mut order);
        for to in order {
            let message = self.laptops[DESK].message(to);
            self.laptops[to].receive(&message);
            self.laptops[to].receive(&message);
        }
    }

    /// The heads a laptop shows for a field, by their place in the history.
    pub fn shown(&self, at: usize, record: usize, field: &str) -> Set {
        self.set(self.laptops[at].heads[record].of(field))
    }

    /// These ids as a set.
    pub fn set(&self, ids: impl IntoIterator<Item = Id>) -> Set {
        let mut set = Set::default();
        ids.into_iter().for_each(|id| set.add(self.places[&id]));
        set
    }

    /// What stands, or is set aside, once all have come together.
    pub fn standing(&self) -> Set {
        self.laptops[DESK].standing
    }
}

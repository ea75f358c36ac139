//! Which entries of a record stand: the journal's heads over those that were not set aside.

use crate::Fault;
use journal::{Heads, Id, Placed, WHOLE};
use std::collections::{BTreeMap, BTreeSet};

/// The entries of a record that were not set aside.
#[derive(Default)]
pub(crate) struct Speaking {
    heads: Heads,
    whole: bool,
}

impl Speaking {
    pub(crate) fn add(&mut self, entry: Placed) {
        self.whole |= entry.field == WHOLE;
        self.heads.add(entry);
    }

    /// The heads by field, each with at least one. Of a record without a whole entry nothing stands: corrections alone say
    /// nothing that could be read.
    pub(crate) fn heads(&self) -> BTreeMap<String, BTreeSet<Id>> {
        if !self.whole {
            return BTreeMap::new();
        }
        let mut heads = self.heads.all();
        heads.retain(|_, of_field| !of_field.is_empty());
        heads
    }
}

/// Refuses entries that replace one another in a circle: each would hide the other, and what stood before would be gone.
pub(crate) fn no_circle(parents: &BTreeMap<Id, BTreeSet<Id>>) -> Result<(), Fault> {
    let mut waits: BTreeMap<Id, usize> =
        parents.iter().map(|(id, of)| (*id, of.iter().filter(|parent| parents.contains_key(parent)).count())).collect();
    let mut children: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for (id, of) in parents {
        for parent in of {
            children.entry(*parent).or_default().push(*id);
        }
    }
    let mut free: Vec<Id> = waits.iter().filter(|(_, waiting)| **waiting == 0).map(|(id, _)| *id).collect();
    let mut placed = 0;
    while let Some(id) = free.pop() {
        placed += 1;
        for child in children.get(&id).into_iter().flatten() {
            if let Some(waiting) = waits.get_mut(child) {
                *waiting -= 1;
                if *waiting == 0 {
                    free.push(*child);
                }
            }
        }
    }
    if placed == parents.len() { Ok(()) } else { Err(Fault::NotGenuine) }
}

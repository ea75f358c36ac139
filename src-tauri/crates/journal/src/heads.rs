//! Which entries stand for a field: heads, not last-writer-wins. Needs no clock; any order gives the same answer.

use crate::id::Id;
use std::collections::{BTreeMap, BTreeSet};

/// The field name of an entry that holds a whole record.
pub const WHOLE: &str = "";

/// Where one entry of a record stands: which field it replaces and what it names as replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The entry.
    pub id: Id,
    /// Its field, or [`WHOLE`].
    pub field: String,
    /// The entries it replaces. One that is not here was superseded elsewhere: the reference is kept.
    pub parents: BTreeSet<Id>,
}

/// The entries of one record and what follows from them.
///
/// An entry that holds the whole record stands for every field until an entry of that field replaces it there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heads {
    entries: BTreeMap<Id, (String, BTreeSet<Id>)>,
}

impl Heads {
    /// The heads of a record without entries.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in an entry. The same entry again changes nothing.
    pub fn add(&mut self, entry: Placed) {
        self.entries.entry(entry.id).or_insert((entry.field, entry.parents));
    }

    /// Takes in everything another replica of the record knows.
    pub fn merge(&mut self, other: &Self) {
        for (id, (field, parents)) in &other.entries {
            self.add(Placed { id: *id, field: field.clone(), parents: parents.clone() });
        }
    }

    /// The entries that stand for a field, in order of id. None: the record is not here. More than one: a conflict.
    #[must_use]
    pub fn of(&self, field: &str) -> BTreeSet<Id> {
        let speaks = |entry_field: &str| entry_field == field || entry_field == WHOLE;
        let mut heads: BTreeSet<Id> = BTreeSet::new();
        let mut replaced: BTreeSet<Id> = BTreeSet::new();
        for (id, (entry_field, parents)) in &self.entries {
            if speaks(entry_field) {
                heads.insert(*id);
                replaced.extend(parents);
            }
        }
        heads.retain(|id| !replaced.contains(id));
        heads
    }

    /// Every field an entry names (and [`WHOLE`] where there is a whole entry), each with its heads.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, BTreeSet<Id>> {
        let fields: BTreeSet<&String> = self.entries.values().map(|(field, _)| field).collect();
        fields.into_iter().map(|field| (field.clone(), self.of(field))).collect()
    }

    /// The fields with more than one head: a person has to look.
    #[must_use]
    pub fn conflicts(&self) -> Vec<String> {
        self.all().into_iter().filter(|(_, heads)| heads.len() > 1).map(|(field, _)| field).collect()
    }

    /// Entries that are named as replaced and are not here.
    #[must_use]
    pub fn absent(&self) -> BTreeSet<Id> {
        self.entries
            .values()
            .flat_map(|(_, parents)| parents.iter().copied())
            .filter(|id| !self.entries.contains_key(id))
            .collect()
    }
}

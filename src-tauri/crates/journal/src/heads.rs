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

/// What the entries of one field are and what they name as replaced.
#[derive(Debug, Clone, Default)]
struct Field {
    written: Vec<Id>,
    replaces: Vec<Id>,
}

impl Field {
    /// The heads, given the whole entries that no whole entry replaces and all that whole entries do.
    fn heads(mut self, name: &str, whole: &Self) -> BTreeSet<Id> {
        if name == WHOLE {
            return whole.written.iter().copied().collect();
        }
        self.replaces.sort_unstable();
        let stands = |id: &&Id| self.replaces.binary_search(id).is_err() && whole.replaces.binary_search(id).is_err();
        self.written.iter().chain(&whole.written).filter(stands).copied().collect()
    }
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
    ///
    /// In one walk over the entries, however many fields there are: a record signed many times has many.
    #[must_use]
    pub fn all(&self) -> BTreeMap<String, BTreeSet<Id>> {
        let mut fields: BTreeMap<&str, Field> = BTreeMap::new();
        for (id, (field, parents)) in &self.entries {
            let field = fields.entry(field).or_default();
            field.written.push(*id);
            field.replaces.extend(parents);
        }
        let mut whole = fields.get(WHOLE).cloned().unwrap_or_default();
        whole.replaces.sort_unstable();
        // What a whole entry replaces is replaced for every field; a whole entry that is left speaks for every field.
        whole.written.retain(|id| whole.replaces.binary_search(id).is_err());
        fields.into_iter().map(|(name, field)| (name.to_owned(), field.heads(name, &whole))).collect()
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

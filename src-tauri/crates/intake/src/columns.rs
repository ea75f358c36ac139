//! Which column holds which fact: guessed from headings, put right by a person, remembered by the unit.

use crate::field::{Field, named_by, plain};
use crate::refusal::IntakeRefusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Field to heading. Headings rather than positions, so that the match still holds when a column is added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Columns {
    matched: BTreeMap<Field, String>,
}

impl Columns {
    /// Matches a field to a heading, in place of what it was matched to.
    pub fn set(&mut self, field: Field, heading: impl Into<String>) {
        self.matched.insert(field, heading.into());
    }

    /// Matches a field to no column.
    pub fn clear(&mut self, field: Field) {
        self.matched.remove(&field);
    }

    /// The heading a field is matched to.
    #[must_use]
    pub fn heading(&self, field: Field) -> Option<&str> {
        self.matched.get(&field).map(String::as_str)
    }

    /// All matches in the order of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.matched.iter().map(|(field, heading)| (*field, heading.as_str()))
    }

    /// Whether every required field is matched to a column of this list.
    #[must_use]
    pub fn fits(&self, headings: &[String]) -> bool {
        self.places(headings).is_ok()
    }

    /// Matched fields whose heading is not in this list. To be shown: their facts will not be read.
    #[must_use]
    pub fn absent(&self, headings: &[String]) -> Vec<Field> {
        self.iter().filter(|(_, heading)| position(headings, heading).is_none()).map(|(field, _)| field).collect()
    }

    /// Headings of the list that no field is matched to. To be shown: their facts will not be read.
    #[must_use]
    pub fn unused<'a>(&self, headings: &'a [String]) -> Vec<&'a str> {
        let used: Vec<usize> = self.iter().filter_map(|(_, heading)| position(headings, heading)).collect();
        headings.iter().enumerate().filter(|(index, _)| !used.contains(index)).map(|(_, heading)| heading.as_str()).collect()
    }

    pub(crate) fn places(&self, headings: &[String]) -> Result<Places, IntakeRefusal> {
        let mut places = Places::default();
        let mut taken: BTreeMap<usize, Field> = BTreeMap::new();
        for (field, heading) in self.iter() {
            let Some(index) = position(headings, heading) else {
                continue;
            };
            if let Some(first) = taken.insert(index, field) {
                return Err(IntakeRefusal::OneColumnForTwo { first, second: field });
            }
            places.columns.insert(field, index);
        }
        // A list that gives only the Home Office code still says which offence was recorded.
        let offence_is_coded = places.columns.contains_key(&Field::OffenceCode);
        let missing = Field::ALL
            .into_iter()
            .filter(|field| field.is_required() && !places.columns.contains_key(field))
            .find(|field| !(*field == Field::RecordedOffence && offence_is_coded));
        match missing {
            Some(field) => Err(IntakeRefusal::MissingColumn { field }),
            None => Ok(places),
        }
    }
}

impl FromIterator<(Field, String)> for Columns {
    fn from_iter<T: IntoIterator<Item = (Field, String)>>(matches: T) -> Self {
        Self { matched: matches.into_iter().collect() }
    }
}

/// The same, as positions in one list.
#[derive(Debug, Default)]
pub(crate) struct Places {
    columns: BTreeMap<Field, usize>,
}

impl Places {
    pub(crate) fn of(&self, field: Field) -> Option<usize> {
        self.columns.get(&field).copied()
    }
}

fn position(headings: &[String], heading: &str) -> Option<usize> {
    let exact = headings.iter().position(|own| own == heading);
    exact.or_else(|| {
        let wanted = plain(heading);
        headings.iter().position(|own| !wanted.is_empty() && plain(own) == wanted)
    })
}

/// Matches columns by the headings forces commonly use. The first heading that names a field has it.
///
/// Nothing is matched by likeness alone: a wrong match would put one person's details under another's name.
#[must_use]
pub fn guess_columns(headings: &[String]) -> Columns {
    let mut columns = Columns::default();
    for heading in headings {
        if let Some(field) = named_by(heading)
            && columns.heading(field).is_none()
        {
            columns.set(field, heading.clone());
        }
    }
    columns
}

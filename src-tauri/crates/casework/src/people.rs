//! The people of a case, kept clearly apart, and the details that must never reach the wrong eyes.

use crate::ids::{MemberId, PersonId, RecordId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a person is to the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PersonRole {
    Victim,
    Perpetrator,
    Child,
    /// Somebody else the case protects: a new partner, a parent, a colleague.
    OtherProtected,
    Other,
}

/// Whether the perpetrator has been convicted of this conduct. "Suspected" until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, Default)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    #[default]
    Suspected,
    Convicted,
}

/// A person in one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Person {
    pub role: PersonRole,
    /// Name as recorded; empty when nobody knows who the suspect is.
    pub name: String,
    /// Latin-script form for papers where `name` is in another script; empty otherwise.
    #[serde(default)]
    pub latin_name: String,
    pub born_on: Option<NaiveDate>,
    /// Languages, access needs, what to know at once ("speaks Welsh and English").
    #[serde(default)]
    pub about: String,
    #[serde(default)]
    pub standing: Standing,
}

impl Person {
    /// The name to show, or the plain statement that nobody knows it.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        if self.name.trim().is_empty() { "Not known" } else { &self.name }
    }

    /// The Latin form for a paper.
    #[must_use]
    pub fn paper_name(&self) -> &str {
        if self.latin_name.trim().is_empty() { self.shown_name() } else { &self.latin_name }
    }

    /// Initials for the room ("A.E."); "?" when the name is not known.
    #[must_use]
    pub fn initials(&self) -> String {
        let initials: String =
            self.paper_name_words().filter_map(|word| word.chars().next()).flat_map(|first| [first, '.']).collect();
        if self.name.trim().is_empty() || initials.is_empty() { "?".to_owned() } else { initials }
    }

    fn paper_name_words(&self) -> impl Iterator<Item = &str> {
        self.paper_name().split_whitespace()
    }
}

/// What kind of detail is known about a person. The text check reads all of a protected person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DetailKind {
    Address,
    Postcode,
    Phone,
    Email,
    Workplace,
    School,
    SafePlace,
    CodeWord,
    Vehicle,
    Online,
}

/// One known detail of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KnownDetail {
    pub person: PersonId,
    pub kind: DetailKind,
    pub text: String,
    /// What it is ("sister's flat", "second phone"); empty where plain.
    #[serde(default)]
    pub note: String,
}

/// One protected detail that may stand in this case's texts, released by its owner with a reason.
/// It holds the words found, folded and run together, so it is as closed as the detail itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextRelease {
    /// The record the detail stands in.
    pub detail: RecordId,
    /// The words released, as `rules::text_check::ReleaseKey` folds them.
    pub found: String,
    pub reason: String,
    pub by: MemberId,
}

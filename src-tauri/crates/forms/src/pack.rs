//! An instrument pack: the licensed wording a unit loads from its own copy (domain 1.3).
//! Its text lives only in the encrypted store and leaves in no bundle.

use crate::definition::{AnswerOption, Definition, Question};
use crate::reading::{first_repeated, line_of};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

const PACK_KEYS: [&str; 14] = [
    "instrument",
    "edition",
    "language",
    "title",
    "licence_holder",
    "licence_reference",
    "obtained_on",
    "may_print",
    "demonstration",
    "marking",
    "answer_codes",
    "items",
    "levels",
    "guidance",
];
const ITEM_KEYS: [&str; 3] = ["number", "short", "wording"];
const LEVEL_KEYS: [&str; 3] = ["code", "label", "meaning"];
const ANSWER_KEYS: [&str; 2] = ["code", "label"];
const ANSWER_CODES: [&str; 4] = ["yes", "no", "unknown", "not_asked"];
const LEVELS: [&str; 3] = ["low", "moderate", "high"];

/// The wording of one numbered item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PackItem {
    /// Number in the instrument, such as `G4`.
    pub number: String,
    /// Short wording for lists.
    pub short: String,
    /// Full wording.
    pub wording: String,
}

/// One level a person may choose, with its meaning in the instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PackLevel {
    /// `low`, `moderate` or `high`.
    pub code: String,
    /// Word on screen and paper.
    pub label: String,
    /// What the instrument means by it.
    #[serde(default)]
    pub meaning: String,
}

/// A pack that was read and holds together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// Code of the instrument, such as `SASH`.
    pub instrument: String,
    /// Edition; a record is bound to it for ever.
    pub edition: String,
    /// Language tag.
    pub language: String,
    /// What the pack calls itself.
    pub title: String,
    /// Who holds the licence.
    pub licence_holder: String,
    /// Reference of the licence.
    pub licence_reference: String,
    /// Date it was obtained, `YYYY-MM-DD`.
    pub obtained_on: String,
    /// Whether the licence lets wording stand on paper.
    pub may_print: bool,
    /// Our own or another's invented wording, never to be taken for the instrument.
    #[serde(default)]
    pub demonstration: bool,
    /// Line shown wherever the wording is; needed for demonstration wording.
    #[serde(default)]
    pub marking: String,
    /// The four answers with the instrument's own words for them.
    pub answer_codes: Vec<AnswerOption>,
    /// Every item of the form.
    pub items: Vec<PackItem>,
    /// The three levels.
    pub levels: Vec<PackLevel>,
    /// Where the guidance is found.
    #[serde(default)]
    pub guidance: String,
}

/// Why a pack is not loaded. Never quotes the wording.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackRefusal {
    /// Not TOML, or a value of the wrong shape.
    #[error("line {line} cannot be read")]
    Unreadable {
        /// Line from 1; 0 where it is not known.
        line: usize,
    },
    /// Keys that a pack does not have.
    #[error("unknown keys {keys:?}")]
    UnknownKeys {
        /// The keys.
        keys: Vec<String>,
    },
    /// A pack for another instrument.
    #[error("for another instrument")]
    WrongInstrument {
        /// The instrument asked for.
        expected: String,
    },
    /// A pack for another edition.
    #[error("for another edition")]
    WrongEdition {
        /// The edition asked for.
        expected: String,
    },
    /// Items of the form which the pack lacks or leaves without wording.
    #[error("items {numbers:?} are missing")]
    MissingItems {
        /// Item numbers.
        numbers: Vec<String>,
    },
    /// Items which the form does not have, or which stand twice.
    #[error("items {numbers:?} do not belong")]
    UnexpectedItems {
        /// Item numbers.
        numbers: Vec<String>,
    },
    /// Not exactly the four answers yes, no, unknown and not asked.
    #[error("the answers are not the four this form keeps")]
    OtherAnswers,
    /// Not exactly the three levels.
    #[error("the levels are not low, moderate and high")]
    OtherLevels,
    /// Licence holder, licence reference or date is missing.
    #[error("no licence details")]
    NoLicence,
    /// Demonstration wording without the line that says so.
    #[error("demonstration wording is not marked")]
    UnmarkedDemonstration,
}

impl PackRefusal {
    /// Key of the sentence in the wording file.
    #[must_use]
    pub const fn wording_key(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "pack.unreadable",
            Self::UnknownKeys { .. } => "pack.unknown_keys",
            Self::WrongInstrument { .. } => "pack.wrong_instrument",
            Self::WrongEdition { .. } => "pack.wrong_edition",
            Self::MissingItems { .. } => "pack.missing_items",
            Self::UnexpectedItems { .. } => "pack.unexpected_items",
            Self::OtherAnswers => "pack.other_answers",
            Self::OtherLevels => "pack.other_levels",
            Self::NoLicence => "pack.no_licence",
            Self::UnmarkedDemonstration => "pack.unmarked_demonstration",
        }
    }

    /// The facts for the sentence.
    #[must_use]
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unreadable { line } => vec![("line", line.to_string())],
            Self::UnknownKeys { keys } => vec![("keys", keys.join(", "))],
            Self::WrongInstrument { expected } | Self::WrongEdition { expected } => {
                vec![("expected", expected.clone())]
            }
            Self::MissingItems { numbers } | Self::UnexpectedItems { numbers } => {
                vec![("numbers", numbers.join(", "))]
            }
            Self::OtherAnswers | Self::OtherLevels | Self::NoLicence | Self::UnmarkedDemonstration => Vec::new(),
        }
    }
}

impl Pack {
    /// Reads a pack for one form and edition. The caller computes the SHA-256 over the same bytes.
    ///
    /// # Errors
    /// [`PackRefusal`] with what the unit must put right in its file.
    pub fn read(text: &str, form: &Definition) -> Result<Self, PackRefusal> {
        let unreadable =
            |error: toml::de::Error| PackRefusal::Unreadable { line: error.span().map_or(0, |span| line_of(text, span.start)) };
        let keys = unknown_keys(&toml::from_str(text).map_err(unreadable)?);
        if !keys.is_empty() {
            return Err(PackRefusal::UnknownKeys { keys });
        }
        let pack: Self = toml::from_str(text).map_err(unreadable)?;
        pack.check(form)?;
        Ok(pack)
    }

    /// The item with this number.
    #[must_use]
    pub fn item(&self, number: &str) -> Option<&PackItem> {
        self.items.iter().find(|item| item.number == number)
    }

    fn check(&self, form: &Definition) -> Result<(), PackRefusal> {
        if !self.instrument.eq_ignore_ascii_case(&form.form) {
            return Err(PackRefusal::WrongInstrument { expected: form.form.to_uppercase() });
        }
        if self.edition != form.edition {
            return Err(PackRefusal::WrongEdition { expected: form.edition.clone() });
        }
        let licence = [&self.licence_holder, &self.licence_reference, &self.obtained_on];
        if licence.iter().any(|field| field.trim().is_empty()) {
            return Err(PackRefusal::NoLicence);
        }
        if self.demonstration && self.marking.trim().is_empty() {
            return Err(PackRefusal::UnmarkedDemonstration);
        }
        if !same_codes(self.answer_codes.iter().map(|answer| answer.code.as_str()), &ANSWER_CODES) {
            return Err(PackRefusal::OtherAnswers);
        }
        if !same_codes(self.levels.iter().map(|level| level.code.as_str()), &LEVELS) {
            return Err(PackRefusal::OtherLevels);
        }
        self.check_items(form)
    }

    fn check_items(&self, form: &Definition) -> Result<(), PackRefusal> {
        let wanted: Vec<&Question> = form.questions().filter(|question| question.from_pack).collect();
        let numbers: Vec<String> = wanted
            .iter()
            .filter(|question| self.item(&question.id).is_none_or(|item| item.wording.trim().is_empty()))
            .map(|question| question.id.clone())
            .collect();
        if !numbers.is_empty() {
            return Err(PackRefusal::MissingItems { numbers });
        }
        let mut numbers: Vec<String> = self
            .items
            .iter()
            .filter(|item| !wanted.iter().any(|question| question.id == item.number))
            .map(|item| item.number.clone())
            .collect();
        numbers.extend(first_repeated(self.items.iter().map(|item| item.number.as_str())).map(str::to_owned));
        if numbers.is_empty() { Ok(()) } else { Err(PackRefusal::UnexpectedItems { numbers }) }
    }
}

fn same_codes<'a>(codes: impl Iterator<Item = &'a str>, wanted: &[&str]) -> bool {
    let mut codes: Vec<&str> = codes.collect();
    let mut wanted = wanted.to_vec();
    codes.sort_unstable();
    wanted.sort_unstable();
    codes == wanted
}

fn unknown_keys(table: &toml::Table) -> Vec<String> {
    let mut unknown: Vec<String> = table.keys().filter(|key| !PACK_KEYS.contains(&key.as_str())).cloned().collect();
    for (list, known) in [("items", &ITEM_KEYS[..]), ("levels", &LEVEL_KEYS[..]), ("answer_codes", &ANSWER_KEYS[..])] {
        let entries = table.get(list).and_then(toml::Value::as_array).into_iter().flatten();
        for key in entries.filter_map(toml::Value::as_table).flat_map(toml::Table::keys) {
            if !known.contains(&key.as_str()) {
                unknown.push(format!("{list}.{key}"));
            }
        }
    }
    unknown.dedup();
    unknown
}

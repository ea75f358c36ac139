//! One crime record of an overnight list, as recorded by the force.

use crate::dates::ListedTime;
use crate::field::Field;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the force recorded the offence as. A fact about the record; what it *is* a person judges later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordedAs {
    Stalking,
    Harassment,
    Other,
}

impl RecordedAs {
    /// Reads the class from the words of the offence (Protection from Harassment Act 1997 ss.2, 2A, 4, 4A).
    ///
    /// Stalking offences are sections 2A and 4A of that Act, so its title alone means harassment only without them.
    /// Section 4A of the Public Order Act 1986 also says "harassment" and is neither. A heading for both
    /// ("stalking and harassment") is read as stalking, so that nothing recorded as stalking is missed.
    #[must_use]
    pub fn from_words(offence: &str) -> Self {
        let small = offence.to_lowercase();
        if small.contains("stalk") || small.contains("stelcio") {
            return Self::Stalking;
        }
        if small.contains("public order") || small.contains("harassment, alarm or distress") {
            return Self::Other;
        }
        let of_the_act = small.contains("protection from harassment") || words(&small).any(|word| word == "pha");
        if of_the_act && words(&small).any(|word| matches!(word, "2a" | "4a" | "s2a" | "s4a")) {
            return Self::Stalking;
        }
        if of_the_act || small.contains("harass") || small.contains("aflonydd") {
            return Self::Harassment;
        }
        Self::Other
    }

    /// The class in plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Stalking => "Recorded as stalking",
            Self::Harassment => "Recorded as harassment",
            Self::Other => "Recorded as another offence",
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// A phone number as written and, where it is one number, in a form to compare by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    pub as_written: String,
    /// International form ("+447700900123"); None where several numbers or words stand in the cell.
    pub normal: Option<String>,
}

impl Phone {
    /// Keeps the original and normalises United Kingdom numbers, also those whose leading zero a spreadsheet lost.
    #[must_use]
    pub fn from_written(as_written: String) -> Self {
        let normal = normal_phone(&as_written);
        Self { as_written, normal }
    }
}

fn normal_phone(written: &str) -> Option<String> {
    let known_marks = |letter: char| letter.is_ascii_digit() || " +-().\u{2010}\u{2011}\u{2013}".contains(letter);
    if !written.chars().all(known_marks) {
        return None;
    }
    // "+44 (0)7700 900123" is the usual way to write both forms at once.
    let without_trunk = written.replace("(0)", "");
    let digits: String = without_trunk.chars().filter(char::is_ascii_digit).collect();
    let national = if without_trunk.trim_start().starts_with('+') {
        match digits.strip_prefix("44") {
            Some(rest) => rest.trim_start_matches('0').to_owned(),
            None => {
                return (8..=15).contains(&digits.len()).then(|| format!("+{digits}"));
            }
        }
    } else if let Some(rest) = digits.strip_prefix("0044") {
        rest.to_owned()
    } else if let Some(abroad) = digits.strip_prefix("00") {
        return (8..=15).contains(&abroad.len()).then(|| format!("+{abroad}"));
    } else if let Some(rest) = digits.strip_prefix('0') {
        rest.to_owned()
    } else if digits.len() == 10 && digits.starts_with(['1', '2', '3', '7', '8']) {
        digits
    } else {
        return None;
    };
    matches!(national.len(), 9 | 10).then(|| format!("+44{national}"))
}

/// A person as the list gives them. Every part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAsListed {
    /// Empty only for a suspect nobody has named.
    pub name: String,
    pub born_on: Option<NaiveDate>,
    pub phone: Option<Phone>,
    pub address: String,
}

/// One row that can be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OvernightRecord {
    /// Row as a spreadsheet program numbers it.
    pub row: u32,
    /// In the form of [`crate::canonical_reference`].
    pub crime_reference: String,
    pub recorded_at: ListedTime,
    /// The offence in the force's words; its code where the list has no words.
    pub recorded_offence: String,
    pub offence_code: String,
    pub recorded_as: RecordedAs,
    pub occurred_from: Option<ListedTime>,
    pub victim: PersonAsListed,
    /// None when the list knows nothing about a suspect; a record without a name when it knows something.
    pub suspect: Option<PersonAsListed>,
    pub relationship: String,
    pub summary: String,
    pub officer: String,
    pub station: String,
    pub vehicle_plate: String,
    /// Facts whose cell held a formula: to be marked on the screen.
    pub from_formula: Vec<Field>,
}

impl OvernightRecord {
    /// Facts in which two rows differ, their row number aside.
    #[must_use]
    pub fn differs_in(&self, other: &Self) -> Vec<Field> {
        let nobody = PersonAsListed::default();
        let suspect = self.suspect.as_ref().unwrap_or(&nobody);
        let other_suspect = other.suspect.as_ref().unwrap_or(&nobody);
        [
            (Field::RecordedAt, self.recorded_at != other.recorded_at),
            (Field::RecordedOffence, self.recorded_offence != other.recorded_offence),
            (Field::OffenceCode, self.offence_code != other.offence_code),
            (Field::OccurredFrom, self.occurred_from != other.occurred_from),
            (Field::VictimName, self.victim.name != other.victim.name),
            (Field::VictimDob, self.victim.born_on != other.victim.born_on),
            (Field::VictimPhone, self.victim.phone != other.victim.phone),
            (Field::VictimAddress, self.victim.address != other.victim.address),
            (Field::SuspectName, suspect.name != other_suspect.name),
            (Field::SuspectDob, suspect.born_on != other_suspect.born_on),
            (Field::SuspectAddress, suspect.address != other_suspect.address),
            (Field::Relationship, self.relationship != other.relationship),
            (Field::Summary, self.summary != other.summary),
            (Field::Officer, self.officer != other.officer),
            (Field::Station, self.station != other.station),
            (Field::VehiclePlate, self.vehicle_plate != other.vehicle_plate),
        ]
        .into_iter()
        .filter_map(|(field, differs)| differs.then_some(field))
        .collect()
    }
}

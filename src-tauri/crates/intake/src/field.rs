//! What a column of an overnight list can hold, and the headings by which forces name it.

use serde::{Deserialize, Serialize};

/// One line a field: its code, then the headings in the form of [`plain`].
const HEADINGS: &str = include_str!("headings.txt");

/// A fact the unit takes from a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    CrimeReference,
    RecordedAt,
    RecordedOffence,
    OffenceCode,
    OccurredFrom,
    /// Whole name, or the family name where [`Field::VictimGivenName`] is matched too.
    VictimName,
    VictimGivenName,
    VictimDob,
    VictimPhone,
    VictimAddress,
    /// Whole name, or the family name where [`Field::SuspectGivenName`] is matched too.
    SuspectName,
    SuspectGivenName,
    SuspectDob,
    SuspectAddress,
    Relationship,
    Summary,
    Officer,
    Station,
    VehiclePlate,
}

/// Whether a list can be taken without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

impl Field {
    /// All fields in the order to show them.
    pub const ALL: [Self; 19] = [
        Self::CrimeReference,
        Self::RecordedAt,
        Self::RecordedOffence,
        Self::OffenceCode,
        Self::OccurredFrom,
        Self::VictimName,
        Self::VictimGivenName,
        Self::VictimDob,
        Self::VictimPhone,
        Self::VictimAddress,
        Self::SuspectName,
        Self::SuspectGivenName,
        Self::SuspectDob,
        Self::SuspectAddress,
        Self::Relationship,
        Self::Summary,
        Self::Officer,
        Self::Station,
        Self::VehiclePlate,
    ];

    /// Stable code for settings and the window.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::CrimeReference => "crime_reference",
            Self::RecordedAt => "recorded_at",
            Self::RecordedOffence => "recorded_offence",
            Self::OffenceCode => "offence_code",
            Self::OccurredFrom => "occurred_from",
            Self::VictimName => "victim_name",
            Self::VictimGivenName => "victim_given_name",
            Self::VictimDob => "victim_dob",
            Self::VictimPhone => "victim_phone",
            Self::VictimAddress => "victim_address",
            Self::SuspectName => "suspect_name",
            Self::SuspectGivenName => "suspect_given_name",
            Self::SuspectDob => "suspect_dob",
            Self::SuspectAddress => "suspect_address",
            Self::Relationship => "relationship",
            Self::Summary => "summary",
            Self::Officer => "officer",
            Self::Station => "station",
            Self::VehiclePlate => "vehicle_plate",
        }
    }

    /// The field of a code; None for a code of another version.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }

    /// The field in plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CrimeReference => "Crime reference",
            Self::RecordedAt => "Recorded on",
            Self::RecordedOffence => "Recorded offence",
            Self::OffenceCode => "Offence code",
            Self::OccurredFrom => "Happened from",
            Self::VictimName => "Victim's name",
            Self::VictimGivenName => "Victim's given names",
            Self::VictimDob => "Victim's date of birth",
            Self::VictimPhone => "Victim's phone",
            Self::VictimAddress => "Victim's address",
            Self::SuspectName => "Suspect's name",
            Self::SuspectGivenName => "Suspect's given names",
            Self::SuspectDob => "Suspect's date of birth",
            Self::SuspectAddress => "Suspect's address",
            Self::Relationship => "Relationship",
            Self::Summary => "What happened",
            Self::Officer => "Officer",
            Self::Station => "Station",
            Self::VehiclePlate => "Vehicle plate",
        }
    }

    /// Whether a list without this column is refused. Of offence and code either is enough; see [`crate::Columns`].
    #[must_use]
    pub const fn need(self) -> Need {
        match self {
            Self::CrimeReference | Self::RecordedAt | Self::RecordedOffence | Self::VictimName => Need::Required,
            Self::OffenceCode
            | Self::OccurredFrom
            | Self::VictimGivenName
            | Self::VictimDob
            | Self::VictimPhone
            | Self::VictimAddress
            | Self::SuspectName
            | Self::SuspectGivenName
            | Self::SuspectDob
            | Self::SuspectAddress
            | Self::Relationship
            | Self::Summary
            | Self::Officer
            | Self::Station
            | Self::VehiclePlate => Need::Optional,
        }
    }

    /// Whether the program refuses a list in which this field is matched to no column.
    #[must_use]
    pub fn is_required(self) -> bool {
        self.need() == Need::Required
    }

    /// Most characters the field can sensibly hold; beyond it the cell is broken, never cut.
    #[must_use]
    pub const fn most_characters(self) -> usize {
        match self {
            Self::CrimeReference | Self::OffenceCode | Self::VehiclePlate => 64,
            Self::RecordedAt | Self::OccurredFrom | Self::VictimDob | Self::SuspectDob => 64,
            Self::VictimName | Self::VictimGivenName | Self::SuspectName | Self::SuspectGivenName => 200,
            Self::VictimPhone | Self::Officer | Self::Station => 200,
            Self::RecordedOffence | Self::Relationship => 400,
            Self::VictimAddress | Self::SuspectAddress => 600,
            Self::Summary => crate::sheet::MAX_CELL_CHARACTERS,
        }
    }
}

/// The field a heading names in so many words; a heading that could be two things names none.
#[must_use]
pub fn named_by(heading: &str) -> Option<Field> {
    let plain = plain(heading);
    HEADINGS
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(_, headings)| headings.split("; ").any(|known| known == plain))
        .and_then(|(code, _)| Field::from_code(code))
}

/// Small letters and digits with single spaces: "Victim's D.O.B. " and "victims d o b" are one heading.
#[must_use]
pub fn plain(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len().min(200));
    for letter in heading.chars().take(200) {
        if matches!(letter, '\'' | '\u{2019}') {
            continue;
        }
        if letter.is_alphanumeric() {
            out.extend(letter.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    let word = out.strip_prefix("victims ").map(|rest| format!("victim {rest}"));
    let word = word.or_else(|| out.strip_prefix("suspects ").map(|rest| format!("suspect {rest}")));
    word.unwrap_or(out)
}

//! The agencies round the table and the roles their people hold (domain report, sections 3 D and 11).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An agency that owns what it says. Codes are those of the CAS template, section D.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Agency {
    Police,
    Health,
    Probation,
    VictimAdvocacy,
    Idva,
    AdultSocialCare,
    ChildrensSocialCare,
    SubstanceMisuse,
    PrimaryCare,
    Housing,
    Education,
    Cps,
    Prison,
    YouthJustice,
    Mash,
    Marac,
    Other,
}

impl Agency {
    /// Every agency, in the order in which the room is asked.
    pub const ALL: [Self; 17] = [
        Self::Police,
        Self::Health,
        Self::Probation,
        Self::VictimAdvocacy,
        Self::Idva,
        Self::AdultSocialCare,
        Self::ChildrensSocialCare,
        Self::SubstanceMisuse,
        Self::PrimaryCare,
        Self::Housing,
        Self::Education,
        Self::Cps,
        Self::Prison,
        Self::YouthJustice,
        Self::Mash,
        Self::Marac,
        Self::Other,
    ];

    /// The code kept in the journal.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::Health => "health",
            Self::Probation => "probation",
            Self::VictimAdvocacy => "victim_advocacy",
            Self::Idva => "idva",
            Self::AdultSocialCare => "adult_social_care",
            Self::ChildrensSocialCare => "childrens_social_care",
            Self::SubstanceMisuse => "substance_misuse",
            Self::PrimaryCare => "primary_care",
            Self::Housing => "housing",
            Self::Education => "education",
            Self::Cps => "cps",
            Self::Prison => "prison",
            Self::YouthJustice => "youth_justice",
            Self::Mash => "mash",
            Self::Marac => "marac",
            Self::Other => "other",
        }
    }

    /// The agency with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|agency| agency.code() == code)
    }

    /// The name people in the room use.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Police => "Police",
            Self::Health => "NHS",
            Self::Probation => "Probation",
            Self::VictimAdvocacy => "Victim advocacy",
            Self::Idva => "IDVA service",
            Self::AdultSocialCare => "Adult social care",
            Self::ChildrensSocialCare => "Children's social care",
            Self::SubstanceMisuse => "Substance misuse service",
            Self::PrimaryCare => "Primary care",
            Self::Housing => "Housing",
            Self::Education => "Education",
            Self::Cps => "CPS",
            Self::Prison => "Prison",
            Self::YouthJustice => "Youth justice",
            Self::Mash => "MASH",
            Self::Marac => "MARAC",
            Self::Other => "Other agency",
        }
    }
}

/// What a member does in the unit. It decides which commands the member may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Chair,
    Coordinator,
    Practitioner,
    VictimAdvocate,
    BusinessSupport,
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::Chair, Self::Coordinator, Self::Practitioner, Self::VictimAdvocate, Self::BusinessSupport, Self::Auditor];

    /// The name of the role as the unit says it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Chair => "Chair",
            Self::Coordinator => "Co-ordinator",
            Self::Practitioner => "Practitioner",
            Self::VictimAdvocate => "Victim advocate (ISA)",
            Self::BusinessSupport => "Business support",
            Self::Auditor => "Auditor",
        }
    }
}

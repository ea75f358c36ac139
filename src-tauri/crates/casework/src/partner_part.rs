//! What a partner has to do with a case: without it an agreement covers nothing of it (rules.md 1.4, test 6).

use crate::ids::{MemberId, PartnerId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The partner's part in the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartInCase {
    PerpetratorLivesThere,
    PerpetratorWorksThere,
    PerpetratorManagedThere,
    VictimLivesThere,
    WorksOnTheCase,
}

impl PartInCase {
    /// Every part.
    pub const ALL: [Self; 5] = [
        Self::PerpetratorLivesThere,
        Self::PerpetratorWorksThere,
        Self::PerpetratorManagedThere,
        Self::VictimLivesThere,
        Self::WorksOnTheCase,
    ];

    /// The part in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PerpetratorLivesThere => "The perpetrator lives there, or moves there",
            Self::PerpetratorWorksThere => "The perpetrator works there",
            Self::PerpetratorManagedThere => "The perpetrator is managed there",
            Self::VictimLivesThere => "The victim lives there",
            Self::WorksOnTheCase => "It works on the case with us",
        }
    }

    /// Whether it is the perpetrator who ties the partner to the case.
    #[must_use]
    pub const fn is_through_perpetrator(self) -> bool {
        match self {
            Self::PerpetratorLivesThere | Self::PerpetratorWorksThere | Self::PerpetratorManagedThere => true,
            Self::VictimLivesThere | Self::WorksOnTheCase => false,
        }
    }
}

/// A partner's part in one case, as somebody of this unit said it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PartnerPart {
    pub partner: PartnerId,
    pub part: PartInCase,
    /// How it is known ("moves to Eastshire in December").
    pub words: String,
    pub by: MemberId,
    pub on: NaiveDate,
    #[serde(default)]
    pub ended_on: Option<NaiveDate>,
}

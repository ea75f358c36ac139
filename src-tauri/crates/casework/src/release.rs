//! What an agency says about its own records: this one stays, that one may go (rules.md 1.4, tests 7 and 8).

use crate::agency::Agency;
use crate::agreement::SharingPurpose;
use crate::disclosure::Route;
use crate::ids::{MemberId, PartnerId, RecordId};
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// The owner keeps a record back, whatever an agreement says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnerHold {
    pub record: RecordId,
    pub by_agency: Agency,
    pub by: MemberId,
    pub why: String,
    /// The last day of the hold; none where it lasts until it is lifted.
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub lifted_on: Option<NaiveDate>,
}

impl OwnerHold {
    /// Whether it stands on a day.
    #[must_use]
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.lifted_on.is_none() && self.until.is_none_or(|last| day <= last)
    }
}

/// To whom an owner releases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "to", content = "who")]
pub enum ReleasedTo {
    Partner(PartnerId),
    /// A named person outside any partner unit: name, post and organisation as the disclosure names them.
    Person(String),
}

/// Why confidential health information may be told (rules.md ISA-5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidentiality {
    Consent,
    OverridingPublicInterest,
    StatutoryDuty,
}

/// The owner lets one record go that needs it: to one recipient, by one route, for one purpose, as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwnerRelease {
    pub record: RecordId,
    /// Entries of the record when it was read and released. A longer record is to be read again.
    pub entries: u32,
    pub to: ReleasedTo,
    pub routes: BTreeSet<Route>,
    pub purpose: SharingPurpose,
    pub by: MemberId,
    pub by_agency: Agency,
    /// The second person; victim contact cannot go without one.
    pub second: Option<MemberId>,
    #[ts(type = "string")]
    pub at: Moment,
    pub reason: String,
    /// For health records only; without it they stay.
    pub confidentiality: Option<Confidentiality>,
    #[serde(default)]
    pub withdrawn_on: Option<NaiveDate>,
}

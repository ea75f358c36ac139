//! Agency checks: asking each agency what it knows, and the four things an answer can be.

use crate::agency::Agency;
use crate::ids::{CheckId, MemberId};
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A question put to one agency about one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgencyCheck {
    pub agency: Agency,
    #[ts(type = "string")]
    pub asked_at: Moment,
    pub asked_by: MemberId,
    pub due_on: NaiveDate,
    #[serde(default)]
    pub question: String,
}

/// What an agency's answer was. Silence is none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReplyKind {
    Shared,
    NothingHeld,
    Withheld,
    NotAsked,
}

/// An agency's answer. It belongs to that agency, whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgencyReply {
    pub check: CheckId,
    pub agency: Agency,
    pub kind: ReplyKind,
    #[serde(default)]
    pub text: String,
    /// Why it is withheld or was not asked; needed for both.
    #[serde(default)]
    pub reason: String,
    pub said_by: String,
    pub typed_by: MemberId,
    #[ts(type = "string")]
    pub at: Moment,
}

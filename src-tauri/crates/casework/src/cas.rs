//! The case analysis summary (CAS): one version for each return, agencies side by side, dissent kept.

use crate::agency::Agency;
use crate::ids::{CasId, MeetingId, MemberId};
use crate::meeting::Dissent;
use crate::when::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Where a CAS stands (domain 3.1 A).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CasStatus {
    Draft,
    Agreed,
    Superseded,
    Void,
}

/// One CAS. Answers are corrected one question at a time until it is agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Cas {
    pub number: u16,
    pub edition: String,
    pub status: CasStatus,
    pub meeting: Option<MeetingId>,
    pub chair: Option<MemberId>,
    pub previous: Option<CasId>,
    #[ts(type = "string")]
    pub started_at: Moment,
    #[ts(type = "string | null")]
    pub agreed_at: Option<Moment>,
    /// Question id to answer, in the form's own encoding. Several values are joined by a line break.
    pub answers: BTreeMap<String, String>,
    /// Questions whose answer was carried from the CAS before, by number.
    #[serde(default)]
    pub carried_from: BTreeMap<String, u16>,
    #[serde(default)]
    pub dissent: Vec<Dissent>,
    /// True once the room said that nobody differs.
    #[serde(default)]
    pub no_dissent: bool,
    /// Why it was made void after signing, by whom and when; none while it stands. Its words stay as they were signed.
    #[serde(default)]
    pub voided: Option<Voided>,
}

/// Why a signed CAS no longer stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Voided {
    pub reason: String,
    pub by: MemberId,
    #[ts(type = "string")]
    pub at: Moment,
}

/// What one agency puts in one row of the CAS. Checked and nothing known, not for us, and a gap are three things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    Information,
    CheckedNothingKnown,
    NotForThisAgency,
    Gap,
}

/// One agency's cell in one row of the CAS; the agency owns it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CasCell {
    pub cas: CasId,
    /// Row id of the form.
    pub row: String,
    pub agency: Agency,
    pub kind: CellKind,
    #[serde(default)]
    pub text: String,
    pub said_by: String,
    pub typed_by: MemberId,
}

/// Late information under an agreed CAS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Addendum {
    pub cas: CasId,
    pub agency: Agency,
    pub text: String,
    pub by: MemberId,
    #[ts(type = "string")]
    pub at: Moment,
}

//! Annexes to a plan: what each says to those whom it is for, to everybody else whether there is one.

use casework::agency::Agency;
use casework::ids::CaseId;
use casework::plan_annex::AnnexKind;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Write an annex anew. The version before stays in the record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteAnnex {
    pub case: CaseId,
    pub which: AnnexKind,
    pub text: String,
    /// Why it may be told, or the handling code and conditions.
    pub terms: String,
    /// Agencies besides its own whose people may hold a copy.
    pub told: Vec<Agency>,
}

/// What an annex says, for whoever opened its compartment.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnnexWords {
    pub version: u16,
    pub text: String,
    pub terms: String,
    pub told: Vec<Agency>,
    pub written_by: String,
    #[ts(type = "string")]
    pub written_at: Moment,
}

/// One of the two annexes of a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnnexView {
    pub which: AnnexKind,
    pub label: String,
    pub terms_label: String,
    /// "NHS".
    pub agency_label: String,
    /// Versions written so far; nought where there is none.
    pub versions: u16,
    /// Whether whoever asks may write and print it.
    pub mine: bool,
    pub words: Option<AnnexWords>,
}

/// Both annexes of a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AnnexesView {
    pub annexes: Vec<AnnexView>,
}

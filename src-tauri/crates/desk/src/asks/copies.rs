//! Numbered copies that were handed out: is a page current, what is to be called back, what came back.

use casework::ids::{CaseId, RecordId};
use casework::plan::{CopyFate, PaperKind};
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Is this page current? Nothing is printed or sent: the answer is in this store.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckPage {
    /// The seal as it stands at the foot, or the whole text of the square as a scanner types it.
    pub code: String,
}

/// How a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageStanding {
    /// A newer version stands: the copy is to be called back.
    Superseded,
    Current,
    /// No copy with this seal was printed from this store.
    Unknown,
}

/// The answer about one page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PageChecked {
    pub standing: PageStanding,
    /// What to do, in one or two sentences.
    pub words: String,
    pub copy: Option<CopyOut>,
}

/// List the numbered copies.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListCopies {
    /// Copies that came back or were shredded as well.
    pub with_ended: bool,
}

/// Numbered copies, those to be called back first, then the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CopiesView {
    pub copies: Vec<CopyOut>,
    /// How many are out although a newer version stands.
    pub to_call_back: u32,
}

/// One numbered copy.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CopyOut {
    pub record: RecordId,
    pub paper: PaperKind,
    pub paper_label: String,
    /// The case it is about, where it is about one.
    pub case: Option<CaseId>,
    pub case_reference: String,
    /// Nought where a paper has no versions.
    pub version: u16,
    pub copy: u16,
    pub holder: String,
    pub holder_agency: String,
    pub purpose: String,
    pub seal: String,
    /// Contact details stand on it, chosen for its holder.
    pub with_contact: bool,
    #[ts(type = "string")]
    pub printed_at: Moment,
    pub standing: PageStanding,
    pub fate: Option<CopyFate>,
    #[ts(type = "string | null")]
    pub ended_at: Option<Moment>,
}

/// Note that a copy came back, was shredded or is lost; without a fate: that its holder has it after all.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndCopy {
    pub copy: RecordId,
    pub fate: Option<CopyFate>,
    pub with_ended: bool,
}

//! The case analysis summary.

use super::door::Labelled;
use super::shared::PersonView;
use casework::agency::Agency;
use casework::cas::{Addendum, CasStatus, CellKind};
use casework::ids::{CasId, CaseId, RecordId};
use casework::meeting::Dissent;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Start the next CAS of a case. Facts carry over, judgements start blank.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StartCas {
    pub case: CaseId,
    /// Trigger code of the form (A. Header).
    pub trigger: String,
}

/// Which CAS.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichCas {
    pub cas: CasId,
}

/// Make an agreed CAS void, and say why. Its words stay; the one before it stands again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VoidCas {
    pub cas: CasId,
    pub reason: String,
}

/// The whole form with its answers.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasView {
    pub cas: CasId,
    pub case: CaseId,
    pub reference: String,
    pub number: u16,
    pub status: CasStatus,
    pub edition: String,
    pub victim: Option<PersonView>,
    pub perpetrator: Option<PersonView>,
    /// Agencies that answer side by side.
    pub agencies: Vec<Labelled>,
    /// The seven rows of the side-by-side view.
    pub rows: Vec<CasRowView>,
    /// Sections A to P.
    pub sections: Vec<CasSectionView>,
    pub dissent: Vec<Dissent>,
    pub no_dissent: bool,
    pub blockers: Vec<CasBlocker>,
    pub addenda: Vec<Addendum>,
    #[ts(type = "string | null")]
    pub agreed_at: Option<Moment>,
    pub previous: Option<CasId>,
    /// "Made void on 20 Nov by K. Specimen: …"; empty while it stands.
    pub void_words: String,
}

/// One theme across the agencies.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasRowView {
    pub row: String,
    pub label: String,
    pub cells: Vec<CasCellView>,
}

/// One agency's cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasCellView {
    pub agency: Agency,
    pub record: Option<RecordId>,
    pub kind: CellKind,
    pub text: String,
    pub said_by: String,
}

/// A section of the form.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasSectionView {
    pub id: String,
    pub title: String,
    pub questions: Vec<CasQuestionView>,
    /// Required and unanswered.
    pub open: u16,
}

/// One question and its answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasQuestionView {
    pub id: String,
    /// "choice", "several", "judgement", "text", "long_text", "person", "date", "number", "yes_no_unknown", "rows", "statement".
    pub kind: String,
    pub label: String,
    pub help: String,
    pub options: Vec<Labelled>,
    /// The columns of a question of kind "rows", whose answer is a JSON list of objects: column id to answer, as text.
    pub columns: Vec<CasColumnView>,
    pub required: bool,
    pub shown: bool,
    /// The record answers it by itself; nobody types it.
    pub from_record: bool,
    pub max_chars: u32,
    pub answer: String,
    /// "carried from CAS 1"; empty when answered afresh.
    pub carried: String,
}

/// One column of a question that takes entries.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasColumnView {
    pub id: String,
    /// As for questions.
    pub kind: String,
    pub label: String,
    pub options: Vec<Labelled>,
    pub required: bool,
}

/// Why the CAS cannot be agreed yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasBlocker {
    pub question: String,
    pub section: String,
    pub words: String,
}

/// Answer one question.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerCas {
    pub cas: CasId,
    pub question: String,
    /// Empty takes the answer back. Several values are joined by a line break.
    pub answer: String,
}

/// Write an agency's cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteCasCell {
    pub cas: CasId,
    pub row: String,
    pub agency: Agency,
    pub kind: CellKind,
    pub text: String,
    pub said_by: String,
}

/// Keep the views that differ, or record that nobody differs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordDissent {
    pub cas: CasId,
    pub dissent: Vec<Dissent>,
    pub no_dissent: bool,
}

/// Late information under an agreed CAS.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddAddendum {
    pub cas: CasId,
    pub agency: Agency,
    pub text: String,
}

/// Every CAS of a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasListView {
    pub list: Vec<CasListRow>,
    pub triggers: Vec<Labelled>,
}

/// One CAS in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CasListRow {
    pub cas: CasId,
    pub number: u16,
    pub status: CasStatus,
    #[ts(type = "string")]
    pub started_at: Moment,
}

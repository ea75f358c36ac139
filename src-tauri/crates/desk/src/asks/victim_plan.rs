//! The victim's own safety plan: the advocate's editor, what was asked, and its printed copies.

use super::door::Labelled;
use super::papers::{PaperLanguage, PrintAs};
use super::shared::HitView;
use casework::agency::Agency;
use casework::ids::CaseId;
use casework::victim_plan::{SafeToHoldPaper, VictimPage};
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The plan as its advocate works on it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VictimPlanView {
    pub case: CaseId,
    pub reference: String,
    /// False until somebody wrote a word: nothing is kept before.
    pub begun: bool,
    pub page: VictimPage,
    pub safe_to_hold: Option<SafeToHoldPaper>,
    pub asked_on: Option<NaiveDate>,
    /// Answers to the words as they stand now; none where the page was changed since.
    pub would_help_them: Option<bool>,
    pub victim_agrees: Option<bool>,
    /// What stands in the way of printing.
    pub blockers: Vec<VictimPlanBlocker>,
    /// Protected details that its texts name.
    pub hits: Vec<HitView>,
    pub paper_answers: Vec<Labelled>,
    pub copies: Vec<VictimPlanCopy>,
}

/// One thing that stands in the way.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VictimPlanBlocker {
    pub field: String,
    pub words: String,
}

/// A copy that was printed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VictimPlanCopy {
    pub copy: u16,
    pub holder: String,
    #[ts(type = "string")]
    pub printed_at: Moment,
    /// "Returned", "Shredded", "Lost"; empty while its holder has it.
    pub fate_label: String,
}

/// Write the page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteVictimPlan {
    pub case: CaseId,
    pub page: VictimPage,
}

/// What was asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "asked", rename_all = "snake_case", deny_unknown_fields)]
pub enum VictimPlanAnswer {
    /// Whether paper is safe to hold, and the day on which the victim said so.
    SafeToHold { answer: SafeToHoldPaper, on: NaiveDate },
    /// Whether anything on the page as it stands would help the person who stalks.
    WouldHelpThem { yes: bool },
    /// Whether the victim agrees to these words on paper.
    VictimAgrees { yes: bool },
}

/// Answer one of the three questions before a page is printed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerVictimPlan {
    pub case: CaseId,
    pub answer: VictimPlanAnswer,
}

/// Print the page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintVictimPlan {
    pub case: CaseId,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<u16>,
    #[serde(default)]
    #[ts(optional, as = "Option<PrintAs>")]
    pub print: PrintAs,
    #[serde(default)]
    #[ts(optional, as = "Option<PaperLanguage>")]
    pub language: PaperLanguage,
    /// What the advocate and the victim wrote it in.
    #[serde(default)]
    #[ts(optional, as = "Option<PaperLanguage>")]
    pub written_in: PaperLanguage,
    /// A printer of `printers`; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

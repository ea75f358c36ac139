//! Looking at any paper before it is printed.

use super::agreements::PrintAgreement;
use super::papers::{PrintAgenda, PrintLog, PrintMinutes, PrintPaper, PrintPlan};
use super::victim_plan::PrintVictimPlan;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A print as it would be asked for, to look at first: the command that prints it, with its question.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "command", content = "question", rename_all = "snake_case", deny_unknown_fields)]
pub enum PaperAsked {
    PrintPlan(PrintPlan),
    PrintAgenda(PrintAgenda),
    PrintMinutes(PrintMinutes),
    PrintPaper(PrintPaper),
    PrintVictimPlan(PrintVictimPlan),
    PrintAgreement(PrintAgreement),
    PrintLog(PrintLog),
}

impl PaperAsked {
    /// The command that would print it.
    #[must_use]
    pub const fn command(&self) -> &'static str {
        match self {
            Self::PrintPlan(_) => "print_plan",
            Self::PrintAgenda(_) => "print_agenda",
            Self::PrintMinutes(_) => "print_minutes",
            Self::PrintPaper(_) => "print_paper",
            Self::PrintVictimPlan(_) => "print_victim_plan",
            Self::PrintAgreement(_) => "print_agreement",
            Self::PrintLog(_) => "print_log",
        }
    }
}

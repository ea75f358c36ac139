//! Papers as PDF, each print recorded.

use super::log::ReviewLog;
use super::plan_contact::WithContact;
use casework::agency::Agency;
use casework::ids::{AssessmentId, CasId, CaseId, DisclosureId, MeetingId, PlanId};
use casework::plan_annex::AnnexKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Print a numbered copy of a plan for a named holder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintPlan {
    pub plan: PlanId,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    /// How many copies are handed out in all; the paper then says "copy 2 of 5".
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<u16>,
    #[serde(default)]
    #[ts(optional, as = "Option<PrintAs>")]
    pub print: PrintAs,
    /// A printer of [`PrintersView`]; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
    /// None, which is nearly always, prints no contact detail of anybody.
    #[serde(default)]
    #[ts(optional)]
    pub contact: Option<WithContact>,
}

/// Print the agenda of the next or running meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintAgenda {
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    /// How many copies are handed out in all; the paper then says "copy 2 of 5".
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<u16>,
    /// A printer of [`PrintersView`]; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// Print signed minutes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintMinutes {
    pub meeting: MeetingId,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    /// How many copies are handed out in all; the paper then says "copy 2 of 5".
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<u16>,
    /// A printer of [`PrintersView`]; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// Which other paper to print.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "paper", rename_all = "snake_case", deny_unknown_fields)]
pub enum WhichPaper {
    /// The case analysis summary in full, for those who were at the table.
    Cas {
        cas: CasId,
    },
    /// The same without what agencies told each other, for the referrer or officer.
    CasSummary {
        cas: CasId,
    },
    SashRecord {
        record: AssessmentId,
    },
    /// Open actions of the agencies chosen; none chosen is refused, never taken for all.
    ActionList {
        agencies: Vec<Agency>,
    },
    /// All advice given to the officer of a case.
    AdviceNote {
        case: CaseId,
    },
    /// Signed minutes as one agency may keep them.
    MinutesForAgency {
        meeting: MeetingId,
        agency: Agency,
    },
    /// What those who meet read before the next meeting: initials only, nothing that an agency answered.
    PreMeetingPack,
    /// What changed between two versions of a plan.
    PlanChanges {
        earlier: PlanId,
        later: PlanId,
    },
    /// An annex to the plan, for a holder whose agency it is for.
    PlanAnnex {
        case: CaseId,
        which: AnnexKind,
    },
    /// Copies of a case's papers that are out of date and still out.
    RecallList {
        case: CaseId,
    },
    /// The record of one disclosure: to whom, on what footing, what left and what stayed.
    DisclosureRecord {
        disclosure: DisclosureId,
    },
    /// Disclosures of some days counted by month and organisation, both days included.
    DisclosureReport {
        from: NaiveDate,
        until: NaiveDate,
    },
    /// The part of the plan that the holder's agency does.
    PlanForAgency {
        plan: PlanId,
    },
    /// A blank sheet for a victim. It names nobody, so it has no number.
    DiarySheet {
        rows: u8,
        #[serde(default)]
        #[ts(optional, as = "Option<PaperLanguage>")]
        language: PaperLanguage,
    },
}

/// Which recovery words a blank is for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "sheet", rename_all = "snake_case", deny_unknown_fields)]
pub enum BlankSheet {
    First,
    Second,
    /// The one sheet of a compartment.
    Compartment {
        compartment: String,
    },
}

/// Print a blank onto which recovery words are copied by hand. It holds no word, so it has no number.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintRecoveryBlank {
    pub which: BlankSheet,
    /// A printer of [`PrintersView`]; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// Print the acts of the log that a reviewer chose.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintLog {
    /// All pages of it are printed, whichever it names.
    pub review: ReviewLog,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    /// How many copies are handed out in all; the paper then says "copy 2 of 5".
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<u16>,
    /// A printer of [`PrintersView`]; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// How large a paper is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PrintAs {
    #[default]
    Standard,
    /// Body text of 16 points.
    Large,
}

/// The language of the fixed words of a paper that a victim reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperLanguage {
    #[default]
    English,
    Welsh,
}

/// Print the agreed plan of every case on the next agenda, all for one holder, into one folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintPlans {
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    /// A printer of [`PrintersView`]; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// A printer as the system names it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PrinterView {
    pub name: String,
    /// The one the system would take if none was named.
    pub usual: bool,
}

/// The printers of the system; none where there is no print queue.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PrintersView {
    pub printers: Vec<PrinterView>,
}

/// The plans that were saved, and why the others were not.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PlansPrinted {
    /// False when the person changed their mind; then nothing was numbered or written.
    pub saved: bool,
    /// The folder, as the person chose it, or the printer's name.
    pub folder: String,
    pub to_printer: bool,
    pub printed: Vec<PlanPrinted>,
    pub not_printed: Vec<NotPrinted>,
}

/// One plan that was saved.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanPrinted {
    pub reference: String,
    pub copy: u16,
    pub pages: u16,
    /// As of [`PaperSaved`].
    pub number: Option<u32>,
}

/// One plan that was not, and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NotPrinted {
    pub case: CaseId,
    pub reference: String,
    pub words: String,
}

/// Print another paper for a named holder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintPaper {
    pub which: WhichPaper,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    /// How many copies are handed out in all; the paper then says "copy 2 of 5".
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<u16>,
    #[serde(default)]
    #[ts(optional, as = "Option<PrintAs>")]
    pub print: PrintAs,
    /// A printer of [`PrintersView`]; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// Which paper of those saved since somebody signed in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichSaved {
    pub number: u32,
}

/// The file is gone from the place it was saved at. What the disk or a viewer kept of it nobody can say.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PaperDeleted {
    pub deleted: bool,
}

/// A paper saved where the person chose. It is no longer protected by Holdfast.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct PaperSaved {
    /// Its number among those saved since somebody signed in; none where it lies at no place of the disk.
    pub number: Option<u32>,
    /// False when the person changed their mind; then nothing was numbered or written.
    pub saved: bool,
    /// Where, as the person chose it: a file, or the name of a printer.
    pub place: String,
    /// Whether it went to a printer; no file of it then lies anywhere that Holdfast knows of.
    pub to_printer: bool,
    pub copy: u16,
    pub pages: u16,
    pub seal: String,
    pub bytes: u64,
}

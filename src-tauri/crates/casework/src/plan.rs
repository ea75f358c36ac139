//! The safeguarding plan: action lines, if-then lines, review, versions and numbered copies (domain 5.1).

use crate::action::{Heading, Priority};
use crate::agency::Agency;
use crate::ids::{CasId, MemberId, PlanId, RecordId};
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlanState {
    Draft,
    Agreed,
    Superseded,
}

/// How a plan line stands on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LineStatus {
    Open,
    Done,
    Late,
    NotPossible,
}

/// One action line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanLine {
    pub heading: Heading,
    pub text: String,
    pub owner_agency: Option<Agency>,
    #[serde(default)]
    pub owner_person: String,
    pub due_on: Option<NaiveDate>,
    pub priority: Priority,
    pub status: LineStatus,
    /// Owner has accepted it, where the owner was not in the room.
    pub accepted: bool,
    /// Why it is late, or why it is no longer possible (domain 5.1, `status_reason`).
    #[serde(default)]
    pub status_reason: String,
}

/// One if-then line. The trigger is something that can be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contingency {
    pub if_text: String,
    pub then_text: String,
    pub who_acts: String,
    #[serde(default)]
    pub within: String,
    #[serde(default)]
    pub out_of_hours: String,
}

/// Somebody to ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WhoToRing {
    pub what: String,
    pub number: String,
    pub who: String,
}

/// Who agreed, for which agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgreedBy {
    pub agency: Agency,
    pub name: String,
    pub job: String,
    pub on: NaiveDate,
}

/// One version of the plan of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Plan {
    pub version: u16,
    pub state: PlanState,
    pub cas: Option<CasId>,
    #[serde(default)]
    pub what_worries_us: String,
    #[serde(default)]
    pub not_known: String,
    #[serde(default)]
    pub victim_wishes: String,
    pub lines: Vec<PlanLine>,
    pub contingencies: Vec<Contingency>,
    pub who_to_ring: Vec<WhoToRing>,
    pub agreed_by: Vec<AgreedBy>,
    pub review_on: Option<NaiveDate>,
    pub author: MemberId,
    #[ts(type = "string")]
    pub started_at: Moment,
    #[ts(type = "string | null")]
    pub agreed_at: Option<Moment>,
}

/// Which paper a copy is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    SafeguardingPlan,
    Agenda,
    Minutes,
    MinutesForAgency,
    Cas,
    CasSummary,
    SashRecord,
    ActionList,
    AdviceNote,
    LogReview,
    PlanChanges,
    PreMeetingPack,
    VictimPlan,
    PlanForAgency,
    AnnexHealth,
    AnnexIntelligence,
    RecallList,
    AgreementSummary,
    DisclosureRecord,
    DisclosureReport,
}

impl PaperKind {
    /// As it stands in a list.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SafeguardingPlan => "Safeguarding plan",
            Self::Agenda => "Agenda",
            Self::Minutes => "Minutes",
            Self::MinutesForAgency => "Minutes for one agency",
            Self::Cas => "CAS",
            Self::CasSummary => "CAS summary",
            Self::SashRecord => "SASH record",
            Self::ActionList => "Action list",
            Self::AdviceNote => "Advice note",
            Self::LogReview => "Log review",
            Self::PlanChanges => "Changes to the plan",
            Self::PreMeetingPack => "Pre-meeting pack",
            Self::VictimPlan => "Victim's own plan",
            Self::PlanForAgency => "Safeguarding plan for one agency",
            Self::AnnexHealth => "Annex A to the plan",
            Self::AnnexIntelligence => "Annex B to the plan",
            Self::RecallList => "Copies to call back",
            Self::AgreementSummary => "Agreement to share",
            Self::DisclosureRecord => "Disclosure record",
            Self::DisclosureReport => "Disclosure report",
        }
    }
}

/// What became of a copy that is not with its holder any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CopyFate {
    Returned,
    Shredded,
    /// Nobody knows where it is.
    Lost,
}

impl CopyFate {
    /// As it stands in a list.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Returned => "Returned",
            Self::Shredded => "Shredded",
            Self::Lost => "Lost",
        }
    }
}

/// The end of a copy, as somebody noted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CopyEnd {
    pub fate: CopyFate,
    pub noted_by: MemberId,
    #[ts(type = "string")]
    pub noted_at: Moment,
}

/// Which part of a record is one contact detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactPart {
    /// All of a known detail: an address, a workplace, a plate.
    Whole,
    /// One way of reaching somebody, by its place in the record.
    Channel(u16),
    SafePlace,
    EmergencyContact,
}

/// One contact detail by where it stands: what it says is in that record alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ContactItem {
    pub record: RecordId,
    pub part: ContactPart,
}

/// Contact details that stand on a copy: which, and why its holder had to have them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactOnCopy {
    pub details: Vec<ContactItem>,
    pub reason: String,
}

/// One numbered copy handed to a named holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaperCopy {
    pub paper: PaperKind,
    pub plan: Option<PlanId>,
    pub version: u16,
    pub copy: u16,
    /// How many copies were to be handed out in all, where somebody said so.
    #[serde(default)]
    pub of: Option<u16>,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    pub seal: String,
    /// The record was made, but the file could not be put under its name: nobody holds this copy.
    #[serde(default)]
    pub came_to_nothing: bool,
    /// The day a newer one took its place, for papers of a case whose next version is agreed.
    #[serde(default)]
    pub call_back_on: Option<NaiveDate>,
    /// None while its holder has it.
    #[serde(default)]
    pub ended: Option<CopyEnd>,
    /// None where no contact detail stands on it, which is nearly always.
    #[serde(default)]
    pub contact: Option<ContactOnCopy>,
    pub printed_by: MemberId,
    #[ts(type = "string")]
    pub printed_at: Moment,
}

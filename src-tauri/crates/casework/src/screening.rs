//! Screening: the FOUR check, the SASH record and the decision that follows. Nothing here adds up answers.

use crate::agency::Agency;
use crate::ids::{AssessmentId, CaseId, MeetingId, MemberId};
use crate::incident::YesNoUnknown;
use crate::referral::Classification;
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Fixated, obsessive, unwanted, repeated (police aide-memoire; domain 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FourCheck {
    pub fixated: YesNoUnknown,
    pub obsessive: YesNoUnknown,
    pub unwanted: YesNoUnknown,
    pub repeated: YesNoUnknown,
    #[serde(default)]
    pub note: String,
    /// Urgent factors seen, in our own words (codes of assets/forms/four).
    #[serde(default)]
    pub urgent_factors: Vec<String>,
}

/// An answer to a numbered item. Unknown and not asked are different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemAnswer {
    Yes,
    No,
    Unknown,
    NotAsked,
}

/// One numbered item, G1 to G13 or X1 to X3. The wording stays in the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemRecord {
    pub number: String,
    pub answer: ItemAnswer,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub source: String,
    pub as_at: Option<NaiveDate>,
}

/// Something nobody knows that matters, and who finds out by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct InformationGap {
    /// The item or question it came from; empty when it stands alone.
    #[serde(default)]
    pub from: String,
    pub question: String,
    pub owner_agency: Agency,
    pub due_on: NaiveDate,
}

/// Level of concern, judged by a named person, never by the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConcernLevel {
    Low,
    Moderate,
    High,
}

impl ConcernLevel {
    /// The level in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Moderate => "Moderate",
            Self::High => "High",
        }
    }
}

/// What the screener asks for next (domain 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    StandardResponse,
    FullerAssessment,
    DiscussAtNextMeeting,
    ImmediateAction,
}

/// A signed SASH. Never changed afterwards; a correction is a new record that supersedes it (domain 1.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SashRecord {
    pub edition: String,
    pub pack_sha256: String,
    pub completed_by: MemberId,
    pub trained: bool,
    pub trained_on: Option<NaiveDate>,
    #[ts(type = "string")]
    pub signed_at: Moment,
    pub sources: Vec<String>,
    /// X items are asked only where the stalker is a former sexual or dating partner; unknown shows them too.
    pub ex_partner_case: YesNoUnknown,
    pub items: Vec<ItemRecord>,
    pub gaps: Vec<InformationGap>,
    pub level: ConcernLevel,
    pub reason: String,
    pub next_step: NextStep,
    pub supersedes: Option<AssessmentId>,
}

/// A decision at screening, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScreeningDecision {
    /// Outcome code (domain 7.3).
    pub outcome: String,
    pub reason: String,
    pub recorded_as: Classification,
    pub judged_as: Classification,
    /// The case this one repeats, where the outcome says so.
    #[serde(default)]
    pub other_case: Option<CaseId>,
    /// Stage of the profile the case was sent to; none where the outcome sends it to no stage.
    #[serde(default)]
    pub stage: Option<String>,
    pub decided_by: MemberId,
    #[ts(type = "string")]
    pub decided_at: Moment,
}

/// Advice given to the officer in charge: who, and the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfficerAdvice {
    /// Name and number, as the officer is found.
    pub officer: String,
    pub text: String,
    /// The meeting that advised; none where it was given at screening or on its own.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// The room took its decision back before signing; the advice stays on the record as not given.
    #[serde(default)]
    pub withdrawn: bool,
    pub given_by: MemberId,
    #[ts(type = "string")]
    pub given_at: Moment,
}

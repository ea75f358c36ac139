//! Screening: agency checks, FOUR, SASH, decision.

use super::cases::CheckView;
use super::shared::PersonView;
use casework::checks::ReplyKind;
use casework::ids::{AssessmentId, CaseId, CheckId};
use casework::incident::YesNoUnknown;
use casework::referral::Classification;
use casework::screening::{ConcernLevel, FourCheck, InformationGap, ItemRecord, NextStep, SashRecord};
use casework::when::Moment;
use chrono::NaiveDate;
use forms::OutcomeAsks;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Record an agency's answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordReply {
    pub check: CheckId,
    pub kind: ReplyKind,
    pub text: String,
    pub reason: String,
    pub said_by: String,
}

/// Who was asked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgenciesAsked {
    pub asked: Vec<CheckView>,
}

/// Record the FOUR check.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordFourCheck {
    pub case: CaseId,
    pub check: FourCheck,
}

/// The SASH form for one case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SashFormView {
    pub case: CaseId,
    pub reference: String,
    pub victim: Option<PersonView>,
    pub perpetrator: Option<PersonView>,
    pub edition: String,
    /// "Demonstration wording, not SASH" where the pack is not the licensed one; empty otherwise.
    pub marking: String,
    /// No pack is loaded: items show their numbers and the program says how to load one.
    pub pack_missing: bool,
    pub pack_sha256: String,
    pub credit: String,
    pub items: Vec<SashItemView>,
    pub last: Option<SashRecordView>,
    pub ex_partner_guess: YesNoUnknown,
    pub agencies: Vec<super::door::Labelled>,
    pub four: Option<FourCheck>,
    pub urgent_factor_choices: Vec<super::door::Labelled>,
    pub decision_choices: Vec<DecisionChoice>,
    /// Stages a case can be sent to, each with the outcomes that send there.
    pub stages: Vec<StageChoice>,
    pub classes: Vec<super::door::Labelled>,
    /// As the force recorded it, and as the unit last judged it.
    pub recorded_as: Classification,
    pub judged_as: Classification,
}

/// An outcome of the screening stage.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionChoice {
    pub code: String,
    pub label: String,
    /// What it needs beside its reason.
    pub asks: Vec<OutcomeAsks>,
}

/// A stage of the profile that a case can be sent to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct StageChoice {
    pub code: String,
    pub label: String,
    /// Outcomes that send there.
    pub outcomes: Vec<String>,
}

/// One numbered item with the wording of the pack, or a placeholder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SashItemView {
    pub number: String,
    pub wording: String,
    /// Asked only where the stalker is a former partner.
    pub ex_partner_only: bool,
}

/// A signed SASH to read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SashRecordView {
    pub record: AssessmentId,
    pub signed_by: String,
    pub body: SashRecord,
    pub unknown: u16,
    pub not_asked: u16,
    pub superseded: bool,
}

/// Sign a SASH. Never changed afterwards.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SignSash {
    pub case: CaseId,
    pub trained: bool,
    pub trained_on: Option<NaiveDate>,
    pub sources: Vec<String>,
    pub ex_partner_case: YesNoUnknown,
    pub items: Vec<ItemRecord>,
    pub gaps: Vec<InformationGap>,
    /// Chosen by the signer; there is no default.
    pub level: ConcernLevel,
    pub reason: String,
    pub next_step: NextStep,
    pub supersedes: Option<AssessmentId>,
}

/// Decide at screening.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecideScreening {
    pub case: CaseId,
    /// Outcome code of the profile.
    pub outcome: String,
    pub reason: String,
    pub judged_as: Classification,
    /// As the force recorded it; none leaves it as it stands in the case.
    #[serde(default)]
    pub recorded_as: Option<Classification>,
    /// Needed for every outcome that advises.
    pub advice: Option<AdviceGiven>,
    /// Reference, as typed, of the case this one repeats; empty where it repeats none.
    #[serde(default)]
    pub other_case: String,
    /// The stage the case goes to; may stay empty where the profile has only one that fits.
    #[serde(default)]
    pub stage: Option<String>,
}

/// Advice to the officer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceGiven {
    /// Name and number.
    pub officer: String,
    pub text: String,
}

/// Record advice on its own.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordAdvice {
    pub case: CaseId,
    pub advice: AdviceGiven,
}

/// Read one signed SASH.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SashRead {
    pub reference: String,
    pub marking: String,
    pub record: SashRecordView,
    pub items: Vec<SashItemView>,
    #[ts(type = "string")]
    pub now: Moment,
}

//! What the room decides on a case, with its actions and what some outcomes ask for.

use super::screening::AdviceGiven;
use casework::action::{Heading, Priority};
use casework::agency::Agency;
use casework::ids::{CaseId, MeetingId, RecordId};
use casework::meeting::Dissent;
use casework::referral::BothClasses;
use casework::screening::ConcernLevel;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An action decided in the room.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RoomAction {
    pub text: String,
    pub heading: Heading,
    pub owner_agency: Agency,
    pub owner_person: String,
    pub due_on: NaiveDate,
    pub due_time: String,
    pub priority: Priority,
}

/// Record the room's decision and go to the next case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordDecision {
    pub meeting: MeetingId,
    pub case: CaseId,
    /// At least one; an empty list is refused.
    pub outcomes: Vec<String>,
    pub reason: String,
    pub level: Option<ConcernLevel>,
    pub level_reason: String,
    pub dissent: Vec<Dissent>,
    pub actions: Vec<RoomAction>,
    /// What the chosen outcomes ask for beside a reason (`asks` of each outcome).
    #[serde(default)]
    pub facts: OutcomeFacts,
    pub seconds: u32,
}

/// What some outcomes need beside their reason (domain 7.3). What no chosen outcome asks for stays empty.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct OutcomeFacts {
    /// `officer_and_text`: who is advised, by name and number, and what is said.
    pub advice: Option<AdviceGiven>,
    /// `both_classifications`: as recorded by the force and as judged by the room.
    pub classes: Option<BothClasses>,
    /// `other_case`: reference, as typed, of the case this one repeats.
    pub other_case: String,
    /// `stage`: the stage the case goes to; may stay empty where the profile has only one that fits.
    pub stage: Option<String>,
    /// `date`: day on which the room looks again.
    pub review_on: Option<NaiveDate>,
    /// `order_type`: code of the order that is sought.
    pub order_type: Option<String>,
}

/// Recorded; the next waiting case, if any.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DecisionRecorded {
    pub record: RecordId,
    pub next: Option<CaseId>,
    pub waiting: u32,
}

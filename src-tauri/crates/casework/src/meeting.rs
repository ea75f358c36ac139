//! The triage meeting: agenda, attendance, what each agency said, and what the room decided.

use crate::action::ActionStatus;
use crate::agency::Agency;
use crate::ids::{ActionId, CaseId, MeetingId, MemberId};
use crate::referral::BothClasses;
use crate::screening::ConcernLevel;
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    Planned,
    Running,
    Signed,
}

/// A meeting of one stage of the pathway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Meeting {
    /// Stage id in the unit's pathway.
    pub stage: String,
    pub title: String,
    pub place: String,
    #[ts(type = "string")]
    pub planned_at: Moment,
    pub state: MeetingState,
    pub chair: Option<MemberId>,
    #[ts(type = "string | null")]
    pub started_at: Option<Moment>,
    #[ts(type = "string | null")]
    pub signed_at: Option<Moment>,
    pub confidentiality_confirmed: bool,
    /// Why the room went on without its quorum; empty where it was met.
    #[serde(default)]
    pub quorum_reason: String,
    #[serde(default)]
    pub reflection: String,
}

/// How an agency takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    Expected,
    Present,
    Apologies,
    Late,
    Absent,
}

/// One agency's attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Attendance {
    pub meeting: MeetingId,
    pub agency: Agency,
    pub presence: Presence,
    /// Who came, by name and job.
    #[serde(default)]
    pub people: String,
}

/// Where an agenda item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    Waiting,
    Heard,
    Parked,
    CarriedOver,
}

/// A case on the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgendaItem {
    pub meeting: MeetingId,
    pub case: CaseId,
    /// Place in the order of hearing, from 1.
    pub place: u16,
    pub why: String,
    /// Added after the agenda was fixed.
    pub late: bool,
    pub state: ItemState,
    /// Time the room spent on it.
    pub seconds: u32,
}

/// What one agency said about one case in one meeting. It is that agency's, whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Contribution {
    pub meeting: MeetingId,
    pub agency: Agency,
    pub knows: String,
    #[serde(default)]
    pub advises: String,
    pub said_by: String,
    pub typed_by: MemberId,
    /// A correction after signing is an addendum, not a change.
    pub addendum: bool,
}

/// A view that differs from the room's, kept on the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Dissent {
    pub agency: Agency,
    pub view: String,
    pub reason: String,
}

/// What the room decided on one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoomDecision {
    pub meeting: MeetingId,
    /// Outcome codes of the profile's list (domain 7.3), at least one.
    pub outcomes: Vec<String>,
    pub reason: String,
    /// Level judged by the room; none where the room did not judge one.
    pub level: Option<ConcernLevel>,
    #[serde(default)]
    pub level_reason: String,
    #[serde(default)]
    pub dissent: Vec<Dissent>,
    /// Both facts about the class, where the room spoke of it.
    #[serde(default)]
    pub classes: Option<BothClasses>,
    /// The case this one repeats.
    #[serde(default)]
    pub other_case: Option<CaseId>,
    /// Stage of the profile the case goes to.
    #[serde(default)]
    pub stage: Option<String>,
    /// Day on which the room looks again.
    #[serde(default)]
    pub review_on: Option<NaiveDate>,
    /// Code of assets/law of the order that is sought.
    #[serde(default)]
    pub order_type: Option<String>,
    #[ts(type = "string")]
    pub decided_at: Moment,
    pub recorded_by: MemberId,
}

/// The signed minutes: fixed text, as the room left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SignedMinutes {
    pub meeting: MeetingId,
    pub signed_by: MemberId,
    #[ts(type = "string")]
    pub signed_at: Moment,
    pub cases_heard: u16,
    pub carried_over: u16,
    /// Actions of earlier meetings that were due and not done, as they stood at signing.
    #[serde(default)]
    pub incomplete: Vec<Incomplete>,
}

/// An action that was due and not done when minutes were signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Incomplete {
    pub action: ActionId,
    pub due_on: NaiveDate,
    pub status: ActionStatus,
}

//! Actions: what an agency was asked to do, who there does it, and by when. They stay the agency's own.

use crate::agency::Agency;
use crate::ids::{MeetingId, MemberId, PlanId};
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Plan headings (domain 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    VictimSafety,
    MonitoringAndControl,
    Supervision,
    InterventionsAndTreatment,
    Environment,
    Investigation,
}

impl Heading {
    /// Every heading, in the order of the printed plan.
    pub const ALL: [Self; 6] = [
        Self::VictimSafety,
        Self::MonitoringAndControl,
        Self::Supervision,
        Self::InterventionsAndTreatment,
        Self::Environment,
        Self::Investigation,
    ];

    /// The heading as printed.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::VictimSafety => "Victim safety",
            Self::MonitoringAndControl => "Monitoring and control",
            Self::Supervision => "Supervision",
            Self::InterventionsAndTreatment => "Interventions and treatment",
            Self::Environment => "Environment",
            Self::Investigation => "Investigation",
        }
    }
}

/// How an action stands. "Not possible" and "not done" are different things (domain 0, decision 12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionStatus {
    Proposed,
    Accepted,
    InProgress,
    Done,
    NotPossible,
    NotDone,
    Cancelled,
}

impl ActionStatus {
    /// Whether somebody still has to do it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Proposed | Self::Accepted | Self::InProgress => true,
            Self::Done | Self::NotPossible | Self::NotDone | Self::Cancelled => false,
        }
    }
}

/// How soon it must be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Now,
    Within24Hours,
    Within7Days,
    Routine,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Action {
    pub text: String,
    pub heading: Heading,
    pub owner_agency: Agency,
    pub owner_person: String,
    pub due_on: NaiveDate,
    /// "16:00" where the hour matters; empty otherwise.
    #[serde(default)]
    pub due_time: String,
    pub priority: Priority,
    pub status: ActionStatus,
    /// Needed when it is not possible, not done or cancelled.
    #[serde(default)]
    pub status_reason: String,
    pub requested_by: MemberId,
    pub meeting: Option<MeetingId>,
    pub plan: Option<PlanId>,
    pub accepted_by: Option<String>,
    #[ts(type = "string | null")]
    pub done_at: Option<Moment>,
}

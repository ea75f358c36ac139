//! Casework between meetings: incidents, calls, actions, orders, people, safe contact.

use super::shared::HitView;
use casework::action::{Heading, Priority};
use casework::agency::Agency;
use casework::contact::{Channel, ContactDetail, ContactResult, ContactRule};
use casework::ids::{ActionId, CaseId};
use casework::ids::{PersonId, RecordId};
use casework::incident::{Incident, YesNoUnknown};
use casework::order::{CaseEvent, CourtOrder};
use casework::people::{DetailKind, Person};
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Record an incident.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordIncident {
    pub case: CaseId,
    pub incident: Incident,
}

/// Correct one field of a record that is not signed. The old value stays in its history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CorrectRecord {
    pub record: RecordId,
    pub field: String,
    /// The new value as JSON text.
    pub value: String,
}

/// Record an attempt to reach the victim.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordContact {
    pub case: CaseId,
    #[ts(type = "string")]
    pub at: Moment,
    pub channel: Channel,
    pub result: ContactResult,
    pub safe_checked: bool,
    pub what: String,
    pub next: String,
    pub next_on: Option<NaiveDate>,
    pub fear_now: Option<u8>,
}

/// Ask an agency to do something.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ProposeAction {
    pub case: CaseId,
    pub text: String,
    pub heading: Heading,
    pub owner_agency: Agency,
    pub owner_person: String,
    pub due_on: NaiveDate,
    pub due_time: String,
    pub priority: Priority,
}

/// What becomes of an action.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ActionStep {
    /// The owner, or somebody who heard the owner, says yes.
    Accept {
        by: String,
    },
    Start,
    Done,
    NotPossible {
        reason: String,
    },
    NotDone {
        reason: String,
    },
    Cancel {
        reason: String,
    },
    /// A new date, with the reason.
    Move {
        to: NaiveDate,
        reason: String,
    },
    /// Undo the last step by a compensating act.
    Reopen {
        reason: String,
    },
}

/// Move an action on.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveAction {
    pub action: ActionId,
    pub step: ActionStep,
}

/// Record an order, bail or licence.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordOrder {
    pub case: CaseId,
    pub order: CourtOrder,
}

/// Record an arrest, charge, release and the like.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordEvent {
    pub case: CaseId,
    pub event: CaseEvent,
}

/// Add a person to a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    pub case: CaseId,
    pub person: Person,
}

/// Add a known detail of a person: an address to keep off papers, a plate to find by.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddKnownDetail {
    pub case: CaseId,
    pub person: PersonId,
    pub kind: DetailKind,
    pub text: String,
    pub note: String,
}

/// Record how the victim may be reached. A later one replaces the earlier; history stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordSafeContact {
    pub case: CaseId,
    pub rule: ContactRule,
    /// Left out where only the rule changes.
    pub detail: Option<ContactDetail>,
}

/// The perpetrator may have got hold of the victim's phone or home: every channel becomes unsure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DoubtSafeContact {
    pub case: CaseId,
    pub reason: String,
}

/// Bring a case to the next meeting, or back to it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BringToMeeting {
    pub case: CaseId,
    pub why: String,
}

/// Same-day action without waiting for a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UrgentNow {
    pub case: CaseId,
    pub reason: String,
    pub actions: Vec<UrgentAction>,
}

/// One same-day action; due today.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UrgentAction {
    pub text: String,
    pub owner_agency: Agency,
    pub owner_person: String,
}

/// Read a text against the protected people's known details.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckText {
    pub case: CaseId,
    pub text: String,
}

/// What was found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TextChecked {
    pub hits: Vec<HitView>,
}

/// Release one hit in one case, with a reason. Only the owner of the text's agency, or the chair.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseHit {
    pub case: CaseId,
    pub detail: RecordId,
    pub found: String,
    pub reason: String,
}

/// Behaviour, order, event and severity codes with their words, from assets/law.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CodesView {
    pub behaviours: Vec<super::door::Labelled>,
    pub orders: Vec<super::door::Labelled>,
    pub events: Vec<super::door::Labelled>,
    pub severities: Vec<super::door::Labelled>,
    pub relationships: Vec<super::door::Labelled>,
    pub sources: Vec<super::door::Labelled>,
    pub agencies: Vec<super::door::Labelled>,
    pub headings: Vec<super::door::Labelled>,
    pub offences: Vec<super::door::Labelled>,
}

/// The advocate's other shortcut: safe contact was asked again today and stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSafeContact {
    pub case: CaseId,
    pub still_safe: YesNoUnknown,
}

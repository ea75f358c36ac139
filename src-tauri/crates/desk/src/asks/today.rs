//! Today: next meeting, new since the last, who we wait for, alerts, my actions.

use super::disclosures::{ContactWentView, CutOffView, ReviewDueView};
use super::shared::CaseRowView;
use casework::action::ActionStatus;
use casework::agency::Agency;
use casework::ids::{ActionId, CaseId, MeetingId};
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The start page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TodayView {
    #[ts(type = "string")]
    pub now: Moment,
    pub day: NaiveDate,
    pub meeting: Option<NextMeetingView>,
    pub since_words: String,
    pub new_cases: Vec<CaseRowView>,
    pub new_total: u32,
    /// Referrals nobody has screened yet.
    pub awaiting_screening: u32,
    /// Restricted cases open to whoever asks. The meeting does not hear them: their members do.
    pub restricted: Vec<CaseRowView>,
    pub waiting: Vec<WaitingView>,
    pub alerts: Vec<AlertView>,
    /// Agreements to review, ending or overdue; none for whoever may not read the register.
    pub agreements: Vec<super::agreements::AgreementDueView>,
    pub actions: Vec<ActionRowView>,
    /// Emergencies that wait for the chair's review; empty for everybody else.
    pub reviews: Vec<ReviewDueView>,
    /// Victim contact that went while no advocate could be reached; an advocate's alone.
    pub contact_went: Vec<ContactWentView>,
    /// Sealed files whose saving was cut off; only for whoever may share.
    pub cut_off: Vec<CutOffView>,
    /// New referrals that may be about somebody named in a closed record the reader may open; for their eyes alone.
    pub closed_matches: Vec<ClosedMatch>,
    /// Things that need the reader before the meeting, in one sentence.
    pub greeting: String,
}

/// A new referral, and the case of a closed record in which a name of it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClosedMatch {
    pub case: CaseId,
    pub reference: String,
    pub other: CaseId,
    pub other_reference: String,
    /// Behind which wall the record lies, in words.
    pub compartment: String,
}

/// The next meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NextMeetingView {
    pub meeting: Option<MeetingId>,
    pub title: String,
    pub place: String,
    #[ts(type = "string")]
    pub planned_at: Moment,
    pub running: bool,
    pub cases: u32,
    /// "7 new, 3 back for review, 1 brought back by an agency".
    pub mix: String,
    pub agencies: Vec<MeetingAgencyView>,
    pub quorum_needed: u16,
    pub quorum_confirmed: u16,
}

/// An agency expected at a meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MeetingAgencyView {
    pub agency: Agency,
    pub label: String,
    pub confirmed: bool,
}

/// How many answers one agency still owes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WaitingView {
    pub agency: Agency,
    pub label: String,
    pub unanswered: u32,
    /// "N-26-0149, asked 6 days ago"; empty when none.
    pub oldest: String,
}

/// Something with a date on it. Never holds safe-contact content, only that it changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AlertView {
    pub on: NaiveDate,
    /// "Today", "Thu 26".
    pub on_words: String,
    pub due_now: bool,
    pub title: String,
    pub case: CaseId,
    pub reference: String,
    pub detail: String,
}

/// An action in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionRowView {
    pub action: ActionId,
    pub case: CaseId,
    pub reference: String,
    pub text: String,
    pub owner_agency: Agency,
    pub owner_label: String,
    pub owner_person: String,
    pub due_on: NaiveDate,
    pub due_words: String,
    pub overdue: bool,
    pub today: bool,
    pub status: ActionStatus,
    pub status_label: String,
    pub from: String,
}

/// Which actions to list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListActions {
    pub agency: Option<Agency>,
    pub case: Option<CaseId>,
    pub only_open: bool,
}

/// Actions asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ActionsView {
    pub actions: Vec<ActionRowView>,
}

/// What to look for: at least three characters.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Find {
    pub text: String,
}

/// One thing found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FoundView {
    pub case: CaseId,
    pub reference: String,
    pub title: String,
    /// "name", "reference", "plate", "phone", "text".
    pub matched: String,
    pub excerpt: String,
    pub state_label: String,
}

/// What was found; at most 50.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FindView {
    pub found: Vec<FoundView>,
    /// Fewer than three characters were given.
    pub too_short: bool,
}

/// The palette closed; one act, without the text (architecture.md).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CloseFind {
    pub opened: Option<CaseId>,
}

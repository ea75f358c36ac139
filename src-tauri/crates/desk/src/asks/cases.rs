//! The case list and the case page.

use super::shared::{CaseRowView, LevelView, PersonView};
use super::today::ActionRowView;
use casework::agency::Agency;
use casework::checks::ReplyKind;
use casework::contact::{Channel, ContactRule, MayContact};
use casework::ids::{CaseId, CheckId, PlanId, RecordId};
use casework::people::DetailKind;
use casework::referral::{CaseState, Classification};
use casework::screening::ConcernLevel;
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which cases, in which order. No filter set means open cases, said so on the page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListCases {
    pub scope: CaseScope,
    pub level: Option<ConcernLevel>,
    pub sort: CaseSort,
    pub descending: bool,
    pub offset: u32,
    /// At most 200.
    pub limit: u32,
}

/// Which part of the caseload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseScope {
    Open,
    AwaitingScreening,
    ListedForMeeting,
    Monitoring,
    Ended,
    All,
}

/// Sort column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseSort {
    Received,
    Reference,
    LastIncident,
    OpenActions,
}

/// A page of cases.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseListView {
    pub cases: Vec<CaseRowView>,
    pub total: u32,
    /// Restricted cases open to whoever asks, in no other list and no count.
    pub restricted: Vec<CaseRowView>,
}

/// The case page. Numbers and addresses of the victim are not in it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseView {
    pub case: CaseId,
    pub reference: String,
    pub state: CaseState,
    pub state_label: String,
    pub opened_on: NaiveDate,
    pub open_days: u32,
    pub headline: String,
    pub relationship: String,
    pub recorded_as: Classification,
    pub judged_as: Classification,
    pub listed_because: String,
    /// Who may open this case, where it is restricted; nobody named where it is not.
    pub restricted_to: Vec<String>,
    pub victim: Option<PersonView>,
    pub perpetrator: Option<PersonView>,
    pub others: Vec<PersonView>,
    pub safe_contact: SafeContactBanner,
    pub levels: Vec<LevelView>,
    pub referral: Option<ReferralView>,
    pub weeks: Vec<IncidentWeek>,
    pub markers: Vec<ChartMarker>,
    pub orders: Vec<OrderView>,
    pub checks: Vec<CheckView>,
    pub assessments: Vec<AssessmentRow>,
    /// Facts only: "SASH is older than 4 incidents, 2 of them serious." Empty when not.
    pub stale_words: String,
    pub plan: Option<PlanSummary>,
    pub actions: Vec<ActionRowView>,
    pub counts: TabCounts,
    pub known: Vec<KnownDetailView>,
    /// Urgent factors recorded at screening, in our own words.
    pub urgent_factors: Vec<String>,
}

/// What stands under the victim's name, always. Numbers stay masked until it is acknowledged.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SafeContactBanner {
    /// Whether contact is allowed at this moment. Not asked, unsure or out of date means no.
    pub contact_allowed: bool,
    pub may_contact: MayContact,
    /// One line, as large as the name: "Do not contact: not asked yet".
    pub words: String,
    pub lines: Vec<String>,
    pub confirmed_on: Option<NaiveDate>,
    pub out_of_date: bool,
    pub rule: Option<ContactRule>,
    pub rule_record: Option<RecordId>,
}

/// The numbers and addresses, after the banner was acknowledged.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RevealedContact {
    pub channels: Vec<RevealedChannel>,
    pub safe_place: String,
    pub emergency_contact: String,
    pub record: Option<RecordId>,
    /// Seconds until they are masked again.
    pub seconds: u16,
}

/// One revealed channel.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RevealedChannel {
    pub kind: Channel,
    pub address: String,
    pub usable: bool,
    pub words: String,
}

/// Show the victim's numbers. The banner was read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RevealContact {
    pub case: CaseId,
    pub banner_acknowledged: bool,
}

/// The referral as taken.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReferralView {
    pub record: RecordId,
    pub source: String,
    pub referrer: String,
    #[ts(type = "string")]
    pub received_at: Moment,
    pub crime_reference: String,
    pub recorded_offence: String,
    pub what_happened: String,
    pub consent: String,
    pub officer: String,
}

/// Incidents in one week, by group of severity, for the chart and its table.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct IncidentWeek {
    pub monday: NaiveDate,
    /// Severity 0 and 1.
    pub message_call_post: u32,
    /// Severity 2.
    pub approach_damage: u32,
    /// Severity 3 and 4.
    pub violence_threat: u32,
}

/// A line on the chart: arrest, order served.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ChartMarker {
    pub on: NaiveDate,
    pub label: String,
}

/// An order or condition.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OrderView {
    pub record: RecordId,
    pub title: String,
    pub conditions: Vec<String>,
    pub ends_on: Option<NaiveDate>,
    pub ends_words: String,
    pub ending_soon: bool,
}

/// One agency's check and its answer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CheckView {
    pub check: CheckId,
    pub agency: Agency,
    pub label: String,
    #[ts(type = "string")]
    pub asked_at: Moment,
    pub asked_words: String,
    pub due_on: NaiveDate,
    pub late: bool,
    pub reply: Option<ReplyKind>,
    pub reply_label: String,
    pub text: String,
    pub reason: String,
    pub said_by: String,
    #[ts(type = "string | null")]
    pub replied_at: Option<Moment>,
}

/// A signed assessment in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AssessmentRow {
    pub record: RecordId,
    /// "SASH", "CAS 2", "FOUR check".
    pub title: String,
    pub on: NaiveDate,
    pub by: String,
    pub level: Option<ConcernLevel>,
    pub detail: String,
    pub superseded: bool,
}

/// The plan in short.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanSummary {
    pub plan: PlanId,
    pub version: u16,
    pub state_label: String,
    pub done: u32,
    pub lines: u32,
    pub overdue: u32,
    pub review_on: Option<NaiveDate>,
}

/// Numbers on the tabs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TabCounts {
    pub incidents: u32,
    pub assessments: u32,
    pub orders: u32,
    pub people: u32,
    pub timeline: u32,
}

/// A known detail. The victim's are shown as a kind only, never the text.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct KnownDetailView {
    pub record: RecordId,
    pub person: RecordId,
    pub kind: DetailKind,
    /// Text for a perpetrator's detail; "held" for a protected person's.
    pub text: String,
    pub note: String,
}

/// Which part of a timeline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadTimeline {
    pub case: CaseId,
    pub only: TimelineFilter,
    /// Go on after this row of the last page.
    pub after: Option<RecordId>,
    /// At most 200.
    pub limit: u32,
}

/// Filter of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineFilter {
    All,
    Incidents,
    Decisions,
    Contact,
}

/// A page of the timeline, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TimelineView {
    pub lines: Vec<TimelineLine>,
    pub more: bool,
}

/// One line of the timeline.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TimelineLine {
    pub record: RecordId,
    #[ts(type = "string")]
    pub at: Moment,
    pub at_words: String,
    /// Record kind code.
    pub kind: String,
    pub kind_label: String,
    pub text: String,
    pub from: String,
    pub severity: Option<u8>,
    pub evidence: String,
}

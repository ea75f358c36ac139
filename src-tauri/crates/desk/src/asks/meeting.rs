//! The triage meeting, from agenda to signed minutes.

pub use super::deciding::*;
use super::door::Labelled;
pub use super::projecting::*;
use super::screening::StageChoice;
use super::shared::{HitView, LevelView};
use super::today::ActionRowView;
use casework::agency::Agency;
use casework::ids::{CaseId, ItemId, MeetingId, RecordId};
use casework::meeting::{Dissent, ItemState, MeetingState, Presence};
use casework::referral::Classification;
use casework::screening::ConcernLevel;
use casework::when::Moment;
use forms::OutcomeAsks;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Meetings, the next first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MeetingsView {
    pub next: Option<AgendaView>,
    pub past: Vec<MeetingRow>,
}

/// A past meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MeetingRow {
    pub meeting: MeetingId,
    pub title: String,
    #[ts(type = "string")]
    pub planned_at: Moment,
    pub state: MeetingState,
    pub cases: u32,
    pub agencies: u32,
    pub actions: u32,
}

/// The agenda of the next or the running meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgendaView {
    /// None until the meeting was opened.
    pub meeting: Option<MeetingId>,
    pub title: String,
    pub place: String,
    #[ts(type = "string")]
    pub planned_at: Moment,
    pub state: MeetingState,
    pub confidentiality_statement: String,
    pub confidentiality_confirmed: bool,
    pub attendance: Vec<AttendanceView>,
    pub quorum_needed: u16,
    pub quorum_present: u16,
    pub quorum_met: bool,
    pub quorum_reason: String,
    pub items: Vec<AgendaItemView>,
    /// Actions of earlier meetings not done: heard first.
    pub incomplete: Vec<ActionRowView>,
    pub outcomes: Vec<OutcomeChoice>,
    pub minutes_per_case: u16,
    pub reflection: String,
    /// Whether names are shown to the room.
    pub names_shown: bool,
    /// How the room's own window shows people; none while it is closed.
    pub projecting: Option<People>,
}

/// One agency's attendance.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AttendanceView {
    pub agency: Agency,
    pub label: String,
    pub presence: Presence,
    pub people: String,
}

/// A case on the agenda: reference and initials only.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgendaItemView {
    /// None until the meeting was opened.
    pub item: Option<ItemId>,
    pub case: CaseId,
    pub place: u16,
    pub reference: String,
    pub victim_initials: String,
    pub perpetrator_initials: String,
    pub why: String,
    pub state: ItemState,
    /// What the room decided, in short; empty until then.
    pub decided: String,
    pub late: bool,
    pub agencies_asked: u16,
    pub agencies_replied: u16,
    pub oldest_check: String,
}

/// An outcome of the profile's list and the key that chooses it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OutcomeChoice {
    pub code: String,
    pub label: String,
    /// "1" to "9", then letters.
    pub key: String,
    /// Never missing from any list.
    pub always: bool,
    /// What it needs beside its reason.
    pub asks: Vec<OutcomeAsks>,
}

/// Open the meeting: fixes the agenda.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenMeeting {
    pub confidentiality_confirmed: bool,
    pub place: String,
}

/// Record who came.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordAttendance {
    pub meeting: MeetingId,
    pub agency: Agency,
    pub presence: Presence,
    pub people: String,
}

/// Go on without the quorum.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GoOnWithoutQuorum {
    pub meeting: MeetingId,
    pub reason: String,
}

/// Which case of which meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichItem {
    pub meeting: MeetingId,
    pub case: CaseId,
}

/// One case as the room sees it. It holds no address, no safe contact, no code word, and names only when shown.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomCaseView {
    pub meeting: MeetingId,
    pub case: CaseId,
    pub item: ItemId,
    pub place: u16,
    pub of: u16,
    pub reference: String,
    /// Name and age when the chair shows names, else initials.
    pub victim: String,
    pub perpetrator: String,
    pub perpetrator_label: String,
    pub relationship: String,
    /// As the force recorded it, and as the unit last judged it.
    pub recorded_as: Classification,
    pub judged_as: Classification,
    pub why: String,
    /// Why it is here, already read against protected details; withheld where a hit stands.
    pub story: String,
    pub flags: Vec<RoomFlag>,
    pub rows: Vec<RoomRow>,
    pub last_decision: String,
    pub open_actions: Vec<ActionRowView>,
    pub levels: Vec<LevelView>,
    pub decision: Option<RoomDecisionView>,
    pub proposed: Vec<ActionRowView>,
    pub state: ItemState,
    pub seconds: u32,
    /// Texts held back from the room until reworded or released.
    pub held_back: Vec<HitView>,
}

/// A short fact as a flag.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomFlag {
    pub words: String,
    pub urgent: bool,
}

/// One agency's row. A gap looks like a gap.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomRow {
    pub agency: Agency,
    pub label: String,
    pub present: bool,
    pub knows: String,
    pub advises: String,
    pub said_by: String,
    /// Who typed it, where that is somebody else's name; empty where nothing was typed.
    pub typed_by: String,
    pub record: Option<RecordId>,
    /// "gap", "asked", "nothing_held", "withheld", "said".
    pub standing: String,
    /// "Asked Sun 23:50" and the question, for a gap.
    pub gap_words: String,
}

/// What the room decided.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomDecisionView {
    pub record: RecordId,
    pub outcomes: Vec<String>,
    pub outcome_labels: Vec<String>,
    pub reason: String,
    pub level: Option<ConcernLevel>,
    pub level_reason: String,
    pub dissent: Vec<Dissent>,
    /// What the outcomes asked for, in words: "As recorded: harassment. As judged: stalking".
    pub facts: Vec<String>,
}

/// What the note-taker types in an agency's row: that agency's words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TypeContribution {
    pub meeting: MeetingId,
    pub case: CaseId,
    pub agency: Agency,
    pub knows: String,
    pub advises: String,
    pub said_by: String,
}

/// The row as kept, and hits that hold it back from the room.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContributionKept {
    pub record: RecordId,
    pub hits: Vec<HitView>,
}

/// Turn an agency's advice into an action of that agency, due today unless changed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AdviceToAction {
    pub meeting: MeetingId,
    pub case: CaseId,
    pub agency: Agency,
}

/// Park a case, carry it over, or take it up again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveItem {
    pub meeting: MeetingId,
    pub case: CaseId,
    pub to: ItemState,
    pub reason: String,
}

/// Add a case after the agenda was fixed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddLateCase {
    pub meeting: MeetingId,
    /// Case reference as typed.
    pub reference: String,
    pub why: String,
}

/// Undo the last decision on a case before signing, by a compensating act.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoDecision {
    pub meeting: MeetingId,
    pub case: CaseId,
}

/// The room's reflection, before signing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepReflection {
    pub meeting: MeetingId,
    pub text: String,
}

/// Show or hide names on the room screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShowNames {
    pub shown: bool,
}

/// Sign the minutes. Cases still waiting are carried over, and the count must be known to the signer.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndMeeting {
    pub meeting: MeetingId,
    pub carry_over: u32,
    /// Needed unless it was kept before. "Nothing to note" is a reflection; silence is not.
    pub reflection: String,
}

/// Signed minutes to read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MinutesView {
    pub meeting: MeetingId,
    pub title: String,
    #[ts(type = "string")]
    pub planned_at: Moment,
    pub place: String,
    pub chair: String,
    #[ts(type = "string | null")]
    pub signed_at: Option<Moment>,
    pub attendance: Vec<AttendanceView>,
    pub quorum_reason: String,
    /// Actions of earlier meetings that were due and not done when this one was held, and why.
    pub incomplete: Vec<ActionRowView>,
    pub cases: Vec<MinutesCase>,
}

/// One case in the minutes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MinutesCase {
    pub case: CaseId,
    pub reference: String,
    pub initials: String,
    pub why: String,
    pub rows: Vec<RoomRow>,
    pub decision: Option<RoomDecisionView>,
    pub actions: Vec<ActionRowView>,
    pub state: ItemState,
}

/// Choices on the meeting screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomChoices {
    pub agencies: Vec<Labelled>,
    pub headings: Vec<Labelled>,
    /// Stages a case can be sent to, each with the outcomes that send there.
    pub stages: Vec<StageChoice>,
    pub classes: Vec<Labelled>,
    /// Orders of today's law.
    pub orders: Vec<Labelled>,
}

/// A correction after signing: an addendum to an agency's words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AddToMinutes {
    pub meeting: MeetingId,
    pub case: CaseId,
    pub agency: Agency,
    pub text: String,
    pub said_by: String,
}

/// Which meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichMeeting {
    pub meeting: MeetingId,
}

//! Papers: plan, agenda and minutes as PDF, each print recorded.

use casework::agency::Agency;
use casework::ids::{MeetingId, PlanId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Print a numbered copy of a plan for a named holder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintPlan {
    pub plan: PlanId,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
}

/// Print the agenda of the next or running meeting.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintAgenda {
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
}

/// Print signed minutes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintMinutes {
    pub meeting: MeetingId,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
}

/// A paper saved where the person chose. It is no longer protected by Holdfast.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PaperSaved {
    /// False when the person changed their mind; then nothing was numbered or written.
    pub saved: bool,
    /// Where, as the person chose it.
    pub place: String,
    pub copy: u16,
    pub pages: u16,
    pub seal: String,
    pub bytes: u64,
}

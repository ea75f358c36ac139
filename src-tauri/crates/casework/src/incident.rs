//! Incidents: what was done, when, to whom, and how we know (domain 6.6 and 3.1 F).

use crate::agency::Agency;
use crate::when::When;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Yes, no, or nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum YesNoUnknown {
    Yes,
    No,
    Unknown,
}

/// One incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Incident {
    pub occurred: When,
    /// Behaviour codes of assets/law (domain 6.6), at least one.
    pub behaviours: Vec<String>,
    pub what: String,
    /// Contact toward the victim, by any route. Unknown counts as contact for safety displays (domain 7.6).
    pub is_contact: YesNoUnknown,
    /// 0 none stated, 1 distress, 2 serious alarm, 3 threat, 4 physical or sexual violence (domain 6.6).
    pub severity: u8,
    pub reported: YesNoUnknown,
    pub told_by: Agency,
    /// Evidence kept and who holds it; no file is stored.
    #[serde(default)]
    pub evidence: String,
}

//! The "with contact details" choice: what may be chosen, what was chosen and why, and the second look.

use super::plan::PaperPreview;
use casework::ids::PlanId;
use casework::plan::ContactItem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which contact details may be chosen for a copy of this plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskContactChoices {
    pub plan: PlanId,
}

/// What may be chosen, and what may not and why.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContactChoices {
    pub choices: Vec<ContactChoice>,
}

/// One detail, named and not told: what it says is seen on the page it is chosen for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContactChoice {
    pub item: ContactItem,
    /// "Victim: phone".
    pub label: String,
    /// What somebody noted beside it ("second phone").
    pub note: String,
    /// Why it may not be chosen; empty where it may.
    pub refused: String,
}

/// Contact details for the one who holds the copy. Left out, the paper holds none; an empty list is refused.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithContact {
    pub details: Vec<ContactItem>,
    /// Why this reader has to have them.
    pub reason: String,
    /// What the second look answered; empty asks for that look.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub seen: String,
}

/// The very pages that would print, contact details and all, and the word by which the print knows that they were seen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanWithDetails {
    pub paper: PaperPreview,
    pub seen: String,
}

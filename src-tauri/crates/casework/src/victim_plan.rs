//! The victim's own safety plan, to be kept at home: only what domain 5.3 allows, and what was asked before it may be printed.
//! It has no field for a level, a perpetrator's detail, an address, a school or a code word.

use crate::ids::MemberId;
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The words of the page. In the lists every line is one thing to do or to know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VictimPage {
    /// Discreet: nothing that tells a finder what the page is.
    pub title: String,
    /// Working name, and the safe ways and times to reach the advocate.
    pub my_advocate: String,
    pub at_home: String,
    pub work_and_travel: String,
    pub phone_and_accounts: String,
    /// Children and school, never the school's name.
    pub children: String,
    /// As the victim calls them.
    pub people_i_trust: String,
    /// What orders exist and what counts as a breach, in public terms only.
    pub orders: String,
    pub my_wishes: String,
    /// Support lines: "name: number", one on a line.
    pub lines_to_ring: String,
    /// The page has a short life.
    pub look_again_on: Option<NaiveDate>,
}

impl VictimPage {
    /// Every text of the page with the name of its field, in the order of the page.
    #[must_use]
    pub fn texts(&self) -> [(&'static str, &str); 10] {
        [
            ("title", &self.title),
            ("my_advocate", &self.my_advocate),
            ("at_home", &self.at_home),
            ("work_and_travel", &self.work_and_travel),
            ("phone_and_accounts", &self.phone_and_accounts),
            ("children", &self.children),
            ("people_i_trust", &self.people_i_trust),
            ("orders", &self.orders),
            ("my_wishes", &self.my_wishes),
            ("lines_to_ring", &self.lines_to_ring),
        ]
    }
}

/// Whether the victim may safely hold such a page on paper (domain 5.3, `safe_to_hold_paper`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SafeToHoldPaper {
    Yes,
    No,
    ReadOutOnly,
    SafeDevice,
    /// A third party keeps it for the victim.
    ThirdPartyKeeps,
}

impl SafeToHoldPaper {
    /// Every answer, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Yes, Self::No, Self::ReadOutOnly, Self::SafeDevice, Self::ThirdPartyKeeps];

    /// As it stands on the form.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes, on paper",
            Self::No => "No",
            Self::ReadOutOnly => "Read out only",
            Self::SafeDevice => "On a safe device only",
            Self::ThirdPartyKeeps => "Somebody they trust keeps it",
        }
    }
}

/// What the victim said about paper, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaperAnswer {
    pub answer: SafeToHoldPaper,
    pub asked_on: NaiveDate,
    pub asked_by: MemberId,
}

/// A yes or no to the very words that stood on the page then. Any later change of the page leaves it behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaidOfPage {
    pub page: VictimPage,
    pub yes: bool,
    pub by: MemberId,
    #[ts(type = "string")]
    pub at: Moment,
}

/// The plan of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct VictimPlan {
    pub page: VictimPage,
    #[serde(default)]
    pub paper: Option<PaperAnswer>,
    /// "If the person stalking you read this page, would anything help them?", as the advocate confirmed it.
    #[serde(default)]
    pub would_help_them: Option<SaidOfPage>,
    /// Whether the victim agreed to have these words on paper.
    #[serde(default)]
    pub victim_agrees: Option<SaidOfPage>,
}

//! Safe contact: when and how a victim may be reached, and each attempt to do so (domain 8.1 and 8.3).

use crate::incident::YesNoUnknown;
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// May we contact the victim at all?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MayContact {
    Yes,
    No,
    OnlyIfTheyCall,
    NotAsked,
    Unsure,
}

/// A way of reaching somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Phone,
    Text,
    App,
    Email,
    Post,
    InPerson,
    ViaThirdParty,
}

/// Whether a way of reaching the victim is safe. Unsure counts as no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SafeAnswer {
    Yes,
    No,
    Unsure,
}

/// How and when to reach the victim. Holds no number and no address, so it may stand on a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactRule {
    pub may_contact: MayContact,
    #[serde(default)]
    pub preferred_name_for_calls: String,
    /// Ways that are safe, best first.
    pub channels: Vec<Channel>,
    pub leave_voicemail: SafeAnswer,
    pub say_unit_name: SafeAnswer,
    #[serde(default)]
    pub text_wording_allowed: String,
    #[serde(default)]
    pub best_days: String,
    #[serde(default)]
    pub best_times: String,
    #[serde(default)]
    pub never_times: String,
    pub withheld_number: YesNoUnknown,
    /// Who else may answer, and what to say to them.
    #[serde(default)]
    pub who_else_may_answer: String,
    #[serde(default)]
    pub interpreter: String,
    #[serde(default)]
    pub accessibility: String,
    pub silent_solution_told: YesNoUnknown,
    pub last_confirmed_on: Option<NaiveDate>,
    /// Days until it must be asked again; 14 by default.
    pub confirm_every_days: u16,
}

/// One number or address, and what is known about who can read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactChannel {
    pub kind: Channel,
    pub address: String,
    pub safe: SafeAnswer,
    pub shared_device: YesNoUnknown,
    pub perpetrator_may_access: YesNoUnknown,
}

/// The numbers and addresses themselves. Closed category; masked until the rule was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactDetail {
    pub channels: Vec<ContactChannel>,
    /// Refused until compartments exist; the field is here so that the form is whole.
    #[serde(default)]
    pub code_word: String,
    #[serde(default)]
    pub safe_place: String,
    #[serde(default)]
    pub emergency_contact: String,
}

/// How an attempt to reach the victim ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactResult {
    Attempted,
    Spoke,
    Message,
    Met,
}

/// One line of the advocate's contact log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactMade {
    #[ts(type = "string")]
    pub at: Moment,
    pub channel: Channel,
    pub result: ContactResult,
    /// The advocate looked at the rule and checked that it was safe before speaking.
    pub safe_checked: bool,
    pub what: String,
    #[serde(default)]
    pub next: String,
    pub next_on: Option<NaiveDate>,
    /// 0 to 10, the victim's own word; none when not asked.
    pub fear_now: Option<u8>,
}

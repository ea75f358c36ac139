//! The law and the code lists as dated data: what applied on a date is looked up, never coded (LAW-1).

use crate::reading::{DataFault, first_repeated, read_toml};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A code with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CodeLabel {
    /// Code kept in records.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
}

/// One offence for one span of time. The same code may stand again for another span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Offence {
    /// Code kept in records, such as `PHA-2A`.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
    /// Act and section.
    pub provision: String,
    /// Greatest penalty in words; empty where it was not established.
    #[serde(default)]
    pub maximum: String,
    /// First day, `YYYY-MM-DD`; empty where it was not established.
    #[serde(default)]
    pub from: String,
    /// Last day; empty while it lasts.
    #[serde(default)]
    pub to: String,
    /// Months from the last act to lay an information, where the offence is summary only.
    #[serde(default)]
    pub time_limit_months: Option<u8>,
    /// Whether it counts as stalking, as against harassment or another offence.
    #[serde(default)]
    pub is_stalking: bool,
    /// Where it was read; "general knowledge, check" where it was not.
    pub source: String,
}

/// One kind of order, bail or licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderType {
    /// Code kept in records, such as `OR-SPO`.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
    /// Act and section.
    #[serde(default)]
    pub provision: String,
    /// First day it can be made; empty where it was not established.
    #[serde(default)]
    pub from: String,
    /// Last day it could be made; empty while it lasts.
    #[serde(default)]
    pub to: String,
    /// Shortest fixed period, in months.
    #[serde(default)]
    pub least_months: Option<u16>,
    /// Days to notify, the day of service being the first.
    #[serde(default)]
    pub notify_days_inclusive: Option<u8>,
    /// Penalty for a breach; empty where it was not established.
    #[serde(default)]
    pub breach: String,
    /// What a person should know about it.
    #[serde(default)]
    pub note: String,
    /// Where it was read.
    pub source: String,
}

/// A happening in the criminal or civil courts. Not an intervention, unless the area counts it as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EventKind {
    /// Code kept in records, such as `CJ-ARR`.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
    /// Whether risk is looked at again after it (LAW-9).
    #[serde(default)]
    pub review_trigger: bool,
}

/// A behaviour an incident may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Behaviour {
    /// Code kept in records.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
    /// Whether it usually reaches the victim; a person always says for the incident itself.
    pub usually_contact: bool,
}

/// Severity of an incident. Our own scale, from the harm caused (domain 6.6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Severity {
    /// 0 to 4.
    pub level: u8,
    /// Words on screen and paper.
    pub label: String,
}

/// Everything of one legal area on one date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Legal area.
    pub area: String,
    /// Date on which it was last looked through, `YYYY-MM-DD`.
    pub as_at: String,
    /// What the reader must know.
    pub note: String,
    /// Offences by time.
    pub offences: Vec<Offence>,
    /// Orders by time.
    pub orders: Vec<OrderType>,
    /// Events.
    pub events: Vec<EventKind>,
    /// Reasons for no further action.
    pub no_further_action_reasons: Vec<CodeLabel>,
    /// Multi-agency frameworks.
    pub frameworks: Vec<CodeLabel>,
    /// Behaviours.
    pub behaviours: Vec<Behaviour>,
    /// What the two people are to each other.
    pub relationships: Vec<CodeLabel>,
    /// Severities 0 to 4.
    pub severities: Vec<Severity>,
}

impl Law {
    /// Reads the law of one area.
    ///
    /// # Errors
    /// [`DataFault`] where it is not as expected or a code stands twice in a list.
    pub fn read(file: &str, text: &str) -> Result<Self, DataFault> {
        let law: Self = read_toml(file, text)?;
        let lists: [Vec<&str>; 6] = [
            law.orders.iter().map(|order| order.code.as_str()).collect(),
            law.events.iter().map(|event| event.code.as_str()).collect(),
            law.behaviours.iter().map(|behaviour| behaviour.code.as_str()).collect(),
            law.relationships.iter().map(|relationship| relationship.code.as_str()).collect(),
            law.frameworks.iter().map(|framework| framework.code.as_str()).collect(),
            law.no_further_action_reasons.iter().map(|reason| reason.code.as_str()).collect(),
        ];
        let repeated = lists.into_iter().find_map(first_repeated).map(str::to_owned);
        match repeated {
            Some(code) => Err(DataFault::broken(file, format!("{code} stands twice"))),
            None => Ok(law),
        }
    }

    /// The offence as it stood on a day, `YYYY-MM-DD`.
    #[must_use]
    pub fn offence_on(&self, code: &str, day: &str) -> Option<&Offence> {
        self.offences.iter().find(|offence| offence.code == code && applied_on(&offence.from, &offence.to, day))
    }

    /// The order type with this code.
    #[must_use]
    pub fn order(&self, code: &str) -> Option<&OrderType> {
        self.orders.iter().find(|order| order.code == code)
    }

    /// The order types that could be made on a day, `YYYY-MM-DD`.
    #[must_use]
    pub fn orders_on(&self, day: &str) -> Vec<&OrderType> {
        self.orders.iter().filter(|order| applied_on(&order.from, &order.to, day)).collect()
    }

    /// The event with this code.
    #[must_use]
    pub fn event(&self, code: &str) -> Option<&EventKind> {
        self.events.iter().find(|event| event.code == code)
    }

    /// The behaviour with this code.
    #[must_use]
    pub fn behaviour(&self, code: &str) -> Option<&Behaviour> {
        self.behaviours.iter().find(|behaviour| behaviour.code == code)
    }

    /// The words for a severity.
    #[must_use]
    pub fn severity(&self, level: u8) -> Option<&str> {
        self.severities.iter().find(|known| known.level == level).map(|known| known.label.as_str())
    }
}

/// ISO days compare as text; an empty bound is open.
pub(crate) fn applied_on(from: &str, to: &str, day: &str) -> bool {
    (from.is_empty() || from <= day) && (to.is_empty() || day <= to)
}

//! Orders, conditions and events in the criminal and civil courts (domain 6.7).

use crate::when::When;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An order, bail or licence with an end that somebody must watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CourtOrder {
    /// Code of assets/law, such as `OR-ISPO`.
    pub order_type: String,
    pub conditions: Vec<String>,
    pub made_on: Option<NaiveDate>,
    pub served_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub until_further_order: bool,
    #[serde(default)]
    pub note: String,
}

/// Something that happened in the case that is not an incident: arrest, charge, release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaseEvent {
    /// Code of assets/law, such as `CJ-ARR`.
    pub code: String,
    pub occurred: When,
    pub text: String,
}

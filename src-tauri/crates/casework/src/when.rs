//! Moments, and recorded dates that may be vague ("about 3 weeks ago"): stored UTC, shown Europe/London.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A moment on the machine's clock, in UTC.
pub type Moment = DateTime<Utc>;

/// How exactly a recorded date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Minute,
    Day,
    Week,
    Month,
    Year,
    About,
}

/// When something happened, as well as anybody knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct When {
    /// The best single moment, used for ordering.
    #[ts(type = "string")]
    pub at: Moment,
    /// How exactly it is known.
    pub precision: Precision,
    /// The words it was given in, where they say more ("about 3 weeks ago"); empty otherwise.
    #[serde(default)]
    pub words: String,
}

/// The local day of a moment, in Europe/London.
#[must_use]
pub fn london_day(at: Moment) -> NaiveDate {
    at.with_timezone(&chrono_tz::Europe::London).date_naive()
}

/// The day after whole calendar months, clamped to the month's end (31 August + 6 is the last day of February).
#[must_use]
pub fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

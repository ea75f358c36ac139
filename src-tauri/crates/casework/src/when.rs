//! Moments, and recorded dates that may be vague ("about 3 weeks ago"): stored UTC, shown Europe/London.

use chrono::{DateTime, Datelike, Months, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
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

/// The next day on which a unit works: neither Saturday, Sunday nor one of the `holidays`.
#[must_use]
pub fn next_working_day(day: NaiveDate, holidays: &BTreeSet<NaiveDate>) -> NaiveDate {
    let works = |on: &NaiveDate| !matches!(on.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(on);
    day.iter_days().skip(1).find(works).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_working_day_steps_over_weekends_and_bank_holidays() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap_or_default();
        let christmas = BTreeSet::from([day(12, 25), day(12, 28)]);
        assert_eq!(next_working_day(day(11, 26), &christmas), day(11, 27), "Thursday to Friday");
        assert_eq!(next_working_day(day(11, 27), &christmas), day(11, 30), "Friday to Monday");
        assert_eq!(next_working_day(day(12, 24), &christmas), day(12, 29), "over Christmas and its Monday");
        assert_eq!(next_working_day(NaiveDate::MAX, &christmas), NaiveDate::MAX, "the end of all days has no next");
    }
}

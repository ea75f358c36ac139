//! A case's timeline by page, and its incidents by week.

use crate::cases::Chosen;
use crate::rows::{Contact, TimelineRow};
use crate::sql::{all, sql};
use crate::{Fault, Store};
use chrono::{Days, NaiveDate};
use journal::Id;

/// Which lines of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineAsked {
    /// Earlier than the line of this record; nothing for the latest page.
    pub before: Option<Id>,
    /// What they are, as codes.
    pub what: Chosen,
    /// At least this severity; 0 for any.
    pub severity: u8,
    /// `Yes`: contact toward the victim only. `No`: contact or not.
    pub contact: Contact,
    /// At most so many.
    pub limit: u32,
}

impl Default for TimelineAsked {
    /// The latest fifty lines of any kind.
    fn default() -> Self {
        Self { before: None, what: Chosen::Any, severity: 0, contact: Contact::No, limit: 50 }
    }
}

/// Incidents of one severity in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IncidentWeek {
    /// The Monday the week begins with, in UTC.
    pub monday: NaiveDate,
    /// The severity as recorded.
    pub severity: u8,
    /// How many incidents.
    pub incidents: u32,
    /// How many of them were contact toward the victim.
    pub contacts: u32,
}

impl Store {
    /// A page of a case's timeline, latest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn timeline(&self, case: Id, asked: &TimelineAsked) -> Result<Vec<TimelineRow>, Fault> {
        let contact = i64::from(asked.contact == Contact::Yes);
        let before = asked.before.map(|record| record.0);
        let values = (case.0, before, asked.what.json(), asked.severity, contact, asked.limit);
        all(self.index_of_case(case)?, sql!("timeline/page"), values, |row| {
            Ok(TimelineRow {
                record: Id(row.get("record")?),
                case,
                at_ms: row.get("at")?,
                what: row.get("what")?,
                headline: row.get("headline")?,
                agency: row.get("agency")?,
                severity: row.get("severity")?,
                contact: match row.get("is_contact")? {
                    0_i64 => Contact::No,
                    _ => Contact::Yes,
                },
            })
        })
    }

    /// A case's incidents by week and severity, in order of week. Weeks without incidents have no line.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn incident_weeks(&self, case: Id) -> Result<Vec<IncidentWeek>, Fault> {
        // 1970-01-01 was a Thursday, so week 0 begins on Monday 29 December 1969.
        let first_monday = NaiveDate::from_ymd_opt(1969, 12, 29).unwrap_or_default();
        all(self.index_of_case(case)?, sql!("timeline/weeks"), [case.0], |row| {
            let days = Days::new(row.get::<_, i64>("week")?.unsigned_abs() * 7);
            Ok(IncidentWeek {
                monday: first_monday.checked_add_days(days).unwrap_or(first_monday),
                severity: row.get("severity")?,
                incidents: row.get("incidents")?,
                contacts: row.get("contacts")?,
            })
        })
    }
}

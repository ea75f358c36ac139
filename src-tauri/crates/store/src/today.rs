//! What the first screen asks: new cases, agencies waited for, alerts and actions. And the same of one case.

use crate::cases::{moment, read_case};
use crate::rows::{ActionRow, AlertRow, CaseRow, CheckRow, Done};
use crate::sql::{all, count, sql};
use crate::{Fault, Store};
use chrono::NaiveDate;
use journal::Id;
use rusqlite::Row;

/// An agency that has not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingOn {
    /// The agency, as a code.
    pub agency: String,
    /// Questions without an answer.
    pub checks: u64,
    /// When the oldest was asked, in Unix milliseconds.
    pub oldest_at_ms: i64,
}

/// A question, with its case's reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// The question.
    pub check: CheckRow,
    /// The case's reference; empty where the case is not in the index.
    pub reference: String,
}

/// An action, with its case's reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionLine {
    /// The action.
    pub action: ActionRow,
    /// The case's reference; empty where the case is not in the index.
    pub reference: String,
}

/// An alert, with its case's reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertLine {
    /// The alert.
    pub alert: AlertRow,
    /// The case's reference; empty where the case is not in the index.
    pub reference: String,
}

/// The day a column holds. The store writes nothing else there.
fn day(row: &Row<'_>, name: &str) -> rusqlite::Result<NaiveDate> {
    let text: String = row.get(name)?;
    text.parse().map_err(|_| rusqlite::Error::InvalidQuery)
}

fn case_of(row: &Row<'_>) -> rusqlite::Result<Id> {
    row.get("casefile").map(Id)
}

fn read_check(row: &Row<'_>) -> rusqlite::Result<CheckLine> {
    Ok(CheckLine {
        check: CheckRow {
            record: Id(row.get("record")?),
            case: case_of(row)?,
            agency: row.get("agency")?,
            asked_at_ms: row.get("asked_at")?,
            replied_at_ms: moment(row.get("replied_at")?),
            reply: row.get("reply")?,
        },
        reference: row.get("reference")?,
    })
}

fn read_action(row: &Row<'_>) -> rusqlite::Result<ActionLine> {
    Ok(ActionLine {
        action: ActionRow {
            record: Id(row.get("record")?),
            case: case_of(row)?,
            owner_agency: row.get("owner_agency")?,
            owner_person: row.get("owner_person")?,
            due_on: day(row, "due_on")?,
            status: row.get("status")?,
            done: match row.get("is_open")? {
                0_i64 => Done::Yes,
                _ => Done::No,
            },
            done_at_ms: moment(row.get("done_at")?),
            text: row.get("text")?,
        },
        reference: row.get("reference")?,
    })
}

fn read_alert(row: &Row<'_>) -> rusqlite::Result<AlertLine> {
    Ok(AlertLine {
        alert: AlertRow {
            record: Id(row.get("record")?),
            case: case_of(row)?,
            on_day: day(row, "on_day")?,
            kind: row.get("kind")?,
            words_code: row.get("words_code")?,
            done: match row.get("is_done")? {
                0_i64 => Done::No,
                _ => Done::Yes,
            },
        },
        reference: row.get("reference")?,
    })
}

impl Store {
    /// Cases received after this time, latest first, and how many there are in all.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn today_new_since(&self, at_ms: i64, limit: u32) -> Result<(Vec<CaseRow>, u64), Fault> {
        Ok((
            all(&self.conn, sql!("today/new_since"), (at_ms, limit), read_case)?,
            count(&self.conn, sql!("today/count_new_since"), [at_ms])?,
        ))
    }

    /// Every agency with questions unanswered, the longest wait first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn today_waiting(&self) -> Result<Vec<WaitingOn>, Fault> {
        all(&self.conn, sql!("today/waiting"), [], |row| {
            Ok(WaitingOn {
                agency: row.get("agency")?,
                checks: row.get::<_, i64>("checks")?.unsigned_abs(),
                oldest_at_ms: row.get("oldest")?,
            })
        })
    }

    /// An agency's unanswered questions, oldest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn unanswered_checks(&self, agency: &str, limit: u32) -> Result<Vec<CheckLine>, Fault> {
        all(&self.conn, sql!("today/checks_of_agency"), (agency, limit), read_check)
    }

    /// Every question about a case, in the order asked.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn checks_of_case(&self, case: Id) -> Result<Vec<CheckLine>, Fault> {
        all(self.index_of_case(case)?, sql!("today/checks_of_case"), [case.0], read_check)
    }

    /// Alerts nobody has looked at, due until a day, those nearest to today first, so that a backlog never hides what falls
    /// due now; alerts of restricted cases that are open here stand before them. That safe contact changed is news of its day: older news is left out, because it is never done.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn today_alerts(&self, until: NaiveDate, today: NaiveDate, limit: u32) -> Result<Vec<AlertLine>, Fault> {
        self.all_of_both(sql!("today/alerts"), (until.to_string(), today.to_string(), limit), read_alert)
    }

    /// Every alert of a case, open ones first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn alerts_of_case(&self, case: Id) -> Result<Vec<AlertLine>, Fault> {
        all(self.index_of_case(case)?, sql!("today/alerts_of_case"), [case.0], read_alert)
    }

    /// Everybody's open actions due on this day or before, in order of day.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn open_actions(&self, until: NaiveDate, limit: u32) -> Result<Vec<ActionLine>, Fault> {
        let mut lines = self.all_of_both(sql!("today/open_actions"), (until.to_string(), limit), read_action)?;
        lines.sort_by_key(|line| line.action.due_on);
        Ok(lines)
    }

    /// How many open actions are due on this day or before.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn count_open_actions(&self, until: NaiveDate) -> Result<u64, Fault> {
        let on = until.to_string();
        self.indexes()?.into_iter().map(|index| count(index, sql!("today/count_open_actions"), [&on])).sum()
    }

    /// An agency's open actions (of one person there, where one is given) due on this day or before, in order of day.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn open_actions_of(
        &self,
        agency: &str,
        person: Option<&str>,
        until: NaiveDate,
        limit: u32,
    ) -> Result<Vec<ActionLine>, Fault> {
        let values = (until.to_string(), limit, agency, person);
        let mut lines = self.all_of_both(sql!("today/open_actions_of_agency"), values, read_action)?;
        lines.sort_by_key(|line| line.action.due_on);
        Ok(lines)
    }

    /// Every action of a case, open ones first, in order of day.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn actions_of_case(&self, case: Id) -> Result<Vec<ActionLine>, Fault> {
        all(self.index_of_case(case)?, sql!("today/actions_of_case"), [case.0], read_action)
    }
}

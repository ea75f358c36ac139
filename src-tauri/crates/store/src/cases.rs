//! Cases in lists: by page, counted, and one by one.

use crate::rows::{CaseRow, Walls};
use crate::sql::{all, count, first, sql};
use crate::{Fault, Store};
use journal::Id;
use rusqlite::Row;

/// A choice among codes. Choosing none of them finds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Chosen {
    /// Whatever the code.
    #[default]
    Any,
    /// One of these codes.
    Only(Vec<String>),
}

impl Chosen {
    /// As the queries take it: a JSON list, or NULL for any.
    pub(crate) fn json(&self) -> Option<String> {
        match self {
            Self::Any => None,
            Self::Only(codes) => Some(serde_json::json!(codes).to_string()),
        }
    }
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CasesSort {
    /// The latest referral first.
    #[default]
    Newest,
    /// The highest level first, within it the latest change.
    Level,
    /// The latest change first.
    Change,
    /// The latest incident first.
    LastIncident,
    /// By reference.
    Reference,
}

/// From which end of the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CasesFrom {
    /// As the order says: the latest or highest first; by reference from the beginning.
    #[default]
    Front,
    /// The other way round.
    Back,
}

/// Which cases.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CasesAsked {
    /// In these states.
    pub states: Chosen,
    /// At these levels; the empty code is "not judged".
    pub levels: Chosen,
    /// Received at this time or later, in Unix milliseconds.
    pub received_from_ms: Option<i64>,
    /// In which order.
    pub sort: CasesSort,
    /// From which end of it.
    pub from: CasesFrom,
    /// How many to skip.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// A page of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasesPage {
    /// The cases of the page.
    pub cases: Vec<CaseRow>,
    /// How many there are in all.
    pub total: u64,
}

/// How many cases stand in a state and at a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCount {
    /// The state, as a code.
    pub state: String,
    /// The level, as a code.
    pub level: String,
    /// How many.
    pub cases: u64,
}

/// The moment a column holds; 0 is none.
pub(crate) const fn moment(at: i64) -> Option<i64> {
    if at == 0 { None } else { Some(at) }
}

pub(crate) fn read_case(row: &Row<'_>) -> rusqlite::Result<CaseRow> {
    Ok(CaseRow {
        case: Id(row.get("case_id")?),
        reference: row.get("reference")?,
        received_at_ms: row.get("received_at")?,
        state: row.get("state")?,
        level: row.get("level")?,
        level_place: row.get("level_place")?,
        level_judged_at_ms: moment(row.get("level_judged_at")?),
        relationship: row.get("relationship")?,
        source: row.get("source")?,
        headline: row.get("headline")?,
        victim_label: row.get("victim_label")?,
        perpetrator_label: row.get("perpetrator_label")?,
        victim_initials: row.get("victim_initials")?,
        perpetrator_initials: row.get("perpetrator_initials")?,
        listed_for: Id::from_slice(&row.get::<_, Vec<u8>>("listed_for")?),
        listed_why: row.get("listed_why")?,
        restricted: match row.get("restricted")? {
            0_i64 => Walls::Open,
            _ => Walls::Restricted,
        },
        last_incident_at_ms: moment(row.get("last_incident_at")?),
        incidents_count: row.get("incidents_count")?,
        open_actions: row.get("open_actions")?,
        agencies_asked: row.get("agencies_asked")?,
        agencies_replied: row.get("agencies_replied")?,
        changed_at_ms: row.get("changed_at")?,
    })
}

impl Store {
    /// The index row of a case.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn case_row(&self, case: Id) -> Result<Option<CaseRow>, Fault> {
        first(self.index_of_case(case)?, sql!("cases/one"), [case.0], read_case)
    }

    /// The index row of a case that has to be there.
    ///
    /// # Errors
    /// [`Fault::UnknownCase`] where it is not.
    pub fn the_case_row(&self, case: Id) -> Result<CaseRow, Fault> {
        self.case_row(case)?.ok_or(Fault::UnknownCase(case))
    }

    /// The case with this reference, written as the unit writes it.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn case_by_reference(&self, reference: &str) -> Result<Option<CaseRow>, Fault> {
        Ok(self.all_of_both(sql!("cases/by_reference"), [reference], read_case)?.into_iter().next())
    }

    /// A page of cases with the number there are in all. Restricted cases are in no page.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn cases(&self, asked: &CasesAsked) -> Result<CasesPage, Fault> {
        let text = match (asked.sort, asked.from) {
            (CasesSort::Newest, CasesFrom::Front) => sql!("cases/newest"),
            (CasesSort::Newest, CasesFrom::Back) => sql!("cases/oldest"),
            (CasesSort::Level, CasesFrom::Front) => sql!("cases/by_level"),
            (CasesSort::Level, CasesFrom::Back) => sql!("cases/by_level_from_back"),
            (CasesSort::Change, CasesFrom::Front) => sql!("cases/by_change"),
            (CasesSort::Change, CasesFrom::Back) => sql!("cases/by_change_from_back"),
            (CasesSort::LastIncident, CasesFrom::Front) => sql!("cases/by_last_incident"),
            (CasesSort::LastIncident, CasesFrom::Back) => sql!("cases/by_last_incident_from_back"),
            (CasesSort::Reference, CasesFrom::Front) => sql!("cases/in_reference_order"),
            (CasesSort::Reference, CasesFrom::Back) => sql!("cases/in_reference_order_from_back"),
        };
        let (states, levels) = (asked.states.json(), asked.levels.json());
        let from = asked.received_from_ms.unwrap_or(i64::MIN);
        let values = (&states, &levels, from, asked.limit, asked.offset);
        Ok(CasesPage {
            cases: all(&self.conn, text, values, read_case)?,
            total: match (&states, &levels, asked.received_from_ms) {
                // Answered from an index of a few bytes for each case.
                (Some(states), None, None) => count(&self.conn, sql!("cases/count_in_states"), [states])?,
                _ => count(&self.conn, sql!("cases/count"), (&states, &levels, from))?,
            },
        })
    }

    /// How many cases stand in each state and at each level.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn case_counts(&self) -> Result<Vec<CaseCount>, Fault> {
        all(&self.conn, sql!("cases/counts"), [], |row| {
            Ok(CaseCount {
                state: row.get("state")?,
                level: row.get("level")?,
                cases: row.get::<_, i64>("cases")?.unsigned_abs(),
            })
        })
    }

    /// The cases listed for one meeting, in the order received.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn cases_listed_for(&self, meeting: Id) -> Result<Vec<CaseRow>, Fault> {
        all(&self.conn, sql!("cases/listed_for"), [meeting.0], read_case)
    }

    /// The cases listed for any meeting, in the order received.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn all_cases_listed(&self) -> Result<Vec<CaseRow>, Fault> {
        all(&self.conn, sql!("cases/all_listed"), [], read_case)
    }
}

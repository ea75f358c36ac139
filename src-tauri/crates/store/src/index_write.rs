//! Putting and dropping index rows, in the same transaction as the entries they are made from.

use crate::find::{folded, normalised_key};
use crate::names::maybe_bytes;
use crate::rows::{ActionRow, CaseRow, Contact, Done, SearchedAs, TextRow, Walls};
use crate::sql::{first, run, sql};
use crate::{Fault, IndexRow, Store, Writing};
use journal::Id;
use rusqlite::{Connection, params};

/// The statements of one way of searching.
struct Search {
    read: &'static str,
    add: &'static str,
    enter: &'static str,
    strike: &'static str,
    drop: &'static str,
}

const NAMES: Search = Search {
    read: sql!("find/read_name"),
    add: sql!("find/add_name"),
    enter: sql!("find/enter_name"),
    strike: sql!("find/strike_name"),
    drop: sql!("find/drop_name"),
};

const TEXTS: Search = Search {
    read: sql!("find/read_text"),
    add: sql!("find/add_text"),
    enter: sql!("find/enter_text"),
    strike: sql!("find/strike_text"),
    drop: sql!("find/drop_text"),
};

impl Writing<'_> {
    /// Puts an index row, in place of the one for the same record or case.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`] where the record was not made first; [`Fault::Taken`] for a reference that is taken.
    pub fn index(&mut self, row: IndexRow) -> Result<(), Fault> {
        let made = self.made.get();
        self.store.put_row_near(row, made)
    }

    /// Takes every index row of a record away, its words in the search too. A case's own row stays.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn drop_index(&mut self, record: Id) -> Result<(), Fault> {
        let n = self.number_of(record)?;
        self.store.indexes()?.into_iter().try_for_each(|index| self.store.drop_rows(index, n))
    }

    /// Takes away the numbers and references of a record, before its present ones are put.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn drop_keys(&mut self, record: Id) -> Result<(), Fault> {
        let n = self.number_of(record)?;
        self.store.indexes()?.into_iter().try_for_each(|index| run(index, sql!("index/drop_key"), [n]).map(|_| ()))
    }

    /// Counts a case's incidents, open actions and agencies again, from the index tables.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn recount(&mut self, case: Id) -> Result<(), Fault> {
        self.store.recount_case(case)
    }
}

/// Where a row belongs: the index, the record's number, the case's.
type Placed<'a> = (&'a Connection, i64, i64);

impl Store {
    pub(crate) fn put_row(&self, row: IndexRow) -> Result<(), Fault> {
        self.put_row_near(row, None)
    }

    /// Puts a row; `made` is the record made last, whose number need not be looked up.
    fn put_row_near(&self, row: IndexRow, made: Option<(Id, i64)>) -> Result<(), Fault> {
        let placed = |record, case| self.placed(record, case, made);
        match row {
            IndexRow::Case(row) => self.put_case(&row),
            IndexRow::Text(row) => self.put_text(&row, placed(row.record, row.case)?),
            IndexRow::Timeline(row) => {
                let (index, n, case) = placed(row.record, Some(row.case))?;
                let contact = i64::from(row.contact == Contact::Yes);
                let values = params![n, case, row.at_ms, row.what, row.headline, row.agency, row.severity, contact];
                put(index, sql!("index/put_timeline"), values)
            }
            IndexRow::Action(row) => put_action(&row, placed(row.record, Some(row.case))?),
            IndexRow::Check(row) => {
                let (index, n, case) = placed(row.record, Some(row.case))?;
                let replied = row.replied_at_ms.unwrap_or(0);
                let values = params![n, case, row.agency, row.asked_at_ms, replied, row.reply];
                put(index, sql!("index/put_check"), values)
            }
            IndexRow::Alert(row) => {
                let (index, n, case) = placed(row.record, Some(row.case))?;
                let (day, done) = (row.on_day.to_string(), i64::from(row.done == Done::Yes));
                let values = params![n, row.kind, case, day, row.words_code, done];
                put(index, sql!("index/put_alert"), values)
            }
            IndexRow::Key(row) => {
                let (index, n, case) = placed(row.record, row.case)?;
                let text = normalised_key(row.kind, &row.text);
                if text.is_empty() {
                    return Ok(());
                }
                put(index, sql!("index/put_key"), params![text, row.kind.code(), n, case])
            }
            IndexRow::Link(row) => {
                let (n, case) = self.record_place(row.record)?;
                put(self.index_of_number(case)?, sql!("index/put_link"), params![row.target.0, row.relation, n])
            }
        }
    }

    /// Takes every row of a record out of one index.
    pub(crate) fn drop_rows(&self, index: &Connection, n: i64) -> Result<(), Fault> {
        for text in [
            sql!("index/drop_timeline"),
            sql!("index/drop_action"),
            sql!("index/drop_check"),
            sql!("index/drop_alert"),
            sql!("index/drop_link"),
            sql!("index/drop_key"),
        ] {
            put(index, text, [n])?;
        }
        strike(index, &NAMES, n)?;
        strike(index, &TEXTS, n)
    }

    pub(crate) fn recount_case(&self, case: Id) -> Result<(), Fault> {
        let n = self.names.case_number_of(&self.conn, case)?;
        put(self.index_of_number(n)?, sql!("index/recount_case"), [n])
    }

    fn placed(&self, record: Id, case: Option<Id>, made: Option<(Id, i64)>) -> Result<Placed<'_>, Fault> {
        let n = match made {
            Some((known, n)) if known == record => n,
            Some(_) | None => self.record_number(record)?,
        };
        let case = self.names.case_number(&self.conn, case)?;
        Ok((self.index_of_number(case)?, n, case))
    }

    fn record_place(&self, record: Id) -> Result<(i64, i64), Fault> {
        let found = first(&self.conn, sql!("records/place"), [record.0], |row| Ok((row.get("n")?, row.get("casefile")?)))?;
        found.ok_or(Fault::UnknownRecord(record))
    }

    pub(crate) fn put_case(&self, row: &CaseRow) -> Result<(), Fault> {
        let case = self.names.case_number_of(&self.conn, row.case)?;
        let values = params![
            case,
            row.reference,
            row.received_at_ms,
            row.state,
            row.level,
            row.level_place,
            row.level_judged_at_ms.unwrap_or(0),
            row.relationship,
            row.source,
            row.headline,
            row.victim_label,
            row.perpetrator_label,
            row.victim_initials,
            row.perpetrator_initials,
            maybe_bytes(row.listed_for.as_ref()),
            row.listed_why,
            i64::from(row.restricted == Walls::Restricted),
            row.last_incident_at_ms.unwrap_or(0),
            row.incidents_count,
            row.open_actions,
            row.agencies_asked,
            row.agencies_replied,
            row.changed_at_ms
        ];
        put(self.index_of_number(case)?, sql!("index/put_case"), values)
    }

    fn put_text(&self, row: &TextRow, (index, n, case): Placed<'_>) -> Result<(), Fault> {
        let search = match row.searched_as {
            SearchedAs::Name => &NAMES,
            SearchedAs::Text => &TEXTS,
        };
        strike(index, search, n)?;
        if row.text.is_empty() {
            return Ok(());
        }
        put(index, search.add, params![n, case, row.kind, row.text])?;
        put(index, search.enter, params![n, folded(&row.text)])
    }
}

fn put(index: &Connection, text: &str, values: impl rusqlite::Params) -> Result<(), Fault> {
    run(index, text, values).map(|_| ())
}

fn put_action(row: &ActionRow, (index, n, case): Placed<'_>) -> Result<(), Fault> {
    let values = params![
        n,
        case,
        row.owner_agency,
        row.owner_person,
        row.due_on.to_string(),
        row.status,
        i64::from(row.done == Done::No),
        row.done_at_ms.unwrap_or(0),
        row.text
    ];
    put(index, sql!("index/put_action"), values)
}

/// Takes a record's words out of the search. The index has to be told the words as they were entered.
fn strike(index: &Connection, search: &Search, n: i64) -> Result<(), Fault> {
    let old: Option<String> = first(index, search.read, [n], |row| row.get("text"))?;
    if let Some(old) = old {
        put(index, search.strike, params![n, folded(&old)])?;
        put(index, search.drop, [n])?;
    }
    Ok(())
}

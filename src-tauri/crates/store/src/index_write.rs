//! Putting and dropping index rows, in the same transaction as the entries they are made from.

use crate::find::{folded, normalised_key};
use crate::names::maybe_bytes;
use crate::rows::{ActionRow, CaseRow, Contact, Done, SearchedAs, TextRow, Walls};
use crate::sql::{first, run, sql};
use crate::{Fault, IndexRow, Writing};
use journal::Id;
use rusqlite::params;

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
        match row {
            IndexRow::Case(row) => self.put_case(&row),
            IndexRow::Text(row) => self.put_text(&row),
            IndexRow::Timeline(row) => {
                let (n, case) = self.placed(row.record, Some(row.case))?;
                let contact = i64::from(row.contact == Contact::Yes);
                let values = params![n, case, row.at_ms, row.what, row.headline, row.agency, row.severity, contact];
                self.put(sql!("index/put_timeline"), values)
            }
            IndexRow::Action(row) => self.put_action(&row),
            IndexRow::Check(row) => {
                let (n, case) = self.placed(row.record, Some(row.case))?;
                let replied = row.replied_at_ms.unwrap_or(0);
                let values = params![n, case, row.agency, row.asked_at_ms, replied, row.reply];
                self.put(sql!("index/put_check"), values)
            }
            IndexRow::Alert(row) => {
                let (n, case) = self.placed(row.record, Some(row.case))?;
                let (day, done) = (row.on_day.to_string(), i64::from(row.done == Done::Yes));
                let values = params![n, row.kind, case, day, row.words_code, done];
                self.put(sql!("index/put_alert"), values)
            }
            IndexRow::Key(row) => {
                let (n, case) = self.placed(row.record, row.case)?;
                let text = normalised_key(row.kind, &row.text);
                if text.is_empty() {
                    return Ok(());
                }
                self.put(sql!("index/put_key"), params![text, row.kind.code(), n, case])
            }
            IndexRow::Link(row) => {
                let n = self.number_of(row.record)?;
                self.put(sql!("index/put_link"), params![row.target.0, row.relation, n])
            }
        }
    }

    /// Takes every index row of a record away, its words in the search too. A case's own row stays.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn drop_index(&mut self, record: Id) -> Result<(), Fault> {
        let n = self.number_of(record)?;
        for text in [
            sql!("index/drop_timeline"),
            sql!("index/drop_action"),
            sql!("index/drop_check"),
            sql!("index/drop_alert"),
            sql!("index/drop_link"),
            sql!("index/drop_key"),
        ] {
            self.put(text, [n])?;
        }
        self.strike(&NAMES, n)?;
        self.strike(&TEXTS, n)
    }

    /// Takes away the numbers and references of a record, before its present ones are put.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn drop_keys(&mut self, record: Id) -> Result<(), Fault> {
        let n = self.number_of(record)?;
        self.put(sql!("index/drop_key"), [n])
    }

    /// Counts a case's incidents, open actions and agencies again, from the index tables.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn recount(&mut self, case: Id) -> Result<(), Fault> {
        let store = self.store();
        let case = store.names.case_number_of(&store.conn, case)?;
        self.put(sql!("index/recount_case"), [case])
    }

    fn put(&self, text: &str, values: impl rusqlite::Params) -> Result<(), Fault> {
        run(&self.store().conn, text, values).map(|_| ())
    }

    fn placed(&self, record: Id, case: Option<Id>) -> Result<(i64, i64), Fault> {
        let store = self.store();
        let n = self.number_of(record)?;
        Ok((n, store.names.case_number(&store.conn, case)?))
    }

    fn put_case(&self, row: &CaseRow) -> Result<(), Fault> {
        let store = self.store();
        let values = params![
            store.names.case_number_of(&store.conn, row.case)?,
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
        self.put(sql!("index/put_case"), values)
    }

    fn put_action(&self, row: &ActionRow) -> Result<(), Fault> {
        let (n, case) = self.placed(row.record, Some(row.case))?;
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
        self.put(sql!("index/put_action"), values)
    }

    fn put_text(&self, row: &TextRow) -> Result<(), Fault> {
        let search = match row.searched_as {
            SearchedAs::Name => &NAMES,
            SearchedAs::Text => &TEXTS,
        };
        let (n, case) = self.placed(row.record, row.case)?;
        self.strike(search, n)?;
        if row.text.is_empty() {
            return Ok(());
        }
        self.put(search.add, params![n, case, row.kind, row.text])?;
        self.put(search.enter, params![n, folded(&row.text)])
    }

    /// Takes a record's words out of the search. The index has to be told the words as they were entered.
    fn strike(&self, search: &Search, n: i64) -> Result<(), Fault> {
        let conn = &self.store().conn;
        let old: Option<String> = first(conn, search.read, [n], |row| row.get("text"))?;
        if let Some(old) = old {
            self.put(search.strike, params![n, folded(&old)])?;
            self.put(search.drop, [n])?;
        }
        Ok(())
    }
}

//! Search in what this session opened: an index in memory, gone when the store is closed (C-20).

use crate::find::match_words;
use crate::rows::SearchedAs;
use crate::sql::{all, run, sql};
use crate::{Fault, Found, Record, SHORTEST_SEARCH, Store, connection};
use journal::Id;
use rusqlite::Connection;

impl Store {
    /// Indexes every record of every open compartment anew, in memory alone. `text_of` gives the words of a record that
    /// may be searched. How many records were indexed.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn index_opened(&self, text_of: &dyn Fn(&Record) -> Option<String>) -> Result<u32, Fault> {
        let memory = connection::in_memory()?;
        memory.execute_batch(sql!("session/make"))?;
        let mut indexed = 0;
        for compartment in self.compartments()?.iter().filter(|known| self.is_open(known)) {
            for id in self.records_sealed_in(compartment)? {
                let Some(record) = self.record(id)?.filter(|record| !record.erased && !record.closed) else { continue };
                if let Some(text) = text_of(&record) {
                    add(&memory, &record, &text)?;
                    indexed += 1;
                }
            }
        }
        self.session_index.replace(Some(memory));
        Ok(indexed)
    }

    /// Adds one record to the index of this session, in place of what it said before.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn index_one_opened(&self, record: &Record, text: &str) -> Result<(), Fault> {
        match &*self.session_index.borrow() {
            Some(memory) => {
                run(memory, sql!("session/drop"), [record.id.0])?;
                add(memory, record, text)
            }
            None => Ok(()),
        }
    }

    /// Searches what this session opened. A closed compartment gives neither hits nor counts.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn find_opened(&self, text: &str, limit: u32) -> Result<Vec<Found>, Fault> {
        match_words(text, SHORTEST_SEARCH).map_or_else(|| Ok(Vec::new()), |words| self.find_opened_words(&words, limit))
    }

    /// The same for words that are spelt for the index already.
    pub(crate) fn find_opened_words(&self, words: &str, limit: u32) -> Result<Vec<Found>, Fault> {
        let index = self.session_index.borrow();
        let Some(memory) = &*index else { return Ok(Vec::new()) };
        all(memory, sql!("session/find"), (words, limit), |row| {
            Ok(Found {
                record: Id(row.get("record")?),
                case: Self::case_in(&row.get::<_, Vec<u8>>("casefile")?),
                kind: row.get("kind")?,
                searched_as: SearchedAs::Text,
                text: row.get("text")?,
            })
        })
    }
}

fn add(memory: &Connection, record: &Record, text: &str) -> Result<(), Fault> {
    let case = record.case.map_or(Vec::new(), |case| case.0.to_vec());
    run(memory, sql!("session/add"), (record.id.0, case, &record.kind, crate::find::folded(text))).map(|_| ())
}

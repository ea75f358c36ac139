//! Restricted cases: every record behind the case's own wall, what lists and searches need of them in memory alone (C-9, C-10).
//!
//! A case is restricted where a compartment carries its name. From then on a record made in it is sealed there, whoever
//! makes it and whatever it is, and no index row of it reaches the file.

use crate::migrate::schema_in_memory;
use crate::rows::CaseRow;
use crate::sql::{all, run, sql};
use crate::{Fault, Granter, IndexRow, Record, Store, Writing};
use journal::Id;
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;

/// What the code of a restricted case's compartment begins with.
const CASE: &str = "case:";

/// The code of the compartment of a restricted case.
#[must_use]
pub fn restriction_code(case: Id) -> String {
    format!("{CASE}{case}")
}

/// The case a compartment's code names; nothing where it is another compartment.
#[must_use]
pub fn case_of_restriction(code: &str) -> Option<Id> {
    code.strip_prefix(CASE)?.parse().ok()
}

/// The restricted cases of an open store.
pub(crate) struct Restricted {
    /// The index tables of the cases this session opened. Gone with the store.
    pub(crate) index: Connection,
    /// Every restricted case by its number, open or not; nothing where that must be read anew.
    cases: RefCell<Option<HashMap<i64, Id>>>,
    /// Records of restricted cases that lie under their own keys until a member of the case seals them: the case was
    /// restricted on another laptop. By number, with their case. One that was sealed since may still stand here: only a
    /// record with a key of its own is looked up, and sealing takes that key.
    unsealed: RefCell<Option<HashMap<i64, Id>>>,
}

impl Restricted {
    pub(crate) fn none() -> Result<Self, Fault> {
        Ok(Self { index: schema_in_memory()?, cases: RefCell::new(None), unsealed: RefCell::new(None) })
    }

    pub(crate) fn forget(&self) {
        self.cases.take();
        self.unsealed.take();
    }
}

impl Store {
    fn with_restricted<T>(&self, answer: impl FnOnce(&HashMap<i64, Id>) -> T) -> Result<T, Fault> {
        if self.restricted.cases.borrow().is_none() {
            let mut cases = HashMap::new();
            for compartment in self.compartments()? {
                if let Some(case) = case_of_restriction(&compartment.code) {
                    cases.insert(self.names.case_number_of(&self.conn, case)?, case);
                }
            }
            self.restricted.cases.replace(Some(cases));
        }
        Ok(answer(self.restricted.cases.borrow().as_ref().unwrap_or(&HashMap::new())))
    }

    /// Whether a record under its own key belongs to a restricted case that is not open to this session: it is closed like
    /// the rest of its case, though nobody has sealed it yet.
    pub(crate) fn is_yet_unsealed(&self, record_n: i64) -> Result<bool, Fault> {
        if self.restricted.unsealed.borrow().is_none() {
            let mut unsealed = HashMap::new();
            for (case_n, case) in self.with_restricted(Clone::clone)? {
                for n in all(&self.conn, sql!("restricted/unsealed"), [case_n], |row| row.get::<_, i64>("n"))? {
                    unsealed.insert(n, case);
                }
            }
            self.restricted.unsealed.replace(Some(unsealed));
        }
        let case = self.restricted.unsealed.borrow().as_ref().and_then(|known| known.get(&record_n).copied());
        let Some(case) = case else { return Ok(false) };
        Ok(!self.compartment(&restriction_code(case))?.is_some_and(|known| self.is_open(&known)))
    }

    /// Whether the case lies behind its own wall, open to this session or not.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn is_restricted(&self, case: Id) -> Result<bool, Fault> {
        self.with_restricted(|cases| cases.values().any(|known| *known == case))
    }

    /// The compartment of what is filed under a case; nothing where the case is not restricted.
    pub(crate) fn wall_of_case(&self, case: Option<Id>) -> Result<Option<String>, Fault> {
        Ok(match case {
            Some(case) if self.is_restricted(case)? => Some(restriction_code(case)),
            Some(_) | None => None,
        })
    }

    /// Where the index rows of a case are: in the file, or in memory where it is restricted.
    pub(crate) fn index_of_case(&self, case: Id) -> Result<&Connection, Fault> {
        Ok(if self.is_restricted(case)? { &self.restricted.index } else { &self.conn })
    }

    /// The same by the case's number; 0 is no case.
    pub(crate) fn index_of_number(&self, case: i64) -> Result<&Connection, Fault> {
        let restricted = self.with_restricted(|cases| cases.contains_key(&case))?;
        Ok(if restricted { &self.restricted.index } else { &self.conn })
    }

    /// Where lists over all cases look: the file, and memory where this session could have opened a restricted case.
    pub(crate) fn indexes(&self) -> Result<Vec<&Connection>, Fault> {
        let any = self.with_restricted(|cases| !cases.is_empty())?;
        Ok(if any { vec![&self.restricted.index, &self.conn] } else { vec![&self.conn] })
    }

    /// Every row of a list asked of all indexes.
    pub(crate) fn all_of_both<T, P: rusqlite::Params + Clone>(
        &self,
        text: &str,
        params: P,
        mut read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Fault> {
        let mut found = Vec::new();
        for index in self.indexes()? {
            found.extend(all(index, text, params.clone(), &mut read)?);
        }
        Ok(found)
    }

    /// The restricted cases this session opened, the latest referral first. No other list over all cases names them.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn open_restricted_cases(&self) -> Result<Vec<CaseRow>, Fault> {
        let none: Option<String> = None;
        let values = (&none, &none, i64::MIN, u32::MAX, 0);
        all(&self.restricted.index, sql!("cases/newest"), values, crate::cases::read_case)
    }

    /// Indexes a restricted case in memory anew, after its compartment was opened. `rows_of` gives a record's rows.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn index_restricted(&self, case: Id, rows_of: &dyn Fn(&Record) -> Vec<IndexRow>) -> Result<(), Fault> {
        self.drop_restricted_index(case)?;
        let case_n = self.names.case_number_of(&self.conn, case)?;
        for record in self.all_records_of_case(case)?.iter().filter(|record| !record.erased && !record.closed) {
            let n = self.record_number(record.id)?;
            self.note_in_memory((n, record.id), (case_n, case))?;
            for row in rows_of(record) {
                self.put_row(row)?;
            }
        }
        Ok(())
    }

    /// Puts the case's own row, after [`Store::index_restricted`].
    ///
    /// # Errors
    /// A fault of the store.
    pub fn put_restricted_row(&self, row: &CaseRow) -> Result<(), Fault> {
        self.put_case(row)?;
        self.recount_case(row.case)
    }

    /// Forgets what memory holds of a restricted case: its compartment is closed again.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn drop_restricted_index(&self, case: Id) -> Result<(), Fault> {
        let case_n = self.names.case_number_of(&self.conn, case)?;
        let memory = &self.restricted.index;
        let held = all(memory, sql!("restricted/records"), [case_n], |row| row.get::<_, i64>("n"))?;
        for n in held {
            self.drop_rows(memory, n)?;
            run(memory, sql!("restricted/drop_record"), [n])?;
        }
        run(memory, sql!("restricted/drop_case"), [case_n]).map(|_| ())
    }

    /// The rows of lists name records and cases by number: memory has to know the numbers of the file.
    pub(crate) fn note_in_memory(&self, record: (i64, Id), case: (i64, Id)) -> Result<(), Fault> {
        run(&self.restricted.index, sql!("restricted/note_case"), (case.0, case.1.0))?;
        run(&self.restricted.index, sql!("restricted/note_record"), (record.0, record.1.0, case.0)).map(|_| ())
    }
}

impl Store {
    /// Whether a record lies in a compartment, open or not.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`].
    pub fn is_sealed(&self, record: Id) -> Result<bool, Fault> {
        Ok(
            matches!(self.under_compartment(self.record_number(record)?)?, Some(under) if !matches!(under, crate::compartments::Under::Own(_))),
        )
    }

    /// Closes every compartment this session opened and forgets what memory holds of them. Whoever sits at the desk
    /// opens their own again.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn close_compartments(&self) -> Result<(), Fault> {
        for row in self.open_restricted_cases()? {
            self.drop_restricted_index(row.case)?;
        }
        self.opened.take();
        self.session_index.take();
        Ok(())
    }
}

impl Writing<'_> {
    /// Founds the compartment of a restricted case. Records made in the case from here on are sealed there.
    ///
    /// # Errors
    /// [`Fault::Taken`] where the case is restricted already.
    pub fn restrict(&mut self, case: Id, first: (Id, [u8; 32]), by: Granter<'_>) -> Result<(), Fault> {
        self.found_compartment(&restriction_code(case), first, by)?;
        self.store.restricted.forget();
        Ok(())
    }

    /// Seals what an open case holds into its own compartment, which was founded just before, and takes its rows out of
    /// every index. Records that lie behind an agency's wall stay there. Copies made earlier are not reached (C-11).
    ///
    /// # Errors
    /// A fault of the store.
    pub fn seal_case(&mut self, case: Id) -> Result<u32, Fault> {
        let code = restriction_code(case);
        let case_n = self.store.names.case_number_of(&self.store.conn, case)?;
        let mut sealed = 0;
        for id in all(&self.store.conn, sql!("restricted/unsealed"), [case_n], |row| row.get("id").map(Id))? {
            self.seal_record(id, &code)?;
            sealed += 1;
        }
        run(&self.store.conn, sql!("restricted/drop_case"), [case_n])?;
        Ok(sealed)
    }

    /// Seals a record that was open into a compartment that is open in this session: new key, every value rewritten
    /// under it, the old key and every index row gone. Headers and commitments stay, so the chains still verify (C-11).
    ///
    /// # Errors
    /// [`Fault::ClosedCompartment`]; [`Fault::Taken`] where it lies in a compartment already; [`Fault::Erased`].
    pub fn seal_record(&mut self, record: Id, compartment: &str) -> Result<(), Fault> {
        let standing = self.lying(record)?;
        if !matches!(standing.under, crate::compartments::Under::Own(_)) {
            return Err(Fault::Taken);
        }
        let under = self.key_in(compartment, standing.n, record)?;
        run(&self.store.conn, sql!("laptops/note_moved"), (standing.n, self.act.n))?;
        self.seal_under(record, &standing, &under)
    }

    /// Puts what lay under a record's own key under its key behind the wall, and takes its rows out of every list.
    pub(crate) fn seal_under(
        &mut self,
        record: Id,
        standing: &crate::entering::Standing,
        under: &crate::compartments::Under,
    ) -> Result<(), Fault> {
        let store = self.store;
        store.drop_rows(&store.conn, standing.n)?;
        let rows = all(&store.conn, sql!("entries/payloads"), [standing.n], |row| {
            Ok((
                row.get::<_, i64>("n")?,
                Id(row.get("id")?),
                row.get("category")?,
                row.get("salt")?,
                row.get::<_, Vec<u8>>("sealed")?,
            ))
        })?;
        for (n, entry, category, salt, sealed) in rows {
            let category = store.names.term(&store.conn, category)?;
            let place = crate::compartments::PlaceOf { record, category: &category, entry };
            let (salt, plain) = standing.under.open(&place, &salt, &sealed)?.ok_or(Fault::Unreadable)?;
            let (salt, sealed) = under.seal(&place, &salt, &plain)?;
            run(&store.conn, sql!("entries/reseal"), (n, salt.as_slice(), sealed))?;
        }
        self.rewrap_attachments(record, &standing.under, under)?;
        run(&store.conn, sql!("records/drop_key"), [standing.n]).map(|_| ())
    }
}

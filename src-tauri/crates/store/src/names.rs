//! Local integers for what repeats: codes, members, devices, cases. The journal's headers use the names themselves.

use crate::Fault;
use crate::sql::{first, insert, sql};
use journal::Id;
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// The numbers already met, so that most look-ups never reach the database.
#[derive(Default)]
pub(crate) struct Names {
    terms: RefCell<Both<Arc<str>>>,
    members: RefCell<Both<Id>>,
    devices: RefCell<Both<Id>>,
    cases: RefCell<Both<Id>>,
}

struct Both<K> {
    number: HashMap<K, i64>,
    name: HashMap<i64, K>,
}

impl<K> Default for Both<K> {
    fn default() -> Self {
        Self { number: HashMap::new(), name: HashMap::new() }
    }
}

impl<K: Hash + Eq + Clone> Both<K> {
    fn keep(&mut self, name: K, n: i64) {
        self.number.insert(name.clone(), n);
        self.name.insert(n, name);
    }
}

fn find_or_add(conn: &Connection, find: &str, add: &str, key: &dyn rusqlite::ToSql) -> Result<i64, Fault> {
    match first(conn, find, [key], |row| row.get(0))? {
        Some(n) => Ok(n),
        None => insert(conn, add, [key]),
    }
}

macro_rules! of_ids {
    ($known:ident, $number:ident, $find:literal, $add:literal $(, $name:ident, $read:literal)?) => {
        /// The number of this id; made now where it has none.
        pub(crate) fn $number(&self, conn: &Connection, id: Id) -> Result<i64, Fault> {
            if let Some(n) = self.$known.borrow().number.get(&id) {
                return Ok(*n);
            }
            let n = find_or_add(conn, sql!($find), sql!($add), &id.0)?;
            self.$known.borrow_mut().keep(id, n);
            Ok(n)
        }

        $(
        /// The id with this number.
        pub(crate) fn $name(&self, conn: &Connection, n: i64) -> Result<Id, Fault> {
            if let Some(id) = self.$known.borrow().name.get(&n) {
                return Ok(*id);
            }
            let id = Id(first(conn, sql!($read), [n], |row| row.get("id"))?.ok_or(Fault::Damaged)?);
            self.$known.borrow_mut().keep(id, n);
            Ok(id)
        }
        )?
    };
}

impl Names {
    /// The number of a code; made now where it has none.
    pub(crate) fn term_number(&self, conn: &Connection, term: &str) -> Result<i64, Fault> {
        if let Some(n) = self.terms.borrow().number.get(term) {
            return Ok(*n);
        }
        let n = find_or_add(conn, sql!("names/find_term"), sql!("names/add_term"), &term)?;
        self.terms.borrow_mut().keep(term.into(), n);
        Ok(n)
    }

    /// The code with this number.
    pub(crate) fn term(&self, conn: &Connection, n: i64) -> Result<Arc<str>, Fault> {
        if let Some(term) = self.terms.borrow().name.get(&n) {
            return Ok(term.clone());
        }
        let term: String = first(conn, sql!("names/read_term"), [n], |row| row.get("text"))?.ok_or(Fault::Damaged)?;
        let term: Arc<str> = term.into();
        self.terms.borrow_mut().keep(term.clone(), n);
        Ok(term)
    }

    of_ids!(members, member_number, "names/find_member", "names/add_member", member, "names/read_member");
    of_ids!(devices, device_number, "names/find_device", "names/add_device", device, "names/read_device");
    of_ids!(cases, case_number_of, "names/find_case", "names/add_case");

    /// The number of a case; 0 where there is none.
    pub(crate) fn case_number(&self, conn: &Connection, case: Option<Id>) -> Result<i64, Fault> {
        case.map_or(Ok(0), |id| self.case_number_of(conn, id))
    }

    /// Forgets everything: after a write that did not commit, a number may belong to something else.
    pub(crate) fn forget(&self) {
        self.terms.take();
        self.members.take();
        self.devices.take();
        self.cases.take();
    }
}

/// The id a blob column holds; nothing where it is empty or all zero (row 0 of casefile).
pub(crate) fn maybe_id(bytes: &[u8]) -> Option<Id> {
    Id::from_slice(bytes).filter(|id| id.0 != [0; 16])
}

/// The bytes a blob column keeps for an id that may be absent.
pub(crate) fn maybe_bytes(id: Option<&Id>) -> &[u8] {
    id.map_or(&[], |id| &id.0)
}

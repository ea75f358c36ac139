//! Records as they stand: what their heads give, opened from the sealed payloads.

use crate::compartments::PlaceOf;
use crate::names::maybe_id;
use crate::sql::{all, count, first, sql};
use crate::{Fault, Store};
use journal::{Id, SALT_LENGTH, WHOLE, read_canonical};
use rusqlite::{Params, Row};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A record as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The record.
    pub id: Id,
    /// Its kind, as a code.
    pub kind: String,
    /// The case it belongs to.
    pub case: Option<Id>,
    /// The agency that owns it, as a code.
    pub owner: String,
    /// Its category, as a code.
    pub category: String,
    /// When it was made, in Unix milliseconds.
    pub made_at_ms: i64,
    /// When it last changed, in Unix milliseconds.
    pub changed_at_ms: i64,
    /// What stands now: the whole entry with its corrections. Null where it was erased.
    pub body: Value,
    /// Fields with more than one head. `body` shows the latest id's value there: a person has to resolve it.
    pub conflicts: Vec<Conflict>,
    /// Whether its values were destroyed.
    pub erased: bool,
    /// Whether it lies in a compartment this session did not open. Then `body` is Null.
    pub closed: bool,
}

/// A field with more than one head.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// The field; empty where the whole record is in conflict.
    pub field: String,
    /// Every value that stands, with its entry, in order of entry.
    pub values: Vec<(Id, Value)>,
}

impl Record {
    /// The body as its type.
    ///
    /// # Errors
    /// [`Fault::Erased`], or [`Fault::Unreadable`] where the body is not of this type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        if self.erased {
            return Err(Fault::Erased(self.id));
        }
        if self.closed {
            return Err(Fault::Closed(self.id));
        }
        T::deserialize(&self.body).map_err(|_| Fault::Unreadable)
    }
}

/// One row of a record query: the record and one of its heads.
struct HeadRow {
    id: Id,
    kind: i64,
    case: Option<Id>,
    owner: i64,
    category: i64,
    made_at_ms: i64,
    changed_at_ms: i64,
    erased: bool,
    closed: bool,
    head: Option<OpenedHead>,
}

/// A head, opened.
struct OpenedHead {
    field: i64,
    entry_field: i64,
    entry: Id,
    value: Value,
}

impl Store {
    /// A record as it stands; nothing where there is none.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn record(&self, id: Id) -> Result<Option<Record>, Fault> {
        Ok(self.records(sql!("records/one"), [id.0])?.pop())
    }

    /// A record as it stands.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`] where there is none.
    pub fn the_record(&self, id: Id) -> Result<Record, Fault> {
        self.record(id)?.ok_or(Fault::UnknownRecord(id))
    }

    /// When what stands of a record was written, by the clock of whoever wrote it, in Unix milliseconds; nothing where
    /// nothing stands. A record that came from elsewhere is older than its arrival.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn newest_at_ms(&self, id: Id) -> Result<Option<i64>, Fault> {
        Ok(first(&self.conn, sql!("records/newest_at"), [id.0], |row| row.get("at"))?.flatten())
    }

    /// The records of one kind in a case, oldest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn records_of_case(&self, case: Id, kind: &str) -> Result<Vec<Record>, Fault> {
        self.records(sql!("records/of_case_kind"), (case.0, kind))
    }

    /// The records of several kinds in a case, oldest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn records_of_case_among(&self, case: Id, kinds: &[&str]) -> Result<Vec<Record>, Fault> {
        self.records(sql!("records/of_case_among"), (case.0, serde_json::json!(kinds).to_string()))
    }

    /// Every record of a case, oldest first. A case may hold thousands: ask by kind where a kind will do.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn all_records_of_case(&self, case: Id) -> Result<Vec<Record>, Fault> {
        self.records(sql!("records/of_case"), [case.0])
    }

    /// The records of a case of which an import or another laptop brought something, oldest first: the only ones that can
    /// disagree.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn brought_records_of_case(&self, case: Id) -> Result<Vec<Record>, Fault> {
        self.records(sql!("records/brought_of_case"), [case.0])
    }

    /// The records of one kind in the whole store, oldest first, at most `limit` of them.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn records_of_kind(&self, kind: &str, limit: u32) -> Result<Vec<Record>, Fault> {
        self.records(sql!("records/of_kind"), (kind, 0_i64, limit))
    }

    /// Every record with a field for which more than one value stands, oldest first. Few: a person settles them.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn records_in_conflict(&self) -> Result<Vec<Record>, Fault> {
        let mut found = self.records(sql!("records/in_conflict"), [])?;
        found.retain(|record| !record.conflicts.is_empty());
        Ok(found)
    }

    /// The records of one kind made last, at most `limit` of them, oldest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn newest_of_kind(&self, kind: &str, limit: u32) -> Result<Vec<Record>, Fault> {
        self.records(sql!("records/newest_of_kind"), (kind, limit))
    }

    /// The next records of one kind after this one, oldest first.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`] where `after` is not there.
    pub fn records_of_kind_after(&self, kind: &str, after: Id, limit: u32) -> Result<Vec<Record>, Fault> {
        let after = self.record_number(after)?;
        self.records(sql!("records/of_kind"), (kind, after, limit))
    }

    /// The records that were linked to this target, oldest first: see [`crate::LinkRow`].
    ///
    /// # Errors
    /// A fault of the store.
    pub fn records_linked(&self, target: Id, relation: &str) -> Result<Vec<Record>, Fault> {
        let mut records = self.records(sql!("records/of_link"), (target.0, relation))?;
        for id in all(&self.restricted.index, sql!("restricted/linked"), (target.0, relation), |row| row.get("id").map(Id))? {
            records.extend(self.record(id)?);
        }
        Ok(records)
    }

    /// How many records there are.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn count_records(&self) -> Result<u64, Fault> {
        count(&self.conn, sql!("records/count"), [])
    }

    fn records(&self, text: &str, params: impl Params) -> Result<Vec<Record>, Fault> {
        let mut statement = self.conn.prepare_cached(text)?;
        let mut rows = statement.query(params)?;
        let mut records = Vec::new();
        let mut held: Vec<HeadRow> = Vec::new();
        while let Some(row) = rows.next()? {
            let next = self.read_row(row)?;
            if held.first().is_some_and(|earlier| earlier.id != next.id) {
                records.extend(self.settle(std::mem::take(&mut held))?);
            }
            held.push(next);
        }
        records.extend(self.settle(held)?);
        Ok(records)
    }

    fn read_row(&self, row: &Row<'_>) -> Result<HeadRow, Fault> {
        let id = Id(row.get("id")?);
        let sealed = row.get_ref("sealed")?.as_blob_or_null().map_err(|_| Fault::Unreadable)?;
        let mut closed = false;
        let mut head = None;
        if let (Some(sealed), Some(under)) = (sealed, self.under(row.get("n")?, row.get("key")?)?) {
            let (entry, category) = (Id(row.get("entry")?), self.names.term(&self.conn, row.get("category")?)?);
            let place = PlaceOf { record: id, category: &category, entry };
            match under.open(&place, &[0; SALT_LENGTH], sealed)? {
                Some((_, plaintext)) => {
                    let value = read_canonical(&plaintext)?;
                    head = Some(OpenedHead { field: row.get("field")?, entry_field: row.get("entry_field")?, entry, value });
                }
                None => closed = true,
            }
        }
        Ok(HeadRow {
            id,
            kind: row.get("kind")?,
            case: maybe_id(row.get_ref("casefile")?.as_blob().map_err(|_| Fault::Unreadable)?),
            owner: row.get("owner")?,
            category: row.get("category")?,
            made_at_ms: row.get("made_at")?,
            changed_at_ms: row.get("changed_at")?,
            erased: row.get("erased")?,
            closed,
            head,
        })
    }

    /// Makes the record of its rows, which stand in order of field and entry.
    fn settle(&self, mut rows: Vec<HeadRow>) -> Result<Option<Record>, Fault> {
        let heads: Vec<OpenedHead> = rows.iter_mut().filter_map(|row| row.head.take()).collect();
        let Some(row) = rows.pop() else {
            return Ok(None);
        };
        let term = |n| self.names.term(&self.conn, n).map(|term| term.to_string());
        let mut record = Record {
            id: row.id,
            kind: term(row.kind)?,
            case: row.case,
            owner: term(row.owner)?,
            category: term(row.category)?,
            made_at_ms: row.made_at_ms,
            changed_at_ms: row.changed_at_ms,
            body: Value::Null,
            conflicts: Vec::new(),
            erased: row.erased,
            closed: row.closed,
        };
        if !row.erased && !row.closed {
            self.project(heads, &mut record)?;
        }
        Ok(Some(record))
    }

    fn project(&self, heads: Vec<OpenedHead>, record: &mut Record) -> Result<(), Fault> {
        let mut fields: Vec<(String, Vec<(Id, Value)>)> = Vec::new();
        for head in heads {
            let field = self.names.term(&self.conn, head.field)?;
            // A whole entry that still stands for a field beside a correction speaks with its member of that name.
            let value =
                if head.entry_field == head.field { head.value } else { head.value.get(&*field).cloned().unwrap_or(Value::Null) };
            match fields.last_mut() {
                Some((name, values)) if **name == *field => values.push((head.entry, value)),
                Some(_) | None => fields.push((field.to_string(), vec![(head.entry, value)])),
            }
        }
        // The whole record first, its corrections over it.
        fields.sort_by_key(|(name, _)| name != WHOLE);
        let mut body = Map::new();
        for (field, values) in fields {
            if let Some((_, value)) = values.last() {
                match (field.as_str(), value) {
                    (WHOLE, Value::Object(whole)) => body = whole.clone(),
                    (WHOLE, _) => return Err(Fault::Unreadable),
                    (_, value) => {
                        body.insert(field.clone(), value.clone());
                    }
                }
            }
            if values.len() > 1 {
                record.conflicts.push(Conflict { field, values });
            }
        }
        record.body = Value::Object(body);
        Ok(())
    }
}

//! The history of a record and the log of acts, both read from the journal.

use crate::compartments::PlaceOf;
use crate::names::maybe_id;
use crate::sql::{all, first, sql};
use crate::{Fault, Store};
use journal::{ActHeader, EntriesDigest, EntryHeader, Hash, Id, SALT_LENGTH, read_canonical, stream_id};
use rusqlite::Row;
use serde_json::Value;
use std::collections::HashMap;

/// An act as the log shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActLine {
    /// Its header.
    pub header: ActHeader,
    /// The case it belongs to.
    pub case: Option<Id>,
}

/// Whose acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActsOf {
    /// Everybody's, on everything.
    All,
    /// Done in this case.
    Case(Id),
    /// Done to this record.
    Subject(Id),
    /// Done by this member.
    Actor(Id),
}

/// Which acts, latest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActsAsked {
    /// Whose.
    pub of: ActsOf,
    /// Only acts of these names; none given means no act at all, `None` means any name.
    pub names: Option<Vec<String>>,
    /// Only acts before this place in the chain.
    pub before_seq: Option<u64>,
    /// At most so many.
    pub limit: u32,
}

/// One entry of a record's history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryLine {
    /// The act it was written in.
    pub act: ActLine,
    /// Its header.
    pub entry: EntryHeader,
    /// The agency that owns the stream.
    pub owner: String,
    /// What it says; nothing where it was erased, or lies behind a wall.
    pub value: Option<Value>,
    /// Whether it lies in a compartment this session did not open.
    pub closed: bool,
    /// Whether it stands now for its own field.
    pub stands: bool,
    /// Whether it was set aside: an import that was taken back.
    pub set_aside: bool,
}

/// A row of the entry table before its numbers are names again.
pub(crate) struct RawEntry {
    pub(crate) act: i64,
    pub(crate) owner: i64,
    pub(crate) id: Id,
    device: i64,
    record: Id,
    category: i64,
    seq: i64,
    author: i64,
    agency: i64,
    at: i64,
    field: i64,
    definition: u32,
    parents: Vec<Id>,
    commitment: Hash,
    previous: Hash,
}

impl RawEntry {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let parents: Vec<u8> = row.get("parents")?;
        let previous: Vec<u8> = row.get("previous")?;
        Ok(Self {
            act: row.get("act")?,
            owner: row.get("owner")?,
            id: Id(row.get("id")?),
            device: row.get("device")?,
            record: Id(row.get("record")?),
            category: row.get("category")?,
            seq: row.get("seq")?,
            author: row.get("author")?,
            agency: row.get("agency")?,
            at: row.get("at")?,
            field: row.get("field")?,
            definition: row.get("definition")?,
            parents: parents.chunks(16).filter_map(Id::from_slice).collect(),
            commitment: Hash(row.get("commitment")?),
            previous: Hash::from_slice(&previous).unwrap_or(Hash::NONE),
        })
    }

    pub(crate) fn header(&self, store: &Store) -> Result<EntryHeader, Fault> {
        let (conn, names) = (&store.conn, &store.names);
        let device = names.device(conn, self.device)?;
        let category = names.term(conn, self.category)?;
        let owner = names.term(conn, self.owner)?;
        Ok(EntryHeader {
            id: self.id,
            device,
            stream: stream_id(device, self.record, &category, &owner),
            seq: self.seq.unsigned_abs(),
            author: names.member(conn, self.author)?,
            agency: names.term(conn, self.agency)?.to_string(),
            time_ms: self.at,
            record: self.record,
            field: names.term(conn, self.field)?.to_string(),
            definition_version: self.definition,
            category: category.to_string(),
            parents: self.parents.clone(),
            commitment: self.commitment,
            previous: self.previous,
        })
    }

    /// The stream it stands in.
    pub(crate) const fn stream(&self) -> (Id, i64, i64, i64) {
        (self.record, self.device, self.category, self.owner)
    }

    /// The entry before this one in its stream.
    pub(crate) fn predecessor(&self, store: &Store) -> Result<Option<EntryHeader>, Fault> {
        let place = (self.record.0, self.device, self.category, self.owner, self.seq - 1);
        first(&store.conn, sql!("entries/one_of_stream"), place, Self::read)?.map(|raw| raw.header(store)).transpose()
    }
}

/// A row of the act table before its numbers are names again.
pub(crate) struct RawAct {
    pub(crate) n: i64,
    id: Id,
    device: i64,
    seq: i64,
    name: i64,
    actor: i64,
    agency: i64,
    at: i64,
    subject: Option<Id>,
    reason: i64,
    agreement: Option<Id>,
    root: Id,
    entries: Option<Hash>,
    previous: Hash,
    case: Option<Id>,
}

impl RawAct {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let blob = |name: &str| row.get::<_, Vec<u8>>(name);
        Ok(Self {
            n: row.get("n")?,
            id: Id(row.get("id")?),
            device: row.get("device")?,
            seq: row.get("seq")?,
            name: row.get("name")?,
            actor: row.get("actor")?,
            agency: row.get("agency")?,
            at: row.get("at")?,
            subject: Id::from_slice(&blob("subject")?),
            reason: row.get("reason")?,
            agreement: Id::from_slice(&blob("agreement")?),
            root: Id(row.get("root")?),
            entries: Hash::from_slice(&blob("entries")?),
            previous: Hash(row.get("previous")?),
            case: maybe_id(&blob("casefile")?),
        })
    }

    pub(crate) fn line(&self, store: &Store) -> Result<ActLine, Fault> {
        let (conn, names) = (&store.conn, &store.names);
        Ok(ActLine {
            header: ActHeader {
                id: self.id,
                device: names.device(conn, self.device)?,
                seq: self.seq.unsigned_abs(),
                name: names.term(conn, self.name)?.to_string(),
                actor: names.member(conn, self.actor)?,
                agency: names.term(conn, self.agency)?.to_string(),
                time_ms: self.at,
                subject: self.subject,
                reason: names.term(conn, self.reason)?.to_string(),
                agreement: self.agreement,
                root: self.root,
                entries: self.entries.unwrap_or_else(|| EntriesDigest::none().value()),
                previous: self.previous,
            },
            case: self.case,
        })
    }
}

impl Store {
    /// Every entry of a record in the order written, each with the act it was written in.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`], also where nothing stands of it; [`Fault::Unreadable`] where a value does not open.
    pub fn history(&self, record: Id) -> Result<Vec<HistoryLine>, Fault> {
        if !self.stands(record)? {
            return Err(Fault::UnknownRecord(record));
        }
        let n = self.record_number(record)?;
        let rows = all(&self.conn, sql!("entries/of_record"), [record.0], |row| {
            Ok((
                RawEntry::read(row)?,
                row.get::<_, Option<[u8; 32]>>("key")?,
                row.get::<_, Option<Vec<u8>>>("sealed")?,
                (row.get::<_, bool>("stands")?, row.get::<_, bool>("set_aside")?),
            ))
        })?;
        let mut acts: HashMap<i64, ActLine> = HashMap::new();
        let mut lines = Vec::with_capacity(rows.len());
        for (raw, key, sealed, (stands, set_aside)) in rows {
            let act = match acts.get(&raw.act) {
                Some(act) => act.clone(),
                None => {
                    let act = self.act_numbered(raw.act)?;
                    acts.insert(raw.act, act.clone());
                    act
                }
            };
            let entry = raw.header(self)?;
            let (mut value, mut closed) = (None, false);
            if let (Some(sealed), Some(under)) = (sealed, self.under(n, key)?) {
                let place = PlaceOf { record, category: &entry.category, entry: entry.id };
                match under.open(&place, &[0; SALT_LENGTH], &sealed)? {
                    Some((_, plaintext)) => value = Some(read_canonical(&plaintext)?),
                    None => closed = true,
                }
            }
            let owner = self.names.term(&self.conn, raw.owner)?.to_string();
            lines.push(HistoryLine { act, entry, owner, value, closed, stands, set_aside });
        }
        Ok(lines)
    }

    fn act_numbered(&self, n: i64) -> Result<ActLine, Fault> {
        first(&self.conn, sql!("acts/one"), [n], RawAct::read)?.ok_or(Fault::Damaged)?.line(self)
    }

    /// The log of acts, latest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn acts(&self, asked: &ActsAsked) -> Result<Vec<ActLine>, Fault> {
        let before = asked.before_seq.map_or(i64::MAX, |seq| i64::try_from(seq).unwrap_or(i64::MAX));
        let names = asked.names.as_ref().map(|names| serde_json::json!(names).to_string());
        let (conn, limit) = (&self.conn, asked.limit);
        let raw = match asked.of {
            ActsOf::All => all(conn, sql!("acts/latest"), (before, names, limit), RawAct::read),
            ActsOf::Case(id) => all(conn, sql!("acts/of_case"), (before, names, limit, id.0), RawAct::read),
            ActsOf::Subject(id) => all(conn, sql!("acts/of_subject"), (before, names, limit, id.0), RawAct::read),
            ActsOf::Actor(id) => all(conn, sql!("acts/of_actor"), (before, names, limit, id.0), RawAct::read),
        }?;
        raw.iter().map(|act| act.line(self)).collect()
    }
}

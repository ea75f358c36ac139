//! What is written on two laptops that worked apart, as one list of edits that every contender plays.

use journal::{EntryHeader, Hash, Heads, Id, Placed, SALT_LENGTH, commitment, stream_id};
use merging::dice::Dice;
use std::collections::{BTreeMap, BTreeSet};

/// Fields of one record.
const FIELDS_OF_A_RECORD: usize = 20;

/// One edit: which field it sets, to which number.
#[derive(Debug, Clone, Copy)]
pub struct Edit {
    pub field: usize,
    pub value: usize,
}

/// One entry as another laptop's bundle holds it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub header: EntryHeader,
    pub salt: [u8; SALT_LENGTH],
    pub value: Vec<u8>,
}

/// A week.
pub struct Week {
    pub changes: usize,
    pub fields: usize,
    /// Every field once, known to both laptops; then what each wrote without the other.
    pub shared: Vec<Edit>,
    pub here: Vec<Edit>,
    pub there: Vec<Edit>,
}

impl Week {
    /// So many changes on each laptop, over as many fields, the middle tenth of them within reach of both.
    pub fn of(changes: usize) -> Self {
        let fields = changes;
        let mut dice = Dice(changes as u64);
        let mut value = fields;
        let mut side = |from: usize, to: usize| -> Vec<Edit> {
            (0..changes)
                .map(|_| {
                    value += 1;
                    Edit { field: from + dice.below(to - from), value }
                })
                .collect()
        };
        let (here, there) = (side(0, fields * 55 / 100), side(fields * 45 / 100, fields));
        let shared = (0..fields).map(|field| Edit { field, value: field }).collect();
        Self { changes, fields, shared, here, there }
    }
}

/// The name under which documents keep a field.
pub fn key(field: usize) -> String {
    format!("record {}/field {}", field / FIELDS_OF_A_RECORD, field % FIELDS_OF_A_RECORD)
}

/// The text that is kept for a value.
pub fn text(value: usize) -> String {
    format!("what was said in call {value}")
}

/// The record a field is of, and its name in it.
pub fn place(field: usize) -> (Id, String) {
    let mut record = [2; 16];
    record[8..].copy_from_slice(&((field / FIELDS_OF_A_RECORD) as u64).to_be_bytes());
    (Id(record), format!("field {}", field % FIELDS_OF_A_RECORD))
}

/// Entries of one device, after those the records hold already; takes them in there.
pub fn entries(device: u8, edits: &[Edit], records: &mut BTreeMap<Id, Heads>) -> Vec<Entry> {
    let device_id = Id([device; 16]);
    let mut ends: BTreeMap<Id, (u64, Hash)> = BTreeMap::new();
    let mut heads: BTreeMap<usize, BTreeSet<Id>> = BTreeMap::new();
    let mut written = Vec::with_capacity(edits.len());
    for edit in edits {
        let (record, field) = place(edit.field);
        let mut random = [device; 10];
        random[..8].copy_from_slice(&(edit.value as u64).to_be_bytes());
        let id = Id::v7(1_800_000_000_000 + edit.value as i64, random);
        let stream = stream_id(device_id, record, "police", "unit");
        let (seq, previous) = ends.get(&stream).copied().unwrap_or((0, Hash::NONE));
        let of_record = records.entry(record).or_default();
        let parents = heads.entry(edit.field).or_insert_with(|| of_record.of(&field)).clone();
        let (salt, value) = ([device; SALT_LENGTH], text(edit.value).into_bytes());
        let header = EntryHeader {
            id,
            device: device_id,
            stream,
            seq: seq + 1,
            author: device_id,
            agency: "unit".to_owned(),
            time_ms: 1_800_000_000_000 + edit.value as i64,
            record,
            field: field.clone(),
            definition_version: 1,
            category: "police".to_owned(),
            parents: parents.iter().copied().collect(),
            commitment: commitment(id, &salt, &value),
            previous,
        };
        ends.insert(stream, (header.seq, header.hash()));
        heads.insert(edit.field, BTreeSet::from([id]));
        of_record.add(Placed { id, field, parents });
        written.push(Entry { header, salt, value });
    }
    written
}

//! Made-up cases and attachments, as a file that every program seals, and as a bundle's content.

use crate::Outcome;
use bundles::{CarriedEntry, CarriedRecord};
use journal::{EntryHeader, Hash, Id, StreamChain, commitment, stream_id};
use std::collections::BTreeMap;
use std::path::Path;

/// Records of one case.
const RECORDS: u64 = 60;
/// Entries of one record.
const ENTRIES: u64 = 3;
/// Bytes of one attachment: a photograph.
pub const ATTACHMENT: usize = 5_000_000;
/// A moment of November 2026, Unix milliseconds.
pub const NOW: i64 = 1_795_000_000_000;

/// How much is sealed at once.
#[derive(Clone, Copy)]
pub struct Load {
    /// As a row of the table names it.
    pub name: &'static str,
    /// Cases.
    pub cases: u64,
    /// Attachments.
    pub attachments: usize,
}

/// What a file of a load holds.
pub struct Held {
    /// Records by case.
    pub cases: BTreeMap<Id, Vec<CarriedRecord>>,
    /// Where in the file the attachments begin.
    pub attachments_at: u64,
    /// Their hashes, in order. A store knows them without counting again.
    pub hashes: Vec<Hash>,
}

fn id(kind: u8, number: u64) -> Id {
    let mut bytes = [kind; 16];
    bytes[8..].copy_from_slice(&number.to_be_bytes());
    Id(bytes)
}

/// A record with a history, words of some length in each entry.
fn record(case: u64, number: u64) -> CarriedRecord {
    let mut record = CarriedRecord {
        record: id(1, case * RECORDS + number),
        kind: "incident".to_owned(),
        case: Some(id(2, case)),
        owner: "police".to_owned(),
        category: "victim-narrative".to_owned(),
        entries: Vec::new(),
    };
    let device = id(3, 1);
    let stream = stream_id(device, record.record, &record.category, &record.owner);
    let mut chain = StreamChain::of(stream);
    for seq in 1..=ENTRIES {
        let (entry, salt) = (id(4, (case * RECORDS + number) * ENTRIES + seq), [7; 16]);
        let words = "A made-up person stood before a made-up house and went when the door was opened. ".repeat(6);
        let value = format!("{{\"seq\":{seq},\"words\":\"{words}\"}}").into_bytes();
        let header = EntryHeader {
            id: entry,
            device,
            stream,
            seq,
            author: id(5, 1),
            agency: record.owner.clone(),
            time_ms: NOW - 1_000,
            record: record.record,
            field: String::new(),
            definition_version: 1,
            category: record.category.clone(),
            parents: record.entries.last().map(|entry| entry.header.id).into_iter().collect(),
            commitment: commitment(entry, &salt, &value),
            previous: chain.head().1,
        };
        // A step of a chain that is made here cannot be refused; the bundle checks it again.
        let _fits = chain.step(&header);
        record.entries.push(CarriedEntry { header, value: Some((salt, value)) });
    }
    record
}

/// Bytes that nothing could compress, the same every time (xorshift, Marsaglia 2003).
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed | 1;
    let mut bytes = Vec::with_capacity(ATTACHMENT);
    while bytes.len() < ATTACHMENT {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_be_bytes());
    }
    bytes.truncate(ATTACHMENT);
    bytes
}

impl Load {
    /// The bytes that every program seals: each record with its length before it, then the attachments.
    ///
    /// # Errors
    /// A record longer than a length can say.
    pub fn bytes(self) -> Outcome<Vec<u8>> {
        let mut bytes = Vec::new();
        for case in 0..self.cases {
            for number in 0..RECORDS {
                frame(&record(case, number), &mut bytes)?;
            }
        }
        (1..=self.attachments).for_each(|number| bytes.extend(noise(number as u64)));
        Ok(bytes)
    }
}

/// A record as it stands in the file.
///
/// # Errors
/// A record longer than a length can say.
pub fn frame(record: &CarriedRecord, out: &mut Vec<u8>) -> Outcome<()> {
    let bytes = record.bytes();
    out.extend_from_slice(&u32::try_from(bytes.len())?.to_be_bytes());
    out.extend_from_slice(&bytes);
    Ok(())
}

/// Reads the records of a file that holds so many attachments, and where those begin.
///
/// # Errors
/// A file that is not one of a load.
pub fn read(file: &Path, attachments: usize) -> Outcome<Held> {
    let bytes = std::fs::read(file)?;
    let (mut rest, photographs) = bytes.split_at_checked(bytes.len() - attachments * ATTACHMENT).ok_or("a short file")?;
    let attachments_at = rest.len() as u64;
    let mut cases: BTreeMap<Id, Vec<CarriedRecord>> = BTreeMap::new();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let (frame, after) = after.split_at_checked(u32::from_be_bytes(*length).try_into()?).ok_or("a short record")?;
        let record = CarriedRecord::read(frame).map_err(|_| "no record")?;
        cases.entry(record.case.ok_or("no case")?).or_default().push(record);
        rest = after;
    }
    let hashes = photographs.chunks(ATTACHMENT).map(journal::sha256).collect();
    Ok(Held { cases, attachments_at, hashes })
}

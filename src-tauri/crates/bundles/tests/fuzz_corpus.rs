//! The corpus of the fuzz targets on a stable toolchain: as it lies there, and changed in thousands of ways from a fixed seed.

#![expect(clippy::unwrap_used, reason = "a corpus that cannot be read is a failed test")]

#[path = "../../../../fuzz/src/card.rs"]
mod card;
#[path = "../../../../fuzz/src/header.rs"]
mod header;
#[path = "../../../../fuzz/src/manifest.rs"]
mod manifest;
#[path = "../../../../fuzz/src/records.rs"]
mod records;

use std::path::Path;

/// A row of numbers that is the same every time (xorshift, Marsaglia 2003).
struct Row(u64);

impl Row {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap() % below.max(1)
    }
}

/// One to four changes: a bit, a byte out of a few telling ones, a piece cut out, twice or moved in from elsewhere.
fn changed(bytes: &[u8], row: &mut Row) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=row.next(4) {
        let (at, length) = (row.next(bytes.len()), row.next(40));
        let end = (at + length).min(bytes.len());
        let piece = bytes[at.min(end)..end].to_vec();
        match row.next(6) {
            0 if !bytes.is_empty() => bytes[at] ^= 1 << row.next(8),
            1 if !bytes.is_empty() => bytes[at] = [0, 1, 0x7f, 0x80, 0xff, b'"', b'{', b'['][row.next(8)],
            2 => drop(bytes.drain(at.min(end)..end)),
            3 => drop(bytes.splice(end..end, piece)),
            4 => bytes.truncate(at),
            _ => {
                let to = row.next(bytes.len() + 1);
                drop(bytes.splice(to..to, piece));
            }
        }
    }
    bytes
}

fn replay(target: &str, read: fn(&[u8]), times: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz/corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 2, "{target} has no corpus");
    let mut row = Row(0x9e37_79b9_7f4a_7c15);
    for file in files {
        let bytes = std::fs::read(file).unwrap();
        read(&bytes);
        for _ in 0..times {
            read(&changed(&bytes, &mut row));
        }
    }
}

#[test]
fn no_bytes_of_a_bundle_stop_the_reader() {
    replay("header", header::read, 100);
}

#[test]
fn no_bytes_of_a_manifest_stop_the_reader_and_one_that_is_taken_is_written_as_it_was() {
    replay("manifest", manifest::read, 2_000);
}

#[test]
fn no_bytes_of_a_record_stop_the_reader_and_no_entry_is_lost() {
    replay("records", records::read, 2_000);
}

#[test]
fn no_bytes_of_a_contact_card_stop_the_reader() {
    replay("card", card::read, 500);
}

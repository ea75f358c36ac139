//! Bundles made to exhaust the reader, and larger ones than there is memory: all within 64 MiB of memory (security report B-9).

use super::*;
use crate::parts::Part;
use crate::plan::Content;
use crate::record::CarriedRecord;
use crate::trial::{self, NOW, keys, pinned, plan, record, record_of, sealed};
use crate::vectors::forge::{Forge, section};
use crate::{Signers, WriteBytes, seal};
use journal::Hash;
use serde_json::json;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::process::Command;

/// Set in the process that reads with little memory.
const SMALL: &str = "HOLDFAST_TRIAL_IN_LITTLE_MEMORY";
const NAME: &str = "open::bombs::bombs_and_large_bundles_need_less_than_64_mib";

#[test]
fn bombs_and_large_bundles_need_less_than_64_mib() {
    if let Some(folder) = std::env::var_os(SMALL) {
        return read_all(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    write_all(folder.path());
    let mut child = Command::new("prlimit");
    child.arg(format!("--as={}", 64 * 1024 * 1024)).arg(std::env::current_exe().unwrap());
    child.args([NAME, "--exact", "--test-threads=1"]).env(SMALL, folder.path());
    // One arena: each further one reserves 64 MiB of addresses it does not use.
    child.env("MALLOC_ARENA_MAX", "1").env("RUST_BACKTRACE", "0");
    let output = child.output().unwrap();
    let says = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && says.contains("1 passed"), "{says}{}", String::from_utf8_lossy(&output.stderr));
}

/// Each bomb with what must become of it.
const BOMBS: [(&str, &str); 9] = [
    ("a million sections", "bad-sections"),
    ("a section of 2^63 bytes by the manifest", "over-limit"),
    ("a section of 2^63 bytes by its head", "bad-sections"),
    ("thirty thousand lists in one another", "bad-manifest"),
    ("a number of sixty thousand digits", "bad-manifest"),
    ("a manifest of 4 GiB", "over-limit"),
    ("records of one list after another", "accepted"),
    ("as many entries as fit a section", "accepted"),
    ("an attachment of 48 MiB", "accepted"),
];

fn write_all(folder: &Path) {
    let write = |n: usize, bytes: Vec<u8>| std::fs::write(folder.join(n.to_string()), bytes).unwrap();
    let mut million = Forge::of("million");
    million.sections.extend(section(2, 1, b"").repeat(1_000_000));
    write(0, million.bytes());
    write(1, Forge::with("claimed", |manifest| manifest["sections"][0]["length"] = json!(1u64 << 63)).bytes());
    let mut head = Forge::of("head");
    head.sections[2] = 0x80;
    write(2, head.bytes());
    let lists = format!("\"schema\":{}{}", "[".repeat(30_000), "]".repeat(30_000));
    write(3, Forge::spelled("lists", "\"schema\":4", &lists).bytes());
    write(4, Forge::spelled("digits", "\"schema\":4", &format!("\"schema\":{}", "9".repeat(60_000))).bytes());
    let mut four = Forge::of("four");
    four.length = Some(u32::MAX);
    write(5, four.bytes());
    // A value of zeros takes sixteen times its length in memory once it is read.
    let zeros = format!("[0{}]", ",0".repeat(131_000));
    let values: Vec<&[u8]> = (0..31).map(|_| zeros.as_bytes()).collect();
    write(6, of_records(&[record_of(1, &values)]));
    let small: Vec<&[u8]> = (0..24_000).map(|_| b"1".as_slice()).collect();
    write(7, of_records(&[record_of(1, &small), record(2, 1)]));
    write_attachment(&folder.join("8"));
}

fn of_records(records: &[CarriedRecord]) -> Vec<u8> {
    sealed(&plan(vec![Content::Records { case: Some(Id([200; 16])), records }]), "long").0
}

/// An attachment that does not fit beside the program into what memory there is, written and read as a stream.
fn write_attachment(path: &Path) {
    const LENGTH: usize = 48 * 1024 * 1024;
    let write: &WriteBytes<'_> = &|out| (0..LENGTH / 16_384).try_for_each(|_| out.write_all(&[5; 16_384]));
    let mut hashing = sealing::Hashing::default();
    (0..LENGTH / 16_384).for_each(|_| hashing.add(&[5; 16_384]));
    let sha256 = Hash(hashing.finish());
    let records = [record(1, 1)];
    let attachment = Content::Attachment { sha256, length: LENGTH as u64, write };
    let content = vec![Content::Records { case: Some(Id([200; 16])), records: &records }, attachment];
    let (unit, exporter) = (keys(trial::SENDER), keys(trial::EXPORTER));
    let mut out = BufWriter::new(File::create(path).unwrap());
    seal(&mut out, &plan(content), &Signers { unit: &unit, exporter: &exporter }).unwrap();
}

fn read_all(folder: &Path) {
    let (keys, senders) = (keys(trial::RECEIVER), [pinned()]);
    for (n, (name, expected)) in BOMBS.iter().enumerate() {
        let mut source = BufReader::new(File::open(folder.join(n.to_string())).unwrap());
        let reader = Reader { now_ms: NOW, ..trial::reader(&keys, &senders) };
        let read = open(&mut source, &reader).and_then(|mut opened| {
            while let Some(part) = opened.next_part()? {
                if let Part::Records(part) = &part {
                    assert!(part.quarantined.is_empty(), "{name}");
                }
            }
            opened.finish()
        });
        assert_eq!(read.as_ref().map_or_else(OpenRefusal::code, |_| "accepted"), *expected, "{name}");
    }
}

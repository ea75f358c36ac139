//! What stands in the memory of running processes. Only root may look into a program that forbids it.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};

/// Bytes of a page.
const PAGE: u64 = 4096;
/// Bytes of the table of pages read at a time.
const AT_ONCE: usize = 1 << 20;

/// The command's name of a process; empty when it is gone.
pub fn name(process: u32) -> String {
    std::fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default().trim().to_owned()
}

/// Ends a process and everything it started, whatever they are at.
pub fn kill_family(process: u32) {
    for one in family(process) {
        let _gone = std::process::Command::new("kill").args(["-KILL", &one.to_string()]).status();
    }
}

/// A process and everything it started, and what those started.
pub fn family(process: u32) -> Vec<u32> {
    let mut found = vec![process];
    let mut next = 0;
    while next < found.len() {
        let threads = std::fs::read_dir(format!("/proc/{}/task", found[next])).into_iter().flatten().flatten();
        for thread in threads {
            let children = std::fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            found.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
        next += 1;
    }
    found
}

/// Words as UTF-8 and as UTF-16.
pub fn spelt(words: &str) -> Vec<Vec<u8>> {
    vec![words.as_bytes().to_vec(), words.encode_utf16().flat_map(u16::to_le_bytes).collect()]
}

/// A key as its bytes, and as the digits of them.
pub fn key(bytes: &[u8]) -> Vec<Vec<u8>> {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [vec![bytes.to_vec()], spelt(&digits), spelt(&digits.to_uppercase())].concat()
}

/// How often one of these stands in the memory of each process.
pub fn count(processes: &[u32], needles: &[Vec<u8>]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for process in processes {
        *counts.entry(name(*process)).or_default() += in_process(*process, needles);
    }
    counts
}

/// What was found while the desk was open is found nowhere after the lock. A scan that found nothing while it was open
/// would prove nothing.
pub fn assert_gone(open: &BTreeMap<String, usize>, closed: &BTreeMap<String, usize>) {
    assert!(open.values().sum::<usize>() > 0, "the scan sees what is there: {open:?}");
    assert_eq!(closed.values().sum::<usize>(), 0, "nothing stays: {closed:?}");
}

fn in_process(process: u32, needles: &[Vec<u8>]) -> usize {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).unwrap_or_default();
    let open = |what: &str| std::fs::File::open(format!("/proc/{process}/{what}"));
    let (Ok(mut memory), Ok(mut pages)) = (open("mem"), open("pagemap")) else { return 0 };
    let mut found = 0;
    for line in maps.lines() {
        let mut words = line.split_whitespace();
        let (Some(range), Some(rights)) = (words.next(), words.next()) else { continue };
        // What was never written holds nothing that was typed.
        if !rights.starts_with("rw") {
            continue;
        }
        let Some((from, to)) = range.split_once('-') else { continue };
        let (Ok(from), Ok(to)) = (u64::from_str_radix(from, 16), u64::from_str_radix(to, 16)) else { continue };
        for (from, to) in held(&mut pages, from / PAGE, to / PAGE) {
            found += in_range(&mut memory, from * PAGE, to * PAGE, needles);
        }
    }
    found
}

/// The runs of pages that hold anything: a web process reserves far more than a machine has.
fn held(pages: &mut std::fs::File, from: u64, to: u64) -> Vec<(u64, u64)> {
    let mut runs: Vec<(u64, u64)> = Vec::new();
    let mut bytes = vec![0; AT_ONCE];
    let mut at = from;
    while at < to {
        let wanted = usize::try_from((to - at) * 8).unwrap_or(AT_ONCE).min(AT_ONCE);
        if pages.seek(SeekFrom::Start(at * 8)).is_err() || pages.read_exact(&mut bytes[..wanted]).is_err() {
            break;
        }
        for entry in bytes[..wanted].as_chunks::<8>().0 {
            // The two highest bits: in memory, or swapped out.
            if entry[7] >> 6 != 0 {
                match runs.last_mut() {
                    Some((_, end)) if *end == at => *end += 1,
                    _ => runs.push((at, at + 1)),
                }
            }
            at += 1;
        }
    }
    runs
}

/// Words that lie across the end of a run of pages are not found: what is beyond holds nothing.
fn in_range(memory: &mut std::fs::File, from: u64, to: u64, needles: &[Vec<u8>]) -> usize {
    let mut bytes = vec![0; usize::try_from(to - from).unwrap_or(0)];
    if memory.seek(SeekFrom::Start(from)).is_err() || memory.read_exact(&mut bytes).is_err() {
        return 0;
    }
    needles.iter().map(|needle| times(&bytes, needle)).sum()
}

fn times(bytes: &[u8], needle: &[u8]) -> usize {
    let Some((first, rest)) = needle.split_first() else { return 0 };
    let mut found = 0;
    let mut left = bytes;
    while let Some(at) = left.iter().position(|byte| byte == first) {
        left = &left[at + 1..];
        found += usize::from(left.starts_with(rest));
    }
    found
}

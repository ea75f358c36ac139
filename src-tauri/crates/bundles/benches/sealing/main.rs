//! Sealing and opening beside the programs this machine has for it, and beside AES-256-GCM alone, on the same bytes: one run.
//! Every file is opened and compared before a time counts. In each round everybody has a turn, so that whatever else the
//! machine does meets all alike.

mod clock;
mod load;
mod ours;
mod rivals;

use clock::{Began, Took};
use load::Load;
use rivals::Rival;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

const LOADS: [Load; 3] = [
    Load { name: "1 case", cases: 1, attachments: 0 },
    Load { name: "100 cases", cases: 100, attachments: 0 },
    Load { name: "1 case with 50 MB of attachments", cases: 1, attachments: 10 },
];
/// Rounds; the median of each counts.
const ROUNDS: usize = 9;
/// Percent of the speed of AES-256-GCM alone that sealing and opening are to reach.
const AIM: f64 = 70.0;
/// The words that make this program seal or open one file and end, as the others do.
const SEAL: &str = "--seal";
const OPEN: &str = "--open";

/// Times of sealing and opening, and bytes of the sealed file.
type Turn = (Took, Took, u64);

/// Who takes part.
enum Part {
    /// AES-256-GCM by the library, and nothing else.
    Raw,
    /// The payload's chunks, and nothing else.
    Chunks,
    /// Ours, in a program that runs already and holds the records.
    Ours,
    /// Ours, started anew for each file as the others are.
    OursAnew,
    Rival(Rival),
}

/// The times of one part, and how large its file is.
struct Row {
    part: Part,
    seal: Vec<Took>,
    open: Vec<Took>,
    size: u64,
}

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, SEAL, attachments, plain, to] => {
            let held = load::read(Path::new(plain), attachments.parse()?)?;
            return ours::seal(&held, Path::new(plain), Path::new(to));
        }
        [_, OPEN, bundle, to] => return ours::open(Path::new(bundle), Path::new(to)),
        _ => {}
    }
    println!("Sealing, milliseconds, median of {ROUNDS} rounds; every file was opened and compared first");
    println!("Load of the machine: {}", fs::read_to_string("/proc/loadavg").unwrap_or_else(|_| "not seen".to_owned()).trim());
    for load in LOADS {
        one(load)?;
    }
    println!("Load of the machine: {}", fs::read_to_string("/proc/loadavg").unwrap_or_else(|_| "not seen".to_owned()).trim());
    Ok(())
}

/// Where the files of a load lie.
struct Place {
    folder: PathBuf,
    plain: PathBuf,
    bytes: Vec<u8>,
    load: Load,
    held: load::Held,
}

fn one(load: Load) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let plain = folder.path().join("plain");
    let bytes = load.bytes()?;
    fs::write(&plain, &bytes)?;
    let held = load::read(&plain, load.attachments)?;
    let (here, missing) = rivals::all(folder.path())?;
    let place = Place { folder: folder.path().to_owned(), plain, bytes, load, held };
    let parts = [Part::Raw, Part::Chunks, Part::Ours, Part::OursAnew].into_iter().chain(here.into_iter().map(Part::Rival));
    let mut rows: Vec<Row> = parts.map(|part| Row { part, seal: Vec::new(), open: Vec::new(), size: 0 }).collect();
    // The first round warms every program and its files, and is not counted.
    for round in 0..=ROUNDS {
        for row in &mut rows {
            let (seal, open, size) = turn(&row.part, &place)?;
            if round > 0 {
                row.seal.push(seal);
                row.open.push(open);
                row.size = size;
            }
        }
    }
    for row in &rows {
        if let Part::Rival(rival) = &row.part {
            rival.end();
        }
    }
    table(&place, &rows);
    missing.iter().for_each(|name| println!("{name:<40}{:>10}", "not here"));
    Ok(())
}

/// Seals and opens once, and compares; the comparison takes no part in the times.
fn turn(part: &Part, place: &Place) -> Outcome<Turn> {
    let timed = |what: &mut dyn FnMut() -> Outcome<()>| -> Outcome<Took> {
        let begun = Began::now();
        what()?;
        Ok(begun.took())
    };
    let came = place.folder.join("came");
    let opened = came.join("plain");
    if came.exists() {
        fs::remove_dir_all(&came)?;
    }
    fs::create_dir(&came)?;
    let sealed = match part {
        Part::Raw => return in_memory(place),
        Part::Chunks => return in_chunks(place),
        Part::Ours | Part::OursAnew => place.folder.join("sealed.bundle"),
        Part::Rival(rival) => rival.sealed(&place.folder),
    };
    if sealed.exists() {
        fs::remove_file(&sealed)?;
    }
    let anew = |words: &[&std::ffi::OsStr]| -> Outcome<()> {
        let ended = Command::new(std::env::current_exe()?).args(words).status()?;
        if ended.success() { Ok(()) } else { Err("our own program did not end well".into()) }
    };
    let photographs = place.load.attachments.to_string();
    let seal = timed(&mut || match part {
        Part::Rival(rival) => rival.seal(&place.plain, &sealed),
        Part::OursAnew => anew(&[SEAL.as_ref(), photographs.as_ref(), place.plain.as_ref(), sealed.as_ref()]),
        Part::Ours | Part::Raw | Part::Chunks => ours::seal(&place.held, &place.plain, &sealed),
    })?;
    let open = timed(&mut || match part {
        Part::Rival(rival) => rival.open(&sealed, &opened),
        Part::OursAnew => anew(&[OPEN.as_ref(), sealed.as_ref(), opened.as_ref()]),
        Part::Ours | Part::Raw | Part::Chunks => ours::open(&sealed, &opened),
    })?;
    same(&fs::read(&opened)?, place)?;
    Ok((seal, open, fs::metadata(&sealed)?.len()))
}

fn in_memory(place: &Place) -> Outcome<Turn> {
    let begun = Began::now();
    let raw = ours::Raw::seal(&place.bytes)?;
    let seal = begun.took();
    let begun = Began::now();
    raw.open(|_| {})?;
    let open = begun.took();
    let mut came = Vec::with_capacity(place.bytes.len());
    raw.open(|piece| came.extend_from_slice(piece))?;
    same(&came, place)?;
    Ok((seal, open, 0))
}

fn in_chunks(place: &Place) -> Outcome<Turn> {
    let mut sealed = Vec::with_capacity(place.bytes.len() + place.bytes.len() / 512 + 128);
    let begun = Began::now();
    ours::seal_chunks(&place.bytes, &mut sealed)?;
    let seal = begun.took();
    let begun = Began::now();
    ours::open_chunks(&sealed, |_| {})?;
    let open = begun.took();
    let mut came = Vec::with_capacity(place.bytes.len());
    ours::open_chunks(&sealed, |chunk| came.extend_from_slice(chunk))?;
    same(&came, place)?;
    Ok((seal, open, sealed.len() as u64))
}

fn same(came: &[u8], place: &Place) -> Outcome<()> {
    if came == place.bytes { Ok(()) } else { Err("other bytes came out than went in".into()) }
}

/// A row for each part: median times, those of the processors, and the part of AES-256-GCM's speed, by processor time: on
/// a machine that does other things as well, time on the clock says more of those.
fn table(place: &Place, rows: &[Row]) {
    let bytes = place.bytes.len();
    println!("\n{}: {bytes} bytes", place.load.name);
    println!("{:<40}{:>26}{:>26}", "", "seal: ms  processor % raw", "open: ms  processor % raw");
    let raw = rows.iter().find(|row| matches!(row.part, Part::Raw));
    let (raw_seal, raw_open) = raw.map_or((0.0, 0.0), |row| (clock::worked(&row.seal), clock::worked(&row.open)));
    for row in rows {
        let name = match &row.part {
            Part::Raw => "AES-256-GCM alone, in memory",
            Part::Chunks => "chunks of the payload alone, in memory",
            Part::Ours => "Holdfast, running",
            Part::OursAnew => "Holdfast, started anew",
            Part::Rival(rival) => rival.name(),
        };
        let (seal, open) = (clock::worked(&row.seal), clock::worked(&row.open));
        let (of_seal, of_open) = (raw_seal / seal * 100.0, raw_open / open * 100.0);
        let below = matches!(row.part, Part::Ours) && (of_seal < AIM || of_open < AIM);
        println!(
            "{name:<40}{:>9.2}{seal:>11.2}{of_seal:>6.0}{:>9.2}{open:>11.2}{of_open:>6.0}{:>10} bytes more{}",
            clock::passed(&row.seal),
            clock::passed(&row.open),
            row.size.saturating_sub(bytes as u64),
            if below { ", below the aim of 70 %" } else { "" }
        );
    }
}

//! The plan, cold, warm and two hundred at once, beside the programs this machine has for turning words into pages: one run.
//! Every file is read back before its time counts; ours have to be the same bytes each time.

mod plans;
mod rivals;

use documents::safeguarding_plan::SafeguardingPlan;
use plans::plan;
use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Pages wanted, and the action lines that fill them.
const SIZES: [(u16, u16); 3] = [(2, 10), (10, 155), (60, 1_058)];
/// Plans of one batch.
const BATCH: u16 = 200;
/// Times a warm plan is set; the median counts.
const TRIES: usize = 30;
/// The word that makes this program set one plan and end: a cold start.
const ONE: &str = "--one";

fn refused(refusal: documents::PaperRefusal) -> String {
    format!("{refusal:?}")
}

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == ONE) {
        let (lines, to) = (words.get(at + 1).ok_or("lines")?.parse()?, words.get(at + 2).ok_or("a file")?);
        return Ok(std::fs::write(to, plan(lines).render().map_err(refused)?.bytes)?);
    }
    let folder = tempfile::tempdir()?;
    println!("Safeguarding plans, milliseconds; checked with pdftotext before a time counts");
    println!("{:<44}{:>10}{:>10}{:>12}{:>10}", "", "cold", "warm", "batch 200", "KB");
    for (pages, lines) in SIZES {
        let paper = plan(lines);
        ours(folder.path(), pages, lines, &paper)?;
        rivals::all(folder.path(), pages, lines)?;
    }
    durable(folder.path())?;
    rows()
}

fn ours(folder: &Path, pages: u16, lines: u16, paper: &SafeguardingPlan) -> Outcome<()> {
    let file = folder.join("ours.pdf");
    let begun = Instant::now();
    let ended = Command::new(std::env::current_exe()?).args([ONE, &lines.to_string()]).arg(&file).status()?;
    let cold = begun.elapsed();
    let said = check(&file, lines)?;
    if !ended.success() || said != pages {
        return Err(format!("wanted {pages} pages, set {said}").into());
    }
    let whole = std::fs::read(&file)?;
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..TRIES {
        let begun = Instant::now();
        let bytes = paper.render().map_err(refused)?.bytes;
        times.push(begun.elapsed());
        same(&bytes, &whole)?;
    }
    times.sort();
    let warm = times.get(TRIES / 2).copied().unwrap_or_default();
    let mut all = Vec::with_capacity(usize::from(BATCH));
    let begun = Instant::now();
    for _ in 0..BATCH {
        all.push(paper.render().map_err(refused)?.bytes);
    }
    let batch = begun.elapsed();
    all.iter().try_for_each(|bytes| same(bytes, &whole))?;
    row(&format!("{pages} pages: Holdfast"), Some(cold), Some(warm), Some(batch), &file)
}

/// The file that was read back is the one that every rendering gives.
fn same(bytes: &[u8], whole: &[u8]) -> Outcome<()> {
    if bytes == whole { Ok(()) } else { Err("the same plan was set to other bytes".into()) }
}

/// The last action of the plan stands in the file: nothing was left out. Gives its pages.
pub fn check(file: &Path, lines: u16) -> Outcome<u16> {
    let out = Command::new("pdftotext").args(["-q", "-layout"]).arg(file).arg("-").output()?;
    let text = String::from_utf8(out.stdout)?;
    if !text.contains(&plans::marker(lines)) {
        return Err(format!("{} does not hold the last action", file.display()).into());
    }
    Ok(u16::try_from(text.matches('\u{c}').count())?)
}

/// One line of the table.
pub fn row(name: &str, cold: Option<Duration>, warm: Option<Duration>, batch: Option<Duration>, file: &Path) -> Outcome<()> {
    let ms = |time: Option<Duration>| time.map_or("-".to_owned(), |time| format!("{:.1}", time.as_secs_f64() * 1000.0));
    let size = std::fs::metadata(file)?.len() / 1024;
    println!("{name:<44}{:>10}{:>10}{:>12}{size:>10}", ms(cold), ms(warm), ms(batch));
    Ok(())
}

/// Two hundred plans rendered, and the same made durable on the disk one by one.
fn durable(folder: &Path) -> Outcome<()> {
    let paper = plan(10);
    let begun = Instant::now();
    for number in 0..BATCH {
        let bytes = paper.render().map_err(refused)?.bytes;
        let mut file = File::create(folder.join(format!("durable-{number}.pdf")))?;
        file.write_all(&bytes)?;
        file.sync_all()?;
    }
    let time = begun.elapsed();
    for number in 0..BATCH {
        check(&folder.join(format!("durable-{number}.pdf")), 10)?;
    }
    println!("{BATCH} plans of 2 pages, each made durable: {:.2} s", time.as_secs_f64());
    Ok(())
}

/// A table's time must grow with its rows and no faster.
fn rows() -> Outcome<()> {
    println!("A table of so many rows:");
    for rows in [500, 5_000, 20_000] {
        let paper = plan(rows);
        let begun = Instant::now();
        let rendered = paper.render().map_err(refused)?;
        let time = begun.elapsed();
        let each = time.as_secs_f64() * 1_000_000.0 / f64::from(rows);
        println!("{rows:>8} rows, {} pages: {:.0} ms, {each:.1} µs a row", rendered.pages, time.as_secs_f64() * 1000.0);
    }
    Ok(())
}

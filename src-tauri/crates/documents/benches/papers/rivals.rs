//! Other programs that turn words into pages, where this machine has them.

use crate::plans::html;
use crate::{Outcome, check, row};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Files of one batch.
const BATCH: u16 = 200;
/// Longest plan of which a rival sets a batch; its batch of more takes many minutes.
const MOST_PAGES_OF_A_BATCH: u16 = 2;

/// WeasyPrint in one process that stays: the first page, the median of five more, and a batch.
const WEASY: &str = "import sys,time,statistics\nfrom weasyprint import HTML\np,o,n=sys.argv[1],sys.argv[2],int(sys.argv[3])\n\
def one():\n t=time.perf_counter();HTML(p).write_pdf(o);return time.perf_counter()-t\none()\n\
w=statistics.median(one() for _ in range(5))\nt=time.perf_counter()\nfor _ in range(n): one()\n\
print(w,time.perf_counter()-t if n else -1)\n";

/// Sets the same words with every rival that is here.
///
/// # Errors
/// Where a rival ends well and its file does not hold the words.
pub fn all(folder: &Path, pages: u16, lines: u16) -> Outcome<()> {
    let page = folder.join(format!("page{pages}.html"));
    std::fs::write(&page, html(lines))?;
    let batch = pages <= MOST_PAGES_OF_A_BATCH;
    office(folder, &page, pages, lines, batch)?;
    weasy(folder, &page, pages, lines, batch)
}

fn here(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|ended| ended.success())
}

/// What a script on the path is run by, as its first line says: another Python may lack its packages.
fn interpreter(script: &str) -> Outcome<String> {
    let path = std::env::var_os("PATH").ok_or("no path")?;
    let script = std::env::split_paths(&path).map(|folder| folder.join(script)).find(|script| script.is_file());
    let text = std::fs::read_to_string(script.ok_or("the script is not on the path")?)?;
    let first = text.lines().next().and_then(|line| line.strip_prefix("#!")).ok_or("no first line")?;
    Ok(first.trim().to_owned())
}

fn timed(command: &mut Command) -> Outcome<Duration> {
    let begun = Instant::now();
    let ended = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if !ended.success() {
        return Err("a rival did not end well".into());
    }
    Ok(begun.elapsed())
}

/// LibreOffice has no warm state to ask for: each call is a start, and many files may be given to one.
fn office(folder: &Path, page: &Path, pages: u16, lines: u16, batch: bool) -> Outcome<()> {
    if !here("soffice") {
        println!("{:<44}{:>10}", format!("{pages} pages: LibreOffice"), "not here");
        return Ok(());
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let convert = |to: &Path, files: &[std::path::PathBuf]| {
        let mut command = Command::new("soffice");
        command.args([&profile, "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir"]).arg(to).args(files);
        timed(&mut command)
    };
    // The first start of all makes its profile, which no user waits for twice.
    convert(folder, &[page.to_path_buf()])?;
    let cold = convert(folder, &[page.to_path_buf()])?;
    let file = page.with_extension("pdf");
    check(&file, lines)?;
    let all = if batch {
        let copies: Vec<_> = (0..BATCH).map(|n| folder.join(format!("many{n}.html"))).collect();
        for copy in &copies {
            std::fs::copy(page, copy)?;
        }
        let many = folder.join("many");
        let time = convert(&many, &copies)?;
        for number in 0..BATCH {
            check(&many.join(format!("many{number}.pdf")), lines)?;
        }
        Some(time)
    } else {
        None
    };
    row(&format!("{pages} pages: LibreOffice headless"), Some(cold), None, all, &file)
}

fn weasy(folder: &Path, page: &Path, pages: u16, lines: u16, batch: bool) -> Outcome<()> {
    if !here("weasyprint") {
        println!("{:<44}{:>10}", format!("{pages} pages: WeasyPrint"), "not here");
        return Ok(());
    }
    let file = folder.join("weasy.pdf");
    let cold = timed(Command::new("weasyprint").arg(page).arg(&file))?;
    check(&file, lines)?;
    let script = folder.join("weasy.py");
    std::fs::write(&script, WEASY)?;
    let said = Command::new(interpreter("weasyprint")?)
        .arg(&script)
        .arg(page)
        .arg(&file)
        .arg(if batch { "200" } else { "0" })
        .output()?;
    if !said.status.success() {
        return Err(format!("WeasyPrint did not stay: {}", String::from_utf8_lossy(&said.stderr)).into());
    }
    // Each overwrites the one before: the last is looked at.
    check(&file, lines)?;
    let said = String::from_utf8(said.stdout)?;
    let mut times = said.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
    let warm = times.next().map(Duration::from_secs_f64);
    let all = times.next().filter(|seconds| *seconds >= 0.0).map(Duration::from_secs_f64);
    row(&format!("{pages} pages: WeasyPrint"), Some(cold), warm, all, &file)
}

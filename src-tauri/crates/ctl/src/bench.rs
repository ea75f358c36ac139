//! `holdfastctl bench`: speed and size at two caseloads side by side, with and without the cipher, and the aims beside.

use crate::bench_ground::{Copied, caseload, failed};
use crate::bench_measure::{Bench, Measured, Reading};
use crate::bench_table::{Aim, Row, comparison, head, row};
use example::many::Caseload;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub cases: u32,
    pub incidents: u32,
}

/// Cases of the small caseload for one of the large.
const TIMES_LARGER: u32 = 100;

impl Asked {
    /// From the words after the folder; the full size where nothing is said.
    ///
    /// # Errors
    /// Words on what was not understood.
    pub fn from_words(words: &[&str]) -> Result<Self, String> {
        let mut asked = Self { cases: 100_000, incidents: 1_000_000 };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let place = match *word {
                "--cases" => &mut asked.cases,
                "--incidents" => &mut asked.incidents,
                other => return Err(format!("bench does not know {other}; it knows --cases N and --incidents M.")),
            };
            let number = words.next().and_then(|number| number.parse().ok());
            *place = number.ok_or_else(|| format!("{word} needs a number."))?;
        }
        // Fewer cases would leave nothing to open, search and print.
        if asked.cases < 50 { Err("bench needs 50 cases or more.".to_owned()) } else { Ok(asked) }
    }

    fn small(self) -> Caseload {
        let cases = (self.cases / TIMES_LARGER).max(40);
        let incidents = u64::from(self.incidents) * u64::from(cases) / u64::from(self.cases);
        Caseload::of(cases, u32::try_from(incidents).unwrap_or(u32::MAX))
    }

    fn large(self) -> Caseload {
        Caseload::of(self.cases, self.incidents)
    }
}

/// Measures and prints. Never fails because something was slow.
///
/// # Errors
/// Words on what could not be made, opened or read.
pub fn run(within: &Path, asked: Asked, out: &mut dyn Write) -> Result<(), String> {
    let begun = Instant::now();
    let (small, large) = (asked.small(), asked.large());
    let bare = Caseload::of(small.cases, 0);
    let bare_bytes = bytes(&caseload(within, bare)?.join("unit").join("holdfast.store"))?;
    let (few, few_readings) = measured(within, small)?;
    let (many, many_readings) = measured(within, large)?;
    let mut text = head(small, large);
    for line in lines(&few, &many) {
        text.push_str(&row(&line));
    }
    text.push_str(&sizes(&few, &many, (small, large), bare_bytes));
    text.push_str(&comparison(small, &few_readings));
    text.push_str(&comparison(large, &many_readings));
    text.push_str(&office(within, many.plan.p50())?);
    text.push_str(&format!("The whole run took {:.0} s.\n", begun.elapsed().as_secs_f32()));
    out.write_all(text.as_bytes()).map_err(failed("The figures could not be printed"))
}

/// What reading takes with the cipher and without, each from the disk and from memory.
pub type Readings = [(Reading, Reading); 2];

fn measured(within: &Path, load: Caseload) -> Result<(Measured, Readings), String> {
    let kept = caseload(within, load)?;
    eprintln!("Measuring {} cases with {} incidents.", load.cases, load.incidents);
    let copy = Copied::of(&kept, within, "measured")?;
    let mut measured = Measured { bytes: bytes(&copy.store())?, ..Measured::default() };
    let (desk, with_passphrase) = copy.desk()?;
    measured.with_passphrase = with_passphrase;
    let mut bench = Bench { copy: &copy, desk, caseload: load };
    bench.all(&mut measured)?;
    eprintln!("Comparing with a copy without a cipher.");
    let sealed = bench.reading(None)?;
    let unkeyed = copy.folder.join("unkeyed");
    bench.desk.copy_unkeyed(&unkeyed).map_err(|trouble| crate::morning::words(&trouble))?;
    let plain = bench.reading(Some(&unkeyed))?;
    Ok((measured, [sealed, plain]))
}

fn bytes(file: &Path) -> Result<u64, String> {
    std::fs::metadata(file).map(|about| about.len()).map_err(failed("The store's size could not be read"))
}

fn lines<'a>(few: &'a Measured, many: &'a Measured) -> Vec<Row<'a>> {
    let ms = |name, few: Option<f64>, many: Option<f64>, aim| Row { name, few, many, unit: "ms", aim };
    vec![
        ms("sign in with passphrase, once", Some(few.with_passphrase), Some(many.with_passphrase), None),
        ms("unlock less KDF", few.unlock.p50(), many.unlock.p50(), None),
        ms("Today, first after unlocking", few.today_first.p50(), many.today_first.p50(), Some(Aim::UpTo(150.0))),
        ms("Today, again", few.today.p50(), many.today.p50(), Some(Aim::UpTo(150.0))),
        ms("open case, p50", few.open.p50(), many.open.p50(), Some(Aim::UpToAndTimes(20.0, 1.3))),
        ms("open case, p95", few.open.p95(), many.open.p95(), Some(Aim::UpTo(20.0))),
        ms("open largest case, first", few.largest_first.p50(), many.largest_first.p50(), Some(Aim::UpTo(20.0))),
        ms("open largest case, again", few.largest.p50(), many.largest.p50(), Some(Aim::UpTo(20.0))),
        ms("search as you type, p50", few.search.p50(), many.search.p50(), None),
        ms("search as you type, p95", few.search.p95(), many.search.p95(), Some(Aim::UpTo(15.0))),
        ms("save, durable, p50", few.save.p50(), many.save.p50(), Some(Aim::UpTo(20.0))),
        ms("save, durable, p95", few.save.p95(), many.save.p95(), Some(Aim::UpTo(20.0))),
        Row {
            name: "import of 1,000 rows",
            few: few.rows_a_second(),
            many: many.rows_a_second(),
            unit: "rows/s",
            aim: Some(Aim::AtLeast(2_000.0)),
        },
        ms("plan PDF, printed and recorded", few.plan.p50(), many.plan.p50(), Some(Aim::UpTo(50.0))),
    ]
}

#[expect(clippy::cast_precision_loss, reason = "bytes shown to three digits")]
fn sizes(few: &Measured, many: &Measured, loads: (Caseload, Caseload), bare: u64) -> String {
    let mb = |bytes: u64| Some(bytes as f64 / 1e6);
    let per = |bytes: u64, number: u32| Some(bytes as f64 / f64::from(number.max(1)));
    let lines = [
        Row { name: "file", few: mb(few.bytes), many: mb(many.bytes), unit: "MB", aim: Some(Aim::UpTo(3_000.0)) },
        Row {
            name: "file for each case",
            few: per(few.bytes, loads.0.cases),
            many: per(many.bytes, loads.1.cases),
            unit: "bytes",
            aim: None,
        },
    ];
    let mut text: String = lines.iter().map(row).collect();
    let case = bare as f64 / f64::from(loads.0.cases);
    let incident = few.bytes.saturating_sub(bare) as f64 / f64::from(loads.0.incidents.max(1));
    text.push_str(&format!(
        "  of which a case without incidents {case:.0} bytes, each incident {incident:.0} bytes (small caseload)\n"
    ));
    text
}

/// The plan against an office program setting a page of the same words.
fn office(within: &Path, plan: Option<f64>) -> Result<String, String> {
    let folder = within.join(format!("office-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(failed("The folder for LibreOffice could not be made"))?;
    let page = folder.join("plan.html");
    std::fs::write(&page, crate::bench_list::page()).map_err(failed("The page for LibreOffice could not be written"))?;
    let mut profile = std::ffi::OsString::from("-env:UserInstallation=file://");
    profile.push(folder.join("profile"));
    let mut took = None;
    // The first time it makes its profile.
    for _ in 0..2 {
        let begun = Instant::now();
        let asked = ["--headless", "--convert-to", "pdf", "--outdir"];
        let done = Command::new("soffice")
            .arg(&profile)
            .args(asked)
            .args([&folder, &page])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        took = done.is_ok_and(|status| status.success()).then(|| begun.elapsed().as_secs_f64() * 1000.0);
    }
    std::fs::remove_dir_all(&folder).map_err(failed("The folder for LibreOffice could not be removed"))?;
    let plan = plan.unwrap_or(0.0);
    Ok(match took {
        Some(office) => format!(
            "plan PDF {plan:.1} ms; LibreOffice headless, a page of such words: {office:.0} ms ({:.0} times as long)\n",
            office / plan
        ),
        None => "plan PDF against LibreOffice headless: LibreOffice is not installed here\n".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench_table::verdict;

    #[test]
    fn a_benchmark_of_fifty_cases_runs_and_prints_every_line() {
        let folder = tempfile::tempdir().unwrap();
        let asked = Asked::from_words(&["--cases", "50", "--incidents", "500"]).unwrap();
        let mut printed = Vec::new();
        run(folder.path(), asked, &mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        for line in [
            "unlock less KDF",
            "Today, first after unlocking",
            "Today, again",
            "open case, p50",
            "open case, p95",
            "open largest case, first",
            "search as you type, p50",
            "search as you type, p95",
            "save, durable, p50",
            "save, durable, p95",
            "import of 1,000 rows",
            "plan PDF, printed and recorded",
            "file ",
            "file for each case",
            "each incident",
            "with and without the cipher",
            "LibreOffice",
        ] {
            let found =
                printed.lines().find(|printed| printed.contains(line)).unwrap_or_else(|| panic!("{line} is missing:\n{printed}"));
            assert!(!found.contains("not measured"), "{found}");
        }
        assert_eq!(
            printed.matches("aim met").count()
                + printed.matches("over the aim").count()
                + printed.matches("under the aim").count(),
            12
        );
    }

    #[test]
    fn a_word_that_is_not_understood_is_named() {
        assert!(Asked::from_words(&["--cases"]).unwrap_err().contains("--cases"));
        assert!(Asked::from_words(&["--fast"]).unwrap_err().contains("--fast"));
    }

    #[test]
    fn an_aim_missed_is_said_and_nothing_fails() {
        assert_eq!(
            verdict(&Row { name: "", few: Some(10.0), many: Some(14.0), unit: "ms", aim: Some(Aim::UpToAndTimes(20.0, 1.3)) }),
            "over the aim (20 ms and 1.3 times)"
        );
        assert_eq!(
            verdict(&Row { name: "", few: None, many: Some(1_999.0), unit: "rows/s", aim: Some(Aim::AtLeast(2_000.0)) }),
            "under the aim (2000 rows/s)"
        );
    }
}

//! Does a test notice when the code does something else? By cargo-mutants, an hour a run, going on where the last run stopped,
//! on this machine or on another.

use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use super::ledger::{Ledger, Part};
use super::survivors::{self, Tally};
use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::setup::{Answer, tools};
use crate::stage::Stage;
use crate::stamp::fingerprint;
use crate::test::Report;

/// Percent of mutants below which the check fails.
const WANTED: usize = 85;

/// No part is begun after this; a part takes some ten minutes.
const ONE_RUN: Duration = Duration::from_secs(60 * 60);

/// A crate whose code is changed, in how many parts, and how many of them are looked at.
struct Field {
    package: &'static str,
    parts: usize,
    looked_at: usize,
}

/// The crates that hold keys and proofs whole; of the store, whose tests are longer, a sample.
const FIELDS: [Field; 3] = [
    Field { package: "journal", parts: 4, looked_at: 4 },
    Field { package: "sealing", parts: 10, looked_at: 10 },
    Field { package: "store", parts: 50, looked_at: 5 },
];

/// Why not every part was run.
enum Stopped {
    HourOver,
    /// A part did not come to its end, and the next would not either.
    Within,
}

/// Runs what an hour allows and reports on what has been run so far on this very code.
pub fn mutants(ground: &Ground, answer: Answer, report: &mut Report) -> Result<(), Failure> {
    let program = tools::MUTANTS.ready(ground, answer)?;
    let explained = std::fs::read_to_string(ground.root.join("docs/mutants.md")).unwrap_or_default();
    let mut ledger = Ledger::open(ground);
    let begun = Instant::now();
    for field in FIELDS {
        let stage = Stage::begin(&name_of(&field));
        let code = fingerprint(&[ground.root.join("src-tauri/crates").join(field.package)], "")?;
        let mut tally = Tally::default();
        let mut done = 0;
        let mut stopped = None;
        for number in 0..field.looked_at {
            let part = Part { package: field.package, code: &code, parts: field.parts, part: number };
            let mut found = ledger.find(&part);
            if found.is_none() && stopped.is_none() {
                if begun.elapsed() < ONE_RUN {
                    found = run_part(ground, &program, &part)?;
                    stopped = found.is_none().then_some(Stopped::Within);
                    found.iter().try_for_each(|found| ledger.keep(&part, found))?;
                } else {
                    stopped = Some(Stopped::HourOver);
                }
            }
            if let Some(found) = found {
                tally.add(found);
                done += 1;
            }
        }
        stage.end();
        say(report, &field, done, &tally, &explained);
        match stopped {
            Some(Stopped::HourOver) => report.skip(&name_of(&field), "the hour was over; run this again to go on"),
            // As it stands above: cargo-mutants was stopped, or the tests fail on the unchanged code.
            Some(Stopped::Within) => report.check(&format!("{}: a part was run to its end", name_of(&field)), false),
            None => {}
        }
    }
    Ok(())
}

/// The outcomes of a part; none where it did not come to its end.
fn run_part(ground: &Ground, program: &Path, part: &Part<'_>) -> Result<Option<Tally>, Failure> {
    let folder = ground.target.join("mutants").join(part.package).join(part.code).join(part.part.to_string());
    std::fs::create_dir_all(&folder).map_err(|e| Failure::because(&format!("make {}", folder.display()), &e))?;
    // One build folder for every part, or each would compile all packages of others again.
    let build = ("CARGO_TARGET_DIR".to_owned(), OsString::from(ground.target.join("mutants").join("build")));
    // The tests run once for each mutant: a little optimising and fewer histories save most of their time.
    let optimised = ("CARGO_PROFILE_DEV_OPT_LEVEL".to_owned(), OsString::from("1"));
    let histories = ("HOLDFAST_HISTORIES".to_owned(), OsString::from("500"));
    // A survivor makes it end badly; what was found stands in its outcomes.
    Step::program(program)
        .args(["mutants", "--package", part.package, "--jobs", "1", "--minimum-test-timeout", "30"])
        .args(["--sharding", "round-robin", "--shard", &format!("{}/{}", part.part, part.parts), "--output"])
        .args([&folder])
        .within(&ground.root)
        .with_env(&[build, optimised, histories])
        .follow()?;
    Ok(survivors::read(&folder))
}

fn say(report: &mut Report, field: &Field, done: usize, tally: &Tally, explained: &str) {
    for name in &tally.survivors {
        println!("survived: {name}");
    }
    // Nothing is said of a crate whose turn has not come.
    if done == 0 {
        return;
    }
    // Rounded down: 84.99 % is not 85 %.
    let tenths = tally.noticed() * 1000 / tally.viable().max(1);
    let name = format!(
        "{}: {}.{} % noticed (wanted {WANTED} %): {} caught, {} endless, {} missed, {} unviable; {done} of {} parts",
        name_of(field),
        tenths / 10,
        tenths % 10,
        tally.caught,
        tally.endless,
        tally.survivors.len(),
        tally.unviable,
        field.looked_at
    );
    report.check(&name, tally.viable() > 0 && tally.noticed() * 100 >= tally.viable() * WANTED);
    let unexplained = survivors::unexplained(&tally.survivors, explained);
    for name in &unexplained {
        println!("not in docs/mutants.md: {name}");
    }
    report.check(&format!("every survivor of {} is explained", field.package), unexplained.is_empty());
}

fn name_of(field: &Field) -> String {
    format!("mutants of {}", field.package)
}

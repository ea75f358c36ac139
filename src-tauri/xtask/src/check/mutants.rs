//! Does a test notice when the code does something else? By cargo-mutants, an hour a run, going on where the last run stopped.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

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

/// No part is begun after this; a part takes some minutes.
const ONE_RUN: Duration = Duration::from_secs(60 * 60);

/// A crate whose code is changed, in how many parts, and how many of them are looked at.
struct Field {
    package: &'static str,
    parts: usize,
    looked_at: usize,
}

/// The crates that hold keys and proofs whole; of the store, whose tests are longer, a sample.
const FIELDS: [Field; 3] = [
    Field { package: "journal", parts: 10, looked_at: 10 },
    Field { package: "sealing", parts: 20, looked_at: 20 },
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
    let begun = Instant::now();
    for field in FIELDS {
        let stage = Stage::begin(&name_of(&field));
        let home = home_of(ground, field.package)?;
        let mut tally = Tally::default();
        let mut done = 0;
        let mut stopped = None;
        for part in 0..field.looked_at {
            let folder = home.join(part.to_string());
            if !survivors::is_whole(&folder) && stopped.is_none() {
                if begun.elapsed() < ONE_RUN {
                    run_part(ground, &program, &field, part, &folder)?;
                    stopped = (!survivors::is_whole(&folder)).then_some(Stopped::Within);
                } else {
                    stopped = Some(Stopped::HourOver);
                }
            }
            if let Some(found) = survivors::read(&folder) {
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

/// Where the outcomes for the code as it stands are kept: another folder as soon as a file changes.
fn home_of(ground: &Ground, package: &str) -> Result<PathBuf, Failure> {
    let code = ground.root.join("src-tauri/crates").join(package);
    Ok(ground.target.join("mutants").join(package).join(fingerprint(&[code], "")?))
}

fn run_part(ground: &Ground, program: &Path, field: &Field, part: usize, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|e| Failure::because(&format!("make {}", folder.display()), &e))?;
    // One build folder for every part, or each would compile all packages of others again.
    let build = ("CARGO_TARGET_DIR".to_owned(), OsString::from(ground.target.join("mutants").join("build")));
    // The tests run once for each mutant: a little optimising and fewer histories save most of their time.
    let optimised = ("CARGO_PROFILE_DEV_OPT_LEVEL".to_owned(), OsString::from("1"));
    let histories = ("HOLDFAST_HISTORIES".to_owned(), OsString::from("500"));
    // A survivor makes it end badly; what was found stands in its outcomes.
    Step::program(program)
        .args(["mutants", "--package", field.package, "--jobs", "1", "--minimum-test-timeout", "30"])
        .args(["--sharding", "round-robin", "--shard", &format!("{part}/{}", field.parts), "--output"])
        .args([folder])
        .within(&ground.root)
        .with_env(&[build, optimised, histories])
        .follow()?;
    Ok(())
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

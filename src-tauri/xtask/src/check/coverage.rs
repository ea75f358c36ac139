//! How many lines of the crates that keep what was written the tests run through, by cargo-tarpaulin.

use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::setup::{Answer, tools};
use crate::stage::Stage;
use crate::test::Report;

/// Percent of lines below which the check fails.
const WANTED: f64 = 92.0;

/// The crates counted, each by its own tests.
const CRATES: [&str; 3] = ["sealing", "journal", "store"];

/// Counts and prints, crate by crate.
pub fn coverage(ground: &Ground, answer: Answer, report: &mut Report) -> Result<(), Failure> {
    let tarpaulin = tools::TARPAULIN.ready(ground, answer)?;
    for package in CRATES {
        let stage = Stage::begin(&format!("lines of {package} that tests run through"));
        let ending = Step::program(&tarpaulin)
            .args(["tarpaulin", "--engine", "llvm", "--skip-clean", "--locked", "--package", package])
            .args(["--include-files", &format!("src-tauri/crates/{package}/src/*")])
            // A test program may take longer than the minute it is given otherwise.
            .args(["--timeout", "1800", "--out", "Json", "--output-dir"])
            .args([ground.target.join("coverage")])
            .args(["--target-dir"])
            .args([ground.target.join("coverage").join("build")])
            .within(&ground.root)
            .follow()?;
        stage.end();
        let percent = percent(&ending.output);
        let name = match percent {
            Some(percent) => format!("lines of {package}: {percent:.2} % (wanted {WANTED:.0})"),
            None => format!("lines of {package}: not counted"),
        };
        report.check(&name, ending.well && percent.is_some_and(|percent| percent >= WANTED));
    }
    Ok(())
}

/// The figure of tarpaulin's last line, `92.31% coverage, 1200/1300 lines covered`.
fn percent(output: &str) -> Option<f64> {
    let line = output.lines().rev().find(|line| line.contains("% coverage, "))?;
    line.split('%').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_is_read_from_the_last_line_and_no_figure_is_not_a_hundred() {
        let output = "|| Tested/Total Lines:\n|| src/a.rs: 5/9\n||\n55.56% coverage, 5/9 lines covered, +0.00% change\n";
        assert_eq!(percent(output), Some(55.56));
        assert_eq!(percent("error: could not compile"), None);
    }
}

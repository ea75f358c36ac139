//! `cargo xtask check`: the quick checks, for use between two edits, and with `--full` the long ones.

mod coverage;
mod deny;
mod ledger;
mod mutants;
mod survivors;

use crate::failure::Failure;
use crate::ground::Ground;
use crate::setup::{self, Answer, Need};
use crate::test::{Report, checks};

/// Format, tidy, packages, types of the user interface and clippy; all of them even when one fails.
pub fn check(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    setup::setup(ground, Need::Window, answer)?;
    let mut report = Report::default();
    quick(ground, answer, &mut report)?;
    report.conclude()
}

/// The quick checks, the lines that tests reach, and an hour of mutants.
pub fn full(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    setup::setup(ground, Need::Everything, answer)?;
    let mut report = Report::default();
    quick(ground, answer, &mut report)?;
    coverage::coverage(ground, answer, &mut report)?;
    mutants::mutants(ground, answer, &mut report)?;
    report.conclude()
}

fn quick(ground: &Ground, answer: Answer, report: &mut Report) -> Result<(), Failure> {
    checks::format(ground, report)?;
    checks::tidy(ground, report);
    deny::packages(ground, answer, report)?;
    checks::interface_types(ground, report)?;
    checks::interface_build(ground, report);
    checks::clippy(ground, report)
}

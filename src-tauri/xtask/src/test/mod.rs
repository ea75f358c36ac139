//! `cargo xtask test`: everything that must hold before a change is handed on.

pub mod checks;
mod report;
mod suites;
mod tally;

use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::setup::{self, Answer, Need};
use crate::stamp::fingerprint;

pub use report::Report;

/// Runs every check and every suite, also after one has failed, and ends with the counts.
pub fn test(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    setup::setup(ground, Need::Everything, answer)?;
    let before = state_of_the_tree(ground)?;
    let mut report = Report::default();
    // What takes seconds first; then the interface, which the window's build embeds.
    checks::format(ground, &mut report)?;
    checks::tidy(ground, &mut report);
    checks::interface_types(ground, &mut report)?;
    checks::interface_lint(ground, &mut report)?;
    suites::interface(ground, &mut report)?;
    checks::interface_build(ground, &mut report);
    checks::clippy(ground, &mut report)?;
    checks::build(ground, &mut report)?;
    checks::symbols(ground, &mut report);
    suites::libraries(ground, &mut report)?;
    suites::journeys(ground, &mut report)?;
    suites::screens(ground, &mut report)?;
    checks::unchanged(&before, &state_of_the_tree(ground)?, &mut report);
    report.conclude()
}

/// What git says of the tree and a fingerprint of the interface's sources, where the generated
/// command map lies: a test that rewrites it found it out of date.
fn state_of_the_tree(ground: &Ground) -> Result<String, Failure> {
    let status = Step::program("git").args(["status", "--porcelain"]).within(&ground.root).capture().unwrap_or_default();
    let interface = fingerprint(&[ground.ui().join("src")], "")?;
    Ok(format!("{status}interface sources {interface}"))
}

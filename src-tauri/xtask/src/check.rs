//! `cargo xtask check`: the quick checks, for use between two edits.

use crate::failure::Failure;
use crate::ground::Ground;
use crate::setup::{self, Answer, Need};
use crate::test::{Report, checks};

/// Format, tidy, types of the user interface and clippy; all of them even when one fails.
pub fn check(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    setup::setup(ground, Need::Window, answer)?;
    let mut report = Report::default();
    checks::format(ground, &mut report)?;
    checks::tidy(ground, &mut report);
    checks::interface_types(ground, &mut report)?;
    checks::interface_build(ground, &mut report);
    checks::clippy(ground, &mut report)?;
    report.conclude()
}

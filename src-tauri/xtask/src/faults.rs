//! `cargo xtask faults`: the full-size run of the power-cut and damage tests, the merge held against Automerge, made-up bytes.

use crate::bench;
use crate::failure::Failure;
use crate::fuzz;
use crate::ground::Ground;
use crate::process::Step;
use crate::setup::{self, Answer, Need};

/// Runs the tests that are too long for every day.
pub fn faults(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    setup::setup(ground, Need::Papers, answer)?;
    bench::merging(ground, "test").args(["--release", "--test", "oracle", "--", "--nocapture"]).must()?;
    fuzz::fuzz(ground, answer)?;
    Step::cargo("test").args(["--workspace", "--test", "faults", "--", "--ignored", "--nocapture"]).within(&ground.root).must()
}

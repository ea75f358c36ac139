//! `cargo xtask bench`: figures of speed and size, always from a release build.

use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::setup::{self, Answer, Need};
use crate::stage::Stage;

/// Builds `holdfastctl` for release and hands it every word after `bench`; the word `papers` sets papers beside other
/// programs instead, `sealing` seals beside others, and `merging` merges beside Automerge and Loro.
pub fn bench(ground: &Ground, words: &[String]) -> Result<(), Failure> {
    setup::setup(ground, Need::Papers, Answer::from_surroundings())?;
    if words.first().is_some_and(|word| word == "papers") {
        return Step::cargo("bench").args(["--package", "documents", "--bench", "papers"]).within(&ground.root).must();
    }
    if words.first().is_some_and(|word| word == "sealing") {
        return Step::cargo("bench").args(["--package", "bundles", "--bench", "sealing"]).within(&ground.root).must();
    }
    if words.first().is_some_and(|word| word == "merging") {
        return merging(ground, "bench").args(["--bench", "merging"]).must();
    }
    let stage = Stage::begin("building holdfastctl for release");
    Step::cargo("build").args(["--release", "--package", "ctl", "--features", "ctl/bench"]).within(&ground.root).must()?;
    stage.end();
    let program = ground.target.join("release").join(format!("holdfastctl{}", std::env::consts::EXE_SUFFIX));
    Step::program(program).args(["bench"]).args([ground.target.join("bench")]).args(words).within(&ground.root).must()
}

/// A cargo command on the workspace of its own that names Automerge and Loro.
pub fn merging(ground: &Ground, verb: &str) -> Step {
    let manifest = ground.root.join("tests/merging/Cargo.toml");
    Step::cargo(verb)
        .args(["--locked", "--manifest-path"])
        .args([manifest])
        .args(["--target-dir"])
        .args([&ground.target])
        .within(&ground.root)
}

//! Made-up bytes for what reads foreign bytes: ten minutes over the targets of `fuzz/`, where a nightly Rust is at hand.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::setup::{Answer, tools};
use crate::stage::Stage;

/// Minutes of one processor over all targets; each runs on one.
const IN_ALL: Duration = Duration::from_secs(10 * 60);

/// Runs every target, or says loudly that none was run.
pub fn fuzz(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    if !Step::program("rustup").args(["run", "nightly", "rustc", "--version"]).works() {
        return not_run("there is no nightly Rust here (rustup toolchain install nightly)");
    }
    let program = match tools::FUZZ.ready(ground, answer) {
        Ok(program) => program,
        Err(failure) => return not_run(&failure.to_string()),
    };
    let targets = targets(ground)?;
    if targets.is_empty() {
        return Err(Failure::new("fuzz/targets holds no target.".to_owned()));
    }
    let stage = Stage::begin("made-up bytes: building the targets");
    step(ground, &program, "build").must()?;
    stage.end();
    let each = IN_ALL.as_secs() / targets.len() as u64;
    for target in &targets {
        one(ground, &program, target, each)?;
    }
    Ok(())
}

fn not_run(why: &str) -> Result<(), Failure> {
    println!("\n!! NO MADE-UP BYTES WERE TRIED: {why}\n");
    Ok(())
}

/// The names of the targets.
fn targets(ground: &Ground) -> Result<Vec<String>, Failure> {
    let read = |e| Failure::because("read fuzz/targets", &e);
    let mut names = Vec::new();
    for file in std::fs::read_dir(ground.root.join("fuzz/targets")).map_err(read)? {
        let path = file.map_err(read)?.path();
        names.extend(path.file_stem().and_then(|name| name.to_str()).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// A command of cargo-fuzz on `fuzz/`, by the nightly Rust.
fn step(ground: &Ground, program: &Path, verb: &str) -> Step {
    // Left to itself it would call the cargo that started us, which is not the nightly one.
    let nightly = [("CARGO".to_owned(), OsString::from("cargo"))];
    Step::program("rustup")
        .args(["run", "nightly"])
        .args([program])
        .args(["fuzz", verb, "--fuzz-dir"])
        .args([ground.root.join("fuzz")])
        .args(["--target-dir"])
        .args([home(ground)])
        .within(&ground.root)
        .with_env(&nightly)
}

fn home(ground: &Ground) -> PathBuf {
    ground.target.join("fuzz")
}

/// Runs a target for so many seconds on its corpus; what is found new is kept beside the build, not in the tree.
fn one(ground: &Ground, program: &Path, target: &str, seconds: u64) -> Result<(), Failure> {
    let found = home(ground).join("found").join(target);
    std::fs::create_dir_all(&found).map_err(|e| Failure::because(&format!("make {}", found.display()), &e))?;
    let stage = Stage::begin(&format!("made-up bytes: {target}, {seconds} s"));
    let begun = Instant::now();
    let ended = step(ground, program, "run")
        .args([target])
        .args([&found])
        .args([ground.root.join("fuzz/corpus").join(target)])
        .args(["--", &format!("-max_total_time={seconds}"), RSS, "-malloc_limit_mb=64", "-timeout=10", "-print_final_stats=1"])
        .no_longer_than(Duration::from_secs(seconds + 300))
        .follow()?;
    stage.end();
    if !ended.well {
        return Err(Failure::new(format!(
            "{target} stopped after {} s; what stopped it is named above.",
            begun.elapsed().as_secs()
        )));
    }
    Ok(())
}

/// The whole process, with room for libFuzzer's own tables and the address sanitizer's: how much those need was not
/// measured. That no single reservation passes 64 MiB is `-malloc_limit_mb`.
const RSS: &str = "-rss_limit_mb=512";

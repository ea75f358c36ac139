//! Programs of cargo's that only the longer checks use: built once into the build folder.

use std::path::PathBuf;

use super::{Answer, install};
use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::stage::Stage;

/// A program from cargo's own registry, at the version the checks were written for.
pub struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Licences, forbidden packages, duplicates, known holes.
pub const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };
/// Changes the code a little and asks whether a test notices.
pub const MUTANTS: Tool = Tool { name: "cargo-mutants", version: "27.1.0" };
/// Feeds made-up bytes to what reads foreign bytes; needs a nightly Rust.
pub const FUZZ: Tool = Tool { name: "cargo-fuzz", version: "0.13.2" };
/// Counts the lines that tests run through.
pub const TARPAULIN: Tool = Tool { name: "cargo-tarpaulin", version: "0.37.5" };

impl Tool {
    /// Where the tool lies; builds it first where it is missing, after a yes.
    pub fn ready(&self, ground: &Ground, answer: Answer) -> Result<PathBuf, Failure> {
        let home = ground.target.join("tools").join(format!("{}-{}", self.name, self.version));
        let program = home.join("bin").join(format!("{}{}", self.name, std::env::consts::EXE_SUFFIX));
        if program.is_file() {
            return Ok(program);
        }
        println!("{0} {1} is missing. The command for it:\n  cargo install --locked {0} --version {1}", self.name, self.version);
        install::agree(answer)?;
        let stage = Stage::begin(&format!("building {}", self.name));
        let made = Step::cargo("install")
            .args(["--quiet", "--locked", self.name, "--version", self.version, "--root"])
            .args([&home])
            .show()?;
        stage.end();
        if made { Ok(program) } else { Err(Failure::lacking(format!("{} could not be built.", self.name))) }
    }
}

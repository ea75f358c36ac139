//! The world round a desk without a window: the machine's clock, one folder for papers, nobody to ask.

use chrono::{DateTime, Utc};
use desk::asks::unit::FileWanted;
use desk::machine::Machine;
use desk::place::FilePlace;
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use std::path::PathBuf;

/// Surroundings that save every paper into one folder and pick nothing but what they were handed.
pub struct Outside {
    pub papers: PathBuf,
    /// The folder handed over where a person would pick one.
    pub picked: Option<PathBuf>,
}

/// The machine's clock.
#[expect(clippy::disallowed_methods, reason = "ctl is one of the two places where the clock is read")]
pub fn clock() -> DateTime<Utc> {
    Utc::now()
}

impl Surroundings for Outside {
    fn now(&self) -> DateTime<Utc> {
        clock()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(Some(Box::new(FilePlace::create(&self.papers.join(suggested_name))?)))
    }

    fn pick_folder(&mut self) -> Option<PathBuf> {
        self.picked.clone()
    }

    fn machine(&self) -> Option<Machine> {
        Machine::this()
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

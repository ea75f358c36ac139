//! The world round a desk without a window: the machine's clock, one folder for papers, nobody to ask.

use chrono::{DateTime, Utc};
use desk::asks::unit::FileWanted;
use desk::place::FilePlace;
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use std::path::PathBuf;

/// Surroundings that save every paper into one folder and are never asked to pick.
pub struct Outside {
    pub papers: PathBuf,
}

impl Surroundings for Outside {
    #[expect(clippy::disallowed_methods, reason = "ctl is one of the two places where the clock is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(Some(Box::new(FilePlace::create(&self.papers.join(suggested_name))?)))
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

//! Stage names with the seconds they took, and the time of day for folder names.

use std::time::Instant;

use crate::process::Step;

/// A named part of a longer command.
pub struct Stage {
    name: String,
    begun: Instant,
}

impl Stage {
    /// Says that a part begins.
    pub fn begin(name: &str) -> Self {
        println!("\n== {name}");
        Self { name: name.to_owned(), begun: Instant::now() }
    }

    /// Says that it ended and how long it took; gives the seconds.
    pub fn end(self) -> u64 {
        let seconds = self.begun.elapsed().as_secs();
        println!("== {}: {seconds} s", self.name);
        seconds
    }
}

/// The local time as `yyyymmdd-hhmmss`, for the name of a folder.
pub fn time_for_a_name() -> String {
    match Step::program("date").args(["+%Y%m%d-%H%M%S"]).capture() {
        Ok(text) => text.trim().to_owned(),
        // No `date` on this system: any name that no earlier run has taken will do.
        Err(_) => seconds_since_1970().to_string(),
    }
}

#[expect(clippy::disallowed_methods, reason = "names a folder of the build, not a fact of a case")]
fn seconds_since_1970() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}

//! The counts of a test run, as they are printed at its end.

use crate::failure::Failure;

/// One suite or check and how it went.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Suite {
    /// As cargo or the stage calls it.
    pub name: String,
    /// How many passed.
    pub passed: usize,
    /// The names of those that did not.
    pub failed: Vec<String>,
    /// The names of those that were not run.
    pub skipped: Vec<String>,
}

/// All of them.
#[derive(Default)]
pub struct Report {
    suites: Vec<Suite>,
}

impl Report {
    /// Adds a suite with its own counts.
    pub fn add(&mut self, suite: Suite) {
        self.suites.push(suite);
    }

    /// Adds a check, which counts as one.
    pub fn check(&mut self, name: &str, held: bool) {
        let mut suite = Suite { name: name.to_owned(), ..Suite::default() };
        if held {
            suite.passed = 1;
        } else {
            suite.failed.push(name.to_owned());
        }
        self.add(suite);
    }

    /// Adds a check that was not made, with the reason.
    pub fn skip(&mut self, name: &str, reason: &str) {
        println!("skipped: {name}: {reason}");
        let skipped = vec![format!("{name} ({reason})")];
        self.add(Suite { name: name.to_owned(), skipped, ..Suite::default() });
    }

    /// Prints the counts, the names of what failed or was skipped, and the one last line.
    pub fn conclude(&self) -> Result<(), Failure> {
        print!("{}", self.text());
        if self.total(|s| s.failed.len()) == 0 { Ok(()) } else { Err(Failure::told()) }
    }

    fn total(&self, count: impl Fn(&Suite) -> usize) -> usize {
        self.suites.iter().map(count).sum()
    }

    fn text(&self) -> String {
        let mut text = format!("\n{:<48} {:>7} {:>7} {:>7}\n", "suite", "passed", "failed", "skipped");
        for s in &self.suites {
            text += &format!("{:<48} {:>7} {:>7} {:>7}\n", s.name, s.passed, s.failed.len(), s.skipped.len());
        }
        text += &self.names("\nSkipped:\n", |s| &s.skipped);
        text += &self.names("\nFailed:\n", |s| &s.failed);
        let (failed, skipped) = (self.total(|s| s.failed.len()), self.total(|s| s.skipped.len()));
        text += &format!("\n{} passed, {failed} failed, {skipped} skipped\n", self.total(|s| s.passed));
        text
    }

    fn names(&self, heading: &str, of: impl Fn(&Suite) -> &Vec<String>) -> String {
        let lines: Vec<String> =
            self.suites.iter().flat_map(|s| of(s).iter().map(|name| format!("  {}: {name}\n", s.name))).collect();
        if lines.is_empty() { String::new() } else { format!("{heading}{}", lines.concat()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_is_the_sum_and_nothing_else_and_skipped_tests_are_named() {
        let mut report = Report::default();
        report.check("format", true);
        report.add(Suite {
            name: "store".to_owned(),
            passed: 4,
            failed: vec!["a_save_is_kept".to_owned()],
            skipped: vec!["a_full_disk".to_owned()],
        });
        let text = report.text();
        assert_eq!(text.lines().last(), Some("5 passed, 1 failed, 1 skipped"));
        assert!(text.contains("Skipped:\n  store: a_full_disk\n"), "{text}");
        assert!(text.contains("Failed:\n  store: a_save_is_kept\n"), "{text}");
        assert!(report.conclude().is_err(), "a failed test fails the run");
    }
}

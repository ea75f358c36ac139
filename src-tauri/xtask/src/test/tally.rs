//! Reading counts out of what cargo test and vitest say.

use serde_json::Value;

use super::report::Suite;

/// The suites in the output of `cargo test`: one for each test program.
///
/// `ended_well` is cargo's own verdict: a program that died has no result line, and must not pass
/// for one without failures.
pub fn of_cargo(stage: &str, output: &str, ended_well: bool) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    let mut open: Option<Suite> = None;
    for line in output.lines() {
        let line = line.trim();
        if let Some(name) = program_of(line) {
            close_without_result(&mut suites, open.take());
            open = Some(Suite { name, ..Suite::default() });
        } else if let Some(suite) = open.as_mut() {
            note_test(suite, line);
            if let Some((passed, failed)) = result_of(line) {
                suite.passed = passed;
                // With --nocapture a test's own words may stand between its name and its verdict.
                while suite.failed.len() < failed {
                    suite.failed.push("a test whose name could not be read".to_owned());
                }
                suites.extend(open.take());
            }
        }
    }
    close_without_result(&mut suites, open.take());
    let failures: usize = suites.iter().map(|s| s.failed.len()).sum();
    let nothing_ran = suites.is_empty();
    if (!ended_well && failures == 0) || nothing_ran {
        let failed = vec!["it did not build, or did not come to its end".to_owned()];
        suites.push(Suite { name: stage.to_owned(), failed, ..Suite::default() });
    }
    // Most libraries have no doc tests; a row of noughts for each would hide the rest.
    suites.retain(|s| s.passed + s.failed.len() + s.skipped.len() > 0);
    suites
}

/// A program that ended without a result line died under a test.
fn close_without_result(suites: &mut Vec<Suite>, open: Option<Suite>) {
    if let Some(mut suite) = open {
        suite.failed.push("the test program did not come to its end".to_owned());
        suites.push(suite);
    }
}

/// `Running unittests src/lib.rs (target/debug/deps/store-0123456789abcdef)` is `store`.
fn program_of(line: &str) -> Option<String> {
    if let Some(library) = line.strip_prefix("Doc-tests ") {
        return Some(format!("{library}, examples in comments"));
    }
    let rest = line.strip_prefix("Running ")?;
    let path = rest.strip_suffix(')')?.rsplit_once('(')?.1;
    let file = path.rsplit(['/', '\\']).next()?;
    let (name, _hash) = file.rsplit_once('-')?;
    Some(name.to_owned())
}

/// `test a::b ... ignored, reason` and `test a::b ... FAILED`.
fn note_test(suite: &mut Suite, line: &str) {
    let Some((name, verdict)) = line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) else {
        return;
    };
    if verdict == "FAILED" {
        suite.failed.push(name.to_owned());
    } else if let Some(reason) = verdict.strip_prefix("ignored") {
        let reason = reason.trim_start_matches([',', ' ']);
        suite.skipped.push(if reason.is_empty() { name.to_owned() } else { format!("{name} ({reason})") });
    }
}

/// The numbers passed and failed in `test result: ok. 3 passed; 0 failed; …`.
fn result_of(line: &str) -> Option<(usize, usize)> {
    let rest = line.strip_prefix("test result: ")?;
    let number = |word: &str| -> Option<usize> {
        let before = rest.split(word).next()?;
        before.split_whitespace().next_back()?.parse().ok()
    };
    Some((number(" passed")?, number(" failed")?))
}

/// The counts in vitest's JSON report.
pub fn of_vitest(text: &str) -> Option<Suite> {
    let report: Value = serde_json::from_str(text).ok()?;
    let mut suite = Suite { name: "interface".to_owned(), ..Suite::default() };
    for file in report.get("testResults")?.as_array()? {
        let tests = file.get("assertionResults").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for test in tests {
            let name = test.get("fullName").and_then(Value::as_str).unwrap_or("a test without a name");
            match test.get("status").and_then(Value::as_str) {
                Some("passed") => suite.passed += 1,
                Some("pending" | "skipped" | "todo" | "disabled") => suite.skipped.push(name.to_owned()),
                Some(_) | None => suite.failed.push(name.to_owned()),
            }
        }
        // A file that cannot be loaded fails without holding a single test.
        if tests.is_empty() && file.get("status").and_then(Value::as_str) == Some("failed") {
            let name = file.get("name").and_then(Value::as_str).unwrap_or("a file without a name");
            suite.failed.push(name.rsplit('/').next().unwrap_or(name).to_owned());
        }
    }
    Some(suite)
}

#[cfg(test)]
#[path = "tally_tests.rs"]
mod tests;

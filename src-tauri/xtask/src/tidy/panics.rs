//! Outside tests nothing panics on purpose, and only the window and `holdfastctl` know what time it is.

use super::Finding;
use super::source::Source;

const PANICS: [&str; 7] = [".unwrap()", ".expect(", ".unwrap_err()", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
const CLOCKS: [&str; 3] = ["Utc::now", "Local::now", "SystemTime::now"];
/// Where the time may be read; everything else is handed it.
const HAS_A_CLOCK: [&str; 3] = ["src-tauri/src/", "src-tauri/crates/ctl/", "src-tauri/xtask/"];

/// Every word of these lists in code that is not for tests.
pub fn check(path: &str, source: &Source, is_test: bool) -> Vec<Finding> {
    if is_test {
        return Vec::new();
    }
    let clocks: &[&str] = if HAS_A_CLOCK.iter().any(|place| path.starts_with(place)) { &[] } else { &CLOCKS };
    let tests = source.test_ranges();
    let mut findings = Vec::new();
    for word in PANICS.iter().chain(clocks) {
        for (at, _) in source.code.match_indices(word) {
            if !tests.iter().any(|range| range.contains(&at)) && stands_alone(&source.code, at, word) {
                let shown = word.trim_matches(['.', '(', ')']);
                findings.push(Finding::at(path, source.line_of(at), format!("{shown} outside a test")));
            }
        }
    }
    findings.sort();
    findings
}

/// True unless the word is the end of a longer name, as in `debug_panic!(`.
fn stands_alone(code: &str, at: usize, word: &str) -> bool {
    let before = code.get(..at).and_then(|b| b.chars().next_back());
    word.starts_with('.') || !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::super::source::read;
    use super::*;

    const TEXT: &str = "//! A.\nfn a() { b.unwrap(); }\n#[cfg(test)]\nmod tests {\n    fn c() { d.expect(\"x\"); }\n}\n";

    #[test]
    fn what_panics_is_found_outside_tests_and_let_be_inside() {
        assert_eq!(
            check("src-tauri/crates/desk/src/a.rs", &read(TEXT), false),
            [Finding::at("src-tauri/crates/desk/src/a.rs", 2, "unwrap outside a test")]
        );
        assert!(check("tests/journeys/a.rs", &read(TEXT), true).is_empty());
    }

    #[test]
    fn an_expected_lint_and_a_fallback_are_not_panics() {
        let text = "//! A.\n#[expect(dead_code, reason = \"x\")]\nfn a() { b.unwrap_or(1); }\n";
        assert!(check("a.rs", &read(text), false).is_empty());
    }

    #[test]
    fn only_the_window_and_the_command_line_read_the_clock() {
        let text = "//! A.\nfn a() { chrono::Utc::now(); }\n";
        assert_eq!(check("src-tauri/crates/desk/src/a.rs", &read(text), false).len(), 1);
        assert!(check("src-tauri/crates/ctl/src/main.rs", &read(text), false).is_empty());
        assert!(check("src-tauri/src/clock.rs", &read(text), false).is_empty());
    }
}

//! No function over sixty lines of code, tests included.

use super::Finding;
use super::source::{Source, block};

const WALL: usize = 60;

/// Every function whose body is longer than the wall. Blank lines and comments are not counted, as
/// clippy does not count them.
pub fn check(path: &str, source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, _) in source.code.match_indices("fn ") {
        let before = source.code.get(..at).and_then(|b| b.chars().next_back());
        let rest = source.code.get(at + 3..).unwrap_or_default();
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') || name.is_empty() {
            continue;
        }
        let Some(body) = body_of(rest) else { continue };
        let lines = body.lines().filter(|line| !line.trim().is_empty()).count().saturating_sub(2);
        if lines > WALL {
            findings.push(Finding::at(path, source.line_of(at), format!("fn {name} has {lines} lines; the wall is {WALL}")));
        }
    }
    findings
}

/// The block of a function, or nothing for one that is only declared.
fn body_of(rest: &str) -> Option<&str> {
    let mut depth = 0usize;
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return None,
            '{' if depth == 0 => {
                let body = rest.get(at..)?;
                return body.get(..block(body));
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::source::read;
    use super::*;

    fn function_of(lines: usize) -> String {
        format!("//! A.\nfn long(x: [u8; 2]) -> u8 {{\n{}}}\n", "    go();\n".repeat(lines))
    }

    #[test]
    fn sixty_lines_stand_and_sixty_one_do_not() {
        assert!(check("a.rs", &read(&function_of(60))).is_empty());
        let found = check("a.rs", &read(&function_of(61)));
        assert_eq!(found, [Finding::at("a.rs", 2, "fn long has 61 lines; the wall is 60")]);
    }

    #[test]
    fn comments_and_blank_lines_are_not_counted_and_a_declaration_has_no_body() {
        let text = format!("trait T {{ fn declared(&self);\n}}\nfn short() {{\n{}}}\n", "    // why\n\n".repeat(90));
        assert!(check("a.rs", &read(&text)).is_empty());
    }
}

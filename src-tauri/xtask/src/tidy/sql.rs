//! SQL lives in `.sql` files of the store, and every such file is used.

use super::Finding;
use super::source::Source;
use super::tree::File;

const STORE: &str = "src-tauri/crates/store/";

/// How a statement begins. Upper case with what must follow, so that a sentence such as
/// "Select a case" is none; pragmas are excepted.
const STATEMENTS: [&[&str]; 9] = [
    &["SELECT"],
    &["INSERT", "INTO"],
    &["INSERT", "OR"],
    &["REPLACE", "INTO"],
    &["UPDATE"],
    &["DELETE", "FROM"],
    &["CREATE"],
    &["ALTER", "TABLE"],
    &["DROP"],
];

/// Every string literal that is a statement.
pub fn check_literals(path: &str, source: &Source) -> Vec<Finding> {
    source
        .literals
        .iter()
        .filter(|(_, text)| is_statement(text))
        .map(|(line, _)| Finding::at(path, *line, "holds SQL; it belongs into a .sql file of the store"))
        .collect()
}

fn is_statement(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    words.len() > 1 && STATEMENTS.iter().any(|start| start.iter().zip(&words).all(|(wanted, word)| wanted == word))
}

/// Every `.sql` file outside the store and the fixtures, and every one in the store that nobody names.
pub fn check_files(files: &[File]) -> Vec<Finding> {
    let code: Vec<&File> = files.iter().filter(|f| f.path.starts_with(STORE) && f.path.ends_with(".rs")).collect();
    files
        .iter()
        .filter(|file| file.path.ends_with(".sql"))
        .filter_map(|file| {
            if file.path.starts_with("tests/") || file.path.contains("/tests/") {
                None
            } else if !file.path.starts_with(STORE) {
                Some(Finding::of(&file.path, "is SQL outside the store"))
            } else if !code.iter().any(|rust| names(&rust.text, &file.path)) {
                Some(Finding::of(&file.path, "is used by nobody"))
            } else {
                None
            }
        })
        .collect()
}

/// True when the source names the file with its folder, with or without its ending.
fn names(source: &str, path: &str) -> bool {
    let mut parts = path.trim_end_matches(".sql").rsplit('/');
    let (Some(stem), Some(folder)) = (parts.next(), parts.next()) else {
        return false;
    };
    [".sql\"", "\""].iter().any(|end| source.contains(&format!("{folder}/{stem}{end}")))
}

#[cfg(test)]
mod tests {
    use super::super::source::read;
    use super::*;

    #[test]
    fn a_statement_in_a_literal_is_found_and_a_sentence_or_a_pragma_is_not() {
        let text = "//! A.\nlet a = \"SELECT id FROM cases\";\nlet b = \"\n  INSERT INTO acts VALUES (1)\";\n\
                    let c = \"Select a case\";\nlet d = \"PRAGMA foreign_keys = ON\";\nlet e = \"UPDATE\";\n";
        let lines: Vec<String> = check_literals("a.rs", &read(text)).into_iter().map(|f| f.place).collect();
        assert_eq!(lines, ["a.rs:2", "a.rs:3"]);
    }

    #[test]
    fn a_query_nobody_names_is_found() {
        let file = |path: &str, text: &str| File::new(path, text);
        let files = [
            file("src-tauri/crates/store/queries/cases/open.sql", "-- one"),
            file("src-tauri/crates/store/queries/cases/shut.sql", "-- two"),
            file(
                "src-tauri/crates/store/src/cases.rs",
                "//! C.\nconst OPEN: &str = include_str!(\"../queries/cases/open.sql\");",
            ),
            file("src-tauri/crates/desk/src/a.sql", "-- three"),
            file("tests/fixtures/old.sql", "-- four"),
        ];
        assert_eq!(
            check_files(&files),
            [
                Finding::of("src-tauri/crates/store/queries/cases/shut.sql", "is used by nobody"),
                Finding::of("src-tauri/crates/desk/src/a.sql", "is SQL outside the store"),
            ]
        );
    }
}

//! `cargo xtask tidy`: the house rules that neither rustfmt nor clippy knows.

mod desktop;
mod edges;
mod functions;
mod panics;
mod places;
mod source;
mod sql;
mod text;
mod tree;

use crate::failure::Failure;
use crate::ground::Ground;
use tree::Tree;

/// One breach of a rule: where, and what.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    place: String,
    what: String,
}

impl Finding {
    /// A breach in a file as a whole, or in a package.
    fn of(place: &str, what: impl Into<String>) -> Self {
        Self { place: place.to_owned(), what: what.into() }
    }

    /// A breach on a line, counted from one.
    fn at(file: &str, line: usize, what: impl Into<String>) -> Self {
        Self { place: format!("{file}:{line}"), what: what.into() }
    }
}

/// Reads the tree and fails with every breach found.
pub fn tidy(ground: &Ground) -> Result<(), Failure> {
    let tree = Tree::read(ground)?;
    let mut findings = edges::check(ground.packages());
    findings.extend(desktop::check(ground)?);
    findings.extend(places::check_top_level(&tree.tracked));
    for file in &tree.files {
        findings.extend(text::check(file, &ground.root));
        if let Some(source) = &file.rust {
            findings.extend(functions::check(&file.path, source));
            findings.extend(sql::check_literals(&file.path, source));
            findings.extend(panics::check(&file.path, source, tree.is_test(&file.path)));
        }
    }
    findings.extend(sql::check_files(&tree.files));
    if findings.is_empty() {
        println!("tidy: {} files, nothing to mend", tree.files.len());
        return Ok(());
    }
    let lines: Vec<String> = findings.iter().map(|f| format!("{}: {}", f.place, f.what)).collect();
    Err(Failure::new(format!("{}\ntidy: {} to mend", lines.join("\n"), lines.len())))
}

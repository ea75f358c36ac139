//! The files git knows or would take, read once for all rules.

use std::collections::BTreeSet;

use super::source::{self, Source};
use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;

/// One text file of the tree.
pub struct File {
    /// From the root, with forward slashes.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its code and literals apart, for a Rust file.
    pub rust: Option<Source>,
}

impl File {
    /// A file from its path and text.
    pub fn new(path: &str, text: &str) -> Self {
        let rust = path.ends_with(".rs").then(|| source::read(text));
        Self { path: path.to_owned(), text: text.to_owned(), rust }
    }
}

/// The tree as the rules see it.
pub struct Tree {
    /// Every text file that is tracked, or would be with the next `git add`.
    pub files: Vec<File>,
    /// The paths that are tracked already.
    pub tracked: Vec<String>,
    tests: BTreeSet<String>,
}

impl Tree {
    /// Asks git for the files and reads them; what is not text is left out.
    pub fn read(ground: &Ground) -> Result<Self, Failure> {
        let tracked = listed(ground, &["--cached"])?;
        let mut files = Vec::new();
        for path in listed(ground, &["--cached", "--others", "--exclude-standard"])? {
            // A file removed but not yet committed is still listed.
            if let Ok(text) = std::fs::read_to_string(ground.root.join(&path)) {
                files.push(File::new(&path, &text));
            }
        }
        let tests = test_modules(&files);
        Ok(Self { files, tracked, tests })
    }

    /// True for a Rust file that is compiled for tests alone.
    pub fn is_test(&self, path: &str) -> bool {
        path.starts_with("tests/")
            || path.contains("/tests/")
            || path.contains("/benches/")
            || path.ends_with("_tests.rs")
            || path.ends_with("/tests.rs")
            || self
                .tests
                .iter()
                .any(|module| path.strip_prefix(module.as_str()).is_some_and(|rest| rest == ".rs" || rest.starts_with('/')))
    }
}

fn listed(ground: &Ground, which: &[&str]) -> Result<Vec<String>, Failure> {
    let text = Step::program("git").args(["ls-files", "-z"]).args(which).within(&ground.root).capture()?;
    let paths: BTreeSet<String> = text.split('\0').filter(|p| !p.is_empty()).map(str::to_owned).collect();
    Ok(paths.into_iter().collect())
}

/// The modules declared by `#[cfg(test)] mod name;`, as path without ending.
fn test_modules(files: &[File]) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for file in files {
        let Some(source) = &file.rust else { continue };
        let Some((folder, name)) = file.path.rsplit_once('/') else {
            continue;
        };
        let stem = name.trim_end_matches(".rs");
        let home = if matches!(stem, "lib" | "main" | "mod") { folder.to_owned() } else { format!("{folder}/{stem}") };
        modules.extend(source.test_modules().into_iter().map(|module| format!("{home}/{module}")));
    }
    modules
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_declared_for_tests_is_test_code_wherever_its_file_lies() {
        let files = [
            File::new("a/src/lib.rs", "//! A.\n#[cfg(test)]\nmod cast;\nmod real;\n"),
            File::new("a/src/case.rs", "//! B.\n#[cfg(test)] pub(crate) mod fixtures;\n"),
        ];
        let tests = test_modules(&files);
        let tree = Tree { files: Vec::new(), tracked: Vec::new(), tests };
        assert!(tree.is_test("a/src/cast.rs"));
        assert!(tree.is_test("a/src/cast/people.rs"));
        assert!(tree.is_test("a/src/case/fixtures.rs"));
        assert!(!tree.is_test("a/src/real.rs"));
        assert!(!tree.is_test("a/src/castle.rs"), "a longer name is another module");
    }
}

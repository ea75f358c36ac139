//! Where things lie: the tree, the build folder, the programs in it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::Failure;
use crate::process::Step;

/// The tree this command works on.
pub struct Ground {
    /// The folder of the root manifest.
    pub root: PathBuf,
    /// Cargo's build folder, wherever the person has put it.
    pub target: PathBuf,
    /// `cargo metadata` of our own packages, without those of others.
    pub metadata: Value,
}

impl Ground {
    /// Finds the tree from the package cargo runs us from, or from the current folder upwards.
    pub fn find() -> Result<Self, Failure> {
        let start = match std::env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => std::env::current_dir().map_err(|e| Failure::because("read the current folder", &e))?,
        };
        let Some(root) = start.ancestors().find(|f| f.join("src-tauri/xtask").is_dir()) else {
            return Err(Failure::new("Run this inside the Holdfast tree.".to_owned()));
        };
        let text = Step::cargo("metadata").args(["--no-deps", "--format-version", "1"]).within(root).capture()?;
        let metadata: Value =
            serde_json::from_str(&text).map_err(|e| Failure::new(format!("cargo metadata was not readable: {e}")))?;
        let target = match metadata.get("target_directory").and_then(Value::as_str) {
            Some(folder) => PathBuf::from(folder),
            None => root.join("target"),
        };
        Ok(Self { root: root.to_owned(), target, metadata })
    }

    /// The folder of the user interface.
    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A program built for development.
    pub fn debug_program(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Our packages as cargo lists them.
    pub fn packages(&self) -> &[Value] {
        self.metadata.get("packages").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The names of the test targets of one of our packages.
    pub fn test_targets(&self, package: &Value) -> Vec<String> {
        let targets = package.get("targets").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        targets
            .iter()
            .filter(|t| {
                let kinds = t.get("kind").and_then(Value::as_array);
                kinds.is_some_and(|k| k.iter().any(|k| k.as_str() == Some("test")))
            })
            .filter_map(|t| t.get("name").and_then(Value::as_str).map(str::to_owned))
            .collect()
    }

    /// A path as a person reads it: from the root where it lies below it.
    pub fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

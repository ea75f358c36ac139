//! Reads a paper back with tools that are not ours.

use std::path::PathBuf;
use std::process::Command;

/// A paper written where the tools can find it; gone when dropped.
pub struct OnDisk {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl OnDisk {
    /// Writes the bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("paper.pdf");
        std::fs::write(&path, bytes).unwrap();
        Self { _folder: folder, path }
    }

    /// What a tool says of the paper. Fails where the tool does.
    pub fn told(&self, tool: &str, before: &[&str], after: &[&str]) -> String {
        let out = Command::new(tool).args(before).arg(&self.path).args(after).output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
        assert!(out.status.success(), "{tool} failed: {said}");
        said
    }

    /// The text as it lies on the page.
    pub fn text(&self) -> String {
        self.told("pdftotext", &["-layout"], &["-"])
    }

    /// The text in the order of the file.
    pub fn raw(&self) -> String {
        self.told("pdftotext", &["-raw"], &["-"])
    }
}

/// Each stands after the one before it.
pub fn in_order<'w>(text: &str, wanted: impl IntoIterator<Item = &'w str>) -> Result<(), String> {
    let mut rest = text;
    for word in wanted {
        let at = rest.find(word).ok_or_else(|| format!("{word:?} is missing, or out of order, in:\n{text}"))?;
        rest = &rest[at + word.len()..];
    }
    Ok(())
}

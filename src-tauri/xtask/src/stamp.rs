//! Stamps: whether something was already made from exactly these files.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A stamp file and what it should say.
pub struct Stamp {
    file: PathBuf,
    wanted: String,
}

impl Stamp {
    /// The stamp for something made from all files below these folders, or from these files.
    pub fn of(file: PathBuf, sources: &[PathBuf], extra: &str) -> Result<Self, Failure> {
        Ok(Self { file, wanted: fingerprint(sources, extra)? })
    }

    /// True when the stamp stands as it should.
    pub fn holds(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|found| found == self.wanted)
    }

    /// Writes the stamp; to be called only when the thing is wholly made.
    pub fn set(&self) -> Result<(), Failure> {
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder).map_err(|e| Failure::because(&format!("make {}", folder.display()), &e))?;
        }
        std::fs::write(&self.file, &self.wanted).map_err(|e| Failure::because(&format!("write {}", self.file.display()), &e))
    }
}

/// A short text that changes when any of these files does.
pub fn fingerprint(sources: &[PathBuf], extra: &str) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    extra.hash(&mut hasher);
    let mut files = BTreeSet::new();
    for source in sources {
        gather(source, source, &mut files)?;
    }
    for (inside, path) in &files {
        // The same in whatever folder the tree lies.
        inside.hash(&mut hasher);
        let bytes = std::fs::read(path).map_err(|e| Failure::because(&format!("read {}", path.display()), &e))?;
        bytes.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// What is made rather than written, and so never a source.
const MADE: [&str; 4] = ["node_modules", "dist", ".vite", ".svelte-kit"];

/// Every file below a source, by its place in there and its path, in a settled order.
fn gather(source: &Path, path: &Path, into: &mut BTreeSet<(PathBuf, PathBuf)>) -> Result<(), Failure> {
    if path.is_file() {
        into.insert((path.strip_prefix(source).unwrap_or(path).to_owned(), path.to_owned()));
        return Ok(());
    }
    if !path.is_dir() {
        return Ok(());
    }
    let entries = std::fs::read_dir(path).map_err(|e| Failure::because(&format!("read {}", path.display()), &e))?;
    for entry in entries.flatten() {
        if !MADE.iter().any(|made| entry.file_name() == *made) {
            gather(source, &entry.path(), into)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_source_breaks_the_stamp_and_an_unchanged_one_keeps_it() {
        let folder = std::env::temp_dir().join(format!("holdfast-stamp-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("src/node_modules")).unwrap();
        let source = folder.join("src/a.txt");
        std::fs::write(&source, "one").unwrap();
        let stamp = || Stamp::of(folder.join("stamp"), &[folder.join("src")], "x").unwrap();

        assert!(!stamp().holds(), "nothing was made yet");
        stamp().set().unwrap();
        std::fs::write(folder.join("src/node_modules/b.txt"), "made").unwrap();
        assert!(stamp().holds(), "what is made is not a source");
        std::fs::write(&source, "two").unwrap();
        assert!(!stamp().holds(), "the source changed");

        std::fs::remove_dir_all(&folder).unwrap();
    }
}

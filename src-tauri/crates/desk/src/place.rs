//! A paper's place on disk: written beside, made durable, then renamed, so that no partial file ever stands there.

use crate::surroundings::Place;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Most unfinished files beside one place before it is given up.
const MOST_BESIDE: u8 = 20;

/// A file that appears whole or not at all (security.md R-11).
#[derive(Debug)]
pub struct FilePlace {
    file: File,
    beside: PathBuf,
    target: PathBuf,
    finished: bool,
}

impl FilePlace {
    /// Opens a place. Nothing stands at `target` until [`Place::finish`].
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn create(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy();
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // What stands there already may be somebody else's, or of a run that was cut short: it is left alone.
        let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
        for number in 1..=MOST_BESIDE {
            let beside = target.with_file_name(format!(".{name}.holdfast-part{number}"));
            match OpenOptions::new().write(true).create_new(true).open(&beside) {
                Ok(file) => return Ok(Self { file, beside, target: target.to_path_buf(), finished: false }),
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => taken = cause,
                Err(cause) => return Err(cause),
            }
        }
        Err(taken)
    }
}

impl Write for FilePlace {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    /// Also makes it durable: from here on only its name is missing.
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.file.sync_all()
    }
}

impl Place for FilePlace {
    fn words(&self) -> String {
        self.target.display().to_string()
    }

    fn path(&self) -> Option<PathBuf> {
        Some(self.target.clone())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.file.sync_all()?;
        std::fs::rename(&self.beside, &self.target)?;
        self.finished = true;
        match self.target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
            _ => Ok(()),
        }
    }
}

impl Drop for FilePlace {
    fn drop(&mut self) {
        if !self.finished {
            // Ours and unfinished: it holds decrypted words and must not stay.
            let _ = std::fs::remove_file(&self.beside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_paper_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("N-26-0001-v1-c1.pdf");
        let mut place = FilePlace::create(&target).unwrap();
        place.write_all(b"half").unwrap();
        drop(place);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a half-written paper must not stay");
    }

    #[test]
    fn what_was_left_beside_a_place_is_neither_taken_nor_removed() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("N-26-0001-v1-c1.pdf");
        let left = folder.path().join(".N-26-0001-v1-c1.pdf.holdfast-part1");
        std::fs::write(&left, b"somebody's").unwrap();
        let mut place = Box::new(FilePlace::create(&target).unwrap());
        place.write_all(b"whole").unwrap();
        place.finish().unwrap();
        assert_eq!(std::fs::read(&left).unwrap(), b"somebody's");
        assert_eq!(std::fs::read(&target).unwrap(), b"whole");
    }

    #[test]
    fn a_finished_paper_stands_whole_under_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("N-26-0001-v1-c1.pdf");
        let mut place = Box::new(FilePlace::create(&target).unwrap());
        place.write_all(b"whole").unwrap();
        place.finish().unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"whole");
    }
}

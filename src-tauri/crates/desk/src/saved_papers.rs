//! A paper that was saved lies outside the store, readable by anybody: its deletion is offered, and it opens on request.

use crate::asks::papers::{PaperDeleted, WhichSaved};
use crate::keeping::Doing;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain, Trouble};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// A paper as this session wrote it.
#[derive(Debug, Clone)]
pub struct SavedPaper {
    path: PathBuf,
    /// SHA-256 of what was written.
    hash: [u8; 32],
}

impl SavedPaper {
    pub(crate) fn new(path: PathBuf, bytes: &[u8]) -> Self {
        Self { path, hash: sealing::sha256(bytes) }
    }

    /// Refuses where another file lies there now, or none.
    fn still_there(&self) -> Outcome<()> {
        match std::fs::read(&self.path) {
            Ok(bytes) if sealing::sha256(&bytes) == self.hash => Ok(()),
            Ok(_) => Err(Plain::SavedFileDiffers.into()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Err(Plain::SavedFileGone.into()),
            Err(_) => Err(Plain::CannotReadThere.into()),
        }
    }
}

fn of(sitting: &Sitting<'_>, number: u32) -> Outcome<SavedPaper> {
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    sitting.session.saved.get(at).cloned().ok_or(Plain::NotFound.into())
}

/// Deletes a paper that this session saved, if it is still the file that was written.
pub fn delete_saved(sitting: &mut Sitting<'_>, ask: WhichSaved) -> Outcome<PaperDeleted> {
    let paper = of(sitting, ask.number)?;
    paper.still_there()?;
    // The act first: a file that is gone without a line in the log would be worse than a line too many.
    sitting.note(Doing::of_unit("delete_saved"))?;
    remove(&paper.path).map_err(|_| Trouble::from(Plain::CannotWriteThere))?;
    Ok(PaperDeleted { deleted: true })
}

/// Removes the file and makes that durable.
fn remove(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path)?;
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// Opens a paper that this session saved in the system's viewer.
pub fn open_saved(sitting: &mut Sitting<'_>, ask: WhichSaved) -> Outcome<crate::asks::shared::Nothing> {
    let paper = of(sitting, ask.number)?;
    paper.still_there()?;
    sitting.surroundings.show(&paper.path).map_err(|_| Trouble::from(Plain::NoViewer))?;
    Ok(crate::asks::shared::Nothing::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_file_that_was_written_is_known_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("actions-c1.pdf");
        std::fs::write(&path, b"one").unwrap();
        let paper = SavedPaper::new(path.clone(), b"one");
        assert!(paper.still_there().is_ok());
        std::fs::write(&path, b"other").unwrap();
        let told = paper.still_there().unwrap_err();
        assert!(matches!(told, Trouble::Refusal(crate::trouble::Refusal::Plain(Plain::SavedFileDiffers))));
        std::fs::remove_file(&path).unwrap();
        let told = paper.still_there().unwrap_err();
        assert!(matches!(told, Trouble::Refusal(crate::trouble::Refusal::Plain(Plain::SavedFileGone))));
    }
}

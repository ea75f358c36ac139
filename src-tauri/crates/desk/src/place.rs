//! A paper's place on disk: written without a name where the system can do that, else beside its place; made durable, then
//! given its name, so that no partial file ever stands there.

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
    /// The file's name until it is finished. None where it has none: then a kill leaves nothing of it.
    beside: Option<PathBuf>,
    target: PathBuf,
    /// Nobody chose to put it in the place of another: what stands there by then stays.
    only_where_free: bool,
}

impl FilePlace {
    /// Opens a place. Nothing stands at `target` until [`Place::finish`].
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn create(target: &Path) -> io::Result<Self> {
        if target.file_name().is_none() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if target.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        match nameless(folder_of(target)) {
            Some(file) => Ok(Self { file, beside: None, target: target.to_path_buf(), only_where_free: false }),
            None => Self::create_beside(target),
        }
    }

    /// The same under a name beside the place, for disks that know no nameless files: sticks, shares.
    fn create_beside(target: &Path) -> io::Result<Self> {
        let (file, beside) = first_free(target, |beside| OpenOptions::new().write(true).create_new(true).open(beside))?;
        Ok(Self { file, beside: Some(beside), target: target.to_path_buf(), only_where_free: false })
    }

    /// The same, for a place whose name no person chose: it never takes the place of a file.
    #[must_use]
    pub fn only_where_free(mut self) -> Self {
        self.only_where_free = true;
        self
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The names a file may have beside its place until it is finished.
fn besides(target: &Path) -> impl Iterator<Item = PathBuf> {
    let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    (1..=MOST_BESIDE).map(move |number| target.with_file_name(format!(".{name}.holdfast-part{number}")))
}

/// Makes something under the first free name beside a place. What stands there already may be somebody else's, or of a run
/// that was cut short: it is left alone.
fn first_free<T>(target: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(T, PathBuf)> {
    let mut taken = io::Error::from(io::ErrorKind::AlreadyExists);
    for beside in besides(target) {
        match make(&beside) {
            Ok(made) => return Ok((made, beside)),
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => taken = cause,
            Err(cause) => return Err(cause),
        }
    }
    Err(taken)
}

/// A file without a name in this folder, where the system and the disk know such files.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = nix::fcntl::OFlag::O_TMPFILE.bits();
    OpenOptions::new().write(true).mode(0o600).custom_flags(flags).open(folder).ok()
}

#[cfg(not(target_os = "linux"))]
fn nameless(_folder: &Path) -> Option<File> {
    None
}

/// Gives a nameless file a name that is free.
#[cfg(target_os = "linux")]
fn name(file: &File, to: &Path) -> io::Result<()> {
    use nix::fcntl::{AT_FDCWD, AtFlags};
    use std::os::fd::AsRawFd;
    let itself = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
    Ok(nix::unistd::linkat(AT_FDCWD, &itself, AT_FDCWD, to, AtFlags::AT_SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn name(_file: &File, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether the file with this SHA-256, in digits, stands at a place. Where a run that was cut short left it whole under the
/// name it had until then, it is given its own.
pub(crate) fn stands(target: &Path, sha256: &str) -> bool {
    if hash_of(target).as_deref() == Some(sha256) {
        return true;
    }
    let left = besides(target).find(|beside| hash_of(beside).as_deref() == Some(sha256));
    let free = !target.try_exists().unwrap_or(true);
    left.is_some_and(|left| free && std::fs::rename(left, target).is_ok())
}

/// SHA-256 of a file in digits, read piece by piece; none where there is no file that can be read.
fn hash_of(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    let (mut hashing, mut piece) = (sealing::Hashing::default(), [0; 64 * 1024]);
    loop {
        match io::Read::read(&mut file, &mut piece).ok()? {
            0 => return Some(crate::unit::hex(&hashing.finish())),
            read => hashing.add(&piece[..read]),
        }
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
        if self.beside.is_none() {
            match name(&self.file, &self.target) {
                // The person chose to put the paper in the place of another.
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && !self.only_where_free => {
                    let ((), beside) = first_free(&self.target, |beside| name(&self.file, beside))?;
                    self.beside = Some(beside);
                }
                named => named?,
            }
        }
        if let Some(beside) = &self.beside {
            if self.only_where_free && self.target.try_exists()? {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            std::fs::rename(beside, &self.target)?;
            self.beside = None;
        }
        File::open(folder_of(&self.target))?.sync_all()
    }
}

impl Drop for FilePlace {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // Ours and unfinished: it holds decrypted words and must not stay.
            let _ = std::fs::remove_file(beside);
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
        for create in [FilePlace::create, FilePlace::create_beside] {
            let mut place = create(&target).unwrap();
            place.write_all(b"half").unwrap();
            drop(place);
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a half-written paper must not stay");
        }
    }

    #[test]
    fn what_was_left_beside_a_place_is_neither_taken_nor_removed() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("N-26-0001-v1-c1.pdf");
        let left = folder.path().join(".N-26-0001-v1-c1.pdf.holdfast-part1");
        std::fs::write(&left, b"somebody's").unwrap();
        for create in [FilePlace::create, FilePlace::create_beside] {
            let mut place = Box::new(create(&target).unwrap());
            place.write_all(b"whole").unwrap();
            place.finish().unwrap();
            assert_eq!(std::fs::read(&left).unwrap(), b"somebody's");
            assert_eq!(std::fs::read(&target).unwrap(), b"whole");
        }
    }

    #[test]
    fn a_finished_paper_stands_whole_under_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("N-26-0001-v1-c1.pdf");
        for (create, words) in [
            (FilePlace::create as fn(&Path) -> _, "whole"),
            (FilePlace::create_beside, "another"),
            (FilePlace::create, "a third"),
        ] {
            let mut place = Box::new(create(&target).unwrap());
            place.write_all(words.as_bytes()).unwrap();
            place.finish().unwrap();
            assert_eq!(std::fs::read(&target).unwrap(), words.as_bytes(), "it takes the place that the person chose");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_paper_of_a_batch_never_takes_the_place_of_what_appeared_there_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("N-26-0001-v1-c1.pdf");
        for create in [FilePlace::create, FilePlace::create_beside] {
            let mut place = Box::new(create(&target).unwrap().only_where_free());
            place.write_all(b"ours").unwrap();
            std::fs::write(&target, b"somebody's").unwrap();
            assert_eq!(place.finish().unwrap_err().kind(), io::ErrorKind::AlreadyExists);
            assert_eq!(std::fs::read(&target).unwrap(), b"somebody's");
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "and nothing of ours stays");
            std::fs::remove_file(&target).unwrap();
        }
    }

    #[test]
    fn a_whole_file_that_a_run_cut_short_left_beside_its_place_gets_its_name_and_no_other_file_does() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("0a.bundle");
        let sha256 = crate::unit::hex(&sealing::sha256(b"whole"));
        assert!(!stands(&target, &sha256));
        let [half, whole] = [1, 2].map(|part| folder.path().join(format!(".0a.bundle.holdfast-part{part}")));
        std::fs::write(&half, b"whol").unwrap();
        assert!(!stands(&target, &sha256) && half.exists());
        std::fs::write(&whole, b"whole").unwrap();
        assert!(stands(&target, &sha256) && !whole.exists() && half.exists());
        assert_eq!(std::fs::read(&target).unwrap(), b"whole");
        // In the place of somebody else's file nothing is put.
        std::fs::write(&target, b"other").unwrap();
        std::fs::write(&whole, b"whole").unwrap();
        assert!(!stands(&target, &sha256) && whole.exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn where_the_system_can_do_it_a_paper_has_no_name_until_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let mut place = Box::new(FilePlace::create(&folder.path().join("N-26-0001-v1-c1.pdf")).unwrap());
        place.write_all(b"half").unwrap();
        place.flush().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "a kill now leaves nothing");
        place.finish().unwrap();
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

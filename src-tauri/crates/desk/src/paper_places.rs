//! Where papers go in tests: a folder, nowhere because somebody changed their mind, a full disk.

use crate::asks::unit::FileWanted;
use crate::place::FilePlace;
use crate::print_queue::PrintQueue;
use crate::surroundings::{Picked, Place, Progress, Surroundings};
use casework::when::Moment;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

/// How the person at the desk answers "where to?".
pub(crate) enum Answers {
    Saves(PathBuf),
    /// Stops a long job once so many are done.
    StopsAfter(PathBuf, u64),
    ChangesTheirMind,
    FullDisk,
    /// Takes every byte, and has no room left when they are to be made durable.
    FullAtTheEnd,
    /// Prints with the programs of this folder.
    Prints(PathBuf),
    /// Everything can be written, only the name cannot be given.
    NameRefused,
    /// The program ends when the file is to get its name: before that, or after it.
    Ends {
        folder: PathBuf,
        named: bool,
    },
}

impl Surroundings for Answers {
    fn now(&self) -> Moment {
        crate::example_unit::morning()
    }
    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }
    fn pick_place(&mut self, name: &str) -> io::Result<Option<Box<dyn Place>>> {
        match self {
            Self::Saves(folder) | Self::StopsAfter(folder, _) => Ok(Some(Box::new(FilePlace::create(&folder.join(name))?))),
            Self::ChangesTheirMind | Self::Prints(_) => Ok(None),
            Self::FullDisk => Ok(Some(Box::new(Full))),
            Self::FullAtTheEnd => Ok(Some(Box::new(FullLater))),
            Self::NameRefused => Ok(Some(Box::new(Nameless))),
            Self::Ends { folder, named } => {
                let file = FilePlace::create(&folder.join(name))?;
                Ok(Some(Box::new(Ending { file: Box::new(file), named: *named })))
            }
        }
    }
    fn pick_papers_folder(&mut self) -> Option<PathBuf> {
        match self {
            Self::Saves(folder) | Self::StopsAfter(folder, _) => Some(folder.clone()),
            Self::ChangesTheirMind
            | Self::FullDisk
            | Self::FullAtTheEnd
            | Self::NameRefused
            | Self::Prints(_)
            | Self::Ends { .. } => None,
        }
    }
    fn print_queue(&self) -> Option<PrintQueue> {
        match self {
            Self::Prints(programs) => Some(PrintQueue::at(programs).waiting(Duration::from_millis(1_500))),
            _ => None,
        }
    }
    fn go_on(&mut self, progress: Progress<'_>) -> bool {
        !matches!(self, Self::StopsAfter(_, done) if progress.done >= *done)
    }
}

/// What `lpstat` says where there are two printers.
pub(crate) const TWO_PRINTERS: &str =
    "case $1 in -e) printf 'Office-2\\nRoom-214\\n';; -d) echo 'system default destination: Room-214';; esac";

/// A folder with the two programs of a print system as scripts of ours; they run in that folder.
#[cfg(unix)]
pub(crate) fn print_programs(lpstat: &str, lp: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("lpstat", lpstat), ("lp", lp)] {
        let script = format!("#!/bin/sh\ncd \"$(dirname \"$0\")\" || exit 9\n{text}\n");
        // Written by another program: a file this one has open for writing may be inherited, for a moment, by a child that
        // another test starts just then, and cannot be run before that child lets go.
        let mut writer = std::process::Command::new("sh");
        writer.args(["-c", "printf %s \"$1\" > \"$2\" && chmod 755 \"$2\"", "sh", &script]).arg(folder.path().join(name));
        assert!(writer.status().unwrap().success());
    }
    folder
}

/// A disk with no room left.
struct Full;

impl Write for Full {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Place for Full {
    fn words(&self) -> String {
        String::new()
    }
    fn finish(self: Box<Self>) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

/// A disk that is full only when what was written is to be made durable.
struct FullLater;

impl Write for FullLater {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

impl Place for FullLater {
    fn words(&self) -> String {
        String::new()
    }
    fn finish(self: Box<Self>) -> io::Result<()> {
        Err(io::ErrorKind::StorageFull.into())
    }
}

/// A place at which the program ends.
struct Ending {
    file: Box<FilePlace>,
    named: bool,
}

impl Write for Ending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Place for Ending {
    fn words(&self) -> String {
        self.file.words()
    }
    fn path(&self) -> Option<PathBuf> {
        self.file.path()
    }
    fn finish(self: Box<Self>) -> io::Result<()> {
        if self.named {
            self.file.finish()?;
        }
        panic!("the program ends here")
    }
}

/// A place whose name cannot be given at the very end.
struct Nameless;

impl Write for Nameless {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Place for Nameless {
    fn words(&self) -> String {
        String::new()
    }
    fn finish(self: Box<Self>) -> io::Result<()> {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

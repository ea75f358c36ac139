//! What the desk needs from outside and is handed: the clock, files a person picks, places they save to.

use crate::asks::unit::FileWanted;
use casework::when::Moment;
use std::io::Write;

/// A file as the person picked it.
#[derive(Debug, Clone)]
pub struct Picked {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Where a paper goes. Written whole: `finish` makes it durable under its final name, and until then nothing stands there.
pub trait Place: Write {
    /// The place in words, for the person who chose it.
    fn words(&self) -> String;

    /// The file, where it is one of this machine's.
    fn path(&self) -> Option<std::path::PathBuf> {
        None
    }

    /// Makes the file durable at its final name.
    ///
    /// # Errors
    /// When the disk refuses; then no partial file is left.
    fn finish(self: Box<Self>) -> std::io::Result<()>;
}

/// How far a long job is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    pub label: &'a str,
    pub done: u64,
    pub total: u64,
}

/// The world outside the desk. The window, `holdfastctl` and the tests each bring their own.
pub trait Surroundings: Send {
    /// Now, in UTC. The only clock there is.
    fn now(&self) -> Moment;

    /// Lets the person pick a file; none when they change their mind.
    fn pick_file(&mut self, wanted: FileWanted) -> Option<Picked>;

    /// Lets the person choose where a paper goes; none when they change their mind.
    ///
    /// # Errors
    /// When the place cannot be written to.
    fn pick_place(&mut self, suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>>;

    /// Lets the person pick a folder; none when they change their mind, or where there is nobody to ask.
    fn pick_folder(&mut self) -> Option<std::path::PathBuf> {
        None
    }

    /// Lets the person pick the folder that papers go into; none when they change their mind.
    fn pick_papers_folder(&mut self) -> Option<std::path::PathBuf> {
        None
    }

    /// The system's print queue, where it has one.
    fn print_queue(&self) -> Option<crate::print_queue::PrintQueue> {
        None
    }

    /// The machine under the store, where it describes itself.
    fn machine(&self) -> Option<crate::machine::Machine> {
        None
    }

    /// Opens a file in the system's viewer.
    ///
    /// # Errors
    /// Where there is no viewer, or nobody to look.
    fn show(&mut self, _file: &std::path::Path) -> std::io::Result<()> {
        Err(std::io::ErrorKind::Unsupported.into())
    }

    /// Tells how far a long job is. False asks the job to stop; it then leaves nothing behind.
    fn go_on(&mut self, progress: Progress<'_>) -> bool;
}

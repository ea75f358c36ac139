//! The system's own print queue (CUPS): a paper is piped to it and never lies in a file of ours.

use crate::surroundings::Place;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;
use wait_timeout::ChildExt;

/// Longest wait for the list of printers: a queue that does not answer is as good as none.
const LIST_WITHIN: Duration = Duration::from_secs(2);
/// Longest wait for the queue to take a paper.
const TAKEN_WITHIN: Duration = Duration::from_secs(30);

/// A printer as the system names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printer {
    pub name: String,
    /// The one the system would take if none was named.
    pub usual: bool,
}

/// The programs of the print system.
#[derive(Debug, Clone)]
pub struct PrintQueue {
    programs: PathBuf,
    taken_within: Duration,
}

impl PrintQueue {
    /// The system's own, at the place no user can write to; none on a system that prints another way.
    #[must_use]
    pub fn of_the_system() -> Option<Self> {
        cfg!(unix).then(|| Self::at(Path::new("/usr/bin")))
    }

    /// The programs `lp` and `lpstat` of a folder.
    #[must_use]
    pub fn at(programs: &Path) -> Self {
        Self { programs: programs.to_path_buf(), taken_within: TAKEN_WITHIN }
    }

    /// The same, given up when a paper is not taken within this time.
    #[must_use]
    pub fn waiting(self, taken_within: Duration) -> Self {
        Self { taken_within, ..self }
    }

    /// The printers, in the system's order. None where there is no queue, or it does not answer.
    #[must_use]
    pub fn printers(&self) -> Vec<Printer> {
        let names = self.said(&["-e"]);
        let usual = self.said(&["-d"]).and_then(|said| Some(said.rsplit_once(':')?.1.trim().to_owned()));
        let printer = |name: &str| Printer { name: name.to_owned(), usual: usual.as_deref() == Some(name) };
        names.unwrap_or_default().lines().map(str::trim).filter(|name| !name.is_empty()).map(printer).collect()
    }

    fn said(&self, what: &[&str]) -> Option<String> {
        let mut command = Command::new(self.programs.join("lpstat"));
        command.args(what).env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let mut out = child.stdout.take()?;
        // Read beside the wait, so that a long list cannot fill the pipe and hold the program.
        let reader = std::thread::spawn(move || {
            let mut text = String::new();
            out.read_to_string(&mut text).map(|_| text)
        });
        let ended = within(&mut child, LIST_WITHIN).ok()?;
        let text = reader.join().ok()?.ok()?;
        ended.success().then_some(text)
    }

    /// A paper's way to a printer. Nothing is sent until [`Place::finish`].
    ///
    /// # Errors
    /// `NotFound` where the system knows no printer of this name.
    pub fn place(&self, printer: &str, title: &str) -> io::Result<Box<dyn Place>> {
        if !self.printers().iter().any(|known| known.name == printer) {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Box::new(QueuePlace { queue: self.clone(), printer: printer.to_owned(), title: title.to_owned(), bytes: Vec::new() }))
    }
}

fn within(child: &mut std::process::Child, limit: Duration) -> io::Result<ExitStatus> {
    if let Some(ended) = child.wait_timeout(limit)? {
        return Ok(ended);
    }
    child.kill()?;
    child.wait()?;
    Err(io::ErrorKind::TimedOut.into())
}

/// A paper that waits in memory for its printer.
struct QueuePlace {
    queue: PrintQueue,
    printer: String,
    /// What the queue shows of it: the name a file would have, which says no more than a case reference.
    title: String,
    bytes: Vec<u8>,
}

impl Write for QueuePlace {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Place for QueuePlace {
    fn words(&self) -> String {
        self.printer.clone()
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let mut command = Command::new(self.queue.programs.join("lp"));
        command.arg("-d").arg(&self.printer).arg("-t").arg(&self.title).arg("-");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut to = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
        // Written beside the wait: a queue that stops reading must not hold the desk for ever.
        let bytes = self.bytes;
        let writer = std::thread::spawn(move || to.write_all(&bytes));
        let ended = within(&mut child, self.queue.taken_within)?;
        writer.join().map_err(|_| io::ErrorKind::BrokenPipe)??;
        if ended.success() { Ok(()) } else { Err(io::ErrorKind::ConnectionRefused.into()) }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::paper_places::{TWO_PRINTERS as TWO, print_programs as programs};

    #[test]
    fn the_printers_are_listed_and_the_usual_one_is_known() {
        let folder = programs(TWO, "exit 0");
        let printers = PrintQueue::at(folder.path()).printers();
        let shown: Vec<_> = printers.iter().map(|one| (one.name.as_str(), one.usual)).collect();
        assert_eq!(shown, [("Office-2", false), ("Room-214", true)]);
        assert!(PrintQueue::at(Path::new("/nowhere")).printers().is_empty(), "no queue, no printer");
        let failing = programs("echo Office-2; exit 1", "exit 0");
        assert!(PrintQueue::at(failing.path()).printers().is_empty());
    }

    #[test]
    fn a_queue_that_does_not_answer_is_given_up() {
        let folder = programs("exec sleep 30", "exit 0");
        assert!(PrintQueue::at(folder.path()).printers().is_empty());
    }

    #[test]
    fn the_whole_paper_goes_through_the_pipe_under_its_title_and_only_when_it_is_finished() {
        let folder = programs(TWO, "echo \"$@\" > asked; cat > taken");
        let queue = PrintQueue::at(folder.path());
        let paper: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
        let mut place = queue.place("Office-2", "N-26-0001-v1-c1.pdf").unwrap();
        place.write_all(&paper).unwrap();
        assert!(!folder.path().join("taken").exists());
        assert_eq!((place.words().as_str(), place.path()), ("Office-2", None));
        place.finish().unwrap();
        assert_eq!(std::fs::read(folder.path().join("taken")).unwrap(), paper);
        let asked = std::fs::read_to_string(folder.path().join("asked")).unwrap();
        assert_eq!(asked.trim(), "-d Office-2 -t N-26-0001-v1-c1.pdf -");
    }

    #[test]
    fn a_printer_nobody_knows_and_a_queue_that_refuses_are_errors() {
        let folder = programs(TWO, "cat > /dev/null; exit 1");
        let queue = PrintQueue::at(folder.path());
        assert_eq!(queue.place("-o", "x").err().map(|cause| cause.kind()), Some(io::ErrorKind::NotFound));
        let mut place = queue.place("Office-2", "x.pdf").unwrap();
        place.write_all(b"words").unwrap();
        assert!(place.finish().is_err());
    }
}

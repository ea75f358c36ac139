//! Running other programs, with their output shown as it comes.

use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, PipeReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::tree;

/// How a program ended, and what it said.
pub struct Ending {
    /// The exit code was zero.
    pub well: bool,
    /// Both of its output streams, in order.
    pub output: String,
}

/// One run of another program.
pub struct Step {
    command: Command,
    shown: String,
    longest: Option<Duration>,
}

impl Step {
    /// A program by name or path.
    pub fn program(program: impl AsRef<OsStr>) -> Self {
        let shown = program.as_ref().to_string_lossy().into_owned();
        let mut command = Command::new(program);
        // What cargo tells us about ourselves is not true of what we start.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        Self { command, shown, longest: None }
    }

    /// A cargo command, by the cargo that started us.
    pub fn cargo(verb: &str) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut step = Self::program(cargo).args([verb]);
        step.shown = format!("cargo {verb}");
        // Said outright, so that clippy, the tests and the window share what runs at build time:
        // left to itself cargo compiles some 220 crates twice, with debug information and without.
        step.command.env("CARGO_PROFILE_DEV_BUILD_OVERRIDE_DEBUG", "line-tables-only");
        step
    }

    /// npm, under the name this system gives it.
    pub fn npm<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(args: I) -> Self {
        Self::program(if cfg!(windows) { "npm.cmd" } else { "npm" }).args(args)
    }

    /// Adds arguments.
    pub fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        for arg in args {
            self.shown.push(' ');
            self.shown.push_str(&arg.as_ref().to_string_lossy());
            self.command.arg(arg);
        }
        self
    }

    /// Runs in this folder.
    pub fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets environment variables.
    pub fn with_env(mut self, pairs: &[(String, OsString)]) -> Self {
        for (name, value) in pairs {
            self.command.env(name, value);
        }
        self
    }

    /// Ends it, and all it started, when [`follow`](Self::follow) has waited this long: a test that hangs must not take the
    /// other results with it.
    pub fn no_longer_than(mut self, longest: Duration) -> Self {
        self.longest = Some(longest);
        self
    }

    /// The same program and arguments, started by a wrapper such as `dbus-run-session`.
    pub fn wrapped_by(self, wrapper: &str, before: &[OsString]) -> Self {
        let inner = self.command;
        let mut outer = Self::program(wrapper).args(before);
        outer.command.arg(inner.get_program()).args(inner.get_args());
        if let Some(folder) = inner.get_current_dir() {
            outer.command.current_dir(folder);
        }
        for (name, value) in inner.get_envs() {
            match value {
                Some(value) => outer.command.env(name, value),
                None => outer.command.env_remove(name),
            };
        }
        outer.shown = self.shown;
        outer.longest = self.longest;
        outer
    }

    /// The command as one would type it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Runs with the terminal handed over; true when it ended well.
    pub fn show(mut self) -> Result<bool, Failure> {
        let status = self.command.status().map_err(|e| cannot_start(&self.shown, &e))?;
        Ok(status.success())
    }

    /// Runs with the terminal handed over and stops the whole command when it fails.
    pub fn must(self) -> Result<(), Failure> {
        let shown = self.shown.clone();
        if self.show()? { Ok(()) } else { Err(Failure::new(format!("Failed: {shown}"))) }
    }

    /// Runs silently and gives what it wrote to standard output; fails with its complaint.
    pub fn capture(mut self) -> Result<String, Failure> {
        let done = self.command.stdin(Stdio::null()).output().map_err(|e| cannot_start(&self.shown, &e))?;
        if done.status.success() {
            return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
        }
        let complaint = String::from_utf8_lossy(&done.stderr);
        Err(Failure::new(format!("Failed: {}\n{}", self.shown, complaint.trim())))
    }

    /// Runs silently; true when it could be started and ended well.
    pub fn works(mut self) -> bool {
        self.command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
    }

    /// Runs without standard input, shows every line as it comes and keeps it.
    pub fn follow(mut self) -> Result<Ending, Failure> {
        // One pipe for both streams keeps cargo's "Running" lines beside the results they head.
        let (reader, writer) = std::io::pipe().map_err(|e| Failure::because("make a pipe", &e))?;
        let second = writer.try_clone().map_err(|e| Failure::because("make a pipe", &e))?;
        self.command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "1");
        self.command.stdin(Stdio::null()).stdout(writer).stderr(second);
        let mut child = self.command.spawn().map_err(|e| cannot_start(&self.shown, &e))?;
        // The command still holds the writing ends; the pipe only ends when they are gone.
        drop(self.command);
        let lines = lines_of(reader);
        let mut output = String::new();
        let begun = Instant::now();
        let mut hangs = false;
        loop {
            if !hangs && self.longest.is_some_and(|longest| begun.elapsed() > longest) {
                hangs = true;
                println!("ended after {} s without an end: {}", begun.elapsed().as_secs(), self.shown);
                tree::end(child.id());
            }
            match lines.recv_timeout(SILENCE) {
                Ok(line) => show_and_keep(&line, &mut output),
                Err(RecvTimeoutError::Disconnected) => break,
                // Something the program left running may hold the pipe open for ever.
                Err(RecvTimeoutError::Timeout) if matches!(child.try_wait(), Ok(Some(_))) => break,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        let status = child.wait().map_err(|e| Failure::because("wait for a program", &e))?;
        Ok(Ending { well: status.success() && !hangs, output })
    }

    /// Hands over the prepared command, for a caller that keeps the child.
    pub fn into_command(self) -> Command {
        self.command
    }
}

/// How long nothing may come before we look whether the program has ended.
const SILENCE: Duration = Duration::from_secs(2);

/// The lines of a pipe, read beside us.
fn lines_of(reader: PipeReader) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut reader = BufReader::new(reader);
        loop {
            let mut line = Vec::new();
            let more = reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0);
            if !more || sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Copies a line to our own output and keeps it.
fn show_and_keep(line: &[u8], kept: &mut String) {
    let text = String::from_utf8_lossy(line);
    let mut out = std::io::stdout();
    // A closed terminal must not stop the run that writes the results.
    let _closed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    kept.push_str(&text);
}

/// The plain message for a program that is not there.
fn cannot_start(shown: &str, error: &std::io::Error) -> Failure {
    Failure::new(format!("Could not start \"{shown}\": {error}"))
}

/// Where a program lies on the search path, if it does.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(&path).map(|folder| folder.join(&file)).find(|f| f.is_file())
}

//! A display of our own: Xvfb on whatever number is free, gone when we are done.

use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use crate::failure::Failure;
use crate::process::Step;

/// A running Xvfb; dropping it ends it.
pub struct Display {
    server: Child,
    number: String,
}

impl Display {
    /// Starts Xvfb and waits until it has said which display it took.
    pub fn open() -> Result<Self, Failure> {
        let mut command =
            Step::program("Xvfb").args(["-displayfd", "1", "-screen", "0", "1440x1000x24", "-nolisten", "tcp"]).into_command();
        let mut server = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| Failure::because("start Xvfb", &e))?;
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            // A server that cannot start closes the pipe, so this never waits for ever.
            let _read = BufReader::new(out).read_line(&mut number);
        }
        let display = Self { server, number: number.trim().to_owned() };
        if display.number.is_empty() {
            return Err(Failure::new("Xvfb did not start; try: Xvfb -displayfd 1".to_owned()));
        }
        Ok(display)
    }

    /// The variables that send a window here and nowhere else.
    pub fn env(&self) -> Vec<(String, OsString)> {
        [("DISPLAY", format!(":{}", self.number)), ("GDK_BACKEND", "x11".to_owned()), ("WAYLAND_DISPLAY", String::new())]
            .into_iter()
            .map(|(name, value)| (name.to_owned(), OsString::from(value)))
            .collect()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _gone = self.server.kill();
        let _reaped = self.server.wait();
    }
}

/// Whether this machine has a screen a window could open on.
pub fn there_is_one() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

//! Building the window and opening it.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::Session;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::keyring::{self, Surroundings};
use crate::process::Step;
use crate::stage::{Stage, time_for_a_name};

/// A window that ends badly sooner than this never opened.
const OPENS_WITHIN: Duration = Duration::from_secs(10);

/// How the window ended.
pub enum Outcome {
    /// The person closed it.
    Closed,
    /// It ended badly before it can have been seen.
    NeverOpened(String),
    /// It ended badly after it had been open.
    Broke(String),
}

/// Builds the window. The whole workspace is named so that the features, and with them the built crates, are those of
/// `holdfastctl`; the tests build with others.
pub fn build_window(ground: &Ground) -> Result<(), Failure> {
    let stage = Stage::begin("building the window (about 10 minutes on two cores the first time, seconds later)");
    Step::cargo("build").args(["--workspace", "--bin", "holdfast"]).within(&ground.root).must()?;
    stage.end();
    Ok(())
}

/// Opens the window and waits until it is closed.
pub fn open(ground: &Ground, session: Session) -> Result<Outcome, Failure> {
    let mut step = Step::program(ground.debug_program("holdfast")).within(&ground.root);
    let mut held = None;
    if session == Session::PrivateKeyring {
        let home = ground.target.join(format!("keyring-{}", time_for_a_name()));
        println!("A private session with its own keyring; what you set up in it lies in {}", ground.shown(&home));
        println!("Its keyring is opened by a word that stands in the source: for trying only, never for real people.");
        let private = keyring::Session::prepare(&home, Surroundings::KeepsTheDisplay)?;
        step = private.around(step);
        held = Some(private);
    }
    println!("\nHoldfast is opening; close its window to come back here.");
    let outcome = watch(step);
    drop(held);
    outcome
}

/// Starts the program, relays what it complains of, and judges how it ended.
fn watch(step: Step) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let mut child = step.into_command().stderr(Stdio::piped()).spawn().map_err(|e| Failure::because("start the window", &e))?;
    let mut last = String::new();
    if let Some(stderr) = child.stderr.take() {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            eprintln!("{line}");
            // The note on backtraces follows every panic and says nothing of its cause.
            if !line.trim().is_empty() && !line.starts_with("note: ") {
                last = line;
            }
        }
    }
    let status = child.wait().map_err(|e| Failure::because("wait for the window", &e))?;
    if status.success() {
        return Ok(Outcome::Closed);
    }
    let reason = match (last.is_empty(), status.code()) {
        (false, _) => last,
        (true, Some(97)) => "gnome-keyring could not be unlocked".to_owned(),
        (true, Some(code)) => format!("it ended with exit code {code}"),
        (true, None) => "it was ended by a signal".to_owned(),
    };
    if begun.elapsed() < OPENS_WITHIN {
        Ok(Outcome::NeverOpened(reason))
    } else {
        Ok(Outcome::Broke(format!("The window ended badly: {reason}")))
    }
}

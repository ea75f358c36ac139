//! The project's own build commands: `cargo xtask setup|run|test|check|tidy|bench|faults|look`.

mod bench;
mod check;
mod display;
mod failure;
mod faults;
mod fuzz;
mod ground;
mod keyring;
mod look;
mod process;
mod run;
mod setup;
mod stage;
mod stamp;
mod test;
mod tidy;
mod tree;
mod ui;

use std::process::ExitCode;

use failure::Failure;
use ground::Ground;
use setup::{Answer, Need};

const USAGE: &str = "\
Usage: cargo xtask <command>

  run             open the window; without a display, print the example unit's morning
  run --keyring   the same, in a private session with a keyring of its own
  look            drive the real window on the example unit and save a picture of every screen
  test            everything that must hold before a change is handed on
  check           the quick part of it: format, clippy, tidy, packages, types of the user interface
  check --full    that, the lines that tests reach, and an hour of mutants, going on where it stopped
  tidy            the house rules alone
  setup           find what this machine lacks and install it
  bench [...]     figures of speed and size, from a release build
  faults          the full-size run of the power-cut tests, the merge held against Automerge, ten minutes of
                  made-up bytes

  --yes           answer yes to installing (CI=true does the same)";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // The last line of a test run is its count; nothing may follow it.
            if !failure.is_told() {
                eprintln!("\n{failure}");
            }
            ExitCode::from(failure.exit)
        }
    }
}

/// Hands the command line to the command it names.
fn dispatch() -> Result<(), Failure> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        println!("{USAGE}");
        return Ok(());
    }
    let command = words.remove(0);
    if matches!(command.as_str(), "help" | "--help" | "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    let ground = Ground::find()?;
    if command == "bench" {
        return bench::bench(&ground, &words);
    }
    let answer = Answer::from_words(&mut words);
    let keyring = take(&mut words, "--keyring");
    let full = take(&mut words, "--full");
    if let Some(stranger) = words.first() {
        return Err(Failure::new(format!("\"{command}\" does not know \"{stranger}\".\n\n{USAGE}")));
    }
    if keyring && command != "run" {
        return Err(Failure::new("--keyring belongs to \"run\" alone.".to_owned()));
    }
    if full && command != "check" {
        return Err(Failure::new("--full belongs to \"check\" alone.".to_owned()));
    }
    match command.as_str() {
        "setup" => setup::setup(&ground, Need::Everything, answer),
        "run" if keyring => run::run(&ground, answer, run::Session::PrivateKeyring),
        "run" => run::run(&ground, answer, run::Session::AsItIs),
        "look" => look::look(&ground, answer),
        "test" => test::test(&ground, answer),
        "check" if full => check::full(&ground, answer),
        "check" => check::check(&ground, answer),
        "tidy" => tidy::tidy(&ground),
        "faults" => faults::faults(&ground, answer),
        other => Err(Failure::new(format!("There is no command \"{other}\".\n\n{USAGE}"))),
    }
}

/// Removes a word from the command line and says whether it was there.
fn take(words: &mut Vec<String>, word: &str) -> bool {
    let before = words.len();
    words.retain(|w| w != word);
    words.len() < before
}

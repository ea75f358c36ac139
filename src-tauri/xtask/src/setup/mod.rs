//! `cargo xtask setup`: finds what this machine lacks for a command, and installs it after a yes.

mod disk;
mod install;
mod system;
pub mod tools;
mod versions;

use std::io::IsTerminal;

use crate::failure::Failure;
use crate::ground::Ground;
use crate::ui;

/// What a command needs of the machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// `holdfastctl` alone: Rust, a C compiler, make, perl.
    Papers,
    /// The window as well: WebKitGTK and Node.
    Window,
    /// The window and a private keyring.
    WindowAndKeyring,
    /// Everything the tests use.
    Everything,
}

/// Who answers when something would be installed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// `--yes` or CI=true.
    Yes,
    /// The person at the terminal.
    Ask,
    /// Nobody: no terminal.
    Nobody,
}

impl Answer {
    /// Takes `--yes` out of the command line and looks at the surroundings.
    pub fn from_words(words: &mut Vec<String>) -> Self {
        if crate::take(words, "--yes") { Self::Yes } else { Self::from_surroundings() }
    }

    /// CI=true is a yes; otherwise a person, if there is a terminal to ask at.
    pub fn from_surroundings() -> Self {
        if std::env::var_os("CI").is_some_and(|ci| ci == "true" || ci == "1") {
            Self::Yes
        } else if std::io::stdin().is_terminal() {
            Self::Ask
        } else {
            Self::Nobody
        }
    }
}

/// Makes the machine ready for a command, or stops with what it lacks.
pub fn setup(ground: &Ground, need: Need, answer: Answer) -> Result<(), Failure> {
    let mut lacking = versions::too_old_or_missing(need);
    lacking.extend(disk::too_little(ground, need));
    if !lacking.is_empty() {
        return Err(Failure::lacking(format!("This machine is not ready:\n- {}", lacking.join("\n- "))));
    }
    let missing = system::missing(need);
    if !missing.is_empty() {
        install::packages(&missing, answer)?;
        let still = system::missing(need);
        if !still.is_empty() {
            return Err(Failure::lacking(format!("Installed, and still not found:\n- {}", system::list(&still).join("\n- "))));
        }
    }
    if need == Need::Everything {
        install::rust_components(answer)?;
    }
    if need >= Need::Window && ui::packages_are_missing(ground)? {
        ui::install_packages(ground)?;
    }
    Ok(())
}

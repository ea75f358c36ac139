//! Why a command stopped, in words for the person at the terminal.

use std::fmt;

/// A command that could not go on.
#[derive(Debug)]
pub struct Failure {
    message: String,
    /// What the shell sees: 1 something failed, 2 the machine lacks something.
    pub exit: u8,
}

impl Failure {
    /// Something went wrong or did not hold.
    pub fn new(message: String) -> Self {
        Self { message, exit: 1 }
    }

    /// The machine lacks something that the message names.
    pub fn lacking(message: String) -> Self {
        Self { message, exit: 2 }
    }

    /// Something did not hold, and the person has already read what.
    pub fn told() -> Self {
        Self::new(String::new())
    }

    /// True when there is nothing more to say.
    pub fn is_told(&self) -> bool {
        self.message.is_empty()
    }

    /// The system refused what we were `doing`.
    pub fn because(doing: &str, error: &std::io::Error) -> Self {
        Self::new(format!("Could not {doing}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

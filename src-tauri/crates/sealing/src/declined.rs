//! Two ways for an operation not to happen: it was refused, or something broke.

use thiserror::Error;

/// Something broke that no user can mend by choosing differently. Holds no personal data, so it
/// may be logged as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Fault {
    /// The operating system gave no random bytes; nothing may be created (security report K-1).
    #[error("the operating system gave no random bytes")]
    NoRandomness,
    /// There was not enough free memory to stretch a passphrase.
    #[error("not enough free memory to stretch a passphrase")]
    NotEnoughMemory,
    /// A cipher or key derivation refused its input; the text names the step, never the data.
    #[error("a cipher refused its input while {0}")]
    Cipher(&'static str),
    /// A file of ours could not be written as text.
    #[error("the slot file could not be written as text")]
    Text,
}

/// Either the user's business (`Refused`, a closed enum that says what to do next) or ours
/// (`Failed`, logged).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Declined<R> {
    /// The rules say no; the window words it.
    #[error("refused: {0}")]
    Refused(R),
    /// Something broke.
    #[error(transparent)]
    Failed(Fault),
}

impl<R> From<Fault> for Declined<R> {
    fn from(fault: Fault) -> Self {
        Self::Failed(fault)
    }
}

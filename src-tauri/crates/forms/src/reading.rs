//! Strict reading of our own TOML data. A fault names the file and the place, never a value.

use serde::de::DeserializeOwned;
use thiserror::Error;

/// A shipped data file that does not hold together. Always our mistake, never the user's.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DataFault {
    /// The text is not TOML of the expected shape, or has a key we do not know.
    #[error("{file} line {line}: not as expected")]
    Unreadable {
        /// Which of our files.
        file: String,
        /// Line from 1; 0 where it is not known.
        line: usize,
    },
    /// Something is used twice, missing, or refers to nothing.
    #[error("{file}: {what}")]
    Broken {
        /// Which of our files.
        file: String,
        /// What is wrong, with the code or id concerned.
        what: String,
    },
}

impl DataFault {
    /// A file that reads well but does not hold together.
    pub(crate) fn broken(file: &str, what: impl Into<String>) -> Self {
        Self::Broken { file: file.to_owned(), what: what.into() }
    }
}

/// Reads one of our files. The parser's own message is dropped, since it may quote what it read.
pub(crate) fn read_toml<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, DataFault> {
    toml::from_str(text).map_err(|error| DataFault::Unreadable {
        file: file.to_owned(),
        line: error.span().map_or(0, |span| line_of(text, span.start)),
    })
}

/// Line, from 1, of a byte offset.
pub(crate) fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The first value that stands twice, if any.
pub(crate) fn first_repeated<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = std::collections::BTreeSet::new();
    values.into_iter().find(|value| !seen.insert(*value))
}

//! The bytes that are hashed: a domain, then every part with its length before it (docs/journal-format.md 1).

use crate::id::Id;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A SHA-256 value (FIPS 180-4).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// What stands where nothing came before: thirty-two zero bytes.
    pub const NONE: Self = Self([0; 32]);

    /// The hash in these bytes; nothing unless there are thirty-two.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for Hash {
    type Error = &'static str;

    /// Reads sixty-four lower or upper case hexadecimal digits.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        const NOT_A_HASH: &str = "not a SHA-256 value";
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(NOT_A_HASH);
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| NOT_A_HASH)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// SHA-256 of these bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    Hash(sealing::sha256(bytes))
}

/// Builds canonical bytes. Every part is a 4-byte big-endian length and then that many bytes.
#[derive(Debug)]
pub struct Encoding(Vec<u8>);

impl Encoding {
    /// Begins with a domain.
    #[must_use]
    pub fn of(domain: &str) -> Self {
        let mut encoding = Self(Vec::with_capacity(320));
        encoding.bytes(domain.as_bytes());
        encoding
    }

    /// A part.
    pub fn bytes(&mut self, part: &[u8]) -> &mut Self {
        // No part comes near 4 GiB: the caller's longest is one record's text, held in memory whole.
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(part);
        self
    }

    /// A part of text.
    pub fn text(&mut self, part: &str) -> &mut Self {
        self.bytes(part.as_bytes())
    }

    /// An id.
    pub fn id(&mut self, part: Id) -> &mut Self {
        self.bytes(&part.0)
    }

    /// An id, or an empty part.
    pub fn maybe_id(&mut self, part: Option<Id>) -> &mut Self {
        match part {
            Some(id) => self.bytes(&id.0),
            None => self.bytes(&[]),
        }
    }

    /// A hash.
    pub fn hash(&mut self, part: Hash) -> &mut Self {
        self.bytes(&part.0)
    }

    /// A number.
    pub fn unsigned(&mut self, part: u64) -> &mut Self {
        self.bytes(&part.to_be_bytes())
    }

    /// A time or another number with a sign.
    pub fn signed(&mut self, part: i64) -> &mut Self {
        self.bytes(&part.to_be_bytes())
    }

    /// The bytes so far; nothing is left behind.
    #[must_use]
    pub fn finish(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}

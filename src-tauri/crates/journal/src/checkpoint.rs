//! A checkpoint of the log in the text form of C2SP tlog-checkpoint: what a witness outside the machine keeps.

use crate::encoding::{Hash, sha256};
use crate::id::Id;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// How long the log was, and the root over it then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checkpoint {
    /// The store the log belongs to.
    pub store: Id,
    /// Acts in the log.
    pub size: u64,
    /// The Merkle root over them.
    pub root: Hash,
}

/// Why a text is no checkpoint of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a checkpoint")]
pub struct NotACheckpoint;

impl Checkpoint {
    /// The three lines that are signed: origin, size, root.
    #[must_use]
    pub fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin(), self.size, STANDARD.encode(self.root.0))
    }

    /// The whole text: body, an empty line, and one signature line (C2SP signed-note, algorithm 1).
    #[must_use]
    pub fn text(&self, public: &[u8; 32], signature: &[u8; 64]) -> String {
        let name = self.origin();
        let id = key_id(&name, public);
        let line = STANDARD.encode([id.as_slice(), signature].concat());
        format!("{}\n\u{2014} {name} {line}\n", self.body())
    }

    /// Reads the body of a checkpoint, whoever signed it.
    ///
    /// # Errors
    /// [`NotACheckpoint`] where the text has another form.
    pub fn read(text: &str) -> Result<Self, NotACheckpoint> {
        let mut lines = text.lines();
        let mut next = || lines.next().ok_or(NotACheckpoint);
        let origin = next()?.strip_prefix("holdfast/log/").ok_or(NotACheckpoint)?;
        let store = origin.parse().map_err(|_| NotACheckpoint)?;
        let size = next()?.parse().map_err(|_| NotACheckpoint)?;
        let root = STANDARD.decode(next()?).ok().and_then(|bytes| Hash::from_slice(&bytes)).ok_or(NotACheckpoint)?;
        let read = Self { store, size, root };
        // One spelling only: leading zeros and other encodings of the same bytes are another text.
        text.starts_with(&read.body()).then_some(read).ok_or(NotACheckpoint)
    }

    fn origin(&self) -> String {
        format!("holdfast/log/{}", self.store)
    }
}

fn key_id(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let hash = sha256(&[name.as_bytes(), b"\n\x01", public].concat());
    let mut id = [0; 4];
    id.copy_from_slice(&hash.0[..4]);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of golang.org/x/mod/sumdb/note, from which C2SP signed-note comes.
    #[test]
    fn a_key_has_the_id_of_the_published_example() {
        let public = STANDARD.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").unwrap();
        assert_eq!(public[0], 1, "the algorithm stands before the key");
        let public: [u8; 32] = public[1..].try_into().unwrap();
        assert_eq!(key_id("PeterNeumann", &public), [0xc7, 0x4f, 0x20, 0xa3]);
    }
}

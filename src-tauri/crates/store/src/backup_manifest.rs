//! The manifest of a backup: what it is of, how far its log had come, which slots open it, which blocks make it.

use crate::{BackupTrouble, Fault};
use journal::{Hash, Id};
use sealing::{Purpose, StoreKey, sha256};
use serde::{Deserialize, Serialize};

/// The format this program writes and reads (docs/backups.md).
const FORMAT: u32 = 1;

/// Bytes of a block: sixteen pages. Only the last one of a file is shorter.
pub(crate) const BLOCK: usize = 65_536;

/// SHA-256 of a block's ciphertext: its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockName([u8; 32]);

impl BlockName {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(sha256(bytes))
    }

    pub(crate) fn hex(&self) -> String {
        hex::encode(self.0)
    }

    /// The name in this text; nothing unless it is sixty-four lower-case hexadecimal digits.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        let name = Self(bytes);
        (name.hex() == text).then_some(name)
    }
}

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupHead {
    /// The store it is of.
    pub store: Id,
    /// Its place in the order of backups in one folder, from 1. Clocks go back; this does not.
    pub number: u64,
    /// When it was made, in Unix milliseconds.
    pub made_at_ms: i64,
    /// Bytes of the store's file.
    pub bytes: u64,
    /// The place and hash of the last act in it.
    pub head: (u64, Hash),
}

/// The header line as it is written. Field order is the format.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Line {
    format: u32,
    store: String,
    number: u64,
    made_at_ms: i64,
    bytes: u64,
    block_bytes: u64,
    acts: u64,
    last_act: String,
    slots: String,
    blocks: u64,
    blocks_sha256: String,
    /// Left out where the MAC is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mac: Option<String>,
    /// Left out where the check value is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check: Option<String>,
}

/// A whole manifest, its check value already compared.
#[derive(Clone)]
pub struct Manifest {
    head: BackupHead,
    line: Line,
    blocks: Vec<BlockName>,
}

impl std::fmt::Debug for Manifest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Manifest").field("head", &self.head).finish_non_exhaustive()
    }
}

fn text_of(line: &Line) -> Result<String, Fault> {
    serde_json::to_string(line).map_err(|_| Fault::Unreadable)
}

fn exactly<const N: usize>(text: &str) -> Result<[u8; N], BackupTrouble> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| BackupTrouble::NotReadable)?;
    Ok(bytes)
}

impl Manifest {
    /// A manifest vouched for under the store's key.
    pub(crate) fn vouched(head: BackupHead, slots: &str, blocks: Vec<BlockName>, key: &StoreKey) -> Result<Self, Fault> {
        let rest = lines_of(&blocks);
        let mut line = Line {
            format: FORMAT,
            store: hex::encode(head.store.0),
            number: head.number,
            made_at_ms: head.made_at_ms,
            bytes: head.bytes,
            block_bytes: BLOCK as u64,
            acts: head.head.0,
            last_act: hex::encode(head.head.1.0),
            slots: slots.to_owned(),
            blocks: blocks.len() as u64,
            blocks_sha256: hex::encode(sha256(rest.as_bytes())),
            mac: None,
            check: None,
        };
        let own = key.key_for(Purpose::BackupManifest, &head.store.0)?;
        line.mac = Some(hex::encode(sealing::vouch(&own, text_of(&line)?.as_bytes())?));
        line.check = Some(hex::encode(sha256(text_of(&line)?.as_bytes())));
        Ok(Self { head, line, blocks })
    }

    /// The file's text: the header line, then one block a line.
    pub(crate) fn text(&self) -> Result<String, Fault> {
        let mut text = text_of(&self.line)?;
        text.push('\n');
        text.push_str(&lines_of(&self.blocks));
        Ok(text)
    }

    /// What a backup says of itself, from its first line alone.
    pub(crate) fn read_head(line: &str) -> Result<BackupHead, BackupTrouble> {
        read_line(line).map(|(head, _)| head)
    }

    /// Reads a whole manifest and compares its check values; exactly the bytes that would be written, or nothing.
    pub(crate) fn read(text: &str) -> Result<Self, BackupTrouble> {
        let (first, rest) = text.split_once('\n').ok_or(BackupTrouble::NotReadable)?;
        let (head, line) = read_line(first)?;
        if hex::encode(sha256(rest.as_bytes())) != line.blocks_sha256 {
            return Err(BackupTrouble::NotReadable);
        }
        let blocks: Option<Vec<BlockName>> = rest.lines().map(BlockName::read).collect();
        let blocks = blocks.ok_or(BackupTrouble::NotReadable)?;
        let wanted = head.bytes.div_ceil(BLOCK as u64);
        if blocks.len() as u64 != line.blocks || line.blocks != wanted || lines_of(&blocks) != rest {
            return Err(BackupTrouble::NotReadable);
        }
        Ok(Self { head, line, blocks })
    }

    /// What it says of itself.
    #[must_use]
    pub const fn head(&self) -> &BackupHead {
        &self.head
    }

    /// The slot file as it stood then: what opens the backup.
    #[must_use]
    pub fn slots(&self) -> &str {
        &self.line.slots
    }

    pub(crate) fn blocks(&self) -> &[BlockName] {
        &self.blocks
    }

    /// Whether whoever wrote it held this store key.
    pub(crate) fn is_vouched_for_by(&self, key: &StoreKey) -> Result<bool, Fault> {
        let own = key.key_for(Purpose::BackupManifest, &self.head.store.0)?;
        let mut mac = [0; 32];
        let said = self.line.mac.as_deref().unwrap_or_default();
        if hex::decode_to_slice(said, &mut mac).is_err() {
            return Ok(false);
        }
        let bare = Line { mac: None, check: None, ..self.line.clone() };
        Ok(sealing::vouches(&own, text_of(&bare)?.as_bytes(), &mac)?)
    }
}

fn read_line(text: &str) -> Result<(BackupHead, Line), BackupTrouble> {
    let line: Line = serde_json::from_str(text).map_err(|_| BackupTrouble::NotReadable)?;
    let bare = Line { check: None, ..line.clone() };
    let check = hex::encode(sha256(text_of(&bare)?.as_bytes()));
    let same = line.check.as_deref() == Some(check.as_str()) && text_of(&line)? == text;
    if !same || line.format != FORMAT || line.block_bytes != BLOCK as u64 {
        return Err(BackupTrouble::NotReadable);
    }
    let head = BackupHead {
        store: Id(exactly(&line.store)?),
        number: line.number,
        made_at_ms: line.made_at_ms,
        bytes: line.bytes,
        head: (line.acts, Hash(exactly(&line.last_act)?)),
    };
    Ok((head, line))
}

fn lines_of(blocks: &[BlockName]) -> String {
    let mut text = String::with_capacity(blocks.len() * 65);
    for block in blocks {
        text.push_str(&block.hex());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let head = BackupHead { store: Id([1; 16]), number: 3, made_at_ms: 5, bytes: 70_000, head: (9, Hash([2; 32])) };
        let blocks = vec![BlockName::of(b"a"), BlockName::of(b"b")];
        Manifest::vouched(head, "{\"slots\":1}", blocks, &StoreKey::from_bytes(&[7; 32])).unwrap()
    }

    #[test]
    fn a_manifest_reads_back_as_it_was_written_and_knows_its_key() {
        let made = manifest();
        let read = Manifest::read(&made.text().unwrap()).unwrap();
        assert_eq!(read.head(), made.head());
        assert_eq!(read.blocks(), made.blocks());
        assert!(read.is_vouched_for_by(&StoreKey::from_bytes(&[7; 32])).unwrap());
        assert!(!read.is_vouched_for_by(&StoreKey::from_bytes(&[8; 32])).unwrap());
    }

    #[test]
    fn one_changed_byte_anywhere_is_noticed_without_any_key() {
        let text = manifest().text().unwrap();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let changed = String::from_utf8_lossy(&bytes).into_owned();
            assert!(Manifest::read(&changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_manifest_made_consistent_again_by_somebody_without_the_key_is_not_vouched_for() {
        let mut forged = manifest();
        forged.line.acts = 8;
        forged.line.check = None;
        forged.line.check = Some(hex::encode(sha256(text_of(&forged.line).unwrap().as_bytes())));
        let read = Manifest::read(&forged.text().unwrap()).unwrap();
        assert!(!read.is_vouched_for_by(&StoreKey::from_bytes(&[7; 32])).unwrap());
    }
}

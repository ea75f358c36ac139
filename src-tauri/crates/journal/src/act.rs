//! Everything a person does is one act: the history of a record, the legal log (DPA 2018 s.62) and what a bundle carries.

use crate::encoding::{Encoding, Hash, sha256};
use crate::id::Id;
use serde::{Deserialize, Serialize};

/// The header of an act. Acts are one chain per device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActHeader {
    /// The act.
    pub id: Id,
    /// The device it was done on.
    pub device: Id,
    /// Its place in the device's chain, from 1.
    pub seq: u64,
    /// What was done, as a code ("referral_taken").
    pub name: String,
    /// The member who did it.
    pub actor: Id,
    /// The actor's agency, as a code.
    pub agency: String,
    /// When, in Unix milliseconds by the device's clock.
    pub time_ms: i64,
    /// What it was done to: a record or a case; nothing where there is none.
    pub subject: Option<Id>,
    /// Why, as a code; empty where no reason is asked. Reason text is an erasable entry, never here.
    pub reason: String,
    /// The agreement it was done under, where one applies.
    pub agreement: Option<Id>,
    /// The act this one is part of; its own id for a root act.
    pub root: Id,
    /// Over the entries it wrote: see [`EntriesDigest`].
    pub entries: Hash,
    /// Hash of the act before it on the device; [`Hash::NONE`] for the first.
    pub previous: Hash,
}

impl ActHeader {
    /// The canonical bytes (docs/journal-format.md 6).
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        Encoding::of("holdfast/act/v1")
            .id(self.id)
            .id(self.device)
            .unsigned(self.seq)
            .text(&self.name)
            .id(self.actor)
            .text(&self.agency)
            .signed(self.time_ms)
            .maybe_id(self.subject)
            .text(&self.reason)
            .maybe_id(self.agreement)
            .id(self.root)
            .hash(self.entries)
            .hash(self.previous)
            .finish()
    }

    /// The act's hash: SHA-256 of its canonical bytes.
    #[must_use]
    pub fn hash(&self) -> Hash {
        sha256(&self.bytes())
    }
}

/// The digest over an act's entries in the order they were written, made as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntriesDigest(Hash);

impl EntriesDigest {
    /// The digest of no entries.
    #[must_use]
    pub fn none() -> Self {
        Self(sha256(&Encoding::of("holdfast/entries/v1").finish()))
    }

    /// Takes in the next entry's hash.
    pub fn add(&mut self, entry: Hash) {
        let mut both = [0; 64];
        both[..32].copy_from_slice(&self.0.0);
        both[32..].copy_from_slice(&entry.0);
        self.0 = sha256(&both);
    }

    /// The digest so far.
    #[must_use]
    pub const fn value(self) -> Hash {
        self.0
    }
}

impl Default for EntriesDigest {
    fn default() -> Self {
        Self::none()
    }
}

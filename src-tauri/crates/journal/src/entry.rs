//! What one act changed in one field of one record: a header fixed for ever, and the value it commits to.

use crate::encoding::{Encoding, Hash, sha256};
use crate::id::Id;
use serde::{Deserialize, Serialize};

/// Bytes of salt in a commitment; without it a hash of "high" could be guessed from a few possibilities.
pub const SALT_LENGTH: usize = 16;

/// The header of an entry. Its bytes never change; the value and the salt live only in the payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryHeader {
    /// The entry.
    pub id: Id,
    /// The device that wrote it.
    pub device: Id,
    /// The chain it stands in: see [`stream_id`].
    pub stream: Id,
    /// Its place in that chain, from 1.
    pub seq: u64,
    /// The member who wrote it.
    pub author: Id,
    /// The author's agency, as a code.
    pub agency: String,
    /// When, in Unix milliseconds by the device's clock. Shown, never used for ordering.
    pub time_ms: i64,
    /// The record it changes.
    pub record: Id,
    /// The field it replaces, or [`crate::WHOLE`] for a record made or signed whole.
    pub field: String,
    /// Version of the definition the value was written under.
    pub definition_version: u32,
    /// Category of the item (rules.md 1.3), as a code.
    pub category: String,
    /// The entries it replaces, sorted, each once.
    pub parents: Vec<Id>,
    /// What binds it to its value: see [`commitment`].
    pub commitment: Hash,
    /// Hash of the entry before it in the stream; [`Hash::NONE`] for the first.
    pub previous: Hash,
}

impl EntryHeader {
    /// The canonical bytes (docs/journal-format.md 4). Parents are written sorted, each once.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut parents = self.parents.clone();
        parents.sort_unstable();
        parents.dedup();
        let mut out = Encoding::of("holdfast/entry/v1");
        out.id(self.id)
            .id(self.device)
            .id(self.stream)
            .unsigned(self.seq)
            .id(self.author)
            .text(&self.agency)
            .signed(self.time_ms)
            .id(self.record)
            .text(&self.field)
            .unsigned(u64::from(self.definition_version))
            .text(&self.category)
            .unsigned(parents.len() as u64);
        for parent in parents {
            out.id(parent);
        }
        out.hash(self.commitment).hash(self.previous).finish()
    }

    /// The entry's hash: SHA-256 of its canonical bytes.
    #[must_use]
    pub fn hash(&self) -> Hash {
        sha256(&self.bytes())
    }
}

/// The chain that entries of one device, record, category and owner agency stand in (docs/journal-format.md 3).
/// Withholding is by whole record and category, so a chain is never cut in the middle.
#[must_use]
pub fn stream_id(device: Id, record: Id, category: &str, owner: &str) -> Id {
    let hash = sha256(&Encoding::of("holdfast/stream/v1").id(device).id(record).text(category).text(owner).finish());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    Id(id)
}

/// The commitment: SHA-256(domain ‖ entry id ‖ salt ‖ canonical plaintext), laid out as docs/journal-format.md 4 says.
#[must_use]
pub fn commitment(entry: Id, salt: &[u8; SALT_LENGTH], plaintext: &[u8]) -> Hash {
    let domain = "holdfast/commitment/v1";
    Hash(sealing::commitment(domain, &entry.0, salt, plaintext))
}

/// The hash of a record as it stands: over its heads' commitments, sorted by entry (docs/journal-format.md 7).
#[must_use]
pub fn record_hash(record: Id, heads: &[(Id, Hash)]) -> Hash {
    let mut heads = heads.to_vec();
    heads.sort_unstable();
    heads.dedup();
    let mut out = Encoding::of("holdfast/record/v1");
    out.id(record).unsigned(heads.len() as u64);
    for (entry, commitment) in heads {
        out.id(entry).hash(commitment);
    }
    sha256(&out.finish())
}

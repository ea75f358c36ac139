//! The journal's own rules: acts, entries, chains and heads. Pure: no file, no database, no clock, no randomness.

mod act;
mod canonical;
mod chains;
mod checkpoint;
mod encoding;
mod entry;
mod heads;
mod id;
mod merkle;
mod parts;
mod protective;

pub use act::{ActHeader, EntriesDigest};
pub use canonical::{NotCanonical, canonical, read_canonical};
pub use chains::{ActChain, Broken, BrokenWhy, StreamChain};
pub use checkpoint::{Checkpoint, NotACheckpoint};
pub use encoding::{Encoding, Hash, sha256};
pub use entry::{EntryHeader, SALT_LENGTH, commitment, record_hash, stream_id};
pub use heads::{Heads, Placed, WHOLE};
pub use id::Id;
pub use merkle::{Frontier, consistency_proof, inclusion_proof, is_consistent, is_included, leaf_hash};
pub use parts::{NotParts, Parts};
pub use protective::{Shown, more_protective};

//! Walking a chain from its first link: the first act or entry that does not fit is named.

use crate::act::ActHeader;
use crate::encoding::Hash;
use crate::entry::EntryHeader;
use crate::id::Id;

/// What does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BrokenWhy {
    /// A number in the chain is missing or stands twice before this one.
    Gap,
    /// The next link was made after a different version of this one.
    Altered,
    /// It belongs to another chain.
    Stranger,
    /// The entries of this act are not those it was closed with.
    Entries,
    /// The value is not the one the entry committed to.
    Value,
    /// The chain ends before the place it is known to have reached.
    Truncated,
}

/// The first link that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{id} at {seq} does not fit its chain: {why:?}")]
pub struct Broken {
    /// The act or entry.
    pub id: Id,
    /// Its place in its chain.
    pub seq: u64,
    /// What does not fit.
    pub why: BrokenWhy,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    id: Id,
    seq: u64,
    hash: Hash,
}

fn step(held: &mut Option<Link>, next: Link, previous: Hash) -> Result<(), Broken> {
    let (wanted_seq, wanted_hash) = held.map_or((1, Hash::NONE), |h| (h.seq + 1, h.hash));
    let broken = |id, seq, why| Err(Broken { id, seq, why });
    if next.seq != wanted_seq {
        return broken(next.id, next.seq, BrokenWhy::Gap);
    }
    if previous != wanted_hash {
        // The later link vouches for the earlier: it is the earlier one that reads differently now.
        return match held {
            Some(earlier) => broken(earlier.id, earlier.seq, BrokenWhy::Altered),
            None => broken(next.id, next.seq, BrokenWhy::Altered),
        };
    }
    *held = Some(next);
    Ok(())
}

/// The chain of one device's acts, walked link by link.
#[derive(Debug, Clone)]
pub struct ActChain {
    device: Id,
    held: Option<Link>,
}

impl ActChain {
    /// A chain before its first act.
    #[must_use]
    pub const fn of(device: Id) -> Self {
        Self { device, held: None }
    }

    /// Walks on to the next act.
    ///
    /// # Errors
    /// The first act that does not fit.
    pub fn step(&mut self, act: &ActHeader) -> Result<(), Broken> {
        if act.device != self.device {
            return Err(Broken { id: act.id, seq: act.seq, why: BrokenWhy::Stranger });
        }
        let link = Link { id: act.id, seq: act.seq, hash: act.hash() };
        step(&mut self.held, link, act.previous)
    }

    /// The place and the hash of the last act walked; 0 and [`Hash::NONE`] before the first.
    #[must_use]
    pub fn head(&self) -> (u64, Hash) {
        self.held.map_or((0, Hash::NONE), |h| (h.seq, h.hash))
    }

    /// Compares the end of the walk with a head known from elsewhere.
    ///
    /// # Errors
    /// The last act, where the chain ends early or its last act reads differently.
    pub fn ends_at(&self, seq: u64, hash: Hash) -> Result<(), Broken> {
        let (held_seq, held_hash) = self.head();
        let id = self.held.map_or(self.device, |h| h.id);
        let why = if held_seq != seq {
            BrokenWhy::Truncated
        } else if held_hash != hash {
            BrokenWhy::Altered
        } else {
            return Ok(());
        };
        Err(Broken { id, seq: held_seq, why })
    }
}

/// The chain of one stream's entries, walked link by link.
#[derive(Debug, Clone)]
pub struct StreamChain {
    stream: Id,
    held: Option<Link>,
}

impl StreamChain {
    /// A chain before its first entry.
    #[must_use]
    pub const fn of(stream: Id) -> Self {
        Self { stream, held: None }
    }

    /// Walks on to the next entry and gives its hash.
    ///
    /// # Errors
    /// The first entry that does not fit.
    pub fn step(&mut self, entry: &EntryHeader) -> Result<Hash, Broken> {
        if entry.stream != self.stream {
            return Err(Broken { id: entry.id, seq: entry.seq, why: BrokenWhy::Stranger });
        }
        let hash = entry.hash();
        let link = Link { id: entry.id, seq: entry.seq, hash };
        step(&mut self.held, link, entry.previous)?;
        Ok(hash)
    }

    /// The place and the hash of the last entry walked; 0 and [`Hash::NONE`] before the first.
    #[must_use]
    pub fn head(&self) -> (u64, Hash) {
        self.held.map_or((0, Hash::NONE), |h| (h.seq, h.hash))
    }
}

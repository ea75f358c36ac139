//! Walking every chain of the store from its first link, beside what the acts say they wrote and what was signed then.

use crate::checkpoints::KeptCheckpoint;
use crate::history::{RawAct, RawEntry};
use crate::sql::{first, sql};
use crate::{Fault, Store};
use journal::{ActChain, Broken, BrokenWhy, EntriesDigest, Frontier, Hash, Id};
use std::collections::HashMap;

/// What was walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verified {
    /// Acts.
    pub acts: u64,
    /// Entries.
    pub entries: u64,
    /// Chains of entries: one for each device, record, category and owner.
    pub streams: u64,
    /// Checkpoints, each with its root found again and its signature in order.
    pub checkpoints: u64,
    /// The place and hash of this device's last act.
    pub head: Option<(u64, Hash)>,
}

/// The first thing that does not fit, or that the walk could not be finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FirstBad {
    /// An act that does not fit.
    #[error("act: {0}")]
    Act(Broken),
    /// An entry that does not fit.
    #[error("entry: {0}")]
    Entry(Broken),
    /// The log up to this act is not the one that was signed: what came before was written anew.
    #[error("checkpoint at {size}: the log up to there is not the one that was signed at {at_ms}")]
    Checkpoint {
        /// Acts in the log then.
        size: u64,
        /// When it was signed, in Unix milliseconds.
        at_ms: i64,
    },
    /// A checkpoint is signed, but not with a key of the member it names.
    #[error("checkpoint at {size}: signed at {at_ms} with a key that is not the named member's")]
    Signer {
        /// Acts in the log then.
        size: u64,
        /// When it says it was signed, in Unix milliseconds.
        at_ms: i64,
    },
    /// What stands for a record is not what its entries say: an old page, or a change past the program.
    #[error("record {record}: what stands is not what its entries say")]
    Record {
        /// The record.
        record: Id,
    },
    /// The store could not be read.
    #[error(transparent)]
    Failed(#[from] Fault),
}

impl From<rusqlite::Error> for FirstBad {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}

pub(crate) const fn bad_entry(id: Id, seq: u64, why: BrokenWhy) -> FirstBad {
    FirstBad::Entry(Broken { id, seq, why })
}

/// The ends of the streams walked so far, by record, device, category and owner.
type Ends = HashMap<(Id, i64, i64, i64), (u64, Hash)>;

/// The log's tree as it grows, held against the checkpoints in order.
struct Witnessed {
    frontier: Frontier,
    waiting: std::iter::Peekable<std::vec::IntoIter<KeptCheckpoint>>,
    met: u64,
}

impl Witnessed {
    fn add(&mut self, store: Id, act: Hash) -> Result<(), FirstBad> {
        self.frontier.add(act);
        if let Some(kept) = self.waiting.next_if(|kept| kept.size <= self.frontier.size()) {
            let same = kept.size == self.frontier.size()
                && kept.root == self.frontier.root()
                && kept.frontier == self.frontier.bytes()
                && kept.is_signed(store);
            if !same {
                return Err(FirstBad::Checkpoint { size: kept.size, at_ms: kept.at_ms });
            }
            self.met += 1;
        }
        Ok(())
    }
}

impl Store {
    /// Verifies every chain: acts from the first to the head kept apart, every act's entries, every stream, every
    /// checkpoint.
    ///
    /// # Errors
    /// [`FirstBad`], naming the act, entry or checkpoint.
    pub fn verify_chains(&self) -> Result<Verified, FirstBad> {
        let mut walked = Verified::default();
        let mut chains: HashMap<Id, ActChain> = HashMap::new();
        let mut ends = Ends::new();
        let mut witnessed =
            Witnessed { frontier: Frontier::empty(), waiting: self.checkpoints()?.into_iter().peekable(), met: 0 };
        let mut act_statement = self.conn.prepare_cached(sql!("acts/in_order"))?;
        let mut acts = act_statement.query([])?;
        let mut entry_statement = self.conn.prepare_cached(sql!("entries/in_order"))?;
        let mut entries = entry_statement.query([])?;
        let mut waiting: Option<RawEntry> = entries.next()?.map(RawEntry::read).transpose()?;
        while let Some(row) = acts.next()? {
            let raw = RawAct::read(row)?;
            let act = raw.line(self)?.header;
            chains.entry(act.device).or_insert_with(|| ActChain::of(act.device)).step(&act).map_err(FirstBad::Act)?;
            walked.acts += 1;
            // Entries stand in the order of their acts, because acts are closed one after the other.
            let mut digest = EntriesDigest::none();
            while let Some(entry) = waiting.take_if(|entry| entry.act == raw.n) {
                digest.add(self.verify_entry(&entry, &mut ends)?);
                walked.entries += 1;
                waiting = entries.next()?.map(RawEntry::read).transpose()?;
            }
            if digest.value() != act.entries {
                let why = BrokenWhy::Entries;
                return Err(FirstBad::Act(Broken { id: act.id, seq: act.seq, why }));
            }
            if act.device == self.device {
                witnessed.add(self.store_id(), act.hash())?;
            }
        }
        if let Some(stray) = waiting {
            let header = stray.header(self)?;
            return Err(bad_entry(header.id, header.seq, BrokenWhy::Stranger));
        }
        let own = chains.remove(&self.device).unwrap_or_else(|| ActChain::of(self.device));
        let (seq, hash) = self.audit_head();
        own.ends_at(seq, hash).map_err(FirstBad::Act)?;
        if let Some(beyond) = witnessed.waiting.next() {
            return Err(FirstBad::Checkpoint { size: beyond.size, at_ms: beyond.at_ms });
        }
        walked.head = Some(own.head());
        walked.streams = ends.len() as u64;
        walked.checkpoints = witnessed.met;
        Ok(walked)
    }

    /// Holds the key of every checkpoint against those its member signs with, as far as the caller knows: a log written
    /// anew and signed with a key of one's own fits itself. `signs` answers with every key the member has had.
    ///
    /// # Errors
    /// [`FirstBad::Signer`] with the first checkpoint whose key is another.
    pub fn verify_signers(&self, signs: &dyn Fn(Id) -> Vec<[u8; 32]>) -> Result<(), FirstBad> {
        match self.checkpoints()?.into_iter().find(|kept| !signs(kept.signer).contains(&kept.public)) {
            Some(kept) => Err(FirstBad::Signer { size: kept.size, at_ms: kept.at_ms }),
            None => Ok(()),
        }
    }

    /// The place in the log of the act from which on to look: the one that does not fit, that wrote the entry that does
    /// not, or that changed the record last. For a checkpoint the last act it covers.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn first_bad_act(&self, bad: &FirstBad) -> Result<Option<u64>, Fault> {
        let seq = |found: Option<Option<i64>>| found.flatten().map(i64::unsigned_abs);
        Ok(match bad {
            FirstBad::Act(broken) => Some(broken.seq),
            FirstBad::Entry(broken) => seq(first(&self.conn, sql!("acts/of_entry"), [broken.id.0], |row| row.get(0))?),
            FirstBad::Record { record } => seq(first(&self.conn, sql!("acts/last_on_record"), [record.0], |row| row.get(0))?),
            FirstBad::Checkpoint { size, .. } | FirstBad::Signer { size, .. } => Some(*size),
            FirstBad::Failed(_) => None,
        })
    }

    /// Compares an entry with the one before it in its stream; its hash.
    fn verify_entry(&self, entry: &RawEntry, ends: &mut Ends) -> Result<Hash, FirstBad> {
        let header = entry.header(self)?;
        let stream = entry.stream();
        // Our own entries come in order; another device's may have come in any.
        let before = match ends.get(&stream) {
            _ if header.seq <= 1 => Some((0, Hash::NONE)),
            Some(end) if end.0 + 1 == header.seq => Some(*end),
            Some(_) | None => entry.predecessor(self)?.map(|before| (before.seq, before.hash())),
        };
        let Some((_, before)) = before else {
            return Err(bad_entry(header.id, header.seq, BrokenWhy::Gap));
        };
        if header.seq == 0 || header.previous != before {
            return Err(bad_entry(header.id, header.seq, BrokenWhy::Altered));
        }
        let hash = header.hash();
        ends.insert(stream, (header.seq, hash));
        Ok(hash)
    }
}

//! Walking every chain of the store from its first link, beside the check of what the acts say they wrote.

use crate::history::{RawAct, RawEntry};
use crate::sql::sql;
use crate::{Fault, Store};
use journal::{ActChain, Broken, BrokenWhy, EntriesDigest, Hash, Id};
use std::collections::HashMap;

/// What was walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verified {
    /// Acts.
    pub acts: u64,
    /// Entries.
    pub entries: u64,
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
    /// The store could not be read.
    #[error(transparent)]
    Failed(#[from] Fault),
}

impl From<rusqlite::Error> for FirstBad {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error.into())
    }
}

const fn bad_entry(id: Id, seq: u64, why: BrokenWhy) -> FirstBad {
    FirstBad::Entry(Broken { id, seq, why })
}

impl Store {
    /// Verifies every chain: acts from the first to the head kept apart, every act's entries, every stream.
    ///
    /// # Errors
    /// [`FirstBad`], naming the act or entry.
    pub fn verify_chains(&self) -> Result<Verified, FirstBad> {
        let mut walked = Verified::default();
        let mut chains: HashMap<Id, ActChain> = HashMap::new();
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
                digest.add(self.verify_entry(&entry)?);
                walked.entries += 1;
                waiting = entries.next()?.map(RawEntry::read).transpose()?;
            }
            if digest.value() != act.entries {
                let why = BrokenWhy::Entries;
                return Err(FirstBad::Act(Broken { id: act.id, seq: act.seq, why }));
            }
        }
        if let Some(stray) = waiting {
            let header = stray.header(self)?;
            return Err(bad_entry(header.id, header.seq, BrokenWhy::Stranger));
        }
        let own = chains.remove(&self.device).unwrap_or_else(|| ActChain::of(self.device));
        let (seq, hash) = self.audit_head();
        own.ends_at(seq, hash).map_err(FirstBad::Act)?;
        walked.head = Some(own.head());
        Ok(walked)
    }

    /// Compares an entry with the one before it in its stream; its hash.
    fn verify_entry(&self, entry: &RawEntry) -> Result<Hash, FirstBad> {
        let header = entry.header(self)?;
        let before = if header.seq > 1 {
            let Some(before) = entry.predecessor(self)? else {
                return Err(bad_entry(header.id, header.seq, BrokenWhy::Gap));
            };
            before.hash()
        } else {
            Hash::NONE
        };
        if header.seq == 0 || header.previous != before {
            return Err(bad_entry(header.id, header.seq, BrokenWhy::Altered));
        }
        Ok(header.hash())
    }

    /// Compares every value of a record with the commitment in its entry's header.
    ///
    /// # Errors
    /// The first entry whose value is not the one it committed to.
    pub fn verify_record(&self, record: Id) -> Result<(), FirstBad> {
        let mut statement = self.conn.prepare_cached(sql!("entries/of_record"))?;
        let mut rows = statement.query([record.0])?;
        while let Some(row) = rows.next()? {
            let header = RawEntry::read(row)?.header(self)?;
            let key: Option<[u8; 32]> = row.get("key")?;
            let sealed: Option<Vec<u8>> = row.get("sealed")?;
            let salt: Option<[u8; 16]> = row.get("salt")?;
            let (Some(key), Some(sealed), Some(salt)) = (key, sealed, salt) else {
                continue;
            };
            let genuine = sealing::open(&key, &header.id.0, &sealed)
                .is_ok_and(|text| journal::commitment(header.id, &salt, &text) == header.commitment);
            if !genuine {
                return Err(bad_entry(header.id, header.seq, BrokenWhy::Value));
            }
        }
        Ok(())
    }
}

//! Checkpoints of the log: its Merkle root at some length, signed, kept here and by witnesses outside.

use crate::history::RawAct;
use crate::sql::{all, first, run, sql};
use crate::{Fault, Store};
use journal::{Checkpoint, Frontier, Hash, Id};
use rusqlite::Row;

/// A checkpoint as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCheckpoint {
    /// Acts in the log then.
    pub size: u64,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
    /// What it was taken for, as a code: `lock`, `every_200`, the act that led to it.
    pub why: String,
    /// The Merkle root.
    pub root: Hash,
    /// The member who signed.
    pub signer: Id,
    /// The signer's Ed25519 key, as it was then.
    pub public: [u8; 32],
    /// Over the checkpoint's body.
    pub signature: [u8; 64],
    pub(crate) frontier: Vec<u8>,
}

/// Whose hand signs a checkpoint.
pub struct Signing<'a> {
    /// The member.
    pub member: Id,
    /// The member's Ed25519 key.
    pub public: [u8; 32],
    /// Signs the body's bytes.
    pub sign: &'a dyn Fn(&[u8]) -> [u8; 64],
}

impl KeptCheckpoint {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            size: row.get::<_, i64>("size")?.unsigned_abs(),
            at_ms: row.get("at")?,
            why: row.get("why")?,
            root: Hash(row.get("root")?),
            signer: Id(row.get("signer")?),
            public: row.get("public")?,
            signature: row.get("signature")?,
            frontier: row.get("frontier")?,
        })
    }

    /// Whether the signature is that key's over this store's checkpoint.
    #[must_use]
    pub fn is_signed(&self, store: Id) -> bool {
        let body = Checkpoint { store, size: self.size, root: self.root }.body();
        sealing::verify(&self.public, body.as_bytes(), &self.signature).is_ok()
    }
}

impl Store {
    /// Length and Merkle root of the log as it stands.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn log_mark(&self) -> Result<Checkpoint, Fault> {
        let (size, _) = self.audit_head();
        let mut frontier = self.log.take();
        if frontier.size() == 0 || frontier.size() > size {
            // Not asked for yet, or a write was taken back: start from the last checkpoint.
            frontier = self.frontier_up_to(size)?;
        }
        self.go_on_to(&mut frontier, size)?;
        let root = frontier.root();
        self.log.replace(frontier);
        Ok(Checkpoint { store: self.store_id(), size, root })
    }

    /// The Merkle root the log had when it was so long; nothing where it never was.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn log_root_at(&self, size: u64) -> Result<Option<Hash>, Fault> {
        if size > self.audit_head().0 {
            return Ok(None);
        }
        let mut frontier = self.frontier_up_to(size)?;
        self.go_on_to(&mut frontier, size)?;
        Ok(Some(frontier.root()))
    }

    /// The same, found from the acts alone, however many there are: for a witness from outside, who does not take the
    /// store's own word for what the checkpoints were.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn log_root_walked(&self, size: u64) -> Result<Option<Hash>, Fault> {
        if size > self.audit_head().0 {
            return Ok(None);
        }
        let mut frontier = Frontier::empty();
        self.go_on_to(&mut frontier, size)?;
        Ok(Some(frontier.root()))
    }

    /// Keeps a signed checkpoint of the log as it stands. The same length twice is one checkpoint. Not an act.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn keep_checkpoint(&self, why: &str, at_ms: i64, signing: &Signing<'_>) -> Result<Checkpoint, Fault> {
        let mark = self.log_mark()?;
        if mark.size == 0 || self.last_checkpoint()?.is_some_and(|last| last.size == mark.size) {
            return Ok(mark);
        }
        let signature = (signing.sign)(mark.body().as_bytes());
        let size = i64::try_from(mark.size).map_err(|_| Fault::Damaged)?;
        let frontier = self.log.borrow().bytes();
        let values = (size, at_ms, why, mark.root.0, frontier, signing.member.0, signing.public, signature.as_slice());
        run(&self.conn, sql!("checkpoints/add"), values)?;
        Ok(mark)
    }

    /// Every checkpoint, oldest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn checkpoints(&self) -> Result<Vec<KeptCheckpoint>, Fault> {
        all(&self.conn, sql!("checkpoints/all"), [], KeptCheckpoint::read)
    }

    /// The newest checkpoint.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn last_checkpoint(&self) -> Result<Option<KeptCheckpoint>, Fault> {
        self.checkpoint_up_to(u64::MAX)
    }

    fn checkpoint_up_to(&self, size: u64) -> Result<Option<KeptCheckpoint>, Fault> {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        first(&self.conn, sql!("checkpoints/up_to"), [size], KeptCheckpoint::read)
    }

    fn frontier_up_to(&self, size: u64) -> Result<Frontier, Fault> {
        match self.checkpoint_up_to(size)? {
            Some(kept) => Frontier::kept(kept.size, &kept.frontier).ok_or(Fault::Damaged),
            None => Ok(Frontier::empty()),
        }
    }

    fn go_on_to(&self, frontier: &mut Frontier, size: u64) -> Result<(), Fault> {
        let place = |n: u64| i64::try_from(n).map_err(|_| Fault::Damaged);
        for raw in all(&self.conn, sql!("acts/after"), (place(frontier.size())?, place(size)?), RawAct::read)? {
            frontier.add(raw.line(self)?.header.hash());
        }
        if frontier.size() == size { Ok(()) } else { Err(Fault::Damaged) }
    }
}

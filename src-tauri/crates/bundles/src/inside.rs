//! What stands inside the sealed payload, read piece by piece; only chunks whose tag was checked come this far.

use crate::counted::{CountedRead, unreadable};
use crate::refusal::{Limit, OpenRefusal};
use journal::Hash;
use sealing::{ChunkOpener, ChunkTrouble, FileKey};
use zeroize::Zeroizing;

/// The opened payload.
pub(crate) struct Inside<'a> {
    opener: ChunkOpener<CountedRead<'a>>,
    chunk: Zeroizing<Vec<u8>>,
    at: usize,
    /// Bytes taken so far.
    pub(crate) taken: u64,
}

impl<'a> Inside<'a> {
    /// Compares the commitment; no chunk is opened yet.
    pub(crate) fn begin(source: CountedRead<'a>, key: &FileKey, context: &[u8]) -> Result<Self, OpenRefusal> {
        let opener = ChunkOpener::begin(source, key, context).map_err(refusal)?;
        Ok(Self { opener, chunk: Zeroizing::new(Vec::new()), at: 0, taken: 0 })
    }

    /// Bytes that lie ready; empty at the end alone.
    fn ready(&mut self) -> Result<&[u8], OpenRefusal> {
        while self.at == self.chunk.len() {
            let Some(chunk) = self.opener.next_chunk().map_err(refusal)? else {
                return Ok(&[]);
            };
            self.chunk.clear();
            self.chunk.extend_from_slice(chunk);
            self.at = 0;
        }
        Ok(&self.chunk[self.at..])
    }

    /// Hands the next `length` bytes on, in pieces. Where the payload ends before, `short` is the refusal.
    pub(crate) fn pass(
        &mut self,
        mut length: u64,
        short: &OpenRefusal,
        mut on: impl FnMut(&[u8]) -> Result<(), OpenRefusal>,
    ) -> Result<(), OpenRefusal> {
        while length > 0 {
            let ready = self.ready()?;
            if ready.is_empty() {
                return Err(short.clone());
            }
            let part = ready.len().min(usize::try_from(length).unwrap_or(usize::MAX));
            on(&ready[..part])?;
            self.at += part;
            self.taken += part as u64;
            length -= part as u64;
        }
        Ok(())
    }

    /// The next `length` bytes. No more is reserved than has come.
    pub(crate) fn take(&mut self, length: u64, short: &OpenRefusal) -> Result<Vec<u8>, OpenRefusal> {
        let mut taken = Vec::new();
        self.pass(length, short, |part| {
            taken.extend_from_slice(part);
            Ok(())
        })?;
        Ok(taken)
    }

    /// The next `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self, short: &OpenRefusal) -> Result<[u8; N], OpenRefusal> {
        let taken = self.take(N as u64, short)?;
        taken.try_into().map_err(|_| short.clone())
    }

    /// Whether nothing is left; only then it is certain that nothing was cut off.
    pub(crate) fn is_at_end(&mut self) -> Result<bool, OpenRefusal> {
        Ok(self.ready()?.is_empty())
    }

    /// SHA-256 and length of all that was read of the file.
    pub(crate) fn file(&self) -> (Hash, u64) {
        (self.opener.source().sha256(), self.opener.source().bytes)
    }
}

fn refusal(trouble: ChunkTrouble) -> OpenRefusal {
    match trouble {
        ChunkTrouble::Unreadable(kind) => unreadable(kind),
        ChunkTrouble::Commitment | ChunkTrouble::Altered => OpenRefusal::PayloadAltered,
        ChunkTrouble::Truncated => OpenRefusal::CutShort,
        ChunkTrouble::TooLong => OpenRefusal::OverLimit(Limit::File),
    }
}

//! A long message sealed in chunks of 16 KiB, so that writing and reading it need the memory of one: C2SP chunked-encryption.

use crate::digest::expand_sha512;
use crate::{Fault, FileKey};
use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use std::io::{self, ErrorKind, Read, Write};
use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::Zeroizing;

/// Bytes of plaintext in every chunk but the last, which is always shorter and may be empty.
pub const CHUNK: usize = 16 * 1024;
/// Bytes before the first chunk: 24 of salt, 32 of commitment.
pub const CHUNKED_PREFIX: usize = 56;
const TAG: usize = 16;
const SEALED_CHUNK: usize = CHUNK + TAG;
/// The message must not reach this many chunks (4 PiB).
const MOST_CHUNKS: u64 = 1 << 38;

/// Why a chunked message does not open.
#[derive(Debug, Error)]
pub enum ChunkTrouble {
    /// The bytes could not be read.
    #[error("the sealed bytes could not be read: {0}")]
    Unreadable(io::ErrorKind),
    /// Another key, another context or another salt than it was sealed with. Found before any chunk is opened.
    #[error("the message is not committed to this key and context")]
    Commitment,
    /// A chunk was changed, or stands in another place.
    #[error("a chunk was changed or stands in another place")]
    Altered,
    /// The message ends before its last, short chunk.
    #[error("the message was cut short")]
    Truncated,
    /// More chunks than a message may have, or a cipher that refused its input.
    #[error("the message is longer than may be")]
    TooLong,
}

/// What one message is sealed under: `key ‖ base nonce ‖ commitment` = HKDF-Expand-SHA512(input key,
/// "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM" ‖ 0x00 ‖ salt ‖ context).
struct Under {
    cipher: Aes256Gcm,
    base: Zeroizing<[u8; 12]>,
    commitment: [u8; 32],
    next: u64,
}

impl Under {
    fn of(key: &FileKey, salt: &[u8; 24], context: &[u8]) -> Result<Self, Fault> {
        const LABEL: &[u8] = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0";
        let drawn = expand_sha512::<76>(key.expose_bytes_dangerously(), &[LABEL, salt, context])?;
        let mut aes = Zeroizing::new([0; 32]);
        let (mut base, mut commitment) = (Zeroizing::new([0; 12]), [0; 32]);
        aes.copy_from_slice(&drawn[..32]);
        base.copy_from_slice(&drawn[32..44]);
        commitment.copy_from_slice(&drawn[44..]);
        Ok(Self { cipher: Aes256Gcm::new((&*aes).into()), base, commitment, next: 0 })
    }

    /// The nonce of the next chunk: the base nonce with the chunk's number added without carry (XOR), big-endian.
    fn nonce(&mut self) -> Option<Nonce<aes_gcm::aead::consts::U12>> {
        if self.next >= MOST_CHUNKS {
            return None;
        }
        let mut nonce = *self.base;
        for (byte, number) in nonce[4..].iter_mut().zip(self.next.to_be_bytes()) {
            *byte ^= number;
        }
        self.next += 1;
        Some(Nonce::from(nonce))
    }
}

/// Seals what is written into it: salt, commitment, chunks. [`ChunkSealer::finish`] writes the last chunk; without it the
/// message reads as cut short.
pub struct ChunkSealer<W: Write> {
    out: W,
    under: Under,
    held: Zeroizing<Vec<u8>>,
}

impl<W: Write> ChunkSealer<W> {
    /// Begins a message. `salt` is fresh and never used again with this key; `context` is bound and not written.
    ///
    /// # Errors
    /// Those of writing.
    pub fn begin(mut out: W, key: &FileKey, salt: &[u8; 24], context: &[u8]) -> io::Result<Self> {
        let under = Under::of(key, salt, context).map_err(io::Error::other)?;
        out.write_all(salt)?;
        out.write_all(&under.commitment)?;
        Ok(Self { out, under, held: Zeroizing::new(Vec::with_capacity(SEALED_CHUNK)) })
    }

    fn seal_held(&mut self) -> io::Result<()> {
        let refused = || io::Error::other(Fault::Cipher("sealing a chunk"));
        let nonce = self.under.nonce().ok_or_else(refused)?;
        self.under.cipher.encrypt_in_place(&nonce, &[], &mut *self.held).map_err(|_| refused())?;
        self.out.write_all(&self.held)?;
        self.held.clear();
        Ok(())
    }

    /// Writes the last chunk and gives back what was written into.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self) -> io::Result<W> {
        self.seal_held()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for ChunkSealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK - self.held.len());
        self.held.extend_from_slice(&bytes[..taken]);
        if self.held.len() == CHUNK {
            self.seal_held()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Opens a message chunk by chunk. No byte of a chunk is handed out before its tag was checked.
pub struct ChunkOpener<R: Read> {
    source: R,
    under: Under,
    chunk: Zeroizing<Vec<u8>>,
    ended: bool,
}

impl<R: Read> ChunkOpener<R> {
    /// Reads salt and commitment, and compares the commitment first of all.
    ///
    /// # Errors
    /// [`ChunkTrouble::Commitment`] for another key or context; [`ChunkTrouble::Truncated`] where there is less.
    pub fn begin(mut source: R, key: &FileKey, context: &[u8]) -> Result<Self, ChunkTrouble> {
        let mut prefix = [0; CHUNKED_PREFIX];
        if fill(&mut source, &mut prefix)? < CHUNKED_PREFIX {
            return Err(ChunkTrouble::Truncated);
        }
        let (salt, commitment) = prefix.split_first_chunk::<24>().ok_or(ChunkTrouble::Truncated)?;
        let under = Under::of(key, salt, context).map_err(|_| ChunkTrouble::TooLong)?;
        if !bool::from(under.commitment.as_slice().ct_eq(commitment)) {
            return Err(ChunkTrouble::Commitment);
        }
        Ok(Self { source, under, chunk: Zeroizing::new(Vec::with_capacity(SEALED_CHUNK)), ended: false })
    }

    /// Where the bytes come from.
    pub fn source(&self) -> &R {
        &self.source
    }

    /// The next chunk's plaintext; nothing after the last. Only then is it certain that nothing was cut off.
    ///
    /// # Errors
    /// [`ChunkTrouble`]; after an error nothing more is to be read.
    pub fn next_chunk(&mut self) -> Result<Option<&[u8]>, ChunkTrouble> {
        if self.ended {
            return Ok(None);
        }
        self.chunk.resize(SEALED_CHUNK, 0);
        let length = fill(&mut self.source, &mut self.chunk)?;
        self.chunk.truncate(length);
        if length < TAG {
            return Err(ChunkTrouble::Truncated);
        }
        let nonce = self.under.nonce().ok_or(ChunkTrouble::TooLong)?;
        if self.under.cipher.decrypt_in_place(&nonce, &[], &mut *self.chunk).is_err() {
            self.chunk.clear();
            return Err(ChunkTrouble::Altered);
        }
        self.ended = length < SEALED_CHUNK;
        Ok(Some(&self.chunk))
    }
}

/// Reads until the place is full or the source ends.
fn fill(source: &mut impl Read, place: &mut [u8]) -> Result<usize, ChunkTrouble> {
    let mut filled = 0;
    while filled < place.len() {
        match source.read(&mut place[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(trouble) if trouble.kind() == ErrorKind::Interrupted => {}
            Err(trouble) => return Err(ChunkTrouble::Unreadable(trouble.kind())),
        }
    }
    Ok(filled)
}

#[cfg(test)]
#[path = "chunked_tests.rs"]
mod tests;

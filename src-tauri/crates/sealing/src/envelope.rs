//! A payload sealed under a key and bound to its place: AES-256-GCM with a random nonce in front.

use crate::{Fault, fresh_bytes};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use thiserror::Error;

/// Bytes a sealed payload is longer than its plaintext: 12 of nonce, 16 of tag.
pub(crate) const OVERHEAD: usize = 28;

/// The sealed bytes do not open: another key, another place, or changed since. Which of the three
/// cannot be told (NIST SP 800-38D).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the sealed bytes do not open with this key in this place")]
pub struct CannotOpen;

/// Seals `plain` under `key` (a record key), bound to `aad`: what the bytes belong to, the entry id
/// for example. Answer: nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).
///
/// Nonces are random, so one key must not seal more than 2^32 payloads (NIST SP 800-38D section
/// 8.3); per-record keys stay far below.
///
/// # Errors
/// [`Fault::NoRandomness`], or [`Fault::Cipher`] for a plaintext over 64 GiB.
pub fn seal(key: &[u8; 32], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let nonce = fresh_bytes::<12>()?;
    let boxed = seal_with(key, &nonce, aad, plain)?;
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&boxed);
    Ok(sealed)
}

/// Opens what [`seal`] made with the same key and the same `aad`.
///
/// # Errors
/// [`CannotOpen`] if key or place differ or any byte was changed.
pub fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
    let (nonce, boxed) = sealed.split_first_chunk::<12>().ok_or(CannotOpen)?;
    open_with(key, nonce, aad, boxed)
}

pub(crate) fn seal_with(key: &[u8; 32], nonce: &[u8; 12], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
    Aes256Gcm::new(key.into())
        .encrypt(&Nonce::from(*nonce), Payload { msg: plain, aad })
        .map_err(|_| Fault::Cipher("sealing a payload"))
}

pub(crate) fn open_with(key: &[u8; 32], nonce: &[u8; 12], aad: &[u8], boxed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
    Aes256Gcm::new(key.into()).decrypt(&Nonce::from(*nonce), Payload { msg: boxed, aad }).map_err(|_| CannotOpen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_sealed_opens_again_and_nowhere_else(
            key in any::<[u8; 32]>(), aad in any::<Vec<u8>>(), plain in any::<Vec<u8>>(),
        ) {
            let sealed = seal(&key, &aad, &plain).unwrap();
            prop_assert_eq!(sealed.len(), plain.len() + OVERHEAD);
            prop_assert_eq!(open(&key, &aad, &sealed).unwrap(), plain);
            let mut elsewhere = aad.clone();
            elsewhere.push(1);
            prop_assert_eq!(open(&key, &elsewhere, &sealed), Err(CannotOpen));
            let mut other_key = key;
            other_key[31] ^= 1;
            prop_assert_eq!(open(&other_key, &aad, &sealed), Err(CannotOpen));
        }

        #[test]
        fn one_changed_bit_anywhere_is_noticed(plain in any::<[u8; 20]>(), at in 0usize..48, bit in 0u8..8) {
            let mut sealed = seal(&[9; 32], b"entry", &plain).unwrap();
            sealed[at] ^= 1 << bit;
            prop_assert_eq!(open(&[9; 32], b"entry", &sealed), Err(CannotOpen));
        }

        #[test]
        fn bytes_nobody_sealed_never_open(junk in any::<Vec<u8>>()) {
            prop_assert_eq!(open(&[9; 32], b"", &junk), Err(CannotOpen));
        }
    }

    #[test]
    fn sealing_the_same_twice_gives_different_bytes() {
        assert_ne!(seal(&[1; 32], b"", b"x").unwrap(), seal(&[1; 32], b"", b"x").unwrap());
    }
}

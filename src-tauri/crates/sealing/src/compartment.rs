//! Compartments: a key held by some members only, the grants that carry it, and payloads whose size says little (C-3 to C-7).

use crate::envelope::{open, seal};
use crate::{CannotOpen, Fault, RecordKey, SealedTo, UserKeys, seal_to, verify};
use thiserror::Error;
use zeroize::Zeroizing;

const GRANT: &[u8] = b"grant/v1/compartment";

/// What a grant says, beside the sealed key: all of it is signed (C-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantSays<'a> {
    /// The compartment.
    pub compartment: [u8; 16],
    /// Which of its keys, from 1.
    pub epoch: u32,
    /// Who may open it.
    pub member: [u8; 16],
    /// Who gave it.
    pub granter: [u8; 16],
    /// Why, as a code.
    pub reason: &'a str,
    /// When, in Unix milliseconds.
    pub at_ms: i64,
}

/// A compartment key sealed to one member and signed by the member who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The encapsulated key.
    pub enc: [u8; 32],
    /// The compartment key and its tag.
    pub sealed: [u8; 48],
    /// Over everything the grant says, and the sealed key.
    pub signature: [u8; 64],
}

/// Why a grant is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadGrant {
    /// It is not signed by whom it names: made past the program.
    #[error("the grant is not signed by the member it names")]
    Forged,
    /// It is signed and does not open: sealed to somebody else's key.
    #[error("the grant is sealed to another key")]
    NotOurs,
}

impl GrantSays<'_> {
    fn aad(&self) -> Vec<u8> {
        let mut said = [self.compartment.as_slice(), &self.epoch.to_be_bytes(), &self.member, &self.granter].concat();
        said.extend_from_slice(&self.at_ms.to_be_bytes());
        said.extend_from_slice(self.reason.as_bytes());
        said
    }

    fn signed(&self, enc: &[u8; 32], sealed: &[u8; 48]) -> Vec<u8> {
        [b"grant-sig/v1\0".as_slice(), enc, sealed, &self.aad()].concat()
    }
}

impl Grant {
    /// Seals `key` to the member's X25519 key and signs.
    ///
    /// # Errors
    /// A [`Fault`] of the cipher or of randomness.
    pub fn make(says: &GrantSays<'_>, key: &RecordKey, to: &[u8; 32], by: &UserKeys) -> Result<Self, Fault> {
        let made = seal_to(to, GRANT, &says.aad(), key.expose_bytes_dangerously())?;
        let sealed = made.sealed.as_slice().try_into().map_err(|_| Fault::Cipher("sealing a compartment key"))?;
        let signature = by.sign(&says.signed(&made.enc, &sealed));
        Ok(Self { enc: made.enc, sealed, signature })
    }

    /// Opens the grant, after checking that `granter` signed it.
    ///
    /// # Errors
    /// [`BadGrant`].
    pub fn open(&self, says: &GrantSays<'_>, granter: &[u8; 32], own: &UserKeys) -> Result<RecordKey, BadGrant> {
        verify(granter, &says.signed(&self.enc, &self.sealed), &self.signature).map_err(|_| BadGrant::Forged)?;
        let sealed = SealedTo { enc: self.enc, sealed: self.sealed.to_vec() };
        let opened = own.open(GRANT, &says.aad(), &sealed).map_err(|_| BadGrant::NotOurs)?;
        let mut bytes = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| BadGrant::NotOurs)?;
        Ok(RecordKey::take(&mut bytes))
    }
}

/// The length plaintext of so many bytes is padded to: steps of 256 below 4 KiB, then Padme, at most 12 % more (C-7).
#[must_use]
pub fn padded_length(length: usize) -> usize {
    // One byte more than the plaintext, to mark where it ends.
    padme(length + 1)
}

/// The padded length of at least so many bytes: steps of 256 below 4 KiB, then Padme, at most 12 % more.
#[must_use]
pub fn padme(least: usize) -> usize {
    if least <= 4096 {
        return least.next_multiple_of(256);
    }
    let exponent = least.ilog2();
    let kept = exponent.ilog2() + 1;
    least.next_multiple_of(1 << (exponent - kept))
}

/// As [`seal`], with the plaintext padded first.
///
/// # Errors
/// As [`seal`].
pub fn seal_padded(key: &[u8; 32], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut padded = Zeroizing::new(Vec::with_capacity(padded_length(plain.len())));
    padded.extend_from_slice(plain);
    padded.push(0x80);
    padded.resize(padded_length(plain.len()), 0);
    seal(key, aad, &padded)
}

/// Opens what [`seal_padded`] made.
///
/// # Errors
/// [`CannotOpen`].
pub fn open_padded(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
    let mut padded = Zeroizing::new(open(key, aad, sealed)?);
    let end = padded.iter().rposition(|byte| *byte != 0).filter(|at| padded[*at] == 0x80).ok_or(CannotOpen)?;
    padded.truncate(end);
    Ok(padded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::UserRootSecret;
    use proptest::prelude::*;

    fn keys(n: u8) -> UserKeys {
        UserKeys::of(UserRootSecret::from_bytes(&[n; 32])).unwrap()
    }

    fn says() -> GrantSays<'static> {
        GrantSays { compartment: [1; 16], epoch: 1, member: [2; 16], granter: [3; 16], reason: "founded", at_ms: 5 }
    }

    /// C-3: forged, moved to another member, compartment or epoch, or sealed to somebody else.
    #[test]
    fn a_grant_opens_for_its_member_its_compartment_and_its_granter_alone() {
        let (granter, member, stranger) = (keys(1), keys(2), keys(3));
        let key = RecordKey::from_bytes(&[7; 32]);
        let grant = Grant::make(&says(), &key, member.sealing_public(), &granter).unwrap();
        let public = granter.signing_public();
        assert!(grant.open(&says(), &public, &member).unwrap().same_as(&key));
        assert_eq!(grant.open(&says(), &public, &stranger).err(), Some(BadGrant::NotOurs));
        assert_eq!(grant.open(&says(), &stranger.signing_public(), &member).err(), Some(BadGrant::Forged));
        for other in [
            GrantSays { compartment: [9; 16], ..says() },
            GrantSays { epoch: 2, ..says() },
            GrantSays { member: [9; 16], ..says() },
            GrantSays { granter: [9; 16], ..says() },
            GrantSays { at_ms: 6, ..says() },
            GrantSays { reason: "other", ..says() },
        ] {
            assert_eq!(grant.open(&other, &public, &member).err(), Some(BadGrant::Forged));
        }
    }

    /// C-7.
    #[test]
    fn padded_sizes_are_steps_of_256_and_then_at_most_twelve_per_cent_more() {
        for (length, padded) in [(0, 256), (1, 256), (255, 256), (256, 512), (4095, 4096), (4096, 4352), (10_000, 10_240)] {
            assert_eq!(padded_length(length), padded, "{length}");
        }
        for length in (4096..200_000).step_by(137) {
            let padded = padded_length(length);
            assert!(padded > length && (padded - length) * 100 <= length * 12, "{length} to {padded}");
        }
    }

    proptest! {
        #[test]
        fn what_is_padded_and_sealed_opens_as_it_was(plain in proptest::collection::vec(any::<u8>(), 0..6000)) {
            let sealed = seal_padded(&[1; 32], b"place", &plain).unwrap();
            prop_assert_eq!(sealed.len(), padded_length(plain.len()) + 28);
            let opened = open_padded(&[1; 32], b"place", &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), plain.as_slice());
            prop_assert!(open_padded(&[1; 32], b"other", &sealed).is_err());
        }
    }
}

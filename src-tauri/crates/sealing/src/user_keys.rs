//! What a member can do with the root secret: be sealed to, and sign.

use crate::digest::derive;
use crate::{CannotOpen, Fault, UserRootSecret, fresh_bytes};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use std::convert::Infallible;
use thiserror::Error;
use zeroize::Zeroizing;

pub(crate) type Suite = X25519HkdfSha256;

/// A member's keys, derived from the root secret: X25519 to be sealed to (HPKE, RFC 9180) and
/// Ed25519 to sign (RFC 8032).
///
/// HKDF-SHA256(ikm = URS, salt empty, info = "user/v1/x25519") is the `ikm` of DeriveKeyPair;
/// the same with "user/v1/ed25519" is the signing seed.
pub struct UserKeys {
    root: UserRootSecret,
    opening: <Suite as Kem>::PrivateKey,
    sealed_to: [u8; 32],
    signing: SigningKey,
}

/// Bytes sealed to one member's public key by HPKE, base mode: DHKEM(X25519, HKDF-SHA256),
/// HKDF-SHA256, AES-256-GCM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedTo {
    /// The encapsulated key.
    pub enc: [u8; 32],
    /// Ciphertext and tag, 16 bytes longer than the plaintext.
    pub sealed: Vec<u8>,
}

/// The signature is not this signer's over these bytes, or the public key is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the signature is not this signer's over these bytes")]
pub struct BadSignature;

impl UserKeys {
    /// The keys of this root secret; the same secret always gives the same keys.
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn of(root: UserRootSecret) -> Result<Self, Fault> {
        let secret = root.expose_bytes_dangerously();
        let ikm = derive::<32>(secret, &[], &[b"user/v1/x25519"])?;
        let seed = derive::<32>(secret, &[], &[b"user/v1/ed25519"])?;
        let (opening, public) = Suite::derive_keypair(ikm.as_slice());
        let signing = SigningKey::from_bytes(&seed);
        Ok(Self { root, opening, sealed_to: public.to_bytes().into(), signing })
    }

    /// The X25519 public key others seal to.
    #[must_use]
    pub fn sealing_public(&self) -> &[u8; 32] {
        &self.sealed_to
    }

    /// The Ed25519 public key others verify with.
    #[must_use]
    pub fn signing_public(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// Signs `message` (Ed25519). The caller puts the purpose into the message.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signing.sign(message).to_bytes()
    }

    /// Opens what was sealed to this member with the same `info` and `aad`.
    ///
    /// # Errors
    /// [`CannotOpen`] if it was sealed to somebody else, for another purpose, or changed since.
    pub fn open(&self, info: &[u8], aad: &[u8], sealed: &SealedTo) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        open_with(&self.opening, info, aad, sealed)
    }

    pub(crate) fn root(&self) -> &UserRootSecret {
        &self.root
    }
}

impl std::fmt::Debug for UserKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UserKeys(not shown)")
    }
}

/// Seals `plain` to a member's X25519 public key for the purpose `info`, bound to `aad`.
///
/// # Errors
/// [`Fault::NoRandomness`], or [`Fault::Cipher`] if the public key is none.
pub fn seal_to(public: &[u8; 32], info: &[u8], aad: &[u8], plain: &[u8]) -> Result<SealedTo, Fault> {
    seal_to_drawn(public, info, aad, plain, fresh_bytes()?)
}

/// As [`seal_to`], with the 32 random bytes handed in: they must be fresh and are never used again.
///
/// # Errors
/// [`Fault::Cipher`] if the public key is none.
pub fn seal_to_drawn(public: &[u8; 32], info: &[u8], aad: &[u8], plain: &[u8], drawn: [u8; 32]) -> Result<SealedTo, Fault> {
    seal_to_with(public, info, aad, plain, DrawnOnce::new(drawn))
}

pub(crate) fn seal_to_with(
    public: &[u8; 32],
    info: &[u8],
    aad: &[u8],
    plain: &[u8],
    mut drawn: DrawnOnce,
) -> Result<SealedTo, Fault> {
    const STEP: Fault = Fault::Cipher("sealing to a member");
    let public = <Suite as Kem>::PublicKey::from_bytes(public).map_err(|_| STEP)?;
    let (enc, sealed) =
        hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha256, Suite>(&OpModeS::Base, &public, info, plain, aad, &mut drawn)
            .map_err(|_| STEP)?;
    if drawn.asked_too_much {
        return Err(STEP);
    }
    Ok(SealedTo { enc: enc.to_bytes().into(), sealed })
}

pub(crate) fn open_with(
    opening: &<Suite as Kem>::PrivateKey,
    info: &[u8],
    aad: &[u8],
    sealed: &SealedTo,
) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
    let enc = <Suite as Kem>::EncappedKey::from_bytes(&sealed.enc).map_err(|_| CannotOpen)?;
    hpke::single_shot_open::<AesGcm256, HkdfSha256, Suite>(&OpModeR::Base, opening, &enc, info, &sealed.sealed, aad)
        .map(Zeroizing::new)
        .map_err(|_| CannotOpen)
}

/// Verifies an Ed25519 signature strictly: no small-order keys, no second form of a signature.
///
/// # Errors
/// [`BadSignature`].
pub fn verify(public: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> Result<(), BadSignature> {
    VerifyingKey::from_bytes(public)
        .and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature)))
        .map_err(|_| BadSignature)
}

/// 32 random bytes drawn beforehand, because HPKE's own drawing would stop the program where the
/// system has none to give. One encapsulation asks for exactly these; more is an error, noted.
pub(crate) struct DrawnOnce {
    bytes: Zeroizing<[u8; 32]>,
    used: bool,
    asked_too_much: bool,
}

impl DrawnOnce {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self { bytes: Zeroizing::new(bytes), used: false, asked_too_much: false }
    }
}

impl TryRng for DrawnOnce {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.asked_too_much = true;
        Ok(0)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.asked_too_much = true;
        Ok(0)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        if self.used || out.len() != self.bytes.len() {
            self.asked_too_much = true;
        } else {
            out.copy_from_slice(self.bytes.as_slice());
            self.used = true;
        }
        Ok(())
    }
}

impl TryCryptoRng for DrawnOnce {}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(n: u8) -> UserKeys {
        UserKeys::of(UserRootSecret::from_bytes(&[n; 32])).unwrap()
    }

    #[test]
    fn what_is_sealed_to_one_member_opens_for_that_member_and_purpose_alone() {
        let (one, two) = (keys(1), keys(2));
        let sealed = seal_to(one.sealing_public(), b"grant", b"store", b"the key").unwrap();
        assert_eq!(one.open(b"grant", b"store", &sealed).unwrap().as_slice(), b"the key");
        assert_eq!(two.open(b"grant", b"store", &sealed), Err(CannotOpen));
        assert_eq!(one.open(b"bundle", b"store", &sealed), Err(CannotOpen));
        assert_eq!(one.open(b"grant", b"other", &sealed), Err(CannotOpen));
    }

    #[test]
    fn a_signature_verifies_for_its_signer_and_its_message_alone() {
        let (one, two) = (keys(1), keys(2));
        let signature = one.sign(b"minutes");
        assert_eq!(verify(&one.signing_public(), b"minutes", &signature), Ok(()));
        assert_eq!(verify(&two.signing_public(), b"minutes", &signature), Err(BadSignature));
        assert_eq!(verify(&one.signing_public(), b"Minutes", &signature), Err(BadSignature));
    }

    #[test]
    fn the_same_root_secret_always_gives_the_same_keys_and_the_two_uses_differ() {
        assert_eq!(keys(1).sealing_public(), keys(1).sealing_public());
        assert_ne!(keys(1).sealing_public(), &keys(1).signing_public());
    }

    /// The points of small order on Curve25519 and its twist, each also in its other spellings (RFC 7748 section 6.1).
    const SMALL: [&str; 7] = [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ];

    /// B-7: either would give a secret that everybody knows.
    #[test]
    fn points_of_small_order_are_neither_sealed_to_nor_opened_from() {
        for point in SMALL {
            let mut point: [u8; 32] = hex::decode(point).unwrap().try_into().unwrap();
            for high_bit in [0, 0x80] {
                point[31] ^= high_bit;
                assert!(seal_to(&point, b"bundle", b"", b"the key").is_err(), "{point:?}");
                let sealed = SealedTo { enc: point, sealed: vec![0; 48] };
                assert_eq!(keys(1).open(b"bundle", b"", &sealed), Err(CannotOpen), "{point:?}");
            }
        }
    }

    #[test]
    fn sealing_to_bytes_that_are_no_key_is_an_error_and_not_an_open_envelope() {
        assert!(seal_to(&[0; 32], b"grant", b"store", b"the key").is_err());
    }

    /// Zeros in place of random bytes would be a key everybody knows.
    #[test]
    fn what_was_drawn_is_handed_out_once_and_any_other_asking_is_noted() {
        let mut out = [0; 32];
        let mut drawn = DrawnOnce::new([9; 32]);
        drawn.try_fill_bytes(&mut out).unwrap();
        assert_eq!((out, drawn.asked_too_much), ([9; 32], false));
        drawn.try_fill_bytes(&mut out).unwrap();
        assert!(drawn.asked_too_much);
        let noted = |ask: fn(&mut DrawnOnce) -> bool| {
            let mut drawn = DrawnOnce::new([9; 32]);
            assert!(ask(&mut drawn));
            drawn.asked_too_much
        };
        assert!(noted(|drawn| drawn.try_fill_bytes(&mut [0; 31]).is_ok()));
        assert!(noted(|drawn| drawn.try_next_u32().is_ok()));
        assert!(noted(|drawn| drawn.try_next_u64().is_ok()));
    }

    #[test]
    fn keys_printed_for_debugging_are_not_shown() {
        assert_eq!(format!("{:?}", keys(1)), "UserKeys(not shown)");
    }
}

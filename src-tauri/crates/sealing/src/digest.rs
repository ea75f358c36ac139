//! Hashes, commitments and keys derived from keys.

use crate::Fault;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

/// SHA-256 (FIPS 180-4).
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-512 (FIPS 180-4).
#[must_use]
pub fn sha512(bytes: &[u8]) -> [u8; 64] {
    Sha512::digest(bytes).into()
}

/// SHA-256 of bytes that come one after another.
#[derive(Debug, Clone, Default)]
pub struct Hashing(Sha256);

impl Hashing {
    /// Takes in the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// SHA-256 of all that was taken in.
    #[must_use]
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The commitment an entry header keeps for ever, while salt and value may be erased.
///
/// SHA-256 over, in this order and with nothing else between:
///
/// | bytes | what |
/// | --- | --- |
/// | n | `domain` in UTF-8; a constant of the journal's format without a zero byte |
/// | 1 | `0x00` |
/// | 16 | `entry_id` |
/// | 16 | `salt` |
/// | rest | `canonical`, the canonical plaintext |
///
/// Only the first and the last part vary in length and the first ends at the zero byte, so no two
/// different inputs give the same bytes.
#[must_use]
pub fn commitment(domain: &'static str, entry_id: &[u8; 16], salt: &[u8; 16], canonical: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(domain.as_bytes());
    hash.update([0]);
    hash.update(entry_id);
    hash.update(salt);
    hash.update(canonical);
    hash.finalize().into()
}

/// HKDF-SHA256 (RFC 5869): `N` bytes from `ikm` for the purpose named by the parts of `info`,
/// which are joined without separators.
pub(crate) fn derive<const N: usize>(ikm: &[u8], salt: &[u8], info: &[&[u8]]) -> Result<Zeroizing<[u8; N]>, Fault> {
    let mut out = Zeroizing::new([0u8; N]);
    Hkdf::<Sha256>::new(Some(salt), ikm)
        .expand_multi_info(info, out.as_mut_slice())
        .map_err(|_| Fault::Cipher("deriving a key"))?;
    Ok(out)
}

/// HKDF-Expand (RFC 5869 section 2.3) with HMAC-SHA512: `N` bytes from a key of 32, which is already as random as can be.
/// The parts of `info` are joined without separators.
pub(crate) fn expand_sha512<const N: usize>(key: &[u8; 32], info: &[&[u8]]) -> Result<Zeroizing<[u8; N]>, Fault> {
    let mut out = Zeroizing::new([0u8; N]);
    // The library takes no key shorter than the hash. HMAC itself fills a key up with zeros (RFC 2104), so these change nothing.
    let mut filled_up = Zeroizing::new([0u8; 64]);
    filled_up[..key.len()].copy_from_slice(key);
    let expander = Hkdf::<Sha512>::from_prk(filled_up.as_slice()).map_err(|_| Fault::Cipher("deriving a key"))?;
    expander.expand_multi_info(info, out.as_mut_slice()).map_err(|_| Fault::Cipher("deriving a key"))?;
    Ok(out)
}

/// HMAC-SHA256 (RFC 2104).
pub(crate) fn mac(key: &[u8; 32], bytes: &[u8]) -> Result<[u8; 32], Fault> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).map_err(|_| Fault::Cipher("authenticating a file"))?;
    mac.update(bytes);
    Ok(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_comes_in_parts_hashes_as_the_whole() {
        let mut hashing = Hashing::default();
        hashing.add(b"a");
        hashing.add(b"");
        hashing.add(b"bc");
        assert_eq!(hashing.finish(), sha256(b"abc"));
    }

    /// FIPS 180-4, the example of one block.
    #[test]
    fn the_hash_of_512_bits_is_the_standard_s() {
        let wanted = "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                      2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
        assert_eq!(hex::encode(sha512(b"abc")), wanted);
    }

    /// Computed apart, by hand from HMAC-SHA512.
    #[test]
    fn more_bytes_than_one_hash_gives_are_those_of_the_standard() {
        let key = std::array::from_fn(|n| u8::try_from(n).unwrap_or(0));
        let wanted = "1f789e5999341a6a26ba171709ec95caf86f86682549927eee2abe5070d993523237e7bb967a6950deb7fc58a0e37e07004a\
                      acbc05181b7b545015b82226c476c26235a63394cb2077d57118";
        let drawn = expand_sha512::<76>(&key, &[b"holdfast/", b"known-answer/v1"]).unwrap();
        assert_eq!(hex::encode(drawn.as_slice()), wanted);
    }

    #[test]
    fn the_byte_layout_of_a_commitment_is_domain_zero_id_salt_plaintext() {
        let by_hand: Vec<u8> = [b"holdfast/entry/v1".as_slice(), &[0], &[1; 16], &[2; 16], b"{\"method\":\"text\"}"].concat();
        assert_eq!(commitment("holdfast/entry/v1", &[1; 16], &[2; 16], b"{\"method\":\"text\"}"), sha256(&by_hand));
    }

    proptest! {
        #[test]
        fn a_commitment_changes_with_every_part_of_it(
            id in any::<[u8; 16]>(), salt in any::<[u8; 16]>(), text in ".{0,80}", at in 0usize..16,
        ) {
            let whole = commitment("d", &id, &salt, text.as_bytes());
            let (mut other_id, mut other_salt) = (id, salt);
            other_id[at] ^= 1;
            other_salt[at] ^= 1;
            prop_assert_ne!(whole, commitment("e", &id, &salt, text.as_bytes()));
            prop_assert_ne!(whole, commitment("d", &other_id, &salt, text.as_bytes()));
            prop_assert_ne!(whole, commitment("d", &id, &other_salt, text.as_bytes()));
            prop_assert_ne!(whole, commitment("d", &id, &salt, format!("{text}.").as_bytes()));
        }
    }
}

//! Published test vectors, run against the code this crate really uses.

use crate::digest::{derive, mac};
use crate::envelope::{open_with, seal_with};
use crate::kdf::stretch;
use crate::user_keys::{DrawnOnce, Suite, seal_to_with};
use crate::{CannotOpen, KdfCost, Passphrase, commitment, sha256, verify};
use ed25519_dalek::{Signer, SigningKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;

fn bytes<const N: usize>(hex_text: &str) -> [u8; N] {
    hex::decode(hex_text).unwrap().try_into().unwrap()
}

/// A file of published vectors; where each comes from stands in vectors/README.md.
fn read<T: DeserializeOwned>(text: &str, wanted: usize) -> Vec<T> {
    let vectors: Vec<T> = serde_json::from_str(text).unwrap();
    assert_eq!(vectors.len(), wanted, "a file cut short proves less than it says");
    vectors
}

/// What is written in hexadecimal.
fn unhex(hex_text: &str) -> Vec<u8> {
    hex::decode(hex_text).unwrap()
}

#[test]
fn sha256_gives_the_digest_of_fips_180_4() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(sha256(b"abc"), bytes(expected));
}

/// The published inputs hold a secret, associated data and four lanes, which the product has no use
/// for; so this one asks the library, with the algorithm and version that [`stretch`] names.
#[test]
fn argon2id_gives_the_tag_of_rfc_9106_section_5_3() {
    let params = argon2::ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(argon2::AssociatedData::new(&[4; 12]).unwrap())
        .output_len(32)
        .build()
        .unwrap();
    let argon = argon2::Argon2::new_with_secret(&[3; 8], argon2::Algorithm::Argon2id, argon2::Version::V0x13, params).unwrap();
    let mut tag = [0u8; 32];
    argon.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(tag, bytes(expected));
}

/// What a slot really uses, against two other implementations: the reference code in C and OpenSSL,
/// which agree on the published tag and on these.
#[test]
fn a_passphrase_is_stretched_as_two_other_implementations_stretch_it() {
    let passphrase = Passphrase::typed("correct horse battery staple");
    let salt = std::array::from_fn(|at| u8::try_from(at).unwrap());
    let at_the_floor = "0d1a3c6523c8f06e4e0af9c515aa5b5448cfebd6838f2d52c3d8b6ef8ddc3c2e";
    let standard = "aad608b5866cef907f47d5cae529ed01a91301c92c5d5fef46e1a65e394e5742";
    assert_eq!(*stretch(&passphrase, &salt, KdfCost::FLOOR).unwrap(), bytes(at_the_floor));
    assert_eq!(*stretch(&passphrase, &salt, KdfCost::STANDARD).unwrap(), bytes(standard));
}

#[derive(Deserialize)]
struct Sealed {
    key: String,
    nonce: String,
    aad: String,
    ciphertext: String,
    tag: String,
    /// None where the vector says FAIL.
    plaintext: Option<String>,
}

impl Sealed {
    fn boxed(&self) -> Vec<u8> {
        unhex(&format!("{}{}", self.ciphertext, self.tag))
    }

    fn opened(&self, boxed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        open_with(&bytes(&self.key), &bytes(&self.nonce), &unhex(&self.aad), boxed)
    }
}

#[test]
fn aes_256_gcm_gives_the_ciphertext_and_tag_of_every_length_in_the_nist_vectors() {
    for vector in read::<Sealed>(include_str!("../vectors/aes_256_gcm_encrypt.json"), 25) {
        let plain = unhex(vector.plaintext.as_deref().unwrap());
        let mut boxed = vector.boxed();
        assert_eq!(seal_with(&bytes(&vector.key), &bytes(&vector.nonce), &unhex(&vector.aad), &plain).unwrap(), boxed);
        assert_eq!(vector.opened(&boxed).unwrap(), plain);
        for at in 0..boxed.len() {
            boxed[at] ^= 1;
            assert_eq!(vector.opened(&boxed), Err(CannotOpen));
            boxed[at] ^= 1;
        }
        boxed.pop();
        assert_eq!(vector.opened(&boxed), Err(CannotOpen), "a shortened tag is no tag");
    }
}

#[test]
fn aes_256_gcm_opens_what_nist_says_opens_and_refuses_what_nist_says_fails() {
    let vectors = read::<Sealed>(include_str!("../vectors/aes_256_gcm_decrypt.json"), 8);
    assert_eq!(vectors.iter().filter(|vector| vector.plaintext.is_none()).count(), 3);
    for vector in vectors {
        let expected = vector.plaintext.as_deref().map(unhex).ok_or(CannotOpen);
        assert_eq!(vector.opened(&vector.boxed()), expected);
    }
}

#[test]
fn hkdf_gives_the_output_of_rfc_5869_appendix_a_and_joins_its_info() {
    let (salt, info) = (bytes::<13>("000102030405060708090a0b0c"), bytes::<10>("f0f1f2f3f4f5f6f7f8f9"));
    let expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
    assert_eq!(*derive::<42>(&[0x0b; 22], &salt, &[&info]).unwrap(), bytes(expected));
    assert_eq!(*derive::<42>(&[0x0b; 22], &salt, &[&info[..3], &info[3..]]).unwrap(), bytes(expected));

    let count = |from: u8, to: u8| (from..=to).collect::<Vec<u8>>();
    let longer = "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
                  da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87";
    let derived = derive::<82>(&count(0, 0x4f), &count(0x60, 0xaf), &[&count(0xb0, 0xff)]).unwrap();
    assert_eq!(*derived, bytes(longer));

    let without_salt_and_info = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8";
    assert_eq!(*derive::<42>(&[0x0b; 22], &[], &[]).unwrap(), bytes(without_salt_and_info));
}

#[test]
fn hmac_gives_the_value_of_rfc_4231_for_a_key_of_our_length() {
    // RFC 4231 test case 1: HMAC pads its key with zeros, so 20 bytes of 0x0b and 12 zeros are
    // the same key as the published 20 bytes.
    let mut key = [0u8; 32];
    key[..20].fill(0x0b);
    let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
    assert_eq!(mac(&key, b"Hi There").unwrap(), bytes(expected));
}

#[derive(Deserialize)]
struct Signed {
    name: String,
    seed: String,
    public: String,
    message: String,
    signature: String,
}

#[test]
fn ed25519_gives_the_signatures_of_rfc_8032_section_7_1() {
    for vector in read::<Signed>(include_str!("../vectors/ed25519.json"), 5) {
        let signing = SigningKey::from_bytes(&bytes(&vector.seed));
        let (public, mut message) = (bytes(&vector.public), unhex(&vector.message));
        let mut signature = bytes(&vector.signature);
        assert_eq!(signing.verifying_key().to_bytes(), public, "{}", vector.name);
        assert_eq!(signing.sign(&message).to_bytes(), signature, "{}", vector.name);
        assert_eq!(verify(&public, &message, &signature), Ok(()), "{}", vector.name);
        message.push(0);
        assert!(verify(&public, &message, &signature).is_err(), "{}", vector.name);
        message.pop();
        for at in [0, 31, 32, 63] {
            signature[at] ^= 1;
            assert!(verify(&public, &message, &signature).is_err(), "{} byte {at}", vector.name);
            signature[at] ^= 1;
        }
    }
}

/// RFC 9180's vector file, mode base, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
mod hpke_x25519_aes256 {
    use super::{CannotOpen, DrawnOnce, bytes, seal_to_with};
    use crate::user_keys::open_with;
    use hpke::aead::AesGcm256;
    use hpke::kdf::HkdfSha256;
    use hpke::{Deserializable, Kem, OpModeS, Serializable};
    use shake::Shake128;
    use shake::digest::{ExtendableOutput, Update, XofReader};

    type Suite = super::Suite;
    const INFO: &str = "4f6465206f6e2061204772656369616e2055726e";
    const IKM_E: &str = "2cd7c601cefb3d42a62b04b7a9041494c06c7843818e0ce28a8f704ae7ab20f9";
    const IKM_R: &str = "dac33b0e9db1b59dbbea58d59a14e7b5896e9bdf98fad6891e99d1686492b9ee";
    const SK_R: &str = "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d";
    const PK_R: &str = "430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c";
    const ENC: &str = "6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256";

    #[test]
    fn key_pairs_are_derived_as_published() {
        let (secret, public) = Suite::derive_keypair(&bytes::<32>(IKM_R));
        assert_eq!(<[u8; 32]>::from(public.to_bytes()), bytes(PK_R));
        assert_eq!(Suite::sk_to_pk(&secret), public);
        let published = <Suite as Kem>::PrivateKey::from_bytes(&bytes::<32>(SK_R)).unwrap();
        assert_eq!(Suite::sk_to_pk(&published), public);
    }

    #[test]
    fn the_first_message_is_sealed_and_opened_as_published() {
        let (info, aad, plain) = (hex::decode(INFO).unwrap(), b"Count-0", b"Beauty is truth, truth beauty");
        let boxed = "e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a";
        let mut sealed = seal_to_with(&bytes(PK_R), &info, aad, plain, DrawnOnce::new(bytes(IKM_E))).unwrap();
        assert_eq!(sealed.enc, bytes(ENC));
        assert_eq!(sealed.sealed, hex::decode(boxed).unwrap());

        let opening = <Suite as Kem>::PrivateKey::from_bytes(&bytes::<32>(SK_R)).unwrap();
        assert_eq!(open_with(&opening, &info, aad, &sealed).unwrap().as_slice(), plain);
        assert_eq!(open_with(&opening, &info, b"Count-1", &sealed), Err(CannotOpen));
        sealed.sealed[0] ^= 1;
        assert_eq!(open_with(&opening, &info, aad, &sealed), Err(CannotOpen));
    }

    /// A thousand messages drawn from SHAKE128, their ciphertexts hashed by SHAKE128: the way in
    /// which the published vectors are kept short.
    #[test]
    fn a_thousand_ciphertexts_hash_to_the_published_value() {
        let public = <Suite as Kem>::PublicKey::from_bytes(&bytes::<32>(PK_R)).unwrap();
        let mut drawn = DrawnOnce::new(bytes(IKM_E));
        let (_, mut sender) = hpke::setup_sender_with_rng::<AesGcm256, HkdfSha256, Suite>(
            &OpModeS::Base,
            &public,
            &hex::decode(INFO).unwrap(),
            &mut drawn,
        )
        .unwrap();
        let mut source = Shake128::default().finalize_xof();
        let mut draw = || {
            let mut length = [0u8; 1];
            source.read(&mut length);
            let mut text = vec![0u8; usize::from(length[0])];
            source.read(&mut text);
            text
        };
        let mut sink = Shake128::default();
        for _ in 0..1_000 {
            let (aad, plain) = (draw(), draw());
            sink.update(&sender.seal(&plain, &aad).unwrap());
        }
        let mut hashed = [0u8; 16];
        sink.finalize_xof().read(&mut hashed);
        assert_eq!(hashed, bytes("1702e73e1e71705faa8241022af1deea"));
    }
}

#[test]
fn our_own_vector_of_a_commitment_never_changes() {
    // Computed by a second implementation; stands in docs/key-slots.md.
    let value = commitment("holdfast/entry/v1", &[0x11; 16], &[0x22; 16], b"{\"safe\":false}");
    let expected = "4a32756d6bd002e9628792f428d1971734a8206e4796f93e5973ef31593e6d69";
    assert_eq!(value, bytes(expected));
}

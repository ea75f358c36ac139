//! Published test vectors, run against the code this crate really uses.

use crate::digest::{derive, mac};
use crate::envelope::{open_with, seal_with};
use crate::user_keys::{DrawnOnce, Suite, seal_to_with};
use crate::{CannotOpen, commitment, sha256, verify};
use ed25519_dalek::{Signer, SigningKey};

fn bytes<const N: usize>(hex_text: &str) -> [u8; N] {
    hex::decode(hex_text).unwrap().try_into().unwrap()
}

#[test]
fn sha256_gives_the_digest_of_fips_180_4() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(sha256(b"abc"), bytes(expected));
}

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

#[test]
fn aes_256_gcm_gives_the_ciphertext_and_tag_of_the_nist_vectors() {
    // NIST CAVP, gcmEncryptExtIV256.rsp: one without plaintext, two with plaintext and AAD.
    let cases = [
        (
            "b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4",
            "516c33929df5a3284ff463d7",
            "",
            "",
            "bdc1ac884d332457a1d2664f168c76f0",
        ),
        (
            "7da3bccaffb3464178ca7c722379836db50ce0bfb47640b9572163865332e486",
            "c04fd2e701c3dc62b68738b3",
            "fec0311013202e4ffdc4204926ae0ddf",
            "fd671cab1ee21f0df6bb610bf94f0e69",
            "6be61b17b7f7d494a7cdf270562f37ba5e702a38323fe1160b780d17adad3e96",
        ),
        (
            "a359b9584beec189527f8842dda6b6d4c6a5db2f889635715fa3bcd7967c0a71",
            "8616c4cde11b34a944caba32",
            "e1796fca20cb3d3ab0ade69b2a18891e",
            "33a46b7539d64c6e1bdb91ba221e3007",
            "b0d316e95f3f3390ba10d0274965c62baeaedcf8a012cc32ef25a62790e9334c",
        ),
    ];
    for (key, nonce, aad, plain, boxed) in cases {
        let (key, nonce) = (bytes(key), bytes(nonce));
        let (aad, plain) = (hex::decode(aad).unwrap(), hex::decode(plain).unwrap());
        let mut boxed = hex::decode(boxed).unwrap();
        assert_eq!(seal_with(&key, &nonce, &aad, &plain).unwrap(), boxed);
        assert_eq!(open_with(&key, &nonce, &aad, &boxed).unwrap(), plain);
        boxed[0] ^= 1;
        assert_eq!(open_with(&key, &nonce, &aad, &boxed), Err(CannotOpen));
    }
}

#[test]
fn hkdf_gives_the_output_of_rfc_5869_appendix_a_1_and_joins_its_info() {
    let (salt, info) = (bytes::<13>("000102030405060708090a0b0c"), bytes::<10>("f0f1f2f3f4f5f6f7f8f9"));
    let expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
    let whole = derive::<42>(&[0x0b; 22], &salt, &[&info]).unwrap();
    assert_eq!(*whole, bytes(expected));
    let joined = derive::<42>(&[0x0b; 22], &salt, &[&info[..3], &info[3..]]).unwrap();
    assert_eq!(*joined, bytes(expected));
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

#[test]
fn ed25519_gives_the_signatures_of_rfc_8032_section_7_1() {
    let cases: [(&str, &str, &[u8], &str); 2] = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            b"",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            &[0x72],
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ];
    for (seed, public, message, signature) in cases {
        let signing = SigningKey::from_bytes(&bytes(seed));
        assert_eq!(signing.verifying_key().to_bytes(), bytes(public));
        assert_eq!(signing.sign(message).to_bytes(), bytes(signature));
        assert!(verify(&bytes(public), message, &bytes(signature)).is_ok());
        assert!(verify(&bytes(public), b"another", &bytes(signature)).is_err());
    }
}

/// RFC 9180's vector file, mode base, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM.
mod hpke_x25519_aes256 {
    use super::{DrawnOnce, bytes, seal_to_with};
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
    fn the_encapsulated_key_is_the_published_one() {
        let drawn = DrawnOnce::new(bytes(IKM_E));
        let sealed = seal_to_with(&bytes(PK_R), &hex::decode(INFO).unwrap(), b"", b"", drawn).unwrap();
        assert_eq!(sealed.enc, bytes(ENC));
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

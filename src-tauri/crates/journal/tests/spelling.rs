//! How hashes, identifiers and values are spelt, and what is not taken for one.

use journal::{BrokenWhy, EntryHeader, Hash, Id, NotCanonical, StreamChain, canonical, read_canonical};
use proptest::prelude::*;
use serde_json::json;

proptest! {
    #[test]
    fn a_hash_is_sixty_four_digits_and_reads_back(bytes in any::<[u8; 32]>()) {
        let text = Hash(bytes).to_string();
        prop_assert_eq!(text.len(), 64);
        prop_assert_eq!(String::from(Hash(bytes)), text.clone());
        prop_assert_eq!(format!("{:?}", Hash(bytes)), text.clone());
        prop_assert_eq!(Hash::try_from(text.to_uppercase()), Ok(Hash(bytes)));
        prop_assert_eq!(Hash::try_from(text), Ok(Hash(bytes)));
    }

    #[test]
    fn an_identifier_reads_back_from_its_text(bytes in any::<[u8; 16]>()) {
        let text = Id(bytes).to_string();
        prop_assert_eq!(text.parse(), Ok(Id(bytes)));
        prop_assert_eq!(format!("{:?}", Id(bytes)), text);
    }
}

#[test]
fn a_hash_and_an_identifier_are_spelt_in_lower_case_digits() {
    let bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at * 8).unwrap());
    assert_eq!(Hash(bytes).to_string(), "0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8");
    let id: [u8; 16] = bytes[16..].try_into().unwrap();
    assert_eq!(Id(id).to_string(), "80889098-a0a8-b0b8-c0c8-d0d8e0e8f0f8");
}

#[test]
fn what_is_not_sixty_four_digits_is_no_hash() {
    for text in ["0".repeat(62), "0".repeat(66), "+f".repeat(32), "g0".repeat(32), String::new()] {
        assert!(Hash::try_from(text.clone()).is_err(), "{text}");
    }
    assert!("not an identifier".parse::<Id>().is_err());
}

#[test]
fn a_hash_has_thirty_two_bytes_and_an_identifier_sixteen() {
    assert_eq!(Hash::from_slice(&[5; 32]), Some(Hash([5; 32])));
    assert_eq!(Hash::from_slice(&[5; 31]), None);
    assert_eq!(Id::from_slice(&[5; 16]), Some(Id([5; 16])));
    assert_eq!(Id::from_slice(&[5; 17]), None);
}

/// RFC 9562 appendix A.6: 2022-02-22 14:22:22 -05:00.
#[test]
fn an_identifier_carries_its_millisecond_its_version_and_the_random_bits() {
    let random = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
    assert_eq!(Id::v7(0x017F_22E2_79B0, random).to_string(), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    assert_eq!(Id::v7(-1, random), Id::v7(0, random), "before 1970 there is no time to carry");
}

#[test]
fn bytes_that_are_no_json_are_no_value() {
    assert_eq!(read_canonical(b"{\"a\":"), Err(NotCanonical::NotJson));
    assert_eq!(canonical(&json!(["a", "b", "c"])).unwrap(), b"[\"a\",\"b\",\"c\"]");
}

#[test]
fn the_head_of_a_stream_is_its_last_entry_and_an_entry_read_differently_is_named() {
    #[derive(serde::Deserialize)]
    struct Vector {
        header: EntryHeader,
        hash: Hash,
    }
    let vectors: Vec<Vector> = serde_json::from_str(include_str!("../vectors/entries.json")).unwrap();
    let mut chain = StreamChain::of(vectors[0].header.stream);
    assert_eq!(chain.head(), (0, Hash::NONE));
    for vector in &vectors[..2] {
        chain.step(&vector.header).unwrap();
        assert_eq!(chain.head(), (vector.header.seq, vector.hash));
    }
    let first = &vectors[0].header;
    let mut altered = StreamChain::of(first.stream);
    let before = EntryHeader { previous: Hash([1; 32]), ..first.clone() };
    assert_eq!(altered.step(&before).unwrap_err().why, BrokenWhy::Altered);
    assert_eq!(altered.head(), (0, Hash::NONE), "an entry that does not fit is not taken in");
}

//! Reads made-up bytes as what they might be. Nothing may stop the program, and what is taken must be written as it was read.

#![allow(dead_code, reason = "each fuzz target includes this file for one of these; the corpus test uses them all")]

use bundles::{CarriedRecord, ContactCard, Manifest, PinnedSender, Reader, open, verify_streams};
use journal::Id;
use sealing::{UserKeys, UserRootSecret};

/// As a whole bundle, by the receiver of the vectors, who knows nobody: no more is read than may be of a stranger.
pub fn header(mut data: &[u8]) {
    let Ok(keys) = UserKeys::of(UserRootSecret::from_bytes(&[3; 32])) else { return };
    let senders: [PinnedSender; 0] = [];
    let reader = Reader { keys: &keys, unit: Id([3; 16]), now_ms: 0, senders: &senders };
    assert!(open(&mut data, &reader).is_err());
}

/// As a manifest.
pub fn manifest(data: &[u8]) {
    if let Ok(manifest) = Manifest::from_bytes(data) {
        assert!(manifest.bytes().is_ok_and(|bytes| bytes == data));
    }
}

/// As a record of a section; then its streams are walked.
pub fn records(data: &[u8]) {
    let Ok(record) = CarriedRecord::read(data) else { return };
    assert!(record.bytes() == data);
    let entries = record.entries.len();
    let verified = verify_streams(vec![record]);
    let good: usize = verified.good.iter().map(|record| record.entries.len()).sum();
    let aside: usize = verified.quarantined.iter().map(|aside| aside.entries).sum();
    assert!(good + aside == entries, "no entry is lost");
}

/// As a contact card.
pub fn card(data: &[u8]) {
    if let Ok((card, _)) = ContactCard::decode(data, None) {
        assert!(ContactCard::decode(data, Some(&card)).is_ok());
    }
}

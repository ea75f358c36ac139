//! As a contact card.

use bundles::ContactCard;

/// Reads made-up bytes; nothing may stop the program.
pub fn read(data: &[u8]) {
    if let Ok((card, _)) = ContactCard::decode(data, None) {
        assert!(ContactCard::decode(data, Some(&card)).is_ok());
    }
}

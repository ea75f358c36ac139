//! Contact cards: the keys of a unit, handed over and compared before anything is sealed to them (security report B-16).

use crate::codes::KeyBytes;
use crate::strict;
use journal::Id;
use sealing::{UserKeys, verify};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Bytes a card may have.
const CARD: usize = 4_096;
const FORMAT: &str = "holdfast/contact-card/v1";

/// The keys of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactCard {
    /// The unit.
    pub unit: Id,
    /// The unit's name: an organisation, no person. 1 to 200 characters.
    pub unit_name: String,
    /// What others seal to (X25519).
    pub sealing_key: KeyBytes,
    /// What others verify with (Ed25519).
    pub signing_key: KeyBytes,
    /// When it was made, Unix milliseconds.
    pub made_ms: i64,
}

/// Why bytes are no card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CardRefusal {
    /// Not a card, or one that contradicts itself.
    #[error("this is not a contact card")]
    NotACard,
    /// The card is not signed with the key it shows, or its change of keys not with the key it replaces.
    #[error("a signature on the card does not fit")]
    BadSignature,
}

/// How a card stands to the one that was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStanding {
    /// The same keys.
    Same,
    /// Other keys, signed by the one that was compared: no new comparison is needed.
    SignedByTheOldKey,
    /// Other keys and nothing that vouches for them: nothing is sealed to them until they are compared.
    Changed,
    /// The card of another unit.
    AnotherUnit,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    format: String,
    card: ContactCard,
    /// By the signing key on the card.
    signature: String,
    /// Present where the keys were changed.
    replaces: Option<Replaces>,
}

/// A change of keys, vouched for by the key that went before.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Replaces {
    signing_key: KeyBytes,
    signature: String,
}

impl ContactCard {
    /// The card of a unit with these exchange keys, to be handed over.
    ///
    /// # Errors
    /// [`CardRefusal::NotACard`] for a name that is none.
    pub fn encode(&self, keys: &UserKeys) -> Result<Vec<u8>, CardRefusal> {
        self.encoded(keys, None)
    }

    /// As [`Self::encode`], with the change of keys signed by the keys that go.
    ///
    /// # Errors
    /// As [`Self::encode`].
    pub fn encode_change(&self, keys: &UserKeys, old: &UserKeys) -> Result<Vec<u8>, CardRefusal> {
        let signature = hex::encode(old.sign(&self.message("key-change")?));
        self.encoded(keys, Some(Replaces { signing_key: KeyBytes(old.signing_public()), signature }))
    }

    fn encoded(&self, keys: &UserKeys, replaces: Option<Replaces>) -> Result<Vec<u8>, CardRefusal> {
        if !self.holds() || self.signing_key.0 != keys.signing_public() || &self.sealing_key.0 != keys.sealing_public() {
            return Err(CardRefusal::NotACard);
        }
        let signature = hex::encode(keys.sign(&self.message("contact-card")?));
        let signed = Signed { format: FORMAT.into(), card: self.clone(), signature, replaces };
        strict::write(&signed).map_err(|_| CardRefusal::NotACard)
    }

    /// Reads a card, and how it stands to the one that was compared, if there is one. What it says is only as true as the
    /// comparison: anybody can make a card.
    ///
    /// # Errors
    /// [`CardRefusal`].
    pub fn decode(bytes: &[u8], compared: Option<&Self>) -> Result<(Self, KeyStanding), CardRefusal> {
        let signed = Some(bytes).filter(|bytes| bytes.len() <= CARD).and_then(|bytes| strict::read::<Signed>(bytes).ok());
        let Signed { format, card, signature, replaces } = signed.ok_or(CardRefusal::NotACard)?;
        if format != FORMAT || !card.holds() {
            return Err(CardRefusal::NotACard);
        }
        check(&card.signing_key, &card.message("contact-card")?, &signature)?;
        if let Some(change) = &replaces {
            check(&change.signing_key, &card.message("key-change")?, &change.signature)?;
        }
        let vouched_by = replaces.map(|change| change.signing_key);
        let standing = compared.map_or(KeyStanding::Changed, |compared| card.standing(compared, vouched_by));
        Ok((card, standing))
    }

    fn standing(&self, compared: &Self, vouched_by: Option<KeyBytes>) -> KeyStanding {
        if self.unit != compared.unit {
            KeyStanding::AnotherUnit
        } else if (self.signing_key, self.sealing_key) == (compared.signing_key, compared.sealing_key) {
            KeyStanding::Same
        } else if vouched_by == Some(compared.signing_key) {
            KeyStanding::SignedByTheOldKey
        } else {
            KeyStanding::Changed
        }
    }

    fn holds(&self) -> bool {
        let length = self.unit_name.chars().count();
        (1..=200).contains(&length) && !self.unit_name.chars().any(char::is_control)
    }

    /// What is signed: the purpose, a zero byte and the card in its one spelling.
    fn message(&self, purpose: &str) -> Result<Vec<u8>, CardRefusal> {
        let card = strict::write(self).map_err(|_| CardRefusal::NotACard)?;
        Ok([b"holdfast/", purpose.as_bytes(), b"/v1\0", card.as_slice()].concat())
    }
}

fn check(key: &KeyBytes, message: &[u8], signature: &str) -> Result<(), CardRefusal> {
    let mut bytes = [0; 64];
    hex::decode_to_slice(signature, &mut bytes).map_err(|_| CardRefusal::NotACard)?;
    if hex::encode(bytes) != signature {
        return Err(CardRefusal::NotACard);
    }
    verify(&key.0, message, &bytes).map_err(|_| CardRefusal::BadSignature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::keys;

    fn card(unit: u8, of: &UserKeys) -> ContactCard {
        ContactCard {
            unit: Id([unit; 16]),
            unit_name: "Specimen stalking unit".into(),
            sealing_key: KeyBytes(*of.sealing_public()),
            signing_key: KeyBytes(of.signing_public()),
            made_ms: 1_790_000_000_000,
        }
    }

    #[test]
    fn a_card_reads_back_and_nothing_vouches_for_it_before_it_was_compared() {
        let keys = keys(1);
        let bytes = card(1, &keys).encode(&keys).unwrap();
        assert_eq!(ContactCard::decode(&bytes, None), Ok((card(1, &keys), KeyStanding::Changed)));
        assert_eq!(ContactCard::decode(&bytes, Some(&card(1, &keys))).unwrap().1, KeyStanding::Same);
        assert_eq!(ContactCard::decode(&bytes, Some(&card(2, &keys))).unwrap().1, KeyStanding::AnotherUnit);
    }

    #[test]
    fn a_change_of_keys_stands_if_the_compared_key_signed_it_and_else_asks_for_a_new_comparison() {
        let (old, new, stranger) = (keys(1), keys(2), keys(3));
        let compared = card(1, &old);
        let standing = |bytes: Vec<u8>| ContactCard::decode(&bytes, Some(&compared)).unwrap().1;
        assert_eq!(standing(card(1, &new).encode_change(&new, &old).unwrap()), KeyStanding::SignedByTheOldKey);
        assert_eq!(standing(card(1, &new).encode(&new).unwrap()), KeyStanding::Changed);
        assert_eq!(standing(card(1, &new).encode_change(&new, &stranger).unwrap()), KeyStanding::Changed);
    }

    #[test]
    fn a_card_changed_anywhere_is_refused() {
        let (old, new) = (keys(1), keys(2));
        let bytes = card(1, &new).encode_change(&new, &old).unwrap();
        for at in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(ContactCard::decode(&changed, None).is_err(), "{at}");
        }
        assert_eq!(ContactCard::decode(&bytes[..bytes.len() - 1], None), Err(CardRefusal::NotACard));
    }

    #[test]
    fn a_card_for_keys_the_maker_does_not_hold_and_one_without_a_name_are_not_made() {
        let (mine, other) = (keys(1), keys(2));
        assert_eq!(card(1, &other).encode(&mine), Err(CardRefusal::NotACard));
        let nameless = ContactCard { unit_name: String::new(), ..card(1, &mine) };
        assert_eq!(nameless.encode(&mine), Err(CardRefusal::NotACard));
    }
}

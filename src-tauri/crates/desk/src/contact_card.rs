//! A unit's contact card as text, and the words and digits by which two people compare two cards (security.md B-16).
//!
//! Seven lines, the last two only where keys were changed:
//!
//! ```text
//! Holdfast contact card 1
//! unit-name: Northmoor unit
//! unit: <16 bytes in hex>
//! sealing: <X25519 public key, 32 bytes in hex>
//! signing: <Ed25519 public key, 32 bytes in hex>
//! handed-on: <signature over the five lines above by the signing key before it, 64 bytes in hex>
//! signature: <signature over every line above by the signing key, 64 bytes in hex>
//! ```
//!
//! A line ends in one line feed. The card holds nothing secret. Its own signature shows that it is whole; who it is of,
//! only the comparison by voice shows.

use crate::unit::hex;
use crate::walls::unhex;
use casework::partner::PartnerKeys;
use sealing::{UserKeys, sha256, verify, words_of};

const TITLE: &str = "Holdfast contact card 1";
/// Bytes of a card that are read at all.
const LONGEST: usize = 4096;
/// Characters of a unit's name.
const LONGEST_NAME: usize = 200;
/// Words, or groups of digits, that are compared.
pub(crate) const COMPARED: usize = 12;

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContactCard {
    pub(crate) unit_name: String,
    pub(crate) unit: [u8; 16],
    pub(crate) sealing: [u8; 32],
    pub(crate) signing: [u8; 32],
    /// By the signing key that was in use before.
    pub(crate) handed_on: Option<[u8; 64]>,
}

impl ContactCard {
    /// The card of these keys. `before` are the keys they take the place of.
    pub(crate) fn of(unit_name: &str, unit: [u8; 16], keys: &UserKeys, before: Option<&UserKeys>) -> Self {
        let unit_name = unit_name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_NAME).collect();
        let signing = keys.signing_public();
        let mut card = Self { unit_name, unit, sealing: *keys.sealing_public(), signing, handed_on: None };
        card.handed_on = before.map(|before| before.sign(card.stated().as_bytes()));
        card
    }

    /// What the keys before it sign: everything but the signatures.
    fn stated(&self) -> String {
        let (unit, sealing, signing) = (hex(&self.unit), hex(&self.sealing), hex(&self.signing));
        format!("{TITLE}\nunit-name: {}\nunit: {unit}\nsealing: {sealing}\nsigning: {signing}\n", self.unit_name)
    }

    fn unsigned(&self) -> String {
        let handed_on = self.handed_on.map(|signature| format!("handed-on: {}\n", hex(&signature)));
        format!("{}{}", self.stated(), handed_on.unwrap_or_default())
    }

    /// The card as text, signed by its own keys.
    pub(crate) fn text(&self, keys: &UserKeys) -> String {
        let unsigned = self.unsigned();
        let signature = keys.sign(unsigned.as_bytes());
        format!("{unsigned}signature: {}\n", hex(&signature))
    }

    /// Reads a card. Line ends and spaces around lines may have changed on the way; nothing else may.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.get(..).filter(|text| text.len() <= LONGEST)?.trim_start_matches('\u{feff}');
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
        if lines.next()? != TITLE {
            return None;
        }
        let unit_name = lines.next()?.strip_prefix("unit-name: ")?.to_owned();
        let unit = bytes::<16>(lines.next()?.strip_prefix("unit: ")?)?;
        let sealing = unhex(lines.next()?.strip_prefix("sealing: ")?)?;
        let signing = unhex(lines.next()?.strip_prefix("signing: ")?)?;
        let handed_on = match lines.next_if(|line| line.starts_with("handed-on: ")) {
            Some(line) => Some(bytes::<64>(line.strip_prefix("handed-on: ")?)?),
            None => None,
        };
        let signature = bytes::<64>(lines.next()?.strip_prefix("signature: ")?)?;
        let card = Self { unit_name, unit, sealing, signing, handed_on };
        let whole = lines.next().is_none() && card.unit_name.chars().count() <= LONGEST_NAME;
        (whole && verify(&signing, card.unsigned().as_bytes(), &signature).is_ok()).then_some(card)
    }

    /// Whether the keys with this signing key handed on to these.
    pub(crate) fn is_handed_on_by(&self, signing: &[u8; 32]) -> bool {
        self.handed_on.is_some_and(|signature| verify(signing, self.stated().as_bytes(), &signature).is_ok())
    }

    /// The keys as a partner's record keeps them.
    pub(crate) fn keys(&self) -> PartnerKeys {
        PartnerKeys { sealing: hex(&self.sealing), signing: hex(&self.signing) }
    }
}

/// So many bytes of lower-case or upper-case hexadecimal, and no more.
pub(crate) fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N * 2 || !text.bytes().all(|letter| letter.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..N * 2).step_by(2)) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// What both sides read to each other: the same at either end, because the two cards stand in a fixed order.
pub(crate) struct Comparison {
    /// Twelve words, about 155 bits.
    pub(crate) words: Vec<&'static str>,
    /// Twelve groups of five digits, about 199 bits.
    pub(crate) digits: Vec<String>,
}

/// The unit, the sealing key and the signing key of one side.
pub(crate) type Side = ([u8; 16], [u8; 32], [u8; 32]);

/// Words and digits of two cards together.
pub(crate) fn compare(one: &Side, other: &Side) -> Comparison {
    let side = |(unit, sealing, signing): &Side| [unit.as_slice(), sealing, signing].concat();
    let mut sides = [side(one), side(other)];
    sides.sort();
    let hash = |use_for: &str| sha256(&[b"contact-card/v1/", use_for.as_bytes(), b"\0", sides.concat().as_slice()].concat());
    let drawn = [hash("digits-1"), hash("digits-2")].concat();
    let group = |five: &[u8]| five.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte)) % 100_000;
    Comparison {
        words: words_of(&hash("words"), COMPARED),
        digits: drawn.chunks_exact(5).take(COMPARED).map(|five| format!("{:05}", group(five))).collect(),
    }
}

impl Comparison {
    /// Whether what somebody typed is the twelve words or the sixty digits. Case, spaces and commas do not matter.
    pub(crate) fn is_typed(&self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        let digits: String = typed.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, ',' | '.')).collect();
        let words =
            typed.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '.')).filter(|word| !word.is_empty());
        digits == self.digits.concat() || words.eq(self.words.iter().copied())
    }
}

#[cfg(test)]
#[path = "contact_card_tests.rs"]
mod tests;

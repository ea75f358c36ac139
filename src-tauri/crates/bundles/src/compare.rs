//! What two units read to each other on the telephone before they trust each other's keys (security report B-16).

use crate::card::ContactCard;
use journal::Encoding;
use sealing::{sha512, words_of};

/// Words that are read out.
const WORDS: usize = 12;
/// Groups of five digits.
const GROUPS: usize = 12;

/// SHA-512 over both cards, in the one order both sides find.
fn both(a: &ContactCard, b: &ContactCard) -> [u8; 64] {
    let part = |card: &ContactCard| {
        let mut part = Encoding::of("holdfast/compare-card/v1");
        part.id(card.unit).bytes(&card.sealing_key.0).bytes(&card.signing_key.0).finish()
    };
    let (a, b) = (part(a), part(b));
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    sha512(&Encoding::of("holdfast/compare/v1").bytes(&first).bytes(&second).finish())
}

/// Sixty digits in twelve groups of five, the same for both sides.
#[must_use]
pub fn compare_digits(a: &ContactCard, b: &ContactCard) -> String {
    let group = |bytes: &[u8]| format!("{:05}", bytes.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte)) % 100_000);
    both(a, b).chunks_exact(5).take(GROUPS).map(group).collect::<Vec<_>>().join(" ")
}

/// Twelve words, the same for both sides.
#[must_use]
pub fn compare_words(a: &ContactCard, b: &ContactCard) -> Vec<&'static str> {
    let hash = both(a, b);
    hash.first_chunk().map(|first| words_of(first, WORDS)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::KeyBytes;
    use crate::trial::keys;
    use journal::Id;

    fn card(n: u8) -> ContactCard {
        let keys = keys(n);
        let (sealing_key, signing_key) = (KeyBytes(*keys.sealing_public()), KeyBytes(keys.signing_public()));
        ContactCard { unit: Id([n; 16]), unit_name: "Specimen unit".into(), sealing_key, signing_key, made_ms: 1 }
    }

    #[test]
    fn both_sides_read_the_same_sixty_digits_and_twelve_words() {
        let (digits, words) = (compare_digits(&card(1), &card(2)), compare_words(&card(1), &card(2)));
        assert_eq!(digits, compare_digits(&card(2), &card(1)));
        assert_eq!(words, compare_words(&card(2), &card(1)));
        assert_eq!((digits.len(), digits.bytes().filter(u8::is_ascii_digit).count(), words.len()), (71, 60, 12));
    }

    #[test]
    fn another_key_of_either_kind_or_another_unit_reads_differently() {
        let whole = (compare_digits(&card(1), &card(2)), compare_words(&card(1), &card(2)));
        let key = KeyBytes([9; 32]);
        for other in [
            ContactCard { sealing_key: key, ..card(2) },
            ContactCard { signing_key: key, ..card(2) },
            ContactCard { unit: Id([9; 16]), ..card(2) },
        ] {
            assert_ne!(compare_digits(&card(1), &other), whole.0);
            assert_ne!(compare_words(&card(1), &other), whole.1);
        }
    }

    #[test]
    fn the_name_and_the_day_of_a_card_are_not_compared() {
        let renamed = ContactCard { unit_name: "Another name".into(), made_ms: 2, ..card(2) };
        assert_eq!(compare_digits(&card(1), &renamed), compare_digits(&card(1), &card(2)));
    }
}

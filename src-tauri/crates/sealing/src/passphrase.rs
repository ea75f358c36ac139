//! Passphrases: normalised the same on every keyboard, long enough, and offered before they are asked for.

use crate::{Fault, fresh_bytes};
use diceware_wordlists::EFF_LONG_WORDLIST;
use std::collections::BTreeSet;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// A passphrase as typed to unlock, Unicode NFKC normalised (security report K-11), wiped on drop.
pub struct Passphrase(Zeroizing<String>);

/// A passphrase that passed the rules of K-11 and may protect a slot.
pub struct ChosenPassphrase(Passphrase);

/// Why a passphrase is not accepted for a slot; says what to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WeakPassphrase {
    /// Fewer than 15 characters, the names of agency, unit and member not counted.
    #[error("{counted} characters count; 15 are needed")]
    TooShort {
        /// Characters that count, names taken out.
        counted: usize,
    },
    /// Fewer than five different characters.
    #[error("the same few characters again and again")]
    Repetitive,
}

/// K-11's two rules are one: four words of the list with something between them are never shorter.
const LEAST_CHARACTERS: usize = 15;

impl Passphrase {
    /// What somebody typed at the lock screen. No rule applies: a rule of today must not lock out
    /// a passphrase of yesterday.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self(Zeroizing::new(text.nfkc().collect()))
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl ChosenPassphrase {
    /// Checks a new passphrase against K-11: at least 15 characters (which any four words of the
    /// list have), counted without the `names` it holds (agency, unit, member) and with any run of
    /// spaces as one. No composition rules.
    ///
    /// # Errors
    /// [`WeakPassphrase`].
    pub fn choose(text: &str, names: &[&str]) -> Result<Self, WeakPassphrase> {
        let passphrase = Passphrase::typed(text);
        let rest = without_names(&passphrase.0, names);
        let counted = rest.chars().filter(|c| !c.is_whitespace()).count() + rest.split_whitespace().count().saturating_sub(1);
        if counted < LEAST_CHARACTERS {
            return Err(WeakPassphrase::TooShort { counted });
        }
        if rest.chars().filter(|c| !c.is_whitespace()).collect::<BTreeSet<_>>().len() < 5 {
            return Err(WeakPassphrase::Repetitive);
        }
        Ok(Self(passphrase))
    }

    /// The passphrase, to unlock with.
    #[must_use]
    pub fn passphrase(&self) -> &Passphrase {
        &self.0
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(not shown)")
    }
}

impl std::fmt::Debug for ChosenPassphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChosenPassphrase(not shown)")
    }
}

/// The passphrase in lower case with every word of three letters or more of the names taken out.
fn without_names(text: &str, names: &[&str]) -> Zeroizing<String> {
    let mut rest = Zeroizing::new(text.to_lowercase());
    for name in names.iter().map(|n| canonical_name(n)) {
        for part in name.split(|c: char| !c.is_alphanumeric()).filter(|p| p.chars().count() > 2) {
            rest = Zeroizing::new(rest.replace(part, " "));
        }
    }
    rest
}

/// Five words (64 bits) from the EFF's long list of 7,776, offered first to whoever chooses a
/// passphrase (K-11).
///
/// # Errors
/// [`Fault::NoRandomness`].
pub fn suggest_words() -> Result<Zeroizing<String>, Fault> {
    let mut words = Zeroizing::new(String::new());
    for n in 0..5 {
        if n > 0 {
            words.push(' ');
        }
        words.push_str(random_word()?);
    }
    Ok(words)
}

/// Words of the list for the first bytes of a hash, two bytes a word: for people to compare by eye or ear. No secret.
#[must_use]
pub fn words_of(hash: &[u8; 32], words: usize) -> Vec<&'static str> {
    hash.chunks_exact(2)
        .take(words)
        .filter_map(|pair| EFF_LONG_WORDLIST.get(usize::from(u16::from_be_bytes([pair[0], pair[1]])) % EFF_LONG_WORDLIST.len()))
        .copied()
        .collect()
}

fn random_word() -> Result<&'static str, Fault> {
    loop {
        if let Some(word) = word_drawn(u16::from_be_bytes(fresh_bytes()?)) {
            return Ok(word);
        }
    }
}

/// The word for a drawn number. Numbers beyond the last whole multiple of the list are to be drawn again, so that every
/// word is equally likely.
fn word_drawn(drawn: u16) -> Option<&'static str> {
    let many = EFF_LONG_WORDLIST.len();
    let fair = (1 << u16::BITS) / many * many;
    let drawn = usize::from(drawn);
    (drawn < fair).then(|| EFF_LONG_WORDLIST[drawn % many])
}

/// A name as the lock screen compares it: NFKC, lower case, one space between its words.
#[must_use]
pub fn canonical_name(name: &str) -> String {
    let folded: String = name.nfkc().collect::<String>().to_lowercase().nfkc().collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const NAMES: [&str; 3] = ["Meadowbank Police", "Meadowbank Stalking Unit", "Zofia Example"];

    #[test]
    fn composed_and_decomposed_accents_are_the_same_passphrase() {
        let (one, two) = (Passphrase::typed("Caf\u{e9} ﬁve"), Passphrase::typed("Cafe\u{301} five"));
        assert_eq!(one.as_bytes(), two.as_bytes());
        assert_eq!(one.as_bytes(), "Caf\u{e9} five".as_bytes());
    }

    #[test]
    fn fifteen_characters_are_enough_and_fourteen_are_not() {
        assert!(ChosenPassphrase::choose("bcdfghjklmnpqrs", &NAMES).is_ok());
        assert_eq!(ChosenPassphrase::choose("bcdfghjklmnpqr", &NAMES).err(), Some(WeakPassphrase::TooShort { counted: 14 }));
    }

    #[test]
    fn four_words_of_the_list_are_enough_however_short() {
        let shortest = EFF_LONG_WORDLIST.iter().map(|w| w.len()).min().unwrap();
        assert!(4 * shortest + 3 >= LEAST_CHARACTERS);
        assert!(ChosenPassphrase::choose("aim elk cup fit", &NAMES).is_ok());
        assert!(ChosenPassphrase::choose("aim elk    cup", &NAMES).is_err());
    }

    #[test]
    fn the_names_of_agency_unit_and_member_do_not_count() {
        for text in ["Meadowbank Police Zofia", "zofia.example.2026", "STALKING unit meadowbank"] {
            assert!(matches!(ChosenPassphrase::choose(text, &NAMES), Err(WeakPassphrase::TooShort { .. })));
        }
    }

    #[test]
    fn one_character_held_down_is_not_a_passphrase() {
        assert_eq!(ChosenPassphrase::choose("aaaaaaaaaaaaaaaaaaaaaa", &NAMES).err(), Some(WeakPassphrase::Repetitive));
    }

    #[test]
    fn suggested_words_are_five_of_the_list_and_always_accepted() {
        for _ in 0..200 {
            let words = suggest_words().unwrap();
            assert_eq!(words.split(' ').count(), 5);
            assert!(words.split(' ').all(|w| EFF_LONG_WORDLIST.contains(&w)));
            assert!(ChosenPassphrase::choose(&words, &[]).is_ok());
        }
    }

    #[test]
    fn the_word_list_holds_7776_different_words() {
        let words: BTreeSet<&str> = EFF_LONG_WORDLIST.into_iter().collect();
        assert_eq!(words.len(), 7_776);
    }

    #[test]
    fn every_word_of_the_list_is_equally_likely() {
        let mut drawn: BTreeMap<&str, u32> = BTreeMap::new();
        for number in 0..=u16::MAX {
            word_drawn(number).into_iter().for_each(|word| *drawn.entry(word).or_default() += 1);
        }
        assert_eq!(drawn.len(), EFF_LONG_WORDLIST.len());
        assert!(drawn.values().all(|times| *times == 8));
    }

    #[test]
    fn words_to_compare_are_read_off_the_hash_two_bytes_a_word() {
        let mut hash = [0; 32];
        hash[..10].copy_from_slice(&[0, 0, 0, 1, 0x1e, 0x5f, 0x1e, 0x60, 0xff, 0xff]);
        assert_eq!(words_of(&hash, 5), ["abacus", "abdomen", "zoom", "abacus", "ice"]);
        assert_eq!(words_of(&hash, 2), ["abacus", "abdomen"]);
    }

    #[test]
    fn five_different_characters_are_enough_and_four_are_not() {
        assert!(ChosenPassphrase::choose("abcdeabcdeabcde", &NAMES).is_ok());
        assert_eq!(ChosenPassphrase::choose("abcdabcdabcdabcd", &NAMES).err(), Some(WeakPassphrase::Repetitive));
    }

    #[test]
    fn a_part_of_a_name_is_taken_out_from_three_letters_on() {
        assert!(ChosenPassphrase::choose("bcdfghjklmnp al", &["Al Ox"]).is_ok());
        let taken_out = ChosenPassphrase::choose("bcdfghjklmn zoe", &["Zoe Ox"]).err();
        assert_eq!(taken_out, Some(WeakPassphrase::TooShort { counted: 11 }));
    }

    #[test]
    fn a_passphrase_printed_for_debugging_is_not_shown() {
        assert_eq!(format!("{:?}", Passphrase::typed("aim elk cup fit owl")), "Passphrase(not shown)");
        let chosen = ChosenPassphrase::choose("aim elk cup fit owl", &[]).unwrap();
        assert_eq!(format!("{chosen:?}"), "ChosenPassphrase(not shown)");
    }

    proptest! {
        #[test]
        fn a_canonical_name_stays_what_it_is(name in "\\PC{0,40}") {
            let once = canonical_name(&name);
            prop_assert_eq!(canonical_name(&once), once);
        }
    }
}

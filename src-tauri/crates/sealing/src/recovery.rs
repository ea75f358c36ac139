//! Recovery words: a secret of 160 bits on paper, in two halves for the unit, whole for an agency (security report K-21).

use crate::digest::derive;
use crate::{Fault, UserKeys, UserRootSecret, fresh_bytes, sha256};
use diceware_wordlists::EFF_LONG_WORDLIST;
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

/// Words on one sheet: 160 bits of secret and 20 of checksum, at 12.92 bits a word.
pub const WORDS_ON_A_SHEET: usize = 14;

/// Bytes of the secret, and of each half of it.
const SECRET: usize = 20;
/// The number the words spell: four zero bits, the secret, the checksum.
const NUMBER: usize = 23;
const MANY: u32 = 7_776;

/// Which sheet it is. The checksum knows, so that two first halves are told apart from a first and a second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The unit's first half.
    First,
    /// The unit's second half.
    Second,
    /// An agency's whole secret.
    Agency,
}

/// What one sheet says. Wiped on drop.
pub struct RecoverySheet {
    sheet: Sheet,
    bytes: Zeroizing<[u8; SECRET]>,
}

/// Why words were not taken as a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WordTrouble {
    /// Not fourteen words.
    #[error("{found} words; a sheet has {WORDS_ON_A_SHEET}")]
    Count {
        /// Words typed.
        found: usize,
    },
    /// A word that is not in the list.
    #[error("word {place} is not in the list")]
    UnknownWord {
        /// Its place, from 1.
        place: usize,
    },
    /// Every word is in the list and together they are no sheet of this kind.
    #[error("the words do not fit together")]
    Mistyped,
}

/// The secret behind the sheets. Wiped on drop.
pub struct RecoverySecret(Zeroizing<[u8; SECRET]>);

impl Sheet {
    const fn sign(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Agency => 3,
        }
    }
}

impl RecoverySecret {
    /// A new secret (K-1).
    ///
    /// # Errors
    /// [`Fault::NoRandomness`].
    pub fn fresh() -> Result<Self, Fault> {
        Ok(Self(Zeroizing::new(fresh_bytes()?)))
    }

    /// The unit's two sheets. Each alone is as good as random; both together are the secret.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`].
    pub fn halves(&self) -> Result<[RecoverySheet; 2], Fault> {
        let first = Zeroizing::new(fresh_bytes::<SECRET>()?);
        let second = xor(&self.0, &first);
        Ok([RecoverySheet { sheet: Sheet::First, bytes: first }, RecoverySheet { sheet: Sheet::Second, bytes: second }])
    }

    /// An agency's one sheet.
    #[must_use]
    pub fn whole(&self) -> RecoverySheet {
        RecoverySheet { sheet: Sheet::Agency, bytes: self.0.clone() }
    }

    /// The secret of these two sheets; nothing unless they are a first and a second.
    #[must_use]
    pub fn of_halves(one: &RecoverySheet, other: &RecoverySheet) -> Option<Self> {
        match (one.sheet, other.sheet) {
            (Sheet::First, Sheet::Second) | (Sheet::Second, Sheet::First) => Some(Self(xor(&one.bytes, &other.bytes))),
            (Sheet::First | Sheet::Second | Sheet::Agency, _) => None,
        }
    }

    /// The secret of an agency's one sheet; nothing of a half.
    #[must_use]
    pub fn of_whole(sheet: &RecoverySheet) -> Option<Self> {
        (sheet.sheet == Sheet::Agency).then(|| Self(sheet.bytes.clone()))
    }

    /// The keys the secret stands for, which keys are sealed to: HKDF-SHA256(secret, salt = store, info =
    /// "recovery/v1/root") is a root secret like a member's, so that the store key can be replaced without the words.
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn keys(&self, store_id: &[u8; 16]) -> Result<UserKeys, Fault> {
        let mut root = derive::<32>(self.0.as_slice(), store_id, &[b"recovery/v1/root"])?;
        UserKeys::of(UserRootSecret::take(&mut root))
    }
}

impl RecoverySheet {
    /// The fourteen words.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        let mut number = self.number();
        let mut words = Vec::with_capacity(WORDS_ON_A_SHEET);
        for _ in 0..WORDS_ON_A_SHEET {
            let mut left = 0;
            for byte in number.iter_mut() {
                let here = left * 256 + u32::from(*byte);
                *byte = u8::try_from(here / MANY).unwrap_or(u8::MAX);
                left = here % MANY;
            }
            words.push(EFF_LONG_WORDLIST[left as usize]);
        }
        words.reverse();
        words
    }

    /// Reads a sheet as somebody typed it; case and spacing do not matter.
    ///
    /// # Errors
    /// [`WordTrouble`]; a mistyped sheet passes for a good one once in a million times (2^-20).
    pub fn read(text: &str, sheet: Sheet) -> Result<Self, WordTrouble> {
        let typed = Zeroizing::new(text.to_lowercase());
        let words: Vec<&str> = typed.split_whitespace().collect();
        if words.len() != WORDS_ON_A_SHEET {
            return Err(WordTrouble::Count { found: words.len() });
        }
        let mut number = Zeroizing::new([0u8; NUMBER]);
        for (n, word) in words.iter().enumerate() {
            let place = EFF_LONG_WORDLIST.iter().position(|listed| listed == word);
            let place = place.ok_or(WordTrouble::UnknownWord { place: n + 1 })?;
            let mut carried = u32::try_from(place).unwrap_or(MANY);
            for byte in number.iter_mut().rev() {
                let here = u32::from(*byte) * MANY + carried;
                *byte = here.to_be_bytes()[3];
                carried = here >> 8;
            }
            if carried != 0 {
                return Err(WordTrouble::Mistyped);
            }
        }
        let mut bytes = Zeroizing::new([0u8; SECRET]);
        for (n, byte) in bytes.iter_mut().enumerate() {
            *byte = number[n] << 4 | number[n + 1] >> 4;
        }
        let read = Self { sheet, bytes };
        (*read.number() == *number).then_some(read).ok_or(WordTrouble::Mistyped)
    }

    /// What is kept to know the sheet again in a drill: a hash of 160 random bits, which gives none of them away.
    #[must_use]
    pub fn mark(&self) -> [u8; 32] {
        let mut named = Zeroizing::new([0u8; SECRET + 1]);
        named[0] = self.sheet.sign();
        named[1..].copy_from_slice(self.bytes.as_slice());
        let mut spoken = [b"recovery/v1/mark".as_slice(), named.as_slice()].concat();
        let mark = sha256(&spoken);
        spoken.zeroize();
        mark
    }

    fn number(&self) -> Zeroizing<[u8; NUMBER]> {
        let mut number = Zeroizing::new([0u8; NUMBER]);
        for (n, byte) in self.bytes.iter().enumerate() {
            number[n] |= byte >> 4;
            number[n + 1] |= byte << 4;
        }
        let check = self.mark();
        number[SECRET] |= check[0] >> 4;
        number[SECRET + 1] = check[0] << 4 | check[1] >> 4;
        number[SECRET + 2] = check[1] << 4 | check[2] >> 4;
        number
    }
}

impl std::fmt::Debug for RecoverySheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoverySheet(not shown)")
    }
}

impl std::fmt::Debug for RecoverySecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoverySecret(not shown)")
    }
}

fn xor(one: &[u8; SECRET], other: &[u8; SECRET]) -> Zeroizing<[u8; SECRET]> {
    let mut both = Zeroizing::new(*one);
    both.iter_mut().zip(other).for_each(|(a, b)| *a ^= b);
    both
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(bytes: [u8; SECRET], sheet: Sheet) -> RecoverySheet {
        RecoverySheet { sheet, bytes: Zeroizing::new(bytes) }
    }

    proptest! {
        /// K-21.
        #[test]
        fn the_words_of_every_sheet_read_back_in_any_case_and_spacing(bytes in any::<[u8; SECRET]>()) {
            let words = sheet(bytes, Sheet::First).words();
            prop_assert_eq!(words.len(), WORDS_ON_A_SHEET);
            let read = RecoverySheet::read(&words.join("  ").to_uppercase(), Sheet::First).unwrap();
            prop_assert_eq!(*read.bytes, bytes);
        }

        /// K-21: one half says nothing about the secret: for every secret there is a second half that fits this first one.
        #[test]
        fn one_half_alone_fits_every_secret(half in any::<[u8; SECRET]>(), secret in any::<[u8; SECRET]>()) {
            let other = sheet(*xor(&half, &secret), Sheet::Second);
            let joined = RecoverySecret::of_halves(&sheet(half, Sheet::First), &other).unwrap();
            prop_assert_eq!(*joined.0, secret);
        }

        /// K-21: one word for another is noticed (but for one in a million, which 256 cases do not meet).
        #[test]
        fn one_wrong_word_is_noticed(bytes in any::<[u8; SECRET]>(), at in 0..WORDS_ON_A_SHEET, other in 0usize..7_776) {
            let mut words = sheet(bytes, Sheet::Agency).words();
            prop_assume!(words[at] != EFF_LONG_WORDLIST[other]);
            words[at] = EFF_LONG_WORDLIST[other];
            prop_assert_eq!(RecoverySheet::read(&words.join(" "), Sheet::Agency).err(), Some(WordTrouble::Mistyped));
        }
    }

    #[test]
    fn a_first_half_is_not_taken_for_a_second_and_two_of_one_kind_join_to_nothing() {
        let words = sheet([4; SECRET], Sheet::First).words().join(" ");
        assert_eq!(RecoverySheet::read(&words, Sheet::Second).err(), Some(WordTrouble::Mistyped));
        let half = || sheet([4; SECRET], Sheet::First);
        assert!(RecoverySecret::of_halves(&half(), &half()).is_none());
    }

    #[test]
    fn the_whole_of_an_agency_is_one_sheet_and_a_half_is_no_whole() {
        let secret = RecoverySecret::fresh().unwrap();
        let read = RecoverySheet::read(&secret.whole().words().join(" "), Sheet::Agency).unwrap();
        assert_eq!(*RecoverySecret::of_whole(&read).unwrap().0, *secret.0);
        let [first, second] = secret.halves().unwrap();
        assert!(RecoverySecret::of_whole(&first).is_none() && RecoverySecret::of_whole(&second).is_none());
    }

    #[test]
    fn too_few_words_and_words_of_no_list_are_named() {
        assert_eq!(RecoverySheet::read("abacus abdomen", Sheet::First).err(), Some(WordTrouble::Count { found: 2 }));
        let mut words = sheet([9; SECRET], Sheet::First).words();
        words[4] = "zzyzx";
        assert_eq!(RecoverySheet::read(&words.join(" "), Sheet::First).err(), Some(WordTrouble::UnknownWord { place: 5 }));
    }

    #[test]
    fn both_halves_give_the_same_keys_for_their_store_and_others_for_another() {
        let secret = RecoverySecret::fresh().unwrap();
        let [first, second] = secret.halves().unwrap();
        let joined = RecoverySecret::of_halves(&second, &first).unwrap();
        let public = |secret: &RecoverySecret, store: [u8; 16]| *secret.keys(&store).unwrap().sealing_public();
        assert_eq!(public(&joined, [1; 16]), public(&secret, [1; 16]));
        assert_ne!(public(&joined, [1; 16]), public(&secret, [2; 16]));
    }

    /// The words on paper outlive the program: computed by a second implementation.
    #[test]
    fn the_words_and_the_mark_of_a_sheet_never_change() {
        let bytes = std::array::from_fn(|at| u8::try_from(at).unwrap());
        let same = "abacus banker dentist slogan lifter suave simple curator overlap chapped scouring blend";
        let table = [
            (Sheet::First, "encode defiling", "f4ac9e6a53b8e284a8210f265d41c6e4f2679e7f9bff83804f8f15b3876891f2"),
            (Sheet::Second, "edition comply", "32ed2a8eb5fb88b83117afc30aefce942c80d14551a2adb3e8bb04986c63cae0"),
            (Sheet::Agency, "embark empty", "9f6279b57e97a63440a412746febab6900b4e29a41f077537de48c80a0be1aed"),
        ];
        for (kind, last, mark) in table {
            let sheet = sheet(bytes, kind);
            assert_eq!(sheet.words().join(" "), format!("{same} {last}"));
            assert_eq!(hex::encode(sheet.mark()), mark);
        }
    }

    #[test]
    fn an_agency_s_sheet_carries_the_whole_secret_and_is_no_half() {
        let secret = RecoverySecret::fresh().unwrap();
        let whole = secret.whole();
        assert_eq!(*whole.bytes, *secret.0);
        let [first, _] = secret.halves().unwrap();
        assert!(RecoverySecret::of_halves(&whole, &first).is_none());
        assert!(RecoverySecret::of_halves(&first, &whole).is_none());
    }

    #[test]
    fn a_sheet_and_its_secret_printed_for_debugging_are_not_shown() {
        let secret = RecoverySecret::fresh().unwrap();
        assert_eq!(format!("{secret:?} {:?}", secret.whole()), "RecoverySecret(not shown) RecoverySheet(not shown)");
    }
}

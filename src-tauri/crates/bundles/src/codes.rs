//! The closed lists of the format, each written as a code.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a bundle is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BundleKind {
    /// Records of cases.
    Cases,
    /// What became of a bundle that was received.
    Receipt,
    /// Something sent earlier is asked back (B-13).
    Withdrawal,
    /// Something sent earlier was corrected (rules.md RTS-6).
    Correction,
    /// Between two laptops of one unit; no agreement and no gate.
    OwnUnit,
}

/// On which ground it leaves (rules.md 1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// Under an agreement, which the manifest names.
    Agreement,
    /// Once, with a recorded basis and an approver.
    OneOff,
    /// In an emergency, reviewed afterwards.
    Emergency,
    /// Within one unit.
    OwnUnit,
}

/// Whether the receiver may pass it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Onward {
    /// To nobody.
    NotAllowed,
    /// To the units named beside it.
    NamedParties,
    /// To whom the owner agrees, case by case.
    WithOriginatorsAgreement,
}

/// Whether the receiver may print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Printing {
    /// It may be printed.
    Allowed,
    /// It is read on the screen alone.
    NotAllowed,
}

/// What a section holds. Others are numbers unknown to this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    /// Zero bytes up to the padded size; always last, never in the manifest.
    Padding,
    /// Whole records.
    Records,
    /// One attachment, found by its hash.
    Attachment,
    /// The definition of a form, found by its hash.
    Form,
    /// A receipt.
    Receipt,
    /// A withdrawal.
    Withdrawal,
    /// A correction notice.
    Correction,
    /// What only laptops of one unit exchange: keys, and records behind a wall, unopened.
    Laptop,
    /// A number this version does not know.
    Unknown(u8),
}

impl SectionKind {
    /// The number in the file.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Padding => 0,
            Self::Records => 1,
            Self::Attachment => 2,
            Self::Form => 3,
            Self::Receipt => 4,
            Self::Withdrawal => 5,
            Self::Correction => 6,
            Self::Laptop => 7,
            Self::Unknown(number) => number,
        }
    }

    /// What the number in the file stands for.
    #[must_use]
    pub const fn of(number: u8) -> Self {
        match number {
            0 => Self::Padding,
            1 => Self::Records,
            2 => Self::Attachment,
            3 => Self::Form,
            4 => Self::Receipt,
            5 => Self::Withdrawal,
            6 => Self::Correction,
            7 => Self::Laptop,
            other => Self::Unknown(other),
        }
    }
}

/// A public key, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyBytes(pub [u8; 32]);

impl From<KeyBytes> for String {
    fn from(key: KeyBytes) -> Self {
        hex::encode(key.0)
    }
}

impl TryFrom<String> for KeyBytes {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| "not a key")?;
        Ok(Self(bytes))
    }
}

impl fmt::Debug for KeyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from(*self))
    }
}

/// Whether this may stand as a code: 1 to 64 printable ASCII characters without space, quotation mark and backslash.
pub(crate) fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\')
}

/// Whether this is a day: `2026-11-28`.
pub(crate) fn is_day(text: &str) -> bool {
    let shape = |at: usize, byte: u8| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    let within = |from: usize, most: u8| {
        text.get(from..from + 2).and_then(|part| part.parse::<u8>().ok()).is_some_and(|n| (1..=most).contains(&n))
    };
    text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| shape(at, byte)) && within(5, 12) && within(8, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_stands_for_one_kind_of_section() {
        for number in 0..=255 {
            assert_eq!(SectionKind::of(number).number(), number);
        }
        assert_eq!(SectionKind::of(8), SectionKind::Unknown(8));
    }

    #[test]
    fn a_day_has_one_form() {
        assert!(is_day("2026-11-28"));
        for wrong in
            ["", "2026-13-01", "2026-00-01", "2026-01-32", "26-11-28", "2026/11/28", "2026-11-28T", "2026-1-228", "2026-11-é"]
        {
            assert!(!is_day(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_code_is_short_and_plain() {
        assert!(is_code("6(1)(ea)") && is_code("safeguarding"));
        assert!(!is_code("") && !is_code("two words") && !is_code("\"") && !is_code("é") && !is_code(&"a".repeat(65)));
    }

    #[test]
    fn a_key_is_written_in_lower_case_digits() {
        let key = KeyBytes([0xAB; 32]);
        let text = serde_json::to_string(&key).unwrap();
        assert_eq!(text, format!("\"{}\"", "ab".repeat(32)));
        assert_eq!(serde_json::from_str::<KeyBytes>(&text).unwrap(), key);
        assert!(serde_json::from_str::<KeyBytes>("\"abcd\"").is_err());
    }
}

//! Text as people typed it, made fit to compare and to show.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Most characters of a cell shown beside a trouble.
pub const EXCERPT_CHARACTERS: usize = 40;

/// One line: white space of any kind becomes single spaces, invisible marks go, letters are composed (NFC).
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        let start = out.len();
        out.extend(word.chars().filter(|letter| !is_invisible(*letter)));
        if out.len() > start {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    composed(out)
}

/// Several lines: as [`one_line`] within each line; blank lines at either end go.
#[must_use]
pub fn many_lines(text: &str) -> String {
    if !text.contains('\n') {
        return one_line(text);
    }
    let lines: Vec<String> = text.lines().map(one_line).collect();
    lines.join("\n").trim().to_owned()
}

fn composed(text: String) -> String {
    if text.is_ascii() || is_nfc(&text) { text } else { text.nfc().collect() }
}

/// Whether a character is one that nobody sees and that can make a text read as something else: it turns the reading
/// direction, takes no room, or is a control character other than tab and line break (security.md W-10).
#[must_use]
pub fn is_unseen(letter: char) -> bool {
    is_invisible(letter) || (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
}

/// Marks that turn the reading direction or hide in a name. The joiners that Urdu needs are kept.
const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// The start of a cell on one line, at most [`EXCERPT_CHARACTERS`] characters with the mark of omission.
#[must_use]
pub fn excerpt(text: &str) -> String {
    let mut start: String = text.chars().take(EXCERPT_CHARACTERS * 4).collect();
    start = one_line(&start);
    if start.chars().count() <= EXCERPT_CHARACTERS && text.chars().nth(EXCERPT_CHARACTERS * 4).is_none() {
        return start;
    }
    let mut short: String = start.chars().take(EXCERPT_CHARACTERS - 1).collect();
    short.push('…');
    short
}

/// A column as a spreadsheet program letters it: 0 is A, 26 is AA.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A crime reference in the one form in which it is compared and kept: capitals, no spaces.
#[must_use]
pub fn canonical_reference(reference: &str) -> String {
    one_line(reference).chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// A vehicle plate in capitals with single spaces.
#[must_use]
pub fn canonical_plate(plate: &str) -> String {
    one_line(plate).to_uppercase()
}

/// Whether the words only say that nobody knows.
#[must_use]
pub fn says_not_known(text: &str) -> bool {
    const WAYS: [&str; 20] = [
        "unknown",
        "not known",
        "n/k",
        "nk",
        "u/k",
        "n/a",
        "none",
        "nil",
        "-",
        "--",
        "?",
        "tbc",
        "not stated",
        "not recorded",
        "unidentified",
        "unknown suspect",
        "suspect unknown",
        "unknown male",
        "unknown female",
        "anhysbys",
    ];
    let small = text.to_lowercase();
    WAYS.contains(&small.trim().trim_end_matches('.'))
}

/// Whether a spreadsheet has turned a long number into a rounded one ("1.23457E+11").
#[must_use]
pub fn is_rounded_number(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    whole.len() == 1 && is_number(whole) && is_number(part) && power.strip_prefix('+').is_some_and(is_number)
}

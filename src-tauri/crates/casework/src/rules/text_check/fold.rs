//! Text reduced to comparable words, each of which still knows where it stood in the original.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word of a text, folded, with the characters it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Lower case, without diacritics, apostrophes and invisible characters.
    pub raw: String,
    /// As `raw`, with short forms written out and a final "s" left off, so that "King's Rd" meets "Kings Road".
    pub canon: String,
    /// First character in the original text.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

/// A digit of a text and where it stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digit {
    pub digit: char,
    pub at: usize,
}

/// Short forms in addresses and names, each with the long form. "St" is a street or a saint: both sides
/// of a comparison are folded alike, so it need not be known which.
#[rustfmt::skip]
const SHORT_FORMS: [(&str, &str); 40] = [
    ("st", "street"), ("str", "street"), ("saint", "street"), ("rd", "road"), ("ave", "avenue"), ("av", "avenue"),
    ("ln", "lane"), ("la", "lane"), ("cl", "close"), ("clo", "close"), ("dr", "drive"), ("drv", "drive"),
    ("ct", "court"), ("crt", "court"), ("cres", "crescent"), ("cr", "crescent"), ("gdns", "garden"),
    ("gdn", "garden"), ("pl", "place"), ("sq", "square"), ("ter", "terrace"), ("terr", "terrace"),
    ("tce", "terrace"), ("gr", "grove"), ("gro", "grove"), ("grv", "grove"), ("pk", "park"), ("wk", "walk"),
    ("hse", "house"), ("ho", "house"), ("bldg", "building"), ("bldgs", "building"), ("blvd", "boulevard"),
    ("est", "estate"), ("mt", "mount"), ("apt", "flat"), ("apartment", "flat"), ("sch", "school"),
    ("hosp", "hospital"), ("ltd", "limited"),
];

/// The words of a text in order.
pub(super) fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut open: Option<Word> = None;
    for (at, original) in text.chars().enumerate() {
        if is_invisible(original) || is_combining_mark(original) || is_apostrophe(original) {
            continue;
        }
        let folded = folded(original);
        if folded.is_empty() {
            words.extend(open.take().map(finished));
            if original == '&' {
                words.push(finished(opened("and", at, at + 1)));
            }
            continue;
        }
        let word = open.get_or_insert_with(|| opened("", at, at));
        word.raw.push_str(&folded);
        word.end = at + 1;
    }
    words.extend(open.map(finished));
    words
}

fn opened(raw: &str, start: usize, end: usize) -> Word {
    Word { raw: raw.to_owned(), canon: String::new(), start, end }
}

fn finished(mut word: Word) -> Word {
    word.canon = canon(&word.raw);
    word
}

/// The long form without a final "s".
fn canon(raw: &str) -> String {
    if let Some((_, long)) = SHORT_FORMS.iter().find(|(short, _)| *short == raw) {
        return (*long).to_owned();
    }
    stem(raw).to_owned()
}

/// The word without a final "s", where it is long enough to be a plural or a possessive.
fn stem(raw: &str) -> &str {
    let plural = raw.chars().count() >= 4 && !raw.ends_with("ss") && raw.chars().all(char::is_alphabetic);
    if plural { raw.strip_suffix('s').unwrap_or(raw) } else { raw }
}

/// Digits in runs. Up to four marks or spaces may stand between two digits of a run; a letter ends it.
pub(super) fn digit_runs(text: &str) -> Vec<Vec<Digit>> {
    let mut runs: Vec<Vec<Digit>> = Vec::new();
    let mut apart = usize::MAX;
    for (at, original) in text.chars().enumerate() {
        if is_invisible(original) || is_combining_mark(original) {
            continue;
        }
        let shape = folded(original);
        let digits: Vec<char> = shape.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            apart = if shape.is_empty() { apart.saturating_add(1) } else { usize::MAX };
            continue;
        }
        if apart > 4 {
            runs.push(Vec::new());
        }
        apart = 0;
        if let Some(run) = runs.last_mut() {
            run.extend(digits.into_iter().map(|digit| Digit { digit, at }));
        }
    }
    runs
}

/// A character as its letters and digits, lower case and without marks; empty for anything else.
fn folded(original: char) -> String {
    if let Some(digit) = eastern_digit(original) {
        return digit.to_string();
    }
    let plain = match original {
        'ł' | 'Ł' => "l",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ı' | 'İ' => "i",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        _ => "",
    };
    if !plain.is_empty() {
        return plain.to_owned();
    }
    std::iter::once(original)
        .nfkd()
        .filter(|part| part.is_alphanumeric() && !is_combining_mark(*part))
        .flat_map(char::to_lowercase)
        .filter(|part| !is_combining_mark(*part))
        .collect()
}

fn eastern_digit(original: char) -> Option<char> {
    let zero = match original {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{966}'..='\u{96F}' => 0x966,
        _ => return None,
    };
    char::from_digit(u32::from(original).saturating_sub(zero), 10)
}

/// Characters nobody sees, which may stand in the middle of a pasted word.
fn is_invisible(original: char) -> bool {
    matches!(
        original,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    )
}

fn is_apostrophe(original: char) -> bool {
    matches!(original, '\'' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2BC}' | '\u{2B9}' | '`' | '\u{B4}' | '\u{2032}')
}

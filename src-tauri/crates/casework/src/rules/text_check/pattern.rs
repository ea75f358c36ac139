//! What is looked for: each protected detail turned into the few shapes by which somebody would know it.

use super::ProtectedDetail;
use super::address;
use super::fold::{Word, digit_runs, words_of};
use crate::people::DetailKind;

/// Words that make up names of places without telling one from another, as written and in their canonical form.
#[rustfmt::skip]
const GENERIC: [&str; 46] = [
    "school", "primary", "secondary", "academy", "college", "nursery", "infant", "junior", "high", "grammar",
    "university", "hospital", "surgery", "clinic", "shop", "store", "office", "centre", "center", "cafe", "limited",
    "plc", "llp", "company", "co", "group", "branch", "library", "refuge", "hotel", "warehouse", "factory", "bakery",
    "salon", "restaurant", "bar", "pub", "supermarket", "church", "work", "home", "house", "flat", "street", "and", "of",
];

/// Words nobody can be found by, alone.
#[rustfmt::skip]
const PLAIN: [&str; 16] = [
    "the", "a", "an", "at", "in", "on", "her", "his", "their", "my", "mum", "mother", "sister", "friend", "aunt", "none",
];

/// One shape of a detail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pattern {
    /// Canonical words run together: from the start of a word to the end of a word, however it is spaced.
    Joined(String),
    /// One canonical word, whole.
    Word(String),
    /// As written, run together, for postcodes and plates; O and 0, I, L and 1 count as the same.
    Plate(String),
    /// As written, run together, with "at" and "dot" left out: addresses of mail and accounts.
    Account(String),
    /// Digits of a telephone number without the country code and the leading nought.
    Number(String),
    /// Digits that must stand alone, for numbers too short to be looked for inside others.
    ShortNumber(String),
}

impl Pattern {
    /// Canonical words run together.
    pub(super) fn joined(text: &str) -> Self {
        Self::Joined(text.to_owned())
    }

    /// A postcode or plate.
    pub(super) fn plate(raw: &str) -> Self {
        Self::Plate(lookalike(raw))
    }
}

/// Letters and digits that are mistaken for one another, made one.
pub(super) fn lookalike(raw: &str) -> String {
    raw.chars()
        .map(|part| match part {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

/// Every shape of one detail. A detail that says more than "the school" has at least one.
pub(super) fn patterns_of(detail: &ProtectedDetail) -> Vec<Pattern> {
    let text = detail.text.as_str();
    let words = words_of(text);
    let mut found = match detail.kind {
        DetailKind::Address | DetailKind::Postcode => address::patterns(text),
        DetailKind::Phone => Vec::new(),
        DetailKind::Email => accounts(text, AccountKind::Mail),
        DetailKind::Online => accounts(text, AccountKind::Online),
        DetailKind::Workplace | DetailKind::School | DetailKind::SafePlace => place(text),
        DetailKind::CodeWord => phrase(&words).into_iter().collect(),
        DetailKind::Vehicle => plates(&words),
    };
    let shortest = if detail.kind == DetailKind::Phone { 3 } else { 9 };
    found.extend(numbers(text, shortest));
    if found.is_empty() && words.iter().any(is_telling) {
        found.extend(phrase(&words));
    }
    found.sort();
    found.dedup();
    found
}

/// All words as one: run together where there are several, whole where there is one.
fn phrase(words: &[Word]) -> Option<Pattern> {
    match words {
        [] => None,
        [one] => Some(Pattern::Word(one.canon.clone())),
        several => Some(Pattern::Joined(several.iter().map(|word| word.canon.as_str()).collect())),
    }
}

/// A school, workplace or safe place: its whole name, its name without "school" and the like, its address.
fn place(text: &str) -> Vec<Pattern> {
    let marks = [',', '\n', ';', '(', '|'];
    let first = text.split(marks).find(|part| !words_of(part).is_empty()).unwrap_or("");
    let mut name = words_of(first);
    while name.len() > 1 && name.first().is_some_and(|word| PLAIN.contains(&word.raw.as_str())) {
        name.remove(0);
    }
    let mut found = Vec::new();
    if name.iter().any(is_telling) {
        found.extend(phrase(&name));
        match core_of(&name) {
            [one] if name.len() > 1 => {
                found.extend(GENERIC.iter().map(|generic| Pattern::Joined(format!("{}{generic}", one.canon))));
            }
            several if several.len() > 1 => found.extend(phrase(several)),
            _ => {}
        }
    }
    if text.chars().any(|part| part.is_ascii_digit()) {
        found.extend(address::patterns(text));
        if let Some((_, rest)) = text.split_once(marks) {
            found.extend(address::patterns(rest));
        }
    }
    found
}

/// The name without words at its end that half the country's places share.
fn core_of(name: &[Word]) -> &[Word] {
    let end = name.iter().rposition(is_telling).map_or(0, |at| at + 1);
    name.get(..end).unwrap_or(name)
}

fn is_telling(word: &Word) -> bool {
    [word.canon.as_str(), word.raw.as_str()].iter().all(|form| !GENERIC.contains(form) && !PLAIN.contains(form))
}

/// Number plates in a description ("AB12 CDE, blue hatchback").
fn plates(words: &[Word]) -> Vec<Pattern> {
    let mut found = Vec::new();
    for from in 0..words.len() {
        let mut joined = String::new();
        for word in words.iter().skip(from).take(3) {
            joined.push_str(&word.raw);
            if is_plate(&joined) {
                found.push(Pattern::plate(&joined));
            }
        }
    }
    found
}

/// Letters and digits in one of the orders plates have had: AB12CDE, A123BCD, ABC123D, ABC1234.
fn is_plate(raw: &str) -> bool {
    if !raw.is_ascii() {
        return false;
    }
    let mut groups: Vec<(bool, usize)> = Vec::new();
    for part in raw.chars() {
        match groups.last_mut() {
            Some((digits, count)) if *digits == part.is_ascii_digit() => *count += 1,
            _ => groups.push((part.is_ascii_digit(), 1)),
        }
    }
    matches!(
        groups.as_slice(),
        [(false, 2), (true, 2), (false, 3)]
            | [(false, 1), (true, 1..=3), (false, 3)]
            | [(false, 3), (true, 1..=3), (false, 1)]
            | [(false, 2..=3), (true, 3..=4)]
            | [(true, 3..=4), (false, 2..=3)]
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum AccountKind {
    Mail,
    Online,
}

/// Mail addresses and account names.
fn accounts(text: &str, kind: AccountKind) -> Vec<Pattern> {
    let mut found = Vec::new();
    for part in text.split(|at: char| at.is_whitespace() || matches!(at, ',' | ';' | '<' | '>' | '(' | ')')) {
        let name = match (kind, part.rsplit_once('@')) {
            (AccountKind::Mail, Some(_)) => part,
            (AccountKind::Online, Some((_, handle))) => handle,
            (_, None) => match part.trim_end_matches('/').rsplit_once('/') {
                Some((_, last)) => last,
                None => continue,
            },
        };
        let joined = account(&words_of(name));
        if joined.chars().count() >= 3 {
            found.push(Pattern::Account(joined));
        }
    }
    if found.is_empty() {
        let joined = account(&words_of(text));
        if !joined.is_empty() {
            found.push(Pattern::Account(joined));
        }
    }
    found
}

fn account(words: &[Word]) -> String {
    words.iter().filter(|word| !is_spoken_mark(&word.raw)).map(|word| word.raw.as_str()).collect()
}

/// "at" and "dot", as people write them to be clever.
pub(super) fn is_spoken_mark(raw: &str) -> bool {
    matches!(raw, "at" | "dot")
}

/// Telephone numbers of at least `shortest` digits in a text.
fn numbers(text: &str, shortest: usize) -> Vec<Pattern> {
    let mut found = Vec::new();
    for part in text.split(['/', ',', ';', '\n', '|']) {
        for run in digit_runs(part) {
            let digits: String = run.iter().map(|digit| digit.digit).collect();
            let national = national_part(&digits);
            if national.len() < shortest {
                continue;
            }
            if national.len() >= 7 {
                found.push(Pattern::Number(national.to_owned()));
                found.extend(local_part(national).map(|local| Pattern::ShortNumber(local.to_owned())));
            } else {
                found.push(Pattern::ShortNumber(digits.clone()));
            }
        }
    }
    found
}

/// A number without "+44", "0044" and the leading nought.
fn national_part(digits: &str) -> &str {
    let bare = digits.strip_prefix("00").unwrap_or(digits);
    let bare = if bare.len() > 10 { bare.strip_prefix("44").unwrap_or(bare) } else { bare };
    bare.strip_prefix('0').unwrap_or(bare)
}

/// What people in the same city dial: eight digits in 02 areas, seven in 011x and 01x1 areas.
fn local_part(national: &str) -> Option<&str> {
    let area = match national.as_bytes() {
        [b'2', ..] => 2,
        [b'1', b'1', ..] | [b'1', _, b'1', ..] => 3,
        _ => return None,
    };
    national.get(area..).filter(|_| national.len() == 10)
}

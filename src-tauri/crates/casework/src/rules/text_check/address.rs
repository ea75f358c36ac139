//! What of an address gives it away: number and street, a distinctive street or house name, the postcode.

use super::fold::{Word, words_of};
use super::pattern::Pattern;

/// Words that end the name of a street.
#[rustfmt::skip]
const THOROUGHFARES: [&str; 34] = [
    "street", "road", "avenue", "lane", "close", "drive", "court", "crescent", "garden", "place", "square",
    "terrace", "grove", "way", "walk", "mew", "hill", "row", "rise", "view", "green", "parade", "boulevard",
    "gate", "wharf", "quay", "yard", "passage", "alley", "circus", "vale", "croft", "meadow", "park",
];

/// Words that begin the name of a street in Welsh.
const WELSH_THOROUGHFARES: [&str; 9] = ["heol", "ffordd", "stryd", "lon", "close", "maes", "rhodfa", "cwrt", "rhiw"];

/// First words of street names that stand in half the towns of the country, or in plain prose.
#[rustfmt::skip]
const COMMON_FIRST: [&str; 22] = [
    "high", "main", "church", "station", "new", "old", "park", "mill", "school", "green", "north", "south",
    "east", "west", "the", "a", "this", "that", "same", "london", "victoria", "long",
];

/// Whole street names that say nothing without a number.
const COMMON_STREETS: [&str; 4] = ["highstreet", "mainstreet", "mainroad", "highroad"];

/// Words before a number of a dwelling inside a building.
const UNIT_WORDS: [&str; 8] = ["flat", "unit", "room", "floor", "no", "number", "block", "suite"];

/// The patterns of one address. Empty where nothing in it can be told from ordinary words.
pub(super) fn patterns(text: &str) -> Vec<Pattern> {
    let mut found = postcodes(text);
    let segments: Vec<Vec<Word>> = text
        .split([',', '\n', '\r', ';', '|'])
        .map(|segment| without_postcode(words_of(segment)))
        .filter(|words| !words.is_empty())
        .collect();
    let street_at = segments
        .iter()
        .position(|words| named_street(words).is_some())
        .or_else(|| segments.iter().position(|words| street_of(words).is_some_and(|street| street.number.is_some())))
        .or_else(|| segments.iter().position(|words| street_of(words).is_some()));
    for (at, words) in segments.iter().enumerate() {
        // What follows the street is a place many people live in.
        if street_at.is_none_or(|street| at > street) {
            break;
        }
        let carried = at.checked_sub(1).and_then(|before| lone_number(segments.get(before)?));
        found.extend(segment_patterns(words, carried));
    }
    found
}

/// Full postcodes in a text: outward and inward half together, spaced or not.
pub(super) fn postcodes(text: &str) -> Vec<Pattern> {
    let words = words_of(text);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map_or("", |next| next.raw.as_str());
        let joined = format!("{}{next}", word.raw);
        if is_postcode(&word.raw) {
            found.push(Pattern::plate(&word.raw));
        } else if is_inward(next) && is_postcode(&joined) {
            found.push(Pattern::plate(&joined));
        }
    }
    found
}

struct Street<'a> {
    number: Option<String>,
    name: Vec<&'a str>,
    /// It has a word for a street in it.
    named: bool,
}

fn segment_patterns(words: &[Word], carried: Option<String>) -> Vec<Pattern> {
    let Some(street) = street_of(words) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let name = street.name.concat();
    if let Some(number) = street.number.or(carried) {
        found.push(Pattern::joined(&format!("{number}{name}")));
        if let [first, _, ..] = street.name.as_slice()
            && first.chars().count() >= 4
            && !COMMON_FIRST.contains(first)
        {
            found.push(Pattern::joined(&format!("{number}{first}")));
        }
        if !street.named
            && let [first, second, _, ..] = street.name.as_slice()
        {
            found.push(Pattern::joined(&format!("{number}{first}{second}")));
        }
    }
    if is_distinctive(&street.name) {
        found.push(Pattern::joined(&name));
    }
    found
}

/// Two words or more, and not a name that says nothing by itself.
fn is_distinctive(name: &[&str]) -> bool {
    let Some(first) = name.first() else {
        return false;
    };
    let bare = matches!(*first, "the" | "a" | "this" | "that" | "same") && name.len() == 2;
    name.len() >= 2 && !bare && !COMMON_STREETS.contains(&name.concat().as_str())
}

/// Number and name of the street or house in one part of an address.
fn street_of(words: &[Word]) -> Option<Street<'_>> {
    if let Some(street) = named_street(words) {
        return Some(street);
    }
    let start = name_start(words);
    let name: Vec<&str> = words.get(start..)?.iter().map(|word| word.canon.as_str()).collect();
    if name.is_empty() || name.first().is_some_and(|first| UNIT_WORDS.contains(first)) {
        return None;
    }
    Some(Street { number: number_before(words, start), name, named: false })
}

/// A street that ends, or in Welsh begins, with a word for a street.
fn named_street(words: &[Word]) -> Option<Street<'_>> {
    let start = name_start(words);
    let name = words.get(start..)?;
    let welsh = name.first().is_some_and(|first| WELSH_THOROUGHFARES.contains(&first.canon.as_str()));
    if welsh && name.len() >= 2 {
        let name = name.iter().map(|word| word.canon.as_str()).collect();
        return Some(Street { number: number_before(words, start), name, named: false });
    }
    // The first word is never the word for a street: "St Example's Road", "Park Road".
    let mut last = name.iter().skip(1).position(is_thoroughfare)? + 1;
    while name.get(last + 1).is_some_and(is_thoroughfare) {
        last += 1;
    }
    let name = name.get(..=last)?.iter().map(|word| word.canon.as_str()).collect();
    Some(Street { number: number_before(words, start), name, named: true })
}

/// Where the name begins: after the first number, or after the last of several in a row ("Flat 2 14 Sample Street").
/// A number with no name behind it ("Sample Street 14") leaves the name at the beginning.
fn name_start(words: &[Word]) -> usize {
    let Some(mut at) = words.iter().position(|word| is_number(&word.raw)) else {
        return 0;
    };
    while words.get(after_number(words, at)).is_some_and(|next| is_number(&next.raw)) {
        at = after_number(words, at);
    }
    let after = after_number(words, at);
    if after < words.len() { after } else { 0 }
}

fn is_thoroughfare(word: &Word) -> bool {
    THOROUGHFARES.contains(&word.canon.as_str())
}

/// "14", "14a", "2b".
fn is_number(raw: &str) -> bool {
    raw.chars().next().is_some_and(|first| first.is_ascii_digit()) && raw.chars().filter(|part| part.is_alphabetic()).count() <= 1
}

/// The word after a number; a single letter between number and name is still the number ("14 a Sample Street").
fn after_number(words: &[Word], at: usize) -> usize {
    let letter = words.get(at + 1).is_some_and(|next| next.raw.chars().count() == 1 && next.raw.chars().all(char::is_alphabetic));
    if letter && words.get(at + 2).is_some() { at + 2 } else { at + 1 }
}

/// The number before the name, with its letter ("14a") however far apart they were written.
fn number_before(words: &[Word], start: usize) -> Option<String> {
    let before = words.get(start.checked_sub(1)?)?;
    if is_number(&before.raw) {
        return Some(before.raw.clone());
    }
    let number = words.get(start.checked_sub(2)?)?;
    is_number(&number.raw).then(|| format!("{}{}", number.raw, before.raw))
}

/// The number of a part that ends in one ("14" before ", Sample Street").
fn lone_number(words: &[Word]) -> Option<String> {
    let last = words.last()?;
    is_number(&last.raw).then(|| last.raw.clone())
}

fn without_postcode(mut words: Vec<Word>) -> Vec<Word> {
    let cut = words.iter().enumerate().position(|(at, word)| {
        let next = words.get(at + 1).map_or("", |next| next.raw.as_str());
        is_postcode(&word.raw) || (is_inward(next) && is_postcode(&format!("{}{next}", word.raw)))
    });
    if let Some(cut) = cut {
        words.truncate(cut);
    }
    words
}

fn is_inward(raw: &str) -> bool {
    let parts: Vec<char> = raw.chars().collect();
    matches!(parts.as_slice(), [digit, one, two]
        if digit.is_ascii_digit() && one.is_ascii_alphabetic() && two.is_ascii_alphabetic())
}

/// The shape of a British postcode, written together.
fn is_postcode(raw: &str) -> bool {
    if !raw.is_ascii() || !(5..=7).contains(&raw.len()) {
        return false;
    }
    let (outward, inward) = raw.split_at(raw.len() - 3);
    let letters = outward.chars().take_while(char::is_ascii_alphabetic).count();
    let mut rest = outward.chars().skip(letters);
    is_inward(inward) && (1..=2).contains(&letters) && rest.next().is_some_and(|part| part.is_ascii_digit()) && rest.count() <= 1
}

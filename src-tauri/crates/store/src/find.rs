//! Search: names first, then longer text, from three characters; numbers and references by their beginning.

use crate::rows::{KeyKind, SearchedAs};
use crate::sql::{all, sql};
use crate::{Fault, Store};
use journal::Id;
use rusqlite::Row;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Fewer characters than this are not searched: half the store would answer.
pub const SHORTEST_SEARCH: usize = 3;

/// A record whose words were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The record.
    pub record: Id,
    /// Its case.
    pub case: Option<Id>,
    /// Its kind, as a code.
    pub kind: String,
    /// Where it was found.
    pub searched_as: SearchedAs,
    /// The words that were searched.
    pub text: String,
}

/// A record whose number or reference was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFound {
    /// The record.
    pub record: Id,
    /// Its case.
    pub case: Option<Id>,
    /// What was found.
    pub kind: KeyKind,
    /// The number or reference without spaces, signs and case.
    pub text: String,
}

/// A number or reference without what people write differently: case, spaces and signs; a telephone number in its
/// national form.
pub(crate) fn normalised_key(kind: KeyKind, text: &str) -> String {
    let plain: String = text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    match kind {
        KeyKind::Phone => national(text, plain),
        KeyKind::Reference | KeyKind::Plate | KeyKind::CrimeReference => plain,
    }
}

/// +44 (0)7700 900123, 0044 7700 900123 and 07700 900123 are one number.
fn national(typed: &str, digits: String) -> String {
    let rest = digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44").filter(|_| typed.trim_start().starts_with('+')));
    match rest {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits,
    }
}

/// The words of a question, each as a beginning. Quoted, so that nothing typed is read as search syntax.
pub(crate) fn match_words(text: &str, shortest: usize) -> Option<String> {
    let words: Vec<String> = folded(text)
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| word.chars().count() >= shortest)
        .take(8)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The words of a name, each whole.
fn whole_words(text: &str) -> Option<String> {
    let words: Vec<String> = folded(text)
        .split(|c: char| !c.is_alphanumeric() && !is_mark(c))
        .filter(|word| !word.is_empty())
        .take(8)
        .map(|word| format!("\"{word}\""))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Text as it is searched: letters that are no letter with an accent but are typed as one ("Łukasz" as "lukasz") are
/// written plainly. Accents themselves are the index's own work.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ø' | 'Ø' => out.push('o'),
            'ħ' | 'Ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A combining mark, which belongs to the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn read_found(searched_as: SearchedAs) -> impl Fn(&Row<'_>) -> rusqlite::Result<Found> {
    move |row| {
        Ok(Found {
            record: Id(row.get("record")?),
            case: Store::case_in(&row.get::<_, Vec<u8>>("casefile")?),
            kind: row.get("kind")?,
            searched_as,
            text: row.get("text")?,
        })
    }
}

fn read_key(row: &Row<'_>) -> rusqlite::Result<KeyFound> {
    let kind: String = row.get("key_kind")?;
    Ok(KeyFound {
        record: Id(row.get("record")?),
        case: Store::case_in(&row.get::<_, Vec<u8>>("casefile")?),
        kind: KeyKind::from_code(&kind).ok_or(rusqlite::Error::InvalidQuery)?,
        text: row.get("key_text")?,
    })
}

impl Store {
    /// Searches for words that begin like these, all of them in one record: names first, latest first. Nothing below
    /// three characters.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn find(&self, text: &str, limit: u32) -> Result<Vec<Found>, Fault> {
        let length = text.chars().filter(|c| c.is_alphanumeric()).count();
        if length < SHORTEST_SEARCH {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        if let Some(words) = match_words(text, 1) {
            let read = read_found(SearchedAs::Name);
            found = self.all_of_both(sql!("find/in_name"), (&words, limit), read)?;
        }
        let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
        // Text has no index of shorter beginnings: "j smith" is looked up in it as "smith".
        if let Some(words) = match_words(text, SHORTEST_SEARCH).filter(|_| left > 0) {
            let read = read_found(SearchedAs::Text);
            found.extend(self.all_of_both(sql!("find/in_text"), (&words, left), read)?);
        }
        Ok(found)
    }

    /// Searches only what this session opened behind walls, for these words whole: notes, and the names and texts of
    /// restricted cases (C-21). What lies open is not looked at.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn find_behind_walls(&self, text: &str, limit: u32) -> Result<Vec<Found>, Fault> {
        let Some(words) = whole_words(text) else { return Ok(Vec::new()) };
        let mut found = self.find_opened_words(&words, limit)?;
        for (query, searched_as) in [(sql!("find/in_name"), SearchedAs::Name), (sql!("find/in_text"), SearchedAs::Text)] {
            found.extend(all(&self.restricted.index, query, (&words, limit), read_found(searched_as))?);
        }
        Ok(found)
    }

    /// Numbers and references that begin like this, whatever their kind. Nothing below three characters.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn find_keys(&self, beginning: &str, limit: u32) -> Result<Vec<KeyFound>, Fault> {
        // As a telephone number and as a reference: only "+44" makes them differ.
        let from = normalised_key(KeyKind::Phone, beginning);
        if from.chars().count() < SHORTEST_SEARCH {
            return Ok(Vec::new());
        }
        let to = format!("{from}\u{10FFFF}");
        self.all_of_both(sql!("find/keys"), (&from, &to, limit), read_key)
    }

    /// The records that hold exactly this number or reference, however it was written.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn find_key(&self, kind: KeyKind, text: &str) -> Result<Vec<KeyFound>, Fault> {
        let values = (normalised_key(kind, text), kind.code());
        self.all_of_both(sql!("find/key_exactly"), (&values.0, values.1), read_key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_telephone_number_has_one_key_however_it_is_written() {
        for written in ["07700 900123", "+44 7700 900123", "+44 (0)7700-900123", "0044 7700900123"] {
            assert_eq!(normalised_key(KeyKind::Phone, written), "07700900123");
        }
        assert_eq!(normalised_key(KeyKind::Plate, "ab12 cde"), "AB12CDE");
    }

    #[test]
    fn letters_that_no_keyboard_here_has_are_searched_as_those_people_type_for_them() {
        assert_eq!(folded("Łukasz Łł Đđ Ðð"), "lukasz ll dd dd");
        assert_eq!(folded("Øø Ħħ ı ß Ææ Œœ Þþ"), "oo hh i ss aeae oeoe thth");
        assert_eq!(folded("Llŷr ਸਿੰਘ"), "Llŷr ਸਿੰਘ");
    }

    #[test]
    fn nothing_typed_becomes_search_syntax() {
        assert_eq!(match_words("o'brien OR (x", 3).unwrap(), "\"brien\"*");
        assert_eq!(match_words("\"* ^ -", 1), None);
    }
}

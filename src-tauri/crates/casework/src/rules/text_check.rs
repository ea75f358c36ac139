//! Free text is read before it is shown to a room, printed or shared: against every detail that could lead somebody to
//! a protected person. A miss can cost a life and a false hit costs a reason, so doubt is a hit.

mod address;
mod fold;
mod pattern;

use crate::contact::{Channel, ContactDetail};
use crate::ids::RecordId;
use crate::people::{DetailKind, KnownDetail, PersonRole};
use fold::{Digit, Word, digit_runs, words_of};
use pattern::{Pattern, is_spoken_mark, lookalike, patterns_of};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// A detail of a victim, a child or another protected person in the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectedDetail {
    /// The record the detail stands in.
    pub record: RecordId,
    /// Whose it is: initials or "victim", "child". Never a name, because it is shown beside the hit.
    pub person_label: String,
    pub kind: DetailKind,
    pub text: String,
}

/// Words in a text that match a protected detail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Hit {
    pub kind: DetailKind,
    /// First character, counted in characters from 0.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
    /// The words as they stand in the text.
    pub found: String,
    /// The record the detail stands in.
    pub detail: RecordId,
    /// Whose detail it is; never a name.
    pub whose: String,
}

impl Hit {
    /// What a release of this hit is kept under.
    #[must_use]
    pub fn key(&self) -> ReleaseKey {
        ReleaseKey::new(self.detail, &self.found)
    }
}

/// What a release is kept under: the detail and the words released, however they are spaced or spelt.
/// Releasing a street does not release the street with its number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReleaseKey {
    pub detail: RecordId,
    /// The words, folded and run together.
    pub found: String,
}

impl ReleaseKey {
    /// The key of words found for a detail.
    #[must_use]
    pub fn new(detail: RecordId, found: &str) -> Self {
        let found = words_of(found).into_iter().map(|word| word.canon).collect();
        Self { detail, found }
    }
}

/// The hits released in one case, each with a reason that stands in the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Released(BTreeSet<ReleaseKey>);

impl Released {
    /// Releases one hit.
    pub fn release(&mut self, key: ReleaseKey) {
        self.0.insert(key);
    }

    /// Whether this hit was released.
    #[must_use]
    pub fn holds(&self, hit: &Hit) -> bool {
        self.0.contains(&hit.key())
    }

    /// The hits that still block.
    #[must_use]
    pub fn unresolved(&self, hits: Vec<Hit>) -> Vec<Hit> {
        hits.into_iter().filter(|hit| !self.holds(hit)).collect()
    }
}

impl FromIterator<ReleaseKey> for Released {
    fn from_iter<I: IntoIterator<Item = ReleaseKey>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}

/// Whether a person's details are protected.
#[must_use]
pub const fn is_protected(role: PersonRole) -> bool {
    match role {
        PersonRole::Victim | PersonRole::Child | PersonRole::OtherProtected => true,
        PersonRole::Perpetrator | PersonRole::Other => false,
    }
}

/// A known detail as the text check reads it. The caller asks [`is_protected`] of the person first.
#[must_use]
pub fn known_detail(record: RecordId, whose: &str, detail: &KnownDetail) -> ProtectedDetail {
    ProtectedDetail { record, person_label: whose.to_owned(), kind: detail.kind, text: detail.text.clone() }
}

/// Everything in a victim's contact details that must not reach a text.
#[must_use]
pub fn contact_details(record: RecordId, whose: &str, detail: &ContactDetail) -> Vec<ProtectedDetail> {
    let channels = detail.channels.iter().map(|channel| (channel_kind(channel.kind, &channel.address), &channel.address));
    let rest = [
        (DetailKind::CodeWord, &detail.code_word),
        (DetailKind::SafePlace, &detail.safe_place),
        (channel_kind(Channel::ViaThirdParty, &detail.emergency_contact), &detail.emergency_contact),
    ];
    channels
        .chain(rest)
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(kind, text)| ProtectedDetail { record, person_label: whose.to_owned(), kind, text: text.clone() })
        .collect()
}

fn channel_kind(channel: Channel, address: &str) -> DetailKind {
    match channel {
        Channel::Post => DetailKind::Address,
        Channel::InPerson => DetailKind::SafePlace,
        Channel::Phone | Channel::Text | Channel::App | Channel::Email | Channel::ViaThirdParty => {
            if address.contains('@') && address.contains('.') {
                DetailKind::Email
            } else if address.chars().filter(char::is_ascii_digit).count() >= 7 {
                DetailKind::Phone
            } else {
                DetailKind::Online
            }
        }
    }
}

/// Reads a text against protected details. Hits come in the order of the text; of hits of one detail that overlap,
/// the longest stands.
#[must_use]
pub fn check_text(text: &str, details: &[ProtectedDetail]) -> Vec<Hit> {
    let read = ReadText { words: words_of(text), runs: digit_runs(text) };
    let characters: Vec<char> = text.chars().collect();
    let mut hits: Vec<Hit> = details
        .iter()
        .flat_map(|detail| {
            let spans = patterns_of(detail).iter().flat_map(|pattern| read.find(pattern)).collect();
            longest(spans).into_iter().map(|(start, end)| Hit {
                kind: detail.kind,
                start: u32::try_from(start).unwrap_or(u32::MAX),
                end: u32::try_from(end).unwrap_or(u32::MAX),
                found: characters.get(start..end).unwrap_or_default().iter().collect(),
                detail: detail.record,
                whose: detail.person_label.clone(),
            })
        })
        .collect();
    hits.sort_by_key(|hit| (hit.start, hit.end, hit.detail));
    hits.dedup();
    hits
}

type Span = (usize, usize);

/// Longest first, then whatever does not overlap it.
fn longest(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|(start, end)| (usize::MAX - (end - start), *start));
    let mut kept: Vec<Span> = Vec::new();
    for (start, end) in spans {
        if kept.iter().all(|(other_start, other_end)| end <= *other_start || start >= *other_end) {
            kept.push((start, end));
        }
    }
    kept
}

/// A text, folded once for all details.
struct ReadText {
    words: Vec<Word>,
    runs: Vec<Vec<Digit>>,
}

impl ReadText {
    fn find(&self, pattern: &Pattern) -> Vec<Span> {
        match pattern {
            Pattern::Joined(wanted) => self.joined(wanted, |word| Some(word.canon.clone())),
            Pattern::Plate(wanted) => self.joined(wanted, |word| Some(lookalike(&word.raw))),
            Pattern::Account(wanted) => self.joined(wanted, |word| (!is_spoken_mark(&word.raw)).then(|| word.raw.clone())),
            Pattern::Word(wanted) => {
                self.words.iter().filter(|word| word.canon == *wanted).map(|word| (word.start, word.end)).collect()
            }
            Pattern::Number(wanted) => self.numbers(wanted, Alone::No),
            Pattern::ShortNumber(wanted) => self.numbers(wanted, Alone::Yes),
        }
    }

    /// Whole words that, run together, are what is wanted. A word that shapes to nothing is passed over.
    fn joined(&self, wanted: &str, shape: impl Fn(&Word) -> Option<String>) -> Vec<Span> {
        let shapes: Vec<Option<String>> = self.words.iter().map(shape).collect();
        let mut found = Vec::new();
        for (from, first) in self.words.iter().enumerate() {
            if shapes.get(from).is_none_or(Option::is_none) {
                continue;
            }
            let mut rest = wanted;
            for (word, shape) in self.words.iter().zip(&shapes).skip(from) {
                let Some(shape) = shape else { continue };
                let Some(left) = rest.strip_prefix(shape.as_str()) else {
                    break;
                };
                rest = left;
                if rest.is_empty() {
                    found.push((first.start, word.end));
                    break;
                }
            }
        }
        found
    }

    fn numbers(&self, wanted: &str, alone: Alone) -> Vec<Span> {
        self.runs.iter().flat_map(|run| numbers_in(run, wanted, alone)).collect()
    }
}

/// Whether a number must stand apart from other digits.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alone {
    Yes,
    No,
}

fn numbers_in(run: &[Digit], wanted: &str, alone: Alone) -> Vec<Span> {
    let digits: String = run.iter().map(|digit| digit.digit).collect();
    let mut found = Vec::new();
    for (from, _) in digits.match_indices(wanted) {
        let to = from + wanted.len();
        let apart = |left: usize, right: usize| match (run.get(left), run.get(right)) {
            (Some(left), Some(right)) => right.at > left.at + 1,
            (None, _) | (_, None) => true,
        };
        let stands_alone = (from == 0 || apart(from - 1, from)) && apart(to - 1, to);
        if alone == Alone::Yes && !stands_alone {
            continue;
        }
        let lead = if alone == Alone::Yes { 0 } else { lead_length(&digits[..from]) };
        if let (Some(first), Some(last)) = (run.get(from - lead), run.get(to - 1)) {
            found.push((first.at, last.at + 1));
        }
    }
    found
}

/// How many digits before a number are its country code or leading nought.
fn lead_length(before: &str) -> usize {
    ["00440", "0044", "440", "44", "0"].into_iter().find(|lead| before.ends_with(lead)).map_or(0, str::len)
}

#[cfg(test)]
#[path = "text_check_tests.rs"]
mod text_check_tests;

#[cfg(test)]
#[path = "text_check_property_tests.rs"]
mod text_check_property_tests;

//! Texts from the stock, composed by a seed so that no sentence stands twice in one caseload.

use crate::story::read;
use desk::trouble::Outcome;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How often a text is composed again before it is taken as it is. The tests see to it that this never happens.
const MOST_TRIES: usize = 600;

/// A small generator with a fixed sequence: the example unit is the same on every machine.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number under `sides`; 0 where there is none.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    /// Whether something happens that happens so often in a hundred.
    pub(crate) fn chance(&mut self, in_hundred: usize) -> bool {
        self.roll(100) < in_hundred
    }

    /// One of a list.
    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.roll(from.len());
        from.get(at)
    }

    /// One of a table of weights.
    pub(crate) fn weigh<'a>(&mut self, weights: &'a BTreeMap<String, usize>) -> &'a str {
        let mut at = self.roll(weights.values().sum());
        for (name, weight) in weights {
            if at < *weight {
                return name;
            }
            at -= weight;
        }
        ""
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stock {
    slots: BTreeMap<String, Vec<String>>,
    text: BTreeMap<String, Vec<String>>,
}

/// What a case says of itself in several of its texts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) months: usize,
    pub(crate) count: usize,
}

/// Composes the texts of one caseload.
#[derive(Debug)]
pub(crate) struct Composer {
    pub(crate) dice: Dice,
    stock: Stock,
    decks: BTreeMap<String, Vec<usize>>,
    said: BTreeSet<String>,
}

/// The sentences of a text.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

impl Composer {
    /// Reads the stock.
    ///
    /// # Errors
    /// A fault where the shipped data cannot be read.
    pub(crate) fn new(seed: u64) -> Outcome<Self> {
        let stock = read(include_str!("../../../../assets/example/stock.toml"))?;
        Ok(Self { dice: Dice::new(seed), stock, decks: BTreeMap::new(), said: BTreeSet::new() })
    }

    /// One text of a kind that nobody in this caseload has used.
    pub(crate) fn say(&mut self, key: &str, facts: &Facts) -> String {
        let mut text = String::new();
        for _ in 0..MOST_TRIES {
            text = self.compose(key, facts);
            if sentences(&text).all(|sentence| !self.said.contains(sentence)) {
                break;
            }
        }
        self.said.extend(sentences(&text).map(str::to_owned));
        text
    }

    /// Something made by the dice that was not made before.
    pub(crate) fn once(&mut self, mut make: impl FnMut(&mut Dice) -> String) -> String {
        let mut made = make(&mut self.dice);
        for _ in 0..MOST_TRIES {
            if self.said.insert(made.clone()) {
                break;
            }
            made = make(&mut self.dice);
        }
        made
    }

    /// Several texts of different kinds, one after another.
    pub(crate) fn tell(&mut self, keys: &[&str], facts: &Facts) -> String {
        keys.iter().map(|key| self.say(key, facts)).collect::<Vec<_>>().join(" ")
    }

    fn compose(&mut self, key: &str, facts: &Facts) -> String {
        let at = self.deal(key);
        let template = self.stock.text.get(key).and_then(|texts| texts.get(at)).cloned().unwrap_or_default();
        let mut text = String::new();
        let mut rest = template.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, then) = after.split_once('}').unwrap_or((after, ""));
            text.push_str(before);
            text.push_str(&self.slot(slot, facts));
            rest = then;
        }
        text.push_str(rest);
        capital(&text)
    }

    /// The next template of a kind; all are used before one is used again.
    fn deal(&mut self, key: &str) -> usize {
        let left = self.decks.entry(key.to_owned()).or_default();
        if left.is_empty() {
            *left = (0..self.stock.text.get(key).map_or(0, Vec::len)).collect();
        }
        if left.is_empty() { 0 } else { left.swap_remove(self.dice.roll(left.len())) }
    }

    fn slot(&mut self, slot: &str, facts: &Facts) -> String {
        match slot {
            "months" => months(facts.months),
            "count" => facts.count.to_string(),
            _ => match slot.strip_prefix("n:").and_then(|range| range.split_once('-')) {
                Some((from, to)) => {
                    let (from, to): (usize, usize) = (from.parse().unwrap_or(0), to.parse().unwrap_or(0));
                    (from + self.dice.roll(to.saturating_sub(from) + 1)).to_string()
                }
                None => self.stock.slots.get(slot).and_then(|words| self.dice.pick(words)).cloned().unwrap_or_default(),
            },
        }
    }
}

fn months(months: usize) -> String {
    match months {
        0 | 1 => "five weeks".to_owned(),
        2..=23 => format!("{months} months"),
        _ => format!("{} years", months / 12),
    }
}

/// A text that begins with a word from a list begins with a capital.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

//! The words of one language: refusals, findings, labels and fixed statements, by key.

use crate::reading::{DataFault, read_toml};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Words by key. A table in the file and a key in it make `table.key`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Wording {
    /// Language tag, such as `en-GB`.
    pub language: String,
    /// Key to words with `{placeholders}`.
    pub words: BTreeMap<String, String>,
}

/// What is wrong, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// What stands in the way.
    pub words: String,
    /// What to do about it.
    pub next: String,
}

impl Refused {
    /// Reads a file of refusals: one table `[key]` each.
    ///
    /// # Errors
    /// [`DataFault`] where it is not as expected or a sentence is empty.
    pub fn read_all(file: &str, text: &str) -> Result<BTreeMap<String, Self>, DataFault> {
        let read: BTreeMap<String, Self> = read_toml(file, text)?;
        match read.iter().find(|(_, said)| said.words.trim().is_empty() || said.next.trim().is_empty()) {
            Some((key, _)) => Err(DataFault::broken(file, format!("{key} says nothing"))),
            None => Ok(read),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordingFile {
    language: String,
    words: BTreeMap<String, BTreeMap<String, String>>,
}

impl Wording {
    /// Reads a wording file: `language`, then tables `[words.<table>]` of sentences.
    ///
    /// # Errors
    /// [`DataFault`] where it is not as expected or a sentence is empty.
    pub fn read(file: &str, text: &str) -> Result<Self, DataFault> {
        let read: WordingFile = read_toml(file, text)?;
        let mut words = BTreeMap::new();
        for (table, sentences) in read.words {
            for (key, sentence) in sentences {
                if sentence.trim().is_empty() {
                    return Err(DataFault::broken(file, format!("{table}.{key} says nothing")));
                }
                words.insert(format!("{table}.{key}"), sentence.trim().to_owned());
            }
        }
        Ok(Self { language: read.language, words })
    }

    /// The words for a key with each `{name}` replaced; none where there is no such key or a
    /// placeholder was given no value. Values are put in once and never read as placeholders.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> Option<String> {
        let mut rest = self.words.get(key)?.as_str();
        let mut said = String::with_capacity(rest.len());
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after.split_once('}')?;
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            said.push_str(before);
            said.push_str(value);
            rest = behind;
        }
        said.push_str(rest);
        Some(said)
    }

    /// The words without values, as for a label.
    #[must_use]
    pub fn label(&self, table: &str, code: &str) -> Option<&str> {
        self.words.get(&format!("{table}.{code}")).map(String::as_str)
    }
}

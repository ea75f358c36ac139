//! Answers to a form. "Unknown" and "not asked" are answers, and not the same one (domain 0, decision 6).

use crate::definition::{Question, QuestionKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use thiserror::Error;
use ts_rs::TS;

/// One entry of a `rows` question: column id to answer.
pub type Row = BTreeMap<String, Answer>;

/// Question id to answer. A question that is not here is unanswered.
pub type Answers = BTreeMap<String, Answer>;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Answer {
    /// Code of one option.
    Choice(String),
    /// Codes of several options.
    Several(Vec<String>),
    /// Text, of one line or many.
    Text(String),
    /// `2026-11-23`, `2026-11` or `2026`, with `about ` before it where it is not sure.
    Date(String),
    /// A whole number.
    Number(i64),
    /// Yes.
    Yes,
    /// No.
    No,
    /// A person by name and job.
    Person(String),
    /// Code of the level that people judged.
    Judgement(String),
    /// Entries, each with the question's columns.
    Rows(Vec<BTreeMap<String, Answer>>),
    /// Asked, and nobody knows.
    Unknown,
    /// Nobody asked.
    NotAsked,
}

/// Why an answer does not fit its question. Names the question, never the answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AnswerRefusal {
    /// The form has no such question.
    #[error("no question {question}")]
    NoSuchQuestion {
        /// Question id.
        question: String,
    },
    /// The answer is of another kind than the question.
    #[error("question {question} is answered in another way")]
    WrongKind {
        /// Question id.
        question: String,
    },
    /// A code that is not among the options.
    #[error("question {question} has no such option")]
    NoSuchOption {
        /// Question id.
        question: String,
    },
    /// The question does not take "unknown".
    #[error("question {question} does not take unknown")]
    UnknownNotAllowed {
        /// Question id.
        question: String,
    },
    /// The question does not take "not asked".
    #[error("question {question} does not take not asked")]
    NotAskedNotAllowed {
        /// Question id.
        question: String,
    },
    /// Not a date, month or year.
    #[error("question {question} needs a date")]
    NotADate {
        /// Question id.
        question: String,
    },
    /// Longer than the question allows.
    #[error("question {question} takes {most} characters")]
    TooLong {
        /// Question id.
        question: String,
        /// Most characters.
        most: u32,
    },
}

impl Answer {
    /// Whether nothing was really said: blank text, no options, no entries.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Choice(text) | Self::Text(text) | Self::Date(text) | Self::Person(text) | Self::Judgement(text) => {
                text.trim().is_empty()
            }
            Self::Several(codes) => codes.is_empty(),
            Self::Rows(rows) => rows.is_empty(),
            Self::Number(_) | Self::Yes | Self::No | Self::Unknown | Self::NotAsked => false,
        }
    }

    /// The codes by which a later question may depend on this answer.
    #[must_use]
    pub fn codes(&self) -> Vec<&str> {
        match self {
            Self::Choice(code) | Self::Judgement(code) => vec![code.as_str()],
            Self::Several(codes) => codes.iter().map(String::as_str).collect(),
            Self::Yes => vec!["yes"],
            Self::No => vec!["no"],
            Self::Unknown => vec!["unknown"],
            Self::NotAsked => vec!["not_asked"],
            Self::Text(_) | Self::Date(_) | Self::Number(_) | Self::Person(_) | Self::Rows(_) => Vec::new(),
        }
    }

    /// Whether this answer may stand for this question.
    ///
    /// # Errors
    /// [`AnswerRefusal`], naming the question.
    pub fn fits(&self, question: &Question) -> Result<(), AnswerRefusal> {
        let id = || question.id.clone();
        match self {
            Self::Unknown if question.unknown_allowed => Ok(()),
            Self::Unknown => Err(AnswerRefusal::UnknownNotAllowed { question: id() }),
            Self::NotAsked if question.not_asked_allowed => Ok(()),
            Self::NotAsked => Err(AnswerRefusal::NotAskedNotAllowed { question: id() }),
            other if !other.is_of(question.kind) => Err(AnswerRefusal::WrongKind { question: id() }),
            Self::Choice(code) | Self::Judgement(code) => has_option(question, code),
            Self::Several(codes) => codes.iter().try_for_each(|code| has_option(question, code)),
            Self::Text(text) | Self::Person(text) => fits_length(question, text),
            Self::Date(text) if is_date(text) => Ok(()),
            Self::Date(_) => Err(AnswerRefusal::NotADate { question: id() }),
            Self::Rows(rows) => rows.iter().try_for_each(|row| row_fits(question, row)),
            Self::Number(_) | Self::Yes | Self::No => Ok(()),
        }
    }

    const fn is_of(&self, kind: QuestionKind) -> bool {
        matches!(
            (self, kind),
            (Self::Choice(_), QuestionKind::Choice)
                | (Self::Several(_), QuestionKind::Several)
                | (Self::Text(_), QuestionKind::Text | QuestionKind::LongText)
                | (Self::Date(_), QuestionKind::Date)
                | (Self::Number(_), QuestionKind::Number)
                | (Self::Yes | Self::No, QuestionKind::YesNoUnknown)
                | (Self::Person(_), QuestionKind::Person)
                | (Self::Judgement(_), QuestionKind::Judgement)
                | (Self::Rows(_), QuestionKind::Rows)
        )
    }
}

fn has_option(question: &Question, code: &str) -> Result<(), AnswerRefusal> {
    if question.options.iter().any(|option| option.code == code) {
        Ok(())
    } else {
        Err(AnswerRefusal::NoSuchOption { question: question.id.clone() })
    }
}

fn fits_length(question: &Question, text: &str) -> Result<(), AnswerRefusal> {
    match question.max_chars {
        Some(most) if text.chars().count() > most as usize => Err(AnswerRefusal::TooLong { question: question.id.clone(), most }),
        Some(_) | None => Ok(()),
    }
}

fn row_fits(question: &Question, row: &Row) -> Result<(), AnswerRefusal> {
    row.iter().try_for_each(|(id, answer)| {
        let column = question
            .columns
            .iter()
            .find(|column| &column.id == id)
            .ok_or_else(|| AnswerRefusal::NoSuchQuestion { question: id.clone() })?;
        answer.fits(column)
    })
}

/// Whether the text is a year, a month or a day, with or without "about".
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.strip_prefix("about ").unwrap_or(text).split('-').collect();
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u16>().ok()).flatten()
    };
    match parts.as_slice() {
        [year] => number(year, 4).is_some(),
        [year, month] => number(year, 4).is_some() && number(month, 2).is_some_and(|m| (1..=12).contains(&m)),
        [year, month, day] => match (number(year, 4), number(month, 2), number(day, 2)) {
            (Some(year), Some(month), Some(day)) => (1..=days_in(year, month)).contains(&day),
            _ => false,
        },
        _ => false,
    }
}

/// Days of a month; 0 where there is no such month.
const fn days_in(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn a_date_may_be_vague_but_must_exist() {
        for good in ["2026", "2026-11", "2026-02-28", "2028-02-29", "about 2026-11"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "26", "2026-13", "2026-02-29", "2026-00", "last week", "2026-1-1", "2026-11-23-1"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}

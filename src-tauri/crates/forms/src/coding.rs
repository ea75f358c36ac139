//! How an answer is kept as one string of a record, and read back: the forms' own encoding.
//!
//! Codes, numbers, dates and text stand as they are; several codes stand one a line; rows are JSON.
//! Unknown is `~unknown` and not asked is `~not_asked`, since a text may well be the word "unknown";
//! a text that begins with `~` gets another one before it. An empty string is no answer.

use crate::answers::{Answer, AnswerRefusal, Answers};
use crate::definition::{Definition, Question, QuestionKind};
use std::collections::BTreeMap;

const UNKNOWN: &str = "~unknown";
const NOT_ASKED: &str = "~not_asked";

/// The answer as it is kept.
#[must_use]
pub fn write_answer(answer: &Answer) -> String {
    match answer {
        Answer::Choice(text) | Answer::Date(text) | Answer::Judgement(text) => text.clone(),
        Answer::Text(text) | Answer::Person(text) if text.starts_with('~') => format!("~{text}"),
        Answer::Text(text) | Answer::Person(text) => text.clone(),
        Answer::Several(codes) => codes.join("\n"),
        Answer::Number(number) => number.to_string(),
        Answer::Yes => "yes".to_owned(),
        Answer::No => "no".to_owned(),
        Answer::Rows(rows) => serde_json::json!(rows).to_string(),
        Answer::Unknown => UNKNOWN.to_owned(),
        Answer::NotAsked => NOT_ASKED.to_owned(),
    }
}

/// All answers as they are kept.
#[must_use]
pub fn write_answers(answers: &Answers) -> BTreeMap<String, String> {
    answers.iter().map(|(id, answer)| (id.clone(), write_answer(answer))).collect()
}

/// Reads kept answers back and checks each against its question. Empty strings are left out.
///
/// # Errors
/// The first [`AnswerRefusal`].
pub fn read_answers(definition: &Definition, kept: &BTreeMap<String, String>) -> Result<Answers, AnswerRefusal> {
    let mut answers = Answers::new();
    for (id, text) in kept.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let question = definition.question(id).ok_or_else(|| AnswerRefusal::NoSuchQuestion { question: id.clone() })?;
        answers.insert(id.clone(), read_answer(question, text)?);
    }
    Ok(answers)
}

fn read_answer(question: &Question, text: &str) -> Result<Answer, AnswerRefusal> {
    let wrong = || AnswerRefusal::WrongKind { question: question.id.clone() };
    let bare_code = !question.kind.is_free_text();
    let answer = match text {
        UNKNOWN => Answer::Unknown,
        NOT_ASKED => Answer::NotAsked,
        "unknown" if bare_code => Answer::Unknown,
        "not_asked" if bare_code => Answer::NotAsked,
        _ => match question.kind {
            QuestionKind::Choice => Answer::Choice(text.to_owned()),
            QuestionKind::Several => Answer::Several(text.lines().map(str::to_owned).collect()),
            QuestionKind::Text | QuestionKind::LongText => Answer::Text(unescaped(text)),
            QuestionKind::Person => Answer::Person(unescaped(text)),
            QuestionKind::Date => Answer::Date(text.to_owned()),
            QuestionKind::Number => Answer::Number(text.trim().parse().map_err(|_| wrong())?),
            QuestionKind::Judgement => Answer::Judgement(text.to_owned()),
            QuestionKind::YesNoUnknown if text == "yes" => Answer::Yes,
            QuestionKind::YesNoUnknown if text == "no" => Answer::No,
            QuestionKind::YesNoUnknown | QuestionKind::Statement => return Err(wrong()),
            QuestionKind::Rows => Answer::Rows(serde_json::from_str(text).map_err(|_| wrong())?),
        },
    };
    answer.fits(question)?;
    Ok(answer)
}

fn unescaped(text: &str) -> String {
    text.strip_prefix("~~").map_or_else(|| text.to_owned(), |rest| format!("~{rest}"))
}

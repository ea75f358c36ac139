//! What is shown, and what still stands in the way of finishing a form.

use crate::answers::{Answer, AnswerRefusal, Answers};
use crate::definition::{Definition, FindingWhen, NamedFinding, Question, QuestionKind};
use crate::shipped::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Something that must be put right first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// Named in words.
    pub code: String,
    /// Short reference for paper; empty where the form gave none.
    pub reference: String,
    /// The question it is about; empty where it is about the whole form.
    pub question: String,
    /// What the user reads.
    pub words: String,
}

impl Finding {
    pub(crate) fn new(code: &str, question: &str, values: &[(&str, &str)]) -> Self {
        Self {
            code: code.to_owned(),
            reference: String::new(),
            question: question.to_owned(),
            words: words(&format!("finding.{code}"), values),
        }
    }

    fn named(named: &NamedFinding) -> Self {
        Self {
            code: named.code.clone(),
            reference: named.reference.clone(),
            question: named.question.clone(),
            words: named.words.clone(),
        }
    }
}

/// Whether the question is shown, given the answers before it. A question behind a hidden one is hidden.
#[must_use]
pub fn is_shown(definition: &Definition, question: &Question, answers: &Answers) -> bool {
    let Some(condition) = &question.shown_when else {
        return true;
    };
    let Some(earlier) = definition.question(&condition.question) else {
        return false;
    };
    let Some(answer) = answers.get(&condition.question) else {
        return false;
    };
    is_shown(definition, earlier, answers) && answer.codes().iter().any(|code| condition.is.iter().any(|wanted| wanted == code))
}

/// The questions that are shown, in order.
#[must_use]
pub fn shown_questions<'a>(definition: &'a Definition, answers: &Answers) -> Vec<&'a Question> {
    definition.questions().filter(|question| is_shown(definition, question, answers)).collect()
}

/// Everything that stands in the way of finishing: answers that are missing, do not fit, or that the
/// form itself asks for. Questions which each agency answers for itself are not looked at here.
#[must_use]
pub fn findings(definition: &Definition, answers: &Answers) -> Vec<Finding> {
    let known: BTreeSet<&str> = definition.questions().map(|question| question.id.as_str()).collect();
    let mut found: Vec<Finding> = answers
        .keys()
        .filter(|id| !known.contains(id.as_str()))
        .map(|id| Finding::new("no_such_question", id, &[("question", id)]))
        .collect();
    for question in shown_questions(definition, answers) {
        if question.kind != QuestionKind::Statement && !question.per_agency {
            found.extend(findings_on(definition, question, answers.get(&question.id)));
        }
    }
    found
}

fn findings_on(definition: &Definition, question: &Question, answer: Option<&Answer>) -> Vec<Finding> {
    let named = |when: FindingWhen| definition.findings.iter().find(|named| named.question == question.id && named.when == when);
    let Some(answer) = answer.filter(|answer| !answer.is_blank()) else {
        return match named(FindingWhen::Missing) {
            Some(own) => vec![Finding::named(own)],
            None if question.required => vec![about("unanswered", question)],
            None => Vec::new(),
        };
    };
    let mut found: Vec<Finding> = answer.fits(question).err().map(|why| unfit(question, &why)).into_iter().collect();
    if matches!(answer, Answer::Unknown | Answer::NotAsked)
        && let Some(own) = named(FindingWhen::NotKnown)
    {
        found.push(Finding::named(own));
    }
    if let Answer::Rows(rows) = answer {
        for column in question.columns.iter().filter(|column| column.required) {
            if rows.iter().any(|row| row.get(&column.id).is_none_or(Answer::is_blank)) {
                found.push(Finding::new(
                    "entry_unfinished",
                    &question.id,
                    &[("question", &question.label), ("column", &column.label)],
                ));
            }
        }
    }
    found
}

fn about(code: &str, question: &Question) -> Finding {
    Finding::new(code, &question.id, &[("question", &question.label)])
}

fn unfit(question: &Question, why: &AnswerRefusal) -> Finding {
    match why {
        AnswerRefusal::TooLong { most, .. } => {
            Finding::new("too_long", &question.id, &[("question", &question.label), ("most", &most.to_string())])
        }
        AnswerRefusal::UnknownNotAllowed { .. } => about("unknown_not_allowed", question),
        AnswerRefusal::NotAskedNotAllowed { .. } => about("not_asked_not_allowed", question),
        AnswerRefusal::NotADate { .. } => about("not_a_date", question),
        AnswerRefusal::NoSuchOption { .. } | AnswerRefusal::WrongKind { .. } | AnswerRefusal::NoSuchQuestion { .. } => {
            about("answer_does_not_fit", question)
        }
    }
}

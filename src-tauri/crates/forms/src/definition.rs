//! A form as data: sections, questions, options, and what must stand before it may be finished.

use crate::checking::{check, fill_options};
use crate::reading::{DataFault, read_toml};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// One of the options.
    Choice,
    /// Any number of the options.
    Several,
    /// A line of text.
    Text,
    /// Text of any number of lines.
    LongText,
    /// A date, as precise as it is known.
    Date,
    /// A whole number.
    Number,
    /// Yes or no; unknown and not asked where the question allows them.
    YesNoUnknown,
    /// A person or people, by name and job.
    Person,
    /// A level judged by people. Never pre-selected and never worked out by the program.
    Judgement,
    /// Fixed words that are shown, not answered.
    Statement,
    /// A list of entries, each with the question's columns.
    Rows,
}

impl QuestionKind {
    /// The code used in the definition.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Several => "several",
            Self::Text => "text",
            Self::LongText => "long_text",
            Self::Date => "date",
            Self::Number => "number",
            Self::YesNoUnknown => "yes_no_unknown",
            Self::Person => "person",
            Self::Judgement => "judgement",
            Self::Statement => "statement",
            Self::Rows => "rows",
        }
    }

    /// Whether the answer is one or more of the question's options.
    #[must_use]
    pub const fn has_options(self) -> bool {
        match self {
            Self::Choice | Self::Several | Self::Judgement => true,
            Self::Text
            | Self::LongText
            | Self::Date
            | Self::Number
            | Self::YesNoUnknown
            | Self::Person
            | Self::Statement
            | Self::Rows => false,
        }
    }

    /// Whether the answer is free text, so that the word "unknown" may be part of it.
    #[must_use]
    pub const fn is_free_text(self) -> bool {
        match self {
            Self::Text | Self::LongText | Self::Person => true,
            Self::Choice
            | Self::Several
            | Self::Date
            | Self::Number
            | Self::YesNoUnknown
            | Self::Judgement
            | Self::Statement
            | Self::Rows => false,
        }
    }
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    /// Code kept in the record.
    pub code: String,
    /// Words on screen and paper.
    pub label: String,
}

/// A list of options used by more than one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OptionList {
    /// What `options_from` names.
    pub id: String,
    /// The options, in order.
    pub options: Vec<AnswerOption>,
}

/// The earlier answer on which a question depends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShownWhen {
    /// Id of an earlier question.
    pub question: String,
    /// Shown when the answer is, or holds, one of these codes; `unknown` is a code here.
    pub is: Vec<String>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Kept in the record for ever, with form and edition.
    pub id: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Full wording.
    pub label: String,
    /// Wording where agencies or versions stand side by side; the label where empty.
    #[serde(default)]
    pub short: String,
    /// Help beside the field.
    #[serde(default)]
    pub help: String,
    /// Possible answers; filled from `options_from` where that is given.
    #[serde(default)]
    pub options: Vec<AnswerOption>,
    /// Id of a shared option list.
    #[serde(default)]
    pub options_from: Option<String>,
    /// The columns of a `rows` question.
    #[serde(default)]
    pub columns: Vec<Question>,
    /// Needed before the form may be finished, when it is shown.
    #[serde(default)]
    pub required: bool,
    /// The earlier answer it depends on.
    #[serde(default)]
    pub shown_when: Option<ShownWhen>,
    /// "Unknown" is an answer.
    #[serde(default)]
    pub unknown_allowed: bool,
    /// "Not asked" is an answer, and another one.
    #[serde(default)]
    pub not_asked_allowed: bool,
    /// The record keeps the source of information and its date beside the answer (domain 1.3).
    #[serde(default)]
    pub source_required: bool,
    /// Each agency answers for itself, side by side.
    #[serde(default)]
    pub per_agency: bool,
    /// Copied into the next version of the form. Judgements never are (domain 3.2, rule 3).
    #[serde(default = "yes")]
    pub carry_over: bool,
    /// Most characters allowed.
    #[serde(default)]
    pub max_chars: Option<u32>,
    /// The program answers it from the record itself (number, meeting, chair); nobody types it.
    #[serde(default)]
    pub from_record: bool,
    /// A numbered item whose wording comes from the unit's licensed pack (domain 1.3).
    #[serde(default)]
    pub from_pack: bool,
}

/// A group of questions under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Letter or code.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Heading where space is short; the title where empty.
    #[serde(default)]
    pub short: String,
    /// Row of the side-by-side view this section is seen in; none for header, judgement and decision.
    #[serde(default)]
    pub row: Option<String>,
    /// False for a section that starts blank in the next version.
    #[serde(default = "yes")]
    pub carry_over: bool,
    /// The questions, in order.
    pub questions: Vec<Question>,
}

/// A row of the side-by-side view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct GridRow {
    /// Kept with each agency's cell.
    pub id: String,
    /// Heading of the row.
    pub title: String,
    /// What an agency is asked for in it.
    #[serde(default)]
    pub help: String,
}

/// When a named finding is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FindingWhen {
    /// The question has no answer.
    Missing,
    /// The answer is "unknown" or "not asked".
    NotKnown,
}

/// A finding worded by the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NamedFinding {
    /// Named in words, as in `cas_has_no_victim_view`.
    pub code: String,
    /// Short reference for paper, as in `C-07`.
    pub reference: String,
    /// The question it is about.
    pub question: String,
    /// When it is raised.
    pub when: FindingWhen,
    /// What the user reads: what is missing and what to do.
    pub words: String,
}

/// A form of one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Code of the form.
    pub form: String,
    /// Edition; an answer is bound to it for ever.
    pub edition: String,
    /// Name on screen and paper.
    pub title: String,
    /// Roles that may complete it, by code; empty means every role that may write.
    #[serde(default)]
    pub who_may_complete: Vec<String>,
    /// Credit, licence or warning shown with the form.
    #[serde(default)]
    pub note: String,
    /// Option lists used more than once.
    #[serde(default)]
    pub lists: Vec<OptionList>,
    /// Rows of the side-by-side view.
    #[serde(default)]
    pub rows: Vec<GridRow>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// Findings with words of their own.
    #[serde(default)]
    pub findings: Vec<NamedFinding>,
}

const fn yes() -> bool {
    true
}

impl Definition {
    /// Reads a definition strictly: unknown keys, repeated ids, dependence on a later question,
    /// missing or reserved options and unknown rows are refused.
    ///
    /// # Errors
    /// [`DataFault`] with the file name and what is wrong.
    pub fn read(file: &str, text: &str) -> Result<Self, DataFault> {
        let mut definition: Self = read_toml(file, text)?;
        fill_options(&mut definition, file)?;
        definition.spread_carry_over();
        check(&definition, file)?;
        Ok(definition)
    }

    /// Every question outside rows, in the order of the form.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| section.questions.iter())
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// The sections seen in one row of the side-by-side view.
    pub fn sections_of_row<'a>(&'a self, row: &'a str) -> impl Iterator<Item = &'a Section> {
        self.sections.iter().filter(move |section| section.row.as_deref() == Some(row))
    }

    fn spread_carry_over(&mut self) {
        for section in self.sections.iter_mut().filter(|section| !section.carry_over) {
            for question in &mut section.questions {
                question.carry_over = false;
            }
        }
    }
}

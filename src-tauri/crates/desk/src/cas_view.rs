//! A CAS as the screen shows it: agencies side by side, the sections with their answers, what is still open.

use crate::asks::cas::{CasBlocker, CasCellView, CasColumnView, CasQuestionView, CasRowView, CasSectionView, CasView};
use crate::asks::door::Labelled;
use crate::cas_record::{OpenCas, agencies, answers, blockers};
use crate::cas_standing::void_words;
use crate::keeping::Kept;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::person_view;
use casework::agency::Agency;
use casework::cas::{Addendum, CasStatus, CellKind};
use casework::people::{Person, PersonRole};
use casework::referral::CaseFile;
use forms::{Answer, Answers, Finding, Question, QuestionKind, is_shown};
use std::collections::BTreeMap;

/// Most characters of a line where the form sets no limit.
pub(crate) const MOST_IN_LINE: u32 = 1_000;
/// Most characters of a longer text where the form sets no limit.
pub(crate) const MOST_IN_TEXT: u32 = 10_000;

/// An agency with its label.
pub(crate) fn labelled(agency: Agency) -> Labelled {
    Labelled { code: agency.code().to_owned(), label: agency.label().to_owned() }
}

/// The whole form with its answers.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn view(sitting: &Sitting<'_>, cas: &OpenCas) -> Outcome<CasView> {
    let body = &cas.kept.body;
    let file: Kept<CaseFile> = sitting.read(cas.case)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(cas.case)?;
    let person = |role| people.iter().find(|kept| kept.body.role == role).map(|kept| person_view(kept, sitting.today()));
    let answers = answers(sitting, cas)?;
    let agencies = agencies(sitting, cas)?;
    let blockers = match body.status {
        CasStatus::Draft => blockers(sitting, cas, &answers)?,
        CasStatus::Agreed | CasStatus::Superseded | CasStatus::Void => Vec::new(),
    };
    let addenda: Vec<Kept<Addendum>> = sitting.filed_under(cas.case)?;
    Ok(CasView {
        cas: cas.id(),
        case: cas.case,
        reference: file.body.reference,
        number: body.number,
        status: body.status,
        edition: body.edition.clone(),
        victim: person(PersonRole::Victim),
        perpetrator: person(PersonRole::Perpetrator),
        rows: rows(cas, &agencies),
        agencies: agencies.into_iter().map(labelled).collect(),
        sections: sections(cas, &answers),
        dissent: body.dissent.clone(),
        no_dissent: body.no_dissent,
        blockers: blockers.into_iter().map(|finding| blocker(cas, finding)).collect(),
        addenda: addenda.into_iter().map(|kept| kept.body).filter(|addendum| addendum.cas == cas.id()).collect(),
        agreed_at: body.agreed_at,
        previous: body.previous,
        void_words: void_words(sitting, body)?,
    })
}

fn rows(cas: &OpenCas, agencies: &[Agency]) -> Vec<CasRowView> {
    let cell = |row: &str, agency: Agency| match cas.cell(row, agency) {
        Some(kept) => CasCellView {
            agency,
            record: Some(kept.id),
            kind: kept.body.kind,
            text: kept.body.text.clone(),
            said_by: kept.body.said_by.clone(),
        },
        // Nothing was written: nobody knows whether anybody looked. That is a gap and is shown as one.
        None => CasCellView { agency, record: None, kind: CellKind::Gap, text: String::new(), said_by: String::new() },
    };
    cas.form
        .rows
        .iter()
        .map(|row| CasRowView {
            row: row.id.clone(),
            label: row.title.clone(),
            cells: agencies.iter().map(|agency| cell(&row.id, *agency)).collect(),
        })
        .collect()
}

/// Sections A to P. What each agency answers for itself stands in the rows, not here.
fn sections(cas: &OpenCas, answers: &Answers) -> Vec<CasSectionView> {
    cas.form
        .sections
        .iter()
        .map(|section| {
            let questions: Vec<CasQuestionView> = section
                .questions
                .iter()
                .filter(|question| !question.per_agency)
                .map(|question| question_view(cas, question, answers))
                .collect();
            let open =
                questions.iter().filter(|question| question.required && question.shown && question.answer.is_empty()).count();
            CasSectionView {
                id: section.id.clone(),
                title: section.title.clone(),
                questions,
                open: u16::try_from(open).unwrap_or(u16::MAX),
            }
        })
        .collect()
}

fn question_view(cas: &OpenCas, question: &Question, answers: &Answers) -> CasQuestionView {
    let carried = cas.kept.body.carried_from.get(&question.id);
    CasQuestionView {
        id: question.id.clone(),
        kind: question.kind.code().to_owned(),
        label: question.label.clone(),
        help: question.help.clone(),
        options: options(question),
        columns: question.columns.iter().map(column_view).collect(),
        required: question.required,
        shown: is_shown(&cas.form, question, answers),
        from_record: question.from_record,
        max_chars: most_chars(question),
        answer: answers.get(&question.id).map_or(String::new(), shown_answer),
        carried: carried.map_or(String::new(), |number| format!("carried from CAS {number}")),
    }
}

fn column_view(column: &Question) -> CasColumnView {
    CasColumnView {
        id: column.id.clone(),
        kind: column.kind.code().to_owned(),
        label: column.label.clone(),
        options: options(column),
        required: column.required,
    }
}

/// The most characters an answer may have.
pub(crate) fn most_chars(question: &Question) -> u32 {
    question.max_chars.unwrap_or(match question.kind {
        QuestionKind::LongText => MOST_IN_TEXT,
        QuestionKind::Text
        | QuestionKind::Person
        | QuestionKind::Choice
        | QuestionKind::Several
        | QuestionKind::Date
        | QuestionKind::Number
        | QuestionKind::YesNoUnknown
        | QuestionKind::Judgement
        | QuestionKind::Statement
        | QuestionKind::Rows => MOST_IN_LINE,
    })
}

/// The choices of a question; "unknown" and "not asked" are two of them where the form allows them.
fn options(question: &Question) -> Vec<Labelled> {
    let one = |code: &str, label: &str| Labelled { code: code.to_owned(), label: label.to_owned() };
    let mut options: Vec<Labelled> = match question.kind {
        QuestionKind::YesNoUnknown => vec![one("yes", "Yes"), one("no", "No")],
        QuestionKind::Choice
        | QuestionKind::Several
        | QuestionKind::Judgement
        | QuestionKind::Text
        | QuestionKind::LongText
        | QuestionKind::Person
        | QuestionKind::Date
        | QuestionKind::Number
        | QuestionKind::Statement
        | QuestionKind::Rows => question.options.iter().map(|option| one(&option.code, &option.label)).collect(),
    };
    if question.unknown_allowed {
        options.push(one("unknown", "Unknown"));
    }
    if question.not_asked_allowed {
        options.push(one("not_asked", "Not asked"));
    }
    options
}

/// The answer as the screen takes it: codes as in the options, text as it was typed.
fn shown_answer(answer: &Answer) -> String {
    match answer {
        Answer::Text(text) | Answer::Person(text) => text.clone(),
        Answer::Unknown => "unknown".to_owned(),
        Answer::NotAsked => "not_asked".to_owned(),
        Answer::Rows(rows) => {
            let rows: Vec<BTreeMap<&String, String>> =
                rows.iter().map(|row| row.iter().map(|(column, answer)| (column, shown_answer(answer))).collect()).collect();
            serde_json::json!(rows).to_string()
        }
        Answer::Choice(_)
        | Answer::Several(_)
        | Answer::Date(_)
        | Answer::Number(_)
        | Answer::Yes
        | Answer::No
        | Answer::Judgement(_) => forms::write_answer(answer),
    }
}

fn blocker(cas: &OpenCas, finding: Finding) -> CasBlocker {
    let holds = |section: &&forms::Section| section.questions.iter().any(|question| question.id == finding.question);
    let section = cas.form.sections.iter().find(holds).map_or(String::new(), |section| section.id.clone());
    CasBlocker { question: finding.question, section, words: finding.words }
}

//! Writing in a CAS: answers, each agency's cells, views that differ, and what comes after it was agreed.

use crate::asks::cas::{AddAddendum, AnswerCas, CasView, RecordDissent, WriteCasCell};
use crate::cas_record::{OpenCas, answers, open};
use crate::cas_view::{MOST_IN_TEXT, most_chars, view};
use crate::keeping::{Doing, Filing};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Refusal};
use casework::cas::{Addendum, CasCell, CasStatus, CellKind};
use forms::{Answer, AnswerRefusal, Question, QuestionKind, Row, is_shown};
use std::collections::BTreeMap;

/// Most characters of a list of entries, all columns together.
const MOST_IN_ROWS: usize = 100_000;

/// Answers one question; an empty answer takes it back.
pub fn answer_cas(sitting: &mut Sitting<'_>, ask: AnswerCas) -> Outcome<CasView> {
    let cas = open(sitting, ask.cas)?;
    cas.must_be_draft()?;
    let Some(question) = cas.form.question(&ask.question) else {
        return Err(Refusal::BadQuestion { command: "answer_cas".to_owned() }.into());
    };
    let answer = checked(sitting, &cas, question, &ask.answer)?;
    let mut kept = cas.kept.body.answers.clone();
    match answer {
        Some(answer) => kept.insert(question.id.clone(), forms::write_answer(&answer)),
        None => kept.remove(&question.id),
    };
    let mut carried = cas.kept.body.carried_from.clone();
    let afresh = carried.remove(&question.id).is_some();
    let id = cas.kept.id;
    sitting.write(Doing::in_case("answer_cas", cas.case).about(id), |w| {
        if afresh {
            w.amend(id, "carried_from", &carried)?;
        }
        w.amend(id, "answers", &kept)
    })?;
    view(sitting, &open(sitting, ask.cas)?)
}

/// The answer that was typed, if it fits; none where it is taken back.
fn checked(sitting: &Sitting<'_>, cas: &OpenCas, question: &Question, text: &str) -> Outcome<Option<Answer>> {
    let mut form = Form::default();
    if question.from_record || question.kind == QuestionKind::Statement {
        form.wrong("answer", "The record answers this by itself.");
    }
    if question.per_agency {
        form.wrong("answer", "Each agency answers this in its own cell.");
    }
    if text.trim().is_empty() {
        return form.done().map(|()| None);
    }
    if !is_shown(&cas.form, question, &answers(sitting, cas)?) {
        form.wrong("answer", "This is not asked with the answers above it.");
    }
    match read(question, text) {
        Ok(answer) => form.done().map(|()| Some(answer)),
        Err(words) => {
            form.wrong("answer", &words);
            Err(form.done().err().unwrap_or(Refusal::BadQuestion { command: "answer_cas".to_owned() }.into()))
        }
    }
}

/// Reads what was typed. The words say what to write instead.
fn read(question: &Question, text: &str) -> Result<Answer, String> {
    let answer = match question.kind {
        QuestionKind::Rows => Answer::Rows(read_rows(question, text)?),
        _ => read_one(question, text)?,
    };
    let most = most_chars(question);
    let too_long = |text: &str| text.chars().count() > most as usize;
    if let Answer::Text(text) | Answer::Person(text) = &answer
        && too_long(text)
    {
        return Err(format!("Write at most {most} characters."));
    }
    answer.fits(question).map_err(|why| words_for(&why)).map(|()| answer)
}

fn read_one(question: &Question, text: &str) -> Result<Answer, String> {
    let code = text.trim();
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    Ok(match (question.kind, code) {
        (QuestionKind::Text | QuestionKind::LongText, _) => Answer::Text(text.to_owned()),
        (QuestionKind::Person, _) => Answer::Person(text.to_owned()),
        (_, "unknown") => Answer::Unknown,
        (_, "not_asked") => Answer::NotAsked,
        (QuestionKind::Choice, _) => Answer::Choice(code.to_owned()),
        (QuestionKind::Several, _) => Answer::Several(lines()),
        (QuestionKind::Judgement, _) => Answer::Judgement(code.to_owned()),
        (QuestionKind::Date, _) => Answer::Date(code.to_owned()),
        (QuestionKind::Number, _) => Answer::Number(code.parse().map_err(|_| "Write a whole number.".to_owned())?),
        (QuestionKind::YesNoUnknown, "yes") => Answer::Yes,
        (QuestionKind::YesNoUnknown, "no") => Answer::No,
        (QuestionKind::YesNoUnknown | QuestionKind::Statement | QuestionKind::Rows, _) => {
            return Err("Choose one of the answers.".to_owned());
        }
    })
}

/// Entries come as a list of objects: column id to answer.
fn read_rows(question: &Question, text: &str) -> Result<Vec<Row>, String> {
    let unreadable = || "The entries cannot be read. Write them again.".to_owned();
    if text.chars().count() > MOST_IN_ROWS {
        return Err("These are too many entries for one answer. Shorten them.".to_owned());
    }
    let typed: Vec<BTreeMap<String, String>> = serde_json::from_str(text).map_err(|_| unreadable())?;
    let mut rows = Vec::new();
    for entry in typed {
        let mut row = Row::new();
        for (id, text) in entry.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
            let column = question.columns.iter().find(|column| column.id == id).ok_or_else(unreadable)?;
            row.insert(id, read(column, &text).map_err(|words| format!("{}: {words}", column.label))?);
        }
        if !row.is_empty() {
            rows.push(row);
        }
    }
    Ok(rows)
}

fn words_for(why: &AnswerRefusal) -> String {
    match why {
        AnswerRefusal::NoSuchOption { .. } => "Choose one of the answers.".to_owned(),
        AnswerRefusal::UnknownNotAllowed { .. } => "This cannot be answered with \"unknown\".".to_owned(),
        AnswerRefusal::NotAskedNotAllowed { .. } => "This cannot be answered with \"not asked\".".to_owned(),
        AnswerRefusal::NotADate { .. } => {
            "Write a date as 2026-11-23, 2026-11 or 2026; put \"about\" before it where it is not sure.".to_owned()
        }
        AnswerRefusal::TooLong { most, .. } => format!("Write at most {most} characters."),
        AnswerRefusal::NoSuchQuestion { .. } | AnswerRefusal::WrongKind { .. } => {
            "This does not fit the question. Answer it again.".to_owned()
        }
    }
}

/// Writes an agency's cell. It is that agency's, whoever types it.
pub fn write_cas_cell(sitting: &mut Sitting<'_>, ask: WriteCasCell) -> Outcome<CasView> {
    let cas = open(sitting, ask.cas)?;
    cas.must_be_draft()?;
    cell_form(&cas, &ask).done()?;
    let cell = CasCell {
        cas: ask.cas,
        row: ask.row.clone(),
        agency: ask.agency,
        kind: ask.kind,
        text: ask.text.trim().to_owned(),
        said_by: ask.said_by.trim().to_owned(),
        typed_by: sitting.session.member,
    };
    let before = cas.cell(&ask.row, ask.agency);
    let doing = Doing::in_case("write_cas_cell", cas.case).about(before.map_or(cas.kept.id, |kept| kept.id));
    sitting.write(doing, |w| {
        let Some(before) = before else {
            return w.create(Filing::under(cas.case, cell.agency), &cell).map(|_| ());
        };
        let (id, was) = (before.id, &before.body);
        if was.kind != cell.kind {
            w.amend(id, "kind", &cell.kind)?;
        }
        if was.said_by != cell.said_by {
            w.amend(id, "said_by", &cell.said_by)?;
        }
        if was.typed_by != cell.typed_by {
            w.amend(id, "typed_by", &cell.typed_by)?;
        }
        w.amend(id, "text", &cell.text)
    })?;
    view(sitting, &open(sitting, ask.cas)?)
}

fn cell_form(cas: &OpenCas, ask: &WriteCasCell) -> Form {
    let mut form = Form::default();
    if !cas.form.rows.iter().any(|row| row.id == ask.row) {
        form.wrong("row", "Choose one of the rows.");
    }
    match ask.kind {
        CellKind::Information => {
            form.needs("text", &ask.text, "Write what the agency knows, or choose \"Checked, nothing known\".");
            form.needs("said_by", &ask.said_by, "Write who said it for the agency.");
        }
        CellKind::CheckedNothingKnown => {
            form.needs("said_by", &ask.said_by, "Write who checked for the agency.");
        }
        CellKind::NotForThisAgency => {
            form.needs("said_by", &ask.said_by, "Write who said that this is not for the agency.");
        }
        CellKind::Gap => {}
    }
    too_long(&mut form, &ask.text);
    form
}

fn too_long(form: &mut Form, text: &str) {
    if text.chars().count() > MOST_IN_TEXT as usize {
        form.wrong("text", &format!("Write at most {MOST_IN_TEXT} characters."));
    }
}

/// Keeps the views that differ, or that nobody differs (domain 3.2, rule 5).
pub fn record_dissent(sitting: &mut Sitting<'_>, ask: RecordDissent) -> Outcome<CasView> {
    let cas = open(sitting, ask.cas)?;
    cas.must_be_draft()?;
    let mut form = Form::default();
    for (index, dissent) in ask.dissent.iter().enumerate() {
        form.needs(&format!("dissent.{index}.view"), &dissent.view, "Write the view that differs.");
        form.needs(&format!("dissent.{index}.reason"), &dissent.reason, "Write the reason the agency gives.");
    }
    match (ask.dissent.is_empty(), ask.no_dissent) {
        (true, false) => {
            form.wrong("dissent", "Write the view that differs, or record that nobody differs.");
        }
        (false, true) => {
            form.wrong("no_dissent", "A view that differs is written down. Take it out, or do not record that nobody differs.");
        }
        (true, true) | (false, false) => {}
    }
    form.done()?;
    let id = cas.kept.id;
    sitting.write(Doing::in_case("record_dissent", cas.case).about(id), |w| {
        w.amend(id, "dissent", &ask.dissent)?;
        w.amend(id, "no_dissent", &ask.no_dissent)
    })?;
    view(sitting, &open(sitting, ask.cas)?)
}

/// Late information under an agreed CAS, which itself stays as it is (domain 3.2, rule 2).
pub fn add_addendum(sitting: &mut Sitting<'_>, ask: AddAddendum) -> Outcome<CasView> {
    let cas = open(sitting, ask.cas)?;
    let mut form = Form::default();
    form.needs("text", &ask.text, "Write what has become known since.");
    too_long(&mut form, &ask.text);
    match cas.kept.body.status {
        CasStatus::Agreed | CasStatus::Superseded => {}
        CasStatus::Draft => {
            form.wrong("cas", "This CAS is not agreed yet. Write it into the CAS itself.");
        }
        CasStatus::Void => {
            form.wrong("cas", "This CAS is void. Start a new one.");
        }
    }
    form.done()?;
    let addendum = Addendum {
        cas: ask.cas,
        agency: ask.agency,
        text: ask.text.trim().to_owned(),
        by: sitting.session.member,
        at: sitting.now,
    };
    sitting.write(Doing::in_case("add_addendum", cas.case).about(cas.kept.id), |w| {
        w.create(Filing::under(cas.case, ask.agency), &addendum)
    })?;
    view(sitting, &open(sitting, ask.cas)?)
}

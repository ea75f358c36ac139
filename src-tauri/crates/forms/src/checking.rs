//! Whether a definition holds together: ids, options, rows, columns and dependence.

use crate::definition::{Definition, OptionList, Question, QuestionKind};
use crate::reading::{DataFault, first_repeated};
use std::collections::BTreeSet;

/// Codes an option may not use, because they are answers of their own.
const RESERVED: [&str; 2] = ["unknown", "not_asked"];

/// Puts the shared option lists into the questions that name them.
pub(crate) fn fill_options(definition: &mut Definition, file: &str) -> Result<(), DataFault> {
    let lists = definition.lists.clone();
    for question in definition.sections.iter_mut().flat_map(|section| section.questions.iter_mut()) {
        fill_from(question, &lists, file)?;
        for column in &mut question.columns {
            fill_from(column, &lists, file)?;
        }
    }
    Ok(())
}

/// Refuses repeated ids, later dependence, wrong options, and rows or findings about nothing.
pub(crate) fn check(definition: &Definition, file: &str) -> Result<(), DataFault> {
    if let Some(id) = first_repeated(definition.sections.iter().map(|section| section.id.as_str())) {
        return Err(DataFault::broken(file, format!("section {id} stands twice")));
    }
    let mut earlier = BTreeSet::new();
    for question in definition.questions() {
        check_question(file, question, &earlier)?;
        if !earlier.insert(question.id.as_str()) {
            return Err(DataFault::broken(file, format!("question {} stands twice", question.id)));
        }
    }
    for section in &definition.sections {
        if let Some(row) = &section.row
            && !definition.rows.iter().any(|known| &known.id == row)
        {
            return Err(DataFault::broken(file, format!("section {} names no row", section.id)));
        }
    }
    for finding in &definition.findings {
        if !earlier.contains(finding.question.as_str()) {
            return Err(DataFault::broken(file, format!("finding {} names no question", finding.code)));
        }
    }
    Ok(())
}

fn fill_from(question: &mut Question, lists: &[OptionList], file: &str) -> Result<(), DataFault> {
    let Some(name) = &question.options_from else {
        return Ok(());
    };
    let list = lists
        .iter()
        .find(|list| &list.id == name)
        .ok_or_else(|| DataFault::broken(file, format!("question {} names no list", question.id)))?;
    question.options.clone_from(&list.options);
    Ok(())
}

fn check_question(file: &str, question: &Question, earlier: &BTreeSet<&str>) -> Result<(), DataFault> {
    let broken = |what: &str| Err(DataFault::broken(file, format!("question {}: {what}", question.id)));
    if question.label.trim().is_empty() {
        return broken("no wording");
    }
    if question.kind.has_options() == question.options.is_empty() {
        return broken("options and kind do not agree");
    }
    if (question.kind == QuestionKind::Rows) == question.columns.is_empty() {
        return broken("columns and kind do not agree");
    }
    if first_repeated(question.options.iter().map(|option| option.code.as_str())).is_some() {
        return broken("an option stands twice");
    }
    if question.options.iter().any(|option| RESERVED.contains(&option.code.as_str())) {
        return broken("unknown and not asked are answers, not options");
    }
    if let Some(shown) = &question.shown_when
        && !earlier.contains(shown.question.as_str())
    {
        return broken("depends on no earlier question");
    }
    let mut columns = BTreeSet::new();
    for column in &question.columns {
        check_question(file, column, &columns)?;
        if column.kind == QuestionKind::Rows || !columns.insert(column.id.as_str()) {
            return broken("a column stands twice or holds rows");
        }
    }
    Ok(())
}

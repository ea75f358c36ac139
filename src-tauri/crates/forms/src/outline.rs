//! A form in outline, so that a changed question shows in review as a changed line.

use crate::definition::{Definition, Question};

/// One line a section and a question: id, kind, marks, number of options, label.
#[must_use]
pub fn outline(definition: &Definition) -> String {
    let mut lines = vec![format!("{} {}: {}", definition.form, definition.edition, definition.title)];
    lines.extend(definition.rows.iter().map(|row| format!("row {}: {}", row.id, row.title)));
    for section in &definition.sections {
        let row = section.row.as_ref().map_or(String::new(), |row| format!(" [{row}]"));
        lines.push(format!("{} {}{row}", section.id, section.title));
        for question in &section.questions {
            lines.push(line(question, "  "));
            lines.extend(question.columns.iter().map(|column| line(column, "    - ")));
        }
    }
    lines.extend(
        definition.findings.iter().map(|finding| {
            format!("finding {} ({}) on {}: {}", finding.code, finding.reference, finding.question, finding.words)
        }),
    );
    lines.join("\n") + "\n"
}

fn line(question: &Question, indent: &str) -> String {
    let marks = [
        (question.required, "required"),
        (question.unknown_allowed, "unknown"),
        (question.not_asked_allowed, "not asked"),
        (question.source_required, "source"),
        (question.per_agency, "per agency"),
        (!question.carry_over, "blank"),
        (question.from_record, "from record"),
        (question.from_pack, "from pack"),
    ];
    let marks: Vec<&str> = marks.iter().filter(|(set, _)| *set).map(|(_, mark)| *mark).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
    let codes: Vec<&str> = question.options.iter().map(|option| option.code.as_str()).collect();
    let codes = if codes.is_empty() { String::new() } else { format!(" [{}]", codes.join(" | ")) };
    let shown = question
        .shown_when
        .as_ref()
        .map_or(String::new(), |shown| format!(" when {} is {}", shown.question, shown.is.join(" or ")));
    format!("{indent}{} {}{marks}{shown}{codes}: {}", question.id, question.kind.code(), question.label)
}

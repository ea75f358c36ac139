//! From a CAS to its two papers: in full for the table, short for the referrer. Every text is read first.

use crate::asks::cas::{CasCellView, CasQuestionView, CasSectionView, CasView};
use crate::asks::door::Labelled;
use crate::cas_record::open;
use crate::cas_view::view;
use crate::keeping::Doing;
use crate::papers_other::{Ready, issued, moment_on_paper, refuse_hits};
use crate::papers_plan::dissent_words;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::cas::{Addendum, CasStatus, CellKind};
use casework::ids::CasId;
use casework::plan::PaperKind;
use chrono::NaiveDate;
use documents::{cas as full_paper, cas_summary as short_paper};
use std::collections::BTreeMap;

/// Judgements of section I, by the beginning of their questions.
const JUDGEMENTS: [(&str, &str); 5] = [
    ("persistence", "Persistence"),
    ("violence", "Violence"),
    ("recurrence", "Re-offending"),
    ("victim_harm", "Psychosocial harm to the victim"),
    ("perpetrator_harm", "Psychosocial harm to the perpetrator"),
];

/// The full CAS, and whether it is agreed.
///
/// # Errors
/// `text_hits` where any text names a protected detail; a refusal for a CAS that no longer stands; faults of the store.
pub(crate) fn full(sitting: &Sitting<'_>, cas: CasId) -> Outcome<(bool, Ready)> {
    let view = standing(sitting, cas)?;
    let row = crate::listing::row_of(sitting, view.case)?;
    let paper = full_paper::Cas {
        issued: issued(sitting),
        reference: view.reference.clone(),
        number: view.number,
        initials: format!("{} / {}", row.victim_initials, row.perpetrator_initials),
        agreed: view.agreed_at.map(moment_on_paper).unwrap_or_default(),
        themes: view.rows.iter().map(|row| theme(&row.label, &row.cells)).collect(),
        sections: view.sections.iter().map(section).collect(),
        dissents: view.dissent.iter().map(dissent_words).collect(),
        no_dissent: view.no_dissent,
        late: view.addenda.iter().map(late).collect(),
    };
    refuse_hits(sitting, view.case, &texts_of_full(&paper))?;
    let set = Box::new(move |copy, print| {
        let mut paper = paper.clone();
        paper.issued.copy = copy;
        paper.issued.print = print;
        paper.render()
    });
    Ok(ready(&view, PaperKind::Cas, "cas", set))
}

/// The short CAS, and whether it is agreed.
///
/// # Errors
/// As [`full`].
pub(crate) fn summary(sitting: &Sitting<'_>, cas: CasId) -> Outcome<(bool, Ready)> {
    let view = standing(sitting, cas)?;
    let answers: BTreeMap<&str, String> =
        view.sections.iter().flat_map(|section| &section.questions).map(|one| (one.id.as_str(), words(one))).collect();
    let of = |id: &str| answers.get(id).cloned().unwrap_or_default();
    let judgement = |(id, label): (&str, &str)| short_paper::Judgement {
        of: label.to_owned(),
        level: or_not(of(&format!("{id}_level"))),
        confidence: or_not(of(&format!("{id}_confidence"))),
    };
    let joined = |parts: [String; 2]| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let next_review = of("next_review_on");
    let paper = short_paper::CasSummary {
        issued: issued(sitting),
        reference: view.reference.clone(),
        number: view.number,
        agreed: view.agreed_at.map(moment_on_paper).unwrap_or_default(),
        why_now: of("reason_for_return"),
        judgements: JUDGEMENTS.into_iter().map(judgement).collect(),
        summary: of("formulation_summary"),
        decision: of("decision"),
        reason: of("decision_reason"),
        lead: joined([of("lead_agency"), of("lead_person")]),
        next_review: if next_review.is_empty() { of("no_review_reason") } else { next_review },
        dissents: view.dissent.iter().map(dissent_words).collect(),
    };
    refuse_hits(sitting, view.case, &texts_of_summary(&paper))?;
    let set = Box::new(move |copy, print| {
        let mut paper = paper.clone();
        paper.issued.copy = copy;
        paper.issued.print = print;
        paper.render()
    });
    Ok(ready(&view, PaperKind::CasSummary, "cas-summary", set))
}

fn standing(sitting: &Sitting<'_>, cas: CasId) -> Outcome<CasView> {
    let view = view(sitting, &open(sitting, cas)?)?;
    match view.status {
        CasStatus::Draft | CasStatus::Agreed => Ok(view),
        CasStatus::Superseded | CasStatus::Void => {
            let mut form = Form::default();
            form.wrong("which", "This CAS no longer stands. Print the newest one.");
            form.done().and(Err(Plain::NotFound.into()))
        }
    }
}

fn ready(view: &CasView, kind: PaperKind, name: &str, set: crate::papers_other::SetPaper) -> (bool, Ready) {
    let doing = Doing::in_case("print_paper", view.case).about(view.cas);
    let stem = format!("{}-{name}{}", view.reference, view.number);
    (
        view.agreed_at.is_some(),
        Ready { doing, group: Some(view.case.into()), cases: vec![view.case], kind, version: view.number, stem, set },
    )
}

fn theme(title: &str, cells: &[CasCellView]) -> full_paper::Theme {
    let cell = |cell: &CasCellView| full_paper::Cell {
        agency: cell.agency.label().to_owned(),
        text: cell_words(cell),
        said_by: cell.said_by.clone(),
    };
    full_paper::Theme { title: title.to_owned(), cells: cells.iter().map(cell).collect() }
}

/// Checked and nothing known, not for this agency, and a gap are three different things.
fn cell_words(cell: &CasCellView) -> String {
    let beside =
        |words: &str| if cell.text.trim().is_empty() { format!("{words}.") } else { format!("{words}: {}", cell.text.trim()) };
    match cell.kind {
        CellKind::Information => cell.text.clone(),
        CellKind::CheckedNothingKnown => beside("Checked, nothing known"),
        CellKind::NotForThisAgency => beside("Not for this agency"),
        CellKind::Gap => beside("Gap: nobody has answered"),
    }
}

/// What was answered; a required question without an answer prints as a gap, any other is left out.
fn section(section: &CasSectionView) -> full_paper::Section {
    let asked = section.questions.iter().filter(|one| one.shown && one.kind != "statement");
    let answered = asked.filter(|one| one.required || !one.answer.trim().is_empty());
    full_paper::Section {
        title: format!("{}. {}", section.id, section.title),
        answers: answered.map(|one| (one.label.clone(), words(one))).collect(),
    }
}

fn late(addendum: &Addendum) -> full_paper::Late {
    full_paper::Late { by: format!("{}, {}", addendum.agency.label(), moment_on_paper(addendum.at)), text: addendum.text.clone() }
}

/// An answer as people say it: labels for codes, days in words, entries one below the other.
fn words(question: &CasQuestionView) -> String {
    if question.kind != "rows" {
        return value(&question.answer, &question.kind, &question.options);
    }
    let entries: Vec<BTreeMap<String, String>> = serde_json::from_str(&question.answer).unwrap_or_default();
    let entry = |entry: &BTreeMap<String, String>| {
        let said = question.columns.iter().filter_map(|column| {
            let answer = entry.get(&column.id).filter(|answer| !answer.trim().is_empty())?;
            Some(format!("{}: {}", column.label, value(answer, &column.kind, &column.options)))
        });
        said.collect::<Vec<_>>().join("; ")
    };
    entries.iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn value(answer: &str, kind: &str, options: &[Labelled]) -> String {
    let label = |code: &str| {
        let known = options.iter().find(|option| option.code == code);
        known.map_or_else(|| code.to_owned(), |option| option.label.clone())
    };
    match kind {
        "several" => answer.lines().map(label).collect::<Vec<_>>().join("; "),
        "date" => NaiveDate::parse_from_str(answer, "%Y-%m-%d")
            .map_or_else(|_| answer.to_owned(), |day| day.format("%-d %B %Y").to_string()),
        _ => label(answer),
    }
}

fn or_not(text: String) -> String {
    if text.trim().is_empty() { "Not judged".to_owned() } else { text }
}

fn texts_of_full(paper: &full_paper::Cas) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for theme in &paper.themes {
        for cell in &theme.cells {
            texts.push((format!("{}, {}", theme.title, cell.agency), cell.text.clone()));
            texts.push((format!("{}, {}: said by", theme.title, cell.agency), cell.said_by.clone()));
        }
    }
    texts.extend(paper.sections.iter().flat_map(|section| section.answers.clone()));
    texts.extend(paper.dissents.iter().map(|view| ("a different view".to_owned(), view.clone())));
    texts.extend(paper.late.iter().map(|late| ("added after it was agreed".to_owned(), late.text.clone())));
    texts
}

fn texts_of_summary(paper: &short_paper::CasSummary) -> Vec<(String, String)> {
    let named = [
        ("why now", &paper.why_now),
        ("formulation", &paper.summary),
        ("decision", &paper.decision),
        ("reason for the decision", &paper.reason),
        ("lead", &paper.lead),
        ("next review", &paper.next_review),
    ];
    let mut texts: Vec<(String, String)> = named.into_iter().map(|(field, text)| (field.to_owned(), text.clone())).collect();
    texts.extend(paper.dissents.iter().map(|view| ("a different view".to_owned(), view.clone())));
    texts
}

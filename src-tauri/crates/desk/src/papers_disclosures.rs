//! The disclosure report on paper: counts by month and organisation, no case and nobody named.

use crate::asks::disclosures::DisclosureReportView;
use crate::disclosures::standing;
use crate::disclosures_report::{organisation, report};
use crate::keeping::Doing;
use crate::papers_other::{Ready, issued, refuse_hits};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use casework::plan::PaperKind;
use casework::when::london_day;
use chrono::NaiveDate;
use documents::disclosure_report::{CategoryOf, DisclosureReport, MonthOf, Reviews};

/// The report of some days, both included.
///
/// # Errors
/// Where the days run backwards, or an organisation's name holds a protected detail; faults of the store.
pub(crate) fn ready(sitting: &Sitting<'_>, from: NaiveDate, until: NaiveDate) -> Outcome<Ready> {
    if until < from {
        let mut form = Form::default();
        form.wrong("until", "The last day lies before the first.");
        form.done()?;
    }
    let all = standing(sitting)?;
    for told in all.iter().map(|kept| &kept.body) {
        let day = london_day(told.told_at);
        if from <= day && day <= until {
            for case in &told.cases {
                refuse_hits(sitting, *case, &[("the organisation's name".to_owned(), organisation(told))])?;
            }
        }
    }
    let paper =
        paper(sitting, report(all.iter().map(|kept| &kept.body), (Some(from), Some(until)), sitting.today()), (from, until));
    Ok(Ready {
        doing: Doing::of_unit("print_paper"),
        group: None,
        kind: PaperKind::DisclosureReport,
        cases: Vec::new(),
        version: 0,
        stem: format!("disclosures-{until}"),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            (paper.issued.copy, paper.issued.print) = (copy, print);
            paper.render()
        }),
    })
}

/// The counts as they print.
fn paper(sitting: &Sitting<'_>, view: DisclosureReportView, (from, until): (NaiveDate, NaiveDate)) -> DisclosureReport {
    let categories = view.months.iter().flat_map(|month| {
        month.categories.iter().map(|count| CategoryOf {
            month: month.label.clone(),
            organisation: month.organisation.clone(),
            category: count.label.clone(),
            records: count.records,
        })
    });
    let long = |day: NaiveDate| day.format("%-d %B %Y").to_string();
    DisclosureReport {
        issued: issued(sitting),
        day: until.to_string(),
        span: format!("{} to {}", long(from), long(until)),
        categories: categories.collect(),
        reviews: Reviews {
            upheld: view.upheld,
            not_upheld: view.not_upheld,
            agreement_needed: view.agreement_needed,
            not_yet: view.not_yet,
            overdue: view.overdue,
        },
        months: view
            .months
            .into_iter()
            .map(|month| MonthOf {
                month: month.label,
                organisation: month.organisation,
                under_agreement: month.under_agreement,
                one_off: month.one_off,
                emergency: month.emergency,
                declined: month.declined,
                rising: month.rising,
            })
            .collect(),
    }
}

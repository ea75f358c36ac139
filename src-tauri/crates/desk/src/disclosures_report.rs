//! The disclosure report: counts by month and organisation. A rising count of emergencies means that an agreement is
//! missing (rules.md 1.4).

use crate::asks::disclosures::{DisclosureReportView, ReportMonth};
use crate::disclosures::{categories, to_review};
use casework::disclosure::{Disclosure, DisclosureOutcome, ReviewResult, Route, Shared};
use casework::when::london_day;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// The organisation as the report names it.
pub(crate) fn organisation(told: &Disclosure) -> String {
    told.recipient.organisation.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A partner counts as one however its name is spelled; others by their name, whatever its capitals.
fn key(told: &Disclosure) -> String {
    told.recipient.partner.map_or_else(|| organisation(told).to_lowercase(), |partner| partner.0.to_string())
}

/// Months since the year nought, so that the month before is one less.
fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default()
}

#[derive(Default)]
struct Counted {
    organisation: String,
    /// A day of the month.
    day: NaiveDate,
    under_agreement: u32,
    one_off: u32,
    emergency: u32,
    declined: u32,
    shared: Vec<Shared>,
}

/// The counts of the days from and until, both included; newest month first, then by organisation.
pub(crate) fn report<'a>(
    all: impl Iterator<Item = &'a Disclosure>,
    (from, until): (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
) -> DisclosureReportView {
    let mut months: BTreeMap<(i32, String), Counted> = BTreeMap::new();
    let mut emergencies: BTreeMap<(i32, String), u32> = BTreeMap::new();
    let mut view =
        DisclosureReportView { months: Vec::new(), upheld: 0, not_upheld: 0, agreement_needed: 0, not_yet: 0, overdue: 0 };
    for told in all {
        let day = london_day(told.told_at);
        let at = (month_of(day), key(told));
        let went = told.outcome == DisclosureOutcome::Disclosed;
        // The month before counts whole, also where the days asked for begin after it.
        *emergencies.entry(at.clone()).or_default() += u32::from(went && told.route == Route::Emergency);
        if from.is_some_and(|from| day < from) || until.is_some_and(|until| until < day) {
            continue;
        }
        let counted = months.entry(at).or_default();
        (counted.organisation, counted.day) = (organisation(told), day);
        counted.shared.extend(told.shared.iter().filter(|_| went));
        *match (went, told.route) {
            (false, _) => &mut counted.declined,
            (true, Route::Agreement) => &mut counted.under_agreement,
            (true, Route::OneOff) => &mut counted.one_off,
            (true, Route::Emergency) => &mut counted.emergency,
        } += 1;
        count_review(told, today, &mut view);
    }
    view.months = months
        .into_iter()
        .map(|((month, key), counted)| {
            let before = emergencies.get(&(month - 1, key.clone())).copied().unwrap_or_default();
            let now = emergencies.get(&(month, key)).copied().unwrap_or_default();
            row(counted, now > before && now > 1)
        })
        .collect();
    view.months.sort_by(|one, other| (&other.month, &one.organisation).cmp(&(&one.month, &other.organisation)));
    view
}

fn row(counted: Counted, rising: bool) -> ReportMonth {
    ReportMonth {
        month: counted.day.format("%Y-%m").to_string(),
        label: counted.day.format("%B %Y").to_string(),
        categories: categories(&counted.shared),
        organisation: counted.organisation,
        under_agreement: counted.under_agreement,
        one_off: counted.one_off,
        emergency: counted.emergency,
        declined: counted.declined,
        rising,
    }
}

fn count_review(told: &Disclosure, today: NaiveDate, view: &mut DisclosureReportView) {
    if let Some(waiting) = to_review(told) {
        view.not_yet += 1;
        view.overdue += u32::from(waiting.due_on < today);
    }
    match told.review.as_ref().and_then(|review| review.done.as_ref()).map(|done| done.result) {
        Some(ReviewResult::Upheld) => view.upheld += 1,
        Some(ReviewResult::NotUpheld) => view.not_upheld += 1,
        Some(ReviewResult::AgreementNeeded) => view.agreement_needed += 1,
        None => {}
    }
}

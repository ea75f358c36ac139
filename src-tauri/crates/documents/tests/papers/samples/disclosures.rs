//! The report on what was disclosed, from figures that nobody counted.

use super::issued;
use documents::disclosure_report::{CategoryOf, DisclosureReport, MonthOf, Reviews};

/// Two months, three organisations, one of them with more emergencies than before.
pub(super) fn report() -> DisclosureReport {
    let month = |month: &str, organisation: &str, counts: [u32; 4], rising| MonthOf {
        month: month.to_owned(),
        organisation: organisation.to_owned(),
        under_agreement: counts[0],
        one_off: counts[1],
        emergency: counts[2],
        declined: counts[3],
        rising,
    };
    let category = |month: &str, organisation: &str, category: &str, records| CategoryOf {
        month: month.to_owned(),
        organisation: organisation.to_owned(),
        category: category.to_owned(),
        records,
    };
    DisclosureReport {
        issued: issued(1, "Police, P. Dummy"),
        day: "2026-11-30".to_owned(),
        span: "1 October 2026 to 30 November 2026".to_owned(),
        months: vec![
            month("November 2026", "Eastshire unit", [2, 0, 0, 1], false),
            month("November 2026", "Specimen Housing Trust", [0, 1, 3, 0], true),
            month("October 2026", "Specimen Housing Trust", [0, 0, 1, 0], false),
        ],
        categories: vec![
            category("November 2026", "Eastshire unit", "The case and what happened", 12),
            category("November 2026", "Specimen Housing Trust", "Who the perpetrator is", 3),
        ],
        reviews: Reviews { upheld: 1, not_upheld: 0, agreement_needed: 2, not_yet: 1, overdue: 1 },
    }
}

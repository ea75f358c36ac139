//! The record of a disclosure about nobody.

use super::issued;
use documents::disclosure_record::{DisclosureRecord, Left, Stayed};

/// Two cases under an agreement.
pub fn disclosure_record() -> DisclosureRecord {
    let left = |what: &str, category: &str, why: &str, records| Left {
        what: what.to_owned(),
        category: category.to_owned(),
        why: why.to_owned(),
        records,
    };
    let stayed = |category: &str, why: &str, records| Stayed { category: category.to_owned(), why: why.to_owned(), records };
    DisclosureRecord {
        issued: issued(1, "Police, P. Dummy"),
        cases: vec!["N-26-0147".to_owned(), "N-26-0098".to_owned()],
        outcome: "Disclosed 23 November 2026, 09:12".to_owned(),
        recipient: "B. Dummy, Detective sergeant, Eastshire unit".to_owned(),
        route: "Under an agreement".to_owned(),
        agreement: "Northmoor unit and Eastshire unit, version 1".to_owned(),
        purpose: "Managing an offender".to_owned(),
        basis: "s35(2)(b); power CDA-115".to_owned(),
        by: "P. Dummy".to_owned(),
        second: String::new(),
        necessity: "Eastshire manages the perpetrator from December and has to know the order.".to_owned(),
        victim_told: "Told on 22 November 2026 by phone.".to_owned(),
        bundle: "9f".repeat(32),
        receipt: "No receipt yet".to_owned(),
        left: vec![
            left("Case reference and dates", "The case and what happened", "Clause 3.1", 2),
            left("Incident", "The case and what happened", "Clause 3.2", 76),
        ],
        stayed: vec![
            stayed("Where and how the victim can be reached", "Never leaves under an agreement alone.", 6),
            stayed("Other people and agencies", "Its owner keeps it back.", 1),
        ],
    }
}

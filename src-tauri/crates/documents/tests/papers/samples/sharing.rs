//! Papers of sharing: organisations and officers that do not exist.

use super::issued;
use documents::agreement_summary::{AgreementSummary, Category, Party, Signatory};

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect()
}

fn words(of: &[&str]) -> Vec<String> {
    of.iter().map(|one| (*one).to_owned()).collect()
}

fn category(name: &str, clause: &str, limit: &str) -> Category {
    Category { name: name.to_owned(), clause: clause.to_owned(), limit: limit.to_owned() }
}

fn signatory(organisation: &str, name: &str, post: &str) -> Signatory {
    Signatory { organisation: organisation.to_owned(), name: name.to_owned(), post: post.to_owned(), on: "2 Nov 2026".to_owned() }
}

/// Version 2 of an agreement with a probation provider, copy 1.
pub fn agreement() -> AgreementSummary {
    AgreementSummary {
        issued: issued(1, "Probation, P. Placeholder"),
        title: "Northmoor and Southmoor: managing perpetrators".to_owned(),
        version: 2,
        standing: "In force on 23 November 2026".to_owned(),
        parties: vec![
            Party {
                name: "Northmoor Police (Specimen)".to_owned(),
                what: "Police force; Data Protection Act 2018, Part 3; controller".to_owned(),
                contacts: "Data protection: desk of the specimen force".to_owned(),
                grounds: words(&["Sends: s35(2)(b), Sch8-1; power: CDA-115; policy document: APD 7."]),
            },
            Party {
                name: "Southmoor Probation (Placeholder)".to_owned(),
                what: "Probation provider; UK GDPR; controller".to_owned(),
                contacts: String::new(),
                grounds: words(&["Receives: 6(1)(e)."]),
            },
        ],
        purposes: words(&["Assessing risk", "Managing an offender"]),
        purpose_words: "To manage perpetrators who live in Southmoor and are heard in Northmoor.".to_owned(),
        prohibited: "Housing, employment and immigration decisions.".to_owned(),
        categories: vec![
            category("What happened, as the victim tells it", "Clause 3.1", ""),
            category("Suspect: probation", "Clause 3.2", ""),
            category("Intelligence", "", "Each record needs its owner's release"),
        ],
        subjects: words(&["The perpetrator or suspect", "The victim"]),
        excluded: "Addresses of anybody but the perpetrator.".to_owned(),
        scope: "Cases whose perpetrator lives, works or is managed in the partner's area.".to_owned(),
        onward: "With the agreement of whoever it came from.".to_owned(),
        printing: "Allowed.".to_owned(),
        keeping: "Two years after the last contact (24 months); then deleted.".to_owned(),
        times: pairs(&[
            ("Signed", "2 November 2026"),
            ("Starts", "9 November 2026"),
            ("Ends", "8 November 2027"),
            ("Review due", "9 May 2027"),
            ("Notice", "28 days"),
        ]),
        assurance: pairs(&[("Impact assessment", "DPIA 12, 20 October 2026"), ("Breaches", "")]),
        signatories: vec![
            signatory("Northmoor Police (Specimen)", "D. Dummy", "Superintendent"),
            signatory("Southmoor Probation (Placeholder)", "P. Placeholder", "Head of service"),
        ],
        document: "61da d93f c89b 0000".to_owned(),
    }
}

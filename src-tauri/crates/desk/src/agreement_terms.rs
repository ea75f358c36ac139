//! What people write of an agreement, between the form and the record; and the choices the form offers, with reasons.

use crate::asks::agreements::{AgreementChoices, AgreementTerms, BasisChoice, GatewayChoice, PartnerChoice};
use crate::asks::door::Labelled;
use crate::keeping::{Kept, as_value};
use crate::opening::shipped;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use casework::agreement::{Agreement, AgreementState, Onward, PartyKind, Regime, SharingPurpose};
use casework::body::Category;
use casework::partner::Partner;
use casework::people::PersonRole;
use casework::rules::agreement::{bases_for, gateways_for};
use chrono::NaiveDate;
use forms::{BasisSort, SharingLaw};
use serde_json::Value;
use std::collections::BTreeSet;

/// A draft in which nothing is said yet.
pub(crate) fn empty(title: &str) -> Agreement {
    Agreement {
        title: title.to_owned(),
        version: 1,
        supersedes: None,
        state: AgreementState::Draft,
        parties: Vec::new(),
        purposes: BTreeSet::new(),
        purpose_words: String::new(),
        prohibited_uses: String::new(),
        categories: BTreeSet::new(),
        subjects: BTreeSet::new(),
        excluded: String::new(),
        scope: None,
        onward: None,
        printing: None,
        keeping: None,
        signed_on: None,
        starts_on: None,
        ends_on: None,
        review_due_on: None,
        notice_days: None,
        signatories: Vec::new(),
        assurance: casework::agreement::Assurance::default(),
        suspended: None,
        revoked: None,
        document: None,
        clauses: std::collections::BTreeMap::new(),
    }
}

/// What people wrote of it.
pub(crate) fn terms_of(body: &Agreement) -> AgreementTerms {
    AgreementTerms {
        title: body.title.clone(),
        parties: body.parties.clone(),
        purposes: body.purposes.clone(),
        purpose_words: body.purpose_words.clone(),
        prohibited_uses: body.prohibited_uses.clone(),
        categories: body.categories.clone(),
        subjects: body.subjects.clone(),
        excluded: body.excluded.clone(),
        scope: body.scope.clone(),
        onward: body.onward.clone(),
        printing: body.printing,
        keeping: body.keeping.clone(),
        signed_on: body.signed_on,
        starts_on: body.starts_on,
        ends_on: body.ends_on,
        review_due_on: body.review_due_on,
        notice_days: body.notice_days,
        signatories: body.signatories.clone(),
        assurance: body.assurance.clone(),
        clauses: body.clauses.clone(),
    }
}

/// The version with these words in place of its own. State, version and document stay.
pub(crate) fn with_terms(body: &Agreement, terms: AgreementTerms) -> Agreement {
    Agreement {
        title: terms.title,
        parties: terms.parties,
        purposes: terms.purposes,
        purpose_words: terms.purpose_words,
        prohibited_uses: terms.prohibited_uses,
        categories: terms.categories,
        subjects: terms.subjects,
        excluded: terms.excluded,
        scope: terms.scope,
        onward: terms.onward,
        printing: terms.printing,
        keeping: terms.keeping,
        signed_on: terms.signed_on,
        starts_on: terms.starts_on,
        ends_on: terms.ends_on,
        review_due_on: terms.review_due_on,
        notice_days: terms.notice_days,
        signatories: terms.signatories,
        assurance: terms.assurance,
        clauses: terms.clauses,
        ..body.clone()
    }
}

/// The fields that differ, each with its new value: each is an entry of its own, so that its history shows who wrote it.
pub(crate) fn differing(before: &Agreement, after: &Agreement) -> Outcome<Vec<(String, Value)>> {
    let (Value::Object(before), Value::Object(after)) = (as_value(before)?, as_value(after)?) else { return Ok(Vec::new()) };
    Ok(after.into_iter().filter(|(field, value)| before.get(field) != Some(value)).collect())
}

/// Refuses what no draft may hold: a partner that is not known, or one party named twice.
pub(crate) fn check(sitting: &Sitting<'_>, terms: &AgreementTerms) -> Outcome<()> {
    let partners: Vec<Kept<Partner>> = sitting.all_of()?;
    let known: BTreeSet<_> = partners.iter().map(|kept| kept.id).collect();
    let mut form = Form::default();
    form.needs("title", &terms.title, "Give the agreement a title.");
    let mut named = BTreeSet::new();
    for (at, party) in terms.parties.iter().enumerate() {
        let Some(partner) = party.partner else { continue };
        if !known.contains(&partner.into()) {
            form.wrong(&format!("parties.{at}.partner"), "There is no such partner. Take in its contact card first.");
        }
        if !named.insert(partner) {
            form.wrong(&format!("parties.{at}.partner"), "This partner is named already. Name each party once.");
        }
    }
    if let Some(Onward::NamedParties(parties)) = &terms.onward
        && parties.iter().any(|partner| !known.contains(&(*partner).into()))
    {
        form.wrong("onward", "There is no such partner. Take in its contact card first.");
    }
    form.done()
}

/// Everything the form offers on a day.
pub(crate) fn choices(sitting: &Sitting<'_>) -> Outcome<AgreementChoices> {
    let law = &shipped()?.sharing;
    let day = sitting.today();
    let partners: Vec<Kept<Partner>> = sitting.all_of()?;
    let labelled = |code: &str, label: &str| Labelled { code: code.to_owned(), label: label.to_owned() };
    let purposes = SharingPurpose::ALL.iter().map(|one| labelled(&crate::views::code_of(one), one.label()));
    let offered = Category::ALL.iter().filter(|category| may_be_agreed(**category));
    let subjects = SUBJECTS.iter().map(|(role, label)| labelled(&crate::views::code_of(role), label));
    Ok(AgreementChoices {
        purposes: purposes.collect(),
        categories: offered.map(|category| labelled(category.code(), category_label(*category))).collect(),
        subjects: subjects.collect(),
        kinds: PartyKind::ALL.iter().map(|kind| labelled(kind.code(), kind.label())).collect(),
        partners: partners
            .iter()
            .map(|kept| PartnerChoice {
                partner: kept.id.into(),
                unit_name: kept.body.unit_name.clone(),
                kind: kept.body.kind,
                compared: kept.body.compared.is_some(),
            })
            .collect(),
        bases: bases(law, day),
        gateways: gateways(law, day),
        law_note: law.note.clone(),
    })
}

fn bases(law: &SharingLaw, day: NaiveDate) -> Vec<BasisChoice> {
    let mut offered = Vec::new();
    for kind in PartyKind::ALL {
        for regime in [Regime::DpaPart3, Regime::UkGdpr] {
            offered.extend(bases_for(law, kind, regime, day).into_iter().map(|rule| BasisChoice {
                kind,
                regime,
                code: rule.code.clone(),
                label: format!("{} ({})", rule.label, rule.provision),
                condition: rule.sort == BasisSort::Condition,
            }));
        }
    }
    offered
}

/// Every power of the day; for each kind it cannot reach, why (ISA-4).
fn gateways(law: &SharingLaw, day: NaiveDate) -> Vec<GatewayChoice> {
    let mut found: Vec<GatewayChoice> = Vec::new();
    for kind in PartyKind::ALL {
        for (rule, why) in gateways_for(law, kind, day) {
            if !found.iter().any(|one| one.code == rule.code) {
                found.push(GatewayChoice {
                    code: rule.code.clone(),
                    label: rule.label.clone(),
                    provision: rule.provision.clone(),
                    refused: std::collections::BTreeMap::new(),
                });
            }
            if let (Some(one), Some(why)) = (found.iter_mut().find(|one| one.code == rule.code), why) {
                one.refused.insert(kind, why);
            }
        }
    }
    found
}

/// Those that never leave under an agreement are not offered: the rule says so again when it is signed.
const fn may_be_agreed(category: Category) -> bool {
    !matches!(category, Category::VictimContact | Category::Equality | Category::Audit)
}

/// About whom something may leave.
pub(crate) const SUBJECTS: [(PersonRole, &str); 5] = [
    (PersonRole::Victim, "The victim"),
    (PersonRole::Perpetrator, "The perpetrator or suspect"),
    (PersonRole::Child, "Children"),
    (PersonRole::OtherProtected, "Others the case protects"),
    (PersonRole::Other, "Other people"),
];

/// A category as it stands on screen and paper.
pub(crate) const fn category_label(category: Category) -> &'static str {
    match category {
        Category::VictimContact => "Victim's contact details",
        Category::VictimNarrative => "What happened, as the victim tells it",
        Category::VictimHealth => "Victim's health",
        Category::AdvocateCasework => "Advocate's casework",
        Category::Counselling => "Counselling",
        Category::Child => "Children",
        Category::ThirdParty => "Third parties",
        Category::SuspectIdentity => "Who the suspect is",
        Category::SuspectCriminal => "Suspect: police and courts",
        Category::SuspectHealth => "Suspect: health",
        Category::SuspectProbation => "Suspect: probation",
        Category::Intelligence => "Intelligence",
        Category::RiskAssessment => "Assessments of risk",
        Category::PlanAction => "Plans and actions",
        Category::OrderCondition => "Orders and conditions",
        Category::MeetingMinute => "Meetings and minutes",
        Category::Equality => "Equality monitoring",
        Category::Audit => "The log",
    }
}

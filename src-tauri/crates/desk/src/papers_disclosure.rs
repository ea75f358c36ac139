//! The record of one disclosure on paper: the rows that were read, by sort and reason, without what they said.

use crate::history::{agency_label, names};
use crate::keeping::{Doing, Kept, id_of};
use crate::papers_other::{Ready, issued, moment_on_paper, refuse_hits};
use crate::sharing_rows::{category_label, gate_words, kind_called};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agreement::Agreement;
use casework::body::{Category, Kind};
use casework::contact::Channel;
use casework::disclosure::{Disclosure, DisclosureOutcome, Receipt, Route, VictimTold};
use casework::ids::{CaseId, DisclosureId};
use casework::plan::PaperKind;
use casework::referral::CaseFile;
use documents::disclosure_record::{DisclosureRecord, Left, Stayed};
use std::collections::BTreeMap;

/// The paper of one disclosure, every free text of it read first.
pub(crate) fn ready(sitting: &Sitting<'_>, id: DisclosureId) -> Outcome<Ready> {
    let kept: Kept<Disclosure> = sitting.read(id)?;
    let told = &kept.body;
    let mut references = Vec::new();
    for case in &told.cases {
        references.push(sitting.read::<CaseFile>(*case)?.body.reference);
    }
    let paper = paper(sitting, told, references.clone())?;
    for (case, reference) in told.cases.iter().zip(&references) {
        let texts = [("why it was necessary", &paper.necessity), ("the victim", &paper.victim_told)];
        refuse_hits(sitting, *case, &texts.map(|(field, text)| (format!("{reference}: {field}"), text.clone())))?;
    }
    let doing = match told.cases.as_slice() {
        [case] => Doing::in_case("print_paper", *case).about(kept.id),
        _ => Doing::of_unit("print_paper").about(kept.id),
    };
    Ok(Ready {
        doing,
        group: told.cases.first().map(|case: &CaseId| (*case).into()),
        cases: told.cases.clone(),
        kind: PaperKind::DisclosureRecord,
        version: 0,
        stem: format!("{}-disclosure", references.first().map_or("unit", String::as_str)),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            (paper.issued.copy, paper.issued.print) = (copy, print);
            paper.render()
        }),
    })
}

fn paper(sitting: &Sitting<'_>, told: &Disclosure, cases: Vec<String>) -> Outcome<DisclosureRecord> {
    let names = names(sitting)?;
    let name = |member: casework::ids::MemberId| names.get(&id_of(member.into())).cloned().unwrap_or_default();
    let agreement = told.agreement.map(|under| sitting.read::<Agreement>(under.id)).transpose()?.map(|kept| kept.body);
    let recipient = &told.recipient;
    let at = moment_on_paper(told.told_at);
    let mut basis: Vec<String> = told.bases.iter().map(|basis| basis.0.clone()).collect();
    basis.extend(told.gateway.as_ref().map(|gateway| format!("power {}", gateway.0)));
    Ok(DisclosureRecord {
        issued: issued(sitting),
        cases,
        outcome: match &told.outcome {
            DisclosureOutcome::Disclosed => format!("Disclosed {at}"),
            DisclosureOutcome::Declined(why) => format!("Not disclosed, {at}: {why}"),
        },
        recipient: [&recipient.name, &recipient.post, &recipient.organisation].map(String::as_str).join(", "),
        route: match told.route {
            Route::Agreement => "Under an agreement",
            Route::OneOff => "One-off",
            Route::Emergency => "Emergency",
        }
        .to_owned(),
        agreement: agreement.as_ref().map(|known| format!("{}, version {}", known.title, known.version)).unwrap_or_default(),
        purpose: told.purpose.label().to_owned(),
        basis: basis.join("; "),
        by: name(told.by),
        second: told.second.map(name).unwrap_or_default(),
        necessity: told.necessity.clone(),
        victim_told: victim_words(&told.victim_told),
        bundle: told.bundle_sha256.clone().unwrap_or_default(),
        receipt: match &told.receipt {
            Receipt::None => "No receipt yet".to_owned(),
            Receipt::Opened => "Opened".to_owned(),
            Receipt::Accepted => "Accepted".to_owned(),
            Receipt::Rejected(why) => format!("Rejected: {why}"),
        },
        left: left(sitting, told, agreement.as_ref())?,
        stayed: stayed(told),
    })
}

fn victim_words(told: &VictimTold) -> String {
    match told {
        VictimTold::Told { channel, on, .. } => {
            let channel = match channel {
                Channel::Phone => "by phone",
                Channel::Text => "by text",
                Channel::App => "in an app",
                Channel::Email => "by email",
                Channel::Post => "by post",
                Channel::InPerson => "in person",
                Channel::ViaThirdParty => "through somebody else",
            };
            format!("Told on {} {channel}.", on.format("%-d %B %Y"))
        }
        VictimTold::NotSafeToTell(why) => format!("Not told, because it is not safe: {why}"),
        VictimTold::NotYet(why) => format!("Not told yet: {why}"),
    }
}

/// What left, by sort and owner.
fn left(sitting: &Sitting<'_>, told: &Disclosure, agreement: Option<&Agreement>) -> Outcome<Vec<Left>> {
    let mut sorts: BTreeMap<(Category, String), u32> = BTreeMap::new();
    for shared in &told.shared {
        let record = sitting.store().the_record(id_of(shared.record))?;
        let what = format!("{}, {}", kind_called(Kind::from_code(&record.kind)), agency_label(&record.owner));
        *sorts.entry((shared.category, what)).or_default() += 1;
    }
    let why = |category: &Category| match agreement {
        Some(known) => known.clauses.get(category).cloned().unwrap_or_else(|| "Covered by the agreement".to_owned()),
        None => "Chosen for this disclosure alone".to_owned(),
    };
    let rows = sorts.into_iter().map(|((category, what), records)| Left {
        what,
        category: category_label(category).to_owned(),
        why: why(&category),
        records,
    });
    Ok(rows.collect())
}

fn stayed(told: &Disclosure) -> Vec<Stayed> {
    told.withheld
        .iter()
        .map(|withheld| Stayed {
            category: category_label(withheld.category).to_owned(),
            why: gate_words(withheld.code).0,
            records: withheld.count,
        })
        .collect()
}

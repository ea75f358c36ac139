//! Before anything leaves: what can be chosen, and every row of what would leave and what stays.

use crate::agreement_view::replaced_on;
use crate::asks::door::Labelled;
use crate::asks::sharing::{
    CategoryChoice, RowState, ShareAgreementView, ShareCaseView, ShareChoices, ShareChoicesView, SharePreview, ShareWhat,
};
use crate::carried_forms::LeavingForm;
use crate::keeping::{Kept, as_value, id_of};
use crate::sharing_gate::{Known, Sifted, good_until, parts_of};
use crate::sharing_rows::{Shown, category_label};
use crate::sharing_values::Travelling;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::unit::hex;
use crate::views::{code_of, short_day};
use casework::agreement::{Agreement, AgreementScope, Party, SharingPurpose};
use casework::body::Category;
use casework::disclosure::Route;
use casework::ids::{CaseId, PartnerId, RecordId};
use casework::partner::{Compared, ComparedHow, Partner};
use casework::partner_part::{PartInCase, PartnerPart};
use casework::rules::agreement::{Standing, on_day};
use casework::rules::gate::needs_release;

/// Agreements with partners, the cases that could go, and what may be ticked.
pub fn share_choices(sitting: &mut Sitting<'_>, ask: ShareChoices) -> Outcome<ShareChoicesView> {
    let agreements: Vec<Kept<Agreement>> = sitting.all_of()?;
    let partners: Vec<Kept<Partner>> = sitting.all_of()?;
    let mut lines = Vec::new();
    for kept in &agreements {
        let over = replaced_on(&agreements, kept.id.into()).is_some_and(|first| first <= sitting.today());
        for partner in kept.body.parties.iter().filter_map(|party: &Party| party.partner) {
            if let Some(card) = partners.iter().find(|card| card.id == RecordId::from(partner)) {
                lines.push(agreement_line(sitting, kept, over, (partner, &card.body)));
            }
        }
    }
    lines.sort_by(|one, other| (!one.open, &one.partner_name).cmp(&(!other.open, &other.partner_name)));
    let chosen = ask.agreement.and_then(|id| agreements.iter().find(|kept| kept.id == RecordId::from(id)));
    let cases = match ask.partner {
        Some(partner) => cases(sitting, partner, chosen.map(|kept| &kept.body))?,
        None => Vec::new(),
    };
    Ok(ShareChoicesView {
        agreements: lines,
        cases,
        categories: Category::ALL
            .iter()
            .filter(|category| !matches!(category, Category::Equality | Category::Audit))
            .map(|category| CategoryChoice {
                category: *category,
                label: category_label(*category).to_owned(),
                sealed: needs_release(*category, Route::Agreement),
            })
            .collect(),
        purposes: SharingPurpose::ALL.iter().map(|purpose| labelled(purpose, purpose.label())).collect(),
        compartments: compartments(sitting)?,
        parts: PartInCase::ALL.iter().map(|part| labelled(part, part.label())).collect(),
        once: crate::disclosing_choices::once(sitting, partners)?,
    })
}

/// Walls that may be passed by name: those open here, without the unit's own keys and without restricted cases.
fn compartments(sitting: &Sitting<'_>) -> Outcome<Vec<Labelled>> {
    let store = sitting.store();
    let known = store.compartments()?.into_iter().filter(|known| {
        known.code != crate::walls::UNIT_EXCHANGE && store::case_of_restriction(&known.code).is_none() && store.is_open(known)
    });
    Ok(known.map(|known| Labelled { label: crate::walls::label(&known.code), code: known.code }).collect())
}

fn labelled<T: serde::Serialize>(code: &T, label: &str) -> Labelled {
    Labelled { code: code_of(code), label: label.to_owned() }
}

fn agreement_line(
    sitting: &Sitting<'_>,
    kept: &Kept<Agreement>,
    superseded: bool,
    (partner, card): (PartnerId, &Partner),
) -> ShareAgreementView {
    let agreement = &kept.body;
    let today = on_day(agreement, sitting.today());
    let (standing, open) = match if superseded { Standing::Expired } else { today } {
        Standing::InForce => ("In force".to_owned(), true),
        Standing::ReviewOverdueWarn { days } => (format!("Review overdue by {days} days"), true),
        Standing::ReviewOverdueBlocked => ("Review overdue: nothing leaves".to_owned(), false),
        Standing::Draft => ("Draft".to_owned(), false),
        Standing::NotStarted => ("Not started".to_owned(), false),
        Standing::Expired if superseded => ("A later version holds".to_owned(), false),
        Standing::Expired => ("Ended".to_owned(), false),
        Standing::Suspended => ("Suspended".to_owned(), false),
        Standing::Revoked => ("Revoked".to_owned(), false),
    };
    let key_words = key_words(card);
    let why_not = match (open, key_words.is_empty()) {
        (false, _) => format!("{standing}. Use one-off or emergency where it cannot wait."),
        (true, true) => "The partner's keys have not been compared. Compare them on the partner's card.".to_owned(),
        (true, false) => String::new(),
    };
    ShareAgreementView {
        agreement: kept.id.into(),
        partner,
        title: format!("{}, version {}", agreement.title, agreement.version),
        partner_name: card.unit_name.clone(),
        open: why_not.is_empty(),
        standing,
        why_not,
        signed_on: agreement.signed_on,
        ends_on: agreement.ends_on,
        purposes: agreement.purposes.iter().copied().collect(),
        purpose_words: agreement.purpose_words.clone(),
        categories: agreement.categories.iter().copied().collect(),
        keep_words: agreement.keeping.as_ref().map(|keeping| keeping.words.clone()).unwrap_or_default(),
        key_words,
    }
}

/// How the partner's keys were compared, with the start of the sealing key; empty where they were not.
pub(crate) fn key_words(card: &Partner) -> String {
    let start = card.keys.sealing.get(..8).unwrap_or_default().to_uppercase();
    card.compared.as_ref().map_or_else(String::new, |Compared { on, how, .. }| {
        let how = match how {
            ComparedHow::ByVoice => "by voice",
            ComparedHow::InPerson => "in person",
        };
        format!("sealing key {start}, checked {how} {}", short_day(*on))
    })
}

/// The cases somebody said the partner has a part in, and those the agreement names.
fn cases(sitting: &Sitting<'_>, partner: PartnerId, agreement: Option<&Agreement>) -> Outcome<Vec<ShareCaseView>> {
    let parts: Vec<Kept<PartnerPart>> = sitting.all_of()?;
    let linked = parts.iter().filter(|kept| kept.body.partner == partner && kept.body.ended_on.is_none());
    let mut ids: Vec<CaseId> = linked.filter_map(|kept| kept.group.map(CaseId::from)).collect();
    let scope = agreement.and_then(|agreement| agreement.scope.as_ref());
    if let Some(AgreementScope::Named(named)) = scope {
        ids.extend(named.iter().copied());
    }
    ids.sort();
    ids.dedup();
    let mut views = Vec::new();
    for case in ids {
        let Some(row) = sitting.store().case_row(id_of(case.into()))? else { continue };
        let known = parts_of(sitting, case, partner)?;
        let words: Vec<String> = known
            .iter()
            .map(|part| match part.words.trim() {
                "" => part.part.label().to_owned(),
                words => format!("{}: {words}", part.part.label()),
            })
            .collect();
        views.push(ShareCaseView {
            case,
            reference: row.reference,
            covered: covers(scope, case, &known),
            words: if words.is_empty() { "The partner has no part in it.".to_owned() } else { words.join("; ") },
        });
    }
    Ok(views)
}

fn covers(scope: Option<&AgreementScope>, case: CaseId, known: &[PartnerPart]) -> bool {
    let in_scope = match scope {
        Some(AgreementScope::PerpetratorLinkedToPartner) => known.iter().any(|part| part.part.is_through_perpetrator()),
        Some(AgreementScope::PartnerWorksOnIt) => true,
        Some(AgreementScope::Named(named)) => named.contains(&case),
        None => false,
    };
    in_scope && !known.is_empty()
}

/// What was sifted and how it travels, before it is shown or sealed.
pub(crate) struct Ready {
    pub(crate) known: Known,
    pub(crate) sifted: Sifted,
    pub(crate) travelling: Travelling,
    pub(crate) forms: Vec<LeavingForm>,
}

impl Ready {
    /// What leaves, encoded and read back, with the forms it was answered on.
    pub(crate) fn of(sitting: &Sitting<'_>, known: Known, sifted: Sifted) -> Outcome<Self> {
        let travelling = Travelling::of(sitting, sifted.leaving.iter().copied())?;
        let forms = crate::carried_forms::leaving(&known, &sifted)?;
        Ok(Self { known, sifted, travelling, forms })
    }

    pub(crate) fn shown(&self) -> Shown<'_> {
        Shown { known: &self.known, sifted: &self.sifted, travelling: &self.travelling }
    }

    /// Over what was asked, every byte that would leave, forms with it, and everything that stays with its reason.
    pub(crate) fn token(&self, what: &ShareWhat) -> Outcome<String> {
        let mut all = as_value(what)?.to_string().into_bytes();
        for bytes in self.travelling.all_bytes() {
            all.extend_from_slice(&sealing::sha256(bytes));
        }
        for form in &self.forms {
            all.extend_from_slice(&sealing::sha256(form.text.as_bytes()));
        }
        for (record, stays) in &self.sifted.withheld {
            all.extend_from_slice(record.0.as_bytes());
            all.extend_from_slice(stays.code().key().as_bytes());
        }
        Ok(hex(&sealing::sha256(&all)))
    }
}

/// Every row of every case: leaves, reduced or withheld, with the value as it will stand and the clause or the reason.
pub fn share_preview(sitting: &mut Sitting<'_>, ask: ShareWhat) -> Outcome<SharePreview> {
    for case in &ask.cases {
        crate::cases::consult(sitting, *case)?;
    }
    let known = Known::of(sitting, &ask)?;
    let sifted = known.sift(sitting, &ask, None)?;
    let ready = Ready::of(sitting, known, sifted)?;
    let cases = ready.shown().cases(sitting)?;
    let hits = cases.iter().flat_map(|case| &case.rows).map(|row| row.hits.len()).sum::<usize>();
    let card = &ready.known.partner.body;
    let mut warnings = Vec::new();
    if let Some(days) = ready.sifted.needs.review_late_days {
        warnings.push(format!("The agreement's review is {days} days late. After 30 days nothing leaves."));
    }
    if ready.sifted.needs.advocate_at_next_unlock {
        warnings.push("Victim contact goes without the advocate, who is told when they next sign in.".to_owned());
    }
    if cases.iter().any(|case| case.rows.iter().any(|row| row.state == RowState::Reduced)) {
        warnings.push("Something was erased from a record. The rest of it leaves.".to_owned());
    }
    Ok(SharePreview {
        token: ready.token(&ask)?,
        recipient: format!("{}, {}", card.unit_name, key_words(card)),
        second_person: ready.sifted.second_person,
        hits: u32::try_from(hits).unwrap_or(u32::MAX),
        warnings,
        forms: ready.forms.iter().map(|form| form.title.clone()).collect(),
        good_until: good_until(&ready.known, sitting.now),
        cases,
    })
}

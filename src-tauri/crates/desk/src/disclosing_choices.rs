//! What the screens of telling offer to choose from: the records of a case, partners, agreements, harms, bases, powers.

use crate::asks::disclosures::{TellAgreementView, TellChoicesView, TellPartnerView, TellRecordView};
use crate::asks::door::Labelled;
use crate::asks::sharing::{OnceApprover, OnceChoices, OncePartner};
use crate::contact::newest_rule;
use crate::keeping::Kept;
use crate::opening::shipped;
use crate::sharing_facts::{CaseItems, Item, of_case};
use crate::sharing_preview::key_words;
use crate::sharing_rows::{category_label, gate_words, what};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::code_of;
use casework::agency::Role;
use casework::agreement::{Agreement, PartyKind, SharingPurpose};
use casework::body::Category;
use casework::contact::MayContact;
use casework::disclosure::Harm;
use casework::gate_code::GateCode;
use casework::ids::{CaseId, RecordId};
use casework::partner::Partner;
use casework::referral::CaseFile;
use casework::rules::gate::{NEVER_BUNDLED, is_sealed};
use casework::rules::safe_contact::standing;
use casework::unit::Member;

/// The choices of one case.
///
/// # Errors
/// `not_found`; faults of the store.
pub(crate) fn of(sitting: &Sitting<'_>, case: CaseId) -> Outcome<TellChoicesView> {
    let found = of_case(sitting, case)?;
    let (bases, gateways) = law_choices(sitting)?;
    let rule = newest_rule(sitting, case)?.map(|kept| kept.body);
    let mut records: Vec<TellRecordView> =
        found.items.iter().filter(|item| is_offered(item)).map(|item| record(item, &found)).collect();
    records.sort_by(|one, other| (&one.category_label, &one.what).cmp(&(&other.category_label, &other.what)));
    let partners: Vec<Kept<Partner>> = sitting.all_of()?;
    let agreements: Vec<Kept<Agreement>> = sitting.all_of()?;
    let of_partners = agreements.iter().flat_map(|kept| {
        let title = format!("{}, version {}", kept.body.title, kept.body.version);
        let with = kept.body.parties.iter().filter_map(|party| party.partner);
        with.map(move |partner| TellAgreementView { agreement: kept.id.into(), partner, title: title.clone() })
    });
    Ok(TellChoicesView {
        case,
        reference: sitting.read::<CaseFile>(case)?.body.reference,
        records,
        harms: Harm::ALL.iter().map(|harm| labelled(harm, harm.label())).collect(),
        purposes: SharingPurpose::ALL.iter().map(|purpose| labelled(purpose, purpose.label())).collect(),
        kinds: PartyKind::ALL.iter().map(|kind| labelled(kind, kind.label())).collect(),
        bases,
        gateways,
        partners: partners
            .iter()
            .map(|kept| TellPartnerView { partner: kept.id.into(), name: kept.body.unit_name.clone(), kind: kept.body.kind })
            .collect(),
        agreements: of_partners.collect(),
        categories: Category::ALL.iter().map(|category| labelled(category, category_label(*category))).collect(),
        safe_words: standing(rule.as_ref(), sitting.today()).words,
        safe_ways: match rule {
            Some(rule) if matches!(rule.may_contact, MayContact::Yes | MayContact::OnlyIfTheyCall) => rule.channels,
            Some(_) | None => Vec::new(),
        },
        restricted: found.restricted,
    })
}

/// The bases and the powers that the law of today knows.
fn law_choices(sitting: &Sitting<'_>) -> Outcome<(Vec<Labelled>, Vec<Labelled>)> {
    let (law, day) = (&shipped()?.sharing, sitting.today().to_string());
    let bases = law.bases_on(&day).into_iter().map(|rule| in_words(&rule.code, &rule.label)).collect();
    let gateways = law.gateways_on(&day).into_iter().map(|rule| in_words(&rule.code, &rule.label)).collect();
    Ok((bases, gateways))
}

/// What a bundle sealed once may rest on, to whom it may go, and who else may approve it.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn once(sitting: &Sitting<'_>, partners: Vec<Kept<Partner>>) -> Outcome<OnceChoices> {
    let (bases, gateways) = law_choices(sitting)?;
    let members: Vec<Kept<Member>> = sitting.all_of()?;
    let me = RecordId::from(sitting.session.member);
    let chairs = members.into_iter().filter(|kept| kept.body.active && kept.body.role == Role::Chair && kept.id != me);
    Ok(OnceChoices {
        partners: partners
            .into_iter()
            .map(|kept| OncePartner { partner: kept.id.into(), key_words: key_words(&kept.body), name: kept.body.unit_name })
            .collect(),
        bases,
        gateways,
        approvers: chairs.map(|kept| OnceApprover { member: kept.id.into(), name: kept.body.name }).collect(),
    })
}

fn labelled<T: serde::Serialize>(code: &T, label: &str) -> Labelled {
    Labelled { code: code_of(code), label: label.to_owned() }
}

fn in_words(code: &str, label: &str) -> Labelled {
    Labelled { code: code.to_owned(), label: format!("{label} ({code})") }
}

/// Records about the unit itself are nobody's to tell, and what is closed to whoever asks is not named.
fn is_offered(item: &Item) -> bool {
    let own = item.kind.is_none_or(|kind| NEVER_BUNDLED.contains(&kind));
    !own && !item.record.closed && !matches!(item.category, Category::Equality | Category::Audit)
}

fn record(item: &Item, found: &CaseItems) -> TellRecordView {
    let code = if item.category == Category::Counselling {
        Some(GateCode::CounsellingEmergency)
    } else {
        (!item.holds.is_empty()).then_some(GateCode::OwnerHold)
    };
    let on = item.record.made_at_ms;
    let day = casework::when::london_day(crate::keeping::moment_of(on));
    TellRecordView {
        record: item.id(),
        what: format!("{}, {}", what(item, found), crate::views::short_day(day)),
        category: item.category,
        category_label: category_label(item.category).to_owned(),
        owner_label: crate::history::agency_label(&item.record.owner),
        never: code.map(|code| gate_words(code).0).unwrap_or_default(),
        sealed: is_sealed(item.category),
        walled: item.compartment.is_some(),
    }
}

//! The plan page of a case: the version at hand, what stands in its way, all versions and copies.

use crate::asks::door::Labelled;
use crate::asks::plan::{CopyRow, PlanBlockerView, PlanPage, PlanVersionRow, PlanView};
use crate::asks::shared::HitView;
use crate::cas_view::labelled;
use crate::keeping::Kept;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::{code_of, person_view};
use casework::action::Heading;
use casework::agency::Agency;
use casework::ids::CaseId;
use casework::people::{Person, PersonRole};
use casework::plan::{PaperCopy, PaperKind, Plan, PlanState};
use casework::referral::CaseFile;

/// How a version stands, in words.
pub(crate) const fn state_words(state: PlanState) -> &'static str {
    match state {
        PlanState::Draft => "draft",
        PlanState::Agreed => "agreed",
        PlanState::Superseded => "superseded",
    }
}

/// Every version of a case's plan, the newest first.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn versions(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<Kept<Plan>>> {
    let mut plans: Vec<Kept<Plan>> = sitting.filed_under(case)?;
    plans.sort_by_key(|kept| std::cmp::Reverse(kept.body.version));
    Ok(plans)
}

/// The numbered copies of a case's plans, the newest first.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn copies(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<Kept<PaperCopy>>> {
    let mut copies: Vec<Kept<PaperCopy>> = sitting.filed_under(case)?;
    copies.retain(|kept| kept.body.paper == PaperKind::SafeguardingPlan);
    copies.sort_by_key(|kept| std::cmp::Reverse((kept.body.printed_at, kept.body.copy)));
    Ok(copies)
}

/// The page of a case's plan.
///
/// # Errors
/// `not_found`, or faults of the store.
pub(crate) fn page(sitting: &Sitting<'_>, case: CaseId) -> Outcome<PlanPage> {
    let file: Kept<CaseFile> = sitting.read(case)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let person = |role| people.iter().find(|kept| kept.body.role == role).map(|kept| person_view(kept, sitting.today()));
    let versions = versions(sitting, case)?;
    let current = versions.iter().find(|kept| kept.body.state != PlanState::Superseded).or_else(|| versions.first());
    let current = match current {
        Some(kept) => Some(plan_view(sitting, case, kept)?),
        None => None,
    };
    Ok(PlanPage {
        case,
        reference: file.body.reference,
        victim: person(PersonRole::Victim),
        perpetrator: person(PersonRole::Perpetrator),
        level: crate::case_parts::levels(sitting, case)?.into_iter().next(),
        current,
        versions: versions.iter().map(version_row).collect(),
        copies: copies(sitting, case)?
            .iter()
            .filter(|kept| !kept.body.came_to_nothing)
            .map(|kept| copy_row(kept, &versions))
            .collect(),
        agencies: Agency::ALL.into_iter().map(labelled).collect(),
        headings: Heading::ALL
            .iter()
            .map(|heading| Labelled { code: code_of(heading), label: heading.label().to_owned() })
            .collect(),
        in_force: in_force(sitting, case)?,
        safe_contact_words: safe_contact_words(sitting, case)?,
        safe_contact_open: sitting.holds_own_code(crate::walls::SAFE_CONTACT)?,
        marking: sitting.unit.marking.clone(),
        unit: sitting.unit.name.clone(),
    })
}

fn plan_view(sitting: &Sitting<'_>, case: CaseId, kept: &Kept<Plan>) -> Outcome<PlanView> {
    let hits = crate::plan_text::hits(sitting, case, &kept.body)?;
    let blockers = match kept.body.state {
        PlanState::Draft => blockers(sitting, case, &kept.body, &hits)?,
        PlanState::Agreed | PlanState::Superseded => Vec::new(),
    };
    Ok(PlanView { plan: kept.id.into(), body: kept.body.clone(), blockers, hits })
}

/// Everything that must be settled before the plan can be agreed.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn blockers(sitting: &Sitting<'_>, case: CaseId, plan: &Plan, hits: &[HitView]) -> Outcome<Vec<PlanBlockerView>> {
    let mut blockers = rule_blockers(sitting, case, plan)?;
    blockers.extend(crate::plan_text::blockers(plan, hits));
    Ok(blockers)
}

/// What the rules of the field ask for (domain 5.1, 5.2).
///
/// # Errors
/// Faults of the store only.
pub(crate) fn rule_blockers(sitting: &Sitting<'_>, case: CaseId, plan: &Plan) -> Outcome<Vec<PlanBlockerView>> {
    // Any domain judged high brings the review near (domain 5.2); which level stands is a person's word, each time.
    let newest = crate::case_index::newest_level(sitting.store(), case.into())?.map(|(level, _)| level);
    let of_cas = crate::cas_standing::levels(sitting, case)?.into_iter().map(|judged| judged.level);
    let level = newest.into_iter().chain(of_cas).max();
    let days = (sitting.pathway.review_days_high, sitting.pathway.review_days_moderate);
    Ok(casework::rules::plan::blockers(plan, level, days, sitting.today())
        .into_iter()
        .map(|blocker| PlanBlockerView { words: blocker.words, field: blocker.field.to_owned(), index: blocker.index })
        .collect())
}

pub(crate) fn version_row(kept: &Kept<Plan>) -> PlanVersionRow {
    PlanVersionRow {
        plan: kept.id.into(),
        version: kept.body.version,
        state: kept.body.state,
        started_at: kept.body.started_at,
        agreed_at: kept.body.agreed_at,
    }
}

fn copy_row(kept: &Kept<PaperCopy>, versions: &[Kept<Plan>]) -> CopyRow {
    let copy = &kept.body;
    let stands = |kept: &Kept<Plan>| Some(kept.id) == copy.plan.map(Into::into) && kept.body.state == PlanState::Agreed;
    CopyRow {
        record: kept.id,
        version: copy.version,
        copy: copy.copy,
        holder: copy.holder.clone(),
        holder_agency: copy.holder_agency.label().to_owned(),
        purpose: copy.purpose.clone(),
        seal: copy.seal.clone(),
        with_contact: copy.contact.is_some(),
        printed_at: copy.printed_at,
        superseded: !versions.iter().any(stands),
        fate_label: copy.ended.as_ref().map_or(String::new(), |ended| ended.fate.label().to_owned()),
    }
}

/// Orders that have not ended, without their conditions: a condition may name a place the plan must not give away.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn in_force(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<String>> {
    let today = sitting.today();
    let orders = crate::case_parts::orders(sitting, case)?;
    let standing = orders.into_iter().filter(|order| order.ends_on.is_none_or(|on| on >= today));
    Ok(standing
        .map(|order| match order.ends_on {
            Some(on) => format!("{} to {}", order.title, on.format("%-d %b %Y")),
            None => format!("{}, {}", order.title, order.ends_words),
        })
        .collect())
}

/// What the safe-contact rule allows, in words. It holds no number and no address.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn safe_contact_words(sitting: &Sitting<'_>, case: CaseId) -> Outcome<String> {
    let banner = crate::case_parts::banner(sitting, case)?;
    let said = std::iter::once(format!("{}.", banner.words.trim_end_matches('.'))).chain(banner.lines);
    Ok(said.collect::<Vec<_>>().join(" "))
}

//! Tests 7 and 8, record by record: the category, the owner's word, the terms it came with, and what is sealed.

use super::facts::{AdvocateReach, Asked, Chosen, Facts, ImportedItem, ItemFacts, ReleaseFacts};
use super::{About, Needs, Refusal, Selection};
use crate::agency::Role;
use crate::agreement::{Onward, Printing};
use crate::body::{Category, Kind};
use crate::disclosure::{Recipient, Route, SharingChannel};
use crate::gate_code::GateCode;
use crate::release::ReleasedTo;

/// Kinds that speak of the unit itself, or hold somebody else's words. They never leave.
pub const NEVER_BUNDLED: &[Kind] = &[
    Kind::Unit,
    Kind::Member,
    Kind::LoadedPack,
    Kind::PaperCopy,
    Kind::Restriction,
    Kind::TextRelease,
    Kind::Agreement,
    Kind::Partner,
    Kind::ExchangeKeys,
    Kind::Disclosure,
    Kind::OwnerHold,
    Kind::OwnerRelease,
    Kind::Import,
    Kind::PartnerPart,
    Kind::Laptop,
];

/// Whether a category leaves only record by record, each released by its owner (rules.md 1.4, test 8).
#[must_use]
pub const fn is_sealed(category: Category) -> bool {
    match category {
        Category::VictimContact | Category::Counselling | Category::Intelligence | Category::SuspectHealth => true,
        Category::VictimNarrative
        | Category::VictimHealth
        | Category::AdvocateCasework
        | Category::Child
        | Category::ThirdParty
        | Category::SuspectIdentity
        | Category::SuspectCriminal
        | Category::SuspectProbation
        | Category::RiskAssessment
        | Category::PlanAction
        | Category::OrderCondition
        | Category::MeetingMinute
        | Category::Equality
        | Category::Audit => false,
    }
}

/// Whether breaking confidence over it needs a ground of its own (rules.md ISA-5).
#[must_use]
pub const fn is_health(category: Category) -> bool {
    matches!(category, Category::VictimHealth | Category::SuspectHealth)
}

/// Whether it leaves only as its owner released it. In an emergency the emergency is the ground for the victim's own health.
#[must_use]
pub const fn needs_release(category: Category, route: Route) -> bool {
    is_sealed(category) || (is_health(category) && !matches!(route, Route::Emergency))
}

/// A recipient outside any partner unit, as a release names it.
#[must_use]
pub fn named(recipient: &Recipient) -> String {
    [&recipient.name, &recipient.post, &recipient.organisation].map(|text| text.trim()).join(", ")
}

/// Everything that leaves and everything that stays.
pub(super) fn selected(route: Route, asked: &Asked, facts: &Facts<'_>, needs: Needs) -> Result<Selection, Refusal> {
    let seventh: Vec<(&ItemFacts, Option<GateCode>)> =
        facts.items.iter().map(|item| (item, kept_back(route, item, asked, facts))).collect();
    if asked.channel == SharingChannel::Bundle {
        case_records(asked, &seventh)?;
    }
    let mut found = Selection { needs, ..Selection::default() };
    let mut chosen = 0;
    for (item, stays) in seventh {
        match stays.or_else(|| unreleased(route, item, asked, facts)) {
            Some(code) => found.withheld.push((item.record, code)),
            None => {
                chosen += usize::from(is_chosen(item, &asked.records) || !is_own_record(item));
                if item.category == Category::VictimContact && releasing(item, asked, facts).is_err() {
                    found.needs.advocate_at_next_unlock = true;
                }
                found.leaving.push(item.record);
            }
        }
    }
    if chosen == 0 { Err(Refusal::of(GateCode::NothingLeft)) } else { Ok(found) }
}

/// The case's own record: reference, dates, state; no names.
fn is_own_record(item: &ItemFacts) -> bool {
    item.kind == Some(Kind::CaseFile)
}

/// In a bundle the case's own record goes with whatever is ticked of the case: without it nothing could be filed.
fn carries_case(item: &ItemFacts, asked: &Asked) -> bool {
    asked.channel == SharingChannel::Bundle && is_own_record(item)
}

fn is_chosen(item: &ItemFacts, records: &Chosen) -> bool {
    match records {
        Chosen::OfTheCategories => true,
        Chosen::Only(ticked) => ticked.contains(&item.record),
    }
}

/// A bundle without the case's own record could not be filed by its receiver.
fn case_records(asked: &Asked, items: &[(&ItemFacts, Option<GateCode>)]) -> Result<(), Refusal> {
    for case in &asked.cases {
        let own = items.iter().find(|(item, _)| is_own_record(item) && item.record == (*case).into());
        let (category, why) = match own {
            Some((_, None)) => continue,
            Some((item, Some(why))) => (item.category, *why),
            None => (Category::VictimNarrative, GateCode::OtherCase),
        };
        return Err(Refusal { code: GateCode::CaseRecord, about: About::CaseRecord { case: *case, category, why } });
    }
    Ok(())
}

/// Test 7: why a record stays.
fn kept_back(route: Route, item: &ItemFacts, asked: &Asked, facts: &Facts<'_>) -> Option<GateCode> {
    let Some(kind) = item.kind else { return Some(GateCode::UnknownKind) };
    if NEVER_BUNDLED.contains(&kind) || matches!(item.category, Category::Equality | Category::Audit) {
        return Some(GateCode::NeverLeaves);
    }
    if item.case.is_none_or(|case| !asked.cases.contains(&case)) {
        return Some(GateCode::OtherCase);
    }
    if !asked.categories.contains(&item.category) {
        return Some(GateCode::CategoryNotChosen);
    }
    if !carries_case(item, asked) && !is_chosen(item, &asked.records) {
        return Some(GateCode::NotChosen);
    }
    if item.compartment.as_ref().is_some_and(|wall| !asked.compartments.contains(wall)) {
        return Some(GateCode::CompartmentNotChosen);
    }
    if route == Route::Agreement
        && let Some(code) = uncovered(item, asked, facts)
    {
        return Some(code);
    }
    if item.holds.iter().any(|hold| hold.record == item.record && hold.stands_on(facts.today)) {
        return Some(GateCode::OwnerHold);
    }
    item.imported.as_ref().and_then(|imported| onward(imported, asked, facts))
}

/// What the agreement does not cover. Victim contact is no agreement's to give: test 8 says so.
fn uncovered(item: &ItemFacts, asked: &Asked, facts: &Facts<'_>) -> Option<GateCode> {
    let Some(agreement) = facts.agreement else { return Some(GateCode::Category) };
    if item.category != Category::VictimContact && !agreement.categories.contains(&item.category) {
        return Some(GateCode::Category);
    }
    let covers = !item.subjects.is_empty() && item.subjects.is_subset(&agreement.subjects);
    (!covers && !carries_case(item, asked)).then_some(GateCode::SubjectKind)
}

/// The terms a record came with (ISA-11). Back to where it came from is not onward.
fn onward(imported: &ImportedItem, asked: &Asked, facts: &Facts<'_>) -> Option<GateCode> {
    let to = asked.recipient.as_ref().and_then(|recipient| recipient.partner);
    if to == Some(imported.from) {
        return None;
    }
    let terms = &imported.terms;
    let allowed = match &terms.onward {
        Onward::NotAllowed => Err(GateCode::OnwardNotAllowed),
        Onward::NamedParties(named) => {
            if to.is_some_and(|to| named.contains(&to)) {
                Ok(())
            } else {
                Err(GateCode::OnwardNotNamed)
            }
        }
        Onward::WithOriginatorsAgreement => {
            let agreed = to.is_some_and(|to| imported.originator_agreed_to.contains(&to));
            if agreed { Ok(()) } else { Err(GateCode::OnwardNotAgreed) }
        }
    };
    if let Err(code) = allowed {
        return Some(code);
    }
    if !terms.purposes.contains(&asked.purpose) {
        return Some(GateCode::OnwardPurpose);
    }
    if terms.delete_by.is_some_and(|last| last < facts.today) {
        return Some(GateCode::OnwardOver);
    }
    (asked.channel == SharingChannel::Paper && terms.printing == Printing::NotAllowed).then_some(GateCode::OnwardPrinting)
}

/// Test 8: a record that its owner has to release and has not.
fn unreleased(route: Route, item: &ItemFacts, asked: &Asked, facts: &Facts<'_>) -> Option<GateCode> {
    if !needs_release(item.category, route) {
        return None;
    }
    if item.category == Category::VictimContact && route == Route::Agreement {
        return Some(GateCode::ContactUnderAgreement);
    }
    if item.category == Category::Counselling && route == Route::Emergency {
        return Some(GateCode::CounsellingEmergency);
    }
    let code = releasing(item, asked, facts).err()?;
    let without_advocate = item.category == Category::VictimContact
        && route == Route::Emergency
        && asked.advocate == AdvocateReach::NotReachable
        && answers_for_advocate(asked, facts);
    (!without_advocate).then_some(code)
}

/// Somebody other than the sender approved that victim contact goes without the advocate, and said why.
fn answers_for_advocate(asked: &Asked, facts: &Facts<'_>) -> bool {
    asked.approver.as_ref().is_some_and(|one| one.by != facts.sender.member && !one.why.trim().is_empty())
}

/// Whether a release stands for this disclosure, and what is nearest missing where none does.
fn releasing(item: &ItemFacts, asked: &Asked, facts: &Facts<'_>) -> Result<(), GateCode> {
    let missing = if item.category == Category::VictimContact { GateCode::AdvocateRelease } else { GateCode::OwnerRelease };
    let fitting = || item.releases.iter().filter(|one| fits(one, item, asked, facts));
    let unchanged = || fitting().filter(|one| one.release.entries == item.entries);
    if fitting().next().is_none() {
        return Err(missing);
    }
    if unchanged().next().is_none() {
        return Err(GateCode::ReleaseStale);
    }
    if is_health(item.category) && unchanged().all(|one| one.release.confidentiality.is_none()) {
        return Err(GateCode::Confidentiality);
    }
    Ok(())
}

/// A release by the owner, or for victim contact by the advocate with a second person, to this recipient, by this
/// route, for this purpose.
fn fits(one: &ReleaseFacts, item: &ItemFacts, asked: &Asked, facts: &Facts<'_>) -> bool {
    let release = &one.release;
    let to = asked.recipient.as_ref().is_some_and(|recipient| match &release.to {
        ReleasedTo::Partner(partner) => recipient.partner == Some(*partner),
        ReleasedTo::Person(who) => recipient.partner.is_none() && *who == named(recipient),
    });
    let by = if item.category == Category::VictimContact {
        one.by_role == Role::VictimAdvocate && release.second.is_some_and(|second| second != release.by)
    } else {
        release.by_agency == item.owner
    };
    release.record == item.record
        && to
        && by
        && asked.route.is_some_and(|route| release.routes.contains(&route))
        && release.purpose == asked.purpose
        && release.at <= facts.now
        && release.withdrawn_on.is_none()
        && !release.reason.trim().is_empty()
}

//! Tests 1 to 6: who sends, by which route, on what footing, and whether the cases are covered.

use super::facts::{Asked, Chosen, Facts};
use super::{About, Needs, REAUTH_MINUTES, Refusal};
use crate::agency::Role;
use crate::agreement::{Agreement, AgreementScope, Basis, Direction, Gateway, PartyKind, Printing};
use crate::disclosure::{Recipient, Route, SharingChannel};
use crate::gate_code::GateCode;
use crate::ids::CaseId;
use crate::rules::agreement::{
    Standing, Unreachable, acts, bases_for, lacks_further_authority, on_day, own_party, partner_party, reaches,
};
use crate::when::next_working_day;
use chrono::TimeDelta;

/// Test 1: the role may disclose, and the passphrase was given within five minutes.
pub(super) fn sender(facts: &Facts<'_>) -> Result<(), Refusal> {
    match facts.sender.role {
        Role::Chair | Role::Coordinator | Role::Practitioner | Role::VictimAdvocate => {}
        Role::BusinessSupport | Role::Auditor => return Err(Refusal::of(GateCode::Role)),
    }
    let given = facts.sender.authenticated_at.map(|at| facts.now - at);
    match given {
        // A moment that has not come yet is no proof of anything.
        Some(ago) if (TimeDelta::zero()..=TimeDelta::minutes(REAUTH_MINUTES)).contains(&ago) => Ok(()),
        Some(_) | None => Err(Refusal::of(GateCode::Reauth)),
    }
}

/// Test 2: a route was chosen, and somebody, some case, some category. Nothing chosen never means everything.
pub(super) fn route(asked: &Asked) -> Result<Route, Refusal> {
    let route = asked.route.ok_or(Refusal::of(GateCode::Route))?;
    let named = |who: &Recipient| ![&who.name, &who.post, &who.organisation].iter().any(|text| text.trim().is_empty());
    if !asked.recipient.as_ref().is_some_and(named) {
        return Err(Refusal::of(GateCode::NoRecipient));
    }
    if asked.cases.is_empty() {
        return Err(Refusal::of(GateCode::NoCases));
    }
    if asked.categories.is_empty() {
        return Err(Refusal::of(GateCode::NoCategories));
    }
    match &asked.records {
        Chosen::Only(records) if records.is_empty() => Err(Refusal::of(GateCode::NoRecords)),
        Chosen::Only(_) | Chosen::OfTheCategories => Ok(route),
    }
}

/// Tests 3 to 5: what the disclosure rests on.
pub(super) fn footing(route: Route, asked: &Asked, facts: &Facts<'_>) -> Result<Needs, Refusal> {
    match route {
        Route::Agreement => under_agreement(asked, facts),
        Route::OneOff => one_off(asked, facts).map(|()| Needs::default()),
        Route::Emergency => emergency(asked)
            .map(|()| Needs { review_due_on: Some(next_working_day(facts.today, facts.holidays)), ..Needs::default() }),
    }
}

fn under_agreement(asked: &Asked, facts: &Facts<'_>) -> Result<Needs, Refusal> {
    let agreement = facts.agreement.ok_or(Refusal::of(GateCode::IsaNone))?;
    let late = in_force(agreement, facts)?;
    parties(agreement, asked, facts)?;
    if !agreement.purposes.contains(&asked.purpose) {
        return Err(Refusal::of(GateCode::Purpose));
    }
    if asked.channel == SharingChannel::Paper && agreement.printing != Some(Printing::Allowed) {
        return Err(Refusal::of(GateCode::Printing));
    }
    Ok(Needs { review_late_days: late, ..Needs::default() })
}

/// Test 3, with the days by which the review is late.
fn in_force(agreement: &Agreement, facts: &Facts<'_>) -> Result<Option<u16>, Refusal> {
    if facts.superseded_on.is_some_and(|first| first <= facts.today) {
        return Err(Refusal::of(GateCode::IsaSuperseded));
    }
    let code = match on_day(agreement, facts.today) {
        Standing::InForce => return Ok(None),
        Standing::ReviewOverdueWarn { days } => return Ok(Some(days)),
        Standing::ReviewOverdueBlocked => GateCode::IsaReview,
        Standing::Draft => GateCode::IsaDraft,
        Standing::NotStarted => GateCode::IsaNotStarted,
        Standing::Expired => GateCode::IsaExpired,
        Standing::Suspended => GateCode::IsaSuspended,
        Standing::Revoked => GateCode::IsaRevoked,
    };
    Err(Refusal::of(code))
}

/// Test 4: both are parties, and the sender's power reaches the recipient.
fn parties(agreement: &Agreement, asked: &Asked, facts: &Facts<'_>) -> Result<(), Refusal> {
    let sends = own_party(agreement, facts.sender.kind).filter(|party| acts(party, Direction::Sends));
    let sends = sends.ok_or(Refusal::of(GateCode::SenderNotParty))?;
    let partner = asked.recipient.as_ref().and_then(|recipient| recipient.partner);
    let receives = partner.and_then(|id| partner_party(agreement, id)).filter(|party| acts(party, Direction::Receives));
    let receives = receives.ok_or(Refusal::of(GateCode::RecipientNotParty))?;
    let ground = sends.ground(Direction::Sends);
    powered(ground.and_then(|ground| ground.gateway.as_ref()), receives.kind, facts)?;
    let authority = ground.map_or("", |ground| &ground.further_processing);
    if lacks_further_authority(sends.regime, receives.regime, authority) {
        return Err(Refusal::of(GateCode::FurtherProcessing));
    }
    Ok(())
}

fn powered(gateway: Option<&Gateway>, recipient: PartyKind, facts: &Facts<'_>) -> Result<(), Refusal> {
    let gateway = gateway.filter(|named| !named.0.trim().is_empty()).ok_or(Refusal::of(GateCode::GatewayMissing))?;
    match reaches(facts.law, gateway, recipient, facts.today) {
        Ok(()) => Ok(()),
        Err(Unreachable::Unknown) => Err(Refusal::of(GateCode::GatewayMissing)),
        Err(Unreachable::Kind(why)) => Err(Refusal { code: GateCode::GatewayRecipient, about: About::Law(why) }),
    }
}

/// In place of tests 3 to 5: a recorded basis, a power that reaches the recipient, and a named approver.
fn one_off(asked: &Asked, facts: &Facts<'_>) -> Result<(), Refusal> {
    let offered = bases_for(facts.law, facts.sender.kind, facts.sender.regime, facts.today);
    let is_open = |basis: &Basis| offered.iter().any(|rule| rule.code == basis.0);
    let is_basis = |basis: &Basis| offered.iter().any(|rule| rule.code == basis.0 && rule.sort == forms::BasisSort::Basis);
    if !asked.bases.iter().all(is_open) || !asked.bases.iter().any(is_basis) {
        return Err(Refusal::of(GateCode::Basis));
    }
    let approves = asked
        .approver
        .as_ref()
        .is_some_and(|one| one.by != facts.sender.member && facts.approvers.contains(&one.by) && !one.why.trim().is_empty());
    if !approves {
        return Err(Refusal::of(GateCode::Approver));
    }
    // Without a recipient test 2 has refused already.
    let kind = asked.recipient.as_ref().map_or(PartyKind::Other, |recipient| recipient.kind);
    powered(asked.gateway.as_ref(), kind, facts)?;
    if lacks_further_authority(facts.sender.regime, asked.recipient_regime, &asked.further_processing) {
        return Err(Refusal::of(GateCode::FurtherProcessing));
    }
    Ok(())
}

/// In place of tests 3 to 5: which harm, who it is for certain, and why waiting is worse.
fn emergency(asked: &Asked) -> Result<(), Refusal> {
    if asked.harm.is_none() {
        return Err(Refusal::of(GateCode::Harm));
    }
    if asked.recipient.as_ref().is_none_or(|recipient| recipient.identity_checked.trim().is_empty()) {
        return Err(Refusal::of(GateCode::Identity));
    }
    if asked.why_not_wait.trim().is_empty() {
        return Err(Refusal::of(GateCode::Waiting));
    }
    Ok(())
}

/// Test 6. A case nobody handed facts of is covered by nothing.
pub(super) fn cases(route: Route, asked: &Asked, facts: &Facts<'_>) -> Result<(), Refusal> {
    let known = |case: &CaseId| facts.cases.iter().find(|known| known.case == *case);
    let failing =
        |fails: &dyn Fn(&CaseId) -> bool| -> Vec<CaseId> { asked.cases.iter().copied().filter(|case| fails(case)).collect() };
    let refused = |code, cases: Vec<CaseId>| if cases.is_empty() { Ok(()) } else { Err(Refusal::over(code, cases)) };
    refused(GateCode::CaseScope, failing(&|case| known(case).is_none()))?;
    let one_by_one = matches!(asked.records, Chosen::Only(_)) && route != Route::Agreement;
    refused(GateCode::CaseRestricted, failing(&|case| !one_by_one && known(case).is_some_and(|known| known.restricted)))?;
    let scope = match route {
        Route::Agreement => facts.agreement.and_then(|agreement| agreement.scope.as_ref()),
        // Who approved a one-off, or answers for an emergency, answers for the cases too.
        Route::OneOff | Route::Emergency => return Ok(()),
    };
    let covered = |case: &CaseId| match scope {
        Some(AgreementScope::PerpetratorLinkedToPartner) => known(case).is_some_and(|known| known.perpetrator_linked),
        Some(AgreementScope::PartnerWorksOnIt) => known(case).is_some_and(|known| known.partner_works_on_it),
        Some(AgreementScope::Named(named)) => named.contains(case),
        None => false,
    };
    refused(GateCode::CaseScope, failing(&|case| !covered(case)))?;
    let has_part = |case: &CaseId| known(case).is_some_and(|known| known.partner_works_on_it || known.perpetrator_linked);
    refused(GateCode::CaseRole, failing(&|case| !has_part(case)))
}

//! When an agreement holds, what it still needs, and what a change of it means (rules.md 1.1 and 1.2, ISA-1 to ISA-6).

mod change;
mod fields;

#[cfg(test)]
mod tests;

pub use change::{Change, change_of, next_version};
pub use fields::{missing, sign};

use crate::agency::Agency;
use crate::agreement::{Agreement, AgreementState, Direction, Gateway, Party, PartyKind, Regime};
use crate::ids::{AgreementId, PartnerId};
use chrono::{Days, NaiveDate};
use forms::{BasisRule, GatewayRule, SharingLaw};

/// Days after a missed review on which things still leave, with a warning (rules.md 1.4, test 3).
pub const REVIEW_GRACE_DAYS: u64 = 30;

/// Where an agreement stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    InForce,
    Draft,
    NotStarted,
    /// The review is late by so many days; things still leave, with a warning.
    ReviewOverdueWarn {
        days: u16,
    },
    ReviewOverdueBlocked,
    Expired,
    Suspended,
    Revoked,
}

/// Where an agreement stands on a day. What somebody decided comes before what the dates say. A signed version without
/// a date has that date open on neither side: it has not started, or has ended.
#[must_use]
pub fn on_day(agreement: &Agreement, day: NaiveDate) -> Standing {
    match agreement.state {
        AgreementState::Draft => Standing::Draft,
        AgreementState::Revoked => Standing::Revoked,
        AgreementState::Suspended => Standing::Suspended,
        AgreementState::Signed if agreement.starts_on.is_none_or(|first| day < first) => Standing::NotStarted,
        AgreementState::Signed if agreement.ends_on.is_none_or(|last| last < day) => Standing::Expired,
        AgreementState::Signed => reviewed(agreement.review_due_on, day),
    }
}

fn reviewed(due: Option<NaiveDate>, day: NaiveDate) -> Standing {
    let Some(due) = due else { return Standing::ReviewOverdueBlocked };
    match u16::try_from((day - due).num_days()) {
        Err(_) if day < due => Standing::InForce,
        Ok(0) => Standing::InForce,
        Ok(days) if u64::from(days) <= REVIEW_GRACE_DAYS => Standing::ReviewOverdueWarn { days },
        Ok(_) | Err(_) => Standing::ReviewOverdueBlocked,
    }
}

/// The first day on which a later version of an agreement holds, where one is signed. What became of that version since
/// does not bring the old one back.
#[must_use]
pub fn superseded_on(id: AgreementId, agreements: &[(AgreementId, &Agreement)]) -> Option<NaiveDate> {
    let signed = |agreement: &&Agreement| agreement.supersedes == Some(id) && agreement.state != AgreementState::Draft;
    agreements.iter().map(|(_, agreement)| *agreement).filter(signed).filter_map(|agreement| agreement.starts_on).min()
}

/// The bases a party of this kind under this regime may rely on, on a day (ISA-6).
#[must_use]
pub fn bases_for(law: &SharingLaw, kind: PartyKind, regime: Regime, day: NaiveDate) -> Vec<&BasisRule> {
    let mut offered = law.bases_on(&day.to_string());
    offered.retain(|rule| rule.regime == regime.code() && rule.offered_to.iter().any(|to| to == kind.code()));
    offered
}

/// Why a power does not serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreachable {
    /// No such power on that day.
    Unknown,
    /// It does not reach this kind of recipient; the words say why.
    Kind(String),
}

/// Whether a power reaches a kind of recipient on a day (ISA-4).
///
/// # Errors
/// [`Unreachable`] with the reason to show.
pub fn reaches(law: &SharingLaw, gateway: &Gateway, recipient: PartyKind, day: NaiveDate) -> Result<(), Unreachable> {
    let rule = law.gateway_on(&gateway.0, &day.to_string()).ok_or(Unreachable::Unknown)?;
    if rule.reaches.iter().any(|kind| kind == recipient.code()) { Ok(()) } else { Err(Unreachable::Kind(rule.why_not.clone())) }
}

/// Every power of a day, each with the reason for which it cannot be chosen for this kind of recipient.
#[must_use]
pub fn gateways_for(law: &SharingLaw, recipient: PartyKind, day: NaiveDate) -> Vec<(&GatewayRule, Option<String>)> {
    law.gateways_on(&day.to_string())
        .into_iter()
        .map(|rule| {
            let why = (!rule.reaches.iter().any(|kind| kind == recipient.code())).then(|| rule.why_not.clone());
            (rule, why)
        })
        .collect()
}

/// What kind of party an agency of the unit is.
#[must_use]
pub const fn party_kind_of(agency: Agency) -> PartyKind {
    match agency {
        Agency::Police => PartyKind::PoliceForce,
        Agency::Probation => PartyKind::ProbationProvider,
        Agency::Health | Agency::PrimaryCare => PartyKind::NhsBody,
        Agency::AdultSocialCare | Agency::ChildrensSocialCare | Agency::YouthJustice => PartyKind::LocalAuthority,
        Agency::VictimAdvocacy | Agency::Idva => PartyKind::Charity,
        Agency::SubstanceMisuse
        | Agency::Housing
        | Agency::Education
        | Agency::Cps
        | Agency::Prison
        | Agency::Mash
        | Agency::Marac
        | Agency::Other => PartyKind::Other,
    }
}

/// The party of our own unit for which somebody of this kind of organisation sends: the one of that kind. A unit that
/// signed as a whole, as its only own party, sends as that.
#[must_use]
pub fn own_party(agreement: &Agreement, kind: PartyKind) -> Option<&Party> {
    let own: Vec<&Party> = agreement.parties.iter().filter(|party| party.partner.is_none()).collect();
    match own.as_slice() {
        [whole] => Some(whole),
        several => several.iter().copied().find(|party| party.kind == kind),
    }
}

/// The party a partner is.
#[must_use]
pub fn partner_party(agreement: &Agreement, partner: PartnerId) -> Option<&Party> {
    agreement.parties.iter().find(|party| party.partner == Some(partner))
}

/// The authority a Part 3 sender needs for a recipient under UK GDPR is missing (ISA-3, DPA 2018 s.36(4)).
#[must_use]
pub fn lacks_further_authority(sender: Regime, recipient: Regime, authority: &str) -> bool {
    match (sender, recipient) {
        (Regime::DpaPart3, Regime::UkGdpr) => authority.trim().is_empty(),
        (Regime::DpaPart3, Regime::DpaPart3) | (Regime::UkGdpr, Regime::DpaPart3 | Regime::UkGdpr) => false,
    }
}

/// What an agreement asks of somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueWhat {
    /// The review comes up.
    Review,
    /// The review is late; on the day of the line nothing leaves any more.
    ReviewLate,
    /// Nothing leaves until the review is held.
    ReviewBlocks,
    /// It ends.
    Ends,
    /// It ended on the day of the line.
    Ended,
}

/// A line for Today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub agreement: AgreementId,
    pub what: DueWhat,
    pub on: NaiveDate,
    /// The partners it is with.
    pub partners: Vec<PartnerId>,
}

/// Days ahead in which a review or an end is shown, and days behind in which an end still is.
pub const DUE_WITHIN_DAYS: u64 = 30;

/// What is due about signed agreements on a day, soonest first.
#[must_use]
pub fn due(agreements: &[(AgreementId, &Agreement)], day: NaiveDate) -> Vec<Due> {
    let within = |on: NaiveDate| on.checked_sub_days(Days::new(DUE_WITHIN_DAYS)).is_none_or(|from| from <= day);
    let shown_after = |on: NaiveDate| on.checked_add_days(Days::new(DUE_WITHIN_DAYS)).is_none_or(|to| day <= to);
    let mut lines = Vec::new();
    let stands = |id: AgreementId| superseded_on(id, agreements).is_none_or(|first| day < first);
    for (id, agreement) in agreements.iter().filter(|(id, _)| stands(*id)) {
        let partners: Vec<PartnerId> = agreement.parties.iter().filter_map(|party| party.partner).collect();
        let mut line = |what, on| lines.push(Due { agreement: *id, what, on, partners: partners.clone() });
        let ends = agreement.ends_on.filter(|on| within(*on));
        let review = agreement.review_due_on.unwrap_or(day);
        match on_day(agreement, day) {
            Standing::Draft | Standing::NotStarted | Standing::Suspended | Standing::Revoked => {}
            Standing::Expired => {
                if let Some(on) = agreement.ends_on.filter(|on| shown_after(*on)) {
                    line(DueWhat::Ended, on);
                }
            }
            Standing::InForce => {
                if within(review) {
                    line(DueWhat::Review, review);
                }
                ends.into_iter().for_each(|on| line(DueWhat::Ends, on));
            }
            Standing::ReviewOverdueWarn { .. } => {
                let blocks = review.checked_add_days(Days::new(REVIEW_GRACE_DAYS + 1)).unwrap_or(review);
                line(DueWhat::ReviewLate, blocks);
                ends.into_iter().for_each(|on| line(DueWhat::Ends, on));
            }
            Standing::ReviewOverdueBlocked => line(DueWhat::ReviewBlocks, review),
        }
    }
    lines.sort_by_key(|line| (line.on, line.what));
    lines
}

/// Whether a party may act in a direction: it has a ground for it, with at least one basis.
#[must_use]
pub fn acts(party: &Party, direction: Direction) -> bool {
    party.ground(direction).is_some_and(|ground| !ground.bases.is_empty())
}

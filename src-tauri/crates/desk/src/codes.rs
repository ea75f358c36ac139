//! Code lists with their words, from the dated reference data.

use crate::asks::casework::CodesView;
use crate::asks::door::Labelled;
use crate::asks::shared::Nothing;
use crate::opening::shipped;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::code_of;
use casework::action::Heading;
use casework::agency::Agency;
use casework::referral::ReferralSource;

/// Every source, in the order of the form. The overnight list is not chosen by hand.
const SOURCES: [ReferralSource; 11] = [
    ReferralSource::Police,
    ReferralSource::Probation,
    ReferralSource::Health,
    ReferralSource::Advocate,
    ReferralSource::Helpline,
    ReferralSource::Idva,
    ReferralSource::Marac,
    ReferralSource::SocialCare,
    ReferralSource::Housing,
    ReferralSource::Self_,
    ReferralSource::Other,
];

fn labelled(code: impl Into<String>, label: &str) -> Labelled {
    Labelled { code: code.into(), label: label.to_owned() }
}

/// Behaviour, order, event and severity codes with their words. Orders and offences of today's law only.
pub fn codes(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<CodesView> {
    let law = &shipped()?.law;
    let today = sitting.today().to_string();
    let in_force = |from: &str, to: &str| (from.is_empty() || from <= today.as_str()) && (to.is_empty() || today.as_str() <= to);
    Ok(CodesView {
        behaviours: law.behaviours.iter().map(|known| labelled(&known.code, &known.label)).collect(),
        orders: law.orders_on(&today).into_iter().map(|known| labelled(&known.code, &known.label)).collect(),
        events: law.events.iter().map(|known| labelled(&known.code, &known.label)).collect(),
        severities: law.severities.iter().map(|known| labelled(known.level.to_string(), &known.label)).collect(),
        relationships: law.relationships.iter().map(|known| labelled(&known.code, &known.label)).collect(),
        sources: SOURCES.iter().map(|source| labelled(code_of(source), source.label())).collect(),
        agencies: Agency::ALL.iter().map(|agency| labelled(agency.code(), agency.label())).collect(),
        headings: Heading::ALL.iter().map(|heading| labelled(code_of(heading), heading.label())).collect(),
        offences: law
            .offences
            .iter()
            .filter(|known| in_force(&known.from, &known.to))
            .map(|known| labelled(&known.code, &known.label))
            .collect(),
    })
}

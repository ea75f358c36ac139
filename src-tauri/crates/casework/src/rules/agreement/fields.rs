//! What an agreement still needs before it can be signed, field by field (ISA-1, ISA-3, ISA-4, ISA-6).

use super::{bases_for, lacks_further_authority, reaches};
use crate::agreement::{Agreement, AgreementScope, AgreementState, Direction, Ground, Onward, Party, Regime};
use crate::body::Category;
use crate::rules::Wrong;
use chrono::NaiveDate;
use forms::{BasisSort, SharingLaw};

/// Signs a draft on a day.
///
/// # Errors
/// Everything that is missing. It stays a draft.
pub fn sign(draft: &Agreement, law: &SharingLaw, day: NaiveDate) -> Result<Agreement, Vec<Wrong>> {
    let mut found = missing(draft, law, day);
    if draft.state != AgreementState::Draft {
        found.push(Wrong::with("state", "Only a draft can be signed. Make a new version."));
    }
    if found.is_empty() { Ok(Agreement { state: AgreementState::Signed, ..draft.clone() }) } else { Err(found) }
}

/// Every field that keeps an agreement a draft. Empty means that it can be signed.
#[must_use]
pub fn missing(agreement: &Agreement, law: &SharingLaw, day: NaiveDate) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut needs = |stands: bool, field: &str, words: &str| {
        if !stands {
            found.push(Wrong::with(field, words));
        }
    };
    needs(!agreement.title.trim().is_empty(), "title", "Give the agreement a title.");
    needs(!agreement.purposes.is_empty(), "purposes", "Choose what the sharing is for.");
    needs(!agreement.categories.is_empty(), "categories", "Choose at least one category. None chosen means that nothing leaves.");
    let never = [Category::Equality, Category::Audit, Category::VictimContact];
    needs(
        never.iter().all(|category| !agreement.categories.contains(category)),
        "categories",
        "Victim contact, equality and audit records never leave under an agreement. Take them out.",
    );
    needs(!agreement.subjects.is_empty(), "subjects", "Choose about whom anything may leave.");
    let scoped = match &agreement.scope {
        Some(AgreementScope::Named(cases)) => !cases.is_empty(),
        Some(AgreementScope::PerpetratorLinkedToPartner | AgreementScope::PartnerWorksOnIt) => true,
        None => false,
    };
    needs(scoped, "scope", "Say which cases it covers.");
    let onward = match &agreement.onward {
        Some(Onward::NamedParties(parties)) => !parties.is_empty(),
        Some(Onward::NotAllowed | Onward::WithOriginatorsAgreement) => true,
        None => false,
    };
    needs(onward, "onward", "Say whether the receiver may pass it on, and to whom.");
    needs(agreement.printing.is_some(), "printing", "Say whether it may be printed.");
    let kept = agreement.keeping.as_ref();
    needs(kept.is_some_and(|rule| !rule.words.trim().is_empty()), "keeping.words", "Write how long it is kept, and what then.");
    needs(kept.is_some_and(|rule| rule.months.is_some_and(|months| months > 0)), "keeping.months", "Say for how many months.");
    needs(agreement.notice_days.is_some(), "notice_days", "Say how many days of notice a party gives.");
    found.extend(dates(agreement));
    found.extend(signatures(agreement));
    found.extend(parties(agreement, law, day));
    found
}

fn dates(agreement: &Agreement) -> Vec<Wrong> {
    let mut found = Vec::new();
    let wanted = [
        (agreement.signed_on, "signed_on", "Write the day on which it was signed."),
        (agreement.starts_on, "starts_on", "Write its first day."),
        (agreement.ends_on, "ends_on", "Write its last day."),
        (agreement.review_due_on, "review_due_on", "Write the day by which it is reviewed."),
    ];
    found.extend(wanted.iter().filter(|(day, _, _)| day.is_none()).map(|(_, field, words)| Wrong::with(field, *words)));
    if let (Some(first), Some(last)) = (agreement.starts_on, agreement.ends_on)
        && last < first
    {
        found.push(Wrong::with("ends_on", "It ends before it starts."));
    }
    if let (Some(first), Some(review)) = (agreement.starts_on, agreement.review_due_on)
        && review <= first
    {
        found.push(Wrong::with("review_due_on", "The review is due before it starts."));
    }
    found
}

fn signatures(agreement: &Agreement) -> Vec<Wrong> {
    let signed = |party: &Party| {
        agreement.signatories.iter().any(|one| {
            one.organisation.trim().eq_ignore_ascii_case(party.name.trim())
                && !one.name.trim().is_empty()
                && !one.post.trim().is_empty()
        })
    };
    let unsigned = agreement.parties.iter().enumerate().filter(|(_, party)| !signed(party));
    unsigned
        .map(|(at, _)| {
            Wrong::with("signatories", format!("Nobody signed for party {}: write name, post and organisation.", at + 1))
        })
        .collect()
}

fn parties(agreement: &Agreement, law: &SharingLaw, day: NaiveDate) -> Vec<Wrong> {
    let mut found = Vec::new();
    if agreement.parties.iter().all(|party| party.partner.is_some()) {
        found.push(Wrong::with("parties", "Name your own organisation as a party."));
    }
    if agreement.parties.iter().all(|party| party.partner.is_none()) {
        found.push(Wrong::with("parties", "Name at least one partner as a party."));
    }
    for (at, party) in agreement.parties.iter().enumerate() {
        let field = |name: &str| format!("parties.{at}.{name}");
        for (text, name, words) in [
            (&party.name, "name", "Write the organisation's name."),
            (&party.ico_number, "ico_number", "Write its registration number with the Information Commissioner."),
            (&party.data_protection_contact, "data_protection_contact", "Write whom to ask about data protection."),
            (&party.requests_contact, "requests_contact", "Write where people's requests about their own data go."),
        ] {
            if text.trim().is_empty() {
                found.push(Wrong::with(&field(name), words));
            }
        }
        if party.grounds.is_empty() {
            found.push(Wrong::with(&field("grounds"), "Say on what basis it sends or receives."));
        }
        for ground in &party.grounds {
            found.extend(of_ground(agreement, party, ground, (law, day), &field("grounds")));
        }
    }
    found
}

fn of_ground(
    agreement: &Agreement,
    party: &Party,
    ground: &Ground,
    (law, day): (&SharingLaw, NaiveDate),
    field: &str,
) -> Vec<Wrong> {
    let mut found = Vec::new();
    let offered = bases_for(law, party.kind, party.regime, day);
    let chosen = |sort| offered.iter().any(|rule| rule.sort == sort && ground.bases.iter().any(|basis| basis.0 == rule.code));
    if !chosen(BasisSort::Basis) {
        found.push(Wrong::with(field, "Choose a lawful basis."));
    }
    for basis in ground.bases.iter().filter(|basis| !offered.iter().any(|rule| rule.code == basis.0)) {
        found.push(Wrong::with(field, format!("{} is not open to this kind of party. Choose another basis.", basis.0)));
    }
    if party.regime == Regime::DpaPart3 && ground.policy_document.trim().is_empty() {
        found.push(Wrong::with(field, "Name the appropriate policy document: Part 3 asks for one."));
    }
    if ground.direction == Direction::Sends {
        found.extend(of_sender(agreement, party, ground, (law, day), field));
    }
    found
}

/// A sender's power must reach everybody on the other side who receives.
fn of_sender(
    agreement: &Agreement,
    party: &Party,
    ground: &Ground,
    (law, day): (&SharingLaw, NaiveDate),
    field: &str,
) -> Vec<Wrong> {
    let Some(gateway) = &ground.gateway else {
        return vec![Wrong::with(field, "Name the power to disclose.")];
    };
    let other_side = |one: &&Party| one.partner.is_none() != party.partner.is_none() && one.ground(Direction::Receives).is_some();
    let mut found = Vec::new();
    for receiver in agreement.parties.iter().filter(other_side) {
        match reaches(law, gateway, receiver.kind, day) {
            Ok(()) => {}
            Err(super::Unreachable::Unknown) => found.push(Wrong::with(field, "This power is not in the list for that day.")),
            Err(super::Unreachable::Kind(why)) => {
                found.push(Wrong::with(field, format!("{} cannot be reached by it. {why}", receiver.kind.label())));
            }
        }
        if lacks_further_authority(party.regime, receiver.regime, &ground.further_processing) {
            found.push(Wrong::with(field, "Record the authority for further use outside law enforcement (section 36(4))."));
        }
    }
    found
}

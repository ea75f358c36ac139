//! Tests 9 to 13: why it is necessary, that nothing reaches the suspect, who has read and confirmed it, the key, the log.

use super::facts::{Asked, Facts, ItemFacts, LogReady, Preview};
use super::items::is_sealed;
use super::{About, NECESSITY_LEAST, Refusal, Selection};
use crate::body::Category;
use crate::disclosure::{Addressee, SharingChannel, VictimTold};
use crate::gate_code::GateCode;
use crate::ids::RecordId;
use crate::people::PersonRole;
use std::collections::BTreeSet;

/// Everything that has to be true once it is known what would leave.
pub(super) fn confirmed(asked: &Asked, facts: &Facts<'_>, found: &Selection) -> Result<(), Refusal> {
    necessity(asked, facts)?;
    let going: BTreeSet<RecordId> = found.leaving.iter().copied().collect();
    let leaving: Vec<&ItemFacts> = facts.items.iter().filter(|item| going.contains(&item.record)).collect();
    never_to_subject(asked, &leaving)?;
    read_and_confirmed(asked, facts, found, &leaving)?;
    keyed(asked, facts)?;
    match facts.log {
        LogReady::Ready => Ok(()),
        LogReady::Broken => Err(Refusal::of(GateCode::Audit)),
    }
}

/// Test 9. Another case or other spaces do not make a copied note a new one.
fn necessity(asked: &Asked, facts: &Facts<'_>) -> Result<(), Refusal> {
    if asked.necessity.chars().filter(|sign| !sign.is_whitespace()).count() < NECESSITY_LEAST {
        return Err(Refusal::of(GateCode::NecessityShort));
    }
    let plain = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if plain(&asked.necessity) == plain(&facts.last_necessity) {
        return Err(Refusal::of(GateCode::NecessityCopied));
    }
    Ok(())
}

/// Test 10: whoever the suspect is or speaks for gets only what is about the suspect alone (RTS-2).
fn never_to_subject(asked: &Asked, leaving: &[&ItemFacts]) -> Result<(), Refusal> {
    match asked.recipient.as_ref().map(|recipient| recipient.addressee) {
        Some(Addressee::Professional) => return Ok(()),
        Some(Addressee::Suspect | Addressee::SuspectsRepresentative) | None => {}
    }
    let theirs = BTreeSet::from([PersonRole::Perpetrator]);
    let conflicts: Vec<RecordId> =
        leaving.iter().filter(|item| item.subjects != theirs || !is_of_suspect(item.category)).map(|item| item.record).collect();
    if conflicts.is_empty() { Ok(()) } else { Err(Refusal { code: GateCode::SubjectConflict, about: About::Records(conflicts) }) }
}

const fn is_of_suspect(category: Category) -> bool {
    matches!(
        category,
        Category::SuspectIdentity | Category::SuspectCriminal | Category::SuspectHealth | Category::SuspectProbation
    )
}

/// Test 11: read to the last row, the victim told or a reason, and a second person where it asks for one. What was said
/// is recorded after the event, so there was nothing to preview.
fn read_and_confirmed(asked: &Asked, facts: &Facts<'_>, found: &Selection, leaving: &[&ItemFacts]) -> Result<(), Refusal> {
    match asked.channel {
        SharingChannel::Oral => {}
        SharingChannel::Bundle | SharingChannel::Paper => match asked.preview {
            Preview::EveryRowRead => {}
            Preview::NotRead => return Err(Refusal::of(GateCode::Preview)),
        },
    }
    match &asked.victim_told {
        Some(VictimTold::Told { .. }) => {}
        Some(VictimTold::NotSafeToTell(why) | VictimTold::NotYet(why)) if !why.trim().is_empty() => {}
        Some(VictimTold::NotSafeToTell(_) | VictimTold::NotYet(_)) | None => return Err(Refusal::of(GateCode::VictimTold)),
    }
    let restricted = facts.cases.iter().any(|known| known.restricted && asked.cases.contains(&known.case));
    let walled = |item: &&ItemFacts| is_sealed(item.category) || item.compartment.is_some();
    let wanted = asked.cases.len() > facts.second_person_above || restricted || leaving.iter().any(walled);
    let second = asked.second.is_some_and(|second| second != facts.sender.member);
    // Whoever approved that victim contact goes without the advocate has looked at it: they are the second person.
    if wanted && !second && !found.needs.advocate_at_next_unlock {
        return Err(Refusal::of(GateCode::SecondPerson));
    }
    Ok(())
}

/// Test 12: a bundle is sealed to a key that was compared with the recipient, and to no other.
fn keyed(asked: &Asked, facts: &Facts<'_>) -> Result<(), Refusal> {
    match asked.channel {
        SharingChannel::Oral | SharingChannel::Paper => Ok(()),
        SharingChannel::Bundle => {
            let named = asked.recipient.as_ref().and_then(|recipient| recipient.partner).is_some();
            let compared = facts.partner.is_some_and(|card| card.compared.is_some() && !card.keys.sealing.trim().is_empty());
            if named && compared { Ok(()) } else { Err(Refusal::of(GateCode::Key)) }
        }
    }
}

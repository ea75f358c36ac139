//! Opening a case from a referral, by hand or from a list: the people, what is known of them, and a harmless headline.

use crate::asks::intake::ReferredPerson;
use crate::keeping::{Filing, Writing};
use crate::trouble::Outcome;
use casework::agency::Agency;
use casework::body::{category_of_detail, category_of_person};
use casework::ids::{CaseId, RecordId};
use casework::people::{DetailKind, KnownDetail, Person, PersonRole, Standing};
use casework::referral::{CaseFile, CaseState, Classification, Referral};
use casework::rules::referral::headline;
use casework::rules::text_check;
use casework::when::Moment;

/// A referral with its people, ready to become a case.
pub(crate) struct NewCase {
    pub referral: Referral,
    pub victim: ReferredPerson,
    /// Without a name the suspect is unknown; the person stands in the case all the same.
    pub perpetrator: ReferredPerson,
    pub standing: Standing,
    pub headline: String,
}

/// Opens a case under a fresh id.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn open_case(
    w: &mut Writing<'_, '_>,
    new: &NewCase,
    owner: Agency,
    prefix: &str,
    now: Moment,
) -> Outcome<(CaseId, String)> {
    let case = w.fresh_case()?;
    open_case_as(w, case, new, owner, prefix, now)
}

/// Opens a case: file, referral, both people and every detail given of them.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn open_case_as(
    w: &mut Writing<'_, '_>,
    case: CaseId,
    new: &NewCase,
    owner: Agency,
    prefix: &str,
    now: Moment,
) -> Outcome<(CaseId, String)> {
    let reference = w.next_reference(prefix)?;
    let file = CaseFile {
        reference: reference.clone(),
        opened_at: now,
        state: CaseState::Received,
        relationship: new.referral.relationship,
        recorded_as: new.referral.recorded_as,
        judged_as: Classification::NotYetJudged,
        listed_because: String::new(),
        headline: new.headline.clone(),
    };
    w.create_as(case.into(), Filing::under(case, owner), &file)?;
    w.create(Filing::under(case, owner), &new.referral)?;
    put_person(w, case, owner, PersonRole::Victim, &new.victim, Standing::Suspected)?;
    put_person(w, case, owner, PersonRole::Perpetrator, &new.perpetrator, new.standing)?;
    Ok((case, reference))
}

fn put_person(
    w: &mut Writing<'_, '_>,
    case: CaseId,
    owner: Agency,
    role: PersonRole,
    given: &ReferredPerson,
    standing: Standing,
) -> Outcome<()> {
    let person = Person {
        role,
        name: given.name.trim().to_owned(),
        latin_name: String::new(),
        born_on: given.born_on,
        about: given.about.clone(),
        standing,
    };
    let record = w.create(Filing::under(case, owner).as_category(category_of_person(role)), &person)?;
    for (kind, text) in details_of(given) {
        let detail = KnownDetail { person: record.into(), kind, text: text.to_owned(), note: String::new() };
        w.create(Filing::under(case, owner).as_category(category_of_detail(role)), &detail)?;
    }
    Ok(())
}

fn details_of(given: &ReferredPerson) -> impl Iterator<Item = (DetailKind, &str)> {
    [(DetailKind::Phone, &given.phone), (DetailKind::Address, &given.address), (DetailKind::Vehicle, &given.vehicle)]
        .into_iter()
        .map(|(kind, text)| (kind, text.trim()))
        .filter(|(_, text)| !text.is_empty())
}

/// Whether a line names a person of the referral or gives away where the victim is. A headline stands in lists and on
/// the projected agenda, so it may do neither.
pub(crate) fn gives_away(line: &str, victim: &ReferredPerson, perpetrator: &ReferredPerson) -> bool {
    let nobody = RecordId(uuid::Uuid::nil());
    let details: Vec<_> = details_of(victim)
        .map(|(kind, text)| {
            let detail = KnownDetail { person: nobody.into(), kind, text: text.to_owned(), note: String::new() };
            text_check::known_detail(nobody, "victim", &detail)
        })
        .collect();
    names_somebody(line, victim) || names_somebody(line, perpetrator) || !text_check::check_text(line, &details).is_empty()
}

/// Whole words of a name, from three letters: initials and particles would match half the language.
fn names_somebody(line: &str, person: &ReferredPerson) -> bool {
    let said: Vec<String> = words(line).collect();
    words(&person.name).filter(|word| word.chars().count() >= 3).any(|word| said.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// A headline made of the first words of what happened; where those would give somebody away, of the offence alone.
pub(crate) fn safe_headline(referral: &Referral, victim: &ReferredPerson, perpetrator: &ReferredPerson) -> String {
    [&referral.what_happened, &referral.recorded_offence]
        .into_iter()
        .map(|text| headline(text))
        .find(|line| !line.is_empty() && !gives_away(line, victim, perpetrator))
        .unwrap_or_else(|| format!("Referral: {}", referral.source.label()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, address: &str) -> ReferredPerson {
        ReferredPerson { name: name.to_owned(), address: address.to_owned(), ..ReferredPerson::default() }
    }

    #[test]
    fn a_headline_names_nobody_and_no_place() {
        let victim = named("Ann Placeholder", "14 Sample Street, Northmoor");
        let suspect = named("Owen Mockford", "");
        assert!(gives_away("Mockford waited outside again", &victim, &suspect));
        assert!(gives_away("Notes left at 14 Sample St", &victim, &suspect));
        assert!(!gives_away("Notes left at the workplace", &victim, &suspect));
    }
}

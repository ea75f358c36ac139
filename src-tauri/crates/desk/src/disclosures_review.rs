//! Afterwards: the review of an emergency, the advocate who hears of it at the next sign-in, the victim who is told.

use crate::asks::disclosures::{ContactWentView, ReviewDisclosure, ReviewDueView, TellVictim, WhichDisclosure};
use crate::asks::shared::Recorded;
use crate::disclosing::{reference_of, safely_told};
use crate::disclosures::{due_words, standing, to_review, to_words};
use crate::disclosures_report::organisation;
use crate::history::names;
use crate::keeping::{Doing, Kept, id_of};
use crate::sharing_seal::{second_person, told_by};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::agency::Role;
use casework::disclosure::{AdvocateTold, Disclosure, DisclosureOutcome, Review, Reviewed};
use casework::ids::{DisclosureId, RecordId};

/// A disclosure whose cases are all open to whoever asks.
fn open(sitting: &Sitting<'_>, id: DisclosureId) -> Outcome<Kept<Disclosure>> {
    let kept: Kept<Disclosure> = sitting.read(id)?;
    for case in &kept.body.cases {
        reference_of(sitting, *case)?.ok_or(Plain::NotFound)?;
    }
    Ok(kept)
}

fn doing(act: &'static str, kept: &Kept<Disclosure>) -> Doing {
    match kept.body.cases.as_slice() {
        [case] => Doing::in_case(act, *case).about(kept.id),
        _ => Doing::of_unit(act).about(kept.id),
    }
}

/// The chair, with the data protection officer's delegate where there is one, says what the review found. Once.
pub fn review_disclosure(sitting: &mut Sitting<'_>, ask: ReviewDisclosure) -> Outcome<Recorded> {
    let kept = open(sitting, ask.disclosure)?;
    if kept.body.review.as_ref().is_some_and(|review| review.done.is_some()) {
        return Err(Plain::AlreadySigned.into());
    }
    let due_on = to_review(&kept.body).ok_or(Plain::NotFound)?.due_on;
    let own = kept.body.by == sitting.session.member;
    let mut form = Form::default();
    form.needs("words", &ask.words, "Say what the review found.");
    if own && ask.with.is_none() {
        form.wrong("with", "You disclosed this yourself: a second person reviews it with you, with their own passphrase.");
    }
    form.done()?;
    let with = ask.with.as_ref().map(|with| second_person(sitting, with)).transpose()?;
    let (by, on, words) = (sitting.session.member, sitting.today(), ask.words.trim().to_owned());
    let review = Review { due_on, done: Some(Reviewed { result: ask.result, by, on, words, with }) };
    sitting.write(doing("review_disclosure", &kept), |w| w.amend(kept.id, "review", &Some(review)))?;
    Ok(Recorded { record: kept.id })
}

/// The victim was told since, or there is a reason why not.
pub fn tell_victim(sitting: &mut Sitting<'_>, ask: TellVictim) -> Outcome<Recorded> {
    let kept = open(sitting, ask.disclosure)?;
    if kept.body.outcome != DisclosureOutcome::Disclosed {
        return Err(Plain::NotFound.into());
    }
    let mut form = Form::default();
    for case in &kept.body.cases {
        safely_told(sitting, *case, &ask.told, &mut form)?;
    }
    form.done()?;
    let told = told_by(&ask.told, sitting.session.member);
    sitting.write(doing("tell_victim", &kept), |w| w.amend(kept.id, "victim_told", &told))?;
    Ok(Recorded { record: kept.id })
}

/// The advocate has read that victim contact went without them.
pub fn note_contact_went(sitting: &mut Sitting<'_>, ask: WhichDisclosure) -> Outcome<Recorded> {
    let kept = open(sitting, ask.disclosure)?;
    if kept.body.advocate != AdvocateTold::AtNextUnlock {
        return Err(Plain::NotFound.into());
    }
    let told = AdvocateTold::Told { who: sitting.session.member, at: sitting.now };
    sitting.write(doing("note_contact_went", &kept), |w| w.amend(kept.id, "advocate", &told))?;
    Ok(Recorded { record: kept.id })
}

/// Emergencies that wait for a review, the longest due first. The chair's alone.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn reviews_due(sitting: &Sitting<'_>) -> Outcome<Vec<ReviewDueView>> {
    if sitting.session.role != Role::Chair {
        return Ok(Vec::new());
    }
    let today = sitting.today();
    let mut due = Vec::new();
    for kept in standing(sitting)? {
        let Some(review) = to_review(&kept.body) else { continue };
        let mut references = Vec::new();
        for case in &kept.body.cases {
            references.extend(reference_of(sitting, *case)?);
        }
        due.push(ReviewDueView {
            disclosure: kept.id.into(),
            due_on: review.due_on,
            due_words: due_words(review.due_on, today),
            overdue: review.due_on < today,
            organisation: organisation(&kept.body),
            references,
        });
    }
    due.sort_by_key(|one| one.due_on);
    Ok(due)
}

/// Victim contact that went while no advocate could be reached, until an advocate has read so.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn contact_went(sitting: &Sitting<'_>) -> Outcome<Vec<ContactWentView>> {
    if sitting.session.role != Role::VictimAdvocate {
        return Ok(Vec::new());
    }
    let names = names(sitting)?;
    let mut went = Vec::new();
    for kept in standing(sitting)? {
        let told = &kept.body;
        let (AdvocateTold::AtNextUnlock, Some(case)) = (&told.advocate, told.cases.first()) else { continue };
        let approver = told.approver.as_ref();
        let name = |by: RecordId| names.get(&id_of(by)).cloned().unwrap_or_default();
        went.push(ContactWentView {
            disclosure: kept.id.into(),
            case: *case,
            reference: reference_of(sitting, *case)?.unwrap_or_default(),
            to: to_words(told),
            at: told.told_at,
            approver: approver.map(|one| name(one.by.into())).unwrap_or_default(),
            why: approver.map(|one| one.why.clone()).unwrap_or_default(),
        });
    }
    Ok(went)
}

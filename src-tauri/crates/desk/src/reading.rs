//! Free text is read against protected people's details before a room, a printer or a partner sees it.

use crate::asks::casework::{CheckText, ReleaseHit, TextChecked};
use crate::asks::shared::{HitView, Recorded};
use crate::keeping::{Doing, Filing, Kept};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain, Refusal};
use crate::views::hit_view;
use casework::agency::{Agency, Role};
use casework::contact::ContactDetail;
use casework::ids::{CaseId, RecordId};
use casework::note::{NoteOf, PrivateNote};
use casework::people::{KnownDetail, Person, PersonRole, TextRelease};
use casework::referral::CaseFile;
use casework::rules::text_check::{self, ProtectedDetail, ReleaseKey, Released};
use std::collections::BTreeSet;

/// Whose a detail is, as it may stand beside a hit: never a name.
const fn whose(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Victim => "victim",
        PersonRole::Child => "child",
        PersonRole::OtherProtected => "another protected person",
        PersonRole::Perpetrator => "perpetrator",
        PersonRole::Other => "another person",
    }
}

/// What is known of those of these people whose part in the case is asked for, to read a text against.
pub(crate) fn details_of(
    people: &[Kept<Person>],
    known: &[Kept<KnownDetail>],
    asked_for: impl Fn(PersonRole) -> bool,
) -> Vec<ProtectedDetail> {
    let detail = |kept: &Kept<KnownDetail>| {
        let person = people.iter().find(|person| person.id == RecordId::from(kept.body.person))?;
        let role = person.body.role;
        asked_for(role).then(|| text_check::known_detail(kept.id, whose(role), &kept.body))
    };
    known.iter().filter_map(detail).collect()
}

/// Every detail of a case that no text may give away: all protected people's known details, and every contact detail
/// ever recorded, because an old address is still somebody's.
///
/// # Errors
/// Faults of the store only.
pub fn protected_details(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<ProtectedDetail>> {
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let known: Vec<Kept<KnownDetail>> = sitting.every_version(case)?;
    let contact: Vec<Kept<ContactDetail>> = sitting.every_version(case)?;
    let mut details = Vec::new();
    for detail in &known {
        // A detail whose person cannot be found is kept closed rather than let through.
        let role = people
            .iter()
            .find(|person| person.id == RecordId::from(detail.body.person))
            .map_or(PersonRole::OtherProtected, |person| person.body.role);
        if text_check::is_protected(role) {
            details.push(text_check::known_detail(detail.id, whose(role), &detail.body));
        }
    }
    for detail in &contact {
        details.extend(text_check::contact_details(detail.id, whose(PersonRole::Victim), &detail.body));
    }
    // Code words lie behind a wall: only a session that opened it can look for them in a text.
    for note in sitting.filed_under::<PrivateNote>(case)? {
        if note.body.what == NoteOf::CodeWord {
            let spoken = ContactDetail {
                channels: Vec::new(),
                code_word: note.body.text,
                safe_place: String::new(),
                emergency_contact: String::new(),
            };
            details.extend(text_check::contact_details(note.id, whose(PersonRole::Victim), &spoken));
        }
    }
    Ok(details)
}

/// What was released in a case.
fn released(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Released> {
    let releases: Vec<Kept<TextRelease>> = sitting.filed_under(case)?;
    Ok(releases.into_iter().map(|kept| ReleaseKey { detail: kept.body.detail, found: kept.body.found }).collect())
}

/// The hits in a text that still block. `field` names the field in plain words ("what is to be done").
///
/// # Errors
/// Faults of the store only.
pub fn hits_in(sitting: &Sitting<'_>, case: CaseId, field: &str, text: &str) -> Outcome<Vec<HitView>> {
    hits_in_all(sitting, case, &[(field, text)])
}

/// The same for several texts of one case at once: the details are read from the store only once.
///
/// # Errors
/// Faults of the store only.
pub fn hits_in_all(sitting: &Sitting<'_>, case: CaseId, texts: &[(&str, &str)]) -> Outcome<Vec<HitView>> {
    Ok(TextReader::of(sitting, case)?.hits(texts))
}

/// The protected details of one case with what was released of them, to read any number of texts against.
pub(crate) struct TextReader {
    details: Vec<ProtectedDetail>,
    released: Released,
}

impl TextReader {
    /// Reads what is protected in a case.
    ///
    /// # Errors
    /// Faults of the store only.
    pub(crate) fn of(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Self> {
        Ok(Self { details: protected_details(sitting, case)?, released: released(sitting, case)? })
    }

    /// The hits that still block. Each text stands with the name of its field.
    pub(crate) fn hits(&self, texts: &[(&str, &str)]) -> Vec<HitView> {
        texts
            .iter()
            .flat_map(|(field, text)| {
                let hits = self.released.unresolved(text_check::check_text(text, &self.details));
                hits.into_iter().map(|hit| hit_view(&hit, field)).collect::<Vec<_>>()
            })
            .collect()
    }
}

/// The same for texts that stand on a paper of several cases: they are read against the details of each, once.
///
/// # Errors
/// Faults of the store only.
pub fn hits_in_each(sitting: &Sitting<'_>, cases: &[CaseId], texts: &[(&str, &str)]) -> Outcome<Vec<HitView>> {
    let each: BTreeSet<CaseId> = cases.iter().copied().collect();
    let mut hits = Vec::new();
    for case in each {
        hits.extend(hits_in_all(sitting, case, texts)?);
    }
    Ok(hits)
}

/// Refuses texts that would go to a room or on a paper as they are.
///
/// # Errors
/// [`Refusal::TextHits`] with every hit; faults of the store.
pub fn refuse_hits(sitting: &Sitting<'_>, case: CaseId, texts: &[(&str, &str)]) -> Outcome<()> {
    let hits = hits_in_all(sitting, case, texts)?;
    if hits.is_empty() { Ok(()) } else { Err(Refusal::TextHits(hits).into()) }
}

/// Reads a text before it is sent anywhere.
pub fn check_text(sitting: &mut Sitting<'_>, ask: CheckText) -> Outcome<TextChecked> {
    // A case that is not open to whoever asks answers nothing, not even that a text is harmless.
    sitting.read::<CaseFile>(ask.case)?;
    Ok(TextChecked { hits: hits_in(sitting, ask.case, "this text", &ask.text)? })
}

/// Releases one hit in one case. The detail's owner says so, or the chair, and says why.
pub fn release_hit(sitting: &mut Sitting<'_>, ask: ReleaseHit) -> Outcome<Recorded> {
    let mut form = Form::default();
    form.needs("reason", &ask.reason, "Say why this may be read by those who read the text.");
    form.needs("found", &ask.found, "Choose the marked words that are released.");
    form.done()?;
    let owner = owner_of_detail(sitting, ask.case, ask.detail)?;
    if owner != sitting.session.agency && sitting.session.role != Role::Chair {
        return Err(Plain::NotOwner.into());
    }
    let key = ReleaseKey::new(ask.detail, &ask.found);
    let release =
        TextRelease { detail: key.detail, found: key.found, reason: ask.reason.trim().to_owned(), by: sitting.session.member };
    let record = sitting.write(Doing::in_case("release_hit", ask.case).about(ask.detail), |w| {
        w.create(Filing::under(ask.case, owner), &release)
    })?;
    Ok(Recorded { record })
}

/// Whose detail it is, among those of this case alone.
fn owner_of_detail(sitting: &Sitting<'_>, case: CaseId, detail: RecordId) -> Outcome<Agency> {
    let known: Option<Kept<KnownDetail>> = sitting.look_up(detail)?;
    let contact: Option<Kept<ContactDetail>> = sitting.look_up(detail)?;
    let found = known.map(|kept| (kept.group, kept.owner)).or_else(|| contact.map(|kept| (kept.group, kept.owner)));
    match found {
        Some((Some(group), owner)) if group == RecordId::from(case) => Ok(owner),
        Some(_) | None => Err(Plain::NotFound.into()),
    }
}

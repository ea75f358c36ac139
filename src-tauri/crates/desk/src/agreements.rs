//! The agreement register: drafts written field by field, signed whole, suspended, revoked, and followed by new versions.

use crate::agreement_terms::{check, differing, empty, with_terms};
use crate::agreement_view::{due_views, page, row};
use crate::asks::agreements::{
    AgreementView, AgreementsView, EndAgreement, ReviewAgreement, StartAgreement, WhichAgreement, WriteAgreement,
};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::opening::shipped;
use crate::sitting::Sitting;
use crate::trouble::{FieldTrouble, Form, Outcome, Plain, Refusal};
use casework::agreement::{Agreement, AgreementState, Ended};
use casework::ids::AgreementId;
use casework::rules::Wrong;
use casework::rules::agreement::{Change, change_of, next_version, sign};
use chrono::NaiveDate;

/// The register: those that are open first, then by title and version.
pub fn agreements(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<AgreementsView> {
    let all: Vec<Kept<Agreement>> = sitting.all_of()?;
    let (law, today) = (&shipped()?.sharing, sitting.today());
    let mut rows: Vec<_> = all.iter().map(|kept| row(kept, &all, (law, today))).collect();
    rows.sort_by_cached_key(|row| (!row.open, row.title.clone(), u32::MAX - row.version));
    Ok(AgreementsView { agreements: rows, due: due_views(sitting)? })
}

/// One version.
pub fn agreement(sitting: &mut Sitting<'_>, ask: WhichAgreement) -> Outcome<AgreementView> {
    page(sitting, ask.agreement)
}

/// Begins a draft. Meetings run while it is one; nothing leaves under it.
pub fn start_agreement(sitting: &mut Sitting<'_>, ask: StartAgreement) -> Outcome<AgreementView> {
    let mut form = Form::default();
    form.needs("title", &ask.title, "Give the agreement a title.");
    form.done()?;
    let (filing, body) = (Filing::of_unit(sitting.session.agency), empty(ask.title.trim()));
    let record = sitting.write(Doing::of_unit("start_agreement"), |w| w.create(filing, &body))?;
    page(sitting, record.into())
}

/// Keeps what was written. A draft takes anything; of a signed version only what nobody has to sign again (ISA-2).
pub fn write_agreement(sitting: &mut Sitting<'_>, ask: WriteAgreement) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    check(sitting, &ask.terms)?;
    let after = with_terms(&kept.body, ask.terms);
    if kept.body.state == AgreementState::Revoked {
        return Err(Plain::AgreementRevoked.into());
    }
    match change_of(&kept.body, &after) {
        Change::Nothing | Change::InPlace => {}
        Change::NewVersion(fields) => return Err(needs_new_version(&fields)),
    }
    let doing = Doing::of_unit("write_agreement").about(ask.agreement);
    sitting.write(doing, |w| write_fields(w, ask.agreement, &kept.body, &after))?;
    page(sitting, ask.agreement)
}

fn needs_new_version(fields: &[&'static str]) -> crate::trouble::Trouble {
    let words = "This was signed. Make a new version to change it; the signed one stays as it is until that is signed.";
    let fields = fields.iter().map(|field| FieldTrouble { field: (*field).to_owned(), words: words.to_owned() });
    Refusal::Blocked(fields.collect()).into()
}

fn write_fields(w: &mut Writing<'_, '_>, id: AgreementId, before: &Agreement, after: &Agreement) -> Outcome<()> {
    for (field, value) in differing(before, after)? {
        w.amend(id, &field, &value)?;
    }
    Ok(())
}

/// Signs a draft in which nothing is missing. The version before it stands until the first day of this one.
pub fn sign_agreement(sitting: &mut Sitting<'_>, ask: WhichAgreement) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    if kept.body.state != AgreementState::Draft {
        return Err(Plain::AlreadySigned.into());
    }
    let signed = sign(&kept.body, &shipped()?.sharing, sitting.today()).map_err(blocked)?;
    let doing = Doing::of_unit("sign_agreement").about(ask.agreement);
    sitting.write(doing, |w| w.amend(ask.agreement, "state", &signed.state))?;
    page(sitting, ask.agreement)
}

fn blocked(wrong: Vec<Wrong>) -> crate::trouble::Trouble {
    let fields = wrong.into_iter().map(|one| FieldTrouble { field: one.field, words: one.words });
    Refusal::Blocked(fields.collect()).into()
}

/// Shuts a signed version for a time.
pub fn suspend_agreement(sitting: &mut Sitting<'_>, ask: EndAgreement) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    if kept.body.state != AgreementState::Signed {
        return Err(Plain::AgreementNotSigned.into());
    }
    let ended = ended(sitting, &ask)?;
    sitting.write(Doing::of_unit("suspend_agreement").about(ask.agreement), |w| {
        w.amend(ask.agreement, "suspended", &Some(ended))?;
        w.amend(ask.agreement, "state", &AgreementState::Suspended)
    })?;
    page(sitting, ask.agreement)
}

/// Opens a suspended version again. That it was suspended stays in its history.
pub fn resume_agreement(sitting: &mut Sitting<'_>, ask: WhichAgreement) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    if kept.body.state != AgreementState::Suspended {
        return Err(Plain::AgreementNotSuspended.into());
    }
    sitting.write(Doing::of_unit("resume_agreement").about(ask.agreement), |w| {
        w.amend(ask.agreement, "suspended", &None::<Ended>)?;
        w.amend(ask.agreement, "state", &AgreementState::Signed)
    })?;
    page(sitting, ask.agreement)
}

/// Ends a version for good; a draft is given up in the same way.
pub fn revoke_agreement(sitting: &mut Sitting<'_>, ask: EndAgreement) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    if kept.body.state == AgreementState::Revoked {
        return Err(Plain::AgreementRevoked.into());
    }
    let ended = ended(sitting, &ask)?;
    sitting.write(Doing::of_unit("revoke_agreement").about(ask.agreement), |w| {
        w.amend(ask.agreement, "revoked", &Some(ended))?;
        if kept.body.state == AgreementState::Draft {
            // What was never signed starts on no day, so that it takes the place of nothing.
            w.amend(ask.agreement, "starts_on", &None::<NaiveDate>)?;
        }
        w.amend(ask.agreement, "state", &AgreementState::Revoked)
    })?;
    page(sitting, ask.agreement)
}

fn ended(sitting: &Sitting<'_>, ask: &EndAgreement) -> Outcome<Ended> {
    let mut form = Form::default();
    form.needs("why", &ask.why, "Write why.");
    form.done()?;
    Ok(Ended { by: sitting.session.member, at: sitting.now, why: ask.why.trim().to_owned() })
}

/// Notes that the review was held: the next one is due on a later day.
pub fn review_agreement(sitting: &mut Sitting<'_>, ask: ReviewAgreement) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    match kept.body.state {
        AgreementState::Signed | AgreementState::Suspended => {}
        AgreementState::Draft => return Err(Plain::AgreementNotSigned.into()),
        AgreementState::Revoked => return Err(Plain::AgreementRevoked.into()),
    }
    if ask.next_due_on <= sitting.today() {
        let mut form = Form::default();
        form.wrong("next_due_on", "The next review is due on a day after today.");
        form.done()?;
    }
    sitting.write(Doing::of_unit("review_agreement").about(ask.agreement), |w| {
        w.amend(ask.agreement, "review_due_on", &Some(ask.next_due_on))
    })?;
    page(sitting, ask.agreement)
}

/// Begins the draft that is to follow a signed version. The signed one stays as it is (ISA-2).
pub fn new_agreement_version(sitting: &mut Sitting<'_>, ask: WhichAgreement) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(ask.agreement)?;
    if kept.body.state == AgreementState::Draft {
        return Err(Plain::AgreementNotSigned.into());
    }
    let all: Vec<Kept<Agreement>> = sitting.all_of()?;
    let follows = |one: &&Kept<Agreement>| one.body.supersedes == Some(ask.agreement);
    if all.iter().filter(follows).any(|one| one.body.state != AgreementState::Revoked) {
        return Err(Plain::DraftAlreadyThere.into());
    }
    let next = next_version(ask.agreement, &kept.body, &kept.body);
    let filing = Filing::of_unit(sitting.session.agency);
    let doing = Doing::of_unit("new_agreement_version").about(ask.agreement);
    let record = sitting.write(doing, |w| w.create(filing, &next))?;
    page(sitting, record.into())
}

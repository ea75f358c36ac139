//! What the owner of a record says of it: this one stays, that one may go; and what a partner has to do with a case.

use crate::asks::shared::Recorded;
use crate::asks::sharing::{HoldItem, LiftHold, LinkPartner, ReleaseItem};
use crate::keeping::{Doing, Filing, Kept};
use crate::sharing_facts::{Item, of_record};
use crate::sharing_seal::second_person;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::agency::Role;
use casework::body::Category;
use casework::ids::{CaseId, RecordId};
use casework::partner::Partner;
use casework::partner_part::PartnerPart;
use casework::referral::CaseFile;
use casework::release::{OwnerHold, OwnerRelease, ReleasedTo};
use casework::rules::gate::{is_health, needs_release};

/// A record of one's own agency, with the case it stands in.
fn own(sitting: &Sitting<'_>, record: RecordId) -> Outcome<(CaseId, Item)> {
    let (case, item) = of_record(sitting, record)?;
    let advocate = item.category == Category::VictimContact && sitting.session.role == Role::VictimAdvocate;
    if item.owner == sitting.session.agency || advocate { Ok((case, item)) } else { Err(Plain::NotOwner.into()) }
}

/// Keeps a record back, whatever an agreement says.
pub fn hold_item(sitting: &mut Sitting<'_>, ask: HoldItem) -> Outcome<Recorded> {
    let (case, item) = own(sitting, ask.record)?;
    let mut form = Form::default();
    form.needs("why", &ask.why, "Say why it stays.");
    if ask.until.is_some_and(|until| until < sitting.today()) {
        form.wrong("until", "Choose a day that is still to come, or none.");
    }
    form.done()?;
    let hold = OwnerHold {
        record: ask.record,
        by_agency: sitting.session.agency,
        by: sitting.session.member,
        why: ask.why.trim().to_owned(),
        until: ask.until,
        lifted_on: None,
    };
    let doing = Doing::in_case("hold_item", case).about(ask.record);
    let record = sitting.write(doing, |w| w.create(Filing::under(case, item.owner), &hold))?;
    Ok(Recorded { record })
}

/// Lifts every hold that stands on a record.
pub fn lift_hold(sitting: &mut Sitting<'_>, ask: LiftHold) -> Outcome<Recorded> {
    let (case, _) = own(sitting, ask.record)?;
    let today = sitting.today();
    let holds: Vec<Kept<OwnerHold>> = sitting.filed_under(case)?;
    let standing: Vec<RecordId> = holds
        .into_iter()
        .filter(|kept| kept.body.record == ask.record && kept.body.stands_on(today))
        .map(|kept| kept.id)
        .collect();
    let first = *standing.first().ok_or(Plain::NotFound)?;
    sitting.write(Doing::in_case("lift_hold", case).about(ask.record), |w| {
        standing.iter().try_for_each(|hold| w.amend(*hold, "lifted_on", &Some(today)))
    })?;
    Ok(Recorded { record: first })
}

/// Lets one record go that its owner has to release, as it stands now: to one partner, by these routes, for one purpose.
pub fn release_item(sitting: &mut Sitting<'_>, ask: ReleaseItem) -> Outcome<Recorded> {
    let (case, item) = own(sitting, ask.record)?;
    sitting.read::<Partner>(ask.partner)?;
    check_release(sitting, &ask, &item)?;
    let second = ask.second.as_ref().map(|second| second_person(sitting, second)).transpose()?;
    let release = OwnerRelease {
        record: ask.record,
        entries: item.entries,
        to: ReleasedTo::Partner(ask.partner),
        routes: ask.routes.iter().copied().collect(),
        purpose: ask.purpose,
        by: sitting.session.member,
        by_agency: sitting.session.agency,
        second,
        at: sitting.now,
        reason: ask.reason.trim().to_owned(),
        confidentiality: ask.confidentiality,
        withdrawn_on: None,
    };
    let doing = Doing::in_case("release_item", case).about(ask.record);
    let record = sitting.write(doing, |w| w.create(Filing::under(case, item.owner), &release))?;
    Ok(Recorded { record })
}

/// What a release needs; victim contact is the advocate's to release, with a second person (rules.md 1.4, test 8).
fn check_release(sitting: &Sitting<'_>, ask: &ReleaseItem, item: &Item) -> Outcome<()> {
    if item.record.closed {
        return Err(Plain::BehindAWall.into());
    }
    let mut form = Form::default();
    form.needs("reason", &ask.reason, "Say why this may go.");
    if ask.routes.is_empty() {
        form.wrong("routes", "Choose by which route it may go. None never means every one.");
    }
    if !ask.routes.is_empty() && !ask.routes.iter().any(|route| needs_release(item.category, *route)) {
        form.wrong("record", "This record needs no release: the agreement alone decides. Hold it if it should stay.");
    }
    if is_health(item.category) && ask.confidentiality.is_none() {
        form.wrong("confidentiality", "Say why confidence may be broken: consent, overriding public interest or a duty in law.");
    }
    if item.category == Category::VictimContact && sitting.session.role != Role::VictimAdvocate {
        return Err(Plain::NotOwner.into());
    }
    if item.category == Category::VictimContact && ask.second.is_none() {
        form.wrong("second", "A second person looks at it too, with their own passphrase.");
    }
    form.done()
}

/// Takes every release of a record to anybody back.
pub fn withdraw_release(sitting: &mut Sitting<'_>, ask: LiftHold) -> Outcome<Recorded> {
    let (case, _) = own(sitting, ask.record)?;
    let today = sitting.today();
    let releases: Vec<Kept<OwnerRelease>> = sitting.filed_under(case)?;
    let standing: Vec<RecordId> = releases
        .into_iter()
        .filter(|kept| kept.body.record == ask.record && kept.body.withdrawn_on.is_none())
        .map(|kept| kept.id)
        .collect();
    let first = *standing.first().ok_or(Plain::NotFound)?;
    sitting.write(Doing::in_case("withdraw_release", case).about(ask.record), |w| {
        standing.iter().try_for_each(|release| w.amend(*release, "withdrawn_on", &Some(today)))
    })?;
    Ok(Recorded { record: first })
}

/// Says what a partner has to do with a case; without that no agreement covers it.
pub fn link_partner(sitting: &mut Sitting<'_>, ask: LinkPartner) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    sitting.read::<Partner>(ask.partner)?;
    let mut form = Form::default();
    form.needs("words", &ask.words, "Say how it is known, in a few words.");
    form.done()?;
    let part = PartnerPart {
        partner: ask.partner,
        part: ask.part,
        words: ask.words.trim().to_owned(),
        by: sitting.session.member,
        on: sitting.today(),
        ended_on: None,
    };
    let filing = Filing::under(ask.case, sitting.session.agency);
    let record = sitting.write(Doing::in_case("link_partner", ask.case).about(ask.partner), |w| w.create(filing, &part))?;
    Ok(Recorded { record })
}

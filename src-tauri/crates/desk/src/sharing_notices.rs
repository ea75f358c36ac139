//! What follows a bundle: a correction where a record of it changed, a withdrawal where it should be deleted. A notice holds
//! numbers of records and a reason, nothing of what they say, so it needs no gate; it stands on the same line.

use crate::asks::sharing::{BundleSealed, NotifyCorrection, WithdrawBundle};
use crate::keeping::{Doing, Kept, id_of, moment_of};
use crate::sharing_cut_off::{Says, Unnamed};
use crate::sharing_seal::{LineAhead, SealedTo, closed_terms, seal_into};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::unit::hex;
use bundles::{AgreementVersion, BundleKind, Content, Correction, KeyBytes, Plan, Withdrawal};
use casework::disclosure::{Disclosure, Route};
use casework::ids::{DisclosureId, RecordId};
use chrono::TimeDelta;
use store::Id;

/// Days for which a notice can be brought in: longer than a bundle, because it must arrive.
const GOOD_FOR_DAYS: i64 = 180;

/// One disclosure made by a bundle to a partner.
struct Sent {
    kept: Kept<Disclosure>,
    bundle: Id,
}

impl Sent {
    fn of(sitting: &Sitting<'_>, disclosure: DisclosureId, passphrase: &str) -> Outcome<Self> {
        sitting.check_passphrase(passphrase)?;
        let kept: Kept<Disclosure> = sitting.read(disclosure)?;
        let bundle = kept.body.bundle.as_deref().and_then(|id| uuid::Uuid::try_parse(id).ok()).ok_or(Plain::NotFound)?;
        Ok(Self { kept, bundle: Id(bundle.into_bytes()) })
    }

    fn records(&self, keeps: impl Fn(RecordId, u32) -> bool) -> Vec<Id> {
        let shared = self.kept.body.shared.iter().filter(|shared| keeps(shared.record, shared.entries));
        let mut ids: Vec<Id> = shared.map(|shared| id_of(shared.record)).collect();
        ids.sort();
        ids.dedup();
        ids
    }
}

/// Tells the partner that records of a bundle were changed since. The records themselves go by another bundle.
pub fn notify_correction(sitting: &mut Sitting<'_>, ask: NotifyCorrection) -> Outcome<BundleSealed> {
    let sent = Sent::of(sitting, ask.disclosure, &ask.passphrase)?;
    let mut now = std::collections::BTreeMap::new();
    for case in &sent.kept.body.cases {
        now.extend(crate::sharing_received::entries_now(sitting, *case)?);
    }
    let records = sent.records(|record, entries| now.get(&record).is_some_and(|now| *now > entries));
    if records.is_empty() {
        return Err(Plain::NothingChangedSince.into());
    }
    let correction =
        Correction { bundles: vec![sent.bundle], records, reason: "corrected".to_owned(), at_ms: sitting.now.timestamp_millis() };
    let count = correction.records.len();
    send(sitting, &sent, BundleKind::Correction, Content::Correction(&correction), ("notify_correction", count))
}

/// Asks the partner to delete what a bundle brought.
pub fn withdraw_bundle(sitting: &mut Sitting<'_>, ask: WithdrawBundle) -> Outcome<BundleSealed> {
    let mut form = Form::default();
    form.needs("words", &ask.words, "Say why it should be deleted. The partner reads it.");
    form.done()?;
    let sent = Sent::of(sitting, ask.disclosure, &ask.passphrase)?;
    for case in &sent.kept.body.cases {
        crate::reading::refuse_hits(sitting, *case, &[("why it should be deleted", &ask.words)])?;
    }
    let withdrawal = Withdrawal {
        bundles: vec![sent.bundle],
        records: sent.records(|_, _| true),
        reason: "withdrawn".to_owned(),
        words: ask.words.trim().chars().take(2_000).collect(),
        at_ms: sitting.now.timestamp_millis(),
    };
    let count = withdrawal.records.len();
    send(sitting, &sent, BundleKind::Withdrawal, Content::Withdrawal(&withdrawal), ("withdraw_bundle", count))
}

fn send(
    sitting: &mut Sitting<'_>,
    sent: &Sent,
    kind: BundleKind,
    content: Content<'_>,
    (act, records): (&'static str, usize),
) -> Outcome<BundleSealed> {
    let told = &sent.kept.body;
    let partner = told.recipient.partner.ok_or(Plain::NotFound)?;
    let agreement = told.agreement.map(|under| AgreementVersion { id: id_of(under.id.into()), version: under.version });
    let to = SealedTo::of(sitting, partner)?;
    let ahead = LineAhead::of(sitting, partner, told.agreement.map(|under| under.id))?;
    let created_ms = sitting.now.timestamp_millis();
    let until = moment_of(created_ms) + TimeDelta::days(GOOD_FOR_DAYS);
    let plan = Plan {
        kind,
        route: match told.route {
            Route::Agreement => bundles::Route::Agreement,
            Route::OneOff => bundles::Route::OneOff,
            Route::Emergency => bundles::Route::Emergency,
        },
        sender_unit: Id(to.exchange.unit),
        exporter: id_of(sitting.session.member.into()),
        recipients: vec![bundles::Recipient { unit: Id(to.pinned.unit), key: KeyBytes(to.pinned.sealing) }],
        agreement,
        purpose: crate::views::code_of(&told.purpose),
        basis: told.bases.iter().map(|basis| basis.0.clone()).collect(),
        terms: closed_terms(sitting),
        created_ms,
        not_before_ms: created_ms,
        not_after_ms: until.timestamp_millis(),
        sequence: ahead.sequence,
        previous: ahead.previous,
        schema: store::SCHEMA_VERSION,
        checkpoint: None,
        content: vec![content],
    };
    let Some(mut place) = to.place(sitting)? else { return Ok(BundleSealed::default()) };
    let words = place.words();
    let says = if kind == BundleKind::Correction { Says::Correction } else { Says::Withdrawal };
    let unnamed = Unnamed::at(place.as_ref(), sitting.now, (says, partner)).of(sent.kept.id);
    let doing = Doing::of_unit(act).about(sent.kept.id);
    let (sealed, unnamed) = sitting.write(doing, |w| {
        let sealed = seal_into(w, &mut place, &plan, &to.exchange)?;
        w.inner.note_bundle(&ahead.taken_by(&sealed, created_ms))?;
        Ok((sealed, unnamed.set_out(w, &sealed)?))
    })?;
    unnamed.finish(sitting, place)?;
    Ok(BundleSealed {
        saved: true,
        place: words,
        disclosure: Some(sent.kept.id.into()),
        records: u32::try_from(records).unwrap_or(u32::MAX),
        bytes: sealed.bytes,
        sha256: hex(&sealed.sha256.0),
        sequence: ahead.sequence,
    })
}

//! What follows a bundle: a correction where a record of it changed, a withdrawal where it should be deleted. A notice holds
//! numbers of records and a reason, nothing of what they say, so it needs no gate; it stands on the same line.

use crate::asks::sharing::{BundleSealed, NotifyCorrection, WithdrawBundle};
use crate::keeping::{Doing, Kept, id_of};
use crate::sharing_notice::Notice;
use crate::sharing_seal::bundle_route;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::unit::hex;
use bundles::{AgreementVersion, BundleKind, Content, Correction, Withdrawal};
use casework::disclosure::Disclosure;
use casework::ids::{DisclosureId, RecordId};
use store::Id;

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
    let notice = Notice {
        kind,
        content,
        partner,
        route: bundle_route(told.route),
        agreement,
        purpose: crate::views::code_of(&told.purpose),
        basis: told.bases.iter().map(|basis| basis.0.clone()).collect(),
        disclosure: Some(sent.kept.id),
        doing: Doing::of_unit(act).about(sent.kept.id),
    };
    let Some(saved) = notice.seal(sitting)? else { return Ok(BundleSealed::default()) };
    Ok(BundleSealed {
        saved: true,
        place: saved.place,
        disclosure: Some(sent.kept.id.into()),
        records: u32::try_from(records).unwrap_or(u32::MAX),
        bytes: saved.sealed.bytes,
        sha256: hex(&saved.sealed.sha256.0),
        sequence: saved.sequence,
    })
}

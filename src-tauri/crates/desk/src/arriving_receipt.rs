//! Receipts: what became of a bundle, sealed to whoever sent it. A receipt names nobody of a case, and whoever sealed it by
//! number alone.

use crate::arriving::{Looked, look};
use crate::asks::arrive::{OpenBundle, ReceiptSaved, WhichImport};
use crate::keeping::{Doing, Kept, id_of, record_of};
use crate::sharing_cut_off::{Says, Unnamed};
use crate::sharing_seal::{LineAhead, SealedTo, closed_terms, seal_into};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use bundles::{AgreementVersion, BundleKind, CaseOutcome, Content, KeyBytes, Plan, ReceiptOutcome};
use casework::disclosure::Route;
use casework::ids::{PartnerId, RecordId};
use casework::import::{CaseVerdict, Import};
use chrono::TimeDelta;
use store::{Hash, Id};

/// Days for which a receipt can be brought in.
const GOOD_FOR_DAYS: i64 = 180;
/// Codes travel in a receipt; the words of a reason stay here, where they may name somebody.
const REJECTED: &str = "rejected-by-receiver";

/// The bundle a receipt answers.
struct Answered {
    partner: PartnerId,
    route: bundles::Route,
    /// By the sender's own number.
    agreement: Option<AgreementVersion>,
    /// The act, and what it is about.
    act: &'static str,
    about: RecordId,
}

/// Seals a receipt to whoever sent a bundle: what was accepted, what was rejected.
pub fn seal_receipt(sitting: &mut Sitting<'_>, ask: WhichImport) -> Outcome<ReceiptSaved> {
    let kept: Kept<Import> = sitting.read(ask.import)?;
    let import = &kept.body;
    let agreement = import
        .agreement
        .as_ref()
        .and_then(|theirs| Some(AgreementVersion { id: Id(crate::walls::unhex(&theirs.id)?), version: theirs.version }));
    let route = match import.route {
        Route::Agreement => bundles::Route::Agreement,
        Route::OneOff => bundles::Route::OneOff,
        Route::Emergency => bundles::Route::Emergency,
    };
    let receipt = decided(sitting, import)?;
    send(sitting, &Answered { partner: import.partner, route, agreement, act: "seal_receipt", about: kept.id }, &receipt)
}

/// Seals a receipt for a bundle that was looked into and that nobody has decided on yet.
pub fn seal_opened_receipt(sitting: &mut Sitting<'_>, ask: OpenBundle) -> Outcome<ReceiptSaved> {
    let Looked::Staged(staged) = look(sitting, &ask.file, ask.agreement)? else {
        // Under which agreement it came is said first.
        return Err(Plain::NotFound.into());
    };
    let whole = &staged.contents.whole;
    let manifest = &whole.manifest;
    if manifest.kind != BundleKind::Cases {
        return Err(Plain::NothingToReceipt.into());
    }
    let receipt = bundles::Receipt {
        bundle: manifest.bundle_id,
        sha256: whole.sha256,
        outcome: ReceiptOutcome::Opened,
        reason: None,
        cases: Vec::new(),
        at_ms: sitting.now.timestamp_millis(),
        by: id_of(sitting.session.member.into()),
    };
    let answered = Answered {
        partner: staged.partner.id.into(),
        route: manifest.route,
        agreement: manifest.agreement,
        act: "seal_opened_receipt",
        about: staged.partner.id,
    };
    send(sitting, &answered, &receipt)
}

fn send(sitting: &mut Sitting<'_>, answered: &Answered, receipt: &bundles::Receipt) -> Outcome<ReceiptSaved> {
    let to = SealedTo::of(sitting, answered.partner)?;
    let ahead = LineAhead::of(sitting, answered.partner, answered.agreement.map(|of| record_of(of.id).into()))?;
    let Some(mut place) = to.place(sitting)? else { return Ok(ReceiptSaved::default()) };
    let words = place.words();
    let unnamed = Unnamed::at(place.as_ref(), sitting.now, (Says::Receipt, answered.partner));
    let created_ms = sitting.now.timestamp_millis();
    let plan = Plan {
        kind: BundleKind::Receipt,
        route: answered.route,
        sender_unit: Id(to.exchange.unit),
        exporter: id_of(sitting.session.member.into()),
        recipients: vec![bundles::Recipient { unit: Id(to.pinned.unit), key: KeyBytes(to.pinned.sealing) }],
        agreement: answered.agreement,
        purpose: "receipt".to_owned(),
        basis: Vec::new(),
        terms: closed_terms(sitting),
        created_ms,
        not_before_ms: created_ms,
        not_after_ms: (sitting.now + TimeDelta::days(GOOD_FOR_DAYS)).timestamp_millis(),
        sequence: ahead.sequence,
        previous: ahead.previous,
        schema: store::SCHEMA_VERSION,
        checkpoint: None,
        content: vec![Content::Receipt(receipt)],
    };
    let unnamed = sitting.write(Doing::of_unit(answered.act).about(answered.about), |w| {
        let sealed = seal_into(w, &mut place, &plan, &to.exchange)?;
        w.inner.note_bundle(&ahead.taken_by(&sealed, created_ms))?;
        unnamed.set_out(w, &sealed)
    })?;
    unnamed.finish(sitting, place)?;
    Ok(ReceiptSaved { saved: true, place: words })
}

/// What was accepted and what was rejected when it was brought in.
fn decided(sitting: &Sitting<'_>, import: &Import) -> Outcome<bundles::Receipt> {
    if import.cases.is_empty() {
        return Err(Plain::NothingToReceipt.into());
    }
    let outcome = |verdict: &CaseVerdict| match verdict {
        CaseVerdict::Accepted => (ReceiptOutcome::Accepted, None),
        CaseVerdict::Rejected(_) => (ReceiptOutcome::Rejected, Some(REJECTED.to_owned())),
    };
    let mut cases: Vec<CaseOutcome> = import
        .cases
        .iter()
        .map(|case| {
            let (outcome, reason) = outcome(&case.verdict);
            CaseOutcome { case: id_of(case.case.into()), outcome, reason }
        })
        .collect();
    cases.sort_by_key(|case| case.case);
    let any = cases.iter().any(|case| case.outcome == ReceiptOutcome::Accepted);
    let read = |text: &str| crate::walls::unhex::<32>(text).ok_or(Plain::NotFound);
    Ok(bundles::Receipt {
        bundle: Id(crate::walls::unhex(&import.bundle).ok_or(Plain::NotFound)?),
        sha256: Hash(read(&import.sha256)?),
        outcome: if any { ReceiptOutcome::Accepted } else { ReceiptOutcome::Rejected },
        reason: (!any).then(|| REJECTED.to_owned()),
        cases,
        at_ms: sitting.now.timestamp_millis(),
        by: id_of(sitting.session.member.into()),
    })
}

//! Receipts: what became of a bundle, sealed to whoever sent it. A receipt names nobody of a case, and whoever sealed it by
//! number alone.

use crate::arriving::{Looked, look};
use crate::asks::arrive::{OpenBundle, ReceiptSaved, WhichImport};
use crate::keeping::{Doing, Kept, id_of};
use crate::sharing_notice::Notice;
use crate::sharing_seal::bundle_route;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use bundles::{AgreementVersion, BundleKind, CaseOutcome, Content, ReceiptOutcome};
use casework::ids::PartnerId;
use casework::import::{CaseVerdict, Import};
use store::{Hash, Id};

/// Codes travel in a receipt; the words of a reason stay here, where they may name somebody.
const REJECTED: &str = "rejected-by-receiver";

/// Seals a receipt to whoever sent a bundle: what was accepted, what was rejected.
pub fn seal_receipt(sitting: &mut Sitting<'_>, ask: WhichImport) -> Outcome<ReceiptSaved> {
    let kept: Kept<Import> = sitting.read(ask.import)?;
    let import = &kept.body;
    let agreement = import
        .agreement
        .as_ref()
        .and_then(|theirs| Some(AgreementVersion { id: Id(crate::walls::unhex(&theirs.id)?), version: theirs.version }));
    let receipt = decided(sitting, import)?;
    let doing = Doing::of_unit("seal_receipt").about(kept.id);
    send(sitting, (import.partner, bundle_route(import.route), agreement), &receipt, doing)
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
    let doing = Doing::of_unit("seal_opened_receipt").about(staged.partner.id);
    send(sitting, (staged.partner.id.into(), manifest.route, manifest.agreement), &receipt, doing)
}

/// To whom it goes, by which route and under which agreement, by the sender's own number, are the bundle's that it answers.
fn send(
    sitting: &mut Sitting<'_>,
    (partner, route, agreement): (PartnerId, bundles::Route, Option<AgreementVersion>),
    receipt: &bundles::Receipt,
    doing: Doing,
) -> Outcome<ReceiptSaved> {
    let notice = Notice {
        kind: BundleKind::Receipt,
        content: Content::Receipt(receipt),
        partner,
        route,
        agreement,
        purpose: "receipt".to_owned(),
        basis: Vec::new(),
        disclosure: None,
        doing,
    };
    let saved = notice.seal(sitting)?;
    Ok(saved.map_or_else(ReceiptSaved::default, |saved| ReceiptSaved { saved: true, place: saved.place }))
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

//! Bundles that came: listed, taken back whole, brought back again, and receipted to whoever sent them.

use crate::asks::arrive::{ImportView, ImportsView, ReceiptSaved, UndoImport, WhichImport};
use crate::asks::shared::{Nothing, Recorded};
use crate::keeping::{Doing, Kept, Writing, id_of};
use crate::papers::cannot_write;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Form, Outcome, Plain};
use bundles::{AgreementVersion, BundleKind, CaseOutcome, Content, KeyBytes, Plan, ReceiptOutcome, Signers};
use casework::disclosure::Route;
use casework::import::{CaseVerdict, Import, Undone};
use casework::partner::Partner;
use chrono::TimeDelta;
use std::io::Write;
use store::{BundleLine, BundleOfLine, Direction, Hash, Id, Settled};

/// Every bundle brought in, the newest first.
pub fn imports(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<ImportsView> {
    let partners: Vec<Kept<Partner>> = sitting.all_of()?;
    let mut all: Vec<Kept<Import>> = sitting.all_of()?;
    all.sort_by_key(|kept| std::cmp::Reverse((kept.body.brought_in_at, kept.id)));
    let view = |kept: Kept<Import>| {
        let import = kept.body;
        let partner = partners.iter().find(|partner| partner.id == import.partner.into());
        let accepted = import.cases.iter().filter(|case| case.verdict == CaseVerdict::Accepted).count();
        let size = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        ImportView {
            import: kept.id.into(),
            partner_name: partner.map(|partner| partner.body.unit_name.clone()).unwrap_or_default(),
            brought_in_at: import.brought_in_at,
            sequence: import.sequence,
            accepted: size(accepted),
            rejected: size(import.cases.len() - accepted),
            new: import.counts.new,
            changed: import.counts.changed,
            quarantined: size(import.quarantined.len()),
            delete_by: import.terms.delete_by,
            undone: import.undone.map(|undone| undone.why).unwrap_or_default(),
        }
    };
    Ok(ImportsView { imports: all.into_iter().map(view).collect() })
}

/// Takes an import back: what it brought stays in the journal, stands in nothing, and can be brought back.
pub fn undo_import(sitting: &mut Sitting<'_>, ask: UndoImport) -> Outcome<Recorded> {
    let kept: Kept<Import> = sitting.read(ask.import)?;
    let mut form = Form::default();
    form.needs("why", &ask.why, "Say why it is taken back.");
    form.done()?;
    if kept.body.undone.is_some() {
        return Err(Plain::AlreadyUndone.into());
    }
    let undone = Undone { by: sitting.session.member, at: sitting.now, why: ask.why.trim().to_owned() };
    sitting.write(Doing::of_unit("undo_import").about(kept.id), |w| {
        let brought = w.inner.store().imported_by(id_of(kept.id))?;
        let entries: Vec<Id> = brought.iter().filter(|one| !one.set_aside).map(|one| one.entry).collect();
        aside(w, &entries, "undone")?;
        w.amend(kept.id, "undone", &Some(undone))
    })?;
    Ok(Recorded { record: kept.id })
}

/// Brings an import back that was taken back.
pub fn bring_back_import(sitting: &mut Sitting<'_>, ask: WhichImport) -> Outcome<Recorded> {
    let kept: Kept<Import> = sitting.read(ask.import)?;
    if kept.body.undone.is_none() {
        return Err(Plain::NotUndone.into());
    }
    sitting.write(Doing::of_unit("bring_back_import").about(kept.id), |w| {
        let store = w.inner.store();
        let mut entries = Vec::new();
        for one in store.imported_by(id_of(kept.id))?.iter().filter(|one| one.set_aside) {
            // What was unfit or withdrawn stays aside.
            let undone = store.set_aside_of(one.record)?.iter().any(|known| known.entry == one.entry && known.why == "undone");
            if undone {
                entries.push(one.entry);
            }
        }
        let settled = w.inner.bring_back(&entries)?;
        lists_again(w, &settled)?;
        w.amend(kept.id, "undone", &None::<Undone>)
    })?;
    Ok(Recorded { record: kept.id })
}

/// Sets entries aside and makes the lists of what still stands anew.
pub(crate) fn aside(w: &mut Writing<'_, '_>, entries: &[Id], why: &str) -> Outcome<()> {
    let settled = w.inner.set_aside(entries, why)?;
    lists_again(w, &settled)
}

fn lists_again(w: &mut Writing<'_, '_>, settled: &Settled) -> Outcome<()> {
    settled.standing.iter().try_for_each(|record| w.index_again(*record))
}

/// Days for which a receipt can be brought in.
const GOOD_FOR_DAYS: i64 = 180;
/// Codes travel in a receipt; the words of a reason stay here, where they may name somebody.
const REJECTED: &str = "rejected-by-receiver";

/// Seals a receipt to whoever sent a bundle: what was accepted, what was rejected. It names no person.
pub fn seal_receipt(sitting: &mut Sitting<'_>, ask: WhichImport) -> Outcome<ReceiptSaved> {
    let kept: Kept<Import> = sitting.read(ask.import)?;
    let import = &kept.body;
    let exchange = sitting.exchange()?;
    let pinned = sitting.compared_partner(import.partner)?;
    let receipt = receipt_of(sitting, import)?;
    let agreement = import
        .agreement
        .as_ref()
        .and_then(|theirs| Some(AgreementVersion { id: Id(crate::walls::unhex(&theirs.id)?), version: theirs.version }));
    let line = BundleLine {
        partner: id_of(import.partner.into()),
        agreement: agreement.map(|agreement| agreement.id),
        direction: Direction::Sent,
    };
    let last = sitting.store().last_of_line(&line)?;
    let created_ms = sitting.now.timestamp_millis();
    let to = bundles::Recipient { unit: Id(pinned.unit), key: KeyBytes(pinned.sealing) };
    let mut plan = receipt_plan(sitting, import, (Id(exchange.unit), to), &receipt);
    plan.agreement = agreement;
    plan.sequence = last.map_or(1, |before| before.sequence.saturating_add(1));
    plan.previous = last.map_or(Hash::NONE, |before| before.hash);
    let name = bundles::fresh_file_name().map_err(|cause| Fault { place: "arriving.name", cause: cause.to_string() })?;
    let Some(mut place) = sitting.surroundings.pick_place(&name).map_err(|cause| cannot_write(&cause))? else {
        return Ok(ReceiptSaved::default());
    };
    let words = place.words();
    sitting.write(Doing::of_unit("seal_receipt").about(kept.id), |w| {
        let signers = Signers { unit: &exchange.keys, exporter: &w.hands.unlocked().user_keys };
        let sealed = bundles::seal(&mut place, &plan, &signers)
            .map_err(|cause| Fault { place: "arriving.receipt", cause: cause.to_string() })?;
        place.flush().map_err(|cause| cannot_write(&cause))?;
        let of_line =
            BundleOfLine { line, sequence: plan.sequence, bundle: sealed.bundle_id, hash: sealed.sha256, at_ms: created_ms };
        Ok(w.inner.note_bundle(&of_line)?)
    })?;
    place.finish().map_err(|cause| cannot_write(&cause))?;
    Ok(ReceiptSaved { saved: true, place: words })
}

/// The first of its line until its place is known.
fn receipt_plan<'a>(
    sitting: &Sitting<'_>,
    import: &Import,
    (from, to): (Id, bundles::Recipient),
    receipt: &'a bundles::Receipt,
) -> Plan<'a> {
    let created_ms = sitting.now.timestamp_millis();
    Plan {
        kind: BundleKind::Receipt,
        route: match import.route {
            Route::Agreement => bundles::Route::Agreement,
            Route::OneOff => bundles::Route::OneOff,
            Route::Emergency => bundles::Route::Emergency,
        },
        sender_unit: from,
        exporter: id_of(sitting.session.member.into()),
        recipients: vec![to],
        agreement: None,
        purpose: "receipt".to_owned(),
        basis: Vec::new(),
        terms: bundles::Terms {
            marking: sitting.unit.marking.split_whitespace().collect::<Vec<_>>().join("-"),
            onward: bundles::Onward::NotAllowed,
            onward_parties: Vec::new(),
            printing: bundles::Printing::NotAllowed,
            delete_by: None,
            review_by: None,
        },
        created_ms,
        not_before_ms: created_ms,
        not_after_ms: (sitting.now + TimeDelta::days(GOOD_FOR_DAYS)).timestamp_millis(),
        sequence: 1,
        previous: Hash::NONE,
        schema: store::SCHEMA_VERSION,
        checkpoint: None,
        content: vec![Content::Receipt(receipt)],
    }
}

fn receipt_of(sitting: &Sitting<'_>, import: &Import) -> Outcome<bundles::Receipt> {
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

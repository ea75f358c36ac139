//! Bringing a bundle in: one transaction with one root act, what was accepted and nothing else.

use crate::arriving::{Looked, Staged, look};
use crate::arriving_bring::{Weighed, bring, by_case};
use crate::asks::arrive::{ArrivingVerdict, BundleTaken, ConflictChoice, Pick, TakeBundle};
use crate::keeping::{Doing, Filing, Kept, Writing, id_of, moment_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain, Trouble};
use crate::unit::hex;
use bundles::{BundleKind, CarriedRecord, ReceiptOutcome};
use casework::agreement::{Onward, Printing};
use casework::body::Kind;
use casework::disclosure::{Disclosure, Receipt, Route};
use casework::import::{CaseVerdict, Import, ImportCounts, ImportedCase, Quarantined, SendersAgreement, Terms};
use std::collections::BTreeMap;
use store::{Arrival, BundleLine, BundleOfLine, Conflict, Direction, Id, Record};

/// Brings in what was accepted. All of it or nothing.
pub fn take_bundle(sitting: &mut Sitting<'_>, ask: TakeBundle) -> Outcome<BundleTaken> {
    let Looked::Staged(staged) = look(sitting, &ask.file, ask.agreement)? else { return Err(Plain::ArrivingChanged.into()) };
    let mut import = import_of(sitting, &staged)?;
    let (accepted, cases) = verdicts(&staged, &ask)?;
    if !accepted.is_empty() {
        crate::readiness::ready_for_real_people(sitting)?;
    }
    import.cases = cases;
    let filing = Filing::of_unit(sitting.session.agency);
    let role = sitting.session.role;
    let doing = Doing::of_unit("take_bundle").about(staged.partner.id);
    let line = line_of(&staged, sitting.now.timestamp_millis());
    sitting.write(doing, |w| {
        let arrival = Arrival { import: w.inner.fresh_id()?, sequence: import.sequence };
        let weighed = bring(w, &accepted, arrival)?;
        if weighed.values().any(|case| case.cannot.is_some()) {
            return Err(Plain::CannotBringIn.into());
        }
        let open = settle(w, &weighed, &ask.conflicts, role)?;
        heed_notice(w, &staged)?;
        import.counts = counts(&weighed, open);
        let refused = weighed.values().flat_map(|case| &case.refused);
        let refused = refused.map(|one| Quarantined { record: one.record, entries: 0, why: one.why.clone() });
        import.quarantined.extend(refused);
        let record = record_of(arrival.import);
        w.create_as(record, filing, &import)?;
        w.inner.note_bundle(&line).map_err(|fault| match fault {
            store::Fault::Taken => crate::arriving::in_words(&bundles::OpenRefusal::Forked { sequence: line.sequence }),
            other => Trouble::from(other),
        })?;
        Ok(BundleTaken {
            import: record.into(),
            new: import.counts.new,
            changed: import.counts.changed,
            open_conflicts: open,
            refused: import.counts.refused,
            unread: import.counts.unknown,
        })
    })
}

type ByCase<'b> = BTreeMap<Id, Vec<&'b CarriedRecord>>;

/// The records of the cases that were accepted, and the verdict on every case. A case without one is none.
fn verdicts<'b>(staged: &'b Staged, ask: &TakeBundle) -> Outcome<(ByCase<'b>, Vec<ImportedCase>)> {
    let mut come = by_case(&staged.contents.records);
    let mut form = Form::default();
    let mut accepted = BTreeMap::new();
    let mut cases = Vec::with_capacity(ask.cases.len());
    for (place, choice) in ask.cases.iter().enumerate() {
        let records = come.remove(&id_of(choice.case.into())).ok_or(Plain::ArrivingChanged)?;
        let verdict = match &choice.verdict {
            ArrivingVerdict::Accept => {
                accepted.insert(id_of(choice.case.into()), records);
                CaseVerdict::Accepted
            }
            ArrivingVerdict::Reject(why) => {
                form.needs(&format!("cases.{place}.reason"), why, "Say why this case is not brought in. The sender reads it.");
                CaseVerdict::Rejected(why.trim().to_owned())
            }
        };
        cases.push(ImportedCase { case: choice.case, verdict });
    }
    form.done()?;
    if come.is_empty() { Ok((accepted, cases)) } else { Err(Plain::VerdictsMissing.into()) }
}

/// Lets what was chosen stand. What may hurt somebody has to be chosen; the rest goes on standing side by side.
/// How many conflicts stay open.
fn settle(
    w: &mut Writing<'_, '_>,
    weighed: &BTreeMap<Id, Weighed>,
    choices: &[ConflictChoice],
    role: casework::agency::Role,
) -> Outcome<u32> {
    let mut left: Vec<&ConflictChoice> = choices.iter().collect();
    let mut open = 0;
    for (record, conflict) in weighed.values().flat_map(Weighed::conflicts) {
        let meant = |choice: &&ConflictChoice| id_of(choice.record) == record.id && choice.field == conflict.field;
        let choice = left.iter().position(meant).map(|place| left.swap_remove(place));
        match choice.map(|choice| choice.pick) {
            None if is_dangerous(record, conflict) => return Err(Plain::ConflictsWithoutChoice.into()),
            None | Some(Pick::Both) => open += 1,
            Some(Pick::Entry(entry)) => {
                let kind = Kind::from_code(&record.kind).ok_or(Plain::ArrivingChanged)?;
                if crate::labels::is_closed_to(kind, role) {
                    return Err(Plain::NotOwner.into());
                }
                let value = crate::conflicts::value_of(record, &conflict.field, entry).ok_or(Plain::ArrivingChanged)?;
                w.amend(record_of(record.id), &conflict.field, value)?;
            }
        }
    }
    if left.is_empty() { Ok(open) } else { Err(Plain::ArrivingChanged.into()) }
}

fn is_dangerous(record: &Record, conflict: &Conflict) -> bool {
    Kind::from_code(&record.kind).is_some_and(|kind| crate::conflicts::is_dangerous(kind, &conflict.field))
}

fn counts(weighed: &BTreeMap<Id, Weighed>, conflicting: u32) -> ImportCounts {
    let sum = |of: fn(&Weighed) -> u32| weighed.values().map(of).fold(0, u32::saturating_add);
    ImportCounts {
        new: sum(|case| case.new),
        changed: sum(|case| case.changed),
        conflicting,
        refused: sum(|case| u32::try_from(case.refused.len()).unwrap_or(u32::MAX)),
        unknown: sum(|case| case.unread),
    }
}

fn line_of(staged: &Staged, at_ms: i64) -> BundleOfLine {
    let whole = &staged.contents.whole;
    let agreement = whole.manifest.agreement.map(|agreement| agreement.id);
    BundleOfLine {
        line: BundleLine { partner: id_of(staged.partner.id), agreement, direction: Direction::Received },
        sequence: whole.manifest.sequence,
        bundle: whole.manifest.bundle_id,
        hash: whole.sha256,
        at_ms,
    }
}

/// The record of the import, before anything was counted.
fn import_of(sitting: &Sitting<'_>, staged: &Staged) -> Outcome<Import> {
    let (contents, whole) = (&staged.contents, &staged.contents.whole);
    let manifest = &whole.manifest;
    let aside = contents.quarantined.iter().map(|aside| Quarantined {
        record: record_of(aside.record.unwrap_or(Id([0; 16]))),
        entries: u32::try_from(aside.entries).unwrap_or(u32::MAX),
        why: aside.why.code().to_owned(),
    });
    Ok(Import {
        bundle: hex(&manifest.bundle_id.0),
        sha256: hex(&whole.sha256.0),
        partner: staged.partner.id.into(),
        route: route(manifest.route),
        agreement: manifest.agreement.map(|theirs| SendersAgreement {
            id: hex(&theirs.id.0),
            version: theirs.version,
            ours: staged.ours.as_ref().map(|kept| kept.id.into()),
        }),
        terms: terms(sitting, staged)?,
        sequence: manifest.sequence,
        line: hex(&manifest.line().0),
        previous: hex(&manifest.previous.0),
        sealed_at: moment_of(manifest.created_ms),
        brought_in_at: sitting.now,
        by: sitting.session.member,
        cases: Vec::new(),
        counts: ImportCounts::default(),
        quarantined: aside.collect(),
        forms: crate::carried_forms::arriving(contents)?.kept,
        undone: None,
        originator_agreed: Vec::new(),
    })
}

/// The route as our records name it. What comes from our own unit's other laptop comes under the unit's own footing.
pub(crate) const fn route(route: bundles::Route) -> Route {
    match route {
        bundles::Route::Agreement | bundles::Route::OwnUnit => Route::Agreement,
        bundles::Route::OneOff => Route::OneOff,
        bundles::Route::Emergency => Route::Emergency,
    }
}

/// What the sender binds us to. Units we do not know may be passed nothing on to.
pub(crate) fn terms(sitting: &Sitting<'_>, staged: &Staged) -> Outcome<Terms> {
    let manifest = &staged.contents.whole.manifest;
    let onward = match manifest.terms.onward {
        bundles::Onward::NotAllowed => Onward::NotAllowed,
        bundles::Onward::WithOriginatorsAgreement => Onward::WithOriginatorsAgreement,
        bundles::Onward::NamedParties => {
            let mut named: Vec<casework::ids::PartnerId> = Vec::new();
            for unit in &manifest.terms.onward_parties {
                if let Some(kept) = sitting.partner_of_unit(&unit.0)? {
                    named.push(kept.id.into());
                }
            }
            Onward::NamedParties(named)
        }
    };
    Ok(Terms {
        onward,
        purposes: crate::views::of_code(&manifest.purpose).into_iter().collect(),
        printing: match manifest.terms.printing {
            bundles::Printing::Allowed => Printing::Allowed,
            bundles::Printing::NotAllowed => Printing::NotAllowed,
        },
        delete_by: manifest.terms.delete_by.as_deref().and_then(|day| day.parse().ok()),
    })
}

/// Does what a receipt or an accepted withdrawal asks for. A correction is noted alone.
fn heed_notice(w: &mut Writing<'_, '_>, staged: &Staged) -> Outcome<()> {
    let contents = &staged.contents;
    match contents.whole.manifest.kind {
        BundleKind::Cases | BundleKind::OwnUnit | BundleKind::Correction => Ok(()),
        BundleKind::Receipt => match &contents.receipt {
            Some(receipt) => keep_receipt(w, staged, receipt),
            None => Ok(()),
        },
        BundleKind::Withdrawal => match &contents.withdrawal {
            Some(asked) => set_aside(w, staged, asked),
            None => Ok(()),
        },
    }
}

/// The disclosure whose bundle it was says what became of it. One that another partner got stays as it is.
fn keep_receipt(w: &mut Writing<'_, '_>, staged: &Staged, receipt: &bundles::Receipt) -> Outcome<()> {
    let bundle = hex(&receipt.bundle.0);
    let mut about = None;
    for record in w.inner.store().records_of_kind(Kind::Disclosure.code(), MOST)?.iter().filter(|record| !record.closed) {
        let kept: Kept<Disclosure> = crate::keeping::kept(record)?;
        let theirs = kept.body.recipient.partner == Some(staged.partner.id.into());
        if theirs && kept.body.bundle.as_deref() == Some(bundle.as_str()) {
            about = Some(kept);
        }
    }
    let Some(disclosure) = about else { return Ok(()) };
    crate::sharing_cut_off::proven(w, &disclosure)?;
    // Files come in any order: that it was opened says less than what was decided since.
    if receipt.outcome == ReceiptOutcome::Opened && matches!(disclosure.body.receipt, Receipt::Accepted | Receipt::Rejected(_)) {
        return Ok(());
    }
    let said = match receipt.outcome {
        ReceiptOutcome::Opened => Receipt::Opened,
        ReceiptOutcome::Accepted => Receipt::Accepted,
        ReceiptOutcome::Rejected => Receipt::Rejected(receipt.reason.clone().unwrap_or_default().replace('-', " ")),
    };
    w.amend(disclosure.id, "receipt", &said)
}

/// More disclosures than this are never looked through.
const MOST: u32 = 100_000;

/// Sets aside what the named bundles of this sender brought of the named records. Nothing is removed, and it can be undone.
fn set_aside(w: &mut Writing<'_, '_>, staged: &Staged, asked: &bundles::Withdrawal) -> Outcome<()> {
    let bundles: Vec<String> = asked.bundles.iter().map(|bundle| hex(&bundle.0)).collect();
    let mut entries = Vec::new();
    for record in w.inner.store().records_of_kind(Kind::Import.code(), MOST)? {
        let kept: Kept<Import> = crate::keeping::kept(&record)?;
        if kept.body.partner == staged.partner.id.into() && bundles.contains(&kept.body.bundle) {
            let brought = w.inner.store().imported_by(record.id)?;
            let meant = brought.iter().filter(|one| !one.set_aside && asked.records.contains(&one.record));
            entries.extend(meant.map(|one| one.entry));
        }
    }
    crate::arriving_undo::aside(w, &entries, "withdrawn")
}

/// What a receipt says, in words.
pub(crate) fn receipt_words(receipt: &bundles::Receipt) -> String {
    let count = |outcome: ReceiptOutcome| receipt.cases.iter().filter(|case| case.outcome == outcome).count();
    match receipt.outcome {
        ReceiptOutcome::Opened => "They opened it and have not decided yet.".to_owned(),
        ReceiptOutcome::Accepted => {
            let (accepted, rejected) = (count(ReceiptOutcome::Accepted), count(ReceiptOutcome::Rejected));
            let cases = if accepted == 1 { "1 case".to_owned() } else { format!("{accepted} cases") };
            format!("They brought it in: {cases} accepted, {rejected} rejected.")
        }
        ReceiptOutcome::Rejected => "They brought nothing of it in.".to_owned(),
    }
}

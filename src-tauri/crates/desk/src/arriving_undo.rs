//! Bundles that came: listed, taken back whole, brought back again.

use crate::asks::arrive::{ImportView, ImportsView, UndoImport, WhichImport};
use crate::asks::shared::{Nothing, Recorded};
use crate::keeping::{Doing, Kept, Writing, id_of};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::import::{CaseVerdict, Import, Undone};
use casework::partner::Partner;
use store::{Id, Settled};

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

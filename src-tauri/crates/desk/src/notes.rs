//! Notes behind a wall: written into a compartment, shown to whoever opened it, to everybody else that they are there.

use crate::asks::restricted::SealRecord;
use crate::asks::shared::{Recorded, WhichCase};
use crate::asks::walls::{NoteView, NotesView, SealedNotes, WriteNote};
use crate::keeping::{Doing, Filing, Writing, as_value, id_of, moment_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::walls::{label, searched};
use casework::body::{Body, Kind, category_of_agency_word};
use casework::contact::ContactMade;
use casework::ids::RecordId;
use casework::meeting::Contribution;
use casework::note::{NoteOf, PrivateNote};
use casework::referral::CaseFile;
use std::collections::BTreeMap;
use store::Record;

impl Writing<'_, '_> {
    /// Makes a record in a compartment that is open here. No list, timeline or open search hears of it.
    pub(crate) fn create_sealed<B: Body>(&mut self, compartment: &str, filing: Filing, body: &B) -> Outcome<RecordId> {
        let record = record_of(self.inner.fresh_id()?);
        let category = filing.category.unwrap_or_else(|| category_of_agency_word(filing.owner));
        self.inner.create_in(compartment, filing.place::<B>(record, category), &as_value(body)?)?;
        Ok(record)
    }
}

impl Sitting<'_> {
    /// Lets this session's own search find a note that was just written.
    pub(crate) fn index_sealed(&self, record: RecordId) -> Outcome<()> {
        if let Some(found) = self.store().record(id_of(record))?
            && let Some(text) = searched(&found)
        {
            self.store().index_one_opened(&found, &text)?;
        }
        Ok(())
    }
}

/// Writes a note for the people of a compartment alone.
pub fn write_note(sitting: &mut Sitting<'_>, ask: WriteNote) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let mut form = Form::default();
    form.needs("text", &ask.text, "Write the note.");
    form.done()?;
    open_to_me(sitting, &ask.compartment)?;
    let note = PrivateNote { what: NoteOf::Agency, text: ask.text };
    let filing = Filing::under(ask.case, sitting.session.agency);
    let doing = Doing::in_case("write_note", ask.case);
    let record = sitting.write(doing, |w| w.create_sealed(&ask.compartment, filing, &note))?;
    sitting.index_sealed(record)?;
    Ok(Recorded { record })
}

/// Refuses where a compartment is not open to whoever is signed in; a colleague who stepped in reads and does not write.
fn open_to_me(sitting: &Sitting<'_>, code: &str) -> Outcome<()> {
    let known = sitting.store().compartment(code)?.ok_or(Plain::NotFound)?;
    if sitting.holds_own(&known)? { Ok(()) } else { Err(Plain::BehindAWall.into()) }
}

/// Kinds that may be sealed after they were open: what an agency said, and how contact with the victim went.
const MAY_BE_SEALED: [Kind; 2] = [Kind::Contribution, Kind::ContactMade];

/// Seals a record that was open, one's own agency's, into its compartment (C-11).
pub fn seal_record(sitting: &mut Sitting<'_>, ask: SealRecord) -> Outcome<Recorded> {
    open_to_me(sitting, &ask.compartment)?;
    let (kind, group) = sitting.kind_of(ask.record)?;
    let record = sitting.store().the_record(id_of(ask.record))?;
    if !MAY_BE_SEALED.contains(&kind) || record.owner != sitting.session.agency.code() {
        return Err(Plain::NotOwner.into());
    }
    if sitting.store().is_sealed(id_of(ask.record))? {
        return Err(Plain::AlreadySealed.into());
    }
    let doing = Doing { act: "seal_record", case: group.map(Into::into), subject: Some(ask.record), reason: None };
    sitting.write(doing, |w| {
        w.inner.seal_record(id_of(ask.record), &ask.compartment)?;
        w.touched.extend(group);
        Ok(())
    })?;
    sitting.store().checkpoint()?;
    sitting.index_sealed(ask.record)?;
    Ok(Recorded { record: ask.record })
}

/// The private notes of a case: those open to whoever asks, and how many are there besides. Reading them is an act.
pub fn notes(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<NotesView> {
    sitting.read::<CaseFile>(ask.case)?;
    sitting.note(Doing::in_case("read_notes", ask.case))?;
    let mut compartments: BTreeMap<RecordId, String> = BTreeMap::new();
    for sealed in sitting.store().sealed_in_case(id_of(ask.case.into()))? {
        // A restricted case is shown whole or not at all; annexes stand beside the plan.
        if store::case_of_restriction(&sealed.compartment).is_none() && sealed.kind != Kind::PlanAnnex.code() {
            compartments.insert(record_of(sealed.record), sealed.compartment);
        }
    }
    let mut open = Vec::new();
    for record in compartments.keys().copied().collect::<Vec<_>>() {
        let kept = sitting.store().the_record(id_of(record))?;
        if let Some(text) = said(&kept) {
            let compartment = compartments.remove(&record).unwrap_or_default();
            open.push(note_view(&kept, text, &compartment));
        }
    }
    open.sort_by_key(|note| note.at);
    let mut closed: BTreeMap<String, u32> = BTreeMap::new();
    for code in compartments.into_values() {
        *closed.entry(label(&code)).or_default() += 1;
    }
    let sealed = closed
        .into_iter()
        .map(|(compartment_label, count)| {
            let notes = if count == 1 { "note" } else { "notes" };
            let words = format!("{count} {notes} held by {compartment_label}: ask a colleague there.");
            SealedNotes { compartment_label, count, words }
        })
        .collect();
    Ok(NotesView { open, sealed })
}

/// What a sealed record says to whoever opened its compartment; nothing where it is closed.
pub(crate) fn said(record: &Record) -> Option<(NoteOf, String)> {
    match Kind::from_code(&record.kind)? {
        Kind::PrivateNote => record.read::<PrivateNote>().ok().map(|note| (note.what, note.text)),
        Kind::Contribution => record.read::<Contribution>().ok().map(|said| (NoteOf::Agency, said.knows)),
        Kind::ContactMade => record.read::<ContactMade>().ok().map(|made| (NoteOf::Agency, made.what)),
        _ => None,
    }
}

fn note_view(record: &Record, (what, text): (NoteOf, String), compartment: &str) -> NoteView {
    NoteView {
        record: record_of(record.id),
        what,
        compartment_label: label(compartment),
        agency_label: crate::history::agency_label(&record.owner),
        at: moment_of(record.made_at_ms),
        text,
    }
}

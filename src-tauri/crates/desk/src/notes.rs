//! Notes behind a wall: written into a compartment, shown to whoever opened it, to everybody else that they are there.

use crate::asks::shared::{Recorded, WhichCase};
use crate::asks::walls::{NoteView, NotesView, SealedNotes, WriteNote};
use crate::keeping::{Doing, Filing, Kept, Writing, as_value, id_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::walls::{label, searched};
use casework::body::{Body, category_of_agency_word};
use casework::ids::RecordId;
use casework::note::{NoteOf, PrivateNote};
use casework::referral::CaseFile;
use std::collections::BTreeMap;
use store::Placing;

impl Writing<'_, '_> {
    /// Makes a record in a compartment that is open here. No list, timeline or open search hears of it.
    pub(crate) fn create_sealed<B: Body>(&mut self, compartment: &str, filing: Filing, body: &B) -> Outcome<RecordId> {
        let record = record_of(self.inner.fresh_id()?);
        let category = filing.category.unwrap_or_else(|| category_of_agency_word(filing.owner));
        let placing = Placing {
            kind: B::KIND.code(),
            record: id_of(record),
            case: filing.group.map(id_of),
            owner: filing.owner.code(),
            category: category.code(),
        };
        self.inner.create_in(compartment, placing, &as_value(body)?)?;
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
    let known = sitting.store().compartment(&ask.compartment)?.ok_or(Plain::NotFound)?;
    if !sitting.store().is_open(&known) {
        return Err(Plain::BehindAWall.into());
    }
    let note = PrivateNote { what: NoteOf::Agency, text: ask.text };
    let filing = Filing::under(ask.case, sitting.session.agency);
    let doing = Doing::in_case("write_note", ask.case);
    let record = sitting.write(doing, |w| w.create_sealed(&ask.compartment, filing, &note))?;
    sitting.index_sealed(record)?;
    Ok(Recorded { record })
}

/// The private notes of a case: those open to whoever asks, and how many are there besides. Reading them is an act.
pub fn notes(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<NotesView> {
    sitting.read::<CaseFile>(ask.case)?;
    sitting.note(Doing::in_case("read_notes", ask.case))?;
    let mut compartments: BTreeMap<RecordId, String> = BTreeMap::new();
    for sealed in sitting.store().sealed_in_case(id_of(ask.case.into()))? {
        compartments.insert(record_of(sealed.record), sealed.compartment);
    }
    let mut open = Vec::new();
    for note in sitting.filed_under::<PrivateNote>(ask.case)? {
        let compartment = compartments.remove(&note.id).unwrap_or_default();
        open.push(note_view(note, &compartment));
    }
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

fn note_view(note: Kept<PrivateNote>, compartment: &str) -> NoteView {
    NoteView {
        record: note.id,
        what: note.body.what,
        compartment_label: label(compartment),
        agency_label: note.owner.label().to_owned(),
        at: note.made_at,
        text: note.body.text,
    }
}

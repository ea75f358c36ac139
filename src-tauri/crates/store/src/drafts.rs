//! What somebody is typing: one sealed row for each author, form and subject, gone on save. And the store's settings.

use crate::names::{maybe_bytes, maybe_id};
use crate::sql::{all, first, run, sql};
use crate::{Fault, Store};
use journal::{Id, canonical, read_canonical};
use rusqlite::Row;
use serde_json::Value;
use zeroize::Zeroizing;

/// A draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The form, as a code.
    pub form: String,
    /// The record or case it is about.
    pub subject: Option<Id>,
    /// When it was last kept, in Unix milliseconds.
    pub at_ms: i64,
    /// What was typed.
    pub body: Value,
}

/// What the draft's seal is bound to, so that no row can be put in another's place.
fn place_of(author: Id, form: &str, subject: &[u8]) -> Vec<u8> {
    [b"holdfast/draft/v1\0".as_slice(), &author.0, subject, b"\0", form.as_bytes()].concat()
}

impl Store {
    /// Keeps a draft in place of the one before. Not an act.
    ///
    /// # Errors
    /// [`Fault::NotCanonical`], or a fault of the store.
    pub fn put_draft(&self, author: Id, draft: &Draft) -> Result<(), Fault> {
        let subject = maybe_bytes(draft.subject.as_ref());
        let plaintext = Zeroizing::new(canonical(&draft.body)?);
        let place = place_of(author, &draft.form, subject);
        let sealed = sealing::seal(&self.draft_key, &place, &plaintext)?;
        let values = (author.0, &draft.form, subject, draft.at_ms, sealed);
        run(&self.conn, sql!("drafts/put"), values).map(|_| ())
    }

    /// The author's draft of this form about this subject.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn draft(&self, author: Id, form: &str, subject: Option<Id>) -> Result<Option<Draft>, Fault> {
        let values = (author.0, form, maybe_bytes(subject.as_ref()));
        first(&self.conn, sql!("drafts/get"), values, read_sealed)?.map(|row| self.open_draft(author, row)).transpose()
    }

    /// Every draft of an author, latest first.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn drafts(&self, author: Id) -> Result<Vec<Draft>, Fault> {
        all(&self.conn, sql!("drafts/list"), [author.0], read_sealed)?
            .into_iter()
            .map(|row| self.open_draft(author, row))
            .collect()
    }

    /// Lets a draft go: it was saved, or thrown away. Inside a write it goes with the save.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn drop_draft(&self, author: Id, form: &str, subject: Option<Id>) -> Result<(), Fault> {
        let values = (author.0, form, maybe_bytes(subject.as_ref()));
        run(&self.conn, sql!("drafts/drop"), values).map(|_| ())
    }

    fn open_draft(&self, author: Id, row: SealedDraft) -> Result<Draft, Fault> {
        let place = place_of(author, &row.form, &row.subject);
        let plaintext = sealing::open(&self.draft_key, &place, &row.sealed);
        let plaintext = Zeroizing::new(plaintext.map_err(|_| Fault::Unreadable)?);
        Ok(Draft { form: row.form, subject: maybe_id(&row.subject), at_ms: row.at_ms, body: read_canonical(&plaintext)? })
    }

    /// A setting; nothing where it was never set.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn setting(&self, key: &str) -> Result<Option<Value>, Fault> {
        let text: Option<String> = first(&self.conn, sql!("settings/get"), [key], |row| row.get("json"))?;
        text.map(|text| read_canonical(text.as_bytes()).map_err(Fault::from)).transpose()
    }

    /// Sets a setting. Not an act; nothing about a person.
    ///
    /// # Errors
    /// A fault of the store.
    pub fn set_setting(&self, key: &str, value: &Value) -> Result<(), Fault> {
        run(&self.conn, sql!("settings/put"), (key, value.to_string())).map(|_| ())
    }
}

struct SealedDraft {
    form: String,
    subject: Vec<u8>,
    at_ms: i64,
    sealed: Vec<u8>,
}

fn read_sealed(row: &Row<'_>) -> rusqlite::Result<SealedDraft> {
    Ok(SealedDraft { form: row.get("form")?, subject: row.get("subject")?, at_ms: row.get("at")?, sealed: row.get("sealed")? })
}

//! Files beside records: each under a key of its own, in sealed chunks, so that none is ever whole in memory.

use crate::compartments::Under;
use crate::sql::{all, first, insert, run, sql};
use crate::{Fault, Store, Writing};
use journal::{Hash, Id};
use rusqlite::Row;
use sealing::Hashing;
use serde::{Deserialize, Serialize};
use std::io::{ErrorKind, Read, Write};
use zeroize::Zeroizing;

/// An attachment is never longer, in bytes (security.md B-9).
pub const ATTACHMENT_LIMIT: u64 = 64 << 20;

/// Bytes of a file that are sealed together.
const CHUNK: usize = 64 << 10;

/// What a file is called and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentName {
    /// Its name as people read it. Sealed: it may name somebody.
    pub name: String,
    /// Its media type (RFC 6838).
    pub media: String,
}

/// What is known of a file that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AboutAttachment {
    /// What it is called and what it is.
    pub named: AttachmentName,
    /// Its length in bytes.
    pub length: u64,
    /// Its SHA-256.
    pub sha256: Hash,
}

/// How far an attachment can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentState {
    /// It can.
    Here(AboutAttachment),
    /// Its record lies in a compartment this session did not open.
    Closed,
    /// Its key was destroyed.
    Erased,
}

/// A file beside a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The attachment.
    pub id: Id,
    /// The record it belongs to.
    pub record: Id,
    /// When it was added here, in Unix milliseconds.
    pub added_at_ms: i64,
    /// What it is, as far as it can be read.
    pub state: AttachmentState,
}

/// What is sealed of it beside its chunks.
#[derive(Serialize, Deserialize)]
struct About {
    name: String,
    media: String,
    length: u64,
    sha256: String,
}

type Key = Zeroizing<[u8; 32]>;

/// A row of the attachment tables.
struct Lying {
    n: i64,
    id: Id,
    record_n: i64,
    record: Id,
    added_at_ms: i64,
    sealed: Option<(Vec<u8>, Vec<u8>)>,
    record_key: Option<[u8; 32]>,
}

/// The key of a file that came from another laptop.
pub(crate) enum FileKeyCame<'a> {
    /// Under its record's own key, which is the same on every laptop behind a wall.
    AsItLies(&'a [u8]),
    /// Opened.
    Opened(&'a Zeroizing<[u8; 32]>),
}

/// What opening it gave.
enum Opened {
    Here(Key, AboutAttachment),
    Closed,
    Erased,
}

impl Lying {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let sealed = (row.get::<_, Option<_>>("wrapped")?, row.get::<_, Option<_>>("about")?);
        Ok(Self {
            n: row.get("n")?,
            id: Id(row.get("id")?),
            record_n: row.get("record_n")?,
            record: Id(row.get("record")?),
            added_at_ms: row.get("added_at")?,
            sealed: sealed.0.zip(sealed.1),
            record_key: row.get("key")?,
        })
    }

    fn open(&self, store: &Store) -> Result<Opened, Fault> {
        let (Some((wrapped, about)), Some(under)) = (&self.sealed, store.under(self.record_n, self.record_key)?) else {
            return Ok(Opened::Erased);
        };
        let Some(key) = under.unwrap_key(&key_place(self.record, self.id), wrapped)? else { return Ok(Opened::Closed) };
        let plain = sealing::open_padded(&key, &about_place(self.id), about).map_err(|_| Fault::Unreadable)?;
        let about: About = serde_json::from_slice(&plain).map_err(|_| Fault::Unreadable)?;
        let sha256 = hex::decode(&about.sha256).ok().and_then(|bytes| Hash::from_slice(&bytes)).ok_or(Fault::Unreadable)?;
        let named = AttachmentName { name: about.name, media: about.media };
        Ok(Opened::Here(key, AboutAttachment { named, length: about.length, sha256 }))
    }
}

fn key_place(record: Id, attachment: Id) -> Vec<u8> {
    [b"holdfast/attachment-key/v1\0".as_slice(), &record.0, &attachment.0].concat()
}

fn about_place(attachment: Id) -> Vec<u8> {
    [b"holdfast/attachment-about/v1\0".as_slice(), &attachment.0].concat()
}

/// The place a chunk is bound to; the last says so, so that a file cut short does not open.
fn chunk_place(attachment: Id, place: u64, last: bool) -> Vec<u8> {
    [b"holdfast/attachment/v1\0".as_slice(), &attachment.0, &place.to_be_bytes(), &[u8::from(last)]].concat()
}

/// Fills the buffer as far as the source goes.
fn fill(source: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, Fault> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return Err(Fault::File),
        }
    }
    Ok(filled)
}

impl Under {
    /// A key of something that belongs to the record, under the record's own.
    fn wrap_key(&self, place: &[u8], key: &Key, record: Id) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Own(outer) | Self::Compartment { key: outer, .. } => Ok(sealing::seal(outer, place, key.as_slice())?),
            Self::Closed => Err(Fault::Closed(record)),
        }
    }

    /// The key again; nothing behind a wall this session did not open.
    fn unwrap_key(&self, place: &[u8], wrapped: &[u8]) -> Result<Option<Key>, Fault> {
        let outer = match self {
            Self::Own(outer) | Self::Compartment { key: outer, .. } => outer,
            Self::Closed => return Ok(None),
        };
        let opened = Zeroizing::new(sealing::open(outer, place, wrapped).map_err(|_| Fault::Unreadable)?);
        opened.as_slice().try_into().map(|key| Some(Zeroizing::new(key))).map_err(|_| Fault::Unreadable)
    }
}

impl Writing<'_> {
    /// Keeps a file beside a record, read to its end in chunks. All of it or nothing: after an error the transaction may go
    /// on without it. `id` is a fresh one, or the one another unit gave it.
    ///
    /// # Errors
    /// [`Fault::UnknownRecord`], [`Fault::Erased`] or [`Fault::Closed`] for the record; [`Fault::Taken`] where there is an
    /// attachment of this id; [`Fault::TooLarge`] past [`ATTACHMENT_LIMIT`]; [`Fault::File`] where the source fails.
    pub fn put_attachment(
        &mut self,
        id: Id,
        record: Id,
        named: &AttachmentName,
        source: &mut dyn Read,
    ) -> Result<AboutAttachment, Fault> {
        self.part(|w| w.put_whole(id, record, named, source))
    }

    fn put_whole(&mut self, id: Id, record: Id, named: &AttachmentName, source: &mut dyn Read) -> Result<AboutAttachment, Fault> {
        let standing = self.standing(record)?;
        let conn = &self.store.conn;
        let mut key = Key::default();
        self.store.entropy.borrow_mut().fill(key.as_mut_slice())?;
        let n = insert(conn, sql!("attachments/add"), (id.0, standing.n, self.at_ms()))?;
        let (length, sha256) = self.put_chunks((n, id), &key, source)?;
        let about = About { name: named.name.clone(), media: named.media.clone(), length, sha256: hex::encode(sha256.0) };
        let plain = Zeroizing::new(serde_json::to_vec(&about).map_err(|_| Fault::Unreadable)?);
        let sealed = sealing::seal_padded(&key, &about_place(id), &plain)?;
        let wrapped = standing.under.wrap_key(&key_place(record, id), &key, record)?;
        run(conn, sql!("attachments/add_key"), (n, wrapped, sealed))?;
        Ok(AboutAttachment { named: named.clone(), length, sha256 })
    }

    /// One chunk is read ahead, to know the last.
    fn put_chunks(&self, (n, id): (i64, Id), key: &Key, source: &mut dyn Read) -> Result<(u64, Hash), Fault> {
        let mut hash = Hashing::default();
        let (mut length, mut place) = (0, 0_u64);
        let mut chunk = Zeroizing::new(vec![0; CHUNK]);
        let mut next = Zeroizing::new(vec![0; CHUNK]);
        let mut filled = fill(source, &mut chunk)?;
        loop {
            let ahead = if filled == CHUNK { fill(source, &mut next)? } else { 0 };
            length += filled as u64;
            if length + ahead as u64 > ATTACHMENT_LIMIT {
                return Err(Fault::TooLarge);
            }
            hash.add(&chunk[..filled]);
            let sealed = sealing::seal_padded(key, &chunk_place(id, place, ahead == 0), &chunk[..filled])?;
            run(&self.store.conn, sql!("attachments/add_chunk"), (n, place.cast_signed(), sealed))?;
            if ahead == 0 {
                return Ok((length, Hash(hash.finish())));
            }
            std::mem::swap(&mut chunk, &mut next);
            (filled, place) = (ahead, place + 1);
        }
    }

    /// Destroys an attachment's key, its name and its content. That it was stays.
    ///
    /// # Errors
    /// [`Fault::UnknownAttachment`].
    pub fn erase_attachment(&mut self, id: Id) -> Result<(), Fault> {
        let n = first(&self.store.conn, sql!("attachments/number"), [id.0], |row| row.get("n"))?;
        self.erase_numbered(n.ok_or(Fault::UnknownAttachment(id))?)
    }

    /// Destroys every attachment of a record, with the record.
    pub(crate) fn erase_attachments(&self, record_n: i64) -> Result<(), Fault> {
        let numbers = all(&self.store.conn, sql!("attachments/numbers"), [record_n], |row| row.get("n"))?;
        numbers.into_iter().try_for_each(|n| self.erase_numbered(n))
    }

    fn erase_numbered(&self, n: i64) -> Result<(), Fault> {
        run(&self.store.conn, sql!("attachments/drop_chunks"), [n])?;
        run(&self.store.conn, sql!("attachments/drop_key"), [n]).map(|_| ())
    }

    /// Keeps a file that came from another laptop beside its record: its key as it lies there, or opened and put under the
    /// record's own. Its chunks come next. One that is here stays as it is.
    pub(crate) fn keep_file(
        &self,
        (id, record, added_at): (Id, Id, i64),
        key: FileKeyCame<'_>,
        about: &[u8],
    ) -> Result<(), Fault> {
        let conn = &self.store.conn;
        if first(conn, sql!("attachments/number"), [id.0], |row| row.get::<_, i64>("n"))?.is_some() {
            return Ok(());
        }
        let (record_n, wrapped) = match key {
            FileKeyCame::AsItLies(wrapped) => (self.store.record_number(record)?, wrapped.to_vec()),
            FileKeyCame::Opened(key) => {
                let standing = self.lying(record)?;
                (standing.n, standing.under.wrap_key(&key_place(record, id), key, record)?)
            }
        };
        let n = insert(conn, sql!("attachments/add"), (id.0, record_n, added_at))?;
        run(conn, sql!("attachments/add_key"), (n, wrapped, about)).map(|_| ())
    }

    /// Puts the keys of a record's attachments under another key of the record.
    pub(crate) fn rewrap_attachments(&self, record: Id, old: &Under, new: &Under) -> Result<(), Fault> {
        for lying in all(&self.store.conn, sql!("attachments/of_record"), [record.0], Lying::read)? {
            let Some((wrapped, _)) = &lying.sealed else { continue };
            let place = key_place(record, lying.id);
            let key = old.unwrap_key(&place, wrapped)?.ok_or(Fault::Closed(record))?;
            run(&self.store.conn, sql!("attachments/rewrap"), (lying.n, new.wrap_key(&place, &key, record)?))?;
        }
        Ok(())
    }
}

impl Store {
    /// The attachments of a record, the first first; none where nothing stands of it.
    ///
    /// # Errors
    /// [`Fault::Unreadable`] where what is kept of one was changed.
    pub fn attachments(&self, record: Id) -> Result<Vec<Attachment>, Fault> {
        let rows = all(&self.conn, sql!("attachments/of_record"), [record.0], Lying::read)?;
        if rows.is_empty() || !self.stands(record)? {
            return Ok(Vec::new());
        }
        rows.iter().map(|lying| self.described(lying)).collect()
    }

    /// An attachment; nothing where there is none, or nothing stands of its record.
    ///
    /// # Errors
    /// As [`Store::attachments`].
    pub fn attachment(&self, id: Id) -> Result<Option<Attachment>, Fault> {
        first(&self.conn, sql!("attachments/one"), [id.0], Lying::read)?.map(|lying| self.described(&lying)).transpose()
    }

    fn described(&self, lying: &Lying) -> Result<Attachment, Fault> {
        let state = match lying.open(self)? {
            Opened::Here(_, about) => AttachmentState::Here(about),
            Opened::Closed => AttachmentState::Closed,
            Opened::Erased => AttachmentState::Erased,
        };
        Ok(Attachment { id: lying.id, record: lying.record, added_at_ms: lying.added_at_ms, state })
    }

    /// Writes a file out, chunk by chunk. Every chunk is proven before it is written; a chunk that is missing at the end is
    /// found only there, so what was written counts once this returned well.
    ///
    /// # Errors
    /// [`Fault::UnknownAttachment`] where there is none, it was erased, or nothing stands of its record; [`Fault::Closed`];
    /// [`Fault::Unreadable`] where it was changed or cut; [`Fault::File`] where the sink fails.
    pub fn read_attachment(&self, id: Id, sink: &mut dyn Write) -> Result<AboutAttachment, Fault> {
        let lying = first(&self.conn, sql!("attachments/one"), [id.0], Lying::read)?.ok_or(Fault::UnknownAttachment(id))?;
        match lying.open(self)? {
            Opened::Here(key, about) => {
                self.write_out(&lying, &key, &about, sink)?;
                Ok(about)
            }
            Opened::Closed => Err(Fault::Closed(lying.record)),
            Opened::Erased => Err(Fault::UnknownAttachment(id)),
        }
    }

    fn write_out(&self, lying: &Lying, key: &Key, about: &AboutAttachment, sink: &mut dyn Write) -> Result<(), Fault> {
        let mut hash = Hashing::default();
        let chunks = about.length.div_ceil(CHUNK as u64).max(1);
        let (mut place, mut length) = (0, 0);
        let mut statement = self.conn.prepare_cached(sql!("attachments/chunks"))?;
        let mut rows = statement.query([lying.n])?;
        while let Some(row) = rows.next()? {
            let sealed = row.get_ref("sealed")?.as_blob().map_err(|_| Fault::Unreadable)?;
            let at = chunk_place(lying.id, place, place + 1 == chunks);
            let plain = sealing::open_padded(key, &at, sealed).map_err(|_| Fault::Unreadable)?;
            hash.add(&plain);
            length += plain.len() as u64;
            place += 1;
            sink.write_all(&plain).map_err(|_| Fault::File)?;
        }
        if place == chunks && length == about.length && Hash(hash.finish()) == about.sha256 {
            Ok(())
        } else {
            Err(Fault::Unreadable)
        }
    }

    /// The key of a file beside an open record.
    pub(crate) fn open_file_key(
        &self,
        (record_n, record): (i64, Id),
        key: Option<[u8; 32]>,
        id: Id,
        wrapped: &[u8],
    ) -> Result<Zeroizing<[u8; 32]>, Fault> {
        let under = self.under(record_n, key)?.ok_or(Fault::Erased(record))?;
        under.unwrap_key(&key_place(record, id), wrapped)?.ok_or(Fault::Closed(record))
    }

    /// Reads every attachment of a record that can be read, and holds it against its hash. How many.
    pub(crate) fn prove_attachments(&self, record: Id) -> Result<u64, Fault> {
        let mut proven = 0;
        for lying in all(&self.conn, sql!("attachments/of_record"), [record.0], Lying::read)? {
            if let Opened::Here(key, about) = lying.open(self)? {
                self.write_out(&lying, &key, &about, &mut std::io::sink())?;
                proven += 1;
            }
        }
        Ok(proven)
    }
}

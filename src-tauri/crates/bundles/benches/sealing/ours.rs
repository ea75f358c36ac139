//! The load as a bundle, from a file to a file, and AES-256-GCM alone on the same bytes.

use crate::Outcome;
use crate::load::{ATTACHMENT, Held, NOW, frame};
use bundles::{
    BundleKind, Content, KeyBytes, Onward, Part, PinnedSender, Plan, Printing, Reader, Recipient, Route, Signers, Terms,
    WriteBytes,
};
use journal::{Hash, Id};
use sealing::{CHUNK, ChunkOpener, ChunkSealer, FileKey, UserKeys, UserRootSecret};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Unit 1 sends, member 2 exports, unit 3 receives.
fn keys(number: u8) -> Outcome<UserKeys> {
    Ok(UserKeys::of(UserRootSecret::from_bytes(&[number; 32]))?)
}

/// Seals what was read of `plain` into `to`; attachments are read while they are sealed.
///
/// # Errors
/// Those of sealing.
pub fn seal(held: &Held, plain: &Path, to: &Path) -> Outcome<()> {
    let (unit, exporter) = (keys(1)?, keys(2)?);
    let copies: Vec<_> = (0u64..)
        .zip(&held.hashes)
        .map(|(number, hash)| {
            let at = held.attachments_at + number * ATTACHMENT as u64;
            (*hash, move |out: &mut dyn Write| -> std::io::Result<()> {
                let mut file = File::open(plain)?;
                file.seek(SeekFrom::Start(at))?;
                std::io::copy(&mut file.take(ATTACHMENT as u64), out).map(drop)
            })
        })
        .collect();
    let records = held.cases.iter().map(|(case, records)| Content::Records { case: Some(*case), records });
    let attachments = copies.iter().map(|(sha256, write)| {
        let write: &WriteBytes<'_> = write;
        Content::Attachment { sha256: *sha256, length: ATTACHMENT as u64, write }
    });
    let plan = plan(records.chain(attachments).collect())?;
    let mut out = BufWriter::new(File::create(to)?);
    bundles::seal(&mut out, &plan, &Signers { unit: &unit, exporter: &exporter })?;
    Ok(())
}

fn plan(content: Vec<Content<'_>>) -> Outcome<Plan<'_>> {
    let terms = Terms {
        marking: "official-sensitive".to_owned(),
        onward: Onward::NotAllowed,
        onward_parties: Vec::new(),
        printing: Printing::NotAllowed,
        delete_by: None,
        review_by: None,
    };
    Ok(Plan {
        kind: BundleKind::Cases,
        route: Route::OneOff,
        sender_unit: Id([1; 16]),
        exporter: Id([2; 16]),
        recipients: vec![Recipient { unit: Id([3; 16]), key: KeyBytes(*keys(3)?.sealing_public()) }],
        agreement: None,
        purpose: "safeguarding".to_owned(),
        basis: vec!["6(1)(e)".to_owned()],
        terms,
        created_ms: NOW,
        not_before_ms: NOW,
        not_after_ms: NOW + 86_400_000,
        sequence: 1,
        previous: Hash::NONE,
        schema: 4,
        checkpoint: None,
        content,
    })
}

/// Opens a bundle, with every check an import makes, and writes what it holds as the file it was made from.
///
/// # Errors
/// Those of opening, and anything that was set aside.
pub fn open(bundle: &Path, to: &Path) -> Outcome<()> {
    let keys = keys(3)?;
    let sender = KeyBytes(self::keys(1)?.signing_public());
    let senders = [PinnedSender { unit: Id([1; 16]), key: sender, agreements: Vec::new(), held: Vec::new() }];
    let mut file = File::open(bundle)?;
    let mut opened = bundles::open(&mut file, &Reader { keys: &keys, unit: Id([3; 16]), now_ms: NOW, senders: &senders })?;
    let mut out = File::create(to)?;
    while let Some(part) = opened.next_part()? {
        match part {
            Part::Records(part) if part.quarantined.is_empty() => {
                let mut bytes = Vec::new();
                part.records.iter().try_for_each(|record| frame(record, &mut bytes))?;
                out.write_all(&bytes)?;
            }
            Part::Attachment(_) => opened.copy_into(&mut out)?,
            _ => return Err("what was not sealed came out".into()),
        }
    }
    Ok(())
}

/// The bytes under AES-256-GCM, in pieces of a chunk, from memory to memory: nothing is faster with this library.
pub struct Raw {
    key: [u8; 32],
    pieces: Vec<Vec<u8>>,
}

impl Raw {
    /// Seals them.
    ///
    /// # Errors
    /// Those of the cipher.
    pub fn seal(bytes: &[u8]) -> Outcome<Self> {
        let key = [9; 32];
        let pieces = bytes.chunks(CHUNK).map(|piece| sealing::seal(&key, &[], piece)).collect::<Result<_, _>>()?;
        Ok(Self { key, pieces })
    }

    /// Opens them one after another and hands each on.
    ///
    /// # Errors
    /// Those of the cipher.
    pub fn open(&self, mut on: impl FnMut(&[u8])) -> Outcome<()> {
        for piece in &self.pieces {
            on(&sealing::open(&self.key, &[], piece)?);
        }
        Ok(())
    }
}

/// The payload alone: chunks with their nonces, from memory to memory.
///
/// # Errors
/// Those of the cipher.
pub fn seal_chunks(bytes: &[u8], out: &mut Vec<u8>) -> Outcome<()> {
    out.clear();
    let mut sealer = ChunkSealer::begin(out, &FileKey::take(&mut [9; 32]), &[1; 24], &[])?;
    sealer.write_all(bytes)?;
    sealer.finish()?;
    Ok(())
}

/// Opens what [`seal_chunks`] made, chunk by chunk, and hands each on.
///
/// # Errors
/// Those of the cipher.
pub fn open_chunks(mut sealed: &[u8], mut on: impl FnMut(&[u8])) -> Outcome<()> {
    let mut opener = ChunkOpener::begin(&mut sealed, &FileKey::take(&mut [9; 32]), &[])?;
    while let Some(chunk) = opener.next_chunk()? {
        on(chunk);
    }
    Ok(())
}

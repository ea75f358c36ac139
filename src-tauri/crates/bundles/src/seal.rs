//! Writes a bundle: everything is encoded, measured and checked before the first byte; attachments alone are read while it is
//! written (docs/bundle-format.md 2-4).

use crate::chance::{Draws, Fresh, drawn};
use crate::codes::{KeyBytes, SectionKind};
use crate::counted::CountedWrite;
use crate::header;
use crate::limits;
use crate::manifest::{CaseSlip, Exporter, Manifest, SectionInfo};
use crate::notices::Notice;
use crate::plan::{Content, Plan, Signers, WriteBytes, belongs};
use crate::record::CarriedRecord;
use crate::refusal::{Limit, OpenRefusal, SealTrouble};
use crate::streams;
use journal::{Hash, Id};
use sealing::{CHUNK, CHUNKED_PREFIX, ChunkSealer, FileKey, Hashing, padme, sha512};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// What the signatures are for.
pub(crate) const SIGNED_FOR: &[u8] = b"bundle-sig/v1\0";
/// Bytes before a section: type, flags, length.
pub(crate) const SECTION_HEAD: u64 = 10;
/// Bytes of the two signatures with their keys and their number.
pub(crate) const SIGNATURES: u64 = 1 + 2 * 96;

/// A bundle that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    /// The bundle.
    pub bundle_id: Id,
    /// SHA-256 of the file: what the next bundle on its line names, and what the disclosure records.
    pub sha256: Hash,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Writes the bundle. Only a file this function was done with is a bundle: the caller writes under another name first.
///
/// # Errors
/// [`SealTrouble`]; nothing was written then unless it is [`SealTrouble::Unwritable`] or [`SealTrouble::Attachment`].
pub fn seal(out: &mut dyn Write, plan: &Plan<'_>, signers: &Signers<'_>) -> Result<Sealed, SealTrouble> {
    seal_with(out, plan, signers, &mut Fresh)
}

pub(crate) fn seal_with(
    out: &mut dyn Write,
    plan: &Plan<'_>,
    signers: &Signers<'_>,
    draws: &mut dyn Draws,
) -> Result<Sealed, SealTrouble> {
    let mut sections = Vec::new();
    for content in &plan.content {
        add_sections(plan, content, &mut sections)?;
    }
    let bundle_id = Id(drawn(draws)?);
    let manifest = manifest(plan, signers, &sections, bundle_id)?;
    let bytes = manifest.bytes()?;
    if bytes.len() > limits::MANIFEST {
        return Err(SealTrouble::OverLimit(Limit::Manifest));
    }
    let key = FileKey::take(&mut drawn(draws)?);
    let header = header::write(&plan.recipients, &key, draws)?;
    let inside = inside_length(&bytes, &sections);
    let padded = padded(inside, plan.recipients.len());
    if (header.len() + CHUNKED_PREFIX) as u64 + padded + (padded / CHUNK as u64 + 1) * 16 > limits::FILE {
        return Err(SealTrouble::OverLimit(Limit::File));
    }
    let mut counted = CountedWrite::of(out);
    counted.write_all(&header)?;
    let mut sealer = ChunkSealer::begin(&mut counted, &key, &drawn(draws)?, &sha512(&header))?;
    sealer.write_all(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes())?;
    sealer.write_all(&bytes)?;
    sealer.write_all(&signatures(&header, &bytes, signers))?;
    for section in &sections {
        section.write(&mut sealer)?;
    }
    write_padding(&mut sealer, inside, plan.recipients.len())?;
    sealer.finish()?;
    counted.flush()?;
    Ok(Sealed { bundle_id, sha256: counted.sha256(), bytes: counted.bytes })
}

/// The number of signatures, and each with its key: the unit's, then the exporter's.
pub(crate) fn signatures(header: &[u8], manifest: &[u8], signers: &Signers<'_>) -> Vec<u8> {
    let message = signed_message(header, manifest);
    let mut out = vec![2];
    for keys in [signers.unit, signers.exporter] {
        out.extend_from_slice(&keys.signing_public());
        out.extend_from_slice(&keys.sign(&message));
    }
    out
}

/// What is signed: the purpose, the header and the manifest, the last two by their SHA-512.
pub(crate) fn signed_message(header: &[u8], manifest: &[u8]) -> Vec<u8> {
    [SIGNED_FOR, &sha512(header), &sha512(manifest)].concat()
}

/// Bytes inside before the padding.
fn inside_length(manifest: &[u8], sections: &[Planned<'_>]) -> u64 {
    let sections: u64 = sections.iter().map(|section| SECTION_HEAD + section.info.length).sum();
    4 + manifest.len() as u64 + SIGNATURES + sections
}

/// Bytes of one recipient in the manifest: two texts of 64 and 36 characters, their names and marks, and a comma.
const RECIPIENT: u64 = 121;

/// Bytes inside with the padding, after so many before it. Recipients that are not there count as if they were, so that one
/// and eight give one size (B-2).
pub(crate) fn padded(inside: u64, recipients: usize) -> u64 {
    let stanzas = header::stanzas_for(recipients).map_or(recipients, usize::from);
    let unused = stanzas.saturating_sub(recipients) as u64;
    let least = inside + SECTION_HEAD + unused * RECIPIENT;
    usize::try_from(least).map_or(least, |least| padme(least) as u64)
}

/// The padding section, which brings the whole to its padded size.
pub(crate) fn write_padding(out: &mut dyn Write, inside: u64, recipients: usize) -> Result<(), SealTrouble> {
    let mut left = padded(inside, recipients) - inside - SECTION_HEAD;
    write_head(out, SectionKind::Padding.number(), 0, left)?;
    while left > 0 {
        let part = left.min(CHUNK as u64);
        out.write_all(&[0; CHUNK][..usize::try_from(part).unwrap_or(CHUNK)])?;
        left -= part;
    }
    Ok(())
}

fn write_head(out: &mut dyn Write, number: u8, flags: u8, length: u64) -> Result<(), SealTrouble> {
    out.write_all(&[number, flags])?;
    out.write_all(&length.to_be_bytes())?;
    Ok(())
}

/// A section that was measured.
struct Planned<'a> {
    info: SectionInfo,
    body: Body<'a>,
}

/// What was hashed when it was measured is held, so that it is made and hashed once; an attachment is read while it is written.
enum Body<'a> {
    Records(Vec<Encoded<'a>>),
    Bytes(Vec<u8>),
    Frames(Vec<&'a [u8]>),
    Attachment(&'a WriteBytes<'a>),
}

/// A record with the bytes that travel.
struct Encoded<'a> {
    record: &'a CarriedRecord,
    bytes: Vec<u8>,
}

impl AsRef<[u8]> for Encoded<'_> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Planned<'_> {
    fn write(&self, out: &mut dyn Write) -> Result<(), SealTrouble> {
        write_head(out, self.info.number, self.info.flags, self.info.length)?;
        match &self.body {
            Body::Records(records) => records.iter().try_for_each(|one| write_with_length(out, &one.bytes)),
            Body::Frames(frames) => frames.iter().try_for_each(|frame| write_with_length(out, frame)),
            Body::Bytes(bytes) => Ok(out.write_all(bytes)?),
            Body::Attachment(write) => {
                let mut counted = CountedWrite::of(out);
                write(&mut counted)?;
                let fits = counted.bytes == self.info.length && counted.sha256() == self.info.sha256;
                if fits { Ok(()) } else { Err(SealTrouble::Attachment) }
            }
        }
    }
}

/// The length that stands before bytes.
fn length_of(bytes: &[u8]) -> Result<[u8; 4], SealTrouble> {
    u32::try_from(bytes.len()).map(u32::to_be_bytes).map_err(|_| SealTrouble::OverLimit(Limit::Section))
}

fn write_with_length(out: &mut dyn Write, bytes: &[u8]) -> Result<(), SealTrouble> {
    out.write_all(&length_of(bytes)?)?;
    Ok(out.write_all(bytes)?)
}

fn add_sections<'a>(plan: &Plan<'_>, content: &Content<'a>, sections: &mut Vec<Planned<'a>>) -> Result<(), SealTrouble> {
    let notice = |bytes: Option<Vec<u8>>| bytes.ok_or(SealTrouble::Contradiction);
    let (kind, bytes) = match content {
        Content::Records { case, records } => return add_records(plan, *case, records, sections),
        Content::Attachment { sha256, length, write } => {
            let info = info(SectionKind::Attachment, *length, *sha256, None);
            sections.push(Planned { info, body: Body::Attachment(*write) });
            return Ok(());
        }
        Content::Form(bytes) => (SectionKind::Form, bytes.to_vec()),
        Content::Receipt(receipt) => (SectionKind::Receipt, notice(receipt.write())?),
        Content::Withdrawal(withdrawal) => (SectionKind::Withdrawal, notice(withdrawal.write())?),
        Content::Correction(correction) => (SectionKind::Correction, notice(correction.write())?),
        Content::Laptop(frames) => return add_frames(frames, sections),
    };
    let info = info(kind, bytes.len() as u64, journal::sha256(&bytes), None);
    sections.push(Planned { info, body: Body::Bytes(bytes) });
    Ok(())
}

fn info(kind: SectionKind, length: u64, sha256: Hash, case: Option<Id>) -> SectionInfo {
    SectionInfo { number: kind.number(), flags: 1, length, sha256, case }
}

/// What lies one behind the other with its length before it, in as many sections as it takes to keep each below the limit.
struct Filling<'s, 'a, T> {
    sections: &'s mut Vec<Planned<'a>>,
    kind: SectionKind,
    case: Option<Id>,
    body: fn(Vec<T>) -> Body<'a>,
    held: Vec<T>,
    hashing: Hashing,
    length: u64,
}

impl<'s, 'a, T: AsRef<[u8]>> Filling<'s, 'a, T> {
    fn of(sections: &'s mut Vec<Planned<'a>>, kind: SectionKind, case: Option<Id>, body: fn(Vec<T>) -> Body<'a>) -> Self {
        Self { sections, kind, case, body, held: Vec::new(), hashing: Hashing::default(), length: 0 }
    }

    fn add(&mut self, one: T) -> Result<(), SealTrouble> {
        let bytes = one.as_ref();
        let before = length_of(bytes)?;
        let length = (before.len() + bytes.len()) as u64;
        if length > limits::HELD {
            return Err(SealTrouble::OverLimit(Limit::Section));
        }
        if self.length + length > limits::HELD {
            self.close();
        }
        self.hashing.add(&before);
        self.hashing.add(bytes);
        self.length += length;
        self.held.push(one);
        Ok(())
    }

    /// Ends the section in hand, if it holds anything.
    fn close(&mut self) {
        if self.held.is_empty() {
            return;
        }
        let sha256 = Hash(std::mem::take(&mut self.hashing).finish());
        let info = info(self.kind, std::mem::take(&mut self.length), sha256, self.case);
        self.sections.push(Planned { info, body: (self.body)(std::mem::take(&mut self.held)) });
    }
}

/// Frames in their order.
fn add_frames<'a>(frames: &'a [Vec<u8>], sections: &mut Vec<Planned<'a>>) -> Result<(), SealTrouble> {
    let mut filling = Filling::of(sections, SectionKind::Laptop, None, Body::Frames);
    for frame in frames {
        filling.add(frame.as_slice())?;
    }
    filling.close();
    Ok(())
}

/// Records sorted by id.
fn add_records<'a>(
    plan: &Plan<'_>,
    case: Option<Id>,
    records: &'a [CarriedRecord],
    sections: &mut Vec<Planned<'a>>,
) -> Result<(), SealTrouble> {
    let sorted: BTreeMap<Id, &CarriedRecord> = records.iter().map(|record| (record.record, record)).collect();
    if records.is_empty() {
        return Err(SealTrouble::Nothing);
    }
    if sorted.len() != records.len() || !records.iter().all(|record| belongs(plan.kind, case, record.case)) {
        return Err(SealTrouble::Contradiction);
    }
    let mut filling = Filling::of(sections, SectionKind::Records, case, Body::Records);
    for record in sorted.into_values() {
        check_record(record)?;
        filling.add(Encoded { record, bytes: record.bytes() })?;
    }
    filling.close();
    Ok(())
}

fn check_record(record: &CarriedRecord) -> Result<(), SealTrouble> {
    let too_long = |value: &Option<(_, Vec<u8>)>| value.as_ref().is_some_and(|(_, plain)| plain.len() > limits::VALUE);
    if record.entries.iter().any(|entry| too_long(&entry.value)) {
        return Err(SealTrouble::OverLimit(Limit::Section));
    }
    streams::fits(record).then_some(()).ok_or(SealTrouble::NotGenuine(record.record))
}

/// What the bundle says of itself: categories, cases and sections as they are.
fn manifest(plan: &Plan<'_>, signers: &Signers<'_>, sections: &[Planned<'_>], bundle_id: Id) -> Result<Manifest, SealTrouble> {
    if plan.recipients.is_empty() || sections.is_empty() {
        return Err(SealTrouble::Nothing);
    }
    let (mut categories, mut cases) = (BTreeSet::new(), BTreeMap::<Id, u32>::new());
    for section in sections {
        if let Body::Records(records) = &section.body {
            categories.extend(records.iter().map(|one| one.record.category.clone()));
            if let Some(case) = section.info.case {
                *cases.entry(case).or_default() += u32::try_from(records.len()).unwrap_or(u32::MAX);
            }
        }
    }
    let mut recipients = plan.recipients.clone();
    recipients.sort_by_key(|recipient| recipient.unit);
    let basis: BTreeSet<String> = plan.basis.iter().cloned().collect();
    let mut terms = plan.terms.clone();
    terms.onward_parties.sort_unstable();
    let exporter = Exporter { member: plan.exporter, key: KeyBytes(signers.exporter.signing_public()) };
    let manifest = Manifest {
        bundle_id,
        kind: plan.kind,
        route: plan.route,
        sender_unit: plan.sender_unit,
        sender_key: KeyBytes(signers.unit.signing_public()),
        exporter,
        recipients,
        agreement: plan.agreement,
        purpose: plan.purpose.clone(),
        basis: basis.into_iter().collect(),
        categories: categories.into_iter().collect(),
        cases: cases.into_iter().map(|(case, records)| CaseSlip { case, records }).collect(),
        terms,
        created_ms: plan.created_ms,
        not_before_ms: plan.not_before_ms,
        not_after_ms: plan.not_after_ms,
        sequence: plan.sequence,
        previous: plan.previous,
        schema: plan.schema,
        min_reader: limits::READER,
        sections: sections.iter().map(|section| section.info.clone()).collect(),
        checkpoint: plan.checkpoint.clone(),
    };
    match manifest.check() {
        Ok(()) => Ok(manifest),
        Err(OpenRefusal::OverLimit(limit)) => Err(SealTrouble::OverLimit(limit)),
        Err(_) => Err(SealTrouble::Contradiction),
    }
}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;

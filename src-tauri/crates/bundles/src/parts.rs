//! The sections of an opened bundle, one after another: none is parsed before its hash fits the signed manifest.

use crate::codes::SectionKind;
use crate::inside::Inside;
use crate::limits;
use crate::line::{self, Place};
use crate::manifest::{CaseSlip, Manifest, SectionInfo};
use crate::notices::{Correction, Notice, Receipt, Withdrawal};
use crate::open::OpenedBundle;
use crate::plan::belongs;
use crate::record::CarriedRecord;
use crate::refusal::{Limit, OpenRefusal};
use crate::seal::{SECTION_HEAD, padded};
use crate::streams::{QuarantineWhy, Quarantined, verify_streams};
use journal::{Hash, Id};
use sealing::Hashing;
use std::io::Write;

const BAD: OpenRefusal = OpenRefusal::BadSections;

/// A section that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Records.
    Records(RecordsPart),
    /// An attachment; [`OpenedBundle::copy_into`] gives its bytes, or the next part passes over them.
    Attachment(SectionInfo),
    /// The definition of a form.
    Form {
        /// What it is found by.
        sha256: Hash,
        /// Its bytes, not looked into.
        bytes: Vec<u8>,
    },
    /// A receipt.
    Receipt(Receipt),
    /// A withdrawal.
    Withdrawal(Withdrawal),
    /// A correction notice.
    Correction(Correction),
    /// What only laptops of one unit exchange, frame by frame, not looked into.
    Laptop(Vec<Vec<u8>>),
    /// A section unknown to this version that need not be understood; its bytes as of an attachment.
    Unknown(SectionInfo),
}

/// The records of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordsPart {
    /// The case; nothing for records of no case or, within one unit, of any.
    pub case: Option<Id>,
    /// Records whose entries fit.
    pub records: Vec<CarriedRecord>,
    /// What does not fit, set aside.
    pub quarantined: Vec<Quarantined>,
}

/// A bundle that was read to its end: nothing is missing and nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeBundle {
    /// What it says of itself.
    pub manifest: Manifest,
    /// Where it stands on its line.
    pub place: Place,
    /// SHA-256 of the file.
    pub sha256: Hash,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Everything a bundle holds but its attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The bundle.
    pub whole: WholeBundle,
    /// Records whose entries fit.
    pub records: Vec<CarriedRecord>,
    /// What does not fit, set aside.
    pub quarantined: Vec<Quarantined>,
    /// Form definitions with their hashes.
    pub forms: Vec<(Hash, Vec<u8>)>,
    /// The receipt, in a bundle of that kind.
    pub receipt: Option<Receipt>,
    /// The withdrawal, in a bundle of that kind.
    pub withdrawal: Option<Withdrawal>,
    /// The correction notice, in a bundle of that kind.
    pub correction: Option<Correction>,
    /// Attachments, checked and passed over.
    pub attachments: Vec<SectionInfo>,
    /// Sections unknown to this version, checked and passed over.
    pub unknown: Vec<SectionInfo>,
}

impl OpenedBundle<'_> {
    /// What the bundle says of itself; both signatures vouch for it.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Where it stands on its line.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The next section; nothing after the last, and only then is it certain that the bundle is whole. What was handed
    /// out before an error is to be dropped.
    ///
    /// # Errors
    /// [`OpenRefusal`].
    pub fn next_part(&mut self) -> Result<Option<Part>, OpenRefusal> {
        if self.pending.is_some() {
            self.copy_into(&mut std::io::sink())?;
        }
        let Some(info) = self.manifest.sections.get(self.next).cloned() else {
            self.end()?;
            return Ok(None);
        };
        self.next += 1;
        if read_head(&mut self.inside)? != (info.number, info.flags, info.length) {
            return Err(BAD);
        }
        let held = match info.kind() {
            SectionKind::Padding => return Err(BAD),
            SectionKind::Attachment => {
                self.pending = Some(info.clone());
                return Ok(Some(Part::Attachment(info)));
            }
            SectionKind::Unknown(_) => {
                self.pending = Some(info.clone());
                return Ok(Some(Part::Unknown(info)));
            }
            SectionKind::Records => return self.records(&info).map(Some),
            SectionKind::Laptop => return self.frames(&info).map(Some),
            SectionKind::Form | SectionKind::Receipt | SectionKind::Withdrawal | SectionKind::Correction => {
                self.checked(&info)?
            }
        };
        notice(&info, held).map(Some)
    }

    /// Writes the bytes of the attachment or unknown section that [`Self::next_part`] gave last. They are certain only once
    /// this came back without an error.
    ///
    /// # Errors
    /// [`OpenRefusal`]; [`OpenRefusal::BadSections`] also where there is none.
    pub fn copy_into(&mut self, out: &mut dyn Write) -> Result<(), OpenRefusal> {
        let info = self.pending.take().ok_or(BAD)?;
        let mut hashing = Hashing::default();
        self.inside.pass(info.length, &BAD, |part| {
            hashing.add(part);
            out.write_all(part).map_err(|trouble| OpenRefusal::Unwritable(trouble.kind()))
        })?;
        if Hash(hashing.finish()) == info.sha256 { Ok(()) } else { Err(BAD) }
    }

    /// Reads what is left, and gives the file's hash.
    ///
    /// # Errors
    /// [`OpenRefusal`].
    pub fn finish(mut self) -> Result<WholeBundle, OpenRefusal> {
        while self.next_part()?.is_some() {}
        let (sha256, bytes) = self.inside.file();
        Ok(WholeBundle { manifest: self.manifest, place: self.place, sha256, bytes })
    }

    /// Reads everything into memory but the attachments, which are checked and passed over.
    ///
    /// # Errors
    /// [`OpenRefusal`]; [`Limit::Gathered`] for a bundle with more than that in records.
    pub fn contents(mut self) -> Result<Contents, OpenRefusal> {
        let held = |info: &&SectionInfo| !matches!(info.kind(), SectionKind::Attachment | SectionKind::Unknown(_));
        if self.manifest.sections.iter().filter(held).map(|info| info.length).sum::<u64>() > limits::GATHERED {
            return Err(OpenRefusal::OverLimit(Limit::Gathered));
        }
        let (mut records, mut quarantined, mut forms) = (Vec::new(), Vec::new(), Vec::new());
        let (mut receipt, mut withdrawal, mut correction) = (None, None, None);
        let (mut attachments, mut unknown) = (Vec::new(), Vec::new());
        while let Some(part) = self.next_part()? {
            match part {
                Part::Records(part) => {
                    records.extend(part.records);
                    quarantined.extend(part.quarantined);
                }
                Part::Attachment(info) => attachments.push(info),
                Part::Form { sha256, bytes } => forms.push((sha256, bytes)),
                Part::Receipt(read) => receipt = Some(read),
                Part::Withdrawal(read) => withdrawal = Some(read),
                Part::Correction(read) => correction = Some(read),
                // Read by whoever takes in from another laptop, part by part.
                Part::Laptop(_) => {}
                Part::Unknown(info) => unknown.push(info),
            }
        }
        let whole = self.finish()?;
        Ok(Contents { whole, records, quarantined, forms, receipt, withdrawal, correction, attachments, unknown })
    }

    /// The bytes of a section, held whole, once their hash fits.
    fn checked(&mut self, info: &SectionInfo) -> Result<Vec<u8>, OpenRefusal> {
        let bytes = self.inside.take(info.length, &BAD)?;
        if journal::sha256(&bytes) == info.sha256 { Ok(bytes) } else { Err(BAD) }
    }

    fn frames(&mut self, info: &SectionInfo) -> Result<Part, OpenRefusal> {
        let bytes = self.checked(info)?;
        let (mut frames, mut rest) = (Vec::new(), bytes.as_slice());
        while !rest.is_empty() {
            let (length, after) = rest.split_first_chunk::<4>().ok_or(BAD)?;
            let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| BAD)?;
            let (frame, after) = after.split_at_checked(length).ok_or(BAD)?;
            rest = after;
            frames.push(frame.to_vec());
        }
        Ok(Part::Laptop(frames))
    }

    fn records(&mut self, info: &SectionInfo) -> Result<Part, OpenRefusal> {
        let bytes = self.checked(info)?;
        let (mut found, mut quarantined, mut last) = (Vec::new(), Vec::new(), None);
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (length, after) = rest.split_first_chunk::<4>().ok_or(BAD)?;
            let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| BAD)?;
            let (frame, after) = after.split_at_checked(length).ok_or(BAD)?;
            rest = after;
            if let Some(case) = info.case {
                *self.came.entry(case).or_default() += 1;
            }
            let aside = |record, why| Quarantined { record, stream: None, entries: 0, why, bytes: frame.to_vec() };
            let Ok(record) = CarriedRecord::read(frame) else {
                quarantined.push(aside(None, QuarantineWhy::Unreadable));
                continue;
            };
            if last >= Some(record.record) {
                return Err(BAD);
            }
            last = Some(record.record);
            let named = self.manifest.categories.contains(&record.category);
            if named && belongs(self.manifest.kind, info.case, record.case) {
                found.push(record);
            } else {
                quarantined.push(aside(last, QuarantineWhy::Misplaced));
            }
        }
        let verified = verify_streams(found);
        quarantined.extend(verified.quarantined);
        Ok(Part::Records(RecordsPart { case: info.case, records: verified.good, quarantined }))
    }

    /// Whether as many records of each case came as the manifest says.
    fn all_came(&self) -> bool {
        let said = |slip: &CaseSlip| self.came.get(&slip.case) == Some(&slip.records);
        self.came.len() == self.manifest.cases.len() && self.manifest.cases.iter().all(said)
    }

    /// The padding, which has one length and holds zeros alone, and then nothing.
    fn end(&mut self) -> Result<(), OpenRefusal> {
        if self.ended {
            return Ok(());
        }
        if !self.all_came() {
            return Err(BAD);
        }
        let before = self.inside.taken;
        let padding = padded(before, self.manifest.recipients.len()) - before - SECTION_HEAD;
        if read_head(&mut self.inside)? != (SectionKind::Padding.number(), 0, padding) {
            return Err(BAD);
        }
        let zeros = |part: &[u8]| if part.iter().all(|byte| *byte == 0) { Ok(()) } else { Err(BAD) };
        self.inside.pass(padding, &BAD, zeros)?;
        if !self.inside.is_at_end()? {
            return Err(BAD);
        }
        line::is_named_by_the_next(&self.manifest, self.inside.file().0, &self.held)?;
        self.ended = true;
        Ok(())
    }
}

fn read_head(inside: &mut Inside<'_>) -> Result<(u8, u8, u64), OpenRefusal> {
    let [number, flags] = inside.array(&BAD)?;
    Ok((number, flags, u64::from_be_bytes(inside.array(&BAD)?)))
}

/// A section that says something of another bundle, or a form.
fn notice(info: &SectionInfo, bytes: Vec<u8>) -> Result<Part, OpenRefusal> {
    let read = match info.kind() {
        SectionKind::Form => Some(Part::Form { sha256: info.sha256, bytes }),
        SectionKind::Receipt => Receipt::read(&bytes).map(Part::Receipt),
        SectionKind::Withdrawal => Withdrawal::read(&bytes).map(Part::Withdrawal),
        SectionKind::Correction => Correction::read(&bytes).map(Part::Correction),
        SectionKind::Padding | SectionKind::Records | SectionKind::Attachment | SectionKind::Laptop | SectionKind::Unknown(_) => {
            None
        }
    };
    read.ok_or(BAD)
}

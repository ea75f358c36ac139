//! A record behind a wall as it goes between the laptops of one unit: as it lies, opened by neither (docs/bundle-format.md 12).

use crate::{Fault, Placing};
use journal::{Encoding, EntryHeader, Id, NotParts, Parts};

pub(crate) const SEALED_RECORD: &str = "holdfast/laptop-record/v1";

/// A record behind a wall, unopened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedCarried {
    /// The record.
    pub record: Id,
    /// Its kind, as a code.
    pub kind: String,
    /// The case it belongs to.
    pub case: Option<Id>,
    /// The agency that owns it, as a code.
    pub owner: String,
    /// Its category, as a code.
    pub category: String,
    /// The compartment it lies in.
    pub compartment: Id,
    /// Under which of the compartment's keys its own lies.
    pub epoch: u32,
    /// Its own key.
    pub wrapped: Vec<u8>,
    /// Its entries by stream and place, each with its sealed value; nothing where that was erased.
    pub entries: Vec<(EntryHeader, Option<Vec<u8>>)>,
}

impl SealedCarried {
    /// Where it belongs.
    #[must_use]
    pub fn placing(&self) -> Placing<'_> {
        Placing { kind: &self.kind, record: self.record, case: self.case, owner: &self.owner, category: &self.category }
    }

    /// The bytes that travel.
    #[must_use]
    pub fn frame(&self) -> Vec<u8> {
        let mut out = Encoding::of(SEALED_RECORD);
        out.id(self.record).text(&self.kind).maybe_id(self.case).text(&self.owner).text(&self.category);
        out.id(self.compartment).unsigned(u64::from(self.epoch)).bytes(&self.wrapped).unsigned(self.entries.len() as u64);
        for (header, sealed) in &self.entries {
            out.bytes(&header.bytes()).bytes(sealed.as_deref().unwrap_or_default());
        }
        out.finish()
    }

    /// Reads the bytes that travel; nothing where they say that they are something else.
    ///
    /// # Errors
    /// [`Fault::NotGenuine`] where they are not what they say.
    pub fn read(frame: &[u8]) -> Result<Option<Self>, Fault> {
        if Parts::of(frame).domain(SEALED_RECORD).is_err() {
            return Ok(None);
        }
        Self::read_parts(frame).map(Some).map_err(|NotParts| Fault::NotGenuine)
    }

    fn read_parts(frame: &[u8]) -> Result<Self, NotParts> {
        let mut parts = Parts::of(frame);
        parts.domain(SEALED_RECORD)?;
        let mut carried = Self {
            record: parts.id()?,
            kind: parts.text()?.to_owned(),
            case: parts.maybe_id()?,
            owner: parts.text()?.to_owned(),
            category: parts.text()?.to_owned(),
            compartment: parts.id()?,
            epoch: u32::try_from(parts.unsigned()?).map_err(|_| NotParts)?,
            wrapped: parts.bytes()?.to_vec(),
            entries: Vec::new(),
        };
        // The count reserves nothing: what stands there decides.
        for _ in 0..parts.unsigned()? {
            let header = EntryHeader::read(parts.bytes()?)?;
            let sealed = parts.bytes()?;
            carried.entries.push((header, (!sealed.is_empty()).then(|| sealed.to_vec())));
        }
        parts.is_done().then_some(carried).ok_or(NotParts)
    }
}

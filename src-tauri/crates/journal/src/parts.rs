//! Reads what the encoding wrote: part after part, each with its length before it (docs/journal-format.md 1).

use crate::encoding::Hash;
use crate::entry::EntryHeader;
use crate::id::Id;

/// The bytes are not parts, or not the parts that were expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the bytes are not the parts that were expected")]
pub struct NotParts;

/// Bytes read part by part. Nothing is copied; a length beyond the end is refused before anything is taken.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    /// The parts in these bytes.
    #[must_use]
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether nothing is left.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// The next part, whatever it is.
    ///
    /// # Errors
    /// [`NotParts`] where fewer bytes are left than it says.
    pub fn bytes(&mut self) -> Result<&'a [u8], NotParts> {
        let (length, rest) = self.0.split_first_chunk::<4>().ok_or(NotParts)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| NotParts)?;
        let (part, rest) = rest.split_at_checked(length).ok_or(NotParts)?;
        self.0 = rest;
        Ok(part)
    }

    /// Nothing, if the next part is this domain.
    ///
    /// # Errors
    /// [`NotParts`].
    pub fn domain(&mut self, domain: &str) -> Result<(), NotParts> {
        (self.bytes()? == domain.as_bytes()).then_some(()).ok_or(NotParts)
    }

    /// The next part as text.
    ///
    /// # Errors
    /// [`NotParts`] where it is not UTF-8.
    pub fn text(&mut self) -> Result<&'a str, NotParts> {
        std::str::from_utf8(self.bytes()?).map_err(|_| NotParts)
    }

    /// The next part as an id.
    ///
    /// # Errors
    /// [`NotParts`].
    pub fn id(&mut self) -> Result<Id, NotParts> {
        Id::from_slice(self.bytes()?).ok_or(NotParts)
    }

    /// The next part as an id, or nothing where it is empty.
    ///
    /// # Errors
    /// [`NotParts`].
    pub fn maybe_id(&mut self) -> Result<Option<Id>, NotParts> {
        match self.bytes()? {
            [] => Ok(None),
            part => Id::from_slice(part).map(Some).ok_or(NotParts),
        }
    }

    /// The next part as a hash.
    ///
    /// # Errors
    /// [`NotParts`].
    pub fn hash(&mut self) -> Result<Hash, NotParts> {
        Hash::from_slice(self.bytes()?).ok_or(NotParts)
    }

    /// The next part as a number.
    ///
    /// # Errors
    /// [`NotParts`].
    pub fn unsigned(&mut self) -> Result<u64, NotParts> {
        Ok(u64::from_be_bytes(self.bytes()?.try_into().map_err(|_| NotParts)?))
    }

    /// The next part as a time.
    ///
    /// # Errors
    /// [`NotParts`].
    pub fn signed(&mut self) -> Result<i64, NotParts> {
        Ok(i64::from_be_bytes(self.bytes()?.try_into().map_err(|_| NotParts)?))
    }
}

impl EntryHeader {
    /// The header in its canonical bytes; only the one spelling [`EntryHeader::bytes`] gives is taken.
    ///
    /// # Errors
    /// [`NotParts`].
    pub fn read(bytes: &[u8]) -> Result<Self, NotParts> {
        let mut parts = Parts::of(bytes);
        parts.domain("holdfast/entry/v1")?;
        let mut header = Self {
            id: parts.id()?,
            device: parts.id()?,
            stream: parts.id()?,
            seq: parts.unsigned()?,
            author: parts.id()?,
            agency: parts.text()?.to_owned(),
            time_ms: parts.signed()?,
            record: parts.id()?,
            field: parts.text()?.to_owned(),
            definition_version: u32::try_from(parts.unsigned()?).map_err(|_| NotParts)?,
            category: parts.text()?.to_owned(),
            parents: Vec::new(),
            commitment: Hash::NONE,
            previous: Hash::NONE,
        };
        // The count reserves nothing: what stands there decides.
        for _ in 0..parts.unsigned()? {
            header.parents.push(parts.id()?);
        }
        header.commitment = parts.hash()?;
        header.previous = parts.hash()?;
        let ascends = header.parents.windows(2).all(|pair| pair[0] < pair[1]);
        (ascends && parts.is_done()).then_some(header).ok_or(NotParts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Encoding;

    fn header() -> EntryHeader {
        EntryHeader {
            id: Id([1; 16]),
            device: Id([2; 16]),
            stream: Id([3; 16]),
            seq: 4,
            author: Id([5; 16]),
            agency: "police".into(),
            time_ms: -6,
            record: Id([7; 16]),
            field: "é".into(),
            definition_version: 8,
            category: "victim-narrative".into(),
            parents: vec![Id([9; 16]), Id([10; 16])],
            commitment: Hash([11; 32]),
            previous: Hash([12; 32]),
        }
    }

    #[test]
    fn a_header_reads_back_from_its_bytes() {
        assert_eq!(EntryHeader::read(&header().bytes()), Ok(header()));
    }

    #[test]
    fn a_header_cut_anywhere_or_longer_is_none() {
        let bytes = header().bytes();
        for end in 0..bytes.len() {
            assert_eq!(EntryHeader::read(&bytes[..end]), Err(NotParts), "{end}");
        }
        assert_eq!(EntryHeader::read(&[bytes.as_slice(), &[0]].concat()), Err(NotParts));
    }

    #[test]
    fn parents_in_another_order_or_twice_are_another_spelling_and_not_taken() {
        let bytes = header().bytes();
        let at = bytes.windows(16).position(|window| window == [9; 16]).unwrap();
        let mut twice = bytes.clone();
        twice[at..at + 16].fill(10);
        assert_eq!(EntryHeader::read(&twice), Err(NotParts));
        let mut turned = bytes;
        turned[at..at + 16].fill(11);
        assert_eq!(EntryHeader::read(&turned), Err(NotParts));
    }

    #[test]
    fn a_length_beyond_the_end_takes_nothing() {
        let mut parts = Parts::of(&[255, 255, 255, 255, 1]);
        assert_eq!(parts.bytes(), Err(NotParts));
        let whole = Encoding::of("domain").bytes(b"").finish();
        let mut parts = Parts::of(&whole);
        assert_eq!((parts.domain("other"), parts.maybe_id(), parts.is_done()), (Err(NotParts), Ok(None), true));
    }
}

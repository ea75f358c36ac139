//! The file as it is read or written: counted, hashed, and never longer than may be.

use crate::limits;
use crate::refusal::OpenRefusal;
use journal::Hash;
use sealing::Hashing;
use std::io::{self, ErrorKind, Read, Write};

/// A source that stops at the limit.
pub(crate) struct CountedRead<'a> {
    source: &'a mut dyn Read,
    hashing: Hashing,
    pub(crate) bytes: u64,
}

impl<'a> CountedRead<'a> {
    pub(crate) fn of(source: &'a mut dyn Read) -> Self {
        Self { source, hashing: Hashing::default(), bytes: 0 }
    }

    pub(crate) fn sha256(&self) -> Hash {
        Hash(self.hashing.clone().finish())
    }

    /// Fills the place as far as the source goes.
    pub(crate) fn fill(&mut self, place: &mut [u8]) -> Result<usize, OpenRefusal> {
        let mut filled = 0;
        while filled < place.len() {
            match self.read(&mut place[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(trouble) if trouble.kind() == ErrorKind::Interrupted => {}
                Err(trouble) => return Err(unreadable(trouble.kind())),
            }
        }
        Ok(filled)
    }
}

/// What a failed reading means: the limit speaks as [`ErrorKind::FileTooLarge`].
pub(crate) fn unreadable(kind: ErrorKind) -> OpenRefusal {
    if kind == ErrorKind::FileTooLarge {
        return OpenRefusal::OverLimit(crate::Limit::File);
    }
    OpenRefusal::Unreadable(kind)
}

impl Read for CountedRead<'_> {
    fn read(&mut self, place: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(place)?;
        self.hashing.add(&place[..read]);
        self.bytes += read as u64;
        if self.bytes > limits::FILE {
            return Err(io::Error::from(ErrorKind::FileTooLarge));
        }
        Ok(read)
    }
}

/// A target that counts and hashes.
pub(crate) struct CountedWrite<'a> {
    out: &'a mut dyn Write,
    hashing: Hashing,
    pub(crate) bytes: u64,
}

impl<'a> CountedWrite<'a> {
    pub(crate) fn of(out: &'a mut dyn Write) -> Self {
        Self { out, hashing: Hashing::default(), bytes: 0 }
    }

    pub(crate) fn sha256(&self) -> Hash {
        Hash(self.hashing.clone().finish())
    }
}

impl Write for CountedWrite<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hashing.add(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_through_is_counted_and_hashed() {
        let mut out = Vec::new();
        let mut counted = CountedWrite::of(&mut out);
        counted.write_all(b"ab").unwrap();
        counted.write_all(b"c").unwrap();
        assert_eq!((counted.bytes, counted.sha256()), (3, journal::sha256(b"abc")));
        let mut source = b"abc".as_slice();
        let mut counted = CountedRead::of(&mut source);
        assert_eq!(counted.fill(&mut [0; 8]), Ok(3));
        assert_eq!((counted.bytes, counted.sha256()), (3, journal::sha256(b"abc")));
    }

    #[test]
    fn a_source_without_end_is_left_at_the_limit() {
        let mut source = io::repeat(0);
        let mut counted = CountedRead::of(&mut source);
        counted.bytes = limits::FILE - 10;
        assert_eq!(counted.fill(&mut [0; 10]), Ok(10));
        assert_eq!(counted.fill(&mut [0; 1]), Err(OpenRefusal::OverLimit(crate::Limit::File)));
    }
}

//! What a bundle shows to somebody without a key: that it is one, and how large. Not whose it is, nor for whom (B-1).

use crate::header::{self, FIXED, MAC, STANZA};
use crate::limits::{self, MAGIC, MAJOR, SUITE};
use crate::refusal::{Limit, NewerWhy, OpenRefusal};

/// What stands in front of the sealed part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outside {
    /// Version of the format.
    pub major: u16,
    /// A later minor version may hold parts unknown here.
    pub minor: u16,
    /// How its key is sealed.
    pub suite: u16,
    /// Places for recipients; most of them may be nobody's (B-2).
    pub places: u16,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Looks at a bundle from outside. That nothing in it was changed, only a recipient can tell.
///
/// # Errors
/// [`OpenRefusal`] where it is no bundle, too large, made by a later version, or ends within its header.
pub fn outside(file: &[u8]) -> Result<Outside, OpenRefusal> {
    let bytes = file.len() as u64;
    if bytes > limits::FILE {
        return Err(OpenRefusal::OverLimit(Limit::File));
    }
    if !file.starts_with(&MAGIC) {
        return Err(OpenRefusal::NotABundle);
    }
    let fixed = file.get(..FIXED).ok_or(OpenRefusal::CutShort)?;
    let number = |at: usize| u16::from_be_bytes([fixed[at], fixed[at + 1]]);
    let seen = Outside { major: number(8), minor: number(10), suite: number(12), places: number(14), bytes };
    if seen.major != MAJOR {
        return Err(OpenRefusal::Newer(NewerWhy::Major(seen.major)));
    }
    if seen.suite != SUITE {
        return Err(OpenRefusal::Newer(NewerWhy::Suite(seen.suite)));
    }
    if header::stanzas_for(usize::from(seen.places)) != Some(seen.places) {
        return Err(OpenRefusal::BadHeader);
    }
    let header = FIXED + usize::from(seen.places) * STANZA + MAC;
    if file.len() <= header { Err(OpenRefusal::CutShort) } else { Ok(seen) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::MINOR;

    fn front(major: u16, suite: u16, places: u16, length: usize) -> Vec<u8> {
        let mut file = header::fixed(MINOR, places).to_vec();
        file[8..10].copy_from_slice(&major.to_be_bytes());
        file[12..14].copy_from_slice(&suite.to_be_bytes());
        file.resize(length, 0);
        file
    }

    #[test]
    fn a_bundle_shows_its_version_and_size_and_nothing_else() {
        let seen = outside(&front(1, 1, 8, 5_000)).unwrap();
        assert_eq!((seen.major, seen.suite, seen.places, seen.bytes), (1, 1, 8, 5_000));
    }

    #[test]
    fn what_is_none_is_newer_or_is_cut_is_told_apart() {
        assert_eq!(outside(b"PK"), Err(OpenRefusal::NotABundle));
        assert_eq!(outside(&front(2, 1, 8, 5_000)), Err(OpenRefusal::Newer(NewerWhy::Major(2))));
        assert_eq!(outside(&front(1, 2, 8, 5_000)), Err(OpenRefusal::Newer(NewerWhy::Suite(2))));
        assert_eq!(outside(&front(1, 1, 9, 5_000)), Err(OpenRefusal::BadHeader));
        assert_eq!(outside(&front(1, 1, 8, 688)), Err(OpenRefusal::CutShort));
        assert_eq!(outside(&MAGIC), Err(OpenRefusal::CutShort));
    }
}

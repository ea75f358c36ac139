//! The line a bundle stands on: numbered, each with the hash of the one before (security report B-11).

use crate::manifest::Manifest;
use crate::refusal::OpenRefusal;
use journal::{Encoding, Hash, Id, sha256};

/// A bundle of a line that was read before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldBundle {
    /// The bundle.
    pub bundle: Id,
    /// Its line; see [`Manifest::line`].
    pub line: Hash,
    /// Its place.
    pub sequence: u64,
    /// The hash of the file before it.
    pub previous: Hash,
    /// SHA-256 of its file.
    pub sha256: Hash,
    /// When it was imported, Unix milliseconds.
    pub imported_ms: i64,
}

/// Where a bundle stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The next one.
    Next,
    /// Some before it are missing: a warning that names them.
    Gap {
        /// The first that is missing.
        from: u64,
        /// The last that is missing.
        to: u64,
    },
    /// Later ones were read before: merged record by record, never over a newer version.
    Late,
}

impl Manifest {
    /// The line: one for each sender, set of recipients and agreement (or none).
    #[must_use]
    pub fn line(&self) -> Hash {
        let mut line = Encoding::of("holdfast/bundle-line/v1");
        line.id(self.sender_unit).unsigned(self.recipients.len() as u64);
        for recipient in &self.recipients {
            line.id(recipient.unit);
        }
        sha256(&line.maybe_id(self.agreement.map(|agreement| agreement.id)).finish())
    }
}

/// Where the bundle of this manifest stands among those read before.
pub(crate) fn place(manifest: &Manifest, held: &[HeldBundle]) -> Result<Place, OpenRefusal> {
    if let Some(same) = held.iter().find(|held| held.bundle == manifest.bundle_id) {
        return Err(OpenRefusal::AlreadyImported { at_ms: same.imported_ms });
    }
    let line = manifest.line();
    let on_line = || held.iter().filter(|held| held.line == line);
    let forked = Err(OpenRefusal::Forked { sequence: manifest.sequence });
    if on_line().any(|held| held.sequence == manifest.sequence) {
        return forked;
    }
    let before = on_line().find(|held| Some(held.sequence) == manifest.sequence.checked_sub(1));
    if before.is_some_and(|before| before.sha256 != manifest.previous) {
        return forked;
    }
    let last = on_line().map(|held| held.sequence).max().unwrap_or(0);
    Ok(if manifest.sequence <= last {
        Place::Late
    } else if manifest.sequence - 1 == last {
        Place::Next
    } else {
        Place::Gap { from: last + 1, to: manifest.sequence - 1 }
    })
}

/// Once the whole file is read: the one that follows on the line, if it is here, must name this one.
pub(crate) fn is_named_by_the_next(manifest: &Manifest, sha256: Hash, held: &[HeldBundle]) -> Result<(), OpenRefusal> {
    let line = manifest.line();
    let follows = |held: &&HeldBundle| held.line == line && Some(held.sequence) == manifest.sequence.checked_add(1);
    match held.iter().find(follows) {
        Some(next) if next.previous != sha256 => Err(OpenRefusal::Forked { sequence: manifest.sequence }),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial;

    fn held(n: u8, sequence: u64, previous: u8, sha256: u8) -> HeldBundle {
        HeldBundle {
            bundle: Id([n; 16]),
            line: numbered(1, 0).line(),
            sequence,
            previous: Hash([previous; 32]),
            sha256: Hash([sha256; 32]),
            imported_ms: 77,
        }
    }

    fn numbered(sequence: u64, previous: u8) -> Manifest {
        Manifest { bundle_id: Id([99; 16]), sequence, previous: Hash([previous; 32]), ..trial::manifest() }
    }

    #[test]
    fn the_next_a_gap_and_a_late_one_are_told_apart() {
        assert_eq!(place(&numbered(1, 0), &[]), Ok(Place::Next));
        assert_eq!(place(&numbered(2, 51), &[held(1, 1, 0, 51)]), Ok(Place::Next));
        assert_eq!(place(&numbered(5, 54), &[held(1, 1, 0, 51)]), Ok(Place::Gap { from: 2, to: 4 }));
        assert_eq!(place(&numbered(3, 52), &[]), Ok(Place::Gap { from: 1, to: 2 }));
        assert_eq!(place(&numbered(2, 51), &[held(1, 1, 0, 51), held(3, 3, 52, 53)]), Ok(Place::Late));
        assert_eq!(place(&numbered(u64::MAX, 51), &[]), Ok(Place::Gap { from: 1, to: u64::MAX - 1 }));
    }

    #[test]
    fn the_same_bundle_and_two_in_one_place_are_refused() {
        assert_eq!(place(&numbered(2, 51), &[held(99, 2, 51, 52)]), Err(OpenRefusal::AlreadyImported { at_ms: 77 }));
        assert_eq!(place(&numbered(2, 51), &[held(2, 2, 51, 52)]), Err(OpenRefusal::Forked { sequence: 2 }));
        assert_eq!(place(&numbered(2, 51), &[held(1, 1, 0, 50)]), Err(OpenRefusal::Forked { sequence: 2 }));
    }

    #[test]
    fn a_late_bundle_that_the_next_one_does_not_name_is_a_fork() {
        let bundles = [held(3, 3, 52, 53)];
        assert_eq!(is_named_by_the_next(&numbered(2, 51), Hash([52; 32]), &bundles), Ok(()));
        let forked = Err(OpenRefusal::Forked { sequence: 2 });
        assert_eq!(is_named_by_the_next(&numbered(2, 51), Hash([1; 32]), &bundles), forked);
        assert_eq!(is_named_by_the_next(&numbered(7, 51), Hash([1; 32]), &bundles), Ok(()));
    }

    #[test]
    fn another_agreement_or_recipient_is_another_line() {
        let manifest = trial::manifest();
        let mut other = manifest.clone();
        other.agreement = None;
        assert_ne!(other.line(), manifest.line());
        let mut other = manifest.clone();
        other.recipients[0].unit = Id([9; 16]);
        assert_ne!(other.line(), manifest.line());
        let mut newer = manifest.clone();
        newer.agreement.as_mut().unwrap().version += 1;
        assert_eq!(newer.line(), manifest.line(), "a new version of an agreement goes on on its line");
    }
}

//! The files of a store that no longer opens, copied byte for byte for whoever mends it. Still sealed; not a backup.

use crate::backup::room_for;
use crate::restore::TOGETHER;
use crate::{BackupTrouble, files};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Read at once; a disk that gives less than all of it is asked again in pieces of a sector.
const PIECE: u64 = 64 << 10;
const SECTOR: u64 = SECTOR_LENGTH as u64;
const SECTOR_LENGTH: usize = 512;

/// What was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CopiedAsItLies {
    /// Files of the store that were there.
    pub files: u32,
    /// Their length.
    pub bytes: u64,
    /// Bytes the disk did not give. Zeros stand in their place, so that everything else keeps its own.
    pub unreadable: u64,
}

/// Copies whatever of a store lies in `folder` into the new folder `into`. Nothing is opened with a key and nothing in
/// `folder` changes. A part of a file that the disk does not give is passed over and counted, not a reason to stop.
///
/// # Errors
/// [`BackupTrouble::AlreadyThere`] where something lies at `into`; full, read-only or failing disks on the writing side.
/// A copy that was begun then stays as far as it came.
pub fn copy_as_it_lies(folder: &Path, into: &Path) -> Result<CopiedAsItLies, BackupTrouble> {
    let there: Vec<(&str, u64)> =
        TOGETHER.iter().filter_map(|name| Some((*name, std::fs::metadata(folder.join(name)).ok()?.len()))).collect();
    std::fs::create_dir(into)?;
    room_for(into, there.iter().map(|(_, length)| length).sum()).inspect_err(|_| {
        // Just made and empty.
        let _ = std::fs::remove_dir(into);
    })?;
    let mut copied = CopiedAsItLies::default();
    for (name, length) in there {
        let mut to = OpenOptions::new().write(true).create_new(true).open(into.join(name))?;
        copied.unreadable += match File::open(folder.join(name)) {
            Ok(mut from) => copy_passing_over(&mut from, length, &mut to)?,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(_) => length,
        };
        to.sync_all()?;
        copied.files += 1;
        copied.bytes += length;
    }
    files::sync_folder(&into.join(crate::STORE_FILE))?;
    Ok(copied)
}

/// Copies `length` bytes; what cannot be read becomes zeros. Returns how many bytes those are.
fn copy_passing_over(from: &mut (impl Read + Seek), length: u64, to: &mut impl Write) -> std::io::Result<u64> {
    let mut unreadable = 0;
    let mut at = 0;
    // A piece the disk does not give whole is asked for by sectors; after it the pieces are large again.
    let mut by_sectors_until = 0;
    while at < length {
        let most = if at < by_sectors_until { SECTOR } else { PIECE };
        let asked = most.min(length - at);
        match read_at(from, at, asked) {
            Some(bytes) => to.write_all(&bytes)?,
            None if asked > SECTOR => {
                by_sectors_until = at + asked;
                continue;
            }
            None => {
                to.write_all(&[0; SECTOR_LENGTH][..length_of(asked)])?;
                unreadable += asked;
            }
        }
        at += asked;
    }
    Ok(unreadable)
}

/// A length no longer than a piece, as memory counts.
fn length_of(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or_default()
}

fn read_at(from: &mut (impl Read + Seek), at: u64, length: u64) -> Option<Vec<u8>> {
    let mut bytes = vec![0; length_of(length)];
    from.seek(SeekFrom::Start(at)).ok()?;
    from.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Error, Result};

    /// A disk that fails whenever a read touches one of its sectors.
    struct WithBadSector(Cursor<Vec<u8>>, u64);

    impl Read for WithBadSector {
        fn read(&mut self, into: &mut [u8]) -> Result<usize> {
            let (from, to) = (self.0.position(), self.0.position() + into.len() as u64);
            if from < (self.1 + 1) * SECTOR && to > self.1 * SECTOR {
                return Err(Error::other("bad sector"));
            }
            self.0.read(into)
        }
    }

    impl Seek for WithBadSector {
        fn seek(&mut self, to: SeekFrom) -> Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn one_bad_sector_costs_that_sector_and_everything_else_keeps_its_place() {
        let whole: Vec<u8> = (1..=250_u8).cycle().take(200_000).collect();
        for bad in [0, 1, 200, 390] {
            let mut copy = Vec::new();
            let lost = copy_passing_over(&mut WithBadSector(Cursor::new(whole.clone()), bad), 200_000, &mut copy).unwrap();
            let from = length_of(bad * SECTOR);
            let to = (from + SECTOR_LENGTH).min(whole.len());
            assert_eq!(length_of(lost), to - from);
            assert_eq!(copy.len(), whole.len());
            assert!(copy[from..to].iter().all(|byte| *byte == 0));
            assert!(copy[..from] == whole[..from] && copy[to..] == whole[to..], "sector {bad}");
        }
    }
}

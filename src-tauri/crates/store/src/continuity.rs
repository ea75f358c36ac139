//! The continuity pack: what the unit needs on a day without its database, sealed in one small file that opens without it.

use crate::{BackupTrouble, Fault, files};
use journal::Id;
use sealing::{Purpose, StoreKey};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::Path;
use zeroize::Zeroizing;

/// Name of the newest pack in its folder. Each one takes the place of the one before, whole.
pub const PACK_FILE: &str = "continuity.pack";

/// The format this program writes and reads (docs/backups.md).
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    format: u32,
    #[serde(rename = "store")]
    store_hex: String,
    made_at_ms: i64,
    slots: String,
}

/// A pack that was read and is still sealed.
pub struct Pack {
    /// The store it is of.
    pub store: Id,
    /// When it was made, in Unix milliseconds. Vouched for only once the pack opened.
    pub made_at_ms: i64,
    /// The slot file as it stood then: who may open the pack.
    pub slots: String,
    line: Vec<u8>,
    sealed: Vec<u8>,
}

/// Seals a pack and puts it into the folder, in place of the one before.
///
/// # Errors
/// [`Fault::Full`], [`Fault::File`] or [`Fault::Sealing`]; the pack before then still stands.
pub fn write_pack(folder: &Path, store: Id, slots: &str, key: &StoreKey, at_ms: i64, plain: &str) -> Result<(), Fault> {
    let line = Line { format: FORMAT, store_hex: hex::encode(store.0), made_at_ms: at_ms, slots: slots.to_owned() };
    let mut bytes = serde_json::to_vec(&line).map_err(|_| Fault::Unreadable)?;
    let own = key.key_for(Purpose::ContinuityPack, &store.0)?;
    let sealed = sealing::seal(own.expose_bytes_dangerously(), &bytes, plain.as_bytes())?;
    bytes.push(b'\n');
    bytes.extend_from_slice(&sealed);
    files::write_whole(&folder.join(PACK_FILE), &bytes)
}

/// Reads a pack without opening it.
///
/// # Errors
/// [`BackupTrouble::NoSuchBackup`] where there is none, [`BackupTrouble::NotReadable`] where it is no pack of this format.
pub fn read_pack(path: &Path) -> Result<Pack, BackupTrouble> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(BackupTrouble::NoSuchBackup),
        Err(error) => return Err(error.into()),
    };
    let at = bytes.iter().position(|byte| *byte == b'\n').ok_or(BackupTrouble::NotReadable)?;
    let line = read_line(&bytes[..at])?;
    let mut store = [0; 16];
    hex::decode_to_slice(&line.store_hex, &mut store).map_err(|_| BackupTrouble::NotReadable)?;
    Ok(Pack {
        store: Id(store),
        made_at_ms: line.made_at_ms,
        slots: line.slots,
        line: bytes[..at].to_vec(),
        sealed: bytes[at + 1..].to_vec(),
    })
}

/// When the pack in this folder was made, in Unix milliseconds; nothing where there is none that reads.
#[must_use]
pub fn pack_made_at(folder: &Path) -> Option<i64> {
    let mut line = Vec::new();
    BufReader::new(std::fs::File::open(folder.join(PACK_FILE)).ok()?).read_until(b'\n', &mut line).ok()?;
    read_line(line.strip_suffix(b"\n")?).ok().map(|line| line.made_at_ms)
}

fn read_line(bytes: &[u8]) -> Result<Line, BackupTrouble> {
    let line: Line = serde_json::from_slice(bytes).map_err(|_| BackupTrouble::NotReadable)?;
    if line.format == FORMAT { Ok(line) } else { Err(BackupTrouble::NotReadable) }
}

impl Pack {
    /// Opens it with the store's key. The text is in memory alone and wiped when dropped.
    ///
    /// # Errors
    /// [`BackupTrouble::OtherKey`] if it was sealed under another key or changed since.
    pub fn open(&self, key: &StoreKey) -> Result<Zeroizing<String>, BackupTrouble> {
        let own = key.key_for(Purpose::ContinuityPack, &self.store.0)?;
        let plain =
            sealing::open(own.expose_bytes_dangerously(), &self.line, &self.sealed).map_err(|_| BackupTrouble::OtherKey)?;
        String::from_utf8(plain).map(Zeroizing::new).map_err(|_| BackupTrouble::NotReadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORE: Id = Id([1; 16]);

    fn key(n: u8) -> StoreKey {
        StoreKey::from_bytes(&[n; 32])
    }

    #[test]
    fn a_pack_opens_without_the_database_and_with_the_unit_s_key_alone() {
        let folder = tempfile::tempdir().unwrap();
        write_pack(folder.path(), STORE, "slots", &key(7), 5, "Plan N-26-0001").unwrap();
        let bytes = std::fs::read(folder.path().join(PACK_FILE)).unwrap();
        assert!(!bytes.windows(4).any(|window| window == b"Plan"), "sealed");
        let pack = read_pack(&folder.path().join(PACK_FILE)).unwrap();
        assert_eq!((pack.slots.as_str(), pack.made_at_ms), ("slots", 5));
        assert_eq!(pack.open(&key(7)).unwrap().as_str(), "Plan N-26-0001");
        assert_eq!(pack.open(&key(8)).err(), Some(BackupTrouble::OtherKey));
        assert_eq!(pack_made_at(folder.path()), Some(5));
    }

    #[test]
    fn one_changed_bit_of_a_pack_or_of_its_head_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(PACK_FILE);
        write_pack(folder.path(), STORE, "slots", &key(7), 5, "Plan").unwrap();
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            std::fs::write(&path, &changed).unwrap();
            assert!(read_pack(&path).and_then(|pack| pack.open(&key(7)).map(|_| ())).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_later_pack_takes_the_place_of_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        for at in 1..3 {
            write_pack(folder.path(), STORE, "slots", &key(7), at, "Plan").unwrap();
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(pack_made_at(folder.path()), Some(2));
    }
}

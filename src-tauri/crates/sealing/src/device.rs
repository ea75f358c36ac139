//! Who keeps a laptop's device secret, and what can go wrong with the keeping.

use crate::digest::derive;
use crate::{DeviceSecret, Fault};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use thiserror::Error;

/// Keeps the device secret of each store outside the store (security report K-3).
pub trait Custody: Send + Sync {
    /// Keeps `secret` for the store and does not answer before it could be read back (K-5).
    ///
    /// # Errors
    /// [`CustodyTrouble`]; then nothing may be built on the secret.
    fn write(&self, store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble>;

    /// The secret kept for the store.
    ///
    /// # Errors
    /// [`CustodyTrouble`]; there is no fallback (K-8).
    fn read(&self, store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble>;

    /// Keeps the newest mark of the store's log outside the store (security report A-12), over the one before. A keeper
    /// that keeps none loses only the warning about an older store.
    ///
    /// # Errors
    /// [`CustodyTrouble`]; the slot file's mark then stands alone.
    fn keep_mark(&self, _store_id: &[u8; 16], _mark: &LogMark) -> Result<(), CustodyTrouble> {
        Ok(())
    }

    /// The mark kept last; nothing where none was.
    ///
    /// # Errors
    /// [`CustodyTrouble`].
    fn mark(&self, _store_id: &[u8; 16]) -> Result<Option<LogMark>, CustodyTrouble> {
        Ok(None)
    }
}

/// One keeper for several desks, as several programs share a machine's.
impl<C: Custody + ?Sized> Custody for std::sync::Arc<C> {
    fn write(&self, store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        (**self).write(store_id, secret)
    }

    fn read(&self, store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        (**self).read(store_id)
    }

    fn keep_mark(&self, store_id: &[u8; 16], mark: &LogMark) -> Result<(), CustodyTrouble> {
        (**self).keep_mark(store_id, mark)
    }

    fn mark(&self, store_id: &[u8; 16]) -> Result<Option<LogMark>, CustodyTrouble> {
        (**self).mark(store_id)
    }
}

/// How far the log had come when it was last looked at: what an older copy of the store cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogMark {
    /// How often the store key had been replaced.
    pub epoch: u32,
    /// Acts in the log.
    pub size: u64,
    /// The Merkle root over them.
    pub root: [u8; 32],
}

impl LogMark {
    /// The mark as 44 bytes: epoch and size big-endian, root.
    #[must_use]
    pub fn bytes(&self) -> [u8; 44] {
        let mut bytes = [0; 44];
        bytes[..4].copy_from_slice(&self.epoch.to_be_bytes());
        bytes[4..12].copy_from_slice(&self.size.to_be_bytes());
        bytes[12..].copy_from_slice(&self.root);
        bytes
    }

    /// The mark in these bytes; nothing unless there are forty-four.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; 44] = bytes.try_into().ok()?;
        let (epoch, rest) = bytes.split_first_chunk::<4>()?;
        let (size, root) = rest.split_first_chunk::<8>()?;
        let root = root.try_into().ok()?;
        Some(Self { epoch: u32::from_be_bytes(*epoch), size: u64::from_be_bytes(*size), root })
    }
}

/// Why the device secret could not be kept or read. Each has a screen of its own (K-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum CustodyTrouble {
    /// There is no keyring to ask: no session bus, no service.
    #[error("no keyring answers on this machine")]
    Unavailable,
    /// The keyring is there and locked, or its question was dismissed.
    #[error("the keyring is locked")]
    Locked,
    /// The keyring is open and holds nothing for this store.
    #[error("the keyring holds nothing for this store")]
    Missing,
    /// The keyring holds something for this store that is not what was put there.
    #[error("the keyring's item for this store is not what was put there")]
    Changed,
    /// The keyring accepted the secret and did not have it when asked again.
    #[error("the keyring accepted the secret and forgot it")]
    Forgot,
}

/// Custody in memory alone, for the throw-away example unit: gone when the program ends.
#[derive(Default)]
pub struct ThrowAwayCustody {
    secrets: Mutex<HashMap<[u8; 16], DeviceSecret>>,
    marks: Mutex<HashMap<[u8; 16], LogMark>>,
}

impl Custody for ThrowAwayCustody {
    fn write(&self, store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        let copy = DeviceSecret::from_bytes(secret.expose_bytes_dangerously());
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).insert(*store_id, copy);
        Ok(())
    }

    fn read(&self, store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        let held = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let secret = held.get(store_id).ok_or(CustodyTrouble::Missing)?;
        Ok(DeviceSecret::from_bytes(secret.expose_bytes_dangerously()))
    }

    fn keep_mark(&self, store_id: &[u8; 16], mark: &LogMark) -> Result<(), CustodyTrouble> {
        self.marks.lock().unwrap_or_else(PoisonError::into_inner).insert(*store_id, *mark);
        Ok(())
    }

    fn mark(&self, store_id: &[u8; 16]) -> Result<Option<LogMark>, CustodyTrouble> {
        Ok(self.marks.lock().unwrap_or_else(PoisonError::into_inner).get(store_id).copied())
    }
}

/// A value that tells this laptop's device secret from another's without giving it away:
/// HKDF-SHA256(ikm = DS, salt = store id, info = "device/v1/check"), 16 bytes. It stands in the
/// slot file, and a fresh process answers with it when asked whether the keyring remembered.
///
/// # Errors
/// [`Fault::Cipher`]; does not happen with lengths fixed as here.
pub fn device_check(store_id: &[u8; 16], secret: &DeviceSecret) -> Result<[u8; 16], Fault> {
    Ok(*derive(secret.expose_bytes_dangerously(), store_id, &[b"device/v1/check"])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throw_away_custody_gives_back_what_it_was_given_for_that_store_alone() {
        let custody = ThrowAwayCustody::default();
        let secret = DeviceSecret::fresh().unwrap();
        custody.write(&[1; 16], &secret).unwrap();
        assert!(custody.read(&[1; 16]).unwrap().same_as(&secret));
        assert_eq!(custody.read(&[2; 16]).err(), Some(CustodyTrouble::Missing));
    }

    #[test]
    fn a_mark_reads_back_as_it_was_written() {
        let mark = LogMark { epoch: 2, size: 1 << 40, root: [9; 32] };
        assert_eq!(LogMark::from_slice(&mark.bytes()), Some(mark));
        assert_eq!(LogMark::from_slice(&mark.bytes()[1..]), None);
    }

    #[test]
    fn the_check_of_a_device_differs_by_store_and_by_secret() {
        let (a, b) = (DeviceSecret::from_bytes(&[1; 32]), DeviceSecret::from_bytes(&[2; 32]));
        let check = device_check(&[1; 16], &a).unwrap();
        assert_eq!(check, device_check(&[1; 16], &a).unwrap());
        assert_ne!(check, device_check(&[2; 16], &a).unwrap());
        assert_ne!(check, device_check(&[1; 16], &b).unwrap());
    }

    #[test]
    fn throw_away_custody_keeps_the_newest_mark_for_that_store_alone() {
        let custody = ThrowAwayCustody::default();
        let mark = LogMark { epoch: 1, size: 3, root: [4; 32] };
        custody.keep_mark(&[1; 16], &mark).unwrap();
        let newer = LogMark { size: 4, ..mark };
        custody.keep_mark(&[1; 16], &newer).unwrap();
        assert_eq!(custody.mark(&[1; 16]), Ok(Some(newer)));
        assert_eq!(custody.mark(&[2; 16]), Ok(None));
    }
}

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
pub struct ThrowAwayCustody(Mutex<HashMap<[u8; 16], DeviceSecret>>);

impl Custody for ThrowAwayCustody {
    fn write(&self, store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        let copy = DeviceSecret::from_bytes(secret.expose_bytes_dangerously());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(*store_id, copy);
        Ok(())
    }

    fn read(&self, store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let secret = held.get(store_id).ok_or(CustodyTrouble::Missing)?;
        Ok(DeviceSecret::from_bytes(secret.expose_bytes_dangerously()))
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
    fn the_check_of_a_device_differs_by_store_and_by_secret() {
        let (a, b) = (DeviceSecret::from_bytes(&[1; 32]), DeviceSecret::from_bytes(&[2; 32]));
        let check = device_check(&[1; 16], &a).unwrap();
        assert_eq!(check, device_check(&[1; 16], &a).unwrap());
        assert_ne!(check, device_check(&[2; 16], &a).unwrap());
        assert_ne!(check, device_check(&[1; 16], &b).unwrap());
    }
}

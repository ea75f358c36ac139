//! Writing to the keyring, and not believing it before it was asked again.

use crate::witness;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use sealing::{Custody, CustodyTrouble, DeviceSecret, LogMark};
use std::path::PathBuf;
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// The name under which items stand in the keyring. Their "user" is the store id in hex; no
/// person's name is ever in it.
const SERVICE: &str = "Holdfast device secret";

/// The name under which the newest mark of a store's log stands; no secret.
const MARKS: &str = "Holdfast log mark";

/// Custody in the operating system's keyring: Secret Service on Linux, Keychain on macOS,
/// Credential Manager on Windows. Never the kernel's keyring, which forgets at restart (security
/// report K-4).
///
/// Every call connects anew, so that "try again" works after a keyring was started or unlocked.
/// A call may wait for a person answering the keyring's own question; do not call it on the thread
/// that draws the window.
#[derive(Debug, Clone, Default)]
pub struct OsKeyring {
    witness: Option<PathBuf>,
}

impl OsKeyring {
    /// A keyring whose writes are read back over a second connection of this process.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A keyring whose writes are read back by a fresh process as well (K-5): `program` is started
    /// with [`crate::WITNESS_FLAG`] and must call [`crate::answer_as_witness`] first of all; the
    /// window hands its own path.
    #[must_use]
    pub fn with_witness(program: PathBuf) -> Self {
        Self { witness: Some(program) }
    }

    /// A keyring whose witness is this program itself, started afresh. Where the machine does not say which program
    /// this is, a second connection has to do.
    #[must_use]
    pub fn with_own_witness() -> Self {
        Self { witness: std::env::current_exe().ok() }
    }
}

impl Custody for OsKeyring {
    fn write(&self, store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        let entry = entry(store_id)?;
        match entry.get_secret().map(Zeroizing::new) {
            Ok(held) if held.as_slice() == secret.expose_bytes_dangerously() => {}
            // Another secret under this id opens another store, or an older one: never overwrite.
            Ok(_) => return Err(CustodyTrouble::Changed),
            Err(Error::NoEntry) => {
                entry.set_secret(secret.expose_bytes_dangerously()).map_err(trouble)?;
            }
            Err(other) => return Err(trouble(other)),
        }
        match self.read(store_id) {
            Ok(held) if held.same_as(secret) => {}
            Ok(_) | Err(CustodyTrouble::Missing) => return Err(CustodyTrouble::Forgot),
            Err(other) => return Err(other),
        }
        self.witness.as_ref().map_or(Ok(()), |program| witness::ask(program, store_id, secret))
    }

    fn read(&self, store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        let held = Zeroizing::new(entry(store_id)?.get_secret().map_err(trouble)?);
        let bytes: &[u8; 32] = held.as_slice().try_into().map_err(|_| CustodyTrouble::Changed)?;
        Ok(DeviceSecret::from_bytes(bytes))
    }

    fn keep_mark(&self, store_id: &[u8; 16], mark: &LogMark) -> Result<(), CustodyTrouble> {
        item(MARKS, store_id)?.set_secret(&mark.bytes()).map_err(trouble)
    }

    fn mark(&self, store_id: &[u8; 16]) -> Result<Option<LogMark>, CustodyTrouble> {
        match item(MARKS, store_id)?.get_secret() {
            Ok(bytes) => LogMark::from_slice(&bytes).map(Some).ok_or(CustodyTrouble::Changed),
            Err(Error::NoEntry) => Ok(None),
            Err(other) => Err(trouble(other)),
        }
    }
}

/// The store's item, over a connection of its own.
fn entry(store_id: &[u8; 16]) -> Result<Entry, CustodyTrouble> {
    item(SERVICE, store_id)
}

fn item(service: &str, store_id: &[u8; 16]) -> Result<Entry, CustodyTrouble> {
    // Without an answering service there is nothing to be locked or missing.
    let keyring = connect().map_err(|_| CustodyTrouble::Unavailable)?;
    keyring.build(service, &hex::encode(store_id), None).map_err(trouble)
}

#[cfg(target_os = "linux")]
fn connect() -> Result<Arc<impl CredentialStoreApi>, Error> {
    zbus_secret_service_keyring_store::Store::new()
}

#[cfg(target_os = "macos")]
fn connect() -> Result<Arc<impl CredentialStoreApi>, Error> {
    apple_native_keyring_store::keychain::Store::new()
}

#[cfg(target_os = "windows")]
fn connect() -> Result<Arc<impl CredentialStoreApi>, Error> {
    windows_native_keyring_store::Store::new()
}

/// What a keyring's error means to a person. The error's own text may hold data and goes nowhere.
fn trouble(error: Error) -> CustodyTrouble {
    match error {
        Error::NoStorageAccess(_) => CustodyTrouble::Locked,
        Error::NoEntry => CustodyTrouble::Missing,
        Error::BadEncoding(mut held) | Error::BadDataFormat(mut held, _) => {
            held.zeroize();
            CustodyTrouble::Changed
        }
        Error::Ambiguous(_) | Error::BadStoreFormat(_) => CustodyTrouble::Changed,
        // The library may add kinds; whatever they are, the keyring did not answer.
        _ => CustodyTrouble::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernel_keyring_is_not_among_the_packages_of_the_program() {
        let lock = include_str!("../../../../Cargo.lock");
        assert!(lock.contains("zbus-secret-service-keyring-store"));
        assert!(!lock.contains("keyutils"), "it forgets at restart (K-4)");
    }

    #[test]
    fn every_error_of_a_keyring_is_told_apart() {
        let reason = || Box::new(std::io::Error::other("reason"));
        let table = [
            (Error::NoDefaultStore, CustodyTrouble::Unavailable),
            (Error::PlatformFailure(reason()), CustodyTrouble::Unavailable),
            (Error::NoStorageAccess(reason()), CustodyTrouble::Locked),
            (Error::NoEntry, CustodyTrouble::Missing),
            (Error::BadEncoding(vec![1]), CustodyTrouble::Changed),
            (Error::BadDataFormat(vec![1], reason()), CustodyTrouble::Changed),
            (Error::Ambiguous(Vec::new()), CustodyTrouble::Changed),
        ];
        for (error, expected) in table {
            assert_eq!(trouble(error), expected);
        }
    }
}

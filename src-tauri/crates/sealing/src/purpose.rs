//! What the store key vouches for and seals beside the store's file, each purpose under a key of its own.

use crate::digest::{derive, mac};
use crate::{Fault, FileKey, RecordKey, StoreKey};
use subtle::ConstantTimeEq;

/// A use of the store key outside the store's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Vouches for the manifest of a backup (docs/backups.md).
    BackupManifest,
    /// Seals the continuity pack (docs/backups.md).
    ContinuityPack,
}

impl Purpose {
    const fn info(self) -> &'static [u8] {
        match self {
            Self::BackupManifest => b"backup/v1/manifest",
            Self::ContinuityPack => b"continuity/v1/pack",
        }
    }
}

impl StoreKey {
    /// The key for one purpose: HKDF-SHA256(ikm = store key, salt = store id, info = the purpose).
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn key_for(&self, purpose: Purpose, store_id: &[u8; 16]) -> Result<RecordKey, Fault> {
        let mut derived = derive::<32>(self.expose_bytes_dangerously(), store_id, &[purpose.info()])?;
        Ok(RecordKey::take(&mut derived))
    }
}

impl FileKey {
    /// What vouches for a bundle's header: HMAC-SHA256 under HKDF-SHA256(ikm = file key, salt empty, info =
    /// "bundle/v1/header").
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn vouch_header(&self, header: &[u8]) -> Result<[u8; 32], Fault> {
        let derived = derive::<32>(self.expose_bytes_dangerously(), &[], &[b"bundle/v1/header"])?;
        mac(&derived, header)
    }

    /// Whether `mac` vouches for this header, in a time that does not depend on it.
    ///
    /// # Errors
    /// As [`FileKey::vouch_header`].
    pub fn vouches_header(&self, header: &[u8], mac: &[u8; 32]) -> Result<bool, Fault> {
        Ok(self.vouch_header(header)?.ct_eq(mac).into())
    }
}

/// What vouches for these bytes under a key of [`StoreKey::key_for`]: HMAC-SHA256 (RFC 2104).
///
/// # Errors
/// [`Fault::Cipher`]; does not happen with lengths fixed as here.
pub fn vouch(key: &RecordKey, bytes: &[u8]) -> Result<[u8; 32], Fault> {
    mac(key.expose_bytes_dangerously(), bytes)
}

/// Whether `mac` vouches for these bytes, in a time that does not depend on them.
///
/// # Errors
/// As [`vouch`].
pub fn vouches(key: &RecordKey, bytes: &[u8], mac: &[u8; 32]) -> Result<bool, Fault> {
    Ok(vouch(key, bytes)?.ct_eq(mac).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_serves_one_purpose_of_one_store() {
        let key = StoreKey::from_bytes(&[7; 32]);
        let manifest = key.key_for(Purpose::BackupManifest, &[1; 16]).unwrap();
        assert!(manifest.same_as(&key.key_for(Purpose::BackupManifest, &[1; 16]).unwrap()));
        assert!(!manifest.same_as(&key.key_for(Purpose::ContinuityPack, &[1; 16]).unwrap()));
        assert!(!manifest.same_as(&key.key_for(Purpose::BackupManifest, &[2; 16]).unwrap()));
        assert_ne!(manifest.expose_bytes_dangerously(), key.expose_bytes_dangerously());
    }

    #[test]
    fn a_header_is_vouched_for_by_the_key_of_its_own_file_alone() {
        let mac = FileKey::from_bytes(&[7; 32]).vouch_header(b"header").unwrap();
        assert!(FileKey::from_bytes(&[7; 32]).vouches_header(b"header", &mac).unwrap());
        assert!(!FileKey::from_bytes(&[7; 32]).vouches_header(b"headex", &mac).unwrap());
        assert!(!FileKey::from_bytes(&[8; 32]).vouches_header(b"header", &mac).unwrap());
    }

    #[test]
    fn one_changed_bit_is_not_vouched_for() {
        let key = RecordKey::from_bytes(&[7; 32]);
        let mac = vouch(&key, b"backup").unwrap();
        assert!(vouches(&key, b"backup", &mac).unwrap());
        assert!(!vouches(&key, b"backuq", &mac).unwrap());
        assert!(!vouches(&RecordKey::from_bytes(&[8; 32]), b"backup", &mac).unwrap());
    }
}

//! As a manifest: what is taken is written as it was read.

use bundles::Manifest;

/// Reads made-up bytes; nothing may stop the program.
pub fn read(data: &[u8]) {
    if let Ok(manifest) = Manifest::from_bytes(data) {
        assert!(manifest.bytes().is_ok_and(|bytes| bytes == data));
    }
}

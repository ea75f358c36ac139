//! As a whole bundle, by the receiver of the vectors, who knows nobody: no more is read than may be of a stranger.

use bundles::{PinnedSender, Reader, open};
use journal::Id;
use sealing::{UserKeys, UserRootSecret};

/// Reads made-up bytes; nothing may stop the program.
pub fn read(mut data: &[u8]) {
    let Ok(keys) = UserKeys::of(UserRootSecret::from_bytes(&[3; 32])) else { return };
    let senders: [PinnedSender; 0] = [];
    let reader = Reader { keys: &keys, unit: Id([3; 16]), now_ms: 0, senders: &senders };
    assert!(open(&mut data, &reader).is_err());
}

//! Keys, slots and envelopes: everything that is secret is made, wrapped and opened here.

mod chance;
mod chunked;
mod compartment;
mod declined;
mod device;
mod digest;
mod envelope;
mod kdf;
mod laptop;
mod passphrase;
mod purpose;
mod recovery;
mod secret;
mod slots;
mod user_keys;
#[cfg(test)]
mod vectors;

pub use chance::{fresh_bytes, fresh_id, fresh_salt};
pub use chunked::{CHUNK, CHUNKED_PREFIX, ChunkOpener, ChunkSealer, ChunkTrouble};
pub use compartment::{BadGrant, Grant, GrantSays, open_padded, padded_length, padme, seal_padded};
pub use declined::{Declined, Fault};
pub use device::{Custody, CustodyTrouble, LogMark, ThrowAwayCustody, device_check};
pub use digest::{Hashing, commitment, sha256, sha512};
pub use envelope::{CannotOpen, open, seal};
pub use kdf::{KdfCost, KdfCostRefusal};
pub use laptop::HandedOn;
pub use passphrase::{ChosenPassphrase, Passphrase, WeakPassphrase, canonical_name, suggest_words, words_of};
pub use purpose::{Purpose, vouch, vouches};
pub use recovery::{RecoverySecret, RecoverySheet, Sheet, WORDS_ON_A_SHEET, WordTrouble};
pub use secret::{DeviceSecret, FileKey, RecordKey, StoreKey, UserRootSecret};
pub use slots::{
    Choice, CopyState, KeySlots, NewMember, NoUsableCopy, SlotRefusal, SlotText, UnlockRefusal, Unlocked, choose_copy,
};
pub use user_keys::{BadSignature, SealedTo, UserKeys, seal_to, seal_to_drawn, verify};

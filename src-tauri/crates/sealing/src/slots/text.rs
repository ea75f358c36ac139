//! `keyslots.json`: the one way these slots are written, and a reader that accepts nothing else.

use super::KeySlots;
use super::rotation::RecoveryGrant;
use super::slot::Slot;
use crate::{Fault, KdfCost, KdfCostRefusal, LogMark, sha256};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The format this program writes and reads.
const FORMAT: u32 = 1;
/// The longest text that is read at all, in bytes.
const MOST_BYTES: usize = 1024 * 1024;
/// The most members one file holds.
pub(super) const MOST_SLOTS: usize = 512;

/// The highest sequence number: whole numbers beyond 2^53 are not the same in every JSON reader.
const MOST_SEQUENCE: u64 = 1 << 53;

/// Why a text is not taken as a slot file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SlotText {
    /// Not a slot file, or damaged: not exactly the bytes this program would have written.
    #[error("not a slot file, or damaged")]
    Damaged,
    /// Written by a newer program; nothing is to be changed.
    #[error("written by a newer program")]
    NewerFormat,
    /// A slot asks for less work than the floor or more than the caps (K-10, K-12).
    #[error("a slot's work is {0}")]
    Cost(KdfCostRefusal),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    #[serde(with = "hex::serde")]
    store: [u8; 16],
    epoch: u32,
    sequence: u64,
    #[serde(with = "hex::serde")]
    device_check: [u8; 16],
    slots: Vec<SlotEntry>,
    /// Left out until the log was marked for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    log: Option<MarkEntry>,
    /// Left out until recovery words were typed back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<RecoveryEntry>,
    /// Left out where the MAC is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mac: Option<Hash>,
    /// Left out where the checksum is computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    check: Option<Hash>,
}

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
struct MarkEntry {
    epoch: u32,
    size: u64,
    #[serde(with = "hex::serde")]
    root: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecoveryEntry {
    #[serde(with = "hex::serde")]
    x25519: [u8; 32],
    #[serde(with = "hex::serde")]
    enc: [u8; 32],
    #[serde(with = "hex::serde")]
    sealed: [u8; 48],
}

#[derive(Serialize, Deserialize)]
struct Hash(#[serde(with = "hex::serde")] [u8; 32]);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SlotEntry {
    #[serde(with = "hex::serde")]
    slot: [u8; 16],
    #[serde(with = "hex::serde")]
    member: [u8; 16],
    #[serde(with = "hex::serde")]
    name_tag: [u8; 16],
    kdf: Kdf,
    #[serde(with = "hex::serde")]
    salt: [u8; 16],
    #[serde(with = "hex::serde")]
    nonce: [u8; 12],
    #[serde(with = "hex::serde")]
    wrapped: [u8; 48],
    #[serde(with = "hex::serde")]
    x25519: [u8; 32],
    #[serde(with = "hex::serde")]
    ed25519: [u8; 32],
    store_key: Grant,
    #[serde(with = "hex::serde")]
    check: [u8; 32],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kdf {
    name: String,
    version: u32,
    memory_kib: u32,
    passes: u32,
    lanes: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grant {
    #[serde(with = "hex::serde")]
    enc: [u8; 32],
    #[serde(with = "hex::serde")]
    sealed: [u8; 48],
}

/// Only this much is read of a file that may be a newer program's.
#[derive(Deserialize)]
struct FormatAlone {
    format: u32,
}

impl KeySlots {
    /// The text of `keyslots.json`, ending in a line break. The same slots always give the same
    /// bytes.
    ///
    /// # Errors
    /// [`Fault::Text`]; does not happen with this shape.
    pub fn to_json(&self) -> Result<String, Fault> {
        let mut file = self.file();
        file.mac = Some(Hash(self.mac));
        file.check = Some(Hash(sha256(&compact(&file)?)));
        let mut text = serde_json::to_string_pretty(&file).map_err(|_| Fault::Text)?;
        text.push('\n');
        Ok(text)
    }

    /// Reads `keyslots.json`. Strict: unknown keys, other spellings of the same value, a wrong
    /// checksum, a member or slot twice, and work outside floor and caps are refused, before any
    /// of it is used.
    ///
    /// # Errors
    /// [`SlotText`].
    pub fn parse(text: &str) -> Result<Self, SlotText> {
        if text.len() > MOST_BYTES {
            return Err(SlotText::Damaged);
        }
        let format: FormatAlone = serde_json::from_str(text).map_err(|_| SlotText::Damaged)?;
        if format.format > FORMAT {
            // One flipped bit in the number itself must not pass for a newer program's file.
            let written = format!("\"format\": {}", format.format);
            let ours = text.replacen(&written, "\"format\": 1", 1);
            let flipped = ours != text && Self::parse(&ours).is_ok();
            return Err(if flipped { SlotText::Damaged } else { SlotText::NewerFormat });
        }
        let mut file: File = serde_json::from_str(text).map_err(|_| SlotText::Damaged)?;
        let (Some(mac), Some(check)) = (file.mac.as_ref(), file.check.take()) else {
            return Err(SlotText::Damaged);
        };
        let mac = mac.0;
        if check.0 != sha256(&compact(&file).map_err(|_| SlotText::Damaged)?) {
            return Err(SlotText::Damaged);
        }
        let counted =
            (1..=MOST_SLOTS).contains(&file.slots.len()) && (1..=MOST_SEQUENCE).contains(&file.sequence) && file.epoch > 0;
        if file.format != FORMAT || !counted {
            return Err(SlotText::Damaged);
        }
        let slots = file.slots.iter().map(SlotEntry::read).collect::<Result<Vec<_>, _>>()?;
        let slots = Self {
            store_id: file.store,
            epoch: file.epoch,
            sequence: file.sequence,
            device_check: file.device_check,
            slots,
            mark: file.log.map(|log| LogMark { epoch: log.epoch, size: log.size, root: log.root }),
            recovery: file.recovery.map(|r| RecoveryGrant { seals_to: r.x25519, enc: r.enc, sealed: r.sealed }),
            mac,
        };
        // One spelling only: what the program would write, byte for byte.
        let same = slots.to_json().is_ok_and(|written| written == text);
        (same && slots.ids_are_single()).then_some(slots).ok_or(SlotText::Damaged)
    }

    /// What the MAC is over: the compact JSON of everything but `mac` and `check`.
    pub(super) fn body(&self) -> Result<Vec<u8>, Fault> {
        compact(&self.file())
    }

    fn ids_are_single(&self) -> bool {
        self.slots
            .iter()
            .enumerate()
            .all(|(n, a)| self.slots[..n].iter().all(|b| a.member_id != b.member_id && a.slot_id != b.slot_id))
    }

    fn file(&self) -> File {
        File {
            format: FORMAT,
            store: self.store_id,
            epoch: self.epoch,
            sequence: self.sequence,
            device_check: self.device_check,
            slots: self.slots.iter().map(SlotEntry::of).collect(),
            log: self.mark.map(|mark| MarkEntry { epoch: mark.epoch, size: mark.size, root: mark.root }),
            recovery: self.recovery.as_ref().map(|r| RecoveryEntry { x25519: r.seals_to, enc: r.enc, sealed: r.sealed }),
            mac: None,
            check: None,
        }
    }
}

impl SlotEntry {
    fn of(slot: &Slot) -> Self {
        Self {
            slot: slot.slot_id,
            member: slot.member_id,
            name_tag: slot.name_tag,
            kdf: Kdf {
                name: "argon2id".to_owned(),
                version: 19,
                memory_kib: slot.cost.memory_kib(),
                passes: slot.cost.passes(),
                lanes: 1,
            },
            salt: slot.salt,
            nonce: slot.nonce,
            wrapped: slot.wrapped,
            x25519: slot.seals_to,
            ed25519: slot.signs_with,
            store_key: Grant { enc: slot.store_key_enc, sealed: slot.store_key_sealed },
            check: slot.check,
        }
    }

    /// The slot as it stands; its own checksum is looked at when it is opened, so that one broken
    /// slot does not keep the others out. Another algorithm, version or number of lanes is refused
    /// because [`SlotEntry::of`] would not have written it.
    fn read(&self) -> Result<Slot, SlotText> {
        Ok(Slot {
            slot_id: self.slot,
            member_id: self.member,
            name_tag: self.name_tag,
            cost: KdfCost::new(self.kdf.memory_kib, self.kdf.passes).map_err(SlotText::Cost)?,
            salt: self.salt,
            nonce: self.nonce,
            wrapped: self.wrapped,
            seals_to: self.x25519,
            signs_with: self.ed25519,
            store_key_enc: self.store_key.enc,
            store_key_sealed: self.store_key.sealed,
            check: self.check,
        })
    }
}

fn compact(file: &File) -> Result<Vec<u8>, Fault> {
    serde_json::to_vec(file).map_err(|_| Fault::Text)
}

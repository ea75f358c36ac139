//! Replacing the store key, and getting back in with recovery words (security report K-21, K-22).

use super::slot::{Slot, grant_aad};
use super::{KeySlots, NewMember, SlotRefusal, Unlocked};
use crate::{Declined, DeviceSecret, Fault, SealedTo, StoreKey, UserKeys, UserRootSecret, device_check, seal_to};

/// What the store key is sealed to recovery keys for.
const RECOVERY: &[u8] = b"grant/v1/store-key/recovery";
/// The place of a member in the AAD of a grant to recovery keys.
const NOBODY: [u8; 16] = [0xFF; 16];

/// The store key sealed to the keys of the unit's recovery words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecoveryGrant {
    pub(super) seals_to: [u8; 32],
    pub(super) enc: [u8; 32],
    pub(super) sealed: [u8; 48],
}

impl RecoveryGrant {
    fn make(store_id: &[u8; 16], epoch: u32, public: &[u8; 32], key: &StoreKey) -> Result<Self, Fault> {
        let aad = grant_aad(store_id, epoch, &NOBODY);
        let made = seal_to(public, RECOVERY, &aad, key.expose_bytes_dangerously())?;
        let sealed = made.sealed.as_slice().try_into().map_err(|_| Fault::Cipher("sealing to recovery keys"))?;
        Ok(Self { seals_to: *public, enc: made.enc, sealed })
    }
}

impl KeySlots {
    /// Whether recovery words for this store were typed back.
    #[must_use]
    pub const fn has_recovery(&self) -> bool {
        self.recovery.is_some()
    }

    /// The same slots with the store key sealed to these recovery keys too, in place of any before.
    ///
    /// # Errors
    /// Refused if the keys in hand are another store's; or a [`Fault`].
    pub fn with_recovery(&self, by: &Unlocked, recovery: &UserKeys) -> Result<Self, Declined<SlotRefusal>> {
        if !self.verify_mac(&by.store_key)? {
            return Err(Declined::Refused(SlotRefusal::OtherStore));
        }
        let grant = RecoveryGrant::make(&self.store_id, self.epoch, recovery.sealing_public(), &by.store_key)?;
        let with = Self { recovery: Some(grant), ..self.clone() };
        Ok(with.next(self.slots.clone(), &by.store_key)?)
    }

    /// The store key, by recovery keys alone: neither passphrase nor device secret is needed.
    ///
    /// # Errors
    /// Refused as [`SlotRefusal::OtherStore`] if these are not this store's recovery words, or the file was changed by
    /// somebody without the store key.
    pub fn recover(&self, recovery: &UserKeys) -> Result<StoreKey, Declined<SlotRefusal>> {
        const REFUSED: Declined<SlotRefusal> = Declined::Refused(SlotRefusal::OtherStore);
        let grant = self.recovery.as_ref().ok_or(REFUSED)?;
        let sealed = SealedTo { enc: grant.enc, sealed: grant.sealed.to_vec() };
        let aad = grant_aad(&self.store_id, self.epoch, &NOBODY);
        let opened = recovery.open(RECOVERY, &aad, &sealed).map_err(|_| REFUSED)?;
        let mut bytes = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| REFUSED)?;
        let key = StoreKey::take(&mut bytes);
        if self.verify_mac(&key)? { Ok(key) } else { Err(REFUSED) }
    }

    /// The slots after recovery: one new slot for the member who recovers, with a new root secret. On the laptop the
    /// slots were made on the others keep theirs; on another one theirs could not be opened and are left out. The words
    /// are spent: new ones have to be made.
    ///
    /// # Errors
    /// A [`Fault`]; then nothing is to be written.
    pub fn recovered(
        &self,
        store_key: StoreKey,
        device: &DeviceSecret,
        member: &NewMember<'_>,
    ) -> Result<(Self, Unlocked), Fault> {
        let user_keys = UserKeys::of(UserRootSecret::fresh()?)?;
        let mut slots = if self.is_of(device)? { self.slots.clone() } else { Vec::new() };
        slots.retain(|slot| slot.member_id != member.member_id);
        slots.push(Slot::wrap(&self.store_id, self.epoch, device, member, &user_keys, &store_key)?);
        let bare = Self { recovery: None, device_check: device_check(&self.store_id, device)?, ..self.clone() };
        let next = bare.next(slots, &store_key)?;
        Ok((next, Unlocked { member_id: member.member_id, store_key, user_keys }))
    }

    /// The slots under a new store key, one epoch on: sealed to every member who still has a slot and to the recovery
    /// keys. No passphrase is needed; whoever was removed before finds no grant.
    ///
    /// # Errors
    /// Refused if the keys in hand are another store's; or a [`Fault`].
    pub fn with_new_store_key(&self, by: &Unlocked, new: StoreKey) -> Result<(Self, Unlocked), Declined<SlotRefusal>> {
        if !self.verify_mac(&by.store_key)? {
            return Err(Declined::Refused(SlotRefusal::OtherStore));
        }
        let epoch = self.epoch + 1;
        let slots =
            self.slots.iter().map(|slot| slot.granted_again(&self.store_id, epoch, &new)).collect::<Result<Vec<_>, Fault>>()?;
        let recovery = match &self.recovery {
            Some(grant) => Some(RecoveryGrant::make(&self.store_id, epoch, &grant.seals_to, &new)?),
            None => None,
        };
        let bare = Self { epoch, recovery, ..self.clone() };
        let next = bare.next(slots, &new)?;
        let root = UserRootSecret::from_bytes(by.user_keys.root().expose_bytes_dangerously());
        let unlocked = Unlocked { member_id: by.member_id, store_key: new, user_keys: UserKeys::of(root)? };
        Ok((next, unlocked))
    }
}

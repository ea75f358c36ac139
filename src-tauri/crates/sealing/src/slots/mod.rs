//! The slot file: who may open this store, each with an own passphrase (security report K-7).

mod copies;
mod refusals;
mod rotation;
mod slot;
#[cfg(test)]
mod tests;
mod text;

use crate::digest::{derive, mac};
use crate::{
    ChosenPassphrase, Declined, DeviceSecret, Fault, KdfCost, LogMark, Passphrase, StoreKey, UserKeys, UserRootSecret,
    canonical_name, device_check,
};
pub use copies::{Choice, CopyState, NoUsableCopy, choose_copy};
pub use refusals::{SlotRefusal, UnlockRefusal};
use slot::Slot;
use subtle::ConstantTimeEq;
pub use text::SlotText;

/// The slots of one store on one laptop, as in `keyslots.json` (docs/key-slots.md).
///
/// A value is never changed in place: every operation answers with the next one, its sequence
/// number one higher, and leaves the old one as it was if anything fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySlots {
    store_id: [u8; 16],
    epoch: u32,
    sequence: u64,
    device_check: [u8; 16],
    slots: Vec<Slot>,
    /// How far the log had come when the file was last written.
    mark: Option<LogMark>,
    /// The store key sealed to recovery words, once they were typed back (K-21).
    recovery: Option<rotation::RecoveryGrant>,
    mac: [u8; 32],
}

/// A member to be admitted.
#[derive(Debug)]
pub struct NewMember<'a> {
    /// The member's id in the store.
    pub member_id: [u8; 16],
    /// The name typed at the lock screen; only a tag of it is kept.
    pub name: &'a str,
    /// The passphrase, checked.
    pub passphrase: &'a ChosenPassphrase,
    /// The work of one attempt at it.
    pub cost: KdfCost,
}

/// What a member holds after unlocking: the store's key and the member's own.
#[derive(Debug)]
pub struct Unlocked {
    /// Whose slot was opened.
    pub member_id: [u8; 16],
    /// Opens the store file.
    pub store_key: StoreKey,
    /// Signs and receives grants.
    pub user_keys: UserKeys,
}

impl Unlocked {
    /// The same from raw keys, without any passphrase: for tests and benchmarks, which would
    /// otherwise spend their time in Argon2id.
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn from_raw_keys(member_id: [u8; 16], store_key: StoreKey, root: UserRootSecret) -> Result<Self, Fault> {
        Ok(Self { member_id, store_key, user_keys: UserKeys::of(root)? })
    }
}

impl KeySlots {
    /// The slots of a new store with its first member. The device secret must already have been
    /// read back from its keeper (K-5).
    ///
    /// # Errors
    /// A [`Fault`]; then nothing is to be written (K-1).
    pub fn create(
        store_id: [u8; 16],
        store_key: StoreKey,
        device: &DeviceSecret,
        first: &NewMember<'_>,
    ) -> Result<(Self, Unlocked), Fault> {
        Self::create_of(store_id, store_key, device, first, UserKeys::of(UserRootSecret::fresh()?)?)
    }

    /// As [`KeySlots::create`], for a member who has keys already: another laptop of the same unit.
    ///
    /// # Errors
    /// As [`KeySlots::create`].
    pub fn create_of(
        store_id: [u8; 16],
        store_key: StoreKey,
        device: &DeviceSecret,
        first: &NewMember<'_>,
        user_keys: UserKeys,
    ) -> Result<(Self, Unlocked), Fault> {
        let slot = Slot::wrap(&store_id, 1, device, first, &user_keys, &store_key)?;
        let bare = Self {
            store_id,
            epoch: 1,
            sequence: 0,
            device_check: device_check(&store_id, device)?,
            slots: Vec::new(),
            mark: None,
            recovery: None,
            mac: [0; 32],
        };
        let slots = bare.next(vec![slot], &store_key)?;
        Ok((slots, Unlocked { member_id: first.member_id, store_key, user_keys }))
    }

    /// Opens one member's slot.
    ///
    /// # Errors
    /// Refused with one [`UnlockRefusal`] per cause (K-13), or [`Fault::NotEnoughMemory`].
    pub fn unlock(
        &self,
        member_id: &[u8; 16],
        passphrase: &Passphrase,
        device: &DeviceSecret,
    ) -> Result<Unlocked, Declined<UnlockRefusal>> {
        let slot = self.slot(member_id).ok_or(Declined::Refused(UnlockRefusal::UnknownMember))?;
        if !self.is_of(device)? {
            return Err(Declined::Refused(UnlockRefusal::DeviceSecretMismatch));
        }
        let (user_keys, store_key) = slot.unwrap(&self.store_id, self.epoch, device, passphrase)?;
        if !self.verify_mac(&store_key)? {
            return Err(Declined::Refused(UnlockRefusal::DamagedFile));
        }
        Ok(Unlocked { member_id: *member_id, store_key, user_keys })
    }

    /// Admits another member: a new root secret in a new slot.
    ///
    /// # Errors
    /// Refused if the id or the name is taken or the device is another; or a [`Fault`].
    pub fn admit(&self, by: &Unlocked, device: &DeviceSecret, member: &NewMember<'_>) -> Result<Self, Declined<SlotRefusal>> {
        self.admit_of(by, device, member, &UserKeys::of(UserRootSecret::fresh()?)?)
    }

    /// As [`KeySlots::admit`], for a member who has keys already: another laptop of the same unit.
    ///
    /// # Errors
    /// As [`KeySlots::admit`].
    pub fn admit_of(
        &self,
        by: &Unlocked,
        device: &DeviceSecret,
        member: &NewMember<'_>,
        keys: &UserKeys,
    ) -> Result<Self, Declined<SlotRefusal>> {
        self.check_hand(by, device)?;
        if self.slot(&member.member_id).is_some() {
            return Err(Declined::Refused(SlotRefusal::AlreadyAdmitted));
        }
        if self.find_by_name(member.name, device)?.is_some() {
            return Err(Declined::Refused(SlotRefusal::NameTaken));
        }
        if self.slots.len() >= text::MOST_SLOTS {
            return Err(Declined::Refused(SlotRefusal::TooManyMembers));
        }
        let slot = Slot::wrap(&self.store_id, self.epoch, device, member, keys, &by.store_key)?;
        let mut slots = self.slots.clone();
        slots.push(slot);
        Ok(self.next(slots, &by.store_key)?)
    }

    /// Wraps the unlocked member's slot under a new passphrase, or under the same one at a higher
    /// cost (K-12). Touches that slot alone (K-20).
    ///
    /// # Errors
    /// Refused if the member has no slot here or the device is another; or a [`Fault`].
    pub fn change_passphrase(
        &self,
        own: &Unlocked,
        device: &DeviceSecret,
        passphrase: &Passphrase,
        cost: KdfCost,
    ) -> Result<Self, Declined<SlotRefusal>> {
        self.check_hand(own, device)?;
        let mut slots = self.slots.clone();
        let slot =
            slots.iter_mut().find(|s| s.member_id == own.member_id).ok_or(Declined::Refused(SlotRefusal::UnknownMember))?;
        *slot = slot.wrapped_again(&self.store_id, device, passphrase, cost, &own.user_keys)?;
        Ok(self.next(slots, &own.store_key)?)
    }

    /// Gives a member another name to type at the lock screen.
    ///
    /// # Errors
    /// Refused if nobody has that id or somebody else has that name; or a [`Fault`].
    pub fn rename(
        &self,
        by: &Unlocked,
        device: &DeviceSecret,
        member_id: &[u8; 16],
        name: &str,
    ) -> Result<Self, Declined<SlotRefusal>> {
        self.check_hand(by, device)?;
        if self.find_by_name(name, device)?.is_some_and(|held| held != *member_id) {
            return Err(Declined::Refused(SlotRefusal::NameTaken));
        }
        let tag = slot::name_tag(&self.store_id, name, device)?;
        let mut slots = self.slots.clone();
        let slot = slots.iter_mut().find(|s| s.member_id == *member_id).ok_or(Declined::Refused(SlotRefusal::UnknownMember))?;
        slot.rename(tag);
        Ok(self.next(slots, &by.store_key)?)
    }

    /// Takes a member's slot away. The store key stays the same until it is rotated (K-22): who
    /// kept a copy of the old slot file and the laptop's device secret can still open the store.
    ///
    /// # Errors
    /// Refused if nobody has that id or it is the last slot; or a [`Fault`].
    pub fn remove(&self, by: &Unlocked, member_id: &[u8; 16]) -> Result<Self, Declined<SlotRefusal>> {
        if !self.verify_mac(&by.store_key)? {
            return Err(Declined::Refused(SlotRefusal::OtherStore));
        }
        if self.slot(member_id).is_none() {
            return Err(Declined::Refused(SlotRefusal::UnknownMember));
        }
        let slots: Vec<Slot> = self.slots.iter().filter(|s| s.member_id != *member_id).cloned().collect();
        if slots.is_empty() {
            return Err(Declined::Refused(SlotRefusal::LastMember));
        }
        Ok(self.next(slots, &by.store_key)?)
    }

    /// Whose slot carries this name, as typed at the lock screen; case and spacing do not matter.
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn find_by_name(&self, name: &str, device: &DeviceSecret) -> Result<Option<[u8; 16]>, Fault> {
        if canonical_name(name).is_empty() {
            return Ok(None);
        }
        let tag = slot::name_tag(&self.store_id, name, device)?;
        Ok(self.slots.iter().find(|s| s.has_tag(&tag)).map(|s| s.member_id))
    }

    /// Whether this file was written by someone who held the store key, and not changed since.
    ///
    /// # Errors
    /// [`Fault`] if the file cannot be written as text to compare.
    pub fn verify_mac(&self, store_key: &StoreKey) -> Result<bool, Fault> {
        Ok(self.mac_under(store_key)?.ct_eq(&self.mac).into())
    }

    /// Whether the device secret is the one these slots were made with.
    ///
    /// # Errors
    /// [`Fault::Cipher`]; does not happen with lengths fixed as here.
    pub fn is_of(&self, device: &DeviceSecret) -> Result<bool, Fault> {
        Ok(device_check(&self.store_id, device)?.ct_eq(&self.device_check).into())
    }

    /// The cost one attempt at this member's passphrase has now; below the unit's present cost,
    /// wrap again after unlocking (K-12).
    #[must_use]
    pub fn cost_of(&self, member_id: &[u8; 16]) -> Option<KdfCost> {
        self.slot(member_id).map(|s| s.cost)
    }

    /// A member's public keys: X25519 to seal to, Ed25519 to verify with. Trustworthy only after
    /// [`KeySlots::verify_mac`].
    #[must_use]
    pub fn public_keys(&self, member_id: &[u8; 16]) -> Option<([u8; 32], [u8; 32])> {
        self.slot(member_id).map(|s| (s.seals_to, s.signs_with))
    }

    /// Who has a slot, in the order of admission.
    pub fn member_ids(&self) -> impl Iterator<Item = &[u8; 16]> {
        self.slots.iter().map(|s| &s.member_id)
    }

    /// The store these slots open.
    #[must_use]
    pub fn store_id(&self) -> &[u8; 16] {
        &self.store_id
    }

    /// How often the store key has been replaced, from 1.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// One higher with every change; of two valid copies the higher is the newer.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// How far the log had come when the file was last written. Trustworthy only after [`KeySlots::verify_mac`].
    #[must_use]
    pub const fn mark(&self) -> Option<LogMark> {
        self.mark
    }

    /// The same slots with the newest mark of the log.
    ///
    /// # Errors
    /// Refused if the keys in hand are another store's; or a [`Fault`].
    pub fn marked(&self, by: &Unlocked, mark: LogMark) -> Result<Self, Declined<SlotRefusal>> {
        if !self.verify_mac(&by.store_key)? {
            return Err(Declined::Refused(SlotRefusal::OtherStore));
        }
        let marked = Self { mark: Some(mark), ..self.clone() };
        Ok(marked.next(self.slots.clone(), &by.store_key)?)
    }

    fn slot(&self, member_id: &[u8; 16]) -> Option<&Slot> {
        self.slots.iter().find(|s| s.member_id == *member_id)
    }

    /// Whoever changes the file must hold this store's key and this laptop's secret.
    fn check_hand(&self, by: &Unlocked, device: &DeviceSecret) -> Result<(), Declined<SlotRefusal>> {
        if !self.verify_mac(&by.store_key)? {
            return Err(Declined::Refused(SlotRefusal::OtherStore));
        }
        if !self.is_of(device)? {
            return Err(Declined::Refused(SlotRefusal::DeviceSecretMismatch));
        }
        Ok(())
    }

    fn next(&self, slots: Vec<Slot>, store_key: &StoreKey) -> Result<Self, Fault> {
        let mut next = Self { slots, sequence: self.sequence + 1, ..self.clone() };
        next.mac = next.mac_under(store_key)?;
        Ok(next)
    }

    fn mac_under(&self, store_key: &StoreKey) -> Result<[u8; 32], Fault> {
        let key = derive::<32>(store_key.expose_bytes_dangerously(), &self.store_id, &[b"keyslots/v1/mac"])?;
        mac(&key, &self.body()?)
    }
}

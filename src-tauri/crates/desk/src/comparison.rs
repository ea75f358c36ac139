//! Ways in for the benchmark: a store locked with its keys kept at hand, and the same store without a cipher.

use crate::opening::Opened;
use crate::sitting::{Desk, Session};
use crate::trouble::{Fault, Outcome, Plain};
use casework::ids::MemberId;
use casework::unit::Member;
use sealing::{DeviceSecret, KeySlots, Unlocked};
use std::path::{Path, PathBuf};
use store::{Store, SystemEntropy};

/// What a locked desk is unlocked with again, without stretching a passphrase.
pub struct KeysAtHand {
    slots: KeySlots,
    unlocked: Unlocked,
    device: DeviceSecret,
    folder: PathBuf,
    name: String,
}

impl Desk {
    /// Locks the desk and keeps its keys at hand.
    ///
    /// # Errors
    /// `not_signed_in`; faults of the store.
    pub fn lock_and_keep_keys(&mut self) -> Outcome<KeysAtHand> {
        let name = self.session.take().ok_or(Plain::NotSignedIn)?.name;
        let Opened { store, slots, unlocked, device, folder, .. } = self.opened.take().ok_or(Plain::NotSignedIn)?;
        store.close()?;
        Ok(KeysAtHand { slots, unlocked, device, folder, name })
    }

    /// All of unlocking but the passphrase: slots and device secret read, store opened, member found, act left.
    ///
    /// # Errors
    /// As `unlock`.
    pub fn unlock_with_keys(&mut self, keys: KeysAtHand) -> Outcome<()> {
        let (now, custody) = (self.now(), self.house.custody.as_ref());
        let (opened, member) = Opened::unlock_unstretched(&keys.folder, custody, &keys.name, keys.unlocked, now)?;
        self.sit_down(opened, member)
    }

    /// Opens the copy without a cipher in place of the store.
    ///
    /// # Errors
    /// Faults of the store.
    pub fn open_unkeyed_copy(&mut self, copy: &Path, keys: KeysAtHand) -> Outcome<()> {
        let KeysAtHand { slots, unlocked, device, folder, name } = keys;
        let member = slots.find_by_name(&name, &device).map_err(unreadable)?.ok_or(Plain::NotFound)?;
        let store = Store::open_unkeyed_for_comparison(copy, Box::new(SystemEntropy)).map_err(unreadable)?;
        let opened = Opened::over(store, &folder, slots, unlocked, device, self.house.custody.as_ref())?;
        self.sit_down(opened, MemberId(uuid::Uuid::from_bytes(member)))
    }

    /// Writes a copy of the open store without a cipher.
    ///
    /// # Errors
    /// `not_signed_in`; faults of the store.
    pub fn copy_unkeyed(&self, to: &Path) -> Outcome<()> {
        let opened = self.opened.as_ref().ok_or(Plain::NotSignedIn)?;
        Ok(opened.store.copy_unkeyed_for_comparison(to)?)
    }

    fn sit_down(&mut self, opened: Opened, member: MemberId) -> Outcome<()> {
        let body: Member = opened.store.the_record(crate::keeping::id_of(member.into()))?.read()?;
        self.opened = Some(opened);
        self.session = Some(Session::of(member, &body));
        self.seat(member, body, 0).map(drop)
    }
}

fn unreadable(cause: impl std::fmt::Display) -> Fault {
    Fault { place: "comparison", cause: cause.to_string() }
}

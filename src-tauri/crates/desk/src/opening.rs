//! Opening and making stores: slots, keyring, file, each failure told apart and nothing ever made in another's place.

use crate::asks::door::StoreTrouble;
use crate::backups::beside;
use crate::trouble::{Fault, Outcome, Plain, Refusal, Trouble};
use casework::ids::MemberId;
use casework::unit::{Member, Unit};
use casework::when::Moment;
use sealing::{
    ChosenPassphrase, Custody, CustodyTrouble, Declined, DeviceSecret, KdfCost, KeySlots, NewMember, Passphrase, StoreKey,
    UnlockRefusal, Unlocked, choose_copy,
};
use std::path::{Path, PathBuf};
use store::{BackupTrouble, CopyBefore, CreateTrouble, Founding, Id, OpenTrouble, STORE_FILE, Store, SystemEntropy};

/// An open store and the keys it was opened with. Dropped on locking.
pub struct Opened {
    pub(crate) store: Store,
    pub(crate) unit: Unit,
    pub(crate) pathway: &'static forms::Pathway,
    pub(crate) slots: KeySlots,
    pub(crate) unlocked: Unlocked,
    pub(crate) device: DeviceSecret,
    pub(crate) folder: PathBuf,
    pub(crate) marks: crate::freshness::Marks,
    /// Recovery words that were shown and not yet typed back.
    pub(crate) pending_words: Option<crate::recovery::Pending>,
    /// Words of a compartment, likewise.
    pub(crate) pending_of_compartment: Option<crate::recovery_of_compartments::Pending>,
    /// Grants to this member that nobody who may has signed.
    pub(crate) forged_grants: u32,
    /// A colleague whose compartments are open here for some minutes.
    pub(crate) guest: Option<crate::stepping_in::Guest>,
    /// What is watched while it is open.
    pub(crate) watch: crate::warnings::Watch,
    /// Stops the backup that is being made behind the work: it holds the key, and the file.
    pub(crate) backing_up: Option<crate::backups::StoppedWhenDropped>,
}

/// The data shipped with the program.
pub(crate) fn shipped() -> Outcome<&'static forms::Shipped> {
    forms::shipped().map_err(|cause| Fault { place: "opening.shipped", cause: cause.to_string() }.into())
}

pub(crate) fn pathway(id: &str) -> Outcome<&'static forms::Pathway> {
    shipped()?
        .pathway(id)
        .ok_or_else(|| Fault { place: "opening.pathway", cause: "the unit's profile is not shipped".to_owned() }.into())
}

/// Cost of stretching a real member's passphrase: 256 MiB, three passes (K-10).
pub(crate) const fn product_cost() -> KdfCost {
    // Tests of this crate sign in dozens of times; the journeys stretch in full.
    if cfg!(test) { KdfCost::FLOOR } else { KdfCost::STANDARD }
}

fn fault(place: &'static str, cause: impl std::fmt::Display) -> Trouble {
    Fault { place, cause: cause.to_string() }.into()
}

pub(crate) fn trouble(found: StoreTrouble) -> Trouble {
    Refusal::Store(found).into()
}

/// Whether a store stands in the folder. Either file counts, so that a lost half is never taken for "none".
///
/// # Errors
/// When the folder cannot be read at all.
pub fn stands_at(folder: &Path) -> Result<bool, StoreTrouble> {
    crate::restoring::finish_interrupted(folder);
    let slots = store::read_slots(folder).map_err(|_| StoreTrouble::ReadOnlyPlace)?;
    let file = folder.join(STORE_FILE).try_exists().map_err(|_| StoreTrouble::ReadOnlyPlace)?;
    Ok(file || slots.first.is_some() || slots.second.is_some())
}

pub(crate) fn read_slots(folder: &Path) -> Result<KeySlots, StoreTrouble> {
    let copies = store::read_slots(folder).map_err(|_| StoreTrouble::ReadOnlyPlace)?;
    match choose_copy(copies.first.as_deref(), copies.second.as_deref(), None) {
        Ok(choice) => Ok(choice.slots),
        Err(none) if none.first == sealing::CopyState::Newer || none.second == sealing::CopyState::Newer => {
            Err(StoreTrouble::NewerSchema)
        }
        Err(_) => Err(StoreTrouble::SlotsDamaged),
    }
}

const fn of_keyring(found: CustodyTrouble) -> StoreTrouble {
    match found {
        CustodyTrouble::Unavailable => StoreTrouble::KeyringUnavailable,
        CustodyTrouble::Locked => StoreTrouble::KeyringLocked,
        CustodyTrouble::Missing => StoreTrouble::KeyringMissing,
        CustodyTrouble::Changed | CustodyTrouble::Forgot => StoreTrouble::KeyringChanged,
    }
}

pub(crate) fn of_keyring_trouble(found: CustodyTrouble) -> Trouble {
    trouble(of_keyring(found))
}

/// Looks whether the keyring holds this store's secret, before anybody types a passphrase.
pub(crate) fn keyring_of(folder: &Path, custody: &dyn Custody) -> Result<(), StoreTrouble> {
    let slots = read_slots(folder)?;
    let device = custody.read(slots.store_id()).map_err(of_keyring)?;
    match slots.is_of(&device) {
        Ok(true) => look_at_file(folder),
        Ok(false) | Err(_) => Err(StoreTrouble::KeyringChanged),
    }
}

/// Tells apart, without a key, the files that are no store at all (K-9).
fn look_at_file(folder: &Path) -> Result<(), StoreTrouble> {
    Store::look(&folder.join(STORE_FILE)).map_err(|found| of_opening(&found))
}

fn of_opening(found: &OpenTrouble) -> StoreTrouble {
    match found {
        OpenTrouble::Missing => StoreTrouble::StoreMissing,
        OpenTrouble::ZeroByte | OpenTrouble::TooShort => StoreTrouble::StoreEmptyFile,
        OpenTrouble::PlainSqlite => StoreTrouble::PlainSqlite,
        OpenTrouble::NotOurs | OpenTrouble::OtherStore => StoreTrouble::ForeignFile,
        OpenTrouble::NewerSchema { .. } => StoreTrouble::NewerSchema,
        OpenTrouble::OlderSchema { .. } => StoreTrouble::NotBroughtUp,
        OpenTrouble::NotBroughtUp(found) => match found {
            // A copy that does not verify is of a store that does not.
            BackupTrouble::Damaged | BackupTrouble::HeadDiffers => StoreTrouble::DamagedStore,
            _ => StoreTrouble::NotBroughtUp,
        },
        OpenTrouble::DamagedHeader | OpenTrouble::PragmaMismatch(_) | OpenTrouble::SqliteTooOld | OpenTrouble::Failed(_) => {
            StoreTrouble::DamagedStore
        }
        OpenTrouble::SecondInstance | OpenTrouble::Busy => StoreTrouble::SecondInstance,
        OpenTrouble::ReadOnlyPlace => StoreTrouble::ReadOnlyPlace,
    }
}

impl Opened {
    /// Makes a new store and its first member's slot. The device secret goes to the keyring first and is read back (K-5).
    pub(crate) fn create(
        folder: &Path,
        custody: &dyn Custody,
        unit: Unit,
        first: &Member,
        passphrase: &ChosenPassphrase,
        cost: KdfCost,
        now: Moment,
    ) -> Outcome<(Self, MemberId)> {
        pathway(&unit.pathway)?;
        std::fs::create_dir_all(folder).map_err(|_| trouble(StoreTrouble::NotWritable))?;
        let at = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let fresh = || sealing::fresh_id(at).map_err(|cause| fault("opening.fresh", cause));
        let (store_id, device_id, member) = (fresh()?, fresh()?, fresh()?);
        let device = DeviceSecret::fresh().map_err(|cause| fault("opening.fresh", cause))?;
        custody.write(&store_id, &device).map_err(|found| trouble(of_keyring(found)))?;
        let key = StoreKey::fresh().map_err(|cause| fault("opening.fresh", cause))?;
        let new = NewMember { member_id: member, name: &first.name, passphrase, cost };
        let (slots, unlocked) = KeySlots::create(store_id, key, &device, &new).map_err(|cause| fault("opening.slots", cause))?;
        let founding = Founding { store: Id(store_id), device: Id(device_id), at_ms: now.timestamp_millis() };
        let store = Store::create(&folder.join(STORE_FILE), &unlocked.store_key, founding, Box::new(SystemEntropy))
            .map_err(|found| of_creating(&found))?;
        let text = slots.to_json().map_err(|cause| fault("opening.slots", cause))?;
        store::write_slots(folder, &text).map_err(|cause| fault("opening.slots", cause))?;
        let opened = Self::made(store, folder, slots, unlocked, device, unit)?;
        Ok((opened, MemberId(uuid::Uuid::from_bytes(member))))
    }

    /// Opens a store for the member of this name.
    ///
    /// # Errors
    /// `wrong_passphrase` for a wrong name or passphrase alike; the trouble of the store or keyring otherwise.
    pub(crate) fn unlock(
        folder: &Path,
        custody: &dyn Custody,
        name: &str,
        passphrase: &str,
        now: Moment,
    ) -> Outcome<(Self, MemberId)> {
        let (slots, device, member) = Self::slot_of(folder, custody, name)?;
        let unlocked = slots.unlock(&member, &Passphrase::typed(passphrase), &device).map_err(of_unlocking)?;
        let opened = Self::with_keys(folder, slots, unlocked, device, custody, now)?;
        Ok((opened, MemberId(uuid::Uuid::from_bytes(member))))
    }

    /// Unlocking without the passphrase, for the benchmark: everything else is done and read as ever.
    #[cfg(feature = "bench")]
    pub(crate) fn unlock_unstretched(
        folder: &Path,
        custody: &dyn Custody,
        name: &str,
        unlocked: Unlocked,
        now: Moment,
    ) -> Outcome<(Self, MemberId)> {
        let (slots, device, member) = Self::slot_of(folder, custody, name)?;
        let opened = Self::with_keys(folder, slots, unlocked, device, custody, now)?;
        Ok((opened, MemberId(uuid::Uuid::from_bytes(member))))
    }

    /// The slots, the device secret and the slot of the member of this name.
    fn slot_of(folder: &Path, custody: &dyn Custody, name: &str) -> Outcome<(KeySlots, DeviceSecret, [u8; 16])> {
        let slots = read_slots(folder).map_err(trouble)?;
        let device = custody.read(slots.store_id()).map_err(|found| trouble(of_keyring(found)))?;
        let member =
            slots.find_by_name(name, &device).map_err(|cause| fault("opening.name", cause))?.ok_or(Plain::WrongPassphrase)?;
        Ok((slots, device, member))
    }

    /// Opens a store whose slot was unlocked.
    fn with_keys(
        folder: &Path,
        slots: KeySlots,
        unlocked: Unlocked,
        device: DeviceSecret,
        custody: &dyn Custody,
        now: Moment,
    ) -> Outcome<Self> {
        let store = open_store(folder, &slots, &unlocked.store_key, now)?;
        mend_copies(folder, &slots);
        Self::over(store, folder, slots, unlocked, device, custody)
    }

    /// An open store as the desk works with it.
    pub(crate) fn over(
        store: Store,
        folder: &Path,
        slots: KeySlots,
        unlocked: Unlocked,
        device: DeviceSecret,
        custody: &dyn Custody,
    ) -> Outcome<Self> {
        let unit = crate::keeping::first_of::<Unit>(&store)?;
        let marks = crate::freshness::Marks::look(&store, &slots, custody)?;
        let watch = crate::warnings::Watch::of(&store)?;
        Ok(Self { marks, watch, ..Self::made(store, folder, slots, unlocked, device, unit)? })
    }

    /// The same of a store that was made just now, and holds nothing yet.
    pub(crate) fn made(
        store: Store,
        folder: &Path,
        slots: KeySlots,
        unlocked: Unlocked,
        device: DeviceSecret,
        unit: Unit,
    ) -> Outcome<Self> {
        let pathway = pathway(&unit.pathway)?;
        Ok(Self {
            store,
            unit,
            pathway,
            slots,
            unlocked,
            device,
            folder: folder.to_path_buf(),
            marks: crate::freshness::Marks::of_new(),
            pending_words: None,
            pending_of_compartment: None,
            forged_grants: 0,
            guest: None,
            watch: crate::warnings::Watch::default(),
            backing_up: None,
        })
    }

    /// Wraps the member's slot again where it was made at a lower cost than is wanted now (K-12). The passphrase has just
    /// opened it. Failing to is no reason not to open: the old slot stands until the new one does (K-20).
    pub(crate) fn raise_cost(&mut self, passphrase: &str, wanted: KdfCost) {
        let now = self.slots.cost_of(&self.unlocked.member_id);
        if !now.is_some_and(|cost| cost.is_below(wanted)) {
            return;
        }
        let typed = Passphrase::typed(passphrase);
        let Ok(raised) = self.slots.change_passphrase(&self.unlocked, &self.device, &typed, wanted) else { return };
        let Ok(text) = raised.to_json() else { return };
        if store::write_slots(&self.folder, &text).is_ok() {
            self.slots = raised;
        }
    }

    /// Unlocks a colleague's slot beside one's own: their keys, not another store.
    pub(crate) fn unlock_beside(&self, member: &[u8; 16], typed: &Passphrase) -> Outcome<Unlocked> {
        self.slots.unlock(member, typed, &self.device).map_err(of_unlocking)
    }
}

/// Opens the store these slots belong to; an older one is brought up first, once a copy of it stands among the backups.
pub(crate) fn open_store(folder: &Path, slots: &KeySlots, key: &StoreKey, now: Moment) -> Outcome<Store> {
    let path = folder.join(STORE_FILE);
    let expected = Some(Id(*slots.store_id()));
    let opened = match Store::open(&path, key, expected, Box::new(SystemEntropy)) {
        Err(OpenTrouble::OlderSchema { .. }) => {
            let text = slots.to_json().map_err(|cause| fault("opening.slots", cause))?;
            let copy = CopyBefore { backups: &beside(folder), slots: &text, at_ms: now.timestamp_millis() };
            Store::bring_up(&path, key, expected, Box::new(SystemEntropy), copy)
        }
        opened => opened,
    };
    opened.map_err(|found| trouble(of_opening(&found)))
}

/// This laptop's secret for the store; on a laptop that never had one, a new one. One that is another store's is not
/// touched.
pub(crate) fn device_or_new(custody: &dyn Custody, slots: &KeySlots) -> Outcome<DeviceSecret> {
    match custody.read(slots.store_id()) {
        Ok(held) if slots.is_of(&held).unwrap_or(false) => Ok(held),
        Ok(_) => Err(trouble(StoreTrouble::KeyringChanged)),
        Err(CustodyTrouble::Missing) => {
            let device = DeviceSecret::fresh().map_err(|cause| fault("opening.fresh", cause))?;
            custody.write(slots.store_id(), &device).map_err(|found| trouble(of_keyring(found)))?;
            Ok(device)
        }
        Err(found) => Err(trouble(of_keyring(found))),
    }
}

/// Keeps the slot file as it was before recovery under a name of its own.
pub(crate) fn set_slots_aside(folder: &Path, slots: &KeySlots) -> Outcome<()> {
    let text = slots.to_json().map_err(|cause| fault("opening.slots", cause))?;
    let name = format!("keyslots.before-recovery-{}.json", slots.sequence());
    Ok(store::write_whole(&folder.join(name), text.as_bytes())?)
}

/// A damaged or older copy of the slot file is written anew from the good one (K-7). Failing to is no reason not to open.
fn mend_copies(folder: &Path, slots: &KeySlots) {
    let Ok(text) = slots.to_json() else { return };
    let same = store::read_slots(folder)
        .is_ok_and(|copies| copies.first.as_deref() == Some(text.as_str()) && copies.second.as_deref() == Some(text.as_str()));
    if !same {
        let _ = store::write_slots(folder, &text);
    }
}

pub(crate) fn of_unlocking(declined: Declined<UnlockRefusal>) -> Trouble {
    match declined {
        Declined::Refused(UnlockRefusal::WrongPassphrase | UnlockRefusal::UnknownMember) => Plain::WrongPassphrase.into(),
        Declined::Refused(UnlockRefusal::DeviceSecretMismatch) => trouble(StoreTrouble::KeyringChanged),
        Declined::Refused(UnlockRefusal::DamagedSlot | UnlockRefusal::DamagedFile) => trouble(StoreTrouble::SlotsDamaged),
        Declined::Failed(cause) => fault("opening.unlock", cause),
    }
}

pub(crate) fn of_creating(found: &CreateTrouble) -> Trouble {
    match found {
        CreateTrouble::AlreadyThere => Plain::UnitAlreadyThere.into(),
        CreateTrouble::Opening(OpenTrouble::ReadOnlyPlace) => trouble(StoreTrouble::NotWritable),
        CreateTrouble::Opening(found) => trouble(of_opening(found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example_unit::morning;
    use crate::meeting_table::{PASSPHRASE as WORDS, specimen};
    use sealing::ThrowAwayCustody;

    #[test]
    fn a_slot_below_the_cost_of_today_is_wrapped_again_once_its_passphrase_opened_it() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("unit");
        let custody = ThrowAwayCustody::default();
        let (unit, first) = specimen();
        let chosen = ChosenPassphrase::choose(WORDS, &[]).unwrap();
        let made = Opened::create(&folder, &custody, unit, &first, &chosen, KdfCost::FLOOR, morning()).unwrap();
        let (mut opened, member) = made;
        let cost = |slots: &KeySlots| slots.cost_of(member.0.as_bytes()).unwrap();
        let wanted = KdfCost::new(KdfCost::FLOOR.memory_kib() + 1024, 3).unwrap();
        opened.raise_cost(WORDS, wanted);
        let on_disk = read_slots(&folder).unwrap();
        assert_eq!(cost(&on_disk), wanted);
        assert_eq!(cost(&opened.slots), wanted, "what is written later goes on from it");
        assert!(on_disk.unlock(member.0.as_bytes(), &Passphrase::typed(WORDS), &opened.device).is_ok(), "the same words open it");
        let before = on_disk.sequence();
        opened.raise_cost(WORDS, KdfCost::FLOOR);
        assert_eq!(read_slots(&folder).unwrap().sequence(), before, "never made cheaper, and not written for nothing");
    }
}

//! Restoring at the door: beside, verified, and only then in the place of what stood there, which is kept.

use crate::asks::backups::{AdoptAtDoor, BackupFrom, BackupsAtDoor, RestorableView, RestoreAtDoor, RestoredView};
use crate::asks::door::DoorView;
use crate::asks::shared::Nothing;
use crate::backups::{beside, rows};
use crate::keeping::{Doing, moment_of};
use crate::opening::{of_keyring_trouble, of_unlocking};
use crate::sitting::Desk;
use crate::surroundings::Progress;
use crate::trouble::{Fault, Outcome, Plain, Refusal, Trouble};
use casework::agency::Role;
use casework::unit::Member;
use sealing::{KeySlots, Passphrase, Unlocked};
use std::path::{Path, PathBuf};
use store::{Id, Store, SystemEntropy};

/// Roles that may let a restored store take the place of the present one.
const MAY_RESTORE: [Role; 3] = [Role::Chair, Role::Coordinator, Role::BusinessSupport];

fn root_of(desk: &mut Desk, from: BackupFrom) -> Outcome<Option<PathBuf>> {
    if desk.session.is_some() {
        return Err(Plain::AlreadySignedIn.into());
    }
    Ok(match from {
        BackupFrom::Beside => Some(beside(&desk.house.folder)),
        // The folder itself, or the unit's own folder in it.
        BackupFrom::Picked => desk.house.surroundings.pick_folder().map(|folder| own_folder_in(&folder)),
    })
}

/// The unit's folder in a second place, where there is just one; else the folder as it was picked.
fn own_folder_in(folder: &Path) -> PathBuf {
    let found: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("holdfast-")))
        .collect();
    match found.as_slice() {
        [one] if one.is_dir() => one.clone(),
        _ => folder.to_path_buf(),
    }
}

/// What can be restored. Needs no key: times and sizes, nothing else.
pub fn backups_at_door(desk: &mut Desk, ask: BackupsAtDoor) -> Outcome<RestorableView> {
    let Some(root) = root_of(desk, ask.from)? else { return Ok(RestorableView { backups: Vec::new() }) };
    let listed = store::list_backups(&root)?;
    let mut stores: Vec<Id> = listed.backups.iter().map(|head| head.store).collect();
    stores.sort_unstable();
    stores.dedup();
    let backups = stores.iter().flat_map(|store| rows(&listed, *store)).collect();
    desk.restoring_from = Some(root);
    Ok(RestorableView { backups })
}

/// Restores one beside the store and verifies it in full. Nothing takes anything's place.
pub fn restore_at_door(desk: &mut Desk, ask: RestoreAtDoor) -> Outcome<RestoredView> {
    let now = desk.now();
    if desk.session.is_some() {
        return Err(Plain::AlreadySignedIn.into());
    }
    desk.may_try(now)?;
    let root = match ask.from {
        BackupFrom::Beside => beside(&desk.house.folder),
        BackupFrom::Picked => desk.restoring_from.clone().ok_or(Plain::NoSuchBackup)?,
    };
    let number = u64::from(ask.number);
    let manifest = store::read_manifest(&root, number)?;
    let unlocked = desk.tried(now, |desk| open_slots(desk, manifest.slots(), &ask.name, &ask.passphrase))?;
    std::fs::create_dir_all(&desk.house.folder).map_err(|_| Plain::CannotWriteThere)?;
    let name = format!("restored-{number}-{}", now.format("%Y%m%dT%H%M%SZ"));
    let into = desk.house.folder.join(&name);
    let surroundings = &mut *desk.house.surroundings;
    let mut go_on = |done, total| surroundings.go_on(Progress { label: "Restoring", done, total });
    let restored = store::restore_beside(&root, number, &unlocked.store_key, &into, &mut go_on)?;
    if let Err(trouble) = may_restore(&into, &unlocked) {
        store::remove_restored(&into);
        return Err(trouble);
    }
    desk.restored = Some(name.clone());
    Ok(RestoredView { restored: name, made_at: moment_of(restored.head.made_at_ms), acts: restored.head.head.0 })
}

/// Opens the slots as they stood at the time of the backup.
fn open_slots(desk: &Desk, text: &str, name: &str, passphrase: &str) -> Outcome<Unlocked> {
    let damaged = || Trouble::from(Plain::BackupNotWhole);
    let slots = sealing::choose_copy(Some(text), None, None).map_err(|_| damaged())?.slots;
    unlock_slots(&slots, desk.house.custody.as_ref(), name, passphrase)
}

/// Opens slots that lie in a backup or a pack, by the name and passphrase of that time.
pub(crate) fn unlock_slots(slots: &KeySlots, custody: &dyn sealing::Custody, name: &str, passphrase: &str) -> Outcome<Unlocked> {
    let device = custody.read(slots.store_id()).map_err(of_keyring_trouble)?;
    let found = slots.find_by_name(name, &device).map_err(|cause| Fault { place: "restoring.name", cause: cause.to_string() })?;
    let member = found.ok_or(Plain::WrongPassphrase)?;
    slots.unlock(&member, &Passphrase::typed(passphrase), &device).map_err(of_unlocking)
}

/// Whether the member could do this when the backup was made. The restored store itself says so.
fn may_restore(folder: &Path, unlocked: &Unlocked) -> Outcome<()> {
    let store = Store::open_copy(&folder.join(store::STORE_FILE), &unlocked.store_key, None, Box::new(SystemEntropy))
        .map_err(|_| Plain::BackupNotWhole)?;
    let record = store.record(Id(unlocked.member_id))?.ok_or(Plain::BackupNotWhole)?;
    let member: Member = record.read()?;
    store.close()?;
    if member.active && MAY_RESTORE.contains(&member.role) {
        return Ok(());
    }
    Err(Refusal::NotYourRole { needed: MAY_RESTORE.to_vec() }.into())
}

/// Lets a restored store take the place of the present one, which is kept in a folder beside it. The next one to sign in
/// leaves it in the log.
pub fn adopt_at_door(desk: &mut Desk, ask: AdoptAtDoor) -> Outcome<DoorView> {
    if desk.session.is_some() {
        return Err(Plain::AlreadySignedIn.into());
    }
    if desk.restored.as_ref() != Some(&ask.restored) {
        return Err(Plain::NoSuchBackup.into());
    }
    let before = format!("before-restore-{}", desk.now().format("%Y%m%dT%H%M%SZ"));
    store::adopt_restored(&desk.house.folder, &ask.restored, &before)?;
    desk.restoring_from = None;
    desk.restored = None;
    // It was the trouble of the store that made way.
    desk.trouble = None;
    crate::door::look_at_door(desk, Nothing {})
}

impl Desk {
    /// Leaves in the log that the store which was just opened came from a backup.
    pub(crate) fn note_restored(&mut self) -> Outcome<()> {
        let Some(folder) = self.opened.as_ref().map(|opened| opened.folder.clone()) else { return Ok(()) };
        if store::adopted(&folder).is_some() {
            self.sit()?.note(Doing::of_unit("restore_adopted"))?;
            // Noted once more at worst.
            let _ = store::forget_adopted(&folder);
        }
        Ok(())
    }
}

/// Before anything is read: an adoption that was interrupted is brought to its end.
pub(crate) fn finish_interrupted(folder: &Path) {
    // What cannot be finished now is tried again; the store trouble of the door says what stands meanwhile.
    let _ = store::finish_adopting(folder);
    let _ = store::finish_moving_in(folder);
}

//! The example unit copied into a folder where another program can open it, and beside it a copy with an altered act.

use crate::opening::{of_keyring_trouble, of_unlocking, read_slots, trouble};
use crate::sitting::Desk;
use crate::trouble::{Fault, Outcome, Plain, Trouble};
use sealing::{Custody, CustodyTrouble, DeviceSecret, KeySlots, Passphrase};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use store::STORE_FILE;

/// Where the example's secret lies in a copy. Everything in that unit is made up, and its passphrases stand on the screen;
/// a real unit's secret never lies in a file.
const SECRET: &str = "secret-of-the-example";

/// The secret of a copied example unit, in the place of a keyring.
pub struct CopiedSecret(PathBuf);

impl CopiedSecret {
    /// The secret in a store's folder; nothing where the folder is no copy of the example.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Option<Self> {
        let file = folder.join(SECRET);
        file.is_file().then_some(Self(file))
    }
}

impl Custody for CopiedSecret {
    fn write(&self, _store_id: &[u8; 16], _secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        Err(CustodyTrouble::Unavailable)
    }

    fn read(&self, _store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        let bytes = std::fs::read(&self.0).map_err(|_| CustodyTrouble::Missing)?;
        let mut bytes: [u8; 32] = bytes.try_into().map_err(|_| CustodyTrouble::Changed)?;
        Ok(DeviceSecret::take(&mut bytes))
    }
}

/// Two copies of the example unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedExample {
    /// As it is.
    pub whole: PathBuf,
    /// The same with one act altered by somebody who had the store's key.
    pub tampered: PathBuf,
    /// The place of that act in the log.
    pub act: u64,
}

impl Desk {
    /// Copies the example unit into `folder`, as `example` and, altered, as `example-tampered`. Never a real unit.
    ///
    /// # Errors
    /// `already_signed_in`; `no_unit_yet` where nobody tried the example; `something_there_already`; faults of the disk.
    pub fn copy_example(&self, folder: &Path) -> Outcome<CopiedExample> {
        if self.session.is_some() {
            return Err(Plain::AlreadySignedIn.into());
        }
        let example = self.example.as_ref().ok_or(Plain::NoUnitYet)?;
        let (from, member) = (example.folder(), example.members.first().ok_or(Plain::NoUnitYet)?);
        let slots = read_slots(&from).map_err(trouble)?;
        let device = example.custody().read(slots.store_id()).map_err(of_keyring_trouble)?;
        let (whole, tampered) = (folder.join("example"), folder.join("example-tampered"));
        for to in [&whole, &tampered] {
            copy(&from, to, &slots, &device)?;
        }
        let slot = slots.find_by_name(&member.name, &device).map_err(|cause| fault(&cause))?.ok_or(Plain::NotFound)?;
        let opened = slots.unlock(&slot, &Passphrase::typed(&member.passphrase), &device).map_err(of_unlocking)?;
        let altered = store::alter_an_act_for_show(&tampered.join(STORE_FILE), &opened.store_key);
        Ok(CopiedExample { whole, tampered, act: altered.map_err(|cause| fault(&cause))? })
    }
}

fn fault(cause: &impl std::fmt::Display) -> Trouble {
    Fault { place: "example_copy", cause: cause.to_string() }.into()
}

fn copy(from: &Path, to: &Path, slots: &KeySlots, device: &DeviceSecret) -> Outcome<()> {
    std::fs::create_dir(to).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Trouble::from(Plain::SomethingThereAlready),
        _ => Plain::CannotWriteThere.into(),
    })?;
    std::fs::copy(from.join(STORE_FILE), to.join(STORE_FILE)).map_err(|cause| fault(&cause))?;
    store::write_slots(to, &slots.to_json().map_err(|cause| fault(&cause))?)?;
    Ok(store::write_whole(&to.join(SECRET), device.expose_bytes_dangerously())?)
}

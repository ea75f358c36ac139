//! The drill: a backup restored in full into a scratch folder, walked from end to end, reported, and removed.

use crate::restore::{STORE_FILE, remove_restored, restore_beside};
use crate::verify::{FirstBad, Verified};
use crate::{BackupHead, BackupTrouble, Entropy, Store};
use sealing::StoreKey;
use std::path::Path;

/// What a drill found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drilled {
    /// The backup.
    pub head: BackupHead,
    /// What was walked in it.
    pub walked: Verified,
}

/// Why a drill failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DrillTrouble {
    /// It did not restore.
    #[error(transparent)]
    Restore(#[from] BackupTrouble),
    /// It restored, and its log does not verify.
    #[error(transparent)]
    Log(#[from] FirstBad),
}

/// Restores a backup into `scratch`, which must not be there yet, opens it, walks every chain, and removes it again.
/// Nothing but sealed pages ever lies there.
///
/// # Errors
/// [`DrillTrouble`], saying what is wrong with the backup.
pub fn drill(
    root: &Path,
    number: u64,
    key: &StoreKey,
    scratch: &Path,
    entropy: Box<dyn Entropy>,
    go_on: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Drilled, DrillTrouble> {
    let restored = restore_beside(root, number, key, scratch, go_on)?;
    let walked = walk(scratch, key, &restored.head, entropy);
    remove_restored(scratch);
    Ok(Drilled { walked: walked?, head: restored.head })
}

fn walk(folder: &Path, key: &StoreKey, head: &BackupHead, entropy: Box<dyn Entropy>) -> Result<Verified, DrillTrouble> {
    let store = Store::open_copy(&folder.join(STORE_FILE), key, Some(head.store), entropy).map_err(BackupTrouble::from)?;
    let walked = store.verify_chains()?;
    if walked.head != Some(head.head) {
        return Err(BackupTrouble::HeadDiffers.into());
    }
    store.close().map_err(BackupTrouble::from)?;
    Ok(walked)
}

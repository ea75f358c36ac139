//! The second place: a folder on another disk, a stick or a share, chosen by the unit and tested before it counts.

use crate::asks::backups::{BackupsView, SecondPlace};
use crate::asks::shared::Nothing;
use crate::backups::{age, backups, make, rows};
use crate::drill::drill;
use crate::keeping::Doing;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::Id;

/// Setting: the second place.
const SECOND: &str = "backups:second";

#[derive(Serialize, Deserialize)]
struct ChosenPlace {
    folder: PathBuf,
}

/// Where a unit's backups lie in its second place. The name holds no unit's name.
pub(crate) fn in_second(folder: &Path, store: Id) -> PathBuf {
    folder.join(format!("holdfast-{}", crate::unit::hex(&store.0[..4])))
}

impl Sitting<'_> {
    pub(crate) fn second_place(&self) -> Outcome<Option<PathBuf>> {
        Ok(self.setting::<ChosenPlace>(SECOND)?.map(|chosen| in_second(&chosen.folder, self.opened.store.store_id())))
    }
}

pub(crate) fn second_view(sitting: &Sitting<'_>) -> Outcome<Option<SecondPlace>> {
    let Some(chosen) = sitting.setting::<ChosenPlace>(SECOND)? else { return Ok(None) };
    let store = sitting.opened.store.store_id();
    // A place that is not there today, a stick in a drawer, has no newest backup to show.
    let listed = store::list_backups(&in_second(&chosen.folder, store)).unwrap_or_default();
    let newest_at = rows(&listed, store).first().map(|row| row.made_at);
    Ok(Some(SecondPlace {
        folder: chosen.folder.display().to_string(),
        age: age(newest_at, sitting.now, 7, 14),
        newest_at,
        same_disk: same_disk(&chosen.folder, &sitting.opened.folder),
    }))
}

#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    matches!((std::fs::metadata(one), std::fs::metadata(other)), (Ok(one), Ok(other)) if one.dev() == other.dev())
}

#[cfg(not(unix))]
fn same_disk(one: &Path, other: &Path) -> bool {
    one.components().next() == other.components().next()
}

/// Lets the unit choose its second place, and tests it: a file of ours is written there, read back and taken away; then a
/// backup is made into it and restored from it. Only then does the unit count as able to get its store back.
pub fn choose_second_place(sitting: &mut Sitting<'_>, ask: Nothing) -> Outcome<BackupsView> {
    let Some(folder) = sitting.surroundings.pick_folder() else { return backups(sitting, ask) };
    if folder.starts_with(&sitting.opened.folder) || sitting.opened.folder.starts_with(&folder) {
        return Err(Plain::SecondPlaceIsTheFirst.into());
    }
    test_place(&folder)?;
    sitting.note(Doing::of_unit("choose_second_place"))?;
    sitting.keep_setting(SECOND, &ChosenPlace { folder })?;
    make(sitting)?;
    drill(sitting)?;
    backups(sitting, ask)
}

fn test_place(folder: &Path) -> Outcome<()> {
    let probe = folder.join(".holdfast-test.holdfast-part");
    let said = sealing::fresh_bytes::<32>().map_err(|cause| Fault { place: "backups.test", cause: cause.to_string() })?;
    let kept = store::write_whole(&probe, &said).is_ok() && std::fs::read(&probe).is_ok_and(|read| read == said);
    // Ours; a place where it cannot be removed is no place for backups that are thinned.
    let removed = std::fs::remove_file(&probe).is_ok();
    if kept && removed { Ok(()) } else { Err(Plain::CannotWriteThere.into()) }
}

//! The drill: the newest backup restored into a scratch folder, walked from end to end, removed (security.md R-24).

use crate::asks::backups::{BackupsView, DrillView};
use crate::asks::shared::Nothing;
use crate::backups::{backups, words};
use crate::keeping::Doing;
use crate::sitting::Sitting;
use crate::surroundings::Progress;
use crate::trouble::{Outcome, Plain};
use casework::when::Moment;
use std::path::PathBuf;
use store::{DrillTrouble, SystemEntropy};

/// Setting: the last drill.
pub(crate) const DRILL: &str = "backups:drill";

/// Restores the newest backup of the second place, or else of the first, into a scratch folder, walks it, and removes it.
pub fn drill_backup(sitting: &mut Sitting<'_>, ask: Nothing) -> Outcome<BackupsView> {
    sitting.note(Doing::of_unit("drill_backup"))?;
    drill(sitting)?;
    backups(sitting, ask)
}

/// The drill itself, once its act is in the log. One that went well from the second place has tested that place.
pub(crate) fn drill(sitting: &mut Sitting<'_>) -> Outcome<()> {
    let newest = |root: PathBuf| sitting.newest_in(&root).map(|head| (root, head.number));
    let second = sitting.second_place()?.and_then(newest);
    let from_second = second.is_some();
    let (root, number) = second.or_else(|| newest(sitting.backup_root())).ok_or(Plain::NoSuchBackup)?;
    let scratch = sitting.opened.folder.join(format!(".drill-{number}.holdfast-part"));
    // Left by a drill that was killed: nothing but sealed pages under a name of ours.
    store::remove_restored(&scratch);
    let key = &sitting.opened.unlocked.store_key;
    let surroundings = &mut *sitting.surroundings;
    let mut go_on = |done, total| surroundings.go_on(Progress { label: "Restoring for the drill", done, total });
    let drilled = store::drill(&root, number, key, &scratch, Box::new(SystemEntropy), &mut go_on);
    let view = drill_view(sitting.now, number, &drilled);
    if from_second && view.went_well {
        crate::readiness::second_place_was_tested(sitting)?;
    }
    sitting.keep_setting(DRILL, &view)
}

fn drill_view(at: Moment, number: u64, drilled: &Result<store::Drilled, DrillTrouble>) -> DrillView {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    match drilled {
        Ok(drilled) => DrillView {
            at,
            went_well: true,
            number,
            acts: drilled.walked.acts,
            words: format!("Restored and walked: {} acts and {} entries.", drilled.walked.acts, drilled.walked.entries),
        },
        Err(trouble) => {
            let words = match trouble {
                DrillTrouble::Restore(trouble) => words(*trouble),
                DrillTrouble::Log(first) => format!("It restored, and its log does not verify: {first}."),
            };
            DrillView { at, went_well: false, number, acts: 0, words }
        }
    }
}

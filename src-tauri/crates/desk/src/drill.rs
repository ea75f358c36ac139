//! The drill: a backup restored and walked before anybody needs it.

use crate::asks::backups::{BackupsView, DrillView};
use crate::asks::shared::Nothing;
use crate::backups::{DRILL, backups, words};
use crate::keeping::Doing;
use crate::sitting::Sitting;
use crate::surroundings::Progress;
use crate::trouble::{Outcome, Plain};
use casework::when::Moment;
use std::path::Path;
use store::{DrillTrouble, SystemEntropy};

/// Restores the newest backup of the second place, or else of the first, into a scratch folder, walks it, and removes it.
pub fn drill_backup(sitting: &mut Sitting<'_>, ask: Nothing) -> Outcome<BackupsView> {
    let store = sitting.opened.store.store_id();
    let newest = |root: &Path| {
        let listed = store::list_backups(root).unwrap_or_default();
        listed.backups.iter().rev().find(|head| head.store == store).map(|head| head.number)
    };
    let second = sitting.second_place()?;
    let from_second = second.and_then(|root| newest(&root).map(|number| (root, number)));
    let first = sitting.backup_root();
    let (root, number) = from_second.or_else(|| newest(&first).map(|number| (first, number))).ok_or(Plain::NoSuchBackup)?;
    sitting.note(Doing::of_unit("drill_backup"))?;
    let scratch = sitting.opened.folder.join(format!(".drill-{number}.holdfast-part"));
    // Left by a drill that was killed: nothing but sealed pages under a name of ours.
    store::remove_restored(&scratch);
    let key = &sitting.opened.unlocked.store_key;
    let surroundings = &mut *sitting.surroundings;
    let mut go_on = |done, total| surroundings.go_on(Progress { label: "Restoring for the drill", done, total });
    let drilled = store::drill(&root, number, key, &scratch, Box::new(SystemEntropy), &mut go_on);
    let view = drill_view(sitting.now, number, &drilled);
    sitting.keep_setting(DRILL, &view)?;
    backups(sitting, ask)
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

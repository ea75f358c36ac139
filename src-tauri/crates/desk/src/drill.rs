//! The drill: the newest backup restored into a scratch folder, walked from end to end, removed (security.md R-24).

use crate::asks::backups::{Age, BackupsView, DrillView};
use crate::asks::shared::Nothing;
use crate::backups::{StoppedWhenDropped, age, backups, words};
use crate::keeping::Doing;
use crate::sitting::{Desk, Sitting};
use crate::surroundings::Progress;
use crate::trouble::{Outcome, Plain};
use casework::when::Moment;
use chrono::TimeDelta;
use sealing::StoreKey;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{BackupTrouble, DrillTrouble, SystemEntropy};

/// Setting: the last drill.
pub(crate) const DRILL: &str = "backups:drill";
/// Days after which a drill that went well is done again.
const EVERY_DAYS: i64 = 90;
/// Hours after which one that did not go well is tried again behind the work.
const AGAIN_AFTER_HOURS: i64 = 24;

/// Whether a drill should be done: none went well within 90 days.
pub(crate) fn is_due(last: Option<&DrillView>, now: Moment) -> bool {
    let well = last.filter(|drill| drill.went_well).map(|drill| drill.at);
    matches!(age(well, now, EVERY_DAYS, EVERY_DAYS), Age::None | Age::TooOld)
}

/// Whether it should be done by itself now: one that failed is not repeated all day.
fn runs_itself(last: Option<&DrillView>, now: Moment) -> bool {
    let tried = last.map(|drill| now - drill.at);
    is_due(last, now) && tried.is_none_or(|age| age >= TimeDelta::hours(AGAIN_AFTER_HOURS) || age < -TimeDelta::minutes(2))
}

/// Restores the newest backup of the second place, or else of the first, into a scratch folder, walks it, and removes it.
pub fn drill_backup(sitting: &mut Sitting<'_>, ask: Nothing) -> Outcome<BackupsView> {
    sitting.note(Doing::of_unit("drill_backup"))?;
    drill(sitting)?;
    backups(sitting, ask)
}

/// The drill while the person waits, once its act is in the log.
pub(crate) fn drill(sitting: &mut Sitting<'_>) -> Outcome<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let job = sitting.hold_for_drill("drill", stop)?.ok_or(Plain::NoSuchBackup)?;
    let surroundings = &mut *sitting.surroundings;
    let ended = job.run(&mut |done, total| surroundings.go_on(Progress { label: "Restoring for the drill", done, total }));
    sitting.keep_drilled(&ended)
}

/// A drill to be done while work goes on; made by [`Desk::drill_if_due`], run without the desk.
pub struct DrillJob {
    root: PathBuf,
    number: u64,
    scratch: PathBuf,
    key: StoreKey,
    from_second: bool,
    at: Moment,
    stop: Arc<AtomicBool>,
}

/// What became of a drill. Handed back to [`Desk::drill_ended`].
#[derive(Debug, Clone)]
pub struct DrillEnded {
    /// How it went.
    pub view: DrillView,
    /// Whether the desk locked, or somebody stopped it: then it says nothing about the backup.
    pub stopped: bool,
    from_second: bool,
}

impl DrillJob {
    /// Restores beside, never over, walks what was restored, and removes it again. Nothing but sealed pages ever lies there.
    #[must_use]
    pub fn run(self, told: &mut dyn FnMut(u64, u64) -> bool) -> DrillEnded {
        let Self { root, number, scratch, key, from_second, at, stop } = self;
        // Left by a drill that was killed: sealed pages under a name of ours.
        store::remove_restored(&scratch);
        let mut go_on = |done, total| !stop.load(Ordering::SeqCst) && told(done, total);
        let drilled = store::drill(&root, number, &key, &scratch, Box::new(SystemEntropy), &mut go_on);
        let stopped = matches!(drilled, Err(DrillTrouble::Restore(BackupTrouble::Stopped)));
        DrillEnded { view: drill_view(at, number, &drilled), stopped, from_second }
    }
}

impl Sitting<'_> {
    /// Everything a drill needs, taken at one moment; nothing where there is no backup. `name` tells drills apart that are
    /// done at the same time.
    fn hold_for_drill(&self, name: &str, stop: Arc<AtomicBool>) -> Outcome<Option<DrillJob>> {
        let newest = |root: PathBuf| self.newest_in(&root).map(|head| (root, head.number));
        let second = self.second_place()?.and_then(newest);
        let from_second = second.is_some();
        let Some((root, number)) = second.or_else(|| newest(self.backup_root())) else { return Ok(None) };
        Ok(Some(DrillJob {
            scratch: self.opened.folder.join(format!(".{name}-{number}.holdfast-part")),
            key: StoreKey::from_bytes(self.opened.unlocked.store_key.expose_bytes_dangerously()),
            root,
            number,
            from_second,
            at: self.now,
            stop,
        }))
    }

    /// Keeps how a drill went. One that went well from the second place has tested that place.
    fn keep_drilled(&mut self, ended: &DrillEnded) -> Outcome<()> {
        if ended.from_second && ended.view.went_well {
            crate::readiness::second_place_was_tested(self)?;
        }
        self.keep_setting(DRILL, &ended.view)
    }
}

impl Desk {
    /// Asked by the window every minute: where a drill is due, its act is left and the job handed out, to be run without the
    /// desk. Nothing in the example unit, while nobody is signed in, or before there is a backup.
    ///
    /// # Errors
    /// Faults of the store.
    pub fn drill_if_due(&mut self) -> Outcome<Option<DrillJob>> {
        if self.session.is_none() || self.example.is_some() {
            return Ok(None);
        }
        let mut sitting = self.sit()?;
        let last: Option<DrillView> = sitting.setting(DRILL)?;
        if !runs_itself(last.as_ref(), sitting.now) {
            return Ok(None);
        }
        let stop = Arc::new(AtomicBool::new(false));
        let Some(job) = sitting.hold_for_drill("drill-behind", Arc::clone(&stop))? else { return Ok(None) };
        sitting.note(Doing::of_unit("drill_backup"))?;
        sitting.opened.watch.drilling = Some(StoppedWhenDropped::of(stop));
        Ok(Some(job))
    }

    /// Notes what became of a drill done behind the work. One that was stopped is done again.
    ///
    /// # Errors
    /// Faults of the store.
    pub fn drill_ended(&mut self, ended: &DrillEnded) -> Outcome<()> {
        if self.session.is_none() || ended.stopped {
            return Ok(());
        }
        let mut sitting = self.sit()?;
        sitting.opened.watch.drilling = None;
        sitting.keep_drilled(ended)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::moment_of;

    fn drill(days_ago: i64, went_well: bool) -> DrillView {
        DrillView { at: moment_of(0) - TimeDelta::days(days_ago), went_well, number: 1, acts: 1, words: String::new() }
    }

    #[test]
    fn a_drill_runs_itself_when_none_went_well_for_ninety_days_and_a_failed_one_again_after_a_day() {
        let now = moment_of(0);
        let runs = |last: Option<DrillView>| runs_itself(last.as_ref(), now);
        assert!(runs(None));
        assert_eq!([89, 90].map(|days| runs(Some(drill(days, true)))), [false, true]);
        assert_eq!([0, 1].map(|days| runs(Some(drill(days, false)))), [false, true]);
        assert!(runs(Some(drill(-1, true))), "one of a time to come says nothing");
    }
}

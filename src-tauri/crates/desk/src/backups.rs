//! Backups of the open store: hourly behind the work, now when asked, their age shown.

use crate::asks::backups::{Age, BackupRow, BackupsView, DrillView};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, moment_of};
use crate::opening::Opened;
use crate::second_place::second_view;
use crate::sitting::{Desk, Sitting};
use crate::surroundings::Progress;
use crate::trouble::{Fault, Outcome, Plain, Trouble};
use casework::when::Moment;
use chrono::TimeDelta;
use sealing::StoreKey;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use store::{BackupHead, BackupTrouble, Id, Listed, Snapshot};

/// All backups together take at most this many times the store.
const CAP: u64 = 3;

/// Setting: what went wrong with the last backup.
const TROUBLE: &str = "backups:trouble";

/// The folder of the backups beside a store.
pub(crate) fn beside(folder: &Path) -> PathBuf {
    folder.join("backups")
}

/// In words for a person, what became of a backup or restore. No personal data.
pub(crate) fn words(trouble: BackupTrouble) -> String {
    match trouble {
        BackupTrouble::AnotherRunning => "Another backup is being written just now.".to_owned(),
        BackupTrouble::NoRoom { needed, free } => {
            format!("There is not enough room: {} MB are needed and {} MB are free.", needed >> 20, free >> 20)
        }
        BackupTrouble::Incomplete { missing, damaged } => {
            format!("The backup is not whole: {missing} blocks are missing and {damaged} are damaged.")
        }
        other => {
            let mut text = other.to_string();
            if let Some(first) = text.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            text.push('.');
            text
        }
    }
}

impl From<BackupTrouble> for Trouble {
    fn from(trouble: BackupTrouble) -> Self {
        match trouble {
            BackupTrouble::AnotherRunning | BackupTrouble::Busy => Plain::BackupRunning.into(),
            BackupTrouble::NoRoom { .. } => Plain::NoRoomForBackup.into(),
            BackupTrouble::Stopped => Plain::Stopped.into(),
            BackupTrouble::NoSuchBackup => Plain::NoSuchBackup.into(),
            BackupTrouble::AlreadyThere => Plain::SomethingThereAlready.into(),
            BackupTrouble::NotReadable
            | BackupTrouble::Incomplete { .. }
            | BackupTrouble::Damaged
            | BackupTrouble::HeadDiffers => Plain::BackupNotWhole.into(),
            BackupTrouble::OtherStore | BackupTrouble::OtherKey => Plain::BackupOfOtherKey.into(),
            BackupTrouble::NotWritable => Plain::CannotWriteThere.into(),
            BackupTrouble::Failed(fault) => fault.into(),
        }
    }
}

fn row(head: &BackupHead) -> BackupRow {
    BackupRow {
        number: u32::try_from(head.number).unwrap_or(u32::MAX),
        made_at: moment_of(head.made_at_ms),
        bytes: head.bytes,
        acts: head.head.0,
    }
}

/// Backups of this store, newest first.
pub(crate) fn rows(listed: &Listed, store: Id) -> Vec<BackupRow> {
    listed.backups.iter().rev().filter(|head| head.store == store).map(row).collect()
}

/// How pressing an age is. A time that lies ahead is as good as none: a clock was put back.
pub(crate) fn age(newest: Option<Moment>, now: Moment, late_days: i64, too_old_days: i64) -> Age {
    match newest.map(|at| now - at) {
        None => Age::None,
        Some(age) if age < -TimeDelta::minutes(2) || age >= TimeDelta::days(too_old_days) => Age::TooOld,
        Some(age) if age >= TimeDelta::days(late_days) => Age::Late,
        Some(_) => Age::Fresh,
    }
}

/// Whether a backup is due: something changed since the newest one, and that is an hour old or of a time to come.
fn is_due(newest: Option<&BackupHead>, head: u64, now: Moment) -> bool {
    newest.is_none_or(|newest| {
        let age = now - moment_of(newest.made_at_ms);
        newest.head.0 != head && (age >= TimeDelta::hours(1) || age < -TimeDelta::minutes(2))
    })
}

impl Sitting<'_> {
    pub(crate) fn backup_root(&self) -> PathBuf {
        beside(&self.opened.folder)
    }

    /// The newest backup in a folder that opens with the keys of today: one from before a change of keys is no longer it.
    pub(crate) fn newest_in(&self, root: &Path) -> Option<BackupHead> {
        let Opened { store, unlocked, .. } = &*self.opened;
        store::newest_backup(root, store.store_id(), &unlocked.store_key)
    }

    /// Everything a backup needs, taken at one moment, once its act is in the log. The work goes on at once.
    pub(crate) fn hold_for_backup(&mut self, stop: Arc<AtomicBool>) -> Outcome<BackupJob> {
        let second = self.second_place()?;
        let Opened { store, slots, unlocked, folder, .. } = &*self.opened;
        let text = slots.to_json().map_err(|cause| Fault { place: "backups.slots", cause: cause.to_string() })?;
        let snapshot = store.snapshot(&unlocked.store_key, &text)?;
        Ok(BackupJob {
            snapshot,
            root: beside(folder),
            second,
            key: StoreKey::from_bytes(unlocked.store_key.expose_bytes_dangerously()),
            store: store.store_id(),
            store_bytes: self.store_bytes()?,
            at: self.now,
            stop,
        })
    }

    fn keep_backup_trouble(&mut self, ended: &BackupEnded) -> Outcome<()> {
        self.keep_setting(TROUBLE, &ended.trouble.map(words).unwrap_or_default())
    }
}

/// Whoever holds the open store holds this: with it the backup made behind the work stops.
pub(crate) struct StoppedWhenDropped(Arc<AtomicBool>);

impl StoppedWhenDropped {
    pub(crate) const fn of(stop: Arc<AtomicBool>) -> Self {
        Self(stop)
    }
}

impl Drop for StoppedWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// A backup to be made while work goes on; made by [`Desk::back_up_if_due`], run without the desk.
pub struct BackupJob {
    snapshot: Snapshot,
    root: PathBuf,
    second: Option<PathBuf>,
    key: StoreKey,
    store: Id,
    store_bytes: u64,
    at: Moment,
    stop: Arc<AtomicBool>,
}

/// What became of a backup. Handed back to [`Desk::backup_ended`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupEnded {
    /// What went wrong, here or in the second place; nothing where all went well.
    pub trouble: Option<BackupTrouble>,
}

impl BackupJob {
    /// Makes the backup, thins the set, and copies it to the second place where that is a week behind.
    #[must_use]
    pub fn run(self, told: &mut dyn FnMut(u64, u64) -> bool) -> BackupEnded {
        let Self { snapshot, root, second, key, store, store_bytes, at, stop } = self;
        let mut go_on = |done, total| !stop.load(Ordering::SeqCst) && told(done, total);
        let cap = store_bytes.saturating_mul(CAP);
        let made = snapshot.keep(&root, at.timestamp_millis(), &mut go_on).and_then(|kept| {
            store::thin_backups(&root, store, cap)?;
            let Some(second) = second.filter(|second| week_behind(second, store, &key, at)) else { return Ok(()) };
            store::copy_backup(&root, kept.head.number, &second, &key, &mut go_on)?;
            store::thin_backups(&second, store, cap)?;
            Ok(())
        });
        BackupEnded { trouble: made.err() }
    }
}

fn week_behind(second: &Path, store: Id, key: &StoreKey, now: Moment) -> bool {
    let newest = store::newest_backup(second, store, key).map(|head| moment_of(head.made_at_ms));
    matches!(age(newest, now, 7, 14), Age::None | Age::Late | Age::TooOld)
}

impl Desk {
    /// Asked by the window every minute: where a backup is due, the moment is held still and the job handed out, to be
    /// run without the desk. Nothing in the example unit, which is thrown away, and nothing while nobody is signed in.
    ///
    /// # Errors
    /// Faults of the store; another backup running is none.
    pub fn back_up_if_due(&mut self) -> Outcome<Option<BackupJob>> {
        if self.session.is_none() || self.example.is_some() {
            return Ok(None);
        }
        let stop = Arc::new(AtomicBool::new(false));
        let handed = Arc::clone(&stop);
        let mut sitting = self.sit()?;
        if sitting.opened.watch.checking.stops_writing() {
            // The good ones are not pushed out by copies of a store that is not.
            return Ok(None);
        }
        let newest = sitting.newest_in(&sitting.backup_root());
        if !is_due(newest.as_ref(), sitting.opened.store.audit_head().0, sitting.now) {
            return Ok(None);
        }
        sitting.note(Doing::of_unit("back_up"))?;
        let job = match sitting.hold_for_backup(handed) {
            Ok(job) => job,
            Err(Trouble::Refusal(_)) => return Ok(None),
            Err(fault) => return Err(fault),
        };
        sitting.opened.backing_up = Some(StoppedWhenDropped(stop));
        Ok(Some(job))
    }

    /// Notes what became of a backup made behind the work.
    ///
    /// # Errors
    /// Faults of the store.
    pub fn backup_ended(&mut self, ended: BackupEnded) -> Outcome<()> {
        if self.session.is_none() {
            // Locked meanwhile: the age of the newest backup says it.
            return Ok(());
        }
        let mut sitting = self.sit()?;
        sitting.opened.backing_up = None;
        sitting.keep_backup_trouble(&ended)
    }
}

/// The unit's backups: their age, the second place, the last drill.
pub fn backups(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<BackupsView> {
    let store = sitting.opened.store.store_id();
    let listed = store::list_backups(&sitting.backup_root())?;
    let backups = rows(&listed, store);
    let newest_at = backups.first().map(|row| row.made_at);
    let drill: Option<DrillView> = sitting.setting(crate::drill::DRILL)?;
    Ok(BackupsView {
        age: age(newest_at, sitting.now, 2, 7),
        newest_at,
        backups,
        unreadable: u32::try_from(listed.unreadable).unwrap_or(u32::MAX),
        second: second_view(sitting)?,
        drill_due: crate::drill::is_due(drill.as_ref(), sitting.now),
        drill,
        continuity_at: store::pack_made_at(&sitting.opened.folder).map(moment_of),
        trouble: sitting.setting(TROUBLE)?.unwrap_or_default(),
        records: sitting.records_checked(),
    })
}

/// Backs up now, and says when it is done.
pub fn back_up_now(sitting: &mut Sitting<'_>, ask: Nothing) -> Outcome<BackupsView> {
    sitting.note(Doing::of_unit("back_up"))?;
    make(sitting)?;
    backups(sitting, ask)
}

/// Makes a backup while the person waits.
pub(crate) fn make(sitting: &mut Sitting<'_>) -> Outcome<()> {
    let job = sitting.hold_for_backup(Arc::new(AtomicBool::new(false)))?;
    let surroundings = &mut *sitting.surroundings;
    let ended = job.run(&mut |done, total| surroundings.go_on(Progress { label: "Backing up", done, total }));
    sitting.keep_backup_trouble(&ended)?;
    ended.trouble.map_or(Ok(()), |trouble| Err(Trouble::from(trouble)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Hash;

    fn head(at_ms: i64, acts: u64) -> BackupHead {
        BackupHead { store: Id([1; 16]), number: 1, made_at_ms: at_ms, bytes: 1, head: (acts, Hash([0; 32])) }
    }

    #[test]
    fn a_backup_is_due_an_hour_after_the_last_if_anything_changed() {
        let now = moment_of(10_000_000_000);
        let ago = |minutes: i64| 10_000_000_000 - minutes * 60_000;
        assert!(is_due(None, 1, now));
        assert!(is_due(Some(&head(ago(60), 1)), 2, now));
        assert!(!is_due(Some(&head(ago(59), 1)), 2, now));
        assert!(!is_due(Some(&head(ago(600), 2)), 2, now), "nothing changed");
    }

    #[test]
    fn a_clock_put_back_does_not_keep_backups_from_being_made() {
        let now = moment_of(10_000_000_000);
        let to_come = 10_000_000_000 + 86_400_000;
        assert!(is_due(Some(&head(to_come, 1)), 2, now));
        assert_eq!(age(Some(moment_of(to_come)), now, 2, 7), Age::TooOld, "nor does it make them look fresh");
    }

    #[test]
    fn the_age_turns_at_two_days_and_at_seven() {
        let now = moment_of(10_000_000_000);
        let days = |days| Some(now - TimeDelta::days(days));
        let ages = [0, 1, 2, 6, 7, 90].map(|n| age(days(n), now, 2, 7));
        assert_eq!(ages, [Age::Fresh, Age::Fresh, Age::Late, Age::Late, Age::TooOld, Age::TooOld]);
        assert_eq!(age(None, now, 2, 7), Age::None);
    }
}

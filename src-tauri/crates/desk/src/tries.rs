//! The wait after failed tries at the door (security.md K-24). It slows a person at the keyboard; it erases nothing.

use crate::sitting::{Desk, Sitting};
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use casework::when::Moment;
use chrono::TimeDelta;
use sealing::Passphrase;
use std::path::Path;

const FREE_TRIES: u32 = 4;
const LONGEST_WAIT_SECONDS: i64 = 300;

/// The file beside the store that keeps the count over a restart. It holds no name.
const TRIES_FILE: &str = "tries.json";

/// Failed tries in a row, and when the next one is taken.
#[derive(Debug, Default)]
pub struct Tries {
    failed: u32,
    last: Option<Moment>,
    recalled: bool,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    failed: u32,
    last_ms: i64,
}

impl Tries {
    /// Takes up the count an earlier run of the program left, so that starting again shortens no wait. A clock that was
    /// set back since begins the wait anew.
    pub fn recall(&mut self, folder: &Path, now: Moment) {
        // A clock set back while the program runs: without this the wait would last until the old time comes round again.
        self.last = self.last.map(|last| last.min(now));
        if std::mem::replace(&mut self.recalled, true) {
            return;
        }
        let kept = std::fs::read(folder.join(TRIES_FILE)).ok().and_then(|text| serde_json::from_slice::<Kept>(&text).ok());
        if let Some(kept) = kept.filter(|kept| kept.failed > self.failed) {
            let last = Moment::from_timestamp_millis(kept.last_ms).map_or(now, |last| last.min(now));
            self.failed = kept.failed;
            self.last = Some(last);
        }
    }

    /// Leaves the count for the next run. Where the disk does not take it, this run still waits.
    pub fn keep(&self, folder: &Path, now: Moment) {
        let kept = Kept { failed: self.failed, last_ms: now.timestamp_millis() };
        if let Ok(text) = serde_json::to_vec(&kept) {
            let _ = store::write_whole(&folder.join(TRIES_FILE), &text);
        }
    }

    /// Seconds still to wait at this moment.
    #[must_use]
    pub fn wait_seconds(&self, now: Moment) -> u32 {
        let Some(last) = self.last.filter(|_| self.failed > FREE_TRIES) else { return 0 };
        let doublings = (self.failed - FREE_TRIES - 1).min(9);
        let wait = (1_i64 << doublings).min(LONGEST_WAIT_SECONDS);
        let left = (last + TimeDelta::seconds(wait) - now).num_seconds().clamp(0, wait);
        u32::try_from(left).unwrap_or(0)
    }

    /// Counts a failed try: nothing for four, then 1, 2, 4 … 300 seconds.
    pub fn failed(&mut self, now: Moment) {
        self.failed = self.failed.saturating_add(1);
        self.last = Some(now);
    }

    /// A try went through; how many had failed before it.
    pub fn went_through(&mut self) -> u32 {
        self.last = None;
        std::mem::take(&mut self.failed)
    }
}

/// Whether what went wrong was the passphrase.
pub(crate) const fn is_wrong_passphrase(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::Refusal(Refusal::Plain(Plain::WrongPassphrase)))
}

impl Desk {
    /// Whether a passphrase may be tried at the door now, also after a restart.
    ///
    /// # Errors
    /// `wait_before_next_try` after too many that were wrong.
    pub(crate) fn may_try(&mut self, now: Moment) -> Outcome<()> {
        self.recall_tries(now);
        if self.tries.wait_seconds(now) > 0 { Err(Plain::WaitBeforeNextTry.into()) } else { Ok(()) }
    }

    /// Tries a passphrase at the door: a wrong one counts, and one that goes through ends the counting.
    ///
    /// # Errors
    /// As [`Desk::may_try`] and `work`.
    pub(crate) fn tried<T>(&mut self, now: Moment, work: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.may_try(now)?;
        match work(self) {
            Ok(done) => {
                if self.tries.went_through() > 0 {
                    self.keep_tries(now);
                }
                Ok(done)
            }
            Err(trouble) => {
                if is_wrong_passphrase(&trouble) {
                    self.count_failed_try(now);
                }
                Err(trouble)
            }
        }
    }
}

impl Sitting<'_> {
    /// Whether a passphrase may be tried now.
    ///
    /// # Errors
    /// `wait_before_next_try` after too many that were wrong.
    pub(crate) fn may_try(&self) -> Outcome<()> {
        if self.must_wait { Err(Plain::WaitBeforeNextTry.into()) } else { Ok(()) }
    }

    /// Checks the present passphrase of whoever is signed in. That a wrong one counts is seen to where commands are given.
    ///
    /// # Errors
    /// `wrong_passphrase`; `wait_before_next_try` after too many of them.
    pub(crate) fn check_passphrase(&self, typed: &str) -> Outcome<()> {
        self.may_try()?;
        let own = *self.session.member.0.as_bytes();
        self.opened.unlock_beside(&own, &Passphrase::typed(typed)).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_tries_are_free_and_the_wait_then_doubles_up_to_five_minutes() {
        let now = chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let mut tries = Tries::default();
        let waits: Vec<u32> = (0..16)
            .map(|_| {
                tries.failed(now);
                tries.wait_seconds(now)
            })
            .collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
        tries.went_through();
        assert_eq!(tries.wait_seconds(now), 0, "a good passphrase ends the waiting");
    }

    /// K-24, R-16.
    #[test]
    fn starting_again_and_setting_the_clock_back_shorten_no_wait() {
        let folder = tempfile::tempdir().unwrap();
        let now = chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let mut tries = Tries::default();
        (0..10).for_each(|_| tries.failed(now));
        tries.keep(folder.path(), now);
        for later in [0, 10, -86_400] {
            let mut again = Tries::default();
            again.recall(folder.path(), now + TimeDelta::seconds(later));
            assert_eq!(again.wait_seconds(now + TimeDelta::seconds(later)), 32 - u32::try_from(later.max(0)).unwrap());
        }
    }

    /// K-24, R-16: the wait begins anew, and it ends.
    #[test]
    fn a_clock_set_back_while_the_program_runs_shortens_no_wait_and_makes_it_no_longer_than_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let now = chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let mut tries = Tries::default();
        tries.recall(folder.path(), now);
        (0..10).for_each(|_| tries.failed(now));
        let yesterday = now - TimeDelta::days(1);
        tries.recall(folder.path(), yesterday);
        assert_eq!(tries.wait_seconds(yesterday), 32);
        assert_eq!(tries.wait_seconds(yesterday + TimeDelta::seconds(31)), 1);
        assert_eq!(tries.wait_seconds(yesterday + TimeDelta::seconds(32)), 0);
    }
}

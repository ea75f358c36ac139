//! When an untouched desk goes blank and locks: the rule alone. Time comes from outside, by a clock that counts sleep (K-33).

use crate::sitting::{Desk, Sitting};
use serde::Serialize;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// After how many untouched minutes a desk may be set to lock.
pub const MINUTES: RangeInclusive<u16> = 1..=15;
/// The minutes until somebody chooses others.
pub const MINUTES_AT_FIRST: u16 = 5;
/// In a meeting a case may take half an hour: the screen goes blank first.
const MEETING_BLANKS_AFTER: Duration = Duration::from_secs(5 * 60);
const MEETING_LOCKS_AFTER: Duration = Duration::from_secs(30 * 60);

/// What an untouched desk does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// It stays as it is.
    Work,
    /// Nothing is to be seen, and a key brings it back.
    Blank,
    Lock,
}

/// What it does now, and in how many minutes it locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Resting {
    pub rest: Rest,
    pub locks_in: u64,
}

/// How long the desk of whoever is signed in may stand untouched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// As this person set it.
    pub minutes: u16,
    /// Whether a meeting runs and is held at this desk.
    pub in_meeting: bool,
}

impl Patience {
    /// What a desk does that nobody has touched for so long.
    #[must_use]
    pub fn resting(self, untouched: Duration) -> Resting {
        let limit =
            if self.in_meeting { MEETING_LOCKS_AFTER } else { Duration::from_secs(u64::from(self.minutes).saturating_mul(60)) };
        let left = limit.saturating_sub(untouched);
        let rest = if left.is_zero() {
            Rest::Lock
        } else if self.in_meeting && untouched >= MEETING_BLANKS_AFTER {
            Rest::Blank
        } else {
            Rest::Work
        };
        Resting { rest, locks_in: left.as_millis().div_ceil(60_000).try_into().unwrap_or(u64::MAX) }
    }
}

/// When a hand last touched a window: a key, a button, a wheel. What a page asks by itself touches nothing.
#[derive(Debug, Default)]
pub struct Hand(AtomicU64);

impl Hand {
    /// A hand touched a window, so long after the machine was started.
    pub fn touch(&self, since_start: Duration) {
        self.0.fetch_max(millis(since_start), Ordering::SeqCst);
    }

    /// How long no hand has, time asleep included.
    #[must_use]
    pub fn away(&self, since_start: Duration) -> Duration {
        Duration::from_millis(millis(since_start).saturating_sub(self.0.load(Ordering::SeqCst)))
    }
}

fn millis(time: Duration) -> u64 {
    time.as_millis().try_into().unwrap_or(u64::MAX)
}

impl Desk {
    /// How long this desk may stand untouched; nothing while nobody is signed in. A store that does not say is no reason to
    /// stay open longer.
    pub fn patience(&mut self) -> Option<Patience> {
        let sitting = self.sit().ok()?;
        let minutes = crate::unit::settings(&sitting).map_or(MINUTES_AT_FIRST, |settings| settings.lock_after_minutes);
        Some(Patience { minutes: minutes.clamp(*MINUTES.start(), *MINUTES.end()), in_meeting: sitting.session.in_meeting })
    }

    /// Lets go of keys, store and picked files although the act of locking could not be written: a full disk keeps no desk
    /// open. Whoever signs in next stands in the log.
    pub fn let_go(&mut self) {
        self.session = None;
        self.opened = None;
        self.files.clear();
    }
}

impl Sitting<'_> {
    /// A meeting is held at this desk from here on, until it ends or the desk locks.
    pub(crate) fn meets(&mut self) {
        self.session.in_meeting = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn after(minutes: u64, seconds: u64) -> Duration {
        Duration::from_secs(minutes * 60 + seconds)
    }

    const USUAL: Patience = Patience { minutes: MINUTES_AT_FIRST, in_meeting: false };

    #[test]
    fn a_desk_stays_for_four_minutes_and_fifty_nine_seconds_and_locks_after_five() {
        assert_eq!(USUAL.resting(Duration::ZERO), Resting { rest: Rest::Work, locks_in: 5 });
        assert_eq!(USUAL.resting(after(4, 59)), Resting { rest: Rest::Work, locks_in: 1 });
        assert_eq!(USUAL.resting(after(5, 0)), Resting { rest: Rest::Lock, locks_in: 0 });
    }

    #[test]
    fn it_locks_after_the_minutes_somebody_chose() {
        for minutes in MINUTES {
            let chosen = Patience { minutes, in_meeting: false };
            assert_eq!(chosen.resting(after(u64::from(minutes), 0) - Duration::from_millis(1)).rest, Rest::Work);
            assert_eq!(chosen.resting(after(u64::from(minutes), 0)).rest, Rest::Lock);
        }
    }

    #[test]
    fn in_a_meeting_it_goes_blank_after_five_minutes_and_locks_after_thirty_whatever_was_chosen() {
        for minutes in MINUTES {
            let meeting = Patience { minutes, in_meeting: true };
            let rests = [after(4, 59), after(5, 0), after(29, 59), after(30, 0)].map(|away| meeting.resting(away).rest);
            assert_eq!(rests, [Rest::Work, Rest::Blank, Rest::Blank, Rest::Lock]);
        }
    }

    #[test]
    fn every_touch_begins_the_time_anew_and_one_that_is_told_late_takes_nothing_back() {
        let hand = Hand::default();
        for touched in [after(100, 0), after(104, 59), after(109, 58)] {
            hand.touch(touched);
            assert_eq!(USUAL.resting(hand.away(touched + after(4, 59))).rest, Rest::Work);
        }
        hand.touch(after(100, 0));
        assert_eq!(hand.away(after(109, 58)), Duration::ZERO);
        assert_eq!(USUAL.resting(hand.away(after(114, 58))).rest, Rest::Lock);
    }

    #[test]
    fn time_asleep_counts() {
        let hand = Hand::default();
        hand.touch(after(60, 0));
        // A minute of work, an hour asleep: the clock since the start went on.
        let woken = after(60, 0) + after(1, 0) + after(60, 0);
        assert_eq!(USUAL.resting(hand.away(woken)).rest, Rest::Lock);
    }
}

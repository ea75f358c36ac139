//! The wait after failed tries at the door (security.md K-24). It slows a person at the keyboard; it erases nothing.

use casework::when::Moment;
use chrono::TimeDelta;

const FREE_TRIES: u32 = 4;
const LONGEST_WAIT_SECONDS: i64 = 300;

/// Failed tries in a row, and when the next one is taken.
#[derive(Debug, Default)]
pub struct Tries {
    failed: u32,
    not_before: Option<Moment>,
}

impl Tries {
    /// Seconds still to wait at this moment.
    #[must_use]
    pub fn wait_seconds(&self, now: Moment) -> u32 {
        let left = self.not_before.map_or(0, |until| (until - now).num_seconds().max(0));
        u32::try_from(left.min(LONGEST_WAIT_SECONDS)).unwrap_or(0)
    }

    /// Counts a failed try: nothing for four, then 1, 2, 4 … 300 seconds.
    pub fn failed(&mut self, now: Moment) {
        self.failed = self.failed.saturating_add(1);
        if self.failed > FREE_TRIES {
            let doublings = (self.failed - FREE_TRIES - 1).min(9);
            let wait = (1_i64 << doublings).min(LONGEST_WAIT_SECONDS);
            self.not_before = Some(now + TimeDelta::seconds(wait));
        }
    }

    /// A try went through.
    pub fn went_through(&mut self) {
        *self = Self::default();
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
}

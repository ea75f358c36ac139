//! What is watched while a store is open and said over every page: the machine's clock, the room on its disk, where the
//! store lies, whether its records are whole.

use crate::keeping::{Doing, moment_of};
use crate::papers_log::moment_short;
use crate::sitting::{Desk, Sitting};
use crate::trouble::Outcome;
use casework::when::Moment;
use chrono::TimeDelta;
use store::{ActsAsked, ActsOf, Store};

/// The newest acts that the clock is held against. One of them ahead of it means that the clock was moved.
const LOOKED_AT: u32 = 200;
/// Below this much free room is little, however small the store.
const LITTLE_ROOM: u64 = 500_000_000;
/// A store wants this many times itself free: the backup, its check and a new key each need one copy.
const TIMES_THE_STORE: u64 = 3;

/// What is known of an open store between two commands, so that looking costs nothing.
#[derive(Default)]
pub(crate) struct Watch {
    /// The latest time among the newest acts, and among those of this session.
    newest_act: Option<Moment>,
    /// Whether the log says already that the clock is behind it.
    clock_noted: bool,
    /// Why the store does not belong where it lies, in words.
    pub(crate) place: Option<String>,
    /// Whether the records are what their entries say.
    pub(crate) checking: crate::record_checks::Checking,
    /// What was said last: of the machine in words, of the records by what is known of them, which only grows.
    said: (Vec<String>, crate::record_checks::Found),
    /// Stops the drill that is done behind the work.
    pub(crate) drilling: Option<crate::backups::StoppedWhenDropped>,
}

impl Watch {
    /// Of a store that was just opened. Order in the log goes by number, so that a clock put back cannot hide it.
    pub(crate) fn of(store: &Store) -> Outcome<Self> {
        let asked = ActsAsked { of: ActsOf::All, names: None, before_seq: None, limit: LOOKED_AT };
        let acts = store.acts(&asked)?;
        Ok(Self { newest_act: acts.iter().map(|act| act.header.time_ms).max().map(moment_of), ..Self::default() })
    }

    /// An act was written.
    pub(crate) fn acted(&mut self, now: Moment) {
        self.newest_act = self.newest_act.max(Some(now));
    }

    /// Whether the clock stands behind the log by more than two minutes.
    fn clock_is_behind(&self, now: Moment) -> bool {
        clock_words(self.newest_act, now).is_some()
    }
}

/// The warnings that hold now, in words; none where all is well.
pub(crate) fn of_the_machine(sitting: &Sitting<'_>) -> Vec<String> {
    let watch = &sitting.opened.watch;
    let clock = clock_words(watch.newest_act, sitting.now);
    let place = watch.place.as_ref().map(|why| place_words(why));
    let room = store::free_at(&sitting.opened.folder);
    let disk = room.zip(sitting.store_bytes().ok()).and_then(|(free, store)| disk_words(free, store));
    clock.into_iter().chain(place).chain(disk).collect()
}

impl Sitting<'_> {
    /// The acts that belong to a sign-in on a machine like this, and what is to be watched from here on.
    pub(crate) fn look_at_machine(&mut self) -> Vec<&'static str> {
        let behind = self.opened.watch.clock_is_behind(self.now);
        self.opened.watch.clock_noted = behind;
        let machine = self.surroundings.machine().filter(|_| !self.unit.sample);
        self.opened.watch.place = machine.and_then(|machine| machine.shared(&self.opened.folder));
        let shared = self.opened.watch.place.is_some();
        [(behind, "clock_behind_log"), (shared, "store_in_shared_place")]
            .iter()
            .filter(|(so, _)| *so)
            .map(|(_, act)| *act)
            .collect()
    }
}

impl Desk {
    /// A clock that fell behind the log while somebody worked stands in the log, once. Asked after every command; an older
    /// store takes no act, and the banner says it all the same.
    pub(crate) fn heed_clock(&mut self) {
        if self.example.as_ref().is_some_and(crate::example_unit::ExampleUnit::is_being_told) {
            return;
        }
        let Ok(mut sitting) = self.sit() else { return };
        let behind = sitting.opened.watch.clock_is_behind(sitting.now);
        if behind && !sitting.opened.watch.clock_noted {
            let _ = sitting.note(Doing::of_unit("clock_behind_log"));
        }
        sitting.opened.watch.clock_noted = behind;
    }

    /// Whether what is said over every page is no longer what was said last.
    pub fn warnings_changed(&mut self) -> bool {
        let Ok(sitting) = self.sit() else { return false };
        let said = (of_the_machine(&sitting), sitting.opened.watch.checking.found());
        let changed = said != sitting.opened.watch.said;
        sitting.opened.watch.said = said;
        changed
    }
}

fn place_words(why: &str) -> String {
    format!(
        "{why} A store belongs on a disk of this computer: two computers at one file can damage it, and a program that copies it copies half of it. Work goes on, and nothing is lost by that. Have the unit's folder moved to this computer's own disk by whoever looks after it, with Holdfast closed; until then open it on one computer only, and make a backup in a second place today."
    )
}

fn clock_words(newest: Option<Moment>, now: Moment) -> Option<String> {
    let newest = newest.filter(|newest| *newest - now > TimeDelta::minutes(2))?;
    let (clock, seen) = (moment_short(now), moment_short(newest));
    Some(format!(
        "This computer's clock says {clock}, and something in the log is dated {seen}. One of them is wrong: set the clock right before you record anything. The order of the log does not depend on it."
    ))
}

fn disk_words(free: u64, store: u64) -> Option<String> {
    let wanted = store.saturating_mul(TIMES_THE_STORE).max(LITTLE_ROOM);
    (free < wanted).then(|| {
        format!(
            "The disk has {} MB left, and {} MB are wanted for backups. Make room soon: on a full disk nothing more is recorded.",
            free / 1_000_000,
            wanted.div_ceil(1_000_000)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_more_than_two_minutes_behind_the_log_is_said_and_one_ahead_of_it_is_not() {
        let now = moment_of(1_790_000_000_000);
        let ago = |seconds: i64| Some(now - TimeDelta::seconds(seconds));
        for (newest, said) in [(None, false), (ago(0), false), (ago(86_400), false), (ago(-120), false), (ago(-121), true)] {
            assert_eq!(clock_words(newest, now).is_some(), said, "{newest:?}");
        }
        // An hour put on and taken off by the calendar is no hour of the log's, which counts in UTC.
        let words = clock_words(ago(-86_400), now).unwrap();
        assert!(words.contains("21 Sep 2026") && words.contains("22 Sep 2026"), "{words}");
    }

    #[test]
    fn little_room_is_half_a_gigabyte_or_three_times_the_store() {
        assert_eq!(disk_words(500_000_000, 1_000), None);
        assert!(disk_words(499_999_999, 1_000).unwrap().contains("499 MB left"));
        assert_eq!(disk_words(3_000_000_000, 1_000_000_000), None);
        assert!(disk_words(2_999_999_999, 1_000_000_000).unwrap().contains("3000 MB are wanted"));
    }
}

//! What is wrong with the machine under the store and is said while somebody works: its clock, the room on its disk.

use crate::keeping::moment_of;
use crate::papers_log::moment_short;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::when::Moment;
use chrono::TimeDelta;
use store::{ActsAsked, ActsOf};

/// The newest acts that the clock is held against. One of them ahead of it means that the clock was moved.
const LOOKED_AT: u32 = 200;
/// Below this much free room is little, however small the store.
const LITTLE_ROOM: u64 = 500_000_000;
/// A store wants this many times itself free: the backup, its check and a new key each need one copy.
const TIMES_THE_STORE: u64 = 3;

/// The warnings that hold now, in words; none where all is well.
pub(crate) fn of_the_machine(sitting: &Sitting<'_>) -> Outcome<Vec<String>> {
    let clock = clock_words(newest_act(sitting)?, sitting.now);
    let room = store::free_at(&sitting.opened.folder);
    let disk = room.zip(sitting.store_bytes().ok()).and_then(|(free, store)| disk_words(free, store));
    Ok(clock.into_iter().chain(disk).collect())
}

/// Whether the clock stands behind the log by more than two minutes.
pub(crate) fn clock_is_behind(sitting: &Sitting<'_>) -> Outcome<bool> {
    Ok(clock_words(newest_act(sitting)?, sitting.now).is_some())
}

/// The latest time among the newest acts: order in the log goes by number, so that a clock put back cannot hide it.
fn newest_act(sitting: &Sitting<'_>) -> Outcome<Option<Moment>> {
    let asked = ActsAsked { of: ActsOf::All, names: None, before_seq: None, limit: LOOKED_AT };
    let acts = sitting.store().acts(&asked)?;
    Ok(acts.iter().map(|act| act.header.time_ms).max().map(moment_of))
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

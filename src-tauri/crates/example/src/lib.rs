//! The fictional unit: nobody in it is real, and everything in it was given to the desk as commands.

mod behind;
pub mod between;
mod cases;
mod cast;
mod composing;
mod diary;
pub mod many;
mod many_care;
mod many_people;
mod many_records;
mod meetings;
mod members;
pub mod morning;
mod morning_clinic;
mod morning_sharing;
mod morning_words;
mod papers;
mod partners;
pub mod second;
mod seeded;
mod seeded_texts;
mod story;
mod telling;
mod unfinished;

use chrono::{DateTime, Utc};
use desk::sitting::Desk;
use desk::trouble::Outcome;

pub use members::{Who, passphrase_of};
pub use morning_sharing::Shared;

/// Fills a fresh example store: members, a past, and a morning that waits.
///
/// # Errors
/// Whatever the desk refuses; the store is then thrown away.
pub fn fill(desk: &mut Desk) -> Outcome<()> {
    let members = members::take_on(desk)?;
    let mut telling = telling::Telling { desk, members, now: telling::ago(189, 0, 0) };
    telling.load_pack()?;
    diary::Diary::of(story::all()?).tell(&mut telling)
}

/// The example's morning, from which every moment of its past is counted.
#[must_use]
pub fn first_moment() -> DateTime<Utc> {
    desk::example_unit::morning()
}

#[cfg(test)]
mod seeded_tests;

//! The real window, driven as a person would drive it: example unit, keyboard alone, a picture of every screen, axe on each.

mod advocate;
mod auditor;
mod closing;
mod driven;
mod keyboard;
mod keys;
mod laptops;
mod leaving;
mod locking;
mod login;
mod memory;
mod morning;
mod reader;
mod room;
mod sharing;
mod shipped;

use driven::{Driven, program};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

#[test]
fn the_window_s_program_is_there_to_be_driven() {
    assert!(program().unwrap().is_file(), "the window was built before it is driven");
}

/// One window at a time: a second start only shows the first.
static ONE_WINDOW: Mutex<()> = Mutex::new(());

/// Longest a drive may take: one that hangs fails, and lets the next one begin.
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// Runs a drive in a home of its own.
fn drive(steps: impl AsyncFnOnce(&Path)) {
    let _alone = ONE_WINDOW.lock().unwrap_or_else(PoisonError::into_inner);
    let home = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let begun = Instant::now();
    let driven = runtime.block_on(async { tokio::time::timeout(LONGEST, steps(home.path())).await });
    println!("driven for {} s", begun.elapsed().as_secs());
    assert!(driven.is_ok(), "the drive hangs");
}

#[test]
fn look_at_every_screen_of_the_morning() {
    drive(async |home| {
        let window = Driven::open(home).await.unwrap();
        let walked = morning::walk(&window).await;
        if walked.is_err() {
            // What stood on the screen says more than the words of the failure.
            let _ = window.picture("stuck").await;
        }
        let troubles = window.troubles();
        window.close().await;
        walked.unwrap_or_else(|stuck| panic!("{stuck}\naxe so far: {troubles:#?}"));
        assert!(troubles.is_empty(), "axe finds nothing on any screen: {troubles:#?}");
    });
}

#[test]
fn every_window_of_the_program_as_it_ships_shows_its_page() {
    drive(async |home| shipped::every_window_shows_its_page(home).await.unwrap());
}

#[test]
fn a_window_told_to_end_destroys_the_example_unit_and_a_second_start_shows_the_first() {
    drive(async |home| closing::the_example_goes(home).await.unwrap());
}

#[test]
fn look_at_a_unit_set_up_and_started_again_with_its_draft_and_its_size() {
    drive(async |home| closing::the_draft_stays(home).await.unwrap());
}

#[test]
fn a_draft_outlives_a_kill_and_is_offered_openly() {
    drive(async |home| closing::the_draft_outlives_a_kill(home).await.unwrap());
}

/// Drives one walk and reads every screen it pictured with axe.
fn walk(steps: impl AsyncFn(&Driven) -> morning::Walked) {
    drive(async |home| {
        let window = Driven::open(home).await.unwrap();
        let walked = steps(&window).await;
        if walked.is_err() {
            let _ = window.picture("stuck").await;
        }
        let troubles = window.troubles();
        window.close().await;
        walked.unwrap_or_else(|stuck| panic!("{stuck}"));
        assert!(troubles.is_empty(), "axe finds nothing on any screen: {troubles:#?}");
    });
}

#[test]
fn locking_destroys_the_desk_s_window_and_the_same_person_comes_back_to_the_page() {
    walk(locking::nothing_stays);
}

#[test]
fn look_at_the_victim_s_own_plan_as_its_advocate() {
    walk(advocate::walk);
}

#[test]
fn look_at_the_log_as_its_auditor() {
    walk(auditor::walk);
}

#[test]
fn look_at_what_leaves_and_what_comes_as_the_chair() {
    walk(sharing::walk);
}

#[test]
fn each_window_is_let_through_to_its_own_commands_alone() {
    walk(locking::windows_keep_to_their_commands);
}

#[test]
fn the_room_s_window_shows_letters_then_initials_and_goes_blank_with_the_desk() {
    walk(locking::the_room_sees_letters);
}

#[test]
fn the_desk_locks_before_the_machine_sleeps_its_screen_locks_or_somebody_else_sits_down() {
    drive(async |home| leaving::the_desk_locks_first(home).await.unwrap());
}

#[test]
fn an_untouched_desk_locks_by_its_own_clock_whatever_its_page_does() {
    drive(async |home| leaving::an_untouched_desk_locks(home).await.unwrap());
}

#[test]
fn what_was_copied_is_gone_after_half_a_minute_or_with_the_lock() {
    drive(async |home| leaving::what_was_copied_goes(home).await.unwrap());
}

#[test]
fn the_keys_and_the_passphrase_of_a_real_unit_are_in_no_process_after_it_is_locked() {
    drive(async |home| keys::none_stays(home).await.unwrap());
}

#[test]
fn look_at_two_laptops_of_a_unit_from_the_first_words_to_files_on_a_stick() {
    drive(async |home| laptops::two_laptops(home).await.unwrap());
}

//! Journeys in the users' words, through the desk, without a window.

mod doors;
mod morning_triage;
mod permissions;

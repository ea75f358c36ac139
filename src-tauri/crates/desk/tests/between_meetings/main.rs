//! From a referral to a decision and the work between meetings, through the commands alone.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod lists;
mod screening;
mod working;
mod world;

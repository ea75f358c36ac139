//! Keys, walls and the log, driven through the desk's own commands on a real store.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a step of a test that fails is a failed test")]

mod agreements;
mod annexes;
mod compartment_words;
mod keys;
mod log;
mod partners;
mod restricted;
mod walls;
mod watch;
mod world;

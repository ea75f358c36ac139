//! The store's tests: the real cipher and the real disk, the key given raw so that they stay fast.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a step of a test that fails is a failed test")]

mod attaching;
mod backups;
mod bringing_up;
mod carrying;
mod common;
mod exchanging;
mod gathering;
mod index;
mod laptops;
mod laptops_walls;
mod lists;
mod log;
mod log_proof;
mod older;
mod opening;
mod queries;
mod reading;
mod rekeying;
mod restricted;
mod search;
mod slots;
mod taking_back;
mod tampering;
mod troubles;
mod wall_proof;
mod walls;
mod writing;

//! Papers read back with tools that are not ours: what stands on them, in which order, and what does not.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod golden;
mod pictures;
mod random;
mod reading;
mod said;
mod samples;
mod standards;
mod tree;
mod typesetting;

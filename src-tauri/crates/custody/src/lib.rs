//! The laptop's device secret in the operating system's keyring; the only crate that talks to one.

mod dumps;
mod keyring;
mod remedy;
mod wiping;
mod witness;

pub use dumps::{leave_no_dumps, DumpsLeft};
pub use keyring::OsKeyring;
pub use remedy::{exact_remedy, Platform, Remedy};
pub use wiping::begin_with_wiped_memory;
pub use witness::{answer_as_witness, WITNESS_FLAG};

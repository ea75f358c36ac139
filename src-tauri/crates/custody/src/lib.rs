//! The laptop's device secret in the operating system's keyring; the only crate that talks to one.

mod dumps;
mod keyring;
mod remedy;
mod wiping;
mod witness;

pub use dumps::{DumpsLeft, leave_no_dumps};
pub use keyring::OsKeyring;
pub use remedy::{Platform, Remedy, exact_remedy};
pub use wiping::begin_with_wiped_memory;
pub use witness::{WITNESS_FLAG, answer_as_witness};

//! The papers people carry, set by our own layout over printpdf. A paper cannot print what its struct does not hold.

pub mod agenda;
pub mod minutes;
pub mod safeguarding_plan;
pub mod typeset;

pub use typeset::{Marking, PaperRefusal, Rendered};

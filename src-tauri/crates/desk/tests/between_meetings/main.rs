//! From a referral to a decision and the work between meetings, through the commands alone.

mod lists;
mod screening;
mod working;
mod world;

//! What may be asked of the desk, and what it answers: one file for each part of the unit's day.

pub mod annexes;
pub mod arrive;
pub mod backups;
pub mod cas;
pub mod cases;
pub mod casework;
pub mod copies;
pub mod deciding;
pub mod door;
pub mod intake;
pub mod log;
pub mod meeting;
pub mod papers;
pub mod partners;
pub mod plan;
pub mod projecting;
pub mod recovery;
pub mod restricted;
pub mod screening;
pub mod shared;
pub mod today;
pub mod unit;
pub mod victim_plan;
pub mod walls;

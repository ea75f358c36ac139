//! Holdfast without its window: the command table, the session, the permissions, and the acts they leave.

pub mod actions;
pub mod agenda;
pub mod asks;
pub mod cas;
pub mod cas_answers;
mod case_opening;
pub mod cases;
pub mod checks;
pub mod codes;
pub mod commands;
pub mod contact;
pub mod decisions;
pub mod door;
pub mod find;
pub mod incidents;
pub mod keeping;
pub mod minutes;
pub mod moves;
pub mod overnight;
mod overnight_rows;
pub mod papers;
pub mod people;
pub mod place;
pub mod plan;
pub mod plan_agreeing;
pub mod reading;
pub mod referrals;
pub mod room;
pub mod sash;
pub mod screening;
pub mod sitting;
pub mod surroundings;
pub mod today;
pub mod trouble;
pub mod typescript;
pub mod unit;
pub mod views;
mod agenda_view;
mod attendance;
mod deciding;
mod listing;
mod room_facts;
mod room_rows;
mod room_text;
mod case_index;
mod case_parts;
mod door_words;
mod indexing;
mod members;
pub mod opening;
mod tries;
mod history;
mod labels;

#[cfg(test)]
mod meeting_table;
#[cfg(test)]
mod meeting_tests;
#[cfg(test)]
mod signing_tests;
mod cas_record;
mod cas_view;
mod plan_text;
mod plan_view;
mod papers_agenda;
mod papers_minutes;
mod papers_plan;
#[cfg(test)]
mod cas_tests;
#[cfg(test)]
mod paper_places;
#[cfg(test)]
mod papers_tests;
#[cfg(test)]
mod plan_tests;

pub use casework;
pub use forms;

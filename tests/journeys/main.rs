//! Journeys in the users' words, through the desk, without a window.

mod backups;
mod doors;
mod example_unit;
mod morning_triage;
mod on_disk;
mod permissions;
mod stolen_web_view;
mod window_walls;

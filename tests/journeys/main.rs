//! Journeys in the users' words, through the desk, without a window.

mod backups;
mod doors;
mod example_unit;
mod laptops;
mod morning_triage;
#[path = "../../src-tauri/crates/store/tests/store/older.rs"]
mod older;
mod on_disk;
mod permissions;
mod sharing;
mod stolen_web_view;
mod window_walls;

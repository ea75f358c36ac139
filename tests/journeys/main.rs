//! Whole journeys through the desk without a window: a unit's morning, who may do what, and the door's troubles.

mod door;
mod morning_triage;
mod permissions;
mod world;

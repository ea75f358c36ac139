//! What a stalking unit works with and the rules it keeps: no clock, no disk, no window, no randomness.

pub mod action;
pub mod agency;
pub mod body;
pub mod cas;
pub mod checks;
pub mod contact;
pub mod ids;
pub mod incident;
pub mod meeting;
pub mod note;
pub mod order;
pub mod people;
pub mod plan;
pub mod plan_annex;
pub mod referral;
pub mod restriction;
pub mod rules;
pub mod screening;
pub mod unit;
pub mod victim_plan;
pub mod when;

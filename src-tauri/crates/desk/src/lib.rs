//! Holdfast without its window: the command table, the session, the permissions, and the acts they leave.

pub mod actions;
pub mod agenda;
mod agenda_view;
pub mod agreement_document;
mod agreement_terms;
mod agreement_view;
pub mod agreements;
mod arriving;
mod arriving_bring;
#[cfg(test)]
mod arriving_notices_tests;
pub mod arriving_onward;
mod arriving_people;
pub mod arriving_receipt;
#[cfg(test)]
mod arriving_receipt_tests;
#[cfg(test)]
mod arriving_refusals_tests;
#[cfg(test)]
mod arriving_table;
pub mod arriving_take;
#[cfg(test)]
mod arriving_tests;
pub mod arriving_undo;
pub mod arriving_view;
pub mod asks;
mod attendance;
pub mod backups;
mod carried_forms;
#[cfg(test)]
mod carried_forms_tests;
pub mod cas;
pub mod cas_answers;
mod case_index;
mod case_opening;
mod case_parts;
pub mod cases;
pub mod checks;
mod closed_matches;
pub mod codes;
mod command;
pub mod commands;
#[cfg(feature = "bench")]
mod comparison;
pub mod conflicts;
pub mod contact;
mod contact_choices;
pub mod continuity;
pub mod copies;
mod deciding;
pub mod decisions;
pub mod disclosing;
mod disclosing_choices;
mod disclosing_gate;
pub mod disclosures;
mod disclosures_report;
pub mod disclosures_review;
#[cfg(test)]
mod disclosures_table;
#[cfg(test)]
mod disclosures_tests;
pub mod doctor;
pub mod door;
mod door_words;
pub mod drill;
pub mod example_copy;
pub mod example_pair;
pub mod example_unit;
pub mod exchange;
pub mod find;
pub mod freshness;
mod history;
pub mod idling;
pub mod incidents;
mod indexing;
pub mod keeping;
mod labels;
pub mod laptops;
pub mod laptops_enrol;
pub mod laptops_exchange;
mod laptops_frames;
pub mod laptops_join;
mod laptops_request;
mod laptops_send;
pub mod laptops_strike;
#[cfg(test)]
mod laptops_table;
mod laptops_take;
#[cfg(test)]
mod laptops_tests;
pub mod laptops_view;
mod laptops_waiting;
mod listing;
pub mod log_review;
pub mod machine;
mod members;
pub mod minutes;
pub mod moves;
pub mod notes;
pub mod opening;
mod outcome_facts;
pub mod overnight;
mod overnight_rows;
pub mod paper_preview;
pub mod papers;
pub mod partner_keys;
pub mod partners;
pub mod people;
pub mod place;
pub mod plan;
pub mod plan_agreeing;
pub mod plan_annexes;
pub mod plan_comparing;
pub mod plan_preview;
pub mod print_queue;
pub mod projecting;
mod protective_reading;
pub mod readiness;
pub mod reading;
pub mod record_checks;
pub mod recovery;
pub mod recovery_of_compartments;
pub mod referrals;
pub mod restoring;
pub mod restricted;
pub mod room;
mod room_facts;
mod room_rows;
mod room_text;
mod rotation;
pub mod sash;
pub mod saved_papers;
pub mod screening;
pub mod second_place;
pub mod sharing_cut_off;
#[cfg(test)]
mod sharing_cut_off_tests;
mod sharing_facts;
mod sharing_gate;
mod sharing_notice;
pub mod sharing_notices;
#[cfg(test)]
mod sharing_notices_tests;
pub mod sharing_owner;
pub mod sharing_preview;
pub mod sharing_received;
#[cfg(test)]
mod sharing_routes_tests;
mod sharing_rows;
pub mod sharing_seal;
#[cfg(test)]
mod sharing_table;
#[cfg(test)]
mod sharing_tests;
mod sharing_values;
pub mod sitting;
pub mod stepping_in;
pub mod support_copy;
pub mod surroundings;
pub mod today;
mod tries;
pub mod trouble;
mod typed;
pub mod typescript;
pub mod unit;
pub mod victim_plan;
pub mod views;
pub mod walls;
mod warnings;
mod writing;

mod cas_record;
mod cas_standing;
#[cfg(test)]
mod cas_tests;
mod cas_view;
#[cfg(test)]
mod decision_tests;
#[cfg(test)]
mod meeting_table;
#[cfg(test)]
mod meeting_tests;
#[cfg(test)]
mod paper_places;
mod papers_agenda;
pub mod papers_agreement;
pub mod papers_batch;
mod papers_cas;
pub mod papers_contact;
mod papers_disclosure;
mod papers_disclosures;
#[cfg(test)]
mod papers_leak_tests;
mod papers_lists;
pub mod papers_log;
mod papers_minutes;
pub mod papers_other;
#[cfg(test)]
mod papers_other_tests;
mod papers_pack;
mod papers_plan;
#[cfg(test)]
mod papers_random;
#[cfg(test)]
mod papers_random_heard;
#[cfg(test)]
mod papers_reading_tests;
mod papers_sash;
#[cfg(test)]
mod papers_tests;
#[cfg(test)]
mod papers_unit;
pub mod papers_victim;
#[cfg(test)]
mod plan_tests;
mod plan_text;
mod plan_view;
#[cfg(test)]
mod signing_tests;

pub use casework;
#[cfg(feature = "bench")]
pub use comparison::KeysAtHand;
pub use forms;
pub use sealing::{Custody, CustodyTrouble, DeviceSecret, ThrowAwayCustody};

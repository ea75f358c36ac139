//! The papers people carry, set by our own layout over printpdf. A paper cannot print what its struct does not hold.

pub mod action_list;
pub mod advice_note;
pub mod agenda;
pub mod agreement_summary;
pub mod cas;
pub mod cas_summary;
pub mod diary_sheet;
pub mod disclosure_record;
pub mod disclosure_report;
mod issued;
pub mod log_review;
pub mod minutes;
pub mod minutes_for_agency;
pub mod plan_annex;
pub mod plan_changes;
pub mod pre_meeting_pack;
pub mod recall_list;
pub mod recovery_blank;
pub mod safeguarding_plan;
pub mod sash_record;
pub mod typeset;
pub mod victim_plan;

pub use issued::Issued;
pub use typeset::{Copy, Face, Language, Mark, Marking, PaperRefusal, PrintSize, Rendered, SHEET, Sheet};

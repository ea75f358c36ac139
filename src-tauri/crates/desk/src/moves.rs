//! How a case moves from state to state and comes onto a list: always by a person's act, or by a rule that only lists.

use crate::keeping::{Kept, Writing};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use casework::referral::{CaseFile, CaseState};
use casework::rules::Wrong;
use casework::rules::states;
use casework::screening::ConcernLevel;
use forms::{AutoListRule, Stage, StageKind};

/// Why a case is listed when a person judged its level high and the profile lists such cases (domain 1.4 b).
pub const SASH_HIGH: &str = "SASH level judged high";

/// Notes what a rule found wrong.
pub fn say(form: &mut Form, wrongs: Vec<Wrong>) {
    for wrong in wrongs {
        form.wrong(&wrong.field, &wrong.words);
    }
}

/// Puts a case into a state, where it is not in it already.
///
/// # Errors
/// Faults of the store only.
pub fn put_in_state(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>, to: CaseState) -> Outcome<()> {
    if file.body.state == to { Ok(()) } else { w.amend(file.id, "state", &to) }
}

/// Puts a case into a state if it may go there from where it stands; otherwise it stays.
///
/// # Errors
/// Faults of the store only.
pub fn move_if_allowed(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>, to: CaseState) -> Outcome<()> {
    if states::may_move(file.body.state, to) { put_in_state(w, file, to) } else { Ok(()) }
}

/// The first look at a received case is its screening.
///
/// # Errors
/// Faults of the store only.
pub fn first_look(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>) -> Outcome<()> {
    if file.body.state == CaseState::Received { put_in_state(w, file, CaseState::Screening) } else { Ok(()) }
}

/// Lists a case for the next meeting, with the reason the agenda shows.
///
/// # Errors
/// Faults of the store only.
pub fn list_for_meeting(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>, why: &str) -> Outcome<()> {
    if file.body.listed_because == why { Ok(()) } else { w.amend(file.id, "listed_because", &why) }
}

/// Lists a case by rule. A reason that a person gave stands.
///
/// # Errors
/// Faults of the store only.
pub fn list_by_rule(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>, why: &str) -> Outcome<()> {
    if file.body.listed_because.trim().is_empty() { list_for_meeting(w, file, why) } else { Ok(()) }
}

/// Whether the profile lists a case whose level a person judged.
#[must_use]
pub fn lists_level(sitting: &Sitting<'_>, level: ConcernLevel) -> bool {
    let rule = sitting.pathway.stages.iter().any(|stage| match stage.auto_list_rule {
        AutoListRule::ConcernHigh => true,
        AutoListRule::Never | AutoListRule::AddedValueYes | AutoListRule::DecidedEarlier => false,
    });
    rule && level == ConcernLevel::High
}

/// The profile's stage of screening: its first look, or its first stage where it names none.
#[must_use]
pub fn screening_stage(sitting: &Sitting<'_>) -> Option<&'static Stage> {
    let stages = &sitting.pathway.stages;
    stages.iter().find(|stage| stage.kind == StageKind::Screen).or_else(|| stages.first())
}

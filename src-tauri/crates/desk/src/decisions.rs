//! decisions: to be written.

use crate::trouble::Outcome;

pub fn record_decision(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::RecordDecision) -> Outcome<crate::asks::meeting::DecisionRecorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn undo_decision(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::UndoDecision) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn advice_to_action(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::AdviceToAction) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

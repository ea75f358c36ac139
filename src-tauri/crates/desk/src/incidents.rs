//! incidents: to be written.

use crate::trouble::Outcome;

pub fn record_incident(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::RecordIncident) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn correct_record(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::CorrectRecord) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_order(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::RecordOrder) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_event(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::RecordEvent) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

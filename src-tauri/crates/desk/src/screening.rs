//! screening: to be written.

use crate::trouble::Outcome;

pub fn record_four_check(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::screening::RecordFourCheck) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn decide_screening(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::screening::DecideScreening) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_advice(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::screening::RecordAdvice) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! today: to be written.

use crate::trouble::Outcome;

pub fn today(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::today::TodayView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn actions(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::today::ListActions) -> Outcome<crate::asks::today::ActionsView> {
    let _ = (sitting, ask);
    unimplemented!()
}

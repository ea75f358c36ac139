//! overnight: to be written.

use crate::trouble::Outcome;

pub fn read_overnight_list(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::intake::ReadOvernightList) -> Outcome<crate::asks::intake::DryRunView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn take_overnight_list(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::intake::TakeOvernightList) -> Outcome<crate::asks::intake::TakenView> {
    let _ = (sitting, ask);
    unimplemented!()
}

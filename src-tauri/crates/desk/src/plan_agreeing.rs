//! plan_agreeing: to be written.

use crate::trouble::Outcome;

pub fn agree_plan(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::plan::AgreePlan) -> Outcome<crate::asks::plan::PlanPage> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! plan: to be written.

use crate::trouble::Outcome;

pub fn plan(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichCase) -> Outcome<crate::asks::plan::PlanPage> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn start_plan(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichCase) -> Outcome<crate::asks::plan::PlanPage> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn write_plan(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::plan::WritePlan) -> Outcome<crate::asks::plan::PlanPage> {
    let _ = (sitting, ask);
    unimplemented!()
}

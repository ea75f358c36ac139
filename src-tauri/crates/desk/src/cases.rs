//! cases: to be written.

use crate::trouble::Outcome;

pub fn cases(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cases::ListCases) -> Outcome<crate::asks::cases::CaseListView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn open_case(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichCase) -> Outcome<crate::asks::cases::CaseView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn case(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichCase) -> Outcome<crate::asks::cases::CaseView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn timeline(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cases::ReadTimeline) -> Outcome<crate::asks::cases::TimelineView> {
    let _ = (sitting, ask);
    unimplemented!()
}

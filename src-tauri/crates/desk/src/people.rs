//! people: to be written.

use crate::trouble::Outcome;

pub fn add_person(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::AddPerson) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn add_known_detail(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::AddKnownDetail) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

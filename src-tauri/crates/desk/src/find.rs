//! find: to be written.

use crate::trouble::Outcome;

pub fn find(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::today::Find) -> Outcome<crate::asks::today::FindView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn close_find(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::today::CloseFind) -> Outcome<crate::asks::shared::Nothing> {
    let _ = (sitting, ask);
    unimplemented!()
}

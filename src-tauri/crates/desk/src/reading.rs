//! reading: to be written.

use crate::trouble::Outcome;

pub fn check_text(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::CheckText) -> Outcome<crate::asks::casework::TextChecked> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn release_hit(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::ReleaseHit) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

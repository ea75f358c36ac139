//! codes: to be written.

use crate::trouble::Outcome;

pub fn codes(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::casework::CodesView> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! sash: to be written.

use crate::trouble::Outcome;

pub fn sash_form(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichCase) -> Outcome<crate::asks::screening::SashFormView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn read_sash(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichRecord) -> Outcome<crate::asks::screening::SashRead> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn sign_sash(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::screening::SignSash) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

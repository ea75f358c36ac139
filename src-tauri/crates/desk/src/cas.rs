//! cas: to be written.

use crate::trouble::Outcome;

pub fn cas_list(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichCase) -> Outcome<crate::asks::cas::CasListView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn start_cas(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cas::StartCas) -> Outcome<crate::asks::cas::CasView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn cas(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cas::WhichCas) -> Outcome<crate::asks::cas::CasView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn agree_cas(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cas::WhichCas) -> Outcome<crate::asks::cas::CasView> {
    let _ = (sitting, ask);
    unimplemented!()
}

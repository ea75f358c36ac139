//! checks: to be written.

use crate::trouble::Outcome;

pub fn ask_agencies(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichCase) -> Outcome<crate::asks::screening::AgenciesAsked> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_reply(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::screening::RecordReply) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! contact: to be written.

use crate::trouble::Outcome;

pub fn reveal_contact(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cases::RevealContact) -> Outcome<crate::asks::cases::RevealedContact> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_contact(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::RecordContact) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_safe_contact(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::RecordSafeContact) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn doubt_safe_contact(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::DoubtSafeContact) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn confirm_safe_contact(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::ConfirmSafeContact) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

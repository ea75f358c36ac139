//! referrals: to be written.

use crate::trouble::Outcome;

pub fn referrals(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::intake::ReferralsView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn take_referral(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::intake::TakeReferral) -> Outcome<crate::asks::intake::CaseOpened> {
    let _ = (sitting, ask);
    unimplemented!()
}

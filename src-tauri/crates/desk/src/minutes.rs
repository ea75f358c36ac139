//! minutes: to be written.

use crate::trouble::Outcome;

pub fn end_meeting(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::EndMeeting) -> Outcome<crate::asks::meeting::MinutesView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn minutes(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::WhichMeeting) -> Outcome<crate::asks::meeting::MinutesView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn add_to_minutes(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::AddToMinutes) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! actions: to be written.

use crate::trouble::Outcome;

pub fn propose_action(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::ProposeAction) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn move_action(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::MoveAction) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn bring_to_meeting(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::BringToMeeting) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn urgent_now(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::casework::UrgentNow) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! agenda: to be written.

use crate::trouble::Outcome;

pub fn meetings(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::meeting::MeetingsView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn agenda(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn open_meeting(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::OpenMeeting) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_attendance(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::RecordAttendance) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn go_on_without_quorum(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::GoOnWithoutQuorum) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn move_item(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::MoveItem) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn add_late_case(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::AddLateCase) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn keep_reflection(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::KeepReflection) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! room: to be written.

use crate::trouble::Outcome;

pub fn room_case(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::WhichItem) -> Outcome<crate::asks::meeting::RoomCaseView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn room_choices(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::meeting::RoomChoices> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn type_contribution(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::TypeContribution) -> Outcome<crate::asks::meeting::ContributionKept> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn show_names(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::meeting::ShowNames) -> Outcome<crate::asks::meeting::AgendaView> {
    let _ = (sitting, ask);
    unimplemented!()
}

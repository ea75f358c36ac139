//! door: to be written.

use crate::trouble::Outcome;

pub fn look_at_door(desk: &mut crate::sitting::Desk, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::door::DoorView> {
    let _ = (desk, ask);
    unimplemented!()
}

pub fn set_up_choices(desk: &mut crate::sitting::Desk, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::door::SetUpChoices> {
    let _ = (desk, ask);
    unimplemented!()
}

pub fn suggest_passphrase(desk: &mut crate::sitting::Desk, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::door::SuggestedPassphrase> {
    let _ = (desk, ask);
    unimplemented!()
}

pub fn set_up_unit(desk: &mut crate::sitting::Desk, ask: crate::asks::door::SetUpUnit) -> Outcome<crate::asks::door::SessionView> {
    let _ = (desk, ask);
    unimplemented!()
}

pub fn try_example(desk: &mut crate::sitting::Desk, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::door::DoorView> {
    let _ = (desk, ask);
    unimplemented!()
}

pub fn unlock(desk: &mut crate::sitting::Desk, ask: crate::asks::door::Unlock) -> Outcome<crate::asks::door::SessionView> {
    let _ = (desk, ask);
    unimplemented!()
}

pub fn lock(desk: &mut crate::sitting::Desk, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::door::DoorView> {
    let _ = (desk, ask);
    unimplemented!()
}

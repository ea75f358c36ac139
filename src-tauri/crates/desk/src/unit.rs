//! unit: to be written.

use crate::trouble::Outcome;

pub fn who_am_i(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::door::SessionView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn keep_settings(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::door::Settings) -> Outcome<crate::asks::door::Settings> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn unit(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::unit::UnitView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn add_member(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::AddMember) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn end_member(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::EndMember) -> Outcome<crate::asks::shared::Recorded> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn change_passphrase(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::ChangePassphrase) -> Outcome<crate::asks::shared::Nothing> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn load_pack(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::LoadPack) -> Outcome<crate::asks::unit::PackView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn pick_file(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::PickFile) -> Outcome<crate::asks::unit::PickedFile> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn keep_draft(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::KeepDraft) -> Outcome<crate::asks::unit::DraftView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn draft(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::WhichDraft) -> Outcome<crate::asks::unit::DraftView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn drop_draft(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::WhichDraft) -> Outcome<crate::asks::shared::Nothing> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn history(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::WhichRecord) -> Outcome<crate::asks::unit::HistoryView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn check_chains(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::shared::Nothing) -> Outcome<crate::asks::unit::ChainsView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn read_log(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::unit::ReadLog) -> Outcome<crate::asks::unit::LogView> {
    let _ = (sitting, ask);
    unimplemented!()
}

//! papers: to be written.

use crate::trouble::Outcome;

pub fn print_plan(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::papers::PrintPlan) -> Outcome<crate::asks::papers::PaperSaved> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn print_agenda(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::papers::PrintAgenda) -> Outcome<crate::asks::papers::PaperSaved> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn print_minutes(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::papers::PrintMinutes) -> Outcome<crate::asks::papers::PaperSaved> {
    let _ = (sitting, ask);
    unimplemented!()
}

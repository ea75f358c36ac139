//! cas_answers: to be written.

use crate::trouble::Outcome;

pub fn answer_cas(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cas::AnswerCas) -> Outcome<crate::asks::cas::CasView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn write_cas_cell(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cas::WriteCasCell) -> Outcome<crate::asks::cas::CasView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn record_dissent(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cas::RecordDissent) -> Outcome<crate::asks::cas::CasView> {
    let _ = (sitting, ask);
    unimplemented!()
}

pub fn add_addendum(sitting: &mut crate::sitting::Sitting<'_>, ask: crate::asks::cas::AddAddendum) -> Outcome<crate::asks::cas::CasView> {
    let _ = (sitting, ask);
    unimplemented!()
}

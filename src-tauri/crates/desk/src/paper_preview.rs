//! Any paper on the screen before it is printed: set by the function that prints it, with the number it would have.

use crate::asks::paper_preview::PaperAsked;
use crate::asks::plan::PaperPreview;
use crate::commands::{command, refuse_role};
use crate::keeping::Doing;
use crate::papers::{self, Prepared, refused};
use crate::plan_preview::on_screen;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain, Refusal};
use crate::{papers_agreement, papers_log, papers_other, papers_victim};

/// The pages as they would print. Nothing is written or numbered; that they were read is an act, as a print is.
pub fn preview_paper(sitting: &mut Sitting<'_>, ask: PaperAsked) -> Outcome<PaperPreview> {
    let line = command(ask.command()).ok_or(Plain::UnknownCommand)?;
    refuse_role(line, Some(sitting.session.role))?;
    let prepared = prepared(sitting, ask)?;
    let paper = on_screen(prepared.rendered.sheets().map_err(refused)?);
    // Written down before anything is shown; if it cannot be, nothing is.
    sitting.note(Doing { act: "read_paper", ..prepared.doing })?;
    Ok(paper)
}

fn prepared(sitting: &mut Sitting<'_>, ask: PaperAsked) -> Outcome<Prepared> {
    match ask {
        // Contact details are looked at in one way only, which the print asks for.
        PaperAsked::PrintPlan(ask) if ask.contact.is_some() => {
            Err(Refusal::BadQuestion { command: "preview_paper".to_owned() }.into())
        }
        PaperAsked::PrintPlan(ask) => papers::plan(sitting, ask),
        PaperAsked::PrintAgenda(ask) => papers::agenda(sitting, ask),
        PaperAsked::PrintMinutes(ask) => papers::minutes(sitting, ask),
        PaperAsked::PrintPaper(ask) => papers_other::paper(sitting, ask),
        PaperAsked::PrintVictimPlan(ask) => papers_victim::as_it_prints(sitting, ask),
        PaperAsked::PrintAgreement(ask) => papers_agreement::as_it_prints(sitting, ask),
        PaperAsked::PrintLog(ask) => papers_log::as_it_prints(sitting, ask),
    }
}

#[cfg(test)]
#[path = "paper_preview_tests.rs"]
mod tests;

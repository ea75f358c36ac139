//! A plan's pages as they would print, for the screen: the same layout, the same refusals, nothing written.

use crate::asks::plan::{PaperMark, PaperPreview, PreviewPlan};
use crate::papers::{next_plan_copy, refused, size};
use crate::plan::read_plan;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::plan::PlanState;
use documents::{Face, Mark, SHEET, Sheet};

/// Stands where the holder will: who holds a copy is asked when it is printed.
const HOLDER: &str = "whoever is named when it is printed";

/// The pages of a version: a draft as one, any other with the number its next copy would have.
pub fn preview_plan(sitting: &mut Sitting<'_>, ask: PreviewPlan) -> Outcome<PaperPreview> {
    let (case, kept) = read_plan(sitting, ask.plan)?;
    crate::cases::consult(sitting, case)?;
    let copy = match kept.body.state {
        PlanState::Draft => None,
        PlanState::Agreed | PlanState::Superseded => {
            let number = next_plan_copy(sitting, case, ask.plan)?;
            let witness = crate::log_review::short_form(&sitting.store().log_mark()?);
            Some(documents::Copy { number, of: None, holder: HOLDER.to_owned(), witness })
        }
    };
    let paper = crate::papers_plan::paper(sitting, case, &kept, copy)?.in_size(size(ask.print));
    Ok(on_screen(paper.preview().map_err(refused)?))
}

/// Sheets as the window draws them.
pub(crate) fn on_screen(sheets: Vec<Sheet>) -> PaperPreview {
    PaperPreview { width: SHEET.0, height: SHEET.1, pages: pages(sheets) }
}

/// What lies on each of them.
pub(crate) fn pages(sheets: Vec<Sheet>) -> Vec<Vec<PaperMark>> {
    sheets.into_iter().map(|sheet| sheet.marks.into_iter().map(mark).collect()).collect()
}

fn mark(mark: Mark) -> PaperMark {
    match mark {
        Mark::Text { x, y, size, width, face, text, grey } => PaperMark::Text {
            x,
            y,
            size,
            width,
            bold: matches!(face, Face::Bold | Face::FallbackBold),
            mono: face == Face::Mono,
            text,
            grey,
        },
        Mark::Turned { x, y, size, degrees, text, grey } => PaperMark::Turned { x, y, size, degrees, text, grey },
        Mark::Fill { x, y, w, h, grey } => PaperMark::Fill { x, y, w, h, grey },
        Mark::Outline { x, y, w, h } => PaperMark::Outline { x, y, w, h },
        Mark::Stroke { corners } => PaperMark::Stroke { corners },
    }
}

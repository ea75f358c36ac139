//! From blocks to pages: line breaking, tables, running matter, and the refusal to print what cannot be printed right.

mod blocks;
mod faces;
mod finish;
mod frame;
mod kerning;
mod language;
mod layout;
mod lines;
mod page;
mod painter;
mod people;
mod profile;
mod screen;
mod seal;
mod tables;
mod tags;

pub use blocks::{Block, Column, MadeFor, PersonColumn, Rich, Row, Solidity};
pub use faces::Face;
pub use frame::{Copy, Frame, Marking, PrintSize, Standing};
pub use language::Language;
pub use page::{Element, Layout, Page, Placed, Role, Scope, Shape};
pub use painter::warm;
pub use screen::{Mark, SHEET, Sheet};
pub use seal::seal;

use lines::Missing;
use painter::{Painter, PdfPainter};
use screen::ScreenPainter;

/// Why a paper was not printed. Nothing was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperRefusal {
    /// Characters no embedded face has: the field, and the characters.
    Characters(Vec<(String, String)>),
    /// The protective marking is missing.
    NoMarking,
    /// A table row has not as many cells as the table has columns.
    RaggedTable { table: String },
    /// A heading skips a level.
    SkippedHeading { heading: String },
    /// A victim's own paper, before it was asked whether paper is safe to hold and whether it would help the stalker.
    NotSafeToHold,
    /// We or the drawing library failed; nothing to do with what was typed. Holds no personal data.
    Library(String),
}

/// A finished paper.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub pages: u16,
    /// Short seal over the paper's content, as printed in its foot: "7F3A-91C2-0D4E".
    pub seal: String,
    layout: Layout,
}

impl Rendered {
    /// The very pages of these bytes, for a screen.
    ///
    /// # Errors
    /// [`PaperRefusal::Library`] only: what was printed can be looked at.
    pub fn sheets(&self) -> Result<Vec<Sheet>, PaperRefusal> {
        painted_for_a_screen(&self.layout)
    }
}

/// Sets blocks into a PDF.
///
/// # Errors
/// [`PaperRefusal`], before any byte is written.
pub fn render(frame: &Frame, blocks: &[Block]) -> Result<Rendered, PaperRefusal> {
    let (layout, seal) = lay_out(frame, blocks)?;
    let mut painter = PdfPainter::new(&frame.title, &layout.elements);
    for page in &layout.pages {
        painter.page(page);
    }
    let bytes = finish::finish(painter.done()?, &layout.elements, frame, &seal)?;
    Ok(Rendered { bytes, pages: u16::try_from(layout.pages.len()).unwrap_or(u16::MAX), seal, layout })
}

/// Sets blocks for a screen: the very pages that [`render`] would print.
///
/// # Errors
/// [`PaperRefusal`]: what cannot be printed cannot be looked at either.
pub fn preview(frame: &Frame, blocks: &[Block]) -> Result<Vec<Sheet>, PaperRefusal> {
    painted_for_a_screen(&lay_out(frame, blocks)?.0)
}

fn painted_for_a_screen(layout: &Layout) -> Result<Vec<Sheet>, PaperRefusal> {
    let mut painter = ScreenPainter::default();
    for page in &layout.pages {
        painter.page(page);
    }
    painter.done()
}

/// Sets blocks on pages without drawing them, with the seal: what another painter needs to show the same paper.
///
/// # Errors
/// [`PaperRefusal`]; all characters that no face has are named together.
pub fn lay_out(frame: &Frame, blocks: &[Block]) -> Result<(Layout, String), PaperRefusal> {
    if frame.marking.0.trim().is_empty() && frame.standing != Standing::Discreet {
        return Err(PaperRefusal::NoMarking);
    }
    blocks::check(blocks)?;
    let seal = seal(&seal::canonical(frame, blocks));
    let mut missing = Missing::default();
    let square = match &frame.standing {
        Standing::Draft | Standing::Copy(_) => layout::Square::Beside,
        Standing::Discreet | Standing::Blank => layout::Square::None,
    };
    let mut layout = layout::set(blocks, square, frame.print.scale(), &mut missing)?;
    frame::run(frame, &seal, &mut layout.pages, &mut missing)?;
    if missing.0.is_empty() { Ok((layout, seal)) } else { Err(PaperRefusal::Characters(missing.0)) }
}

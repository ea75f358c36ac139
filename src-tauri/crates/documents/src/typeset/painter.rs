//! Shapes into printpdf's operations. The only file that knows the library's drawing words.

use super::PaperRefusal;
use super::faces::{Face, parsed, subset};
use super::frame::{MODULE, Square};
use super::layout::{HEIGHT, Page, RIGHT, Shape, WIDTH};
use printpdf::{
    Color, FontId, Mm, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb,
    TextItem,
};
use std::collections::{BTreeMap, BTreeSet};

const A4: (f32, f32) = (210.0, 297.0);

/// Draws the pages and hands over the document for finishing.
pub(crate) fn paint(pages: &[Page], square: &Square, title: &str) -> Result<lopdf::Document, PaperRefusal> {
    let mut document = PdfDocument::new(title);
    for (face, characters) in used(pages) {
        if let Some(small) = subset(face, &characters)? {
            document.resources.fonts.map.insert(FontId(face.name().to_owned()), PdfFont::new(small));
        }
    }
    let mut drawn = Vec::with_capacity(pages.len());
    for (index, page) in pages.iter().enumerate() {
        let mut ops: Vec<Op> = Vec::with_capacity(page.shapes.len() * 6);
        // A draft's word lies under the text: widest shapes first.
        let (under, over): (Vec<&Shape>, Vec<&Shape>) =
            page.shapes.iter().partition(|shape| matches!(shape, Shape::Text { size, .. } if *size > 40.0));
        for shape in under.into_iter().chain(over) {
            draw(shape, &mut ops);
        }
        if index == 0 {
            draw_square(square, &mut ops);
        }
        drawn.push(PdfPage::new(Mm(A4.0), Mm(A4.1), ops));
    }
    document.with_pages(drawn);
    Ok(document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new()))
}

fn used(pages: &[Page]) -> BTreeMap<Face, BTreeSet<char>> {
    let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
    for shape in pages.iter().flat_map(|page| &page.shapes) {
        if let Shape::Text { face, text, .. } = shape {
            used.entry(*face).or_default().extend(text.chars());
        }
    }
    used
}

fn grey_of(grey: f32) -> Color {
    Color::Rgb(Rgb::new(grey, grey, grey, None))
}

fn draw(shape: &Shape, ops: &mut Vec<Op>) {
    match shape {
        Shape::Text { x, y, size, face, text, grey } => ops.extend([
            Op::StartTextSection,
            Op::SetFillColor { col: grey_of(*grey) },
            Op::SetTextCursor { pos: Point { x: Pt(*x), y: Pt(HEIGHT - y) } },
            Op::SetFont { font: PdfFontHandle::External(FontId(face.name().to_owned())), size: Pt(*size) },
            Op::ShowText { items: vec![TextItem::Text(text.clone())] },
            Op::EndTextSection,
        ]),
        Shape::Fill { x, y, w, h, grey } => {
            ops.extend([Op::SetFillColor { col: grey_of(*grey) }, rectangle(*x, *y, *w, *h, PaintMode::Fill)]);
        }
        Shape::Outline { x, y, w, h } => ops.extend([
            Op::SetOutlineColor { col: grey_of(0.05) },
            Op::SetOutlineThickness { pt: Pt(0.9) },
            rectangle(*x, *y, *w, *h, PaintMode::Stroke),
        ]),
    }
}

fn rectangle(x: f32, y: f32, w: f32, h: f32, mode: PaintMode) -> Op {
    let rectangle = Rect { x: Pt(x), y: Pt(HEIGHT - y - h), width: Pt(w), height: Pt(h), mode: Some(mode), winding_order: None };
    Op::DrawRectangle { rectangle }
}

/// The square stands at the right of the title. Runs of modules in a row are one rectangle.
fn draw_square(square: &Square, ops: &mut Vec<Op>) {
    #[expect(clippy::cast_precision_loss, reason = "a square has at most 177 modules a side")]
    let at = |n: i32| n as f32 * MODULE;
    let left = WIDTH - RIGHT - at(square.size);
    ops.push(Op::SetFillColor { col: grey_of(0.0) });
    for (x, y) in &square.modules {
        ops.push(rectangle(left + at(*x), 70.0 + at(*y), MODULE + 0.05, MODULE + 0.05, PaintMode::Fill));
    }
}

/// Touches every face once, so that the first paper of a session is as quick as the next.
///
/// # Errors
/// When an embedded face cannot be read.
pub fn warm() -> Result<(), PaperRefusal> {
    Face::ALL.into_iter().try_for_each(|face| parsed(face).map(|_| ()))
}

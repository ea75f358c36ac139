//! Shapes into printpdf's operations. The only file that knows the library's drawing words.

use super::PaperRefusal;
use super::faces::{Face, parsed, stretches, subset};
use super::page::{Element, HEIGHT, Page, Shape, WIDTH};
use printpdf::{
    Color, DictItem, FontId, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point,
    Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};
use std::collections::{BTreeMap, BTreeSet};

const A4: (f32, f32) = (210.0, 297.0);
/// Points between the strokes of a hatched bar, and how thick one is measured downwards.
const HATCH_STEP: f32 = 6.4;
const HATCH_THICK: f32 = 3.4;
pub(crate) const WATERMARK: f32 = 130.0;

/// Draws a paper that is laid out: this one as PDF, others for the screen.
pub(crate) trait Painter {
    /// What comes of it.
    type Painting;
    /// Draws the next page.
    fn page(&mut self, page: &Page);
    /// Hands over what was drawn.
    fn done(self) -> Result<Self::Painting, PaperRefusal>;
}

/// A stretch of a page's drawing that belongs to one part of the paper.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    pub(crate) page: usize,
    /// Number of the stretch on its page (`MCID`).
    pub(crate) number: i64,
    pub(crate) element: usize,
}

/// The drawn document, and which stretch of it belongs to which part.
pub(crate) struct Drawn {
    pub(crate) document: lopdf::Document,
    pub(crate) marks: Vec<Mark>,
}

/// Paints with printpdf.
pub(crate) struct PdfPainter<'e> {
    title: String,
    elements: &'e [Element],
    pages: Vec<PdfPage>,
    used: BTreeMap<Face, BTreeSet<char>>,
    marks: Vec<Mark>,
}

impl<'e> PdfPainter<'e> {
    pub(crate) fn new(title: &str, elements: &'e [Element]) -> Self {
        Self { title: title.to_owned(), elements, pages: Vec::new(), used: BTreeMap::new(), marks: Vec::new() }
    }

    /// Opens a stretch: a part of the paper, or what a screen reader passes over.
    fn open(&mut self, element: Option<usize>, number: &mut i64, ops: &mut Vec<Op>) {
        match element.and_then(|at| self.elements.get(at).map(|element| (at, element))) {
            Some((at, element)) => {
                let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(*number))]);
                ops.push(Op::BeginMarkedContentWithProperties {
                    tag: element.role.name().to_owned(),
                    properties: DictItem::Dict { map },
                });
                self.marks.push(Mark { page: self.pages.len(), number: *number, element: at });
                *number += 1;
            }
            None => ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
        }
    }
}

impl Painter for PdfPainter<'_> {
    type Painting = Drawn;

    fn page(&mut self, page: &Page) {
        let mut ops: Vec<Op> = Vec::with_capacity(page.shapes.len() * 7);
        let mut number = 0;
        let mut open: Option<Option<usize>> = None;
        for placed in &page.shapes {
            if open != Some(placed.element) {
                if open.is_some() {
                    ops.push(Op::EndMarkedContent);
                }
                self.open(placed.element, &mut number, &mut ops);
                open = Some(placed.element);
            }
            if let Some((face, text)) = placed.shape.words() {
                self.used.entry(face).or_default().extend(text.chars());
            }
            draw(&placed.shape, &mut ops);
        }
        if open.is_some() {
            ops.push(Op::EndMarkedContent);
        }
        self.pages.push(PdfPage::new(Mm(A4.0), Mm(A4.1), ops));
    }

    fn done(self) -> Result<Drawn, PaperRefusal> {
        let mut document = PdfDocument::new(&self.title);
        for (face, characters) in &self.used {
            if let Some(small) = subset(*face, characters)? {
                document.resources.fonts.map.insert(FontId(face.name().to_owned()), PdfFont::new(small));
            }
        }
        document.with_pages(self.pages);
        let document = document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
        Ok(Drawn { document, marks: self.marks })
    }
}

impl Shape {
    /// The face and the text that a shape writes.
    fn words(&self) -> Option<(Face, &str)> {
        match self {
            Self::Text { face, text, .. } => Some((*face, text)),
            Self::Watermark { text } => Some((Face::Bold, text)),
            Self::Fill { .. } | Self::Outline { .. } | Self::Hatch { .. } | Self::Square { .. } => None,
        }
    }
}

fn grey_of(grey: f32) -> Color {
    Color::Rgb(Rgb::new(grey, grey, grey, None))
}

fn point(x: f32, y: f32) -> Point {
    Point { x: Pt(x), y: Pt(HEIGHT - y) }
}

fn draw(shape: &Shape, ops: &mut Vec<Op>) {
    match shape {
        Shape::Text { x, y, size, face, text, grey } => {
            write(Op::SetTextCursor { pos: point(*x, *y) }, *size, *face, text, *grey, ops);
        }
        Shape::Watermark { text } => {
            let place = TextMatrix::TranslateRotate(Pt(WIDTH * 0.22), Pt(HEIGHT * 0.28), 55.0);
            write(Op::SetTextMatrix { matrix: place }, WATERMARK, Face::Bold, text, 0.88, ops);
        }
        Shape::Fill { x, y, w, h, grey } => {
            ops.extend([Op::SetFillColor { col: grey_of(*grey) }, rectangle(*x, *y, *w, *h, PaintMode::Fill)]);
        }
        Shape::Outline { x, y, w, h } => outline(*x, *y, *w, *h, 0.9, ops),
        Shape::Hatch { x, y, w, h } => {
            ops.push(Op::SetFillColor { col: grey_of(0.05) });
            ops.extend(strokes(*x, *y, *w, *h).map(stroke));
            outline(*x, *y, *w, *h, 0.7, ops);
        }
        Shape::Square { x, y, module, runs } => {
            ops.push(Op::SetFillColor { col: grey_of(0.0) });
            for (row, from, length) in runs {
                let (left, top) = (x + f32::from(*from) * module, y + f32::from(*row) * module);
                ops.push(rectangle(left, top, f32::from(*length) * module, module + 0.04, PaintMode::Fill));
            }
        }
    }
}

fn write(place: Op, size: f32, face: Face, text: &str, grey: f32, ops: &mut Vec<Op>) {
    ops.extend([
        Op::StartTextSection,
        Op::SetFillColor { col: grey_of(grey) },
        place,
        Op::SetFont { font: PdfFontHandle::External(FontId(face.name().to_owned())), size: Pt(size) },
        Op::ShowText { items: kerned(face, text) },
        Op::EndTextSection,
    ]);
}

/// A text with its kerning; the file takes away what stands between two stretches, in thousandths.
fn kerned(face: Face, text: &str) -> Vec<TextItem> {
    // A face that cannot be read was refused where the text was measured.
    let stretches = stretches(face, text).unwrap_or_else(|_| vec![(None, text.to_owned())]);
    let items = stretches.into_iter().flat_map(|(before, stretch)| {
        before.map(|before| TextItem::Offset(-before)).into_iter().chain([TextItem::Text(stretch)])
    });
    items.collect()
}

fn outline(x: f32, y: f32, w: f32, h: f32, thick: f32, ops: &mut Vec<Op>) {
    ops.extend([
        Op::SetOutlineColor { col: grey_of(0.05) },
        Op::SetOutlineThickness { pt: Pt(thick) },
        rectangle(x, y, w, h, PaintMode::Stroke),
    ]);
}

fn rectangle(x: f32, y: f32, w: f32, h: f32, mode: PaintMode) -> Op {
    let rectangle = Rect { x: Pt(x), y: Pt(HEIGHT - y - h), width: Pt(w), height: Pt(h), mode: Some(mode), winding_order: None };
    Op::DrawRectangle { rectangle }
}

/// The corners of the slanted strokes that fill a bar, each rising to the right.
pub(crate) fn strokes(x: f32, y: f32, w: f32, h: f32) -> impl Iterator<Item = [(f32, f32); 4]> {
    let tops = std::iter::successors(Some(y), |top| Some(top + HATCH_STEP));
    tops.take_while(move |top| top + w + HATCH_THICK <= y + h)
        .map(move |top| [(x, top + w), (x + w, top), (x + w, top + HATCH_THICK), (x, top + w + HATCH_THICK)])
}

fn stroke(corners: [(f32, f32); 4]) -> Op {
    let points = corners.into_iter().map(|(x, y)| LinePoint { p: point(x, y), bezier: false }).collect();
    let polygon = Polygon { rings: vec![PolygonRing { points }], mode: PaintMode::Fill, winding_order: WindingOrder::NonZero };
    Op::DrawPolygon { polygon }
}

/// Touches every face once, so that the first paper of a session is as quick as the next.
///
/// # Errors
/// When an embedded face cannot be read.
pub fn warm() -> Result<(), PaperRefusal> {
    Face::ALL.into_iter().try_for_each(|face| parsed(face).map(|_| ()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_brings_letters_closer_is_taken_away_from_the_pen() {
        match kerned(Face::Regular, "AV").as_slice() {
            [TextItem::Text(first), TextItem::Offset(gap), TextItem::Text(second)] => {
                // A number between two texts moves the pen back by so many thousandths (ISO 32000-1, 9.4.3).
                assert!((first.as_str(), second.as_str()) == ("A", "V") && *gap > 10.0, "{gap}");
            }
            other => unreachable!("{other:?}"),
        }
        assert_eq!(kerned(Face::Mono, "AV"), [TextItem::Text("AV".to_owned())]);
    }
}

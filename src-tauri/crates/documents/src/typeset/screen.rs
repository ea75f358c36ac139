//! The second painter: the same shapes at the same places, for a screen. What it paints the window draws as SVG; it is made of
//! numbers and text, never of markup, so that nothing typed can become part of the window.

use super::PaperRefusal;
use super::faces::{Face, width};
use super::page::{HEIGHT, INK, Page, Shape, WIDTH};
use super::painter::{Painter, WATERMARK, strokes};

/// Width and height of a sheet: A4 in points.
pub const SHEET: (f32, f32) = (WIDTH, HEIGHT);

/// What lies on a sheet; y grows downwards, all in points.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Text with its base line at y. It takes exactly this width, whatever face the screen has.
    Text {
        x: f32,
        y: f32,
        size: f32,
        width: f32,
        face: Face,
        text: String,
        grey: f32,
    },
    /// Text turned by so many degrees against the clock.
    Turned {
        x: f32,
        y: f32,
        size: f32,
        degrees: f32,
        text: String,
        grey: f32,
    },
    Fill {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        grey: f32,
    },
    Outline {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
    },
    /// A filled shape of four corners.
    Stroke {
        corners: [(f32, f32); 4],
    },
}

/// One page as a screen shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    pub marks: Vec<Mark>,
}

/// Paints sheets for a screen.
#[derive(Default)]
pub(crate) struct ScreenPainter {
    sheets: Vec<Sheet>,
    failed: Option<PaperRefusal>,
}

impl ScreenPainter {
    fn text(&mut self, shape: (f32, f32, f32, Face, &str, f32)) -> Option<Mark> {
        let (x, y, size, face, text, grey) = shape;
        // Blanks at the end of a line draw nothing, and a screen that leaves them out would stretch the rest.
        let text = text.trim_end();
        match width(face, size, text) {
            Ok(width) => Some(Mark::Text { x, y, size, width, face, text: text.to_owned(), grey }),
            Err(cause) => {
                self.failed = Some(cause);
                None
            }
        }
    }
}

impl Painter for ScreenPainter {
    type Painting = Vec<Sheet>;

    fn page(&mut self, page: &Page) {
        let mut marks = Vec::with_capacity(page.shapes.len());
        for placed in &page.shapes {
            match &placed.shape {
                Shape::Text { x, y, size, face, text, grey } => marks.extend(self.text((*x, *y, *size, *face, text, *grey))),
                Shape::Fill { x, y, w, h, grey } => marks.push(Mark::Fill { x: *x, y: *y, w: *w, h: *h, grey: *grey }),
                Shape::Outline { x, y, w, h } => marks.push(Mark::Outline { x: *x, y: *y, w: *w, h: *h }),
                Shape::Hatch { x, y, w, h } => {
                    marks.extend(strokes(*x, *y, *w, *h).map(|corners| Mark::Stroke { corners }));
                    marks.push(Mark::Outline { x: *x, y: *y, w: *w, h: *h });
                }
                Shape::Watermark { text } => marks.push(Mark::Turned {
                    x: WIDTH * 0.22,
                    y: HEIGHT * 0.72,
                    size: WATERMARK,
                    degrees: 55.0,
                    text: text.clone(),
                    grey: 0.88,
                }),
                Shape::Square { x, y, module, runs } => marks.extend(runs.iter().map(|(row, from, length)| Mark::Fill {
                    x: x + f32::from(*from) * module,
                    y: y + f32::from(*row) * module,
                    w: f32::from(*length) * module,
                    h: module + 0.04,
                    grey: INK,
                })),
            }
        }
        self.sheets.push(Sheet { marks });
    }

    fn done(self) -> Result<Vec<Sheet>, PaperRefusal> {
        match self.failed {
            Some(cause) => Err(cause),
            None => Ok(self.sheets),
        }
    }
}

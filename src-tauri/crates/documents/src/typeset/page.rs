//! What layout yields: shapes at places on pages, and the tree of parts they belong to. Any painter can draw it.

use super::Language;
use super::faces::Face;

/// A4 in points.
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;
pub(crate) const LEFT: f32 = 53.0;
pub(crate) const RIGHT: f32 = 53.0;
/// Room above and below for the running matter.
pub(crate) const TOP: f32 = 76.0;
pub(crate) const BOTTOM: f32 = 76.0;
/// Width that text may fill.
pub(crate) const MEASURE: f32 = WIDTH - LEFT - RIGHT;
/// The darkest ink of text and lines: 0 is black, 1 is white.
pub(crate) const INK: f32 = 0.05;

/// What is drawn at a place; y grows downwards from the top of the page, all in points.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Text with its base line at y.
    Text { x: f32, y: f32, size: f32, face: Face, text: String, grey: f32 },
    /// A filled rectangle.
    Fill { x: f32, y: f32, w: f32, h: f32, grey: f32 },
    /// An outlined rectangle.
    Outline { x: f32, y: f32, w: f32, h: f32 },
    /// A rectangle filled with slanted strokes.
    Hatch { x: f32, y: f32, w: f32, h: f32 },
    /// Large pale words across the page, under its text.
    Watermark { text: String },
    /// The square: runs of dark modules as (row, first column, how many).
    Square { x: f32, y: f32, module: f32, runs: Vec<(u8, u8, u8)> },
}

/// For whom a heading cell of a table speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Column,
    Row,
}

/// What a part of the paper is, as a screen reader is told (ISO 14289-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Document,
    /// The one title.
    Title,
    Heading(u8),
    Paragraph,
    List,
    Item,
    ItemBody,
    Table,
    TableHead,
    TableBody,
    Row,
    HeadCell(Scope),
    Cell,
    /// A stretch of text in a language that is not the paper's.
    Span(Language),
}

impl Role {
    /// The standard structure type of PDF 1.7.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Title | Self::Heading(0 | 1) => "H1",
            Self::Heading(2) => "H2",
            Self::Heading(_) => "H3",
            Self::Paragraph => "P",
            Self::List => "L",
            Self::Item => "LI",
            Self::ItemBody => "LBody",
            Self::Table => "Table",
            Self::TableHead => "THead",
            Self::TableBody => "TBody",
            Self::Row => "TR",
            Self::HeadCell(_) => "TH",
            Self::Cell => "TD",
            Self::Span(_) => "Span",
        }
    }
}

/// A part of the paper; its place in `Layout::elements` is its number, and a parent stands before its children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    pub role: Role,
    pub parent: Option<usize>,
}

/// A shape and the part it belongs to; none is decoration or running matter, which a screen reader passes over.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub shape: Shape,
    pub element: Option<usize>,
}

/// One page, in drawing and reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    pub shapes: Vec<Placed>,
}

/// A paper after layout and before painting.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub pages: Vec<Page>,
    pub elements: Vec<Element>,
}

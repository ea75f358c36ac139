//! The running matter: marking at head and foot, whose copy it is, page x of y, seal and square.

use super::blocks::Rich;
use super::lines::{Line, Missing, Piece, Style, break_lines};
use super::page::{HEIGHT, LEFT, MEASURE, Page, Placed, RIGHT, Shape, TOP, WIDTH};
use super::{Language, PaperRefusal};
use qrcodegen::{QrCode, QrCodeEcc};

/// A protective marking, as the unit sets it, and on lines of their own what else every page must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking(pub String);

/// Whose copy this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub number: u16,
    /// How many copies are handed out in all; none where nobody said.
    pub of: Option<u16>,
    /// Holder and agency, as printed.
    pub holder: String,
    /// How far the log was when this was printed: number of acts and eight words of its root. Whoever holds the paper is
    /// a witness of the log (security.md A-9b). Not part of the seal.
    pub witness: String,
}

impl Copy {
    /// "Copy 2 of 5", or "Copy 2" where nobody said how many there are.
    #[must_use]
    pub fn words(&self) -> String {
        self.of.map_or_else(|| format!("Copy {}", self.number), |of| format!("Copy {} of {of}", self.number))
    }
}

/// Whether the paper counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// DRAFT on every page, no copy number, no seal.
    Draft,
    /// A numbered copy.
    Copy(Copy),
    /// A paper that a victim keeps: no marking, unit, number, seal or square that tells a finder what it is (domain 5.3).
    Discreet,
    /// A marked form to be filled in by hand: no number, seal or square.
    Blank,
}

/// How large the text of a paper is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrintSize {
    #[default]
    Standard,
    /// Body text of 16 points (screen-and-paper 2.8), everything else in proportion, from the same layout.
    Large,
}

impl PrintSize {
    /// How many times larger than standard.
    pub(crate) fn scale(self) -> f32 {
        match self {
            Self::Standard => 1.0,
            Self::Large => 16.0 / super::layout::BODY.size,
        }
    }
}

/// Everything round the text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Of the text alone: marking, holder, page number and seal stay as they are.
    pub print: PrintSize,
    /// Of the fixed words; free text in another says so by itself.
    pub language: Language,
    pub marking: Marking,
    /// Title in the file's metadata: kind of paper and reference, never a name.
    pub title: String,
    /// Case reference, or the meeting's day: the most that stands in the square.
    pub reference: String,
    pub version: String,
    pub standing: Standing,
    /// "SAMPLE DATA: nobody here is real" on every page.
    pub sample: bool,
    /// Day of making, for the file's own dates: `YYYYMMDDHHMMSS`, UTC.
    pub made: String,
}

const MARKING: Style = Style { size: 12.0, lead: 14.0, bold: true };
const SAMPLE_WORDS: Style = Style { size: 9.0, lead: 11.0, bold: true };
const EDGE: Style = Style { size: 8.5, lead: 10.5, bold: false };
const SEAL: Style = Style { size: 8.0, lead: 10.5, bold: false };
const WITNESS: Style = Style { size: 7.0, lead: 9.0, bold: false };
/// Sides of the square: on the first page beside the title, afterwards in the corner of the head. Points.
const LARGE: f32 = 58.0;
const SMALL: f32 = 38.0;
/// Room for the words beside the centred marking.
const CORNER: f32 = 158.0;

/// What the running matter of every page needs.
struct Running<'a, 'm> {
    frame: &'a Frame,
    seal: &'a str,
    square: Option<QrCode>,
    missing: &'m mut Missing,
}

/// Adds the running matter to every page: the head before the text and the foot after it, as it is read.
pub(crate) fn run(frame: &Frame, seal: &str, pages: &mut [Page], missing: &mut Missing) -> Result<(), PaperRefusal> {
    let square = square_of(frame, seal)?;
    let mut running = Running { frame, seal, square, missing };
    let total = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let mut shapes = running.head(index)?;
        shapes.append(&mut page.shapes);
        running.foot(index + 1, total, &mut shapes)?;
        page.shapes = shapes;
    }
    Ok(())
}

/// Reference, version, copy and seal: never a name, never an address, never a link (screen-and-paper 2.8).
fn square_of(frame: &Frame, seal: &str) -> Result<Option<QrCode>, PaperRefusal> {
    let text = match &frame.standing {
        Standing::Draft => format!("{}|{}|draft|", frame.reference, frame.version),
        Standing::Copy(copy) => format!("{}|{}|{}|{seal}", frame.reference, frame.version, copy.number),
        Standing::Discreet | Standing::Blank => return Ok(None),
    };
    let square = QrCode::encode_text(&text, QrCodeEcc::Medium);
    square.map(Some).map_err(|cause| PaperRefusal::Library(cause.to_string()))
}

impl Running<'_, '_> {
    fn head(&mut self, index: usize) -> Result<Vec<Placed>, PaperRefusal> {
        let mut shapes = Vec::new();
        if self.frame.standing == Standing::Draft {
            shapes.push(decoration(Shape::Watermark { text: "DRAFT".to_owned() }));
        }
        self.centred(36.0, &mut shapes)?;
        let words = match &self.frame.standing {
            Standing::Draft => Rich::bold("DRAFT").then(": not agreed, not for use"),
            Standing::Copy(copy) => Rich::bold(format!("{}:", copy.words())).then(format!(" {}", copy.holder)),
            Standing::Discreet | Standing::Blank => Rich::default(),
        };
        self.holder(&words, &mut shapes)?;
        self.square(index, &mut shapes)?;
        Ok(shapes)
    }

    /// The marking with each of its lines to itself, and below it whether anybody here is real.
    fn centred(&mut self, y: f32, shapes: &mut Vec<Placed>) -> Result<(), PaperRefusal> {
        let mut at = y;
        for (number, words) in self.frame.marking.0.trim().to_uppercase().lines().enumerate() {
            if number > 0 {
                at += MARKING.size;
            }
            let marking = Rich::plain(words);
            // A long marking is set smaller, never cut and never into the square.
            let mut style = MARKING;
            let mut line = self.one_line(&marking, style, "Protective marking")?;
            while line.width > MEASURE - 2.0 * SMALL && style.size > 5.0 {
                style.size -= 0.5;
                line = self.one_line(&marking, style, "Protective marking")?;
            }
            put(&line, (WIDTH - line.width) / 2.0, at, style, 0.0, shapes);
        }
        if self.frame.sample {
            let line = self.one_line(&Rich::plain(self.frame.language.said("page.sample", &[])?), SAMPLE_WORDS, "Sample")?;
            put(&line, (WIDTH - line.width) / 2.0, at + SAMPLE_WORDS.lead + 1.0, SAMPLE_WORDS, 0.2, shapes);
        }
        Ok(())
    }

    /// Whose copy this is, on every page; a long name takes more lines, then smaller ones.
    fn holder(&mut self, words: &Rich, shapes: &mut Vec<Placed>) -> Result<(), PaperRefusal> {
        let mut style = EDGE;
        let mut lines = break_lines(words, style, CORNER, "Who holds this copy", self.missing)?;
        while lines.len() > 2 && style.size > 7.0 {
            style.size -= 0.5;
            lines = break_lines(words, style, CORNER, "Who holds this copy", self.missing)?;
        }
        let mut y = if lines.len() > 2 { 26.0 } else { 48.0 };
        for line in &lines {
            put(line, LEFT, y, style, 0.2, shapes);
            y += style.size + 1.5;
        }
        Ok(())
    }

    fn square(&mut self, index: usize, shapes: &mut Vec<Placed>) -> Result<(), PaperRefusal> {
        let Some(square) = &self.square else { return Ok(()) };
        let (side, y) = if index == 0 { (LARGE, TOP - 4.0) } else { (SMALL, 22.0) };
        let modules = u8::try_from(square.size()).unwrap_or(u8::MAX);
        let module = side / f32::from(modules.max(1));
        let x = WIDTH - RIGHT - side;
        shapes.push(decoration(Shape::Square { x, y, module, runs: runs(square, modules) }));
        if index == 0 {
            let words = match &self.frame.standing {
                Standing::Draft | Standing::Discreet | Standing::Blank => "No copy no.".to_owned(),
                Standing::Copy(copy) => copy.words(),
            };
            let line = self.one_line(&Rich::default().then_mono(words), SEAL, "Copy")?;
            put(&line, x + (side - line.width) / 2.0, y + side + 10.0, SEAL, 0.1, shapes);
        }
        Ok(())
    }

    fn foot(&mut self, number: usize, total: usize, shapes: &mut Vec<Placed>) -> Result<(), PaperRefusal> {
        let (reference, version) = (&self.frame.reference, &self.frame.version);
        let (first, second) = match &self.frame.standing {
            Standing::Draft => (format!("{reference} {version} DRAFT"), "No seal: not agreed".to_owned()),
            Standing::Copy(copy) => {
                (format!("{reference} {version} {}", copy.words().to_lowercase()), format!("Seal {}", self.seal))
            }
            Standing::Discreet => (String::new(), String::new()),
            Standing::Blank => (reference.clone(), String::new()),
        };
        self.centred(HEIGHT - 50.0, shapes)?;
        self.reference(first, second, shapes)?;
        if let Standing::Copy(copy) = &self.frame.standing {
            let witness = self.one_line(&Rich::default().then_mono(format!("Log {}", copy.witness)), WITNESS, "Log")?;
            put(&witness, LEFT, HEIGHT - 16.0, WITNESS, 0.2, shapes);
        }
        let (number, total) = (number.to_string(), total.to_string());
        let pages = self.frame.language.said("page.number", &[("number", &number), ("total", &total)])?;
        let pages = self.one_line(&Rich::plain(pages), EDGE, "Page")?;
        put(&pages, WIDTH - RIGHT - pages.width, HEIGHT - 38.0, EDGE, 0.2, shapes);
        Ok(())
    }

    /// Reference and seal between the marking and the log's words: smaller, then on three closer lines where the reference
    /// is long, never over either.
    fn reference(&mut self, first: String, second: String, shapes: &mut Vec<Placed>) -> Result<(), PaperRefusal> {
        let (first, second) = (Rich::default().then_mono(first), Rich::default().then_mono(second));
        let mut style = SEAL;
        let lines = loop {
            let mut lines = break_lines(&first, style, CORNER, "Reference", self.missing)?;
            lines.extend(break_lines(&second, style, CORNER, "Reference", self.missing)?);
            let enough = if style.size > 7.0 { 2 } else { 3 };
            if lines.len() <= enough || style.size <= 4.0 {
                break lines;
            }
            style.size -= 0.5;
        };
        let lead = if lines.len() > 2 { 7.5 } else { style.lead };
        for (line, number) in lines.iter().zip(0_u8..) {
            put(line, LEFT, HEIGHT - 38.0 + f32::from(number) * lead, style, 0.2, shapes);
        }
        Ok(())
    }

    fn one_line(&mut self, text: &Rich, style: Style, field: &str) -> Result<Line, PaperRefusal> {
        let lines = break_lines(text, style, f32::MAX, field, self.missing)?;
        Ok(lines.into_iter().next().unwrap_or_default())
    }
}

const fn decoration(shape: Shape) -> Placed {
    Placed { shape, element: None }
}

fn put(line: &Line, x: f32, y: f32, style: Style, grey: f32, shapes: &mut Vec<Placed>) {
    for piece in &line.pieces {
        match piece {
            Piece::Text { x: at, text, face, .. } => {
                shapes.push(decoration(Shape::Text { x: x + at, y, size: style.size, face: *face, text: text.clone(), grey }));
            }
            // No running matter holds bars.
            Piece::Bars { .. } => {}
        }
    }
}

/// The dark modules as runs along each row, so that no hairline shows between two of them.
fn runs(square: &QrCode, modules: u8) -> Vec<(u8, u8, u8)> {
    let mut runs: Vec<(u8, u8, u8)> = Vec::new();
    for row in 0..modules {
        for column in (0..modules).filter(|column| square.get_module(i32::from(*column), i32::from(row))) {
            match runs.last_mut() {
                Some((last, from, length)) if *last == row && *from + *length == column => *length += 1,
                _ => runs.push((row, column, 1)),
            }
        }
    }
    runs
}

//! The running matter: marking at head and foot, whose copy it is, page x of y, seal and square.

use super::PaperRefusal;
use super::faces::{Face, width};
use super::layout::{HEIGHT, LEFT, Page, RIGHT, Shape, WIDTH};
use qrcodegen::{QrCode, QrCodeEcc};

/// A protective marking, as the unit sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking(pub String);

/// Whose copy this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    pub number: u16,
    /// Holder and agency, as printed.
    pub holder: String,
}

/// Whether the paper counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// DRAFT on every page, no copy number.
    Draft,
    /// A numbered copy.
    Copy(Copy),
}

/// Everything round the text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
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

/// The square on the first page: its modules, drawn by the painter as one path.
pub(crate) struct Square {
    pub(crate) modules: Vec<(i32, i32)>,
    pub(crate) size: i32,
}

/// Points to a module of the square.
pub(crate) const MODULE: f32 = 1.9;

/// Adds the running matter to every page and makes the square.
pub(crate) fn run(frame: &Frame, seal: &str, pages: &mut [Page]) -> Result<Square, PaperRefusal> {
    let total = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        head_and_foot(frame, seal, page, index + 1, total)?;
    }
    let copy = match &frame.standing {
        Standing::Draft => "draft".to_owned(),
        Standing::Copy(copy) => format!("copy {}", copy.number),
    };
    let text = format!("{}|{}|{copy}|{seal}", frame.reference, frame.version);
    let code = QrCode::encode_text(&text, QrCodeEcc::Medium).map_err(|cause| PaperRefusal::Library(cause.to_string()))?;
    let size = code.size();
    let modules = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y)).collect();
    Ok(Square { modules, size })
}

fn text(x: f32, y: f32, size: f32, face: Face, text: &str, grey: f32) -> Shape {
    Shape::Text { x, y, size, face, text: text.to_owned(), grey }
}

fn head_and_foot(frame: &Frame, seal: &str, page: &mut Page, number: usize, total: usize) -> Result<(), PaperRefusal> {
    let centred =
        |words: &str, size: f32, face: Face| -> Result<f32, PaperRefusal> { Ok((WIDTH - width(face, size, words)?) / 2.0) };
    let marking = frame.marking.0.to_uppercase();
    let foot = HEIGHT - 40.0;
    for y in [40.0, foot] {
        page.shapes.push(text(centred(&marking, 10.5, Face::Bold)?, y, 10.5, Face::Bold, &marking, 0.0));
    }
    if frame.sample {
        let words = "SAMPLE DATA: nobody here is real";
        for y in [54.0, HEIGHT - 26.0] {
            page.shapes.push(text(centred(words, 8.5, Face::Bold)?, y, 8.5, Face::Bold, words, 0.25));
        }
    }
    let pages = format!("Page {number} of {total}");
    let right = WIDTH - RIGHT - width(Face::Regular, 8.5, &pages)?;
    page.shapes.push(text(right, foot, 8.5, Face::Regular, &pages, 0.15));
    let (first, second) = match &frame.standing {
        Standing::Draft => {
            page.shapes.push(text(centred("DRAFT", 90.0, Face::Bold)?, HEIGHT / 2.0, 90.0, Face::Bold, "DRAFT", 0.88));
            (format!("{} {} DRAFT", frame.reference, frame.version), "Not agreed. Not for use.".to_owned())
        }
        Standing::Copy(copy) => (format!("{} {} copy {}", frame.reference, frame.version, copy.number), seal.to_owned()),
    };
    page.shapes.push(text(LEFT, foot - 5.0, 8.0, Face::Mono, &first, 0.15));
    page.shapes.push(text(LEFT, foot + 6.0, 8.0, Face::Mono, &second, 0.15));
    Ok(())
}

//! From blocks to pages: line breaking, tables, running matter, and the refusal to print what cannot be printed right.

mod blocks;
mod faces;
mod finish;
mod frame;
mod layout;
mod lines;
mod painter;

pub use blocks::{Block, Column, PersonColumn, Rich, Row, Solidity};
pub use frame::{Copy, Frame, Marking, Standing};
pub use layout::{Page, Shape};
pub use painter::warm;

use sha2::{Digest, Sha256};

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
    /// The drawing library failed; nothing to do with what was typed.
    Library(String),
}

/// A finished paper.
#[derive(Debug, Clone)]
pub struct Rendered {
    pub bytes: Vec<u8>,
    pub pages: u16,
    /// Short seal over the paper's content, as printed in its foot: "7F3A-91C2-0D4E".
    pub seal: String,
}

/// The short seal of a paper's content: the first 48 bits of its SHA-256.
#[must_use]
pub fn seal_of(content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    let hex: String = digest.iter().take(6).map(|byte| format!("{byte:02X}")).collect();
    let (first, rest) = hex.split_at(4);
    let (second, third) = rest.split_at(4);
    format!("{first}-{second}-{third}")
}

/// Sets blocks into a PDF.
///
/// # Errors
/// [`PaperRefusal`], before any byte is written.
pub fn render(frame: &Frame, blocks: &[Block]) -> Result<Rendered, PaperRefusal> {
    if frame.marking.0.trim().is_empty() {
        return Err(PaperRefusal::NoMarking);
    }
    blocks::check(blocks)?;
    let seal = seal_of(&format!("{frame:?}{blocks:?}"));
    let mut pages = layout::set(blocks)?;
    let qr = frame::run(frame, &seal, &mut pages)?;
    let document = painter::paint(&pages, &qr, &frame.title)?;
    let bytes = finish::finish(document, frame, &seal)?;
    Ok(Rendered { bytes, pages: u16::try_from(pages.len()).unwrap_or(u16::MAX), seal })
}

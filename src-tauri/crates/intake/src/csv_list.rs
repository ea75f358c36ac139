//! Lists of separated values: which separator, and the records as rows.

use crate::encoding::{Certainty, decode};
use crate::heading::Grid;
use crate::refusal::IntakeRefusal;
use crate::sheet::{Cell, Format, MAX_COLUMNS, Note, Row, Serials, Sheet};
use crate::{Progress, ROWS_BETWEEN_CALLS, heading};
use csv::{ReaderBuilder, StringRecord};

/// Added as a last record: if it does not come back alone, a quotation mark was left open.
const LAST_RECORD: &str = "\u{2}end of list\u{2}";

/// Records looked at to find the separator.
const LOOKED_AT: usize = 60;

/// Reads separated values.
///
/// # Errors
/// Refuses what cannot be decoded, an open quotation mark, and lists past the limits.
pub fn read(bytes: &[u8], progress: Progress<'_>) -> Result<Sheet, IntakeRefusal> {
    let decoded = decode(bytes)?;
    let mut text = one_kind_of_line_end(decoded.text);
    if text.trim().is_empty() {
        return Err(IntakeRefusal::Empty);
    }
    let (separator, format) = separator_of(&text);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(LAST_RECORD);
    text.push('\n');
    let rows = rows_of(&text, separator, progress)?;
    let mut notes = Vec::new();
    if decoded.certainty == Certainty::Guessed {
        notes.push(Note::LettersGuessed);
    }
    let grid = Grid { rows, merged: Vec::new() };
    let (headings, rows) = heading::split(grid, &mut notes)?;
    Ok(Sheet { headings, rows, format, encoding: Some(decoded.encoding), serials: Serials::From1900, notes })
}

/// Lines may end in CR LF, LF or CR; row numbers need one kind.
fn one_kind_of_line_end(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn reader_over(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// The separator under which most of the first records have the same, and largest, number of fields.
fn separator_of(text: &str) -> (u8, Format) {
    let candidates = [(b',', Format::CommaSeparated), (b';', Format::SemicolonSeparated), (b'\t', Format::TabSeparated)];
    let mut best = (b',', Format::CommaSeparated);
    let mut best_score = 0;
    for (separator, format) in candidates {
        let mut reader = reader_over(text, separator);
        let widths: Vec<usize> = reader
            .records()
            .take(LOOKED_AT)
            .filter_map(Result::ok)
            .map(|record| record.len())
            .filter(|width| *width > 1)
            .collect();
        let alike = |width: &usize| widths.iter().filter(|other| *other == width).count();
        let score = widths.iter().map(|width| alike(width) * (width - 1)).max().unwrap_or(0);
        if score > best_score {
            best_score = score;
            best = (separator, format);
        }
    }
    best
}

fn rows_of(text: &str, separator: u8, progress: Progress<'_>) -> Result<Vec<Row>, IntakeRefusal> {
    let mut reader = reader_over(text, separator);
    let mut record = StringRecord::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut room = heading::Room::default();
    let mut lines_inside_cells = 0;
    let mut number = 0;
    let mut ended = false;
    while reader.read_record(&mut record).map_err(|_| IntakeRefusal::UnreadableLetters)? {
        ended = record.len() == 1 && record.get(0) == Some(LAST_RECORD);
        if ended {
            break;
        }
        lines_inside_cells += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        // A spreadsheet program counts records and blank lines, not the lines inside a cell.
        let lines = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        number = u32::try_from(lines.saturating_sub(1 + lines_inside_cells)).unwrap_or(u32::MAX).max(number + 1);
        if record.len() > MAX_COLUMNS && record.iter().skip(MAX_COLUMNS).any(|cell| !cell.trim().is_empty()) {
            return Err(IntakeRefusal::TooManyColumns);
        }
        room.take(record.len().min(MAX_COLUMNS), record.as_slice().len())?;
        let cells = record.iter().take(MAX_COLUMNS).map(|cell| Cell::text_of(cell.to_owned())).collect();
        rows.push(Row { number, cells });
        heading::check_row_count(rows.len())?;
        if rows.len().is_multiple_of(ROWS_BETWEEN_CALLS) {
            let done = usize::try_from(reader.position().byte()).unwrap_or(text.len());
            if progress(done, text.len()).is_break() {
                return Err(IntakeRefusal::Stopped);
            }
        }
    }
    if ended { Ok(rows) } else { Err(IntakeRefusal::UnclosedQuote { row: number }) }
}

//! Excel workbooks: the sheet that looks most like the list, its cached values, dates and merged cells.

use crate::heading::{Grid, HEADINGS_WITHIN, MergedCell, Room};
use crate::refusal::IntakeRefusal;
use crate::sheet::{Cell, CellValue, Format, MAX_COLUMNS, Note, Origin, Row, Serials, Sheet};
use crate::{Progress, ROWS_BETWEEN_CALLS, heading};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A list has a handful of merged cells; a workbook with more is laid out by hand, and only the first are looked at.
const MAX_MERGED: usize = 20_000;

/// Reads the workbook, which [`crate::archive::check`] has looked into before.
///
/// # Errors
/// Refuses what cannot be read or passes the limits.
pub fn read(bytes: &[u8], progress: Progress<'_>) -> Result<Sheet, IntakeRefusal> {
    // The reading library indexes by numbers from the file; a panic there is a damaged file, not the end of the program.
    catch_unwind(AssertUnwindSafe(|| read_opened(bytes, progress))).unwrap_or(Err(IntakeRefusal::Damaged))
}

fn read_opened(bytes: &[u8], progress: Progress<'_>) -> Result<Sheet, IntakeRefusal> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal_of)?;
    let serials = if workbook.has_1904_epoch() { Serials::From1904 } else { Serials::From1900 };
    let mut notes = Vec::new();
    let name = sheet_with_the_list(&mut workbook, &mut notes)?;
    let merged = merged_cells(&mut workbook, &name)?;
    let rows = rows_of(&mut workbook, &name, usize::MAX, progress)?;
    let formulas = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.origin == Origin::Formula).count();
    if formulas > 0 {
        notes.push(Note::FormulaCells { cells: u32::try_from(formulas).unwrap_or(u32::MAX) });
    }
    let (headings, rows) = heading::split(Grid { rows, merged }, &mut notes)?;
    Ok(Sheet { headings, rows, format: Format::Workbook, encoding: None, serials, notes })
}

fn refusal_of(error: XlsxError) -> IntakeRefusal {
    if matches!(error, XlsxError::Password) { IntakeRefusal::OldOrLockedWorkbook } else { IntakeRefusal::Damaged }
}

/// The visible sheet whose first rows name most fields; the first of equals.
fn sheet_with_the_list(workbook: &mut Workbook<'_>, notes: &mut Vec<Note>) -> Result<String, IntakeRefusal> {
    let tables: Vec<_> = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let visible: Vec<String> =
        tables.iter().filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.clone()).collect();
    let hidden = tables.len() - visible.len();
    let mut best: Option<(usize, String)> = None;
    for name in &visible {
        let merged = merged_cells(workbook, name)?;
        let rows = rows_of(workbook, name, HEADINGS_WITHIN, &mut |_, _| std::ops::ControlFlow::Continue(()))?;
        let fields = heading::fields_named(&Grid { rows, merged });
        if best.as_ref().is_none_or(|(so_far, _)| fields > *so_far) {
            best = Some((fields, name.clone()));
        }
    }
    let (_, name) = best.ok_or(IntakeRefusal::NoSheet)?;
    if visible.len() > 1 {
        notes.push(Note::OtherSheets { sheets: u32::try_from(visible.len() - 1).unwrap_or(u32::MAX) });
    }
    if hidden > 0 {
        notes.push(Note::HiddenSheets { sheets: u32::try_from(hidden).unwrap_or(u32::MAX) });
    }
    Ok(name)
}

fn merged_cells(workbook: &mut Workbook<'_>, name: &str) -> Result<Vec<MergedCell>, IntakeRefusal> {
    let regions = workbook.merge_cells_by_sheet_name(name).map_err(refusal_of)?;
    let column = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Ok(regions
        .into_iter()
        .take(MAX_MERGED)
        .filter(|region| region.start.0 <= region.end.0 && region.start.1 <= region.end.1)
        .map(|region| MergedCell {
            rows: (region.start.0.saturating_add(1), region.end.0.saturating_add(1)),
            columns: (column(region.start.1), column(region.end.1)),
        })
        .collect())
}

/// Reads up to `most` rows cell by cell: the size a sheet claims is never trusted.
fn rows_of(workbook: &mut Workbook<'_>, name: &str, most: usize, progress: Progress<'_>) -> Result<Vec<Row>, IntakeRefusal> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(refusal_of)?;
    let claimed = usize::try_from(reader.dimensions().end.0).unwrap_or(0).min(crate::sheet::MAX_ROWS);
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut room = Room::default();
    let mut seen = 0;
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(refusal_of)? {
        let (row, column) = record.pos;
        let origin = if record.formula.is_some() { Origin::Formula } else { Origin::Typed };
        let (cell, bytes) = cell_of(&record.value, origin);
        if cell.value == CellValue::Empty && origin == Origin::Typed {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MAX_COLUMNS {
            return Err(IntakeRefusal::TooManyColumns);
        }
        let cells = rows.entry(row.saturating_add(1)).or_default();
        if cells.len() <= column {
            room.take(column + 1 - cells.len(), bytes)?;
            cells.resize(column + 1, Cell::EMPTY);
        } else {
            room.take(0, bytes)?;
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        if rows.len() == seen {
            continue;
        }
        seen = rows.len();
        if seen > most {
            break;
        }
        heading::check_row_count(seen)?;
        if seen.is_multiple_of(ROWS_BETWEEN_CALLS) && progress(seen, claimed.max(seen)).is_break() {
            return Err(IntakeRefusal::Stopped);
        }
    }
    Ok(rows.into_iter().take(most).map(|(number, cells)| Row { number, cells }).collect())
}

/// A cell and the bytes of text it keeps.
fn cell_of(value: &DataRef<'_>, origin: Origin) -> (Cell, usize) {
    let text = |text: &str| (Cell::text_of(text.replace("\r\n", "\n")), text.len());
    let plain = |value| {
        let origin = Origin::Typed;
        (Cell { value, origin }, 0)
    };
    let (mut cell, bytes) = match value {
        DataRef::Int(number) => {
            #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no whole numbers beyond a double")]
            let number = *number as f64;
            plain(CellValue::Number(number))
        }
        DataRef::Float(number) => plain(CellValue::Number(*number)),
        DataRef::String(own) => text(own),
        DataRef::SharedString(own) => text(own),
        DataRef::Bool(yes) => plain(CellValue::YesNo(*yes)),
        DataRef::DateTime(moment) if moment.is_datetime() => plain(moment_of(*moment)),
        DataRef::DateTime(moment) => plain(CellValue::Number(moment.as_f64())),
        DataRef::DateTimeIso(own) | DataRef::DurationIso(own) => text(own),
        DataRef::Error(_) => plain(CellValue::SheetError),
        DataRef::Empty => plain(CellValue::Empty),
    };
    cell.origin = origin;
    (cell, bytes)
}

/// A workbook date; a number outside the calendar stays a number and is refused where a date is wanted.
fn moment_of(moment: calamine::ExcelDateTime) -> CellValue {
    let serial = moment.as_f64();
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    let time = date.and_then(|date| date.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second)));
    match time {
        Some(time) if (1.0..2_958_466.0).contains(&serial) => {
            // A fraction of a day is seldom an exact second.
            let seconds = i64::from(milli >= 500);
            CellValue::Moment(time + chrono::TimeDelta::seconds(seconds))
        }
        Some(_) | None => CellValue::Number(serial),
    }
}

//! Overnight lists and old spreadsheets: bytes in, a verdict for every row out; nothing is taken here.

mod archive;
mod columns;
mod csv_list;
mod dates;
mod dry_run;
mod encoding;
mod field;
mod heading;
mod reading;
mod reason;
mod record;
mod refusal;
mod sheet;
mod text;
mod workbook;

pub use columns::{Columns, guess_columns};
pub use dates::{DateOrder, ListedTime, date_order_by_values};
pub use dry_run::{Counts, DryRun, Known, RowVerdict, Verdict, dry_run};
pub use field::Field;
pub use reason::{CellTrouble, Reason};
pub use record::{OvernightRecord, PersonAsListed, Phone, RecordedAs};
pub use refusal::IntakeRefusal;
pub use sheet::{
    Cell, CellValue, Encoding, Format, MAX_BYTES, MAX_CELL_CHARACTERS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES,
    MAX_UNPACKED_BYTES, Note, Origin, Row, Serials, Sheet, read_sheet,
};
pub use text::{canonical_plate, canonical_reference, is_unseen};

/// Told how far a long reading is (done, total); answering `Break` stops it with nothing taken.
///
/// The total is an estimate and may be overtaken.
pub type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> std::ops::ControlFlow<()>;

/// How many rows pass between two calls of [`Progress`].
const ROWS_BETWEEN_CALLS: usize = 512;

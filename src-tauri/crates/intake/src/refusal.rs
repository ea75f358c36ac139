//! Why a whole file is not taken, and what the person can do about it.

use crate::field::Field;
use crate::sheet::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED_BYTES};
use serde::{Deserialize, Serialize};

/// A whole list is refused. Trouble in single cells is a [`crate::CellTrouble`] instead.
///
/// The words never hold anything that stood in the file, apart from column headings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "refusal")]
pub enum IntakeRefusal {
    #[error("The file is empty. Save the list again from the crime system and choose the new file.")]
    Empty,
    #[error("The file is larger than {} MB. Choose fewer days in the crime system and save it again.", MAX_BYTES / 1_048_576)]
    TooLarge,
    #[error("This is neither a CSV list nor an .xlsx workbook. Save the list as one of these and choose the new file.")]
    NotAList,
    #[error(
        "This is an old Excel workbook (.xls) or one with a password. Open it in Excel, save it as .xlsx without a password and choose the new file."
    )]
    OldOrLockedWorkbook,
    #[error("The workbook cannot be read; it may have been cut off on the way. Save it again and choose the new file.")]
    Damaged,
    #[error(
        "The workbook unpacks to more than {} MB, which no overnight list does. It was not opened. Ask whoever sent it for a CSV list.",
        MAX_UNPACKED_BYTES / 1_048_576
    )]
    UnpacksTooLarge,
    #[error("The letters in this file cannot be read for certain. Save the list again as \"CSV UTF-8\" and choose the new file.")]
    UnreadableLetters,
    #[error(
        "A quotation mark opened in row {row} is never closed, so the rows after it cannot be told apart. Save the list again and choose the new file."
    )]
    UnclosedQuote { row: u32 },
    #[error("The list has more than {MAX_ROWS} rows. Choose fewer days in the crime system and save it again.")]
    TooManyRows,
    #[error("The list has more than {MAX_COLUMNS} columns. Save only the columns that are needed.")]
    TooManyColumns,
    #[error("The list holds more text than can be shown. Choose fewer days in the crime system and save it again.")]
    TooMuchText,
    #[error(
        "Every sheet of the workbook is hidden or is not a table. Show the sheet with the list in Excel, save and choose it again."
    )]
    NoSheet,
    #[error(
        "No row of headings was found. The list needs one row that names its columns, for example \"Crime reference\" and \"Victim\"."
    )]
    NoHeadings,
    #[error("There are headings but no rows under them. If nothing was recorded overnight there is nothing to take.")]
    NoRows,
    #[error("No column is matched to {}. Choose the column that holds it.", field.label())]
    MissingColumn { field: Field },
    #[error("{} and {} are matched to the same column. Choose another column for one of them.", first.label(), second.label())]
    OneColumnForTwo { first: Field, second: Field },
    #[error("Stopped. Nothing was taken.")]
    Stopped,
}

//! Why one cell cannot be taken: a closed list, each in plain words with what to do.

use crate::field::Field;
use serde::{Deserialize, Serialize};

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Reason {
    /// Nothing in a cell that must hold something.
    Missing,
    /// "Unknown" or the like where a name is needed.
    NotKnown,
    /// Characters in the cell and the most it may have.
    TooLong {
        characters: usize,
        limit: usize,
    },
    NotADate,
    /// Both readings exist and nobody has said which is meant.
    DayOrMonthFirst,
    /// Written as said, the day or month does not exist.
    NoSuchDate,
    /// A year of two digits in a date of birth.
    TwoDigitYear,
    BornAfterRecorded,
    HappenedAfterRecorded,
    /// `#REF!` and its like.
    SheetError,
    /// A formula that was never computed.
    FormulaWithoutValue,
    /// Covered by a merged cell.
    UnderMergedCell,
    /// A long number rounded by a spreadsheet.
    RoundedNumber,
    /// A number, a date or yes/no where text belongs.
    NotText,
}

impl Reason {
    /// The reason in plain words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Missing => "empty, but needed. Fill it in, or leave this row out".to_owned(),
            Self::NotKnown => "says that it is not known, but a name is needed. Find out, or leave this row out".to_owned(),
            Self::TooLong { characters, limit } => {
                format!("too long ({} characters; the limit is {})", thousands(*characters), thousands(*limit))
            }
            Self::NotADate => "not a date that can be read. Write it as 23/11/2026 or 2026-11-23".to_owned(),
            Self::DayOrMonthFirst => {
                "could be day first or month first. Say above which way this list writes its dates".to_owned()
            }
            Self::NoSuchDate => {
                "no such date, written that way round. Check the date, or say above which way this list writes its dates"
                    .to_owned()
            }
            Self::TwoDigitYear => "the year of birth has two digits only. Write all four".to_owned(),
            Self::BornAfterRecorded => "a birth after the crime was recorded. Check both dates".to_owned(),
            Self::HappenedAfterRecorded => "a day after the crime was recorded. Check both dates".to_owned(),
            Self::SheetError => "the spreadsheet shows an error here. Put it right in the spreadsheet".to_owned(),
            Self::FormulaWithoutValue => {
                "a formula without a saved value. Open the workbook in Excel, save it and choose it again".to_owned()
            }
            Self::UnderMergedCell => "hidden under a merged cell. Unmerge it and write the value in each row".to_owned(),
            Self::RoundedNumber => {
                "a long number that a spreadsheet has rounded. Save the list again with this column as text".to_owned()
            }
            Self::NotText => "not text. Check that the right column is matched".to_owned(),
        }
    }
}

/// 40000 as "40,000".
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// One cell that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellTrouble {
    /// Row as a spreadsheet program numbers it.
    pub row: u32,
    /// Column as a spreadsheet program letters it.
    pub column: String,
    /// Heading of the column in this list.
    pub heading: String,
    pub field: Field,
    pub reason: Reason,
    /// The start of what stands there, at most 40 characters. For the screen only, never for a log.
    pub shown: String,
}

//! A list as it stands in the file: headings, rows and cells, before anybody says what they mean.

use crate::refusal::IntakeRefusal;
use crate::{Progress, archive, csv_list, workbook};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Largest file read, in bytes.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Most rows under the headings.
pub const MAX_ROWS: usize = 200_000;
/// Most columns of a list.
pub const MAX_COLUMNS: usize = 256;
/// Most cells held at once, empty ones between others included.
pub const MAX_CELLS: usize = 6_000_000;
/// Most characters in one cell; a longer one is reported, never cut short.
pub const MAX_CELL_CHARACTERS: usize = 20_000;
/// Most text of all cells together, in bytes.
pub const MAX_TEXT_BYTES: usize = 192 * 1024 * 1024;
/// Most bytes the parts of a workbook may unpack to.
pub const MAX_UNPACKED_BYTES: u64 = 256 * 1024 * 1024;

/// The kind of file, as its content says (not its name).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    CommaSeparated,
    SemicolonSeparated,
    TabSeparated,
    Workbook,
}

impl Format {
    /// The format in plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::CommaSeparated => "CSV, separated by commas",
            Self::SemicolonSeparated => "CSV, separated by semicolons",
            Self::TabSeparated => "text, separated by tabs",
            Self::Workbook => "Excel workbook (.xlsx)",
        }
    }
}

/// How the letters of the file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16LittleEndian,
    Utf16BigEndian,
    Windows1252,
}

impl Encoding {
    /// The encoding as programs name it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8WithMark => "UTF-8 with a byte order mark",
            Self::Utf16LittleEndian => "UTF-16, little-endian",
            Self::Utf16BigEndian => "UTF-16, big-endian",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// Day from which a workbook counts its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Serials {
    From1900,
    From1904,
}

/// Where the value of a cell comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Typed,
    /// The value a formula had when the workbook was last saved; nothing is computed here.
    Formula,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellValue {
    Empty,
    /// Text as written. A leading `=`, `+`, `-` or `@` is text like any other.
    Text(String),
    Number(f64),
    /// A cell that the workbook itself calls a date.
    Moment(NaiveDateTime),
    YesNo(bool),
    /// `#REF!` and its like.
    SheetError,
    /// Longer than [`MAX_CELL_CHARACTERS`]; only its first words are kept, to show which cell is meant.
    TooLong {
        characters: usize,
        begins: String,
    },
    /// Covered by a merged cell that begins elsewhere.
    Merged,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub value: CellValue,
    pub origin: Origin,
}

impl Cell {
    /// A cell with nothing in it.
    pub const EMPTY: Self = Self { value: CellValue::Empty, origin: Origin::Typed };

    /// Whether there is nothing to read here, white space aside.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match &self.value {
            CellValue::Empty | CellValue::Merged => true,
            CellValue::Text(text) => text.trim().is_empty(),
            CellValue::Number(_)
            | CellValue::Moment(_)
            | CellValue::YesNo(_)
            | CellValue::SheetError
            | CellValue::TooLong { .. } => false,
        }
    }

    pub(crate) fn text_of(text: String) -> Self {
        // Bytes are never fewer than characters, so the slow count is for long cells only.
        let value = if text.len() > MAX_CELL_CHARACTERS && text.chars().count() > MAX_CELL_CHARACTERS {
            CellValue::TooLong {
                characters: text.chars().count(),
                begins: text.chars().take(crate::text::EXCERPT_CHARACTERS).collect(),
            }
        } else if text.is_empty() {
            CellValue::Empty
        } else {
            CellValue::Text(text)
        };
        Self { value, origin: Origin::Typed }
    }
}

/// One row under the headings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Row number as a spreadsheet program shows it, from 1.
    pub number: u32,
    /// Cells from column A on; trailing empty cells may be absent.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column counted from 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::EMPTY;
        self.cells.get(column).unwrap_or(EMPTY)
    }
}

/// Something about the file that the person should know although it stops nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    NameDoesNotMatchContent,
    LettersGuessed,
    LinesAboveHeadings { lines: u32 },
    HeadingsOverTwoRows { first: u32, second: u32 },
    HeadingRepeated { row: u32 },
    BlankRows { rows: u32 },
    FormulaCells { cells: u32 },
    MergedCells { cells: u32 },
    OtherSheets { sheets: u32 },
    HiddenSheets { sheets: u32 },
}

impl Note {
    /// The note in plain words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::NameDoesNotMatchContent => {
                "The file's ending does not match what is in it; it was read by what is in it.".to_owned()
            }
            Self::LettersGuessed => {
                "The file does not say how its letters are written; it was read as Windows-1252. Check accented names.".to_owned()
            }
            Self::LinesAboveHeadings { lines } => format!("Lines above the headings, not read: {lines}."),
            Self::HeadingsOverTwoRows { first, second } => {
                format!("The headings stand in rows {first} and {second} together.")
            }
            Self::HeadingRepeated { row } => format!("Row {row} repeats the headings and was passed over."),
            Self::BlankRows { rows } => format!("Blank rows passed over: {rows}."),
            Self::FormulaCells { cells } => {
                format!("Cells with a formula: {cells}. The value last saved is shown and marked.")
            }
            Self::MergedCells { cells } => format!("Cells hidden under merged cells: {cells}."),
            Self::OtherSheets { sheets } => format!("Other sheets in the workbook, not read: {sheets}."),
            Self::HiddenSheets { sheets } => format!("Hidden sheets in the workbook, not read: {sheets}."),
        }
    }
}

/// A list as read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// One heading a column, unique and never empty ("Column D" where the file has none).
    pub headings: Vec<String>,
    pub rows: Vec<Row>,
    pub format: Format,
    /// None for a workbook, which is always UTF-8 inside.
    pub encoding: Option<Encoding>,
    pub serials: Serials,
    pub notes: Vec<Note>,
}

/// Reads a list from the bytes of a file. Content decides the format; `extension` (without dot) is only compared with it.
///
/// # Errors
/// Refuses what is not a list, is damaged, or passes the limits of this module.
pub fn read_sheet(extension: Option<&str>, bytes: &[u8], progress: Progress<'_>) -> Result<Sheet, IntakeRefusal> {
    if bytes.is_empty() {
        return Err(IntakeRefusal::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(IntakeRefusal::TooLarge);
    }
    // Compound files are old workbooks and, alike from outside, encrypted new ones.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(IntakeRefusal::OldOrLockedWorkbook);
    }
    let mut sheet = if bytes.starts_with(b"PK") {
        archive::check(bytes, progress)?;
        workbook::read(bytes, progress)?
    } else {
        csv_list::read(bytes, progress)?
    };
    let named_workbook = extension.map(|name| name.eq_ignore_ascii_case("xlsx"));
    if named_workbook.is_some_and(|named| named != (sheet.format == Format::Workbook)) {
        sheet.notes.insert(0, Note::NameDoesNotMatchContent);
    }
    Ok(sheet)
}

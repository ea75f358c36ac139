//! What taking a list would do, row by row, without doing it.

use crate::columns::Columns;
use crate::dates::DateOrder;
use crate::field::Field;
use crate::reading::RowReader;
use crate::reason::CellTrouble;
use crate::record::OvernightRecord;
use crate::refusal::IntakeRefusal;
use crate::sheet::Sheet;
use crate::{Progress, ROWS_BETWEEN_CALLS};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What the unit holds already.
pub struct Known<'a> {
    /// Whether a crime reference, in the form of [`crate::canonical_reference`], is held.
    pub crime_references: &'a dyn Fn(&str) -> bool,
}

/// What would become of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "verdict", content = "about")]
pub enum Verdict {
    New(Box<OvernightRecord>),
    /// The unit holds this crime reference.
    AlreadyKnown {
        crime_reference: String,
    },
    /// The same crime reference stands in an earlier row. The facts that differ (a second suspect, perhaps) must be shown.
    DuplicateInFile {
        crime_reference: String,
        of_row: u32,
        differs_in: Vec<Field>,
    },
    /// Every cell of the row that cannot be taken; at least one.
    Broken(Vec<CellTrouble>),
}

/// One row and its verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowVerdict {
    /// Row as a spreadsheet program numbers it.
    pub row: u32,
    pub verdict: Verdict,
}

/// How many rows have each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: usize,
    pub already_known: usize,
    pub duplicates: usize,
    pub broken: usize,
}

/// The whole dry run, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DryRun {
    pub rows: Vec<RowVerdict>,
}

impl DryRun {
    /// Counts the verdicts.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            match &row.verdict {
                Verdict::New(_) => counts.new += 1,
                Verdict::AlreadyKnown { .. } => counts.already_known += 1,
                Verdict::DuplicateInFile { .. } => counts.duplicates += 1,
                Verdict::Broken(_) => counts.broken += 1,
            }
        }
        counts
    }

    /// The records that would be taken.
    pub fn new_records(&self) -> impl Iterator<Item = &OvernightRecord> {
        self.rows.iter().filter_map(|row| match &row.verdict {
            Verdict::New(record) => Some(record.as_ref()),
            Verdict::AlreadyKnown { .. } | Verdict::DuplicateInFile { .. } | Verdict::Broken(_) => None,
        })
    }
}

/// Judges every row. A row that is broken is that and nothing else; a broken row makes no later row a duplicate.
///
/// # Errors
/// Refuses when a needed column is matched to none, one column to two fields, or when stopped.
pub fn dry_run(
    sheet: &Sheet,
    columns: &Columns,
    known: &Known<'_>,
    order: DateOrder,
    progress: Progress<'_>,
) -> Result<DryRun, IntakeRefusal> {
    let places = columns.places(&sheet.headings)?;
    let reader = RowReader { sheet, places: &places, order };
    let mut rows: Vec<RowVerdict> = Vec::with_capacity(sheet.rows.len());
    let mut first_of: HashMap<String, usize> = HashMap::new();
    for (index, row) in sheet.rows.iter().enumerate() {
        if index.is_multiple_of(ROWS_BETWEEN_CALLS) && progress(index, sheet.rows.len()).is_break() {
            return Err(IntakeRefusal::Stopped);
        }
        let verdict = match reader.read(row) {
            Err(troubles) => Verdict::Broken(troubles),
            Ok(record) if (known.crime_references)(&record.crime_reference) => {
                Verdict::AlreadyKnown { crime_reference: record.crime_reference }
            }
            Ok(record) => match first_of.get(&record.crime_reference).and_then(|first| rows.get(*first)) {
                Some(first) => duplicate(first, record),
                None => {
                    first_of.insert(record.crime_reference.clone(), index);
                    Verdict::New(Box::new(record))
                }
            },
        };
        rows.push(RowVerdict { row: row.number, verdict });
    }
    Ok(DryRun { rows })
}

fn duplicate(first: &RowVerdict, record: OvernightRecord) -> Verdict {
    let differs_in = match &first.verdict {
        Verdict::New(earlier) => earlier.differs_in(&record),
        Verdict::AlreadyKnown { .. } | Verdict::DuplicateInFile { .. } | Verdict::Broken(_) => Vec::new(),
    };
    Verdict::DuplicateInFile { crime_reference: record.crime_reference, of_row: first.row, differs_in }
}

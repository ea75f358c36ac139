//! Finds the row of headings among titles, merged groups and blank lines, and keeps the rows under it.

use crate::field::{Field, named_by, plain};
use crate::refusal::IntakeRefusal;
use crate::sheet::{Cell, CellValue, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES, Note, Row};
use std::collections::BTreeSet;

/// Rows from the top among which headings are looked for.
pub const HEADINGS_WITHIN: usize = 40;
/// A row naming fewer fields is not a row of headings unless nothing better is there.
const FEWEST_FIELDS: usize = 2;
/// Cells under merged cells looked at; a sheet merged over and over must not fill the memory.
const MOST_COVERED: usize = 1_000_000;

/// A merged cell: first and last row (as numbered) and column (from 0), all included.
#[derive(Debug, Clone, Copy)]
pub struct MergedCell {
    pub rows: (u32, u32),
    pub columns: (usize, usize),
}

/// A list before it is known which row holds the headings.
pub struct Grid {
    pub rows: Vec<Row>,
    pub merged: Vec<MergedCell>,
}

/// What may still be held in memory.
#[derive(Default)]
pub struct Room {
    cells: usize,
    bytes: usize,
}

impl Room {
    /// Counts cells and text about to be kept.
    ///
    /// # Errors
    /// Refuses the list once either limit is passed.
    pub fn take(&mut self, cells: usize, bytes: usize) -> Result<(), IntakeRefusal> {
        self.cells += cells;
        self.bytes += bytes;
        if self.cells > MAX_CELLS || self.bytes > MAX_TEXT_BYTES {
            return Err(IntakeRefusal::TooMuchText);
        }
        Ok(())
    }
}

/// Refuses one row too many.
///
/// # Errors
/// [`IntakeRefusal::TooManyRows`].
pub fn check_row_count(rows: usize) -> Result<(), IntakeRefusal> {
    if rows > MAX_ROWS + HEADINGS_WITHIN {
        return Err(IntakeRefusal::TooManyRows);
    }
    Ok(())
}

/// Labels a row would give its columns, and how many fields they name.
struct Candidate {
    at: usize,
    labels: Vec<String>,
    fields: usize,
    over_two_rows: bool,
}

/// How well the best row of headings in these rows does; 0 when there is none. Used to choose among sheets.
pub fn fields_named(grid: &Grid) -> usize {
    best_candidate(grid).map_or(0, |candidate| candidate.fields)
}

/// Splits a grid into headings and the rows under them, saying in `notes` what was passed over.
///
/// # Errors
/// Refuses a list without headings, without rows, or with too many rows.
pub fn split(grid: Grid, notes: &mut Vec<Note>) -> Result<(Vec<String>, Vec<Row>), IntakeRefusal> {
    let chosen = best_candidate(&grid).ok_or(IntakeRefusal::NoHeadings)?;
    let number = grid.rows.get(chosen.at).map_or(1, |row| row.number);
    let above = grid.rows.iter().take(chosen.at).filter(|row| !is_blank(row)).count();
    if chosen.over_two_rows {
        let first = grid.rows.get(chosen.at.saturating_sub(1)).map_or(1, |row| row.number);
        notes.push(Note::HeadingsOverTwoRows { first, second: number });
    }
    let lines = above - usize::from(chosen.over_two_rows).min(above);
    if lines > 0 {
        notes.push(Note::LinesAboveHeadings { lines: count(lines) });
    }
    let own: Vec<String> = grid.rows.get(chosen.at).map(plain_labels).unwrap_or_default();
    let mut blank = 0;
    let mut rows = Vec::with_capacity(grid.rows.len());
    for row in grid.rows.into_iter().skip(chosen.at + 1) {
        if is_blank(&row) {
            blank += 1;
        } else if plain_labels(&row) == own {
            notes.push(Note::HeadingRepeated { row: row.number });
        } else {
            rows.push(row);
        }
    }
    if blank > 0 {
        notes.push(Note::BlankRows { rows: blank });
    }
    if rows.is_empty() {
        return Err(IntakeRefusal::NoRows);
    }
    if rows.len() > MAX_ROWS {
        return Err(IntakeRefusal::TooManyRows);
    }
    cover_merged(&mut rows, &grid.merged, notes);
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(chosen.labels.len());
    Ok((unique(chosen.labels, width.min(MAX_COLUMNS)), rows))
}

/// The row that names most fields, alone or under the groups of the row above; the first of equals.
fn best_candidate(grid: &Grid) -> Option<Candidate> {
    let mut best: Option<Candidate> = None;
    for at in 0..grid.rows.len().min(HEADINGS_WITHIN) {
        for candidate in [alone(grid, at), under_groups(grid, at)].into_iter().flatten() {
            if best.as_ref().is_none_or(|so_far| candidate.fields > so_far.fields) {
                best = Some(candidate);
            }
        }
    }
    best.filter(|found| found.fields >= FEWEST_FIELDS).or_else(|| first_wide_row(grid))
}

/// Headings in words nobody has seen: the first row with at least three texts, to be matched by a person.
fn first_wide_row(grid: &Grid) -> Option<Candidate> {
    let all_text = |row: &Row| {
        let texts = row.cells.iter().filter(|cell| !cell.is_blank());
        texts.clone().count() >= 3 && texts.clone().all(|cell| matches!(cell.value, CellValue::Text(_)))
    };
    let at = grid.rows.iter().take(HEADINGS_WITHIN).position(all_text)?;
    alone(grid, at)
}

fn alone(grid: &Grid, at: usize) -> Option<Candidate> {
    let labels: Vec<String> = grid.rows.get(at)?.cells.iter().map(label).collect();
    Some(Candidate { at, fields: distinct_fields(&labels), labels, over_two_rows: false })
}

/// "Victim" over "Name" reads "Victim Name"; a cell merged downwards gives its text to the row below.
fn under_groups(grid: &Grid, at: usize) -> Option<Candidate> {
    let above = at.checked_sub(1)?;
    let (upper, lower) = (grid.rows.get(above)?, grid.rows.get(at)?);
    let groups = groups_of(grid, upper, lower.cells.len().max(upper.cells.len()));
    let width = groups.len().max(lower.cells.len());
    // "Phone" under a merged "Suspect" must never pass for the victim's.
    let reach_is_certain = !grid.merged.is_empty();
    let labels: Vec<String> = (0..width)
        .map(|column| {
            let own = label(lower.cell(column));
            let group = groups.get(column).map_or("", String::as_str);
            let joined = format!("{group} {own}");
            if own.is_empty() {
                label(upper.cell(column))
            } else if !group.is_empty() && (reach_is_certain || named_by(&joined).is_some() || named_by(&own).is_none()) {
                joined
            } else {
                own
            }
        })
        .collect();
    Some(Candidate { at, fields: distinct_fields(&labels), labels, over_two_rows: true })
}

/// The group above each column. A workbook says how far a merged cell reaches; in a text list it reaches to the next text.
fn groups_of(grid: &Grid, upper: &Row, width: usize) -> Vec<String> {
    let mut groups: Vec<String> = (0..width).map(|column| label(upper.cell(column))).collect();
    if grid.merged.is_empty() {
        for column in 1..width {
            if let [before, own] = &mut groups[column - 1..=column]
                && own.is_empty()
            {
                own.clone_from(before);
            }
        }
        return groups;
    }
    for merged in grid.merged.iter().filter(|merged| merged.rows.0 == upper.number) {
        let (first, last) = merged.columns;
        let text = groups.get(first).cloned().unwrap_or_default();
        for group in groups.iter_mut().take(last.saturating_add(1)).skip(first) {
            group.clone_from(&text);
        }
    }
    groups
}

fn label(cell: &Cell) -> String {
    match &cell.value {
        CellValue::Text(text) => {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").chars().take(120).collect()
        }
        CellValue::Empty
        | CellValue::Number(_)
        | CellValue::Moment(_)
        | CellValue::YesNo(_)
        | CellValue::SheetError
        | CellValue::TooLong { .. }
        | CellValue::Merged => String::new(),
    }
}

fn plain_labels(row: &Row) -> Vec<String> {
    let mut labels: Vec<String> = row.cells.iter().map(|cell| plain(&label(cell))).collect();
    while labels.last().is_some_and(String::is_empty) {
        labels.pop();
    }
    labels
}

fn distinct_fields(labels: &[String]) -> usize {
    let fields: BTreeSet<Field> = labels.iter().filter_map(|label| named_by(label)).collect();
    fields.len()
}

fn is_blank(row: &Row) -> bool {
    row.cells.iter().all(Cell::is_blank)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Gives every column a heading of its own: "Column D" for none, "Name (2)" for a second "Name".
fn unique(labels: Vec<String>, width: usize) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut headings = Vec::with_capacity(width);
    let mut labels = labels.into_iter();
    for column in 0..width {
        let given = labels.next().unwrap_or_default();
        let base = if given.is_empty() { format!("Column {}", crate::text::column_letters(column)) } else { given };
        let mut heading = base.clone();
        let mut turn = 2;
        while !seen.insert(heading.clone()) {
            heading = format!("{base} ({turn})");
            turn += 1;
        }
        headings.push(heading);
    }
    headings
}

/// Marks cells that lie under a merged cell, so that "empty" is not mistaken for "nothing recorded".
fn cover_merged(rows: &mut [Row], merged: &[MergedCell], notes: &mut Vec<Note>) {
    let mut covered = 0;
    let mut looked_at = 0;
    for region in merged {
        let first = rows.partition_point(|row| row.number < region.rows.0);
        for row in rows.iter_mut().skip(first).take_while(|row| row.number <= region.rows.1) {
            let number = row.number;
            let last = region.columns.1.min(MAX_COLUMNS - 1);
            looked_at += MAX_COLUMNS.min((last + 1).saturating_sub(region.columns.0));
            if looked_at > MOST_COVERED {
                break;
            }
            for column in region.columns.0..=last {
                if number == region.rows.0 && column == region.columns.0 {
                    continue;
                }
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, Cell::EMPTY);
                }
                if let Some(cell) = row.cells.get_mut(column)
                    && cell.value == CellValue::Empty
                {
                    cell.value = CellValue::Merged;
                    covered += 1;
                }
            }
        }
    }
    if covered > 0 {
        notes.push(Note::MergedCells { cells: covered });
    }
}

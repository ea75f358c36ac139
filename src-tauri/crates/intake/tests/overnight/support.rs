//! Shared by the tests: read, judge and find, with nothing held already unless said.

use intake::*;
use std::ops::ControlFlow;

/// A crime reference the test unit holds already.
pub const HELD: [&str; 3] = ["EX/48117/26", "EX/48098/26", "EX/48044/26"];

pub fn go_on(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn read(bytes: &[u8]) -> Result<Sheet, IntakeRefusal> {
    read_sheet(None, bytes, &mut go_on)
}

pub fn judge_as(sheet: &Sheet, order: DateOrder) -> Result<DryRun, IntakeRefusal> {
    let known = Known { crime_references: &|reference| HELD.contains(&reference) };
    dry_run(sheet, &guess_columns(&sheet.headings), &known, order, &mut go_on)
}

pub fn judge(sheet: &Sheet) -> DryRun {
    judge_as(sheet, DateOrder::DayFirst).expect("the columns are there")
}

/// A list with the four needed columns and one more, one row a line.
pub fn list(extra_heading: &str, rows: &[&str]) -> Sheet {
    let text = format!("Crime reference,Recorded,Offence,Victim,{extra_heading}\n{}\n", rows.join("\n"));
    read(text.as_bytes()).expect("a list")
}

pub fn verdict(run: &DryRun, row: u32) -> &Verdict {
    &run.rows.iter().find(|judged| judged.row == row).expect("the row is judged").verdict
}

pub fn new(run: &DryRun, row: u32) -> &OvernightRecord {
    match verdict(run, row) {
        Verdict::New(record) => record,
        other => panic!("row {row} is not new but {other:?}"),
    }
}

pub fn troubles(run: &DryRun, row: u32) -> &[CellTrouble] {
    match verdict(run, row) {
        Verdict::Broken(troubles) => troubles,
        other => panic!("row {row} is not broken but {other:?}"),
    }
}

/// The single trouble of a row.
pub fn trouble(run: &DryRun, row: u32) -> (Field, Reason) {
    match troubles(run, row) {
        [one] => (one.field, one.reason),
        more => panic!("row {row} has {} troubles: {more:?}", more.len()),
    }
}

//! The overnight list: read without taking anything, then taken whole or not at all.

use crate::asks::intake::{DryRunView, ReadOvernightList, TakeOvernightList, TakenView};
use crate::case_opening::open_case;
use crate::keeping::{Doing, Kept, id_of};
use crate::overnight_rows::{new_case, view};
use crate::sitting::Sitting;
use crate::surroundings::{Picked, Progress, Surroundings};
use crate::trouble::{Form, Outcome, Plain, Trouble};
use crate::views::case_row_view;
use casework::ids::CaseId;
use casework::referral::Referral;
use intake::{Columns, DateOrder, DryRun, Field, IntakeRefusal, Known, Sheet, canonical_reference};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use store::KeyKind;

/// Where the unit's last column match is kept.
const COLUMNS_KEY: &str = "overnight:columns";

/// Rows between two words about how far it is.
const ROWS_BETWEEN_WORDS: usize = 100;

/// Rows shown of what was taken.
const MOST_SHOWN: usize = 200;

/// A list that ships with the example unit.
pub(crate) struct Sample {
    pub token: &'static str,
    pub label: &'static str,
    name: &'static str,
    bytes: &'static [u8],
}

macro_rules! sample {
    ($token:literal, $label:literal, $name:literal) => {
        Sample { token: $token, label: $label, name: $name, bytes: include_bytes!(concat!("../../../../assets/samples/", $name)) }
    };
}

/// Lists the example unit offers. Everybody in them is invented.
pub(crate) const SAMPLES: [Sample; 4] = [
    sample!("sample:clean", "Clean list (CSV)", "overnight-clean.csv"),
    sample!("sample:ugly", "List as ugly as life (CSV)", "overnight-ugly.csv"),
    sample!("sample:clean-workbook", "Clean list (workbook)", "overnight-clean.xlsx"),
    sample!("sample:ugly-workbook", "List as ugly as life (workbook)", "overnight-ugly.xlsx"),
];

/// A list as read, with what decides how it is understood.
struct ReadList {
    /// The token under which the page asks for it again.
    file: String,
    sheet: Sheet,
    columns: Columns,
    remembered: bool,
    order: DateOrder,
}

/// The picked file, or a sample where the unit is the example.
fn list_file(sitting: &Sitting<'_>, token: &str) -> Outcome<Picked> {
    if let Some(picked) = sitting.picked(token) {
        return Ok(picked.clone());
    }
    SAMPLES
        .iter()
        .find(|sample| sitting.unit.sample && sample.token == token)
        .map(|sample| Picked { name: sample.name.to_owned(), bytes: sample.bytes.to_vec() })
        .ok_or_else(|| Plain::NoFilePicked.into())
}

/// A refusal of the reader, in its own words and at the field that can be put right.
fn refused(refusal: &IntakeRefusal) -> Trouble {
    let field = match refusal {
        IntakeRefusal::Stopped => return Plain::Stopped.into(),
        IntakeRefusal::TooLarge => return Plain::FileTooLarge.into(),
        IntakeRefusal::MissingColumn { field } | IntakeRefusal::OneColumnForTwo { first: field, .. } => {
            format!("columns.{}", field.code())
        }
        IntakeRefusal::Empty
        | IntakeRefusal::NotAList
        | IntakeRefusal::OldOrLockedWorkbook
        | IntakeRefusal::Damaged
        | IntakeRefusal::UnpacksTooLarge
        | IntakeRefusal::UnreadableLetters
        | IntakeRefusal::UnclosedQuote { .. }
        | IntakeRefusal::TooManyRows
        | IntakeRefusal::TooManyColumns
        | IntakeRefusal::TooMuchText
        | IntakeRefusal::NoSheet
        | IntakeRefusal::NoHeadings
        | IntakeRefusal::NoRows => "file".to_owned(),
    };
    let mut form = Form::default();
    form.wrong(&field, &refusal.to_string());
    form.done().err().unwrap_or_else(|| Plain::ListNotReadable.into())
}

fn go_on(surroundings: &mut dyn Surroundings, label: &str, done: usize, total: usize) -> bool {
    let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
    surroundings.go_on(Progress { label, done: count(done), total: count(total) })
}

/// The columns as chosen on the page; an unknown field code means page and desk are of different versions.
fn chosen_columns(asked: &BTreeMap<String, String>) -> Outcome<Columns> {
    let mut columns = Columns::default();
    let mut form = Form::default();
    for (code, heading) in asked.iter().filter(|(_, heading)| !heading.is_empty()) {
        match Field::from_code(code) {
            Some(field) => columns.set(field, heading.clone()),
            None => {
                form.wrong("columns", "A field of this list is not known. Read the list again.");
            }
        }
    }
    form.done()?;
    Ok(columns)
}

/// What the page says, what the unit used last if it still fits, or a guess from the headings.
fn columns_for(sitting: &Sitting<'_>, sheet: &Sheet, asked: &BTreeMap<String, String>) -> Outcome<(Columns, bool)> {
    if !asked.is_empty() {
        return Ok((chosen_columns(asked)?, false));
    }
    let last: Option<Columns> = sitting.setting(COLUMNS_KEY)?;
    Ok(match last.filter(|columns| columns.fits(&sheet.headings) && columns.absent(&sheet.headings).is_empty()) {
        Some(columns) => (columns, true),
        None => (intake::guess_columns(&sheet.headings), false),
    })
}

fn read_list(sitting: &mut Sitting<'_>, token: &str, asked: &BTreeMap<String, String>, order: &str) -> Outcome<ReadList> {
    let picked = list_file(sitting, token)?;
    let extension = picked.name.rsplit_once('.').map(|(_, ending)| ending);
    let surroundings = &mut *sitting.surroundings;
    let mut progress = |done, total| flow(go_on(surroundings, "Reading the list", done, total));
    let sheet = intake::read_sheet(extension, &picked.bytes, &mut progress).map_err(|refusal| refused(&refusal))?;
    let (columns, remembered) = columns_for(sitting, &sheet, asked)?;
    let order = match order {
        "day_first" => DateOrder::DayFirst,
        "month_first" => DateOrder::MonthFirst,
        "year_first" => DateOrder::NotSaid,
        _ => intake::date_order_by_values(&sheet, &columns),
    };
    Ok(ReadList { file: token.to_owned(), sheet, columns, remembered, order })
}

const fn flow(go_on: bool) -> ControlFlow<()> {
    if go_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

/// Whether the unit holds a crime already. The store's key drops signs, so what it finds is compared whole.
fn holds(sitting: &Sitting<'_>, reference: &str) -> Outcome<bool> {
    for key in sitting.store().find_key(KeyKind::CrimeReference, reference)? {
        let referral: Option<Kept<Referral>> = sitting.look_up(crate::keeping::record_of(key.record))?;
        if referral.is_none_or(|kept| canonical_reference(&kept.body.crime_reference) == reference) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Judges every row against what the unit holds.
fn judge(sitting: &mut Sitting<'_>, list: &ReadList) -> Outcome<Result<DryRun, IntakeRefusal>> {
    let fault: RefCell<Option<Trouble>> = RefCell::new(None);
    let total = list.sheet.rows.len();
    if !go_on(sitting.surroundings, "Checking each row", 0, total) {
        return Err(Plain::Stopped.into());
    }
    let held = |reference: &str| match holds(sitting, reference) {
        Ok(held) => held,
        Err(trouble) => {
            fault.borrow_mut().get_or_insert(trouble);
            true
        }
    };
    let known = Known { crime_references: &held };
    let mut progress = |_, _| ControlFlow::Continue(());
    let run = intake::dry_run(&list.sheet, &list.columns, &known, list.order, &mut progress);
    match fault.into_inner() {
        Some(trouble) => Err(trouble),
        None => Ok(run),
    }
}

/// Reads a list and says what taking it would do. Nothing is taken and nothing is remembered.
pub fn read_overnight_list(sitting: &mut Sitting<'_>, ask: ReadOvernightList) -> Outcome<DryRunView> {
    let list = read_list(sitting, &ask.file, &ask.columns, &ask.date_order)?;
    match judge(sitting, &list)? {
        Ok(run) => Ok(view(&list.file, &list.sheet, &list.columns, list.remembered, &run, None)),
        // The page must still show the headings, or the match could not be put right.
        Err(refusal @ (IntakeRefusal::MissingColumn { .. } | IntakeRefusal::OneColumnForTwo { .. })) => {
            let nothing = DryRun { rows: Vec::new() };
            Ok(view(&list.file, &list.sheet, &list.columns, list.remembered, &nothing, Some(refusal.to_string())))
        }
        Err(refusal) => Err(refused(&refusal)),
    }
}

/// Takes every new row of a list, or none: broken rows are left out only where the reader saw how many there are.
pub fn take_overnight_list(sitting: &mut Sitting<'_>, ask: TakeOvernightList) -> Outcome<TakenView> {
    crate::readiness::ready_for_real_people(sitting)?;
    let list = read_list(sitting, &ask.file, &ask.columns, &ask.date_order)?;
    let run = judge(sitting, &list)?.map_err(|refusal| refused(&refusal))?;
    let counts = run.counts();
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    if counts.new == 0 {
        return Err(Plain::NothingNewInList.into());
    }
    if count(counts.broken) != ask.leave_out_broken {
        return Err(Plain::BrokenRowsNotSeen.into());
    }
    let cases = take_rows(sitting, &run, counts.new)?;
    sitting.keep_setting(COLUMNS_KEY, &list.columns)?;
    let shown = cases.iter().take(MOST_SHOWN);
    let rows = shown.map(|case| Ok(case_row_view(&sitting.store().the_case_row(id_of((*case).into()))?)));
    Ok(TakenView {
        taken: count(counts.new),
        already_known: count(counts.already_known),
        left_out: count(counts.broken + counts.duplicates),
        cases: rows.collect::<Outcome<_>>()?,
    })
}

/// One write for the whole list: stopped or failed, nothing of it is kept.
fn take_rows(sitting: &mut Sitting<'_>, run: &DryRun, total: usize) -> Outcome<Vec<CaseId>> {
    let (owner, now, prefix) = (sitting.session.agency, sitting.now, sitting.unit.reference_prefix.clone());
    sitting.write_and_tell(Doing::of_unit("take_overnight_list"), |w, outside| {
        let mut cases = Vec::with_capacity(total);
        for (place, record) in run.new_records().enumerate() {
            if place.is_multiple_of(ROWS_BETWEEN_WORDS) && !go_on(outside, "Taking the list", place, total) {
                return Err(Plain::Stopped.into());
            }
            cases.push(open_case(w, &new_case(record, now), owner, &prefix, now)?.0);
        }
        Ok(cases)
    })
}

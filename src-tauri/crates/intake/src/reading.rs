//! Reads the facts of one row, collecting every trouble rather than stopping at the first.

use crate::columns::Places;
use crate::dates::{Centuries, DateOrder, ListedTime, from_serial, from_text, listed};
use crate::field::Field;
use crate::reason::{CellTrouble, Reason};
use crate::record::{OvernightRecord, PersonAsListed, Phone, RecordedAs};
use crate::sheet::{Cell, CellValue, MAX_CELL_CHARACTERS, Origin, Row, Sheet};
use crate::text::{
    canonical_plate, canonical_reference, column_letters, excerpt, is_rounded_number, many_lines, one_line, says_not_known,
};
use chrono::NaiveDate;

/// Reads rows of one list.
pub struct RowReader<'a> {
    pub sheet: &'a Sheet,
    pub places: &'a Places,
    pub order: DateOrder,
}

/// One row while it is read.
struct Reading<'a> {
    list: &'a RowReader<'a>,
    row: &'a Row,
    troubles: Vec<CellTrouble>,
    from_formula: Vec<Field>,
}

impl RowReader<'_> {
    /// The record of a row.
    ///
    /// # Errors
    /// Every cell that cannot be taken; never an empty list.
    pub fn read(&self, row: &Row) -> Result<OvernightRecord, Vec<CellTrouble>> {
        let mut reading = Reading { list: self, row, troubles: Vec::new(), from_formula: Vec::new() };
        let record = reading.record();
        match record {
            Some(record) if reading.troubles.is_empty() => Ok(record),
            Some(_) | None => Err(reading.troubles),
        }
    }
}

impl Reading<'_> {
    fn record(&mut self) -> Option<OvernightRecord> {
        let crime_reference = self.needed(Field::CrimeReference).map(|text| canonical_reference(&text));
        let recorded_at = self.needed_date(Field::RecordedAt);
        let (recorded_offence, offence_code) = self.offence();
        let occurred_from = self.date(Field::OccurredFrom, Centuries::This);
        let victim = self.victim();
        let suspect = self.suspect();
        let relationship = self.text(Field::Relationship);
        let summary = self.text(Field::Summary);
        let officer = self.text(Field::Officer);
        let station = self.text(Field::Station);
        let vehicle_plate = canonical_plate(&self.text(Field::VehiclePlate));
        let (crime_reference, recorded_at, victim) = (crime_reference?, recorded_at?, victim?);
        let suspect_born = suspect.as_ref().and_then(|person| person.born_on);
        self.check_order(Field::VictimDob, victim.born_on, recorded_at, Reason::BornAfterRecorded);
        self.check_order(Field::SuspectDob, suspect_born, recorded_at, Reason::BornAfterRecorded);
        let occurred_on = occurred_from.map(|occurred| occurred.date);
        self.check_order(Field::OccurredFrom, occurred_on, recorded_at, Reason::HappenedAfterRecorded);
        Some(OvernightRecord {
            row: self.row.number,
            crime_reference,
            recorded_at,
            recorded_as: RecordedAs::from_words(&recorded_offence),
            recorded_offence,
            offence_code,
            occurred_from,
            victim,
            suspect,
            relationship,
            summary,
            officer,
            station,
            vehicle_plate,
            from_formula: std::mem::take(&mut self.from_formula),
        })
    }

    /// Words and code of the offence; one of the two is needed.
    fn offence(&mut self) -> (String, String) {
        let code = self.text(Field::OffenceCode);
        let words = if code.is_empty() {
            self.needed(Field::RecordedOffence).unwrap_or_default()
        } else {
            self.text(Field::RecordedOffence)
        };
        if words.is_empty() { (code.clone(), code) } else { (words, code) }
    }

    fn victim(&mut self) -> Option<PersonAsListed> {
        let born_on = self.date(Field::VictimDob, Centuries::Either).map(|born| born.date);
        let written = self.text(Field::VictimPhone);
        let phone = (!written.is_empty()).then(|| Phone::from_written(written));
        let address = self.text(Field::VictimAddress);
        let given = self.text(Field::VictimGivenName);
        let family = self.text(Field::VictimName);
        if says_not_known(&family) && (given.is_empty() || says_not_known(&given)) {
            self.trouble(Field::VictimName, Reason::NotKnown);
            return None;
        }
        let name = full_name(given, family);
        if name.is_empty() {
            // A cell with a trouble of its own is not also "missing".
            if self.troubles.iter().all(|trouble| trouble.field != Field::VictimName) {
                self.trouble(Field::VictimName, Reason::Missing);
            }
            return None;
        }
        Some(PersonAsListed { name, born_on, phone, address })
    }

    /// A suspect may be unknown altogether, or known by anything but a name.
    fn suspect(&mut self) -> Option<PersonAsListed> {
        let born_on = self.date(Field::SuspectDob, Centuries::Either).map(|born| born.date);
        let known = |text: String| {
            if says_not_known(&text) { String::new() } else { text }
        };
        let person = PersonAsListed {
            name: full_name(known(self.text(Field::SuspectGivenName)), known(self.text(Field::SuspectName))),
            born_on,
            phone: None,
            address: known(self.text(Field::SuspectAddress)),
        };
        (person != PersonAsListed::default()).then_some(person)
    }

    fn check_order(&mut self, field: Field, day: Option<NaiveDate>, recorded: ListedTime, reason: Reason) {
        if day.is_some_and(|day| day > recorded.date) {
            self.trouble(field, reason);
        }
    }

    fn cell(&self, field: Field) -> Option<&Cell> {
        self.list.places.of(field).map(|column| self.row.cell(column))
    }

    /// Text of an optional field, empty when there is none or when it is a trouble.
    fn text(&mut self, field: Field) -> String {
        let Some(found) = self.cell(field).map(|cell| text_in(cell, field)) else {
            return String::new();
        };
        match found {
            Ok(text) => {
                self.note_formula(field);
                text
            }
            Err(reason) => {
                self.trouble(field, reason);
                String::new()
            }
        }
    }

    fn needed(&mut self, field: Field) -> Option<String> {
        let troubles = self.troubles.len();
        let text = self.text(field);
        if !text.is_empty() && !says_not_known(&text) {
            return Some(text);
        }
        if self.troubles.len() == troubles {
            self.trouble(field, if text.is_empty() { Reason::Missing } else { Reason::NotKnown });
        }
        None
    }

    fn needed_date(&mut self, field: Field) -> Option<ListedTime> {
        let troubles = self.troubles.len();
        let found = self.date(field, Centuries::This);
        if found.is_none() && self.troubles.len() == troubles {
            self.trouble(field, Reason::Missing);
        }
        found
    }

    fn date(&mut self, field: Field, centuries: Centuries) -> Option<ListedTime> {
        let (order, serials) = (self.list.order, self.list.sheet.serials);
        let found = match &self.cell(field)?.value {
            CellValue::Moment(moment) => Ok(listed(*moment)),
            CellValue::Number(serial) => from_serial(*serial, serials),
            CellValue::Text(text) if says_not_known(text) || text.trim().is_empty() => return None,
            CellValue::Text(text) => from_text(text, order, serials, centuries),
            CellValue::Empty | CellValue::SheetError | CellValue::TooLong { .. } | CellValue::Merged => {
                // The same troubles as for text; an empty cell is none.
                self.text(field);
                return None;
            }
            CellValue::YesNo(_) => Err(Reason::NotADate),
        };
        match found {
            Ok(time) => {
                self.note_formula(field);
                Some(time)
            }
            Err(reason) => {
                self.trouble(field, reason);
                None
            }
        }
    }

    fn note_formula(&mut self, field: Field) {
        if self.cell(field).is_some_and(|cell| cell.origin == Origin::Formula) && !self.from_formula.contains(&field) {
            self.from_formula.push(field);
        }
    }

    fn trouble(&mut self, field: Field, reason: Reason) {
        let Some(column) = self.list.places.of(field) else {
            return;
        };
        self.troubles.push(CellTrouble {
            row: self.row.number,
            column: column_letters(column),
            heading: self.list.sheet.headings.get(column).cloned().unwrap_or_default(),
            field,
            reason,
            shown: shown(self.row.cell(column)),
        });
    }
}

fn full_name(given: String, family: String) -> String {
    match (given.is_empty(), family.is_empty()) {
        (true, _) => family,
        (_, true) => given,
        (false, false) => format!("{given} {family}"),
    }
}

fn text_in(cell: &Cell, field: Field) -> Result<String, Reason> {
    let text = match &cell.value {
        CellValue::Empty if cell.origin == Origin::Formula => {
            return Err(Reason::FormulaWithoutValue);
        }
        CellValue::Empty => return Ok(String::new()),
        CellValue::Text(text) if field == Field::Summary => many_lines(text),
        CellValue::Text(text) => one_line(text),
        CellValue::Number(number) => number_as_text(*number)?,
        CellValue::Moment(_) | CellValue::YesNo(_) => return Err(Reason::NotText),
        CellValue::SheetError => return Err(Reason::SheetError),
        CellValue::TooLong { characters, .. } => {
            return Err(Reason::TooLong { characters: *characters, limit: MAX_CELL_CHARACTERS });
        }
        CellValue::Merged => return Err(Reason::UnderMergedCell),
    };
    if matches!(field, Field::CrimeReference | Field::VictimPhone) && is_rounded_number(&text) {
        return Err(Reason::RoundedNumber);
    }
    let limit = field.most_characters();
    if text.len() > limit && text.chars().count() > limit {
        let characters = text.chars().count();
        return Err(Reason::TooLong { characters, limit });
    }
    Ok(text)
}

/// Whole numbers without ".0"; beyond 15 digits a spreadsheet no longer keeps every digit.
fn number_as_text(number: f64) -> Result<String, Reason> {
    if number.abs() >= 1e15 || !number.is_finite() {
        return Err(Reason::RoundedNumber);
    }
    Ok(number.to_string())
}

fn shown(cell: &Cell) -> String {
    match &cell.value {
        CellValue::Empty | CellValue::Merged => String::new(),
        CellValue::Text(text) => excerpt(text),
        CellValue::Number(number) => excerpt(&number.to_string()),
        CellValue::Moment(moment) => moment.format("%-d %b %Y %H:%M").to_string(),
        CellValue::YesNo(true) => "TRUE".to_owned(),
        CellValue::YesNo(false) => "FALSE".to_owned(),
        CellValue::SheetError => "#ERROR".to_owned(),
        CellValue::TooLong { begins, .. } => excerpt(&format!("{begins} and more")),
    }
}

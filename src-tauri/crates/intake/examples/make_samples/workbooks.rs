//! The two Excel workbooks.

use crate::people::{CLEAN, HEADINGS};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

/// A workbook whose file says it was made on the sample morning, so that its bytes do not change from day to day.
fn dated() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 11, 23)?.and_hms(6, 58, 0)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(workbook)
}

/// "14/03/1991" as a date cell; empty stays empty.
fn write_day(sheet: &mut Worksheet, row: u32, column: u16, day: &str, format: &Format) -> Result<(), XlsxError> {
    let parts: Vec<u16> = day.split('/').filter_map(|part| part.parse().ok()).collect();
    if let [day, month, year] = parts[..] {
        let date = ExcelDateTime::from_ymd(year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))?;
        sheet.write_with_format(row, column, &date, format)?;
    }
    Ok(())
}

/// One sheet, one heading row, real date cells.
pub fn clean() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = dated()?;
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let sheet = workbook.add_worksheet().set_name("Overnight")?;
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write(0, column, heading)?;
    }
    for (row, listed) in (1..).zip(&CLEAN) {
        let (year, month, date, hour, minute) = listed.recorded;
        let recorded = ExcelDateTime::from_ymd(year, month, date)?.and_hms(hour, minute, 0)?;
        sheet.write(row, 0, listed.reference)?;
        sheet.write_with_format(row, 1, &recorded, &moment)?;
        sheet.write(row, 2, listed.offence)?;
        let [name, born, phone, address] = listed.victim;
        sheet.write(row, 3, name)?;
        write_day(sheet, row, 4, born, &day)?;
        sheet.write(row, 5, phone)?.write(row, 6, address)?;
        let [suspect, suspect_born, suspect_address] = listed.suspect;
        sheet.write(row, 7, suspect)?;
        write_day(sheet, row, 8, suspect_born, &day)?;
        sheet.write(row, 9, suspect_address)?;
        let rest = [listed.relationship, listed.summary, listed.officer, listed.station, listed.plate];
        for (column, text) in (10..).zip(rest) {
            sheet.write(row, column, text)?;
        }
    }
    workbook.save_to_buffer()
}

/// Merged title and groups, formula cells good and bad, serial numbers for dates, merged people, spare sheets.
pub fn ugly() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = dated()?;
    workbook.add_worksheet().set_name("Read me")?.write(0, 0, "The list is on the next sheet.")?;
    let sheet = workbook.add_worksheet().set_name("Overnight")?;
    headings(sheet)?;
    good_rows(sheet)?;
    broken_rows(sheet)?;
    workbook.add_worksheet().set_name("Old")?.set_hidden(true).write(0, 0, "Crime reference")?;
    workbook.save_to_buffer()
}

fn headings(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let merged = Format::new().set_bold();
    sheet.merge_range(0, 0, 0, 11, "Overnight list, harassment and stalking, Example BCU", &merged)?;
    for (column, heading) in [(0, "Crime ref"), (1, "Date recorded"), (2, "Offence"), (9, "MO"), (10, "OIC"), (11, "VRM")] {
        sheet.merge_range(2, column, 3, column, heading, &merged)?;
    }
    sheet.merge_range(2, 3, 2, 5, "Victim", &merged)?;
    sheet.merge_range(2, 6, 2, 8, "Suspect", &merged)?;
    for (column, heading) in (3..).zip(["Name", "DOB", "Phone", "Name", "DOB", "Phone"]) {
        sheet.write(3, column, heading)?;
    }
    Ok(())
}

fn good_rows(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm");
    let recorded = ExcelDateTime::from_ymd(2026, 11, 21)?.and_hms(3, 30, 0)?;
    let reference = Formula::new("=\"EX/\"&48271&\"/26\"").set_result("EX/48271/26");
    sheet.write(4, 0, reference)?.write_with_format(4, 1, &recorded, &moment)?;
    texts(
        sheet,
        4,
        2,
        "Stalking (PHA 1997 s.2A)|Eleri Fixture|2 May 1995|07700 900181|Unknown|||Came home to every light on and nothing taken. Third time.|PC 9001 Sample|",
    )?;
    // 46348.25 is 22 November 2026, 06:00, in a cell that nobody formatted as a date.
    sheet.write(6, 0, "EX/48272/26")?.write(6, 1, 46_348.25)?;
    texts(
        sheet,
        6,
        2,
        "Harassment|Katarzyna Testcase|||Zbigniew Example|1975-02-28|07700 900182|Turns up at each viewing she books as an estate agent.|PC 9061 Fixture|xx00 fff",
    )?;
    sheet.write(6, 5, 7_700_900_183.0)?;
    sheet.write(7, 0, "EX/48098/26")?.write(7, 1, "22/11/2026 19:00")?;
    texts(
        sheet,
        7,
        2,
        "Harassment|Nasreen Akhtar Example|11/11/1974|01632 960162|Peter Mockford|||Further update: second camera.|PCSO 9104 Fixture|",
    )?;
    sheet.write(8, 0, "EX/48271/26")?.write(8, 1, "2026-11-21 03:30")?;
    texts(
        sheet,
        8,
        2,
        "Stalking (PHA 1997 s.2A)|Eleri Fixture|2 May 1995|07700 900181|Unknown|||Came home to every light on and nothing taken. Third time.|PC 9001 Sample|",
    )
}

fn broken_rows(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let merged = Format::new();
    sheet.write(9, 0, Formula::new("=Lookup!A1").set_result("#REF!"))?.write(9, 1, "22/11/2026")?;
    texts(sheet, 9, 2, "Harassment|Menna Placeholder||||||The sheet that held the reference is gone.|PC 9017 Testcase|")?;
    for (row, reference, suspect) in [(10, "EX/48274/26", "Aled Specimen"), (11, "EX/48275/26", "Iwan Specimen")] {
        sheet.write(row, 0, reference)?.write(row, 1, "22/11/2026 23:10")?.write(row, 2, "Stalking")?;
        texts(sheet, row, 6, &format!("{suspect}|||One victim, two brothers, two crimes.|PC 9032 Example|"))?;
    }
    sheet.merge_range(10, 3, 11, 3, "Parveen Akhtar Sample", &merged)?;
    sheet.write(12, 0, "EX/48276/26")?.write(12, 1, "23/11/2026 01:00")?;
    let long = "Message after message, all the same. ".repeat(800);
    let long: String = long.chars().take(25_000).collect();
    texts(sheet, 12, 2, &format!("Harassment|Jadwiga Mockford|||Unknown|||{long}|PC 9058 Specimen|"))?;
    sheet.write(13, 0, "EX/48277/26")?.write(13, 1, Formula::new("=NOW()").set_result(""))?;
    texts(sheet, 13, 2, "Stalking|Heledd Example|||Unknown|||Followed home from choir.|PC 9058 Specimen|")
}

fn texts(sheet: &mut Worksheet, row: u32, first: u16, texts: &str) -> Result<(), XlsxError> {
    for (column, text) in (first..).zip(texts.split('|')).filter(|(_, text)| !text.is_empty()) {
        sheet.write(row, column, text)?;
    }
    Ok(())
}

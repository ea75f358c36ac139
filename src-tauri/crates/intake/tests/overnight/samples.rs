//! The sample lists as the product ships them, row by row.

use crate::support::*;
use chrono::{NaiveDate, NaiveTime};
use intake::*;

const CLEAN_CSV: &[u8] = include_bytes!("../../../../../assets/samples/overnight-clean.csv");
const CLEAN_XLSX: &[u8] = include_bytes!("../../../../../assets/samples/overnight-clean.xlsx");
const UGLY_CSV: &[u8] = include_bytes!("../../../../../assets/samples/overnight-ugly.csv");
const UGLY_XLSX: &[u8] = include_bytes!("../../../../../assets/samples/overnight-ugly.xlsx");

#[test]
fn the_clean_list_has_eight_new_rows_three_known_and_a_second_suspect() {
    let run = judge(&read(CLEAN_CSV).unwrap());
    let expected = Counts { new: 8, already_known: 3, duplicates: 1, broken: 0 };
    assert_eq!(run.counts(), expected);
    assert_eq!(
        verdict(&run, 10),
        &Verdict::DuplicateInFile {
            crime_reference: "EX/48235/26".to_owned(),
            of_row: 9,
            differs_in: vec![Field::SuspectName, Field::SuspectDob, Field::Relationship],
        }
    );
}

#[test]
fn the_clean_workbook_says_the_same_as_the_clean_csv() {
    let sheet = read_sheet(Some("xlsx"), CLEAN_XLSX, &mut go_on).unwrap();
    assert_eq!((sheet.format, sheet.encoding), (Format::Workbook, None));
    assert_eq!(sheet.notes, vec![]);
    assert_eq!(judge(&sheet), judge(&read(CLEAN_CSV).unwrap()));
}

#[test]
fn every_fact_of_a_clean_row_arrives() {
    let run = judge(&read(CLEAN_CSV).unwrap());
    let record = new(&run, 2);
    assert_eq!(record.crime_reference, "EX/48201/26");
    assert_eq!(record.recorded_at.date, NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    assert_eq!(record.recorded_at.time, NaiveTime::from_hms_opt(19, 25, 0));
    assert_eq!(record.recorded_as, RecordedAs::Stalking);
    assert_eq!(record.victim.name, "Carys Example-Testcase");
    assert_eq!(record.victim.born_on, NaiveDate::from_ymd_opt(1991, 3, 14));
    let phone = record.victim.phone.as_ref().unwrap();
    assert_eq!((phone.as_written.as_str(), phone.normal.as_deref()), ("07700 900112", Some("+447700900112")));
    assert_eq!(record.victim.address, "3 Placeholder Terrace, Sampleford ZZ99 1AA");
    let suspect = record.suspect.as_ref().unwrap();
    assert_eq!(suspect.name, "Owen Mockford");
    assert_eq!(suspect.address, "Flat 2, 40 Specimen Road, Sampleford ZZ99 1AB");
    assert_eq!(record.relationship, "Ex-partner, lived together");
    assert_eq!((record.officer.as_str(), record.station.as_str()), ("PC 9001 Sample", "Sampleford"));
    assert_eq!(record.vehicle_plate, "XX00 AAA");
    assert_eq!(new(&run, 4).suspect, None, "an unknown suspect is allowed");
    assert_eq!(new(&run, 8).recorded_as, RecordedAs::Other);
}

#[test]
fn the_ugly_csv_is_read_through_its_title_groups_and_repeated_headings() {
    let sheet = read_sheet(Some("csv"), UGLY_CSV, &mut go_on).unwrap();
    assert_eq!(sheet.format, Format::SemicolonSeparated);
    assert_eq!(sheet.encoding, Some(Encoding::Utf16LittleEndian));
    assert_eq!(
        sheet.headings[3..9],
        ["Victim Name", "Victim DOB", "Victim Phone", "Victim Address", "Suspect Name", "Suspect DOB"]
    );
    assert_eq!(
        sheet.notes,
        [
            Note::HeadingsOverTwoRows { first: 4, second: 5 },
            Note::LinesAboveHeadings { lines: 2 },
            Note::HeadingRepeated { row: 13 },
        ]
    );
}

#[test]
fn each_ugly_row_of_the_csv_gets_its_own_verdict() {
    let run = judge(&read(UGLY_CSV).unwrap());
    let expected = Counts { new: 4, already_known: 1, duplicates: 2, broken: 6 };
    assert_eq!(run.counts(), expected);
    let times: Vec<String> = [6, 7, 8].map(|row| format!("{:?}", new(&run, row).recorded_at)).to_vec();
    for (written, expected) in
        times.iter().zip(["2026-11-20, time: Some(23:40", "2026-11-21, time: Some(01:15", "2026-11-22, time: Some(03:10"])
    {
        assert!(written.contains(expected), "{written}");
    }
    let differs = |row| match verdict(&run, row) {
        Verdict::DuplicateInFile { of_row, differs_in, .. } => (*of_row, differs_in.clone()),
        other => panic!("{other:?}"),
    };
    assert_eq!(differs(9), (6, vec![]));
    assert_eq!(differs(19), (7, vec![Field::VictimPhone, Field::SuspectName, Field::Summary]));
    assert_eq!(trouble(&run, 10), (Field::VictimName, Reason::Missing));
    assert_eq!(trouble(&run, 11), (Field::Summary, Reason::TooLong { characters: 40_000, limit: 20_000 }));
    assert_eq!(verdict(&run, 12), &Verdict::AlreadyKnown { crime_reference: "EX/48117/26".to_owned() });
    assert_eq!(trouble(&run, 14), (Field::RecordedAt, Reason::NotADate));
    assert_eq!(trouble(&run, 15), (Field::CrimeReference, Reason::RoundedNumber));
    assert_eq!(trouble(&run, 16), (Field::VictimName, Reason::NotKnown));
    assert_eq!(trouble(&run, 17), (Field::VictimDob, Reason::TwoDigitYear));
}

#[test]
fn text_that_looks_like_a_formula_is_text() {
    let run = judge(&read(UGLY_CSV).unwrap());
    let record = new(&run, 18);
    assert!(record.summary.starts_with("=HYPERLINK(\"x\",\"click\")"));
    assert_eq!(record.officer, "@PC 9001 Sample");
    assert_eq!(record.victim.phone.as_ref().unwrap().normal, None, "two numbers in one cell stay as written");
}

#[test]
fn a_long_cell_is_reported_with_its_length_and_a_short_excerpt() {
    let run = judge(&read(UGLY_CSV).unwrap());
    let [trouble] = troubles(&run, 11) else { panic!("one trouble") };
    assert_eq!(trouble.reason.words(), "too long (40,000 characters; the limit is 20,000)");
    assert_eq!((trouble.column.as_str(), trouble.heading.as_str()), ("K", "MO"));
    assert_eq!(trouble.shown.chars().count(), 40);
    assert!(trouble.shown.starts_with("He sat in the car park") && trouble.shown.ends_with('…'));
}

#[test]
fn the_ugly_workbook_is_read_from_the_sheet_that_holds_the_list() {
    let sheet = read(UGLY_XLSX).unwrap();
    assert_eq!(sheet.headings[0..6], ["Crime ref", "Date recorded", "Offence", "Victim Name", "Victim DOB", "Victim Phone"]);
    assert_eq!(sheet.headings[6..], ["Suspect Name", "Suspect DOB", "Suspect Phone", "MO", "OIC", "VRM"]);
    assert!(sheet.notes.contains(&Note::OtherSheets { sheets: 1 }));
    assert!(sheet.notes.contains(&Note::HiddenSheets { sheets: 1 }));
    assert!(sheet.notes.contains(&Note::FormulaCells { cells: 3 }));
    assert!(sheet.notes.contains(&Note::HeadingsOverTwoRows { first: 3, second: 4 }));
    assert!(sheet.notes.contains(&Note::MergedCells { cells: 1 }));
}

#[test]
fn a_suspects_phone_is_never_taken_for_the_victims() {
    let sheet = read(UGLY_XLSX).unwrap();
    let columns = guess_columns(&sheet.headings);
    assert_eq!(columns.heading(Field::VictimPhone), Some("Victim Phone"));
    assert_eq!(columns.unused(&sheet.headings), ["Suspect Phone"]);
}

#[test]
fn formula_cells_show_their_saved_value_and_are_marked() {
    let run = judge(&read(UGLY_XLSX).unwrap());
    let record = new(&run, 5);
    assert_eq!(record.crime_reference, "EX/48271/26");
    assert_eq!(record.from_formula, [Field::CrimeReference]);
    assert_eq!(trouble(&run, 10), (Field::CrimeReference, Reason::SheetError));
    assert_eq!(trouble(&run, 14), (Field::RecordedAt, Reason::NotADate));
}

#[test]
fn each_ugly_row_of_the_workbook_gets_its_own_verdict() {
    let run = judge(&read(UGLY_XLSX).unwrap());
    let expected = Counts { new: 3, already_known: 1, duplicates: 1, broken: 4 };
    assert_eq!(run.counts(), expected);
    let serial = new(&run, 7);
    assert_eq!(serial.recorded_at.date, NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
    assert_eq!(serial.recorded_at.time, NaiveTime::from_hms_opt(6, 0, 0));
    assert_eq!(serial.vehicle_plate, "XX00 FFF");
    let phone = serial.victim.phone.as_ref().unwrap();
    assert_eq!((phone.as_written.as_str(), phone.normal.as_deref()), ("7700900183", Some("+447700900183")));
    assert_eq!(new(&run, 11).victim.name, "Parveen Akhtar Sample");
    assert_eq!(trouble(&run, 12), (Field::VictimName, Reason::UnderMergedCell));
    assert_eq!(trouble(&run, 13), (Field::Summary, Reason::TooLong { characters: 25_000, limit: 20_000 }));
}

#[test]
fn every_phone_in_the_samples_is_in_the_range_kept_for_drama() {
    for bytes in [CLEAN_CSV, CLEAN_XLSX, UGLY_CSV, UGLY_XLSX] {
        let run = judge(&read(bytes).unwrap());
        for phone in run.new_records().filter_map(|record| record.victim.phone.as_ref()?.normal.as_deref()) {
            assert!(phone.starts_with("+447700900") || phone.starts_with("+441632960"), "{phone}");
        }
    }
}

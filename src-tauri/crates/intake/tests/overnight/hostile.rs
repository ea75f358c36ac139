//! Bytes that mean harm or nothing: refused, quickly, without a panic.

use crate::support::*;
use intake::*;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const CLEAN_XLSX: &[u8] = include_bytes!("../../../../../assets/samples/overnight-clean.xlsx");
const UGLY_CSV: &[u8] = include_bytes!("../../../../../assets/samples/overnight-ugly.csv");

/// The clean workbook with one part replaced, or a new part added.
fn with_part(name: &str, content: &mut dyn FnMut(&mut dyn Write)) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(Cursor::new(CLEAN_XLSX)).unwrap();
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..source.len() {
        let part = source.by_index_raw(index).unwrap();
        if part.name().unwrap() != name {
            target.raw_copy_file(part).unwrap();
        }
    }
    target.start_file(name, SimpleFileOptions::default()).unwrap();
    content(&mut target);
    target.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_without_end_is_refused() {
    let bomb = with_part("xl/media/image1.png", &mut |part| {
        let block = vec![0_u8; 1 << 20];
        for _ in 0..=(MAX_UNPACKED_BYTES >> 20) {
            part.write_all(&block).unwrap();
        }
    });
    assert!(bomb.len() < 2_000_000, "it is small packed");
    assert_eq!(read(&bomb), Err(IntakeRefusal::UnpacksTooLarge));
}

#[test]
fn a_workbook_claiming_a_billion_strings_is_refused() {
    let claims = with_part("xl/sharedStrings.xml", &mut |part| {
        part.write_all(b"<sst uniqueCount = \"99999999999999\"><si><t>a</t></si></sst>").unwrap();
    });
    assert_eq!(read(&claims), Err(IntakeRefusal::Damaged));
}

#[test]
fn one_long_text_shared_by_many_cells_does_not_fill_the_memory() {
    let long = "a".repeat(20_000);
    let bytes = with_part("xl/worksheets/sheet1.xml", &mut |part| {
        part.write_all(b"<worksheet><sheetData>").unwrap();
        for row in 1..=10_500 {
            writeln!(part, "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{long}</t></is></c></row>").unwrap();
        }
        part.write_all(b"</sheetData></worksheet>").unwrap();
    });
    assert_eq!(read(&bytes), Err(IntakeRefusal::TooMuchText));
}

#[test]
fn an_archive_that_is_no_workbook_is_refused() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("letter.txt", SimpleFileOptions::default()).unwrap();
    archive.write_all(b"hello").unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    assert_eq!(read(&bytes), Err(IntakeRefusal::NotAList));
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    for end in (4..CLEAN_XLSX.len()).step_by(97) {
        let refusal = read(&CLEAN_XLSX[..end]).unwrap_err();
        assert!(matches!(refusal, IntakeRefusal::Damaged | IntakeRefusal::NotAList), "{end}: {refusal:?}");
    }
}

#[test]
fn a_sheet_with_nonsense_positions_is_refused_without_a_panic() {
    for cell in [
        "<c r=\"A99999999999\"><v>1</v></c>",
        "<c r=\"ZZZZZZZZ1\"><v>1</v></c>",
        "<c r=\"A1\" t=\"s\"><v>4000000</v></c>",
        "<c r=\"A1\" s=\"99999\"><v>1e999</v></c>",
    ] {
        let bytes = with_part("xl/worksheets/sheet1.xml", &mut |part| {
            write!(part, "<worksheet><sheetData><row r=\"1\">{cell}</row></sheetData></worksheet>").unwrap();
        });
        read(&bytes).unwrap_err();
    }
}

#[test]
fn a_formula_that_was_never_computed_is_said_to_be_one() {
    let bytes = with_part("xl/worksheets/sheet1.xml", &mut |part| {
        let text = |cell: &str, text: &str| format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let headings = [("A1", "Crime ref"), ("B1", "Recorded"), ("C1", "Offence"), ("D1", "Victim")];
        let headings: String = headings.map(|(cell, words)| text(cell, words)).concat();
        let row = [text("A2", "EX/1/26"), text("C2", "Stalking"), text("D2", "Ann Sample")].concat();
        write!(part, "<worksheet><sheetData><row r=\"1\">{headings}</row><row r=\"2\">{row}<c r=\"B2\"><f>NOW()</f></c></row></sheetData></worksheet>").unwrap();
    });
    assert_eq!(trouble(&judge(&read(&bytes).unwrap()), 2), (Field::RecordedAt, Reason::FormulaWithoutValue));
}

/// Reads, and if it can be read judges: nothing may panic.
fn try_all(bytes: &[u8]) {
    if let Ok(sheet) = read(bytes) {
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::NotSaid] {
            let _ = judge_as(&sheet, order);
        }
        let _ = date_order_by_values(&sheet, &guess_columns(&sheet.headings));
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        try_all(&bytes);
    }

    #[test]
    fn arbitrary_text_under_good_headings_never_panics(text in "(\\PC|[,;\"\n\t\r]){0,300}") {
        try_all(format!("Crime reference,Recorded,Offence,Victim,Victim DOB,Victim phone,MO\n{text}").as_bytes());
    }

    #[test]
    fn a_damaged_workbook_never_panics(at in 0..CLEAN_XLSX.len(), byte in any::<u8>()) {
        let mut bytes = CLEAN_XLSX.to_vec();
        bytes[at] = byte;
        try_all(&bytes);
    }

    #[test]
    fn a_damaged_list_never_panics(at in 0..UGLY_CSV.len(), byte in any::<u8>()) {
        let mut bytes = UGLY_CSV.to_vec();
        bytes[at] = byte;
        try_all(&bytes);
    }

    #[test]
    fn a_workbook_with_an_arbitrary_sheet_never_panics(sheet in "(<row r=\"[0-9]{0,8}\">(<c r=\"[A-Z]{0,3}[0-9]{0,7}\"( t=\"(s|str|e|b|d|n)\")?( s=\"[0-9]\")?>(<f>[A-Z]</f>)?<v>[ -;=?-~]{0,9}</v></c>){0,4}</row>){0,4}") {
        let bytes = with_part("xl/worksheets/sheet1.xml", &mut |part| {
            write!(part, "<worksheet><sheetData>{sheet}</sheetData></worksheet>").unwrap();
        });
        try_all(&bytes);
    }
}

//! Lists of separated values in every dress, and lists that are refused.

use crate::support::*;
use intake::*;
use std::ops::ControlFlow;

const TEXT: &str = "Crime reference,Recorded,Offence,Victim\nEX/1/26,23/11/2026,Stalking,Siân Sample\n";

fn victim_of(bytes: &[u8]) -> (Encoding, String) {
    let sheet = read(bytes).unwrap();
    let name = new(&judge(&sheet), 2).victim.name.clone();
    (sheet.encoding.unwrap(), name)
}

#[test]
fn all_five_encodings_give_the_same_name() {
    let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = |mark: &[u8], body: &[u8]| [mark, body].concat();
    let windows: Vec<u8> = TEXT.chars().map(|letter| u8::try_from(letter as u32).unwrap()).collect();
    let files = [
        (TEXT.as_bytes().to_vec(), Encoding::Utf8),
        (marked(&[0xEF, 0xBB, 0xBF], TEXT.as_bytes()), Encoding::Utf8WithMark),
        (marked(&[0xFF, 0xFE], &little), Encoding::Utf16LittleEndian),
        (marked(&[0xFE, 0xFF], &big), Encoding::Utf16BigEndian),
        (little, Encoding::Utf16LittleEndian),
        (big, Encoding::Utf16BigEndian),
        (windows, Encoding::Windows1252),
    ];
    for (bytes, encoding) in files {
        assert_eq!(victim_of(&bytes), (encoding, "Siân Sample".to_owned()));
    }
}

#[test]
fn guessed_letters_are_said_to_be_guessed() {
    let windows: Vec<u8> = TEXT.chars().map(|letter| u8::try_from(letter as u32).unwrap()).collect();
    assert_eq!(read(&windows).unwrap().notes, [Note::LettersGuessed]);
}

#[test]
fn commas_semicolons_and_tabs_are_told_apart() {
    for (separator, format) in [(",", Format::CommaSeparated), (";", Format::SemicolonSeparated), ("\t", Format::TabSeparated)] {
        let sheet = read(TEXT.replace(',', separator).as_bytes()).unwrap();
        assert_eq!(sheet.format, format);
        assert_eq!(judge(&sheet).counts().new, 1);
    }
}

#[test]
fn a_separator_inside_quotes_does_not_count() {
    let text = "Crime reference;Recorded;Offence;Victim;MO\nEX/1/26;23/11/2026;Stalking;Ann Sample;\"a,b,c,d,e,f,g\"\n";
    assert_eq!(read(text.as_bytes()).unwrap().format, Format::SemicolonSeparated);
}

#[test]
fn a_wrong_file_ending_is_noted_and_the_content_decides() {
    let sheet = read_sheet(Some("XLSX"), TEXT.as_bytes(), &mut go_on).unwrap();
    assert_eq!(sheet.notes, [Note::NameDoesNotMatchContent]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_shows_them() {
    let text = "Crime reference,Recorded,Offence,Victim\r\n\r\nEX/1/26,23/11/2026,\"Stalking\r\nin two\r\nlines\",Ann Sample\r\nEX/2/26,23/11/2026,Stalking,Ben Sample";
    let run = judge(&read(text.as_bytes()).unwrap());
    let rows: Vec<u32> = run.rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [3, 4]);
}

#[test]
fn a_quotation_mark_left_open_is_refused_rather_than_swallowing_rows() {
    let text = "Crime reference,Recorded,Offence,Victim\nEX/1/26,23/11/2026,\"Stalking,Ann Sample\nEX/2/26,23/11/2026,Stalking,Ben Sample\n";
    assert_eq!(read(text.as_bytes()), Err(IntakeRefusal::UnclosedQuote { row: 2 }));
}

#[test]
fn what_is_not_a_list_is_refused() {
    assert_eq!(read(b""), Err(IntakeRefusal::Empty));
    assert_eq!(read(b" \r\n \n"), Err(IntakeRefusal::Empty));
    assert_eq!(read(b"%PDF-1.7 and so on"), Err(IntakeRefusal::NotAList));
    assert_eq!(read(&[1, 2, 3, 0, 0, 0, 9]), Err(IntakeRefusal::NotAList));
    assert_eq!(read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1]), Err(IntakeRefusal::OldOrLockedWorkbook));
    assert_eq!(read(b"PK\x03\x04 cut off"), Err(IntakeRefusal::Damaged));
    assert_eq!(read(&[0xEF, 0xBB, 0xBF, b'a', 0xC3]), Err(IntakeRefusal::UnreadableLetters));
    assert_eq!(read(b"one line of prose without columns\n"), Err(IntakeRefusal::NoHeadings));
    assert_eq!(read(b"Crime reference,Recorded,Offence,Victim\n"), Err(IntakeRefusal::NoRows));
}

#[test]
fn a_file_past_the_size_limit_is_refused_before_it_is_read() {
    assert_eq!(read(&vec![b'a'; MAX_BYTES + 1]), Err(IntakeRefusal::TooLarge));
}

#[test]
fn one_row_too_many_and_one_column_too_many_are_refused() {
    let mut text = String::from("Crime reference,Recorded,Offence,Victim\n");
    text.push_str(&"a,b,c,d\n".repeat(MAX_ROWS));
    assert_eq!(read(text.as_bytes()).unwrap().rows.len(), MAX_ROWS);
    text.push_str("a,b,c,d\n");
    assert_eq!(read(text.as_bytes()), Err(IntakeRefusal::TooManyRows));
    let wide = format!("Crime reference,Recorded{}x\n", ",".repeat(MAX_COLUMNS));
    assert_eq!(read(wide.as_bytes()), Err(IntakeRefusal::TooManyColumns));
}

#[test]
fn a_missing_needed_column_is_refused_by_name() {
    let sheet = read(b"Crime reference,Recorded,Offence,Mystery\nEX/1/26,23/11/2026,Stalking,Ann Sample\n").unwrap();
    let refusal = judge_as(&sheet, DateOrder::DayFirst).unwrap_err();
    assert_eq!(refusal, IntakeRefusal::MissingColumn { field: Field::VictimName });
    assert_eq!(refusal.to_string(), "No column is matched to Victim's name. Choose the column that holds it.");
}

#[test]
fn a_match_made_by_hand_is_remembered_and_still_holds_when_columns_move() {
    let sheet = read(b"Crime reference,Recorded,Offence,Mystery\nEX/1/26,23/11/2026,Stalking,Ann Sample\n").unwrap();
    let mut columns = guess_columns(&sheet.headings);
    columns.set(Field::VictimName, "Mystery");
    let remembered: Columns = serde_json::from_str(&serde_json::to_string(&columns).unwrap()).unwrap();
    let moved = read(b"New,MYSTERY,Offence,Recorded,Crime reference\n,Ann Sample,Stalking,23/11/2026,EX/1/26\n").unwrap();
    let known = Known { crime_references: &|_| false };
    let run = dry_run(&moved, &remembered, &known, DateOrder::DayFirst, &mut go_on).unwrap();
    assert_eq!(new(&run, 2).victim.name, "Ann Sample");
}

#[test]
fn one_column_for_two_fields_is_refused() {
    let sheet = list("MO", &["EX/1/26,23/11/2026,Stalking,Ann Sample,x"]);
    let mut columns = guess_columns(&sheet.headings);
    columns.set(Field::SuspectName, "Victim");
    let known = Known { crime_references: &|_| false };
    let refusal = dry_run(&sheet, &columns, &known, DateOrder::DayFirst, &mut go_on).unwrap_err();
    assert_eq!(refusal, IntakeRefusal::OneColumnForTwo { first: Field::VictimName, second: Field::SuspectName });
}

#[test]
fn every_guessed_heading_belongs_to_a_field_and_every_field_has_a_label_and_code() {
    for field in Field::ALL {
        assert_eq!(Field::from_code(field.code()), Some(field));
        assert_eq!(serde_json::to_string(&field).unwrap(), format!("\"{}\"", field.code()));
        assert!(!guess_columns(&[field.code().replace('_', " ")]).heading(field).unwrap_or_default().is_empty(), "{field:?}");
    }
}

#[test]
fn reading_and_judging_can_be_stopped() {
    let mut text = String::from("Crime reference,Recorded,Offence,Victim\n");
    text.push_str(&"a,b,c,d\n".repeat(2_000));
    let mut stop = |_: usize, _: usize| ControlFlow::Break(());
    assert_eq!(read_sheet(None, text.as_bytes(), &mut stop), Err(IntakeRefusal::Stopped));
    let sheet = read(text.as_bytes()).unwrap();
    let known = Known { crime_references: &|_| false };
    let columns = guess_columns(&sheet.headings);
    assert_eq!(dry_run(&sheet, &columns, &known, DateOrder::DayFirst, &mut stop), Err(IntakeRefusal::Stopped));
}

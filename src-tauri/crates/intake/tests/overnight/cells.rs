//! Dates, names, phones and offences cell by cell.

use crate::support::*;
use chrono::NaiveDate;
use intake::*;
use proptest::prelude::*;

/// What a written date is read as: "2026-11-03 14:05" or the reason against it.
fn date(written: &str, order: DateOrder) -> Result<String, Reason> {
    let sheet = list("MO", &[&format!("EX/1/26,\"{written}\",Stalking,Ann Sample,x")]);
    let run = judge_as(&sheet, order).unwrap();
    match verdict(&run, 2) {
        Verdict::New(record) => {
            let time = record.recorded_at.time.map(|time| time.format(" %H:%M").to_string());
            Ok(format!("{}{}", record.recorded_at.date, time.unwrap_or_default()))
        }
        Verdict::Broken(troubles) => Err(troubles[0].reason),
        other => panic!("{other:?}"),
    }
}

#[test]
fn dates_are_read_in_every_usual_writing() {
    for (written, expected) in [
        ("03/11/2026", "2026-11-03"),
        ("3.11.2026", "2026-11-03"),
        ("3-11-2026 14:05", "2026-11-03 14:05"),
        ("03/11/26 1405", "2026-11-03 14:05"),
        ("2026-11-03", "2026-11-03"),
        ("2026-11-03T14:05:59", "2026-11-03 14:05"),
        ("2026-11-03 14:05:59.123", "2026-11-03 14:05"),
        ("2026-07-03T14:05:00Z", "2026-07-03 15:05"),
        ("20261103", "2026-11-03"),
        ("3 Nov 2026", "2026-11-03"),
        ("3rd November 2026 at 2:05 pm", "2026-11-03 14:05"),
        ("Tue 3-Nov-26, 12:05am", "2026-11-03 00:05"),
        ("November 3, 2026", "2026-11-03"),
        ("3 Tachwedd 2026", "2026-11-03"),
        ("46329", "2026-11-03"),
        ("46329.5868055556", "2026-11-03 14:05"),
    ] {
        assert_eq!(date(written, DateOrder::DayFirst).as_deref(), Ok(expected), "{written}");
    }
}

#[test]
fn the_order_of_day_and_month_is_never_guessed_for_one_cell() {
    assert_eq!(date("03/11/2026", DateOrder::NotSaid), Err(Reason::DayOrMonthFirst));
    assert_eq!(date("03/11/2026", DateOrder::MonthFirst).as_deref(), Ok("2026-03-11"));
    assert_eq!(date("23/11/2026", DateOrder::NotSaid).as_deref(), Ok("2026-11-23"));
    assert_eq!(date("11/11/2026", DateOrder::NotSaid).as_deref(), Ok("2026-11-11"));
    assert_eq!(date("11/23/2026", DateOrder::DayFirst), Err(Reason::NoSuchDate));
}

#[test]
fn the_values_of_a_list_may_settle_the_order() {
    let order = |dates: [&str; 2]| {
        let rows = dates.map(|date| format!("EX/1/26,{date},Stalking,Ann Sample,x"));
        let sheet = list("MO", &[&rows[0], &rows[1]]);
        date_order_by_values(&sheet, &guess_columns(&sheet.headings))
    };
    assert_eq!(order(["03/11/2026", "23/11/2026 09:00"]), DateOrder::DayFirst);
    assert_eq!(order(["11/03/2026", "11/23/2026"]), DateOrder::MonthFirst);
    assert_eq!(order(["03/11/2026", "2026-11-23"]), DateOrder::NotSaid);
    assert_eq!(order(["23/11/2026", "11/23/2026"]), DateOrder::NotSaid);
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    for (written, reason) in [
        ("", Reason::Missing),
        ("yesterday", Reason::NotADate),
        ("31/11/2026", Reason::NoSuchDate),
        ("29/02/2027", Reason::NoSuchDate),
        ("03/11", Reason::NotADate),
        ("03/11/2026 25:00", Reason::NotADate),
        ("03/11/2026 or 04/11/2026", Reason::NotADate),
        ("03/11/1026", Reason::NotADate),
        ("12", Reason::NotADate),
        ("99999", Reason::NotADate),
        ("20261399", Reason::NotADate),
    ] {
        assert_eq!(date(written, DateOrder::DayFirst), Err(reason), "{written}");
    }
}

#[test]
fn a_birth_or_a_beginning_after_the_recording_is_refused() {
    let born = list("Victim DOB", &["EX/1/26,23/11/2026,Stalking,Ann Sample,24/11/2026"]);
    assert_eq!(trouble(&judge(&born), 2), (Field::VictimDob, Reason::BornAfterRecorded));
    let began = list("Occurred from", &["EX/1/26,23/11/2026,Stalking,Ann Sample,24/11/2026"]);
    assert_eq!(trouble(&judge(&began), 2), (Field::OccurredFrom, Reason::HappenedAfterRecorded));
}

#[test]
fn every_trouble_of_a_row_is_listed_at_once() {
    let run = judge(&list("Victim DOB", &[",soon,,,31/02/1990"]));
    let fields: Vec<Field> = troubles(&run, 2).iter().map(|trouble| trouble.field).collect();
    assert_eq!(fields, [Field::CrimeReference, Field::RecordedAt, Field::RecordedOffence, Field::VictimDob, Field::VictimName]);
}

#[test]
fn a_broken_row_makes_no_later_row_a_duplicate() {
    let run = judge(&list("MO", &["EX/1/26,soon,Stalking,Ann Sample,x", "ex/1/26,23/11/2026,Stalking,Ann Sample,x"]));
    assert_eq!(new(&run, 3).crime_reference, "EX/1/26");
}

#[test]
fn the_offence_is_classed_as_recorded() {
    for (offence, class) in [
        ("STALKING", RecordedAs::Stalking),
        ("Protection from Harassment Act 1997 s.2A", RecordedAs::Stalking),
        ("PHA 4A - serious alarm", RecordedAs::Stalking),
        ("Protection from Harassment Act 1997, section 2", RecordedAs::Harassment),
        ("Racially aggravated harassment", RecordedAs::Harassment),
        ("Public Order Act 1986 s.4A intentional harassment, alarm or distress", RecordedAs::Other),
        ("Malicious communications", RecordedAs::Other),
    ] {
        assert_eq!(RecordedAs::from_words(offence), class, "{offence}");
    }
}

#[test]
fn phones_keep_what_was_written_and_gain_one_form() {
    for (written, normal) in [
        ("07700 900123", Some("+447700900123")),
        ("+44 (0)7700-900123", Some("+447700900123")),
        ("0044 7700 900123", Some("+447700900123")),
        ("7700900123", Some("+447700900123")),
        ("(01632) 960 123", Some("+441632960123")),
        ("+48 22 000 00 00", Some("+48220000000")),
        ("07700 900123 do not ring", None),
        ("123", None),
    ] {
        let phone = Phone::from_written(written.to_owned());
        assert_eq!((phone.as_written.as_str(), phone.normal.as_deref()), (written, normal));
    }
}

#[test]
fn a_suspect_without_a_name_but_with_a_birthday_is_kept() {
    let sheet = list("Suspect name,Suspect DOB", &["EX/1/26,23/11/2026,Stalking,Ann Sample,unknown male,01/02/1990"]);
    let suspect = new(&judge(&sheet), 2).suspect.clone().unwrap();
    assert_eq!((suspect.name.as_str(), suspect.born_on), ("", NaiveDate::from_ymd_opt(1990, 2, 1)));
}

#[test]
fn invisible_marks_go_and_letters_are_composed_but_joiners_stay() {
    let sheet = list("MO", &["EX/1/26,23/11/2026,Stalking,\u{202E}Sia\u{302}n\u{a0} \u{200B}Sample\u{200C},x"]);
    assert_eq!(new(&judge(&sheet), 2).victim.name, "Siân Sample\u{200C}");
}

#[test]
fn a_name_may_stand_in_two_columns() {
    let sheet =
        read(b"Crime no,Recorded,Offence,Victim forename,Victim surname\nEX/1/26,23/11/2026,Stalking,Ann,Sample\n").unwrap();
    assert_eq!(new(&judge(&sheet), 2).victim.name, "Ann Sample");
}

proptest! {
    #[test]
    fn no_written_date_makes_it_panic(written in "[ -~\u{e0}-\u{17f}\u{660}]{0,30}") {
        let written = written.replace(['"', ',', '\r', '\n'], "/");
        let _ = date(&written, DateOrder::DayFirst);
        let _ = date(&written, DateOrder::NotSaid);
    }

    #[test]
    fn a_day_written_three_ways_is_one_day(days in 0_i64..40_000) {
        let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::TimeDelta::days(days);
        for form in ["%d/%m/%Y", "%Y-%m-%d", "%-d %b %Y"] {
            prop_assert_eq!(date(&day.format(form).to_string(), DateOrder::DayFirst), Ok(day.to_string()));
        }
    }
}

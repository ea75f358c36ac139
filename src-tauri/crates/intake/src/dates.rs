//! Dates as lists write them; what could mean two days is refused, never guessed.

use crate::columns::Columns;
use crate::field::Field;
use crate::reason::Reason;
use crate::sheet::{CellValue, Serials, Sheet};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// Which comes first in "03/04/2026". Years written first need no saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
    /// Dates with one possible reading are taken; the others are refused cell by cell.
    NotSaid,
}

/// A date and, where the list gives one, a time of day, as the clock on the wall in England and Wales showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListedTime {
    pub date: NaiveDate,
    pub time: Option<NaiveTime>,
}

/// Whether a year of two digits can be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Centuries {
    /// Crimes are recorded in this century.
    This,
    /// People are born in either.
    Either,
}

/// First day accepted; older "dates" in such lists are slips or numbers.
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2100;

/// Reads a date from text.
///
/// # Errors
/// The reason why it is not certainly one date.
pub fn from_text(text: &str, order: DateOrder, serials: Serials, centuries: Centuries) -> Result<ListedTime, Reason> {
    let text = text.trim();
    if text.len() > 80 {
        return Err(Reason::NotADate);
    }
    let only_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if only_digits && let Some(found) = from_digits(text, serials) {
        return found;
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        let local = moment.with_timezone(&chrono_tz::Europe::London).naive_local();
        return in_range(listed(local));
    }
    let words = words_of(text)?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (date_words, time) = split_time(&words)?;
    let date = date_of(date_words, order, centuries)?;
    in_range(ListedTime { date, time })
}

/// A date that the workbook itself calls a date, or the serial number of one.
///
/// # Errors
/// [`Reason::NotADate`] when the number is no plausible day.
pub fn from_serial(serial: f64, serials: Serials) -> Result<ListedTime, Reason> {
    let days = match serials {
        Serials::From1900 => serial,
        Serials::From1904 => serial + 1462.0,
    };
    // 1 March 1900 on: before it the 1900 count has a day that never was.
    if !(61.0..73_416.0).contains(&days) {
        return Err(Reason::NotADate);
    }
    let start = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(Reason::NotADate)?;
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked above")]
    let seconds = (days * 86_400.0).round() as i64;
    let moment = start.and_time(NaiveTime::MIN) + chrono::TimeDelta::seconds(seconds);
    in_range(listed(moment))
}

/// Midnight sharp means that only a day was written.
pub fn listed(moment: NaiveDateTime) -> ListedTime {
    ListedTime { date: moment.date(), time: (moment.time() != NaiveTime::MIN).then_some(moment.time()) }
}

fn in_range(listed: ListedTime) -> Result<ListedTime, Reason> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&listed.date.year()) { Ok(listed) } else { Err(Reason::NotADate) }
}

/// "20261123", or an Excel serial such as "46349.364"; None when other readings are still open ("3.11.2026").
fn from_digits(text: &str, serials: Serials) -> Option<Result<ListedTime, Reason>> {
    if text.len() == 8 && !text.contains('.') {
        let date = NaiveDate::parse_from_str(text, "%Y%m%d").map_err(|_| Reason::NotADate);
        return Some(date.and_then(|date| in_range(ListedTime { date, time: None })));
    }
    if text.matches('.').count() > 1 {
        return None;
    }
    let whole = text.split('.').next().unwrap_or_default();
    if whole.len() != 5 {
        return Some(Err(Reason::NotADate));
    }
    Some(text.parse().map_err(|_| Reason::NotADate).and_then(|serial| from_serial(serial, serials)))
}

/// Cuts a written date into lower-case words, keeping times such as "14:05" whole.
fn words_of(text: &str) -> Result<Vec<String>, Reason> {
    let mut words: Vec<String> = Vec::new();
    let separated = |letter: char| letter.is_whitespace() || matches!(letter, '/' | '-' | '.' | ',' | '\u{2013}');
    let small = text.to_lowercase();
    // The T of 2026-11-23T08:45 stands between two digits.
    let parts = small.split(separated).filter(|part| !part.is_empty());
    for part in parts {
        match part.split_once('t') {
            Some((day, time)) if is_number(day) && time.starts_with(|digit: char| digit.is_ascii_digit()) => {
                words.extend([day.to_owned(), time.to_owned()]);
            }
            Some(_) | None => words.push(part.to_owned()),
        }
        if words.len() > 9 {
            return Err(Reason::NotADate);
        }
    }
    words.retain(|word| !matches!(word.as_str(), "at" | "hours" | "hrs" | "of") && !is_weekday(word));
    Ok(words)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_weekday(word: &str) -> bool {
    const STARTS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    word.len() >= 3 && (STARTS.iter().any(|day| day.starts_with(word)) || matches!(word, "tues" | "thurs"))
}

/// The words of the date, and the time if one follows.
fn split_time<'a>(words: &'a [&'a str]) -> Result<(&'a [&'a str], Option<NaiveTime>), Reason> {
    let Some(rest) = words.get(3..) else {
        return Err(Reason::NotADate);
    };
    let date = words.get(..3).ok_or(Reason::NotADate)?;
    let time = match rest {
        [] => None,
        // A fraction of a second was cut off at its point.
        [time] => Some(clock(time, "")?),
        [time, half @ ("am" | "pm")] => Some(clock(time, half)?),
        [time, fraction] if is_number(fraction) && time.matches(':').count() == 2 => Some(clock(time, "")?),
        _ => return Err(Reason::NotADate),
    };
    Ok((date, time))
}

/// "14:05", "14:05:33", "1405", "1405hrs", "2:05pm".
fn clock(word: &str, half: &str) -> Result<NaiveTime, Reason> {
    let word = word.trim_end_matches("hours").trim_end_matches("hrs").trim_end_matches('h');
    let (digits, half) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(digits), _) => (digits, "am"),
        (_, Some(digits)) => (digits, "pm"),
        (None, None) => (word, half),
    };
    let mut parts = digits.split(':').map(|part| part.parse::<u32>().map_err(|_| Reason::NotADate));
    let first = parts.next().unwrap_or(Err(Reason::NotADate))?;
    let (mut hour, minute) = match parts.next() {
        Some(minute) => (first, minute?),
        None if digits.len() == 4 => (first / 100, first % 100),
        None if !half.is_empty() => (first, 0),
        None => return Err(Reason::NotADate),
    };
    let second = parts.next().unwrap_or(Ok(0))?;
    if !half.is_empty() {
        if !(1..=12).contains(&hour) {
            return Err(Reason::NotADate);
        }
        hour = hour % 12 + if half == "pm" { 12 } else { 0 };
    }
    NaiveTime::from_hms_opt(hour, minute, second).ok_or(Reason::NotADate)
}

fn date_of(words: &[&str], order: DateOrder, centuries: Centuries) -> Result<NaiveDate, Reason> {
    let [first, second, third] = words else {
        return Err(Reason::NotADate);
    };
    if first.len() == 4 && is_number(first) {
        let month = month_named(second).map_or_else(|| number(second), Ok)?;
        return day_of(number(first)?, month, number(third)?);
    }
    if let Some(month) = month_named(second) {
        return day_of(year_of(third, centuries)?, month, number(ordinal(first))?);
    }
    if let Some(month) = month_named(first) {
        return day_of(year_of(third, centuries)?, month, number(ordinal(second))?);
    }
    let (a, b) = (number(first)?, number(second)?);
    let year = year_of(third, centuries)?;
    match order {
        DateOrder::DayFirst => day_of(year, b, a),
        DateOrder::MonthFirst => day_of(year, a, b),
        DateOrder::NotSaid if third.len() == 2 => Err(Reason::DayOrMonthFirst),
        DateOrder::NotSaid => match (day_of(year, b, a), day_of(year, a, b)) {
            (Ok(one), Ok(other)) if one != other => Err(Reason::DayOrMonthFirst),
            (Ok(date), _) | (_, Ok(date)) => Ok(date),
            (Err(reason), Err(_)) => Err(reason),
        },
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Result<NaiveDate, Reason> {
    let year = i32::try_from(year).map_err(|_| Reason::NotADate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Reason::NoSuchDate)
}

fn number(word: &str) -> Result<u32, Reason> {
    if is_number(word) { word.parse().map_err(|_| Reason::NotADate) } else { Err(Reason::NotADate) }
}

fn year_of(word: &str, centuries: Centuries) -> Result<u32, Reason> {
    let year = number(word)?;
    match (word.len(), centuries) {
        (4, _) => Ok(year),
        (2, Centuries::This) => Ok(2000 + year),
        (2, Centuries::Either) => Err(Reason::TwoDigitYear),
        _ => Err(Reason::NotADate),
    }
}

/// "3rd" as "3".
fn ordinal(word: &str) -> &str {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    match &word[digits.len()..] {
        "st" | "nd" | "rd" | "th" => digits,
        _ => word,
    }
}

/// Month by its English or Welsh name, or the first three letters of the English one.
fn month_named(word: &str) -> Option<u32> {
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const WELSH: [&str; 12] = [
        "ionawr",
        "chwefror",
        "mawrth",
        "ebrill",
        "mai",
        "mehefin",
        "gorffennaf",
        "awst",
        "medi",
        "hydref",
        "tachwedd",
        "rhagfyr",
    ];
    if word.len() < 3 {
        return None;
    }
    let english = ENGLISH.iter().position(|month| *month == word || month.get(..3) == Some(word));
    let found = english.or_else(|| WELSH.iter().position(|month| *month == word)).or_else(|| (word == "sept").then_some(8))?;
    u32::try_from(found + 1).ok()
}

/// What the values themselves say: a first number over 12 can only be a day. [`DateOrder::NotSaid`] when none or both appear.
#[must_use]
pub fn date_order_by_values(sheet: &Sheet, columns: &Columns) -> DateOrder {
    let dates = [Field::RecordedAt, Field::OccurredFrom, Field::VictimDob, Field::SuspectDob];
    let places: Vec<usize> = dates
        .iter()
        .filter_map(|field| columns.heading(*field))
        .filter_map(|heading| sheet.headings.iter().position(|own| own == heading))
        .collect();
    let (mut day_first, mut month_first) = (false, false);
    for row in &sheet.rows {
        for place in &places {
            let CellValue::Text(text) = &row.cell(*place).value else {
                continue;
            };
            let mut numbers = text.trim().split(['/', '-', '.', ' ']);
            let mut next = || numbers.next().filter(|word| word.len() <= 2).and_then(|word| number(word).ok());
            if let (Some(a), Some(b)) = (next(), next()) {
                day_first |= (13..=31).contains(&a) && (1..=12).contains(&b);
                month_first |= (13..=31).contains(&b) && (1..=12).contains(&a);
            }
        }
    }
    match (day_first, month_first) {
        (true, false) => DateOrder::DayFirst,
        (false, true) => DateOrder::MonthFirst,
        (true, true) | (false, false) => DateOrder::NotSaid,
    }
}

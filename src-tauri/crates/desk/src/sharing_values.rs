//! What a bundle holds of a record, read back from the bytes that travel and said in words: what is shown is what leaves.

use crate::asks::sharing::RowValue;
use crate::history::act_words;
use crate::keeping::{id_of, moment_of};
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain};
use bundles::{CarriedEntry, CarriedRecord};
use casework::ids::RecordId;
use casework::when::{Moment, london_day};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// Whole records as they travel.
pub(crate) struct Travelling {
    /// Each record's bytes, in order of record.
    bytes: BTreeMap<RecordId, Vec<u8>>,
    /// The same records, read back from those bytes.
    pub(crate) records: BTreeMap<RecordId, CarriedRecord>,
}

impl Travelling {
    /// The records with all their entries, encoded as the bundle encodes them and read back.
    ///
    /// # Errors
    /// `share_not_whole` where entries of a record do not fit their chain; faults of the store.
    pub(crate) fn of(sitting: &Sitting<'_>, leaving: impl Iterator<Item = RecordId>) -> Outcome<Self> {
        let ids: Vec<store::Id> = leaving.map(id_of).collect();
        let mut travelling = Self { bytes: BTreeMap::new(), records: BTreeMap::new() };
        let mut read = Vec::new();
        for carried in sitting.store().carried(&ids)? {
            let record = of_store(carried);
            let bytes = record.bytes();
            read.push(
                CarriedRecord::read(&bytes)
                    .map_err(|_| Fault { place: "sharing.travelling", cause: "a record does not read back".to_owned() })?,
            );
            travelling.bytes.insert(crate::keeping::record_of(record.record), bytes);
        }
        let verified = bundles::verify_streams(read);
        if !verified.quarantined.is_empty() {
            return Err(Plain::ShareNotWhole.into());
        }
        travelling.records = verified.good.into_iter().map(|record| (crate::keeping::record_of(record.record), record)).collect();
        Ok(travelling)
    }

    /// The bytes of every record, one after another.
    pub(crate) fn all_bytes(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes.values().map(Vec::as_slice)
    }

    /// Everything the bundle holds of one record.
    pub(crate) fn values(&self, record: RecordId) -> Vec<RowValue> {
        self.records.get(&record).map(|carried| carried.entries.iter().flat_map(values_of).collect()).unwrap_or_default()
    }

    /// Whether something of a record was erased, so that less of it leaves than was written.
    pub(crate) fn is_reduced(&self, record: RecordId) -> bool {
        self.records.get(&record).is_some_and(|carried| carried.entries.iter().any(|entry| entry.value.is_none()))
    }
}

/// A record of the store as it travels: its entries by stream and place.
pub(crate) fn of_store(carried: store::Carried) -> CarriedRecord {
    let mut record = CarriedRecord {
        record: carried.record,
        kind: carried.kind,
        case: carried.case,
        owner: carried.owner,
        category: carried.category,
        entries: carried.entries.into_iter().map(|entry| CarriedEntry { header: entry.header, value: entry.value }).collect(),
    };
    record.sort();
    record
}

/// What one entry says. A correction says when it was made; what it corrected stands before it and goes too.
fn values_of(entry: &CarriedEntry) -> Vec<RowValue> {
    let corrected_on = (!entry.header.field.is_empty()).then(|| london_day(moment_of(entry.header.time_ms)));
    let mut values = Vec::new();
    match entry.value.as_ref().map(|(_, plain)| serde_json::from_slice::<Value>(plain)) {
        Some(Ok(value)) => say(&entry.header.field, &value, corrected_on, &mut values),
        Some(Err(_)) => values.push(value("Value", "cannot be read", corrected_on)),
        None => values.push(value(&act_words(&entry.header.field), "erased: it does not leave", corrected_on)),
    }
    values
}

fn value(label: &str, text: &str, corrected_on: Option<NaiveDate>) -> RowValue {
    let label = if label.is_empty() { "Whole record" } else { label };
    RowValue { label: label.to_owned(), text: text.to_owned(), corrected_on }
}

/// Says a value member by member. What is empty says nothing.
fn say(label: &str, said: &Value, corrected_on: Option<NaiveDate>, into: &mut Vec<RowValue>) {
    match said {
        // A correction that empties a field says so.
        Value::Null if corrected_on.is_some() && !label.contains(',') => {
            into.push(value(&act_words(label), "nothing", corrected_on))
        }
        Value::Null => {}
        Value::Object(members) => {
            for (name, member) in members {
                let under = if label.is_empty() { name.clone() } else { format!("{label}, {name}") };
                say(&under, member, corrected_on, into);
            }
        }
        Value::Array(list) if list.iter().all(|one| !one.is_object() && !one.is_array()) => {
            let texts: Vec<String> = list.iter().filter_map(plain).collect();
            if !texts.is_empty() {
                into.push(value(&act_words(label), &texts.join("; "), corrected_on));
            }
        }
        Value::Array(list) => {
            for (at, one) in list.iter().enumerate() {
                say(&format!("{label} {}", at + 1), one, corrected_on, into);
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            if let Some(text) = plain(said) {
                into.push(value(&act_words(label), &text, corrected_on));
            }
        }
    }
}

/// A single value in words: a moment in London's time, a code without its signs, a text as it is.
fn plain(said: &Value) -> Option<String> {
    match said {
        Value::Null | Value::Object(_) | Value::Array(_) => None,
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if text.trim().is_empty() => None,
        Value::String(text) => Some(in_words(text)),
    }
}

fn in_words(text: &str) -> String {
    if let Ok(at) = text.parse::<Moment>() {
        return at.with_timezone(&chrono_tz::Europe::London).format("%-d %b %Y %H:%M").to_string();
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        return day.format("%-d %b %Y").to_string();
    }
    if let Ok(id) = text.parse::<uuid::Uuid>() {
        // What it refers to may well stay; the number alone says that there is something.
        return format!("reference {}", id.simple().to_string().get(24..).unwrap_or_default());
    }
    let is_code =
        text.contains('_') && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if is_code { text.replace('_', " ") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn said(label: &str, value: &Value) -> Vec<(String, String)> {
        let mut into = Vec::new();
        say(label, value, None, &mut into);
        into.into_iter().map(|one| (one.label, one.text)).collect()
    }

    #[test]
    fn every_member_is_said_with_its_place_and_nothing_is_said_of_what_is_empty() {
        let body = json!({
            "what": "Stood outside.", "note": "", "seen_by": null, "severity": 3,
            "occurred": {"at": "2026-11-23T08:45:00Z", "precision": "about"},
            "behaviours": ["followed_home", "called"],
            "lines": [{"text": "Ring"}, {"text": "Visit"}],
        });
        let wanted = [
            ("Behaviours", "followed home; called"),
            ("Lines 1, text", "Ring"),
            ("Lines 2, text", "Visit"),
            ("Occurred, at", "23 Nov 2026 08:45"),
            ("Occurred, precision", "about"),
            ("Severity", "3"),
            ("What", "Stood outside."),
        ];
        let wanted: Vec<_> = wanted.iter().map(|(label, text)| ((*label).to_owned(), (*text).to_owned())).collect();
        let mut found = said("", &body);
        found.sort();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_reference_to_another_record_is_a_number_and_a_day_is_a_day() {
        assert_eq!(in_words("0190a1b2-0000-7000-8000-00000000abcd"), "reference 0000abcd");
        assert_eq!(in_words("2026-03-02"), "2 Mar 2026");
        assert_eq!(in_words("Words as they are, under_scored"), "Words as they are, under_scored");
    }
}

//! Reading records: as a type, by kind in the order they were made, and those a person has to settle.

use crate::carrying::{FIRST, take, theirs};
use crate::common::*;
use crate::walls::{NURSE, keys};
use serde::Deserialize;
use serde_json::json;
use store::{Fault, Granter, Id, Record, Store};

#[derive(Debug, PartialEq, Deserialize)]
struct Incident {
    severity: u8,
}

fn ids(records: Vec<Record>) -> Vec<Id> {
    records.into_iter().map(|record| record.id).collect()
}

fn severity(store: &Store, n: u8) -> Result<Incident, Fault> {
    store.the_record(id(n))?.read()
}

#[test]
fn a_record_is_read_as_its_type_and_an_erased_a_closed_and_another_one_say_why_not() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    assert_eq!(severity(&store, 2), Ok(Incident { severity: 2 }));
    store.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!("high"))).unwrap();
    assert_eq!(severity(&store, 2), Err(Fault::Unreadable));
    let nurse = keys(1);
    store
        .write(cause("write_note"), |w| {
            w.found_compartment("agency:health", (NURSE, *nurse.sealing_public()), Granter { member: NURSE, keys: &nurse })?;
            w.create_in("agency:health", placing(id(3), id(1)), &incident())
        })
        .unwrap();
    assert_eq!(severity(&store, 3), Ok(Incident { severity: 2 }));
    store.close_compartments().unwrap();
    assert_eq!(severity(&store, 3), Err(Fault::Closed(id(3))));
    store.write(cause("record_erased"), |w| w.erase(id(2))).unwrap();
    assert_eq!(severity(&store, 2), Err(Fault::Erased(id(2))));
    assert_eq!(severity(&store, 9), Err(Fault::UnknownRecord(id(9))));
}

#[test]
fn records_of_a_kind_are_read_page_by_page_and_the_newest_without_the_rest() {
    let place = place();
    let mut store = create(&place);
    store
        .write(cause("filled"), |w| (10..15).try_for_each(|n| w.create(placing(id(n), id(1)), &incident()).map(|_| ())))
        .unwrap();
    assert_eq!(ids(store.records_of_kind("incident", 2).unwrap()), [id(10), id(11)]);
    assert_eq!(ids(store.records_of_kind_after("incident", id(11), 2).unwrap()), [id(12), id(13)]);
    assert_eq!(ids(store.records_of_kind_after("incident", id(13), 2).unwrap()), [id(14)]);
    assert!(store.records_of_kind_after("person", id(11), 2).unwrap().is_empty());
    assert_eq!(store.records_of_kind_after("incident", id(9), 2).unwrap_err(), Fault::UnknownRecord(id(9)));
    assert_eq!(ids(store.newest_of_kind("incident", 2).unwrap()), [id(13), id(14)]);
}

#[test]
fn a_record_is_in_conflict_from_when_two_values_stand_until_a_person_settles_it() {
    let (from, to) = (place(), place());
    let mut source = theirs(&from);
    let mut store = create(&to);
    take(&mut store, &source.carried(&[id(2)]).unwrap()[0], FIRST).unwrap();
    assert!(store.records_in_conflict().unwrap().is_empty());
    assert_eq!(ids(store.brought_records_of_case(id(1)).unwrap()), [id(2)]);
    store.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(1))).unwrap();
    source.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(5))).unwrap();
    take(&mut store, &source.carried(&[id(2)]).unwrap()[0], FIRST).unwrap();
    let standing = store.records_in_conflict().unwrap().remove(0).conflicts.remove(0);
    let mut values: Vec<_> = standing.values.into_iter().map(|(_, value)| value.as_i64().unwrap()).collect();
    values.sort_unstable();
    assert_eq!((standing.field.as_str(), values), ("severity", vec![1, 5]));
    store.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(5))).unwrap();
    assert!(store.records_in_conflict().unwrap().is_empty());
    assert!(source.brought_records_of_case(id(1)).unwrap().is_empty(), "made there");
}

#[test]
fn amending_corrects_what_differs_alone_and_refuses_what_is_no_record() {
    let place = place();
    let mut store = create(&place);
    one_record(&mut store);
    let mut body = incident();
    body["severity"] = json!(4);
    body.as_object_mut().unwrap().remove("is_contact");
    let (changed, _) = store.write(cause("incident_corrected"), |w| w.amend(id(2), &body)).unwrap();
    assert_eq!(changed, 2);
    let stands = store.the_record(id(2)).unwrap().body;
    assert_eq!((&stands["severity"], &stands["is_contact"], &stands["what"]), (&json!(4), &json!(null), &incident()["what"]));
    let mut refused = |record, body: &serde_json::Value| store.write(cause("x"), |w| w.amend(record, body)).unwrap_err();
    assert_eq!(refused(id(2), &json!([1])), Fault::NotAnObject);
    assert_eq!(refused(id(9), &body), Fault::UnknownRecord(id(9)));
    store.write(cause("record_erased"), |w| w.erase(id(2))).unwrap();
    assert_eq!(store.write(cause("x"), |w| w.amend(id(2), &body)).unwrap_err(), Fault::Erased(id(2)));
}

//! Restricted cases: nothing of them in the file for whoever holds the store key alone, everything for their members.

use crate::common::*;
use crate::walls::{NURSE, OFFICER, everything, keys, signs};
use journal::Id;
use serde_json::json;
use store::{
    ActionRow, CaseRow, CasesAsked, Cause, Done, Fault, Granter, IndexRow, KeyKind, KeyRow, Record, SearchedAs, Store, TextRow,
    TimelineAsked, TimelineRow, restriction_code,
};

const CANARY: &str = "quinquereme";

fn case() -> Id {
    id(1)
}

fn rows(record: &Record) -> Vec<IndexRow> {
    let what = record.body["what"].as_str().unwrap_or_default().to_owned();
    let (case, kind) = (record.case.unwrap(), record.kind.clone());
    vec![
        IndexRow::Text(TextRow {
            record: record.id,
            case: Some(case),
            kind: kind.clone(),
            searched_as: SearchedAs::Text,
            text: what.clone(),
        }),
        IndexRow::Key(KeyRow { record: record.id, case: Some(case), kind: KeyKind::Phone, text: "07700 900123".to_owned() }),
        IndexRow::Timeline(TimelineRow {
            record: record.id,
            case,
            at_ms: AT,
            what: kind,
            headline: what.clone(),
            agency: "police".to_owned(),
            severity: 2,
            contact: store::Contact::Yes,
        }),
        IndexRow::Action(ActionRow {
            record: record.id,
            case,
            owner_agency: "police".to_owned(),
            due_on: "2026-11-24".parse().unwrap(),
            done: Done::No,
            text: what,
            owner_person: String::new(),
            status: "proposed".to_owned(),
            done_at_ms: None,
        }),
    ]
}

fn case_row() -> CaseRow {
    CaseRow {
        case: case(),
        reference: "N-26-0001".to_owned(),
        headline: CANARY.to_owned(),
        received_at_ms: AT,
        ..CaseRow::default()
    }
}

fn write_incident(w: &mut store::Writing<'_>, n: u8) -> Result<(), Fault> {
    w.create(placing(id(n), case()), &json!({ "what": format!("{CANARY} seen at the gate") }))?;
    let record = w.store().the_record(id(n))?;
    rows(&record).into_iter().try_for_each(|row| w.index(row))?;
    w.index(IndexRow::Case(Box::new(case_row())))?;
    w.recount(case())
}

fn doing(act: &str) -> Cause<'_> {
    cause(act).in_case(case())
}

fn found_wall(w: &mut store::Writing<'_>) -> Result<(), Fault> {
    let nurse = keys(1);
    w.restrict(case(), (NURSE, *nurse.sealing_public()), Granter { member: NURSE, keys: &nurse })
}

/// A case restricted before anything was written in it.
fn restricted_from_the_start(place: &Place) -> Store {
    let mut store = create(place);
    store
        .write(doing("take_referral"), |w| {
            found_wall(w)?;
            write_incident(w, 2)
        })
        .unwrap();
    store
}

/// A case that was open, and then put behind its wall.
fn restricted_later(place: &Place) -> Store {
    let mut store = create(place);
    store.write(doing("take_referral"), |w| write_incident(w, 2)).unwrap();
    store.write(doing("correct"), |w| w.correct(id(2), "what", &json!(format!("{CANARY} twice"))).map(|_| ())).unwrap();
    assert_eq!(store.find(CANARY, 9).unwrap().len(), 1);
    store
        .write(doing("restrict_case"), |w| {
            found_wall(w)?;
            assert_eq!(w.seal_case(case())?, 1);
            Ok::<(), Fault>(())
        })
        .unwrap();
    store.checkpoint().unwrap();
    store
}

fn canaries(place: &Place) -> usize {
    everything(place).windows(CANARY.len()).filter(|window| *window == CANARY.as_bytes()).count()
}

fn shows_nothing(store: &Store) {
    assert!(store.is_restricted(case()).unwrap());
    assert!(store.record(id(2)).unwrap().unwrap().closed);
    assert_eq!(store.case_row(case()).unwrap(), None);
    assert_eq!(store.case_by_reference("N-26-0001").unwrap(), None);
    assert!(store.find(CANARY, 9).unwrap().is_empty());
    assert!(store.find_key(KeyKind::Phone, "07700900123").unwrap().is_empty());
    assert!(store.timeline(case(), &TimelineAsked::default()).unwrap().is_empty());
    assert!(store.open_actions("9999-12-31".parse().unwrap(), 9).unwrap().is_empty());
    assert!(store.actions_of_case(case()).unwrap().is_empty());
    assert!(store.open_restricted_cases().unwrap().is_empty());
    assert_eq!(store.cases(&CasesAsked { limit: 9, ..CasesAsked::default() }).unwrap().total, 0);
}

fn shows_all(store: &Store) {
    store.index_restricted(case(), &rows).unwrap();
    store.put_restricted_row(&case_row()).unwrap();
    assert_eq!(store.case_row(case()).unwrap().unwrap().open_actions, 1, "counted in memory");
    assert_eq!(store.open_restricted_cases().unwrap().len(), 1);
    assert_eq!(store.find(CANARY, 9).unwrap().len(), 1);
    assert_eq!(store.find_key(KeyKind::Phone, "07700900123").unwrap().len(), 1);
    assert_eq!(store.timeline(case(), &TimelineAsked::default()).unwrap().len(), 1);
    assert_eq!(store.open_actions("9999-12-31".parse().unwrap(), 9).unwrap().len(), 1);
    assert_eq!(store.cases(&CasesAsked { limit: 9, ..CasesAsked::default() }).unwrap().total, 0, "in no common count");
}

/// C-9, C-10.
#[test]
fn a_case_restricted_from_the_start_is_nothing_to_others_and_whole_to_its_members() {
    let place = place();
    restricted_from_the_start(&place).close().unwrap();
    assert_eq!(canaries(&place), 0);
    let store = open(&place).unwrap();
    store.open_compartments(OFFICER, &keys(2), &signs).unwrap();
    shows_nothing(&store);
    store.open_compartments(NURSE, &keys(1), &signs).unwrap();
    shows_all(&store);
    store.close_compartments().unwrap();
    shows_nothing(&store);
    assert_eq!(canaries(&place), 0, "what members see is in memory alone");
}

/// C-11: values, rows and words are gone from the file; the chains and the records still verify.
#[test]
fn a_case_restricted_later_leaves_nothing_open_and_its_history_still_verifies() {
    let place = place();
    restricted_later(&place).close().unwrap();
    assert_eq!(canaries(&place), 0);
    let store = open(&place).unwrap();
    shows_nothing(&store);
    store.verify_chains().unwrap();
    assert_eq!(store.verify_records().unwrap().closed, 2);
    store.open_compartments(NURSE, &keys(1), &signs).unwrap();
    assert_eq!(store.record(id(2)).unwrap().unwrap().body["what"], format!("{CANARY} twice"));
    assert_eq!(store.history(id(2)).unwrap().len(), 2);
    assert_eq!(store.verify_records().unwrap().values, 2);
    shows_all(&store);
}

/// Whoever holds no key cannot write there either, and a failed write leaves memory as it was.
#[test]
fn others_cannot_write_in_it_and_a_failed_write_leaves_memory_as_it_was() {
    let place = place();
    restricted_from_the_start(&place).close().unwrap();
    let mut store = open(&place).unwrap();
    assert_eq!(store.write(doing("record_incident"), |w| write_incident(w, 3)).unwrap_err(), Fault::ClosedCompartment);
    store.open_compartments(NURSE, &keys(1), &signs).unwrap();
    shows_all(&store);
    let failed = store.write(doing("record_incident"), |w| {
        write_incident(w, 3)?;
        Err::<(), Fault>(Fault::Full)
    });
    assert_eq!(failed.unwrap_err(), Fault::Full);
    assert_eq!(store.find(CANARY, 9).unwrap().len(), 1);
    store.write(doing("record_incident"), |w| write_incident(w, 3)).unwrap();
    assert_eq!(store.find(CANARY, 9).unwrap().len(), 2);
    assert_eq!(store.case_row(case()).unwrap().unwrap().open_actions, 2);
    store.close().unwrap();
    assert_eq!(canaries(&place), 0);
}

#[test]
fn a_case_is_restricted_once_and_a_record_sealed_once() {
    let place = place();
    let mut store = restricted_from_the_start(&place);
    assert_eq!(store.write(doing("restrict_case"), found_wall).unwrap_err(), Fault::Taken);
    let code = restriction_code(case());
    assert_eq!(store.write(doing("seal_record"), |w| w.seal_record(id(2), &code)).unwrap_err(), Fault::Taken);
    assert!(store.is_sealed(id(2)).unwrap());
}

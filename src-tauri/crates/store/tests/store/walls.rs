//! Walls inside the one file: what a program with the store key and another's keys finds, and what SQL can do to seals.

use crate::common::*;
use journal::Id;
use sealing::{UserKeys, UserRootSecret};
use serde_json::json;
use store::{Fault, FirstBad, Granter, Placing, Store};

pub const NURSE: Id = Id([0xB1; 16]);
pub const OFFICER: Id = Id([0xB2; 16]);

pub fn keys(n: u8) -> UserKeys {
    UserKeys::of(UserRootSecret::from_bytes(&[n; 32])).unwrap()
}

pub fn signs(member: Id) -> Vec<[u8; 32]> {
    match member {
        NURSE => vec![keys(1).signing_public()],
        OFFICER => vec![keys(2).signing_public()],
        _ => Vec::new(),
    }
}

fn note(n: u32) -> Placing<'static> {
    let mut record = [0xC0; 16];
    record[12..].copy_from_slice(&n.to_be_bytes());
    Placing { kind: "private_note", record: Id(record), case: Some(id(1)), owner: "health", category: "suspect-health" }
}

fn canary(n: u32) -> String {
    format!("canary-{:08x}-{n:04}", n.wrapping_mul(0x9E37_79B9))
}

/// A store in which health holds so many notes.
fn with_notes(place: &Place, many: u32) -> Store {
    let mut store = create(place);
    let nurse = keys(1);
    store
        .write(cause("write_note"), |w| {
            let by = Granter { member: NURSE, keys: &nurse };
            w.found_compartment("agency:health", (NURSE, *nurse.sealing_public()), by)?;
            for n in 0..many {
                w.create_in("agency:health", note(n), &json!({ "text": canary(n) }))?;
            }
            Ok::<(), Fault>(())
        })
        .unwrap();
    store
}

/// Every byte the tables hold, as somebody with the store key and a tool of their own reads them.
pub fn everything(place: &Place) -> Vec<u8> {
    let conn = keyed(place);
    let names = include_str!("queries/tables.sql");
    let tables: Vec<String> = conn.prepare(names).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut bytes = Vec::new();
    for table in tables {
        let whole = include_str!("queries/whole_table.sql").replace("{table}", &table);
        let mut statement = conn.prepare(&whole).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                match row.get_ref(column).unwrap() {
                    rusqlite::types::ValueRef::Text(text) => bytes.extend_from_slice(text),
                    rusqlite::types::ValueRef::Blob(blob) => bytes.extend_from_slice(blob),
                    _ => {}
                }
            }
        }
    }
    bytes
}

/// C-1, C-3, C-20: the proof of the walls.
#[test]
fn the_store_key_and_one_agencys_keys_find_none_of_a_thousand_canaries_of_another() {
    let place = place();
    with_notes(&place, 1_000).close().unwrap();
    let store = open(&place).unwrap();
    assert_eq!(store.open_compartments(OFFICER, &keys(2), &signs).unwrap(), 0);
    store.index_opened(&|record| record.body["text"].as_str().map(str::to_owned)).unwrap();
    let notes = store.records_of_kind("private_note", 2_000).unwrap();
    assert_eq!(notes.len(), 1_000);
    assert!(notes.iter().all(|note| note.closed && note.body.is_null()));
    assert!(store.find_opened("canary", 50).unwrap().is_empty() && store.find("canary", 50).unwrap().is_empty());
    let counted = store.verify_records().unwrap();
    assert_eq!((counted.values, counted.closed), (0, 1_000));
    store.close().unwrap();
    let bytes = everything(&place);
    let found = bytes.windows(7).filter(|window| *window == b"canary-").count();
    assert_eq!(found, 0);
    let store = open(&place).unwrap();
    store.open_compartments(NURSE, &keys(1), &signs).unwrap();
    assert_eq!(store.record(note(7).record).unwrap().unwrap().body["text"], canary(7), "health reads what is its own");
    store.index_opened(&|record| record.body["text"].as_str().map(str::to_owned)).unwrap();
    assert_eq!(store.find_opened(&canary(7), 50).unwrap().len(), 1);
    assert_eq!(store.verify_records().unwrap().values, 1_000);
}

/// C-6: swapping the sealed bytes of any two fails both.
#[test]
fn two_sealed_payloads_put_in_each_others_place_open_nowhere() {
    let place = place();
    with_notes(&place, 3).close().unwrap();
    keyed(&place).execute_batch(include_str!("tampering/swap_sealed.sql")).unwrap();
    let store = open(&place).unwrap();
    store.open_compartments(NURSE, &keys(1), &signs).unwrap();
    assert_eq!(store.record(note(0).record), Err(Fault::Unreadable));
    assert_eq!(store.record(note(1).record), Err(Fault::Unreadable));
    assert!(store.record(note(2).record).is_ok());
    assert!(matches!(store.verify_records(), Err(FirstBad::Entry(_))));
}

/// C-6: nor do the records' keys.
#[test]
fn two_wrapped_record_keys_put_in_each_others_place_open_nothing() {
    let place = place();
    with_notes(&place, 3).close().unwrap();
    keyed(&place).execute_batch(include_str!("tampering/swap_wrapped.sql")).unwrap();
    let store = open(&place).unwrap();
    store.open_compartments(NURSE, &keys(1), &signs).unwrap();
    assert_eq!(store.record(note(0).record), Err(Fault::Unreadable));
    assert!(store.record(note(2).record).is_ok());
}

/// C-3: a grant somebody wrote past the program is passed over and counted.
#[test]
fn a_forged_grant_opens_nothing_and_is_reported() {
    let place = place();
    with_notes(&place, 1).close().unwrap();
    keyed(&place).execute(include_str!("tampering/forge_grant.sql"), [OFFICER.0]).unwrap();
    let store = open(&place).unwrap();
    assert_eq!(store.open_compartments(OFFICER, &keys(2), &signs).unwrap(), 1);
    assert!(store.record(note(0).record).unwrap().unwrap().closed);
}

/// C-4, K-22: only a holder lets in; whoever is shut out has no key of the new epoch and the old records move under it.
#[test]
fn a_member_is_let_in_by_a_holder_alone_and_shut_out_by_a_new_key() {
    let place = place();
    with_notes(&place, 2).close().unwrap();
    let (nurse, officer) = (keys(1), keys(2));
    let mut store = open(&place).unwrap();
    let health = store.compartment("agency:health").unwrap().unwrap();
    let refused = store.write(cause("grant_compartment"), |w| {
        w.let_in(&health, (OFFICER, *officer.sealing_public()), Granter { member: OFFICER, keys: &officer }, "self")
    });
    assert_eq!(refused.err(), Some(Fault::ClosedCompartment));
    store.open_compartments(NURSE, &nurse, &signs).unwrap();
    let by = Granter { member: NURSE, keys: &nurse };
    store.write(cause("grant_compartment"), |w| w.let_in(&health, (OFFICER, *officer.sealing_public()), by, "cover")).unwrap();
    store.close().unwrap();
    let store = open(&place).unwrap();
    assert_eq!(store.open_compartments(OFFICER, &officer, &signs).unwrap(), 0);
    assert_eq!(store.record(note(1).record).unwrap().unwrap().body["text"], canary(1));
    store.close().unwrap();
    let mut store = open(&place).unwrap();
    store.open_compartments(NURSE, &nurse, &signs).unwrap();
    store.write(cause("revoke_compartment"), |w| w.shut_out(&health, OFFICER, &[(NURSE, *nurse.sealing_public())], by)).unwrap();
    assert_eq!(store.record(note(1).record).unwrap().unwrap().body["text"], canary(1));
    store.close().unwrap();
    for (member, keys, closed) in [(OFFICER, &officer, true), (NURSE, &nurse, false)] {
        let store = open(&place).unwrap();
        store.open_compartments(member, keys, &signs).unwrap();
        assert_eq!(store.record(note(1).record).unwrap().unwrap().closed, closed);
    }
}

/// C-7: a word and a sentence take the same room.
#[test]
fn short_notes_of_different_length_take_the_same_room() {
    let place = place();
    let mut store = with_notes(&place, 0);
    store
        .write(cause("write_note"), |w| {
            w.create_in("agency:health", note(1), &json!({ "text": "a" }))?;
            w.create_in("agency:health", note(2), &json!({ "text": "b".repeat(150) }))
        })
        .map(|_: (Id, _)| ())
        .unwrap_or_else(|fault: Fault| panic!("{fault}"));
    store.close().unwrap();
    let conn = keyed(&place);
    let mut statement = conn.prepare(include_str!("queries/lengths.sql")).unwrap();
    let lengths: Vec<i64> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(lengths, [284, 284]);
}

#[test]
fn a_compartment_that_nobody_holds_any_more_is_founded_again_with_another_key_for_another_member() {
    let place = place();
    let mut store = create(&place);
    let (nurse, officer) = (keys(1), keys(2));
    let found = |w: &mut store::Writing<'_>| {
        w.found_compartment("agency:health", (NURSE, *nurse.sealing_public()), Granter { member: NURSE, keys: &nurse })
    };
    store.write(cause("found"), found).unwrap();
    store.close_compartments().unwrap();
    let health = store.compartment("agency:health").unwrap().unwrap();
    store
        .write(cause("found"), |w| {
            let by = Granter { member: OFFICER, keys: &officer };
            w.found_again(&health, (OFFICER, *officer.sealing_public()), by)
        })
        .unwrap();
    let health = store.compartment("agency:health").unwrap().unwrap();
    assert_eq!(health.epoch, 2);
    assert_eq!(store.grants(&health).unwrap().len(), 1, "of the key in use");
    store.write(cause("write_note"), |w| w.create_in("agency:health", note(1), &json!({ "text": "new" }))).unwrap();
    for (member, key, reads) in [(NURSE, &nurse, false), (OFFICER, &officer, true)] {
        store.close_compartments().unwrap();
        assert_eq!(store.open_compartments(member, key, &signs).unwrap(), 0);
        assert_eq!(store.is_open(&health), reads);
        assert_eq!(store.the_record(note(1).record).unwrap().closed, !reads);
    }
}

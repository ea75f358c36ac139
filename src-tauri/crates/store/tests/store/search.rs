//! Searching: words by their beginning, numbers and references however they are written.

use crate::common::*;
use crate::index::{filled, index};
use crate::walls::{NURSE, keys};
use journal::Id;
use serde_json::json;
use store::*;

pub fn words(n: u8, searched_as: SearchedAs, text: &str) -> IndexRow {
    IndexRow::Text(TextRow { record: id(n), case: Some(id(1)), kind: "person".into(), searched_as, text: text.into() })
}

fn found(store: &Store, text: &str) -> Vec<Id> {
    store.find(text, 50).unwrap().into_iter().map(|found| found.record).collect()
}

#[test]
fn words_are_found_by_their_beginning_whatever_their_accents_names_first() {
    let place = place();
    let mut store = filled(&place);
    index(
        &mut store,
        vec![
            words(10, SearchedAs::Name, "Zażółć Llŷr-O'Example"),
            words(11, SearchedAs::Text, "Says that Llyr waited by the canal"),
            words(12, SearchedAs::Name, "Amina ਸਿੰਘ"),
        ],
    );
    assert_eq!(found(&store, "lly"), [id(10), id(11)]);
    assert_eq!(found(&store, "zazol"), [id(10)]);
    assert_eq!(found(&store, "o'exam lly"), [id(10)]);
    assert_eq!(found(&store, "wait can"), [id(11)]);
    assert_eq!(found(&store, "ਸਿੰਘ"), [id(12)]);
    assert!(found(&store, "ll").is_empty(), "two characters are not searched");
    assert!(found(&store, "\" OR *").is_empty());
    assert_eq!(store.find("lly", 1).unwrap().len(), 1);
}

#[test]
fn words_that_were_replaced_or_erased_are_found_no_longer() {
    let place = place();
    let mut store = filled(&place);
    index(&mut store, vec![words(10, SearchedAs::Name, "Robin Sample"), words(10, SearchedAs::Text, "the canal")]);
    index(&mut store, vec![words(10, SearchedAs::Name, "Robin Specimen")]);
    assert!(found(&store, "sample").is_empty());
    assert_eq!(found(&store, "specimen"), [id(10)]);
    store.write(cause("record_erased"), |w| w.erase(id(10))).unwrap();
    assert!(found(&store, "robin").is_empty());
    assert!(found(&store, "canal").is_empty());
    store.check(Thoroughness::Full).unwrap();
}

#[test]
fn numbers_and_references_are_found_however_they_are_written() {
    let place = place();
    let mut store = filled(&place);
    let key = |n: u8, kind, text: &str| IndexRow::Key(KeyRow { record: id(n), case: Some(id(1)), kind, text: text.into() });
    index(
        &mut store,
        vec![
            key(10, KeyKind::Phone, "+44 7700 900123"),
            key(11, KeyKind::Plate, "ab12 cde"),
            key(12, KeyKind::CrimeReference, "01/12345/25"),
        ],
    );
    let first = |text: &str| store.find_keys(text, 10).unwrap().first().map(|found| found.record);
    assert_eq!(first("07700 9001"), Some(id(10)));
    assert_eq!(first("AB1"), Some(id(11)));
    assert_eq!(first("01/123"), Some(id(12)));
    assert_eq!(first("ab"), None);
    let exactly = store.find_key(KeyKind::Phone, "0044 7700 900 123").unwrap();
    assert_eq!(exactly[0].case, Some(id(1)));
    assert!(store.find_key(KeyKind::Plate, "07700900123").unwrap().is_empty());
    store.write(cause("x"), |w| w.drop_keys(id(10))).unwrap();
    assert!(store.find_keys("07700", 10).unwrap().is_empty());
}

#[test]
fn behind_walls_only_what_was_opened_is_searched_for_whole_words_and_as_it_stands_now() {
    let place = place();
    let mut store = filled(&place);
    index(&mut store, vec![words(10, SearchedAs::Text, "Łukasz by the canal")]);
    let nurse = keys(1);
    let by = Granter { member: NURSE, keys: &nurse };
    store
        .write(cause("write_note"), |w| {
            w.found_compartment("agency:health", (NURSE, *nurse.sealing_public()), by)?;
            let note =
                Placing { kind: "private_note", record: id(20), case: Some(id(1)), owner: "health", category: "suspect-health" };
            w.create_in("agency:health", note, &json!({ "text": "Łukasz Example" }))
        })
        .unwrap();
    let behind = |store: &Store, text: &str| -> Vec<Id> {
        store.find_behind_walls(text, 9).unwrap().into_iter().map(|found| found.record).collect()
    };
    let record = store.the_record(id(20)).unwrap();
    store.index_one_opened(&record, "Łukasz Example").unwrap();
    assert!(behind(&store, "lukasz").is_empty(), "no index was made in this session");
    assert_eq!(store.index_opened(&|record| record.body["text"].as_str().map(str::to_owned)).unwrap(), 1);
    assert_eq!(behind(&store, "lukasz"), [id(20)], "and not what lies open");
    assert!(behind(&store, "lukas").is_empty(), "a whole word or none");
    assert!(behind(&store, "\" *").is_empty());
    store.index_one_opened(&record, "Now Đorđe Sample").unwrap();
    assert!(behind(&store, "lukasz").is_empty());
    assert_eq!(behind(&store, "dorde sample"), [id(20)]);
}

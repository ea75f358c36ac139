//! An import that is taken back: gone from every read, whole in the journal, and back again when it is wanted.

use crate::carrying::{FIRST, IMPORT, THEIRS, elsewhere, take, theirs};
use crate::common::*;
use chrono::NaiveDate;
use serde_json::json;
use store::*;

fn day() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

/// A row of every index, for one record.
fn rows(record: Id) -> Vec<IndexRow> {
    let (case, kind, text) = (id(1), "incident".to_owned(), "quinquereme".to_owned());
    let word =
        |searched_as| IndexRow::Text(TextRow { record, case: Some(case), kind: kind.clone(), searched_as, text: text.clone() });
    vec![
        word(SearchedAs::Name),
        word(SearchedAs::Text),
        IndexRow::Key(KeyRow { record, case: Some(case), kind: KeyKind::Phone, text: "07700 900123".to_owned() }),
        IndexRow::Link(LinkRow { record, target: id(50), relation: "agenda_item".to_owned() }),
        IndexRow::Timeline(TimelineRow {
            record,
            case,
            at_ms: AT,
            what: kind.clone(),
            headline: text.clone(),
            agency: "police".to_owned(),
            severity: 2,
            contact: Contact::Yes,
        }),
        IndexRow::Action(ActionRow {
            record,
            case,
            owner_agency: "police".to_owned(),
            owner_person: String::new(),
            due_on: day(),
            status: "proposed".to_owned(),
            done: Done::No,
            done_at_ms: None,
            text,
        }),
        IndexRow::Check(CheckRow {
            record,
            case,
            agency: "police".to_owned(),
            asked_at_ms: AT,
            replied_at_ms: None,
            reply: String::new(),
        }),
        IndexRow::Alert(AlertRow {
            record,
            case,
            on_day: day(),
            kind: "review".to_owned(),
            words_code: "review".to_owned(),
            done: Done::No,
        }),
    ]
}

fn shown(store: &mut Store, record: Id) {
    store
        .write(cause("x"), |w| {
            rows(record).into_iter().try_for_each(|row| w.index(row))?;
            w.index(IndexRow::Case(Box::new(CaseRow { case: id(1), reference: "N-26-0001".into(), ..CaseRow::default() })))?;
            w.recount(id(1))
        })
        .unwrap();
}

/// In how many reads of each sort the record is found.
fn seen(store: &Store, record: Id) -> [usize; 16] {
    let in_records = |records: Vec<Record>| records.iter().filter(|read| read.id == record).count();
    let of_case = || TimelineAsked::default();
    [
        in_records(store.record(record).unwrap().into_iter().collect()),
        in_records(store.records_of_case(id(1), "incident").unwrap()),
        in_records(store.records_of_case_among(id(1), &["incident"]).unwrap()),
        in_records(store.all_records_of_case(id(1)).unwrap()),
        in_records(store.records_of_kind("incident", 9).unwrap()),
        in_records(store.newest_of_kind("incident", 9).unwrap()),
        in_records(store.records_linked(id(50), "agenda_item").unwrap()),
        usize::from(store.history(record).is_ok()),
        usize::from(store.record_hash(record).is_ok()),
        usize::from(store.carried(&[record]).is_ok()),
        store.find("quinquereme", 9).unwrap().len(),
        store.find_key(KeyKind::Phone, "07700900123").unwrap().len(),
        store.timeline(id(1), &of_case()).unwrap().len(),
        store.actions_of_case(id(1)).unwrap().len(),
        store.checks_of_case(id(1)).unwrap().len(),
        store.alerts_of_case(id(1)).unwrap().len(),
    ]
}

const EVERYWHERE: [usize; 16] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1];

fn counts(store: &Store) -> (u32, u32, u32) {
    let row = store.the_case_row(id(1)).unwrap();
    (row.incidents_count, row.open_actions, row.agencies_asked)
}

fn sound(store: &Store) {
    store.verify_chains().unwrap();
    store.verify_records().unwrap();
    store.check(Thoroughness::Full).unwrap();
}

fn entries(store: &Store) -> Vec<Id> {
    store.imported_by(IMPORT).unwrap().iter().map(|brought| brought.entry).collect()
}

fn put_aside(store: &mut Store, entries: &[Id]) -> Settled {
    store.write(cause("undo_import").on(IMPORT), |w| w.set_aside(entries, "import_undone")).unwrap().0
}

#[test]
fn a_record_that_was_set_aside_is_in_no_read_and_comes_back_whole() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    shown(&mut store, id(2));
    assert_eq!((seen(&store, id(2)), counts(&store)), (EVERYWHERE, (1, 1, 1)));
    let (before, walked) = (store.the_record(id(2)).unwrap(), store.verify_chains().unwrap().entries);

    let entries = entries(&store);
    assert_eq!(put_aside(&mut store, &entries), Settled { standing: vec![], gone: vec![id(2)] });
    assert_eq!((seen(&store, id(2)), counts(&store)), ([0; 16], (0, 0, 0)));
    assert_eq!(store.count_records().unwrap(), 0);
    assert_eq!(store.verify_chains().unwrap().entries, walked, "nothing left the journal");
    assert_eq!(store.verify_records().unwrap().values, 3, "every value is still held against its commitment");
    assert_eq!(store.set_aside_of(id(2)).unwrap().len(), 3);
    assert_eq!(store.set_aside_of(id(2)).unwrap()[0].why, "import_undone");
    assert!(store.came_from(id(2)).unwrap().is_empty());
    assert!(store.imported_by(IMPORT).unwrap().iter().all(|brought| brought.set_aside));
    let late = store.write(cause("x"), |w| w.correct(id(2), "severity", &json!(1)));
    assert_eq!(late.unwrap_err(), Fault::UnknownRecord(id(2)));
    store.close().unwrap();

    let mut store = open(&to).unwrap();
    assert_eq!(seen(&store, id(2)), [0; 16]);
    let (back, _) = store.write(cause("redo_import"), |w| w.bring_back(&entries)).unwrap();
    assert_eq!(back, Settled { standing: vec![id(2)], gone: vec![] });
    assert_eq!(store.the_record(id(2)).unwrap(), before);
    shown(&mut store, id(2));
    assert_eq!((seen(&store, id(2)), counts(&store)), (EVERYWHERE, (1, 1, 1)));
    assert!(store.set_aside_of(id(2)).unwrap().is_empty());
    sound(&store);
}

#[test]
fn the_same_bundle_again_brings_back_what_was_set_aside() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    let entries = entries(&store);
    put_aside(&mut store, &entries);
    let again = Arrival { import: id(0x18), sequence: 1 };
    let received = take(&mut store, &carried, again).unwrap();
    assert_eq!(received, Received { new: 0, known: 0, brought_back: 3 });
    assert!(received.changed());
    assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 4);
    assert_eq!(store.came_from(id(2)).unwrap().iter().map(|came| came.import).collect::<Vec<_>>(), [id(0x18)]);
    sound(&store);
}

#[test]
fn a_revoked_device_does_not_bring_back_what_was_set_aside() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    let entries = entries(&store);
    put_aside(&mut store, &entries);
    store
        .write(cause("revoke_device"), |w| {
            w.know_device(THEIRS, Some(id(0x60)), "Laptop 2")?;
            w.revoke_device(THEIRS, 1)
        })
        .unwrap();
    let later = Arrival { import: id(0x18), sequence: 2 };
    assert_eq!(take(&mut store, &carried, later).unwrap_err(), Fault::Revoked(entries[0]));
    assert_eq!(store.record(id(2)).unwrap(), None);
}

#[test]
fn a_correction_that_was_set_aside_leaves_what_stood_before_and_is_not_carried_on() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    let second = carried.entries[1].header.id;
    let last = carried.entries[2].header.id;
    assert_eq!(put_aside(&mut store, &[last]).standing, [id(2)]);
    assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 3);
    assert!(store.history(id(2)).unwrap()[2].set_aside);
    assert_eq!(store.carried(&[id(2)]).unwrap()[0].entries.len(), 2);
    put_aside(&mut store, &[second]);
    store.write(cause("redo_import"), |w| w.bring_back(&[last])).unwrap();
    // The last names only the second, which does not speak: nothing says that it replaces what stood first.
    let beside: Vec<serde_json::Value> =
        store.the_record(id(2)).unwrap().conflicts.into_iter().flat_map(|c| c.values).map(|(_, value)| value).collect();
    assert!(beside.len() == 2 && beside.contains(&json!(2)) && beside.contains(&json!(4)), "{beside:?}");
    assert_eq!(store.carried(&[id(2)]).unwrap()[0].entries.len(), 1, "a stream is never cut in the middle");
    sound(&store);
}

/// Corrections alone are nothing that could be read: they wait with the record.
#[test]
fn a_correction_of_our_own_waits_with_the_record_it_corrects() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    let (own, _) = store.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(1))).unwrap();
    let refused = store.write(cause("x"), |w| w.set_aside(&[own], "import_undone")).unwrap_err();
    assert_eq!(refused, Fault::OwnEntry(own));
    let entries = entries(&store);
    assert_eq!(put_aside(&mut store, &entries).gone, [id(2)]);
    assert_eq!(store.record(id(2)).unwrap(), None);
    assert!(store.all_records_of_case(id(1)).unwrap().is_empty());
    sound(&store);
    store.write(cause("redo_import"), |w| w.bring_back(&entries)).unwrap();
    assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 1);
}

#[test]
fn nothing_is_set_aside_where_one_of_the_entries_is_unknown() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    let mut entries = entries(&store);
    entries.push(id(0x99));
    let ((), _) = store
        .write(cause("undo_import"), |w| {
            assert_eq!(w.set_aside(&entries, "import_undone").unwrap_err(), Fault::UnknownEntry(id(0x99)));
            Ok::<(), Fault>(())
        })
        .unwrap();
    assert!(store.set_aside_of(id(2)).unwrap().is_empty());
    assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 4);
    sound(&store);
}

#[test]
fn a_case_whose_own_record_was_set_aside_is_in_no_list_and_no_count() {
    let (from, to) = (place(), place());
    let mut source = elsewhere(&from, THEIRS);
    let own = Placing { kind: "case_file", ..placing(id(1), id(1)) };
    source.write(cause("take_referral"), |w| w.create(own, &json!({ "reference": "N-26-0001" }))).unwrap();
    let carried = source.carried(&[id(1)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    shown(&mut store, id(1));
    let all = CasesAsked { limit: 9, ..CasesAsked::default() };
    assert_eq!(store.cases(&all).unwrap().total, 1);
    let entries = entries(&store);
    put_aside(&mut store, &entries);
    assert_eq!(store.cases(&all).unwrap().total, 0);
    assert!(store.case_counts().unwrap().is_empty());
    assert_eq!(store.case_by_reference("N-26-0001").unwrap(), None);
    sound(&store);
}

#[test]
fn what_was_set_aside_can_still_be_erased_for_good() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    let entries = entries(&store);
    put_aside(&mut store, &entries);
    store.write(cause("record_erased").on(id(2)), |w| w.erase(id(2))).unwrap();
    assert_eq!(store.verify_records().unwrap().values, 0);
    let (back, _) = store.write(cause("redo_import"), |w| w.bring_back(&entries)).unwrap();
    assert_eq!(back.standing, [id(2)]);
    assert!(store.the_record(id(2)).unwrap().erased, "that it was; nothing of what it said");
    sound(&store);
}

/// A change past the program: whoever hides an entry so is found by the heads.
#[test]
fn an_entry_set_aside_past_the_program_is_found() {
    let (from, to) = (place(), place());
    let carried = theirs(&from).carried(&[id(2)]).unwrap().remove(0);
    let mut store = create(&to);
    take(&mut store, &carried, FIRST).unwrap();
    store.close().unwrap();
    keyed(&to).execute_batch(include_str!("tampering/set_aside_3.sql")).unwrap();
    let store = open(&to).unwrap();
    assert_eq!(store.verify_records().unwrap_err(), FirstBad::Record { record: id(2) });
}

//! Index rows: put, replaced, read back and dropped.

use crate::common::*;
use crate::search::words;
use store::*;

fn case_row(n: u8, level: &str, place: u8) -> CaseRow {
    CaseRow {
        case: id(n),
        reference: format!("LDN-{n:04}"),
        received_at_ms: AT + i64::from(n),
        state: "screening".into(),
        level: level.into(),
        level_place: place,
        changed_at_ms: AT,
        headline: "Repeated calls".into(),
        ..CaseRow::default()
    }
}

/// Three cases; the first holds records 10 to 14.
pub fn filled(place: &Place) -> Store {
    let mut store = create(place);
    store
        .write(cause("filled"), |w| {
            for (n, level, at) in [(1, "medium", 2), (2, "", 0), (3, "high", 3)] {
                w.index(IndexRow::Case(Box::new(case_row(n, level, at))))?;
            }
            for n in 10..15 {
                w.create(placing(id(n), id(1)), &incident())?;
            }
            Ok::<(), Fault>(())
        })
        .unwrap();
    store
}

pub fn index(store: &mut Store, rows: Vec<IndexRow>) {
    store.write(cause("indexed"), |w| rows.into_iter().try_for_each(|row| w.index(row))).unwrap();
}

fn references(cases: &[CaseRow]) -> Vec<&str> {
    cases.iter().map(|case| case.reference.as_str()).collect()
}

#[test]
fn a_case_row_is_replaced_and_read_back_as_it_was_put() {
    let place = place();
    let mut store = filled(&place);
    let row = CaseRow {
        level_judged_at_ms: Some(AT),
        listed_for: Some(id(50)),
        listed_why: "Late call".into(),
        restricted: Walls::Restricted,
        last_incident_at_ms: Some(AT),
        incidents_count: 3,
        ..case_row(1, "high", 3)
    };
    index(&mut store, vec![IndexRow::Case(Box::new(row.clone()))]);
    assert_eq!(store.case_row(id(1)).unwrap(), Some(row.clone()));
    assert_eq!(store.case_by_reference("LDN-0001").unwrap(), Some(row.clone()));
    assert_eq!(store.cases_listed_for(id(50)).unwrap(), vec![row.clone()]);
    assert_eq!(store.all_cases_listed().unwrap(), [row]);
    assert!(store.cases_listed_for(id(51)).unwrap().is_empty());
    assert_eq!(store.the_case_row(id(9)).unwrap_err(), Fault::UnknownCase(id(9)));
}

#[test]
fn a_reference_belongs_to_one_case() {
    let place = place();
    let mut store = filled(&place);
    let twin = CaseRow { reference: "LDN-0001".into(), ..case_row(9, "", 0) };
    let refused = store.write(cause("x"), |w| w.index(IndexRow::Case(Box::new(twin.clone()))));
    assert_eq!(refused.unwrap_err(), Fault::Taken);
}

#[test]
fn cases_are_sorted_and_come_by_page() {
    let place = place();
    let store = filled(&place);
    let asked = CasesAsked { limit: 2, sort: CasesSort::Level, ..CasesAsked::default() };
    let page = store.cases(&asked).unwrap();
    assert_eq!((references(&page.cases), page.total), (vec!["LDN-0003", "LDN-0001"], 3));
    let rest = store.cases(&CasesAsked { offset: 2, ..asked.clone() }).unwrap();
    assert_eq!(references(&rest.cases), ["LDN-0002"]);
    let newest = store.cases(&CasesAsked { sort: CasesSort::Newest, ..asked.clone() }).unwrap();
    assert_eq!(references(&newest.cases), ["LDN-0003", "LDN-0002"]);
    for sort in [CasesSort::Change, CasesSort::LastIncident, CasesSort::Reference] {
        assert_eq!(store.cases(&CasesAsked { sort, ..asked.clone() }).unwrap().cases.len(), 2);
    }
}

#[test]
fn choosing_no_state_finds_no_case() {
    let place = place();
    let store = filled(&place);
    let asked = CasesAsked { limit: 9, ..CasesAsked::default() };
    let high = CasesAsked { levels: Chosen::Only(vec!["high".into()]), ..asked.clone() };
    assert_eq!(store.cases(&high).unwrap().total, 1);
    let nothing = CasesAsked { states: Chosen::Only(vec![]), ..asked };
    assert_eq!(store.cases(&nothing).unwrap(), CasesPage { cases: vec![], total: 0 });
}

#[test]
fn cases_are_counted_by_state_and_level_and_from_a_time_on() {
    let place = place();
    let store = filled(&place);
    let counts = store.case_counts().unwrap();
    assert_eq!(counts.iter().map(|c| c.cases).sum::<u64>(), 3);
    assert_eq!(counts[0], CaseCount { state: "screening".into(), level: String::new(), cases: 1 });
    let (new, total) = store.today_new_since(AT + 1, 1).unwrap();
    assert_eq!((references(&new), total), (vec!["LDN-0003"], 2));
}

#[test]
fn linked_records_are_found_from_their_target_and_gone_when_dropped() {
    let place = place();
    let mut store = filled(&place);
    let link = |n: u8| IndexRow::Link(LinkRow { record: id(n), target: id(50), relation: "agenda_item".into() });
    index(&mut store, vec![link(10), link(11), link(11)]);
    let linked = store.records_linked(id(50), "agenda_item").unwrap();
    assert_eq!(linked.iter().map(|record| record.id).collect::<Vec<_>>(), [id(10), id(11)]);
    assert!(store.records_linked(id(50), "attendance").unwrap().is_empty());
    store.write(cause("x"), |w| w.drop_index(id(10))).unwrap();
    assert_eq!(store.records_linked(id(50), "agenda_item").unwrap().len(), 1);
}

#[test]
fn an_index_row_needs_its_record() {
    let place = place();
    let mut store = filled(&place);
    let stray = store.write(cause("x"), |w| w.index(words(99, SearchedAs::Name, "Nobody")));
    assert_eq!(stray.unwrap_err(), Fault::UnknownRecord(id(99)));
}

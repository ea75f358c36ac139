//! What the timeline and the first screen show of the index rows.

use crate::common::*;
use crate::index::{filled, index};
use chrono::NaiveDate;
use store::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn line(n: u8, days: i64, severity: u8, contact: Contact) -> TimelineRow {
    TimelineRow {
        record: id(n),
        case: id(1),
        at_ms: AT + days * 86_400_000,
        what: if n == 14 { "order".into() } else { "incident".into() },
        headline: "Calls".into(),
        agency: "police".into(),
        severity,
        contact,
    }
}

fn five_lines() -> [TimelineRow; 5] {
    [
        line(10, 0, 1, Contact::No),
        line(11, 0, 2, Contact::Yes),
        line(12, 0, 2, Contact::Yes),
        line(13, 7, 4, Contact::Yes),
        line(14, 8, 0, Contact::No),
    ]
}

#[test]
fn a_timeline_is_paged_without_losing_lines_of_the_same_moment() {
    let place = place();
    let mut store = filled(&place);
    let lines = five_lines();
    index(&mut store, lines.iter().cloned().map(IndexRow::Timeline).collect());
    let mut asked = TimelineAsked { limit: 2, ..TimelineAsked::default() };
    let mut seen = Vec::new();
    loop {
        let page = store.timeline(id(1), &asked).unwrap();
        let Some(last) = page.last() else { break };
        asked.before = Some(last.record);
        seen.extend(page);
    }
    seen.reverse();
    assert_eq!(seen, lines);
}

#[test]
fn a_timeline_is_filtered_and_counted_by_week_from_monday() {
    let place = place();
    let mut store = filled(&place);
    let lines = five_lines();
    index(&mut store, lines.iter().cloned().map(IndexRow::Timeline).collect());
    let grave = TimelineAsked { severity: 2, contact: Contact::Yes, ..TimelineAsked::default() };
    assert_eq!(store.timeline(id(1), &grave).unwrap().len(), 3);
    let orders = TimelineAsked { what: Chosen::Only(vec!["order".into()]), ..TimelineAsked::default() };
    assert_eq!(store.timeline(id(1), &orders).unwrap(), [lines[4].clone()]);
    assert!(store.timeline(id(2), &TimelineAsked::default()).unwrap().is_empty());
    let weeks = store.incident_weeks(id(1)).unwrap();
    let monday = day("2025-11-24");
    assert_eq!(
        weeks,
        [
            IncidentWeek { monday, severity: 1, incidents: 1, contacts: 0 },
            IncidentWeek { monday, severity: 2, incidents: 2, contacts: 2 },
            IncidentWeek { monday: day("2025-12-01"), severity: 4, incidents: 1, contacts: 1 },
        ]
    );
}

fn action(n: u8, due: &str, done: Done) -> ActionRow {
    ActionRow {
        record: id(n),
        case: id(1),
        owner_agency: "police".into(),
        owner_person: if n == 10 { "DC Marlow".into() } else { String::new() },
        due_on: day(due),
        status: "accepted".into(),
        done,
        done_at_ms: None,
        text: "Ask for the order".into(),
    }
}

#[test]
fn open_actions_come_in_order_of_day_and_done_ones_do_not_come() {
    let place = place();
    let mut store = filled(&place);
    let rows = [action(10, "2025-12-02", Done::No), action(11, "2025-12-01", Done::No), action(12, "2025-11-01", Done::Yes)];
    index(&mut store, rows.iter().cloned().map(IndexRow::Action).collect());
    let until = day("2025-12-02");
    let open = store.open_actions(until, 10).unwrap();
    assert_eq!(open.iter().map(|line| line.action.clone()).collect::<Vec<_>>(), [rows[1].clone(), rows[0].clone()]);
    assert_eq!(open[0].reference, "LDN-0001");
    assert_eq!(store.open_actions(day("2025-12-01"), 10).unwrap().len(), 1);
    assert_eq!(store.count_open_actions(until).unwrap(), 2);
    assert_eq!(store.open_actions_of("police", None, until, 10).unwrap().len(), 2);
    assert_eq!(store.open_actions_of("police", Some("DC Marlow"), until, 10).unwrap().len(), 1);
    assert!(store.open_actions_of("health", None, until, 10).unwrap().is_empty());
    assert_eq!(store.actions_of_case(id(1)).unwrap().len(), 3);
}

#[test]
fn an_agency_that_answered_is_no_longer_waited_for() {
    let place = place();
    let mut store = filled(&place);
    let check = |n: u8, agency: &str, asked_at_ms, replied_at_ms| {
        IndexRow::Check(CheckRow {
            record: id(n),
            case: id(1),
            agency: agency.into(),
            asked_at_ms,
            replied_at_ms,
            reply: String::new(),
        })
    };
    index(&mut store, vec![check(10, "health", AT, None), check(11, "health", AT - 5, None), check(12, "probation", AT, None)]);
    let waiting = store.today_waiting().unwrap();
    assert_eq!(waiting[0], WaitingOn { agency: "health".into(), checks: 2, oldest_at_ms: AT - 5 });
    assert_eq!(store.unanswered_checks("health", 10).unwrap()[0].check.record, id(11));
    index(&mut store, vec![check(12, "probation", AT, Some(AT + 1))]);
    assert_eq!(store.today_waiting().unwrap().len(), 1);
    assert_eq!(store.checks_of_case(id(1)).unwrap().len(), 3);
}

#[test]
fn alerts_come_until_somebody_looked() {
    let place = place();
    let mut store = filled(&place);
    let alert = |kind: &str, on: &str, done| AlertRow {
        record: id(10),
        case: id(1),
        on_day: day(on),
        kind: kind.into(),
        words_code: "order_ends".into(),
        done,
    };
    index(
        &mut store,
        vec![IndexRow::Alert(alert("order", "2025-12-01", Done::No)), IndexRow::Alert(alert("review", "2025-11-01", Done::No))],
    );
    assert_eq!(
        store.today_alerts(day("2025-11-30"), day("2025-11-30"), 10).unwrap()[0].alert,
        alert("review", "2025-11-01", Done::No)
    );
    index(&mut store, vec![IndexRow::Alert(alert("review", "2025-11-01", Done::Yes))]);
    assert!(store.today_alerts(day("2025-11-30"), day("2025-11-30"), 10).unwrap().is_empty());
    assert_eq!(store.alerts_of_case(id(1)).unwrap().len(), 2);
}

#[test]
fn a_backlog_and_old_news_never_hide_what_falls_due_now() {
    let place = place();
    let mut store = filled(&place);
    let alert = |record: u8, kind: &str, on: &str| {
        IndexRow::Alert(AlertRow {
            record: id(record),
            case: id(1),
            on_day: day(on),
            kind: kind.into(),
            words_code: String::new(),
            done: Done::No,
        })
    };
    index(
        &mut store,
        vec![
            alert(10, "review", "2025-03-01"),
            alert(10, "safe_contact_changed", "2025-11-29"),
            alert(11, "order", "2025-11-30"),
            alert(12, "safe_contact_changed", "2025-11-30"),
        ],
    );
    let shown: Vec<_> = store
        .today_alerts(day("2025-12-08"), day("2025-11-30"), 3)
        .unwrap()
        .into_iter()
        .map(|line| (line.alert.kind, line.alert.on_day.to_string()))
        .collect();
    let expected = [("order", "2025-11-30"), ("safe_contact_changed", "2025-11-30"), ("review", "2025-03-01")];
    assert_eq!(shown, expected.map(|(kind, on)| (kind.to_owned(), on.to_owned())));
}

#[test]
fn recounting_takes_the_numbers_from_the_index_tables() {
    let place = place();
    let mut store = filled(&place);
    index(
        &mut store,
        vec![
            IndexRow::Timeline(line(10, 0, 1, Contact::No)),
            IndexRow::Timeline(line(11, 3, 1, Contact::No)),
            IndexRow::Timeline(line(14, 9, 0, Contact::No)),
            IndexRow::Action(action(12, "2025-12-02", Done::No)),
            IndexRow::Check(CheckRow {
                record: id(13),
                case: id(1),
                agency: "health".into(),
                asked_at_ms: AT,
                replied_at_ms: Some(AT),
                reply: "shared".into(),
            }),
        ],
    );
    store.write(cause("x"), |w| w.recount(id(1))).unwrap();
    let row = store.the_case_row(id(1)).unwrap();
    assert_eq!((row.incidents_count, row.open_actions), (2, 1));
    assert_eq!((row.agencies_asked, row.agencies_replied), (1, 1));
    assert_eq!(row.last_incident_at_ms, Some(AT + 3 * 86_400_000));
}

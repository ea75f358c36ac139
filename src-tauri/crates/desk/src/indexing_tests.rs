//! What the lists make of a record that came from elsewhere.

use super::*;
use chrono::TimeZone;
use serde_json::json;

#[test]
fn a_contact_rule_is_news_on_the_day_it_came_and_stands_in_the_timeline_where_it_was_written() {
    let body = json!({
        "may_contact": "no", "channels": [], "leave_voicemail": "no", "say_unit_name": "no", "withheld_number": "unknown",
        "silent_solution_told": "unknown", "last_confirmed_on": null, "confirm_every_days": 14
    });
    let at = |day| chrono::Utc.with_ymd_and_hms(2026, 11, day, 9, 0, 0).unwrap();
    let subject = Subject {
        record: Id([1; 16]),
        case: Id([2; 16]),
        owner: Agency::VictimAdvocacy,
        kind: Kind::ContactRule,
        searchable: false,
        at_ms: at(3).timestamp_millis(),
        changed_ms: at(23).timestamp_millis(),
        body: &body,
    };
    let found = rows(&subject);
    let line = found.iter().find_map(|row| match row {
        IndexRow::Timeline(line) => Some(line.at_ms),
        _ => None,
    });
    let alert = found.iter().find_map(|row| match row {
        IndexRow::Alert(alert) if alert.kind == "safe_contact_changed" => Some(alert.on_day),
        _ => None,
    });
    assert_eq!((line, alert), (Some(at(3).timestamp_millis()), Some(at(23).date_naive())));
}

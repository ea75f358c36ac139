//! A model of the nearest peer's merge (peers.md 2, its record merge; the rule was read in its source, the code is our own).
//!
//! A server holds one record as nested values. A client sends what it changed; the server merges value by value, rows of a
//! list by their own id, and at a leaf the last to arrive stands. It does not ask what the writer had seen.

use crate::entries::{DESK, FIELDS, Set, Written};
use crate::making::History;
use serde_json::{Map, Value, json};

/// Edits of a history that the server replaced though whoever replaced them had never seen them.
///
/// The order is the one in which entries came to the desk, but that an entry's own past always comes first, and every request
/// comes once: an offline client of the peer reads and writes through the server alone. Both spare the model losses.
pub fn lost(history: &History) -> Set {
    let mut records: Vec<Value> = vec![json!({}); history.records];
    let mut lost = Set::default();
    for n in arrival(history) {
        let entry = &history.written[n];
        let after = merge(&records[entry.record], &sent(entry));
        for (before, now) in leaves(&records[entry.record]).into_iter().filter_map(|(path, n)| Some((n, leaf(&after, &path)?))) {
            if before != now && !entry.seen.holds(before) {
                lost.add(before);
            }
        }
        records[entry.record] = after;
    }
    lost
}

fn arrival(history: &History) -> Vec<usize> {
    let mut order = Vec::new();
    let mut done = Set::default();
    let all = history.standing();
    for n in history.laptops[DESK].arrived.iter().copied().filter(|n| all.holds(*n)) {
        for past in history.written[n].seen.each().filter(|n| all.holds(*n)).chain([n]) {
            if !done.holds(past) {
                done.add(past);
                order.push(past);
            }
        }
    }
    order
}

/// What a client sends: the changed leaves, each of which holds the number of the edit.
fn sent(entry: &Written) -> Value {
    let part = ["channel", "hours"][entry.part];
    let row = |id: &str| json!({ "unique_id": id, "number": entry.n });
    let whole = || json!({ "level": entry.n, "safe_contact": { "channel": entry.n, "hours": entry.n }, "numbers": [row("channel"), row("hours")] });
    match FIELDS.iter().position(|f| *f == entry.header.field) {
        Some(1) => json!({ "level": entry.n }),
        Some(2) => json!({ "safe_contact": { part: entry.n } }),
        Some(3) => json!({ "numbers": [row(part)] }),
        Some(_) | None => whole(),
    }
}

/// The peer's rule: objects member by member, lists of rows row by row, anything else replaced.
fn merge(old: &Value, new: &Value) -> Value {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            let mut merged: Map<String, Value> = old.clone();
            for (key, value) in new {
                let value = merged.get(key).map_or_else(|| value.clone(), |held| merge(held, value));
                merged.insert(key.clone(), value);
            }
            Value::Object(merged)
        }
        (Value::Array(old), Value::Array(new)) => {
            let same = |a: &Value, b: &Value| a["unique_id"] == b["unique_id"];
            let kept = old.iter().map(|row| new.iter().find(|n| same(n, row)).map_or_else(|| row.clone(), |n| merge(row, n)));
            let added = new.iter().filter(|row| !old.iter().any(|held| same(held, row))).cloned();
            Value::Array(kept.chain(added).collect())
        }
        (_, new) => new.clone(),
    }
}

/// Every leaf with its path and the edit it is of.
fn leaves(record: &Value) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for path in ["/level", "/safe_contact/channel", "/safe_contact/hours", "/numbers:channel", "/numbers:hours"] {
        found.extend(leaf(record, path).map(|n| (path.to_owned(), n)));
    }
    found
}

fn leaf(record: &Value, path: &str) -> Option<usize> {
    let found = match path.split_once(':') {
        Some((list, row)) => {
            let rows = record.pointer(list)?.as_array()?;
            rows.iter().find(|held| held["unique_id"] == row)?.get("number")
        }
        None => record.pointer(path),
    };
    found?.as_u64().map(|n| n as usize)
}

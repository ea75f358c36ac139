//! What is shown of a record while two values stand side by side: the more protective one (architecture, idea 3; B-12).

use crate::keeping::{Kept, filed_records, kept};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::body::{Body, Kind};
use casework::contact::ContactRule;
use casework::ids::RecordId;
use casework::rules::protective;
use casework::screening::ConcernLevel;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use store::{Conflict, Record};

/// The body to show. Where nothing protective can be said of a field, the store's own choice stands.
pub(crate) fn shown(record: &Record) -> Value {
    let mut body = record.body.clone();
    if record.conflicts.is_empty() {
        return body;
    }
    match Kind::from_code(&record.kind) {
        Some(Kind::ContactRule) => {
            let rules: Vec<ContactRule> =
                versions(record).iter().filter_map(|value| ContactRule::deserialize(value).ok()).collect();
            if let Some(rule) = protective::safe_contact(&rules).and_then(|rule| serde_json::to_value(rule).ok()) {
                body = rule;
            }
        }
        Some(Kind::SashRecord | Kind::RoomDecision) => set(&mut body, record, "level", higher),
        Some(Kind::CourtOrder) => set(&mut body, record, "ends_on", earlier),
        Some(_) | None => {}
    }
    body
}

fn set(body: &mut Value, record: &Record, field: &str, choose: fn(&Conflict) -> Option<Value>) {
    let found = record.conflicts.iter().find(|conflict| conflict.field == field).and_then(choose);
    if let (Some(value), Some(slot)) = (found, body.get_mut(field)) {
        *slot = value;
    }
}

fn higher(conflict: &Conflict) -> Option<Value> {
    let levels: Vec<ConcernLevel> =
        conflict.values.iter().filter_map(|(_, value)| ConcernLevel::deserialize(value).ok()).collect();
    serde_json::to_value(protective::level_of_concern(&levels)?).ok()
}

/// The earlier day: whoever is warned too soon can still ask the court.
pub(crate) fn earlier(conflict: &Conflict) -> Option<Value> {
    let days = conflict.values.iter().filter_map(|(_, value)| NaiveDate::deserialize(value).ok());
    serde_json::to_value(days.min()?).ok()
}

/// The body with every value that stands for a field, one after another; the body alone where nothing conflicts.
pub(crate) fn versions(record: &Record) -> Vec<Value> {
    let mut versions = vec![record.body.clone()];
    for conflict in &record.conflicts {
        for (_, value) in &conflict.values {
            let mut version = record.body.clone();
            if conflict.field.is_empty() {
                version = value.clone();
            } else if let Some(members) = version.as_object_mut() {
                members.insert(conflict.field.clone(), value.clone());
            }
            if !versions.contains(&version) {
                versions.push(version);
            }
        }
    }
    versions
}

impl Sitting<'_> {
    /// As [`Sitting::filed_under`], a record in conflict once with each value that stands: what protects must know them all.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn every_version<B: Body>(&self, group: impl Into<RecordId>) -> Outcome<Vec<Kept<B>>> {
        let mut found = Vec::new();
        for record in filed_records::<B>(self.store(), group.into())? {
            for body in versions(&record) {
                found.push(kept(&Record { body, conflicts: Vec::new(), ..record.clone() })?);
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use store::Id;

    fn record(kind: Kind, body: Value, field: &str, values: [Value; 2]) -> Record {
        let [one, other] = values;
        let conflict = Conflict { field: field.to_owned(), values: vec![(Id([1; 16]), one), (Id([2; 16]), other)] };
        Record {
            id: Id([9; 16]),
            kind: kind.code().to_owned(),
            case: None,
            owner: "police".to_owned(),
            category: "order-condition".to_owned(),
            made_at_ms: 0,
            changed_at_ms: 0,
            body,
            conflicts: vec![conflict],
            erased: false,
            closed: false,
        }
    }

    #[test]
    fn of_two_levels_the_higher_and_of_two_ends_the_earlier_is_shown_whichever_came_last() {
        for values in [[json!("high"), json!("low")], [json!("low"), json!("high")]] {
            let body = json!({ "level": values[1] });
            assert_eq!(shown(&record(Kind::SashRecord, body, "level", values))["level"], "high");
        }
        for values in [
            [json!("2026-12-12"), json!("2027-02-12")],
            [json!("2027-02-12"), json!("2026-12-12")],
            [json!(null), json!("2026-12-12")],
        ] {
            let body = json!({ "ends_on": values[1] });
            assert_eq!(shown(&record(Kind::CourtOrder, body, "ends_on", values))["ends_on"], "2026-12-12");
        }
    }

    #[test]
    fn of_two_safe_contact_rules_each_field_shows_the_stricter_answer() {
        let rule = |may: &str, voicemail: &str| {
            json!({ "may_contact": may, "channels": ["phone"], "leave_voicemail": voicemail, "say_unit_name": "no",
                "withheld_number": "unknown", "silent_solution_told": "no", "last_confirmed_on": null, "confirm_every_days": 14 })
        };
        let found = record(Kind::ContactRule, rule("yes", "yes"), "may_contact", [json!("no"), json!("yes")]);
        let seen = shown(&found);
        assert_eq!((seen["may_contact"].as_str(), seen["leave_voicemail"].as_str()), (Some("no"), Some("yes")));
    }

    #[test]
    fn every_value_of_a_detail_in_conflict_is_known_to_what_protects_it() {
        let found = record(Kind::KnownDetail, json!({ "text": "b" }), "text", [json!("a"), json!("b")]);
        assert_eq!(versions(&found), vec![json!({ "text": "b" }), json!({ "text": "a" })]);
    }
}

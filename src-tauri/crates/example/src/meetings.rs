//! The meetings of the past months: opened, heard, signed, and what became of the actions they asked for.

use crate::diary::{AGENCIES, Diary, Entry};
use crate::members::Who;
use crate::story::{Asked, Room, read};
use crate::telling::{Telling, ago, day_after, speaker};
use chrono::{DateTime, TimeDelta, Utc};
use desk::trouble::Outcome;
use serde::Deserialize;
use serde_json::{Value, json};

/// How many days ago the unit met before this morning: on Fridays, more often of late.
pub(crate) const DAYS: [i64; 11] = [171, 150, 129, 108, 87, 66, 45, 31, 17, 10, 3];

#[derive(Debug, Deserialize)]
struct Reflections {
    reflection: Vec<String>,
}

/// What each meeting thought of itself.
pub(crate) fn reflections() -> Outcome<Vec<String>> {
    Ok(read::<Reflections>(include_str!("../../../../assets/example/meetings.toml"))?.reflection)
}

/// Who came. Probation could not on the last Friday; the quorum stands without it.
fn came(number: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
    let last = number + 1 == DAYS.len();
    AGENCIES.into_iter().map(move |agency| (agency, if last && agency == "probation" { "apologies" } else { "present" }))
}

/// What a decision of the room looks like to the desk. Days are counted from the meeting.
pub(crate) fn decision(room: &Room, meeting: &Value, case: &Value, at: DateTime<Utc>, seconds: u64) -> Value {
    let action = |asked: &Asked| {
        json!({
            "text": asked.text, "heading": asked.heading, "owner_agency": asked.agency, "owner_person": asked.person,
            "due_on": day_after(at, asked.in_days), "due_time": "", "priority": if asked.in_days == 0 { "now" } else { "within7_days" }
        })
    };
    let dissent = |one: &crate::story::Dissent| json!({ "agency": one.agency, "view": one.view, "reason": one.reason });
    let advice = (!room.advice.is_empty()).then(|| json!({ "officer": room.officer, "text": room.advice }));
    json!({
        "meeting": meeting, "case": case, "facts": { "advice": advice, "classes": room.classes }, "outcomes": room.outcomes, "reason": room.reason, "level": room.level,
        "level_reason": room.level_reason, "dissent": room.dissent.iter().map(dissent).collect::<Vec<_>>(),
        "actions": room.actions.iter().map(action).collect::<Vec<_>>(), "seconds": seconds
    })
}

/// What the note-taker types in each agency's row.
pub(crate) fn rows(room: &Room, meeting: &Value, case: &Value) -> Vec<Value> {
    let row = |(agency, said): (&String, &crate::story::Said)| json!({ "meeting": meeting, "case": case, "agency": agency, "knows": said.knows, "advises": said.advises, "said_by": speaker(agency).1 });
    room.says.iter().map(row).collect()
}

/// Holds one meeting from agenda to signed minutes. What it has no time for is carried over.
pub(crate) fn hold(telling: &mut Telling<'_>, diary: &mut Diary, number: usize, at: DateTime<Utc>) -> Outcome<()> {
    let opened =
        telling.give(Who::Chair, at, "open_meeting", json!({ "confidentiality_confirmed": true, "place": "Room 2.14" }))?;
    let meeting = opened.get("meeting").cloned().unwrap_or(Value::Null);
    for (agency, presence) in came(number) {
        let here = json!({ "meeting": meeting, "agency": agency, "presence": presence, "people": speaker(agency).1 });
        telling.give(Who::Chair, at + TimeDelta::minutes(2), "record_attendance", here)?;
    }
    let items = opened.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut left = 0;
    let mut now = at + TimeDelta::minutes(5);
    for item in &items {
        let case = item.get("case").cloned().unwrap_or(Value::Null);
        let story = diary.story_of(case.as_str().unwrap_or_default());
        match story.and_then(|story| diary.stories.get(story)).filter(|story| !story.carried).and_then(|story| story.room.clone())
        {
            Some(room) => {
                hear(telling, &room, &meeting, &case, now)?;
                foresee(diary, story.unwrap_or_default(), &room, now);
                now += TimeDelta::minutes(11);
            }
            None => left += 1,
        }
    }
    let reflections = reflections()?;
    let text = reflections.get(number).cloned().unwrap_or_default();
    let end = json!({ "meeting": meeting, "carry_over": left, "reflection": text });
    telling.give(Who::Chair, now + TimeDelta::minutes(5), "end_meeting", end)?;
    Ok(())
}

fn hear(telling: &mut Telling<'_>, room: &Room, meeting: &Value, case: &Value, at: DateTime<Utc>) -> Outcome<()> {
    for row in rows(room, meeting, case) {
        telling.give(Who::Support, at, "type_contribution", row)?;
    }
    let seconds = 480 + u64::try_from(room.reason.len()).unwrap_or(0);
    telling.give(Who::Chair, at + TimeDelta::minutes(9), "record_decision", decision(room, meeting, case, at, seconds))?;
    Ok(())
}

/// Those actions that were settled since are settled before their day.
fn foresee(diary: &mut Diary, story: usize, room: &Room, at: DateTime<Utc>) {
    for (place, asked) in room.actions.iter().enumerate() {
        if asked.done || !asked.not_done.is_empty() {
            let when = at + TimeDelta::days((asked.in_days - 1).max(0)) + TimeDelta::hours(4);
            diary.put(when.min(ago(3, 16, 30)), Entry::Settle(story, place));
        }
    }
}

/// Its owner says what became of an action.
pub(crate) fn settle(telling: &mut Telling<'_>, diary: &mut Diary, story: usize, place: usize, at: DateTime<Utc>) -> Outcome<()> {
    let asked = diary.stories.get(story).and_then(|story| story.room.as_ref()).and_then(|room| room.actions.get(place)).cloned();
    let (Some(asked), Some(case)) = (asked, diary.cases.get(story).cloned()) else { return Ok(()) };
    let who = speaker(&asked.agency).0;
    let open = telling.give(who, at, "actions", json!({ "agency": null, "case": case, "only_open": true }))?;
    let rows = open.get("actions").and_then(Value::as_array).cloned().unwrap_or_default();
    let Some(row) = rows.iter().find(|row| row.get("text").and_then(Value::as_str) == Some(asked.text.as_str())) else {
        return Ok(());
    };
    if row.get("status").and_then(Value::as_str) == Some("proposed") {
        let accept = json!({ "action": row.get("action"), "step": { "step": "accept", "by": asked.person } });
        telling.give(who, at, "move_action", accept)?;
    }
    let step = if asked.not_done.is_empty() {
        json!({ "step": "done" })
    } else {
        json!({ "step": "not_done", "reason": asked.not_done })
    };
    telling.give(who, at, "move_action", json!({ "action": row.get("action"), "step": step }))?;
    Ok(())
}

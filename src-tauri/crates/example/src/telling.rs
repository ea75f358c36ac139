//! Giving the desk its past: the right member, at the right moment, by the same commands anybody gives.

use crate::members::Who;
use chrono::{DateTime, TimeDelta, Utc};
use desk::casework::ids::MemberId;
use desk::commands::Window;
use desk::sitting::Desk;
use desk::trouble::{Fault, Outcome};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Somebody telling the unit's past.
pub(crate) struct Telling<'d> {
    pub(crate) desk: &'d mut Desk,
    pub(crate) members: BTreeMap<Who, MemberId>,
}

/// A moment so many days before the example's morning, at an hour of that day.
pub(crate) fn ago(days: i64, hour: i64, minute: i64) -> DateTime<Utc> {
    let midnight = crate::first_moment() - TimeDelta::minutes(8 * 60 + 45);
    midnight - TimeDelta::days(days) + TimeDelta::minutes(hour * 60 + minute)
}

/// A day so many days after the example's morning (before it when negative), as the desk reads days.
pub(crate) fn day(days: i64) -> String {
    (crate::first_moment() + TimeDelta::days(days)).date_naive().to_string()
}

impl Telling<'_> {
    /// Gives one command as one member at one moment.
    pub(crate) fn give(&mut self, who: Who, at: DateTime<Utc>, command: &str, question: Value) -> Outcome<Value> {
        let member =
            self.members.get(&who).copied().ok_or(Fault { place: "example.member", cause: "nobody of this part".to_owned() })?;
        self.desk.act_at(at);
        self.desk.change_places(member)?;
        self.desk.give(command, Window::Main, question)
    }

    /// Gives a command and returns the record it made.
    pub(crate) fn record(&mut self, who: Who, at: DateTime<Utc>, command: &str, question: Value) -> Outcome<String> {
        let answer = self.give(who, at, command, question)?;
        Ok(answer.get("record").and_then(Value::as_str).unwrap_or_default().to_owned())
    }

    /// Loads the demonstration pack of our own wording.
    pub(crate) fn load_pack(&mut self) -> Outcome<()> {
        let text = desk::forms::demonstration_pack_text();
        let token = self.desk.keep_file("demonstration-sash.toml", text.as_bytes());
        self.give(Who::Chair, ago(180, 9, 0), "load_pack", json!({ "file": token }))?;
        Ok(())
    }
}

//! Giving the desk its past: the right member, at the right moment, by the same commands anybody gives.

use crate::members::Who;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc};
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
    /// The desk's clock. It never goes back.
    pub(crate) now: DateTime<Utc>,
}

/// The day so many days after the example's morning; before it when negative.
pub(crate) fn date(days: i64) -> NaiveDate {
    (crate::first_moment() + TimeDelta::days(days)).date_naive()
}

/// The same day, as the desk reads days.
pub(crate) fn day(days: i64) -> String {
    date(days).to_string()
}

/// A moment so many days before the example's morning, by London's clocks.
pub(crate) fn ago(days: i64, hour: i64, minute: i64) -> DateTime<Utc> {
    let midnight = date(-days).and_hms_opt(0, 0, 0).unwrap_or_default();
    let local = midnight + TimeDelta::minutes(hour * 60 + minute);
    chrono_tz::Europe::London.from_local_datetime(&local).earliest().map_or(local.and_utc(), |at| at.with_timezone(&Utc))
}

/// Whether nobody of the unit works on this day.
pub(crate) fn is_weekend(days_ago: i64) -> bool {
    date(-days_ago).weekday().number_from_monday() > 5
}

/// The day so many days after a moment, as the desk reads days.
pub(crate) fn day_after(at: DateTime<Utc>, days: i64) -> String {
    let days = Days::new(u64::try_from(days).unwrap_or(0));
    at.date_naive().checked_add_days(days).unwrap_or_else(|| at.date_naive()).to_string()
}

/// Who answers for an agency, and how they are named in its rows.
pub(crate) fn speaker(agency: &str) -> (Who, &'static str) {
    match agency {
        "health" => (Who::Nurse, "H. Fixture"),
        "probation" => (Who::Probation, "R. Mockford"),
        "victim_advocacy" => (Who::Advocate, "K. Specimen"),
        _ => (Who::Officer, "P. Dummy"),
    }
}

impl Telling<'_> {
    /// Gives one command as one member at one moment, or as soon after it as what came before is done.
    pub(crate) fn give(&mut self, who: Who, at: DateTime<Utc>, command: &str, question: Value) -> Outcome<Value> {
        let member =
            self.members.get(&who).copied().ok_or(Fault { place: "example.member", cause: "nobody of this part".to_owned() })?;
        self.now = self.now.max(at);
        self.desk.act_at(self.now);
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
        self.give(Who::Chair, ago(189, 9, 0), "load_pack", json!({ "file": token }))?;
        Ok(())
    }
}

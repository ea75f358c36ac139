//! The end of the morning: what an agreement lets go of a case is sealed for the second unit, opened there and brought in.

use crate::Who;
use crate::between::{self, Because};
use crate::morning::{Morning, many, text};
use crate::partners::PURPOSE;
use crate::second;
use desk::trouble::{Fault, Outcome, Plain};
use serde_json::{Value, json};

/// What left, and what came of it at the second unit. Every figure is counted from what the desks answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// Where the sealed file lies.
    pub file: String,
    pub bytes: u64,
    /// Records that left, by the seal's own count.
    pub records: u64,
    /// Records of the case that stayed.
    pub withheld: usize,
    /// As the second unit weighed it.
    pub new: u64,
    pub changed: u64,
    pub conflicts: usize,
    pub refused: u64,
}

/// Seals one case that the agreement covers and that has not gone yet; the second unit opens it and brings it in.
pub(crate) fn share(morning: &mut Morning<'_>) -> Outcome<Shared> {
    let (line, case) = what_waits(morning)?;
    let categories: Vec<&str> = line["categories"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut what = between::what(&line["agreement"], &line["partner"], &case["case"], (PURPOSE, &categories));
    let preview = between::read(morning.desk, &mut what)?;
    let rows = between::rows(&preview);
    let stays = rows.iter().filter(|row| row["state"] == "withheld").map(|row| many(row, "records")).sum();
    let leaving = rows.iter().filter(|row| row["state"] != "withheld").count();
    morning.say(&format!(
        "{} under \"{}\": {leaving} rows leave, {stays} records stay, each with its reason",
        text(&case, "reference"),
        text(&line, "title")
    ));
    let today = crate::telling::day(0);
    let because = Because {
        necessity: "He has asked to live there after release, and the order ends on that day.",
        told_on: &today,
        passphrase: crate::passphrase_of(Who::Chair).1,
    };
    let sealed = between::seal(morning.desk, &what, &preview, &because)?;
    let number = |view: &Value, key: &str| view[key].as_u64().unwrap_or_default();
    let mut shared = Shared {
        file: text(&sealed, "place"),
        bytes: number(&sealed, "bytes"),
        records: number(&sealed, "records"),
        withheld: stays,
        ..Shared::default()
    };
    morning.say(&format!("sealed: {} records, {} bytes", shared.records, shared.bytes));
    let (opened, taken) = brought_in(morning, &shared.file)?;
    shared.new = number(&taken, "new");
    shared.changed = number(&taken, "changed");
    shared.refused = number(&taken, "refused");
    shared.conflicts = opened["cases"].as_array().into_iter().flatten().map(|case| many(case, "conflicts")).sum();
    morning.say(&format!(
        "{}: the seal is good, key {}, {}; brought in: {} new, {} changed, {} in conflict, {} not believed",
        second::NAME,
        text(&opened["seal"], "key"),
        text(&opened["seal"], "compared"),
        shared.new,
        shared.changed,
        shared.conflicts,
        shared.refused
    ));
    Ok(shared)
}

/// The agreement that is open, and a case it covers of which nothing went to that partner yet.
fn what_waits(morning: &mut Morning<'_>) -> Outcome<(Value, Value)> {
    let all = morning.give("share_choices", json!({ "partner": null, "agreement": null }))?;
    let lines = all["agreements"].as_array().cloned().unwrap_or_default();
    let line = lines.into_iter().find(|line| line["open"] == true).ok_or(Plain::NotFound)?;
    let ask = json!({ "partner": line["partner"], "agreement": line["agreement"] });
    let choices = morning.give("share_choices", ask)?;
    for case in choices["cases"].as_array().into_iter().flatten().filter(|case| case["covered"] == true) {
        let received = morning.give("who_received", json!({ "case": case["case"], "record": null }))?;
        if many(&received, "received") == 0 {
            return Ok((line, case.clone()));
        }
    }
    Err(Plain::NotFound.into())
}

/// Goes over to the second unit with the file, and comes back.
fn brought_in(morning: &mut Morning<'_>, file: &str) -> Outcome<(Value, Value)> {
    let bytes = std::fs::read(file).map_err(|cause| Fault { place: "example.bundle", cause: cause.kind().to_string() })?;
    second::turn(morning.desk)?;
    second::sign_in(morning.desk)?;
    morning.say(&format!("{} signed in at the second unit", second::chair().0));
    let came = between::bring_in(morning.desk, &bytes)?;
    second::back(morning.desk)?;
    Ok(came)
}

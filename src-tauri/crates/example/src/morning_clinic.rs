//! The clinic's part of the morning: the CAS that waits is completed and agreed, and a plan is agreed from it.

use crate::morning::{Morning, saved};
use crate::morning_words::{Line, PlanWords, Words};
use desk::trouble::Outcome;
use serde_json::{Value, json};

/// The case whose CAS is half written.
pub(crate) fn half_written(morning: &mut Morning<'_>, case: &Value) -> Outcome<Option<Value>> {
    let list = morning.give("cas_list", json!({ "case": case }))?;
    let rows = list.get("list").and_then(Value::as_array).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .find(|row| row.get("status").and_then(Value::as_str) == Some("draft"))
        .and_then(|row| row.get("cas").cloned()))
}

/// Writes what the agencies still owe and answers every section, agencies side by side. Dissent stays as it was kept.
pub(crate) fn complete(morning: &mut Morning<'_>, cas: &Value, words: &Words) -> Outcome<()> {
    for cell in &words.cas.cells {
        let said_by = if cell.said_by.is_empty() { crate::telling::speaker(&cell.agency).1 } else { &cell.said_by };
        let body = json!({ "cas": cas, "row": cell.row, "agency": cell.agency, "kind": cell.kind, "text": cell.text, "said_by": said_by });
        morning.give("write_cas_cell", body)?;
    }
    for one in &words.cas.answers {
        morning.give("answer_cas", json!({ "cas": cas, "question": one.question, "answer": one.answer }))?;
    }
    morning.say(&format!("CAS completed: {} cells, {} answers", words.cas.cells.len(), words.cas.answers.len()));
    Ok(())
}

/// Agrees the CAS, once the room has decided.
pub(crate) fn agree(morning: &mut Morning<'_>, cas: &Value) -> Outcome<()> {
    let view = morning.give("agree_cas", json!({ "cas": cas }))?;
    let dissents = view.get("dissent").and_then(Value::as_array).map_or(0, Vec::len);
    morning.say(&format!("CAS {} agreed; different views kept: {dissents}", view["number"]));
    Ok(())
}

/// Writes the next version of the plan from the CAS and agrees it.
pub(crate) fn plan(morning: &mut Morning<'_>, case: &Value, words: &PlanWords) -> Outcome<Value> {
    let begun = morning.give("start_plan", json!({ "case": case }))?;
    let plan = begun.pointer("/current/plan").cloned().unwrap_or(Value::Null);
    let before = begun.pointer("/current/body/lines").and_then(Value::as_array).cloned().unwrap_or_default();
    let lines: Vec<Value> = before.into_iter().map(|line| carried(line, words)).chain(words.lines.iter().map(new_line)).collect();
    let parts = [
        json!({ "part": "what_worries_us", "text": words.what_worries_us }),
        json!({ "part": "not_known", "text": words.not_known }),
        json!({ "part": "victim_wishes", "text": words.victim_wishes }),
        json!({ "part": "lines", "lines": lines }),
        json!({ "part": "contingencies", "lines": words.contingencies }),
        json!({ "part": "who_to_ring", "lines": words.who_to_ring }),
        json!({ "part": "review_on", "on": words.review_on }),
    ];
    for part in parts {
        morning.give("write_plan", json!({ "plan": plan, "part": part }))?;
    }
    let page = morning.give("agree_plan", json!({ "plan": plan, "agreed_by": words.agreed_by }))?;
    let version = page.pointer("/current/body/version").cloned().unwrap_or(Value::Null);
    morning.say(&format!("safeguarding plan agreed: version {version}, review {}", words.review_on));
    Ok(plan)
}

/// A line of the version before: done, or with a new day where it is late.
fn carried(mut line: Value, words: &PlanWords) -> Value {
    let done = line.get("text").and_then(Value::as_str).is_some_and(|text| words.done.iter().any(|one| one == text));
    let late = line.get("status").and_then(Value::as_str) == Some("late")
        || line.get("due_on").and_then(Value::as_str).is_some_and(|due| due < words.late_due.as_str());
    if done {
        line["status"] = json!("done");
    } else if late {
        line["status"] = json!("open");
        line["due_on"] = json!(words.late_due);
    }
    line
}

fn new_line(line: &Line) -> Value {
    json!({
        "heading": line.heading, "text": line.text, "owner_agency": line.agency, "owner_person": line.person, "due_on": line.due,
        "priority": line.priority, "status": "open", "accepted": true
    })
}

/// Prints a numbered copy of the plan for its holder.
pub(crate) fn print(morning: &mut Morning<'_>, plan: &Value, words: &PlanWords) -> Outcome<String> {
    let mut copy = json!(words.copy);
    copy["plan"] = plan.clone();
    Ok(saved(&morning.give("print_plan", copy)?))
}

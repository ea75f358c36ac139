//! Every free text of a plan, named as people say it, and read against protected details before anybody prints it.

use crate::asks::plan::PlanBlockerView;
use crate::asks::shared::HitView;
use crate::reading::hits_in_all;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::ids::CaseId;
use casework::plan::Plan;

/// One free text and where in the plan it stands.
struct PlanText<'a> {
    /// "line 4", "if-then line 2: then".
    words: String,
    /// The part of the plan, as blockers name it.
    part: &'static str,
    index: Option<usize>,
    text: &'a str,
}

fn texts(plan: &Plan) -> Vec<PlanText<'_>> {
    let whole = |words: &str, text| PlanText { words: words.to_owned(), part: "text", index: None, text };
    let mut texts = vec![
        whole("what worries us", plan.what_worries_us.as_str()),
        whole("not known", plan.not_known.as_str()),
        whole("what the victim wants", plan.victim_wishes.as_str()),
    ];
    for (index, line) in plan.lines.iter().enumerate() {
        let of = |words: String, text| PlanText { words, part: "lines", index: Some(index), text };
        texts.push(of(format!("line {}", index + 1), line.text.as_str()));
        texts.push(of(format!("line {}: who", index + 1), line.owner_person.as_str()));
        texts.push(of(format!("line {}: why", index + 1), line.status_reason.as_str()));
    }
    for (index, line) in plan.contingencies.iter().enumerate() {
        let parts = [
            ("if", &line.if_text),
            ("then", &line.then_text),
            ("who", &line.who_acts),
            ("within", &line.within),
            ("out of hours", &line.out_of_hours),
        ];
        for (part, text) in parts {
            let words = format!("if-then line {}: {part}", index + 1);
            texts.push(PlanText { words, part: "contingencies", index: Some(index), text });
        }
    }
    for (index, line) in plan.who_to_ring.iter().enumerate() {
        for (part, text) in [("what", &line.what), ("number", &line.number), ("who", &line.who)] {
            let words = format!("who to ring, line {}: {part}", index + 1);
            texts.push(PlanText { words, part: "who_to_ring", index: Some(index), text });
        }
    }
    for (index, by) in plan.agreed_by.iter().enumerate() {
        for (part, text) in [("name", &by.name), ("job", &by.job)] {
            let words = format!("agreed by, line {}: {part}", index + 1);
            texts.push(PlanText { words, part: "agreed_by", index: Some(index), text });
        }
    }
    texts
}

/// Every free text of a plan with its name.
pub(crate) fn named_texts(plan: &Plan) -> Vec<(String, &str)> {
    texts(plan).into_iter().map(|text| (text.words, text.text)).collect()
}

/// Every protected detail that a plan's texts name and nobody released.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn hits(sitting: &Sitting<'_>, case: CaseId, plan: &Plan) -> Outcome<Vec<HitView>> {
    let texts = texts(plan);
    let read: Vec<(&str, &str)> = texts.iter().map(|text| (text.words.as_str(), text.text)).collect();
    hits_in_all(sitting, case, &read)
}

/// One blocker for each text that names a protected detail. It says where, never what.
pub(crate) fn blockers(plan: &Plan, hits: &[HitView]) -> Vec<PlanBlockerView> {
    texts(plan)
        .into_iter()
        .filter(|text| hits.iter().any(|hit| hit.field == text.words))
        .map(|text| PlanBlockerView {
            words: format!("A protected detail stands in: {}. Take it out, or release it with a reason.", text.words),
            field: text.part.to_owned(),
            index: text.index.and_then(|index| u16::try_from(index).ok()),
        })
        .collect()
}

//! What one version of a safeguarding plan says that another does not, word by word (MAPPA: a reviewed plan is shared again).

use crate::action::Heading;
use crate::plan::{AgreedBy, Contingency, LineStatus, Plan, PlanLine, PlanState, WhoToRing};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};
use ts_rs::TS;

/// Deeds that have at least this share of their words in common are one deed put differently; below it, one went and another
/// came.
const SAME_DEED: f32 = 0.5;

/// How a part of the plan differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    New,
    Gone,
    Changed,
}

/// A stretch of words: in both versions, in the earlier only, or in the later only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "of", content = "words", rename_all = "snake_case")]
pub enum Stretch {
    Both(String),
    Earlier(String),
    Later(String),
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanChange {
    /// Where in the plan, as its headings name it.
    pub part: String,
    pub kind: ChangeKind,
    /// The words of both versions in reading order, each with the space after it.
    pub words: Vec<Stretch>,
}

/// Every difference, in the order of the plan. Two versions that say the same give none.
#[must_use]
pub fn changes(earlier: &Plan, later: &Plan) -> Vec<PlanChange> {
    let mut found = Vec::new();
    let texts = [
        ("What worries us", &earlier.what_worries_us, &later.what_worries_us),
        ("Not known", &earlier.not_known, &later.not_known),
        ("What the victim wants", &earlier.victim_wishes, &later.victim_wishes),
    ];
    for (part, before, after) in texts {
        found.extend(text_change(part, before.trim(), after.trim()));
    }
    for heading in Heading::ALL {
        found.extend(list_changes(heading.label(), &of_heading(earlier, heading), &of_heading(later, heading)));
    }
    let lists: [(&str, ItemsOf); 3] = [
        ("If this happens, do this", |plan| plan.contingencies.iter().map(contingency).collect()),
        ("Who to ring", |plan| plan.who_to_ring.iter().map(ring).collect()),
        ("Agreed by", |plan| plan.agreed_by.iter().map(agreed).collect()),
    ];
    // Who agrees to a draft is not asked yet: nobody has taken an agreement back.
    let asked = if later.state == PlanState::Draft { 2 } else { 3 };
    for (part, items) in lists.into_iter().take(asked) {
        found.extend(list_changes(part, &items(earlier), &items(later)));
    }
    let review = |plan: &Plan| plan.review_on.map(long).unwrap_or_default();
    found.extend(text_change("Review by", &review(earlier), &review(later)));
    found
}

/// The items of one list of a plan.
type ItemsOf = fn(&Plan) -> Vec<Item>;

/// One item of a list: by what it is known again, and all it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Item {
    known_by: String,
    said: String,
}

fn of_heading(plan: &Plan, heading: Heading) -> Vec<Item> {
    plan.lines.iter().filter(|line| line.heading == heading).map(plan_line).collect()
}

fn text_change(part: &str, before: &str, after: &str) -> Option<PlanChange> {
    let kind = match (before.is_empty(), after.is_empty()) {
        _ if before == after => return None,
        (true, _) => ChangeKind::New,
        (_, true) => ChangeKind::Gone,
        (false, false) => ChangeKind::Changed,
    };
    Some(PlanChange { part: part.to_owned(), kind, words: stretches(before, after) })
}

/// The same items are passed over, those known again were changed, the rest went or came.
fn list_changes(part: &str, before: &[Item], after: &[Item]) -> Vec<PlanChange> {
    let mut came: Vec<&Item> = after.iter().collect();
    let mut went: Vec<(&Item, Option<&Item>)> = Vec::new();
    for item in before {
        match came.iter().position(|other| *other == item) {
            Some(at) => drop(came.remove(at)),
            None => went.push((item, None)),
        }
    }
    // The very same deed first, so that no like one is taken for it.
    for least in [1.0, SAME_DEED] {
        for (item, other) in went.iter_mut().filter(|(_, other)| other.is_none()) {
            *other = likest(item, &came, least).map(|at| came.remove(at));
        }
    }
    let mut found: Vec<PlanChange> = went
        .into_iter()
        .filter_map(|(item, other)| text_change(part, &item.said, other.map_or("", |other| other.said.as_str())))
        .collect();
    found.extend(came.into_iter().filter_map(|item| text_change(part, "", &item.said)));
    found
}

/// Which of the others is known by the likest words, if any is as like as that.
fn likest(item: &Item, others: &[&Item], least: f32) -> Option<usize> {
    let words = |item: &Item| item.known_by.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join("\n");
    let wanted = words(item);
    others
        .iter()
        .enumerate()
        .map(|(at, other)| (TextDiff::from_lines(&wanted, words(other).as_str()).ratio(), at))
        .filter(|(alike, _)| *alike >= least)
        .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
        .map(|(_, at)| at)
}

/// The words of both, each with a space after it, neighbours of one kind joined; the earlier version's come before the later's.
fn stretches(before: &str, after: &str) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let (before, after) = (format!("{before} "), format!("{after} "));
    let words = |text| str::split_inclusive(text, char::is_whitespace).collect::<Vec<_>>();
    for change in TextDiff::from_slices(&words(&before), &words(&after)).iter_all_changes() {
        let words = change.value();
        match (change.tag(), all.last_mut()) {
            (ChangeTag::Equal, Some(Stretch::Both(text)))
            | (ChangeTag::Delete, Some(Stretch::Earlier(text)))
            | (ChangeTag::Insert, Some(Stretch::Later(text))) => text.push_str(words),
            (ChangeTag::Equal, _) => all.push(Stretch::Both(words.to_owned())),
            (ChangeTag::Delete, _) => all.push(Stretch::Earlier(words.to_owned())),
            (ChangeTag::Insert, _) => all.push(Stretch::Later(words.to_owned())),
        }
    }
    all
}

/// "Fit an alarm. Victim advocacy, Kim Sample. By 20 November 2026. Open."
fn plan_line(line: &PlanLine) -> Item {
    let agency = line.owner_agency.map_or("Nobody yet", crate::agency::Agency::label);
    let by = line.due_on.map_or_else(|| "No date".to_owned(), |day| format!("By {}", long(day)));
    let status = match line.status {
        LineStatus::Open => "Open",
        LineStatus::Done => "Done",
        LineStatus::Late => "Late",
        LineStatus::NotPossible => "Not possible",
    };
    let accepted = if line.accepted { "" } else { "Not accepted yet" };
    let said = sentences(&[&line.text, &listed(&[agency, &line.owner_person]), &by, status, &line.status_reason, accepted]);
    Item { known_by: line.text.clone(), said }
}

fn contingency(line: &Contingency) -> Item {
    let named = |name: &str, text: &str| if text.trim().is_empty() { String::new() } else { format!("{name}: {}", text.trim()) };
    let said = sentences(&[
        &named("If", &line.if_text),
        &named("Then", &line.then_text),
        &named("Who", &line.who_acts),
        &named("Within", &line.within),
        &named("Out of hours", &line.out_of_hours),
    ]);
    Item { known_by: line.if_text.clone(), said }
}

fn ring(line: &WhoToRing) -> Item {
    Item { known_by: line.what.clone(), said: listed(&[&line.what, &line.number, &line.who]) }
}

fn agreed(by: &AgreedBy) -> Item {
    Item { known_by: by.agency.label().to_owned(), said: listed(&[by.agency.label(), &by.name, &by.job]) }
}

/// Parts that say something, each ended as a sentence.
fn sentences(parts: &[&str]) -> String {
    let ended = parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .map(|part| if part.ends_with(['.', '!', '?']) { part.to_owned() } else { format!("{part}.") });
    ended.collect::<Vec<_>>().join(" ")
}

/// Parts that say something, with commas between.
fn listed(parts: &[&str]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn long(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

#[cfg(test)]
#[path = "plan_changes_tests.rs"]
mod tests;

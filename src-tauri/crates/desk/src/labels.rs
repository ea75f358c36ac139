//! Words for codes kept in records, from the shipped data; a code the data no longer has is shown as it is.

use crate::opening::shipped;
use casework::agency::Role;
use casework::body::Kind;

/// An outcome in words (domain 7.3).
pub(crate) fn outcome_label(code: &str) -> String {
    let found = shipped().ok().and_then(|data| data.outcomes.outcome(code)).map(|outcome| outcome.label.clone());
    found.filter(|label| !label.is_empty()).unwrap_or_else(|| plain(code))
}

/// An order in words.
pub(crate) fn order_label(code: &str) -> String {
    let found = shipped().ok().and_then(|data| data.law.order(code)).map(|order| order.label.clone());
    found.unwrap_or_else(|| plain(code))
}

/// An event in words.
pub(crate) fn event_label(code: &str) -> String {
    let found = shipped().ok().and_then(|data| data.law.event(code)).map(|event| event.label.clone());
    found.unwrap_or_else(|| plain(code))
}

/// An urgent factor in words: the question's label on the FOUR form.
pub(crate) fn urgent_factor_label(code: &str) -> String {
    let found = shipped()
        .ok()
        .and_then(|data| data.current_form("four"))
        .and_then(|form| form.question(code))
        .map(|question| question.label.clone());
    found.unwrap_or_else(|| plain(code))
}

fn plain(code: &str) -> String {
    code.replace('_', " ")
}

/// Whether a kind of record is closed to a role until compartments exist: the numbers and the advocate's log.
pub(crate) fn is_closed_to(kind: Kind, role: Role) -> bool {
    let closed = matches!(kind, Kind::ContactDetail | Kind::ContactMade | Kind::KnownDetail | Kind::LoadedPack);
    closed && !matches!(role, Role::VictimAdvocate | Role::Chair)
}

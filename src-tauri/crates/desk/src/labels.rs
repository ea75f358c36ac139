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

/// Whether a kind of record is closed to a role until compartments exist: the numbers and the advocate's log. The unit's
/// exchange keys are closed to everybody: whoever holds them uses them and never sees them.
pub(crate) fn is_closed_to(kind: Kind, role: Role) -> bool {
    if kind == Kind::ExchangeKeys {
        return true;
    }
    let closed =
        matches!(kind, Kind::ContactDetail | Kind::ContactMade | Kind::KnownDetail | Kind::VictimPlan | Kind::LoadedPack);
    closed && !matches!(role, Role::VictimAdvocate | Role::Chair)
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::agency::Agency;
    use casework::referral::Relationship;
    use casework::screening::ConcernLevel;
    use std::collections::BTreeMap;

    /// The labels that the form shows for codes of which one is this.
    fn on_the_form(one_of_them: &str) -> BTreeMap<String, String> {
        let form = shipped().unwrap().current_form("cas").unwrap();
        let questions = form.sections.iter().flat_map(|section| &section.questions);
        let options = questions.flat_map(|question| {
            let has = question.options.iter().any(|option| option.code == one_of_them);
            question.options.iter().filter(move |_| has).map(|option| (option.code.clone(), option.label.clone()))
        });
        options.collect()
    }

    #[test]
    fn a_code_reads_the_same_on_a_form_in_the_law_and_in_a_record() {
        let agencies = on_the_form("victim_advocacy");
        let levels = on_the_form("moderate");
        let relationships = on_the_form("ex_partner_cohabited");
        assert!(!agencies.is_empty() && !levels.is_empty() && !relationships.is_empty(), "the form holds all three");
        for agency in Agency::ALL {
            assert_eq!(agencies.get(agency.code()).map(String::as_str), Some(agency.label()), "{}", agency.code());
        }
        for level in [ConcernLevel::Low, ConcernLevel::Moderate, ConcernLevel::High] {
            assert_eq!(levels.get(&crate::views::code_of(&level)).map(String::as_str), Some(level.label()));
        }
        for known in &shipped().unwrap().law.relationships {
            let own: Relationship = serde_json::from_value(serde_json::Value::String(known.code.clone())).unwrap();
            assert_eq!(known.label, own.label(), "{}", known.code);
            if let Some(label) = relationships.get(&known.code) {
                assert_eq!(label, own.label(), "{}", known.code);
            }
        }
    }
}

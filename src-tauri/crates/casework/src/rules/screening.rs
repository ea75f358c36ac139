//! Screening: what a SASH must hold before it can be signed, and what a decision needs. Answers are never added up.

use super::Wrong;
use crate::incident::YesNoUnknown;
use crate::referral::{BothClasses, Classification};
use crate::screening::{InformationGap, ItemAnswer, ItemRecord};
use std::collections::BTreeSet;

/// A reason shorter than this many characters says too little to be read in court.
pub const SHORTEST_REASON: usize = 30;

/// Numbers of the items asked in every case.
#[must_use]
pub fn general_items() -> Vec<String> {
    (1..=13).map(|n| format!("G{n}")).collect()
}

/// Numbers of the items asked where the stalker is a former partner, or where nobody knows.
#[must_use]
pub fn partner_items() -> Vec<String> {
    (1..=3).map(|n| format!("X{n}")).collect()
}

/// Numbers that must be answered in this case (domain 1.3, 1.4).
#[must_use]
pub fn items_of(ex_partner: YesNoUnknown) -> Vec<String> {
    let mut numbers = general_items();
    match ex_partner {
        YesNoUnknown::Yes | YesNoUnknown::Unknown => numbers.extend(partner_items()),
        YesNoUnknown::No => {}
    }
    numbers
}

/// What stands in the way of signing.
#[must_use]
pub fn sash_troubles(
    ex_partner: YesNoUnknown,
    items: &[ItemRecord],
    gaps: &[InformationGap],
    sources: &[String],
    reason: &str,
) -> Vec<Wrong> {
    let mut troubles = Vec::new();
    let wanted = items_of(ex_partner);
    let given: BTreeSet<&str> = items.iter().map(|item| item.number.as_str()).collect();
    for number in &wanted {
        if !given.contains(number.as_str()) {
            troubles.push(Wrong::with(
                &format!("items.{number}"),
                format!("Item {number} has no answer. Not asked is an answer too."),
            ));
        }
    }
    if given.len() != items.len() {
        troubles.push(Wrong::with("items", "An item is answered twice."));
    }
    for number in given.iter().filter(|number| !wanted.iter().any(|want| want == *number)) {
        troubles.push(Wrong::with(&format!("items.{number}"), format!("Item {number} does not belong to this case.")));
    }
    let owned: BTreeSet<&str> = gaps.iter().map(|gap| gap.from.as_str()).collect();
    for item in items.iter().filter(|item| matches!(item.answer, ItemAnswer::Unknown | ItemAnswer::NotAsked)) {
        if !owned.contains(item.number.as_str()) {
            troubles.push(Wrong::with(
                &format!("gaps.{}", item.number),
                format!("Item {} is not known. Say who could find out, and by when.", item.number),
            ));
        }
    }
    for gap in gaps.iter().filter(|gap| gap.question.trim().is_empty()) {
        troubles.push(Wrong::with(&format!("gaps.{}", gap.from), "Write the question that has to be answered."));
    }
    if sources.iter().all(|source| source.trim().is_empty()) {
        troubles.push(Wrong::with("sources", "Say where the answers come from: victim, officer, police systems, others."));
    }
    if reason.trim().chars().count() < SHORTEST_REASON {
        troubles.push(Wrong::with("reason", "Say in a sentence or two why you judge this level."));
    }
    troubles
}

/// How many items are unknown and how many were not asked. Nothing else is counted.
#[must_use]
pub fn counts(items: &[ItemRecord]) -> (u16, u16) {
    let count = |answer| u16::try_from(items.iter().filter(|item| item.answer == answer).count()).unwrap_or(u16::MAX);
    (count(ItemAnswer::Unknown), count(ItemAnswer::NotAsked))
}

/// Whether an outcome advises an officer, so that officer and text are needed.
#[must_use]
pub fn advises_officer(outcome: &str) -> bool {
    matches!(outcome, "not_stalking_advice" | "advice_to_oic" | "advice_to_referrer")
}

/// Whether a record is reclassified: both facts are known, and they differ.
#[must_use]
pub fn is_reclassified(recorded_as: Classification, judged_as: Classification) -> bool {
    let known = |class| class != Classification::NotYetJudged;
    known(recorded_as) && known(judged_as) && recorded_as != judged_as
}

/// What the two facts about the class lack for an outcome (domain 7.3). Neither fact is worked out from the other.
#[must_use]
pub fn class_troubles(outcome: &str, classes: BothClasses) -> Vec<Wrong> {
    let mut troubles = Vec::new();
    let not_stalking = outcome.starts_with("not_stalking");
    let reclassifies = outcome == "reclassify";
    if (not_stalking || reclassifies) && classes.judged_as == Classification::NotYetJudged {
        troubles.push(Wrong::with("judged_as", "Say what you judge it to be."));
    }
    if not_stalking && classes.judged_as == Classification::Stalking {
        troubles.push(Wrong::with(
            "judged_as",
            "This outcome says it is not stalking. Judge it as something else, or choose another outcome.",
        ));
    }
    if reclassifies && classes.recorded_as == Classification::NotYetJudged {
        troubles.push(Wrong::with("recorded_as", "Say how the force recorded it: without that, nothing can be reclassified."));
    }
    if reclassifies && classes.judged_as != Classification::NotYetJudged && classes.judged_as == classes.recorded_as {
        troubles.push(Wrong::with(
            "judged_as",
            "It is judged as it is recorded, so nothing is reclassified. Judge it otherwise, or choose another outcome.",
        ));
    }
    troubles
}

/// What a screening decision lacks (domain 7.2, guards).
#[must_use]
pub fn decision_troubles(outcome: &str, reason: &str, classes: BothClasses, advice: Option<(&str, &str)>) -> Vec<Wrong> {
    let mut troubles = Vec::new();
    if reason.trim().is_empty() {
        troubles.push(Wrong::with("reason", "Say why you decide this."));
    }
    troubles.extend(class_troubles(outcome, classes));
    match advice {
        Some((officer, text)) => {
            if officer.trim().is_empty() {
                troubles.push(Wrong::with("advice.officer", "Write who was advised."));
            }
            if text.trim().is_empty() {
                troubles.push(Wrong::with("advice.text", "Write the advice that was given."));
            }
        }
        None if advises_officer(outcome) => {
            troubles.push(Wrong::with("advice", "Write who was advised and what was said."));
        }
        None => {}
    }
    troubles
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: &str, answer: ItemAnswer) -> ItemRecord {
        ItemRecord { number: number.to_owned(), answer, note: String::new(), source: String::new(), as_at: None }
    }

    fn all(answer: ItemAnswer) -> Vec<ItemRecord> {
        general_items().iter().map(|number| item(number, answer)).collect()
    }

    const REASON: &str = "Three visits in one week after the order was served.";

    #[test]
    fn a_full_record_can_be_signed_and_a_short_reason_cannot() {
        let sources = ["officer".to_owned()];
        assert_eq!(sash_troubles(YesNoUnknown::No, &all(ItemAnswer::Yes), &[], &sources, REASON), []);
        let short = sash_troubles(YesNoUnknown::No, &all(ItemAnswer::Yes), &[], &sources, "high");
        assert_eq!(short.len(), 1);
        assert_eq!(short[0].field, "reason");
    }

    #[test]
    fn the_partner_items_are_asked_where_nobody_knows_the_relationship() {
        let missing = sash_troubles(YesNoUnknown::Unknown, &all(ItemAnswer::No), &[], &["officer".to_owned()], REASON);
        let fields: Vec<&str> = missing.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, ["items.X1", "items.X2", "items.X3"]);
    }

    #[test]
    fn every_unknown_and_every_not_asked_needs_an_owner() {
        let mut items = all(ItemAnswer::No);
        items[3].answer = ItemAnswer::Unknown;
        items[7].answer = ItemAnswer::NotAsked;
        let troubles = sash_troubles(YesNoUnknown::No, &items, &[], &["officer".to_owned()], REASON);
        let fields: Vec<&str> = troubles.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, ["gaps.G4", "gaps.G8"]);
        assert_eq!(counts(&items), (1, 1));
    }

    #[test]
    fn not_stalking_needs_advice_and_a_class_that_is_not_stalking() {
        let classes = BothClasses { recorded_as: Classification::Harassment, judged_as: Classification::Stalking };
        let troubles = decision_troubles("not_stalking_advice", "One incident only.", classes, None);
        let fields: Vec<&str> = troubles.iter().map(|wrong| wrong.field.as_str()).collect();
        assert_eq!(fields, ["judged_as", "advice"]);
    }

    #[test]
    fn a_record_is_reclassified_only_where_two_known_facts_differ() {
        let fields = |recorded_as, judged_as| -> Vec<String> {
            class_troubles("reclassify", BothClasses { recorded_as, judged_as }).into_iter().map(|wrong| wrong.field).collect()
        };
        assert_eq!(fields(Classification::Harassment, Classification::Stalking), Vec::<String>::new());
        assert_eq!(fields(Classification::Harassment, Classification::Harassment), ["judged_as"]);
        assert_eq!(fields(Classification::NotYetJudged, Classification::NotYetJudged), ["judged_as", "recorded_as"]);
    }
}

//! Heads that conflict: until a person settles it, the more protective value is shown (architecture, idea 3).

use crate::contact::{Channel, ContactRule, MayContact, SafeAnswer};
use crate::incident::YesNoUnknown;
use crate::screening::ConcernLevel;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether an address may be disclosed. Not decided counts as withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AddressDisclosure {
    MayBeDisclosed,
    NotDecided,
    Withheld,
}

impl AddressDisclosure {
    /// Whether the address may leave.
    #[must_use]
    pub const fn is_allowed(self) -> bool {
        match self {
            Self::MayBeDisclosed => true,
            Self::NotDecided | Self::Withheld => false,
        }
    }
}

/// The higher level of concern. None where nobody has judged.
#[must_use]
pub fn level_of_concern(heads: &[ConcernLevel]) -> Option<ConcernLevel> {
    heads.iter().copied().max()
}

/// The more closed of several decisions about an address. None decided is withheld.
#[must_use]
pub fn address_disclosure(heads: &[AddressDisclosure]) -> AddressDisclosure {
    heads.iter().copied().max().unwrap_or(AddressDisclosure::Withheld)
}

/// What to show of several safe contact rules: field by field the more protective. None where there is none.
#[must_use]
pub fn safe_contact(heads: &[ContactRule]) -> Option<ContactRule> {
    let (first, rest) = heads.split_first()?;
    Some(rest.iter().fold(first.clone(), |shown, next| more_protective(&shown, next)))
}

/// The more protective of two rules, whichever comes first: contact only if both allow it, only by ways both list,
/// as old as the older, with every "never" of both.
#[must_use]
pub fn more_protective(one: &ContactRule, other: &ContactRule) -> ContactRule {
    ContactRule {
        may_contact: stricter_contact(one.may_contact, other.may_contact),
        preferred_name_for_calls: agreed_text(&one.preferred_name_for_calls, &other.preferred_name_for_calls),
        channels: shared_channels(&one.channels, &other.channels),
        leave_voicemail: stricter_answer(one.leave_voicemail, other.leave_voicemail),
        say_unit_name: stricter_answer(one.say_unit_name, other.say_unit_name),
        text_wording_allowed: agreed_text(&one.text_wording_allowed, &other.text_wording_allowed),
        best_days: agreed_text(&one.best_days, &other.best_days),
        best_times: agreed_text(&one.best_times, &other.best_times),
        never_times: both_texts(&one.never_times, &other.never_times),
        withheld_number: agreed_answer(one.withheld_number, other.withheld_number),
        who_else_may_answer: both_texts(&one.who_else_may_answer, &other.who_else_may_answer),
        interpreter: both_texts(&one.interpreter, &other.interpreter),
        accessibility: both_texts(&one.accessibility, &other.accessibility),
        silent_solution_told: agreed_answer(one.silent_solution_told, other.silent_solution_told),
        // None sorts first: never confirmed is the more careful answer.
        last_confirmed_on: one.last_confirmed_on.min(other.last_confirmed_on),
        confirm_every_days: one.confirm_every_days.min(other.confirm_every_days),
    }
}

/// How strict an answer is, 0 the least.
const fn strictness(answer: MayContact) -> u8 {
    match answer {
        MayContact::Yes => 0,
        MayContact::OnlyIfTheyCall => 1,
        MayContact::Unsure => 2,
        MayContact::NotAsked => 3,
        MayContact::No => 4,
    }
}

fn stricter_contact(one: MayContact, other: MayContact) -> MayContact {
    if strictness(one) >= strictness(other) { one } else { other }
}

const fn stricter_answer(one: SafeAnswer, other: SafeAnswer) -> SafeAnswer {
    match (one, other) {
        (SafeAnswer::No, _) | (_, SafeAnswer::No) => SafeAnswer::No,
        (SafeAnswer::Unsure, _) | (_, SafeAnswer::Unsure) => SafeAnswer::Unsure,
        (SafeAnswer::Yes, SafeAnswer::Yes) => SafeAnswer::Yes,
    }
}

const fn agreed_answer(one: YesNoUnknown, other: YesNoUnknown) -> YesNoUnknown {
    match (one, other) {
        (YesNoUnknown::Yes, YesNoUnknown::Yes) => YesNoUnknown::Yes,
        (YesNoUnknown::No, YesNoUnknown::No) => YesNoUnknown::No,
        (YesNoUnknown::Unknown, _)
        | (_, YesNoUnknown::Unknown)
        | (YesNoUnknown::Yes, YesNoUnknown::No)
        | (YesNoUnknown::No, YesNoUnknown::Yes) => YesNoUnknown::Unknown,
    }
}

/// Ways both rules list. Where they rank them differently nobody's ranking is taken.
fn shared_channels(one: &[Channel], other: &[Channel]) -> Vec<Channel> {
    let within = |list: &[Channel], wanted: &[Channel]| -> Vec<Channel> {
        list.iter().copied().filter(|channel| wanted.contains(channel)).collect()
    };
    let mut shared = within(one, other);
    if shared != within(other, one) {
        shared.sort_unstable();
        shared.dedup();
    }
    shared
}

/// A permission in words stands only where both say the same.
fn agreed_text(one: &str, other: &str) -> String {
    if one == other { one.to_owned() } else { String::new() }
}

/// A warning in words stands wherever either gives it.
fn both_texts(one: &str, other: &str) -> String {
    let mut lines: Vec<&str> = one.lines().chain(other.lines()).filter(|line| !line.trim().is_empty()).collect();
    if one == other {
        return one.to_owned();
    }
    lines.sort_unstable();
    lines.dedup();
    lines.join("\n")
}

#[cfg(test)]
#[path = "protective_tests.rs"]
mod protective_tests;

//! What a referral needs before it can be taken, in under a minute: not much, but nothing that is guessed.

use super::Wrong;
use crate::referral::{Consent, Referral};
use crate::when::Moment;

/// What a referral lacks.
#[must_use]
pub fn troubles(referral: &Referral, victim_name: &str, now: Moment) -> Vec<Wrong> {
    let mut troubles = Vec::new();
    if victim_name.trim().is_empty() {
        troubles.push(Wrong::with("victim.name", "Write the victim's name. The suspect may be unknown; the victim may not."));
    }
    if referral.what_happened.trim().is_empty() {
        troubles.push(Wrong::with("referral.what_happened", "Say in a sentence what happened."));
    }
    if referral.referrer.trim().is_empty() {
        troubles.push(Wrong::with("referral.referrer", "Write who refers, so that somebody can be asked."));
    }
    if referral.consent != Consent::Given && referral.consent_reason.trim().is_empty() {
        troubles.push(Wrong::with("referral.consent_reason", "Say why there is no consent."));
    }
    if referral.received_at > now + chrono::TimeDelta::minutes(5) {
        troubles.push(Wrong::with("referral.received_at", "This moment has not come yet. Check the date."));
    }
    troubles
}

/// A case reference: prefix, year, number within the year.
#[must_use]
pub fn reference(prefix: &str, year: i32, number: u32) -> String {
    format!("{prefix}-{:02}-{number:04}", year.rem_euclid(100))
}

/// The first words of a text, for a list: at most 60 characters, cut at a word.
#[must_use]
pub fn headline(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.chars().count() + word.chars().count() + 1 > 60 {
            line.push('…');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_short_and_sort_within_a_year() {
        assert_eq!(reference("N", 2026, 147), "N-26-0147");
        assert_eq!(reference("N", 2026, 12345), "N-26-12345");
    }

    #[test]
    fn a_headline_is_cut_at_a_word() {
        let line = headline("Two hundred messages in one week and then a visit to the workplace at closing time");
        assert!(line.ends_with('…') && line.chars().count() <= 61, "{line}");
    }
}

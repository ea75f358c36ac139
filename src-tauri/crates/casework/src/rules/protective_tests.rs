//! Whatever two laptops wrote, what is shown is never less careful than either.

use super::*;
use crate::rules::safe_contact::standing;
use chrono::NaiveDate;
use proptest::prelude::*;

fn may() -> impl Strategy<Value = MayContact> {
    prop_oneof![
        Just(MayContact::Yes),
        Just(MayContact::No),
        Just(MayContact::OnlyIfTheyCall),
        Just(MayContact::NotAsked),
        Just(MayContact::Unsure)
    ]
}

fn answer() -> impl Strategy<Value = SafeAnswer> {
    prop_oneof![Just(SafeAnswer::Yes), Just(SafeAnswer::No), Just(SafeAnswer::Unsure)]
}

fn rule() -> impl Strategy<Value = ContactRule> {
    let channels = proptest::sample::subsequence(vec![Channel::Phone, Channel::Text, Channel::Email], 0..=3).prop_shuffle();
    let words = prop_oneof![Just(String::new()), Just("after six".to_owned()), Just("mornings".to_owned())];
    let confirmed = proptest::option::of(1u32..28);
    (may(), channels, answer(), answer(), words, confirmed, 1u16..20).prop_map(
        |(may_contact, channels, leave_voicemail, say_unit_name, words, confirmed, confirm_every_days)| ContactRule {
            may_contact,
            preferred_name_for_calls: words.clone(),
            channels,
            leave_voicemail,
            say_unit_name,
            text_wording_allowed: String::new(),
            best_days: String::new(),
            best_times: words.clone(),
            never_times: words,
            withheld_number: YesNoUnknown::Yes,
            who_else_may_answer: String::new(),
            interpreter: String::new(),
            accessibility: String::new(),
            silent_solution_told: YesNoUnknown::No,
            last_confirmed_on: confirmed.and_then(|day| NaiveDate::from_ymd_opt(2026, 3, day)),
            confirm_every_days,
        },
    )
}

proptest! {
    #[test]
    fn the_order_of_two_rules_does_not_matter_and_a_rule_agrees_with_itself(one in rule(), other in rule()) {
        prop_assert_eq!(more_protective(&one, &other), more_protective(&other, &one));
        prop_assert_eq!(more_protective(&one, &one), one);
    }

    // From the last day a rule may have been confirmed on: what was confirmed tomorrow says nothing about today, and where the
    // other rule was confirmed before, that older day is the one shown.
    #[test]
    fn contact_is_allowed_only_where_both_rules_allow_it(one in rule(), other in rule(), day in 27u32..32) {
        let today = NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        let shown = more_protective(&one, &other);
        let allowed = |rule: &ContactRule| standing(Some(rule), today).allowed;
        prop_assert!(!allowed(&shown) || (allowed(&one) && allowed(&other)));
        prop_assert!(shown.channels.iter().all(|way| one.channels.contains(way) && other.channels.contains(way)));
        prop_assert!(shown.leave_voicemail != SafeAnswer::Yes
            || (one.leave_voicemail == SafeAnswer::Yes && other.leave_voicemail == SafeAnswer::Yes));
    }

    #[test]
    fn three_rules_come_to_the_same_in_any_order(one in rule(), two in rule(), three in rule()) {
        let shown = safe_contact(&[one.clone(), two.clone(), three.clone()]);
        let turned = safe_contact(&[three, one, two]);
        prop_assert_eq!(shown.map(|rule| rule.may_contact), turned.map(|rule| rule.may_contact));
    }
}

#[test]
fn the_higher_level_and_the_more_closed_address_are_shown() {
    use ConcernLevel::{High, Low, Moderate};
    assert_eq!(level_of_concern(&[Low, High, Moderate]), Some(High));
    assert_eq!(level_of_concern(&[]), None);
    use AddressDisclosure::{MayBeDisclosed, NotDecided, Withheld};
    assert_eq!(address_disclosure(&[MayBeDisclosed, Withheld]), Withheld);
    assert_eq!(address_disclosure(&[MayBeDisclosed, NotDecided]), NotDecided);
    assert!(!address_disclosure(&[]).is_allowed() && !NotDecided.is_allowed() && MayBeDisclosed.is_allowed());
}

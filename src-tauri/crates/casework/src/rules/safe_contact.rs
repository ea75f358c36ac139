//! Safe contact: not asked, unsure or out of date means do not contact (domain 8.1).

use crate::contact::{Channel, ContactChannel, ContactRule, MayContact, SafeAnswer};
use crate::incident::YesNoUnknown;
use chrono::{Days, NaiveDate};

/// What may be done at this moment, and the line that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub allowed: bool,
    pub out_of_date: bool,
    /// One line for the banner.
    pub words: String,
    /// Further lines: ways, times, voicemail.
    pub lines: Vec<String>,
}

/// What the newest rule allows today.
#[must_use]
pub fn standing(rule: Option<&ContactRule>, today: NaiveDate) -> Standing {
    let Some(rule) = rule else {
        return closed("Do not contact: safe contact has not been asked", Vec::new(), false);
    };
    let lines = lines(rule);
    match rule.may_contact {
        MayContact::NotAsked => closed("Do not contact: safe contact has not been asked", lines, false),
        MayContact::No => closed("Do not contact", lines, false),
        MayContact::Unsure => closed("Do not contact: it is not sure that contact is safe", lines, false),
        MayContact::OnlyIfTheyCall => closed("Do not contact: answer only if they call", lines, is_out_of_date(rule, today)),
        MayContact::Yes if rule.last_confirmed_on.is_none() => {
            closed("Do not contact: nobody has confirmed when this was asked", lines, true)
        }
        MayContact::Yes if is_out_of_date(rule, today) => {
            closed("Do not contact: ask again first, this is out of date", lines, true)
        }
        MayContact::Yes if rule.channels.is_empty() => closed("Do not contact: no safe way is recorded", lines, false),
        MayContact::Yes => Standing { allowed: true, out_of_date: false, words: format!("Safe contact: {}", ways(rule)), lines },
    }
}

fn closed(words: &str, lines: Vec<String>, out_of_date: bool) -> Standing {
    Standing { allowed: false, out_of_date, words: words.to_owned(), lines }
}

/// Whether the rule is older than it may be.
#[must_use]
pub fn is_out_of_date(rule: &ContactRule, today: NaiveDate) -> bool {
    rule.last_confirmed_on
        .and_then(|on| on.checked_add_days(Days::new(u64::from(rule.confirm_every_days))))
        .is_none_or(|until| until < today)
        || rule.last_confirmed_on.is_some_and(|on| on > today)
}

fn ways(rule: &ContactRule) -> String {
    let ways: Vec<&str> = rule.channels.iter().map(|channel| channel_label(*channel)).collect();
    let mut words = format!("{} only", ways.join(" or "));
    for extra in [&rule.best_days, &rule.best_times] {
        if !extra.trim().is_empty() {
            words.push_str(", ");
            words.push_str(extra.trim());
        }
    }
    words
}

/// A way of reaching somebody, in words.
#[must_use]
pub const fn channel_label(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "phone",
        Channel::Text => "text",
        Channel::App => "app message",
        Channel::Email => "email",
        Channel::Post => "post",
        Channel::InPerson => "in person",
        Channel::ViaThirdParty => "through a third party",
    }
}

fn lines(rule: &ContactRule) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(match rule.leave_voicemail {
        SafeAnswer::Yes => "Voicemail may be left.".to_owned(),
        SafeAnswer::No | SafeAnswer::Unsure => "Do not leave voicemail.".to_owned(),
    });
    lines.push(match rule.say_unit_name {
        SafeAnswer::Yes => "The unit's name may be said.".to_owned(),
        SafeAnswer::No | SafeAnswer::Unsure => "Do not say the unit's name.".to_owned(),
    });
    if rule.withheld_number == YesNoUnknown::Yes {
        lines.push("Ring from a withheld number.".to_owned());
    }
    for (before, value) in [
        ("Ask for: ", &rule.preferred_name_for_calls),
        ("Never: ", &rule.never_times),
        ("Text may say: ", &rule.text_wording_allowed),
        ("If somebody else answers: ", &rule.who_else_may_answer),
        ("Interpreter: ", &rule.interpreter),
        ("Access: ", &rule.accessibility),
    ] {
        if !value.trim().is_empty() {
            lines.push(format!("{before}{}", value.trim()));
        }
    }
    lines
}

/// Whether one number or address may be used. Unsure counts as no, and so does a shared or reachable device.
#[must_use]
pub fn channel_is_usable(channel: &ContactChannel) -> bool {
    channel.safe == SafeAnswer::Yes && channel.perpetrator_may_access == YesNoUnknown::No
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(may_contact: MayContact, confirmed: Option<NaiveDate>) -> ContactRule {
        ContactRule {
            may_contact,
            preferred_name_for_calls: String::new(),
            channels: vec![Channel::Text],
            leave_voicemail: SafeAnswer::Unsure,
            say_unit_name: SafeAnswer::No,
            text_wording_allowed: String::new(),
            best_days: String::new(),
            best_times: "10:00 to 14:00".to_owned(),
            never_times: String::new(),
            withheld_number: YesNoUnknown::Unknown,
            who_else_may_answer: String::new(),
            interpreter: String::new(),
            accessibility: String::new(),
            silent_solution_told: YesNoUnknown::Unknown,
            last_confirmed_on: confirmed,
            confirm_every_days: 14,
        }
    }

    #[test]
    fn only_a_fresh_yes_with_a_way_allows_contact() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let fresh = today.checked_sub_days(Days::new(14));
        let stale = today.checked_sub_days(Days::new(15));
        assert!(!standing(None, today).allowed, "not asked means do not contact");
        for closed in [MayContact::No, MayContact::NotAsked, MayContact::Unsure, MayContact::OnlyIfTheyCall] {
            assert!(!standing(Some(&rule(closed, fresh)), today).allowed, "{closed:?}");
        }
        assert!(!standing(Some(&rule(MayContact::Yes, stale)), today).allowed, "out of date means do not contact");
        assert!(!standing(Some(&rule(MayContact::Yes, None)), today).allowed, "never confirmed means do not contact");
        let open = standing(Some(&rule(MayContact::Yes, fresh)), today);
        assert!(open.allowed);
        assert_eq!(open.words, "Safe contact: text only, 10:00 to 14:00");
        assert!(open.lines.contains(&"Do not leave voicemail.".to_owned()), "unsure about voicemail means no");
    }
}

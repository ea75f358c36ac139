//! Contact-free time is never overstated, episodes break at whole calendar months, and staleness is a plain count.

use super::*;
use crate::agency::Agency;
use chrono::{NaiveTime, TimeZone, Utc};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn when(text: &str, precision: Precision) -> When {
    let at = Utc.from_utc_datetime(&day(text).and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap()));
    When { at, precision, words: String::new() }
}

fn incident(text: &str, precision: Precision, is_contact: YesNoUnknown, severity: u8) -> Incident {
    Incident {
        occurred: when(text, precision),
        behaviours: Vec::new(),
        what: String::new(),
        is_contact,
        severity,
        reported: YesNoUnknown::Unknown,
        told_by: Agency::Police,
        evidence: String::new(),
    }
}

fn contact(text: &str) -> Incident {
    incident(text, Precision::Day, YesNoUnknown::Yes, 1)
}

#[test]
fn an_imprecise_date_covers_every_day_it_may_mean() {
    let table = [
        (Precision::Minute, "2026-03-18", "2026-03-18"),
        (Precision::Day, "2026-03-18", "2026-03-18"),
        (Precision::Week, "2026-03-16", "2026-03-22"),
        (Precision::Month, "2026-03-01", "2026-03-31"),
        (Precision::Year, "2026-01-01", "2026-12-31"),
        (Precision::About, "2026-03-04", "2026-04-01"),
    ];
    for (precision, first, last) in table {
        assert_eq!(possible_days(&when("2026-03-18", precision)), (day(first), day(last)), "{precision:?}");
    }
}

#[test]
fn contact_free_time_is_in_whole_calendar_months_and_days() {
    let table = [
        ("2026-03-18", "2026-03-18", 0, 0),
        ("2026-03-18", "2026-07-30", 4, 12),
        ("2025-08-31", "2026-02-28", 6, 0),
        ("2025-08-31", "2026-02-27", 5, 27),
    ];
    for (last, today, months, days) in table {
        let free = contact_free(&[contact(last)], day(today)).unwrap();
        assert_eq!((free.months, free.days), (months, days), "{last} to {today}");
        assert_eq!(free.episode_has_ended(EPISODE_GAP_MONTHS), months >= 6);
    }
    let free = contact_free(&[contact("2026-03-18")], day("2026-07-30")).unwrap();
    assert_eq!(free.words(), "contact-free for 4 m 12 d");
}

#[test]
fn unknown_counts_as_contact_and_a_vague_date_as_late_as_it_may_be() {
    let unknown = incident("2026-03-18", Precision::Month, YesNoUnknown::Unknown, 0);
    let none = incident("2026-04-30", Precision::Day, YesNoUnknown::No, 4);
    let free = contact_free(&[unknown.clone(), none.clone()], day("2026-05-01")).unwrap();
    assert_eq!(free.last_contact, day("2026-03-31"));
    assert_eq!(contact_free(&[unknown], day("2026-03-20")).unwrap().total_days, 0, "never later than today");
    assert_eq!(contact_free(&[none], day("2026-05-01")), None);
}

#[test]
fn an_episode_breaks_at_six_calendar_months() {
    let table = [
        ("2025-08-31", "2026-02-28", Precision::Day, Gap::Breaks),
        ("2025-08-31", "2026-02-27", Precision::Day, Gap::Continues),
        ("2025-08-31", "2026-03-10", Precision::Month, Gap::Breaks),
        ("2025-08-31", "2026-02-10", Precision::Month, Gap::Indeterminate),
        ("2025-08-31", "2026-01-10", Precision::Month, Gap::Continues),
    ];
    for (earlier, later, precision, expected) in table {
        let between = gap(&when(earlier, Precision::Day), &when(later, precision), EPISODE_GAP_MONTHS);
        assert_eq!(between, expected, "{earlier} to {later} {precision:?}");
    }
}

#[test]
fn contacts_fall_into_episodes_whatever_their_order() {
    let incidents = [contact("2026-03-01"), contact("2025-01-10"), contact("2025-02-10")];
    let found = episodes(&incidents, EPISODE_GAP_MONTHS);
    let counts: Vec<u32> = found.iter().map(|episode| episode.contacts).collect();
    assert_eq!(counts, [2, 1]);
    let vague = [contact("2025-08-31"), incident("2026-02-10", Precision::Month, YesNoUnknown::Yes, 1)];
    let found = episodes(&vague, EPISODE_GAP_MONTHS);
    assert!(found.len() == 1 && !found[0].certain, "a gap nobody can be sure of is not called a break");
}

#[test]
fn an_assessment_is_older_than_what_happened_or_was_told_after_it() {
    let signed = when("2026-03-18", Precision::Minute).at;
    let before = when("2026-03-10", Precision::Minute).at;
    let after = when("2026-03-20", Precision::Minute).at;
    let (old, new) = (contact("2026-03-01"), incident("2026-03-19", Precision::Day, YesNoUnknown::Yes, 3));
    assert_eq!(assessment_is_stale(signed, [(&old, before)]), None);
    let both = assessment_is_stale(signed, [(&old, after), (&new, after)]).unwrap();
    assert_eq!(both, Staleness { incidents: 2, serious: 1 });
    assert_eq!(both.words("SASH"), "SASH is older than 2 incidents, 1 of them serious.");
    let one = assessment_is_stale(signed, [(&old, after)]).unwrap();
    assert_eq!(one.words("SASH"), "SASH is older than 1 incident.");
}

proptest! {
    #[test]
    fn every_contact_is_in_exactly_one_episode(days in proptest::collection::vec(0u64..2000, 0..40)) {
        let start = day("2020-01-01");
        let incidents: Vec<Incident> =
            days.iter().map(|add| contact(&start.checked_add_days(Days::new(*add)).unwrap().to_string())).collect();
        let found = episodes(&incidents, EPISODE_GAP_MONTHS);
        let total: usize = found.iter().map(|episode| usize::try_from(episode.contacts).unwrap()).sum();
        prop_assert_eq!(total, incidents.len());
        for pair in found.windows(2) {
            prop_assert_eq!(gap(&pair[0].last, &pair[1].first, EPISODE_GAP_MONTHS), Gap::Breaks);
        }
    }
}

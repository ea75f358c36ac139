//! The clocks of domain 7.6: days without contact, episodes, and assessments older than what has happened since.
//! Facts only; what they mean is for people to say.

use crate::incident::{Incident, YesNoUnknown};
use crate::when::{Moment, Precision, When, london_day, months_later};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Months without contact that end an episode, where the profile says nothing else (domain 7.6, rule 2).
pub const EPISODE_GAP_MONTHS: u32 = 6;

/// Severity from which an incident is named as serious: serious alarm, threat or violence (domain 6.6).
pub const SERIOUS: u8 = 2;

/// Days by which "about" may be out, either way. Our own choice: it covers "about 3 weeks ago".
const ABOUT_DAYS: u64 = 14;

/// Whether an incident counts as contact for safety. Unknown does (domain 7.6, rule 1).
#[must_use]
pub const fn counts_as_contact(is_contact: YesNoUnknown) -> bool {
    match is_contact {
        YesNoUnknown::Yes | YesNoUnknown::Unknown => true,
        YesNoUnknown::No => false,
    }
}

/// The days on which something may have happened, first and last, in London.
#[must_use]
pub fn possible_days(when: &When) -> (NaiveDate, NaiveDate) {
    let day = london_day(when.at);
    let month = |month: u32| NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
    let end_of = |first: NaiveDate, months: u32| {
        first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt()).unwrap_or(day)
    };
    let before = |days: u64| day.checked_sub_days(Days::new(days)).unwrap_or(day);
    let after = |days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
    match when.precision {
        Precision::Minute | Precision::Day => (day, day),
        Precision::Week => {
            let since_monday = day.weekday().num_days_from_monday();
            (before(u64::from(since_monday)), after(u64::from(6 - since_monday)))
        }
        Precision::Month => (month(day.month()), end_of(month(day.month()), 1)),
        Precision::Year => (month(1), end_of(month(1), 12)),
        Precision::About => (before(ABOUT_DAYS), after(ABOUT_DAYS)),
    }
}

/// Time since the last contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactFree {
    /// The latest day on which there may have been contact, today at the latest.
    pub last_contact: NaiveDate,
    /// Whole calendar months since.
    pub months: u32,
    /// Days beyond those months.
    pub days: u32,
    /// Calendar days in all.
    pub total_days: u32,
}

impl ContactFree {
    /// "4 m 12 d", as the unit writes it.
    #[must_use]
    pub fn words(&self) -> String {
        format!("contact-free for {} m {} d", self.months, self.days)
    }

    /// Whether the episode has ended as of that day: `gap_months` without contact (domain 7.6, rule 3).
    #[must_use]
    pub const fn episode_has_ended(&self, gap_months: u32) -> bool {
        self.months >= gap_months
    }
}

/// How long the victim has been free of contact. None where no contact is recorded. Of an imprecise date the latest
/// possible day counts, so that the time shown is never longer than it was.
#[must_use]
pub fn contact_free<'a>(incidents: impl IntoIterator<Item = &'a Incident>, today: NaiveDate) -> Option<ContactFree> {
    let last_contact = incidents
        .into_iter()
        .filter(|incident| counts_as_contact(incident.is_contact))
        .map(|incident| possible_days(&incident.occurred).1.min(today))
        .max()?;
    let mut months = 0;
    while months_later(last_contact, months + 1) <= today {
        months += 1;
    }
    let since = |from: NaiveDate| u32::try_from((today - from).num_days()).unwrap_or(0);
    Some(ContactFree { last_contact, months, days: since(months_later(last_contact, months)), total_days: since(last_contact) })
}

/// What the time between two contacts says about the episode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The same episode.
    Continues,
    /// A new episode, even if the dates are out as far as they may be.
    Breaks,
    /// The dates are too vague to say.
    Indeterminate,
}

/// Whether the later of two contacts starts a new episode (domain 7.6, rule 2).
#[must_use]
pub fn gap(earlier: &When, later: &When, gap_months: u32) -> Gap {
    let (first_early, last_early) = possible_days(earlier);
    let (first_late, last_late) = possible_days(later);
    if first_late >= months_later(last_early, gap_months) {
        Gap::Breaks
    } else if last_late < months_later(first_early, gap_months) {
        Gap::Continues
    } else {
        Gap::Indeterminate
    }
}

/// Contacts that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    pub first: When,
    pub last: When,
    pub contacts: u32,
    /// False where the dates do not say whether it is an episode of its own; it is then kept with the one before.
    pub certain: bool,
}

/// The episodes in a pair's incidents, in order. Incidents that are no contact are left out.
#[must_use]
pub fn episodes<'a>(incidents: impl IntoIterator<Item = &'a Incident>, gap_months: u32) -> Vec<Episode> {
    let mut contacts: Vec<&When> = incidents
        .into_iter()
        .filter(|incident| counts_as_contact(incident.is_contact))
        .map(|incident| &incident.occurred)
        .collect();
    contacts.sort();
    let mut found: Vec<Episode> = Vec::new();
    for when in contacts {
        let between = found.last().map_or(Gap::Breaks, |episode| gap(&episode.last, when, gap_months));
        match (between, found.last_mut()) {
            (Gap::Continues | Gap::Indeterminate, Some(episode)) => {
                episode.certain &= between == Gap::Continues;
                episode.contacts += 1;
                episode.last = when.clone();
            }
            (Gap::Breaks, _) | (_, None) => {
                found.push(Episode { first: when.clone(), last: when.clone(), contacts: 1, certain: true });
            }
        }
    }
    found
}

/// What an assessment does not know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Staleness {
    pub incidents: u32,
    /// Of those, at severity [`SERIOUS`] or above.
    pub serious: u32,
}

impl Staleness {
    /// "SASH is older than 4 incidents, 2 of them serious."
    #[must_use]
    pub fn words(&self, instrument: &str) -> String {
        let incidents = if self.incidents == 1 { "1 incident".to_owned() } else { format!("{} incidents", self.incidents) };
        match self.serious {
            0 => format!("{instrument} is older than {incidents}."),
            1 if self.incidents == 1 => {
                format!("{instrument} is older than {incidents}, a serious one.")
            }
            serious => {
                format!("{instrument} is older than {incidents}, {serious} of them serious.")
            }
        }
    }
}

/// Whether an assessment is older than what is known now: incidents that may have happened after it was signed, or that
/// the unit was told of afterwards. `incidents` are each with the moment they were recorded. None where there are none.
#[must_use]
pub fn assessment_is_stale<'a>(
    signed_at: Moment,
    incidents: impl IntoIterator<Item = (&'a Incident, Moment)>,
) -> Option<Staleness> {
    let mut stale = Staleness { incidents: 0, serious: 0 };
    for (incident, recorded_at) in incidents {
        let after = match incident.occurred.precision {
            Precision::Minute => incident.occurred.at > signed_at,
            Precision::Day | Precision::Week | Precision::Month | Precision::Year | Precision::About => {
                possible_days(&incident.occurred).0 > london_day(signed_at)
            }
        };
        if after || recorded_at > signed_at {
            stale.incidents += 1;
            stale.serious += u32::from(incident.severity >= SERIOUS);
        }
    }
    (stale.incidents > 0).then_some(stale)
}

#[cfg(test)]
#[path = "episodes_tests.rs"]
mod episodes_tests;

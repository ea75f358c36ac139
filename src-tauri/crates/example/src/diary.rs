//! What happened when: every act of the past in the order of time, so that the journal reads as the months went by.

use crate::meetings;
use crate::partners::{Step, Ties};
use crate::story::Story;
use crate::telling::{Telling, ago, is_weekend};
use chrono::{DateTime, TimeDelta, Utc};
use desk::trouble::Outcome;
use std::collections::BTreeMap;

/// One thing to be told, about the story of this number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Entry {
    Refer(usize),
    Incident(usize, usize),
    Event(usize, usize),
    Order(usize),
    Ask(usize),
    Reply(usize, &'static str),
    Four(usize),
    Sash(usize),
    Decide(usize),
    SafeContact(usize),
    Plan(usize),
    Cas(usize),
    Meeting(usize),
    /// An action of a case, by its text, is settled.
    Settle(usize, usize),
    /// The desk is left as it is on a Friday afternoon.
    LeaveUnfinished,
    /// Something between this unit and the second one.
    Southmoor(Step),
}

/// The past, and what is known of each case so far.
pub(crate) struct Diary {
    pub(crate) stories: Vec<Story>,
    entries: BTreeMap<(DateTime<Utc>, usize), Entry>,
    /// The record of each case, once it was referred.
    pub(crate) cases: Vec<String>,
    /// The agencies' questions that are open.
    pub(crate) checks: BTreeMap<(usize, String), String>,
    /// What binds this unit and the second one by now.
    pub(crate) ties: Ties,
}

/// The agencies in the order in which they answer.
pub(crate) const AGENCIES: [&str; 4] = ["police", "health", "probation", "victim_advocacy"];

/// When somebody of the unit first looks at a referral: in working hours, and never before it came.
pub(crate) fn first_look(days_ago: i64, hour: i64) -> DateTime<Utc> {
    let mut day = days_ago;
    if is_weekend(day) || hour >= 15 {
        day -= 1;
        while is_weekend(day) && day > 0 {
            day -= 1;
        }
        return ago(day.max(0), 7, 15);
    }
    ago(day, hour, 10) + TimeDelta::minutes(35)
}

impl Diary {
    /// Lays out the past of these cases.
    pub(crate) fn of(stories: Vec<Story>) -> Self {
        let cases = vec![String::new(); stories.len()];
        let mut diary = Self { stories, entries: BTreeMap::new(), cases, checks: BTreeMap::new(), ties: Ties::default() };
        for number in 0..diary.stories.len() {
            diary.lay_out(number);
        }
        for (number, days) in meetings::DAYS.iter().enumerate() {
            diary.put(ago(*days, 9, 30), Entry::Meeting(number));
        }
        diary.put(ago(3, 15, 30), Entry::LeaveUnfinished);
        for (at, step) in Step::all() {
            diary.put(at, Entry::Southmoor(step));
        }
        diary
    }

    /// Puts an entry at its moment; of two at one moment the first stays first.
    pub(crate) fn put(&mut self, at: DateTime<Utc>, entry: Entry) {
        let mut place = 0;
        while self.entries.contains_key(&(at, place)) {
            place += 1;
        }
        self.entries.insert((at, place), entry);
    }

    fn lay_out(&mut self, number: usize) {
        let Some(story) = self.stories.get(number).cloned() else { return };
        let referred = ago(story.days_ago, story.hour, 10);
        let looked = first_look(story.days_ago, story.hour);
        let after = |minutes: i64| looked + TimeDelta::minutes(minutes);
        self.put(referred, Entry::Refer(number));
        for (place, incident) in story.incidents.iter().enumerate() {
            let told = ago(incident.days, incident.hour, 20).max(referred + TimeDelta::minutes(5));
            self.put(told, Entry::Incident(number, place));
        }
        for (place, event) in story.events.iter().enumerate() {
            self.put(ago(event.days, 13, 40).max(referred), Entry::Event(number, place));
        }
        if story.order.is_some() {
            self.put(referred + TimeDelta::minutes(10), Entry::Order(number));
        }
        self.put(looked, Entry::Ask(number));
        for (place, agency) in AGENCIES.into_iter().enumerate().filter(|(_, agency)| story.replies.contains_key(*agency)) {
            let minutes = 8 + 4 * i64::try_from(place).unwrap_or(0);
            self.put(after(minutes), Entry::Reply(number, agency));
        }
        if story.four {
            self.put(after(24), Entry::Four(number));
        }
        let mut decided = after(45);
        if let Some(sash) = &story.sash {
            let signed = if sash.days_ago > 0 { ago(sash.days_ago, 11, 0) } else { after(34) };
            decided = decided.max(signed + TimeDelta::minutes(10));
            self.put(signed, Entry::Sash(number));
        }
        if story.decision.is_some() {
            self.put(decided, Entry::Decide(number));
        }
        if let Some(safe) = &story.safe {
            let asked = if safe.days_ago > 0 {
                ago(safe.days_ago, 14, 30)
            } else {
                after(50).max(ago(3 + i64::try_from(number % 3).unwrap_or(0), 15, 0))
            };
            self.put(asked.max(after(50)), Entry::SafeContact(number));
        }
        if story.plan {
            self.put(ago(20, 14, 0), Entry::Plan(number));
        }
        if story.cas {
            self.put(ago(6, 11, 0), Entry::Cas(number));
        }
    }

    /// The moments of everything laid out, in order.
    #[cfg(test)]
    pub(crate) fn moments(&self) -> Vec<DateTime<Utc>> {
        self.entries.keys().map(|(at, _)| *at).collect()
    }

    /// The number of the story of a case.
    pub(crate) fn story_of(&self, case: &str) -> Option<usize> {
        self.cases.iter().position(|known| known == case)
    }

    /// Tells everything to the desk, the oldest first. What is told may put further entries after itself.
    pub(crate) fn tell(mut self, telling: &mut Telling<'_>) -> Outcome<()> {
        while let Some(((at, _), entry)) = self.entries.pop_first() {
            match entry {
                Entry::Meeting(number) => meetings::hold(telling, &mut self, number, at)?,
                Entry::Settle(number, place) => meetings::settle(telling, &mut self, number, place, at)?,
                Entry::Southmoor(step) => crate::partners::tell(telling, &mut self, step, at)?,
                Entry::LeaveUnfinished => {
                    crate::unfinished::leave(telling, &self, at)?;
                    crate::behind::leave(telling, &self, at)?;
                }
                entry => crate::cases::tell(telling, &mut self, &entry, at)?,
            }
        }
        Ok(())
    }
}

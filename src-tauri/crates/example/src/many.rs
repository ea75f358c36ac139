//! Large caseloads for the benchmark, from the same seed: written as a unit's years would have been, many at a time.

use crate::many_people::Shape;
use crate::many_records as records;
use chrono::{DateTime, TimeDelta, Utc};
use desk::casework::agency::Agency;
use desk::casework::ids::CaseId;
use desk::keeping::{Doing, Filing, Writing};
use desk::sitting::{Desk, Sitting};
use desk::trouble::Outcome;

pub use crate::many_people::{CRIME_REFERENCE_OF_LARGEST, crime_reference, searched};

/// How much is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caseload {
    /// Cases.
    pub cases: u32,
    /// Incidents in all of them together.
    pub incidents: u32,
    /// Incidents of the first case, the largest.
    pub largest: u32,
}

/// Where the making stands.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    pub cases: u32,
    pub incidents: u32,
}

/// Referrals a day of a busy unit; a larger caseload is no older than ten years of 250 days.
const A_DAY: u32 = 9;
const DAYS: u32 = 2_500;

/// In how many parts a case's incidents reach the unit, so that a case lies scattered in the file as in life.
const PARTS: u32 = 3;

impl Caseload {
    /// The caseload of this size, with one case of 2,000 incidents where there are enough.
    #[must_use]
    pub fn of(cases: u32, incidents: u32) -> Self {
        Self { cases, incidents, largest: (incidents / 2).min(2_000) }
    }

    const fn a_day(self) -> u32 {
        if self.cases / DAYS > A_DAY { self.cases / DAYS } else { A_DAY }
    }

    const fn at_once(self) -> u32 {
        let at_once = self.cases / 100;
        if at_once < 10 { 10 } else { at_once }
    }

    /// When a case was referred. The last ones came in this morning.
    fn received(self, case: u32) -> DateTime<Utc> {
        let minutes = i64::from(self.cases - 1 - case.min(self.cases - 1)) * 24 * 60 / i64::from(self.a_day());
        crate::first_moment() - TimeDelta::minutes(minutes + 20)
    }

    /// Incidents of a case: the first has the most, the others in pairs that share what two have on average.
    fn incidents_of(self, case: u32) -> u32 {
        let others = u64::from(self.cases.saturating_sub(1)).max(1);
        let rest = u64::from(self.incidents - self.largest);
        let up_to = |place: u64| rest * place / others;
        let Some(place) = case.checked_sub(1).map(u64::from) else { return self.largest };
        let pair = place - place % 2;
        let both = up_to((pair + 2).min(others)) - up_to(pair);
        let first = Shape::of(u32::try_from(pair).unwrap_or(0)).share(both);
        let own = match (place % 2, pair + 2 > others) {
            (0, true) => both,
            (0, false) => first,
            _ => both - first,
        };
        u32::try_from(own).unwrap_or(0)
    }
}

/// Fills a unit that was just set up, as whoever is signed in.
///
/// # Errors
/// Faults of the store.
pub fn fill(desk: &mut Desk, caseload: Caseload, tell: &mut dyn FnMut(Made)) -> Outcome<()> {
    let mut filling = Filling { caseload, cases: Vec::new(), made: Made { cases: 0, incidents: 0 }, given: Vec::new() };
    let rounds = caseload.cases.div_ceil(caseload.at_once()) + PARTS - 1;
    for round in 0..rounds {
        let at = caseload.received((round + 1) * caseload.at_once() - 1);
        let mut sitting = desk.sit_at(at)?;
        filling.round(&mut sitting, round, rounds)?;
        tell(filling.made);
    }
    Ok(())
}

struct Filling {
    caseload: Caseload,
    cases: Vec<CaseId>,
    /// Incidents each case has so far.
    given: Vec<u32>,
    made: Made,
}

impl Filling {
    /// One transaction: new referrals, and what was heard since about the cases of the rounds before.
    fn round(&mut self, sitting: &mut Sitting<'_>, round: u32, rounds: u32) -> Outcome<()> {
        let (caseload, member) = (self.caseload, sitting.session.member);
        let prefix = sitting.unit.reference_prefix.clone();
        sitting.write(Doing::of_unit("take_overnight_list"), |w| {
            let first = round * caseload.at_once();
            for case in first..(first + caseload.at_once()).min(caseload.cases) {
                let shape = Shape::of(case);
                let received = caseload.received(case);
                let id = records::refer(w, &shape, received, &prefix, member)?;
                self.cases.push(id);
                self.given.push(0);
                self.made.cases += 1;
                if case % caseload.a_day() == caseload.a_day() - 1 {
                    self.meet(w, &shape, member, received)?;
                }
            }
            for part in 0..PARTS.min(round + 1) {
                let first = (round - part) * caseload.at_once();
                for case in first..(first + caseload.at_once()).min(caseload.cases) {
                    self.hear(w, case, part, received_or(caseload, round))?;
                }
            }
            self.hear_of_largest(w, round + 1, rounds, received_or(caseload, round))
        })
    }

    /// A meeting about the last cases referred.
    fn meet(
        &self,
        w: &mut Writing<'_, '_>,
        shape: &Shape,
        member: desk::casework::ids::MemberId,
        at: DateTime<Utc>,
    ) -> Outcome<()> {
        let last: Vec<CaseId> = self.cases.iter().rev().take(8).copied().collect();
        crate::many_care::meeting(w, &last, shape, member, at)
    }

    /// The next part of a case's incidents.
    fn hear(&mut self, w: &mut Writing<'_, '_>, case: u32, part: u32, now: DateTime<Utc>) -> Outcome<()> {
        if case == 0 {
            return Ok(());
        }
        let all = self.caseload.incidents_of(case);
        self.up_to(w, case, all * (part + 1) / PARTS, now)
    }

    fn hear_of_largest(&mut self, w: &mut Writing<'_, '_>, round: u32, rounds: u32, now: DateTime<Utc>) -> Outcome<()> {
        let wanted = u64::from(self.caseload.largest) * u64::from(round) / u64::from(rounds);
        self.up_to(w, 0, u32::try_from(wanted).unwrap_or(0), now)
    }

    fn up_to(&mut self, w: &mut Writing<'_, '_>, case: u32, wanted: u32, now: DateTime<Utc>) -> Outcome<()> {
        let place = usize::try_from(case).unwrap_or(usize::MAX);
        let (Some(id), Some(given)) = (self.cases.get(place).copied(), self.given.get_mut(place)) else { return Ok(()) };
        let mut shape = Shape::of_incidents(case, *given);
        if *given < wanted {
            w.child_act("open_case", Some(id.into()))?;
        }
        while *given < wanted {
            w.child_act("record_incident", Some(id.into()))?;
            let incident = records::incident(&mut shape, now);
            w.create(Filing::under(id, Agency::Police), &incident)?;
            *given += 1;
            self.made.incidents += 1;
        }
        Ok(())
    }
}

fn received_or(caseload: Caseload, round: u32) -> DateTime<Utc> {
    caseload.received((round + 1) * caseload.at_once() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_caseload_has_exactly_the_incidents_asked_for_and_one_case_with_most() {
        for (cases, incidents) in [(50, 500), (51, 500), (1_000, 10_000), (1_000, 0)] {
            let caseload = Caseload::of(cases, incidents);
            let all: Vec<u32> = (0..cases).map(|case| caseload.incidents_of(case)).collect();
            assert_eq!(all.iter().sum::<u32>(), incidents);
            assert_eq!(all.iter().max(), Some(&caseload.largest));
        }
    }
}

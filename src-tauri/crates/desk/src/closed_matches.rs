//! New referrals held against names that lie behind walls, on the side of whoever may read them, for their eyes alone (C-21).
//!
//! Nothing of it is kept: no row, no count, no act. It is found anew at each sign-in, from what the session opened.

use crate::asks::today::ClosedMatch;
use crate::disclosing::reference_of;
use crate::keeping::{Kept, id_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::walls::label;
use casework::ids::CaseId;
use casework::people::Person;
use casework::referral::Referral;
use casework::when::Moment;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use store::{ActsAsked, ActsOf, Found, Id, case_of_restriction};

/// Referrals of so many days are looked at again, whoever saw them before: somebody may have looked away.
const DAYS: i64 = 14;
/// Most referrals looked at at one sign-in; a unit has some ten a day.
const MOST_NEW: u32 = 200;
/// Most places in which one name is looked up, and most matches shown.
const MOST_PLACES: u32 = 20;
const MOST_SHOWN: usize = 20;

impl Sitting<'_> {
    /// Matches the referrals that came since this member was here last against what they just opened. Asked before the act
    /// of signing in, so that the last one in the log is the one before.
    pub(crate) fn match_new_referrals(&mut self) -> Outcome<()> {
        self.session.closed_matches = if self.has_opened_anything()? { self.closed_matches()? } else { Vec::new() };
        Ok(())
    }

    fn has_opened_anything(&self) -> Outcome<bool> {
        for compartment in self.store().compartments()? {
            if self.store().is_open(&compartment) && !self.store().records_sealed_in(&compartment)?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// When this member signed in last, or some days ago, whichever is earlier.
    fn since(&self) -> Outcome<Moment> {
        let asked = ActsAsked {
            of: ActsOf::Actor(id_of(self.session.member.into())),
            names: Some(vec!["unlock".to_owned()]),
            before_seq: None,
            limit: 1,
        };
        let days_ago = self.now - TimeDelta::days(DAYS);
        let last = self.store().acts(&asked)?.first().map(|act| crate::keeping::moment_of(act.header.time_ms));
        Ok(last.map_or(days_ago, |last| last.min(days_ago)))
    }

    fn closed_matches(&self) -> Outcome<Vec<ClosedMatch>> {
        let since = self.since()?;
        let referrals: Vec<Kept<Referral>> = self.newest_of(MOST_NEW)?;
        let cases: BTreeSet<CaseId> =
            referrals.iter().filter(|kept| kept.made_at >= since).filter_map(|kept| kept.group).map(CaseId::from).collect();
        let mut matches = Vec::new();
        for case in cases {
            if matches.len() >= MOST_SHOWN {
                break;
            }
            let hits = self.cases_that_name(case)?;
            let Some(reference) = (if hits.is_empty() { None } else { reference_of(self, case)? }) else { continue };
            for other in hits {
                matches.extend(self.closed_match(case, &reference, &other)?);
            }
        }
        matches.truncate(MOST_SHOWN);
        Ok(matches)
    }

    /// Where behind walls somebody of this case is named, each case once, never the case itself. One word alone is no
    /// evidence.
    fn cases_that_name(&self, case: CaseId) -> Outcome<Vec<Found>> {
        let people: Vec<Kept<Person>> = self.filed_under(case)?;
        let mut found: Vec<Found> = Vec::new();
        for name in people.iter().flat_map(|kept| [&kept.body.name, &kept.body.latin_name]) {
            if name.split_whitespace().count() < 2 {
                continue;
            }
            for hit in self.store().find_behind_walls(name, MOST_PLACES)? {
                let known = found.iter().any(|other| other.case == hit.case);
                if hit.case.is_some_and(|other| other != id_of(case.into())) && !known {
                    found.push(hit);
                }
            }
        }
        Ok(found)
    }

    fn closed_match(&self, case: CaseId, reference: &str, other: &Found) -> Outcome<Option<ClosedMatch>> {
        let Some(other_case) = other.case.map(|id| CaseId::from(record_of(id))) else { return Ok(None) };
        let Some(other_reference) = reference_of(self, other_case)? else { return Ok(None) };
        let compartment = self.compartment_of(other.record, other_case)?;
        Ok(Some(ClosedMatch { case, reference: reference.to_owned(), other: other_case, other_reference, compartment }))
    }

    fn compartment_of(&self, record: Id, case: CaseId) -> Outcome<String> {
        let sealed = self.store().sealed_in_case(id_of(case.into()))?;
        let code = sealed.into_iter().find(|one| one.record == record).map(|one| one.compartment).unwrap_or_default();
        Ok(if case_of_restriction(&code).is_some() { "Restricted case".to_owned() } else { label(&code) })
    }
}

//! Records held against their entries: all of them once a week behind the work, those that leave before they do.

use crate::asks::backups::RecordsChecked;
use crate::asks::log::{GoOnWithDamage, LogState};
use crate::asks::shared::Nothing;
use crate::disclosing::reference_of;
use crate::freshness::{Freshness, log_state};
use crate::keeping::{Doing, id_of, record_of};
use crate::opening::Opened;
use crate::sitting::{Desk, Sitting};
use crate::trouble::{Outcome, Plain, Refusal};
use casework::ids::{CaseId, RecordId};
use casework::when::Moment;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Fault, RecordsWalked};

/// Setting: how far the walk has come, and what it found.
const KEPT: &str = "records:checked";
/// Days after which the walk begins anew.
const EVERY_DAYS: i64 = 7;
/// Stretches after which its place is kept: each keeping is a write to the disk.
const KEPT_EVERY: u32 = 60;
/// Records that are named; of more than these the file is damaged as a whole.
const MOST_NAMED: usize = 20;
/// Acts that are not done on a damaged store although they write no record: a backup of it would push a good one out.
const NOT_DONE: [&str; 2] = ["back_up", "choose_second_place"];

/// The walk over every record.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Checking {
    begun_at: Option<Moment>,
    ended_at: Option<Moment>,
    /// How far it has come.
    after: u64,
    records: u64,
    /// Values behind walls that were not open.
    closed: u64,
    /// Records that are not what their entries say.
    bad: BTreeSet<RecordId>,
    /// Those of them with which a keeper decided to go on.
    borne: BTreeSet<RecordId>,
    /// A part of the file does not read at all.
    unreadable: bool,
    #[serde(skip)]
    stretches: u32,
}

/// How much was found that does not fit: while a session lasts, no record leaves the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Found {
    bad: usize,
    unreadable: bool,
}

impl Checking {
    /// Whether there is something to walk now. A time that lies ahead is as good as none: a clock was put back.
    fn is_due(&self, now: Moment) -> bool {
        self.ended_at.is_none_or(|ended| {
            let age = now - ended;
            age >= TimeDelta::days(EVERY_DAYS) || age < -TimeDelta::minutes(2)
        })
    }

    fn begin_when_new(&mut self, now: Moment) {
        if self.begun_at.is_none() || self.ended_at.is_some() {
            let (bad, borne) = (std::mem::take(&mut self.bad), std::mem::take(&mut self.borne));
            *self = Self { begun_at: Some(now), bad, borne, ..Self::default() };
        }
    }

    /// How much was found that does not fit.
    pub(crate) fn found(&self) -> Found {
        Found { bad: self.bad.len(), unreadable: self.unreadable }
    }

    /// Whether records stand here that do not fit and that nobody has decided to live with.
    pub(crate) fn stops_writing(&self) -> bool {
        self.unreadable || !self.bad.is_subset(&self.borne)
    }
}

impl Opened {
    /// Refuses what would make a damaged store harder to put right.
    pub(crate) fn may_act_on_damaged(&self, act: &str) -> Outcome<()> {
        let refused = self.watch.checking.stops_writing() && NOT_DONE.contains(&act);
        if refused { Err(Plain::StoreIsDamaged.into()) } else { Ok(()) }
    }

    /// Refuses to write records into a damaged store. Coming and going are written, and so is the decision to go on.
    pub(crate) fn may_write_to_damaged(&self, act: &str) -> Outcome<()> {
        let refused = self.watch.checking.stops_writing() && !crate::freshness::STILL_DONE.contains(&act);
        if refused { Err(Plain::StoreIsDamaged.into()) } else { Ok(()) }
    }
}

impl Sitting<'_> {
    /// Takes the walk up where an earlier session left it. What was found damaged is looked at again: the file may have been
    /// put right meanwhile.
    pub(crate) fn take_up_checking(&mut self) {
        // Where that cannot be read it begins anew: nobody is kept out by it.
        let mut checking: Checking = self.setting(KEPT).ok().flatten().unwrap_or_default();
        let store = &self.opened.store;
        checking.bad.retain(|record| store.verify_record(id_of(*record)).is_err());
        self.opened.watch.checking = checking;
    }

    /// Keeps how far the walk has come, where it has come anywhere since that was kept.
    pub(crate) fn keep_place_of_checking(&mut self) -> Outcome<()> {
        if self.opened.watch.checking.stretches == 0 { Ok(()) } else { self.keep_checking() }
    }

    fn keep_checking(&mut self) -> Outcome<()> {
        self.keep_setting(KEPT, &self.opened.watch.checking.clone())
    }

    fn check_stretch(&mut self, go_on: &mut dyn FnMut() -> bool) -> Outcome<()> {
        let now = self.now;
        let Opened { store, watch, .. } = &mut *self.opened;
        let checking = &mut watch.checking;
        checking.begin_when_new(now);
        let walked = match store.verify_stretch(checking.after, go_on) {
            Err(Fault::Damaged | Fault::Unreadable) => {
                checking.unreadable = true;
                RecordsWalked { after: checking.after, ended: true, ..RecordsWalked::default() }
            }
            walked => walked?,
        };
        checking.after = walked.after;
        checking.records += walked.counted.records;
        checking.closed += walked.counted.closed;
        checking.stretches += 1;
        if walked.ended {
            checking.ended_at = Some(now);
        }
        let keeps = walked.ended || checking.stretches >= KEPT_EVERY;
        if keeps {
            checking.stretches = 0;
        }
        self.name_damaged(walked.bad.into_iter().map(record_of));
        if keeps { self.keep_checking() } else { Ok(()) }
    }

    /// Remembers records that do not fit. Each new one is an alarm in the log; what cannot be written into a store like this
    /// is said over every page all the same.
    fn name_damaged(&mut self, found: impl Iterator<Item = RecordId>) {
        let mut any = false;
        for record in found {
            if self.opened.watch.checking.bad.len() >= MOST_NAMED {
                self.opened.watch.checking.unreadable = true;
                break;
            }
            if self.opened.watch.checking.bad.insert(record) {
                any = true;
                let _ = self.note(Doing::of_unit("integrity_alarm").about(record));
            }
        }
        if any {
            let _ = self.keep_checking();
        }
    }

    /// Refuses to let records leave of which one is not what its entries say, and names their cases.
    pub(crate) fn whole_before_they_leave(&mut self, records: impl Iterator<Item = RecordId>) -> Outcome<()> {
        let store = &self.opened.store;
        let bad: BTreeSet<RecordId> = records.filter(|record| store.verify_record(id_of(*record)).is_err()).collect();
        if bad.is_empty() {
            return Ok(());
        }
        let about = self.stands_in(&bad);
        self.name_damaged(bad.into_iter());
        Err(Refusal::Bundle { key: "bundle_records_damaged", about }.into())
    }

    /// The cases of these records by their reference, as far as whoever is signed in may know of them.
    fn stands_in(&self, records: &BTreeSet<RecordId>) -> String {
        let named = |record: &RecordId| match self.store().case_of_record(id_of(*record)) {
            Ok(Some(case)) => {
                let reference = reference_of(self, CaseId::from(record_of(case))).ok().flatten();
                reference.unwrap_or_else(|| "a record that is closed to you".to_owned())
            }
            Ok(None) => "a record of the unit itself".to_owned(),
            Err(_) => "a record that does not read".to_owned(),
        };
        let names: BTreeSet<String> = records.iter().map(named).collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    }

    /// What is damaged, in words; nothing where everything is whole.
    pub(crate) fn damage_words(&self) -> Option<String> {
        let checking = &self.opened.watch.checking;
        if checking.unreadable {
            return Some("Part of this store does not read as it was written. Change nothing more in it.".to_owned());
        }
        (!checking.bad.is_empty()).then(|| {
            format!(
                "What stands in {} is not what was recorded there: an old page of the file was put back, or something changed it past Holdfast.",
                self.stands_in(&checking.bad)
            )
        })
    }

    /// How the walk stands, for the page of backups.
    pub(crate) fn records_checked(&self) -> RecordsChecked {
        let checking = &self.opened.watch.checking;
        RecordsChecked {
            under_way: checking.begun_at.is_some() && checking.ended_at.is_none(),
            ended_at: checking.ended_at,
            records: checking.records,
            closed: checking.closed,
            damaged: self.damage_words().unwrap_or_default(),
        }
    }
}

impl Desk {
    /// Asked by the window every second: walks a stretch where the week is over, for as long as `go_on` says. Nothing while
    /// nobody is signed in, and nothing is written into a store that is older than the one used last.
    ///
    /// True where a stretch was walked.
    ///
    /// # Errors
    /// Faults of the store.
    pub fn check_records_behind(&mut self, go_on: &mut dyn FnMut() -> bool) -> Outcome<bool> {
        let Ok(mut sitting) = self.sit() else { return Ok(false) };
        let opened = &sitting.opened;
        if opened.marks.freshness != Freshness::Current || !opened.watch.checking.is_due(sitting.now) {
            return Ok(false);
        }
        sitting.check_stretch(go_on).map(|()| true)
    }
}

/// Decides to go on working with records that do not fit: they stay named, and none of them leaves the unit.
pub fn go_on_with_damage(sitting: &mut Sitting<'_>, ask: GoOnWithDamage) -> Outcome<LogState> {
    if !sitting.opened.watch.checking.stops_writing() {
        return Err(Plain::NothingToDeclare.into());
    }
    if !ask.understood {
        return Err(Plain::BannerNotAcknowledged.into());
    }
    let member = sitting.session.member;
    sitting.note(Doing { subject: Some(member.into()), ..Doing::of_unit("go_on_with_damage") })?;
    let checking = &mut sitting.opened.watch.checking;
    checking.borne.extend(checking.bad.iter().copied());
    checking.unreadable = false;
    sitting.keep_checking()?;
    log_state(sitting, Nothing {})
}

#[cfg(test)]
#[path = "record_checks_tests.rs"]
mod tests;

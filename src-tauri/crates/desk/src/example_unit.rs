//! The throw-away example unit: where it lies, who keeps its secret, and what time it is there.

use crate::asks::door::{ExampleMember, StoreTrouble};
use crate::opening::trouble;
use crate::trouble::Outcome;
use casework::when::Moment;
use chrono::{NaiveDate, NaiveTime, TimeDelta, TimeZone};
use sealing::{Custody, ThrowAwayCustody};
use std::path::{Path, PathBuf};

/// The throw-away example unit: a temporary folder, its secret in memory, gone when the program ends.
pub struct ExampleUnit {
    folder: tempfile::TempDir,
    custody: ThrowAwayCustody,
    pub(crate) members: Vec<ExampleMember>,
    /// The unit's name, once it was set up.
    pub(crate) name: String,
    /// Whether it was made beside a first one.
    pub(crate) second: bool,
    /// Sealed files that came for it.
    pub(crate) waiting: Vec<Vec<u8>>,
    clock: Option<(Moment, Moment)>,
    /// The past moment at which its history is being written.
    acting_at: Option<Moment>,
}

impl ExampleUnit {
    pub(crate) fn make(scratch: &Path) -> Outcome<Self> {
        let folder = tempfile::Builder::new()
            .prefix("holdfast-example-")
            .tempdir_in(scratch)
            .map_err(|_| trouble(StoreTrouble::NotWritable))?;
        Ok(Self {
            folder,
            custody: ThrowAwayCustody::default(),
            members: Vec::new(),
            name: String::new(),
            second: false,
            waiting: Vec::new(),
            clock: None,
            acting_at: None,
        })
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().join("unit")
    }

    pub(crate) fn custody(&self) -> &dyn Custody {
        &self.custody
    }

    /// The example's moment: its own morning, going on from when it was made.
    pub(crate) fn now(&self, clock: Moment) -> Moment {
        match (self.acting_at, self.clock) {
            (Some(at), _) => at,
            (None, Some((made, morning))) => morning + (clock - made),
            (None, None) => morning(),
        }
    }

    pub(crate) fn act_at(&mut self, at: Moment) {
        self.acting_at = Some(at);
    }

    /// Whether its past is being written: its clock then stands wherever the story does.
    pub(crate) const fn is_being_told(&self) -> bool {
        self.acting_at.is_some()
    }

    /// Starts the example's clock once its past is written.
    pub(crate) fn start_clock(&mut self, clock: Moment) {
        self.acting_at = None;
        self.clock = Some((clock, morning()));
    }
}

/// The example's morning: Monday 23 November 2026, 08:45 in London, whatever day it is run.
#[must_use]
pub fn morning() -> Moment {
    NaiveDate::from_ymd_opt(2026, 11, 23)
        .zip(NaiveTime::from_hms_opt(8, 45, 0))
        .and_then(|(day, time)| chrono_tz::Europe::London.from_local_datetime(&day.and_time(time)).single())
        .map_or(Moment::UNIX_EPOCH + TimeDelta::zero(), |local| local.with_timezone(&chrono::Utc))
}

//! The second example unit: made beside the first and turned to at the door; and the sealed files that wait at each.

use crate::asks::arrive::WaitingBundles;
use crate::asks::door::DoorView;
use crate::asks::shared::Nothing;
use crate::asks::unit::FileWanted;
use crate::example_unit::ExampleUnit;
use crate::keeping::Kept;
use crate::sitting::{Desk, Sitting};
use crate::surroundings::{Picked, Place, Progress, Surroundings};
use crate::trouble::{Outcome, Plain};
use crate::unit::hex;
use casework::import::Import;
use casework::when::Moment;
use std::collections::BTreeSet;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

/// How the token of a file begins that waits in the example.
const WAITING: &str = "waiting:";

/// Turns to the other example unit: the door shows its members instead.
///
/// # Errors
/// `already_signed_in`; `not_found` where there is no second example unit.
pub fn open_other_example(desk: &mut Desk, ask: Nothing) -> Outcome<DoorView> {
    desk.turn_to_other_example()?;
    crate::door::look_at_door(desk, ask)
}

/// Sealed files that wait to be opened in the example unit and were not brought in yet; none in a real unit.
///
/// # Errors
/// Faults of the store only.
pub fn waiting_bundles(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<WaitingBundles> {
    let waits: Vec<(&String, &Picked)> = sitting.files.iter().filter(|(token, _)| token.starts_with(WAITING)).collect();
    if waits.is_empty() {
        return Ok(WaitingBundles { files: Vec::new() });
    }
    let imports: Vec<Kept<Import>> = sitting.all_of()?;
    let brought: BTreeSet<&str> = imports.iter().map(|kept| kept.body.sha256.as_str()).collect();
    let waits = waits.into_iter().filter(|(_, picked)| !brought.contains(hex(&sealing::sha256(&picked.bytes)).as_str()));
    Ok(WaitingBundles { files: waits.map(|(token, _)| token.clone()).collect() })
}

impl Desk {
    /// Begins a second example unit and turns to it; the first stays beside it. Whoever fills it opens it next.
    ///
    /// # Errors
    /// `already_signed_in`; `no_unit_yet` without a first; `unit_already_there` where a second was made; faults of the disk.
    pub fn make_other_example(&mut self) -> Outcome<()> {
        if self.session.is_some() {
            return Err(Plain::AlreadySignedIn.into());
        }
        if self.other_example.is_some() {
            return Err(Plain::UnitAlreadyThere.into());
        }
        if self.example.is_none() {
            return Err(Plain::NoUnitYet.into());
        }
        let mut made = ExampleUnit::make(&self.house.scratch)?;
        made.second = true;
        self.other_example = self.example.replace(made);
        Ok(())
    }

    /// Turns to the other example unit.
    ///
    /// # Errors
    /// `already_signed_in`; `not_found` where there is none.
    pub fn turn_to_other_example(&mut self) -> Outcome<()> {
        if self.session.is_some() {
            return Err(Plain::AlreadySignedIn.into());
        }
        if self.other_example.is_none() {
            return Err(Plain::NotFound.into());
        }
        std::mem::swap(&mut self.example, &mut self.other_example);
        Ok(())
    }

    /// Lets a sealed file wait in the example unit at hand, to be offered where bundles are opened.
    ///
    /// # Errors
    /// `no_unit_yet` outside the example.
    pub fn leave_waiting(&mut self, bytes: &[u8]) -> Outcome<()> {
        let example = self.example.as_mut().ok_or(Plain::NoUnitYet)?;
        example.waiting.push(bytes.to_vec());
        Ok(())
    }

    /// Lays the files that wait at hand for whoever has just signed in.
    pub(crate) fn lay_out_waiting(&mut self) {
        let waiting = self.example.iter().flat_map(|example| &example.waiting).enumerate();
        let picked =
            waiting.map(|(at, bytes)| (format!("{WAITING}{at}"), Picked { name: format!("{at}.bundle"), bytes: bytes.clone() }));
        self.files.extend(picked.collect::<Vec<_>>());
    }

    /// Does something while an example's past is written, and returns what it saved: nobody is asked for a place.
    ///
    /// # Errors
    /// `no_unit_yet` outside the example; whatever the work ends in.
    pub fn saved_unasked<T>(&mut self, work: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<(T, Vec<u8>)> {
        if self.example.is_none() {
            return Err(Plain::NoUnitYet.into());
        }
        let saved = Saved::default();
        let unasked = Unasked { now: self.house.surroundings.now(), saved: saved.clone() };
        let before = std::mem::replace(&mut self.house.surroundings, Box::new(unasked));
        let done = work(self);
        self.house.surroundings = before;
        let bytes = std::mem::take(&mut *saved.0.lock().unwrap_or_else(PoisonError::into_inner));
        done.map(|done| (done, bytes))
    }
}

/// What was saved, in memory.
#[derive(Debug, Clone, Default)]
struct Saved(Arc<Mutex<Vec<u8>>>);

/// Surroundings without anybody in them: what is saved stays in memory.
struct Unasked {
    now: Moment,
    saved: Saved,
}

impl Surroundings for Unasked {
    fn now(&self) -> Moment {
        self.now
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, _suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(Some(Box::new(InMemory { saved: self.saved.clone(), bytes: Vec::new() })))
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

struct InMemory {
    saved: Saved,
    bytes: Vec<u8>,
}

impl Write for InMemory {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Place for InMemory {
    fn words(&self) -> String {
        "kept with the example".to_owned()
    }

    fn finish(self: Box<Self>) -> std::io::Result<()> {
        *self.saved.0.lock().unwrap_or_else(PoisonError::into_inner) = self.bytes;
        Ok(())
    }
}

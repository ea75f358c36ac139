//! Looking a store's folder over without a passphrase: what is there, what is missing, how old the backups are.

use crate::asks::backups::Age;
use crate::backups::{age, beside, rows};
use crate::door_words;
use crate::keeping::moment_of;
use crate::machine::Machine;
use crate::opening::{keyring_of, stands_at};
use casework::when::Moment;
use sealing::Custody;
use std::path::Path;

/// How a thing looked at stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// As it should be.
    Well,
    /// Worth doing something about.
    Warning,
    /// Wrong.
    Wrong,
    /// Not to be seen by a program; somebody has to look.
    Unseen,
}

/// One thing looked at. The words hold no personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub health: Health,
    pub words: String,
}

pub(crate) fn finding(health: Health, words: impl Into<String>) -> Finding {
    Finding { health, words: words.into() }
}

/// Looks a folder over, and the machine under it where it describes itself. Opens nothing, changes nothing, needs no
/// passphrase.
#[must_use]
pub fn look_over(folder: &Path, custody: &dyn Custody, machine: Option<&Machine>, now: Moment) -> Vec<Finding> {
    let mut found = of_store(folder, custody, now);
    match machine {
        Some(machine) => found.extend(machine.findings(folder)),
        None => found.push(finding(
            Health::Unseen,
            "Encryption of disk and swap, hibernation and flushing are not to be seen from here on this system.",
        )),
    }
    found
}

fn of_store(folder: &Path, custody: &dyn Custody, now: Moment) -> Vec<Finding> {
    match stands_at(folder) {
        Ok(true) => {}
        Ok(false) => return vec![finding(Health::Wrong, "There is no store in this folder.")],
        Err(trouble) => return vec![finding(Health::Wrong, door_words::of(trouble).0)],
    }
    let mut found = vec![match keyring_of(folder, custody) {
        Ok(()) => finding(Health::Well, "Store, slot file and keyring belong together."),
        Err(trouble) => finding(Health::Wrong, door_words::of(trouble).0),
    }];
    found.push(slots(folder));
    found.extend(backups(folder, now));
    found.push(match store::pack_made_at(folder) {
        Some(at) => finding(Health::Well, format!("The continuity pack is of {}.", moment_of(at).format("%-d %B %Y"))),
        None => finding(Health::Warning, "There is no continuity pack yet; one is made when a meeting ends."),
    });
    found
}

fn slots(folder: &Path) -> Finding {
    match store::read_slots(folder) {
        Ok(copies) if copies.first.is_some() && copies.first == copies.second => {
            finding(Health::Well, "Both copies of the slot file are there and the same.")
        }
        Ok(copies) if copies.first.is_some() || copies.second.is_some() => {
            finding(Health::Warning, "The two copies of the slot file differ; unlocking writes the damaged one anew.")
        }
        Ok(_) => finding(Health::Wrong, "There is no slot file."),
        Err(_) => finding(Health::Wrong, "The slot file cannot be read."),
    }
}

fn backups(folder: &Path, now: Moment) -> Vec<Finding> {
    let listed = match store::list_backups(&beside(folder)) {
        Ok(listed) => listed,
        Err(_) => return vec![finding(Health::Wrong, "The backup folder cannot be read.")],
    };
    let newest = listed.backups.last();
    let rows = newest.map(|newest| rows(&listed, newest.store)).unwrap_or_default();
    let at = rows.first().map(|row| row.made_at);
    let words = at.map_or("There is no backup yet.".to_owned(), |at| {
        format!("{} backups; the newest is of {}.", rows.len(), at.format("%-d %B %Y, %H:%M UTC"))
    });
    let health = match age(at, now, 2, 7) {
        Age::Fresh => Health::Well,
        Age::Late => Health::Warning,
        Age::None | Age::TooOld => Health::Wrong,
    };
    let mut found = vec![finding(health, words)];
    if listed.unreadable > 0 {
        found.push(finding(Health::Wrong, format!("{} backups cannot be read. They stay as they are.", listed.unreadable)));
    }
    found
}

//! The world round the desk under test: a fixed clock, a folder for papers, a custody in memory.

use chrono::{DateTime, TimeZone, Utc};
use desk::asks::unit::FileWanted;
use desk::commands::Window;
use desk::place::FilePlace;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use desk::trouble::Outcome;
use example::Who;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

struct Still {
    papers: PathBuf,
}

impl Surroundings for Still {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 23, 8, 45, 0).unwrap()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(Some(Box::new(FilePlace::create(&self.papers.join(suggested_name))?)))
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

/// A desk before anybody has signed in; everything it writes lies under `folder`.
pub fn desk_in(folder: &Path) -> Desk {
    for part in ["papers", "scratch"] {
        std::fs::create_dir_all(folder.join(part)).unwrap();
    }
    Desk::new(House {
        folder: folder.join("unit"),
        scratch: folder.join("scratch"),
        custody: Box::new(desk::ThrowAwayCustody::default()),
        fill_example: example::fill,
        surroundings: Box::new(Still { papers: folder.join("papers") }),
    })
}

/// Gives a command from the desk's own window.
pub fn give(desk: &mut Desk, command: &str, question: Value) -> Outcome<Value> {
    desk.give(command, Window::Main, question)
}

/// Gives a command that must go through.
pub fn done(desk: &mut Desk, command: &str, question: Value) -> Value {
    give(desk, command, question).unwrap_or_else(|trouble| panic!("{command}: {trouble:?}"))
}

/// Locks and signs in as a member of the example unit.
pub fn sign_in(desk: &mut Desk, who: Who) {
    done(desk, "lock", json!({}));
    let (name, passphrase) = example::passphrase_of(who);
    done(desk, "unlock", json!({ "name": name, "passphrase": passphrase }));
}

/// Files under a folder, however deep.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_under(&path)) } else { found.push(path) }
    }
    found
}

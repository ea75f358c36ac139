//! A unit in a folder that a test may leave and come back to, with a keyring and a clock of the test's own.

use casework::when::Moment;
use chrono::TimeZone;
use desk::ThrowAwayCustody;
use desk::asks::unit::FileWanted;
use desk::commands::Window;
use desk::machine::Machine;
use desk::place::FilePlace;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use desk::trouble::Trouble;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

pub const PASSPHRASE: &str = "kettle harbour lantern orchard nine";

#[derive(Clone)]
pub struct Clock(Arc<Mutex<Moment>>, PathBuf);

impl Surroundings for Clock {
    fn now(&self) -> Moment {
        *self.0.lock().unwrap()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(Some(Box::new(FilePlace::create(&self.1.join(name))?)))
    }

    /// The machine a test made in the folder "machine", once it made one.
    fn machine(&self) -> Option<Machine> {
        let root = self.1.join("machine");
        root.is_dir().then(|| Machine::under(&root))
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

/// A keyring that outlives a desk, as the machine's does.
pub type Keyring = Arc<ThrowAwayCustody>;

pub struct Unit {
    pub desk: Desk,
    pub keyring: Keyring,
    pub folder: Arc<tempfile::TempDir>,
    clock: Clock,
}

fn desk_at(folder: &Path, keyring: &Keyring, clock: &Clock) -> Desk {
    Desk::new(House {
        folder: folder.join("unit"),
        scratch: folder.to_path_buf(),
        custody: Box::new(keyring.clone()),
        fill_example: |_| Ok(()),
        surroundings: Box::new(clock.clone()),
    })
}

/// A unit whose chair, Dana Specimen of the police, has just set it up.
pub fn unit() -> Unit {
    let folder = Arc::new(tempfile::tempdir().unwrap());
    let monday = chrono::Utc.with_ymd_and_hms(2026, 11, 23, 8, 45, 0).unwrap();
    let (keyring, clock) = (Keyring::default(), Clock(Arc::new(Mutex::new(monday)), folder.path().to_path_buf()));
    let mut unit = Unit { desk: desk_at(folder.path(), &keyring, &clock), keyring, folder, clock };
    unit.give(
        "set_up_unit",
        json!({ "unit_name": "Northmoor unit", "pathway": "london", "reference_prefix": "N", "marking": "OFFICIAL-SENSITIVE",
            "your_name": "Dana Specimen", "agency": "police", "role": "chair", "job": "detective inspector",
            "passphrase": PASSPHRASE }),
    );
    unit
}

impl Unit {
    /// The same place with the program started again.
    pub fn started_again(&mut self) {
        self.desk = desk_at(self.folder.path(), &self.keyring, &self.clock);
    }

    pub fn store_folder(&self) -> PathBuf {
        self.folder.path().join("unit")
    }

    pub fn later(&self, seconds: i64) {
        let mut now = self.clock.0.lock().unwrap();
        *now += chrono::TimeDelta::seconds(seconds);
    }

    pub fn try_to(&mut self, name: &str, question: Value) -> Result<Value, Trouble> {
        self.desk.give(name, Window::Main, question)
    }

    pub fn give(&mut self, name: &str, question: Value) -> Value {
        self.try_to(name, question).unwrap_or_else(|trouble| panic!("{name}: {trouble:?}"))
    }

    /// The key of the refusal a command ends in.
    pub fn refused(&mut self, name: &str, question: Value) -> String {
        match self.try_to(name, question) {
            Err(Trouble::Refusal(refusal)) => refusal.key().to_owned(),
            Err(Trouble::Fault(fault)) => panic!("{name}: a fault at {}: {}", fault.place, fault.cause),
            Ok(answer) => panic!("{name} went through: {answer}"),
        }
    }

    pub fn sign_in(&mut self, name: &str, passphrase: &str) -> Value {
        self.give("unlock", json!({ "name": name, "passphrase": passphrase }))
    }

    pub fn sign_out(&mut self) {
        self.give("lock", json!({}));
    }
}

impl Unit {
    /// Words typed back and a second backup place tested: the unit may take in real people.
    pub fn ready(&mut self) {
        crate::keys::with_recovery(self);
        desk::readiness::second_place_was_tested(&mut self.desk.sit().unwrap()).unwrap();
    }
}

//! Two laptops of one unit, a week apart, by the commands of the window alone: joining, six days of work on each, a stick
//! carried there and back, and the plug pulled while one takes in what the other wrote.

use chrono::{DateTime, TimeDelta, Utc};
use desk::asks::unit::FileWanted;
use desk::place::FilePlace;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use journeys::{SharedKeyring, give, key_of, make_ready};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

const PASSPHRASE: &str = "kettle harbour lantern orchard nine";

/// What stands around one laptop.
struct Around {
    now: DateTime<Utc>,
    stick: PathBuf,
    pick: Option<PathBuf>,
    /// Where the store's folder is copied as it lies when a long job tells how far it is: the plug pulled at that moment.
    pull: Option<(PathBuf, PathBuf)>,
}

#[derive(Clone)]
struct Hands(Arc<Mutex<Around>>);

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Surroundings for Hands {
    fn now(&self) -> DateTime<Utc> {
        self.0.lock().unwrap().now
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        let path = self.0.lock().unwrap().pick.take()?;
        Some(Picked { name: "picked".to_owned(), bytes: std::fs::read(path).unwrap() })
    }

    fn pick_place(&mut self, name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        let target = self.0.lock().unwrap().stick.join(name);
        Ok(Some(Box::new(FilePlace::create(&target)?)))
    }

    fn pick_folder(&mut self) -> Option<PathBuf> {
        Some(self.0.lock().unwrap().stick.clone())
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        if let Some((from, to)) = self.0.lock().unwrap().pull.take() {
            copy_folder(&from, &to);
        }
        true
    }
}

struct Laptop {
    desk: Desk,
    around: Hands,
    ring: SharedKeyring,
    folder: PathBuf,
}

fn desk_at(folder: &Path, ring: &SharedKeyring, around: &Hands) -> Desk {
    Desk::new(House {
        folder: folder.to_owned(),
        scratch: folder.with_extension("scratch"),
        custody: Box::new(ring.clone()),
        fill_example: example::fill,
        surroundings: Box::new(around.clone()),
    })
}

fn laptop(folder: PathBuf, stick: &Path) -> Laptop {
    let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let around = Hands(Arc::new(Mutex::new(Around { now, stick: stick.to_owned(), pick: None, pull: None })));
    let ring = SharedKeyring::default();
    Laptop { desk: desk_at(&folder, &ring, &around), around, ring, folder }
}

impl Laptop {
    fn give(&mut self, command: &str, question: Value) -> Value {
        self.around.0.lock().unwrap().now += TimeDelta::minutes(1);
        give(&mut self.desk, command, question).unwrap_or_else(|trouble| panic!("{command}: {trouble:?}"))
    }

    fn correct(&mut self, record: &Value, field: &str, value: &Value) {
        self.give("correct_record", json!({ "record": record, "field": field, "value": value.to_string() }));
    }

    fn exchange(&mut self) -> Value {
        self.give("look_at_laptops_folder", json!({}));
        self.give("exchange_laptops", json!({}))
    }

    fn next_day(&self) {
        self.around.0.lock().unwrap().now += TimeDelta::days(1);
    }

    /// What the history of a record says was written into a field, sorted.
    fn written(&mut self, record: &Value, field: &str) -> Vec<String> {
        let history = self.give("history", json!({ "record": record }));
        let lines = history["lines"].as_array().unwrap().clone();
        let of_field = lines.iter().filter(|line| line["field"] == field);
        let mut said: Vec<String> = of_field.map(|line| line["value"].as_str().unwrap_or_default().to_owned()).collect();
        said.sort();
        said
    }

    fn conflicts(&mut self) -> Vec<Value> {
        self.give("conflicts", json!({ "case": null }))["conflicts"].as_array().unwrap().clone()
    }
}

fn only(stick: &Path, ending: &str) -> PathBuf {
    let mut files = std::fs::read_dir(stick).unwrap().map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|found| found == ending)).unwrap()
}

/// The office's laptop with a case, and the advocate's, which joined.
fn joined(ground: &Path) -> (Laptop, Laptop, Value, Value) {
    let stick = ground.join("stick");
    std::fs::create_dir(&stick).unwrap();
    let mut office = laptop(ground.join("office"), &stick);
    office.give(
        "set_up_unit",
        json!({ "unit_name": "Testshire Unit", "pathway": "london", "reference_prefix": "T", "marking": "OFFICIAL-SENSITIVE",
            "your_name": "Una Example", "agency": "police", "role": "chair", "job": "inspector", "passphrase": PASSPHRASE }),
    );
    make_ready(&mut office.desk).unwrap();
    let person = |name: &str| json!({ "name": name, "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "" });
    let referral = json!({
        "referral": { "source": "police", "referrer": "PC Mock", "referrer_agency": "police", "received_at": "2026-09-21T08:00:00Z",
            "crime_reference": "", "recorded_offence": "Harassment", "recorded_as": "harassment", "relationship": "stranger",
            "what_happened": "Followed twice.", "safe_to_contact": "yes", "consent": "given", "consent_reason": "", "officer": "" },
        "victim": person("Example Canary"), "perpetrator": person(""), "standing": "suspected", "headline": ""
    });
    let case = office.give("take_referral", referral)["case"].clone();
    let order = json!({ "order_type": "OR-ISPO", "conditions": ["not to go there"], "made_on": "2026-09-01", "served_on": null,
        "ends_on": "2026-12-12", "until_further_order": false, "note": "" });
    let order = office.give("record_order", json!({ "case": case, "order": order }))["record"].clone();
    let mut advocate = laptop(ground.join("advocate"), &stick);
    let asked = advocate.give("ask_to_join", json!({}));
    let file = office.desk.keep_file("r.laptop", &std::fs::read(only(&stick, "laptop")).unwrap());
    let enrolled = office.give(
        "enrol_laptop",
        json!({ "file": file, "words": asked["words"], "name": "advocate's laptop", "this_name": "office laptop",
            "passphrase": PASSPHRASE }),
    );
    advocate.around.0.lock().unwrap().pick = Some(only(&stick, "bundle"));
    assert_eq!(advocate.give("pick_invitation", json!({}))["invited"], json!(true));
    advocate.give("join_unit", json!({ "words": enrolled["words"], "name": "Una Example", "passphrase": PASSPHRASE }));
    (office, advocate, case, order)
}

#[test]
fn two_laptops_a_week_apart_come_together_by_a_stick_and_no_word_is_lost() {
    let ground = tempfile::tempdir().unwrap();
    let (mut office, mut advocate, case, order) = joined(ground.path());
    for day in 1..=6 {
        office.next_day();
        advocate.next_day();
        office.correct(&order, "note", &json!(format!("Office, day {day}.")));
        advocate.correct(&order, "note", &json!(format!("Advocate, day {day}.")));
    }
    advocate.exchange();
    // The plug is pulled at the office while it takes in what came: what lies on the disk then is opened again.
    let pulled = ground.path().join("pulled");
    office.give("look_at_laptops_folder", json!({}));
    office.around.0.lock().unwrap().pull = Some((office.folder.clone(), pulled.clone()));
    office.give("exchange_laptops", json!({}));
    assert!(office.around.0.lock().unwrap().pull.is_none(), "it was pulled in the midst of it");
    let (now, stick) = (office.around.0.lock().unwrap().now, ground.path().join("stick of then"));
    copy_folder(&ground.path().join("stick"), &stick);
    let around = Hands(Arc::new(Mutex::new(Around { now, stick, pick: None, pull: None })));
    let mut again = desk_at(&pulled, &office.ring, &around);
    give(&mut again, "unlock", json!({ "name": "Una Example", "passphrase": PASSPHRASE })).unwrap();
    assert_eq!(
        give(&mut again, "conflicts", json!({ "case": null })).unwrap()["conflicts"],
        json!([]),
        "nothing came in by half"
    );
    give(&mut again, "look_at_laptops_folder", json!({})).unwrap();
    assert_eq!(give(&mut again, "exchange_laptops", json!({})).unwrap()["found"][0]["conflicts"], 1, "and all of it does now");
    drop(again);
    advocate.exchange();
    let all: Vec<String> =
        ["Advocate", "Office"].iter().flat_map(|who| (1..=6).map(move |day| format!("{who}, day {day}."))).collect();
    for laptop in [&mut office, &mut advocate] {
        assert_eq!(laptop.written(&order, "note"), all, "0 lost edits");
        let open = laptop.conflicts();
        assert_eq!(
            (open.len(), open[0]["field"].as_str(), open[0]["values"].as_array().map(Vec::len)),
            (1, Some("note"), Some(2))
        );
    }
    let open = office.conflicts();
    let values = open[0]["values"].as_array().unwrap();
    let theirs = values.iter().find(|value| value["shown"] == "Advocate, day 6.").unwrap();
    office.give("settle_conflict", json!({ "record": order, "field": "note", "entry": theirs["entry"] }));
    office.exchange();
    advocate.exchange();
    office.exchange();
    assert!(advocate.conflicts().is_empty() && office.conflicts().is_empty());
    assert_eq!(advocate.written(&order, "note"), office.written(&order, "note"));
    let shown = advocate.give("laptops", json!({}));
    let of_office = shown["laptops"].as_array().unwrap().iter().find(|one| one["own"] == json!(false)).unwrap();
    assert_eq!(of_office["name"], "office laptop");
    assert!(advocate.give("open_case", json!({ "case": case })).is_object());
}

#[test]
fn a_laptop_that_only_asked_has_no_store_and_no_word_opens_somebody_elses_invitation() {
    let ground = tempfile::tempdir().unwrap();
    let (office, _, _, _) = joined(ground.path());
    let stick = ground.path().join("stick");
    let mut stranger = laptop(ground.path().join("stranger"), &stick);
    assert_eq!(stranger.give("joining", json!({}))["words"], "");
    let asked = stranger.give("ask_to_join", json!({}));
    assert_eq!(stranger.give("ask_to_join", json!({}))["words"], asked["words"], "the same words each time");
    stranger.around.0.lock().unwrap().pick = Some(only(&stick, "bundle"));
    stranger.give("pick_invitation", json!({}));
    let join = json!({ "words": asked["words"], "name": "Una Example", "passphrase": PASSPHRASE });
    assert_eq!(key_of(&give(&mut stranger.desk, "join_unit", join)), "bundle_not_for_us");
    assert_eq!(stranger.give("look_at_door", json!({}))["door"]["state"], "no_store");
    assert!(!stranger.folder.join("holdfast.store").exists());
    drop(office);
}

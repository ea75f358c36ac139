//! A unit in a temporary folder, a world the test controls, and the questions the tests ask.

use casework::when::Moment;
use chrono::TimeZone;
use desk::asks::unit::FileWanted;
use desk::commands::Window;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use desk::trouble::{Refusal, Trouble};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// A world in which the test picks the file and may ask a long job to stop.
#[derive(Clone, Default)]
pub struct World {
    file: Arc<Mutex<Option<Picked>>>,
    pub stop: Arc<AtomicBool>,
}

impl Surroundings for World {
    fn now(&self) -> Moment {
        chrono::Utc.with_ymd_and_hms(2026, 11, 23, 8, 45, 0).unwrap()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        self.file.lock().unwrap().clone()
    }

    fn pick_place(&mut self, _name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(None)
    }

    fn go_on(&mut self, progress: Progress<'_>) -> bool {
        !(self.stop.load(Ordering::Relaxed) && progress.label == "Taking the list")
    }
}

pub struct Room {
    desk: Desk,
    pub world: World,
    _folder: tempfile::TempDir,
}

const PASSPHRASE: &str = "kettle harbour lantern orchard nine";

pub fn room() -> Room {
    let folder = tempfile::tempdir().unwrap();
    let world = World::default();
    let house = House {
        folder: folder.path().join("unit"),
        scratch: folder.path().to_path_buf(),
        custody: Box::new(sealing::ThrowAwayCustody::default()),
        fill_example: |_| Ok(()),
        surroundings: Box::new(world.clone()),
    };
    let mut room = Room { desk: Desk::new(house), world, _folder: folder };
    room.give(
        "set_up_unit",
        json!({ "unit_name": "Northmoor unit", "pathway": "london", "reference_prefix": "N", "marking": "OFFICIAL-SENSITIVE",
            "your_name": "Dana Specimen", "agency": "police", "role": "chair", "job": "detective inspector",
            "passphrase": PASSPHRASE }),
    );
    let sheets = room.give("make_recovery_words", json!({}));
    let typed = |half: &str| {
        let words: Vec<&str> = sheets[half].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        words.join(" ")
    };
    let both =
        json!({ "first": typed("first"), "second": typed("second"), "first_held_by": "police", "second_held_by": "health" });
    room.give("confirm_recovery_words", both);
    desk::readiness::second_place_was_tested(&mut room.desk.sit().unwrap()).unwrap();
    room
}

impl Room {
    pub fn try_to(&mut self, name: &str, question: Value) -> Result<Value, Trouble> {
        self.desk.give(name, Window::Main, question)
    }

    pub fn give(&mut self, name: &str, question: Value) -> Value {
        self.try_to(name, question).unwrap_or_else(|trouble| panic!("{name}: {trouble:?}"))
    }

    /// The key of the refusal a command ends in, and the fields it names.
    pub fn refused(&mut self, name: &str, question: Value) -> (String, Vec<String>) {
        match self.try_to(name, question) {
            Err(Trouble::Refusal(Refusal::Fields(fields))) => {
                ("fields".to_owned(), fields.into_iter().map(|field| field.field).collect())
            }
            Err(Trouble::Refusal(refusal)) => (refusal.key().to_owned(), Vec::new()),
            Err(Trouble::Fault(fault)) => {
                panic!("{name}: a fault at {}: {}", fault.place, fault.cause)
            }
            Ok(answer) => panic!("{name} went through: {answer}"),
        }
    }

    /// What the auditor reads in the log of one act; the chair sits at the desk again afterwards.
    pub fn audited(&mut self, act: &str) -> Value {
        let auditor =
            json!({ "name": "Ade Examplar", "agency": "other", "role": "auditor", "job": "auditor", "passphrase": PASSPHRASE });
        self.give("add_member", auditor);
        self.give("lock", json!({}));
        self.give("unlock", json!({ "name": "Ade Examplar", "passphrase": PASSPHRASE }));
        let log = self.give("read_log", json!({ "act": act, "member": null, "purpose": "self_monitoring", "before": null }));
        self.give("lock", json!({}));
        self.give("unlock", json!({ "name": "Dana Specimen", "passphrase": PASSPHRASE }));
        log
    }

    pub fn case(&mut self) -> String {
        let taken = self.give("take_referral", referral("07700 900123"));
        taken["case"].as_str().unwrap().to_owned()
    }

    pub fn open(&mut self, case: &str) -> Value {
        self.give("case", json!({ "case": case }))
    }

    pub fn pick(&mut self, name: &str, bytes: &[u8], wanted: &str) -> String {
        *self.world.file.lock().unwrap() = Some(Picked { name: name.to_owned(), bytes: bytes.to_vec() });
        self.give("pick_file", json!({ "wanted": wanted }))["token"].as_str().unwrap().to_owned()
    }

    pub fn load_pack(&mut self) {
        let token = self.pick("pack.toml", forms::demonstration_pack_text().as_bytes(), "instrument_pack");
        self.give("load_pack", json!({ "file": token }));
    }
}

pub fn referral(phone: &str) -> Value {
    json!({
        "referral": { "source": "police", "referrer": "PC 9001 Sample", "referrer_agency": "police",
            "received_at": "2026-11-23T08:00:00Z", "crime_reference": "EX/1/26", "recorded_offence": "Harassment (PHA 1997 s.2)",
            "recorded_as": "harassment", "relationship": "ex_partner_not_cohabited",
            "what_happened": "Placeholder was followed home twice this week.", "safe_to_contact": "not_asked",
            "consent": "not_asked", "consent_reason": "nobody has spoken to the victim yet", "officer": "PC 9001 Sample" },
        "victim": { "name": "Ann Placeholder", "born_on": "1991-03-14", "about": "", "phone": phone,
            "address": "14 Sample Street, Northmoor ZZ99 1AA", "vehicle": "" },
        "perpetrator": { "name": "", "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "XX00 AAA" },
        "standing": "suspected", "headline": "",
    })
}

pub fn sash(case: &str, level: &str, supersedes: &Value) -> Value {
    let items: Vec<Value> = (1..=13)
        .map(|n| json!({ "number": format!("G{n}"), "answer": "yes", "note": "", "source": "officer", "as_at": null }))
        .collect();
    json!({ "case": case, "trained": true, "trained_on": "2026-01-10", "sources": ["officer"], "ex_partner_case": "no",
        "items": items, "gaps": [], "level": level, "reason": "Followed home twice in one week after being told to stop.",
        "next_step": "discuss_at_next_meeting", "supersedes": supersedes })
}

pub fn rule() -> Value {
    json!({ "may_contact": "yes", "preferred_name_for_calls": "Ann", "channels": ["text"], "leave_voicemail": "no",
        "say_unit_name": "no", "text_wording_allowed": "", "best_days": "", "best_times": "10:00 to 14:00", "never_times": "",
        "withheld_number": "yes", "who_else_may_answer": "", "interpreter": "", "accessibility": "",
        "silent_solution_told": "unknown", "last_confirmed_on": "2026-11-20", "confirm_every_days": 14 })
}

pub fn detail(code_word: &str) -> Value {
    let channel = |kind: &str, address: &str, access: &str| json!({ "kind": kind, "address": address, "safe": "yes", "shared_device": "no", "perpetrator_may_access": access });
    json!({ "channels": [channel("text", "07700 900123", "no"), channel("email", "ann@example.org", "unknown")],
        "code_word": code_word, "safe_place": "", "emergency_contact": "" })
}

//! What lies on disk: nothing that somebody typed, anywhere, but in the papers that were saved by choice.

use desk::sitting::Desk;
use example::Who;
use journeys::{SharedKeyring, desk_in, give};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the child of the canary test keeps house; its temp, cache, data and log folders all lie under it.
const HOUSE: &str = "HOLDFAST_CANARY_HOUSE";

/// Words that stand nowhere but in what this test types.
const CANARIES: [&str; 9] = [
    "Canaryvictim",
    "Quillfeather",
    "Canarysuspect",
    "Canarystory",
    "Canaryreferrer",
    "Canarydraft",
    "Canaryincident",
    "Canaryroom",
    "Canarycell",
];

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { files_under(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

fn referral() -> Value {
    let person = |name: &str| json!({ "name": name, "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "" });
    json!({
        "referral": {
            "source": "police", "referrer": "Canaryreferrer", "referrer_agency": "police", "received_at": "2026-11-23T08:00:00Z", "crime_reference": "",
            "recorded_offence": "", "recorded_as": "harassment", "relationship": "stranger", "what_happened": "Canarystory in a sentence.",
            "safe_to_contact": "unsure", "consent": "given", "consent_reason": "", "officer": ""
        },
        "victim": person("Canaryvictim Quillfeather"), "perpetrator": person("Canarysuspect Brambleford"), "standing": "suspected", "headline": ""
    })
}

/// A referral, a draft, an incident, a row of the room and a CAS cell, each with a word of its own; then a paper.
fn type_everything(desk: &mut Desk) {
    give(desk, "try_example", json!({})).unwrap();
    example::morning::sign_in(desk, Who::Support).unwrap();
    let case = give(desk, "take_referral", referral()).unwrap()["case"].clone();
    give(desk, "keep_draft", json!({ "form": "note", "subject": null, "text": "Canarydraft half typed" })).unwrap();
    give(desk, "find", json!({ "text": "Canaryvictim" })).unwrap();
    example::morning::sign_in(desk, Who::Chair).unwrap();
    let incident = json!({
        "occurred": { "at": "2026-11-23T07:00:00Z", "precision": "minute", "words": "" }, "behaviours": ["loiter"], "what": "Canaryincident at the gate.",
        "is_contact": "yes", "severity": 1, "reported": "yes", "told_by": "police", "evidence": ""
    });
    give(desk, "record_incident", json!({ "case": case, "incident": incident })).unwrap();
    give(desk, "bring_to_meeting", json!({ "case": case, "why": "To be heard today." })).unwrap();
    let agenda = give(desk, "open_meeting", json!({ "confidentiality_confirmed": true, "place": "" })).unwrap();
    let said = json!({ "meeting": agenda["meeting"], "case": case, "agency": "police", "knows": "Canaryroom was said.", "advises": "", "said_by": "P. Dummy" });
    give(desk, "type_contribution", said).unwrap();
    let cas = give(desk, "start_cas", json!({ "case": case, "trigger": "first_clinic" })).unwrap()["cas"].clone();
    let cell = json!({ "cas": cas, "row": "what_has_happened", "agency": "police", "kind": "information", "text": "Canarycell in a row.", "said_by": "P. Dummy" });
    give(desk, "write_cas_cell", cell).unwrap();
    let copy = json!({ "holder": "the chair", "holder_agency": "police", "purpose": "to run the meeting" });
    give(desk, "print_agenda", copy).unwrap();
}

fn plain_text_under(house: &Path) {
    let mut files = Vec::new();
    files_under(house, &mut files);
    let ends = |end: &str| files.iter().any(|file| file.to_string_lossy().ends_with(end));
    assert!(ends(".store"), "the store lies there: {files:?}");
    assert!(ends("-wal"), "its write-ahead log lies there while it is open: {files:?}");
    // A paper saved by choice is the one place where its own words stand.
    for file in files.iter().filter(|file| !file.starts_with(house.join("papers"))) {
        let bytes = std::fs::read(file).unwrap();
        for canary in CANARIES {
            let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
            assert!(!holds(canary.as_bytes()) && !holds(&wide), "{canary} stands in plain text in {}", file.display());
        }
    }
}

/// Works in a house of its own. Run by the test below as a program apart, so that every folder a program may write to
/// (home, temp, cache, data, state) is known and is read afterwards; by itself there is nothing for it to do.
#[test]
fn a_desk_in_a_house_of_its_own() {
    let Some(house) = std::env::var_os(HOUSE).map(PathBuf::from) else { return };
    let mut desk = desk_in(&house, Box::new(SharedKeyring::default()));
    type_everything(&mut desk);
    plain_text_under(&house);
    give(&mut desk, "lock", json!({})).unwrap();
    plain_text_under_locked(&house);
}

/// After locking the log may be gone; whatever is left is read again.
fn plain_text_under_locked(house: &Path) {
    let mut files = Vec::new();
    files_under(house, &mut files);
    for file in files.iter().filter(|file| !file.starts_with(house.join("papers"))) {
        let bytes = std::fs::read(file).unwrap();
        for canary in CANARIES {
            let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
            assert!(!found, "{canary} stands in plain text in {}", file.display());
        }
    }
}

#[test]
fn distinctive_names_are_nowhere_in_plain_text_on_disk() {
    let house = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "on_disk::a_desk_in_a_house_of_its_own", "--nocapture"]);
    child.env(HOUSE, house.path());
    for (name, folder) in [
        ("HOME", "home"),
        ("TMPDIR", "temp"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "run"),
    ] {
        let folder = house.path().join(folder);
        std::fs::create_dir(&folder).unwrap();
        child.env(name, folder);
    }
    let done = child.current_dir(house.path()).output().unwrap();
    // What it printed is a log too.
    std::fs::write(house.path().join("printed.log"), [done.stdout.as_slice(), done.stderr.as_slice()].concat()).unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
    assert!(said.contains("1 passed"), "the house was kept: {said}");
    plain_text_under_locked(house.path());
}

#[test]
fn the_example_unit_is_gone_when_the_desk_closes() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    drop(desk);
    assert_eq!(std::fs::read_dir(folder.path().join("scratch")).unwrap().count(), 0, "a throw-away leaves nothing");
}

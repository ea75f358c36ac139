//! The morning: overnight list, screening, meeting, plan; the papers read back with independent tools.

use example::Who;
use journeys::{SharedKeyring, desk_in, give};
use serde_json::json;
use std::path::Path;
use std::process::Command;

fn read_back(path: &str) -> String {
    let check = Command::new("qpdf").args(["--check", path]).output().unwrap();
    assert!(check.status.success(), "{path}: {}", String::from_utf8_lossy(&check.stderr));
    let text = Command::new("pdftotext").args(["-layout", path, "-"]).output().unwrap();
    assert!(text.status.success());
    String::from_utf8_lossy(&text.stdout).into_owned()
}

fn in_order(text: &str, wanted: &[&str]) {
    let mut rest = text;
    for word in wanted {
        let at = rest.find(word).unwrap_or_else(|| panic!("{word:?} is missing or out of order in\n{text}"));
        rest = &rest[at + word.len()..];
    }
}

const PLAN: [&str; 20] = [
    "OFFICIAL-SENSITIVE",
    "Safeguarding plan",
    "N-26-",
    "Keep this from the perpetrator",
    "Copy 1",
    "Hedwig-Seren",
    "Safe contact",
    "What worries us",
    "Victim safety",
    "Agree another place for handovers",
    "Monitoring and control",
    "If this happens, do this",
    "The car is seen near work",
    "999",
    "What the victim wants",
    "Work is told",
    "Who to ring",
    "Danger now",
    "Agreed by",
    "P. Dummy",
];

#[test]
fn a_unit_s_morning_ends_with_agenda_plan_and_minutes_in_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    let done = example::morning::run(&mut desk, &mut |_| ()).unwrap();
    assert!(done.heard >= 11, "the room hears the morning's cases, not {}", done.heard);
    let [agenda, plan, minutes] = done.papers.as_slice() else { panic!("three papers, not {:?}", done.papers) };
    in_order(
        &read_back(agenda),
        &["OFFICIAL-SENSITIVE", "SAMPLE DATA", "Agenda", "Actions not done yet", "Cases", "Why it is here", "N-26-"],
    );
    in_order(&read_back(plan), &PLAN);
    in_order(
        &read_back(minutes),
        &["Minutes", "Chair", "Present", "Police", "Decision", "Concern", "Moderate", "judged by the room"],
    );
    for paper in [agenda, plan, minutes] {
        let text = read_back(paper);
        for never in ["07700 900112", "21 Fixture Gardens", "NM7 8XX", "Specimen Hill Primary School"] {
            assert!(!text.contains(never), "{never} stands on {paper}");
        }
        let name = Path::new(paper).file_name().unwrap().to_string_lossy().into_owned();
        assert!(!name.contains("Llewelyn") && !name.contains("Sampleson"), "{name} names somebody");
    }
    let checked = give(&mut desk, "check_chains", json!({})).unwrap();
    assert_eq!(checked["intact"], json!(true), "the chains verify after a whole morning: {checked}");
}

fn files_under(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { files_under(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

#[test]
fn distinctive_names_are_nowhere_in_plain_text_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    example::morning::sign_in(&mut desk, Who::Support).unwrap();
    let person = |name: &str| json!({ "name": name, "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "" });
    let question = json!({
        "referral": {
            "source": "police", "referrer": "Canaryreferrer", "referrer_agency": "police", "received_at": "2026-11-23T08:00:00Z", "crime_reference": "",
            "recorded_offence": "", "recorded_as": "harassment", "relationship": "stranger", "what_happened": "Canarystory in a sentence.",
            "safe_to_contact": "unsure", "consent": "given", "consent_reason": "", "officer": ""
        },
        "victim": person("Canaryvictim Quillfeather"), "perpetrator": person("Canarysuspect Brambleford"), "standing": "suspected", "headline": ""
    });
    give(&mut desk, "take_referral", question).unwrap();
    give(&mut desk, "keep_draft", json!({ "form": "note", "subject": null, "text": "Canarydraft half typed" })).unwrap();
    let mut files = Vec::new();
    files_under(folder.path(), &mut files);
    assert!(files.iter().any(|file| file.extension().is_some_and(|end| end == "store")), "the store lies there: {files:?}");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        for canary in ["Canaryvictim", "Quillfeather", "Canarysuspect", "Canarystory", "Canaryreferrer", "Canarydraft"] {
            let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let holds = |wanted: &[u8]| bytes.windows(wanted.len()).any(|window| window == wanted);
            assert!(!holds(canary.as_bytes()) && !holds(&wide), "{canary} stands in plain text in {}", file.display());
        }
    }
}

#[test]
fn the_example_unit_is_gone_when_the_desk_closes() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    drop(desk);
    assert_eq!(std::fs::read_dir(folder.path().join("scratch")).unwrap().count(), 0, "a throw-away leaves nothing");
}

//! The morning: overnight list, screening, meeting, plan; the papers read back with independent tools.

use journeys::{SharedKeyring, desk_in, give};
use serde_json::{Value, json};
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

const AGENDA: [&str; 12] = [
    "OFFICIAL-SENSITIVE",
    "Copy 1: Police, the chair",
    "SAMPLE DATA",
    "Agenda: Morning meeting",
    "Monday 23 November 2026, 09:30, Room 2.14",
    "Actions not done yet",
    "Seize the copied badge and ask for",
    "Cases",
    "Why it is here",
    "Carried over from 20 Nov",
    "4 of 4 agencies have",
    "Review due",
];

/// The plan agreed this morning, in the order in which it is read: head, people, worries, lines under their headings,
/// if-then lines, wishes, numbers, and who agreed.
const PLAN: [&str; 49] = [
    "OFFICIAL-SENSITIVE",
    "Copy 1: Victim advocacy, K. Specimen",
    "SAMPLE DATA",
    "Northmoor Stalking Intervention Unit",
    "Safeguarding plan",
    "N-26-",
    "version 2. Agreed Monday 23 November 2026. Review by Monday",
    "14 December 2026.",
    "Keep this from the perpetrator",
    "Copy 1, issued to Victim",
    "Hedwig-Seren",
    "Gareth Sampleson",
    "Safe contact: text only",
    "What worries us",
    "High",
    "judged by the meeting on 23 November 2026",
    "Approaches come closer at each handover",
    "Different view:",
    "Probation: Moderate while he reports.",
    "Different view:",
    "Victim advocacy: The danger at handovers is greater",
    "Not known:",
    "second vehicle",
    "Victim safety",
    "Agree another place for handovers",
    "Fit and test a panic alarm",
    "24 Nov 2026",
    "Use the contact centre for handovers",
    "27 Nov 2026",
    "Monitoring and control",
    "Apply for the full order with a condition on",
    "1 Dec 2026",
    "Supervision",
    "Ask about the days between handovers",
    "7 Dec 2026",
    "Interventions and treatment",
    "Bring the stalking into treatment",
    "Environment",
    "Tell the centre which car to look for",
    "Investigation",
    "Put the whole course of conduct in one statement",
    "If this happens, do this",
    "He waits at a place without a",
    "The centre closes or cancels",
    "He misses an appointment or",
    "What the victim wants",
    "Handovers at a centre, never on a road.",
    "Who to ring",
    "Agreed by",
];

const MINUTES: [&str; 13] = [
    "OFFICIAL-SENSITIVE",
    "Minutes",
    "Chair",
    "Morgan Placeholder",
    "Present",
    "Police",
    "P. Dummy",
    "Carried over",
    "Decision",
    "Concern",
    "judged by the room",
    "Closer at each handover",
    "Moderate while he reports.",
];

/// Details of protected people that no paper of this morning may hold.
const NEVER: [&str; 6] =
    ["07700 900112", "21 Fixture Gardens", "NM7 8XX", "Specimen Hill Primary School", "07700 900147", "Exemplar Rise"];

#[test]
fn a_unit_s_morning_ends_with_agenda_plan_and_minutes_in_hand() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    let done = example::morning::run(&mut desk, &mut |_| ()).unwrap();
    assert_eq!(done.waited, 11, "the agenda that waits before anybody screened");
    assert_eq!(done.heard, 12, "what waited, and the case that was screened");
    let [agenda, plan, minutes] = done.papers.as_slice() else { panic!("three papers, not {:?}", done.papers) };
    in_order(&read_back(agenda), &AGENDA);
    in_order(&read_back(plan), &PLAN);
    let agreed = read_back(plan);
    let agreed = &agreed[agreed.rfind("Agreed by").unwrap()..];
    in_order(agreed, &["Police", "P. Dummy", "23 Nov 2026", "Probation", "R. Mockford", "Victim advocacy", "K. Specimen"]);
    in_order(&read_back(minutes), &MINUTES);
    for paper in [agenda, plan, minutes] {
        let text = read_back(paper);
        for never in NEVER {
            assert!(!text.contains(never), "{never} stands on {paper}");
        }
        let name = Path::new(paper).file_name().unwrap().to_string_lossy().into_owned();
        assert!(!name.contains("Llewelyn") && !name.contains("Sampleson"), "{name} names somebody");
    }
    what_left(&done.shared);
    the_cas_and_the_plan_stand(&mut desk);
    let checked = give(&mut desk, "check_chains", json!({})).unwrap();
    assert_eq!(checked["intact"], json!(true), "the chains verify after a whole morning: {checked}");
}

/// One case sealed for the second unit: what left is what it brought in, and nobody's name stands in the file or its name.
fn what_left(shared: &example::Shared) {
    assert!(shared.records > 5 && shared.withheld > 0, "{shared:?}");
    assert_eq!((shared.new, shared.changed, shared.conflicts, shared.refused), (shared.records, 0, 0, 0), "{shared:?}");
    let file = std::fs::read(&shared.file).unwrap();
    assert_eq!(file.len() as u64, shared.bytes);
    for name in ["Imagined", "Mockford", "Northmoor"] {
        assert!(!shared.file.contains(name) && !file.windows(name.len()).any(|bytes| bytes == name.as_bytes()), "{name}");
    }
}

/// What the room agreed: a CAS with its sections, reasons for and against and the view that differs; a second version
/// of the plan, and the copy that was printed of it.
fn the_cas_and_the_plan_stand(desk: &mut desk::sitting::Desk) {
    let found = give(desk, "find", json!({ "text": "Llewelyn" })).unwrap();
    let case = found["found"][0]["case"].clone();
    let list = give(desk, "cas_list", json!({ "case": case })).unwrap();
    let view = give(desk, "cas", json!({ "cas": list["list"][0]["cas"] })).unwrap();
    assert_eq!(view["status"], "agreed");
    assert_eq!(view["dissent"][0]["agency"], "victim_advocacy", "the view that differs is kept");
    let questions: Vec<&Value> =
        view["sections"].as_array().unwrap().iter().flat_map(|section| section["questions"].as_array().unwrap()).collect();
    for judged in ["persistence", "violence", "recurrence", "victim_harm", "perpetrator_harm"] {
        for part in ["level", "reasons_for", "reasons_against", "confidence"] {
            let id = format!("{judged}_{part}");
            let one = questions.iter().find(|one| one["id"] == id.as_str()).unwrap();
            assert_ne!(one["answer"], "", "{id} is judged and reasoned");
        }
    }
    let open: Vec<&str> = view["sections"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|section| section["open"] != 0)
        .filter_map(|section| section["id"].as_str())
        .collect();
    assert!(open.is_empty(), "sections with something required and unanswered: {open:?}");
    let speak: std::collections::BTreeSet<&str> = view["rows"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|row| row["cells"].as_array().unwrap())
        .filter(|cell| cell["kind"] == "information")
        .filter_map(|cell| cell["agency"].as_str())
        .collect();
    assert!(speak.len() >= 4, "agencies side by side, not only {speak:?}");
    let page = give(desk, "plan", json!({ "case": case })).unwrap();
    assert_eq!((&page["current"]["body"]["version"], &page["current"]["body"]["state"]), (&json!(2), &json!("agreed")));
    assert_eq!(page["current"]["body"]["cas"], list["list"][0]["cas"], "the plan is agreed from this CAS");
    assert_eq!((&page["copies"][0]["version"], &page["copies"][0]["holder"]), (&json!(2), &json!("K. Specimen")));
}

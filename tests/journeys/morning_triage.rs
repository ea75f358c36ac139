//! A unit's morning: the list in, the meeting held, the papers printed, and no name left in plain text.

use crate::world::{desk_in, done, files_under, sign_in};
use example::Who;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

const CANARY: &str = "Zephyrquill Canarywood";

fn paper(answer: &Value) -> (String, String) {
    let path = answer["place"].as_str().unwrap().to_owned();
    let checked = Command::new("qpdf").args(["--check", &path]).status().unwrap();
    assert!(checked.success(), "qpdf found something wrong with {path}");
    let read = Command::new("pdftotext").args(["-layout", &path, "-"]).output().unwrap();
    (path, String::from_utf8(read.stdout).unwrap())
}

fn in_order(text: &str, wanted: &[&str]) {
    let mut rest = text;
    for words in wanted {
        let at = rest.find(words).unwrap_or_else(|| panic!("'{words}' is not on the paper where it belongs:\n{text}"));
        rest = &rest[at + words.len()..];
    }
}

fn nowhere_in_plain_text(folder: &Path) {
    let needles: Vec<Vec<u8>> = vec![CANARY.as_bytes().to_vec(), CANARY.encode_utf16().flat_map(u16::to_le_bytes).collect()];
    let files = files_under(folder);
    assert!(files.len() >= 2, "the store's files were not found");
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        for needle in &needles {
            assert!(!bytes.windows(needle.len()).any(|part| part == needle), "a name stands in plain text in {}", file.display());
        }
    }
}

#[test]
fn a_morning_goes_from_the_overnight_list_to_signed_minutes() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    done(&mut desk, "try_example", json!({}));

    sign_in(&mut desk, Who::Support);
    let ask = json!({ "file": "sample:clean", "columns": {}, "date_order": "" });
    let dry = done(&mut desk, "read_overnight_list", ask);
    assert_eq!(dry["already_known"], 3, "three of the list's cases are in the example already");
    let take = json!({ "file": "sample:clean", "columns": dry["columns"], "date_order": "", "leave_out_broken": dry["broken"] });
    let taken = done(&mut desk, "take_overnight_list", take);
    assert_eq!(taken["taken"], dry["new"]);

    sign_in(&mut desk, Who::Chair);
    let copy = json!({ "holder": "the chair", "holder_agency": "police", "purpose": "to run the meeting" });
    let (_, agenda_text) = paper(&done(&mut desk, "print_agenda", copy));
    let agenda = done(&mut desk, "open_meeting", json!({ "confidentiality_confirmed": true, "place": "Room 2.14" }));
    let items = agenda["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 11);
    let references: Vec<&str> = items.iter().filter_map(|item| item["reference"].as_str()).collect();
    in_order(&agenda_text, &references);
    let meeting = agenda["meeting"].clone();
    for agency in ["police", "health", "probation", "victim_advocacy"] {
        let here = json!({ "meeting": meeting, "agency": agency, "presence": "present", "people": "" });
        done(&mut desk, "record_attendance", here);
    }
    for item in &items {
        let case = &item["case"];
        let said = json!({
            "meeting": meeting, "case": case, "agency": "police", "knows": format!("{CANARY} was seen nearby."),
            "advises": "", "said_by": "said in the room"
        });
        done(&mut desk, "type_contribution", said);
        let decide = json!({
            "meeting": meeting, "case": case, "outcomes": ["advocate_only"], "reason": "Advocacy leads for now.",
            "level": "moderate", "level_reason": "Contact goes on.", "dissent": [], "actions": [], "seconds": 420
        });
        done(&mut desk, "record_decision", decide);
    }
    nowhere_in_plain_text(&folder.path().join("scratch"));
    done(&mut desk, "end_meeting", json!({ "meeting": meeting, "carry_over": 0, "reflection": "Every agency spoke." }));
    let held = json!({ "meeting": meeting, "holder": "the chair", "holder_agency": "police", "purpose": "the unit's file" });
    let (path, minutes) = paper(&done(&mut desk, "print_minutes", held));
    in_order(&minutes, &references);
    assert!(minutes.contains("Advocacy leads for now."));
    let name = Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
    assert!(references.iter().all(|reference| !name.contains(reference)), "the paper's name says which case it is about");
    nowhere_in_plain_text(&folder.path().join("scratch"));
}

//! A web view in somebody else's hands asks whatever it likes: the desk gives each window its own, and closed records nobody.

use desk::commands::{COMMANDS, Window};
use desk::sitting::Desk;
use example::Who;
use journeys::{SharedKeyring, desk_in, give, key_of};
use serde_json::{Value, json};

const UNKNOWN: &str = "019ab000-0000-7000-8000-00000000dead";
const CANARY: &str = "Canaryword of the closed note";

fn example_desk(folder: &std::path::Path) -> Desk {
    let mut desk = desk_in(folder, Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    desk
}

/// Questions a command that takes ids could read, all asking for this record.
fn questions(id: &str) -> Vec<Value> {
    let ways: [&[&str]; 9] = [
        &["case"],
        &["record"],
        &["meeting"],
        &["meeting", "case"],
        &["case", "cas"],
        &["cas"],
        &["plan"],
        &["case", "record"],
        &["assessment"],
    ];
    let mut made: Vec<Value> = ways.iter().map(|keys| keys.iter().map(|key| ((*key).to_owned(), json!(id))).collect()).collect();
    made.push(json!({ "case": id, "banner_acknowledged": true }));
    made.push(json!({ "case": id, "before": null, "kinds": [], "offset": 0, "limit": 50 }));
    made.push(json!({ "case": id, "text": "words" }));
    made.push(json!({ "meeting": id, "reason": "because" }));
    made
}

#[test]
fn every_command_from_every_window_not_listed_is_refused_whoever_is_signed_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = example_desk(folder.path());
    let mut refused = 0;
    for who in [Who::Chair, Who::Auditor] {
        example::morning::sign_in(&mut desk, who).unwrap();
        for command in COMMANDS {
            for window in [Window::Main, Window::Lock, Window::Room] {
                if command.windows.contains(&window) {
                    continue;
                }
                for question in [json!({}), json!(null), json!({ "case": UNKNOWN }), json!({ "name": "x", "passphrase": "y" })] {
                    assert_eq!(key_of(&desk.give(command.name, window, question)), "not_from_this_window", "{}", command.name);
                    refused += 1;
                }
            }
        }
    }
    println!("{refused} questions from windows not listed, all refused");
    assert!(desk.role().is_some(), "nothing of it locked the desk");
}

#[test]
fn ids_of_unknown_records_open_nothing_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = example_desk(folder.path());
    example::morning::sign_in(&mut desk, Who::Chair).unwrap();
    let mut asked = 0;
    let mut answered = Vec::new();
    for command in COMMANDS.iter().filter(|command| command.windows.contains(&Window::Main)) {
        for question in questions(UNKNOWN) {
            let key = key_of(&give(&mut desk, command.name, question.clone()));
            if key == "done" || key.starts_with("fault") {
                answered.push(format!("{} answered {question} with {key}", command.name));
            }
            asked += 1;
        }
    }
    assert!(answered.is_empty(), "{answered:#?}");
    println!("{asked} questions with ids nobody gave out, none answered");
}

/// A note of the advocate's own agency on the newest case, and its id.
fn closed_note(desk: &mut Desk) -> String {
    example::morning::sign_in(desk, Who::Advocate).unwrap();
    let list = json!({ "scope": "all", "level": null, "sort": "received", "descending": true, "offset": 0, "limit": 1 });
    let cases = give(desk, "cases", list).unwrap();
    let walls = give(desk, "walls", json!({})).unwrap();
    let own =
        walls["compartments"].as_array().unwrap().iter().find(|one| {
            one["open"] == json!(true) && one["compartment"].as_str().is_some_and(|code| code.starts_with("agency:"))
        });
    let note = json!({ "case": cases["cases"][0]["case"], "compartment": own.unwrap()["compartment"], "text": CANARY });
    let record = give(desk, "write_note", note).unwrap()["record"].as_str().unwrap().to_owned();
    give(desk, "lock", json!({})).unwrap();
    record
}

#[test]
fn the_id_of_a_closed_record_brings_none_of_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = example_desk(folder.path());
    let record = closed_note(&mut desk);
    let mut asked = 0;
    for who in [Who::Chair, Who::Officer, Who::Support, Who::Auditor] {
        example::morning::sign_in(&mut desk, who).unwrap();
        for command in COMMANDS.iter().filter(|command| command.windows.contains(&Window::Main)) {
            for question in questions(&record) {
                let answer = give(&mut desk, command.name, question);
                asked += 1;
                assert!(!format!("{answer:?}").contains("Canaryword"), "{} told it", command.name);
            }
        }
    }
    println!("{asked} questions with the id of a closed note, none brought its words");
}

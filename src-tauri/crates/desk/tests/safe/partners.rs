//! Exchange keys and partners: made once, never shown, compared by voice before anything is sealed (B-16).

use crate::world::{PASSPHRASE, Unit, unit};
use casework::body::Kind;
use casework::ids::PartnerId;
use serde_json::{Value, json};

const OFFICER: &str = "marble willow tractor pencil six";

/// A unit with its keys made, and the text of its card.
fn with_keys() -> (Unit, String) {
    let mut unit = unit();
    let view = unit.give("make_exchange_keys", json!({}));
    (unit, view["card"].as_str().unwrap().to_owned())
}

fn card_of(unit: &mut Unit) -> String {
    unit.give("partners", json!({}))["card"].as_str().unwrap().to_owned()
}

fn take(text: &str) -> Value {
    json!({ "text": text, "file": "", "kind": "probation_provider", "note": "" })
}

fn compare(partner: &Value, heard: Value) -> Value {
    json!({ "partner": partner, "how": "by_voice", "with": "Pat Placeholder", "heard": heard })
}

fn typed(words: &Value) -> Value {
    let words: Vec<&str> = words.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    json!({ "as": "typed", "heard": words.join(" ") })
}

fn partner_id(partner: &Value) -> PartnerId {
    serde_json::from_value(partner.clone()).unwrap()
}

fn first(unit: &mut Unit) -> Value {
    unit.give("partners", json!({}))["partners"][0].clone()
}

fn officer(unit: &mut Unit) {
    let ask =
        json!({ "name": "Ruth Sample", "agency": "police", "role": "practitioner", "job": "constable", "passphrase": OFFICER });
    unit.give("add_member", ask);
    unit.sign_out();
    unit.sign_in("Ruth Sample", OFFICER);
}

#[test]
fn exchange_keys_are_made_once_and_are_the_same_after_the_program_was_started_again() {
    let mut unit = unit();
    assert_eq!(unit.give("partners", json!({}))["own"], "not_made");
    assert_eq!(unit.refused("save_contact_card", json!({})), "no_exchange_keys");
    let card = unit.give("make_exchange_keys", json!({}))["card"].clone();
    assert_eq!(unit.refused("make_exchange_keys", json!({})), "exchange_keys_there");
    unit.sign_out();
    unit.started_again();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(unit.give("partners", json!({}))["card"], card);
    assert_eq!(unit.give("verify_log", json!({}))["intact"], true);
}

#[test]
fn the_root_of_the_keys_is_in_no_history_and_in_no_file() {
    let (mut unit, _) = with_keys();
    let kept = unit.desk.sit().unwrap().store().newest_of_kind(Kind::ExchangeKeys.code(), 9).unwrap();
    let root = kept[0].body["root"].as_str().unwrap().to_owned();
    assert_eq!(root.len(), 64);
    assert_eq!(unit.refused("history", json!({ "record": uuid::Uuid::from_bytes(kept[0].id.0) })), "not_owner");
    assert!(!unit.give("partners", json!({})).to_string().contains(&root));
    for file in std::fs::read_dir(unit.store_folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains(&root));
    }
}

#[test]
fn who_was_not_let_into_the_exchange_sees_partners_and_neither_card_nor_words() {
    let (mut unit, _) = with_keys();
    let (_, theirs) = with_keys();
    unit.give("take_contact_card", take(&theirs));
    officer(&mut unit);
    let view = unit.give("partners", json!({}));
    assert_eq!((view["own"].as_str(), view["card"].as_str()), (Some("closed"), Some("")));
    assert_eq!(view["partners"][0]["words"], json!([]));
    assert_eq!(unit.refused("take_contact_card", take(&theirs)), "not_your_role");
    assert!(unit.desk.sit().unwrap().exchange().is_err());
}

#[test]
fn two_units_read_each_other_the_same_words_and_each_notes_who_compared_them() {
    let ((mut one, ours), (mut other, theirs)) = (with_keys(), with_keys());
    let there = one.give("take_contact_card", take(&theirs));
    assert_eq!(there["standing"], "to_compare");
    other.give("take_contact_card", take(&ours));
    let (here, across) = (first(&mut one), first(&mut other));
    assert_eq!((&here["words"], &here["digits"]), (&across["words"], &across["digits"]));
    let partner = partner_id(&there["partner"]);
    assert!(one.desk.sit().unwrap().compared_partner(partner).is_err(), "nothing is sealed before");
    let view = one.give("compare_partner", compare(&there["partner"], typed(&across["words"])));
    assert_eq!(view["partners"][0]["standing"], "compared");
    let words = view["partners"][0]["standing_words"].as_str().unwrap();
    assert_eq!(words, "Compared by voice with Pat Placeholder on 23 November 2026, by Dana Specimen.");
    assert!(one.desk.sit().unwrap().compared_partner(partner).is_ok());
    let ticks = json!({ "as": "ticked", "heard": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] });
    let view = other.give("compare_partner", compare(&across["partner"], ticks));
    assert_eq!(view["partners"][0]["standing"], "compared");
}

#[test]
fn eleven_words_other_words_or_nobody_named_note_nothing() {
    let ((mut one, _), (_, theirs)) = (with_keys(), with_keys());
    let partner = one.give("take_contact_card", take(&theirs))["partner"].clone();
    let right = typed(&first(&mut one)["words"]);
    let eleven = json!({ "as": "ticked", "heard": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] });
    assert_eq!(one.refused("compare_partner", compare(&partner, eleven)), "fields");
    assert_eq!(one.refused("compare_partner", compare(&partner, json!({ "as": "ticked", "heard": [] }))), "fields");
    assert_eq!(one.refused("compare_partner", compare(&partner, json!({ "as": "typed", "heard": " " }))), "fields");
    let other_words = json!({ "as": "typed", "heard": format!("{} wrong", right["heard"].as_str().unwrap()) });
    assert_eq!(one.refused("compare_partner", compare(&partner, other_words)), "keys_differ");
    let mut nobody = compare(&partner, right);
    nobody["with"] = json!(" ");
    assert_eq!(one.refused("compare_partner", nobody), "fields");
    assert_eq!(first(&mut one)["standing"], "to_compare");
}

/// B-16: a changed key blocks until compared again, unless the old key signed it.
#[test]
fn new_keys_signed_by_the_ones_before_stay_compared_and_any_others_do_not() {
    let ((mut one, _), (mut other, theirs)) = (with_keys(), with_keys());
    let partner = one.give("take_contact_card", take(&theirs))["partner"].clone();
    let words = typed(&first(&mut one)["words"]);
    one.give("compare_partner", compare(&partner, words));
    other.give("renew_exchange_keys", json!({}));
    let renewed = card_of(&mut other);
    assert_eq!(one.give("take_contact_card", take(&renewed))["standing"], "compared");
    other.give("renew_exchange_keys", json!({}));
    other.give("renew_exchange_keys", json!({}));
    let skipped = card_of(&mut other);
    let taken = one.give("take_contact_card", take(&skipped));
    assert_eq!((&taken["standing"], &taken["partner"]), (&json!("changed"), &partner));
    let refused = one.desk.sit().unwrap().compared_partner(partner_id(&partner)).map(|_| ());
    assert!(format!("{refused:?}").contains("KeysNotCompared"));
    assert_eq!(first(&mut one)["earlier_keys"], 2);
    let words = typed(&first(&mut one)["words"]);
    one.give("compare_partner", compare(&partner, words));
    assert!(one.desk.sit().unwrap().compared_partner(partner_id(&partner)).is_ok());
}

#[test]
fn keys_that_were_renewed_still_open_what_was_sealed_to_the_ones_before() {
    let (mut unit, _) = with_keys();
    let before = *unit.desk.sit().unwrap().exchange().unwrap().keys.sealing_public();
    unit.later(1);
    unit.give("renew_exchange_keys", json!({}));
    let exchange = unit.desk.sit().unwrap().exchange().unwrap();
    assert_ne!(exchange.keys.sealing_public(), &before);
    assert_eq!(exchange.earlier.iter().map(|keys| *keys.sealing_public()).collect::<Vec<_>>(), vec![before]);
}

#[test]
fn ones_own_card_a_known_card_and_a_touched_card_are_refused_with_words() {
    let ((mut one, ours), (_, theirs)) = (with_keys(), with_keys());
    assert_eq!(one.refused("take_contact_card", take(&ours)), "card_is_ours");
    assert_eq!(one.refused("take_contact_card", take("")), "fields");
    assert_eq!(one.refused("take_contact_card", take(&theirs.replace("Northmoor", "Southmoor"))), "card_not_readable");
    let file = one.desk.keep_file("their.card.txt", theirs.as_bytes());
    one.give("take_contact_card", json!({ "text": "", "file": file, "kind": "charity", "note": "" }));
    assert_eq!(first(&mut one)["kind_label"], "Charity");
    assert_eq!(one.refused("take_contact_card", take(&theirs)), "card_known");
    let noise = one.desk.keep_file("noise", &[0xFF, 0xFE, 0]);
    let ask = json!({ "text": "", "file": noise, "kind": "charity", "note": "" });
    assert_eq!(one.refused("take_contact_card", ask), "card_not_readable");
    assert_eq!(
        one.refused("take_contact_card", json!({ "text": "", "file": "picked:9", "kind": "charity", "note": "" })),
        "no_file_picked"
    );
}

#[test]
fn the_saved_card_is_the_card_and_its_name_says_nothing_of_the_unit() {
    let (mut unit, card) = with_keys();
    let saved = unit.give("save_contact_card", json!({}));
    assert_eq!(saved["saved"], true);
    let files: Vec<_> = std::fs::read_dir(unit.folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    let cards: Vec<_> = files.iter().filter(|file| file.extension().is_some_and(|end| end == "txt")).collect();
    assert_eq!(cards.len(), 1);
    assert_eq!(std::fs::read_to_string(cards[0]).unwrap(), card);
    let name = cards[0].file_name().unwrap().to_string_lossy().to_lowercase();
    assert!(!name.contains("north") && !name.contains("unit"), "{name}");
}

#[test]
fn whoever_is_shut_out_of_the_exchange_can_no_longer_use_its_keys() {
    let (mut unit, _) = with_keys();
    let ask =
        json!({ "name": "Ruth Sample", "agency": "police", "role": "coordinator", "job": "co-ordinator", "passphrase": OFFICER });
    let member = unit.give("add_member", ask)["record"].clone();
    unit.give("shut_out", json!({ "compartment": "unit-exchange", "member": member }));
    unit.sign_out();
    unit.sign_in("Ruth Sample", OFFICER);
    assert_eq!(unit.refused("save_contact_card", json!({})), "behind_a_wall");
    assert_eq!(unit.refused("renew_exchange_keys", json!({})), "behind_a_wall");
    assert_eq!(unit.refused("make_exchange_keys", json!({})), "exchange_keys_there");
}

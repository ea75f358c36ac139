//! Records between the laptops of one unit: behind walls as they lie, files beside them, keys from one desk, and a store
//! that moves into its place.

use crate::carrying::{elsewhere, placed};
use crate::common::*;
use crate::walls::{NURSE, OFFICER, keys, signs};
use serde_json::json;
use store::*;

pub const NOTE: Id = Id([0xC7; 16]);
const HEALTH: &str = "agency:health";

fn note() -> Placing<'static> {
    Placing { kind: "private_note", record: NOTE, case: Some(id(1)), owner: "health", category: "suspect-health" }
}

/// A store in which health holds a note, corrected once.
pub fn with_note(place: &Place) -> Store {
    let mut store = create(place);
    let nurse = keys(1);
    store
        .write(cause("write_note"), |w| {
            w.found_compartment(HEALTH, (NURSE, *nurse.sealing_public()), Granter { member: NURSE, keys: &nurse })?;
            w.create_in(HEALTH, note(), &json!({ "text": "seen" }))?;
            w.correct(NOTE, "text", &json!("seen twice"))
        })
        .unwrap();
    store
}

pub fn sealed(store: &Store, record: Id) -> SealedCarried {
    match store.for_laptop(record).unwrap() {
        ForLaptop::Sealed(sealed) => sealed,
        other => unreachable!("{other:?}"),
    }
}

pub fn told_of_keys(from: &Store, to: &mut Store) {
    let frames = from.compartment_frames().unwrap();
    let came: Vec<CompartmentCame> = frames.iter().map(|frame| CompartmentCame::read(frame).unwrap().unwrap()).collect();
    to.write(cause("take_from_laptop"), |w| came.iter().try_for_each(|one| w.take_compartment(one))).unwrap();
}

#[test]
fn a_sealed_record_goes_unopened_through_a_laptop_that_has_not_its_key_and_opens_for_who_has() {
    let (from, to) = (place(), place());
    let one = with_note(&from);
    let mut other = elsewhere(&to, id(0xD2));
    let frame = sealed(&one, NOTE).frame();
    let read = SealedCarried::read(&frame).unwrap().unwrap();
    assert_eq!(read, sealed(&one, NOTE));
    let early = other.write(cause("take_from_laptop"), |w| w.receive_sealed(&read)).unwrap_err();
    assert_eq!(early, Fault::ClosedCompartment, "before its compartment is known");
    told_of_keys(&one, &mut other);
    let (received, _) = other.write(cause("take_from_laptop"), |w| w.receive_sealed(&read)).unwrap();
    assert_eq!(received.new, 2);
    assert!(other.the_record(NOTE).unwrap().closed);
    assert_eq!(sealed(&other, NOTE), read, "and goes on as it came");
    assert_eq!(other.open_compartments(NURSE, &keys(1), &signs).unwrap(), 0);
    assert_eq!(other.the_record(NOTE).unwrap().body, json!({ "text": "seen twice" }));
    other.verify_chains().unwrap();
    other.verify_records().unwrap();
}

#[test]
fn a_value_put_in_another_s_place_is_found_by_whoever_holds_the_key_and_nothing_of_it_stands() {
    let (from, to) = (place(), place());
    let one = with_note(&from);
    let mut other = elsewhere(&to, id(0xD2));
    told_of_keys(&one, &mut other);
    other.open_compartments(NURSE, &keys(1), &signs).unwrap();
    let mut swapped = sealed(&one, NOTE);
    let first = swapped.entries[0].1.clone();
    swapped.entries[0].1 = swapped.entries[1].1.clone();
    swapped.entries[1].1 = first;
    assert_eq!(other.write(cause("take_from_laptop"), |w| w.receive_sealed(&swapped)).unwrap_err(), Fault::NotGenuine);
    assert!(other.record(NOTE).unwrap().is_none());
    let mut cut = sealed(&one, NOTE);
    cut.entries.remove(0);
    assert_eq!(other.write(cause("take_from_laptop"), |w| w.receive_sealed(&cut)).unwrap_err(), Fault::NotGenuine);
}

#[test]
fn a_record_written_under_the_key_before_is_put_under_the_new_one_by_who_holds_both() {
    let (from, to) = (place(), place());
    let mut desk = with_note(&from);
    let mut other = elsewhere(&to, id(0xD2));
    told_of_keys(&desk, &mut other);
    other.open_compartments(NURSE, &keys(1), &signs).unwrap();
    let late = Placing { record: id(0xC8), ..note() };
    other.write(cause("write_note"), |w| w.create_in(HEALTH, late, &json!({ "text": "late" }))).unwrap();
    let nurse = keys(1);
    let health = desk.compartment(HEALTH).unwrap().unwrap();
    let by = Granter { member: NURSE, keys: &nurse };
    desk.write(cause("revoke_compartment"), |w| w.shut_out(&health, OFFICER, &[(NURSE, *nurse.sealing_public())], by)).unwrap();
    let came = sealed(&other, id(0xC8));
    assert_eq!(came.epoch, 1);
    desk.write(cause("take_from_laptop"), |w| w.receive_sealed(&came)).unwrap();
    let (caught_up, _) = desk.write(cause("unlock"), |w| w.catch_up_keys()).unwrap();
    assert_eq!(caught_up, 1);
    assert_eq!(desk.the_record(id(0xC8)).unwrap().body, json!({ "text": "late" }));
    told_of_keys(&desk, &mut other);
    assert_eq!(other.compartment(HEALTH).unwrap().unwrap().epoch, 2);
    assert_eq!(other.open_compartments(NURSE, &keys(1), &signs).unwrap(), 0, "the new key came as a grant");
}

#[test]
fn only_what_changed_since_and_was_not_written_there_is_told() {
    let (from, to) = (place(), place());
    let mut one = with_note(&from);
    let mut other = elsewhere(&to, id(0xD2));
    one_record(&mut one);
    let through = one.audit_head().0;
    assert_eq!(one.changed_after(0, other.device()).unwrap(), [NOTE, id(2)]);
    assert!(one.changed_after(through, other.device()).unwrap().is_empty());
    let ForLaptop::Open(carried) = one.for_laptop(id(2)).unwrap() else { unreachable!() };
    other.write(cause("take_from_laptop"), |w| w.receive_from_laptop(placed(&carried), &carried.entries)).unwrap();
    other.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(4))).unwrap();
    let ForLaptop::Open(back) = other.for_laptop(id(2)).unwrap() else { unreachable!() };
    one.write(cause("take_from_laptop"), |w| w.receive_from_laptop(placed(&back), &back.entries)).unwrap();
    assert!(one.changed_after(through, other.device()).unwrap().is_empty(), "it wrote that itself");
    one.write(cause("record_erased"), |w| w.erase(id(2))).unwrap();
    assert_eq!(one.changed_after(through, other.device()).unwrap(), [id(2)], "an erasure is told");
    assert_eq!(one.came_from(id(2)).unwrap(), [], "no import brought it");
}

#[test]
fn a_file_beside_a_record_goes_with_it_and_reads_the_same_on_the_other_laptop() {
    let (from, to) = (place(), place());
    let mut one = create(&from);
    one_record(&mut one);
    let named = AttachmentName { name: "letter.pdf".to_owned(), media: "application/pdf".to_owned() };
    let bytes: Vec<u8> = (0..150_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    one.write(cause("attach"), |w| w.put_attachment(id(9), id(2), &named, &mut bytes.as_slice())).unwrap();
    let mut other = elsewhere(&to, id(0xD2));
    let ForLaptop::Open(carried) = one.for_laptop(id(2)).unwrap() else { unreachable!() };
    let frames = one.file_frames(id(2)).unwrap();
    for _ in 0..2 {
        other
            .write(cause("take_from_laptop"), |w| {
                w.receive_from_laptop(placed(&carried), &carried.entries)?;
                frames.iter().try_for_each(|frame| w.take_file_frame(frame))
            })
            .unwrap();
    }
    let mut read = Vec::new();
    other.read_attachment(id(9), &mut read).unwrap();
    assert_eq!(read, bytes);
}

#[test]
fn what_is_held_back_is_kept_once_and_a_file_is_confirmed_only_by_its_own_hash() {
    let place = place();
    let mut store = create(&place);
    let file = LaptopFile {
        laptop: id(0xD2),
        direction: Direction::Sent,
        sequence: 1,
        bundle: id(7),
        previous: Hash::NONE,
        hash: Hash([5; 32]),
        sealed_at_ms: AT,
        at_ms: AT,
        through: 3,
        changes: 2,
        confirmed_at_ms: None,
    };
    let (confirmed, _) = store
        .write(cause("exchange"), |w| {
            w.note_laptop_file(&file)?;
            w.hold_back(id(0xD2), id(2), "waits", 1, b"as it came")?;
            w.hold_back(id(0xD2), id(2), "waits", 1, b"as it came")?;
            let other = w.confirm_laptop_file(id(0xD2), 1, id(7), Hash([6; 32]), AT + 1)?;
            Ok::<_, Fault>((other, w.confirm_laptop_file(id(0xD2), 1, id(7), Hash([5; 32]), AT + 1)?))
        })
        .unwrap();
    assert_eq!(confirmed, (false, true));
    assert_eq!(store.laptop_files(id(0xD2), Direction::Sent).unwrap()[0].confirmed_at_ms, Some(AT + 1));
    let held = store.held_back().unwrap();
    assert_eq!((held.len(), held[0].why.as_str()), (1, "waits"));
    assert_eq!(store.held_frame(&held[0]).unwrap(), b"as it came");
    let again = store.write(cause("exchange"), |w| w.note_laptop_file(&file)).unwrap_err();
    assert_eq!(again, Fault::Taken);
}

#[test]
fn a_store_that_was_moving_into_its_place_when_the_plug_was_pulled_stands_whole_the_next_time() {
    let home = tempfile::tempdir().unwrap();
    let made = home.path().join("joining-1");
    std::fs::create_dir(&made).unwrap();
    let mut store = Store::create(&made.join(STORE_FILE), &key(), FOUNDING, Box::new(Counted(1))).unwrap();
    one_record(&mut store);
    store.close().unwrap();
    write_slots(&made, "slots of this laptop").unwrap();
    assert!(!finish_moving_in(home.path()).unwrap(), "nothing is moving yet");
    // As after a kill between the slot file and the store.
    std::fs::write(home.path().join("moving-in"), "joining-1").unwrap();
    std::fs::rename(made.join("keyslots.json"), home.path().join("keyslots.json")).unwrap();
    assert!(!home.path().join(STORE_FILE).exists());
    assert!(finish_moving_in(home.path()).unwrap());
    assert_eq!(read_slots(home.path()).unwrap().second.as_deref(), Some("slots of this laptop"));
    let opened = Store::open(&home.path().join(STORE_FILE), &key(), Some(FOUNDING.store), Box::new(Counted(9))).unwrap();
    assert_eq!(opened.record(id(2)).unwrap().unwrap().body, incident());
    assert!(!made.exists() && !finish_moving_in(home.path()).unwrap());
    assert_eq!(move_in(home.path(), "joining-2").unwrap_err(), Fault::Taken, "never over a store that stands");
}

//! A case restricted on one laptop while another holds it open, and what is not what it says it is behind a wall.

use crate::carrying::{elsewhere, placed};
use crate::common::*;
use crate::laptops::{NOTE, sealed, told_of_keys, with_note};
use crate::walls::{NURSE, OFFICER, keys, signs};
use serde_json::json;
use store::*;

const CANARY: &str = "quinquereme";
const THEIRS: Id = Id([0xD2; 16]);

fn case() -> Id {
    id(1)
}

fn searchable(w: &mut Writing<'_>) -> Result<(), Fault> {
    let (record, case, kind) = (id(2), Some(case()), "incident".to_owned());
    w.index(IndexRow::Text(TextRow { record, case, kind, searched_as: SearchedAs::Text, text: CANARY.to_owned() }))
}

/// Two laptops with one open incident; the other one has corrected it.
fn with_one_case(from: &Place, to: &Place) -> (Store, Store) {
    let (mut one, mut other) = (create(from), elsewhere(to, THEIRS));
    one_record(&mut one);
    one.write(cause("index"), searchable).unwrap();
    let ForLaptop::Open(carried) = one.for_laptop(id(2)).unwrap() else { unreachable!() };
    other
        .write(cause("take_from_laptop"), |w| {
            w.receive_from_laptop(placed(&carried), &carried.entries)?;
            searchable(w)
        })
        .unwrap();
    other.write(cause("incident_corrected"), |w| w.correct(id(2), "severity", &json!(4))).unwrap();
    (one, other)
}

fn restrict(store: &mut Store) {
    let nurse = keys(1);
    let by = Granter { member: NURSE, keys: &nurse };
    store
        .write(cause("restrict_case").in_case(case()), |w| {
            w.restrict(case(), (NURSE, *nurse.sealing_public()), by)?;
            w.seal_case(case()).map(|_| ())
        })
        .unwrap();
}

fn comes_sealed(to: &mut Store, carried: &SealedCarried) -> Result<Received, Fault> {
    to.write(cause("take_from_laptop"), |w| w.receive_sealed(carried)).map(|done| done.0)
}

#[test]
fn a_case_restricted_on_one_laptop_leaves_the_other_s_lists_at_once_and_a_member_seals_it_there() {
    let (from, to) = (place(), place());
    let (mut one, mut other) = with_one_case(&from, &to);
    assert_eq!(other.find(CANARY, 9).unwrap().len(), 1);
    restrict(&mut one);
    told_of_keys(&one, &mut other);
    assert!(other.find(CANARY, 9).unwrap().is_empty(), "before anybody who may read it sits down there");
    let came = sealed(&one, id(2));
    assert_eq!(comes_sealed(&mut other, &came).unwrap_err(), Fault::ClosedCompartment);
    assert!(!other.is_sealed(id(2)).unwrap());
    assert_eq!(other.open_compartments(NURSE, &keys(1), &signs).unwrap(), 0);
    let through = other.audit_head().0;
    assert_eq!(comes_sealed(&mut other, &came).unwrap(), Received { new: 0, known: 1, brought_back: 0 });
    assert!(other.is_sealed(id(2)).unwrap());
    assert_eq!(other.changed_after(through, one.device()).unwrap(), [id(2)], "what was written there goes back, sealed");
    let back = sealed(&other, id(2));
    assert_eq!(comes_sealed(&mut one, &back).unwrap(), Received { new: 1, known: 1, brought_back: 0 });
    for store in [&one, &other] {
        assert_eq!(store.the_record(id(2)).unwrap().body["severity"], 4);
        store.verify_chains().unwrap();
        store.verify_records().unwrap();
        store.close_compartments().unwrap();
        assert!(store.the_record(id(2)).unwrap().closed);
    }
}

#[test]
fn a_record_that_is_sealed_on_both_takes_the_newer_of_two_keys_and_never_the_older() {
    let (from, to) = (place(), place());
    let mut one = with_note(&from);
    let mut other = elsewhere(&to, THEIRS);
    told_of_keys(&one, &mut other);
    let early = sealed(&one, NOTE);
    comes_sealed(&mut other, &early).unwrap();
    let nurse = keys(1);
    let health = one.compartment("agency:health").unwrap().unwrap();
    let by = Granter { member: NURSE, keys: &nurse };
    one.write(cause("revoke_compartment"), |w| w.shut_out(&health, OFFICER, &[(NURSE, *nurse.sealing_public())], by)).unwrap();
    told_of_keys(&one, &mut other);
    let late = sealed(&one, NOTE);
    assert_eq!((early.epoch, late.epoch), (1, 2));
    for (came, stands) in [(&late, &late), (&early, &late)] {
        assert_eq!(comes_sealed(&mut other, came).unwrap().new, 0);
        let lies = sealed(&other, NOTE);
        assert_eq!((lies.epoch, &lies.wrapped), (stands.epoch, &stands.wrapped));
    }
    other.open_compartments(NURSE, &keys(1), &signs).unwrap();
    assert_eq!(other.the_record(NOTE).unwrap().body["text"], "seen twice");
}

#[test]
fn another_wall_another_history_and_entries_this_laptop_never_wrote_are_refused() {
    let (from, to) = (place(), place());
    let mut one = with_note(&from);
    let officer = keys(2);
    let by = Granter { member: OFFICER, keys: &officer };
    one.write(cause("found"), |w| w.found_compartment("agency:police", (OFFICER, *officer.sealing_public()), by)).unwrap();
    let mut other = elsewhere(&to, THEIRS);
    told_of_keys(&one, &mut other);
    let came = sealed(&one, NOTE);
    comes_sealed(&mut other, &came).unwrap();

    let mut moved = came.clone();
    moved.compartment = one.compartment("agency:police").unwrap().unwrap().id;
    assert_eq!(comes_sealed(&mut other, &moved).unwrap_err(), Fault::NotGenuine, "behind another wall than it lies here");
    let mut retold = came.clone();
    retold.entries[1].0.time_ms += 1;
    assert_eq!(comes_sealed(&mut other, &retold).unwrap_err(), Fault::NotGenuine, "an entry that is known otherwise");
    let mut empty = came.clone();
    empty.entries.clear();
    assert_eq!(comes_sealed(&mut other, &empty).unwrap_err(), Fault::NotGenuine);
    assert_eq!(sealed(&other, NOTE), came, "what was held stands as it did");

    let mine = place();
    let mut namesake = elsewhere(&mine, FOUNDING.device);
    told_of_keys(&one, &mut namesake);
    assert_eq!(comes_sealed(&mut namesake, &came).unwrap_err(), Fault::NotGenuine);
    assert!(namesake.record(NOTE).unwrap().is_none());
}

#[test]
fn what_is_erased_here_stays_erased_though_it_comes_sealed() {
    let (from, to) = (place(), place());
    let (mut one, mut other) = with_one_case(&from, &to);
    other.write(cause("record_erased"), |w| w.erase(id(2))).unwrap();
    restrict(&mut one);
    told_of_keys(&one, &mut other);
    other.open_compartments(NURSE, &keys(1), &signs).unwrap();
    assert_eq!(comes_sealed(&mut other, &sealed(&one, id(2))).unwrap_err(), Fault::Erased(id(2)));
    assert!(other.the_record(id(2)).unwrap().erased);
}

#[test]
fn of_files_a_frame_of_another_kind_is_passed_over_and_half_a_frame_is_none() {
    let (from, to) = (place(), place());
    let mut one = create(&from);
    one_record(&mut one);
    let named = AttachmentName { name: "letter.pdf".to_owned(), media: "application/pdf".to_owned() };
    one.write(cause("attach"), |w| w.put_attachment(id(9), id(2), &named, &mut b"a letter".as_slice())).unwrap();
    let frames = one.file_frames(id(2)).unwrap();
    let mut other = elsewhere(&to, THEIRS);
    let mut take = |frame: &[u8]| other.write(cause("take_from_laptop"), |w| w.take_file_frame(frame)).map(|done| done.0);
    assert_eq!(take(&with_note(&place()).compartment_frames().unwrap()[0]), Ok(()));
    for frame in &frames {
        assert_eq!(take(&frame[..frame.len() - 1]), Err(Fault::NotGenuine));
    }
    assert_eq!(take(&frames[0]), Ok(()), "its record is not here: it comes again with it");
    assert!(other.attachments(id(2)).unwrap().is_empty());
}

//! What slots say of their members, and what becomes of the others when one of them changes something.

use super::*;

const WORDS: &str = "aim elk cup fit owl";

/// The chair's unit with a nurse in it.
fn two() -> (KeySlots, Unlocked) {
    let (slots, chair) = unit();
    let passphrase = chosen(WORDS);
    let slots = slots.admit(&chair, &device(), &member(NURSE, "Ruth Example", &passphrase)).unwrap();
    (slots, chair)
}

#[test]
fn the_file_says_whose_slots_it_holds_and_what_can_be_sealed_to_them() {
    let (slots, chair) = two();
    assert_eq!(slots.member_ids().collect::<Vec<_>>(), [&CHAIR, &NURSE]);
    assert_eq!(slots.store_id(), &STORE);
    let of_chair = (*chair.user_keys.sealing_public(), chair.user_keys.signing_public());
    assert_eq!(slots.public_keys(&CHAIR), Some(of_chair));
    assert!(slots.public_keys(&NURSE).is_some_and(|keys| keys != of_chair));
    assert_eq!(slots.public_keys(&[9; 16]), None);
}

#[test]
fn a_member_may_spell_the_own_name_otherwise_and_never_take_another_s() {
    let (slots, chair) = two();
    assert!(slots.rename(&chair, &device(), &NURSE, "RUTH example").is_ok());
    assert_eq!(refusal(slots.rename(&chair, &device(), &NURSE, "zofia EXAMPLE")), Some(SlotRefusal::NameTaken));
    assert_eq!(refusal(slots.rename(&chair, &device(), &[9; 16], "Rhys")), Some(SlotRefusal::UnknownMember));
}

/// K-20.
#[test]
fn a_changed_passphrase_touches_no_other_slot() {
    let (slots, chair) = two();
    let next = slots.change_passphrase(&chair, &device(), chosen(WORDS).passphrase(), KdfCost::FLOOR).unwrap();
    assert_eq!(next.slots[1], slots.slots[1]);
    assert_ne!(next.slots[0].wrapped, slots.slots[0].wrapped);
}

/// K-21.
#[test]
fn recovery_on_the_same_laptop_leaves_the_others_their_slots() {
    let (slots, chair) = two();
    let words = crate::RecoverySecret::fresh().unwrap().keys(&STORE).unwrap();
    let with = slots.with_recovery(&chair, &words).unwrap();
    assert_eq!((slots.has_recovery(), with.has_recovery()), (false, true));
    let passphrase = chosen("a third long passphrase");
    let member = member(CHAIR, "Zofia Example", &passphrase);
    let (new, back) = with.recovered(with.recover(&words).unwrap(), &device(), &member).unwrap();
    assert_eq!(new.member_ids().collect::<Vec<_>>(), [&NURSE, &CHAIR]);
    assert_eq!(new.slots[0], with.slots[1]);
    assert!(new.verify_mac(&chair.store_key).unwrap());
    assert!(back.store_key.same_as(&chair.store_key));
    let of_back = (*back.user_keys.sealing_public(), back.user_keys.signing_public());
    assert_eq!((back.member_id, new.public_keys(&CHAIR)), (CHAIR, Some(of_back)));
}

/// K-21: without the old laptop's secret their slots could not be opened.
#[test]
fn recovery_on_another_laptop_keeps_the_one_slot_that_can_be_opened() {
    let (slots, chair) = two();
    let words = crate::RecoverySecret::fresh().unwrap().keys(&STORE).unwrap();
    let with = slots.with_recovery(&chair, &words).unwrap();
    let another_laptop = DeviceSecret::from_bytes(&[9; 32]);
    let passphrase = chosen("a third long passphrase");
    let member = member(CHAIR, "Zofia Example", &passphrase);
    let (new, _) = with.recovered(with.recover(&words).unwrap(), &another_laptop, &member).unwrap();
    assert_eq!(new.member_ids().collect::<Vec<_>>(), [&CHAIR]);
    assert_eq!(new.find_by_name("Zofia Example", &another_laptop), Ok(Some(CHAIR)));
    assert_eq!((new.is_of(&another_laptop), new.is_of(&device())), (Ok(true), Ok(false)));
}

#[test]
fn without_this_store_s_key_nothing_is_marked_renamed_or_sealed() {
    let (slots, _) = unit();
    let stranger = Unlocked::from_raw_keys(CHAIR, StoreKey::from_bytes(&[4; 32]), UserRootSecret::from_bytes(&[4; 32])).unwrap();
    let words = crate::RecoverySecret::fresh().unwrap().keys(&STORE).unwrap();
    let mark = LogMark { epoch: 1, size: 7, root: [8; 32] };
    let other_store = Some(SlotRefusal::OtherStore);
    assert_eq!(refusal(slots.marked(&stranger, mark)), other_store);
    assert_eq!(refusal(slots.rename(&stranger, &device(), &CHAIR, "Zofia Sample")), other_store);
    assert_eq!(refusal(slots.with_recovery(&stranger, &words)), other_store);
    assert_eq!(refusal(slots.with_new_store_key(&stranger, StoreKey::from_bytes(&[5; 32])).map(|(next, _)| next)), other_store);
}

#[test]
fn two_copies_that_contradict_each_other_are_never_both_taken_for_current() {
    let (slots, chair) = unit();
    let text = |slots: &KeySlots| slots.to_json().unwrap();
    let one = slots.rename(&chair, &device(), &CHAIR, "Zofia Sample").unwrap();
    let other = slots.rename(&chair, &device(), &CHAIR, "Zofia Other").unwrap();
    let choice = choose_copy(Some(&text(&one)), Some(&text(&other)), Some(&STORE)).unwrap();
    assert_eq!(choice, Choice { slots: one, first: CopyState::Current, second: CopyState::Damaged });

    let passphrase = chosen(WORDS);
    let first = member(CHAIR, "Zofia Example", &passphrase);
    let (foreign, _) = KeySlots::create([6; 16], StoreKey::from_bytes(&[3; 32]), &device(), &first).unwrap();
    let both = choose_copy(Some(&text(&slots)), Some(&text(&foreign)), None);
    assert_eq!(both, Err(NoUsableCopy { first: CopyState::OtherStore, second: CopyState::OtherStore }));
    let told = choose_copy(Some(&text(&slots)), Some(&text(&foreign)), Some(&STORE)).unwrap();
    assert_eq!((told.first, told.second), (CopyState::Current, CopyState::OtherStore));

    let newer = text(&slots).replacen("\"format\": 1", "\"format\": 2,\n  \"suite\": 2", 1);
    let out_of_date = choose_copy(Some(&newer), Some(&text(&slots)), Some(&STORE));
    assert_eq!(out_of_date, Err(NoUsableCopy { first: CopyState::Newer, second: CopyState::Current }));
}

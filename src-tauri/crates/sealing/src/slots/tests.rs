//! The slot life-cycle: admitted, opened, changed, damaged, mended.

mod forged;
mod handed_on;

use super::slot::slot_key;
use super::*;
use crate::{WeakPassphrase, sha256};
use proptest::prelude::*;
use std::sync::LazyLock;

const STORE: [u8; 16] = [5; 16];
const CHAIR: [u8; 16] = [1; 16];
const NURSE: [u8; 16] = [2; 16];

fn device() -> DeviceSecret {
    DeviceSecret::from_bytes(&[7; 32])
}

fn chosen(text: &str) -> ChosenPassphrase {
    ChosenPassphrase::choose(text, &[]).unwrap()
}

fn member<'a>(member_id: [u8; 16], name: &'a str, passphrase: &'a ChosenPassphrase) -> NewMember<'a> {
    NewMember { member_id, name, passphrase, cost: KdfCost::FLOOR }
}

fn unit() -> (KeySlots, Unlocked) {
    // Made once: these tests would otherwise spend most of their time in Argon2id.
    static MADE: LazyLock<(KeySlots, Unlocked)> = LazyLock::new(|| {
        let passphrase = chosen("correct horse battery");
        let first = member(CHAIR, "Zofia Example", &passphrase);
        KeySlots::create(STORE, StoreKey::from_bytes(&[3; 32]), &device(), &first).unwrap()
    });
    let (slots, chair) = &*MADE;
    let root = UserRootSecret::from_bytes(chair.user_keys.root().expose_bytes_dangerously());
    let store_key = StoreKey::from_bytes(chair.store_key.expose_bytes_dangerously());
    (slots.clone(), Unlocked::from_raw_keys(chair.member_id, store_key, root).unwrap())
}

fn refusal<R>(answer: Result<impl Sized, Declined<R>>) -> Option<R> {
    match answer {
        Err(Declined::Refused(why)) => Some(why),
        Ok(_) | Err(Declined::Failed(_)) => None,
    }
}

#[test]
fn a_member_opens_with_the_own_passphrase_and_the_text_survives_the_disk() {
    let (slots, made) = unit();
    let read = KeySlots::parse(&slots.to_json().unwrap()).unwrap();
    assert_eq!(read, slots);
    let typed = Passphrase::typed("correct horse battery");
    let opened = read.unlock(&CHAIR, &typed, &device()).unwrap();
    assert!(opened.store_key.same_as(&made.store_key));
    assert_eq!(opened.user_keys.signing_public(), made.user_keys.signing_public());
}

#[test]
fn the_slot_file_of_the_first_release_still_opens() {
    let text = include_str!("../../testdata/keyslots-1.json");
    let slots = KeySlots::parse(text).unwrap();
    let typed = Passphrase::typed("correct horse battery");
    let opened = slots.unlock(&CHAIR, &typed, &device()).unwrap();
    assert_eq!(opened.store_key.expose_bytes_dangerously(), &[3; 32]);
    assert_eq!(slots.find_by_name("zofia example", &device()), Ok(Some(CHAIR)));
}

#[test]
fn each_way_of_not_opening_has_its_own_answer() {
    let (slots, _) = unit();
    let right = Passphrase::typed("correct horse battery");
    let other_laptop = DeviceSecret::from_bytes(&[8; 32]);
    let mut broken_slot = slots.clone();
    broken_slot.slots[0].wrapped[0] ^= 1;
    let mut foreign_file = slots.clone();
    foreign_file.sequence += 1;
    let table = [
        (slots.unlock(&NURSE, &right, &device()), UnlockRefusal::UnknownMember),
        (slots.unlock(&CHAIR, &right, &other_laptop), UnlockRefusal::DeviceSecretMismatch),
        (slots.unlock(&CHAIR, &Passphrase::typed("Correct horse battery"), &device()), UnlockRefusal::WrongPassphrase),
        (broken_slot.unlock(&CHAIR, &right, &device()), UnlockRefusal::DamagedSlot),
        (foreign_file.unlock(&CHAIR, &right, &device()), UnlockRefusal::DamagedFile),
    ];
    for (answer, expected) in table {
        assert_eq!(refusal(answer), Some(expected));
    }
}

#[test]
fn a_copied_folder_and_the_right_passphrase_do_not_open_without_the_device_secret() {
    // K-3, past the check value: even the key derivation needs the device secret.
    let (slots, _) = unit();
    let pk = crate::kdf::stretch(&Passphrase::typed("correct horse battery"), &slots.slots[0].salt, KdfCost::FLOOR).unwrap();
    for (secret, opens) in [([7; 32], true), ([8; 32], false)] {
        let secret = DeviceSecret::from_bytes(&secret);
        let kek = slot_key(&pk, &secret, &slots.slots[0].slot_id, &STORE).unwrap();
        assert_eq!(slots.slots[0].unwrap_under(&kek, &STORE, 1).is_ok(), opens);
    }
}

#[test]
fn an_admitted_member_opens_the_same_store_with_keys_of_their_own() {
    let (slots, chair) = unit();
    let passphrase = chosen("another long passphrase");
    let nurse = member(NURSE, "Rhys Example", &passphrase);
    let slots = slots.admit(&chair, &device(), &nurse).unwrap();
    assert_eq!(slots.sequence(), 2);
    let opened = slots.unlock(&NURSE, passphrase.passphrase(), &device()).unwrap();
    assert!(opened.store_key.same_as(&chair.store_key));
    assert_ne!(opened.user_keys.signing_public(), chair.user_keys.signing_public());
    let again = |id, name| refusal(slots.admit(&chair, &device(), &member(id, name, &passphrase)));
    assert_eq!(again(NURSE, "Somebody Else"), Some(SlotRefusal::AlreadyAdmitted));
    assert_eq!(again([9; 16], "rhys  EXAMPLE"), Some(SlotRefusal::NameTaken));
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_no_longer_does() {
    let (slots, chair) = unit();
    let new = chosen("a third long passphrase");
    let next = slots.change_passphrase(&chair, &device(), new.passphrase(), KdfCost::FLOOR).unwrap();
    assert!(next.unlock(&CHAIR, new.passphrase(), &device()).is_ok());
    let old = Passphrase::typed("correct horse battery");
    assert_eq!(refusal(next.unlock(&CHAIR, &old, &device())), Some(UnlockRefusal::WrongPassphrase));
    // Until the new text is on the disk, the old one still stands: never neither (K-20).
    assert!(slots.unlock(&CHAIR, &old, &device()).is_ok());
    assert_ne!(next.slots[0].slot_id, slots.slots[0].slot_id);
    assert_eq!(next.slots[0].name_tag, slots.slots[0].name_tag);
}

#[test]
fn a_removed_member_has_no_slot_and_the_last_one_stays() {
    let (slots, chair) = unit();
    assert_eq!(refusal(slots.remove(&chair, &CHAIR)), Some(SlotRefusal::LastMember));
    assert_eq!(refusal(slots.remove(&chair, &NURSE)), Some(SlotRefusal::UnknownMember));
    let passphrase = chosen("another long passphrase");
    let both = slots.admit(&chair, &device(), &member(NURSE, "Rhys", &passphrase)).unwrap();
    let one = both.remove(&chair, &NURSE).unwrap();
    assert_eq!(one.member_ids().collect::<Vec<_>>(), vec![&CHAIR]);
    assert!(one.verify_mac(&chair.store_key).unwrap());
}

#[test]
fn a_member_is_found_by_name_whatever_the_case_and_no_name_stands_in_the_file() {
    let (slots, chair) = unit();
    assert_eq!(slots.find_by_name("  zofia   EXAMPLE ", &device()), Ok(Some(CHAIR)));
    assert_eq!(slots.find_by_name("Zofia", &device()), Ok(None));
    assert_eq!(slots.find_by_name("  ", &device()), Ok(None));
    let elsewhere = DeviceSecret::from_bytes(&[8; 32]);
    assert_eq!(slots.find_by_name("Zofia Example", &elsewhere), Ok(None));
    assert!(!slots.to_json().unwrap().to_lowercase().contains("zofia"));
    let renamed = slots.rename(&chair, &device(), &CHAIR, "Zofia Sample").unwrap();
    assert_eq!(renamed.find_by_name("Zofia Example", &device()), Ok(None));
    assert_eq!(renamed.find_by_name("zofia sample", &device()), Ok(Some(CHAIR)));
    assert!(KeySlots::parse(&renamed.to_json().unwrap()).is_ok());
}

#[test]
fn keys_of_another_store_or_laptop_change_nothing() {
    let (slots, _) = unit();
    let stranger = Unlocked::from_raw_keys(CHAIR, StoreKey::from_bytes(&[4; 32]), UserRootSecret::from_bytes(&[4; 32])).unwrap();
    let passphrase = chosen("another long passphrase");
    let nurse = member(NURSE, "Rhys", &passphrase);
    assert_eq!(refusal(slots.admit(&stranger, &device(), &nurse)), Some(SlotRefusal::OtherStore));
    assert_eq!(refusal(slots.remove(&stranger, &CHAIR)), Some(SlotRefusal::OtherStore));
    let (slots, chair) = unit();
    assert_eq!(
        refusal(slots.admit(&chair, &DeviceSecret::from_bytes(&[8; 32]), &nurse)),
        Some(SlotRefusal::DeviceSecretMismatch)
    );
}

#[test]
fn a_public_key_exchanged_in_the_file_is_noticed_even_with_its_checksums_redone() {
    let (slots, chair) = unit();
    let mut forged = slots.clone();
    forged.slots[0].seals_to = [9; 32];
    forged.slots[0].check = forged.slots[0].sum();
    assert!(!forged.verify_mac(&chair.store_key).unwrap());
    let typed = Passphrase::typed("correct horse battery");
    assert!(forged.unlock(&CHAIR, &typed, &device()).is_err());
}

#[test]
fn every_byte_of_a_copy_damaged_in_turn_leads_to_the_other_copy() {
    let text = unit().0.to_json().unwrap();
    let good = KeySlots::parse(&text).unwrap();
    for (at, flip) in (0..text.len()).flat_map(|at| [1, 2].map(|flip| (at, flip))) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= flip;
        let damaged = String::from_utf8(bytes).unwrap();
        let choice = choose_copy(Some(&damaged), Some(&text), Some(&STORE)).unwrap();
        let wanted = Choice { slots: good.clone(), first: CopyState::Damaged, second: CopyState::Current };
        assert_eq!(choice, wanted, "byte {at}");
    }
}

#[test]
fn of_two_copies_the_newer_counts_and_each_state_is_named() {
    let (old, chair) = unit();
    let new = old.rename(&chair, &device(), &CHAIR, "Zofia Sample").unwrap();
    let (old_text, new_text) = (old.to_json().unwrap(), new.to_json().unwrap());
    let pick = |a, b| choose_copy(a, b, Some(&STORE)).map(|c| (c.slots.sequence(), c.first, c.second));
    use CopyState::{Current, Damaged, Missing, Newer, Older, OtherStore};
    assert_eq!(pick(Some(&new_text), Some(&new_text)), Ok((2, Current, Current)));
    assert_eq!(pick(Some(&old_text), Some(&new_text)), Ok((2, Older, Current)));
    assert_eq!(pick(Some(&new_text), Some(&old_text)), Ok((2, Current, Older)));
    assert_eq!(pick(None, Some(&old_text)), Ok((1, Missing, Current)));
    assert_eq!(pick(Some(&old_text), Some("")), Ok((1, Current, Damaged)));
    assert_eq!(pick(None, None), Err(NoUsableCopy { first: Missing, second: Missing }));
    let newer = new_text.replacen("\"format\": 1", "\"format\": 2,\n  \"suite\": 2", 1);
    assert_eq!(pick(Some(&old_text), Some(&newer)), Err(NoUsableCopy { first: Current, second: Newer }));
    assert_eq!(choose_copy(Some(&old_text), None, Some(&[6; 16])).unwrap_err().first, OtherStore);
}

/// The text with its outer checksum made right again, as somebody forging it would.
fn resealed(text: &str) -> String {
    let cut = text.rfind(",\n  \"check\"").unwrap();
    let body: String = text[..cut].chars().filter(|c| !c.is_whitespace()).collect();
    let check = hex::encode(sha256(format!("{body}}}").as_bytes()));
    format!("{},\n  \"check\": \"{check}\"\n}}\n", &text[..cut])
}

#[test]
fn a_slot_asking_for_a_tebibyte_is_refused_before_any_memory_is_taken() {
    let text = unit().0.to_json().unwrap();
    assert_eq!(resealed(&text), text);
    let ask = |kib: &str| {
        let asked = text.replacen("\"memory_kib\": 65536", &format!("\"memory_kib\": {kib}"), 1);
        KeySlots::parse(&resealed(&asked))
    };
    assert_eq!(ask("1073741824"), Err(SlotText::Cost(crate::KdfCostRefusal::AboveCap)));
    assert_eq!(ask("1024"), Err(SlotText::Cost(crate::KdfCostRefusal::BelowFloor)));
}

#[test]
fn unknown_keys_other_spellings_and_repeated_members_are_refused() {
    let text = unit().0.to_json().unwrap();
    let extra = text.replacen("\"epoch\": 1", "\"epoch\": 1,\n  \"note\": 1", 1);
    assert_eq!(KeySlots::parse(&resealed(&extra)), Err(SlotText::Damaged));
    assert_eq!(KeySlots::parse(text.trim_end()), Err(SlotText::Damaged));
    assert_eq!(KeySlots::parse(&text.replace("  ", " ")), Err(SlotText::Damaged));
    assert_eq!(KeySlots::parse(&" ".repeat(2 << 20)), Err(SlotText::Damaged));
    let last = text.replacen("\"sequence\": 1", "\"sequence\": 18446744073709551615", 1);
    assert_eq!(KeySlots::parse(&resealed(&last)), Err(SlotText::Damaged));
    let (mut twice, _) = unit();
    twice.slots.push(twice.slots[0].clone());
    assert_eq!(KeySlots::parse(&twice.to_json().unwrap()), Err(SlotText::Damaged));
}

#[test]
fn a_slot_below_the_present_default_can_be_seen_and_wrapped_again() {
    let (slots, _) = unit();
    assert!(slots.cost_of(&CHAIR).unwrap().is_below(KdfCost::STANDARD));
    assert!(!KdfCost::STANDARD.is_below(KdfCost::STANDARD));
    assert_eq!(ChosenPassphrase::choose("short", &[]).err(), Some(WeakPassphrase::TooShort { counted: 5 }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn text_nobody_wrote_is_never_a_slot_file(junk in "\\PC{0,300}") {
        prop_assert_eq!(KeySlots::parse(&junk), Err(SlotText::Damaged));
    }
}

/// K-22: the removed member's old file and the laptop's secret still give the old key, and the old key is not the new one.
#[test]
fn a_new_store_key_is_sealed_to_whoever_is_left_and_to_the_recovery_words() {
    let (slots, chair) = unit();
    let passphrase = chosen("aim elk cup fit owl");
    let slots = slots.admit(&chair, &device(), &member(NURSE, "Ruth Example", &passphrase)).unwrap();
    let recovery = crate::RecoverySecret::fresh().unwrap().keys(&STORE).unwrap();
    let slots = slots.with_recovery(&chair, &recovery).unwrap();
    let barred = slots.remove(&chair, &NURSE).unwrap();
    let (next, unlocked) = barred.with_new_store_key(&chair, StoreKey::from_bytes(&[4; 32])).unwrap();
    let next = KeySlots::parse(&next.to_json().unwrap()).unwrap();
    assert_eq!(next.epoch(), 2);
    let typed = Passphrase::typed("correct horse battery");
    assert_eq!(next.unlock(&CHAIR, &typed, &device()).unwrap().store_key.expose_bytes_dangerously(), &[4; 32]);
    assert_eq!(next.recover(&recovery).unwrap().expose_bytes_dangerously(), &[4; 32]);
    assert_eq!(unlocked.user_keys.signing_public(), chair.user_keys.signing_public());
    let kept = slots.unlock(&NURSE, &Passphrase::typed("aim elk cup fit owl"), &device()).unwrap();
    assert_eq!(kept.store_key.expose_bytes_dangerously(), &[3; 32], "the old file opens the old key only");
    assert!(!next.verify_mac(&kept.store_key).unwrap());
}

/// K-21.
#[test]
fn recovery_words_open_without_passphrase_and_device_and_are_spent_by_it() {
    let (slots, chair) = unit();
    let secret = crate::RecoverySecret::fresh().unwrap();
    let with = slots.with_recovery(&chair, &secret.keys(&STORE).unwrap()).unwrap();
    let others = crate::RecoverySecret::fresh().unwrap().keys(&STORE).unwrap();
    assert_eq!(refusal(with.recover(&others)), Some(SlotRefusal::OtherStore));
    assert_eq!(refusal(slots.recover(&secret.keys(&STORE).unwrap())), Some(SlotRefusal::OtherStore));
    let key = with.recover(&secret.keys(&STORE).unwrap()).unwrap();
    let passphrase = chosen("aim elk cup fit owl");
    let another_laptop = DeviceSecret::from_bytes(&[9; 32]);
    let (new, _) = with.recovered(key, &another_laptop, &member(CHAIR, "Zofia Example", &passphrase)).unwrap();
    assert!(!new.has_recovery());
    assert!(new.unlock(&CHAIR, &Passphrase::typed("aim elk cup fit owl"), &another_laptop).is_ok());
    let old = Passphrase::typed("correct horse battery");
    assert_eq!(refusal(new.unlock(&CHAIR, &old, &another_laptop)), Some(UnlockRefusal::WrongPassphrase));
}

///
#[test]
fn the_mark_of_the_log_travels_in_the_file_and_only_a_holder_of_the_key_moves_it() {
    let (slots, chair) = unit();
    let mark = LogMark { epoch: 1, size: 7, root: [8; 32] };
    let marked = slots.marked(&chair, mark).unwrap();
    assert_eq!(KeySlots::parse(&marked.to_json().unwrap()).unwrap().mark(), Some(mark));
    let mut forged = marked.clone();
    forged.mark = Some(LogMark { size: 6, ..mark });
    assert!(!forged.verify_mac(&chair.store_key).unwrap());
}

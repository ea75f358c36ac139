//! Slots and texts that somebody with the file in hand made up: none of them opens.

use super::*;

/// One key under which a slot is wrapped, without the work of Argon2id.
const KEK: [u8; 32] = [6; 32];

fn wrapped(change: impl FnOnce(&mut Slot), keys: &UserKeys) -> Slot {
    let mut slot = unit().0.slots[0].clone();
    slot.seals_to = *keys.sealing_public();
    slot.signs_with = keys.signing_public();
    change(&mut slot);
    let slot = slot.granted_again(&STORE, 1, &StoreKey::from_bytes(&[3; 32])).unwrap();
    slot.wrap_under(&KEK, &STORE, keys).unwrap()
}

fn keys() -> UserKeys {
    UserKeys::of(UserRootSecret::from_bytes(&[4; 32])).unwrap()
}

/// K-12: every part of the slot's header is vouched for by the passphrase's key.
#[test]
fn a_header_changed_after_wrapping_does_not_open() {
    let good = wrapped(|_| {}, &keys());
    assert!(good.unwrap_under(&KEK, &STORE, 1).is_ok());
    let changes: [fn(&mut Slot); 6] = [
        |slot| slot.slot_id[0] ^= 1,
        |slot| slot.member_id[0] ^= 1,
        |slot| slot.cost = KdfCost::STANDARD,
        |slot| slot.salt[0] ^= 1,
        |slot| slot.seals_to[0] ^= 1,
        |slot| slot.signs_with[0] ^= 1,
    ];
    for change in changes {
        let mut changed = good.clone();
        change(&mut changed);
        assert_eq!(refusal(changed.unwrap_under(&KEK, &STORE, 1)), Some(UnlockRefusal::WrongPassphrase));
    }
    assert_eq!(refusal(good.unwrap_under(&KEK, &[6; 16], 1)), Some(UnlockRefusal::WrongPassphrase));
}

/// What is sealed to the public keys of a slot must be readable by the member, or nobody could be granted anything.
#[test]
fn a_slot_whose_public_keys_are_not_its_root_secret_s_does_not_open() {
    let changes: [fn(&mut Slot); 2] =
        [|slot| slot.seals_to = *unit().1.user_keys.sealing_public(), |slot| slot.signs_with = [9; 32]];
    for change in changes {
        let slot = wrapped(change, &keys());
        assert_eq!(refusal(slot.unwrap_under(&KEK, &STORE, 1)), Some(UnlockRefusal::DamagedSlot));
    }
}

#[test]
fn a_store_key_sealed_for_another_epoch_member_or_store_does_not_open() {
    let good = wrapped(|_| {}, &keys());
    let key = StoreKey::from_bytes(&[3; 32]);
    let mut other_member = good.clone();
    other_member.member_id = NURSE;
    for sealed in [
        good.granted_again(&STORE, 2, &key).unwrap(),
        good.granted_again(&[6; 16], 1, &key).unwrap(),
        other_member.granted_again(&STORE, 1, &key).unwrap(),
    ] {
        let moved = Slot { store_key_enc: sealed.store_key_enc, store_key_sealed: sealed.store_key_sealed, ..good.clone() };
        assert_eq!(refusal(moved.unwrap_under(&KEK, &STORE, 1)), Some(UnlockRefusal::DamagedSlot));
    }
}

#[test]
fn another_way_of_stretching_is_refused() {
    let text = unit().0.to_json().unwrap();
    for (ours, other) in
        [("\"argon2id\"", "\"argon2i\""), ("\"version\": 19", "\"version\": 16"), ("\"lanes\": 1", "\"lanes\": 4")]
    {
        let changed = text.replacen(ours, other, 1);
        assert_ne!(changed, text);
        assert_eq!(KeySlots::parse(&resealed(&changed)), Err(SlotText::Damaged), "{other}");
    }
}

#[test]
fn numbers_outside_their_bounds_are_refused_and_the_bounds_themselves_are_not() {
    let text = unit().0.to_json().unwrap();
    let with = |ours: &str, other: &str| {
        let changed = text.replacen(ours, other, 1);
        assert_ne!(changed, text);
        KeySlots::parse(&resealed(&changed))
    };
    assert_eq!(with("\"sequence\": 1", "\"sequence\": 9007199254740992").unwrap().sequence(), 1 << 53);
    for (ours, other) in [
        ("\"sequence\": 1", "\"sequence\": 9007199254740993"),
        ("\"sequence\": 1", "\"sequence\": 0"),
        ("\"epoch\": 1", "\"epoch\": 0"),
        ("\"format\": 1", "\"format\": 0"),
    ] {
        assert_eq!(with(ours, other), Err(SlotText::Damaged), "{other}");
    }
}

#[test]
fn a_member_or_a_slot_twice_is_refused_whatever_else_differs() {
    for same_member in [true, false] {
        let (mut slots, _) = unit();
        let mut second = slots.slots[0].clone();
        if same_member {
            second.slot_id[0] ^= 1;
        } else {
            second.member_id[0] ^= 1;
        }
        slots.slots.push(second.clone());
        assert_eq!(KeySlots::parse(&slots.to_json().unwrap()), Err(SlotText::Damaged));
        second.slot_id = [8; 16];
        second.member_id = [8; 16];
        slots.slots[1] = second;
        assert!(KeySlots::parse(&slots.to_json().unwrap()).is_ok());
    }
}

/// Whoever wrote it: a file of any length must not be read into memory twice over.
#[test]
fn no_text_over_a_mebibyte_is_looked_into() {
    let of_length = |length: usize| {
        let (head, tail) = ("{\"format\": 2, \"note\": \"", "\"}");
        KeySlots::parse(&format!("{head}{}{tail}", "x".repeat(length - head.len() - tail.len())))
    };
    assert_eq!(of_length(1 << 20), Err(SlotText::NewerFormat));
    assert_eq!(of_length((1 << 20) + 1), Err(SlotText::Damaged));
}

#[test]
fn five_hundred_and_twelve_members_are_read_and_admitted_and_no_more() {
    let (slots, chair) = unit();
    let crowd = |many: u16| {
        let numbered = |n: u16| {
            let mut slot = slots.slots[0].clone();
            slot.slot_id[..2].copy_from_slice(&n.to_be_bytes());
            slot.member_id[..2].copy_from_slice(&n.to_be_bytes());
            slot
        };
        slots.next((0..many).map(numbered).collect(), &chair.store_key).unwrap()
    };
    let full = crowd(512);
    assert_eq!(KeySlots::parse(&full.to_json().unwrap()), Ok(full.clone()));
    assert_eq!(KeySlots::parse(&crowd(513).to_json().unwrap()), Err(SlotText::Damaged));
    let passphrase = chosen("another long passphrase");
    let one_more = full.admit(&chair, &device(), &member([9; 16], "Rhys", &passphrase));
    assert_eq!(refusal(one_more), Some(SlotRefusal::TooManyMembers));
}

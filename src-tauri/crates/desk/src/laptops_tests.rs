//! Two laptops of one unit: joining, a week apart, what is proven of each, and one that was struck off.

use crate::asks::arrive::{ListConflicts, SettleConflict};
use crate::asks::laptops::{ComeIn, HandOn, StrikeOff};
use crate::asks::restricted::{RestrictCase, RestrictTo};
use crate::asks::unit::EndMember;
use crate::conflicts::{conflicts, settle_conflict};
use crate::keeping::id_of;
use crate::laptops_table::{CHAIR, Laptops, NURSE, before_joining, two_laptops};
use crate::trouble::{Outcome, Refusal, Trouble};
use casework::laptop::LaptopGone;
use casework::restriction::RestrictedBecause;
use chrono::TimeDelta;
use serde_json::json;

fn key<T: std::fmt::Debug>(answer: Outcome<T>) -> String {
    match answer {
        Err(Trouble::Refusal(Refusal::Fields(fields))) => format!("fields {}", fields[0].field),
        Err(Trouble::Refusal(refusal)) => refusal.key().to_owned(),
        other => format!("{other:?}"),
    }
}

/// The nurse hands the keys on at the office and is let in on the advocate's laptop.
fn nurse_on_both(both: &mut Laptops) {
    both.office.sign_in(NURSE);
    let device = both.office.laptops().laptops.into_iter().find(|laptop| !laptop.own).unwrap().device;
    let ask = HandOn { device, passphrase: NURSE.1.to_owned() };
    crate::laptops_enrol::hand_on_keys(&mut both.office.sit(), ask).unwrap();
    both.office.sign_in(CHAIR);
    both.office.exchange();
    both.advocate.exchange();
    assert_eq!(both.advocate.laptops().may_come_in[0].name, NURSE.0);
    let ask = |passphrase: &str| ComeIn { member: both.nurse, passphrase: passphrase.to_owned() };
    let wrong = ask("copper lantern orchard kettle ten");
    let right = ask(NURSE.1);
    assert_eq!(key(crate::laptops_enrol::come_in(&mut both.advocate.sit(), wrong)), "wrong_passphrase");
    crate::laptops_enrol::come_in(&mut both.advocate.sit(), right).unwrap();
}

#[test]
fn a_laptop_joins_with_words_and_passphrase_and_holds_the_same_records_in_a_store_of_its_own() {
    let mut both = before_joining();
    let (case, _) = both.office.case();
    let words = both.invite().unwrap();
    assert_eq!(key(both.join("six words that are not it", CHAIR.1)), "fields words");
    assert_eq!(key(both.join(&words, "seven grey herons wade downstream")), "wrong_passphrase");
    assert!(!both.advocate.store_folder().join(store::STORE_FILE).exists(), "nothing was made");
    both.advocate.later(10);
    both.join(&words, CHAIR.1).unwrap();
    assert_eq!(both.advocate.state(), both.office.state());
    assert_ne!(both.advocate.sit().store().store_id(), both.office.sit().store().store_id());
    assert_ne!(both.advocate.sit().store().device(), both.office.sit().store().device());
    both.advocate.whole();
    assert_eq!(both.advocate.reference(case), "N-26-0001");
    assert!(both.advocate.sit().store().case_by_reference("N-26-0001").unwrap().is_some(), "and stands in lists");
    let (there, _) = both.advocate.case();
    assert_eq!(both.advocate.reference(there), "NB-26-0001", "two laptops never give the same reference");
    assert_eq!(key(both.join(&words, CHAIR.1)), "already_signed_in");
    both.advocate.sign_in(CHAIR);
    assert_eq!(both.advocate.laptops().laptops.len(), 2);
}

#[test]
fn a_request_is_let_in_by_its_words_alone_and_once() {
    let mut both = before_joining();
    let words = both.invite().unwrap();
    assert_eq!(words.split(' ').count(), 6);
    assert_eq!(key(both.invite()), "laptop_known");
}

#[test]
fn two_laptops_a_week_apart_come_together_and_lose_no_edit() {
    let mut both = two_laptops();
    let (case, order) = both.office.case();
    both.come_together();
    nurse_on_both(&mut both);
    for day in 1..=6 {
        both.office.later(24 * 60);
        both.advocate.later(24 * 60);
        both.office.amend(order, "note", json!(format!("Office, day {day}.")));
        both.advocate.amend(order, "served_on", json!(format!("2026-10-{:02}", day + 1)));
    }
    both.office.amend(order, "ends_on", json!("2026-12-24"));
    both.advocate.amend(order, "ends_on", json!("2027-02-12"));
    both.advocate.sign_in(NURSE);
    let note = both.advocate.note(case, "Seen at the clinic.");
    both.advocate.sign_in(CHAIR);
    let (new, _) = both.advocate.case();
    let written: std::collections::BTreeSet<_> = both.office.entries().union(&both.advocate.entries()).copied().collect();
    both.come_together();
    assert_eq!(both.office.entries(), written, "0 lost edits");
    assert_eq!(both.advocate.entries(), written, "0 lost edits");
    assert_eq!(both.office.state(), both.advocate.state());
    for laptop in [&mut both.office, &mut both.advocate] {
        let open = conflicts(&mut laptop.sit(), ListConflicts { case: Some(case) }).unwrap().conflicts;
        assert_eq!((open.len(), open[0].field.as_str(), open[0].values.len()), (1, "ends_on", 2));
        let shown = laptop.order(order);
        assert_eq!(shown.ends_on, "2026-12-24".parse().ok(), "the earlier end is shown until somebody settles it");
        assert_eq!((shown.note.as_str(), shown.served_on), ("Office, day 6.", "2026-10-07".parse().ok()));
        laptop.whole();
    }
    assert_eq!(both.office.reference(new), "NB-26-0001");
    assert_eq!(both.office.body(note), None, "the chair carries health's note unopened");
    both.office.sign_in(NURSE);
    assert_eq!(both.office.body(note).unwrap()["text"], "Seen at the clinic.");
    both.office.sign_in(CHAIR);
    let open = conflicts(&mut both.office.sit(), ListConflicts { case: None }).unwrap().conflicts;
    let later = open[0].values.iter().find(|value| value.shown == "12 February 2027").unwrap().entry;
    settle_conflict(&mut both.office.sit(), SettleConflict { record: order, field: "ends_on".to_owned(), entry: later }).unwrap();
    both.office.exchange();
    both.advocate.exchange();
    assert_eq!(both.advocate.order(order).ends_on, "2027-02-12".parse().ok());
    assert!(conflicts(&mut both.advocate.sit(), ListConflicts { case: None }).unwrap().conflicts.is_empty());
    assert_eq!(both.office.state(), both.advocate.state());
}

#[test]
fn looking_into_the_folder_counts_and_changes_nothing_and_the_same_files_again_bring_nothing() {
    let mut both = two_laptops();
    let (_, order) = both.advocate.case();
    both.advocate.amend(order, "note", json!("Copied from the letter."));
    both.advocate.exchange();
    let before = both.office.state();
    let seen = both.office.look().unwrap();
    assert_eq!((seen.found.len(), seen.found[0].new, seen.found[0].entries), (1, 2, 3));
    assert_eq!(seen.found[0].from, "advocate's laptop");
    assert_eq!(both.office.state(), before);
    both.office.exchange();
    let state = both.office.state();
    assert_ne!(state, before);
    let again = both.office.exchange();
    assert_eq!((again.found.len(), again.written), (0, 0), "{again:?}");
    assert_eq!(both.office.state(), state);
}

#[test]
fn an_exchange_that_is_stopped_leaves_nothing_half_and_goes_through_the_next_time() {
    let mut both = two_laptops();
    both.advocate.case();
    both.advocate.exchange();
    both.office.look().unwrap();
    let (before, log) = (both.office.state(), both.office.sit().store().audit_head());
    let files = || std::fs::read_dir(both.stick.path()).unwrap().count();
    let lying = files();
    both.office.stop_after(2);
    let stopped = crate::laptops_exchange::exchange_laptops(&mut both.office.sit(), crate::asks::shared::Nothing {});
    assert_eq!(key(stopped), "stopped");
    assert_eq!((both.office.state(), both.office.sit().store().audit_head()), (before, log));
    assert_eq!(files(), lying);
    both.office.stop_after(u32::MAX);
    both.come_together();
    assert_eq!(both.office.state(), both.advocate.state());
}

#[test]
fn what_is_said_of_a_laptop_is_what_its_receipts_prove() {
    let mut both = two_laptops();
    let of_other = |both: &mut Laptops| both.office.laptops().laptops.into_iter().find(|laptop| !laptop.own).unwrap();
    assert_eq!(of_other(&mut both).words[0], "Nothing has come from it yet.");
    assert!(of_other(&mut both).words[1].starts_with("It has confirmed nothing yet"));
    both.advocate.exchange();
    both.office.exchange();
    assert_eq!(of_other(&mut both).words[1], "It has confirmed everything written on this laptop.");
    let (_, order) = both.office.case();
    both.office.amend(order, "note", json!("One."));
    assert_eq!(of_other(&mut both).unconfirmed, 3);
    both.office.exchange();
    assert_eq!(of_other(&mut both).unconfirmed, 3, "a file that was written is not one that was taken in");
    both.advocate.exchange();
    assert_eq!(of_other(&mut both).unconfirmed, 3, "nor is one that was taken in and not said so");
    let at = both.advocate.now();
    both.advocate.amend(order, "note", json!("Two."));
    both.advocate.exchange();
    both.office.exchange();
    let other = of_other(&mut both);
    assert_eq!((other.unconfirmed, other.heard_changes), (0, 1));
    assert!(other.heard_at.unwrap() > at && other.words[0].ends_with("1 change."), "{:?}", other.words);
}

#[test]
fn what_a_laptop_writes_after_it_was_struck_off_is_set_apart_and_what_it_wrote_before_stays() {
    let mut both = two_laptops();
    let (_, order) = both.advocate.case();
    both.advocate.amend(order, "note", json!("Before."));
    both.come_together();
    both.advocate.later(60);
    both.office.later(60);
    let gone_at = both.office.now() - TimeDelta::minutes(30);
    both.advocate.amend(order, "note", json!("By the thief."));
    both.advocate.exchange();
    let device = both.office.laptops().laptops.into_iter().find(|laptop| !laptop.own).unwrap().device;
    let ask = StrikeOff { device, why: LaptopGone::Stolen, gone_at };
    crate::laptops_strike::strike_laptop_off(&mut both.office.sit(), ask).unwrap();
    let done = both.office.exchange();
    assert_eq!((done.found[0].changed, done.found[0].set_apart, done.written), (0, 1, 0), "{done:?}");
    assert_eq!(both.office.order(order).note, "Before.");
    let apart = both.office.laptops().set_apart;
    assert_eq!((apart.len(), apart[0].from.as_str(), apart[0].entries), (1, "advocate's laptop", 1));
    both.office.whole();
}

#[test]
fn what_came_from_a_laptop_before_it_was_known_to_be_gone_is_set_aside_when_it_is_struck_off() {
    let mut both = two_laptops();
    let (_, order) = both.advocate.case();
    both.come_together();
    both.advocate.later(60);
    both.office.later(60);
    let gone_at = both.office.now() - TimeDelta::minutes(30);
    both.advocate.amend(order, "note", json!("By the thief."));
    both.advocate.exchange();
    both.office.exchange();
    assert_eq!(both.office.order(order).note, "By the thief.");
    let device = both.office.laptops().laptops.into_iter().find(|laptop| !laptop.own).unwrap().device;
    crate::laptops_strike::strike_laptop_off(&mut both.office.sit(), StrikeOff { device, why: LaptopGone::Lost, gone_at })
        .unwrap();
    assert_eq!(both.office.order(order).note, "");
}

#[test]
fn keys_are_changed_on_one_laptop_and_a_new_key_travels_as_grants() {
    let mut both = two_laptops();
    let (case, _) = both.office.case();
    both.come_together();
    nurse_on_both(&mut both);
    let other = ("P. Mock", "violet anchor tunnel meadow seven");
    assert_eq!(key(crate::unit::end_member(&mut both.advocate.sit(), EndMember { member: both.nurse })), "not_the_key_desk");
    let second = both.office.take_on(other, casework::agency::Agency::Health, casework::agency::Role::Practitioner);
    both.office.sign_in(NURSE);
    let let_in = crate::asks::walls::LetIn {
        compartment: "agency:health".to_owned(),
        member: second,
        reason: crate::asks::walls::LetInReason::JoinedAgency,
    };
    crate::walls::let_in(&mut both.office.sit(), let_in).unwrap();
    let shut_out = crate::asks::walls::ShutOut { compartment: "agency:health".to_owned(), member: second };
    crate::walls::shut_out(&mut both.office.sit(), shut_out).unwrap();
    both.advocate.sign_in(NURSE);
    let note = both.advocate.note(case, "Under the key before.");
    both.advocate.sign_in(CHAIR);
    both.office.sign_in(CHAIR);
    both.come_together();
    both.office.sign_in(NURSE);
    assert_eq!(both.office.body(note).unwrap()["text"], "Under the key before.");
    let caught_up = both.office.sit().store().for_laptop(id_of(note)).unwrap();
    assert!(matches!(caught_up, store::ForLaptop::Sealed(sealed) if sealed.epoch == 2), "put under the key in use");
    both.office.sign_in(CHAIR);
    both.come_together();
    both.advocate.sign_in(NURSE);
    assert_eq!(both.advocate.body(note).unwrap()["text"], "Under the key before.");
    let after = both.advocate.note(case, "Under the new key.");
    let sealed = both.advocate.sit().store().for_laptop(id_of(after)).unwrap();
    assert!(matches!(sealed, store::ForLaptop::Sealed(sealed) if sealed.epoch == 2), "the new key came as a grant");
}

#[test]
fn a_case_restricted_on_one_laptop_leaves_the_lists_of_the_other_and_nothing_written_there_is_lost() {
    let mut both = two_laptops();
    let (case, order) = both.office.case();
    both.come_together();
    nurse_on_both(&mut both);
    let chair = both.office.desk.session.as_ref().unwrap().member;
    let to = RestrictTo { because: RestrictedBecause::CloseToSomebodyHere, members: vec![chair, both.nurse], parties: vec![] };
    crate::restricted::restrict_case(&mut both.office.sit(), RestrictCase { case, to }).unwrap();
    both.advocate.amend(order, "note", json!("Written in the open."));
    let other = ("P. Mock", "violet anchor tunnel meadow seven");
    both.office.take_on(other, casework::agency::Agency::Health, casework::agency::Role::BusinessSupport);
    both.come_together();
    assert_eq!(both.advocate.order(order).note, "Written in the open.");
    assert_eq!(both.office.order(order).note, "Written in the open.", "both are members of the case");
    assert_eq!(both.office.state(), both.advocate.state());
    assert!(both.advocate.sit().store().is_restricted(id_of(case.into())).unwrap());
    assert!(both.advocate.sit().store().is_sealed(id_of(order)).unwrap());
    both.office.whole();
    both.advocate.whole();
}

#[test]
fn a_case_that_was_restricted_from_its_first_day_comes_to_the_key_desk_with_its_key() {
    let mut both = two_laptops();
    nurse_on_both(&mut both);
    let chair = both.advocate.desk.session.as_ref().unwrap().member;
    let to = RestrictTo { because: RestrictedBecause::CloseToSomebodyHere, members: vec![chair, both.nurse], parties: vec![] };
    let late = RestrictCase { case: both.advocate.case().0, to: to.clone() };
    let refused = crate::restricted::restrict_case(&mut both.advocate.sit(), late);
    assert_eq!(key(refused), "not_the_key_desk", "what lies open already is sealed at the key desk");
    let (case, order) = both.advocate.case_for(Some(&to));
    both.come_together();
    for laptop in [&mut both.office, &mut both.advocate] {
        assert!(laptop.sit().store().is_restricted(id_of(case.into())).unwrap());
        assert!(laptop.sit().store().is_sealed(id_of(order)).unwrap());
        assert!(laptop.body(order).is_some(), "the chair is a member of the case");
        laptop.whole();
    }
    assert_eq!(both.office.state(), both.advocate.state());
}

#[test]
fn a_member_who_left_has_no_way_in_on_the_other_laptop() {
    let mut both = two_laptops();
    nurse_on_both(&mut both);
    crate::unit::end_member(&mut both.office.sit(), EndMember { member: both.nurse }).unwrap_or_else(|trouble| {
        unreachable!("{trouble:?}");
    });
    both.come_together();
    let ask = crate::asks::door::Unlock { name: NURSE.0.to_owned(), passphrase: NURSE.1.to_owned() };
    crate::door::lock(&mut both.advocate.desk, crate::asks::shared::Nothing {}).unwrap();
    assert_eq!(key(crate::door::unlock(&mut both.advocate.desk, ask)), "wrong_passphrase");
    both.advocate.later(60);
    both.advocate.sign_in(CHAIR);
    assert_eq!(both.advocate.sit().opened.slots.epoch(), 2, "and the store has a new key");
}

//! For random worlds: what leaves is inside the agreement, and every record is accounted for.

use super::world::*;
use super::*;
use crate::agency::{Agency, Role};
use crate::agreement::{AgreementScope, AgreementState, Onward, SharingPurpose};
use crate::body::Kind;
use crate::disclosure::{Addressee, Route, SharingChannel};
use crate::ids::PartnerId;
use crate::people::PersonRole;
use chrono::Days;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use std::collections::BTreeSet;
use uuid::Uuid;

const PEOPLE: [PersonRole; 5] =
    [PersonRole::Victim, PersonRole::Perpetrator, PersonRole::Child, PersonRole::OtherProtected, PersonRole::Other];

fn a_case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(40 + number))
}

fn onwards() -> impl Strategy<Value = Option<Onward>> {
    prop_oneof![
        4 => Just(None),
        1 => Just(Some(Onward::NotAllowed)),
        1 => Just(Some(Onward::NamedParties(vec![THEM]))),
        1 => Just(Some(Onward::NamedParties(vec![OTHERS]))),
        1 => Just(Some(Onward::WithOriginatorsAgreement)),
    ]
}

prop_compose! {
    fn items()(
        case in prop::option::weighted(0.9, 0_u128..4),
        kind in prop::option::weighted(0.95, prop::sample::select(Kind::ALL)),
        category in prop::sample::select(Category::ALL),
        subjects in prop::collection::btree_set(prop::sample::select(&PEOPLE[..]), 0..3),
        walled in prop::bool::weighted(0.1),
        held in prop::bool::weighted(0.2),
        released in prop::bool::weighted(0.4),
        entries in 2_u32..5,
        onward in onwards(),
        from in prop::sample::select(&[THEM, OTHERS][..]),
        owner in prop::sample::select(&Agency::ALL[..4]),
    ) -> ItemFacts {
        let record = ITEM;
        ItemFacts {
            record,
            case: case.map(a_case),
            kind,
            category,
            compartment: walled.then(|| "agency:health".to_owned()),
            owner,
            subjects,
            entries,
            holds: held.then(|| hold(record)).into_iter().collect(),
            releases: released.then(|| release(record)).into_iter().collect(),
            imported: onward.map(|onward| ImportedItem { from, ..imported(onward) }),
        }
    }
}

/// Changes that keep a good share of worlds passing.
#[derive(Debug, Clone)]
enum Twist {
    Route(Route),
    Channel(SharingChannel),
    Purpose(SharingPurpose),
    Today(u64),
    Cases(BTreeSet<u128>),
    Categories(BTreeSet<Category>),
    Covered(BTreeSet<Category>),
    Subjects(BTreeSet<PersonRole>),
    Ticked(BTreeSet<u128>),
    State(AgreementState),
    Scope(BTreeSet<u128>),
    Restricted,
    To(PartnerId),
    Addressee(Addressee),
    Role(Role),
    NoSecond,
}

fn twists() -> impl Strategy<Value = Twist> {
    let some = |most: u128| prop::collection::btree_set(0..most, 0..4);
    let categories = || prop::collection::btree_set(prop::sample::select(Category::ALL), 0..18);
    prop_oneof![
        prop::sample::select(&Route::ALL[..]).prop_map(Twist::Route),
        prop::sample::select(&[SharingChannel::Bundle, SharingChannel::Oral, SharingChannel::Paper][..]).prop_map(Twist::Channel),
        prop::sample::select(&SharingPurpose::ALL[..]).prop_map(Twist::Purpose),
        (0_u64..400).prop_map(Twist::Today),
        some(4).prop_map(Twist::Cases),
        categories().prop_map(Twist::Categories),
        categories().prop_map(Twist::Covered),
        prop::collection::btree_set(prop::sample::select(&PEOPLE[..]), 0..5).prop_map(Twist::Subjects),
        prop::collection::btree_set(98_u128..112, 0..8).prop_map(Twist::Ticked),
        prop::sample::select(&[AgreementState::Signed, AgreementState::Draft, AgreementState::Revoked][..])
            .prop_map(Twist::State),
        some(4).prop_map(Twist::Scope),
        Just(Twist::Restricted),
        prop::sample::select(&[THEM, OTHERS][..]).prop_map(Twist::To),
        prop::sample::select(&[Addressee::Professional, Addressee::Suspect][..]).prop_map(Twist::Addressee),
        prop::sample::select(&Role::ALL[..]).prop_map(Twist::Role),
        Just(Twist::NoSecond),
    ]
}

fn twist(world: &mut World, twist: Twist) {
    let cases = |numbers: BTreeSet<u128>| numbers.into_iter().map(a_case);
    match twist {
        Twist::Route(route) => world.asked.route = Some(route),
        Twist::Channel(channel) => world.asked.channel = channel,
        Twist::Purpose(purpose) => world.asked.purpose = purpose,
        Twist::Today(days) => world.today = day(2, 1) + Days::new(days),
        Twist::Cases(numbers) => world.asked.cases = cases(numbers).collect(),
        Twist::Categories(chosen) => world.asked.categories = chosen,
        Twist::Covered(covered) => world.agreement().categories = covered,
        Twist::Subjects(subjects) => world.agreement().subjects = subjects,
        Twist::Ticked(numbers) => {
            world.asked.records = Chosen::Only(numbers.into_iter().map(|number| RecordId(Uuid::from_u128(number))).collect());
        }
        Twist::State(state) => world.agreement().state = state,
        Twist::Scope(numbers) => world.agreement().scope = Some(AgreementScope::Named(cases(numbers).collect())),
        Twist::Restricted => world.cases[0].restricted = true,
        Twist::To(partner) => world.recipient().partner = Some(partner),
        Twist::Addressee(addressee) => world.recipient().addressee = addressee,
        Twist::Role(role) => world.sender.role = role,
        Twist::NoSecond => world.asked.second = None,
    }
}

/// The record under a number of its own, with whatever was said about it.
fn numbered(mut one: ItemFacts, number: u128) -> ItemFacts {
    one.record = RecordId(Uuid::from_u128(number));
    one.holds.iter_mut().for_each(|hold| hold.record = one.record);
    one.releases.iter_mut().for_each(|release| release.release.record = one.record);
    one
}

fn worlds() -> impl Strategy<Value = World> {
    let route = prop::sample::select(&Route::ALL[..]);
    let more = prop::collection::vec(items(), 0..12);
    (route, more, prop::collection::vec(twists(), 0..4)).prop_map(|(route, more, changes)| {
        let mut world = World::passing(route);
        for number in 1..4 {
            let case = a_case(number);
            world.cases.push(CaseFacts { case, restricted: false, partner_works_on_it: true, perpetrator_linked: number < 3 });
            world.items.push(item(case.into(), Kind::CaseFile, Category::VictimNarrative, PersonRole::Victim));
            world.items.last_mut().unwrap().case = Some(case);
        }
        world.items.extend((100..).zip(more).map(|(number, one)| numbered(one, number)));
        changes.into_iter().for_each(|change| twist(&mut world, change));
        world
    })
}

/// What must hold of a record that leaves, said without the gate's own words.
fn allowed(world: &World, leaves: &ItemFacts) -> Result<(), TestCaseError> {
    let asked = &world.asked;
    let to = asked.recipient.as_ref().and_then(|recipient| recipient.partner);
    prop_assert!(asked.categories.contains(&leaves.category) && leaves.case.is_some_and(|case| asked.cases.contains(&case)));
    prop_assert!(!["equality", "audit"].contains(&leaves.category.code()) && leaves.kind.is_some() && leaves.holds.is_empty());
    prop_assert!(leaves.compartment.is_none(), "no wall was chosen");
    let sealed = ["victim-contact", "counselling", "intelligence", "suspect-health"].contains(&leaves.category.code());
    let released = leaves.releases.iter().any(|one| one.release.entries == leaves.entries);
    let ground = leaves.releases.iter().any(|one| one.release.confidentiality.is_some());
    let health = leaves.category.code().ends_with("-health") && (sealed || asked.route != Some(Route::Emergency));
    prop_assert!(!health || (released && ground), "health left without a ground for breaking confidence");
    prop_assert!(!sealed || (released && asked.second.is_some() && asked.purpose == SharingPurpose::RiskAssessment));
    if let Some(came) = &leaves.imported {
        let named = matches!(&came.terms.onward, Onward::NamedParties(named) if to.is_some_and(|to| named.contains(&to)));
        prop_assert!(to == Some(came.from) || named);
    }
    if asked.recipient.as_ref().is_some_and(|recipient| recipient.addressee != Addressee::Professional) {
        prop_assert!(leaves.subjects == [PersonRole::Perpetrator].into());
    }
    match asked.route {
        Some(Route::Agreement) => under_agreement(world, leaves),
        Some(Route::Emergency) => {
            prop_assert!(leaves.category != Category::Counselling);
            Ok(())
        }
        Some(Route::OneOff) | None => Ok(()),
    }
}

fn under_agreement(world: &World, leaves: &ItemFacts) -> Result<(), TestCaseError> {
    let agreement = world.agreement.as_ref().unwrap();
    prop_assert!(agreement.state == AgreementState::Signed && agreement.purposes.contains(&world.asked.purpose));
    prop_assert!(agreement.starts_on.unwrap() <= world.today && world.today <= agreement.ends_on.unwrap());
    prop_assert!(world.today <= agreement.review_due_on.unwrap() + Days::new(30));
    prop_assert!(agreement.categories.contains(&leaves.category) && leaves.category != Category::VictimContact);
    let case = leaves.case.unwrap();
    let known = world.cases.iter().find(|known| known.case == case).unwrap();
    prop_assert!(!known.restricted);
    match agreement.scope.as_ref().unwrap() {
        AgreementScope::Named(named) => prop_assert!(named.contains(&case)),
        AgreementScope::PerpetratorLinkedToPartner => prop_assert!(known.perpetrator_linked),
        AgreementScope::PartnerWorksOnIt => prop_assert!(known.partner_works_on_it),
    }
    prop_assert!(leaves.kind == Some(Kind::CaseFile) || leaves.subjects.is_subset(&agreement.subjects));
    Ok(())
}

#[test]
fn nothing_outside_the_agreement_ever_leaves_and_every_record_is_accounted_for() {
    let (passed, left) = (Cell::new(0_u32), Cell::new(0_usize));
    let mut runner = TestRunner::new(Config { cases: 4000, failure_persistence: None, ..Config::default() });
    runner
        .run(&worlds(), |world| {
            if let Verdict::Passes(found) = world.verdict() {
                passed.set(passed.get() + 1);
                left.set(left.get() + found.leaving.len());
                let going: BTreeSet<RecordId> = found.leaving.iter().copied().collect();
                for leaves in world.items.iter().filter(|one| going.contains(&one.record)) {
                    allowed(&world, leaves)?;
                }
                let counted = found.leaving.len() + found.withheld.len();
                prop_assert_eq!(counted, world.items.len(), "each record leaves or stays, once");
                prop_assert!(found.withheld.iter().all(|(record, _)| world.items.iter().any(|one| one.record == *record)));
            }
            Ok(())
        })
        .unwrap();
    println!("{} of 4000 random worlds passed, {} records left", passed.get(), left.get());
    assert!(passed.get() > 400 && left.get() > 1000, "too few worlds pass to prove anything");
}

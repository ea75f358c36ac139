//! Every reason by itself, the order of the tests, and the edges of each.

use super::world::*;
use super::*;
use crate::agency::Role;
use crate::agreement::{AgreementScope, AgreementState, Basis, Gateway, Onward, PartyKind, Printing, Regime, SharingPurpose};
use crate::body::Kind;
use crate::disclosure::{Addressee, Route, SharingChannel, VictimTold};
use crate::gate_code::Weight;
use crate::people::PersonRole;
use chrono::TimeDelta;
use std::collections::BTreeSet;

type Spoils = fn(&mut World);

/// Each reason with the one change of a passing world that brings it about.
const BY_AGREEMENT: &[(GateCode, Spoils)] = &[
    (GateCode::Role, |w| w.sender.role = Role::Auditor),
    (GateCode::Reauth, |w| w.sender.authenticated_at = Some(now() - TimeDelta::minutes(5) - TimeDelta::seconds(1))),
    (GateCode::Route, |w| w.asked.route = None),
    (GateCode::NoRecipient, |w| w.recipient().post = " ".to_owned()),
    (GateCode::NoCases, |w| w.asked.cases.clear()),
    (GateCode::NoCategories, |w| w.asked.categories.clear()),
    (GateCode::NoRecords, |w| w.asked.records = Chosen::Only(BTreeSet::new())),
    (GateCode::IsaNone, |w| w.agreement = None),
    (GateCode::IsaDraft, |w| w.agreement().state = AgreementState::Draft),
    (GateCode::IsaNotStarted, |w| w.agreement().starts_on = Some(day(11, 28))),
    (GateCode::IsaSuspended, |w| w.agreement().state = AgreementState::Suspended),
    (GateCode::IsaRevoked, |w| w.agreement().state = AgreementState::Revoked),
    (GateCode::IsaSuperseded, |w| w.superseded_on = Some(day(11, 27))),
    (GateCode::IsaExpired, |w| w.agreement().ends_on = Some(day(11, 26))),
    (GateCode::IsaReview, |w| w.agreement().review_due_on = Some(day(10, 27))),
    (GateCode::SenderNotParty, |w| w.agreement().parties[0].grounds.clear()),
    (GateCode::RecipientNotParty, |w| w.recipient().partner = Some(OTHERS)),
    (GateCode::GatewayMissing, |w| w.agreement().parties[0].grounds[0].gateway = None),
    (GateCode::GatewayRecipient, |w| w.agreement().parties[1].kind = PartyKind::Charity),
    (GateCode::FurtherProcessing, |w| {
        w.agreement().parties[1].regime = Regime::UkGdpr;
        w.agreement().parties[0].grounds[0].further_processing.clear();
    }),
    (GateCode::Purpose, |w| w.asked.purpose = SharingPurpose::Evaluation),
    (GateCode::Printing, |w| {
        w.asked.channel = SharingChannel::Paper;
        w.agreement().printing = None;
    }),
    (GateCode::CaseScope, |w| w.agreement().scope = None),
    (GateCode::CaseRole, |w| {
        w.agreement().scope = Some(AgreementScope::Named(vec![CASE]));
        w.cases[0].perpetrator_linked = false;
    }),
    (GateCode::CaseRestricted, |w| w.cases[0].restricted = true),
    (GateCode::CaseRecord, |w| w.items[0].holds.push(hold(OWN))),
    (GateCode::NothingLeft, |w| {
        w.asked.records = Chosen::Only([ITEM].into());
        w.items[1].holds.push(hold(ITEM));
    }),
    (GateCode::NecessityShort, |w| w.asked.necessity = "nineteen letters, n.   ".to_owned()),
    (GateCode::NecessityCopied, |w| w.last_necessity = "HE MOVES into their area,  on Monday".to_owned()),
    (GateCode::SubjectConflict, |w| w.recipient().addressee = Addressee::SuspectsRepresentative),
    (GateCode::Preview, |w| w.asked.preview = Preview::NotRead),
    (GateCode::VictimTold, |w| w.asked.victim_told = Some(VictimTold::NotYet(" ".to_owned()))),
    (GateCode::SecondPerson, |w| {
        w.second_person_above = 0;
        w.asked.second = Some(ME);
    }),
    (GateCode::Key, |w| w.partner.as_mut().unwrap().compared = None),
    (GateCode::Audit, |w| w.log = LogReady::Broken),
];

const ONE_OFF: &[(GateCode, Spoils)] = &[
    (GateCode::Reauth, |w| w.sender.authenticated_at = None),
    (GateCode::NoCases, |w| w.asked.cases.clear()),
    (GateCode::Basis, |w| w.asked.bases = vec![Basis("Sch8-1".to_owned())]),
    (GateCode::Basis, |w| w.asked.bases.push(Basis("6(1)(ea)".to_owned()))),
    (GateCode::Approver, |w| w.asked.approver.as_mut().unwrap().by = ME),
    (GateCode::GatewayMissing, |w| w.asked.gateway = Some(Gateway("NO-SUCH".to_owned()))),
    (GateCode::GatewayRecipient, |w| w.recipient().kind = PartyKind::Charity),
    (GateCode::FurtherProcessing, |w| w.asked.recipient_regime = Regime::UkGdpr),
    (GateCode::CaseRestricted, |w| w.cases[0].restricted = true),
    (GateCode::CaseRecord, |w| w.items[0].holds.push(hold(OWN))),
    (GateCode::NecessityShort, |w| w.asked.necessity.clear()),
    (GateCode::SubjectConflict, |w| w.recipient().addressee = Addressee::Suspect),
    (GateCode::Preview, |w| w.asked.preview = Preview::NotRead),
    (GateCode::Key, |w| w.partner = None),
    (GateCode::Audit, |w| w.log = LogReady::Broken),
];

const EMERGENCY: &[(GateCode, Spoils)] = &[
    (GateCode::Role, |w| w.sender.role = Role::BusinessSupport),
    (GateCode::NoCategories, |w| w.asked.categories.clear()),
    (GateCode::Harm, |w| w.asked.harm = None),
    (GateCode::Identity, |w| w.recipient().identity_checked.clear()),
    (GateCode::Waiting, |w| w.asked.why_not_wait = " ".to_owned()),
    (GateCode::CaseScope, |w| w.cases.clear()),
    (GateCode::CaseRecord, |w| w.items[0].kind = None),
    (GateCode::NecessityCopied, |w| w.last_necessity.clone_from(&w.asked.necessity)),
    (GateCode::SubjectConflict, |w| w.recipient().addressee = Addressee::Suspect),
    (GateCode::VictimTold, |w| w.asked.victim_told = None),
    (GateCode::Key, |w| w.partner = None),
    (GateCode::Audit, |w| w.log = LogReady::Broken),
];

/// Each reason for which one record stays, with the route it is tried on.
const STAYS: &[(GateCode, Route, Spoils)] = &[
    (GateCode::NotChosen, Route::OneOff, |w| w.asked.records = Chosen::Only([OWN].into())),
    (GateCode::OtherCase, Route::OneOff, |w| w.item().case = None),
    (GateCode::CategoryNotChosen, Route::OneOff, |w| w.asked.categories = [Category::VictimNarrative].into()),
    (GateCode::CompartmentNotChosen, Route::OneOff, |w| w.item().compartment = Some("agency:health".to_owned())),
    (GateCode::Category, Route::Agreement, |w| w.item().category = Category::Child),
    (GateCode::SubjectKind, Route::Agreement, |w| w.item().subjects = [PersonRole::Perpetrator, PersonRole::Child].into()),
    (GateCode::NeverLeaves, Route::Emergency, |w| w.item().category = Category::Equality),
    (GateCode::UnknownKind, Route::Emergency, |w| w.item().kind = None),
    (GateCode::OwnerHold, Route::Emergency, |w| w.item().holds.push(hold(ITEM))),
    (GateCode::OnwardNotAllowed, Route::Emergency, |w| w.item().imported = Some(imported(Onward::NotAllowed))),
    (GateCode::OnwardNotNamed, Route::OneOff, |w| w.item().imported = Some(imported(Onward::NamedParties(Vec::new())))),
    (GateCode::OnwardNotAgreed, Route::OneOff, |w| w.item().imported = Some(imported(Onward::WithOriginatorsAgreement))),
    (GateCode::OnwardPurpose, Route::OneOff, |w| {
        w.asked.purpose = SharingPurpose::Audit;
        w.item().imported = Some(imported(Onward::NamedParties(vec![THEM])));
    }),
    (GateCode::OnwardOver, Route::OneOff, |w| {
        w.today = day(11, 28);
        w.item().imported = Some(imported(Onward::NamedParties(vec![THEM])));
    }),
    (GateCode::OnwardPrinting, Route::OneOff, |w| {
        w.asked.channel = SharingChannel::Paper;
        let mut came = imported(Onward::NamedParties(vec![THEM]));
        came.terms.printing = Printing::NotAllowed;
        w.item().imported = Some(came);
    }),
    (GateCode::OwnerRelease, Route::OneOff, |w| w.item().category = Category::Intelligence),
    (GateCode::ReleaseStale, Route::OneOff, |w| {
        w.item().category = Category::Intelligence;
        w.item().releases.push(release(ITEM));
        w.item().entries = 4;
    }),
    (GateCode::Confidentiality, Route::Agreement, |w| {
        w.item().category = Category::SuspectHealth;
        let mut without = release(ITEM);
        without.release.confidentiality = None;
        w.item().releases.push(without);
    }),
    (GateCode::Confidentiality, Route::OneOff, |w| {
        w.item().category = Category::VictimHealth;
        let mut without = release(ITEM);
        without.release.confidentiality = None;
        w.item().releases.push(without);
    }),
    (GateCode::OwnerRelease, Route::Agreement, |w| w.item().category = Category::VictimHealth),
    (GateCode::ContactUnderAgreement, Route::Agreement, |w| {
        w.item().category = Category::VictimContact;
        w.item().releases.push(release(ITEM));
    }),
    (GateCode::AdvocateRelease, Route::OneOff, |w| {
        w.item().category = Category::VictimContact;
        let mut alone = release(ITEM);
        alone.release.second = None;
        w.item().releases.push(alone);
    }),
    (GateCode::CounsellingEmergency, Route::Emergency, |w| {
        w.item().category = Category::Counselling;
        w.item().releases.push(release(ITEM));
    }),
];

#[test]
fn an_unspoilt_world_passes_on_every_route() {
    for route in Route::ALL {
        let Verdict::Passes(found) = World::passing(route).verdict() else { unreachable!("{route:?}") };
        assert_eq!((found.leaving, found.withheld), (vec![OWN, ITEM], Vec::new()));
    }
}

#[test]
fn every_reason_is_brought_about_by_one_change_and_has_words() {
    let mut seen = BTreeSet::new();
    for (route, spoils) in [(Route::Agreement, BY_AGREEMENT), (Route::OneOff, ONE_OFF), (Route::Emergency, EMERGENCY)] {
        for (code, spoil) in spoils {
            let mut world = World::passing(route);
            spoil(&mut world);
            assert!(matches!(world.verdict(), Verdict::Refused(refusal) if refusal.code == *code), "{route:?} {code:?}");
            assert_eq!(code.weight(), Weight::Stops);
            seen.insert(*code);
        }
    }
    for (code, route, spoil) in STAYS {
        let mut world = World::passing(*route);
        spoil(&mut world);
        let Verdict::Passes(found) = world.verdict() else { unreachable!("{code:?}: {:?}", world.verdict()) };
        assert_eq!((found.leaving, found.withheld), (vec![OWN], vec![(ITEM, *code)]));
        assert_eq!(code.weight(), Weight::Drops);
        seen.insert(*code);
    }
    assert_eq!(seen, GateCode::ALL.iter().copied().collect(), "a reason that nothing brings about");
    let worded: BTreeSet<&str> = forms::shipped().unwrap().gate.keys().map(String::as_str).collect();
    assert_eq!(
        worded,
        GateCode::ALL.iter().map(|code| code.key()).collect(),
        "every reason has words, and no words are left over"
    );
}

#[test]
fn of_two_reasons_the_one_of_the_earlier_test_is_given() {
    let mut pairs = 0;
    for (route, spoils) in [(Route::Agreement, BY_AGREEMENT), (Route::OneOff, ONE_OFF), (Route::Emergency, EMERGENCY)] {
        for (first, one) in spoils {
            for (second, other) in spoils.iter().filter(|(second, _)| first.test() < second.test()) {
                let mut world = World::passing(route);
                other(&mut world);
                one(&mut world);
                assert_eq!(world.code(), Some(*first), "{route:?}: {first:?} before {second:?}");
                pairs += 1;
            }
        }
    }
    assert!(pairs > 500, "{pairs}");
}

#[test]
fn the_passphrase_counts_for_five_minutes_and_not_from_the_future() {
    let mut world = World::passing(Route::Agreement);
    for (ago, wanted) in [(0, None), (300, None), (301, Some(GateCode::Reauth)), (-1, Some(GateCode::Reauth))] {
        world.sender.authenticated_at = Some(now() - TimeDelta::seconds(ago));
        assert_eq!(world.code(), wanted, "{ago} seconds ago");
    }
}

#[test]
fn a_refusal_for_the_power_gives_the_laws_reason_and_one_for_the_case_record_its_category() {
    let mut world = World::passing(Route::OneOff);
    world.recipient().kind = PartyKind::Charity;
    let Verdict::Refused(refusal) = world.verdict() else { unreachable!() };
    assert!(matches!(refusal.about, About::Law(why) if why.contains("relevant authorities")));
    let mut world = World::passing(Route::Agreement);
    world.agreement().categories.remove(&Category::VictimNarrative);
    let Verdict::Refused(refusal) = world.verdict() else { unreachable!() };
    let about = About::CaseRecord { case: CASE, category: Category::VictimNarrative, why: GateCode::Category };
    assert_eq!(refusal, Refusal { code: GateCode::CaseRecord, about });
}

#[test]
fn an_expired_agreement_blocks_and_the_emergency_passes_and_is_reviewed_the_next_working_day() {
    let mut world = World::passing(Route::Agreement);
    world.agreement().ends_on = Some(day(11, 26));
    assert_eq!(world.code(), Some(GateCode::IsaExpired));
    world.asked.route = Some(Route::Emergency);
    world.holidays.insert(day(11, 30));
    let Verdict::Passes(found) = world.verdict() else { unreachable!() };
    assert_eq!(found.needs.review_due_on, Some(day(12, 1)), "Friday, a weekend, and a Monday on which nobody works");
    world.agreement = None;
    assert_eq!(world.code(), None, "and with no agreement at all");
}

#[test]
fn without_an_advocate_an_emergency_needs_an_approver_and_the_advocate_is_told() {
    let mut world = World::passing(Route::Emergency);
    world.item().category = Category::VictimContact;
    world.item().subjects = [PersonRole::Victim].into();
    assert_eq!(world.code(), Some(GateCode::AdvocateRelease), "one can be reached");
    world.asked.advocate = AdvocateReach::NotReachable;
    world.asked.second = None;
    let Verdict::Passes(found) = world.verdict() else { unreachable!() };
    assert!(found.needs.advocate_at_next_unlock && found.leaving.contains(&ITEM));
    let approver = world.asked.approver.take();
    assert_eq!(world.code(), Some(GateCode::AdvocateRelease));
    world.asked.approver = approver;
    world.asked.approver.as_mut().unwrap().by = ME;
    assert_eq!(world.code(), Some(GateCode::AdvocateRelease), "nobody approves their own");
    world.asked.route = Some(Route::OneOff);
    world.asked.approver.as_mut().unwrap().by = COLLEAGUE;
    assert_eq!(world.code(), Some(GateCode::AdvocateRelease), "a one-off can wait for the advocate");
}

#[test]
fn a_released_record_of_a_sealed_category_leaves_and_wants_a_second_person() {
    for category in [Category::VictimContact, Category::Counselling, Category::Intelligence, Category::SuspectHealth] {
        let mut world = World::passing(Route::OneOff);
        world.item().category = category;
        world.item().releases.push(release(ITEM));
        assert_eq!(world.code(), None, "{category:?}");
        world.asked.second = None;
        assert_eq!(world.code(), Some(GateCode::SecondPerson), "{category:?}");
    }
}

#[test]
fn what_lies_behind_a_wall_leaves_by_its_name_and_with_a_second_person() {
    let mut world = World::passing(Route::OneOff);
    world.item().compartment = Some("agency:police".to_owned());
    world.asked.compartments.insert("agency:police".to_owned());
    assert_eq!(world.code(), None);
    world.asked.second = None;
    assert_eq!(world.code(), Some(GateCode::SecondPerson));
}

#[test]
fn the_cases_own_record_goes_unticked_in_a_bundle_only() {
    let mut world = World::passing(Route::OneOff);
    world.asked.records = Chosen::Only([ITEM].into());
    assert_eq!(world.code(), None);
    world.asked.channel = SharingChannel::Oral;
    let Verdict::Passes(found) = world.verdict() else { unreachable!() };
    assert_eq!((found.leaving, found.withheld), (vec![ITEM], vec![(OWN, GateCode::NotChosen)]));
}

#[test]
fn a_later_version_takes_over_on_its_first_day() {
    let mut world = World::passing(Route::Agreement);
    world.superseded_on = Some(day(11, 28));
    assert_eq!(world.code(), None);
    world.today = day(11, 28);
    assert_eq!(world.code(), Some(GateCode::IsaSuperseded));
}

#[test]
fn a_release_holds_for_its_recipient_route_purpose_and_owner_only() {
    let spoilt: [fn(&mut ReleaseFacts); 8] = [
        |one| one.release.to = crate::release::ReleasedTo::Partner(OTHERS),
        |one| one.release.routes = [Route::Emergency].into(),
        |one| one.release.purpose = SharingPurpose::Audit,
        |one| one.release.by_agency = crate::agency::Agency::Health,
        |one| one.release.record = OWN,
        |one| one.release.reason = " ".to_owned(),
        |one| one.release.at = now() + TimeDelta::minutes(1),
        |one| one.release.withdrawn_on = Some(day(11, 27)),
    ];
    for (at, spoil) in spoilt.iter().enumerate() {
        let mut world = World::passing(Route::Agreement);
        world.item().category = Category::Intelligence;
        world.item().releases.push(release(ITEM));
        spoil(&mut world.item().releases[0]);
        assert_eq!(world.code(), Some(GateCode::OwnerRelease), "{at}");
    }
}

#[test]
fn a_restricted_case_leaves_by_ticked_records_with_a_second_person_and_never_by_agreement() {
    for (route, wanted) in [(Route::Agreement, Some(GateCode::CaseRestricted)), (Route::OneOff, None), (Route::Emergency, None)] {
        let mut world = World::passing(route);
        world.cases[0].restricted = true;
        world.asked.records = Chosen::Only([ITEM].into());
        assert_eq!(world.code(), wanted, "{route:?}");
        world.asked.second = None;
        assert_eq!(world.code(), wanted.or(Some(GateCode::SecondPerson)), "{route:?}");
    }
}

#[test]
fn records_about_the_unit_never_leave_on_any_route() {
    for route in Route::ALL {
        for kind in NEVER_BUNDLED {
            let mut world = World::passing(route);
            world.item().kind = Some(*kind);
            assert_eq!(world.code(), Some(GateCode::NeverLeaves), "{kind:?}");
        }
    }
    let own = |kind: &&Kind| crate::body::category_of(**kind) == Category::Audit;
    assert!(Kind::ALL.iter().filter(own).all(|kind| NEVER_BUNDLED.contains(kind)), "a new kind of the unit's own");
}

#[test]
fn what_the_suspect_is_given_is_about_the_suspect_alone() {
    let mut world = World::passing(Route::OneOff);
    world.asked.channel = SharingChannel::Paper;
    world.recipient().addressee = Addressee::Suspect;
    world.items.remove(0);
    assert_eq!(world.code(), None);
    world.item().subjects.insert(PersonRole::Victim);
    assert_eq!(world.code(), Some(GateCode::SubjectConflict));
    world.item().subjects.clear();
    assert_eq!(world.code(), Some(GateCode::SubjectConflict), "nobody said about whom it is");
}

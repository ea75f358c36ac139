//! Every combination of route, agreement, party, power, category, owner's word, terms and subject, against the oracle.

use super::oracle::{Cell, Origin, Owner, Parties, Power, Says, State, Subject, says};
use super::world::*;
use super::*;
use crate::agreement::{AgreementState, Direction, Gateway, Onward, PartyKind};
use crate::body::Kind;
use crate::disclosure::{Addressee, Route, SharingChannel};
use crate::people::PersonRole;

const STATES: [State; 9] = [
    State::None,
    State::Draft,
    State::NotStarted,
    State::InForce,
    State::Reviewed30DaysLate,
    State::Reviewed31DaysLate,
    State::Expired,
    State::Suspended,
    State::Revoked,
];
const PARTIES: [Parties; 3] = [Parties::Both, Parties::SenderOnly, Parties::RecipientOnly];
const POWERS: [Power; 3] = [Power::Section115, Power::CommonLaw, Power::None];
const OWNERS: [Owner; 4] = [Owner::Silent, Owner::Holds, Owner::Released, Owner::ReleasedAndHolds];
const ORIGINS: [Origin; 7] = [
    Origin::Ours,
    Origin::NoOnward,
    Origin::NamedThem,
    Origin::NamedOthers,
    Origin::AgreedToThem,
    Origin::NotAgreed,
    Origin::FromThem,
];
const SUBJECTS: [Subject; 5] = [
    Subject::ProfessionalVictim,
    Subject::ProfessionalSuspect,
    Subject::SuspectGetsVictim,
    Subject::SuspectGetsOwn,
    Subject::RepresentativeGetsOwn,
];

/// The world of the first four axes; the others change one record of it.
fn world(route: Route, state: State, parties: Parties, kind: PartyKind, power: Power) -> World {
    let mut world = World::passing(route);
    let gateway = match power {
        Power::Section115 => Some(Gateway("CDA-115".to_owned())),
        Power::CommonLaw => Some(Gateway("CL-POLICING".to_owned())),
        Power::None => None,
    };
    world.asked.gateway.clone_from(&gateway);
    world.recipient().kind = kind;
    let written = world.agreement();
    written.parties[0].grounds[0].gateway = gateway;
    written.parties[1].kind = kind;
    match parties {
        Parties::Both => {}
        Parties::SenderOnly => written.parties[1].partner = Some(OTHERS),
        Parties::RecipientOnly => written.parties[0].grounds[0].direction = Direction::Receives,
    }
    match state {
        State::None => world.agreement = None,
        State::Draft => written.state = AgreementState::Draft,
        State::NotStarted => written.starts_on = Some(day(11, 28)),
        State::InForce => {}
        State::Reviewed30DaysLate => written.review_due_on = Some(day(10, 28)),
        State::Reviewed31DaysLate => written.review_due_on = Some(day(10, 27)),
        State::Expired => written.ends_on = Some(day(11, 26)),
        State::Suspended => written.state = AgreementState::Suspended,
        State::Revoked => written.state = AgreementState::Revoked,
    }
    world
}

fn record(category: Category, owner: Owner, origin: Origin, subject: Subject) -> ItemFacts {
    let about = match subject {
        Subject::ProfessionalVictim | Subject::SuspectGetsVictim => PersonRole::Victim,
        Subject::ProfessionalSuspect | Subject::SuspectGetsOwn | Subject::RepresentativeGetsOwn => PersonRole::Perpetrator,
    };
    let mut record = item(ITEM, Kind::AgencyReply, category, about);
    if matches!(owner, Owner::Holds | Owner::ReleasedAndHolds) {
        record.holds.push(hold(ITEM));
    }
    if matches!(owner, Owner::Released | Owner::ReleasedAndHolds) {
        record.releases.push(release(ITEM));
    }
    record.imported = match origin {
        Origin::Ours => None,
        Origin::NoOnward => Some(imported(Onward::NotAllowed)),
        Origin::NamedThem => Some(imported(Onward::NamedParties(vec![OTHERS, THEM]))),
        Origin::NamedOthers => Some(imported(Onward::NamedParties(vec![OTHERS]))),
        Origin::AgreedToThem => {
            Some(ImportedItem { originator_agreed_to: [THEM].into(), ..imported(Onward::WithOriginatorsAgreement) })
        }
        Origin::NotAgreed => {
            Some(ImportedItem { originator_agreed_to: [OTHERS].into(), ..imported(Onward::WithOriginatorsAgreement) })
        }
        Origin::FromThem => Some(ImportedItem { from: THEM, ..imported(Onward::NotAllowed) }),
    };
    record
}

fn addressee(subject: Subject) -> (Addressee, SharingChannel) {
    match subject {
        Subject::ProfessionalVictim | Subject::ProfessionalSuspect => (Addressee::Professional, SharingChannel::Bundle),
        Subject::SuspectGetsVictim | Subject::SuspectGetsOwn => (Addressee::Suspect, SharingChannel::Paper),
        Subject::RepresentativeGetsOwn => (Addressee::SuspectsRepresentative, SharingChannel::Paper),
    }
}

/// What the gate says of the last record of the facts, by the keys of the reasons.
fn said(asked: &Asked, facts: &Facts<'_>) -> Says {
    match gate(asked, facts) {
        Verdict::Refused(refusal) => Says::Refused(refusal.code.key()),
        Verdict::Passes(found) if found.leaving.last() == Some(&ITEM) => Says::Leaves,
        Verdict::Passes(found) => Says::Stays(found.withheld[0].1.key()),
    }
}

/// Every cell of one route: how many there are, and how many let the record leave.
fn cells_of(route: Route) -> (u32, u32) {
    let own = item(OWN, Kind::CaseFile, Category::VictimNarrative, PersonRole::Victim);
    let standing = pairs(&STATES, &PARTIES).flat_map(|of| pairs(&PartyKind::ALL, &POWERS).map(move |to| (of, to)));
    let worlds: Vec<_> = standing.map(|((s, p), (k, w))| (s, p, k, w, world(route, s, p, k, w))).collect();
    let mut footings: Vec<_> = worlds.iter().map(|(s, p, k, w, one)| (*s, *p, *k, *w, one.facts(), one.asked.clone())).collect();
    let (mut cells, mut leave) = (0, 0);
    for (category, owner) in pairs(Category::ALL, &OWNERS) {
        for (origin, subject) in pairs(&ORIGINS, &SUBJECTS) {
            let (to, channel) = addressee(subject);
            let goes_along = (channel == SharingChannel::Bundle).then(|| own.clone());
            let mut items: Vec<ItemFacts> = goes_along.into_iter().chain([record(category, owner, origin, subject)]).collect();
            for (state, parties, kind, power, facts, asked) in &mut footings {
                asked.channel = channel;
                asked.recipient.as_mut().unwrap().addressee = to;
                std::mem::swap(&mut facts.items, &mut items);
                let cell = Cell {
                    route,
                    state: *state,
                    parties: *parties,
                    kind: *kind,
                    power: *power,
                    category,
                    owner,
                    origin,
                    subject,
                };
                let verdict = said(asked, facts);
                assert_eq!(verdict, says(&cell), "{cell:?}");
                std::mem::swap(&mut facts.items, &mut items);
                cells += 1;
                leave += u32::from(verdict == Says::Leaves);
            }
        }
    }
    (cells, leave)
}

fn pairs<A: Copy, B: Copy>(one: &[A], other: &[B]) -> impl Iterator<Item = (A, B)> {
    one.iter().flat_map(|a| other.iter().map(|b| (*a, *b)))
}

#[test]
fn every_combination_of_the_table_is_as_the_rules_say() {
    let counted: Vec<(u32, u32)> = std::thread::scope(|scope| {
        let routes = Route::ALL.map(|route| scope.spawn(move || cells_of(route)));
        routes.into_iter().map(|route| route.join().unwrap()).collect()
    });
    let cells: u32 = counted.iter().map(|(cells, _)| cells).sum();
    let leave: u32 = counted.iter().map(|(_, leave)| leave).sum();
    println!("{cells} cells of the gate's table, {leave} of which let the record leave");
    assert_eq!(cells, 3 * 9 * 3 * 6 * 3 * 18 * 4 * 7 * 5);
    assert!(counted.iter().all(|(_, leave)| *leave > 0), "a route on which nothing ever leaves");
}

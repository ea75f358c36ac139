//! The rest of the caseload, from a seed: who, when, how often and how it went, in the proportions of domain 9.3.

use crate::composing::{Composer, Facts};
use crate::seeded_texts::{agencies, decision, incidents, room, sash};
use crate::story::{Event, OrderTold, Part, Safe, Story, read};
use crate::telling::is_weekend;
use desk::trouble::Outcome;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The seed of the example unit that ships.
pub(crate) const SEED: u64 = 20_261_123;

/// Crime records that the sample lists name as known already.
const KNOWN: [&str; 3] = ["EX/48117/26", "EX/48098/26", "EX/48044/26"];
/// Referrals since the last meeting that nobody has decided.
const WAITING: usize = KNOWN.len();
/// Referrals for Friday's meeting, the last of which it had no time for.
const FOR_FRIDAY: usize = 3;
/// Days before the example's morning within which the rest came in.
const OLDEST: usize = 178;

#[derive(Debug, Deserialize)]
pub(crate) struct Weights {
    pub(crate) weights: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize)]
struct Points {
    points: Vec<usize>,
}

#[derive(Debug, Deserialize)]
struct Chances {
    victim_female: usize,
    perpetrator_male: usize,
    threat: usize,
    assault: usize,
    charged: usize,
    no_further_action: usize,
}

#[derive(Debug, Deserialize)]
struct Names {
    first_female: BTreeMap<String, Vec<String>>,
    first_male: BTreeMap<String, Vec<String>>,
    last: BTreeMap<String, Vec<String>>,
    weights: BTreeMap<String, usize>,
}

#[derive(Debug, Deserialize)]
struct Seeded {
    cases: usize,
}

/// The proportions of the caseload.
#[derive(Debug, Deserialize)]
pub(crate) struct Caseload {
    seeded: Seeded,
    source: Weights,
    relationship: Weights,
    recorded: Weights,
    pub(crate) sash: Weights,
    outcome: Weights,
    pub(crate) room_outcome: Weights,
    chances: Chances,
    months_before: Points,
    incidents_before: Points,
    names: Names,
}

/// The seeded cases, the same for the same seed.
///
/// # Errors
/// A fault where the shipped data cannot be read.
pub(crate) fn stories(seed: u64) -> Outcome<Vec<Story>> {
    let caseload: Caseload = read(include_str!("../../../../assets/example/caseload.toml"))?;
    let mut composer = Composer::new(seed)?;
    Ok((0..caseload.seeded.cases).map(|number| story(&mut composer, &caseload, number)).collect())
}

/// When a case came in, and what is to become of it.
#[derive(Debug, Clone)]
struct Course {
    days_ago: i64,
    hour: i64,
    outcome: String,
    carried: bool,
}

fn course(composer: &mut Composer, caseload: &Caseload, number: usize) -> Course {
    let dice = &mut composer.dice;
    if number < WAITING {
        let days_ago = i64::try_from(number).unwrap_or(0);
        return Course { days_ago, hour: 2 + i64::try_from(dice.roll(4)).unwrap_or(0), outcome: String::new(), carried: false };
    }
    let hour = 8 + i64::try_from(dice.roll(8)).unwrap_or(0);
    if number < WAITING + FOR_FRIDAY {
        let days_ago = 4 + i64::try_from(number - WAITING).unwrap_or(0);
        return Course { days_ago, hour, outcome: "to_clinic".to_owned(), carried: number + 1 == WAITING + FOR_FRIDAY };
    }
    let mut days_ago = 11 + i64::try_from(dice.roll(OLDEST - 11)).unwrap_or(0);
    while is_weekend(days_ago) {
        days_ago += 1;
    }
    let outcome = dice.weigh(&caseload.outcome.weights).to_owned();
    Course { days_ago, hour, outcome, carried: false }
}

fn story(composer: &mut Composer, caseload: &Caseload, number: usize) -> Story {
    let course = course(composer, caseload, number);
    let facts = Facts {
        months: composer.dice.pick(&caseload.months_before.points).copied().unwrap_or(6),
        count: composer.dice.pick(&caseload.incidents_before.points).copied().unwrap_or(20) + composer.dice.roll(3),
    };
    let quarrel = course.outcome == "not_stalking_advice";
    let relationship = relationship(composer, caseload, quarrel);
    let sash = sash(composer, caseload, &facts, &course.outcome);
    // A level judged high always comes before the room, whatever else was in mind.
    let high = sash.as_ref().is_some_and(|sash| sash.level == "high");
    let outcome = if high && !course.outcome.is_empty() { "to_clinic".to_owned() } else { course.outcome.clone() };
    let recorded = composer.dice.weigh(&caseload.recorded.weights).to_owned();
    let (recorded_as, offence) = recorded.split_once(':').unwrap_or(("harassment", ""));
    let violence =
        (!quarrel && composer.dice.chance(caseload.chances.threat), !quarrel && composer.dice.chance(caseload.chances.assault));
    let waits = course.outcome.is_empty();
    Story {
        kind: "seeded".to_owned(),
        days_ago: course.days_ago,
        hour: course.hour,
        source: if waits { "police".to_owned() } else { composer.dice.weigh(&caseload.source.weights).to_owned() },
        referrer: referrer(composer),
        crime: KNOWN.get(number).map_or_else(|| format!("EX/4{:04}/26", 1000 + number * 37), |known| (*known).to_owned()),
        offence: offence.to_owned(),
        recorded_as: recorded_as.to_owned(),
        victim: victim(composer, caseload, number),
        perpetrator: perpetrator(composer, caseload, number, &relationship),
        child: None,
        happened: happened(composer, &facts, &relationship, quarrel),
        incidents: incidents(composer, &facts, course.days_ago, quarrel, violence),
        events: events(composer, caseload, &facts, course.days_ago, quarrel),
        replies: agencies(composer, &facts, if waits { Some(number) } else { None }),
        four: true,
        urgent: Vec::new(),
        safe: safe(composer, course.days_ago, &outcome),
        order: order(composer, course.days_ago, number),
        decision: decision(composer, &facts, &outcome, recorded_as),
        // The agenda lists what waits, what was sent to the room and what waited for an agency's answer.
        room: matches!(outcome.as_str(), "" | "to_clinic" | "more_information")
            .then(|| room(composer, caseload, &facts, sash.as_ref().map_or("low", |sash| &sash.level), course.days_ago)),
        relationship,
        sash,
        carried: course.carried,
        plan: false,
        cas: false,
    }
}

fn relationship(composer: &mut Composer, caseload: &Caseload, quarrel: bool) -> String {
    if quarrel {
        return composer.dice.pick(&["neighbour", "acquaintance", "other", "colleague"]).map_or("other", |one| one).to_owned();
    }
    composer.dice.weigh(&caseload.relationship.weights).to_owned()
}

fn referrer(composer: &mut Composer) -> String {
    let from = ["Response team", "Crime recording desk", "Neighbourhood team", "Control room", "Public protection desk"];
    composer.dice.pick(&from).map_or("Control room", |one| one).to_owned()
}

fn happened(composer: &mut Composer, facts: &Facts, relationship: &str, quarrel: bool) -> String {
    if quarrel {
        return composer.tell(&["onset.quarrel", "effect.quarrel"], facts);
    }
    let onset = match relationship {
        "ex_partner_not_cohabited" | "ex_partner_cohabited" => "onset.ex",
        "family" => "onset.family",
        "stranger" => "onset.stranger",
        "online_only" => "onset.online",
        _ => "onset.known",
    };
    composer.tell(&[onset, "conduct", "effect"], facts)
}

/// A name nobody else in this caseload has.
fn name(composer: &mut Composer, names: &Names, female: bool) -> String {
    let first = if female { &names.first_female } else { &names.first_male };
    composer.once(|dice| {
        let tongue = dice.weigh(&names.weights).to_owned();
        let mut word = |from: &BTreeMap<String, Vec<String>>| from.get(&tongue).and_then(|words| dice.pick(words)).cloned();
        format!("{} {}", word(first).unwrap_or_default(), word(&names.last).unwrap_or_default())
    })
}

/// The longest name a form takes has to stand on screens and papers too.
const LONG: &str = "Wolfeschlegelsteinhausen-Bergerdorff-Samplewright Przykładowska-Enghraifft-Namoona";

fn victim(composer: &mut Composer, caseload: &Caseload, number: usize) -> Part {
    let female = composer.dice.chance(caseload.chances.victim_female);
    let name = name(composer, &caseload.names, female);
    Part {
        name: if number == 20 { LONG.to_owned() } else { name },
        about: format!("{}", 18 + composer.dice.roll(55)),
        phone: format!("07700 9002{number:02}"),
        address: format!("{} Exemplar Rise, Sampleford, ZZ99 {}AA", 1 + composer.dice.roll(140), composer.dice.roll(10)),
        ..Part::default()
    }
}

fn perpetrator(composer: &mut Composer, caseload: &Caseload, number: usize, relationship: &str) -> Part {
    let female = !composer.dice.chance(caseload.chances.perpetrator_male);
    let name = name(composer, &caseload.names, female);
    let unknown = relationship == "stranger" && number.is_multiple_of(2);
    Part { name: if unknown { String::new() } else { name }, ..Part::default() }
}

fn events(composer: &mut Composer, caseload: &Caseload, facts: &Facts, days_ago: i64, quarrel: bool) -> Vec<Event> {
    let mut events = Vec::new();
    let mut add = |composer: &mut Composer, after: i64, code: &str| {
        let text = composer.say(&format!("event.{code}"), facts);
        events.push(Event { days: (days_ago - after).max(1), code: code.to_owned(), text });
    };
    if quarrel || days_ago < 12 {
        return events;
    }
    if composer.dice.chance(30) {
        let code = if composer.dice.chance(50) { "CJ-ARR" } else { "CJ-VOL" };
        add(composer, 6, code);
    }
    if days_ago > 45 {
        let rolled = composer.dice.roll(100);
        let (charged, ended) = (caseload.chances.charged, caseload.chances.charged + caseload.chances.no_further_action);
        if rolled < charged {
            add(composer, 38, "CJ-CHG");
        } else if rolled < ended {
            add(composer, 41, "CJ-NFA");
        }
    }
    events
}

fn safe(composer: &mut Composer, days_ago: i64, outcome: &str) -> Option<Safe> {
    let works = matches!(outcome, "advocate_only" | "to_clinic");
    if !works || !composer.dice.chance(60) {
        return None;
    }
    let channel = composer.dice.pick(&["text", "phone", "email", "app"]).map_or("text", |one| one).to_owned();
    let times =
        composer.dice.pick(&["09:30 to 11:00", "after 18:00", "12:00 to 13:00", "any time"]).map_or("", |one| one).to_owned();
    // A few were asked long ago: what is out of date means "do not contact".
    let stale = composer.dice.chance(20) && days_ago > 20;
    Some(Safe { may: "yes".to_owned(), channel, times, days_ago: if stale { days_ago - 3 } else { 0 } })
}

fn order(composer: &mut Composer, days_ago: i64, number: usize) -> Option<OrderTold> {
    if number < WAITING + FOR_FRIDAY || !composer.dice.chance(12) {
        return None;
    }
    let ends_in = 20 + i64::try_from(composer.dice.roll(60)).unwrap_or(0);
    let conditions = vec!["Not to contact directly or through others".to_owned()];
    (days_ago < 90).then(|| OrderTold { kind: "OR-BAIL".to_owned(), ends_in, conditions })
}

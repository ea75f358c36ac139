//! What is said and written in a seeded case: incidents, answers, judgements and what the room makes of it.

use crate::composing::{Composer, Facts};
use crate::diary::AGENCIES;
use crate::meetings;
use crate::seeded::Caseload;
use crate::story::{Asked, Decision, Happening, Reply, Room, Said, Sash};
use std::collections::BTreeMap;

/// What is done most often, and how serious it is as told.
const BEHAVIOURS: [(&str, u8); 11] = [
    ("contact_message", 1),
    ("loiter", 1),
    ("follow", 2),
    ("contact_phone", 1),
    ("gifts", 1),
    ("monitor_online", 1),
    ("contact_letter", 2),
    ("contact_in_person", 2),
    ("contact_via_third_party", 1),
    ("contact_message", 2),
    ("criminal_damage", 3),
];

/// Incidents before and after the referral. A quarrel has one. `violence` is whether somebody threatened or struck.
pub(crate) fn incidents(
    composer: &mut Composer,
    facts: &Facts,
    days_ago: i64,
    quarrel: bool,
    violence: (bool, bool),
) -> Vec<Happening> {
    let mut told = Vec::new();
    let mut add = |composer: &mut Composer, days: i64, text: &str, behaviour: &str, severity: u8| {
        let hour = 7 + i64::try_from(composer.dice.roll(15)).unwrap_or(0);
        let what = composer.say(&format!("incident.{text}"), facts);
        told.push(Happening { days, hour, what, behaviour: behaviour.to_owned(), severity });
    };
    if quarrel {
        add(composer, days_ago + 2, "quarrel", "other", 1);
        return told;
    }
    let before = 1 + composer.dice.roll(2);
    let after = if days_ago > 9 { composer.dice.roll(3) } else { 0 };
    for step in 0..before + after {
        let (behaviour, severity) = composer.dice.pick(&BEHAVIOURS).copied().unwrap_or(("other", 1));
        let step = i64::try_from(step).unwrap_or(0) - i64::try_from(before).unwrap_or(0);
        let days = (days_ago + 1 - step * 4 - if step >= 0 { 5 } else { 0 }).max(1);
        add(composer, days, behaviour, behaviour, severity);
    }
    if violence.0 {
        add(composer, days_ago + 3, "threat_victim", "threat_victim", 3);
    }
    if violence.1 {
        add(composer, days_ago + 2, "assault", "assault", 4);
    }
    told
}

/// The agencies' answers. In a case that waits, most are still owed.
pub(crate) fn agencies(composer: &mut Composer, facts: &Facts, waits: Option<usize>) -> BTreeMap<String, Reply> {
    let mut replies = BTreeMap::new();
    for agency in AGENCIES {
        let (says, nothing) = match agency {
            "police" => (92, 8),
            "health" => (42, 44),
            "probation" => (34, 56),
            _ => (78, 4),
        };
        let owed = waits.is_some_and(|number| number == 1 || agency == "health" || agency == "probation");
        let rolled = composer.dice.roll(100);
        let reply = if owed {
            None
        } else if rolled < says {
            Some(Reply { says: composer.say(&format!("reply.{agency}"), facts), withheld: String::new() })
        } else if rolled < says + nothing {
            Some(Reply::default())
        } else if rolled < says + nothing + 5 {
            Some(Reply { says: String::new(), withheld: composer.say("withheld", facts) })
        } else {
            None
        };
        replies.extend(reply.map(|reply| (agency.to_owned(), reply)));
    }
    replies
}

/// A level judged by a person, with two to five answers not known. A quarrel and a case that waits have none.
pub(crate) fn sash(composer: &mut Composer, caseload: &Caseload, facts: &Facts, outcome: &str) -> Option<Sash> {
    if matches!(outcome, "" | "not_stalking_advice" | "more_information") || composer.dice.chance(10) {
        return None;
    }
    let level = composer.dice.weigh(&caseload.sash.weights).to_owned();
    let reason = composer.say(&format!("sash.{level}"), facts);
    let first = 1 + composer.dice.roll(9);
    let unknown = (0..2 + composer.dice.roll(4)).map(|step| format!("G{}", 1 + (first + step * 2) % 13)).collect();
    Some(Sash { level, reason, unknown, days_ago: 0 })
}

/// The decision at screening; none where nobody has decided.
pub(crate) fn decision(composer: &mut Composer, facts: &Facts, outcome: &str, recorded_as: &str) -> Option<Decision> {
    if outcome.is_empty() {
        return None;
    }
    let quarrel = outcome == "not_stalking_advice";
    let advises = quarrel || outcome == "advice_to_oic";
    let judged = match (quarrel, recorded_as) {
        (true, "stalking" | "no_crime") => "harassment",
        (true, other) => other,
        (false, _) => "stalking",
    };
    let advice = match (advises, quarrel) {
        (true, true) => composer.say("advice.quarrel", facts),
        (true, false) => composer.say("advice", facts),
        (false, _) => String::new(),
    };
    Some(Decision {
        outcome: outcome.to_owned(),
        judged: judged.to_owned(),
        reason: composer.say(&format!("decide.{outcome}"), facts),
        officer: officer(composer),
        advice,
    })
}

/// An officer, by name and number.
fn officer(composer: &mut Composer) -> String {
    let officers = ["DC Imagined, 4101", "PC Sample, 2203", "DS Fixture, 3307", "PC Placeholder, 2419", "DC Mockford, 4518"];
    composer.dice.pick(&officers).map_or("DC Sample, 4620", |one| one).to_owned()
}

/// What the meeting says and decides.
pub(crate) fn room(composer: &mut Composer, caseload: &Caseload, facts: &Facts, level: &str, days_ago: i64) -> Room {
    let outcome = composer.dice.weigh(&caseload.room_outcome.weights).to_owned();
    let mut says = BTreeMap::new();
    for agency in AGENCIES {
        if agency != "police" && agency != "victim_advocacy" && !composer.dice.chance(60) {
            continue;
        }
        let knows = composer.say(&format!("room.{agency}.knows"), facts);
        let advises =
            if composer.dice.chance(45) { composer.say(&format!("room.{agency}.advises"), facts) } else { String::new() };
        says.insert(agency.to_owned(), Said { knows, advises });
    }
    let actions = (0..1 + composer.dice.roll(2)).map(|_| asked(composer, facts, days_ago)).collect();
    Room {
        reason: composer.say(&format!("room.reason.{outcome}"), facts),
        officer: officer(composer),
        advice: if outcome == "advice_to_oic" { composer.say("advice", facts) } else { String::new() },
        classes: None,
        outcomes: vec![outcome],
        level: level.to_owned(),
        level_reason: composer.say(&format!("room.level.{level}"), facts),
        dissent: Vec::new(),
        says,
        actions,
    }
}

/// An action; long ago it is settled one way or the other, lately it may be open or late.
fn asked(composer: &mut Composer, facts: &Facts, days_ago: i64) -> Asked {
    let agency = composer.dice.pick(&AGENCIES).copied().unwrap_or("police");
    let in_days = 3 + i64::try_from(composer.dice.roll(10)).unwrap_or(0);
    let met = meetings::DAYS.iter().copied().filter(|day| *day < days_ago).max().unwrap_or(0);
    // Lately some are still to do, and some of those are late.
    let past = met > 31 || (met > 3 && composer.dice.chance(60));
    let undone = past && composer.dice.chance(18);
    Asked {
        text: composer.say(&format!("action.{agency}"), facts),
        heading: match agency {
            "police" => "investigation",
            "health" => "interventions_and_treatment",
            "probation" => "supervision",
            _ => "victim_safety",
        }
        .to_owned(),
        agency: agency.to_owned(),
        person: crate::telling::speaker(agency).1.to_owned(),
        in_days,
        done: past && !undone,
        not_done: if undone { composer.say("not_done", facts) } else { String::new() },
    }
}

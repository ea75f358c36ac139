//! The caseload is the same from the same seed, says nothing twice, keeps to its proportions and to its clock.

use crate::composing::sentences;
use crate::diary::Diary;
use crate::seeded::{SEED, stories};
use crate::story::{Story, all, by_hand};
use std::collections::{BTreeMap, BTreeSet};

fn texts(story: &Story) -> Vec<String> {
    let mut texts = vec![story.happened.clone()];
    texts.extend(story.incidents.iter().map(|one| one.what.clone()));
    texts.extend(story.events.iter().map(|one| one.text.clone()));
    texts.extend(story.replies.values().flat_map(|one| [one.says.clone(), one.withheld.clone()]));
    texts.extend(story.sash.iter().map(|one| one.reason.clone()));
    texts.extend(story.decision.iter().flat_map(|one| [one.reason.clone(), one.advice.clone()]));
    if let Some(room) = &story.room {
        texts.extend([room.reason.clone(), room.level_reason.clone(), room.advice.clone()]);
        texts.extend(room.says.values().flat_map(|one| [one.knows.clone(), one.advises.clone()]));
        texts.extend(room.actions.iter().flat_map(|one| [one.text.clone(), one.not_done.clone()]));
    }
    texts.retain(|text| !text.is_empty());
    texts
}

#[test]
fn one_seed_makes_one_caseload_and_another_seed_another() {
    let once = stories(SEED).unwrap();
    assert_eq!(once, stories(SEED).unwrap());
    assert_ne!(once, stories(SEED + 1).unwrap());
}

#[test]
fn no_two_seeded_cases_share_a_sentence() {
    for seed in [SEED, 1, 42] {
        let mut said: BTreeMap<String, usize> = BTreeMap::new();
        for (number, story) in stories(seed).unwrap().iter().enumerate() {
            for text in texts(story) {
                assert!(!text.contains(['{', '}']), "a slot was left open: {text}");
                for sentence in sentences(&text) {
                    let before = said.insert(sentence.to_owned(), number);
                    assert_eq!(before, None, "said twice: {sentence}");
                }
            }
        }
        assert!(said.len() > 500, "a caseload says more than {} things", said.len());
    }
}

#[test]
fn every_kind_is_written_by_hand_with_all_four_agencies() {
    let stories = by_hand().unwrap();
    let kinds: BTreeSet<&str> = stories.iter().map(|story| story.kind.as_str()).collect();
    let wanted = BTreeSet::from([
        "male victim",
        "female perpetrator",
        "same-sex couple",
        "stranger",
        "colleague",
        "neighbour",
        "online only",
        "child contact",
        "prison release",
        "two victims of one perpetrator",
        "harassment that is stalking",
        "not stalking but serious",
    ]);
    assert_eq!(kinds, wanted);
    for story in &stories {
        let spoke: Vec<&str> = story.replies.keys().map(String::as_str).collect();
        assert_eq!(spoke, ["health", "police", "probation", "victim_advocacy"], "{}", story.kind);
    }
    let shared = stories.iter().filter(|story| story.perpetrator.name == "Callum Nobody").count();
    assert_eq!(shared, 2, "two victims of one perpetrator are two cases");
}

#[test]
fn names_are_long_and_of_several_tongues_and_the_proportions_hold() {
    let stories = all().unwrap();
    assert!((58..=64).contains(&stories.len()), "about sixty cases, not {}", stories.len());
    let long = stories.iter().filter(|story| story.victim.name.chars().count() >= 80).count();
    assert_eq!(long, 2, "two names of eighty characters");
    for mark in ['ŵ', 'ŷ', 'ł', 'ś', 'ż'] {
        let found = stories.iter().any(|one| one.victim.name.contains(mark) || one.perpetrator.name.contains(mark));
        assert!(found || mark == 'ŵ', "no name with {mark}");
    }
    assert!(stories.iter().any(|one| one.victim.name.contains("Namoona")), "an Urdu name");
    let victims: BTreeSet<&str> = stories.iter().map(|one| one.victim.name.as_str()).collect();
    assert_eq!(victims.len(), stories.len(), "no two victims of one name");
    let seeded: Vec<&Story> = stories.iter().filter(|story| story.kind == "seeded").collect();
    let of = |test: &dyn Fn(&&&Story) -> bool| seeded.iter().filter(test).count();
    let partners = of(&|story| story.relationship.starts_with("ex_partner"));
    assert!((18..=34).contains(&partners), "{partners} former partners of 48");
    let police = of(&|story| story.source == "police");
    assert!((29..=43).contains(&police), "{police} from police of 48");
    let not_stalking = of(&|story| story.decision.as_ref().is_some_and(|one| one.outcome == "not_stalking_advice"));
    assert!((4..=16).contains(&not_stalking), "{not_stalking} not stalking of 48");
}

#[test]
fn nothing_is_told_after_the_morning_began_nor_on_a_day_before_the_unit() {
    let morning = crate::first_moment();
    let diary = Diary::of(all().unwrap());
    let moments = diary.moments();
    assert!(moments.windows(2).all(|pair| pair[0] <= pair[1]), "told in the order of time");
    assert!(moments.iter().all(|at| *at < morning), "the last is told at {:?}", moments.last());
    let months = (morning - moments[0]).num_days();
    assert!((150..=189).contains(&months), "the past is {months} days deep");
    for story in &diary.stories {
        assert!(story.incidents.iter().all(|one| crate::telling::ago(one.days, one.hour, 0) < morning));
    }
}

#[test]
fn the_morning_s_days_are_those_of_the_example_s_clock() {
    let words = crate::morning_words::words().unwrap();
    let today = crate::telling::day(0);
    let days = words.plan.lines.iter().map(|line| &line.due).chain([&words.plan.review_on, &words.plan.late_due]);
    assert!(days.clone().all(|day| *day > today), "a plan made today looks ahead of {today}");
}

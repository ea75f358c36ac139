//! No word of either version is lost between them, and what was not changed is not said to be.

use super::*;
use crate::action::Priority;
use crate::agency::Agency;
use crate::ids::MemberId;
use crate::plan::PlanState;
use proptest::prelude::*;

fn line(text: &str, person: &str, day: u32, status: LineStatus) -> PlanLine {
    PlanLine {
        heading: Heading::VictimSafety,
        text: text.to_owned(),
        owner_agency: Some(Agency::VictimAdvocacy),
        owner_person: person.to_owned(),
        due_on: NaiveDate::from_ymd_opt(2026, 11, day),
        priority: Priority::Routine,
        status,
        accepted: true,
        status_reason: String::new(),
    }
}

fn plan(lines: Vec<PlanLine>) -> Plan {
    Plan {
        version: 1,
        state: PlanState::Agreed,
        cas: None,
        what_worries_us: "Visits are more frequent.".to_owned(),
        not_known: String::new(),
        victim_wishes: "Work is told, school is not.".to_owned(),
        lines,
        contingencies: Vec::new(),
        who_to_ring: Vec::new(),
        agreed_by: Vec::new(),
        review_on: NaiveDate::from_ymd_opt(2026, 11, 30),
        author: MemberId(uuid::Uuid::nil()),
        started_at: chrono::DateTime::UNIX_EPOCH,
        agreed_at: None,
    }
}

fn side(words: &[Stretch], later: bool) -> String {
    let of = |stretch: &Stretch| match (stretch, later) {
        (Stretch::Both(text), _) | (Stretch::Earlier(text), false) | (Stretch::Later(text), true) => text.clone(),
        (Stretch::Earlier(_), true) | (Stretch::Later(_), false) => String::new(),
    };
    words.iter().map(of).collect::<String>().trim_end().to_owned()
}

#[test]
fn versions_that_say_the_same_differ_in_nothing() {
    let one = plan(vec![line("Fit an alarm", "K. Specimen", 24, LineStatus::Open)]);
    assert_eq!(changes(&one, &Plan { version: 2, state: PlanState::Draft, ..one.clone() }), Vec::new());
}

#[test]
fn another_owner_day_or_status_is_a_changed_line_and_another_deed_a_new_one() {
    let earlier = plan(vec![
        line("Fit an alarm", "K. Specimen", 24, LineStatus::Open),
        line("Change the locks of both doors", "K. Specimen", 20, LineStatus::Open),
    ]);
    let later = plan(vec![
        line("Change the locks of both doors", "L. Example", 27, LineStatus::Done),
        line("Tell the neighbours whom to ring", "", 28, LineStatus::Open),
    ]);
    let found = changes(&earlier, &later);
    let kinds: Vec<ChangeKind> = found.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Gone, ChangeKind::Changed, ChangeKind::New], "{found:#?}");
    assert_eq!(side(&found[0].words, false), "Fit an alarm. Victim advocacy, K. Specimen. By 24 November 2026. Open.");
    assert!(found[1].words.contains(&Stretch::Earlier("K. Specimen. ".to_owned())), "{found:#?}");
    assert!(found[1].words.contains(&Stretch::Later("Done. ".to_owned())), "{found:#?}");
    assert!(found.iter().all(|change| change.part == "Victim safety"));
}

#[test]
fn each_text_the_review_and_who_agreed_are_compared() {
    let earlier = plan(Vec::new());
    let mut later = earlier.clone();
    later.what_worries_us = "Visits are less frequent.".to_owned();
    later.not_known = "Where he works.".to_owned();
    later.victim_wishes = String::new();
    later.review_on = None;
    later.agreed_by =
        vec![AgreedBy { agency: Agency::Police, name: "P. Dummy".to_owned(), job: String::new(), on: NaiveDate::default() }];
    later.contingencies = vec![Contingency {
        if_text: "A visit".to_owned(),
        then_text: "Ring 999".to_owned(),
        who_acts: "Everyone".to_owned(),
        within: String::new(),
        out_of_hours: String::new(),
    }];
    later.who_to_ring = vec![WhoToRing { what: "Night".to_owned(), number: "101".to_owned(), who: "Police".to_owned() }];
    let found: Vec<(String, ChangeKind)> = changes(&earlier, &later).into_iter().map(|one| (one.part, one.kind)).collect();
    let wanted = [
        ("What worries us", ChangeKind::Changed),
        ("Not known", ChangeKind::New),
        ("What the victim wants", ChangeKind::Gone),
        ("If this happens, do this", ChangeKind::New),
        ("Who to ring", ChangeKind::New),
        ("Agreed by", ChangeKind::New),
        ("Review by", ChangeKind::Gone),
    ];
    assert_eq!(found, wanted.map(|(part, kind)| (part.to_owned(), kind)));
    later.state = PlanState::Draft;
    assert!(changes(&earlier, &later).iter().all(|one| one.part != "Agreed by"), "nobody agrees to a draft yet");
}

fn items() -> impl Strategy<Value = Vec<Item>> {
    let words = prop_oneof!["[a-c]{1,2}", Just("alarm".to_owned()), Just("Ŵyn".to_owned()), Just("2026.".to_owned())];
    let text = proptest::collection::vec(words, 1..8).prop_map(|words| words.join(" "));
    let item = text.prop_map(|said| Item { known_by: said.chars().take(4).collect(), said });
    proptest::collection::vec(item, 0..6)
}

proptest! {
    #[test]
    fn every_item_of_either_side_is_the_same_in_both_or_whole_in_one_change(before in items(), after in items()) {
        let found = list_changes("part", &before, &after);
        let mut went: Vec<String> = found.iter().map(|change| side(&change.words, false)).filter(|text| !text.is_empty()).collect();
        let mut came: Vec<String> = found.iter().map(|change| side(&change.words, true)).filter(|text| !text.is_empty()).collect();
        let mut same = Vec::new();
        let mut left = after.clone();
        for item in &before {
            if let Some(at) = left.iter().position(|other| other == item) {
                same.push(left.remove(at).said);
            }
        }
        went.extend(same.clone());
        came.extend(same);
        let sorted = |mut all: Vec<String>| { all.sort(); all };
        let said = |all: Vec<Item>| all.into_iter().map(|item| item.said).collect::<Vec<_>>();
        prop_assert_eq!(sorted(went), sorted(said(before)));
        prop_assert_eq!(sorted(came), sorted(said(after)));
    }
}

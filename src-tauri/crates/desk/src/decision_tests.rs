//! What outcomes ask for beside a reason, as the room gives it: advice, both classes, the other case, order and day.

use crate::asks::meeting::{RecordDecision, UndoDecision};
use crate::asks::screening::AdviceGiven;
use crate::asks::shared::Nothing;
use crate::meeting_table::{THREE, Table, fields};
use crate::trouble::Refusal;
use crate::{decisions, referrals};
use casework::ids::{CaseId, MeetingId};
use casework::referral::{BothClasses, CaseState, Classification};
use casework::screening::OfficerAdvice;

fn sat_down(table: &mut Table) -> (MeetingId, CaseId) {
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    (meeting, case)
}

fn advice(text: &str) -> Option<AdviceGiven> {
    Some(AdviceGiven { officer: "PC 0000 Mock".to_owned(), text: text.to_owned() })
}

const JUDGED: BothClasses = BothClasses { recorded_as: Classification::Harassment, judged_as: Classification::Stalking };

fn given(table: &mut Table, case: CaseId) -> Vec<OfficerAdvice> {
    table.sit().filed_under::<OfficerAdvice>(case).unwrap().into_iter().map(|kept| kept.body).collect()
}

#[test]
fn advice_to_the_officer_names_the_officer_and_the_text_and_gives_away_no_address() {
    let mut table = Table::laid();
    let (meeting, case) = sat_down(&mut table);
    let mut ask = table.decide(meeting, case, &["advice_to_oic"]);
    let told = table.refused(decisions::record_decision, ask.clone());
    assert_eq!(fields(told), ["facts.advice.officer", "facts.advice.text"]);
    ask.facts.advice = advice("Visit 12 Mulberry Court and take a statement.");
    assert!(matches!(table.refused(decisions::record_decision, ask.clone()), Refusal::TextHits(_)));
    ask.facts.advice = advice("Take one statement on the whole course of conduct.");
    table.give(decisions::record_decision, ask);
    let kept = given(&mut table, case);
    assert_eq!((kept[0].officer.as_str(), kept[0].meeting, kept[0].withdrawn), ("PC 0000 Mock", Some(meeting), false));
    let shown = table.room(meeting, case).decision.unwrap().facts;
    assert_eq!(shown, ["Advice to PC 0000 Mock: Take one statement on the whole course of conduct."]);
    table.give(decisions::undo_decision, UndoDecision { meeting, case });
    assert!(given(&mut table, case)[0].withdrawn, "advice taken back stays on the record as not given");
}

#[test]
fn a_record_judged_otherwise_in_the_room_reaches_the_crime_recorder_until_it_is_taken_back() {
    let mut table = Table::laid();
    let (meeting, case) = sat_down(&mut table);
    let mut ask = table.decide(meeting, case, &["reclassify"]);
    assert_eq!(fields(table.refused(decisions::record_decision, ask.clone())), ["facts.classes"]);
    ask.facts.classes = Some(BothClasses { judged_as: Classification::Harassment, ..JUDGED });
    assert_eq!(fields(table.refused(decisions::record_decision, ask.clone())), ["facts.classes.judged_as"]);
    ask.facts.classes = Some(JUDGED);
    table.give(decisions::record_decision, ask);
    assert_eq!(table.state(case).judged_as, Classification::Stalking);
    let rows = referrals::referrals(&mut table.sit(), Nothing {}).unwrap().reclassified;
    let said = (rows[0].recorded_as.as_str(), rows[0].judged_as.as_str(), rows[0].reason.as_str());
    assert_eq!(said, ("Harassment", "Stalking", "Two visits after the order was served."));
    table.give(decisions::undo_decision, UndoDecision { meeting, case });
    assert_eq!(table.state(case).judged_as, Classification::NotYetJudged);
    assert!(referrals::referrals(&mut table.sit(), Nothing {}).unwrap().reclassified.is_empty());
}

#[test]
fn the_crime_recorder_sees_a_reclassified_record_after_two_hundred_others_changed() {
    let mut table = Table::laid();
    let (meeting, case) = sat_down(&mut table);
    let mut ask = table.decide(meeting, case, &["reclassify"]);
    ask.facts.classes = Some(JUDGED);
    table.give(decisions::record_decision, ask);
    for number in 2..=202 {
        table.now += chrono::TimeDelta::seconds(1);
        table.case(&format!("N-26-{number:04}"), CaseState::Received, "");
    }
    let rows = referrals::referrals(&mut table.sit(), Nothing {}).unwrap().reclassified;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].reference, "N-26-0001");
}

#[test]
fn a_duplicate_names_the_case_it_repeats_and_never_itself() {
    let mut table = Table::laid();
    let (meeting, case) = sat_down(&mut table);
    let other = table.case("N-26-0002", CaseState::Active, "");
    let mut ask = table.decide(meeting, case, &["duplicate"]);
    for typed in ["", "N-26-0999", "N-26-0001"] {
        typed.clone_into(&mut ask.facts.other_case);
        assert_eq!(fields(table.refused(decisions::record_decision, ask.clone())), ["facts.other_case"], "{typed}");
    }
    "n-26-0002".clone_into(&mut ask.facts.other_case);
    table.give(decisions::record_decision, ask);
    let decision = table.sit().filed_under::<casework::meeting::RoomDecision>(case).unwrap();
    assert_eq!(decision[0].body.other_case, Some(other));
    assert_eq!(table.room(meeting, case).decision.unwrap().facts, ["Repeats case N-26-0002."]);
}

#[test]
fn the_only_stage_that_fits_needs_no_choice_and_another_is_refused() {
    let mut table = Table::laid();
    let (meeting, case) = sat_down(&mut table);
    let mut ask: RecordDecision = table.decide(meeting, case, &["to_consultation"]);
    ask.facts.stage = Some("morning".to_owned());
    assert_eq!(fields(table.refused(decisions::record_decision, ask.clone())), ["facts.stage"]);
    ask.facts.stage = None;
    table.give(decisions::record_decision, ask);
    assert_eq!(table.room(meeting, case).decision.unwrap().facts, ["Goes to: Complex case consultation."]);
}

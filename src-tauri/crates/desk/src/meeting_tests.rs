//! A whole meeting on a real store: agenda, quorum, rows, decisions, undo, signing, addendum, carrying over.

use crate::asks::meeting::*;
use crate::asks::shared::Nothing;
use crate::keeping::Kept;
use crate::meeting_table::{THREE, Table, fields, plain, said};
use crate::room_text::HELD_BACK;
use crate::trouble::{Plain, Refusal};
use crate::{agenda, decisions, room};
use casework::action::{Action, ActionStatus};
use casework::agency::Agency;
use casework::checks::ReplyKind;
use casework::ids::RecordId;
use casework::meeting::{ItemState, MeetingState};
use casework::referral::CaseState;
use casework::screening::ConcernLevel;

fn references(view: &AgendaView) -> Vec<(&str, &str)> {
    view.items.iter().map(|item| (item.reference.as_str(), item.why.as_str())).collect()
}

#[test]
fn the_agenda_lists_urgent_then_brought_back_then_new_and_waits_for_screening() {
    let mut table = Table::laid();
    table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    table.case("N-26-0002", CaseState::Active, "Review after a call");
    table.case("N-26-0003", CaseState::UrgentAction, "");
    table.case("N-26-0004", CaseState::Received, "");
    table.case("N-26-0005", CaseState::NotStalking, "");
    let view = agenda::agenda(&mut table.sit(), Nothing {}).unwrap();
    let wanted = [("N-26-0003", "Urgent action opened"), ("N-26-0002", "Review after a call"), ("N-26-0001", "New")];
    assert_eq!(references(&view), wanted);
    assert_eq!((view.meeting, view.state, view.quorum_needed), (None, MeetingState::Planned, 3));
    assert_eq!(view.planned_at.to_rfc3339(), "2026-11-23T09:30:00+00:00");
    assert_eq!(view.items[0].victim_initials, "A.E.");
    assert_eq!(view.outcomes[0].key, "1");
    assert_eq!(view.outcomes[9].key, "a");
}

#[test]
fn a_meeting_opens_once_and_only_with_the_statement_confirmed() {
    let mut table = Table::laid();
    let unread = OpenMeeting { confidentiality_confirmed: false, place: String::new() };
    let told = table.refused(agenda::open_meeting, unread);
    assert_eq!(plain(&told), Some(Plain::ConfidentialityNotConfirmed));
    table.open();
    let again = OpenMeeting { confidentiality_confirmed: true, place: String::new() };
    let told = table.refused(agenda::open_meeting, again);
    assert_eq!(plain(&told), Some(Plain::MeetingRunning));
}

#[test]
fn no_decision_is_taken_before_the_quorum_unless_the_room_says_why_it_goes_on() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::Screening, "");
    let meeting = table.open();
    table.come(meeting, &[Agency::Police, Agency::Health]);
    let ask = table.decide(meeting, case, &["to_consultation"]);
    let told = table.refused(decisions::record_decision, ask.clone());
    assert_eq!(plain(&told), Some(Plain::QuorumNotMet));
    let reason = "Probation and advocacy are held up; two cases cannot wait.".to_owned();
    let view = table.give(agenda::go_on_without_quorum, GoOnWithoutQuorum { meeting, reason });
    assert!(!view.quorum_met, "going on does not make a quorum");
    table.give(decisions::record_decision, ask);
    assert_eq!(table.state(case).state, CaseState::AwaitingMeeting);
}

#[test]
fn the_room_sees_initials_no_address_and_each_agency_s_own_standing() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    table.check(case, Agency::Health, Some(ReplyKind::Withheld));
    table.check(case, Agency::Probation, None);
    let meeting = table.open();
    table.come(meeting, &THREE);
    let kept =
        table.give(room::type_contribution, said(meeting, case, Agency::VictimAdvocacy, "Now at 12 Mulberry Court.", "Alarm"));
    assert!(!kept.hits.is_empty(), "the address is a hit");
    table.give(room::type_contribution, said(meeting, case, Agency::Police, "Alys saw Sample twice.", ""));
    let view = table.room(meeting, case);
    assert_eq!((view.victim.as_str(), view.perpetrator.as_str()), ("A.E.", "D.S."));
    assert_eq!(view.story, "D.S. stood outside twice in a week.");
    let row = |agency| view.rows.iter().find(|row| row.agency == agency).unwrap();
    assert_eq!(row(Agency::Police).knows, "A. saw S. twice.");
    assert_eq!(row(Agency::Police).said_by, "A. Specimen");
    assert_eq!((row(Agency::VictimAdvocacy).knows.as_str(), row(Agency::VictimAdvocacy).advises.as_str()), (HELD_BACK, "Alarm"));
    assert_eq!(row(Agency::Health).standing, "withheld");
    assert_eq!(row(Agency::Probation).standing, "asked");
    assert_eq!(row(Agency::Probation).gap_words, "Asked Mon 23 Nov 08:45, no answer. On licence?");
    assert!(!view.held_back.is_empty());
    let shown: Vec<_> = view.rows.iter().map(|row| format!("{} {}", row.knows, row.advises)).collect();
    assert!(!shown.join(" ").contains("Mulberry"));
}

#[test]
fn names_shown_are_not_addresses_shown() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let knows = "Alys is now at 12 Mulberry Court.";
    let ask = said(meeting, case, Agency::VictimAdvocacy, knows, "Alys wants an alarm");
    table.give(room::type_contribution, ask);
    assert!(table.give(room::show_names, ShowNames { shown: true }).names_shown);
    let view = table.room(meeting, case);
    assert_eq!(view.victim, "Alys Example, 34");
    assert!(view.rows.iter().all(|row| !row.knows.contains("Mulberry")), "names shown are not addresses shown");
}

#[test]
fn a_decision_needs_an_outcome_of_this_meeting_and_reasons() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let mut ask = table.decide(meeting, case, &[]);
    ask.reason = String::new();
    ask.level = Some(ConcernLevel::High);
    assert_eq!(fields(table.refused(decisions::record_decision, ask)), ["outcomes", "reason", "level_reason"]);
    let ask = table.decide(meeting, case, &["step_down"]);
    assert_eq!(fields(table.refused(decisions::record_decision, ask)), ["outcomes"]);
    let ask = table.decide(meeting, case, &["urgent_now"]);
    assert_eq!(fields(table.refused(decisions::record_decision, ask)), ["actions"]);
    let mut ask = table.decide(meeting, case, &["advocate_only"]);
    ask.reason = "Seen near 12 Mulberry Court.".to_owned();
    assert!(matches!(table.refused(decisions::record_decision, ask), Refusal::TextHits(_)));
}

#[test]
fn an_action_is_accepted_in_the_room_and_only_proposed_outside_it() {
    let mut table = Table::laid();
    let first = table.case("N-26-0001", CaseState::AwaitingMeeting, "Brought back");
    let second = table.case("N-26-0002", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let mut ask = table.decide(meeting, first, &["urgent_now"]);
    ask.actions = vec![table.action(Agency::Police), table.action(Agency::Housing)];
    let done = table.give(decisions::record_decision, ask);
    assert_eq!((done.next, done.waiting), (Some(second), 1));
    let actions: Vec<Kept<Action>> = table.sit().filed_under(first).unwrap();
    let statuses: Vec<ActionStatus> = actions.iter().map(|kept| kept.body.status).collect();
    assert_eq!(statuses, [ActionStatus::Accepted, ActionStatus::Proposed]);
    let file = table.state(first);
    assert_eq!((file.state, file.listed_because.as_str()), (CaseState::UrgentAction, ""));
}

#[test]
fn an_undone_decision_stays_in_the_record_as_withdrawn_and_the_case_waits_again() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "Brought back");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let mut ask = table.decide(meeting, case, &["advocate_only"]);
    ask.actions = vec![table.action(Agency::Police)];
    ask.level = Some(ConcernLevel::High);
    ask.level_reason = "Visits are closer together.".to_owned();
    let record: RecordId = table.give(decisions::record_decision, ask.clone()).record;
    let told = table.refused(decisions::record_decision, ask);
    assert_eq!(fields(told), ["outcomes"], "a case is decided once");
    let view = table.give(decisions::undo_decision, UndoDecision { meeting, case });
    assert_eq!((view.items[0].state, view.items[0].decided.as_str()), (ItemState::Waiting, ""));
    let file = table.state(case);
    assert_eq!((file.state, file.listed_because.as_str()), (CaseState::AwaitingMeeting, "Brought back"));
    let actions: Vec<Kept<Action>> = table.sit().filed_under(case).unwrap();
    assert_eq!(actions[0].body.status, ActionStatus::Cancelled);
    assert!(table.sit().look_up::<casework::meeting::RoomDecision>(record).unwrap().is_some(), "nothing is removed");
    assert!(table.room(meeting, case).levels.is_empty(), "a withdrawn level is nobody's judgement");
    let all = store::TimelineAsked { limit: 50, ..store::TimelineAsked::default() };
    let lines = table.sit().store().timeline(crate::keeping::id_of(case.into()), &all).unwrap();
    let said: Vec<&str> = lines.iter().filter(|row| row.what == "room_decision").map(|row| row.headline.as_str()).collect();
    assert_eq!(said, ["Meeting: decision withdrawn before signing."]);
}

#[test]
fn advice_becomes_that_agency_s_action_once_and_never_out_of_nothing() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let ask = AdviceToAction { meeting, case, agency: Agency::VictimAdvocacy };
    let told = table.refused(decisions::advice_to_action, ask.clone());
    assert_eq!(plain(&told), Some(Plain::NoAdviceToTurn));
    table.give(room::type_contribution, said(meeting, case, Agency::VictimAdvocacy, "", "Fit an alarm"));
    table.give(decisions::advice_to_action, ask.clone());
    assert_eq!(fields(table.refused(decisions::advice_to_action, ask)), ["agency"]);
    let view = table.room(meeting, case);
    assert_eq!((view.proposed[0].text.as_str(), view.proposed[0].today), ("Fit an alarm", true));
}

//! Signing the minutes, adding to them afterwards, and what is carried over to the next meeting.

use crate::agenda_view::next_agenda;
use crate::asks::casework::CorrectRecord;
use crate::asks::meeting::*;
use crate::asks::shared::Nothing;
use crate::incidents::correct_record;
use crate::meeting_table::{THREE, Table, fields, plain, said};
use crate::trouble::Plain;
use crate::{agenda, decisions, minutes, room};
use casework::action::ActionStatus;
use casework::agency::Agency;
use casework::meeting::ItemState;
use casework::referral::CaseState;
use chrono::TimeDelta;

#[test]
fn a_row_is_corrected_in_place_until_signing_and_added_to_afterwards() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let first = table.give(room::type_contribution, said(meeting, case, Agency::Health, "Known to team", "")).record;
    let second =
        table.give(room::type_contribution, said(meeting, case, Agency::Health, "Known to community team", "Consult")).record;
    assert_eq!(first, second, "one record for one row");
    let end = |reflection: &str| EndMeeting { meeting, carry_over: 1, reflection: reflection.to_owned() };
    assert_eq!(fields(table.refused(minutes::end_meeting, end(" "))), ["reflection"], "silence is no reflection");
    table.give(minutes::end_meeting, end("Nothing to note"));
    let told = table.refused(room::type_contribution, said(meeting, case, Agency::Health, "Other", ""));
    assert_eq!(plain(&told), Some(Plain::AlreadySigned));
    let text = "The team was the crisis team.".to_owned();
    table.give(
        minutes::add_to_minutes,
        AddToMinutes { meeting, case, agency: Agency::Health, text, said_by: "R. Pattern".to_owned() },
    );
    let view = table.give(minutes::minutes, WhichMeeting { meeting });
    let typed: Vec<&str> = view.cases[0].rows.iter().map(|row| row.typed_by.as_str()).filter(|by| !by.is_empty()).collect();
    assert_eq!(typed, ["I. Specimen", "I. Specimen"], "whoever types it, it says so");
    let correct = |record| CorrectRecord { record, field: "knows".to_owned(), value: "\"Other\"".to_owned() };
    assert_eq!(plain(&table.refused(correct_record, correct(first))), Some(Plain::AlreadySigned));
    let words: Vec<&str> =
        view.cases[0].rows.iter().filter(|row| row.agency == Agency::Health).map(|row| row.knows.as_str()).collect();
    assert_eq!(words, ["Known to community team", "The team was the crisis team."]);
}

#[test]
fn the_signer_knows_how_many_cases_are_carried_over_and_they_come_first_next_time() {
    let mut table = Table::laid();
    let heard = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let parked = table.case("N-26-0002", CaseState::AwaitingMeeting, "");
    table.case("N-26-0003", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let ask = table.decide(meeting, heard, &["advocate_only"]);
    table.give(decisions::record_decision, ask);
    let to_park = MoveItem { meeting, case: parked, to: ItemState::Parked, reason: "Officer on the telephone".to_owned() };
    table.give(agenda::move_item, to_park);
    table.case("N-26-0004", CaseState::Monitoring, "");
    let late = AddLateCase { meeting, reference: "n-26-0004".to_owned(), why: String::new() };
    assert!(table.give(agenda::add_late_case, late.clone()).items[3].late);
    assert_eq!(plain(&table.refused(agenda::add_late_case, late)), Some(Plain::AlreadyOnAgenda));
    let end = |carry_over| EndMeeting { meeting, carry_over, reflection: "Went well.".to_owned() };
    assert_eq!(plain(&table.refused(minutes::end_meeting, end(2))), Some(Plain::CasesStillWaiting));
    let view = table.give(minutes::end_meeting, end(3));
    assert!(view.signed_at.is_some());
    assert_eq!(view.chair, "I. Specimen");
    let past = agenda::meetings(&mut table.sit(), Nothing {}).unwrap().past;
    assert_eq!((past[0].cases, past[0].agencies), (1, 3));
    table.now += TimeDelta::days(1);
    let next = next_agenda(&table.sit()).unwrap();
    assert_eq!(next.items.len(), 3, "what was heard does not come back");
    assert!(next.items.iter().all(|item| item.why == "Carried over from 23 Nov"));
    assert_eq!(next.planned_at.to_rfc3339(), "2026-11-24T09:30:00+00:00");
}

#[test]
fn minutes_say_what_was_due_and_not_done_and_go_on_saying_it() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let first = table.open();
    table.come(first, &THREE);
    let mut ask = table.decide(first, case, &["advocate_only"]);
    ask.actions = vec![table.action(Agency::Police)];
    table.give(decisions::record_decision, ask);
    let end = |meeting| EndMeeting { meeting, carry_over: 0, reflection: "Nothing to note".to_owned() };
    assert!(table.give(minutes::end_meeting, end(first)).incomplete.is_empty(), "its own actions are new");
    table.now += TimeDelta::days(1);
    let second = table.open();
    table.come(second, &THREE);
    let view = table.give(minutes::end_meeting, end(second));
    assert_eq!(view.incomplete.len(), 1);
    let action = view.incomplete[0].action;
    let done = crate::asks::casework::MoveAction { action, step: crate::asks::casework::ActionStep::Done };
    table.give(crate::actions::move_action, done);
    let later = table.give(minutes::minutes, WhichMeeting { meeting: second });
    assert_eq!((later.incomplete.len(), later.incomplete[0].status), (1, ActionStatus::Accepted), "as signed");
}

//! Signing the minutes, adding to them afterwards, and what is carried over to the next meeting.

use crate::agenda_view::next_agenda;
use crate::asks::meeting::*;
use crate::asks::shared::Nothing;
use crate::meeting_table::{THREE, Table, plain, said};
use crate::trouble::Plain;
use crate::{agenda, decisions, minutes, room};
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
    let end = EndMeeting { meeting, carry_over: 1, reflection: String::new() };
    table.give(minutes::end_meeting, end);
    let told = table.refused(room::type_contribution, said(meeting, case, Agency::Health, "Other", ""));
    assert_eq!(plain(&told), Some(Plain::AlreadySigned));
    let text = "The team was the crisis team.".to_owned();
    table.give(
        minutes::add_to_minutes,
        AddToMinutes { meeting, case, agency: Agency::Health, text, said_by: "R. Pattern".to_owned() },
    );
    let view = table.give(minutes::minutes, WhichMeeting { meeting });
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

//! What comes in, on two real stores that exchange real bundle files: nothing lost, nothing believed too easily.

use crate::arriving_table::{Side, amend, apart_for_a_week, day, key, order, two_units, with_order};
use crate::arriving_undo::{bring_back_import, imports, undo_import};
use crate::asks::arrive::{
    ArrivingVerdict, ConflictChoice, ConflictView, HeldHere, ListConflicts, Pick, SettleConflict, UndoImport, WhichImport,
};
use crate::asks::cases::{ReadTimeline, TimelineFilter};
use crate::asks::shared::Nothing;
use crate::conflicts::{conflicts, settle_conflict};
use crate::keeping::id_of;
use casework::agency::Agency;
use casework::body::Kind;
use casework::checks::ReplyKind;
use casework::referral::CaseState;
use serde_json::json;

fn pick_of(view: &ConflictView, ours: bool) -> ConflictChoice {
    let value = view.values.iter().find(|value| value.ours == ours).unwrap();
    ConflictChoice { record: view.record, field: view.field.clone(), pick: Pick::Entry(value.entry) }
}

#[test]
fn opening_a_bundle_shows_what_would_come_and_changes_nothing_but_the_log() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let records = theirs.carried(case);
    let file = theirs.seal(&mut ours, &records);
    let before = ours.state(case);
    let view = ours.view(&file);
    let after = ours.state(case);
    assert_eq!((before.0, before.1 + 1), after);
    assert_eq!((view.cases.len(), view.cases[0].held, view.cases[0].reference.as_str()), (1, HeldHere::New, "E-26-0412"));
    assert_eq!((view.cases[0].new, view.cases[0].changed), (u32::try_from(records.len()).unwrap(), 0));
    assert_eq!(view.seal.partner_name, "Northmoor unit");
    assert!(view.seal.compared.starts_with("compared by voice"), "{}", view.seal.compared);
    assert_eq!(view.seal.under, "Northmoor and Eastshire, version 1");
    assert_eq!(view.cases[0].not_in_it, ["Suspect health"]);
    assert!(ours.table.sit().store().case_by_reference("E-26-0412").unwrap().is_none());
}

#[test]
fn a_case_that_is_new_here_stands_in_lists_and_search_under_the_senders_reference_with_its_terms() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let records = theirs.carried(case);
    let file = theirs.seal(&mut ours, &records);
    let taken = ours.take(&file, case);
    assert_eq!((taken.new, taken.refused, taken.open_conflicts), (u32::try_from(records.len()).unwrap(), 0, 0));
    assert_eq!(ours.carried(case), records, "every entry as it was written");
    let sitting = ours.table.sit();
    let row = sitting.store().case_by_reference("E-26-0412").unwrap().unwrap();
    assert_eq!((row.case, row.victim_label.as_str()), (id_of(case.into()), "Alys Example"));
    assert!(sitting.store().find("Dewi Sample", 9).unwrap().iter().any(|found| found.case == Some(row.case)));
    let view = conflicts(&mut ours.table.sit(), ListConflicts { case: Some(case) }).unwrap();
    let source = &view.sources[0];
    assert_eq!((source.records.len(), source.delete_by), (records.len(), day("2027-11-22")));
    assert_eq!(source.terms[..2], ["May not be passed on.", "May not be printed."]);
    assert!(ours.table.sit().store().verify_chains().is_ok());
}

#[test]
fn what_an_agency_said_comes_in_although_what_it_was_asked_stayed_with_the_sender() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    theirs.table.check(case, Agency::Health, Some(ReplyKind::Withheld));
    let mut records = theirs.carried(case);
    records.retain(|record| record.kind != Kind::AgencyCheck.code());
    assert!(records.iter().any(|record| record.kind == Kind::AgencyReply.code()));
    let file = theirs.seal(&mut ours, &records);
    let taken = ours.take(&file, case);
    assert_eq!((taken.new, taken.refused), (u32::try_from(records.len()).unwrap(), 0));
}

#[test]
fn the_same_bundle_again_leaves_one_act_and_nothing_else() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let file = theirs.seal_case(&mut ours, case);
    ours.take(&file, case);
    let before = ours.state(case);
    assert_eq!(key(ours.look(&file)), "bundle_known");
    assert_eq!(key(ours.try_take(&file, vec![(case, ArrivingVerdict::Accept)], vec![])), "bundle_known");
    assert_eq!(ours.state(case), (before.0, before.1 + 2));
    assert_eq!(imports(&mut ours.table.sit(), Nothing {}).unwrap().imports.len(), 1);
}

#[test]
fn two_units_apart_for_a_week_come_together_and_lose_no_edit() {
    let (mut ours, mut theirs) = two_units();
    let (case, order_id, file) = apart_for_a_week(&mut ours, &mut theirs);
    let view = ours.view(&file);
    let found = &view.cases[0].conflicts;
    assert_eq!((view.cases[0].held, found.len()), (HeldHere::Held, 1));
    assert_eq!(view.cases[0].not_in_it, ["Suspect health"], "what is known already was in it all the same");
    assert_eq!((found[0].field.as_str(), found[0].dangerous), ("ends_on", true));
    let said: Vec<_> = found[0].values.iter().map(|value| (value.ours, value.shown.as_str())).collect();
    assert_eq!(said, [(true, "24 December 2026"), (false, "12 February 2027")]);
    assert!(found[0].values[1].who.ends_with("Eastshire unit"), "{}", found[0].values[1].who);
    let accept = || vec![(case, ArrivingVerdict::Accept)];
    let before = ours.state(case);
    assert_eq!(key(ours.try_take(&file, accept(), vec![])), "conflicts_without_choice");
    assert_eq!(ours.state(case), before, "nothing came in, not even an act");
    ours.try_take(&file, accept(), vec![pick_of(&found[0], false)]).unwrap();
    let settled = order(&mut ours, order_id);
    assert_eq!((settled.ends_on, settled.served_on), (day("2027-02-12"), day("2026-10-02")));
    assert_eq!(settled.note, "Copied from the court's letter.");
    let history = ours.table.sit().store().history(id_of(order_id)).unwrap();
    let ends: Vec<_> =
        history.iter().filter(|line| line.entry.field == "ends_on").filter_map(|line| line.value.clone()).collect();
    assert_eq!(ends, [json!("2026-12-24"), json!("2027-02-12"), json!("2027-02-12")]);
    // The decision goes back, and there too both stand where the decision put them.
    let back = ours.seal_case(&mut theirs, case);
    theirs.table.now = ours.table.now;
    let view = theirs.view(&back);
    assert!(view.cases[0].conflicts.is_empty());
    theirs.take(&back, case);
    assert_eq!(order(&mut theirs, order_id), settled);
    assert_eq!(theirs.carried(case), ours.carried(case), "both hold every entry");
}

#[test]
fn what_is_kept_side_by_side_shows_the_safer_value_and_waits_on_the_list_until_somebody_settles_it() {
    let (mut ours, mut theirs) = two_units();
    let (case, order_id, file) = apart_for_a_week(&mut ours, &mut theirs);
    let choice = ConflictChoice { record: order_id, field: "ends_on".to_owned(), pick: Pick::Both };
    let taken = ours.try_take(&file, vec![(case, ArrivingVerdict::Accept)], vec![choice]).unwrap();
    assert_eq!(taken.open_conflicts, 1);
    assert_eq!(order(&mut ours, order_id).ends_on, day("2026-12-24"), "alerts go by the earlier day");
    let open = conflicts(&mut ours.table.sit(), ListConflicts { case: None }).unwrap().conflicts;
    assert_eq!((open.len(), open[0].reference.as_str()), (1, "N-26-0098"));
    assert!(open[0].meanwhile.contains("24 December 2026"), "{}", open[0].meanwhile);
    let theirs_value = open[0].values.iter().find(|value| !value.ours).unwrap();
    let ask = || SettleConflict { record: order_id, field: "ends_on".to_owned(), entry: theirs_value.entry };
    ours.table.give(settle_conflict, ask());
    assert_eq!(order(&mut ours, order_id).ends_on, day("2027-02-12"));
    assert!(conflicts(&mut ours.table.sit(), ListConflicts { case: None }).unwrap().conflicts.is_empty());
    assert_eq!(ours.table.refused(settle_conflict, ask()).key(), "conflict_settled");
}

#[test]
fn an_import_taken_back_is_in_no_list_and_can_be_brought_back_whole() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let file = theirs.seal_case(&mut ours, case);
    let import = ours.take(&file, case).import;
    let whole = ours.state(case).0;
    let undo = |why: &str| UndoImport { import, why: why.to_owned() };
    assert_eq!(ours.table.refused(undo_import, undo(" ")).key(), "fields");
    ours.table.give(undo_import, undo("Sent by mistake."));
    assert!(ours.state(case).0.is_empty());
    assert!(ours.table.sit().store().case_by_reference("E-26-0412").unwrap().is_none());
    assert!(ours.table.sit().store().find("Dewi Sample", 9).unwrap().is_empty());
    assert_eq!(ours.table.refused(undo_import, undo("Again.")).key(), "already_undone");
    ours.table.give(bring_back_import, WhichImport { import });
    assert_eq!(ours.state(case).0, whole);
    assert!(ours.table.sit().store().case_by_reference("E-26-0412").unwrap().is_some());
    assert_eq!(ours.table.refused(bring_back_import, WhichImport { import }).key(), "not_undone");
}

#[test]
fn people_who_may_be_the_same_are_named_with_what_speaks_for_it_and_stay_apart() {
    let (mut theirs, mut ours) = two_units();
    let (case, _) = with_order(&mut theirs, "E-26-0412");
    let held = ours.table.case("N-26-0007", CaseState::Active, "");
    let file = theirs.seal_case(&mut ours, case);
    let same = ours.view(&file).cases[0].perhaps_same.clone();
    assert_eq!((same.len(), same[0].case), (1, held));
    assert_eq!(same[0].because, "Stands there too: the name of the perpetrator, the name of the victim");
    ours.take(&file, case);
    assert_ne!(ours.state(case).0, ours.state(held).0);
}

#[test]
fn what_came_stands_in_the_timeline_where_it_was_written_and_not_where_it_arrived() {
    let (mut theirs, mut ours) = two_units();
    let (case, order_id) = with_order(&mut theirs, "E-26-0412");
    amend(&mut theirs, order_id, "made_on", json!(null));
    let written = theirs.table.now.timestamp_millis();
    let file = theirs.seal_case(&mut ours, case);
    ours.table.now = theirs.table.now + chrono::TimeDelta::days(5);
    let import = ours.take(&file, case).import;
    let at = |side: &mut Side| {
        let lines = side.table.sit().store().timeline(id_of(case.into()), &store::TimelineAsked::default()).unwrap();
        lines.iter().find(|line| line.record == id_of(order_id)).unwrap().at_ms
    };
    assert_eq!((at(&mut theirs), at(&mut ours)), (written, written));
    let made = |side: &mut Side| side.table.sit().store().the_record(id_of(order_id)).unwrap().made_at_ms;
    assert_eq!(made(&mut ours), made(&mut theirs), "and it is as old as it is there");
    ours.table.give(undo_import, UndoImport { import, why: "Sent by mistake.".to_owned() });
    ours.table.give(bring_back_import, WhichImport { import });
    assert_eq!(at(&mut ours), written, "also after it was taken back and brought back");
}

#[test]
fn a_timeline_read_line_by_line_holds_each_line_once_though_an_order_is_older_than_its_record() {
    let (mut ours, _) = two_units();
    let (case, _) = with_order(&mut ours, "N-26-0098");
    for agency in [Agency::Health, Agency::Probation] {
        ours.table.check(case, agency, Some(ReplyKind::Withheld));
    }
    let page = |side: &mut Side, after, limit| {
        let ask = ReadTimeline { case, after, only: TimelineFilter::All, limit };
        crate::cases::timeline(&mut side.table.sit(), ask).unwrap()
    };
    let whole = page(&mut ours, None, 50).lines;
    assert!(whole.len() >= 3, "{whole:?}");
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let view = page(&mut ours, after, 1);
        seen.extend(view.lines.iter().map(|line| line.record));
        after = seen.last().copied();
        if !view.more {
            break;
        }
    }
    assert_eq!(seen, whole.iter().map(|line| line.record).collect::<Vec<_>>());
}

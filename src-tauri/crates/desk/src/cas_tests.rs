//! A CAS on a real store: gaps, blockers, signing, the next one with judgements blank, words beneath an agreed one.

use crate::asks::cas::*;
use crate::cas::{agree_cas, cas_list, start_cas};
use crate::cas_answers::{add_addendum, answer_cas, record_dissent, write_cas_cell};
use crate::cas_standing::void_cas;
use crate::decisions::record_decision;
use crate::keeping::Kept;
use crate::meeting_table::{THREE, Table, fields, plain};
use crate::trouble::{Plain, Refusal};
use casework::agency::Agency;
use casework::cas::{CasCell, CasStatus, CellKind};
use casework::ids::{CasId, CaseId};
use casework::meeting::Dissent;
use casework::referral::CaseState;

/// A case the room has heard, and its first CAS.
fn begun(table: &mut Table) -> (CaseId, CasView) {
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    let ask = table.decide(meeting, case, &["advocate_only"]);
    table.give(record_decision, ask);
    let view = table.give(start_cas, StartCas { case, trigger: "first_clinic".to_owned() });
    (case, view)
}

fn cell(cas: CasId, agency: Agency, kind: CellKind, text: &str) -> WriteCasCell {
    WriteCasCell {
        cas,
        row: "what_has_happened".to_owned(),
        agency,
        kind,
        text: text.to_owned(),
        said_by: "R. Pattern".to_owned(),
    }
}

fn answer(cas: CasId, question: &str, answer: &str) -> AnswerCas {
    AnswerCas { cas, question: question.to_owned(), answer: answer.to_owned() }
}

fn question<'a>(view: &'a CasView, id: &str) -> &'a CasQuestionView {
    view.sections.iter().flat_map(|section| &section.questions).find(|question| question.id == id).unwrap()
}

/// Any answer that fits.
fn some_answer(question: &CasQuestionView) -> String {
    match question.kind.as_str() {
        "date" => "2026-12-04".to_owned(),
        "number" => "3".to_owned(),
        "yes_no_unknown" => "no".to_owned(),
        "choice" | "several" | "judgement" => question.options[0].code.clone(),
        _ => "Fixture words.".to_owned(),
    }
}

/// Answers whatever stands in the way until only the room's own business is left.
fn filled(table: &mut Table, cas: CasId, mut view: CasView) -> CasView {
    for _ in 0..200 {
        let Some(open) = view.blockers.iter().find(|blocker| !blocker.question.is_empty()) else {
            return view;
        };
        let text = some_answer(question(&view, &open.question));
        let ask = answer(cas, &open.question.clone(), &text);
        view = table.give(answer_cas, ask);
    }
    unreachable!("the blockers do not end: {:?}", view.blockers);
}

fn ready(table: &mut Table) -> (CaseId, CasId) {
    let (case, view) = begun(table);
    let cas = view.cas;
    table.give(write_cas_cell, cell(cas, Agency::Police, CellKind::Information, "Two visits since the order."));
    table.give(write_cas_cell, cell(cas, Agency::Health, CellKind::CheckedNothingKnown, ""));
    table.give(answer_cas, answer(cas, "relationship", "ex_partner_cohabited"));
    let view = table.give(record_dissent, RecordDissent { cas, dissent: Vec::new(), no_dissent: true });
    let view = filled(table, cas, view);
    assert!(view.blockers.is_empty(), "{:?}", view.blockers);
    (case, cas)
}

#[test]
fn a_gap_is_not_nothing_known_and_not_another_agency_s_business() {
    let mut table = Table::laid();
    let (case, view) = begun(&mut table);
    let cas = view.cas;
    assert!(view.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.kind == CellKind::Gap), "nobody wrote yet");
    table.give(write_cas_cell, cell(cas, Agency::Police, CellKind::Information, "One visit."));
    table.give(write_cas_cell, cell(cas, Agency::Police, CellKind::Information, "Two visits."));
    table.give(write_cas_cell, cell(cas, Agency::Health, CellKind::CheckedNothingKnown, ""));
    let view = table.give(write_cas_cell, cell(cas, Agency::Housing, CellKind::NotForThisAgency, ""));
    let kind = |agency| view.rows[0].cells.iter().find(|cell| cell.agency == agency).map(|cell| cell.kind);
    assert_eq!(kind(Agency::Police), Some(CellKind::Information));
    assert_eq!(kind(Agency::Health), Some(CellKind::CheckedNothingKnown));
    assert_eq!(kind(Agency::Housing), Some(CellKind::NotForThisAgency));
    assert_eq!(kind(Agency::VictimAdvocacy), Some(CellKind::Gap));
    let kept: Vec<Kept<CasCell>> = table.sit().filed_under(case).unwrap();
    assert_eq!(kept.len(), 3, "a cell is corrected, not repeated");
    assert_eq!(kept[1].owner, Agency::Health, "an agency owns what it says, whoever types it");
    let told = table.refused(write_cas_cell, cell(cas, Agency::Police, CellKind::Information, " "));
    assert_eq!(fields(told), ["text"]);
}

#[test]
fn an_answer_must_fit_its_question_and_the_record_s_own_answers_are_not_typed() {
    let mut table = Table::laid();
    let (_, view) = begun(&mut table);
    let cas = view.cas;
    assert_eq!(question(&view, "chair").answer, "I. Specimen, detective inspector");
    assert_eq!(question(&view, "cas_number").answer, "1");
    for (id, text) in [("trigger", "no_such"), ("last_contact_on", "last week"), ("chair", "Somebody"), ("pattern", "not_asked")]
    {
        assert_eq!(fields(table.refused(answer_cas, answer(cas, id, text))), ["answer"], "{id}");
    }
    let long = "x".repeat(1_501);
    assert_eq!(fields(table.refused(answer_cas, answer(cas, "formulation_summary", &long))), ["answer"]);
    let rows = r#"[{"date":"2026-11","description":"A visit.","contact":"unknown"}]"#;
    let view = table.give(answer_cas, answer(cas, "timeline", rows));
    let kept: serde_json::Value = serde_json::from_str(&question(&view, "timeline").answer).unwrap();
    assert_eq!(kept, serde_json::from_str::<serde_json::Value>(rows).unwrap(), "entries come back as they were typed");
    let view = table.give(answer_cas, answer(cas, "pattern", "unknown"));
    assert_eq!(question(&view, "pattern").answer, "unknown");
    let view = table.give(answer_cas, answer(cas, "pattern", ""));
    assert_eq!(question(&view, "pattern").answer, "", "an answer can be taken back");
}

#[test]
fn a_cas_is_not_agreed_until_two_agencies_spoke_and_dissent_is_settled() {
    let mut table = Table::laid();
    let (_, view) = begun(&mut table);
    let cas = view.cas;
    table.give(answer_cas, answer(cas, "relationship", "stranger"));
    let view = table.give(write_cas_cell, cell(cas, Agency::Police, CellKind::Information, "Two visits."));
    let view = filled(&mut table, cas, view);
    assert_eq!(view.blockers.len(), 2, "{:?}", view.blockers);
    assert!(matches!(table.refused(agree_cas, WhichCas { cas }), Refusal::Blocked(found) if found.len() == 2));
    let told = table.refused(record_dissent, RecordDissent { cas, dissent: Vec::new(), no_dissent: false });
    assert_eq!(fields(told), ["dissent"]);
    let view_of = Dissent {
        agency: Agency::VictimAdvocacy,
        view: "Violence is higher".to_owned(),
        reason: "A knife was shown.".to_owned(),
    };
    table.give(record_dissent, RecordDissent { cas, dissent: vec![view_of.clone()], no_dissent: false });
    table.give(write_cas_cell, cell(cas, Agency::VictimAdvocacy, CellKind::Information, "A knife was shown."));
    let view = table.give(agree_cas, WhichCas { cas });
    assert_eq!((view.status, view.dissent), (CasStatus::Agreed, vec![view_of]), "dissent is kept");
}

#[test]
fn an_agreed_cas_never_changes_and_late_words_stand_beneath_it() {
    let mut table = Table::laid();
    let (_, cas) = ready(&mut table);
    let late = AddAddendum { cas, agency: Agency::Probation, text: "On licence until May.".to_owned() };
    assert_eq!(fields(table.refused(add_addendum, late.clone())), ["cas"], "a draft takes it itself");
    let view = table.give(agree_cas, WhichCas { cas });
    assert_eq!(question(&view, "agreed_by_chair").answer, "I. Specimen, detective inspector");
    assert_eq!(question(&view, "content_hash").answer.len(), 14);
    assert_eq!(plain(&table.refused(answer_cas, answer(cas, "pattern", "steady"))), Some(Plain::AlreadySigned));
    let told = table.refused(write_cas_cell, cell(cas, Agency::Health, CellKind::Gap, ""));
    assert_eq!(plain(&told), Some(Plain::AlreadySigned));
    assert_eq!(plain(&table.refused(agree_cas, WhichCas { cas })), Some(Plain::AlreadySigned));
    let view = table.give(add_addendum, late);
    assert_eq!(view.addenda.len(), 1);
}

#[test]
fn the_next_cas_carries_facts_marked_and_starts_judgements_blank() {
    let mut table = Table::laid();
    let (case, first) = ready(&mut table);
    table.give(agree_cas, WhichCas { cas: first });
    let next = StartCas { case, trigger: "new_incident".to_owned() };
    let view = table.give(start_cas, next.clone());
    assert_eq!((view.number, view.previous), (2, Some(first)));
    let fact = question(&view, "relationship");
    assert_eq!((fact.answer.as_str(), fact.carried.as_str()), ("ex_partner_cohabited", "carried from CAS 1"));
    for judged in ["persistence_level", "violence_level", "stalker_type", "formulation_summary", "decision"] {
        assert_eq!(question(&view, judged).answer, "", "{judged} is judged afresh");
    }
    assert!(view.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.kind == CellKind::Gap), "each agency speaks again");
    assert_eq!(plain(&table.refused(start_cas, next)), Some(Plain::DraftAlreadyThere));
    let view = table.give(answer_cas, answer(view.cas, "relationship", "stranger"));
    assert_eq!(question(&view, "relationship").carried, "", "answered afresh");
    let list = cas_list(&mut table.sit(), crate::asks::shared::WhichCase { case }).unwrap().list;
    let standing: Vec<_> = list.iter().map(|row| (row.number, row.status)).collect();
    assert_eq!(standing, [(2, CasStatus::Draft), (1, CasStatus::Agreed)], "the first stands until the second is agreed");
}

#[test]
fn a_cas_signed_by_mistake_is_made_void_with_a_reason_and_the_one_before_stands_again() {
    let mut table = Table::laid();
    let (case, first) = ready(&mut table);
    table.give(agree_cas, WhichCas { cas: first });
    let shown = crate::room_facts::levels(&table.sit(), case).unwrap();
    let persistence = shown.iter().find(|level| level.judged_by.ends_with("by CAS 1: persistence")).unwrap();
    assert_eq!(persistence.label, "Low", "the form's first option, as it was answered");
    let void = |reason: &str| VoidCas { cas: first, reason: reason.to_owned() };
    assert_eq!(fields(table.refused(void_cas, void(" "))), ["reason"]);
    let told = table.refused(void_cas, void("It names 12 Mulberry Court."));
    assert!(matches!(told, Refusal::TextHits(_)));
    let view = table.give(void_cas, void("Signed on the wrong case."));
    assert_eq!(view.status, CasStatus::Void);
    assert!(view.void_words.ends_with("by I. Specimen: Signed on the wrong case."), "{}", view.void_words);
    assert_eq!(question(&view, "relationship").answer, "ex_partner_cohabited", "not a word of it is gone");
    assert_eq!(fields(table.refused(void_cas, void("Again."))), ["cas"]);
    let levels = crate::room_facts::levels(&table.sit(), case).unwrap();
    assert!(levels.iter().all(|level| !level.judged_by.contains("CAS")), "a void judgement is nobody's");
    let view = table.give(start_cas, StartCas { case, trigger: "other".to_owned() });
    assert_eq!((view.number, view.previous), (2, None), "the number is not used again, and nothing is carried from it");
}

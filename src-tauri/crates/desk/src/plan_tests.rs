//! A plan on a real store: blockers, agreeing, actions opened once, and numbered copies with their files.

use crate::asks::copies::{CheckPage, EndCopy, ListCopies, PageStanding};
use crate::asks::papers::{PaperSaved, PrintAs, PrintPaper, PrintPlan, WhichPaper};
use crate::asks::plan::*;
use crate::asks::shared::WhichCase;
use crate::copies::{check_page, end_copy, list_copies};
use crate::keeping::{Doing, Filing, Kept};
use crate::meeting_table::{Table, fields, plain};
use crate::paper_places::Answers;
use crate::papers::print_plan;
use crate::papers_other::print_paper;
use crate::plan::{start_plan, write_plan};
use crate::plan_agreeing::agree_plan;
use crate::plan_comparing::compare_plans;
use crate::plan_preview::preview_plan;
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use casework::action::{Action, ActionStatus, Heading, Priority};
use casework::agency::Agency;
use casework::contact::{Channel, ContactChannel, ContactDetail, SafeAnswer};
use casework::ids::{CaseId, PlanId};
use casework::incident::YesNoUnknown;
use casework::plan::{Contingency, CopyFate, LineStatus, PlanLine, PlanState};
use casework::referral::CaseState;

fn line(agency: Agency, text: &str) -> PlanLine {
    PlanLine {
        heading: Heading::VictimSafety,
        text: text.to_owned(),
        owner_agency: Some(agency),
        owner_person: "K. Specimen".to_owned(),
        due_on: chrono::NaiveDate::from_ymd_opt(2026, 11, 27),
        priority: Priority::Routine,
        status: LineStatus::Open,
        accepted: true,
        status_reason: String::new(),
    }
}

fn write(table: &mut Table, plan: PlanId, part: PlanPart) -> PlanPage {
    table.give(write_plan, WritePlan { plan, part })
}

/// A draft with nothing in its way.
fn drafted(table: &mut Table) -> (CaseId, PlanId) {
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let page = table.give(start_plan, WhichCase { case });
    let plan = page.current.unwrap().plan;
    write(table, plan, PlanPart::WhatWorriesUs { text: "Visits are closer together.".to_owned() });
    write(table, plan, PlanPart::VictimWishes { text: "Work is told, school is not.".to_owned() });
    let lines = vec![line(Agency::VictimAdvocacy, "Fit an alarm"), line(Agency::Housing, "Change the locks")];
    write(table, plan, PlanPart::Lines { lines });
    let then = Contingency {
        if_text: "A visit".to_owned(),
        then_text: "Ring 999".to_owned(),
        who_acts: "Everyone".to_owned(),
        within: String::new(),
        out_of_hours: String::new(),
    };
    write(table, plan, PlanPart::Contingencies { lines: vec![then] });
    let page = write(table, plan, PlanPart::ReviewOn { on: chrono::NaiveDate::from_ymd_opt(2026, 12, 4) });
    assert!(page.current.unwrap().blockers.is_empty());
    (case, plan)
}

fn agreeing(plan: PlanId, agencies: &[Agency]) -> AgreePlan {
    let one =
        |agency: &Agency| AgreeingAgency { agency: *agency, name: "P. Dummy".to_owned(), job: "detective sergeant".to_owned() };
    AgreePlan { plan, agreed_by: agencies.iter().map(one).collect() }
}

fn actions(table: &mut Table, case: CaseId) -> Vec<(String, ActionStatus, Option<PlanId>)> {
    let kept: Vec<Kept<Action>> = table.sit().filed_under(case).unwrap();
    kept.into_iter().map(|kept| (kept.body.text, kept.body.status, kept.body.plan)).collect()
}

fn print(table: &mut Table, mut to: Answers, plan: PlanId) -> Outcome<crate::asks::papers::PaperSaved> {
    let ask = PrintPlan {
        plan,
        holder: "K. Specimen".to_owned(),
        holder_agency: Agency::VictimAdvocacy,
        purpose: "To work the plan".to_owned(),
        of: None,
        print: PrintAs::Standard,
        printer: None,
        contact: None,
    };
    let mut sitting = table.sit();
    sitting.surroundings = &mut to;
    print_plan(&mut sitting, ask)
}

fn acts(table: &mut Table) -> u64 {
    table.sit().store().audit_head().0
}

#[test]
fn a_plan_needs_two_agencies_by_name_and_nothing_in_its_way() {
    let mut table = Table::laid();
    let (case, plan) = drafted(&mut table);
    let twice = agreeing(plan, &[Agency::Police, Agency::Police]);
    assert_eq!(fields(table.refused(agree_plan, twice)), ["agreed_by"]);
    assert_eq!(plain(&table.refused(start_plan, WhichCase { case })), Some(Plain::DraftAlreadyThere));
    write(&mut table, plan, PlanPart::ReviewOn { on: None });
    let both = agreeing(plan, &[Agency::Police, Agency::VictimAdvocacy]);
    assert!(matches!(table.refused(agree_plan, both.clone()), Refusal::Blocked(found) if found[0].field == "review_on"));
    write(&mut table, plan, PlanPart::ReviewOn { on: chrono::NaiveDate::from_ymd_opt(2026, 12, 4) });
    let page = write(&mut table, plan, PlanPart::NotKnown { text: "Who was seen near 12 Mulberry Court.".to_owned() });
    let view = page.current.unwrap();
    assert_eq!((view.hits.len(), view.blockers.len()), (1, 1));
    assert!(!view.blockers[0].words.contains("Mulberry"), "a blocker says where, never what");
    assert!(matches!(table.refused(agree_plan, both), Refusal::TextHits(hits) if hits[0].field == "not known"));
}

#[test]
fn lines_become_actions_once_and_only_proposed_for_an_agency_outside_the_room() {
    let mut table = Table::laid();
    let (case, first) = drafted(&mut table);
    let page = table.give(agree_plan, agreeing(first, &[Agency::Police, Agency::VictimAdvocacy]));
    assert_eq!(page.current.unwrap().body.state, PlanState::Agreed);
    let opened = [
        ("Fit an alarm".to_owned(), ActionStatus::Accepted, Some(first)),
        ("Change the locks".to_owned(), ActionStatus::Proposed, Some(first)),
    ];
    assert_eq!(actions(&mut table, case), opened);
    let told = table.refused(write_plan, WritePlan { plan: first, part: PlanPart::ReviewOn { on: None } });
    assert_eq!(plain(&told), Some(Plain::AlreadySigned));
    let page = table.give(start_plan, WhichCase { case });
    let draft = page.current.unwrap();
    assert_eq!((draft.body.version, draft.body.lines.len(), draft.body.review_on), (2, 2, None));
    assert!(!draft.body.lines[1].accepted, "a line stands as its action stands");
    let second = draft.plan;
    let mut lines = draft.body.lines;
    lines[0].status = LineStatus::Done;
    lines[1].accepted = true;
    write(&mut table, second, PlanPart::Lines { lines });
    write(&mut table, second, PlanPart::ReviewOn { on: chrono::NaiveDate::from_ymd_opt(2026, 12, 4) });
    let page = table.give(agree_plan, agreeing(second, &[Agency::Police, Agency::Housing]));
    let states: Vec<_> = page.versions.iter().map(|row| (row.version, row.state)).collect();
    assert_eq!(states, [(2, PlanState::Agreed), (1, PlanState::Superseded)]);
    let carried = [
        ("Fit an alarm".to_owned(), ActionStatus::Done, Some(second)),
        ("Change the locks".to_owned(), ActionStatus::Accepted, Some(second)),
    ];
    assert_eq!(actions(&mut table, case), carried, "nobody is asked twice");
}

#[test]
fn copies_are_numbered_with_their_files_and_never_without() {
    let mut table = Table::laid();
    let (case, plan) = drafted(&mut table);
    table.give(agree_plan, agreeing(plan, &[Agency::Police, Agency::VictimAdvocacy]));
    let folder = tempfile::tempdir().unwrap();
    let before = acts(&mut table);
    assert!(!print(&mut table, Answers::ChangesTheirMind, plan).unwrap().saved);
    let full = print(&mut table, Answers::FullDisk, plan).unwrap_err();
    assert!(matches!(full, Trouble::Refusal(Refusal::Plain(Plain::DiskFull))));
    let gone = print(&mut table, Answers::Saves(folder.path().join("no such folder")), plan).unwrap_err();
    assert!(matches!(gone, Trouble::Refusal(Refusal::Plain(Plain::CannotWriteThere))));
    assert_eq!(acts(&mut table), before, "nothing printed, nothing recorded");
    for number in 1..=2 {
        let saved = print(&mut table, Answers::Saves(folder.path().to_owned()), plan).unwrap();
        assert_eq!((saved.saved, saved.copy), (true, number));
        let file = std::fs::read(folder.path().join(format!("N-26-0001-v1-c{number}.pdf"))).unwrap();
        assert!(file.starts_with(b"%PDF") && u64::try_from(file.len()).unwrap() == saved.bytes);
    }
    assert_eq!(acts(&mut table), before + 2);
    let page = crate::plan::plan(&mut table.sit(), WhichCase { case }).unwrap();
    assert_eq!(page.copies.iter().map(|copy| copy.copy).collect::<Vec<_>>(), [2, 1]);
    assert_ne!(page.copies[0].seal, page.copies[1].seal, "each copy has its own seal");
}

#[test]
fn a_draft_prints_without_number_or_seal_and_a_superseded_version_not_at_all() {
    let mut table = Table::laid();
    let (case, first) = drafted(&mut table);
    let folder = tempfile::tempdir().unwrap();
    let saved = print(&mut table, Answers::Saves(folder.path().to_owned()), first).unwrap();
    assert_eq!((saved.saved, saved.copy, saved.seal.as_str()), (true, 0, ""));
    assert!(folder.path().join("N-26-0001-v1-draft.pdf").exists());
    let page = crate::plan::plan(&mut table.sit(), WhichCase { case }).unwrap();
    assert!(page.copies.is_empty());
    table.give(agree_plan, agreeing(first, &[Agency::Police, Agency::VictimAdvocacy]));
    let second = table.give(start_plan, WhichCase { case }).current.unwrap();
    let lines = second.body.lines.into_iter().map(|line| PlanLine { accepted: true, ..line }).collect();
    write(&mut table, second.plan, PlanPart::Lines { lines });
    write(&mut table, second.plan, PlanPart::ReviewOn { on: chrono::NaiveDate::from_ymd_opt(2026, 12, 4) });
    table.give(agree_plan, agreeing(second.plan, &[Agency::Police, Agency::Housing]));
    let told = print(&mut table, Answers::Saves(folder.path().to_owned()), first).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Fields(found)) if found[0].field == "plan"));
}

#[test]
fn the_paper_holds_no_number_or_address_of_the_victim() {
    let mut table = Table::laid();
    let (case, plan) = drafted(&mut table);
    let channel = ContactChannel {
        kind: Channel::Phone,
        address: "01632 960199".to_owned(),
        safe: SafeAnswer::Yes,
        shared_device: YesNoUnknown::No,
        perpetrator_may_access: YesNoUnknown::No,
    };
    let detail = ContactDetail {
        channels: vec![channel],
        code_word: String::new(),
        safe_place: "Canary Lodge".to_owned(),
        emergency_contact: String::new(),
    };
    let mut sitting = table.sit();
    sitting
        .write(Doing::in_case("record_safe_contact", case), |w| w.create(Filing::under(case, Agency::VictimAdvocacy), &detail))
        .unwrap();
    let (_, kept) = crate::plan::read_plan(&sitting, plan).unwrap();
    let paper = format!("{:?}", crate::papers_plan::paper(&sitting, case, &kept, None).unwrap());
    assert!(paper.contains("Alys Example") && paper.contains("Do not contact"), "the rule prints");
    for detail in ["960199", "Canary", "Mulberry"] {
        assert!(!paper.contains(detail), "{detail}");
    }
    let mut hit = line(Agency::Police, "Extra patrol at Canary Lodge");
    hit.heading = Heading::MonitoringAndControl;
    let mut named = kept;
    named.body.lines.push(hit);
    let told = crate::papers_plan::paper(&sitting, case, &named, None).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::TextHits(_))));
}

#[test]
fn a_page_says_by_its_seal_whether_it_stands_and_old_copies_are_called_back_until_they_are_noted() {
    let mut table = Table::laid();
    let (case, first) = drafted(&mut table);
    table.give(agree_plan, agreeing(first, &[Agency::Police, Agency::VictimAdvocacy]));
    let folder = tempfile::tempdir().unwrap();
    let old = print(&mut table, Answers::Saves(folder.path().to_owned()), first).unwrap().seal;
    let check = |table: &mut Table, code: &str| check_page(&mut table.sit(), CheckPage { code: code.to_owned() }).unwrap();
    assert_eq!(check(&mut table, &old.to_lowercase()).standing, PageStanding::Current);
    let draft = table.give(start_plan, WhichCase { case }).current.unwrap();
    let second = draft.plan;
    assert_eq!(check(&mut table, &old).standing, PageStanding::Current, "a draft calls nothing back");
    let lines = draft.body.lines.into_iter().map(|line| PlanLine { accepted: true, ..line }).collect();
    write(&mut table, second, PlanPart::Lines { lines });
    write(&mut table, second, PlanPart::ReviewOn { on: chrono::NaiveDate::from_ymd_opt(2026, 12, 4) });
    table.give(agree_plan, agreeing(second, &[Agency::Police, Agency::VictimAdvocacy]));
    let new = print(&mut table, Answers::Saves(folder.path().to_owned()), second).unwrap().seal;

    let told = check(&mut table, &format!("N-26-0001|v1|1|{old}"));
    assert_eq!(told.standing, PageStanding::Superseded);
    assert!(told.words.contains("out of date"), "{}", told.words);
    let copy = told.copy.unwrap();
    assert_eq!((copy.case, copy.case_reference.as_str(), copy.version), (Some(case), "N-26-0001", 1));
    assert_eq!(check(&mut table, &new).standing, PageStanding::Current);
    let unknown = check(&mut table, "0000-0000-0000");
    assert!(unknown.standing == PageStanding::Unknown && unknown.copy.is_none());
    assert_eq!(fields(table.refused(check_page, CheckPage { code: "copy 1 of 3".to_owned() })), ["code"]);

    let out = list_copies(&mut table.sit(), ListCopies { with_ended: false }).unwrap();
    assert_eq!((out.to_call_back, out.copies.len()), (1, 2));
    assert_eq!(out.copies[0].record, copy.record, "what is to come back stands first");
    let end = |fate| EndCopy { copy: copy.record, fate, with_ended: false };
    let out = table.give(end_copy, end(Some(CopyFate::Shredded)));
    assert_eq!((out.to_call_back, out.copies.len()), (0, 1));
    assert!(check(&mut table, &old).words.contains("noted as shredded"));
    let page = crate::plan_view::page(&table.sit(), case).unwrap();
    let rows: Vec<_> = page.copies.iter().map(|row| (row.version, row.superseded, row.fate_label.as_str())).collect();
    assert_eq!(rows, [(2, false, ""), (1, true, "Shredded")]);
    assert_eq!(table.give(end_copy, end(None)).to_call_back, 1, "it was not shredded after all");
}

fn recall(table: &mut Table, to: &std::path::Path, case: CaseId) -> Outcome<PaperSaved> {
    let ask = PrintPaper {
        which: WhichPaper::RecallList { case },
        holder: "K. Specimen".to_owned(),
        holder_agency: Agency::VictimAdvocacy,
        purpose: "To ring the holders".to_owned(),
        of: None,
        print: PrintAs::Standard,
        printer: None,
    };
    table.saving(to, print_paper, ask)
}

#[test]
fn a_new_version_calls_the_copies_of_the_last_one_back_until_somebody_says_what_became_of_them() {
    let mut table = Table::laid();
    let (case, first) = drafted(&mut table);
    table.give(agree_plan, agreeing(first, &[Agency::Police, Agency::VictimAdvocacy]));
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..3 {
        print(&mut table, Answers::Saves(folder.path().to_owned()), first).unwrap();
    }
    let called_back = |table: &mut Table| {
        let alerts = crate::today::today(&mut table.sit(), crate::asks::shared::Nothing {}).unwrap().alerts;
        alerts.into_iter().filter(|alert| alert.title.contains("call back")).map(|alert| alert.title).collect::<Vec<_>>()
    };
    assert!(called_back(&mut table).is_empty());
    assert!(recall(&mut table, folder.path(), case).is_err(), "nothing to call back is no list");
    let out = list_copies(&mut table.sit(), ListCopies { with_ended: false }).unwrap().copies;
    table.give(end_copy, EndCopy { copy: out[0].record, fate: Some(CopyFate::Returned), with_ended: false });

    let second = table.give(start_plan, WhichCase { case }).current.unwrap().plan;
    write(&mut table, second, PlanPart::Lines { lines: vec![line(Agency::VictimAdvocacy, "Fit an alarm")] });
    write(&mut table, second, PlanPart::ReviewOn { on: chrono::NaiveDate::from_ymd_opt(2026, 12, 4) });
    table.give(agree_plan, agreeing(second, &[Agency::Police, Agency::VictimAdvocacy]));
    assert_eq!(called_back(&mut table), ["2 copies to call back"], "the one returned before is not asked for");
    assert_eq!(recall(&mut table, folder.path(), case).unwrap().copy, 1);
    for copy in &out[1..] {
        table.give(end_copy, EndCopy { copy: copy.record, fate: Some(CopyFate::Shredded), with_ended: false });
    }
    assert!(called_back(&mut table).is_empty());
}

fn print_changes(table: &mut Table, to: &std::path::Path, earlier: PlanId, later: PlanId) -> Outcome<PaperSaved> {
    let ask = PrintPaper {
        which: WhichPaper::PlanChanges { earlier, later },
        holder: "K. Specimen".to_owned(),
        holder_agency: Agency::VictimAdvocacy,
        purpose: "To work the plan".to_owned(),
        of: None,
        print: PrintAs::Standard,
        printer: None,
    };
    table.saving(to, print_paper, ask)
}

#[test]
fn two_versions_are_compared_on_the_screen_and_on_a_page_that_reads_their_texts_first() {
    let mut table = Table::laid();
    let (case, first) = drafted(&mut table);
    table.give(agree_plan, agreeing(first, &[Agency::Police, Agency::VictimAdvocacy]));
    let second = table.give(start_plan, WhichCase { case }).current.unwrap().plan;
    write(&mut table, second, PlanPart::VictimWishes { text: "Work and school are told.".to_owned() });
    let asked = ComparePlans { earlier: second, later: first };
    let compared = compare_plans(&mut table.sit(), asked).unwrap();
    assert_eq!((compared.earlier.version, compared.later.version), (1, 2), "the lower number is the earlier, however asked");
    let parts: Vec<&str> = compared.changes.iter().map(|change| change.part.as_str()).collect();
    // The line of an agency outside the room waits for its word; the review is said afresh; nobody was asked yet who agrees.
    assert_eq!(parts, ["What the victim wants", "Victim safety", "Review by"]);
    let same = compare_plans(&mut table.sit(), ComparePlans { earlier: first, later: first }).unwrap_err();
    assert!(matches!(same, Trouble::Refusal(Refusal::Fields(fields)) if fields[0].field == "later"));
    let folder = tempfile::tempdir().unwrap();
    let draft = print_changes(&mut table, folder.path(), first, second).unwrap();
    assert_eq!((draft.copy, draft.seal.as_str()), (0, ""), "changes that lead to a draft have no number");
    assert!(folder.path().join("N-26-0001-changes-v1-v2-draft.pdf").exists());
    write(&mut table, second, PlanPart::NotKnown { text: "Who was seen near 12 Mulberry Court.".to_owned() });
    let told = print_changes(&mut table, folder.path(), first, second).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::TextHits(_))));
}

#[test]
fn a_plan_in_large_print_takes_more_room_and_is_the_same_paper() {
    let mut table = Table::laid();
    let (case, plan) = drafted(&mut table);
    let sitting = table.sit();
    let (_, kept) = crate::plan::read_plan(&sitting, plan).unwrap();
    let paper = crate::papers_plan::paper(&sitting, case, &kept, None).unwrap();
    let standard = paper.clone().render().unwrap();
    let large = paper.in_size(documents::PrintSize::Large).render().unwrap();
    assert!(large.pages > standard.pages, "{} pages after {}", large.pages, standard.pages);
    assert_eq!(large.seal, standard.seal, "the seal is over what is said");
}

#[test]
fn what_is_looked_at_is_what_would_print_and_nothing_is_written() {
    let mut table = Table::laid();
    let (_, plan) = drafted(&mut table);
    let ask = PreviewPlan { plan, print: PrintAs::Standard };
    let before = acts(&mut table);
    let shown = preview_plan(&mut table.sit(), ask.clone()).unwrap();
    assert_eq!(acts(&mut table), before + 1, "that the case was consulted, once a session");
    let folder = tempfile::tempdir().unwrap();
    let saved = print(&mut table, Answers::Saves(folder.path().to_owned()), plan).unwrap();
    assert_eq!(shown.pages.len(), usize::from(saved.pages));
    let said: String = shown.pages.iter().flatten().filter_map(words).collect();
    assert!(said.contains("DRAFT") && said.contains("Fit an alarm") && said.contains("Page 1 of"), "{said}");
    write(&mut table, plan, PlanPart::NotKnown { text: "Who was seen near 12 Mulberry Court.".to_owned() });
    let told = preview_plan(&mut table.sit(), ask).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::TextHits(_))));
}

fn words(mark: &PaperMark) -> Option<String> {
    match mark {
        PaperMark::Text { text, .. } | PaperMark::Turned { text, .. } => Some(format!("{text} ")),
        _ => None,
    }
}

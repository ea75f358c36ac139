//! All plans of an agenda at once: every file with its record, none when stopped, and what was left out said.

use super::*;
use crate::meeting_table::Table;
use crate::paper_places::Answers;
use casework::agency::Agency;
use casework::ids::MemberId;
use casework::referral::CaseState;

fn planned(table: &mut Table, reference: &str, state: PlanState, worries: &str) -> CaseId {
    let case = table.case(reference, CaseState::AwaitingMeeting, "Brought back");
    let mut sitting = table.sit();
    let plan = Plan {
        version: 1,
        state,
        cas: None,
        what_worries_us: worries.to_owned(),
        not_known: String::new(),
        victim_wishes: String::new(),
        lines: Vec::new(),
        contingencies: Vec::new(),
        who_to_ring: Vec::new(),
        agreed_by: Vec::new(),
        review_on: None,
        author: MemberId(uuid::Uuid::nil()),
        started_at: sitting.now,
        agreed_at: Some(sitting.now),
    };
    sitting.write(Doing::in_case("agree_plan", case), |w| w.create(Filing::under(case, Agency::Police), &plan)).unwrap();
    case
}

fn laid() -> Table {
    let mut table = Table::laid();
    planned(&mut table, "N-26-0001", PlanState::Agreed, "Visits are closer together.");
    planned(&mut table, "N-26-0002", PlanState::Agreed, "Seen near 12 Mulberry Court.");
    planned(&mut table, "N-26-0003", PlanState::Draft, "Nothing agreed.");
    planned(&mut table, "N-26-0004", PlanState::Agreed, "Calls at night.");
    table
}

fn print(table: &mut Table, mut to: Answers) -> Outcome<PlansPrinted> {
    let ask = PrintPlans {
        holder: "K. Specimen".to_owned(),
        holder_agency: Agency::VictimAdvocacy,
        purpose: "Tomorrow's clinic".to_owned(),
        printer: None,
    };
    let mut sitting = table.sit();
    sitting.surroundings = &mut to;
    print_plans(&mut sitting, ask)
}

fn files(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_agreed_plan_is_a_numbered_copy_and_what_is_left_out_is_named() {
    let mut table = laid();
    let folder = tempfile::tempdir().unwrap();
    let acts = table.sit().store().audit_head().0;
    let said = print(&mut table, Answers::Saves(folder.path().to_owned())).unwrap();
    let printed: Vec<(&str, u16)> = said.printed.iter().map(|one| (one.reference.as_str(), one.copy)).collect();
    assert_eq!(printed, [("N-26-0001", 1), ("N-26-0004", 1)]);
    let left: Vec<&str> = said.not_printed.iter().map(|one| one.reference.as_str()).collect();
    assert_eq!(left, ["N-26-0002", "N-26-0003"]);
    assert!(!said.not_printed[0].words.contains("Mulberry"), "it says that, never what");
    assert_eq!(files(folder.path()), ["N-26-0001-v1-c1.pdf", "N-26-0004-v1-c1.pdf"]);
    assert_eq!(table.sit().store().audit_head().0, acts + 3, "one act, and one for each plan within it");
    // The next numbers follow, and a file that lies there already is never written over.
    std::fs::write(folder.path().join("N-26-0004-v1-c2.pdf"), b"somebody's").unwrap();
    let said = print(&mut table, Answers::Saves(folder.path().to_owned())).unwrap();
    assert_eq!(said.printed.iter().map(|one| one.copy).collect::<Vec<_>>(), [2]);
    assert_eq!(std::fs::read(folder.path().join("N-26-0004-v1-c2.pdf")).unwrap(), b"somebody's");
}

#[test]
fn a_batch_that_is_stopped_leaves_no_file_no_number_and_no_act() {
    let mut table = laid();
    let folder = tempfile::tempdir().unwrap();
    let acts = table.sit().store().audit_head().0;
    let told = print(&mut table, Answers::StopsAfter(folder.path().to_owned(), 3)).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::Stopped))));
    assert_eq!(files(folder.path()), Vec::<String>::new());
    assert_eq!(table.sit().store().audit_head().0, acts);
    assert!(!print(&mut table, Answers::ChangesTheirMind).unwrap().saved);
    assert_eq!(table.sit().store().audit_head().0, acts);
}

#[test]
fn an_agenda_without_a_case_prints_nothing_and_says_so() {
    let mut table = Table::laid();
    let folder = tempfile::tempdir().unwrap();
    let told = print(&mut table, Answers::Saves(folder.path().to_owned())).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::NothingSelected))));
}

//! Papers to a printer: the record stands before the queue has the paper, and says so where the queue refused it.

use super::*;
use crate::asks::copies::ListCopies;
use crate::copies::list_copies;
use crate::meeting_table::{Table, plain};
use crate::paper_places::{Answers, TWO_PRINTERS, print_programs};

fn laid() -> Table {
    let mut table = Table::laid();
    table.case("N-26-0001", casework::referral::CaseState::AwaitingMeeting, "");
    table
}

fn agenda(table: &mut Table, programs: &std::path::Path, printer: &str) -> Outcome<PaperSaved> {
    let mut to = Answers::Prints(programs.to_path_buf());
    let mut sitting = table.sit();
    sitting.surroundings = &mut to;
    let ask = PrintAgenda {
        holder: "D. Chair".to_owned(),
        holder_agency: Agency::Police,
        purpose: "The room".to_owned(),
        of: None,
        printer: Some(printer.to_owned()),
    };
    print_agenda(&mut sitting, ask)
}

fn copies_out(table: &mut Table) -> usize {
    list_copies(&mut table.sit(), ListCopies { with_ended: true }).unwrap().copies.len()
}

fn told(answer: Outcome<PaperSaved>) -> Option<Plain> {
    match answer {
        Err(Trouble::Refusal(refusal)) => plain(&refusal),
        Err(Trouble::Fault(fault)) => panic!("{}: {}", fault.place, fault.cause),
        Ok(saved) => panic!("it went to {}", saved.place),
    }
}

#[test]
fn a_printed_paper_is_numbered_sent_whole_and_leaves_no_file() {
    let mut table = laid();
    let folder = print_programs(TWO_PRINTERS, "echo \"$@\" > asked; cat > taken");
    let saved = agenda(&mut table, folder.path(), "Office-2").unwrap();
    assert!(saved.to_printer && saved.number.is_none(), "nothing of ours is left to delete");
    assert_eq!((saved.place.as_str(), saved.copy), ("Office-2", 1));
    let taken = std::fs::read(folder.path().join("taken")).unwrap();
    assert!(taken.starts_with(b"%PDF-") && taken.len() as u64 == saved.bytes);
    let asked = std::fs::read_to_string(folder.path().join("asked")).unwrap();
    assert_eq!(asked.trim(), "-d Office-2 -t agenda-2026-11-23-c1.pdf -", "a day and a number are all the queue is told");
    assert_eq!(copies_out(&mut table), 1);
}

#[test]
fn a_queue_that_refuses_leaves_a_record_that_nothing_came_of_it() {
    let mut table = laid();
    let folder = print_programs(TWO_PRINTERS, "cat > /dev/null; exit 1");
    assert_eq!(told(agenda(&mut table, folder.path(), "Office-2")), Some(Plain::NotPrinted));
    assert_eq!(copies_out(&mut table), 0);
    let all: Vec<Kept<PaperCopy>> = table.sit().all_of().unwrap();
    assert!(all.len() == 1 && all[0].body.came_to_nothing, "its number stays used");
}

#[test]
fn a_queue_that_did_not_answer_may_have_printed_so_the_copy_stays_out() {
    let mut table = laid();
    let folder = print_programs(TWO_PRINTERS, "cat > /dev/null; exec sleep 30");
    assert_eq!(told(agenda(&mut table, folder.path(), "Room-214")), Some(Plain::PrinterDidNotAnswer));
    assert_eq!(copies_out(&mut table), 1);
}

#[test]
fn an_unknown_printer_and_no_queue_are_refused_before_anything_is_recorded() {
    let mut table = laid();
    let folder = print_programs(TWO_PRINTERS, "cat > taken");
    assert_eq!(told(agenda(&mut table, folder.path(), "Basement")), Some(Plain::NoSuchPrinter));
    assert_eq!(told(agenda(&mut table, std::path::Path::new("/nowhere"), "Office-2")), Some(Plain::NoSuchPrinter));
    assert!(!folder.path().join("taken").exists());
    let all: Vec<Kept<PaperCopy>> = table.sit().all_of().unwrap();
    assert!(all.is_empty());
}

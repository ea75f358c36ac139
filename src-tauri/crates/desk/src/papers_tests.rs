//! Agenda and minutes as papers: initials whatever the screen shows, only signed minutes, no protected detail.

use crate::asks::meeting::{EndMeeting, ShowNames};
use crate::asks::papers::{PaperSaved, PrintAgenda, PrintMinutes};
use crate::keeping::Kept;
use crate::meeting_table::{THREE, Table, plain, said};
use crate::paper_places::Answers;
use crate::papers::{print_agenda, print_minutes};
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use crate::{decisions, minutes, papers_agenda, papers_minutes, room};
use casework::agency::Agency;
use casework::ids::MeetingId;
use casework::plan::PaperCopy;
use casework::referral::CaseState;
use documents::Copy;

fn copy() -> Copy {
    Copy {
        number: 1,
        of: None,
        holder: "NHS, H. Fixture".to_owned(),
        witness: "1204 acre bagel cabin dab each fable gala habit".to_owned(),
    }
}

fn agenda(table: &mut Table, mut folder: Answers) -> Outcome<PaperSaved> {
    let ask = PrintAgenda {
        holder: "H. Fixture".to_owned(),
        holder_agency: Agency::Health,
        purpose: "To prepare".to_owned(),
        of: Some(3),
        printer: None,
    };
    let mut sitting = table.sit();
    sitting.surroundings = &mut folder;
    print_agenda(&mut sitting, ask)
}

fn signed_minutes(meeting: MeetingId) -> PrintMinutes {
    PrintMinutes {
        meeting,
        holder: "H. Fixture".to_owned(),
        holder_agency: Agency::Health,
        purpose: "For the file".to_owned(),
        of: None,
        printer: None,
    }
}

#[test]
fn the_agenda_prints_initials_even_while_the_chair_shows_names() {
    let mut table = Table::laid();
    table.case("N-26-0001", CaseState::AwaitingMeeting, "Alys Example rang again");
    let folder = tempfile::tempdir().unwrap();
    let before = agenda(&mut table, Answers::Saves(folder.path().to_owned())).unwrap();
    assert_eq!((before.saved, before.copy), (true, 1), "an agenda can be printed before the meeting is opened");
    let meeting = table.open();
    table.come(meeting, &THREE);
    assert!(table.give(room::show_names, ShowNames { shown: true }).names_shown);
    let mut sitting = table.sit();
    let view = papers_agenda::view(&mut sitting).unwrap();
    assert!(sitting.session.names_shown, "the screen stays as the chair left it");
    let paper = format!("{:?}", papers_agenda::paper(&sitting, &view, copy()));
    assert!(paper.contains("A.E. / D.S.") && !paper.contains("Alys"), "{paper}");
    agenda(&mut table, Answers::Saves(folder.path().to_owned())).unwrap();
    let copies: Vec<Kept<PaperCopy>> = table.sit().filed_under(meeting).unwrap();
    assert_eq!(copies.len(), 1, "filed under the meeting");
}

#[test]
fn an_agenda_that_names_a_protected_detail_is_not_printed() {
    let mut table = Table::laid();
    table.case("N-26-0001", CaseState::AwaitingMeeting, "Seen at 12 Mulberry Court");
    let folder = tempfile::tempdir().unwrap();
    let told = agenda(&mut table, Answers::Saves(folder.path().to_owned())).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::TextHits(hits)) if hits[0].field == "why N-26-0001 is here"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn only_signed_minutes_print_and_not_while_a_protected_detail_stands_in_them() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = table.open();
    table.come(meeting, &THREE);
    table.give(room::type_contribution, said(meeting, case, Agency::Police, "Two visits.", "Record the breach"));
    let ask = table.decide(meeting, case, &["advocate_only"]);
    table.give(decisions::record_decision, ask);
    assert_eq!(plain(&table.refused(print_minutes, signed_minutes(meeting))), Some(Plain::MeetingRunning));
    table.give(minutes::end_meeting, EndMeeting { meeting, carry_over: 0, reflection: "We spoke over each other.".to_owned() });
    let sitting = table.sit();
    let paper = format!("{:?}", papers_minutes::paper(&sitting, meeting, copy()).unwrap());
    assert!(paper.contains("Two visits.") && paper.contains("Record the breach"));
    assert!(!paper.contains("spoke over"), "the reflection stays in the unit");
    let folder = tempfile::tempdir().unwrap();
    let saved = table.saving(folder.path(), print_minutes, signed_minutes(meeting)).unwrap();
    assert_eq!((saved.saved, saved.copy), (true, 1));
    assert!(folder.path().join("minutes-2026-11-23-c1.pdf").exists());
    let late = crate::asks::meeting::AddToMinutes {
        meeting,
        case,
        agency: Agency::Police,
        text: "Seen at 12 Mulberry Court.".to_owned(),
        said_by: "P. Dummy".to_owned(),
    };
    table.give(minutes::add_to_minutes, late);
    assert!(matches!(table.refused(print_minutes, signed_minutes(meeting)), Refusal::TextHits(_)));
}

#[test]
fn a_copy_whose_file_got_no_name_is_in_nobody_s_hands_and_its_number_is_not_given_again() {
    let mut table = Table::laid();
    table.case("N-26-0001", CaseState::AwaitingMeeting, "Brought back");
    let meeting = table.open();
    let told = agenda(&mut table, Answers::NameRefused).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::CannotWriteThere))));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(agenda(&mut table, Answers::Saves(folder.path().to_owned())).unwrap().copy, 2);
    let copies: Vec<Kept<PaperCopy>> = table.sit().filed_under(meeting).unwrap();
    let standing: Vec<(u16, bool)> = copies.iter().map(|kept| (kept.body.copy, kept.body.came_to_nothing)).collect();
    assert_eq!(standing, [(1, true), (2, false)]);
}

#[test]
fn a_disk_that_is_full_at_any_step_gives_no_number_and_says_so() {
    let mut table = Table::laid();
    table.case("N-26-0001", CaseState::AwaitingMeeting, "Brought back");
    let meeting = table.open();
    let acts = table.sit().store().audit_head().0;
    for disk in [Answers::FullDisk, Answers::FullAtTheEnd] {
        let told = agenda(&mut table, disk).unwrap_err();
        assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::DiskFull))));
        let copies: Vec<Kept<PaperCopy>> = table.sit().filed_under(meeting).unwrap();
        assert!(copies.is_empty() && table.sit().store().audit_head().0 == acts, "neither a record nor an act");
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(agenda(&mut table, Answers::Saves(folder.path().to_owned())).unwrap().copy, 1);
}

#[test]
fn no_file_stands_where_its_record_could_not_be_made() {
    let mut table = Table::laid();
    table.case("N-26-0001", CaseState::AwaitingMeeting, "Brought back");
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("agenda.pdf");
    let mut place = Box::new(crate::place::FilePlace::create(&target).unwrap());
    let failed: Outcome<()> = table.sit().write(crate::keeping::Doing::of_unit("print_agenda"), |_| {
        std::io::Write::write_all(&mut place, b"paper").unwrap();
        std::io::Write::flush(&mut place).unwrap();
        Err(Plain::DiskFull.into())
    });
    assert!(failed.is_err());
    drop(place);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "neither the paper nor what was beside it");
}

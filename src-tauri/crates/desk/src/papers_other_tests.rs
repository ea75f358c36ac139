//! The other papers on a real store: numbered and recorded, with what their reader may have and nothing else.

use crate::asks::log::{LogWhat, ReviewLog};
use crate::asks::meeting::{EndMeeting, RecordDecision, UndoDecision};
use crate::asks::papers::{
    BlankSheet, PaperLanguage, PaperSaved, PrintAs, PrintLog, PrintPaper, PrintRecoveryBlank, WhichPaper, WhichSaved,
};
use crate::asks::screening::{AdviceGiven, RecordAdvice};
use crate::asks::unit::LogPurpose;
use crate::cas::start_cas;
use crate::keeping::Kept;
use crate::meeting_table::{THREE, Table, said};
use crate::papers_other::{print_paper, print_recovery_blank};
use crate::papers_reading_tests::text_of;
use crate::saved_papers::{delete_saved, open_saved};
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use crate::{decisions, minutes, papers_minutes, room, screening};
use casework::agency::Agency;
use casework::ids::{CaseId, MeetingId};
use casework::plan::{PaperCopy, PaperKind};
use casework::referral::CaseState;
use chrono::TimeDelta;
use documents::Copy;
use std::path::Path;

fn asked(which: WhichPaper) -> PrintPaper {
    PrintPaper {
        which,
        holder: "H. Fixture".to_owned(),
        holder_agency: Agency::Health,
        purpose: "To work".to_owned(),
        of: Some(4),
        print: PrintAs::Standard,
        printer: None,
    }
}

/// Prints into the folder and sees that it leaves exactly one act.
fn print(table: &mut Table, folder: &Path, which: WhichPaper) -> Outcome<PaperSaved> {
    let before = table.sit().store().audit_head().0;
    let saved = table.saving(folder, print_paper, asked(which))?;
    assert_eq!(table.sit().store().audit_head().0, before + 1, "one root act");
    Ok(saved)
}

/// A meeting that decides on a case and gives the police an action that is due the same day.
fn heard(table: &mut Table, case: CaseId) -> MeetingId {
    let meeting = table.open();
    table.come(meeting, &THREE);
    table.give(room::type_contribution, said(meeting, case, Agency::Police, "Two visits.", "Record the breach"));
    table.give(room::type_contribution, said(meeting, case, Agency::Health, "Known to the team.", ""));
    let decided = table.decide(meeting, case, &["advocate_only"]);
    let ask = RecordDecision { actions: vec![table.action(Agency::Police)], ..decided };
    table.give(decisions::record_decision, ask);
    table.give(minutes::end_meeting, EndMeeting { meeting, carry_over: 0, reflection: "Nothing to note".to_owned() });
    meeting
}

#[test]
fn the_list_of_actions_prints_with_numbered_copies() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    heard(&mut table, case);
    let folder = tempfile::tempdir().unwrap();
    let nobody = print(&mut table, folder.path(), WhichPaper::ActionList { agencies: Vec::new() }).unwrap_err();
    assert!(matches!(nobody, Trouble::Refusal(Refusal::Fields(fields)) if fields[0].field == "which"));
    for number in [1, 2] {
        let saved = print(&mut table, folder.path(), WhichPaper::ActionList { agencies: vec![Agency::Police] }).unwrap();
        assert_eq!((saved.saved, saved.copy), (true, number));
    }
    let copies: Vec<Kept<PaperCopy>> = table.sit().all_of().unwrap();
    assert!(copies.iter().all(|kept| kept.body.paper == PaperKind::ActionList && kept.body.of == Some(4)));
    assert!(folder.path().join("actions-2026-11-23-c2.pdf").exists());
}

#[test]
fn advice_prints_for_the_officer_it_was_given_to_and_not_while_a_protected_detail_stands_in_it() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let folder = tempfile::tempdir().unwrap();
    let none = print(&mut table, folder.path(), WhichPaper::AdviceNote { case }).unwrap_err();
    assert!(matches!(none, Trouble::Refusal(Refusal::Fields(fields)) if fields[0].field == "which"));
    let advice = |officer: &str| RecordAdvice {
        case,
        advice: AdviceGiven { officer: officer.to_owned(), text: "Seize both phones.".to_owned() },
    };
    table.give(screening::record_advice, advice("DC Stand-in"));
    let saved = print(&mut table, folder.path(), WhichPaper::AdviceNote { case }).unwrap();
    assert_eq!((saved.saved, saved.copy), (true, 1));
    assert!(folder.path().join("N-26-0001-advice-c1.pdf").exists());
}

#[test]
fn advice_that_the_room_took_back_is_not_printed_though_it_is_the_newest() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let advice = |text: &str| AdviceGiven { officer: "DC Stand-in".to_owned(), text: text.to_owned() };
    let given = |table: &mut Table, text| {
        let meeting = table.open();
        table.come(meeting, &THREE);
        let mut ask = table.decide(meeting, case, &["advice_to_oic"]);
        ask.facts.advice = Some(advice(text));
        table.give(decisions::record_decision, ask);
        meeting
    };
    let meeting = given(&mut table, "Arrest without a warrant.");
    table.give(decisions::undo_decision, UndoDecision { meeting, case });
    let folder = tempfile::tempdir().unwrap();
    let none = print(&mut table, folder.path(), WhichPaper::AdviceNote { case }).unwrap_err();
    assert!(matches!(none, Trouble::Refusal(Refusal::Fields(_))), "nothing but what was taken back");
    let ask = RecordAdvice { case, advice: advice("Seize both phones.") };
    table.now -= TimeDelta::hours(1);
    table.give(screening::record_advice, ask);
    table.now += TimeDelta::hours(1);
    assert!(print(&mut table, folder.path(), WhichPaper::AdviceNote { case }).unwrap().saved);
    let page = text_of(&std::fs::read(folder.path().join("N-26-0001-advice-c1.pdf")).unwrap());
    assert!(page.contains("Seize both phones.") && !page.contains("Arrest"), "{page}");
}

#[test]
fn an_agency_takes_home_its_own_words_and_actions_and_nobody_elses() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let meeting = heard(&mut table, case);
    let own = format!("{:?}", crate::papers_lists::minutes_paper(&table.sit(), meeting, Agency::Health).unwrap());
    assert!(own.contains("Known to the team.") && own.contains("typed by I. Specimen"), "{own}");
    assert!(!own.contains("Two visits") && !own.contains("Record the breach"), "{own}");
    let folder = tempfile::tempdir().unwrap();
    let which = WhichPaper::MinutesForAgency { meeting, agency: Agency::Health };
    assert!(print(&mut table, folder.path(), which).unwrap().saved);
}

#[test]
fn signed_minutes_keep_what_was_not_done_when_they_were_signed() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    heard(&mut table, case);
    table.now += TimeDelta::days(1);
    let next = table.open();
    table.come(next, &THREE);
    let told = minutes_left(&mut table, next);
    let ask = EndMeeting { meeting: next, carry_over: told, reflection: "Nothing to note".to_owned() };
    table.give(minutes::end_meeting, ask);
    let copy = Copy {
        number: 1,
        of: None,
        holder: "NHS, H. Fixture".to_owned(),
        witness: "1204 acre bagel cabin dab each fable gala habit".to_owned(),
    };
    let paper = papers_minutes::paper(&table.sit(), next, copy).unwrap();
    assert_eq!(paper.incomplete.len(), 1);
    assert_eq!(paper.incomplete[0].text, "Record the breach");
    assert!(paper.confidentiality.ends_with("The chair confirmed it at the start."), "{}", paper.confidentiality);
}

/// How many cases wait in the meeting.
fn minutes_left(table: &mut Table, meeting: MeetingId) -> u32 {
    let items = crate::agenda_view::items_of(&table.sit(), meeting).unwrap();
    u32::try_from(items.len()).unwrap()
}

#[test]
fn a_cas_that_is_not_agreed_prints_as_a_draft_without_a_number() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    heard(&mut table, case);
    let ask = crate::asks::cas::StartCas { case, trigger: "first_clinic".to_owned() };
    let cas = table.give(start_cas, ask).cas;
    let folder = tempfile::tempdir().unwrap();
    for which in [WhichPaper::Cas { cas }, WhichPaper::CasSummary { cas }] {
        let saved = print(&mut table, folder.path(), which).unwrap();
        assert_eq!((saved.saved, saved.copy, saved.seal.as_str()), (true, 0, ""));
    }
    assert!(folder.path().join("N-26-0001-cas1-draft.pdf").exists());
    let copies: Vec<Kept<PaperCopy>> = table.sit().all_of().unwrap();
    assert!(copies.is_empty());
}

#[test]
fn a_diary_sheet_has_no_number_and_a_holder_is_asked_for_all_the_same() {
    let mut table = Table::laid();
    let folder = tempfile::tempdir().unwrap();
    let saved = print(&mut table, folder.path(), WhichPaper::DiarySheet { rows: 12, language: PaperLanguage::Welsh }).unwrap();
    assert_eq!((saved.saved, saved.copy), (true, 0));
    let nobody =
        PrintPaper { holder: " ".to_owned(), ..asked(WhichPaper::DiarySheet { rows: 12, language: PaperLanguage::Welsh }) };
    assert!(matches!(table.refused(print_paper, nobody), Refusal::Fields(_)));
}

fn review(what: LogWhat) -> ReviewLog {
    ReviewLog { purpose: LogPurpose::SelfMonitoring, what, member: None, case: None, from: None, until: None, before: None }
}

#[test]
fn a_review_of_the_log_prints_what_was_asked_for_names_no_party_and_is_itself_an_act() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    heard(&mut table, case);
    table.give(crate::cases::open_case, crate::asks::shared::WhichCase { case });
    let all = crate::papers_log::paper(&table.sit(), review(LogWhat::Everything)).unwrap();
    assert_eq!(all.acts.len() as u64, table.sit().store().audit_head().0, "every page of it");
    assert!(all.acts.is_sorted_by(|one, next| one.number > next.number), "newest first");
    let said = format!("{all:?}");
    assert!(said.contains("N-26-0001") && !said.contains("Two visits") && !said.contains("Placeholder"), "{said}");
    let opened = crate::papers_log::paper(&table.sit(), review(LogWhat::Opened)).unwrap();
    assert_eq!(opened.acts.iter().map(|act| act.what.as_str()).collect::<Vec<_>>(), ["Open case"]);
    assert_eq!(opened.by_member.iter().map(|one| one.acts).sum::<u32>(), 1);

    let folder = tempfile::tempdir().unwrap();
    let ask = PrintLog {
        review: review(LogWhat::Printed),
        holder: "A. Examplar".to_owned(),
        holder_agency: Agency::Police,
        purpose: "Yearly review".to_owned(),
        of: None,
        printer: None,
    };
    assert_eq!(table.saving(folder.path(), crate::papers_log::print_log, ask).unwrap().copy, 1);
    assert!(folder.path().join("log-2026-11-23-c1.pdf").exists());
    let printed = crate::papers_log::paper(&table.sit(), review(LogWhat::Printed)).unwrap();
    assert_eq!(
        printed.acts.iter().map(|act| (act.what.as_str(), act.reason.as_str())).collect::<Vec<_>>(),
        [("Print log", "self monitoring")]
    );
}

#[test]
fn more_acts_than_anybody_reads_are_not_printed_and_none_says_so() {
    let mut table = Table::laid();
    let none = crate::papers_log::paper(&table.sit(), review(LogWhat::FailedUnlocks)).unwrap();
    assert!(none.acts.is_empty() && none.render().is_ok());
    for _ in 0..1_001 {
        table.sit().note(crate::keeping::Doing::of_unit("search")).unwrap();
    }
    let many = crate::papers_log::paper(&table.sit(), review(LogWhat::Opened)).unwrap_err();
    assert!(matches!(many, Trouble::Refusal(Refusal::Fields(_))), "{many:?}");
}

#[test]
fn a_blank_for_recovery_words_has_no_number_and_room_for_every_word() {
    let mut table = Table::laid();
    let folder = tempfile::tempdir().unwrap();
    for which in [BlankSheet::First, BlankSheet::Compartment { compartment: "agency/health".to_owned() }] {
        let ask = PrintRecoveryBlank { which, printer: None };
        let saved = table.saving(folder.path(), print_recovery_blank, ask).unwrap();
        assert_eq!((saved.saved, saved.copy, saved.pages), (true, 0, 1));
    }
}

#[test]
fn a_saved_paper_is_deleted_on_request_and_another_file_in_its_place_never() {
    let mut table = Table::laid();
    let folder = tempfile::tempdir().unwrap();
    let saved = print(&mut table, folder.path(), WhichPaper::DiarySheet { rows: 5, language: PaperLanguage::English }).unwrap();
    let number = saved.number.unwrap();
    let file = folder.path().join("diary.pdf");
    let bytes = std::fs::read(&file).unwrap();
    std::fs::write(&file, b"somebody's letter").unwrap();
    let told = delete_saved(&mut table.sit(), WhichSaved { number }).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::SavedFileDiffers))));
    assert_eq!(std::fs::read(&file).unwrap(), b"somebody's letter");
    std::fs::write(&file, bytes).unwrap();
    table.give(delete_saved, WhichSaved { number });
    assert!(!file.exists());
    let told = delete_saved(&mut table.sit(), WhichSaved { number }).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::SavedFileGone))));
    let told = open_saved(&mut table.sit(), WhichSaved { number: 7 }).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::NotFound))), "nothing but what this session saved");
}

#[test]
fn the_pack_says_initials_and_no_answer_and_is_not_printed_while_a_text_names_a_protected_detail() {
    let mut table = Table::laid();
    let folder = tempfile::tempdir().unwrap();
    let none = print(&mut table, folder.path(), WhichPaper::PreMeetingPack).unwrap_err();
    assert!(matches!(none, Trouble::Refusal(Refusal::Plain(Plain::NothingSelected))));
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "Brought back");
    let meeting = table.open();
    table.come(meeting, &THREE);
    table.give(room::type_contribution, said(meeting, case, Agency::Health, "Known to the team.", ""));
    table.sit().session.names_shown = true;
    let saved = print(&mut table, folder.path(), WhichPaper::PreMeetingPack).unwrap();
    assert_eq!((saved.saved, saved.copy), (true, 1));
    let mut sitting = table.sit();
    assert!(sitting.session.names_shown, "as the chair had it");
    let (_, _, paper) = crate::papers_pack::paper(&mut sitting).unwrap();
    let held = format!("{paper:?}");
    assert!(held.contains("N-26-0001") && held.contains("stood outside twice"), "{held}");
    assert!(!held.contains("Known to the team") && !held.contains("Dewi"), "{held}");
    let mut table = Table::laid();
    table.case("N-26-0002", CaseState::AwaitingMeeting, "Seen at 12 Mulberry Court");
    let told = print(&mut table, folder.path(), WhichPaper::PreMeetingPack).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::TextHits(_))));
}

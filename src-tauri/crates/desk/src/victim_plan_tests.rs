//! The victim's own plan on a real store: asked, read and agreed for the very words that print, and nothing of the never-list.

use super::*;
use crate::asks::papers::{PaperLanguage, PrintAs};
use crate::asks::victim_plan::PrintVictimPlan;
use crate::meeting_table::Table;
use crate::papers_victim::{paper, print_victim_plan};
use crate::trouble::{Refusal, Trouble};
use casework::agency::Agency;
use casework::ids::PersonId;
use casework::people::DetailKind;
use casework::referral::CaseState;
use chrono::{Days, TimeDelta};

fn page(table: &mut Table) -> VictimPage {
    VictimPage {
        title: "My notes".to_owned(),
        my_advocate: "Kay. Text first, weekdays 10:00 to 14:00.".to_owned(),
        at_home: "Lock the side gate.\n\nA bag stands ready by the door.".to_owned(),
        lines_to_ring: "Support line: 01632 960000\nMy sister".to_owned(),
        look_again_on: table.sit().today().checked_add_days(Days::new(14)),
        ..VictimPage::default()
    }
}

fn answer(table: &mut Table, case: CaseId, answer: VictimPlanAnswer) -> VictimPlanView {
    table.give(answer_victim_plan, AnswerVictimPlan { case, answer })
}

/// A page with nothing in its way.
fn ready(table: &mut Table) -> (CaseId, VictimPage) {
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let page = page(table);
    table.give(write_victim_plan, WriteVictimPlan { case, page: page.clone() });
    asked(table, case);
    (case, page)
}

fn asked(table: &mut Table, case: CaseId) -> VictimPlanView {
    let on = table.sit().today();
    answer(table, case, VictimPlanAnswer::SafeToHold { answer: SafeToHoldPaper::Yes, on });
    answer(table, case, VictimPlanAnswer::WouldHelpThem { yes: false });
    answer(table, case, VictimPlanAnswer::VictimAgrees { yes: true })
}

fn print(table: &mut Table, folder: &std::path::Path, case: CaseId) -> Outcome<crate::asks::papers::PaperSaved> {
    let ask = PrintVictimPlan {
        case,
        holder: "Herself".to_owned(),
        holder_agency: Agency::VictimAdvocacy,
        purpose: "To keep at home".to_owned(),
        of: None,
        print: PrintAs::Standard,
        language: PaperLanguage::Welsh,
        written_in: PaperLanguage::English,
        printer: None,
    };
    table.saving(folder, print_victim_plan, ask)
}

fn blocked(table: &mut Table, case: CaseId) -> Vec<String> {
    match paper(&table.sit(), case) {
        Err(Trouble::Refusal(Refusal::Blocked(fields))) => fields.into_iter().map(|field| field.field).collect(),
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn an_opened_plan_keeps_nothing_until_a_word_is_written() {
    let mut table = Table::laid();
    let case = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
    let view = victim_plan(&mut table.sit(), WhichCase { case }).unwrap();
    assert!(!view.begun && view.page.title == "My notes" && view.safe_to_hold.is_none());
    let fields: Vec<&str> = view.blockers.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["my_advocate", "look_again_on", "paper", "would_help_them", "victim_agrees"]);
    assert!(matches!(paper(&table.sit(), case), Err(Trouble::Refusal(Refusal::Plain(Plain::NotFound)))));
}

#[test]
fn copies_are_counted_and_neither_file_nor_name_says_whose_page_it_is() {
    let mut table = Table::laid();
    let (case, _) = ready(&mut table);
    let folder = tempfile::tempdir().unwrap();
    for number in [1, 2] {
        assert_eq!(print(&mut table, folder.path(), case).unwrap().copy, number);
        let file = std::fs::read(folder.path().join(format!("notes-c{number}.pdf"))).unwrap();
        for never in ["N-26-0001", "Specimen unit", "Alys", "Dewi", "OFFICIAL"] {
            assert!(!file.windows(never.len()).any(|bytes| bytes == never.as_bytes()), "{never}");
        }
    }
    let view = victim_plan(&mut table.sit(), WhichCase { case }).unwrap();
    assert_eq!(view.copies.iter().map(|copy| copy.copy).collect::<Vec<_>>(), [1, 2]);
    let said = format!("{:?}", paper(&table.sit(), case).unwrap());
    assert!(said.contains("A bag stands ready by the door.") && said.contains("(\"My sister\", \"\")"), "{said}");
}

#[test]
fn a_change_of_one_word_asks_again_and_so_do_eight_days() {
    let mut table = Table::laid();
    let (case, mut page) = ready(&mut table);
    page.my_wishes = "Bad news in person.".to_owned();
    let view = table.give(write_victim_plan, WriteVictimPlan { case, page });
    assert_eq!((view.would_help_them, view.victim_agrees), (None, None), "nobody read these words");
    assert_eq!(blocked(&mut table, case), ["would_help_them", "victim_agrees"]);
    assert!(asked(&mut table, case).blockers.is_empty());
    table.now += TimeDelta::days(8);
    assert_eq!(blocked(&mut table, case), ["paper"]);
    let ahead = VictimPlanAnswer::SafeToHold { answer: SafeToHoldPaper::Yes, on: chrono::NaiveDate::MAX };
    let told = table.refused(answer_victim_plan, AnswerVictimPlan { case, answer: ahead });
    assert_eq!(crate::meeting_table::fields(told), ["on"]);
}

#[test]
fn nothing_of_the_never_list_that_is_typed_reaches_the_paper() {
    let mut table = Table::laid();
    let (case, whole) = ready(&mut table);
    let people: Vec<Kept<Person>> = table.sit().filed_under(case).unwrap();
    let perpetrator = people.iter().find(|kept| kept.body.role == PersonRole::Perpetrator).unwrap().id;
    let theirs = KnownDetail {
        person: PersonId::from(perpetrator),
        kind: DetailKind::Address,
        text: "7 Fictional Mews, Otherham".to_owned(),
        note: String::new(),
    };
    table
        .sit()
        .write(Doing::in_case("add_known_detail", case), |w| w.create(Filing::under(case, Agency::Police), &theirs))
        .unwrap();
    let never = ["At 7 Fictional Mews", "case n-26-0001", "Ask the SPECIMEN UNIT", "official-sensitive"];
    let fields: Vec<&str> = whole.texts().map(|(field, _)| field).to_vec();
    for (at, field) in fields.iter().enumerate() {
        for typed in never {
            let page = typed_into(&whole, at, typed);
            table.give(write_victim_plan, WriteVictimPlan { case, page });
            asked(&mut table, case);
            assert_eq!(blocked(&mut table, case), [*field], "{typed}");
        }
        let page = typed_into(&whole, at, "Not 12 Mulberry Court");
        table.give(write_victim_plan, WriteVictimPlan { case, page });
        asked(&mut table, case);
        let told = paper(&table.sit(), case);
        assert!(matches!(told, Err(Trouble::Refusal(Refusal::TextHits(hits))) if hits[0].field == *field));
    }
}

fn typed_into(page: &VictimPage, at: usize, text: &str) -> VictimPage {
    let mut page = page.clone();
    let fields = [
        &mut page.title,
        &mut page.my_advocate,
        &mut page.at_home,
        &mut page.work_and_travel,
        &mut page.phone_and_accounts,
        &mut page.children,
        &mut page.people_i_trust,
        &mut page.orders,
        &mut page.my_wishes,
        &mut page.lines_to_ring,
    ];
    if let Some(field) = fields.into_iter().nth(at) {
        text.clone_into(field);
    }
    page
}

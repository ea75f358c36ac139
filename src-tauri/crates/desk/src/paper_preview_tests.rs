//! What is looked at before printing is what prints, for every paper and for nobody who could not print it.

use super::*;
use crate::asks::copies::ListCopies;
use crate::asks::log::{LogWhat, ReviewLog};
use crate::asks::papers::*;
use crate::asks::plan::PaperMark;
use crate::asks::plan_contact::WithContact;
use crate::asks::unit::LogPurpose;
use crate::asks::victim_plan::PrintVictimPlan;
use crate::commands::{COMMANDS, Who};
use crate::meeting_table::Table;
use crate::papers_reading_tests::text_of;
use crate::papers_unit::{Unit, text, unit};
use crate::trouble::Trouble;
use casework::agency::{Agency, Role};
use std::path::Path;

fn which(unit: &Unit) -> Vec<WhichPaper> {
    vec![
        WhichPaper::Cas { cas: unit.cas },
        WhichPaper::CasSummary { cas: unit.cas },
        WhichPaper::SashRecord { record: unit.sash },
        WhichPaper::ActionList { agencies: vec![Agency::Police] },
        WhichPaper::AdviceNote { case: unit.case },
        WhichPaper::MinutesForAgency { meeting: unit.signed, agency: Agency::Police },
        WhichPaper::PreMeetingPack,
        WhichPaper::PlanChanges { earlier: unit.plans[0], later: unit.plans[1] },
        WhichPaper::PlanForAgency { plan: unit.plans[1] },
        WhichPaper::DiarySheet { rows: 5, language: PaperLanguage::English },
    ]
}

fn plan(unit: &Unit) -> PrintPlan {
    PrintPlan {
        plan: unit.plans[1],
        holder: text("P. Dummy"),
        holder_agency: Agency::Police,
        purpose: text("To work"),
        of: None,
        print: PrintAs::Large,
        printer: None,
        contact: None,
    }
}

/// One question for each paper that a dialog of the window prints and this unit has.
fn asked(unit: &Unit) -> Vec<PaperAsked> {
    let (holder, purpose, holder_agency) = (text("P. Dummy"), text("To work"), Agency::Police);
    let review = ReviewLog {
        purpose: LogPurpose::SelfMonitoring,
        what: LogWhat::Printed,
        member: None,
        case: None,
        from: None,
        until: None,
        before: None,
    };
    let mut all: Vec<PaperAsked> = which(unit)
        .into_iter()
        .map(|which| {
            PaperAsked::PrintPaper(PrintPaper {
                which,
                holder: holder.clone(),
                holder_agency,
                purpose: purpose.clone(),
                of: Some(3),
                print: PrintAs::Standard,
                printer: None,
            })
        })
        .collect();
    all.push(PaperAsked::PrintPlan(plan(unit)));
    all.push(PaperAsked::PrintAgenda(PrintAgenda {
        holder: holder.clone(),
        holder_agency,
        purpose: purpose.clone(),
        of: None,
        printer: None,
    }));
    all.push(PaperAsked::PrintMinutes(PrintMinutes {
        meeting: unit.signed,
        holder: holder.clone(),
        holder_agency,
        purpose: purpose.clone(),
        of: None,
        printer: None,
    }));
    all.push(PaperAsked::PrintLog(PrintLog { review, holder, holder_agency, purpose, of: None, printer: None }));
    all
}

fn printed(table: &mut Table, folder: &Path, asked: PaperAsked) -> PaperSaved {
    table.saving(folder, |sitting, asked| prepared(sitting, asked)?.save(sitting), asked).unwrap()
}

/// Every stretch of text of a page but how far the log was, which moves on with each act; without its blanks.
fn stretches(paper: &PaperPreview) -> Vec<String> {
    let words = |mark: &PaperMark| match mark {
        PaperMark::Text { text, .. } if !text.starts_with("Log ") => Some(bare(text)),
        _ => None,
    };
    paper.pages.iter().flatten().filter_map(words).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn every_paper_is_looked_at_as_it_prints_and_looking_numbers_nothing() {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    let copies =
        |table: &mut Table| crate::copies::list_copies(&mut table.sit(), ListCopies { with_ended: true }).unwrap().copies.len();
    for ask in asked(&unit) {
        let before = copies(&mut table);
        let Some(Who::Roles(may)) = crate::commands::command(ask.command()).map(|line| line.who) else { panic!("no such print") };
        table.sit().session.role = may[0];
        let shown = table.give(preview_paper, ask.clone());
        assert_eq!(copies(&mut table), before, "{}: looking numbers nothing", ask.command());
        let folder = tempfile::tempdir().unwrap();
        let saved = printed(&mut table, folder.path(), ask.clone());
        assert_eq!(shown.pages.len(), usize::from(saved.pages), "{ask:?}");
        let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        let page = bare(&text_of(&std::fs::read(file).unwrap()));
        let stretches = stretches(&shown);
        if matches!(ask, PaperAsked::PrintLog(_)) {
            // It says how far the log was, and looking at it is an act.
            continue;
        }
        assert!(stretches.len() > 10, "{ask:?}");
        for stretch in stretches {
            assert!(page.contains(&stretch), "{stretch} was shown and did not print: {ask:?}");
        }
    }
}

#[test]
fn whoever_may_not_print_a_paper_does_not_look_at_it_either() {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    let mut asked = asked(&unit);
    asked.push(PaperAsked::PrintVictimPlan(PrintVictimPlan {
        case: unit.case,
        holder: text("P. Dummy"),
        holder_agency: Agency::Police,
        purpose: text("To keep"),
        of: None,
        print: PrintAs::Standard,
        printer: None,
        language: PaperLanguage::Welsh,
        written_in: PaperLanguage::English,
    }));
    let mut refused = 0;
    for ask in asked {
        let line = COMMANDS.iter().find(|line| line.name == ask.command()).unwrap();
        let Who::Roles(may) = line.who else { panic!("{} prints at the door", line.name) };
        for role in Role::ALL.into_iter().filter(|role| !may.contains(role)) {
            let mut sitting = table.sit();
            sitting.session.role = role;
            let told = preview_paper(&mut sitting, ask.clone());
            assert!(matches!(told, Err(Trouble::Refusal(Refusal::NotYourRole { .. }))), "{} as {}", line.name, role.label());
            refused += 1;
        }
    }
    assert!(refused > 10, "only {refused} were refused");
}

#[test]
fn contact_details_are_never_looked_at_this_way() {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    let contact = Some(WithContact { details: Vec::new(), reason: text("because"), seen: String::new() });
    let ask = PaperAsked::PrintPlan(PrintPlan { contact, ..plan(&unit) });
    assert!(matches!(table.refused(preview_paper, ask), Refusal::BadQuestion { .. }));
}

#[test]
fn what_cannot_print_cannot_be_looked_at() {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    let held_by = |holder: &str| PaperAsked::PrintPlan(PrintPlan { holder: text(holder), ..plan(&unit) });
    assert!(matches!(table.refused(preview_paper, held_by("her mother, 12 Mulberry Court")), Refusal::TextHits(_)));
    assert!(matches!(table.refused(preview_paper, held_by(" ")), Refusal::Fields(_)));
}

//! Every paper word for word: its text in reading order stands in `golden`. Set HOLDFAST_WRITE_GOLDEN to write it anew, and
//! HOLDFAST_LOOK_DIR to a folder to have every paper put there, as a file and as pictures.

use crate::reading::OnDisk;
use crate::samples::others;
use documents::victim_plan::SafeToHold;
use documents::{Language, PaperRefusal};
use std::path::Path;

#[test]
fn every_paper_says_word_for_word_what_it_said() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers/golden");
    for (name, rendered) in crate::samples::every() {
        let bytes = rendered.unwrap().bytes;
        if let Some(folder) = std::env::var_os("HOLDFAST_LOOK_DIR") {
            let pdf = Path::new(&folder).join(format!("{name}.pdf"));
            std::fs::write(&pdf, &bytes).unwrap();
            crate::pictures::keep(Path::new(&folder), name, &pdf);
        }
        let said = OnDisk::of(&bytes).raw();
        let file = folder.join(format!("{name}.txt"));
        if std::env::var_os("HOLDFAST_WRITE_GOLDEN").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &said).unwrap();
        }
        assert_eq!(said, std::fs::read_to_string(&file).unwrap(), "{name}");
    }
}

/// Words that tell a finder what a sheet is, or help the person who stalks.
const NEVER_AT_HOME: [&str; 14] = [
    "OFFICIAL",
    "stalking unit",
    "Stalking Intervention",
    "Northmoor",
    "N-26-",
    "Copy ",
    "Seal",
    "High",
    "risk",
    "perpetrator",
    "Dorian",
    "SASH",
    "Police, ",
    "plan",
];

#[test]
fn what_a_victim_takes_home_says_nothing_of_the_unit_the_level_or_the_case() {
    let mut papers = vec![others::victim_plan().render(), others::welsh_plan(Language::English).render()];
    papers.extend(Language::ALL.map(|language| others::diary_sheet(language).render()));
    for rendered in papers {
        let paper = OnDisk::of(&rendered.unwrap().bytes);
        let said = format!("{}{}{}", paper.raw(), paper.told("pdfinfo", &[], &[]), paper.told("pdfinfo", &["-meta"], &[]));
        for never in NEVER_AT_HOME {
            assert!(!said.contains(never), "{never:?} stands in:\n{said}");
        }
    }
}

#[test]
fn a_victims_plan_is_refused_until_both_questions_are_answered_with_yes() {
    for (asked_within_seven_days, nothing_would_help_them) in [(false, true), (true, false), (false, false)] {
        let mut plan = others::victim_plan();
        plan.safe = SafeToHold { asked_within_seven_days, nothing_would_help_them };
        assert_eq!(plan.render().unwrap_err(), PaperRefusal::NotSafeToHold);
    }
}

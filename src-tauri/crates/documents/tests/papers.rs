//! Papers read back with independent tools: what stands on them, in which order, and what does not.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod samples;

use documents::PaperRefusal;
use documents::safeguarding_plan::SafeguardingPlan;
use proptest::prelude::*;
use samples::{agenda, minutes, plan};
use std::path::Path;
use std::process::Command;

fn written(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn tool(name: &str, arguments: &[&str], path: &Path) -> String {
    let out = Command::new(name).args(arguments).arg(path).arg("-").output().unwrap();
    assert!(out.status.success(), "{name} failed: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn words_in_order(text: &str, wanted: &[&str]) {
    let mut rest = text;
    for word in wanted {
        let at = rest.find(word).unwrap_or_else(|| panic!("{word:?} is missing, or out of order, in:\n{text}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn the_plan_reads_in_its_order_from_marking_to_signatures() {
    let rendered = plan().render().unwrap();
    let (_folder, path) = written(&rendered.bytes);
    let text = tool("pdftotext", &["-layout"], &path);
    words_in_order(
        &text,
        &[
            "OFFICIAL-SENSITIVE",
            "SAMPLE DATA",
            "Safeguarding plan",
            "N-26-0147",
            "version 3",
            "Keep this from the perpetrator",
            "Copy 2",
            "Alys Example",
            "1. What worries us",
            "Concern",
            "High",
            "Different view",
            "Not known",
            "2. Victim safety",
            "Tell work",
            "3. Monitoring and control",
            "If this happens, do this",
            "What the victim wants",
            "Who to ring",
            "999",
            "Agreed by",
            "Police",
        ],
    );
    assert!(text.contains("Page 1 of"), "pages are numbered");
    assert!(text.contains(&rendered.seal), "the seal stands on the page");
}

#[test]
fn every_paper_is_sound_and_embeds_its_faces() {
    for (name, bytes) in [
        ("plan", plan().render().unwrap().bytes),
        ("agenda", agenda().render().unwrap().bytes),
        ("minutes", minutes().render().unwrap().bytes),
    ] {
        let (_folder, path) = written(&bytes);
        let check = Command::new("qpdf").arg("--check").arg(&path).output().unwrap();
        assert!(
            check.status.success(),
            "{name}: {}{}",
            String::from_utf8_lossy(&check.stdout),
            String::from_utf8_lossy(&check.stderr)
        );
        let fonts = Command::new("pdffonts").arg(&path).output().unwrap();
        let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
        for line in fonts.lines().skip(2) {
            assert!(line.contains(" yes "), "{name}: a face is not embedded: {line}");
        }
        assert!(fonts.lines().count() > 3, "{name}: too few faces in\n{fonts}");
    }
}

#[test]
fn metadata_names_nobody_and_no_address() {
    let bytes = plan().render().unwrap().bytes;
    let (_folder, path) = written(&bytes);
    let info = Command::new("pdfinfo").arg(&path).output().unwrap();
    let meta = Command::new("pdfinfo").arg("-meta").arg(&path).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&info.stdout), String::from_utf8_lossy(&meta.stdout));
    assert!(said.contains("Safeguarding plan N-26-0147 v3"), "{said}");
    for never in ["Alys", "Example", "Dorian", "Specimen"] {
        assert!(!said.contains(never), "{never} stands in the metadata:\n{said}");
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(plan().render().unwrap().bytes, plan().render().unwrap().bytes);
}

#[test]
fn another_word_gives_another_seal() {
    let mut other = plan();
    other.wishes.push_str(" And the garden.");
    assert_ne!(plan().render().unwrap().seal, other.render().unwrap().seal);
}

#[test]
fn a_character_no_face_has_stops_the_paper_with_the_field_named() {
    let mut unreadable = plan();
    unreadable.perpetrator.name = "نمونہ".to_owned();
    match unreadable.render() {
        Err(PaperRefusal::Characters(fields)) => {
            assert_eq!(fields.len(), 1);
            assert_eq!(fields[0].0, "Perpetrator (suspected): name");
            assert!(fields[0].1.contains('ن'));
        }
        other => panic!("the paper must be refused, not {other:?}"),
    }
}

#[test]
fn a_paper_without_a_marking_is_refused() {
    let mut unmarked = plan();
    unmarked.marking = "  ".to_owned();
    assert_eq!(unmarked.render().unwrap_err(), PaperRefusal::NoMarking);
}

#[test]
fn a_draft_says_draft_on_every_page_and_has_no_copy_number() {
    let mut draft = plan();
    draft.copy = None;
    let (_folder, path) = written(&draft.render().unwrap().bytes);
    let pages = tool("pdftotext", &["-raw"], &path);
    let count = pages.matches('\u{c}').count();
    assert!(pages.matches("DRAFT").count() >= 2 * count, "DRAFT stands large and in the foot of each of {count} pages");
    assert!(!pages.contains("copy 2") && !pages.contains("Copy 2"));
}

#[test]
fn long_welsh_polish_and_vietnamese_names_are_set_whole() {
    let mut paper = plan();
    paper.victim.name = "Gwenllïan Ŵyn-Jôhns Łucja Żółć Nguyễn Thị Hồng Ọlá Ṣadé o'Rhuddlan-Placeholder-Specimen".to_owned();
    let (_folder, path) = written(&paper.render().unwrap().bytes);
    let text = tool("pdftotext", &["-raw"], &path);
    for word in ["Gwenllïan", "Ŵyn-Jôhns", "Łucja", "Żółć", "Nguyễn", "Thị", "Hồng", "Ọlá", "Ṣadé"] {
        assert!(text.contains(word), "{word} is not whole in\n{text}");
    }
}

#[test]
fn a_table_of_two_hundred_rows_says_its_head_on_every_page() {
    let mut paper = plan();
    let line = paper.sections[0].lines[0].clone();
    paper.sections[0].lines = vec![line; 200];
    let rendered = paper.render().unwrap();
    let (_folder, path) = written(&rendered.bytes);
    let text = tool("pdftotext", &["-layout"], &path);
    for page in text.split('\u{c}').filter(|page| page.matches("Tell work").count() > 1) {
        assert!(page.contains("What will be done"), "a page of the table has no head:\n{page}");
    }
    assert!(rendered.pages > 5);
    assert!(text.contains(&format!("Page {0} of {0}", rendered.pages)), "page x of y is right");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn every_word_comes_out_once_and_in_order(words in proptest::collection::vec("[a-zA-Zéŵłż]{1,14}", 1..220)) {
        let mut paper: SafeguardingPlan = plan();
        let marked: Vec<String> = words.iter().enumerate().map(|(index, word)| format!("{word}{index}x")).collect();
        paper.wishes = marked.join(" ");
        let (_folder, path) = written(&paper.render().unwrap().bytes);
        let text = tool("pdftotext", &["-raw"], &path);
        let mut rest = text.as_str();
        for word in &marked {
            let at = rest.find(word.as_str());
            prop_assert!(at.is_some(), "{} is missing or out of order", word);
            rest = &rest[at.unwrap() + word.len()..];
        }
    }
}

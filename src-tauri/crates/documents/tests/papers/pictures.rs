//! Papers as pictures and as sizes: what a printer without colour loses, what a file weighs, which names can be set.

use crate::random::{collide, lying};
use crate::reading::OnDisk;
use crate::samples::plan;
use documents::PaperRefusal;
use documents::typeset::{Block, Copy, Frame, Language, Marking, PrintSize, Rich, Shape, Standing, lay_out};
use qrcodegen::{QrCode, QrCodeEcc};
use std::path::Path;
use std::process::Command;

/// Puts a paper's pages into the folder as pictures; the plans also as a printer without colour has them.
pub fn keep(folder: &Path, name: &str, pdf: &Path) {
    draw(&["-r", "75", "-png"], pdf, &folder.join(format!("paper-{name}")));
    if name.starts_with("plan") {
        draw(&["-r", "75", "-png", "-gray"], pdf, &folder.join(format!("paper-grey-{name}")));
    }
}

fn draw(how: &[&str], pdf: &Path, to: &Path) {
    assert!(Command::new("pdftoppm").args(how).arg(pdf).arg(to).status().unwrap().success());
}

/// The colours of every page, red, green and blue of each point.
fn points(bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let pdf = folder.path().join("paper.pdf");
    std::fs::write(&pdf, bytes).unwrap();
    draw(&["-r", "40"], &pdf, &folder.path().join("page"));
    let mut points = Vec::new();
    for picture in std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()) {
        if picture.extension().is_some_and(|kind| kind == "ppm") {
            // Three lines say what it is, how large, and how bright white is (ppm(5)).
            let bytes = std::fs::read(picture).unwrap();
            points.extend(bytes.splitn(4, |byte| *byte == b'\n').nth(3).unwrap());
        }
    }
    points
}

#[test]
fn a_printer_without_colour_loses_nothing_of_any_paper() {
    for (name, rendered) in crate::samples::every() {
        let points = points(&rendered.unwrap().bytes);
        assert!(points.len() > 100_000 && points.len().is_multiple_of(3), "{name} was not drawn");
        assert!(points.chunks(3).all(|point| point[0] == point[1] && point[1] == point[2]), "{name} holds a colour");
        let dark = points.chunks(3).filter(|point| point[0] < 128).count();
        assert!(dark > 200, "{name}: {dark} dark points are no text");
    }
}

#[test]
fn a_plan_of_two_pages_weighs_sixty_kilobytes_at_most() {
    let rendered = plan().render().unwrap();
    assert_eq!(rendered.pages, 2);
    assert!(rendered.bytes.len() <= 60 * 1024, "{} bytes", rendered.bytes.len());
}

#[test]
fn a_name_in_any_of_fourteen_scripts_is_set_whole_or_refused_with_its_field() {
    let set = ["Gwenllïan Ŵyn", "Łucja Żółć", "Nguyễn Thị Hồng", "Ελένη Δοκιμή", "Олена Зразкова"];
    for name in set {
        let mut paper = plan();
        paper.victim.name = name.to_owned();
        let rendered = paper.render().unwrap();
        assert!(OnDisk::of(&rendered.bytes).raw().contains(name), "{name}");
        paper.victim.name = "?".to_owned();
        assert_ne!(points(&rendered.bytes), points(&paper.render().unwrap().bytes), "{name} cannot be seen");
    }
    let refused = ["نمونہ", "عينة", "דוגמה", "नमूना", "ਨਮੂਨਾ", "নমুনা", "மாதிரி", "样本", "ናሙና"];
    for name in refused {
        let mut paper = plan();
        paper.victim.name = name.to_owned();
        let Err(PaperRefusal::Characters(fields)) = paper.render() else { panic!("{name} must be refused") };
        assert_eq!(fields.len(), 1, "{fields:?}");
        assert_eq!(fields[0].0, "Victim: name");
        assert!(name.chars().all(|letter| fields[0].1.contains(letter)), "every character is named: {fields:?}");
    }
}

/// The dark modules of the square on every page of a paper, and the paper's seal.
fn squares(standing: Standing) -> (Vec<Vec<(u8, u8)>>, String) {
    let frame = Frame {
        print: PrintSize::Standard,
        language: Language::English,
        marking: Marking("OFFICIAL-SENSITIVE".to_owned()),
        title: "Test N-26-0147".to_owned(),
        reference: "N-26-0147".to_owned(),
        version: "v3".to_owned(),
        standing,
        sample: false,
        made: "20261123091200".to_owned(),
    };
    let blocks = [Block::Paragraph { field: "text".to_owned(), text: Rich::plain("Alys Example. ".repeat(900)) }];
    let (layout, seal) = lay_out(&frame, &blocks).unwrap();
    let of = |shape: &Shape| match shape {
        Shape::Square { runs, .. } => Some(
            runs.iter().flat_map(|(row, from, length)| (0..*length).map(move |more| (*row, from + more))).collect::<Vec<_>>(),
        ),
        _ => None,
    };
    let squares = layout.pages.iter().map(|page| page.shapes.iter().find_map(|placed| of(&placed.shape)).unwrap_or_default());
    (squares.collect(), seal)
}

fn modules(text: &str) -> Vec<(u8, u8)> {
    let square = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
    let side = u8::try_from(square.size()).unwrap();
    let all = (0..side).flat_map(|row| (0..side).map(move |column| (row, column)));
    all.filter(|(row, column)| square.get_module(i32::from(*column), i32::from(*row))).collect()
}

#[test]
fn the_square_on_every_page_holds_reference_version_copy_and_seal_and_nothing_else() {
    let witness = "1204 acre bagel cabin dab each fable gala habit".to_owned();
    let copy = Copy { number: 2, of: Some(5), holder: "K. Specimen, advocacy".to_owned(), witness };
    let (squares_of_copy, seal) = squares(Standing::Copy(copy));
    assert!(squares_of_copy.len() > 1);
    assert!(squares_of_copy.iter().all(|square| *square == modules(&format!("N-26-0147|v3|2|{seal}"))));
    let (squares_of_draft, _) = squares(Standing::Draft);
    assert!(squares_of_draft.iter().all(|square| *square == modules("N-26-0147|v3|draft|")));
    for standing in [Standing::Discreet, Standing::Blank] {
        assert!(squares(standing).0.iter().all(Vec::is_empty), "a page kept at home says nothing to a camera");
    }
}

/// Pairs of words that lie over each other.
fn over_each_other(bytes: &[u8]) -> Vec<(String, String)> {
    let words = lying(&OnDisk::of(bytes));
    let pairs = words.iter().enumerate().flat_map(|(at, one)| words[at + 1..].iter().map(move |other| (one, other)));
    pairs.filter(|(one, other)| collide(one, other)).map(|(one, other)| (one.text.clone(), other.text.clone())).collect()
}

#[test]
fn no_word_of_any_paper_lies_over_another_not_even_at_the_foot() {
    // The letters across a draft lie over everything.
    for (name, rendered) in crate::samples::every().into_iter().filter(|(name, _)| *name != "plan-draft") {
        assert_eq!(over_each_other(&rendered.unwrap().bytes), Vec::new(), "{name}");
    }
    for reference in [
        "2026-11-23 minutes, own part",
        "NORTHMOOR-STALKING-UNIT-2026-000147",
        "N-26-0147 annex of health, version twelve, own part of it",
    ] {
        let mut paper = plan();
        paper.reference = reference.to_owned();
        let rendered = paper.render().unwrap();
        assert_eq!(over_each_other(&rendered.bytes), Vec::new(), "{reference}");
        let text = OnDisk::of(&rendered.bytes).raw();
        assert_eq!(text.matches(&format!("Seal {}", rendered.seal)).count(), usize::from(rendered.pages), "{reference}");
    }
}

#[test]
fn an_answer_in_large_print_is_not_broken_within_a_word() {
    let sash = crate::samples::every().into_iter().find(|(name, _)| *name == "sash-record-large").unwrap().1.unwrap();
    let text = OnDisk::of(&sash.bytes).raw();
    assert!(text.contains("Unknown") && !text.contains("Unknow\n"), "{text}");
}

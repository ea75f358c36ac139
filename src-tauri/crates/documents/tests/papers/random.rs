//! What every paper keeps, on papers made at random (screen-and-paper 2.7).

use crate::reading::OnDisk;
use documents::typeset::{
    Block, Copy, Frame, Language, MadeFor, Marking, PaperRefusal, PersonColumn, PrintSize, Rich, Shape, Solidity, Standing,
    lay_out, render,
};
use lopdf::Document;
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use proptest::prelude::*;
use proptest::strategy::Union;

fn frame(print: PrintSize) -> Frame {
    Frame {
        print,
        language: Language::English,
        marking: Marking("OFFICIAL-SENSITIVE".to_owned()),
        title: "Test N-26-0001".to_owned(),
        reference: "N-26-0001".to_owned(),
        version: "v1".to_owned(),
        standing: Standing::Copy(Copy {
            number: 1,
            of: Some(2),
            holder: "K. Specimen".to_owned(),
            witness: "1204 acre bagel cabin dab each fable gala habit".to_owned(),
        }),
        sample: true,
        made: "20261123091200".to_owned(),
    }
}

fn print_size() -> impl Strategy<Value = PrintSize> {
    prop_oneof![Just(PrintSize::Standard), Just(PrintSize::Large)]
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![6 => "[a-z]{1,9}", 2 => "[A-Za-z]{1,6}[éŵłżễô]{1,3}[a-z]{0,5}", 1 => "[A-Za-z0-9]{60,120}", 1 => "[ωжб]{2,8}"]
}

fn text(most: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(word(), 1..most).prop_map(|words| words.join(" "))
}

fn rich(most: usize) -> impl Strategy<Value = Rich> {
    (text(most), text(6), 0..4_u8).prop_map(|(plain, bold, bars)| Rich::plain(plain).then(" ").then_bars(bars).then_bold(bold))
}

fn person(bar: Solidity) -> impl Strategy<Value = PersonColumn> {
    (text(3), text(8), proptest::collection::vec(rich(20), 0..4)).prop_map(move |(label, name, lines)| PersonColumn {
        label,
        name,
        lines,
        bar,
    })
}

fn table() -> impl Strategy<Value = Block> {
    (1..5_usize, 0..20_usize).prop_flat_map(|(columns, rows)| {
        let row = proptest::collection::vec(rich(12), columns);
        proptest::collection::vec(row, rows).prop_map(move |rows| {
            let titles = [("One", 10), ("Two", 30), ("Three", 20), ("Four", 15)];
            Block::table("rows", titles.get(..columns).unwrap(), rows, MadeFor::Reading, "None.")
        })
    })
}

fn block() -> impl Strategy<Value = Block> {
    Union::new(vec![
        text(12).prop_map(|text| Block::Heading { level: 2, text }).boxed(),
        rich(120).prop_map(|text| Block::Paragraph { field: "text".to_owned(), text }).boxed(),
        rich(40).prop_map(|text| Block::Small { field: "small".to_owned(), text }).boxed(),
        rich(60).prop_map(|text| Block::Boxed { field: "box".to_owned(), text }).boxed(),
        proptest::collection::vec(rich(30), 1..8).prop_map(|items| Block::Bullets { field: "list".to_owned(), items }).boxed(),
        proptest::collection::vec((text(3), rich(30)), 1..6).prop_map(|facts| Block::Facts { facts }).boxed(),
        (person(Solidity::Solid), person(Solidity::Hatched)).prop_map(|(left, right)| Block::TwoPeople { left, right }).boxed(),
        table().boxed(),
    ])
}

fn paper() -> impl Strategy<Value = Vec<Block>> {
    (text(6), proptest::collection::vec(block(), 1..14)).prop_map(|(title, mut blocks)| {
        blocks.insert(0, Block::Title { text: Rich::plain(title) });
        blocks
    })
}

/// A word as it lies on its page: left, top, right, bottom, in points.
#[derive(Debug)]
pub struct Lying {
    page: usize,
    pub text: String,
    sides: [f32; 4],
}

pub fn lying(paper: &OnDisk) -> Vec<Lying> {
    let mut words = Vec::new();
    let mut page = 0;
    for line in paper.told("pdftotext", &["-bbox"], &["-"]).lines().map(str::trim) {
        page += usize::from(line.starts_with("<page"));
        if line.starts_with("<word") {
            let sides: Vec<f32> = line.split('"').skip(1).step_by(2).take(4).map(|side| side.parse().unwrap()).collect();
            let text = line.split(['>', '<']).nth(2).unwrap_or_default().to_owned();
            words.push(Lying { page, text, sides: sides.try_into().unwrap() });
        }
    }
    words
}

/// Whether two words lie over each other by more than the tails of their letters.
pub fn collide(one: &Lying, other: &Lying) -> bool {
    let over = |from: usize| one.sides[from + 2].min(other.sides[from + 2]) - one.sides[from].max(other.sides[from]);
    one.page == other.page && over(0) > 1.0 && over(1) > 6.0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_paper_keeps_its_words_its_margins_its_count_and_both_standards(blocks in paper(), print in print_size()) {
        let rendered = render(&frame(print), &blocks).unwrap();
        prop_assert_eq!(&rendered.bytes, &render(&frame(print), &blocks).unwrap().bytes, "the same paper, other bytes");
        prop_assert_eq!(&rendered.seal, &render(&frame(PrintSize::Standard), &blocks).unwrap().seal, "the seal is over what is said");
        let paper = OnDisk::of(&rendered.bytes);
        let words = lying(&paper);
        for (at, word) in words.iter().enumerate() {
            prop_assert!(word.sides[0] > 52.0 && word.sides[2] < 543.5, "past the margin: {:?}", word);
            prop_assert!(!words[at + 1..].iter().any(|other| collide(word, other)), "over another word: {:?}", word);
        }
        let text = paper.raw();
        for page in 1..=rendered.pages {
            let numbered = format!("Page {page} of {}", rendered.pages);
            prop_assert_eq!(text.matches(&numbered).count(), 1);
        }
        prop_assert_eq!(crate::tree::wrong_in(&Document::load_mem(&rendered.bytes).unwrap()), Vec::<String>::new());
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            let report = validate_pdf_bytes(&rendered.bytes, &ValidationOptions::default().profile(profile)).unwrap();
            prop_assert!(report.failures.is_empty(), "{:?}", report.failures);
        }
    }

    #[test]
    fn any_text_is_set_or_its_characters_are_named(text in "\\PC{1,60}") {
        let block = Block::Paragraph { field: "text".to_owned(), text: Rich::plain(&text) };
        match lay_out(&frame(PrintSize::Standard), &[block]) {
            Ok((layout, _)) => {
                let set: String = layout.pages.iter().flat_map(|page| &page.shapes).filter(|it| it.element.is_some()).filter_map(|it| match &it.shape {
                    Shape::Text { text, .. } => Some(text.as_str()),
                    _ => None,
                }).collect();
                let letters = |of: &str| of.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>();
                prop_assert_eq!(letters(&set), letters(&text));
            }
            Err(PaperRefusal::Characters(fields)) => {
                prop_assert!(fields.iter().all(|(field, characters)| field == "text" && !characters.is_empty()));
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}

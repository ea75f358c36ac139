//! The layout's own promises, on blocks made to strain them.

use crate::reading::{OnDisk, in_order};
use documents::typeset::{
    Block, Copy, Frame, Language, Layout, MadeFor, Mark, Marking, PaperRefusal, PersonColumn, PrintSize, Rendered, Rich, Role,
    SHEET, Shape, Solidity, Standing, lay_out, preview, render, warm,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn frame() -> Frame {
    Frame {
        print: PrintSize::Standard,
        language: Language::English,
        marking: Marking("OFFICIAL-SENSITIVE".to_owned()),
        title: "Test N-26-0001".to_owned(),
        reference: "N-26-0001".to_owned(),
        version: "v1".to_owned(),
        standing: Standing::Copy(Copy {
            number: 1,
            of: None,
            holder: "K. Specimen".to_owned(),
            witness: "1204 acre bagel cabin dab each fable gala habit".to_owned(),
        }),
        sample: true,
        made: "20261123091200".to_owned(),
    }
}

fn set(blocks: &[Block]) -> Layout {
    lay_out(&frame(), blocks).unwrap().0
}

fn printed(blocks: &[Block]) -> Rendered {
    render(&frame(), blocks).unwrap()
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { field: "text".to_owned(), text: Rich::plain(text) }
}

fn table(rows: usize, cell: &str) -> Block {
    let rows = (0..rows).map(|row| vec![Rich::bold(format!("r{row}")), Rich::plain(cell), Rich::plain("Police")]).collect();
    Block::table("lines", &[("Number", 15), ("What will be done", 60), ("Who", 25)], rows, MadeFor::Reading, "None.")
}

/// The text on each page and where its base line is.
fn texts(layout: &Layout) -> Vec<Vec<(f32, String)>> {
    let of = |page: &documents::typeset::Page| {
        page.shapes
            .iter()
            .filter(|placed| placed.element.is_some())
            .filter_map(|placed| match &placed.shape {
                Shape::Text { y, text, .. } => Some((*y, text.clone())),
                _ => None,
            })
            .collect()
    };
    layout.pages.iter().map(of).collect()
}

#[test]
fn a_table_of_two_hundred_rows_says_its_head_on_every_page() {
    let rendered = printed(&[table(200, "Tell work and reception")]);
    let text = OnDisk::of(&rendered.bytes).text();
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| page.contains("Tell work")).collect();
    assert!(pages.len() > 5);
    assert!(pages.iter().all(|page| page.matches("What will be done").count() == 1), "every page of the table has its head once");
    in_order(&text, (0..200).map(|row| format!("r{row} ")).collect::<Vec<_>>().iter().map(String::as_str)).unwrap();
}

#[test]
fn five_thousand_rows_are_set_in_the_end() {
    let rendered = printed(&[table(5_000, "Tell work and reception")]);
    assert!(rendered.pages > 100);
    OnDisk::of(&rendered.bytes).told("qpdf", &["--check"], &[]);
}

#[test]
fn a_row_taller_than_a_page_goes_on_and_loses_nothing() {
    let words: Vec<String> = (0..2_500).map(|word| format!("w{word}x")).collect();
    let blocks = [
        table(3, "short"),
        Block::table(
            "long",
            &[("A", 30), ("B", 70)],
            vec![vec![Rich::plain("a"), Rich::plain(words.join(" "))]],
            MadeFor::Reading,
            "None.",
        ),
    ];
    let text = OnDisk::of(&printed(&blocks).bytes).raw();
    in_order(&text, words.iter().map(String::as_str)).unwrap();
}

#[test]
fn a_box_and_two_people_taller_than_a_page_stay_between_head_and_foot() {
    let long: String = (0..1_500).map(|word| format!("w{word}x ")).collect();
    let person = |label: &str, bar| PersonColumn {
        label: label.to_owned(),
        name: "Alys Example".to_owned(),
        lines: vec![Rich::plain(&long)],
        bar,
    };
    let people = Block::TwoPeople { left: person("Victim", Solidity::Solid), right: person("Perpetrator", Solidity::Hatched) };
    let layout = set(&[Block::Boxed { field: "box".to_owned(), text: Rich::plain(&long) }, people]);
    for (y, text) in texts(&layout).into_iter().flatten() {
        assert!((70.0..775.0).contains(&y), "{text} stands at {y}, in the running matter");
    }
    let all = format!("{:?}", texts(&layout));
    assert_eq!(all.matches("w1499x").count(), 3, "the end of each of the three is there");
}

#[test]
fn a_heading_stands_on_the_page_of_what_it_heads() {
    for filler in 20..52 {
        for follows in [paragraph("word ".repeat(120)), table(4, &"word ".repeat(60))] {
            let mut blocks = vec![paragraph("line\n".repeat(filler).trim_end())];
            blocks.extend([Block::Heading { level: 2, text: "Heading".to_owned() }, follows]);
            let pages = texts(&set(&blocks));
            for page in pages {
                if let Some(at) = page.iter().position(|(_, text)| text == "Heading") {
                    assert!(page.len() > at + 2, "after {filler} lines a heading is left alone at the foot of a page");
                }
            }
        }
    }
}

#[test]
fn no_line_of_a_paragraph_is_left_alone_on_a_page() {
    for filler in 30..52 {
        let layout = set(&[paragraph("line\n".repeat(filler).trim_end()), paragraph("alone ".repeat(40))]);
        for page in texts(&layout) {
            let lines: BTreeSet<u32> = page.iter().filter(|(_, text)| text.contains("alone")).map(|(y, _)| y.to_bits()).collect();
            assert_ne!(lines.len(), 1, "after {filler} lines");
        }
    }
}

#[test]
fn a_full_stop_stays_with_its_word() {
    for length in 1..90 {
        let text = Rich::plain("x".repeat(length)).then(" lorem ").then_bold("ipsum").then(". Then more.");
        for page in texts(&set(&[Block::Paragraph { field: "text".to_owned(), text }])) {
            let at = page.iter().position(|(_, text)| text.starts_with('.')).unwrap();
            assert_eq!(page[at].0.to_bits(), page[at - 1].0.to_bits(), "the stop begins a line after {length} letters");
        }
    }
}

#[test]
fn ragged_tables_and_skipped_headings_are_refused() {
    let ragged = Block::table("Lines", &[("A", 1), ("B", 1)], vec![vec![Rich::plain("one")]], MadeFor::Reading, "None.");
    assert_eq!(render(&frame(), &[ragged]).unwrap_err(), PaperRefusal::RaggedTable { table: "Lines".to_owned() });
    let skipped = Block::Heading { level: 3, text: "Too deep".to_owned() };
    let told = render(&frame(), &[Block::Title { text: Rich::plain("T") }, skipped]).unwrap_err();
    assert_eq!(told, PaperRefusal::SkippedHeading { heading: "Too deep".to_owned() });
}

#[test]
fn bullets_facts_and_subheadings_are_set_in_order() {
    let facts = vec![("Place".to_owned(), Rich::plain("Room 2.14")), ("Chair".to_owned(), Rich::plain("M. Placeholder"))];
    let blocks = [
        Block::Title { text: Rich::plain("Title") },
        Block::Facts { facts },
        Block::Heading { level: 2, text: "Second".to_owned() },
        Block::Heading { level: 3, text: "Third".to_owned() },
        Block::Bullets { field: "list".to_owned(), items: vec![Rich::plain("first point"), Rich::plain("second point")] },
    ];
    let wanted = ["Title", "Place", "Room 2.14", "Chair", "M. Placeholder", "Second", "Third", "first point", "second point"];
    in_order(&OnDisk::of(&printed(&blocks).bytes).raw(), wanted).unwrap();
}

#[test]
fn the_structure_names_every_part_once_and_running_matter_never() {
    let paper = OnDisk::of(&printed(&[Block::Title { text: Rich::plain("Title") }, paragraph("Body"), table(120, "cell")]).bytes);
    let tree = paper.told("pdfinfo", &["-struct-text"], &[]);
    for (part, times) in [("H1", 1), ("Table", 1), ("THead", 1), ("TR", 121), ("TD", 240)] {
        let found = tree.lines().filter(|line| line.split_whitespace().next() == Some(part)).count();
        assert_eq!(found, times, "{part} in\n{tree}");
    }
    assert_eq!(tree.matches("What will be done").count(), 1, "a head said again is heard once");
    assert!(!tree.contains("OFFICIAL-SENSITIVE") && !tree.contains("Page 1"), "running matter is not part of the text");
}

#[test]
fn every_word_of_the_text_belongs_to_a_part() {
    let layout = set(&[Block::Title { text: Rich::plain("Title") }, paragraph("Body"), table(2, "cell")]);
    for (index, element) in layout.elements.iter().enumerate() {
        assert!(element.parent.is_none_or(|parent| parent < index), "a parent stands before its children");
    }
    assert_eq!(layout.elements.iter().filter(|element| element.role == Role::Document).count(), 1);
}

#[test]
fn a_long_holder_and_a_long_marking_stay_on_the_page() {
    let mut long = frame();
    long.marking =
        Marking("official-sensitive, police and partners only, not to be disclosed without the unit's agreement".to_owned());
    long.standing = Standing::Copy(Copy {
        number: 12,
        of: Some(20),
        holder: "Gwenllïan Placeholder-Specimen-Testcase, Independent Stalking Advocacy of North and South Moor".to_owned(),
        witness: "1204 acre bagel cabin dab each fable gala habit".to_owned(),
    });
    let text = OnDisk::of(&render(&long, &[paragraph("Body")]).unwrap().bytes).raw();
    in_order(&text, ["OFFICIAL-SENSITIVE, POLICE AND PARTNERS ONLY", "Copy 12 of 20:", "Moor", "Body"]).unwrap();
}

#[test]
fn every_face_can_be_read() {
    warm().unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn every_word_comes_out_once_and_in_order(words in proptest::collection::vec("[a-zA-Zéŵłżễ]{1,14}", 1..400), columns in 1..4_usize) {
        let marked: Vec<String> = words.iter().enumerate().map(|(index, word)| format!("{word}{index}x")).collect();
        let (first, second) = marked.split_at(marked.len() / 2);
        let rows: Vec<Vec<Rich>> = second.chunks(7).map(|chunk| {
            let mut row = vec![Rich::plain(chunk.join(" "))];
            row.resize(columns, Rich::default());
            row
        }).collect();
        let titles: Vec<(&str, u16)> = ["One", "Two", "Three"].into_iter().zip([60, 20, 20]).take(columns).collect();
        let blocks = [paragraph(first.join(" ")), Block::table("rows", &titles, rows, MadeFor::Reading, "None.")];
        let rendered = printed(&blocks);
        let text = OnDisk::of(&rendered.bytes).raw();
        prop_assert_eq!(in_order(&text, marked.iter().map(String::as_str)), Ok(()));
        for word in &marked {
            prop_assert_eq!(text.split_whitespace().filter(|said| said == word).count(), 1, "{} stands once", word);
        }
        let last = format!("Page {0} of {0}", rendered.pages);
        prop_assert!(text.contains(&last));
    }

    #[test]
    fn nothing_is_drawn_past_the_edge_of_the_text(text in "[ -~éŵłżễ\u{a0}\n]{1,3000}") {
        for page in set(&[paragraph(&text), table(1, &text)]).pages {
            for placed in &page.shapes {
                if let (Shape::Text { x, y, .. }, Some(_)) = (&placed.shape, placed.element) {
                    prop_assert!((52.0..543.0).contains(x) && (70.0..775.0).contains(y), "{:?}", placed.shape);
                }
            }
        }
    }
}

#[test]
fn a_heading_taller_than_a_page_goes_on_and_stays_between_head_and_foot() {
    let text = "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww ".repeat(30);
    let large = Frame { print: PrintSize::Large, ..frame() };
    let (layout, _) = lay_out(&large, &[Block::Title { text: Rich::plain(text) }]).unwrap();
    assert!(layout.pages.len() > 1);
    for page in &layout.pages {
        for placed in page.shapes.iter().filter(|placed| placed.element.is_some()) {
            let Shape::Text { y, .. } = &placed.shape else { continue };
            assert!(*y > 76.0 && *y < 766.0, "{y}");
        }
    }
}

#[test]
fn a_screen_shows_every_text_where_the_layout_put_it_and_as_wide() {
    let blocks = [
        Block::Title { text: Rich::plain("Plan") },
        paragraph("Gwenllïan Ŵyn met \"Łucja\" <b>at</b> ten. ".repeat(40)),
        table(3, "one two three"),
    ];
    let (layout, _) = lay_out(&frame(), &blocks).unwrap();
    let sheets = preview(&frame(), &blocks).unwrap();
    assert_eq!(layout.pages.len(), sheets.len());
    for (page, sheet) in layout.pages.iter().zip(&sheets) {
        let wanted = page.shapes.iter().filter_map(|placed| match &placed.shape {
            Shape::Text { x, y, size, text, .. } => Some((*x, *y, *size, text.trim_end().to_owned())),
            _ => None,
        });
        let shown = sheet.marks.iter().filter_map(|mark| match mark {
            Mark::Text { x, y, size, width, text, .. } => {
                assert!(x + width <= SHEET.0 && (*width > 0.0 || text.is_empty()), "{text}");
                Some((*x, *y, *size, text.clone()))
            }
            _ => None,
        });
        assert_eq!(wanted.collect::<Vec<_>>(), shown.collect::<Vec<_>>());
    }
    let unknown = paragraph("ᚠ".to_owned());
    assert!(matches!(preview(&frame(), &[unknown]), Err(PaperRefusal::Characters(_))), "what cannot be printed is not shown");
}

#[test]
fn two_people_taller_than_a_page_begin_where_their_heads_have_room() {
    let column = |label: &str, bar| PersonColumn {
        label: label.to_owned(),
        name: "Made up Example".to_owned(),
        lines: vec![Rich::plain("never alone at the gate "); 70],
        bar,
    };
    for before in 0..60 {
        let people = Block::TwoPeople { left: column("Victim", Solidity::Solid), right: column("Suspect", Solidity::Hatched) };
        let blocks: Vec<Block> = (0..before).map(|line| paragraph(format!("Line {line}"))).chain([people]).collect();
        for page in set(&blocks).pages {
            for placed in page.shapes.iter().filter(|placed| placed.element.is_some()) {
                let Shape::Text { y, text, .. } = &placed.shape else { continue };
                assert!(*y > 76.0 && *y < 766.0, "{text} at {y}, after {before} lines");
            }
        }
    }
}

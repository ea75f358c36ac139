//! What each paper says: what stands on it, in which order, and what does not.

use crate::reading::{OnDisk, in_order};
use crate::samples::{agenda, minutes, plan, with_details};
use documents::safeguarding_plan::ForAgency;
use documents::{PaperRefusal, PrintSize, Rendered};

fn all() -> Vec<(&'static str, Rendered)> {
    crate::samples::every().into_iter().map(|(name, rendered)| (name, rendered.unwrap())).collect()
}

#[test]
fn the_plan_reads_in_its_order_from_marking_to_signatures() {
    let rendered = plan().render().unwrap();
    let paper = OnDisk::of(&rendered.bytes);
    let wanted = [
        "OFFICIAL-SENSITIVE",
        "SAMPLE DATA",
        "Copy 2 of 5:",
        "Safeguarding plan",
        "N-26-0147",
        "version 3",
        "Keep this from the perpetrator",
        "Copy 2 of 5, issued to",
        "VICTIM",
        "Alys Example",
        "Safe contact:",
        "PERPETRATOR (SUSPECTED)",
        "Dorian Sample",
        "In force:",
        "1. What worries us",
        "Concern",
        "High",
        "The visits have become",
        "Different view",
        "Not known",
        "2. Victim safety",
        "Tell work",
        "3. Monitoring and control",
        "Record the following",
        "If this happens, do this",
        "A visit to home or work",
        "What the victim wants",
        "Who to ring",
        "999",
        "Agreed by",
        "Police",
        "P. Dummy",
        "Seal",
    ];
    in_order(&paper.raw(), wanted).unwrap();
    let text = paper.text();
    assert!(text.contains(&format!("Page 1 of {}", rendered.pages)), "pages are numbered");
    assert!(text.contains(&format!("Seal {}", rendered.seal)), "the seal stands on the page");
}

#[test]
fn the_agenda_reads_in_its_order_with_what_is_not_done_first() {
    let wanted = [
        "Agenda: Morning meeting",
        "When",
        "Monday 23 November",
        "Quorum",
        "3 of 4 agencies",
        "What is said here stays",
        "1. Actions not done yet",
        "Confirm the panic alarm",
        "20 Nov, overdue",
        "2. Cases",
        "N-26-0163",
        "A.E. / D.S.",
        "SASH judged high",
        "3 of 4 have answered",
        "N-26-0161",
    ];
    in_order(&OnDisk::of(&agenda().render().unwrap().bytes).raw(), wanted).unwrap();
}

#[test]
fn the_minutes_read_in_their_order_from_who_was_there_to_what_was_agreed() {
    let wanted = [
        "Minutes: Morning meeting",
        "Chair",
        "M. Placeholder",
        "Signed",
        "23 November 2026, 10:31",
        "Quorum met",
        "Not to be copied",
        "Present",
        "Police",
        "N-26-0163 A.E. / D.S.",
        "Why it is here:",
        "New; SASH",
        "Two earlier reports",
        "Record the breach today",
        "said by P.",
        "Decision:",
        "Complex case consultation.",
        "More frequent visits",
        "Concern",
        "High",
        "judged by the room",
        "Different view:",
        "moderate until",
        "Record the breach",
        "23 Nov 2026",
        "accepted",
    ];
    in_order(&OnDisk::of(&minutes().render().unwrap().bytes).raw(), wanted).unwrap();
}

#[test]
fn every_paper_is_sound_and_embeds_its_faces() {
    for (name, rendered) in all() {
        let paper = OnDisk::of(&rendered.bytes);
        let checked = paper.told("qpdf", &["--check"], &[]);
        assert!(!checked.contains("WARNING"), "{name}: {checked}");
        let fonts = paper.told("pdffonts", &[], &[]);
        let faces: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(faces.len() >= 2, "{name}: too few faces in\n{fonts}");
        for face in faces {
            // The columns from the right: object number (2), has Unicode map, subset, embedded.
            let embedded = face.split_whitespace().rev().nth(4);
            assert_eq!(embedded, Some("yes"), "{name}: a face is not embedded: {face}");
        }
    }
}

#[test]
fn marking_sample_words_holder_and_page_number_stand_on_every_page() {
    let mut long = plan();
    long.sections[0].lines = vec![long.sections[0].lines[0].clone(); 60];
    let rendered = long.render().unwrap();
    let text = OnDisk::of(&rendered.bytes).text();
    let pages: Vec<&str> = text.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(pages.len(), usize::from(rendered.pages));
    assert!(pages.len() > 2);
    for (index, page) in pages.iter().enumerate() {
        assert_eq!(page.matches("OFFICIAL-SENSITIVE").count(), 2, "top and bottom of:\n{page}");
        assert_eq!(page.matches("SAMPLE DATA: nobody here is real").count(), 2, "top and bottom of:\n{page}");
        for words in [format!("Page {} of {}", index + 1, pages.len()), "Copy 2 of 5:".to_owned(), rendered.seal.clone()] {
            assert!(page.contains(&words), "{words} is missing from:\n{page}");
        }
    }
}

#[test]
fn metadata_names_nobody_and_no_address() {
    for (name, rendered) in all() {
        let paper = OnDisk::of(&rendered.bytes);
        let said = format!("{}{}", paper.told("pdfinfo", &[], &[]), paper.told("pdfinfo", &["-meta"], &[]));
        assert!(said.contains("Title:") && said.contains("PDF version:     1.7"), "{name}: {said}");
        assert!(!said.contains("PDF/X"), "{name}: {said}");
        for never in ["Alys", "Example", "Dorian", "Specimen", "Placeholder", "Dummy", "Northmoor"] {
            assert!(!said.contains(never), "{never} stands in the metadata of the {name}:\n{said}");
        }
    }
    let said = OnDisk::of(&plan().render().unwrap().bytes).told("pdfinfo", &[], &[]);
    assert!(said.contains("Safeguarding plan N-26-0147 v3"), "{said}");
}

#[test]
fn a_reference_of_markup_cannot_break_the_metadata() {
    let mut paper = plan();
    paper.reference = "N<&>\"26 é".to_owned();
    let paper = OnDisk::of(&paper.render().unwrap().bytes);
    assert!(paper.told("pdfinfo", &[], &[]).contains("Safeguarding plan N<&>\"26 é v3"));
    assert!(paper.told("pdfinfo", &["-meta"], &[]).contains("N&lt;&amp;&gt;"));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for ((name, first), (_, second)) in all().into_iter().zip(all()) {
        assert_eq!(first.bytes, second.bytes, "{name}");
    }
}

#[test]
fn another_word_gives_another_seal_and_another_hour_does_not() {
    let seal = plan().render().unwrap().seal;
    let mut other = plan();
    other.wishes.push_str(" And the garden.");
    assert_ne!(seal, other.render().unwrap().seal);
    let mut later = plan();
    later.made = "20261123174500".to_owned();
    assert_eq!(seal, later.render().unwrap().seal);
}

#[test]
fn every_character_no_face_has_is_named_with_its_field_and_nothing_is_written() {
    let mut unreadable = plan();
    unreadable.perpetrator.name = "نمونہ".to_owned();
    unreadable.victim.name = "ਨਮੂਨਾ".to_owned();
    unreadable.victim.label = "ভুক্তভোগী".to_owned();
    unreadable.wishes = "Quiet 🏠".to_owned();
    unreadable.copy = Some(documents::Copy {
        number: 2,
        of: None,
        holder: "উদাহরণ".to_owned(),
        witness: "1204 acre bagel cabin dab each fable gala habit".to_owned(),
    });
    let Err(PaperRefusal::Characters(fields)) = unreadable.render() else { panic!("the paper must be refused") };
    let named = |field: &str| fields.iter().find(|(known, _)| known == field).map(|(_, characters)| characters.as_str());
    assert!(named("Perpetrator (suspected): name").unwrap().contains('ن'), "{fields:?}");
    assert!(named("ভুক্তভোগী: name").unwrap().contains('ਨ'), "{fields:?}");
    assert!(named("ভুক্তভোগী").unwrap().contains('ভ'), "a label is read too: {fields:?}");
    assert_eq!(named("What the victim wants"), Some("🏠"));
    assert!(named("Who holds this copy").unwrap().contains('উ'), "the running matter is read too: {fields:?}");
}

#[test]
fn a_paper_without_a_marking_is_refused() {
    let mut unmarked = plan();
    unmarked.marking = "  ".to_owned();
    assert_eq!(unmarked.render().unwrap_err(), PaperRefusal::NoMarking);
}

#[test]
fn a_draft_says_draft_on_every_page_and_has_neither_copy_number_nor_seal() {
    let mut draft = plan();
    draft.copy = None;
    let rendered = draft.render().unwrap();
    let text = OnDisk::of(&rendered.bytes).raw();
    for page in text.split('\u{c}').filter(|page| !page.trim().is_empty()) {
        // Across the page, in the head and in the foot. Across the page its letters stand one below the other.
        assert!(page.matches("DRAFT").count() >= 2, "{page}");
        assert!(page.contains("not agreed, not for use"), "{page}");
    }
    assert!(text.contains("Not agreed yet.") && !text.contains("Agreed Friday"));
    assert!(!text.contains("copy 2") && !text.contains("Copy 2") && !text.contains(&rendered.seal));
}

#[test]
fn a_numbered_copy_of_a_plan_nobody_agreed_is_refused() {
    let mut early = plan();
    early.agreed_on = None;
    assert!(matches!(early.render(), Err(PaperRefusal::Library(_))));
}

#[test]
fn a_copy_with_contact_details_says_so_at_its_head_and_on_every_page() {
    let paper = OnDisk::of(&with_details(plan()).render().unwrap().bytes);
    let wanted = [
        "HOLDS CONTACT DETAILS",
        "Safeguarding plan",
        "This copy holds contact details. It is for K. Specimen alone.",
        "Keep this from the perpetrator",
        "What the victim wants",
        "Contact details",
        "Read \"Safe contact\"",
        "01632 960311",
        "Canary Street School",
        "Who to ring",
    ];
    in_order(&paper.raw(), wanted).unwrap();
    for page in paper.text().split('\u{c}').filter(|page| !page.trim().is_empty()) {
        assert_eq!(page.matches("HOLDS CONTACT DETAILS").count(), 2, "at head and foot of\n{page}");
    }
    let told = format!("{}{}", paper.told("pdfinfo", &[], &[]), paper.told("pdfinfo", &["-meta"], &[]));
    assert!(!told.contains("960311") && !told.contains("Canary"), "{told}");
    let without = OnDisk::of(&plan().render().unwrap().bytes).raw().to_lowercase();
    assert!(!without.contains("contact details"), "{without}");
}

#[test]
fn contact_details_stand_on_a_whole_numbered_copy_for_a_reader_or_nowhere() {
    let whole = with_details(plan());
    assert!(whole.render().is_ok() && whole.preview().is_ok());
    let mut draft = whole.clone();
    draft.copy = None;
    let mut part = whole.clone();
    part.for_agency = Some(ForAgency { agency: "Police".to_owned(), left_out: 1 });
    let (mut nobody, mut none) = (whole.clone(), whole);
    nobody.contact.as_mut().unwrap().reader = " ".to_owned();
    none.contact.as_mut().unwrap().lines.clear();
    for paper in [draft, part, nobody, none] {
        assert!(matches!(paper.render(), Err(PaperRefusal::Library(_))), "{:?}", paper.contact);
        assert!(matches!(paper.preview(), Err(PaperRefusal::Library(_))));
    }
}

#[test]
fn the_pages_of_a_finished_paper_are_those_of_its_preview() {
    for paper in [plan(), with_details(plan()), plan().in_size(PrintSize::Large)] {
        let rendered = paper.render().unwrap();
        let sheets = rendered.sheets().unwrap();
        assert_eq!(sheets, paper.preview().unwrap());
        assert_eq!(sheets.len(), usize::from(rendered.pages));
    }
}

#[test]
fn long_welsh_polish_and_vietnamese_names_are_set_whole() {
    let mut paper = plan();
    paper.victim.name = crate::samples::LONG_NAME.to_owned();
    assert!(paper.victim.name.chars().count() >= 80);
    let text = OnDisk::of(&paper.render().unwrap().bytes).raw();
    for word in ["Gwenllïan", "Ŵyn-Jôhns", "Łucja", "Żółć", "Nguyễn", "Thị", "Hồng", "Ọlá", "Ṣadé", "o'Rhuddlan-Placeholder-"]
    {
        assert!(text.contains(word), "{word} is not whole in\n{text}");
    }
}

#[test]
fn a_name_typed_as_letter_and_accent_is_set_as_the_same_name() {
    let mut paper = plan();
    paper.victim.name = "Nguye\u{302}\u{303}n \u{200e}Gwenlli\u{308}an".to_owned();
    let text = OnDisk::of(&paper.render().unwrap().bytes).raw();
    assert!(text.contains("Nguyễn Gwenllïan"), "{text}");
}

#[test]
fn what_is_not_recorded_says_so() {
    let mut bare = plan();
    bare.copy = None;
    (bare.if_then, bare.agreed_by, bare.ring) = (Vec::new(), Vec::new(), Vec::new());
    bare.wishes = String::new();
    let text = OnDisk::of(&bare.render().unwrap().bytes).raw();
    for words in ["Nothing agreed yet.", "Nobody has agreed yet.", "Not recorded."] {
        assert!(text.contains(words), "{words} is missing from\n{text}");
    }
}

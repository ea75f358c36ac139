//! Every paper against PDF/UA-1 and PDF/A-2a by a validator that is not ours, and our own reading of the tree beside it.

use crate::reading::OnDisk;
use crate::samples::others;
use crate::tree::{part, parts};
use documents::Language;
use lopdf::{Dictionary, Document, Object};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

/// What the validator holds against a file.
fn broken_rules(bytes: &[u8], profile: ValidationProfile) -> Vec<String> {
    let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
    report.failures.iter().map(|failure| format!("{failure:?}")).collect()
}

pub fn plan() -> Document {
    Document::load_mem(&crate::samples::plan().render().unwrap().bytes).unwrap()
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn every_paper_keeps_both_standards() {
    for (name, rendered) in crate::samples::every() {
        let bytes = rendered.unwrap().bytes;
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            assert_eq!(broken_rules(&bytes, profile), Vec::<String>::new(), "{name}");
        }
    }
}

/// Everything by which a file could act, call out or carry another (security.md P-5).
const ACTS: [&[u8]; 12] = [
    b"JS",
    b"JavaScript",
    b"URI",
    b"Launch",
    b"EmbeddedFile",
    b"EmbeddedFiles",
    b"AF",
    b"AA",
    b"OpenAction",
    b"AcroForm",
    b"Annots",
    b"Encrypt",
];

fn names_in(object: &Object, found: &mut Vec<Vec<u8>>) {
    match object {
        Object::Name(name) => found.push(name.clone()),
        Object::Array(all) => all.iter().for_each(|one| names_in(one, found)),
        Object::Dictionary(all) => names_in_all(all, found),
        Object::Stream(stream) => names_in_all(&stream.dict, found),
        _ => {}
    }
}

fn names_in_all(all: &Dictionary, found: &mut Vec<Vec<u8>>) {
    for (name, value) in all.iter() {
        found.push(name.clone());
        names_in(value, found);
    }
}

#[test]
fn no_paper_acts_calls_out_or_carries_another_file() {
    for (name, rendered) in crate::samples::every() {
        let document = Document::load_mem(&rendered.unwrap().bytes).unwrap();
        let mut found = Vec::new();
        document.objects.values().for_each(|object| names_in(object, &mut found));
        names_in_all(&document.trailer, &mut found);
        assert!(found.iter().any(|name| name == b"StructTreeRoot"), "{name}: the scan sees the names");
        for act in ACTS {
            assert!(!found.iter().any(|known| known == act), "{name} holds {}", String::from_utf8_lossy(act));
        }
    }
}

fn catalogue(document: &mut Document) -> &mut Dictionary {
    let root = document.trailer.get(b"Root").and_then(Object::as_reference).unwrap();
    document.get_object_mut(root).and_then(Object::as_dict_mut).unwrap()
}

#[test]
fn what_is_broken_on_purpose_is_caught() {
    type Break = (&'static str, fn(&mut Document));
    let breaks: [Break; 6] = [
        ("no language", |document| drop(catalogue(document).remove(b"Lang"))),
        ("no title shown", |document| drop(catalogue(document).remove(b"ViewerPreferences"))),
        ("no tree", |document| drop(catalogue(document).remove(b"StructTreeRoot"))),
        ("a skipped heading", |document| part(document, b"H2").set("S", "H4")),
        ("a paragraph in a row", |document| part(document, b"TD").set("S", "P")),
        ("no metadata", |document| drop(catalogue(document).remove(b"Metadata"))),
    ];
    assert_eq!(broken_rules(&saved(plan()), ValidationProfile::PdfUa1), Vec::<String>::new());
    for (what, spoil) in breaks {
        let mut document = plan();
        spoil(&mut document);
        assert_ne!(broken_rules(&saved(document), ValidationProfile::PdfUa1), Vec::<String>::new(), "{what} was not caught");
    }
}

#[test]
fn a_welsh_paper_says_that_it_is_welsh_and_what_on_it_is_not() {
    let paper = others::welsh_plan(Language::English).render().unwrap();
    let mut document = Document::load_mem(&paper.bytes).unwrap();
    assert_eq!(catalogue(&mut document).get(b"Lang").and_then(Object::as_str).unwrap(), b"cy-GB");
    let on_disk = OnDisk::of(&paper.bytes);
    let said = on_disk.told("pdfinfo", &["-meta"], &[]);
    assert!(said.contains("<rdf:li>cy-GB</rdf:li>") && said.contains("Nodiadau"), "{said}");
    let languages: Vec<Vec<u8>> = parts(&document, b"Span")
        .into_iter()
        .map(|id| document.get_dictionary(id).and_then(|part| part.get(b"Lang")).and_then(Object::as_str).unwrap().to_vec())
        .collect();
    assert!(languages.len() > 8 && languages.iter().all(|one| one == b"en-GB"), "{languages:?}");
    let tree = on_disk.told("pdfinfo", &["-struct-text"], &[]);
    let spoken: String = tree.split("Span").skip(1).map(|after| after.lines().nth(1).unwrap_or_default().trim()).collect();
    assert!(spoken.contains("My notes") && spoken.contains("Lock the side gate."), "{tree}");
    assert!(!spoken.contains("Gartref") && !spoken.contains("perygl"), "the fixed words are the paper's own: {tree}");
    let own = others::welsh_plan(Language::Welsh).render().unwrap();
    assert_eq!(parts(&Document::load_mem(&own.bytes).unwrap(), b"Span"), [], "all in one language");
}

#[test]
fn a_welsh_paper_prints_no_fixed_word_in_english_and_sets_every_welsh_letter() {
    let english = forms::shipped().unwrap().paper_words("en-GB").unwrap();
    let papers = [others::welsh_plan(Language::Welsh).render().unwrap(), others::diary_sheet(Language::Welsh).render().unwrap()];
    let text = papers.map(|paper| OnDisk::of(&paper.bytes).raw()).concat();
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (key, words) in &english.words {
        let fixed = words.split('{').next().unwrap_or_default().trim();
        assert!(fixed.is_empty() || !one_line.contains(fixed), "{key} is printed in English: {one_line}");
    }
    for word in ["tŷ", "dŵr", "Ŵyn", "Ŷd", "ffôn", "Tudalen 1 o"] {
        assert!(one_line.contains(word), "{word} is not whole in {one_line}");
    }
}

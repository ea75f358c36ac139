//! Every paper against PDF/UA-1 and PDF/A-2a by a validator that is not ours, and our own reading of the tree beside it.

use lopdf::{Dictionary, Document, Object, ObjectId};
use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use std::collections::BTreeMap;

/// What the validator holds against a file.
fn broken_rules(bytes: &[u8], profile: ValidationProfile) -> Vec<String> {
    let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
    report.failures.iter().map(|failure| format!("{failure:?}")).collect()
}

fn plan() -> Document {
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

fn parts(document: &Document, kind: &[u8]) -> Vec<ObjectId> {
    let is = |object: &Object| {
        object.as_dict().is_ok_and(|part| part.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind))
    };
    document.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect()
}

fn part<'d>(document: &'d mut Document, kind: &[u8]) -> &'d mut Dictionary {
    let first = parts(document, kind)[0];
    document.get_object_mut(first).and_then(Object::as_dict_mut).unwrap()
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

/// Which part each marked stretch of each page belongs to, as the parts themselves say.
fn said_by_parts(document: &Document) -> BTreeMap<(ObjectId, i64), ObjectId> {
    let mut said = BTreeMap::new();
    for (id, object) in &document.objects {
        let Ok(part) = object.as_dict() else { continue };
        if part.get(b"Type").and_then(Object::as_name).ok() != Some(b"StructElem") {
            continue;
        }
        for kid in part.get(b"K").and_then(Object::as_array).into_iter().flatten().filter_map(|kid| kid.as_dict().ok()) {
            let page = kid.get(b"Pg").and_then(Object::as_reference).unwrap();
            let number = kid.get(b"MCID").and_then(Object::as_i64).unwrap();
            assert_eq!(said.insert((page, number), *id), None, "a stretch belongs to one part");
        }
    }
    said
}

/// The same, as the parent tree says.
fn said_by_tree(document: &Document) -> BTreeMap<(ObjectId, i64), ObjectId> {
    let follow = |object: &Object| document.dereference(object).unwrap().1.clone();
    let root = follow(document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let tree = follow(root.as_dict().unwrap().get(b"ParentTree").unwrap());
    let numbers = tree.as_dict().unwrap().get(b"Nums").and_then(Object::as_array).unwrap().clone();
    let of_page: BTreeMap<i64, Object> = numbers.chunks(2).map(|pair| (pair[0].as_i64().unwrap(), follow(&pair[1]))).collect();
    let mut said = BTreeMap::new();
    for page in document.get_pages().into_values() {
        let key = document.get_dictionary(page).unwrap().get(b"StructParents").and_then(Object::as_i64).unwrap();
        for (number, part) in of_page[&key].as_array().unwrap().iter().enumerate() {
            said.insert((page, i64::try_from(number).unwrap()), part.as_reference().unwrap());
        }
    }
    said
}

/// The stretches that stand in the drawing of each page.
fn drawn(document: &Document) -> Vec<(ObjectId, i64)> {
    let mut drawn = Vec::new();
    for page in document.get_pages().into_values() {
        for operation in document.get_and_decode_page_content(page).unwrap().operations {
            let number = operation.operands.get(1).and_then(|with| with.as_dict().ok()).and_then(|with| with.get(b"MCID").ok());
            if let Some(number) = number.filter(|_| operation.operator == "BDC") {
                drawn.push((page, number.as_i64().unwrap()));
            }
        }
    }
    drawn
}

#[test]
fn parts_parent_tree_and_drawing_say_the_same() {
    for (name, rendered) in crate::samples::every() {
        let document = Document::load_mem(&rendered.unwrap().bytes).unwrap();
        let (parts, tree) = (said_by_parts(&document), said_by_tree(&document));
        assert_eq!(parts, tree, "{name}");
        let mut drawn = drawn(&document);
        drawn.sort_unstable();
        assert_eq!(drawn, parts.into_keys().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn an_emptied_parent_tree_is_caught_here_where_a_validator_may_not_look() {
    let mut document = plan();
    let emptied: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(|it| it.has(b"Nums")))
        .map(|(id, _)| *id)
        .collect();
    for id in emptied {
        let tree = document.get_object_mut(id).and_then(Object::as_dict_mut).unwrap();
        let nums = tree.get(b"Nums").and_then(Object::as_array).unwrap().clone();
        tree.set(
            "Nums",
            nums.into_iter().map(|it| if it.as_array().is_ok() { Object::Array(Vec::new()) } else { it }).collect::<Vec<_>>(),
        );
    }
    assert_ne!(said_by_parts(&document), said_by_tree(&document));
}

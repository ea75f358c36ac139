//! Our own reading of the structure tree, beside the validator that is not ours: it looks neither at the parent tree nor at
//! whom a heading cell speaks for.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Every part of this kind.
pub fn parts(document: &Document, kind: &[u8]) -> Vec<ObjectId> {
    let is = |object: &Object| {
        object.as_dict().is_ok_and(|part| part.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == kind))
    };
    document.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect()
}

/// The first part of this kind.
pub fn part<'d>(document: &'d mut Document, kind: &[u8]) -> &'d mut Dictionary {
    let first = parts(document, kind)[0];
    document.get_object_mut(first).and_then(Object::as_dict_mut).unwrap()
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

fn walk(document: &Document, part: &Dictionary, into: &mut Vec<(ObjectId, i64)>) {
    let kids = part.get(b"K").and_then(Object::as_array).cloned().unwrap_or_default();
    for kid in kids {
        if let Ok(id) = kid.as_reference() {
            walk(document, document.get_dictionary(id).unwrap(), into);
        } else {
            let kid = kid.as_dict().unwrap();
            let page = kid.get(b"Pg").and_then(Object::as_reference).unwrap();
            into.push((page, kid.get(b"MCID").and_then(Object::as_i64).unwrap()));
        }
    }
}

/// The stretches in the order in which a screen reader comes to them.
fn heard(document: &Document) -> Vec<(ObjectId, i64)> {
    let root = document.dereference(document.catalog().unwrap().get(b"StructTreeRoot").unwrap()).unwrap().1;
    let mut heard = Vec::new();
    walk(document, root.as_dict().unwrap(), &mut heard);
    heard
}

/// Whether a heading cell says for whom it speaks (ISO 14289-1, 7.5).
fn has_scope(document: &Document, id: ObjectId) -> bool {
    let scope = document.get_dictionary(id).and_then(|cell| cell.get(b"A")).and_then(|with| document.dereference(with));
    let scope = scope.and_then(|(_, with)| with.as_dict()).and_then(|with| with.get(b"Scope")).and_then(Object::as_name);
    scope.is_ok_and(|scope| [b"Row".as_slice(), b"Column", b"Both"].contains(&scope))
}

/// What is wrong with the tree; empty where nothing is.
pub fn wrong_in(document: &Document) -> Vec<String> {
    let mut wrong = Vec::new();
    let (parts_say, tree_says) = (said_by_parts(document), said_by_tree(document));
    if parts_say != tree_says {
        wrong.push("parts and parent tree differ".to_owned());
    }
    let drawn = drawn(document);
    let mut sorted = drawn.clone();
    sorted.sort_unstable();
    if sorted != parts_say.into_keys().collect::<Vec<_>>() {
        wrong.push("parts and drawing differ".to_owned());
    }
    if drawn != heard(document) {
        wrong.push("what is heard and what is drawn stand in another order".to_owned());
    }
    let silent = parts(document, b"TH").into_iter().filter(|id| !has_scope(document, *id)).count();
    if silent > 0 {
        wrong.push(format!("{silent} heading cells do not say for whom they speak"));
    }
    wrong
}

#[test]
fn parts_parent_tree_and_drawing_say_the_same_and_every_heading_cell_has_a_scope() {
    let mut heads = 0;
    for (name, rendered) in crate::samples::every() {
        let document = Document::load_mem(&rendered.unwrap().bytes).unwrap();
        assert_eq!(wrong_in(&document), Vec::<String>::new(), "{name}");
        heads += parts(&document, b"TH").len();
    }
    assert!(heads > 50, "only {heads} heading cells on all samples");
}

/// The parent tree's numbers and what stands behind each.
fn numbers(document: &mut Document) -> &mut Vec<Object> {
    let has = |object: &Object| object.as_dict().is_ok_and(|it| it.has(b"Nums"));
    let id = *document.objects.iter().find(|(_, object)| has(object)).unwrap().0;
    document
        .get_object_mut(id)
        .and_then(Object::as_dict_mut)
        .and_then(|tree| tree.get_mut(b"Nums"))
        .and_then(Object::as_array_mut)
        .unwrap()
}

fn first_page(document: &mut Document) -> &mut Vec<Object> {
    numbers(document)[1].as_array_mut().unwrap()
}

#[test]
fn what_a_validator_may_not_look_at_is_caught_here() {
    type Break = (&'static str, fn(&mut Document));
    let breaks: [Break; 9] = [
        ("an emptied parent tree", |document| first_page(document).clear()),
        ("an entry that points to another part", |document| first_page(document).swap(0, 1)),
        ("an entry that is missing", |document| drop(first_page(document).pop())),
        ("a heading cell without a scope", |document| drop(part(document, b"TH").remove(b"A"))),
        ("a scope that is none", |document| part(document, b"TH").set("A", lopdf::dictionary! { "Scope" => "Everybody" })),
        ("a stretch that no part holds", |document| part(document, b"TD").set("K", Vec::<Object>::new())),
        ("a part that cannot be reached", |document| part(document, b"TR").set("K", Vec::<Object>::new())),
        ("a part that hangs in the air", |document| {
            let head = part(document, b"THead");
            head.set("K", Vec::<Object>::new());
        }),
        ("an order that is not the page's", |document| {
            part(document, b"TBody").get_mut(b"K").and_then(Object::as_array_mut).unwrap().reverse();
        }),
    ];
    assert_eq!(wrong_in(&crate::standards::plan()), Vec::<String>::new());
    for (what, spoil) in breaks {
        let mut document = crate::standards::plan();
        spoil(&mut document);
        assert_ne!(wrong_in(&document), Vec::<String>::new(), "{what} was not caught");
    }
}

//! The structure tree: what each part of the paper is, for people who hear it (ISO 32000-1, 14.7 and 14.8).

use super::PaperRefusal;
use super::page::{Element, Role, Scope};
use super::painter::Mark;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

fn library(cause: impl std::fmt::Display) -> PaperRefusal {
    PaperRefusal::Library(cause.to_string())
}

/// Adds the tree to the document and names it in the catalogue.
pub(crate) fn add(document: &mut Document, elements: &[Element], marks: &[Mark]) -> Result<(), PaperRefusal> {
    let pages: Vec<ObjectId> = document.get_pages().values().copied().collect();
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = elements.iter().map(|_| document.new_object_id()).collect();
    let mut kids = children(elements, &ids, marks, &pages);
    for (at, (element, id)) in elements.iter().zip(&ids).enumerate() {
        let above = element.parent.and_then(|parent| ids.get(parent)).copied().unwrap_or(root);
        let mut said = dictionary! {
            "Type" => "StructElem",
            "S" => element.role.name(),
            "P" => Object::Reference(above),
            "K" => kids.get_mut(at).map(std::mem::take).unwrap_or_default(),
        };
        if let Role::HeadCell(scope) = element.role {
            said.set("A", scope_of(scope));
        }
        if let Role::Span(language) = element.role {
            said.set("Lang", Object::string_literal(language.tag()));
        }
        document.set_object(*id, said);
    }
    let parents = parent_tree(&pages, &ids, marks);
    let parents = document.add_object(parents);
    let first = ids.first().copied().unwrap_or(root);
    let next = i64::try_from(pages.len()).unwrap_or(i64::MAX);
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(first)],
            "ParentTree" => Object::Reference(parents),
            "ParentTreeNextKey" => next,
        },
    );
    for (id, number) in pages.iter().zip(0_i64..) {
        let page = document.get_object_mut(*id).and_then(Object::as_dict_mut).map_err(library)?;
        page.set("StructParents", number);
        page.set("Tabs", "S");
    }
    let catalogue = document.trailer.get(b"Root").and_then(Object::as_reference).map_err(library)?;
    let catalogue = document.get_object_mut(catalogue).and_then(Object::as_dict_mut).map_err(library)?;
    catalogue.set("StructTreeRoot", Object::Reference(root));
    catalogue.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// What every part holds: parts or stretches of text, in the order they are read. A stretch and a part stand beside each
/// other only where words of another language stand within a text, and those are drawn.
fn children(elements: &[Element], ids: &[ObjectId], marks: &[Mark], pages: &[ObjectId]) -> Vec<Vec<Object>> {
    let mut first_drawn: Vec<Option<usize>> = vec![None; elements.len()];
    for (at, mark) in marks.iter().enumerate() {
        if let Some(first) = first_drawn.get_mut(mark.element) {
            first.get_or_insert(at);
        }
    }
    let mut kids: Vec<Vec<(Option<usize>, Object)>> = vec![Vec::new(); elements.len()];
    for ((element, id), drawn) in elements.iter().zip(ids).zip(&first_drawn) {
        if let Some(above) = element.parent.and_then(|parent| kids.get_mut(parent)) {
            above.push((*drawn, Object::Reference(*id)));
        }
    }
    for (at, mark) in marks.iter().enumerate() {
        if let (Some(page), Some(of)) = (pages.get(mark.page), kids.get_mut(mark.element)) {
            let page = Object::Reference(*page);
            of.push((Some(at), Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => mark.number })));
        }
    }
    let in_order = |(mut of, drawn): (Vec<(Option<usize>, Object)>, &Option<usize>)| {
        if drawn.is_some() {
            of.sort_by_key(|(at, _)| *at);
        }
        of.into_iter().map(|(_, kid)| kid).collect()
    };
    kids.into_iter().zip(&first_drawn).map(in_order).collect()
}

fn scope_of(scope: Scope) -> Dictionary {
    let name = match scope {
        Scope::Column => "Column",
        Scope::Row => "Row",
    };
    dictionary! { "O" => "Table", "Scope" => name }
}

/// For every page, the part that each of its stretches belongs to.
fn parent_tree(pages: &[ObjectId], ids: &[ObjectId], marks: &[Mark]) -> Dictionary {
    let mut of_pages: Vec<Vec<Object>> = vec![Vec::new(); pages.len()];
    for mark in marks {
        if let (Some(of), Some(id)) = (of_pages.get_mut(mark.page), ids.get(mark.element)) {
            of.push(Object::Reference(*id));
        }
    }
    let numbers: Vec<Object> =
        of_pages.into_iter().zip(0_i64..).flat_map(|(of, number)| [Object::Integer(number), Object::Array(of)]).collect();
    dictionary! { "Nums" => numbers }
}

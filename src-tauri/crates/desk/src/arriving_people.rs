//! People of an arriving case who may be the same as somebody here: named with what speaks for it, never merged.

use crate::arriving_bring::Weighed;
use crate::keeping::Writing;
use crate::trouble::Outcome;
use casework::body::Kind;
use casework::people::{DetailKind, KnownDetail, Person, PersonRole};
use std::collections::{BTreeMap, BTreeSet};
use store::{Id, KeyKind, SearchedAs};

/// Who may be the same as somebody here, for a case that is new: by full name, phone and vehicle. Nothing is merged.
pub(crate) fn alike(w: &Writing<'_, '_>, case: Id, weighed: &Weighed) -> Outcome<BTreeMap<Id, BTreeSet<String>>> {
    let store = w.inner.store();
    let mut found: BTreeMap<Id, BTreeSet<String>> = BTreeMap::new();
    let mut note = |other: Option<Id>, because: String| {
        if let Some(other) = other.filter(|other| *other != case) {
            found.entry(other).or_default().insert(because);
        }
    };
    for record in &weighed.records {
        let Some(stands) = store.record(*record)?.filter(|stands| !stands.closed && !stands.erased) else { continue };
        match Kind::from_code(&stands.kind) {
            Some(Kind::Person) => {
                let person: Person = crate::keeping::read_shown(&stands)?;
                let name = person.name.trim();
                if name.split_whitespace().count() < 2 {
                    continue;
                }
                for hit in store.find(name, MOST_ALIKE)? {
                    if hit.searched_as == SearchedAs::Name && hit.kind == Kind::Person.code() {
                        note(hit.case, format!("the name of {}", whom(person.role)));
                    }
                }
            }
            Some(Kind::KnownDetail) => {
                let detail: KnownDetail = crate::keeping::read_shown(&stands)?;
                let (key, words) = match detail.kind {
                    DetailKind::Phone => (KeyKind::Phone, "a phone number"),
                    DetailKind::Vehicle => (KeyKind::Plate, "a vehicle"),
                    _ => continue,
                };
                for hit in store.find_key(key, &detail.text)? {
                    note(hit.case, words.to_owned());
                }
            }
            Some(_) | None => {}
        }
    }
    Ok(found)
}

const MOST_ALIKE: u32 = 50;

const fn whom(role: PersonRole) -> &'static str {
    match role {
        PersonRole::Victim => "the victim",
        PersonRole::Perpetrator => "the perpetrator",
        PersonRole::Child => "a child",
        PersonRole::OtherProtected | PersonRole::Other => "another person",
    }
}

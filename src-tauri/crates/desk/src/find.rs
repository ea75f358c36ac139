//! Finding a case by name, reference, plate, phone or word. Nothing of safe contact is ever found this way.

use crate::asks::shared::Nothing;
use crate::asks::today::{CloseFind, Find, FindView, FoundView};
use crate::keeping::Doing;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use std::collections::HashSet;
use store::{Id, KeyKind, SearchedAs};

/// Results shown at most (architecture.md).
const MOST: u32 = 50;
/// Fewest characters searched for.
const SHORTEST: usize = 3;
/// Characters of text shown round a hit.
const EXCERPT: usize = 80;

/// Searches names, numbers and open text.
pub fn find(sitting: &mut Sitting<'_>, ask: Find) -> Outcome<FindView> {
    let text = ask.text.trim();
    if text.chars().count() < SHORTEST {
        return Ok(FindView { found: Vec::new(), too_short: true });
    }
    let mut found = Hits { views: Vec::new(), seen: HashSet::new() };
    for key in sitting.store().find_keys(text, MOST)? {
        let matched = match key.kind {
            KeyKind::Reference => "reference",
            KeyKind::Phone => "phone",
            KeyKind::Plate => "plate",
            KeyKind::CrimeReference => "crime reference",
        };
        add(sitting, &mut found, key.case, matched, String::new())?;
    }
    for hit in sitting.store().find(text, MOST)? {
        let (matched, excerpt) = match hit.searched_as {
            SearchedAs::Name => ("name", String::new()),
            SearchedAs::Text => ("text", excerpt(&hit.text, text)),
        };
        add(sitting, &mut found, hit.case, matched, excerpt)?;
    }
    // What this session opened comes last and looks like any other hit; a closed compartment gives nothing (C-20).
    for hit in sitting.store().find_opened(text, MOST)? {
        add(sitting, &mut found, hit.case, "note", excerpt(&hit.text, text))?;
    }
    Ok(FindView { found: found.views, too_short: false })
}

/// What was found, each case once.
struct Hits {
    views: Vec<FoundView>,
    seen: HashSet<Id>,
}

fn add(sitting: &Sitting<'_>, found: &mut Hits, case: Option<Id>, matched: &str, excerpt: String) -> Outcome<()> {
    let Some(case) = case else { return Ok(()) };
    if found.views.len() >= MOST as usize || !found.seen.insert(case) {
        return Ok(());
    }
    let Some(row) = sitting.store().case_row(case)? else { return Ok(()) };
    let view = crate::views::case_row_view(&row);
    found.views.push(FoundView {
        case: view.case,
        reference: view.reference,
        title: format!("{} / {}", view.victim, view.perpetrator),
        matched: matched.to_owned(),
        excerpt,
        state_label: view.state_label,
    });
    Ok(())
}

/// The words round the first place where one of the searched words begins.
fn excerpt(text: &str, searched: &str) -> String {
    let lower = text.to_lowercase();
    let at = searched
        .split_whitespace()
        .filter_map(|word| lower.find(&word.to_lowercase()))
        .min()
        .map_or(0, |byte| lower.get(..byte).map_or(0, |before| before.chars().count()));
    let start = at.saturating_sub(EXCERPT / 4);
    let shown: String = text.chars().skip(start).take(EXCERPT).collect();
    if start > 0 { format!("…{shown}") } else { shown }
}

/// The palette closed: one act, without the text.
pub fn close_find(sitting: &mut Sitting<'_>, ask: CloseFind) -> Outcome<Nothing> {
    let doing = ask.opened.map_or(Doing::of_unit("search"), |case| Doing::in_case("search", case));
    sitting.note(doing)?;
    Ok(Nothing {})
}

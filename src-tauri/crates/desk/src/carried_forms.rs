//! The forms that go with what was answered on them, so that another unit's version can read the answers.

use crate::keeping::{Kept, id_of};
use crate::opening::shipped;
use crate::sharing_facts::{Item, imports};
use crate::sharing_gate::{Known, Sifted};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use bundles::Contents;
use casework::body::Kind;
use casework::cas::Cas;
use casework::import::{CarriedForm, Import};
use forms::Definition;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The only form of ours whose answers leave. The wording of licensed instruments lies in packs and never goes.
const CAS: &str = "cas";

/// Bytes of forms that one import keeps, as they stand in its record; what one value may hold bounds it.
const MOST_KEPT: usize = 192 << 10;

/// The form a CAS was answered on: the shipped one, or the one that came with it. None where it is nowhere here.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn form_of(sitting: &Sitting<'_>, cas: &Kept<Cas>) -> Outcome<Option<Cow<'static, Definition>>> {
    let edition = &cas.body.edition;
    if let Some(form) = shipped()?.form(CAS, edition) {
        return Ok(Some(Cow::Borrowed(form)));
    }
    let came = imports(sitting, id_of(cas.id))?;
    Ok(carried(&came, edition).and_then(|carried| read(&carried.text)).map(Cow::Owned))
}

fn carried<'a>(imports: &'a [Import], edition: &str) -> Option<&'a CarriedForm> {
    imports.iter().flat_map(|import| &import.forms).find(|carried| carried.form == CAS && carried.edition == edition)
}

/// Read as strictly as a shipped one.
fn read(text: &str) -> Option<Definition> {
    Definition::read("a form of a bundle", text).ok()
}

/// A form that leaves with what was answered on it.
pub(crate) struct LeavingForm {
    /// "Case analysis summary, edition 1".
    pub(crate) title: String,
    pub(crate) text: String,
}

fn titled(form: &Definition) -> String {
    format!("{}, edition {}", form.title, form.edition)
}

/// The forms of everything that leaves, each once. An answer whose form is nowhere here goes without it.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn leaving(known: &Known, sifted: &Sifted) -> Outcome<Vec<LeavingForm>> {
    let mut texts = BTreeSet::new();
    let leaves = known.items().filter(|(_, item)| sifted.leaving.contains(&item.id()) && item.kind == Some(Kind::Cas));
    for (_, item) in leaves {
        texts.extend(text_of(item)?);
    }
    // Read once each, not once for each answer.
    Ok(texts.into_iter().filter_map(|text| Some(LeavingForm { title: titled(&read(&text)?), text })).collect())
}

/// The text of the form a CAS was answered on: the shipped one's, or that of the one that came with it.
pub(crate) fn text_of(item: &Item) -> Outcome<Option<String>> {
    // One that another version wrote and this one cannot read goes on as it came.
    let Ok(cas) = crate::keeping::kept::<Cas>(&item.record) else { return Ok(None) };
    let edition = cas.body.edition;
    let ours = shipped()?.form_text(CAS, &edition).map(str::to_owned);
    Ok(ours.or_else(|| carried(&item.imports, &edition).map(|carried| carried.text.clone())))
}

/// What becomes of the forms in a bundle.
#[derive(Default)]
pub(crate) struct Arriving {
    /// Editions that do not ship here: kept with the import.
    pub(crate) kept: Vec<CarriedForm>,
    /// What whoever brings it in has to know of them.
    pub(crate) words: Vec<String>,
    /// Those that cannot be read here, or are too long to keep.
    pub(crate) left: usize,
}

/// Weighs the forms in a bundle. A shipped edition is never replaced: what is shown under its name is what we know.
///
/// # Errors
/// A fault where what ships cannot be read.
pub(crate) fn arriving(contents: &Contents) -> Outcome<Arriving> {
    let (mut found, mut room) = (Arriving::default(), MOST_KEPT);
    for (_, bytes) in &contents.forms {
        let text = std::str::from_utf8(bytes).ok();
        let Some((text, form)) = text.and_then(|text| Some((text, read(text)?))) else {
            found.left += 1;
            continue;
        };
        match shipped()?.form(&form.form, &form.edition) {
            Some(ours) if *ours == form => {}
            Some(_) => {
                found.words.push(format!("{} has other questions there than here; ours are shown. Ask them.", titled(&form)))
            }
            None => {
                let length = crate::keeping::as_value(&text)?.to_string().len();
                if length > room {
                    found.left += 1;
                    continue;
                }
                room -= length;
                found.words.push(format!("{} is new here: its questions come with it.", titled(&form)));
                found.kept.push(CarriedForm { form: form.form, edition: form.edition, text: text.to_owned() });
            }
        }
    }
    Ok(found)
}

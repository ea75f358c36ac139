//! Sealed files whose saving was cut off: the record stands, and whether the file got its name only somebody who looks can say.

use crate::asks::disclosures::{CutOffView, Found, SettleCutOff};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Kept, as_value};
use crate::papers::cannot_write;
use crate::sitting::Sitting;
use crate::surroundings::Place;
use crate::trouble::{Outcome, Plain};
use crate::unit::hex;
use crate::writing::Writing;
use bundles::{BundleKind, Sealed};
use casework::disclosure::{Disclosure, DisclosureOutcome};
use casework::ids::{PartnerId, RecordId};
use casework::partner::Partner;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The setting that holds them. It goes to no other laptop.
const KEY: &str = "files_without_a_name";
const NOT_SAVED: &str = "The file could not be saved, so nothing left.";
const NOT_FOUND: &str = "Holdfast ended while the file was being saved. Whoever looked found none: nothing left.";

/// A sealed file that was recorded and has no name yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Unnamed {
    kind: BundleKind,
    partner: PartnerId,
    /// The disclosure it is or speaks of; none for a receipt.
    disclosure: Option<RecordId>,
    at: Moment,
    /// As the person chose it, in words.
    place: String,
    path: Option<String>,
    /// Of the whole file, in digits: what it is known by.
    sha256: String,
}

impl Unnamed {
    pub(crate) fn at(place: &dyn Place, at: Moment, (kind, partner): (BundleKind, PartnerId)) -> Self {
        let path = place.path().and_then(|path| path.to_str().map(str::to_owned));
        Self { kind, partner, disclosure: None, at, place: place.words(), path, sha256: String::new() }
    }

    /// Notes in the transaction of its record that the file is about to get its name. `disclosure` as in [`Self::disclosure`].
    pub(crate) fn set_out(self, w: &Writing<'_, '_>, sealed: &Sealed, disclosure: Option<RecordId>) -> Outcome<Self> {
        let noted = Self { sha256: hex(&sealed.sha256.0), disclosure, ..self };
        let mut all = all(w.inner.store())?;
        all.push(noted.clone());
        keep(w.inner.store(), &all)?;
        Ok(noted)
    }

    /// The very file stands there: it left.
    fn stands(&self) -> bool {
        self.path.as_ref().is_some_and(|path| crate::place::stands(Path::new(path), &self.sha256))
    }

    /// Gives the file its name. Where the disk refuses, the record says that nothing left, unless the file stands all the same.
    pub(crate) fn finish(self, sitting: &mut Sitting<'_>, place: Box<dyn Place>) -> Outcome<()> {
        let Err(cause) = place.finish() else {
            // Where this cannot be noted the file itself says so at the next sign-in.
            let _ = self.settled(sitting.store());
            return Ok(());
        };
        if !self.stands() {
            sitting.write(self.doing("not_saved"), |w| self.nothing_left(w, NOT_SAVED))?;
        }
        Err(cannot_write(&cause))
    }

    fn doing(&self, reason: &'static str) -> Doing {
        let about = self.disclosure.unwrap_or(self.partner.into());
        Doing { reason: Some(reason), ..Doing::of_unit("settle_cut_off").about(about) }
    }

    fn nothing_left(&self, w: &mut Writing<'_, '_>, why: &str) -> Outcome<()> {
        self.settled(w.inner.store())?;
        match (self.kind, self.disclosure) {
            (BundleKind::Cases, Some(told)) => w.amend(told, "outcome", &DisclosureOutcome::Declined(why.to_owned())),
            _ => Ok(()),
        }
    }

    fn settled(&self, store: &store::Store) -> Outcome<()> {
        let mut all = all(store)?;
        all.retain(|one| one.sha256 != self.sha256);
        keep(store, &all)
    }

    /// As it is asked about; none for somebody to whom the disclosure is closed.
    fn view(self, sitting: &Sitting<'_>) -> Outcome<Option<CutOffView>> {
        let mut references = Vec::new();
        if let Some(told) = self.disclosure {
            let Some(told) = sitting.look_up::<Disclosure>(told)? else { return Ok(None) };
            for case in told.body.cases {
                references.extend(crate::disclosing::reference_of(sitting, case)?);
            }
        }
        let partner = sitting.look_up::<Partner>(self.partner)?;
        Ok(Some(CutOffView {
            sha256: self.sha256,
            what: words_of(self.kind).to_owned(),
            partner_name: partner.map(|kept| kept.body.unit_name).unwrap_or_default(),
            references,
            at: self.at,
            place: self.place,
        }))
    }
}

fn all(store: &store::Store) -> Outcome<Vec<Unnamed>> {
    let kept = store.setting(KEY)?;
    Ok(kept.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default())
}

fn keep(store: &store::Store, all: &[Unnamed]) -> Outcome<()> {
    Ok(store.set_setting(KEY, &as_value(&all)?)?)
}

const fn words_of(kind: BundleKind) -> &'static str {
    match kind {
        BundleKind::Cases => "A bundle of cases",
        BundleKind::Correction => "A correction",
        BundleKind::Withdrawal => "A request to delete",
        BundleKind::Receipt => "A receipt",
        BundleKind::OwnUnit => "A file for a laptop",
    }
}

/// At a sign-in: whatever stands where it was to stand left, and nobody need be asked.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn look(w: &Writing<'_, '_>) -> Outcome<()> {
    let before = all(w.inner.store())?;
    let lacking: Vec<Unnamed> = before.iter().filter(|one| !one.stands()).cloned().collect();
    if lacking.len() == before.len() { Ok(()) } else { keep(w.inner.store(), &lacking) }
}

/// Those that only somebody can settle: the program ended meanwhile, and the file was not seen where it was to stand. It may
/// have gone with a stick, so its absence proves nothing.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn cut_off(sitting: &Sitting<'_>) -> Outcome<Vec<CutOffView>> {
    let mut views = Vec::new();
    for one in all(sitting.store())? {
        views.extend(one.view(sitting)?);
    }
    Ok(views)
}

/// Somebody looked: the file is there, or nothing left.
pub fn settle_cut_off(sitting: &mut Sitting<'_>, ask: SettleCutOff) -> Outcome<Nothing> {
    let one = all(sitting.store())?.into_iter().find(|one| one.sha256 == ask.sha256).ok_or(Plain::NotFound)?;
    one.clone().view(sitting)?.ok_or(Plain::NotFound)?;
    match ask.found {
        Found::There => sitting.write(one.doing("there"), |w| one.settled(w.inner.store()))?,
        Found::NothingLeft => sitting.write(one.doing("nothing_left"), |w| one.nothing_left(w, NOT_FOUND))?,
    }
    Ok(Nothing {})
}

/// A receipt proves that a bundle left, whatever was thought of it before.
pub(crate) fn proven(w: &mut Writing<'_, '_>, told: &Kept<Disclosure>) -> Outcome<()> {
    let mut all = all(w.inner.store())?;
    let before = all.len();
    all.retain(|one| one.kind != BundleKind::Cases || one.disclosure != Some(told.id));
    if all.len() < before {
        keep(w.inner.store(), &all)?;
    }
    match told.body.outcome {
        DisclosureOutcome::Declined(_) => w.amend(told.id, "outcome", &DisclosureOutcome::Disclosed),
        DisclosureOutcome::Disclosed => Ok(()),
    }
}

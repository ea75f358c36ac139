//! Recovery words of a compartment: one sheet, kept by its own agency, for when its last holder is gone (K-21, K-23, K-25).

use crate::asks::recovery::{CompartmentRecovery, CompartmentSheet, CompartmentWords, CompartmentsView, WhichCompartment};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Writing, as_value, record_of};
use crate::recovery::{DRILL_DAYS, fault, spoken, typed};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::unit::hex;
use crate::walls::{granter_and_self, label, open_one, theirs, unhex};
use casework::when::Moment;
use chrono::TimeDelta;
use sealing::{RecoverySecret, Sheet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Compartment, Id, Store};

/// Setting that remembers each compartment's sheet.
const KEY: &str = "recovery_of_compartments";
/// Days for which a sheet that was seen lets a compartment's last holder go (K-23).
const HOLDS_FOR_DAYS: i64 = 365;

/// Words that were shown and not yet typed back. Dropped at locking.
pub(crate) struct Pending {
    code: String,
    secret: RecoverySecret,
}

/// A sheet that counts: its mark, the key its compartment's is sealed to, when it was last seen.
#[derive(Serialize, Deserialize)]
struct Kept {
    mark: String,
    seals_to: String,
    confirmed_at: Moment,
    drilled_at: Moment,
}

type Sheets = BTreeMap<String, Kept>;

fn sheets(store: &Store) -> Outcome<Sheets> {
    Ok(store.setting(KEY)?.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default())
}

fn keep(store: &Store, sheets: &Sheets) -> Outcome<()> {
    Ok(store.set_setting(KEY, &as_value(sheets)?)?)
}

/// An act on a compartment's words; the log shows which by the compartment's id.
fn doing(act: &'static str, compartment: &Compartment) -> Doing {
    Doing::of_unit(act).about(record_of(compartment.id))
}

/// As whom a compartment's own words are let into it: nobody has the compartment's id.
pub(crate) const fn words_of(compartment: &Compartment) -> Id {
    compartment.id
}

/// The key to which a compartment's is sealed for its words; nothing where there are none that count.
pub(crate) fn seals_to(store: &Store, compartment: &Compartment) -> Outcome<Option<[u8; 32]>> {
    Ok(sheets(store)?.get(&compartment.code).and_then(|sheet| unhex(&sheet.seals_to)))
}

/// Whether the words were seen within twelve months, so that the compartment outlives its last holder (K-23).
pub(crate) fn outlives_its_holders(store: &Store, compartment: &Compartment, now: Moment) -> Outcome<bool> {
    Ok(sheets(store)?.get(&compartment.code).is_some_and(|sheet| now - sheet.drilled_at < TimeDelta::days(HOLDS_FOR_DAYS)))
}

/// A compartment somebody holds, of those that have words: a restricted case has two members at least, and no sheet.
fn held(sitting: &Sitting<'_>, code: &str) -> Outcome<Compartment> {
    if store::case_of_restriction(code).is_some() {
        return Err(Plain::NotFound.into());
    }
    open_one(sitting, code)
}

/// The compartments whoever asks holds or would hold by agency and role, and how each could be got back.
pub fn recovery_of_compartments(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<CompartmentsView> {
    let sheets = sheets(sitting.store())?;
    let own = theirs(sitting.session.agency, sitting.session.role);
    let mut shown = Vec::new();
    for known in sitting.store().compartments()? {
        let open = sitting.holds_own(&known)?;
        if store::case_of_restriction(&known.code).is_some() || !(open || own.contains(&known.code)) {
            continue;
        }
        let grants = sitting.store().grants(&known)?;
        let holders = grants.iter().filter(|grant| grant.member != words_of(&known)).count();
        let sheet = sheets.get(&known.code);
        shown.push(CompartmentRecovery {
            label: label(&known.code),
            open,
            holders: u32::try_from(holders).unwrap_or(u32::MAX),
            confirmed_at: sheet.map(|sheet| sheet.confirmed_at),
            drilled_at: sheet.map(|sheet| sheet.drilled_at),
            drill_due: sheet.is_none_or(|sheet| sitting.now - sheet.drilled_at >= TimeDelta::days(DRILL_DAYS)),
            compartment: known.code,
        });
    }
    Ok(CompartmentsView { compartments: shown })
}

/// Makes new words for a compartment and shows them, this once. The ones before count until these are typed back.
pub fn make_recovery_of_compartment(sitting: &mut Sitting<'_>, ask: WhichCompartment) -> Outcome<CompartmentSheet> {
    let compartment = held(sitting, &ask.compartment)?;
    let secret = RecoverySecret::fresh().map_err(|cause| fault(&cause))?;
    sitting.note(doing("make_recovery_of_compartment", &compartment))?;
    let words = spoken(&secret.whole());
    sitting.opened.pending_of_compartment = Some(Pending { code: compartment.code, secret });
    Ok(CompartmentSheet { words })
}

/// Takes the words as typed back from the handwritten sheet. From here on the compartment's key is sealed to them too; a
/// sheet from before opens nothing that is written from now on.
pub fn confirm_recovery_of_compartment(sitting: &mut Sitting<'_>, ask: CompartmentWords) -> Outcome<CompartmentsView> {
    let compartment = held(sitting, &ask.compartment)?;
    let pending = sitting.opened.pending_of_compartment.as_ref().filter(|pending| pending.code == compartment.code);
    let pending = pending.ok_or(Plain::NoWordsShown)?;
    let mark = pending.secret.whole().mark();
    let mut form = Form::default();
    if typed(&mut form, "words", &ask.words, Sheet::Agency).is_some_and(|read| read.mark() != mark) {
        form.wrong("words", "These are not the words that were shown last.");
    }
    form.done()?;
    let keys = pending.secret.keys(sitting.opened.slots.store_id()).map_err(|cause| fault(&cause))?;
    let seals_to = *keys.sealing_public();
    let now = sitting.now;
    sitting.write(doing("confirm_recovery_of_compartment", &compartment), |w| {
        w.drop_words(&compartment)?;
        let renewed = w.inner.store().compartment(&compartment.code)?.ok_or(Plain::NotFound)?;
        w.let_in_as_self(&renewed, (words_of(&renewed), seals_to), "recovery_words")?;
        let sheet = Kept { mark: hex(&mark), seals_to: hex(&seals_to), confirmed_at: now, drilled_at: now };
        let mut sheets = sheets(w.inner.store())?;
        sheets.insert(renewed.code, sheet);
        keep(w.inner.store(), &sheets)
    })?;
    sitting.opened.pending_of_compartment = None;
    recovery_of_compartments(sitting, Nothing {})
}

/// Reads words against the sheet that counts.
fn read(sitting: &Sitting<'_>, code: &str, words: &str) -> Outcome<RecoverySecret> {
    let mut sheets = sheets(sitting.store())?;
    let kept = sheets.remove(code).ok_or(Plain::NoWordsShown)?;
    let mut form = Form::default();
    let read = typed(&mut form, "words", words, Sheet::Agency);
    if read.as_ref().is_some_and(|read| hex(&read.mark()) != kept.mark) {
        form.wrong("words", "This sheet belongs to words that no longer count, or to something else. Find the newer one.");
    }
    form.done()?;
    read.as_ref().and_then(RecoverySecret::of_whole).ok_or_else(|| Plain::RecoveryWordsDoNotOpen.into())
}

/// The sheet is typed, to see that it is still there and can be read.
pub fn drill_recovery_of_compartment(sitting: &mut Sitting<'_>, ask: CompartmentWords) -> Outcome<CompartmentsView> {
    let compartment = held(sitting, &ask.compartment)?;
    read(sitting, &compartment.code, &ask.words)?;
    let now = sitting.now;
    sitting.write(doing("drill_recovery_of_compartment", &compartment), |w| {
        let mut sheets = sheets(w.inner.store())?;
        if let Some(sheet) = sheets.get_mut(&compartment.code) {
            sheet.drilled_at = now;
        }
        keep(w.inner.store(), &sheets)
    })?;
    recovery_of_compartments(sitting, Nothing {})
}

/// Lets a member of the agency into its compartment with its words. The words are spent by
/// it and the compartment gets a new key, so that a sheet somebody copied opens nothing.
pub fn recover_compartment(sitting: &mut Sitting<'_>, ask: CompartmentWords) -> Outcome<CompartmentsView> {
    if !theirs(sitting.session.agency, sitting.session.role).contains(&ask.compartment) {
        return Err(Plain::OtherAgency.into());
    }
    let compartment = sitting.store().compartment(&ask.compartment)?.ok_or(Plain::NotFound)?;
    let secret = read(sitting, &compartment.code, &ask.words)?;
    let keys = secret.keys(sitting.opened.slots.store_id()).map_err(|cause| fault(&cause))?;
    let signs = sitting.signing_keys()?;
    // The act first: words that were used are never used unseen.
    sitting.note(doing("recover_compartment", &compartment))?;
    sitting.opened.store.open_compartments(words_of(&compartment), &keys, &signs)?;
    if !sitting.store().is_open(&compartment) {
        return Err(Plain::RecoveryWordsDoNotOpen.into());
    }
    let me = sitting.session.member;
    sitting.write(Doing::of_unit("grant_compartment").about(me), |w| {
        let (me, _) = granter_and_self(w.hands.unlocked());
        w.let_in_as_self(&compartment, me, "recovery_words")?;
        w.drop_words(&compartment)
    })?;
    sitting.open_compartments()?;
    recovery_of_compartments(sitting, Nothing {})
}

impl Writing<'_, '_> {
    /// Lets somebody in, signed by whoever is signed in.
    fn let_in_as_self(&mut self, compartment: &Compartment, to: (Id, [u8; 32]), reason: &str) -> Outcome<()> {
        let (_, by) = granter_and_self(self.hands.unlocked());
        Ok(self.inner.let_in(compartment, to, by, reason)?)
    }

    /// Takes a compartment's words away, where it has any, and gives it a new key.
    fn drop_words(&mut self, compartment: &Compartment) -> Outcome<()> {
        let mut sheets = sheets(self.inner.store())?;
        if sheets.remove(&compartment.code).is_none() {
            return Ok(());
        }
        self.shut_out_of(compartment, record_of(words_of(compartment)))?;
        keep(self.inner.store(), &sheets)
    }
}

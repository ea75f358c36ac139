//! Compartments: founded by their first member, opened at sign-in, granted by members alone (C-1 to C-4, C-8).

use crate::asks::shared::Nothing;
use crate::asks::walls::{CompartmentView, HolderView, LetIn, LetInReason, ShutOut, WallsView};
use crate::keeping::{Doing, Writing, id_of, moment_of, record_of};
use crate::recovery_of_compartments::words_of;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use casework::agency::{Agency, Role};
use casework::ids::{MemberId, RecordId};
use casework::unit::Member;
use casework::when::Moment;
use sealing::KeySlots;
use std::collections::BTreeMap;
use store::{Compartment, Granter, Id, Record};

/// The compartment of safe contact: code words, and who else must not know them.
pub(crate) const SAFE_CONTACT: &str = "safe-contact";
/// The compartment of the unit's own keys for sealed bundles.
pub(crate) const UNIT_EXCHANGE: &str = "unit-exchange";
/// Setting that remembers with which key a member signed who has left.
const FORMER_SIGNERS: &str = "former_signers";

/// The compartment of an agency.
pub(crate) fn of_agency(agency: Agency) -> String {
    format!("agency:{}", agency.code())
}

/// A compartment in words.
pub(crate) fn label(code: &str) -> String {
    match code.strip_prefix("agency:").and_then(Agency::from_code) {
        Some(agency) => agency.label().to_owned(),
        None if code == SAFE_CONTACT => "Safe contact".to_owned(),
        None if code == UNIT_EXCHANGE => "Unit exchange".to_owned(),
        None => "Restricted".to_owned(),
    }
}

/// The compartments a member founds by being the first who may hold them.
pub(crate) fn theirs(agency: Agency, role: Role) -> Vec<String> {
    let mut codes = Vec::new();
    if !matches!(role, Role::Auditor | Role::BusinessSupport) {
        codes.push(of_agency(agency));
    }
    if matches!(role, Role::Chair | Role::VictimAdvocate) {
        codes.push(SAFE_CONTACT.to_owned());
    }
    if matches!(role, Role::Chair | Role::Coordinator) {
        codes.push(UNIT_EXCHANGE.to_owned());
    }
    codes
}

/// Whether everybody who held a compartment is gone, its words with them, and nothing lies in it.
fn is_forsaken(store: &store::Store, compartment: &Compartment) -> Outcome<bool> {
    Ok(store.grants(compartment)?.is_empty() && store.records_sealed_in(compartment)?.is_empty())
}

/// A member as who is let in, and as who lets in.
pub(crate) fn granter_and_self(own: &sealing::Unlocked) -> ((Id, [u8; 32]), Granter<'_>) {
    let member = Id(own.member_id);
    ((member, *own.user_keys.sealing_public()), Granter { member, keys: &own.user_keys })
}

impl Writing<'_, '_> {
    /// Founds the compartments this member is the first to hold, or the first again. Whoever signed in holds them alone until they let
    /// others in: an administrator has no way in (C-4).
    pub(crate) fn found_compartments(&mut self, agency: Agency, role: Role) -> Outcome<()> {
        // Where keys are changed elsewhere, what a member holds comes from there.
        if !crate::laptops::is_key_desk(self.inner.store())? {
            return Ok(());
        }
        for code in theirs(agency, role) {
            let standing = self.inner.store().compartment(&code)?;
            if let Some(known) = &standing
                && !is_forsaken(self.inner.store(), known)?
            {
                continue;
            }
            self.child_act("grant_compartment", None)?;
            let own = self.hands.unlocked();
            let (to, by) = granter_and_self(own);
            match standing {
                Some(known) => self.inner.found_again(&known, to, by)?,
                None => self.inner.found_compartment(&code, to, by)?,
            }
        }
        Ok(())
    }

    /// Opens what this member was let into since the session began: keys came from another laptop.
    pub(crate) fn open_compartments_again(&mut self) -> Outcome<()> {
        let own = self.hands.unlocked();
        let signs = signers(self.inner.store(), self.hands.slots())?;
        self.inner.store().open_compartments(Id(own.member_id), &own.user_keys, &signs)?;
        Ok(())
    }

    /// Lets a new member into what goes with their agency and role, as far as whoever takes them on holds it.
    pub(crate) fn let_in_by_role(&mut self, member: RecordId, agency: Agency, role: Role) -> Outcome<()> {
        let own = self.hands.unlocked();
        let by = Granter { member: Id(own.member_id), keys: &own.user_keys };
        let seals_to = self.hands.slots().public_keys(member.0.as_bytes()).ok_or(Plain::NotFound)?.0;
        for code in theirs(agency, role) {
            let store = self.inner.store();
            let Some(known) = store.compartment(&code)?.filter(|known| store.is_open(known)) else { continue };
            if store.grants(&known)?.iter().any(|grant| grant.member == by.member) {
                self.inner.let_in(&known, (id_of(member), seals_to), by, reason_code(LetInReason::JoinedAgency))?;
            }
        }
        Ok(())
    }

    /// Remembers with which key a leaving member signed, so that the grants they gave and the checkpoints they signed
    /// stay good.
    pub(crate) fn remember_signer(&mut self, member: RecordId) -> Outcome<()> {
        remember_signers(self.inner.store(), self.hands.slots(), std::iter::once(member.0.as_bytes()))
    }

    /// Takes every compartment a leaving member held away from them; those open here get a new key.
    ///
    /// # Errors
    /// `last_holder` where records would be closed to everybody for ever (K-23).
    pub(crate) fn shut_out_of_all(&mut self, member: RecordId, now: Moment) -> Outcome<()> {
        let store = self.inner.store();
        for compartment in store.compartments()? {
            if store.grants(&compartment)?.iter().any(|grant| grant.member == id_of(member)) {
                if !store.records_sealed_in(&compartment)?.is_empty() {
                    refuse_last_holder(store, self.hands.slots(), &compartment, now)?;
                }
                self.shut_out_of(&compartment, member)?;
            }
        }
        Ok(())
    }

    pub(crate) fn shut_out_of(&mut self, compartment: &Compartment, member: RecordId) -> Outcome<()> {
        let store = self.inner.store();
        let words = crate::recovery_of_compartments::seals_to(store, compartment)?;
        let key_of = |holder: Id| {
            if holder == words_of(compartment) {
                words
            } else {
                self.hands.slots().public_keys(&holder.0).map(|(seals, _)| seals)
            }
        };
        let holders = store.grants(compartment)?.into_iter().map(|grant| grant.member);
        let left: Vec<(Id, [u8; 32])> =
            holders.filter(|holder| *holder != id_of(member)).filter_map(|holder| Some((holder, key_of(holder)?))).collect();
        let own = self.hands.unlocked();
        let by = Granter { member: Id(own.member_id), keys: &own.user_keys };
        Ok(self.inner.shut_out(compartment, id_of(member), &left, by)?)
    }
}

/// Keeps the keys these members sign with, beside those they had before.
pub(crate) fn remember_signers<'a>(
    store: &store::Store,
    slots: &KeySlots,
    members: impl Iterator<Item = &'a [u8; 16]>,
) -> Outcome<()> {
    remember_keys(store, members.filter_map(|member| Some((Id(*member), slots.public_keys(member)?.1))))
}

/// Keeps keys members sign with, here or on another laptop, beside those they had before.
pub(crate) fn remember_keys(store: &store::Store, keys: impl Iterator<Item = (Id, [u8; 32])>) -> Outcome<()> {
    let mut former = former_signers(store)?;
    let mut added = false;
    for (member, signs) in keys {
        let (known, key) = (former.entry(record_of(member).0.simple().to_string()).or_default(), crate::unit::hex(&signs));
        if !known.split(' ').any(|before| before == key) {
            *known = format!("{known} {key}").trim_start().to_owned();
            added = true;
        }
    }
    if !added {
        return Ok(());
    }
    Ok(store.set_setting(FORMER_SIGNERS, &crate::keeping::as_value(&former)?)?)
}

/// Every key every member signs with or has signed with.
pub(crate) fn all_signers(store: &store::Store, slots: &KeySlots) -> Outcome<Vec<(Id, [u8; 32])>> {
    let present = slots.member_ids().filter_map(|member| Some((Id(*member), slots.public_keys(member)?.1)));
    let mut all: Vec<(Id, [u8; 32])> = present.collect();
    for (member, keys) in former_signers(store)? {
        let Ok(member) = member.parse() else { continue };
        all.extend(keys.split(' ').filter_map(unhex).map(|key| (member, key)));
    }
    Ok(all)
}

/// With which keys a member signs or signed, as far as this store knows.
fn signers(store: &store::Store, slots: &KeySlots) -> Outcome<impl Fn(Id) -> Vec<[u8; 32]> + use<>> {
    let former = former_signers(store)?;
    let slots = slots.clone();
    Ok(move |member: Id| {
        let present = slots.public_keys(&member.0).map(|(_, signs)| signs);
        let before = former.get(&record_of(member).0.simple().to_string()).map_or("", String::as_str);
        present.into_iter().chain(before.split(' ').filter_map(unhex)).collect()
    })
}

/// By member the keys they signed with before, in hexadecimal, a space between.
fn former_signers(store: &store::Store) -> Outcome<BTreeMap<String, String>> {
    let kept = store.setting(FORMER_SIGNERS)?;
    Ok(kept.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default())
}

impl Sitting<'_> {
    /// Every key a member signs with or has signed with, as far as this unit knows.
    pub(crate) fn signing_keys(&self) -> Outcome<impl Fn(Id) -> Vec<[u8; 32]> + use<>> {
        signers(&self.opened.store, &self.opened.slots)
    }

    /// Opens what the member was let into and indexes it in memory. Grants nobody who may has signed are counted.
    pub(crate) fn open_compartments(&mut self) -> Outcome<()> {
        self.opened.forged_grants = self.open_with(&self.opened.unlocked)?;
        Ok(())
    }

    /// Opens beside them what a colleague was let into.
    pub(crate) fn open_compartments_of(&mut self, colleague: &sealing::Unlocked) -> Outcome<()> {
        self.opened.forged_grants += self.open_with(colleague)?;
        Ok(())
    }

    fn open_with(&self, own: &sealing::Unlocked) -> Outcome<u32> {
        let signs = self.signing_keys()?;
        let forged = self.opened.store.open_compartments(Id(own.member_id), &own.user_keys, &signs)?;
        self.opened.store.index_opened(&searched)?;
        self.index_restricted()?;
        Ok(forged)
    }
}

/// So many bytes of hexadecimal, and no more.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N * 2 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, at) in bytes.iter_mut().zip((0..N * 2).step_by(2)) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// The words of a sealed record that may be searched by whoever opened it: notes, never a code word.
pub(crate) fn searched(record: &Record) -> Option<String> {
    let (what, text) = crate::notes::said(record)?;
    (what == casework::note::NoteOf::Agency).then_some(text)
}

/// Every compartment, who holds it, and whether it is open to whoever asks.
pub fn walls(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<WallsView> {
    let names = crate::history::names(sitting)?;
    let name = |id: &Id| names.get(id).cloned().unwrap_or_default();
    let store = sitting.store();
    let mut compartments = Vec::new();
    // Nobody else hears of a restricted case, not even that there is one (C-9).
    let shown = |known: &Compartment| store::case_of_restriction(&known.code).is_none() || store.is_open(known);
    for known in store.compartments()?.into_iter().filter(shown) {
        let holders = store
            .grants(&known)?
            .iter()
            .filter(|grant| grant.member != words_of(&known))
            .map(|grant| HolderView {
                member: MemberId(record_of(grant.member).0),
                name: name(&grant.member),
                let_in_by: name(&grant.granter),
                reason: grant.reason.replace('_', " "),
                at: moment_of(grant.at_ms),
            })
            .collect();
        let open = store.is_open(&known);
        compartments.push(CompartmentView { label: label(&known.code), compartment: known.code, open, holders });
    }
    Ok(WallsView { compartments, forged: sitting.opened.forged_grants })
}

const fn reason_code(reason: LetInReason) -> &'static str {
    match reason {
        LetInReason::JoinedAgency => "joined_agency",
        LetInReason::NeedsForCase => "needs_for_case",
        LetInReason::CoversForColleague => "covers_for_colleague",
    }
}

impl Sitting<'_> {
    /// Whether a compartment is open to whoever is signed in, not only to a colleague who stepped in.
    pub(crate) fn holds_own(&self, compartment: &Compartment) -> Outcome<bool> {
        let me = id_of(self.session.member.into());
        Ok(self.store().is_open(compartment) && self.store().grants(compartment)?.iter().any(|grant| grant.member == me))
    }

    /// The same by code. An agency whose people never signed in has no compartment yet.
    pub(crate) fn holds_own_code(&self, code: &str) -> Outcome<bool> {
        match self.store().compartment(code)? {
            Some(known) => self.holds_own(&known),
            None => Ok(false),
        }
    }

    /// Whether this session opened the compartment of this code.
    pub(crate) fn holds(&self, code: &str) -> Outcome<bool> {
        Ok(self.store().compartment(code)?.is_some_and(|known| self.store().is_open(&known)))
    }
}

pub(crate) fn open_one(sitting: &Sitting<'_>, code: &str) -> Outcome<Compartment> {
    let found = sitting.store().compartment(code)?.ok_or(Plain::NotFound)?;
    if sitting.holds_own(&found)? {
        return Ok(found);
    }
    let hidden = store::case_of_restriction(code).is_some();
    Err(if hidden { Plain::NotFound.into() } else { Plain::BehindAWall.into() })
}

/// Lets a member into a compartment. Only somebody who holds it can: the key is sealed with it in hand.
pub fn let_in(sitting: &mut Sitting<'_>, ask: LetIn) -> Outcome<WallsView> {
    let compartment = open_one(sitting, &ask.compartment)?;
    let member: RecordId = ask.member.into();
    let kept = sitting.read::<Member>(member)?;
    let agency_only = compartment.code.strip_prefix("agency:").is_some_and(|code| kept.body.agency.code() != code);
    if agency_only {
        return Err(Plain::OtherAgency.into());
    }
    crate::restricted::refuse_party(sitting, &compartment.code, ask.member, &kept.body)?;
    let mut doing = Doing::of_unit("grant_compartment").about(member);
    doing.reason = Some(reason_code(ask.reason));
    sitting.write(doing, |w| {
        let seals_to = w.hands.slots().public_keys(member.0.as_bytes()).ok_or(Plain::NotFound)?.0;
        let own = w.hands.unlocked();
        let by = Granter { member: Id(own.member_id), keys: &own.user_keys };
        Ok(w.inner.let_in(&compartment, (id_of(member), seals_to), by, reason_code(ask.reason))?)
    })?;
    walls(sitting, Nothing {})
}

/// Refuses to shut the one holder of a compartment out whose words nobody has seen within twelve months (K-23).
/// Words have no slot, and whoever has none opens nothing.
fn refuse_last_holder(store: &store::Store, slots: &KeySlots, compartment: &Compartment, now: Moment) -> Outcome<()> {
    let people = store.grants(compartment)?.iter().filter(|grant| slots.public_keys(&grant.member.0).is_some()).count();
    let lost = people <= 1 && !crate::recovery_of_compartments::outlives_its_holders(store, compartment, now)?;
    if lost { Err(Plain::LastHolder.into()) } else { Ok(()) }
}

/// Takes a member's way into a compartment away and gives it a new key.
pub fn shut_out(sitting: &mut Sitting<'_>, ask: ShutOut) -> Outcome<WallsView> {
    let compartment = open_one(sitting, &ask.compartment)?;
    let member: RecordId = ask.member.into();
    let grants = sitting.store().grants(&compartment)?;
    if !grants.iter().any(|grant| grant.member == id_of(member)) {
        return Err(Plain::NotFound.into());
    }
    refuse_last_holder(sitting.store(), &sitting.opened.slots, &compartment, sitting.now)?;
    sitting.write(Doing::of_unit("revoke_compartment").about(member), |w| w.shut_out_of(&compartment, member))?;
    walls(sitting, Nothing {})
}

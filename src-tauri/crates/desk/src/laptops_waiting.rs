//! What waits beside the records: entries for somebody who may open them, keys for colleagues, and what follows when a
//! laptop is struck off or a member leaves.

use crate::arriving_bring::of_bundle;
use crate::keeping::{Writing, record_of};
use crate::laptops::{all, device_of, fault, is_key_desk};
use crate::laptops_take::{STRUCK_OFF, WAITS};
use crate::trouble::Outcome;
use bundles::CarriedRecord;
use casework::unit::Member;
use sealing::{DeviceSecret, HandedOn};
use std::collections::BTreeMap;
use store::{HeldBack, Id, SealedCarried, Store};

/// Setting: the keys of members who may be let in on this laptop, by member.
pub(crate) const HANDED: &str = "laptop:handed";

pub(crate) fn receive_open(w: &mut Writing<'_, '_>, record: &CarriedRecord) -> Result<store::Received, store::Fault> {
    let (placing, entries) = of_bundle(record);
    w.inner.receive_from_laptop(placing, &entries)
}

/// Puts a record's rows anew. How many of its fields have more than one value now.
pub(crate) fn index(w: &mut Writing<'_, '_>, record: Id) -> Outcome<u32> {
    let store = w.inner.store();
    let Some(stands) = store.record(record)?.filter(|record| !record.closed && !record.erased) else { return Ok(0) };
    // What it is filed under has to be readable too: a case's row is made from its own record.
    let filed = match stands.case {
        Some(group) if group != record => store.record(group)?.is_some_and(|group| !group.closed && !group.erased),
        Some(_) | None => true,
    };
    if filed {
        w.index_standing(&stands)?;
    }
    Ok(u32::try_from(stands.conflicts.len()).unwrap_or(u32::MAX))
}

/// Sets aside what laptops that were struck off wrote after they were gone, as far as it stands here. The records it was in.
pub(crate) fn strike_off(w: &mut Writing<'_, '_>) -> Outcome<Vec<Id>> {
    let mut touched = Vec::new();
    for kept in all(w.inner.store())? {
        let Some(gone) = &kept.body.struck_off else { continue };
        let device = device_of(&kept.body)?;
        if device == w.inner.store().device() {
            continue;
        }
        let entries = w.inner.store().written_by(device, gone.gone_at.timestamp_millis())?;
        if !entries.is_empty() {
            touched.extend(w.inner.set_aside(&entries, STRUCK_OFF)?.standing);
        }
    }
    Ok(touched)
}

/// A member who left on another laptop has no way in here either.
pub(crate) fn bar_who_left(w: &mut Writing<'_, '_>) -> Outcome<()> {
    let members: Vec<[u8; 16]> = w.hands.slots().member_ids().copied().collect();
    let own = w.hands.unlocked().member_id;
    for member in members.into_iter().filter(|member| *member != own) {
        let record = record_of(Id(member));
        let left = crate::keeping::look_up::<Member>(w.inner.store(), record)?.is_some_and(|kept| !kept.body.active);
        if left {
            w.remember_signer(record)?;
            w.bar(record)?;
            w.inner.store().set_setting(crate::rotation::DUE, &serde_json::Value::Bool(true))?;
        }
    }
    Ok(())
}

/// Takes in what waited for somebody who may open it, as far as this session may; seals what a restricted case left open
/// here; puts records under the key in use. The records that changed.
pub(crate) fn take_waiting(w: &mut Writing<'_, '_>) -> Outcome<Vec<Id>> {
    let mut touched = Vec::new();
    let waiting: Vec<HeldBack> = w.inner.store().held_back()?.into_iter().filter(|held| held.why == WAITS).collect();
    for held in waiting {
        let frame = w.inner.store().held_frame(&held)?;
        let received = match SealedCarried::read(&frame)? {
            Some(sealed) => w.inner.receive_sealed(&sealed),
            None => {
                let read = CarriedRecord::read(&frame).map_err(|cause| fault(&cause))?;
                receive_open(w, &read)
            }
        };
        match received {
            Ok(received) => {
                w.inner.let_go(&held)?;
                if received.changed() {
                    touched.push(held.record);
                }
            }
            Err(store::Fault::Erased(_)) => w.inner.let_go(&held)?,
            // It goes on waiting, or has to be looked at.
            Err(store::Fault::Closed(_) | store::Fault::ClosedCompartment | store::Fault::NotGenuine | store::Fault::Taken) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    for known in w.inner.store().compartments()? {
        if let Some(case) = store::case_of_restriction(&known.code).filter(|_| w.inner.store().is_open(&known)) {
            w.inner.seal_case(case)?;
        }
    }
    if is_key_desk(w.inner.store())? {
        w.inner.catch_up_keys()?;
    }
    Ok(touched)
}

/// What a sign-in makes up for, on a unit with more than one laptop. Whether anything changed.
pub(crate) fn take_what_waited(w: &mut Writing<'_, '_>) -> Outcome<bool> {
    if all(w.inner.store())?.is_empty() {
        return Ok(false);
    }
    let touched = take_waiting(w)?;
    for record in &touched {
        index(w, *record)?;
    }
    Ok(!touched.is_empty())
}

/// A member's keys for one laptop, as a setting keeps them: here until the member is let in, and elsewhere to be handed on.
#[derive(serde::Serialize, serde::Deserialize)]
pub(crate) struct Handed {
    pub(crate) name: String,
    slots: String,
    once: String,
}

/// What this setting keeps, by member.
pub(crate) fn handed(store: &Store, setting: &str) -> Outcome<BTreeMap<String, Handed>> {
    Ok(store.setting(setting)?.and_then(|kept| serde_json::from_value(kept).ok()).unwrap_or_default())
}

/// Keeps a member's keys in this setting, in place of those it kept of the same member.
pub(crate) fn keep_handed(store: &Store, setting: &str, (member, name): (Id, &str), keys: &HandedOn) -> Outcome<()> {
    let mut all = handed(store, setting)?;
    let once = crate::unit::hex(keys.once.expose_bytes_dangerously());
    all.insert(member.to_string(), Handed { name: name.to_owned(), slots: keys.slots.clone(), once });
    Ok(store.set_setting(setting, &crate::keeping::as_value(&all)?)?)
}

impl Handed {
    /// As it opens with the member's passphrase.
    pub(crate) fn handed_on(&self) -> Outcome<HandedOn> {
        let mut once = crate::walls::unhex(&self.once).ok_or_else(|| fault(&"what was handed on is not hexadecimal"))?;
        Ok(HandedOn { slots: self.slots.clone(), once: DeviceSecret::take(&mut once) })
    }
}

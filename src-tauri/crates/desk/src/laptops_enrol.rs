//! Letting another laptop into the unit, and letting colleagues who have keys elsewhere sign in on it.

use crate::asks::laptops::{ComeIn, EnrolLaptop, HandOn, LaptopEnrolled, LaptopsView};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Filing, Kept, Writing, as_value, id_of};
use crate::laptops::{all, fault};
use crate::laptops_frames::{Frame, JoiningSaid};
use crate::laptops_request::Request;
use crate::laptops_send::{By, Outgoing};
use crate::laptops_view::laptops;
use crate::laptops_waiting::{HANDED, handed, keep_handed};
use crate::members::of_slots;
use crate::opening::of_unlocking;
use crate::papers::cannot_write;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::unit::{chosen, hex};
use crate::views::same_words;
use casework::laptop::Laptop;
use casework::unit::Member;
use sealing::{ChosenPassphrase, HandedOn, KdfCost, NewMember, Passphrase, UserKeys};
use std::io::Write;
use store::{Id, Store};

/// Letters of the second laptop and those after it. I and O are left out: they read as numbers.
const LETTERS: &str = "BCDEFGHJKLMNPQRSTUVWXYZ";

/// Lets another laptop into the unit: its keys registered and countersigned, and everything the unit has sealed to it.
pub fn enrol_laptop(sitting: &mut Sitting<'_>, ask: EnrolLaptop) -> Outcome<LaptopEnrolled> {
    let request = Request::read(&sitting.picked(&ask.file).ok_or(Plain::NoFilePicked)?.bytes)?;
    let known = all(sitting.store())?;
    if known.iter().any(|kept| kept.body.device == hex(&request.device.0)) {
        return Err(Plain::LaptopKnown.into());
    }
    check(sitting, &ask, &request, known.is_empty())?;
    let passphrase = chosen(sitting, "passphrase", &ask.passphrase)?;
    let keys = sitting.opened.laptop_keys()?;
    let name = bundles::fresh_file_name().map_err(|cause| fault(&cause))?;
    let Some(mut place) = sitting.surroundings.pick_place(&name).map_err(|cause| cannot_write(&cause))? else {
        return Ok(LaptopEnrolled::default());
    };
    let words = place.words();
    let letter = next_letter(&known);
    let marking = crate::sharing_seal::marking(sitting);
    let (unit, member, owner) = (sitting.unit.clone(), sitting.session.member, sitting.session.agency);
    let me: Kept<Member> = sitting.read(member)?;
    let filing = Filing::of_unit(owner);
    sitting.write(Doing::of_unit("enrol_laptop").about(member), |w| {
        if known.is_empty() {
            let own = Request::of(w.inner.store().device(), &keys);
            let first = registered(w, &own, (&ask.this_name, ""), member);
            w.create(filing, &Laptop { key_desk: true, ..first })?;
        }
        let body = registered(w, &request, (&ask.name, &letter), member);
        let record = w.create(filing, &body)?;
        let laptop: Kept<Laptop> = w.read(record)?;
        let (own, handed) = w.hand_on(&me.body.name, &passphrase)?;
        let text = |value: serde_json::Value| value.to_string();
        let joining = Frame::Joining(JoiningSaid {
            unit: text(as_value(&unit)?),
            letter: letter.clone(),
            member: own,
            body: text(as_value(&me.body)?),
            device: w.inner.store().device(),
        });
        let handed = Frame::Handed { member: own, name: me.body.name.clone(), handed };
        let outgoing = Outgoing::collect(w, &laptop, vec![joining.bytes(), handed.bytes()])?;
        let outgoing = outgoing.ok_or_else(|| fault(&"there was nothing to tell a new laptop"))?;
        let file = outgoing.seal(w, &laptop, &By { keys: &keys, marking: &marking })?;
        place.write_all(&file).and_then(|()| place.flush()).map_err(|cause| cannot_write(&cause))
    })?;
    place.finish().map_err(|cause| cannot_write(&cause))?;
    Ok(LaptopEnrolled { saved: true, place: words, words: request.answered_words(&keys.signing_public()) })
}

fn check(sitting: &Sitting<'_>, ask: &EnrolLaptop, request: &Request, is_first: bool) -> Outcome<()> {
    let mut form = Form::default();
    if !same_words(&ask.words, &request.words()) {
        form.wrong("words", "These are not the words of this request. Read them again from the other laptop, aloud.");
    }
    form.needs("name", &ask.name, "Say what the other laptop is called, such as \"advocate's laptop\".");
    if is_first {
        form.needs("this_name", &ask.this_name, "Say what this laptop is called, such as \"office laptop\".");
    }
    form.done()?;
    sitting.check_passphrase(&ask.passphrase)
}

fn registered(w: &Writing<'_, '_>, request: &Request, (name, letter): (&str, &str), by: casework::ids::MemberId) -> Laptop {
    Laptop {
        name: name.trim().to_owned(),
        device: hex(&request.device.0),
        sealing: hex(&request.sealing),
        signing: hex(&request.signing),
        letter: letter.to_owned(),
        key_desk: false,
        enrolled_by: by,
        enrolled_at: w.now,
        countersigned: hex(&w.hands.unlocked().user_keys.sign(&request.countersigned())),
        struck_off: None,
    }
}

fn next_letter(known: &[Kept<Laptop>]) -> String {
    let used = |letter: &str| known.iter().any(|kept| kept.body.letter == letter);
    let free = LETTERS.chars().map(String::from).find(|letter| !used(letter));
    free.unwrap_or_else(|| format!("Z{}", known.len()))
}

/// Setting: keys to be handed on to a laptop with the next file.
fn handing_key(device: &str) -> String {
    format!("laptop:handing:{device}")
}

/// The frames of members whose keys go to this laptop. They go with every file: what is there already changes nothing.
pub(crate) fn handed_to(store: &Store, laptop: &Laptop) -> Outcome<Vec<Vec<u8>>> {
    let mut frames = Vec::new();
    for (member, kept) in handed(store, &handing_key(&laptop.device))? {
        let member: Id = member.parse().map_err(|_| fault(&"what is handed on names no member"))?;
        let handed = kept.handed_on()?;
        frames.push(Frame::Handed { member, name: kept.name, handed }.bytes());
    }
    Ok(frames)
}

/// Hands one's own keys on to another laptop, under one's passphrase: they go with the next file.
pub fn hand_on_keys(sitting: &mut Sitting<'_>, ask: HandOn) -> Outcome<LaptopsView> {
    let laptop = sitting.other_laptops()?.into_iter().find(|kept| kept.body.device == ask.device).ok_or(Plain::NotFound)?;
    if laptop.body.struck_off.is_some() {
        return Err(Plain::LaptopStruckOff.into());
    }
    sitting.check_passphrase(&ask.passphrase)?;
    let passphrase = chosen(sitting, "passphrase", &ask.passphrase)?;
    let name = sitting.session.name.clone();
    sitting.write(Doing::of_unit("hand_on_keys").about(laptop.id), |w| {
        let (own, handed) = w.hand_on(&name, &passphrase)?;
        keep_handed(w.inner.store(), &handing_key(&laptop.body.device), (own, &name), &handed)
    })?;
    laptops(sitting, Nothing {})
}

/// Lets a colleague sign in on this laptop with the keys that came for it. The colleague types the passphrase.
pub fn come_in(sitting: &mut Sitting<'_>, ask: ComeIn) -> Outcome<LaptopsView> {
    let id = id_of(ask.member.into());
    let came = handed(sitting.store(), HANDED)?.remove(&id.to_string()).ok_or(Plain::NotFound)?;
    let member: Kept<Member> = sitting.read(ask.member)?;
    if !member.body.active {
        return Err(Plain::NotFound.into());
    }
    let keys = came.handed_on()?.open(id.0, &Passphrase::typed(&ask.passphrase)).map_err(of_unlocking)?;
    let passphrase = chosen(sitting, "passphrase", &ask.passphrase)?;
    sitting.write(Doing::of_unit("come_in_here").about(member.id), |w| {
        w.admit_with(id, &member.body.name, &passphrase, &keys)?;
        let store = w.inner.store();
        let mut left = handed(store, HANDED)?;
        left.remove(&id.to_string());
        Ok(store.set_setting(HANDED, &as_value(&left)?)?)
    })?;
    laptops(sitting, Nothing {})
}

impl Writing<'_, '_> {
    /// One's own keys for another laptop, under the passphrase one typed just now.
    fn hand_on(&self, name: &str, passphrase: &ChosenPassphrase) -> Outcome<(Id, HandedOn)> {
        let own = self.hands.unlocked();
        let cost = self.hands.slots().cost_of(&own.member_id).unwrap_or(KdfCost::FLOOR);
        let handed = HandedOn::of(own.member_id, name, &own.user_keys, passphrase, cost).map_err(|cause| fault(&cause))?;
        Ok((Id(own.member_id), handed))
    }

    /// Gives a member a slot on this laptop with the keys the member has elsewhere.
    pub(crate) fn admit_with(&mut self, member: Id, name: &str, passphrase: &ChosenPassphrase, keys: &UserKeys) -> Outcome<()> {
        let hands = &mut *self.hands;
        let cost = hands.slots().cost_of(&hands.unlocked().member_id).unwrap_or(KdfCost::FLOOR);
        let new = NewMember { member_id: member.0, name, passphrase, cost };
        let slots = hands.slots().admit_of(hands.unlocked(), hands.device(), &new, keys).map_err(of_slots)?;
        hands.put(slots);
        Ok(())
    }
}

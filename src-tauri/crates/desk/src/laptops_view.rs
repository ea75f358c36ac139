//! The unit's laptops as they are shown: what is proven of each, and nothing guessed.

use crate::asks::laptops::{LaptopView, LaptopsView, MayComeIn, SetApartView};
use crate::asks::shared::Nothing;
use crate::keeping::{Kept, moment_of, record_of};
use crate::laptops::{Line, all, device_of, is_key_desk};
use crate::laptops_take::{NOT_GENUINE, STRUCK_OFF, WAITS};
use crate::laptops_waiting::{HANDED, handed};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::unit::hex;
use casework::laptop::{Laptop, LaptopGone};
use casework::when::Moment;
use std::collections::BTreeMap;
use store::{Id, Store};

/// Every laptop of the unit, with what its receipts prove.
pub fn laptops(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<LaptopsView> {
    let store = sitting.store();
    let known = all(store)?;
    let views = known.iter().map(|kept| view(store, &kept.body)).collect::<Outcome<Vec<_>>>()?;
    let called: BTreeMap<Id, String> =
        known.iter().map(|kept| Ok((device_of(&kept.body)?, kept.body.name.clone()))).collect::<Outcome<_>>()?;
    let held = store.held_back()?;
    let waiting = held.iter().filter(|held| held.why == WAITS).count();
    let set_apart = held.iter().filter(|held| held.why != WAITS).map(|held| SetApartView {
        from: called.get(&held.laptop).cloned().unwrap_or_else(|| "A laptop that is not known".to_owned()),
        why: why_words(&held.why).to_owned(),
        entries: u32::try_from(held.entries).unwrap_or(u32::MAX),
        at: moment_of(held.at_ms),
    });
    let slots = &sitting.opened.slots;
    let may_come_in = handed(store, HANDED)?.into_iter().filter_map(|(member, handed)| {
        let id: Id = member.parse().ok()?;
        slots.public_keys(&id.0).is_none().then(|| MayComeIn { member: record_of(id).into(), name: handed.name })
    });
    Ok(LaptopsView {
        words: unit_words(&known).to_owned(),
        key_desk: is_key_desk(store)?,
        set_apart: set_apart.collect(),
        waiting: u32::try_from(waiting).unwrap_or(u32::MAX),
        may_come_in: may_come_in.collect(),
        folder: crate::laptops_exchange::last_folder(sitting)?,
        laptops: views,
    })
}

const fn unit_words(known: &[Kept<Laptop>]) -> &'static str {
    if known.is_empty() {
        "The unit's records are on this laptop alone. Another laptop that joins gets a store of its own with the same records."
    } else {
        "Each laptop has a store of its own. Nothing moves between them until you bring them together with a folder or a stick."
    }
}

fn why_words(why: &str) -> &'static str {
    match why {
        STRUCK_OFF => "Written on a laptop after it was struck off. It stands in no record.",
        NOT_GENUINE => "It does not fit what is held here, so nothing of it was believed.",
        _ => "It could not be taken in.",
    }
}

fn view(store: &Store, laptop: &Laptop) -> Outcome<LaptopView> {
    let own = laptop.device == hex(&store.device().0);
    let line = Line::of(store, device_of(laptop)?)?;
    let heard = line.received.iter().max_by_key(|file| file.sealed_at_ms);
    let confirmed_at = line.sent.iter().filter_map(|file| file.confirmed_at_ms).max().map(moment_of);
    let unconfirmed = if own { 0 } else { store.count_written_after(line.has_through())? };
    let mut view = LaptopView {
        device: laptop.device.clone(),
        name: laptop.name.clone(),
        own,
        key_desk: laptop.key_desk,
        heard_at: heard.map(|file| moment_of(file.sealed_at_ms)),
        heard_changes: heard.map_or(0, |file| u32::try_from(file.changes).unwrap_or(u32::MAX)),
        unconfirmed: u32::try_from(unconfirmed).unwrap_or(u32::MAX),
        confirmed_at,
        words: Vec::new(),
        struck_off: laptop.struck_off.as_ref().map(|gone| gone.why),
        gone_at: laptop.struck_off.as_ref().map(|gone| gone.gone_at),
    };
    view.words = words(&view);
    Ok(view)
}

fn at(moment: Moment) -> String {
    moment.with_timezone(&chrono_tz::Europe::London).format("%A %-d %B %H:%M").to_string()
}

fn changes(many: u32) -> String {
    match many {
        0 => "no changes".to_owned(),
        1 => "1 change".to_owned(),
        _ => format!("{many} changes"),
    }
}

fn words(view: &LaptopView) -> Vec<String> {
    if let (Some(why), Some(gone_at)) = (view.struck_off, view.gone_at) {
        let how = match why {
            LaptopGone::Lost => "lost",
            LaptopGone::Stolen => "stolen",
            LaptopGone::HandedIn => "handed in",
        };
        return vec![format!("Struck off: {how} on {}. What was written on it from then on stands in no record.", at(gone_at))];
    }
    if view.own {
        let keys = if view.key_desk { " Members and keys are changed here." } else { "" };
        return vec![format!("This laptop.{keys}")];
    }
    let heard = match view.heard_at {
        Some(moment) => format!("Last heard from it: {}, {}.", at(moment), changes(view.heard_changes)),
        None => "Nothing has come from it yet.".to_owned(),
    };
    let confirmed = match (view.unconfirmed, view.confirmed_at) {
        (0, Some(_)) => "It has confirmed everything written on this laptop.".to_owned(),
        (0, None) => "Nothing was written here that it would have to confirm.".to_owned(),
        (many, None) => format!("It has confirmed nothing yet: {} of ours.", changes(many)),
        (many, Some(moment)) => format!("It has not yet confirmed {many} of ours. It last confirmed on {}.", at(moment)),
    };
    vec![heard, confirmed]
}

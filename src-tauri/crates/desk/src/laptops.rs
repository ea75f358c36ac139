//! The unit's laptops: which this is, which there are, and where keys are changed.

use crate::keeping::Kept;
use crate::opening::Opened;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain, Trouble};
use crate::unit::hex;
use crate::walls::unhex;
use casework::body::Kind;
use casework::laptop::Laptop;
use sealing::UserKeys;
use store::{Direction, Id, LaptopFile, Store};

/// A unit has a handful of laptops; more than these are not read.
const MOST: u32 = 200;
/// Setting: the letter in the references of cases opened on this laptop; not there on the first.
pub(crate) const LETTER: &str = "laptop:letter";

/// What changes who holds which key, and so is done on one laptop alone.
const ON_THE_KEY_DESK: [&str; 11] = [
    "add_member",
    "end_member",
    "grant_compartment",
    "revoke_compartment",
    "restrict_case",
    "seal_record",
    "confirm_recovery_of_compartment",
    "recover_compartment",
    "make_exchange_keys",
    "renew_exchange_keys",
    "enrol_laptop",
];

pub(crate) fn fault(cause: &dyn std::fmt::Display) -> Trouble {
    Fault { place: "laptops", cause: cause.to_string() }.into()
}

/// The laptops of the unit as far as this store was told.
pub(crate) fn all(store: &Store) -> Outcome<Vec<Kept<Laptop>>> {
    let records = store.records_of_kind(Kind::Laptop.code(), MOST)?;
    records.iter().filter(|record| !record.erased).map(crate::keeping::kept).collect()
}

/// A laptop's device, as the journal names it.
pub(crate) fn device_of(laptop: &Laptop) -> Outcome<Id> {
    unhex(&laptop.device).map(Id).ok_or_else(|| fault(&"a laptop's device is not hexadecimal"))
}

/// The key a laptop's files are sealed to.
pub(crate) fn seals_to(laptop: &Laptop) -> Outcome<[u8; 32]> {
    unhex(&laptop.sealing).ok_or_else(|| fault(&"a laptop's key is not hexadecimal"))
}

/// The key a laptop signs with.
pub(crate) fn signs_with(laptop: &Laptop) -> Outcome<[u8; 32]> {
    unhex(&laptop.signing).ok_or_else(|| fault(&"a laptop's key is not hexadecimal"))
}

/// Whether keys are changed on this laptop: on the only one there is, or on the one that was named for it.
pub(crate) fn is_key_desk(store: &Store) -> Outcome<bool> {
    let known = all(store)?;
    let own = hex(&store.device().0);
    let named = known.iter().any(|kept| kept.body.device == own && kept.body.key_desk && kept.body.struck_off.is_none());
    Ok(known.is_empty() || named)
}

impl Opened {
    /// Refuses to change keys elsewhere than on the laptop where that is done: two rotations at once would leave records
    /// under keys that nobody has both of.
    pub(crate) fn changes_keys_here(&self, act: &str) -> Outcome<()> {
        if ON_THE_KEY_DESK.contains(&act) && !is_key_desk(&self.store)? { Err(Plain::NotTheKeyDesk.into()) } else { Ok(()) }
    }

    /// The keys this laptop signs and opens with.
    pub(crate) fn laptop_keys(&self) -> Outcome<UserKeys> {
        self.device.laptop_keys().map_err(|cause| fault(&cause))
    }
}

impl Sitting<'_> {
    /// The other laptops.
    pub(crate) fn other_laptops(&self) -> Outcome<Vec<Kept<Laptop>>> {
        let own = hex(&self.store().device().0);
        let mut known = all(self.store())?;
        known.retain(|kept| kept.body.device != own);
        Ok(known)
    }

    /// This laptop, once there is more than one.
    pub(crate) fn own_laptop(&self) -> Outcome<Option<Kept<Laptop>>> {
        let own = hex(&self.store().device().0);
        Ok(all(self.store())?.into_iter().find(|kept| kept.body.device == own))
    }
}

/// The unit's id: that of its own record.
pub(crate) fn unit_id(store: &Store) -> Outcome<Id> {
    let records = store.records_of_kind(Kind::Unit.code(), 1)?;
    Ok(records.first().ok_or(Plain::NotFound)?.id)
}

/// How far another laptop stands, by what it confirmed and nothing else.
pub(crate) struct Line {
    pub(crate) sent: Vec<LaptopFile>,
    pub(crate) received: Vec<LaptopFile>,
}

impl Line {
    pub(crate) fn of(store: &Store, laptop: Id) -> Outcome<Self> {
        Ok(Self {
            sent: store.laptop_files(laptop, Direction::Sent)?,
            received: store.laptop_files(laptop, Direction::Received)?,
        })
    }

    /// The last act of ours that it is known to have.
    pub(crate) fn has_through(&self) -> u64 {
        self.sent.iter().filter(|file| file.confirmed_at_ms.is_some()).map(|file| file.through).max().unwrap_or(0)
    }

    /// Whether it brought something of which it was not told yet that it is here.
    pub(crate) fn owes_word(&self) -> bool {
        let last_sent = self.sent.last().map_or(i64::MIN, |file| file.at_ms);
        self.received.iter().any(|file| file.changes > 0 && file.at_ms > last_sent)
    }
}

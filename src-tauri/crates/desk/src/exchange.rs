//! The unit's exchange keys in hand, and the partners they are used with: what sealing and opening bundles asks for.

use crate::keeping::Kept;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain};
use crate::walls::unhex;
use bundles::{ContactCard, KeyBytes};
use casework::body::Kind;
use casework::exchange::ExchangeKeys;
use casework::ids::PartnerId;
use casework::partner::{Partner, PartnerKeys};
use chrono::NaiveDate;
use sealing::{UserKeys, UserRootSecret};
use zeroize::Zeroize;

/// The unit's keys, open to whoever holds compartment `unit-exchange`.
pub struct Exchange {
    /// The unit's id, as its card and its manifests name it.
    pub unit: [u8; 16],
    pub keys: UserKeys,
    /// Keys used before, newest first: what was sealed to them still opens.
    pub earlier: Vec<UserKeys>,
    pub since: NaiveDate,
    /// When they were made, in Unix milliseconds.
    pub made_ms: i64,
}

impl Exchange {
    /// Our card.
    #[must_use]
    pub fn card(&self, unit_name: &str) -> ContactCard {
        let name = unit_name.split_whitespace().collect::<Vec<_>>().join(" ");
        ContactCard {
            unit: store::Id(self.unit),
            unit_name: name.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect(),
            sealing_key: KeyBytes(*self.keys.sealing_public()),
            signing_key: KeyBytes(self.keys.signing_public()),
            made_ms: self.made_ms,
        }
    }

    /// Our card as it is given away, vouched for by the keys before where there were any.
    ///
    /// # Errors
    /// A fault where the unit has no name that a card may bear.
    pub fn card_text(&self, unit_name: &str) -> Outcome<String> {
        let card = self.card(unit_name);
        let encoded = match self.earlier.first() {
            Some(before) => card.encode_change(&self.keys, before),
            None => card.encode(&self.keys),
        };
        let fault = |cause: String| Fault { place: "exchange.card", cause };
        let bytes = encoded.map_err(|cause| fault(cause.to_string()))?;
        Ok(String::from_utf8(bytes).map_err(|cause| fault(cause.to_string()))?)
    }
}

/// A partner as sealing and opening need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pinned {
    pub unit: [u8; 16],
    pub sealing: [u8; 32],
    pub signing: [u8; 32],
}

/// Whether the unit's keys are there, and open.
pub enum OwnExchange {
    NotMade,
    Closed,
    Ready(Box<Exchange>),
}

impl Sitting<'_> {
    /// The unit's keys, to seal and open with.
    ///
    /// # Errors
    /// `no_exchange_keys`; `behind_a_wall` where they are not open to whoever is signed in.
    pub fn exchange(&self) -> Outcome<Exchange> {
        match self.own_exchange()? {
            OwnExchange::Ready(exchange) => Ok(*exchange),
            OwnExchange::NotMade => Err(Plain::NoExchangeKeys.into()),
            OwnExchange::Closed => Err(Plain::BehindAWall.into()),
        }
    }

    pub(crate) fn own_exchange(&self) -> Outcome<OwnExchange> {
        let made = self.store().newest_of_kind(Kind::ExchangeKeys.code(), MOST_ROOTS)?;
        if made.is_empty() {
            return Ok(OwnExchange::NotMade);
        }
        let mut roots: Vec<Kept<ExchangeKeys>> = self.newest_of(MOST_ROOTS)?;
        roots.sort_by_key(|kept| (kept.made_at, kept.id));
        let mut opened = Vec::with_capacity(roots.len());
        for mut kept in roots.into_iter().rev() {
            opened.push((keys_of(&mut kept.body)?, kept.body.since, kept.made_at.timestamp_millis()));
        }
        let mut opened = opened.into_iter();
        let Some((keys, since, made_ms)) = opened.next() else { return Ok(OwnExchange::Closed) };
        let earlier = opened.map(|(keys, _, _)| keys).collect();
        Ok(OwnExchange::Ready(Box::new(Exchange { unit: self.unit_id()?, keys, earlier, since, made_ms })))
    }

    /// The unit's id: that of its own record.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn unit_id(&self) -> Outcome<[u8; 16]> {
        Ok(crate::laptops::unit_id(self.store())?.0)
    }

    /// A partner to which something may be sealed: its keys were compared, and have not changed since (B-16).
    ///
    /// # Errors
    /// `not_found`, `keys_not_compared`.
    pub fn compared_partner(&self, partner: PartnerId) -> Outcome<Pinned> {
        let kept: Kept<Partner> = self.read(partner)?;
        if kept.body.compared.is_none() {
            return Err(Plain::KeysNotCompared.into());
        }
        pinned(&kept.body)
    }

    /// The partner of this unit id, with its record; nobody where no card of it was taken in.
    ///
    /// # Errors
    /// Faults of the store only.
    pub fn partner_of_unit(&self, unit: &[u8; 16]) -> Outcome<Option<Kept<Partner>>> {
        let all: Vec<Kept<Partner>> = self.all_of()?;
        Ok(all.into_iter().find(|kept| unit_of(&kept.body).as_ref() == Some(unit)))
    }
}

/// Characters of a unit's name on its card.
const LONGEST_NAME: usize = 200;
/// Roots looked through: a unit that changed its keys every week for years.
const MOST_ROOTS: u32 = 1000;

fn keys_of(kept: &mut ExchangeKeys) -> Outcome<UserKeys> {
    let read = unhex(&kept.root);
    kept.root.zeroize();
    let mut root = read.ok_or(Fault { place: "exchange.root", cause: "not 32 bytes".to_owned() })?;
    UserKeys::of(UserRootSecret::take(&mut root))
        .map_err(|cause| Fault { place: "exchange.keys", cause: cause.to_string() }.into())
}

/// A partner's unit id as bytes.
fn unit_of(partner: &Partner) -> Option<[u8; 16]> {
    uuid::Uuid::try_parse(&partner.unit).ok().map(uuid::Uuid::into_bytes)
}

/// A partner's card as far as its record keeps it: to compare with, and to hold a newer one against.
pub(crate) fn card_of(partner: &Partner) -> Outcome<ContactCard> {
    let keys = pinned(partner)?;
    Ok(ContactCard {
        unit: store::Id(keys.unit),
        unit_name: partner.unit_name.clone(),
        sealing_key: KeyBytes(keys.sealing),
        signing_key: KeyBytes(keys.signing),
        made_ms: 0,
    })
}

/// A partner's keys as bytes.
pub(crate) fn pinned(partner: &Partner) -> Outcome<Pinned> {
    let PartnerKeys { sealing, signing } = &partner.keys;
    let read = || Some(Pinned { unit: unit_of(partner)?, sealing: unhex(sealing)?, signing: unhex(signing)? });
    read().ok_or_else(|| Fault { place: "exchange.partner", cause: "keys are not hexadecimal".to_owned() }.into())
}

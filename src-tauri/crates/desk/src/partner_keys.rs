//! The unit's own exchange keys: made once, changed when somebody who held them is gone, given away as a contact card.

use crate::asks::partners::{CardSaved, PartnersView};
use crate::asks::shared::Nothing;
use crate::exchange::OwnExchange;
use crate::keeping::{Doing, Filing};
use crate::papers::cannot_write;
use crate::partners::partners;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain};
use crate::unit::hex;
use crate::walls::{UNIT_EXCHANGE, open_one};
use casework::body::{Category, Kind, category_of};
use casework::exchange::ExchangeKeys;
use sealing::UserRootSecret;
use zeroize::Zeroize;

/// Characters of a file's name that are drawn, so that it says nothing of the unit.
const NAME: usize = 12;

/// Makes the unit's exchange keys, the first time somebody needs them.
pub fn make_exchange_keys(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<PartnersView> {
    match sitting.own_exchange()? {
        OwnExchange::NotMade => keep_fresh_root(sitting, "make_exchange_keys"),
        OwnExchange::Closed | OwnExchange::Ready(_) => Err(Plain::ExchangeKeysThere.into()),
    }
}

/// Takes new keys into use. Partners that get the new card go on trusting it, because the keys before signed it (B-16).
pub fn renew_exchange_keys(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<PartnersView> {
    sitting.exchange()?;
    keep_fresh_root(sitting, "renew_exchange_keys")
}

fn keep_fresh_root(sitting: &mut Sitting<'_>, act: &'static str) -> Outcome<PartnersView> {
    open_one(sitting, UNIT_EXCHANGE)?;
    let root = UserRootSecret::fresh().map_err(|cause| Fault { place: "exchange.fresh", cause: cause.to_string() })?;
    let mut body = ExchangeKeys { root: hex(root.expose_bytes_dangerously()), since: sitting.today() };
    let filing = Filing::of_unit(sitting.session.agency).as_category(category());
    let made = sitting.write(Doing::of_unit(act), |w| w.create_sealed(UNIT_EXCHANGE, filing, &body));
    body.root.zeroize();
    made?;
    partners(sitting, Nothing {})
}

const fn category() -> Category {
    category_of(Kind::ExchangeKeys)
}

/// Saves our own card where the person says, to be given to a partner. It holds nothing secret.
pub fn save_contact_card(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<CardSaved> {
    let text = sitting.exchange()?.card(&sitting.unit.name);
    let drawn = sealing::fresh_bytes::<16>().map_err(|cause| Fault { place: "exchange.name", cause: cause.to_string() })?;
    let name = format!("{}.card.txt", hex(&drawn).get(..NAME).unwrap_or_default());
    let Some(mut place) = sitting.surroundings.pick_place(&name).map_err(|cause| cannot_write(&cause))? else {
        return Ok(CardSaved::default());
    };
    let words = place.words();
    sitting
        .write(Doing::of_unit("save_contact_card"), |_| place.write_all(text.as_bytes()).map_err(|cause| cannot_write(&cause)))?;
    place.finish().map_err(|cause| cannot_write(&cause))?;
    Ok(CardSaved { saved: true, place: words })
}

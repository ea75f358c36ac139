//! Striking a laptop off: what it wrote before stays, what comes from it afterwards is set apart for a person to look at.

use crate::asks::laptops::{LaptopsView, StrikeOff};
use crate::asks::shared::Nothing;
use crate::keeping::Doing;
use crate::laptops_view::laptops;
use crate::laptops_waiting::{index, strike_off};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::laptop::StruckOff;

/// Strikes a laptop off. Where keys were changed on it, they are changed here from now on.
pub fn strike_laptop_off(sitting: &mut Sitting<'_>, ask: StrikeOff) -> Outcome<LaptopsView> {
    let own = sitting.own_laptop()?.ok_or(Plain::NoOtherLaptop)?;
    if own.body.device == ask.device {
        return Err(Plain::OwnLaptop.into());
    }
    let laptop = sitting.other_laptops()?.into_iter().find(|kept| kept.body.device == ask.device).ok_or(Plain::NotFound)?;
    if laptop.body.struck_off.is_some() {
        return Err(Plain::LaptopStruckOff.into());
    }
    let mut form = Form::default();
    if ask.gone_at > sitting.now {
        form.wrong("gone_at", "Give the day and time from which it was out of your hands. That cannot lie ahead.");
    }
    form.done()?;
    let gone = StruckOff { by: sitting.session.member, at: sitting.now, gone_at: ask.gone_at, why: ask.why };
    sitting.write(Doing::of_unit("strike_laptop_off").about(laptop.id), |w| {
        w.amend(laptop.id, "struck_off", &gone)?;
        if laptop.body.key_desk {
            w.amend(laptop.id, "key_desk", &false)?;
            w.amend(own.id, "key_desk", &true)?;
        }
        for record in strike_off(w)? {
            index(w, record)?;
        }
        Ok(())
    })?;
    laptops(sitting, Nothing {})
}

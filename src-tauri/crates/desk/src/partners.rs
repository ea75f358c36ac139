//! Partner units: their cards taken in, their keys compared by voice and noted with who, when and how (security.md B-16).

use crate::asks::door::Labelled;
use crate::asks::partners::{
    CardTaken, ComparePartner, CorrectPartner, Heard, OwnKeys, PartnerStanding, PartnerView, PartnersView, TakeContactCard,
};
use crate::asks::shared::Nothing;
use crate::contact_card::{COMPARED, Comparison, ContactCard, compare};
use crate::exchange::{Exchange, OwnExchange, pinned};
use crate::keeping::{Doing, Filing, Kept, id_of};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::unit::hex;
use casework::agreement::PartyKind;
use casework::ids::RecordId;
use casework::partner::{Compared, ComparedHow, EarlierKeys, Partner};
use std::collections::BTreeMap;
use store::Id;

/// Partners by name, and our own card.
pub fn partners(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<PartnersView> {
    let own = sitting.own_exchange()?;
    let names = crate::history::names(sitting)?;
    let mut all: Vec<Kept<Partner>> = sitting.all_of()?;
    all.sort_by(|one, other| one.body.unit_name.cmp(&other.body.unit_name));
    let (state, exchange) = match &own {
        OwnExchange::NotMade => (OwnKeys::NotMade, None),
        OwnExchange::Closed => (OwnKeys::Closed, None),
        OwnExchange::Ready(exchange) => (OwnKeys::Ready, Some(exchange.as_ref())),
    };
    let kinds = PartyKind::ALL.iter().map(|kind| Labelled { code: kind.code().to_owned(), label: kind.label().to_owned() });
    Ok(PartnersView {
        own: state,
        card: exchange.map(|exchange| exchange.card(&sitting.unit.name)).unwrap_or_default(),
        since: exchange.map(|exchange| exchange.since),
        partners: all.iter().map(|kept| view(kept, exchange, &names)).collect::<Outcome<_>>()?,
        kinds: kinds.collect(),
    })
}

fn view(kept: &Kept<Partner>, exchange: Option<&Exchange>, names: &BTreeMap<Id, String>) -> Outcome<PartnerView> {
    let made = exchange.map(|exchange| comparison(exchange, &kept.body)).transpose()?;
    let (words, digits) =
        made.map_or((Vec::new(), Vec::new()), |made| (made.words.into_iter().map(str::to_owned).collect(), made.digits));
    Ok(PartnerView {
        partner: kept.id.into(),
        unit_name: kept.body.unit_name.clone(),
        kind: kept.body.kind,
        kind_label: kept.body.kind.label().to_owned(),
        standing: standing(&kept.body),
        standing_words: standing_words(&kept.body, names),
        words,
        digits,
        earlier_keys: u32::try_from(kept.body.earlier.len()).unwrap_or(u32::MAX),
        note: kept.body.note.clone(),
    })
}

fn comparison(exchange: &Exchange, partner: &Partner) -> Outcome<Comparison> {
    let keys = pinned(partner)?;
    Ok(compare(&exchange.side(), &(keys.unit, keys.sealing, keys.signing)))
}

/// How far a partner's keys may be trusted.
pub(crate) fn standing(partner: &Partner) -> PartnerStanding {
    match (&partner.compared, partner.earlier.is_empty()) {
        (Some(_), _) => PartnerStanding::Compared,
        (None, true) => PartnerStanding::ToCompare,
        (None, false) => PartnerStanding::Changed,
    }
}

fn standing_words(partner: &Partner, names: &BTreeMap<Id, String>) -> String {
    match (&partner.compared, standing(partner)) {
        (Some(Compared { by, on, how, with }), _) => {
            let how = match how {
                ComparedHow::ByVoice => "by voice",
                ComparedHow::InPerson => "in person",
            };
            let by = names.get(&id_of((*by).into())).map_or("a member who has left", String::as_str);
            let with = if with.is_empty() { String::new() } else { format!(" with {with}") };
            format!("Compared {how}{with} on {}, by {by}.", on.format("%-d %B %Y"))
        }
        (None, PartnerStanding::Changed) => {
            "The keys have changed. Nothing can be sealed to this partner until they are compared again.".to_owned()
        }
        (None, PartnerStanding::ToCompare | PartnerStanding::Compared) => {
            "Not compared yet. Nothing can be sealed to this partner until that is done.".to_owned()
        }
    }
}

/// Takes in a card: of a unit not known yet, or the new keys of one that is.
pub fn take_contact_card(sitting: &mut Sitting<'_>, ask: TakeContactCard) -> Outcome<CardTaken> {
    let card = ContactCard::read(&card_text(sitting, &ask)?).ok_or(Plain::CardNotReadable)?;
    if card.unit == sitting.unit_id()? {
        return Err(Plain::CardIsOurs.into());
    }
    let doing = Doing::of_unit("take_contact_card");
    let (partner, kept) = match sitting.partner_of_unit(&card.unit)? {
        Some(known) => {
            let changed = changed(sitting, &known.body, &card)?;
            let id = known.id;
            sitting.write(doing.about(id), |w| {
                w.amend(id, "keys", &changed.keys)?;
                w.amend(id, "earlier", &changed.earlier)?;
                w.amend(id, "compared", &changed.compared)?;
                w.amend(id, "unit_name", &changed.unit_name)
            })?;
            (id, changed)
        }
        None => {
            let fresh = Partner {
                unit_name: card.unit_name.clone(),
                unit: hex(&card.unit),
                kind: ask.kind,
                keys: card.keys(),
                compared: None,
                earlier: Vec::new(),
                devices: Vec::new(),
                note: ask.note,
            };
            let filing = Filing::of_unit(sitting.session.agency);
            (sitting.write(doing, |w| w.create(filing, &fresh))?, fresh)
        }
    };
    Ok(taken(partner, &kept))
}

fn card_text(sitting: &Sitting<'_>, ask: &TakeContactCard) -> Outcome<String> {
    if ask.file.is_empty() {
        let mut form = Form::default();
        form.needs("text", &ask.text, "Pick the card's file, or paste every line of it.");
        form.done()?;
        return Ok(ask.text.clone());
    }
    let picked = sitting.picked(&ask.file).ok_or(Plain::NoFilePicked)?;
    String::from_utf8(picked.bytes.clone()).map_err(|_| Plain::CardNotReadable.into())
}

/// A known partner with the keys of its new card. Compared keys stay so only where they signed the new ones (B-16).
fn changed(sitting: &Sitting<'_>, known: &Partner, card: &ContactCard) -> Outcome<Partner> {
    let keys = card.keys();
    if keys == known.keys {
        return Err(Plain::CardKnown.into());
    }
    let before = pinned(known)?;
    let mut earlier = known.earlier.clone();
    earlier.push(EarlierKeys { keys: known.keys.clone(), until: sitting.today() });
    Ok(Partner {
        unit_name: card.unit_name.clone(),
        keys,
        compared: known.compared.clone().filter(|_| card.is_handed_on_by(&before.signing)),
        earlier,
        ..known.clone()
    })
}

fn taken(partner: RecordId, kept: &Partner) -> CardTaken {
    let words = match standing(kept) {
        PartnerStanding::Compared => "The keys that were compared signed these new ones. Nothing needs to be compared again.",
        PartnerStanding::ToCompare => "Now ring the partner on a number you know from elsewhere, and compare the words.",
        PartnerStanding::Changed => {
            "The partner's keys have changed, and the ones before did not sign these. Ring them on a number you know from \
             elsewhere and compare the words; until then nothing can be sealed to them."
        }
    };
    CardTaken { partner: partner.into(), standing: standing(kept), words: words.to_owned() }
}

/// Notes that somebody compared a partner's keys word by word, and with whom.
pub fn compare_partner(sitting: &mut Sitting<'_>, ask: ComparePartner) -> Outcome<PartnersView> {
    let kept: Kept<Partner> = sitting.read(ask.partner)?;
    let made = comparison(&sitting.exchange()?, &kept.body)?;
    let mut form = Form::default();
    form.needs("with", &ask.with, "Write whom at the partner you spoke with.");
    if let Heard::Ticked(places) = &ask.heard
        && !(1..=COMPARED).all(|place| u8::try_from(place).is_ok_and(|place| places.contains(&place)))
    {
        form.wrong("heard", "Tick each of the twelve words as you hear it. If one is different, tick no more and stop.");
    }
    if matches!(&ask.heard, Heard::Typed(typed) if typed.trim().is_empty()) {
        form.wrong("heard", "Type the twelve words or the sixty digits as the partner reads them.");
    }
    form.done()?;
    if matches!(&ask.heard, Heard::Typed(typed) if !made.is_typed(typed)) {
        return Err(Plain::KeysDiffer.into());
    }
    let compared = Compared { by: sitting.session.member, on: sitting.today(), how: ask.how, with: ask.with.trim().to_owned() };
    sitting.write(Doing::of_unit("compare_partner").about(kept.id), |w| w.amend(kept.id, "compared", &Some(compared)))?;
    partners(sitting, Nothing {})
}

/// Corrects what kind of organisation a partner is, and the note about it.
pub fn correct_partner(sitting: &mut Sitting<'_>, ask: CorrectPartner) -> Outcome<PartnersView> {
    let kept: Kept<Partner> = sitting.read(ask.partner)?;
    sitting.write(Doing::of_unit("correct_partner").about(kept.id), |w| {
        w.amend(kept.id, "kind", &ask.kind)?;
        w.amend(kept.id, "note", &ask.note)
    })?;
    partners(sitting, Nothing {})
}

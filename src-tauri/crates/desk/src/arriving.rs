//! Opening a bundle that came: verified before it is parsed, from a partner whose keys were compared, under an agreement in force.

use crate::asks::door::Labelled;
use crate::exchange::{Exchange, pinned};
use crate::keeping::{Doing, Kept, id_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use crate::unit::hex;
use bundles::{
    AgreementStanding, AgreementVersion, Contents, HeldAgreement, HeldBundle, KeyBytes, OpenRefusal, PinnedSender, Reader,
};
use casework::agreement::Agreement;
use casework::ids::AgreementId;
use casework::import::Import;
use casework::partner::Partner;
use casework::rules::agreement::{Standing, on_day};
use sealing::UserKeys;
use store::{Hash, Id};

/// A bundle that was read to its end, in memory alone.
pub(crate) struct Staged {
    pub(crate) contents: Contents,
    pub(crate) partner: Kept<Partner>,
    /// The agreement as it stands in our register.
    pub(crate) ours: Option<Kept<Agreement>>,
}

/// What looking into a file came to.
pub(crate) enum Looked {
    /// Which of our agreements the sender's is has to be said first.
    Which {
        partner_name: String,
        agreements: Vec<Labelled>,
    },
    Staged(Box<Staged>),
}

/// A partner whose keys were compared, with what is held of it.
struct Known {
    partner: Kept<Partner>,
    sender: PinnedSender,
    agreements: Vec<Kept<Agreement>>,
    /// The sender's agreement and ours, as they were paired before.
    paired: Vec<(AgreementVersion, AgreementId)>,
}

/// Opens the picked file as far as its last byte. A refusal is an act of its own, by its code.
///
/// # Errors
/// A refusal in words; nothing was changed then.
pub(crate) fn look(sitting: &mut Sitting<'_>, file: &str, chosen: Option<AgreementId>) -> Outcome<Looked> {
    let exchange = sitting.exchange()?;
    let known = known_senders(sitting)?;
    match opened(sitting, (file, chosen), &exchange, known)? {
        Ok(looked) => Ok(looked),
        Err(why) => {
            let doing = Doing { reason: Some(why.code()), ..Doing::of_unit("refuse_bundle") };
            sitting.note(doing)?;
            Err(in_words(&why))
        }
    }
}

type Answer = Result<Looked, OpenRefusal>;

fn opened(
    sitting: &Sitting<'_>,
    (file, chosen): (&str, Option<AgreementId>),
    exchange: &Exchange,
    mut known: Vec<Known>,
) -> Outcome<Answer> {
    let bytes = &sitting.picked(file).ok_or(Plain::NoFilePicked)?.bytes;
    let now_ms = sitting.now.timestamp_millis();
    let first = read_with_any(bytes, exchange, &known, now_ms);
    let (sender, agreement) = match first {
        Err(OpenRefusal::AgreementNotHeld { sender, agreement }) => (sender, agreement),
        Err(why) => return Ok(Err(why)),
        Ok(contents) => return staged(contents, known),
    };
    // The sender's number for an agreement is not ours: the first time it is paired with one of ours that is in force.
    let Some(of) = known.iter_mut().find(|one| one.sender.unit == sender) else {
        return Ok(Err(OpenRefusal::AgreementNotHeld { sender, agreement }));
    };
    let day = sitting.today();
    let open: Vec<&Kept<Agreement>> = of.agreements.iter().filter(|kept| holds(&kept.body, day)).collect();
    let ours = match (chosen, open.as_slice()) {
        (_, []) => return Ok(Err(OpenRefusal::AgreementNotHeld { sender, agreement })),
        (Some(chosen), open) => open.iter().find(|kept| kept.id == chosen.into()).ok_or(Plain::NotFound)?.id,
        (None, [only]) => only.id,
        (None, several) => {
            let label = |kept: &&Kept<Agreement>| Labelled { code: kept.id.0.to_string(), label: titled(&kept.body) };
            let agreements = several.iter().map(label).collect();
            return Ok(Ok(Looked::Which { partner_name: of.partner.body.unit_name.clone(), agreements }));
        }
    };
    of.paired.push((agreement, ours.into()));
    of.sender.agreements.push(HeldAgreement { agreement, standing: AgreementStanding::InForce });
    match read_with_any(bytes, exchange, &known, now_ms) {
        Err(why) => Ok(Err(why)),
        Ok(contents) => staged(contents, known),
    }
}

fn staged(contents: Contents, known: Vec<Known>) -> Outcome<Answer> {
    let manifest = &contents.whole.manifest;
    let of = known.into_iter().find(|one| one.sender.unit == manifest.sender_unit).ok_or(Plain::NotFound)?;
    let paired = manifest.agreement.and_then(|theirs| {
        let pair = of.paired.iter().find(|(agreement, _)| *agreement == theirs);
        // A notice about a bundle of ours names the agreement by our own number.
        pair.map_or(Some(record_of(theirs.id)), |(_, ours)| Some((*ours).into()))
    });
    let ours = paired.and_then(|id| of.agreements.into_iter().find(|kept| kept.id == id));
    Ok(Ok(Looked::Staged(Box::new(Staged { contents, partner: of.partner, ours }))))
}

/// Reads with the keys in use, then with those used before: what was sealed to them still opens.
fn read_with_any(bytes: &[u8], exchange: &Exchange, known: &[Known], now_ms: i64) -> Result<Contents, OpenRefusal> {
    let senders: Vec<PinnedSender> = known.iter().map(|one| one.sender.clone()).collect();
    let read = |keys: &UserKeys| {
        let reader = Reader { keys, unit: Id(exchange.unit), now_ms, senders: &senders };
        bundles::open(&mut &bytes[..], &reader)?.contents()
    };
    let mut answer = read(&exchange.keys);
    for keys in &exchange.earlier {
        if !matches!(answer, Err(OpenRefusal::NotForUs)) {
            break;
        }
        answer = read(keys);
    }
    answer
}

fn holds(agreement: &Agreement, day: chrono::NaiveDate) -> bool {
    match on_day(agreement, day) {
        Standing::InForce | Standing::ReviewOverdueWarn { .. } => true,
        Standing::Draft
        | Standing::NotStarted
        | Standing::ReviewOverdueBlocked
        | Standing::Expired
        | Standing::Suspended
        | Standing::Revoked => false,
    }
}

/// An agreement as it is named on screen.
pub(crate) fn titled(agreement: &Agreement) -> String {
    format!("{}, version {}", agreement.title, agreement.version)
}

/// Every partner whose keys were compared: nobody else's bundle is read (B-8).
fn known_senders(sitting: &Sitting<'_>) -> Outcome<Vec<Known>> {
    let imports: Vec<Kept<Import>> = sitting.all_of()?;
    let agreements: Vec<Kept<Agreement>> = sitting.all_of()?;
    let day = sitting.today();
    let mut known = Vec::new();
    for partner in sitting.all_of::<Partner>()?.into_iter().filter(|kept| kept.body.compared.is_some()) {
        let keys = pinned(&partner.body)?;
        let binds = |kept: &&Kept<Agreement>| kept.body.parties.iter().any(|party| party.partner == Some(partner.id.into()));
        let agreements: Vec<Kept<Agreement>> = agreements.iter().filter(binds).cloned().collect();
        let imports = || imports.iter().filter(|kept| kept.body.partner == partner.id.into()).map(|kept| &kept.body);
        let standing = |kept: &Kept<Agreement>| match holds(&kept.body, day) {
            true => AgreementStanding::InForce,
            false => AgreementStanding::Ended,
        };
        let paired: Vec<(AgreementVersion, AgreementId)> = imports().filter_map(pair).collect();
        let own = agreements
            .iter()
            .map(|kept| (AgreementVersion { id: id_of(kept.id), version: kept.body.version }, AgreementId::from(kept.id)));
        let held = paired.iter().copied().chain(own).filter_map(|(agreement, ours)| {
            let kept = agreements.iter().find(|kept| kept.id == ours.into())?;
            Some(HeldAgreement { agreement, standing: standing(kept) })
        });
        let sender = PinnedSender {
            unit: Id(keys.unit),
            key: KeyBytes(keys.signing),
            agreements: held.collect(),
            held: imports().filter_map(held_bundle).collect(),
        };
        known.push(Known { partner, sender, agreements, paired });
    }
    Ok(known)
}

fn pair(import: &Import) -> Option<(AgreementVersion, AgreementId)> {
    let theirs = import.agreement.as_ref()?;
    let id = Id(crate::walls::unhex(&theirs.id)?);
    Some((AgreementVersion { id, version: theirs.version }, theirs.ours?))
}

fn held_bundle(import: &Import) -> Option<HeldBundle> {
    Some(HeldBundle {
        bundle: Id(crate::walls::unhex(&import.bundle)?),
        line: Hash(crate::walls::unhex(&import.line)?),
        sequence: import.sequence,
        previous: Hash(crate::walls::unhex(&import.previous)?),
        sha256: Hash(crate::walls::unhex(&import.sha256)?),
        imported_ms: import.brought_in_at.timestamp_millis(),
    })
}

/// Why a bundle was not read, worded by its own key.
pub(crate) fn in_words(why: &OpenRefusal) -> Trouble {
    let day = |at_ms: i64| casework::when::london_day(crate::keeping::moment_of(at_ms)).format("%-d %B %Y").to_string();
    let (key, about) = match why {
        OpenRefusal::Unreadable(_) | OpenRefusal::Unwritable(_) | OpenRefusal::NotABundle => ("bundle_none", String::new()),
        OpenRefusal::Newer(_) => ("bundle_newer", String::new()),
        OpenRefusal::BadHeader
        | OpenRefusal::HeaderAltered
        | OpenRefusal::PayloadAltered
        | OpenRefusal::BadManifest
        | OpenRefusal::BadSignature
        | OpenRefusal::BadSections => ("bundle_altered", String::new()),
        OpenRefusal::CutShort => ("bundle_cut_short", String::new()),
        OpenRefusal::NotForUs | OpenRefusal::NotAddressed => ("bundle_not_for_us", String::new()),
        OpenRefusal::OverLimit(_) => ("bundle_too_large", String::new()),
        OpenRefusal::UnknownSender { key } => ("bundle_unknown_sender", hex(&key.0).chars().take(8).collect()),
        OpenRefusal::AgreementNotHeld { .. } => ("bundle_no_agreement", String::new()),
        OpenRefusal::NotYetValid { from_ms } => ("bundle_too_early", day(*from_ms)),
        OpenRefusal::Expired { until_ms } => ("bundle_too_late", day(*until_ms)),
        OpenRefusal::AlreadyImported { at_ms } => ("bundle_known", day(*at_ms)),
        OpenRefusal::Forked { sequence } => ("bundle_forked", sequence.to_string()),
    };
    Refusal::Bundle { key, about }.into()
}

//! Sealing: the gate again, the record first, the file's name last. A kill between the two leaves a record without a file,
//! never a file without a record, and is asked about (see `sharing_cut_off`).

use crate::asks::sharing::{BundleSealed, SealBundle, SecondPerson, ShareFooting, ShareWhat, ToldAnswer};
use crate::exchange::{Exchange, Pinned};
use crate::keeping::{Doing, Filing, id_of};
use crate::papers::cannot_write;
use crate::sharing_cut_off::Unnamed;
use crate::sharing_gate::{Confirming, Known, agreement_of, good_until, recipient, route_of};
use crate::sharing_preview::Ready;
use crate::sharing_values::Travelling;
use crate::sitting::Sitting;
use crate::surroundings::Place;
use crate::trouble::{Fault, Outcome, Plain, Refusal, Trouble};
use crate::unit::hex;
use crate::writing::Writing;
use bundles::{AgreementVersion, BundleKind, CarriedRecord, Content, KeyBytes, Plan, SealTrouble, Sealed, Signers, Terms};
use casework::agreement::{Basis, Direction, Gateway, Onward, Printing};
use casework::disclosure::{
    AdvocateTold, Disclosure, DisclosureOutcome, Receipt, Review, Route, Shared, SharingChannel, UnderAgreement, VictimTold,
    Withheld,
};
use casework::gate_code::GateCode;
use casework::ids::{AgreementId, CaseId, MemberId, PartnerId};
use casework::rules::agreement::{own_party, party_kind_of};
use casework::when::months_later;
use sealing::Passphrase;
use std::collections::BTreeMap;
use std::io::Write;
use store::{BundleLine, BundleOfLine, Hash, Id};

/// Seals what was read and saves it. One root act; nothing on disk after a refusal.
pub fn seal_bundle(sitting: &mut Sitting<'_>, ask: SealBundle) -> Outcome<BundleSealed> {
    let (ready, second) = match confirmed(sitting, &ask) {
        Ok(confirmed) => confirmed,
        Err(trouble) => {
            // Every refusal of the gate is logged (rules.md 1.4): by its code, without what was asked.
            if let Trouble::Refusal(Refusal::Gate { code, .. }) = &trouble {
                let refused = Doing { reason: Some(code.key()), ..Doing::of_unit("disclosure_refused") };
                sitting.note(refused)?;
            }
            return Err(trouble);
        }
    };
    let to = SealedTo::of(sitting, ask.what.partner)?;
    let Some(mut place) = to.place(sitting)? else { return Ok(BundleSealed::default()) };
    let words = place.words();
    let unnamed = Unnamed::at(place.as_ref(), sitting.now, (BundleKind::Cases, ask.what.partner));
    let ahead = LineAhead::of(sitting, ask.what.partner, agreement_of(&ask.what))?;
    let records = ready.travelling.by_case();
    let plan = plan(sitting, &ask.what, &ready, &records, (&to, &ahead))?;
    let disclosure = disclosure(sitting, &ask, &ready, second);
    let filing = filing(sitting, &ask.what);
    let doing = doing(&ask.what);
    let (record, sealed, unnamed) = sitting.write(doing, |w| {
        let sealed = seal_into(w, &mut place, &plan, &to.exchange)?;
        let disclosure =
            Disclosure { bundle: Some(hex(&sealed.bundle_id.0)), bundle_sha256: Some(hex(&sealed.sha256.0)), ..disclosure };
        let record = w.create(filing, &disclosure)?;
        let at_ms = w.now.timestamp_millis();
        w.inner.note_bundle(&ahead.taken_by(&sealed, at_ms))?;
        Ok((record, sealed, unnamed.set_out(w, &sealed, Some(record))?))
    })?;
    unnamed.finish(sitting, place)?;
    Ok(BundleSealed {
        saved: true,
        place: words,
        disclosure: Some(record.into()),
        records: u32::try_from(ready.sifted.leaving.len()).unwrap_or(u32::MAX),
        bytes: sealed.bytes,
        sha256: hex(&sealed.sha256.0),
        sequence: ahead.sequence,
    })
}

/// Our keys and the partner's, which were compared.
pub(crate) struct SealedTo {
    pub(crate) exchange: Exchange,
    pub(crate) pinned: Pinned,
}

impl SealedTo {
    pub(crate) fn of(sitting: &Sitting<'_>, partner: PartnerId) -> Outcome<Self> {
        Ok(Self { exchange: sitting.exchange()?, pinned: sitting.compared_partner(partner)? })
    }

    /// Where the file goes, under a name that says nothing; none where the person changed their mind.
    pub(crate) fn place(&self, sitting: &mut Sitting<'_>) -> Outcome<Option<Box<dyn Place>>> {
        let name = bundles::fresh_file_name().map_err(|cause| fault("sharing.name", &cause))?;
        sitting.surroundings.pick_place(&name).map_err(|cause| cannot_write(&cause))
    }
}

/// The next place on the line to a partner (security.md B-11).
pub(crate) struct LineAhead {
    line: BundleLine,
    pub(crate) sequence: u64,
    pub(crate) previous: Hash,
}

impl LineAhead {
    pub(crate) fn of(sitting: &Sitting<'_>, partner: PartnerId, agreement: Option<AgreementId>) -> Outcome<Self> {
        let agreement = agreement.map(|id| id_of(id.into()));
        let line = BundleLine { partner: id_of(partner.into()), agreement, direction: store::Direction::Sent };
        let last = sitting.store().last_of_line(&line)?;
        Ok(Self {
            line,
            sequence: last.map_or(1, |before| before.sequence.saturating_add(1)),
            previous: last.map_or(Hash::NONE, |before| before.hash),
        })
    }

    /// The bundle that takes the place.
    pub(crate) fn taken_by(&self, sealed: &Sealed, at_ms: i64) -> BundleOfLine {
        BundleOfLine { line: self.line, sequence: self.sequence, bundle: sealed.bundle_id, hash: sealed.sha256, at_ms }
    }
}

/// Everything that has to hold before a byte is written: passphrase, second person, what was read, the gate, the texts.
fn confirmed(sitting: &mut Sitting<'_>, ask: &SealBundle) -> Outcome<(Ready, Option<MemberId>)> {
    sitting.check_passphrase(&ask.passphrase)?;
    let second = ask.second.as_ref().map(|second| second_person(sitting, second)).transpose()?;
    let known = Known::of(sitting, &ask.what)?;
    let confirming = Confirming {
        necessity: ask.necessity.clone(),
        read: ask.seen.is_some(),
        second,
        victim_told: ask.victim_told.as_ref().map(|told| told_by(told, sitting.session.member)),
    };
    let sifted = known.sift(sitting, &ask.what, Some(confirming))?;
    approved_in_person(&ask.what.footing, second)?;
    sitting.whole_before_they_leave(sifted.leaving.iter().copied())?;
    let ready = Ready::of(sitting, known, sifted)?;
    if ask.seen.as_ref() != Some(&ready.token(&ask.what)?) {
        return Err(Plain::ShareChanged.into());
    }
    let cases = ready.shown().cases(sitting)?;
    let hits: Vec<_> = cases.into_iter().flat_map(|case| case.rows).flat_map(|row| row.hits).collect();
    if hits.is_empty() { Ok((ready, second)) } else { Err(Refusal::TextHits(hits).into()) }
}

pub(crate) fn told_by(told: &ToldAnswer, by: MemberId) -> VictimTold {
    match told {
        ToldAnswer::Told { channel, on } => VictimTold::Told { by, channel: *channel, on: *on },
        ToldAnswer::NotSafeToTell { why } => VictimTold::NotSafeToTell(why.trim().to_owned()),
        ToldAnswer::NotYet { why } => VictimTold::NotYet(why.trim().to_owned()),
    }
}

/// A colleague by their own passphrase; never oneself.
pub(crate) fn second_person(sitting: &Sitting<'_>, second: &SecondPerson) -> Outcome<MemberId> {
    sitting.may_try()?;
    let opened = &sitting.opened;
    let found = opened.slots.find_by_name(&second.name, &opened.device).ok().flatten().ok_or(Plain::WrongPassphrase)?;
    if found == opened.unlocked.member_id {
        return Err(Refusal::Gate { code: GateCode::SecondPerson, about: String::new() }.into());
    }
    opened.unlock_beside(&found, &Passphrase::typed(&second.passphrase))?;
    Ok(MemberId(uuid::Uuid::from_bytes(found)))
}

/// Naming an approver proves nothing: whoever approves joins as the second person, by their own passphrase.
fn approved_in_person(footing: &ShareFooting, second: Option<MemberId>) -> Outcome<()> {
    let named = match footing {
        ShareFooting::Agreement { .. } => None,
        ShareFooting::OneOff { approver, .. } | ShareFooting::Emergency { approver, .. } => approver.as_ref().map(|one| one.by),
    };
    if named.is_none() || named == second {
        return Ok(());
    }
    Err(Refusal::Gate { code: GateCode::Approver, about: String::new() }.into())
}

fn doing(what: &ShareWhat) -> Doing {
    match what.cases.as_slice() {
        [case] => Doing::in_case("seal_bundle", *case).about(what.partner),
        _ => Doing::of_unit("seal_bundle").about(what.partner),
    }
}

/// The record of one case's disclosure stands with the case, behind its wall where it has one.
fn filing(sitting: &Sitting<'_>, what: &ShareWhat) -> Filing {
    match what.cases.as_slice() {
        [case] => Filing::under(*case, sitting.session.agency),
        _ => Filing::of_unit(sitting.session.agency),
    }
}

/// Seals into the open place, within the transaction that records it.
pub(crate) fn seal_into(
    w: &Writing<'_, '_>,
    place: &mut Box<dyn Place>,
    plan: &Plan<'_>,
    exchange: &Exchange,
) -> Outcome<Sealed> {
    let signers = Signers { unit: &exchange.keys, exporter: &w.hands.unlocked().user_keys };
    let sealed = bundles::seal(place, plan, &signers).map_err(not_sealed)?;
    place.flush().map_err(|cause| cannot_write(&cause))?;
    Ok(sealed)
}

fn not_sealed(trouble: SealTrouble) -> Trouble {
    match trouble {
        SealTrouble::Unwritable(cause) => cannot_write(&cause),
        SealTrouble::OverLimit(_) => Plain::ShareTooLarge.into(),
        SealTrouble::Nothing => Refusal::Gate { code: GateCode::NothingLeft, about: String::new() }.into(),
        SealTrouble::RecipientKey(_) => Refusal::Gate { code: GateCode::Key, about: String::new() }.into(),
        SealTrouble::NotGenuine(_) => Plain::ShareNotWhole.into(),
        SealTrouble::Fault(cause) => fault("sharing.seal", &cause),
        SealTrouble::Contradiction | SealTrouble::Attachment => fault("sharing.seal", &trouble),
    }
}

fn fault(place: &'static str, cause: &dyn std::fmt::Display) -> Trouble {
    Fault { place, cause: cause.to_string() }.into()
}

impl Travelling {
    /// The records by their case.
    fn by_case(&self) -> BTreeMap<Id, Vec<CarriedRecord>> {
        let mut cases: BTreeMap<Id, Vec<CarriedRecord>> = BTreeMap::new();
        for record in self.records.values() {
            if let Some(case) = record.case {
                cases.entry(case).or_default().push(record.clone());
            }
        }
        cases
    }
}

fn plan<'a>(
    sitting: &Sitting<'_>,
    what: &ShareWhat,
    ready: &'a Ready,
    records: &'a BTreeMap<Id, Vec<CarriedRecord>>,
    (to, ahead): (&SealedTo, &LineAhead),
) -> Outcome<Plan<'a>> {
    let created_ms = sitting.now.timestamp_millis();
    let known = &ready.known;
    let (bases, _) = bases(sitting, what, known);
    let forms = ready.forms.iter().map(|form| Content::Form(form.text.as_bytes()));
    Ok(Plan {
        kind: BundleKind::Cases,
        route: bundle_route(route_of(what)),
        sender_unit: Id(to.exchange.unit),
        exporter: id_of(sitting.session.member.into()),
        recipients: vec![bundles::Recipient { unit: Id(to.pinned.unit), key: KeyBytes(to.pinned.sealing) }],
        agreement: known.agreement.as_ref().map(|kept| AgreementVersion { id: id_of(kept.id), version: kept.body.version }),
        purpose: crate::views::code_of(&what.purpose),
        basis: bases.into_iter().map(|basis| basis.0).collect(),
        terms: terms(sitting, known)?,
        created_ms,
        not_before_ms: created_ms,
        not_after_ms: good_until(known, sitting.now).timestamp_millis(),
        sequence: ahead.sequence,
        previous: ahead.previous,
        schema: store::SCHEMA_VERSION,
        checkpoint: None,
        content: records.iter().map(|(case, records)| Content::Records { case: Some(*case), records }).chain(forms).collect(),
    })
}

/// A route as bundles name it.
pub(crate) const fn bundle_route(route: Route) -> bundles::Route {
    match route {
        Route::Agreement => bundles::Route::Agreement,
        Route::OneOff => bundles::Route::OneOff,
        Route::Emergency => bundles::Route::Emergency,
    }
}

/// The unit's marking as a code.
pub(crate) fn marking(sitting: &Sitting<'_>) -> String {
    sitting.unit.marking.split_whitespace().collect::<Vec<_>>().join("-")
}

/// Nothing may be passed on or printed: without an agreement, and in what is said of another bundle.
pub(crate) fn closed_terms(sitting: &Sitting<'_>) -> Terms {
    Terms {
        marking: marking(sitting),
        onward: bundles::Onward::NotAllowed,
        onward_parties: Vec::new(),
        printing: bundles::Printing::NotAllowed,
        delete_by: None,
        review_by: None,
    }
}

/// What the receiver is bound to.
fn terms(sitting: &Sitting<'_>, known: &Known) -> Outcome<Terms> {
    let mut terms = closed_terms(sitting);
    let Some(agreement) = known.agreement.as_ref().map(|kept| &kept.body) else { return Ok(terms) };
    match &agreement.onward {
        Some(Onward::NamedParties(named)) if !named.is_empty() => {
            let mut units =
                named.iter().map(|partner| Ok(Id(sitting.compared_partner(*partner)?.unit))).collect::<Outcome<Vec<Id>>>()?;
            units.sort();
            units.dedup();
            terms.onward = bundles::Onward::NamedParties;
            terms.onward_parties = units;
        }
        Some(Onward::WithOriginatorsAgreement) => terms.onward = bundles::Onward::WithOriginatorsAgreement,
        Some(Onward::NotAllowed | Onward::NamedParties(_)) | None => {}
    }
    if agreement.printing == Some(Printing::Allowed) {
        terms.printing = bundles::Printing::Allowed;
    }
    let months = agreement.keeping.as_ref().and_then(|keeping| keeping.months);
    terms.delete_by = months.map(|months| months_later(sitting.today(), u32::from(months)).to_string());
    terms.review_by = agreement.review_due_on.map(|day| day.to_string());
    Ok(terms)
}

/// The bases and the power it rests on: the agreement's own, or those recorded for this time. Sorted, each once.
fn bases(sitting: &Sitting<'_>, what: &ShareWhat, known: &Known) -> (Vec<Basis>, Option<Gateway>) {
    let (mut bases, gateway) = match &what.footing {
        ShareFooting::Agreement { .. } => {
            let kind = party_kind_of(sitting.session.agency);
            let party = known.agreement.as_ref().and_then(|kept| own_party(&kept.body, kind));
            let ground = party.and_then(|party| party.ground(Direction::Sends));
            ground.map_or((Vec::new(), None), |ground| (ground.bases.clone(), ground.gateway.clone()))
        }
        ShareFooting::OneOff { bases, gateway, .. } => (bases.clone(), gateway.clone()),
        ShareFooting::Emergency { .. } => (Vec::new(), None),
    };
    bases.sort();
    bases.dedup();
    (bases, gateway)
}

/// The record of it, before the bundle has its number.
fn disclosure(sitting: &Sitting<'_>, ask: &SealBundle, ready: &Ready, second: Option<MemberId>) -> Disclosure {
    let (what, known) = (&ask.what, &ready.known);
    let (bases, gateway) = bases(sitting, what, known);
    let (approver, harm, why_not_wait) = match &what.footing {
        ShareFooting::Agreement { .. } => (None, None, String::new()),
        ShareFooting::OneOff { approver, .. } => (approver.clone(), None, String::new()),
        ShareFooting::Emergency { approver, harm, why_not_wait, .. } => (approver.clone(), *harm, why_not_wait.clone()),
    };
    let (member, needs) = (sitting.session.member, ready.sifted.needs);
    Disclosure {
        route: route_of(what),
        channel: SharingChannel::Bundle,
        spoken: None,
        outcome: DisclosureOutcome::Disclosed,
        recipient: recipient(what, &known.partner.body),
        agreement: known.agreement.as_ref().map(|kept| UnderAgreement { id: kept.id.into(), version: kept.body.version }),
        purpose: what.purpose,
        bases,
        gateway,
        by: member,
        approver,
        second,
        harm,
        why_not_wait,
        necessity: ask.necessity.trim().to_owned(),
        cases: known.cases.iter().map(|found| found.case).collect::<Vec<CaseId>>(),
        shared: shared(ready),
        withheld: withheld(ready),
        bundle: None,
        bundle_sha256: None,
        told_at: sitting.now,
        entered_at: sitting.now,
        victim_told: ask.victim_told.as_ref().map_or_else(|| VictimTold::NotYet(String::new()), |told| told_by(told, member)),
        receipt: Receipt::None,
        review: needs.review_due_on.map(|due_on| Review { due_on, done: None }),
        advocate: if needs.advocate_at_next_unlock { AdvocateTold::AtNextUnlock } else { AdvocateTold::NotNeeded },
    }
}

fn shared(ready: &Ready) -> Vec<Shared> {
    let leaving = ready.known.items().filter(|(_, item)| ready.sifted.leaving.contains(&item.id()));
    leaving.map(|(_, item)| Shared { record: item.id(), category: item.category, entries: item.entries }).collect()
}

fn withheld(ready: &Ready) -> Vec<Withheld> {
    let mut counts: BTreeMap<(GateCode, casework::body::Category), u32> = BTreeMap::new();
    for (_, item) in ready.known.items() {
        if let Some(stays) = ready.sifted.withheld.get(&item.id()) {
            *counts.entry((stays.code(), item.category)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((code, category), count)| Withheld { code, category, count }).collect()
}

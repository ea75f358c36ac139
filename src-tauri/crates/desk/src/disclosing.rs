//! Telling without a sealed file: recorded when or after it was said or handed over, or declined with the reason.

use crate::asks::disclosures::{
    ApprovedBy, DeclineDisclosure, DisclosureRecorded, RecordDisclosure, TellChoicesView, TellFooting, ToWhom,
};
use crate::asks::shared::{Recorded, WhichCase};
use crate::asks::sharing::{SecondPerson, ToldAnswer};
use crate::contact::newest_rule;
use crate::disclosing_gate::{Deciding, Known, necessity, route_of};
use crate::keeping::{Doing, Filing};
use crate::sharing_facts::of_case;
use crate::sharing_rows::gate_words;
use crate::sharing_seal::{second_person, told_by};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Refusal, Trouble};
use casework::agency::{Agency, Role};
use casework::agreement::{Basis, Direction, Gateway};
use casework::body::Category;
use casework::contact::{Channel, MayContact};
use casework::disclosure::{
    AdvocateTold, Approver, Disclosure, DisclosureOutcome, Receipt, Recipient, Review, Route, Shared, SharingChannel,
    UnderAgreement, VictimTold, Withheld,
};
use casework::gate_code::GateCode;
use casework::ids::{CaseId, MemberId, RecordId};
use casework::partner::Partner;
use casework::referral::CaseFile;
use casework::rules::agreement::{own_party, party_kind_of};
use casework::rules::gate::Selection;
use casework::rules::safe_contact::channel_label;
use casework::unit::Member;
use casework::when::Moment;
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that could be told of a case, and to whom. Nothing is ticked.
pub fn tell_choices(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<TellChoicesView> {
    crate::cases::consult(sitting, ask.case)?;
    crate::disclosing_choices::of(sitting, ask.case)
}

/// Records what was told by voice or handed over on paper, once the gate has passed it.
pub fn record_disclosure(sitting: &mut Sitting<'_>, ask: RecordDisclosure) -> Outcome<DisclosureRecorded> {
    let disclosure = match confirmed(sitting, &ask) {
        Ok(disclosure) => disclosure,
        Err(trouble) => {
            // Every refusal of the gate is logged (rules.md 1.4): by its code, without what was asked.
            if let Trouble::Refusal(Refusal::Gate { code, .. }) = &trouble {
                sitting.note(Doing { reason: Some(code.key()), ..Doing::in_case("disclosure_refused", ask.case) })?;
            }
            return Err(trouble);
        }
    };
    let filing = Filing::under(ask.case, sitting.session.agency);
    let record = sitting.write(Doing::in_case("record_disclosure", ask.case), |w| w.create(filing, &disclosure))?;
    Ok(DisclosureRecorded {
        disclosure: record.into(),
        records: u32::try_from(disclosure.shared.len()).unwrap_or(u32::MAX),
        review_due_on: disclosure.review.map(|review| review.due_on),
        advocate_at_next_unlock: disclosure.advocate == AdvocateTold::AtNextUnlock,
    })
}

/// Records that something was asked for and not told.
pub fn decline_disclosure(sitting: &mut Sitting<'_>, ask: DeclineDisclosure) -> Outcome<Recorded> {
    let to = recipient(sitting, &ask.to)?;
    let found = of_case(sitting, ask.case)?;
    let categories: BTreeSet<Category> = ask.categories.iter().copied().collect();
    let mut form = Form::default();
    named(&mut form, &to);
    moment(&mut form, "declined_at", ask.declined_at, sitting.now);
    form.needs("reason", &ask.reason, "Say why it was not told.");
    if categories.is_empty() {
        form.wrong("categories", "Tick what was asked for. None never means everything.");
    }
    form.done()?;
    let by = decider(sitting, ask.decided_by.as_ref())?.0;
    let asked = |category: Category| found.items.iter().filter(|item| item.category == category).count();
    let withheld = categories.into_iter().map(|category| Withheld {
        code: GateCode::NotChosen,
        category,
        count: u32::try_from(asked(category)).unwrap_or(u32::MAX),
    });
    let disclosure = Disclosure {
        outcome: DisclosureOutcome::Declined(ask.reason.trim().to_owned()),
        withheld: withheld.collect(),
        ..blank(ask.route, ask.channel, to, (by, ask.declined_at, sitting.now))
    };
    let disclosure = Disclosure { purpose: ask.purpose, cases: vec![ask.case], ..disclosure };
    let filing = Filing::under(ask.case, sitting.session.agency);
    let record = sitting.write(Doing::in_case("decline_disclosure", ask.case), |w| w.create(filing, &disclosure))?;
    Ok(Recorded { record })
}

/// A disclosure of which only the outermost is known yet.
fn blank(
    route: Route,
    channel: SharingChannel,
    recipient: Recipient,
    (by, told_at, entered_at): (MemberId, Moment, Moment),
) -> Disclosure {
    Disclosure {
        route,
        channel,
        spoken: None,
        outcome: DisclosureOutcome::Disclosed,
        recipient,
        agreement: None,
        purpose: casework::agreement::SharingPurpose::SafetyPlanning,
        bases: Vec::new(),
        gateway: None,
        by,
        approver: None,
        second: None,
        harm: None,
        why_not_wait: String::new(),
        necessity: String::new(),
        cases: Vec::new(),
        shared: Vec::new(),
        withheld: Vec::new(),
        bundle: None,
        bundle_sha256: None,
        told_at,
        entered_at,
        victim_told: VictimTold::NotYet(String::new()),
        receipt: Receipt::None,
        review: None,
        advocate: AdvocateTold::NotNeeded,
    }
}

/// Everything that has to hold before it is recorded: the form, the passphrases, the gate, and every ticked record.
fn confirmed(sitting: &Sitting<'_>, ask: &RecordDisclosure) -> Outcome<Disclosure> {
    let to = recipient(sitting, &ask.to)?;
    let known = Known::of(sitting, ask)?;
    form(sitting, ask)?;
    sitting.check_passphrase(&ask.passphrase)?;
    let (by, role, agency) = decider(sitting, ask.decided_by.as_ref())?;
    let deciding = Deciding {
        by,
        role,
        agency,
        second: ask.second.as_ref().map(|second| other_than(by, sitting, second)).transpose()?,
        approver: ask.approver.as_ref().map(|approved| approver(by, sitting, approved)).transpose()?,
        victim_told: ask.victim_told.as_ref().map(|told| told_by(told, sitting.session.member)),
    };
    let passed = known.pass(sitting, ask, &deciding, &to)?;
    all_ticked_leave(&known, ask, &passed)?;
    disclosure(sitting, ask, &known, (deciding, to, &passed))
}

fn form(sitting: &Sitting<'_>, ask: &RecordDisclosure) -> Outcome<()> {
    let mut form = Form::default();
    moment(&mut form, "told_at", ask.told_at, sitting.now);
    match (ask.channel, ask.spoken) {
        (SharingChannel::Bundle, _) => {
            form.wrong("channel", "A sealed file is made where its rows are read. Choose what leaves first.");
        }
        (SharingChannel::Oral, Some(Channel::Phone | Channel::InPerson)) | (SharingChannel::Paper, _) => {}
        (SharingChannel::Oral, Some(_) | None) => {
            form.wrong("channel", "Say whether it was said by phone or in person.");
        }
    }
    if let Some(told) = &ask.victim_told {
        safely_told(sitting, ask.case, told, &mut form)?;
    }
    form.done()
}

/// Whoever told the victim did so by a way that the contact rule calls safe (rules.md ISA-7, domain 8.1).
///
/// # Errors
/// Faults of the store only; what is wrong stands in the form.
pub(crate) fn safely_told(sitting: &Sitting<'_>, case: CaseId, told: &ToldAnswer, form: &mut Form) -> Outcome<()> {
    match told {
        ToldAnswer::Told { channel, on } => {
            let rule = newest_rule(sitting, case)?.map(|kept| kept.body);
            let safe = rule.is_some_and(|rule| {
                matches!(rule.may_contact, MayContact::Yes | MayContact::OnlyIfTheyCall) && rule.channels.contains(channel)
            });
            if !safe {
                let way = channel_label(*channel);
                form.wrong(
                    "victim_told",
                    &format!(
                        "The contact rule does not call {way} safe. Put the rule right first, or choose the way that was used."
                    ),
                );
            }
            if *on > sitting.today() {
                form.wrong("victim_told", "This day has not come yet.");
            }
        }
        ToldAnswer::NotSafeToTell { why } | ToldAnswer::NotYet { why } => {
            form.needs("victim_told", why, "Say why the victim has not been told.");
        }
    }
    Ok(())
}

fn moment(form: &mut Form, field: &str, at: Moment, now: Moment) {
    if at > now + TimeDelta::minutes(5) {
        form.wrong(field, "This moment has not come yet. Check the time.");
    }
}

fn named(form: &mut Form, to: &Recipient) {
    form.needs("name", &to.name, "Name the person who asked.");
    form.needs("post", &to.post, "Say what post they hold.");
    form.needs("organisation", &to.organisation, "Name their organisation.");
}

/// Who gets it. A partner's card says what organisation it is and of what kind.
pub(crate) fn recipient(sitting: &Sitting<'_>, to: &ToWhom) -> Outcome<Recipient> {
    let card = to.partner.map(|id| sitting.read::<Partner>(id)).transpose()?.map(|kept| kept.body);
    Ok(Recipient {
        partner: to.partner,
        kind: card.as_ref().map_or(to.kind, |card| card.kind),
        addressee: to.addressee,
        name: to.name.trim().to_owned(),
        post: to.post.trim().to_owned(),
        organisation: card.map_or_else(|| to.organisation.trim().to_owned(), |card| card.unit_name),
        identity_checked: to.identity_checked.trim().to_owned(),
    })
}

/// Who decides: whoever is signed in, or for business support a colleague who says so with their own passphrase.
fn decider(sitting: &Sitting<'_>, decided_by: Option<&SecondPerson>) -> Outcome<(MemberId, Role, Agency)> {
    if sitting.session.role != Role::BusinessSupport {
        return Ok((sitting.session.member, sitting.session.role, sitting.session.agency));
    }
    let Some(named) = decided_by else {
        let mut form = Form::default();
        form.wrong("decided_by", "Business support records it; whoever decided says so with their own passphrase.");
        form.done()?;
        return Err(Refusal::Gate { code: GateCode::Role, about: String::new() }.into());
    };
    let by = second_person(sitting, named)?;
    let member = sitting.read::<Member>(by)?.body;
    match member.role {
        Role::Chair | Role::Coordinator | Role::Practitioner | Role::VictimAdvocate => Ok((by, member.role, member.agency)),
        Role::BusinessSupport | Role::Auditor => Err(Refusal::Gate { code: GateCode::Role, about: String::new() }.into()),
    }
}

/// A second person who is not the one who decides either.
fn other_than(by: MemberId, sitting: &Sitting<'_>, second: &SecondPerson) -> Outcome<MemberId> {
    let found = second_person(sitting, second)?;
    if found == by { Err(Refusal::Gate { code: GateCode::SecondPerson, about: String::new() }.into()) } else { Ok(found) }
}

fn approver(by: MemberId, sitting: &Sitting<'_>, approved: &ApprovedBy) -> Outcome<Approver> {
    Ok(Approver {
        by: other_than(by, sitting, &approved.who)?,
        as_what: approved.as_what.trim().to_owned(),
        why: approved.why.trim().to_owned(),
    })
}

/// What was told was told whole: a ticked record that the gate keeps back stops the rest, and is named with the reason.
fn all_ticked_leave(known: &Known, ask: &RecordDisclosure, passed: &Selection) -> Outcome<()> {
    let mut form = Form::default();
    for item in known.ticked(ask)? {
        if let Some((_, code)) = passed.withheld.iter().find(|(record, _)| *record == item.id()) {
            let what = crate::sharing_rows::what(item, &known.found);
            form.wrong("records", &format!("{what}: {} Untick it.", gate_words(*code).0));
        }
    }
    form.done()
}

fn disclosure(
    sitting: &Sitting<'_>,
    ask: &RecordDisclosure,
    known: &Known,
    (deciding, to, passed): (Deciding, Recipient, &Selection),
) -> Outcome<Disclosure> {
    let shared = known.ticked(ask)?.into_iter();
    let shared = shared.map(|item| Shared { record: item.id(), category: item.category, entries: item.entries }).collect();
    let (bases, gateway) = grounds(ask, known, deciding.agency);
    let (harm, why_not_wait) = match &ask.footing {
        TellFooting::Emergency { harm, why_not_wait, .. } => (*harm, why_not_wait.trim().to_owned()),
        TellFooting::Agreement { .. } | TellFooting::OneOff { .. } => (None, String::new()),
    };
    let blank = blank(route_of(&ask.footing), ask.channel, to, (deciding.by, ask.told_at, sitting.now));
    let needs = passed.needs;
    Ok(Disclosure {
        spoken: ask.spoken.filter(|_| ask.channel == SharingChannel::Oral),
        agreement: known.agreement.as_ref().map(|kept| UnderAgreement { id: kept.id.into(), version: kept.body.version }),
        purpose: ask.purpose,
        bases,
        gateway,
        approver: deciding.approver,
        second: deciding.second,
        harm,
        why_not_wait,
        necessity: necessity(ask).to_owned(),
        cases: vec![ask.case],
        shared,
        withheld: withheld(known, passed),
        // The gate refuses where it was not answered.
        victim_told: deciding.victim_told.unwrap_or_else(|| VictimTold::NotYet(String::new())),
        review: needs.review_due_on.map(|due_on| Review { due_on, done: None }),
        advocate: if needs.advocate_at_next_unlock { AdvocateTold::AtNextUnlock } else { AdvocateTold::NotNeeded },
        ..blank
    })
}

/// The bases and the power: the agreement's own, or those recorded for this time. Sorted, each once.
fn grounds(ask: &RecordDisclosure, known: &Known, agency: Agency) -> (Vec<Basis>, Option<Gateway>) {
    let (mut bases, gateway) = match &ask.footing {
        TellFooting::Agreement { .. } => {
            let party = known.agreement.as_ref().and_then(|kept| own_party(&kept.body, party_kind_of(agency)));
            let ground = party.and_then(|party| party.ground(Direction::Sends));
            ground.map_or((Vec::new(), None), |ground| (ground.bases.clone(), ground.gateway.clone()))
        }
        TellFooting::OneOff { bases, gateway, .. } => (bases.clone(), gateway.clone()),
        TellFooting::Emergency { .. } => (Vec::new(), None),
    };
    bases.sort();
    bases.dedup();
    (bases, gateway)
}

/// How many records of each category stayed, by reason.
fn withheld(known: &Known, passed: &Selection) -> Vec<Withheld> {
    let categories: BTreeMap<RecordId, Category> = known.found.items.iter().map(|item| (item.id(), item.category)).collect();
    let mut counts: BTreeMap<(GateCode, Category), u32> = BTreeMap::new();
    for (record, code) in &passed.withheld {
        if let Some(category) = categories.get(record) {
            *counts.entry((*code, *category)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((code, category), count)| Withheld { code, category, count }).collect()
}

/// A case that is open to whoever asks, by its reference.
pub(crate) fn reference_of(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<String>> {
    Ok(sitting.look_up::<CaseFile>(case)?.map(|kept| kept.body.reference))
}

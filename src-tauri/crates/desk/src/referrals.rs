//! Referrals by hand, those still to be screened, and records the unit judged otherwise than the force.

use crate::asks::door::Labelled;
use crate::asks::intake::{CaseOpened, PerhapsSame, ReclassifiedRow, ReferralsView, ReferredPerson, TakeReferral};
use crate::asks::shared::Nothing;
use crate::case_opening::{NewCase, gives_away, open_case_as, safe_headline};
use crate::indexing::{CRIME_RECORDER, RECLASSIFIED};
use crate::keeping::{Doing, Kept, kept, record_of};
use crate::moves::say;
use crate::overnight::SAMPLES;
use crate::restricted::check_members;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Form, Outcome};
use crate::views::{case_row_view, classification_label, code_of};
use casework::ids::CaseId;
use casework::meeting::RoomDecision;
use casework::referral::{CaseFile, CaseState, Referral};
use casework::rules::referral::{headline, troubles};
use casework::rules::screening::is_reclassified;
use casework::screening::ScreeningDecision;
use casework::when::{Moment, london_day};
use std::collections::BTreeMap;
use store::{CasesAsked, CasesSort, Chosen, KeyKind, SearchedAs};

/// Most rows of a list on this page.
const MOST_SHOWN: u32 = 200;

/// Most cases named as perhaps the same.
const MOST_ALIKE: usize = 10;

/// Referrals still to be screened, and every record reclassified.
pub fn referrals(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<ReferralsView> {
    let waiting = [CaseState::Received, CaseState::Screening].iter().map(code_of).collect();
    let page = sitting.store().cases(&CasesAsked {
        states: Chosen::Only(waiting),
        sort: CasesSort::Newest,
        limit: MOST_SHOWN,
        ..CasesAsked::default()
    })?;
    let samples = if sitting.unit.sample { SAMPLES.as_slice() } else { &[] };
    Ok(ReferralsView {
        awaiting: page.cases.iter().map(case_row_view).collect(),
        awaiting_total: u32::try_from(page.total).unwrap_or(u32::MAX),
        reclassified: reclassified(sitting)?,
        samples: samples.iter().map(|s| Labelled { code: s.token.to_owned(), label: s.label.to_owned() }).collect(),
    })
}

/// For the crime recorder: every case judged otherwise than recorded, both known, however long ago it last changed.
fn reclassified(sitting: &Sitting<'_>) -> Outcome<Vec<ReclassifiedRow>> {
    let mut rows = Vec::new();
    for record in sitting.store().records_linked(CRIME_RECORDER, RECLASSIFIED)? {
        let file: Kept<CaseFile> = kept(&record)?;
        if is_reclassified(file.body.recorded_as, file.body.judged_as) {
            rows.push(reclassified_row(sitting, &file)?);
        }
    }
    rows.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| b.reference.cmp(&a.reference)));
    Ok(rows)
}

fn reclassified_row(sitting: &Sitting<'_>, file: &Kept<CaseFile>) -> Outcome<ReclassifiedRow> {
    let referrals: Vec<Kept<Referral>> = sitting.filed_under(file.id)?;
    let decisions: Vec<Kept<ScreeningDecision>> = sitting.filed_under(file.id)?;
    let in_room: Vec<Kept<RoomDecision>> = sitting.filed_under(file.id)?;
    let screened = decisions
        .iter()
        .filter(|kept| kept.body.judged_as == file.body.judged_as)
        .map(|kept| (kept.body.decided_at, &kept.body.reason));
    let judged_so = |kept: &&Kept<RoomDecision>| {
        !kept.body.outcomes.is_empty() && kept.body.classes.is_some_and(|classes| classes.judged_as == file.body.judged_as)
    };
    let heard = in_room.iter().filter(judged_so).map(|kept| (kept.body.decided_at, &kept.body.reason));
    let decision = screened.chain(heard).max_by_key(|(at, _)| *at);
    let crime_reference = referrals.iter().rev().map(|kept| &kept.body.crime_reference).find(|text| !text.is_empty());
    Ok(ReclassifiedRow {
        case: CaseId::from(file.id),
        reference: file.body.reference.clone(),
        crime_reference: crime_reference.cloned().unwrap_or_default(),
        recorded_as: classification_label(file.body.recorded_as).to_owned(),
        judged_as: classification_label(file.body.judged_as).to_owned(),
        reason: decision.map(|(_, reason)| reason.clone()).unwrap_or_default(),
        on: london_day(decision.map_or(file.changed_at, |(at, _)| at)),
    })
}

/// Takes a referral by hand. The suspect may be unknown; cases that may be the same are named, never merged.
pub fn take_referral(sitting: &mut Sitting<'_>, ask: TakeReferral) -> Outcome<CaseOpened> {
    crate::readiness::ready_for_real_people(sitting)?;
    check_referral(sitting, &ask)?;
    let perhaps_same = alike(sitting, &ask)?;
    if let Some(to) = &ask.restricted {
        check_members(sitting, to, &[&ask.victim.name, &ask.perpetrator.name])?;
    }
    let restricted = ask.restricted;
    let typed = headline(&ask.headline);
    let line = if typed.is_empty() { safe_headline(&ask.referral, &ask.victim, &ask.perpetrator) } else { typed };
    let new = NewCase {
        referral: ask.referral,
        victim: ask.victim,
        perpetrator: ask.perpetrator,
        standing: ask.standing,
        headline: line,
    };
    let (owner, now, prefix) = (sitting.session.agency, sitting.now, sitting.unit.reference_prefix.clone());
    // The act names the case it opens, so the case has its id before the act begins.
    let case = fresh_case(now)?;
    let doing = Doing::in_case("take_referral", case);
    let (case, reference) = sitting.write(doing, |w| {
        if let Some(to) = &restricted {
            w.found_restricted(case, to, owner)?;
        }
        open_case_as(w, case, &new, owner, &prefix, now)
    })?;
    Ok(CaseOpened { case, reference, perhaps_same })
}

fn fresh_case(now: Moment) -> Outcome<CaseId> {
    let at = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    let fresh = sealing::fresh_id(at).map_err(|cause| Fault { place: "referrals.fresh", cause: cause.to_string() })?;
    Ok(CaseId(uuid::Uuid::from_bytes(fresh)))
}

fn check_referral(sitting: &Sitting<'_>, ask: &TakeReferral) -> Outcome<()> {
    let mut form = Form::default();
    say(&mut form, troubles(&ask.referral, &ask.victim.name, sitting.now));
    if gives_away(&ask.headline, &ask.victim, &ask.perpetrator) {
        form.wrong("headline", "This line stands in lists and before the room. Leave names and addresses out of it.");
    }
    for (field, person) in [("victim.born_on", &ask.victim), ("perpetrator.born_on", &ask.perpetrator)] {
        if person.born_on.is_some_and(|born| born > sitting.today()) {
            form.wrong(field, "This day has not come yet. Check the date of birth.");
        }
    }
    form.done()
}

/// Cases that may be about the same people, each with what speaks for it.
fn alike(sitting: &Sitting<'_>, ask: &TakeReferral) -> Outcome<Vec<PerhapsSame>> {
    let mut found: BTreeMap<store::Id, Vec<&str>> = BTreeMap::new();
    let keys = [
        (KeyKind::CrimeReference, &ask.referral.crime_reference, "the same crime reference"),
        (KeyKind::Phone, &ask.victim.phone, "the victim's phone"),
        (KeyKind::Phone, &ask.perpetrator.phone, "the perpetrator's phone"),
        (KeyKind::Plate, &ask.victim.vehicle, "the victim's vehicle"),
        (KeyKind::Plate, &ask.perpetrator.vehicle, "the perpetrator's vehicle"),
    ];
    for (kind, text, because) in keys.into_iter().filter(|(_, text, _)| text.chars().any(char::is_alphanumeric)) {
        for key in sitting.store().find_key(kind, text)? {
            note_alike(&mut found, key.case, because);
        }
    }
    for (person, because) in [(&ask.victim, "the victim's name"), (&ask.perpetrator, "the perpetrator's name")] {
        for case in same_name(sitting, person)? {
            note_alike(&mut found, case, because);
        }
    }
    let mut alike = Vec::new();
    for (case, because) in found.into_iter().take(MOST_ALIKE) {
        let row = sitting.store().the_case_row(case)?;
        alike.push(PerhapsSame {
            case: CaseId::from(record_of(case)),
            reference: row.reference,
            because: format!("Stands there too: {}", because.join(", ")),
        });
    }
    Ok(alike)
}

fn note_alike<'a>(found: &mut BTreeMap<store::Id, Vec<&'a str>>, case: Option<store::Id>, because: &'a str) {
    if let Some(case) = case {
        let evidence = found.entry(case).or_default();
        if !evidence.contains(&because) {
            evidence.push(because);
        }
    }
}

/// Cases in which a person of this full name stands. One word alone is no evidence.
fn same_name(sitting: &Sitting<'_>, person: &ReferredPerson) -> Outcome<Vec<Option<store::Id>>> {
    let name = person.name.trim();
    if name.split_whitespace().count() < 2 {
        return Ok(Vec::new());
    }
    let found = sitting.store().find(name, MOST_SHOWN)?;
    let is_name = |found: &store::Found| found.searched_as == SearchedAs::Name && found.kind == "person";
    Ok(found.into_iter().filter(is_name).map(|found| found.case).collect())
}

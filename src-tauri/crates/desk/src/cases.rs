//! The case list, the case page and its timeline. A case costs the same to open however many there are.

use crate::asks::cases::{
    CaseListView, CaseScope, CaseSort, CaseView, KnownDetailView, ListCases, ReadTimeline, ReferralView, TimelineFilter,
    TimelineLine, TimelineView,
};
use crate::asks::shared::WhichCase;
use crate::case_parts as parts;
use crate::keeping::{Doing, Kept, id_of, moment_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agency::Agency;
use casework::ids::{CaseId, RecordId};
use casework::people::{DetailKind, KnownDetail, Person, PersonRole};
use casework::referral::{CaseFile, CaseState, Referral};
use casework::rules::states;
use store::{CasesAsked, CasesFrom, CasesSort, Chosen, TimelineAsked};

/// Rows on one page at most.
const MOST: u32 = 200;

fn states_of(scope: CaseScope) -> Chosen {
    let chosen: Vec<CaseState> = match scope {
        CaseScope::All => return Chosen::Any,
        CaseScope::Open => states::ALL.into_iter().filter(|state| states::is_open(*state)).collect(),
        CaseScope::AwaitingScreening => vec![CaseState::Received, CaseState::Screening],
        CaseScope::ListedForMeeting => vec![CaseState::AwaitingMeeting, CaseState::UrgentAction, CaseState::InMeeting],
        CaseScope::Monitoring => vec![CaseState::Monitoring],
        CaseScope::Ended => {
            states::ALL.into_iter().filter(|state| !states::is_open(*state) && *state != CaseState::Monitoring).collect()
        }
    };
    Chosen::Only(chosen.into_iter().map(|state| states::code(state).to_owned()).collect())
}

/// References run upwards by nature, everything else downwards.
const fn from(sort: CasesSort, descending: bool) -> CasesFrom {
    match (sort, descending) {
        (CasesSort::Reference, false) => CasesFrom::Front,
        (CasesSort::Reference, true) => CasesFrom::Back,
        (_, true) => CasesFrom::Front,
        (_, false) => CasesFrom::Back,
    }
}

/// A page of the case list.
pub fn cases(sitting: &mut Sitting<'_>, ask: ListCases) -> Outcome<CaseListView> {
    let sort = match ask.sort {
        CaseSort::Received => CasesSort::Newest,
        CaseSort::Reference => CasesSort::Reference,
        CaseSort::LastIncident => CasesSort::LastIncident,
        CaseSort::OpenActions => CasesSort::Change,
    };
    let page = sitting.store().cases(&CasesAsked {
        states: states_of(ask.scope),
        levels: ask.level.map_or(Chosen::Any, |level| Chosen::Only(vec![crate::views::code_of(&level)])),
        received_from_ms: None,
        sort,
        from: from(sort, ask.descending),
        offset: ask.offset,
        limit: ask.limit.min(MOST),
    })?;
    Ok(CaseListView {
        cases: page.cases.iter().map(crate::views::case_row_view).collect(),
        total: u32::try_from(page.total).unwrap_or(u32::MAX),
        restricted: sitting.store().open_restricted_cases()?.iter().map(crate::views::case_row_view).collect(),
    })
}

/// Opens a case: the act is left first, so that nothing is shown that was not logged.
pub fn open_case(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<CaseView> {
    sitting.session.consulted.remove(&ask.case);
    case(sitting, ask)
}

/// Logs that a case was consulted, unless it was since whoever asks signed in: none of what stands in it is shown before.
pub(crate) fn consult(sitting: &mut Sitting<'_>, case: CaseId) -> Outcome<()> {
    if !sitting.session.consulted.contains(&case) {
        sitting.read::<CaseFile>(case)?;
        sitting.note(Doing::in_case("open_case", case))?;
        sitting.session.consulted.insert(case);
    }
    Ok(())
}

/// The case page again, after something on it changed.
pub fn case(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<CaseView> {
    let case = ask.case;
    consult(sitting, case)?;
    let today = sitting.today();
    let file = sitting.read::<CaseFile>(case)?.body;
    let people = sitting.filed_under::<Person>(case)?;
    let referral = sitting.filed_under::<Referral>(case)?.into_iter().next_back();
    let row = sitting.store().the_case_row(id_of(case.into()))?;
    let orders = parts::orders(sitting, case)?;
    let assessments = parts::assessments(sitting, case)?;
    let plan = parts::plan_summary(sitting, case)?;
    let weeks = parts::weeks(sitting, case)?;
    let view =
        |role: PersonRole| people.iter().find(|kept| kept.body.role == role).map(|kept| crate::views::person_view(kept, today));
    let opened_on = casework::when::london_day(referral.as_ref().map_or(file.opened_at, |kept| kept.body.received_at));
    Ok(CaseView {
        case,
        reference: file.reference,
        state: file.state,
        state_label: states::label(file.state).to_owned(),
        opened_on,
        open_days: u32::try_from((today - opened_on).num_days()).unwrap_or(0),
        headline: file.headline,
        relationship: file.relationship.label().to_owned(),
        recorded_as: file.recorded_as,
        judged_as: file.judged_as,
        listed_because: file.listed_because,
        restricted_to: sitting.restricted_to(case)?,
        victim: view(PersonRole::Victim),
        perpetrator: view(PersonRole::Perpetrator),
        others: others(&people, today),
        safe_contact: parts::banner(sitting, case)?,
        levels: [parts::levels(sitting, case)?, crate::cas_standing::levels(sitting, case)?].concat(),
        referral: referral.as_ref().map(referral_view),
        markers: parts::markers(sitting, case)?,
        checks: parts::checks(sitting, case)?,
        stale_words: parts::stale_words(sitting, case)?,
        counts: parts::counts(&row, assessments.len(), orders.len(), people.len()),
        weeks,
        orders,
        assessments,
        plan,
        actions: crate::today::actions(
            sitting,
            crate::asks::today::ListActions { agency: None, case: Some(case), only_open: false },
        )?
        .actions,
        known: known(sitting, case, &people)?,
        urgent_factors: parts::urgent_factors(sitting, case)?,
    })
}

fn others(people: &[Kept<Person>], today: chrono::NaiveDate) -> Vec<crate::asks::shared::PersonView> {
    people
        .iter()
        .filter(|kept| !matches!(kept.body.role, PersonRole::Victim | PersonRole::Perpetrator))
        .map(|kept| crate::views::person_view(kept, today))
        .collect()
}

fn referral_view(kept: &Kept<Referral>) -> ReferralView {
    let referral = &kept.body;
    ReferralView {
        record: kept.id,
        source: referral.source.label().to_owned(),
        referrer: referral.referrer.clone(),
        received_at: referral.received_at,
        crime_reference: referral.crime_reference.clone(),
        recorded_offence: referral.recorded_offence.clone(),
        what_happened: referral.what_happened.clone(),
        consent: crate::views::consent_label(referral.consent).to_owned(),
        officer: referral.officer.clone(),
    }
}

/// Known details. A protected person's are shown as a kind only.
fn known(sitting: &Sitting<'_>, case: CaseId, people: &[Kept<Person>]) -> Outcome<Vec<KnownDetailView>> {
    let perpetrators: Vec<RecordId> =
        people.iter().filter(|kept| kept.body.role == PersonRole::Perpetrator).map(|kept| kept.id).collect();
    let details = sitting.filed_under::<KnownDetail>(case)?;
    Ok(details
        .into_iter()
        .map(|kept| {
            let person: RecordId = kept.body.person.into();
            let open = perpetrators.contains(&person);
            KnownDetailView {
                record: kept.id,
                person,
                kind: kept.body.kind,
                text: if open || kept.body.kind == DetailKind::Vehicle { kept.body.text } else { "held".to_owned() },
                note: if open { kept.body.note } else { String::new() },
            }
        })
        .collect())
}

fn kinds_of(filter: TimelineFilter) -> Chosen {
    let kinds: &[&str] = match filter {
        TimelineFilter::All => return Chosen::Any,
        TimelineFilter::Incidents => &["incident"],
        TimelineFilter::Decisions => {
            &["screening_decision", "room_decision", "sash", "officer_advice", "risk_plan", "cas", "order", "event"]
        }
        TimelineFilter::Contact => &["contact_made", "contact_rule"],
    };
    Chosen::Only(kinds.iter().map(|kind| (*kind).to_owned()).collect())
}

/// A page of a case's timeline, newest first.
pub fn timeline(sitting: &mut Sitting<'_>, ask: ReadTimeline) -> Outcome<TimelineView> {
    consult(sitting, ask.case)?;
    let limit = ask.limit.clamp(1, MOST);
    let before = match ask.after {
        None => None,
        Some(record) => {
            sitting.kind_of(record)?;
            Some(id_of(record))
        }
    };
    let asked = TimelineAsked { before, what: kinds_of(ask.only), limit: limit + 1, ..TimelineAsked::default() };
    let mut rows = sitting.store().timeline(id_of(ask.case.into()), &asked)?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let lines = rows
        .iter()
        .map(|row| TimelineLine {
            record: record_of(row.record),
            at: moment_of(row.at_ms),
            at_words: crate::views::moment_words(moment_of(row.at_ms)),
            kind: row.what.clone(),
            kind_label: parts::kind_label(&row.what).to_owned(),
            text: row.headline.clone(),
            from: Agency::from_code(&row.agency).map_or(String::new(), |agency| agency.label().to_owned()),
            severity: (row.what == "incident").then_some(row.severity),
            evidence: String::new(),
        })
        .collect();
    Ok(TimelineView { lines, more })
}

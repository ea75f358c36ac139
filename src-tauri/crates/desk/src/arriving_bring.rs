//! Records of a bundle taken into an open transaction, case by case, each weighed against what is here.
//!
//! The same is done twice: once on opening, in a transaction that is never committed, and once on bringing in.

use crate::asks::arrive::RefusedRecord;
use crate::indexing::{category_from_code, category_of_body};
use crate::keeping::{Writing, id_of, record_of};
use crate::protective_reading::versions;
use crate::trouble::{Outcome, Trouble};
use crate::walls::{SAFE_CONTACT, of_agency};
use casework::agency::Agency;
use casework::body::{Category, Kind};
use casework::ids::RecordId;
use casework::people::{KnownDetail, Person};
use casework::referral::CaseFile;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use store::{Arrival, Conflict, Id, Placing, Record};

/// What came of one case.
#[derive(Default)]
pub(crate) struct Weighed {
    pub(crate) reference: String,
    pub(crate) was_here: bool,
    pub(crate) new: u32,
    pub(crate) changed: u32,
    pub(crate) same: u32,
    pub(crate) unread: u32,
    pub(crate) refused: Vec<RefusedRecord>,
    /// Records with values side by side, at least one of which this bundle brought.
    pub(crate) conflicting: Vec<Record>,
    pub(crate) categories: BTreeSet<Category>,
    /// Why none of it can stay, as words.
    pub(crate) cannot: Option<&'static str>,
    /// Every record of it that stands now.
    pub(crate) records: Vec<Id>,
}

impl Weighed {
    /// The conflicts, each with its record.
    pub(crate) fn conflicts(&self) -> impl Iterator<Item = (&Record, &Conflict)> {
        self.conflicting.iter().flat_map(|record| record.conflicts.iter().map(move |conflict| (record, conflict)))
    }

    fn refuse(&mut self, record: Id, kind: &str, why: &str) {
        self.refused.push(RefusedRecord { record: record_of(record), what: kind_words(kind), why: why.to_owned() });
    }
}

/// A kind of record in words; a code unknown here as it is.
pub(crate) fn kind_words(code: &str) -> String {
    match Kind::from_code(code) {
        Some(Kind::SashRecord) => "SASH record".to_owned(),
        Some(Kind::Cas) => "Case analysis summary".to_owned(),
        Some(Kind::ContactRule) => "Safe contact".to_owned(),
        Some(_) => crate::history::act_words(code),
        None => code.to_owned(),
    }
}

/// Kinds that belong to a case and may come from another unit. What a unit keeps about itself, its members and whom it
/// told comes from nobody else, whatever a bundle says.
const fn comes(kind: Kind) -> bool {
    match kind {
        Kind::Unit
        | Kind::Member
        | Kind::LoadedPack
        | Kind::TextRelease
        | Kind::Meeting
        | Kind::Attendance
        | Kind::AgendaItem
        | Kind::SignedMinutes
        | Kind::PaperCopy
        | Kind::Restriction
        | Kind::Agreement
        | Kind::Partner
        | Kind::ExchangeKeys
        | Kind::Disclosure
        | Kind::OwnerHold
        | Kind::OwnerRelease
        | Kind::PartnerPart
        | Kind::Laptop
        | Kind::Import => false,
        Kind::CaseFile
        | Kind::Referral
        | Kind::Person
        | Kind::KnownDetail
        | Kind::ContactRule
        | Kind::ContactDetail
        | Kind::ContactMade
        | Kind::Incident
        | Kind::CourtOrder
        | Kind::CaseEvent
        | Kind::AgencyCheck
        | Kind::AgencyReply
        | Kind::FourCheck
        | Kind::SashRecord
        | Kind::ScreeningDecision
        | Kind::OfficerAdvice
        | Kind::Action
        | Kind::Contribution
        | Kind::RoomDecision
        | Kind::Cas
        | Kind::CasCell
        | Kind::Addendum
        | Kind::Plan
        | Kind::VictimPlan
        | Kind::PlanAnnex
        | Kind::PrivateNote => true,
    }
}

/// Takes in the records of these cases. What cannot be taken is named with why and blocks nothing else.
///
/// # Errors
/// Faults of the store; nothing of the transaction may be kept then.
pub(crate) fn bring(
    w: &mut Writing<'_, '_>,
    cases: &BTreeMap<Id, Vec<&bundles::CarriedRecord>>,
    arrival: Arrival,
) -> Outcome<BTreeMap<Id, Weighed>> {
    cases.iter().map(|(case, records)| Ok((*case, bring_case(w, *case, records, arrival)?))).collect()
}

fn bring_case(w: &mut Writing<'_, '_>, case: Id, records: &[&bundles::CarriedRecord], arrival: Arrival) -> Outcome<Weighed> {
    let known = w.inner.store().record(case)?;
    let mut weighed = Weighed { was_here: known.is_some(), ..Weighed::default() };
    // A restricted case that is not open here is not spoken of: neither that it is held nor why this cannot come (C-9).
    if known.as_ref().is_some_and(|record| record.closed) {
        return Ok(Weighed { was_here: false, cannot: Some(NOT_BY_YOU), ..weighed });
    }
    let own_comes = records.iter().any(|record| record.record == case && record.kind == Kind::CaseFile.code());
    let is_case = known.is_some_and(|record| record.kind == Kind::CaseFile.code());
    if !is_case && !own_comes {
        weighed.cannot = Some("The case's own record does not come with it, so there is nothing to file the rest under.");
        return Ok(weighed);
    }
    // The case's own record first: what is filed under it finds it there.
    // Then its people, because how closed a detail is depends on whose it is.
    let mut ordered = records.to_vec();
    ordered.sort_by_key(|record| (record.record != case, record.kind != Kind::Person.code()));
    for record in ordered {
        take(w, case, record, arrival, &mut weighed)?;
    }
    let Some(file) = w.inner.store().record(case)?.and_then(|record| crate::keeping::read_shown::<CaseFile>(&record).ok()) else {
        weighed.cannot = Some("The case's own record cannot be read, so there is nothing to file the rest under.");
        return Ok(weighed);
    };
    let clash = w.inner.store().case_by_reference(&file.reference)?.is_some_and(|row| row.case != case);
    if clash {
        weighed.cannot =
            Some("Another case here has this reference. Ask the sender to give theirs another one and share it again.");
    }
    weighed.reference = file.reference;
    // What may be the same person is found by names, whatever came in which order.
    for record in std::mem::take(&mut weighed.records) {
        if let Some(stands) = w.inner.store().record(record)? {
            w.index_standing(&stands)?;
            weighed.records.push(record);
        }
    }
    Ok(weighed)
}

const NOT_BY_YOU: &str = "This case cannot be brought in by you. Ask the chair to open the bundle.";

fn take(
    w: &mut Writing<'_, '_>,
    case: Id,
    carried: &bundles::CarriedRecord,
    arrival: Arrival,
    weighed: &mut Weighed,
) -> Outcome<()> {
    let (record, kind) = (carried.record, carried.kind.as_str());
    if let Some(why) = stays_out(case, carried) {
        weighed.refuse(record, kind, why);
        return Ok(());
    }
    let before = w.inner.store().record(record)?;
    let received = match receive(w, carried, arrival, before.is_some()) {
        Ok(received) => received,
        Err(Refused::Because(why)) => {
            weighed.refuse(record, kind, why);
            return Ok(());
        }
        Err(Refused::Trouble(trouble)) => return Err(trouble),
    };
    if !received.changed() {
        // What is known already was in the bundle all the same: it is not among what the sender kept back.
        weighed.categories.insert(category_from_code(&carried.category));
        weighed.same += 1;
        return Ok(());
    }
    let brought: Vec<Id> = w
        .inner
        .store()
        .came_from(record)?
        .into_iter()
        .filter(|source| source.import == arrival.import)
        .flat_map(|source| source.entries)
        .collect();
    let Some(stands) = w.inner.store().record(record)? else {
        weighed.refuse(record, kind, "Only corrections came, without what they correct.");
        return Ok(());
    };
    let Some(known_kind) = Kind::from_code(kind) else {
        weighed.unread += 1;
        return Ok(());
    };
    if let Some(why) = unfit(known_kind, &stands, w)? {
        w.inner.set_aside(&brought, "unfit")?;
        weighed.refuse(record, kind, why);
        return Ok(());
    }
    if before.is_some() {
        weighed.changed += 1
    } else {
        weighed.new += 1
    }
    weighed.categories.insert(category_from_code(&stands.category));
    weighed.records.push(record);
    let mut found = stands;
    found.conflicts.retain(|conflict| conflict.values.iter().any(|(entry, _)| brought.contains(entry)));
    if !found.conflicts.is_empty() {
        weighed.conflicting.push(found);
    }
    Ok(())
}

/// Why a record is not even tried.
fn stays_out(case: Id, carried: &bundles::CarriedRecord) -> Option<&'static str> {
    let is_file = carried.kind == Kind::CaseFile.code();
    if Kind::from_code(&carried.kind).is_some_and(|kind| !comes(kind)) {
        return Some("Records of this kind are each unit's own and come from nobody else.");
    }
    if carried.case != Some(case) || is_file != (carried.record == case) {
        return Some("It says that it belongs to another case.");
    }
    let known = Category::ALL.iter().any(|category| category.code() == carried.category);
    let ours = Agency::from_code(&carried.owner).is_some();
    if Kind::from_code(&carried.kind).is_some() && !(known && ours) {
        return Some("Its category or its owner is not known here.");
    }
    (carried.category == Category::Audit.code()).then_some("The log of another unit stays with that unit.")
}

enum Refused {
    Because(&'static str),
    Trouble(Trouble),
}

/// A record of a bundle as the store takes it in.
pub(crate) fn of_bundle(carried: &bundles::CarriedRecord) -> (Placing<'_>, Vec<store::CarriedEntry>) {
    let entries = carried
        .entries
        .iter()
        .map(|entry| store::CarriedEntry { header: entry.header.clone(), value: entry.value.clone() })
        .collect();
    let placing = Placing {
        kind: &carried.kind,
        record: carried.record,
        case: carried.case,
        owner: &carried.owner,
        category: &carried.category,
    };
    (placing, entries)
}

fn receive(
    w: &mut Writing<'_, '_>,
    carried: &bundles::CarriedRecord,
    arrival: Arrival,
    is_here: bool,
) -> Result<store::Received, Refused> {
    let (placing, entries) = of_bundle(carried);
    let received = match wall_of(carried).filter(|_| !is_here) {
        Some(wall) => {
            let store = w.inner.store();
            let open = store.compartment(&wall).map_err(trouble)?.is_some_and(|known| store.is_open(&known));
            if !open {
                return Err(Refused::Because(
                    "It belongs behind a wall that is not open to you. Ask the agency it concerns to open the bundle.",
                ));
            }
            w.inner.receive_in(&wall, placing, &entries, arrival)
        }
        None => w.inner.receive(placing, &entries, arrival),
    };
    received.map_err(|fault| match fault {
        store::Fault::NotGenuine | store::Fault::Taken => {
            Refused::Because("It does not fit what is held of it here, so nothing of it was believed.")
        }
        store::Fault::Erased(_) => Refused::Because("It was erased here and stays erased."),
        store::Fault::Revoked(_) => Refused::Because("It comes from a laptop that was reported lost or stolen."),
        store::Fault::Closed(_) | store::Fault::ClosedCompartment => {
            Refused::Because("It lies behind a wall that is not open to you.")
        }
        store::Fault::Unreadable | store::Fault::NotCanonical(_) | store::Fault::NotAnObject => Refused::Because(UNREADABLE),
        other => trouble(other),
    })
}

fn trouble(fault: store::Fault) -> Refused {
    Refused::Trouble(fault.into())
}

/// What is kept behind a wall here stays behind one, whoever wrote it.
fn wall_of(carried: &bundles::CarriedRecord) -> Option<String> {
    let agency = Agency::from_code(&carried.owner)?;
    match Kind::from_code(&carried.kind)? {
        Kind::PrivateNote if carried.category == Category::VictimContact.code() => Some(SAFE_CONTACT.to_owned()),
        Kind::PrivateNote | Kind::PlanAnnex => Some(of_agency(agency)),
        _ => None,
    }
}

const UNREADABLE: &str = "What it says cannot be read as what it says it is.";

/// Why a record must stand in nothing although its entries are genuine.
fn unfit(kind: Kind, record: &Record, w: &Writing<'_, '_>) -> Outcome<Option<&'static str>> {
    if record.erased {
        return Ok(None);
    }
    if record.closed || !versions(record).iter().all(|value| kind.reads(value)) {
        return Ok(Some(UNREADABLE));
    }
    let stands_in = category_from_code(&record.category);
    let belongs_in = match kind {
        Kind::KnownDetail => match KnownDetail::deserialize(&record.body) {
            Ok(detail) => category_of_detail(w, detail.person.into())?,
            Err(_) => Category::VictimContact,
        },
        _ => category_of_body(kind, &record.body),
    };
    let less_closed = stands_in.is_searchable() && !belongs_in.is_searchable();
    Ok(less_closed.then_some("It is filed as less closed than it must be here."))
}

fn category_of_detail(w: &Writing<'_, '_>, person: RecordId) -> Outcome<Category> {
    let found = w.inner.store().record(id_of(person))?.filter(|record| !record.closed && !record.erased);
    let person = found.and_then(|record| Person::deserialize(&record.body).ok());
    Ok(person.map_or(Category::VictimContact, |person| casework::body::category_of_detail(person.role)))
}

/// The records of a bundle by their case; those of no case are named apart.
pub(crate) fn by_case(records: &[bundles::CarriedRecord]) -> BTreeMap<Id, Vec<&bundles::CarriedRecord>> {
    let mut cases: BTreeMap<Id, Vec<&bundles::CarriedRecord>> = BTreeMap::new();
    for record in records {
        if let Some(case) = record.case {
            cases.entry(case).or_default().push(record);
        }
    }
    cases
}

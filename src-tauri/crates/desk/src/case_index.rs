//! The one row of a case that every list reads, made from its records.

use crate::keeping::id_of;
use crate::trouble::{Outcome, Plain};
use casework::body::{Body, Kind};
use casework::ids::RecordId;
use casework::meeting::RoomDecision;
use casework::people::{Person, PersonRole};
use casework::referral::{CaseFile, Referral};
use casework::screening::{ConcernLevel, SashRecord};
use casework::when::Moment;
use store::{CaseRow, Id, Record, Store};

/// Kinds filed under a case; the rest are filed under a meeting or nothing.
pub(crate) const fn belongs_to_case(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Unit
            | Kind::Member
            | Kind::LoadedPack
            | Kind::Meeting
            | Kind::Attendance
            | Kind::AgendaItem
            | Kind::SignedMinutes
            // A copy of an agenda or of minutes is filed under its meeting.
            | Kind::PaperCopy
    )
}

/// Stands in a case's row where it is listed for the next meeting, before that meeting has an id.
pub(crate) const NEXT_MEETING: Id = Id([0xFF; 16]);

const fn place(level: ConcernLevel) -> u8 {
    match level {
        ConcernLevel::Low => 1,
        ConcernLevel::Moderate => 2,
        ConcernLevel::High => 3,
    }
}

/// What a case's row is made from, read together: a write makes many rows afresh.
const READ: [Kind; 5] = [Kind::CaseFile, Kind::Referral, Kind::Person, Kind::SashRecord, Kind::RoomDecision];

/// Records of several kinds, by kind.
struct Records(Vec<Record>);

impl Records {
    fn of(store: &Store, case: RecordId, kinds: &[Kind]) -> Outcome<Self> {
        let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
        Ok(Self(store.records_of_case_among(id_of(case), &codes)?))
    }

    fn all<B: Body>(&self) -> Outcome<Vec<B>> {
        self.0.iter().filter(|record| record.kind == B::KIND.code()).map(crate::keeping::read_shown).collect()
    }

    fn newest_level(&self) -> Outcome<Option<(ConcernLevel, Moment)>> {
        let by_sash = self.all::<SashRecord>()?.into_iter().map(|sash| (sash.level, sash.signed_at));
        let by_room = self.all::<RoomDecision>()?.into_iter().filter_map(|said| said.level.map(|level| (level, said.decided_at)));
        Ok(by_sash.chain(by_room).max_by_key(|(_, at)| *at))
    }
}

/// The newest judgement of concern, by SASH or by the room, and when it was made.
pub(crate) fn newest_level(store: &Store, case: RecordId) -> Outcome<Option<(ConcernLevel, Moment)>> {
    Records::of(store, case, &[Kind::SashRecord, Kind::RoomDecision])?.newest_level()
}

/// The row of a case as its records stand. Counts are filled in by the store.
pub(crate) fn row(store: &Store, case: RecordId, now: Moment) -> Outcome<CaseRow> {
    let records = Records::of(store, case, &READ)?;
    let file = records.all::<CaseFile>()?.into_iter().next().ok_or(Plain::NotFound)?;
    let people: Vec<Person> = records.all()?;
    let first = |role: PersonRole| people.iter().find(|person| person.role == role);
    let (victim, perpetrator) = (first(PersonRole::Victim), first(PersonRole::Perpetrator));
    let referral = records.all::<Referral>()?.pop();
    let level = records.newest_level()?;
    let listed = !file.listed_because.is_empty();
    let shown = |person: Option<&Person>| person.map_or("Not known", Person::shown_name).to_owned();
    let initials = |person: Option<&Person>| person.map_or("?".to_owned(), Person::initials);
    Ok(CaseRow {
        case: id_of(case),
        reference: file.reference,
        received_at_ms: referral.as_ref().map_or(file.opened_at, |referral| referral.received_at).timestamp_millis(),
        state: casework::rules::states::code(file.state).to_owned(),
        level: level.map_or(String::new(), |(level, _)| crate::views::code_of(&level)),
        level_place: level.map_or(0, |(level, _)| place(level)),
        level_judged_at_ms: level.map(|(_, at)| at.timestamp_millis()),
        relationship: file.relationship.label().to_owned(),
        source: referral.as_ref().map_or(String::new(), |referral| referral.source.label().to_owned()),
        headline: file.headline,
        victim_label: shown(victim),
        perpetrator_label: shown(perpetrator),
        victim_initials: initials(victim),
        perpetrator_initials: initials(perpetrator),
        listed_for: listed.then_some(NEXT_MEETING),
        listed_why: file.listed_because,
        restricted: if store.is_restricted(id_of(case))? { store::Walls::Restricted } else { store::Walls::Open },
        changed_at_ms: now.timestamp_millis(),
        ..CaseRow::default()
    })
}

//! The one row of a case that every list reads, made from its records.

use crate::indexing::{case_file, people};
use crate::keeping::{filed, id_of};
use crate::trouble::Outcome;
use casework::ids::RecordId;
use casework::meeting::RoomDecision;
use casework::referral::Referral;
use casework::screening::{ConcernLevel, SashRecord};
use casework::when::Moment;
use store::{CaseRow, Id, Store};

/// Stands in a case's row where it is listed for the next meeting, before that meeting has an id.
pub(crate) const NEXT_MEETING: Id = Id([0xFF; 16]);

const fn place(level: ConcernLevel) -> u8 {
    match level {
        ConcernLevel::Low => 1,
        ConcernLevel::Moderate => 2,
        ConcernLevel::High => 3,
    }
}

/// The newest judgement of concern, by SASH or by the room, and when it was made.
pub(crate) fn newest_level(store: &Store, case: RecordId) -> Outcome<Option<(ConcernLevel, Moment)>> {
    let by_sash = filed::<SashRecord>(store, case)?.into_iter().map(|kept| (kept.body.level, kept.body.signed_at));
    let by_room = filed::<RoomDecision>(store, case)?
        .into_iter()
        .filter_map(|kept| kept.body.level.map(|level| (level, kept.body.decided_at)));
    Ok(by_sash.chain(by_room).max_by_key(|(_, at)| *at))
}

/// The row of a case as its records stand. Counts are filled in by the store.
pub(crate) fn row(store: &Store, case: RecordId, now: Moment) -> Outcome<CaseRow> {
    let file = case_file(store, case)?;
    let (victim, perpetrator) = people(store, case)?;
    let referral = filed::<Referral>(store, case)?.into_iter().next_back();
    let level = newest_level(store, case)?;
    let listed = !file.listed_because.is_empty();
    let shown =
        |person: &Option<casework::people::Person>| person.as_ref().map_or("Not known".to_owned(), |p| p.shown_name().to_owned());
    let initials =
        |person: &Option<casework::people::Person>| person.as_ref().map_or("?".to_owned(), casework::people::Person::initials);
    Ok(CaseRow {
        case: id_of(case),
        reference: file.reference,
        received_at_ms: referral.as_ref().map_or(file.opened_at, |kept| kept.body.received_at).timestamp_millis(),
        state: casework::rules::states::code(file.state).to_owned(),
        level: level.map_or(String::new(), |(level, _)| crate::views::code_of(&level)),
        level_place: level.map_or(0, |(level, _)| place(level)),
        level_judged_at_ms: level.map(|(_, at)| at.timestamp_millis()),
        relationship: file.relationship.label().to_owned(),
        source: referral.as_ref().map_or(String::new(), |kept| kept.body.source.label().to_owned()),
        headline: file.headline,
        victim_label: shown(&victim),
        perpetrator_label: shown(&perpetrator),
        victim_initials: initials(&victim),
        perpetrator_initials: initials(&perpetrator),
        listed_for: listed.then_some(NEXT_MEETING),
        listed_why: file.listed_because,
        changed_at_ms: now.timestamp_millis(),
        ..CaseRow::default()
    })
}

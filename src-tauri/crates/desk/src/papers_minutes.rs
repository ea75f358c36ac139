//! From signed minutes to their paper: every text is read first, and the reflection note stays in the unit.

use crate::asks::meeting::{AttendanceView, MinutesCase, MinutesView, RoomDecisionView, RoomRow};
use crate::asks::shared::HitView;
use crate::asks::today::ActionRowView;
use crate::minutes::{MinutesFor, minutes_of};
use crate::papers::made;
use crate::papers_agenda::when_and_where;
use crate::papers_other::moment_on_paper;
use crate::papers_plan::{bars, dissent_words};
use crate::reading::{hits_in_all, hits_in_each};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Refusal};
use casework::ids::{CaseId, MeetingId};
use casework::meeting::{ItemState, Meeting, Presence};
use casework::when::london_day;
use documents::minutes as paper;

/// The minutes' paper. `copy` is number and holder.
///
/// # Errors
/// `text_hits` where a text names a protected detail; faults of the store.
pub(crate) fn paper(sitting: &Sitting<'_>, meeting: MeetingId, copy: documents::Copy) -> Outcome<paper::Minutes> {
    let view = minutes_of(sitting, meeting, MinutesFor::Paper)?;
    let hits = hits(sitting, &view)?;
    if !hits.is_empty() {
        return Err(Refusal::TextHits(hits).into());
    }
    Ok(paper::Minutes {
        unit: sitting.unit.name.clone(),
        marking: sitting.unit.marking.clone(),
        title: view.title.clone(),
        when_and_where: when_and_where(view.planned_at, &view.place),
        day: london_day(view.planned_at).to_string(),
        chair: view.chair.clone(),
        signed: view.signed_at.map(moment_on_paper).unwrap_or_default(),
        quorum: match view.quorum_reason.trim() {
            "" => "The quorum was met.".to_owned(),
            reason => format!("The quorum was not met. The room went on: {reason}"),
        },
        confidentiality: confidentiality(sitting, meeting)?,
        present: view.attendance.iter().map(present).collect(),
        incomplete: view.incomplete.iter().map(crate::papers_agenda::incomplete).collect(),
        cases: view.cases.iter().map(heard).collect(),
        copy,
        sample: sitting.unit.sample,
        made: made(sitting.now),
    })
}

/// The statement that is read at the start of a meeting.
///
/// # Errors
/// A fault where the shipped wording cannot be read.
pub(crate) fn statement() -> Outcome<String> {
    Ok(crate::opening::shipped()?.wording.label("statement", "confidentiality").unwrap_or_default().to_owned())
}

fn confidentiality(sitting: &Sitting<'_>, meeting: MeetingId) -> Outcome<String> {
    let confirmed = sitting.read::<Meeting>(meeting)?.body.confidentiality_confirmed;
    let words = if confirmed { "The chair confirmed it at the start." } else { "It was not confirmed." };
    Ok(format!("{} {words}", statement()?))
}

/// Every protected detail that any text of the minutes names and nobody released.
fn hits(sitting: &Sitting<'_>, view: &MinutesView) -> Outcome<Vec<HitView>> {
    let mut hits = Vec::new();
    for row in &view.incomplete {
        let (text, who) = (format!("an action of {}", row.reference), format!("who does an action of {}", row.reference));
        hits.extend(hits_in_all(sitting, row.case, &[(&text, &row.text), (&who, &row.owner_person)])?);
    }
    for case in &view.cases {
        let texts = texts(case);
        let read: Vec<(&str, &str)> = texts.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
        hits.extend(hits_in_all(sitting, case.case, &read)?);
    }
    let mut of_all = vec![("where it was held", view.place.as_str()), ("why the room went on", view.quorum_reason.as_str())];
    of_all.extend(view.attendance.iter().map(|row| ("who came", row.people.as_str())));
    hits.extend(hits_in_each(sitting, &cases_of(view), &of_all)?);
    Ok(hits)
}

/// Every case that stands in the minutes of a meeting.
///
/// # Errors
/// `not_found`, or faults of the store.
pub(crate) fn cases(sitting: &Sitting<'_>, meeting: MeetingId) -> Outcome<Vec<CaseId>> {
    Ok(cases_of(&minutes_of(sitting, meeting, MinutesFor::Paper)?))
}

fn cases_of(view: &MinutesView) -> Vec<CaseId> {
    view.cases.iter().map(|case| case.case).chain(view.incomplete.iter().map(|row| row.case)).collect()
}

/// The free texts of one case, named as people say them.
fn texts(case: &MinutesCase) -> Vec<(String, String)> {
    let reference = &case.reference;
    let mut texts = vec![(format!("{reference}: why it is here"), case.why.clone())];
    for row in &case.rows {
        let said = said(row);
        texts.push((format!("{reference}: what {} knows", row.label), said.knows));
        texts.push((format!("{reference}: what {} advises", row.label), said.advises));
        texts.push((format!("{reference}: who spoke for {}", row.label), said.by));
    }
    if let Some(decision) = &case.decision {
        texts.push((format!("{reference}: reason"), decision.reason.clone()));
        texts.extend(decision.facts.iter().map(|fact| (format!("{reference}: what was decided"), fact.clone())));
        texts.push((format!("{reference}: reason for the level"), decision.level_reason.clone()));
        texts.extend(decision.dissent.iter().map(|dissent| (format!("{reference}: a different view"), dissent_words(dissent))));
    }
    for action in &case.actions {
        texts.push((format!("{reference}: an action"), action.text.clone()));
        texts.push((format!("{reference}: who does an action"), action.owner_person.clone()));
    }
    texts
}

fn present(row: &AttendanceView) -> paper::Present {
    let presence = match row.presence {
        Presence::Expected => "not recorded",
        Presence::Present => "present",
        Presence::Apologies => "apologies",
        Presence::Late => "came late",
        Presence::Absent => "absent",
    };
    paper::Present { agency: row.label.clone(), presence: presence.to_owned(), people: row.people.clone() }
}

/// "said by K. Specimen, typed by B. Placeholder": whose words they are, and whose hands.
pub(crate) fn said_by_words(row: &RoomRow) -> String {
    let parts = [("said by", &row.said_by), ("typed by", &row.typed_by)];
    let said = parts.into_iter().filter(|(_, who)| !who.trim().is_empty());
    said.map(|(what, who)| format!("{what} {}", who.trim())).collect::<Vec<_>>().join(", ")
}

/// An agency's row. Silence prints as silence.
fn said(row: &RoomRow) -> paper::Said {
    let knows = if row.knows.trim().is_empty() { row.gap_words.clone() } else { row.knows.clone() };
    paper::Said { agency: row.label.clone(), knows, advises: row.advises.clone(), by: said_by_words(row) }
}

/// The reason, then what the outcomes asked for.
fn reason(decision: &RoomDecisionView) -> String {
    let said = std::iter::once(decision.reason.trim()).chain(decision.facts.iter().map(|fact| fact.trim()));
    said.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

fn heard(case: &MinutesCase) -> paper::Heard {
    let decision = case.decision.as_ref();
    paper::Heard {
        reference: case.reference.clone(),
        initials: case.initials.clone(),
        why: case.why.clone(),
        said: case.rows.iter().map(said).collect(),
        decision: decision.map_or(not_decided(case.state).to_owned(), |decision| decision.outcome_labels.join(", ")),
        reason: decision.map(reason).unwrap_or_default(),
        level: decision.and_then(level),
        dissents: decision.map(|decision| decision.dissent.iter().map(dissent_words).collect()).unwrap_or_default(),
        actions: case.actions.iter().map(agreed).collect(),
    }
}

const fn not_decided(state: ItemState) -> &'static str {
    match state {
        ItemState::Waiting | ItemState::Parked => "not heard",
        ItemState::CarriedOver => "carried over to the next meeting",
        ItemState::Heard => "heard, nothing decided",
    }
}

fn level(decision: &RoomDecisionView) -> Option<(u8, String, String)> {
    decision.level.map(|level| (bars(level), level.label().to_owned(), decision.level_reason.clone()))
}

fn agreed(action: &ActionRowView) -> paper::Agreed {
    let owner = match action.owner_person.trim() {
        "" => action.owner_label.clone(),
        person => format!("{}, {person}", action.owner_label),
    };
    paper::Agreed {
        text: action.text.clone(),
        owner,
        due: action.due_on.format("%-d %b %Y").to_string(),
        status: action.status_label.to_lowercase(),
    }
}

//! From the agenda's view to the printed agenda: references and initials only, whatever the screen shows.

use crate::asks::meeting::{AgendaItemView, AgendaView};
use crate::asks::shared::HitView;
use crate::asks::today::ActionRowView;
use crate::keeping::Kept;
use crate::papers::made;
use crate::reading::{hits_in, hits_in_each};
use crate::room_text::HELD_BACK;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Refusal};
use casework::action::Action;
use casework::ids::CaseId;
use casework::meeting::{AgendaItem, MeetingState};
use casework::referral::CaseFile;
use casework::when::{Moment, london_day};
use documents::agenda as paper;

/// The agenda as it may print: initials even where the chair shows names on the screen.
///
/// # Errors
/// `text_hits` where a text names a protected detail; faults of the store.
pub(crate) fn view(sitting: &mut Sitting<'_>) -> Outcome<AgendaView> {
    let shown = std::mem::replace(&mut sitting.session.names_shown, false);
    let view = crate::agenda_view::next_agenda(sitting);
    sitting.session.names_shown = shown;
    let view = view?;
    let hits = hits(sitting, &view)?;
    if hits.is_empty() { Ok(view) } else { Err(Refusal::TextHits(hits).into()) }
}

/// What was held back from the room, so that it can be reworded or released before printing.
fn hits(sitting: &Sitting<'_>, view: &AgendaView) -> Outcome<Vec<HitView>> {
    let mut hits = Vec::new();
    for item in view.items.iter().filter(|item| item.why == HELD_BACK) {
        let field = format!("why {} is here", item.reference);
        hits.extend(hits_in(sitting, item.case, &field, &why_as_kept(sitting, item)?)?);
    }
    for row in view.incomplete.iter().filter(|row| row.text == HELD_BACK) {
        let action: Kept<Action> = sitting.read(row.action)?;
        hits.extend(hits_in(sitting, row.case, &format!("an action of {}", row.reference), &action.body.text)?);
    }
    let of_all = [("where it is held", view.place.as_str()), ("why the room went on", view.quorum_reason.as_str())];
    hits.extend(hits_in_each(sitting, &cases(view), &of_all)?);
    Ok(hits)
}

/// Every case that stands on an agenda.
pub(crate) fn cases(view: &AgendaView) -> Vec<CaseId> {
    view.items.iter().map(|item| item.case).chain(view.incomplete.iter().map(|row| row.case)).collect()
}

fn why_as_kept(sitting: &Sitting<'_>, item: &AgendaItemView) -> Outcome<String> {
    match item.item {
        Some(id) => Ok(sitting.read::<AgendaItem>(id)?.body.why),
        None => Ok(sitting.read::<CaseFile>(item.case)?.body.listed_because),
    }
}

/// The agenda's paper. `copy` is number and holder.
pub(crate) fn paper(sitting: &Sitting<'_>, view: &AgendaView, copy: documents::Copy) -> paper::Agenda {
    paper::Agenda {
        unit: sitting.unit.name.clone(),
        marking: sitting.unit.marking.clone(),
        title: view.title.clone(),
        when_and_where: when_and_where(view.planned_at, &view.place),
        day: london_day(view.planned_at).to_string(),
        quorum: quorum(view),
        copy,
        incomplete: view.incomplete.iter().map(incomplete).collect(),
        items: view.items.iter().map(item).collect(),
        confidentiality: view.confidentiality_statement.clone(),
        sample: sitting.unit.sample,
        made: made(sitting.now),
    }
}

/// "Monday 23 November 2026, 09:30, Room 2.14", London time.
pub(crate) fn when_and_where(at: Moment, place: &str) -> String {
    let when = at.with_timezone(&chrono_tz::Europe::London).format("%A %-d %B %Y, %H:%M").to_string();
    if place.trim().is_empty() { when } else { format!("{when}, {}", place.trim()) }
}

fn quorum(view: &AgendaView) -> String {
    let needed = format!("Quorum: {} agencies.", view.quorum_needed);
    match view.state {
        MeetingState::Planned => needed,
        MeetingState::Running | MeetingState::Signed => match view.quorum_reason.trim() {
            "" => format!("{needed} Present: {}.", view.quorum_present),
            reason => format!("{needed} Present: {}. The room went on: {reason}", view.quorum_present),
        },
    }
}

pub(crate) fn incomplete(row: &ActionRowView) -> paper::Incomplete {
    paper::Incomplete {
        reference: row.reference.clone(),
        text: row.text.clone(),
        owner: row.owner_label.clone(),
        due: row.due_words.clone(),
    }
}

/// "3 of 4 agencies have answered; oldest question 6 days".
pub(crate) fn checks(item: &AgendaItemView) -> String {
    let asked = match (item.agencies_replied, item.agencies_asked) {
        (_, 0) => "No agency asked".to_owned(),
        (replied, asked) => format!("{replied} of {asked} agencies have answered"),
    };
    if item.oldest_check.is_empty() { asked } else { format!("{asked}; {}", item.oldest_check) }
}

fn item(item: &AgendaItemView) -> paper::Item {
    paper::Item {
        place: item.place,
        reference: item.reference.clone(),
        initials: format!("{} / {}", item.victim_initials, item.perpetrator_initials),
        why: item.why.clone(),
        checks: checks(item),
    }
}

//! The room's own window: the case before the room by reference, people by letters, decisions and actions, nothing else.
//! Whoever sits at the far end may read all of it, and so may whoever photographs it.

use crate::agenda::item_of;
use crate::agenda_view::{decision_of, items_of, outcome_labels};
use crate::asks::meeting::{People, Project, Projecting, RoomScreen, RoomScreenAction, RoomScreenCase, WhichItem};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Kept};
use crate::listing::current;
use crate::room::room_action;
use crate::room_text::{RoomText, initialled};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use crate::views::person_label;
use casework::action::{Action, ActionStatus};
use casework::ids::RecordId;
use casework::meeting::{AgendaItem, Meeting, MeetingState};
use casework::people::{Person, PersonRole, Standing};
use casework::referral::CaseFile;

/// What stands for anybody but the two the case is about.
const ELSEWHO: &str = "[name withheld]";

/// Opens the room's window in a running meeting, changes how it shows people, or closes it.
pub fn project(sitting: &mut Sitting<'_>, ask: Project) -> Outcome<Projecting> {
    let runs = current(sitting)?.is_some_and(|kept| kept.body.state == MeetingState::Running);
    if ask.people.is_some() && !runs {
        return Err(Plain::MeetingNotRunning.into());
    }
    sitting.note(Doing::of_unit("project"))?;
    sitting.session.projecting = ask.people;
    Ok(Projecting { people: ask.people })
}

/// What the room's window shows now. Opening the case in the room was the act; looking again is none.
pub fn room_screen(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<RoomScreen> {
    let meeting = current(sitting)?.filter(|kept| kept.body.state == MeetingState::Running).ok_or(Plain::MeetingNotRunning)?;
    let people = sitting.session.projecting.unwrap_or(People::Letters);
    let shown = sitting.session.before_room.clone().filter(|item| RecordId::from(item.meeting) == meeting.id);
    let case = shown.map(|item| case_in(sitting, &meeting, &item, people)).transpose()?;
    Ok(RoomScreen { title: meeting.body.title, case, sample: sitting.unit.sample })
}

fn case_in(sitting: &Sitting<'_>, meeting: &Kept<Meeting>, shown: &WhichItem, people: People) -> Outcome<RoomScreenCase> {
    let item = item_of(sitting, shown.meeting, shown.case)?;
    let items = items_of(sitting, meeting.id)?;
    let file: Kept<CaseFile> = sitting.read(shown.case)?;
    let persons: Vec<Kept<Person>> = sitting.filed_under(shown.case)?;
    let letters = Letters::of(&items, &item);
    let word = |person: &Person, part: &str| match people {
        People::Letters => letters.word(person.role),
        People::Initials => initialled(person, part),
    };
    let mut text = RoomText::for_window(sitting, shown.case, &word)?;
    let mut actions = Vec::new();
    for kept in sitting.filed_under::<Action>(shown.case)? {
        let mine = kept.body.meeting == Some(shown.meeting) && kept.body.status != ActionStatus::Cancelled;
        if mine || kept.body.status.is_open() {
            let row = room_action(sitting, &kept, &file.body.reference, &mut text)?;
            actions.push(RoomScreenAction {
                text: row.text,
                owner_label: row.owner_label,
                due_words: row.due_words,
                status_label: row.status_label,
            });
        }
    }
    let of_role = |role: PersonRole| persons.iter().find(|kept| kept.body.role == role);
    let shown_as = |role: PersonRole| match (people, of_role(role)) {
        (People::Letters, _) => letters.word(role),
        (People::Initials, Some(kept)) => kept.body.initials(),
        (People::Initials, None) => "?".to_owned(),
    };
    let standing = of_role(PersonRole::Perpetrator).map_or(Standing::Suspected, |kept| kept.body.standing);
    let decision = decision_of(sitting, shown.meeting, shown.case)?;
    Ok(RoomScreenCase {
        place: item.body.place,
        of: u16::try_from(items.len()).unwrap_or(u16::MAX),
        reference: file.body.reference.clone(),
        victim: shown_as(PersonRole::Victim),
        perpetrator: shown_as(PersonRole::Perpetrator),
        perpetrator_label: person_label(PersonRole::Perpetrator, standing).to_owned(),
        decided: decision.map_or(Ok(Vec::new()), |kept| outcome_labels(&kept.body.outcomes))?,
        actions,
    })
}

/// The two letters of a case: by when it came onto the agenda, so that moving a case leaves everybody's letter alone.
struct Letters {
    first: usize,
}

impl Letters {
    fn of(items: &[Kept<AgendaItem>], item: &Kept<AgendaItem>) -> Self {
        Self { first: 2 * items.iter().filter(|other| other.id < item.id).count() }
    }

    fn word(&self, role: PersonRole) -> String {
        match role {
            PersonRole::Victim => format!("Person {}", letter(self.first)),
            PersonRole::Perpetrator => format!("Person {}", letter(self.first + 1)),
            _ => ELSEWHO.to_owned(),
        }
    }
}

/// A to Z, then AA to ZZ.
fn letter(number: usize) -> String {
    let one = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    if number < 26 { one(number).to_string() } else { [one(number / 26 - 1), one(number)].iter().collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52].map(letter), ["A", "Z", "AA", "AZ", "BA"]);
    }
}

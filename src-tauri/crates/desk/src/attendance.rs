//! Who came, and going on without the quorum.

use crate::agenda::running;
use crate::agenda_view::{agenda_of, next_agenda};
use crate::asks::meeting::{AgendaView, GoOnWithoutQuorum, RecordAttendance};
use crate::keeping::{Doing, Filing, Kept};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::ids::MeetingId;
use casework::meeting::{Attendance, Meeting, MeetingState};

fn seen(sitting: &Sitting<'_>, meeting: MeetingId) -> Outcome<AgendaView> {
    let kept: Kept<Meeting> = sitting.read(meeting)?;
    match kept.body.state {
        MeetingState::Planned => next_agenda(sitting),
        MeetingState::Running | MeetingState::Signed => agenda_of(sitting, &kept),
    }
}

/// Records who came, at any time until the minutes are signed. An agency nobody invited may come too.
pub fn record_attendance(sitting: &mut Sitting<'_>, ask: RecordAttendance) -> Outcome<AgendaView> {
    let meeting: Kept<Meeting> = sitting.read(ask.meeting)?;
    match meeting.body.state {
        MeetingState::Planned | MeetingState::Running => {}
        MeetingState::Signed => return Err(Plain::AlreadySigned.into()),
    }
    let rows: Vec<Kept<Attendance>> = sitting.filed_under(ask.meeting)?;
    let known = rows.iter().find(|row| row.body.agency == ask.agency).map(|row| row.id);
    let people = ask.people.trim().to_owned();
    let owner = sitting.session.agency;
    sitting.write(Doing::of_unit("record_attendance").about(ask.meeting), |w| match known {
        Some(row) => {
            w.amend(row, "presence", &ask.presence)?;
            w.amend(row, "people", &people)
        }
        None => {
            let row = Attendance { meeting: ask.meeting, agency: ask.agency, presence: ask.presence, people };
            w.create(Filing::under(ask.meeting, owner), &row).map(|_| ())
        }
    })?;
    seen(sitting, ask.meeting)
}

/// Goes on without the quorum; the reason stands in the minutes.
pub fn go_on_without_quorum(sitting: &mut Sitting<'_>, ask: GoOnWithoutQuorum) -> Outcome<AgendaView> {
    running(sitting, ask.meeting)?;
    let mut form = Form::default();
    form.needs("reason", &ask.reason, "Say why the room goes on with fewer agencies. It stands in the minutes.");
    form.done()?;
    let reason = ask.reason.trim().to_owned();
    sitting
        .write(Doing::of_unit("go_on_without_quorum").about(ask.meeting), |w| w.amend(ask.meeting, "quorum_reason", &reason))?;
    seen(sitting, ask.meeting)
}

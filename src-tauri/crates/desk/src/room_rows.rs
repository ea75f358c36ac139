//! What each agency knows and advises, one row each. A gap looks like a gap, and silence is never an answer.

use crate::agenda_view::{attendance, is_in_the_room};
use crate::asks::meeting::{AttendanceView, RoomRow};
use crate::keeping::Kept;
use crate::listing::stage_of;
use crate::room_text::RoomText;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::{moment_words, newest_reply, short_day};
use casework::agency::Agency;
use casework::checks::{AgencyCheck, AgencyReply, ReplyKind};
use casework::ids::{CaseId, MeetingId, MemberId};
use casework::meeting::{Contribution, Meeting};
use casework::unit::Member;
use casework::when::london_day;

/// Standing codes of a row.
const SAID: &str = "said";
const ASKED: &str = "asked";
const NOTHING_HELD: &str = "nothing_held";
const WITHHELD: &str = "withheld";
const GAP: &str = "gap";

/// What was typed and asked about one case, as one meeting may see it.
struct Sources {
    said: Vec<Kept<Contribution>>,
    checks: Vec<Kept<AgencyCheck>>,
    replies: Vec<Kept<AgencyReply>>,
}

impl Sources {
    fn read(sitting: &Sitting<'_>, meeting: &Kept<Meeting>, case: CaseId) -> Outcome<Self> {
        let id = MeetingId::from(meeting.id);
        let mut said: Vec<Kept<Contribution>> = sitting.filed_under(case)?;
        said.retain(|kept| kept.body.meeting == id);
        let mut checks: Vec<Kept<AgencyCheck>> = sitting.filed_under(case)?;
        let mut replies: Vec<Kept<AgencyReply>> = sitting.filed_under(case)?;
        if let Some(signed_at) = meeting.body.signed_at {
            // Signed minutes stay as the room left them: what was answered later is not in them.
            checks.retain(|kept| kept.body.asked_at <= signed_at);
            replies.retain(|kept| kept.body.at <= signed_at);
        }
        Ok(Self { said, checks, replies })
    }

    fn agencies(&self) -> impl Iterator<Item = Agency> {
        let said = self.said.iter().map(|kept| kept.body.agency);
        said.chain(self.checks.iter().map(|kept| kept.body.agency))
    }

    fn contribution(&self, agency: Agency) -> Option<&Kept<Contribution>> {
        self.said.iter().rev().find(|kept| kept.body.agency == agency && !kept.body.addendum)
    }

    /// The newest question to an agency that was answered, else the newest that was not.
    fn check(&self, agency: Agency) -> Option<(&AgencyCheck, Option<&AgencyReply>)> {
        let asked = || self.checks.iter().rev().filter(|kept| kept.body.agency == agency);
        let answered = asked().find_map(|kept| newest_reply(kept.id, &self.replies).map(|reply| (&kept.body, Some(&reply.body))));
        answered.or_else(|| asked().next().map(|kept| (&kept.body, None)))
    }
}

/// What the agency itself typed or said in this meeting; an addendum never stands in for it.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn contribution_of(
    sitting: &Sitting<'_>,
    meeting: MeetingId,
    case: CaseId,
    agency: Agency,
) -> Outcome<Option<Kept<Contribution>>> {
    let said: Vec<Kept<Contribution>> = sitting.filed_under(case)?;
    Ok(said.into_iter().rev().find(|kept| kept.body.meeting == meeting && kept.body.agency == agency && !kept.body.addendum))
}

/// The rows of one case in one meeting: agencies invited, then others that spoke or were asked, then addenda.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn rows(
    sitting: &Sitting<'_>,
    meeting: &Kept<Meeting>,
    case: CaseId,
    text: &mut RoomText<'_, '_>,
) -> Outcome<Vec<RoomRow>> {
    let sources = Sources::read(sitting, meeting, case)?;
    let attending = attendance(sitting, Some(meeting.id.into()), stage_of(sitting, &meeting.body)?)?;
    let mut agencies: Vec<Agency> = attending.iter().map(|row| row.agency).collect();
    for agency in sources.agencies() {
        if !agencies.contains(&agency) {
            agencies.push(agency);
        }
    }
    let mut rows = Vec::new();
    for agency in agencies {
        let blank = blank_row(agency, &attending);
        rows.push(match sources.contribution(agency) {
            Some(kept) if has_words(&kept.body) => typed_row(sitting, blank, kept, text)?,
            Some(_) | None => answered_row(sitting, blank, sources.check(agency), text)?,
        });
    }
    for kept in sources.said.iter().filter(|kept| kept.body.addendum) {
        let row = typed_row(sitting, blank_row(kept.body.agency, &attending), kept, text)?;
        rows.push(RoomRow { label: format!("{}, addendum {}", row.label, short_day(london_day(kept.made_at))), ..row });
    }
    Ok(rows)
}

fn has_words(said: &Contribution) -> bool {
    !said.knows.trim().is_empty() || !said.advises.trim().is_empty()
}

fn blank_row(agency: Agency, attending: &[AttendanceView]) -> RoomRow {
    RoomRow {
        agency,
        label: agency.label().to_owned(),
        present: attending.iter().any(|row| row.agency == agency && is_in_the_room(row.presence)),
        knows: String::new(),
        advises: String::new(),
        said_by: String::new(),
        typed_by: String::new(),
        record: None,
        standing: GAP.to_owned(),
        gap_words: "Not asked".to_owned(),
    }
}

/// Who typed somebody else's words.
fn typist(sitting: &Sitting<'_>, by: MemberId) -> Outcome<String> {
    let member: Option<Kept<Member>> = sitting.look_up(by)?;
    Ok(member.map(|kept| kept.body.name).unwrap_or_default())
}

fn typed_row(sitting: &Sitting<'_>, blank: RoomRow, kept: &Kept<Contribution>, text: &mut RoomText<'_, '_>) -> Outcome<RoomRow> {
    let said = &kept.body;
    let label = blank.label.clone();
    Ok(RoomRow {
        knows: text.read(&format!("{label}: what is known"), &said.knows)?,
        advises: text.read(&format!("{label}: advice"), &said.advises)?,
        said_by: text.read(&format!("{label}: said by"), &said.said_by)?,
        typed_by: typist(sitting, said.typed_by)?,
        record: Some(kept.id),
        standing: SAID.to_owned(),
        gap_words: String::new(),
        ..blank
    })
}

/// Until the agency speaks in the room, its answer to the question fills the row.
fn answered_row(
    sitting: &Sitting<'_>,
    blank: RoomRow,
    check: Option<(&AgencyCheck, Option<&AgencyReply>)>,
    text: &mut RoomText<'_, '_>,
) -> Outcome<RoomRow> {
    let label = blank.label.clone();
    let Some((asked, reply)) = check else {
        return Ok(blank);
    };
    let Some(reply) = reply else {
        let question = text.read(&format!("{label}: question"), &asked.question)?;
        let words = format!("Asked {}, no answer. {question}", moment_words(asked.asked_at));
        return Ok(RoomRow { standing: ASKED.to_owned(), gap_words: words.trim_end().to_owned(), ..blank });
    };
    let said_by = text.read(&format!("{label}: said by"), &reply.said_by)?;
    let reason = text.read(&format!("{label}: reason"), &reply.reason)?;
    let knows = text.read(&format!("{label}: answer"), &reply.text)?;
    let (standing, gap_words) = match reply.kind {
        ReplyKind::Shared => (SAID, String::new()),
        ReplyKind::NothingHeld => (NOTHING_HELD, "Checked, nothing held".to_owned()),
        ReplyKind::Withheld => (WITHHELD, format!("Withheld: {reason}")),
        ReplyKind::NotAsked => (GAP, format!("Not asked: {reason}")),
    };
    let typed_by = typist(sitting, reply.typed_by)?;
    Ok(RoomRow { knows, said_by, typed_by, standing: standing.to_owned(), gap_words, ..blank })
}

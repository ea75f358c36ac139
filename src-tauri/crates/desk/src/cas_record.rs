//! What the record itself says in a CAS (number, meeting, who was there), which agencies speak in it, what stands in its way.

use crate::carried_forms::form_of;
use crate::keeping::Kept;
use crate::listing::{current, daily_stage, invited};
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain};
use casework::agency::Agency;
use casework::cas::{Cas, CasCell, CasStatus, CellKind};
use casework::ids::{CasId, CaseId, MeetingId, MemberId, RecordId};
use casework::meeting::{Attendance, Meeting, MeetingState, RoomDecision};
use casework::plan::Plan;
use casework::unit::Member;
use casework::when::london_day;
use forms::{AgencyPart, Answer, Answers, CasRoom, Definition, DissentRecord, Finding, PartState};
use std::borrow::Cow;

/// A CAS with its form and its agencies' cells.
pub(crate) struct OpenCas {
    pub kept: Kept<Cas>,
    pub case: CaseId,
    pub form: Cow<'static, Definition>,
    pub cells: Vec<Kept<CasCell>>,
}

impl OpenCas {
    /// The record's id as that of a CAS.
    pub(crate) fn id(&self) -> CasId {
        self.kept.id.into()
    }

    /// The cell of one agency in one row. No record is a gap.
    pub(crate) fn cell(&self, row: &str, agency: Agency) -> Option<&Kept<CasCell>> {
        self.cells
            .iter()
            .filter(|cell| cell.body.row == row && cell.body.agency == agency)
            .max_by_key(|cell| (cell.made_at, cell.id))
    }

    /// Refuses changes to anything but a draft: later words stand beneath it (domain 3.2, rule 2).
    pub(crate) fn must_be_draft(&self) -> Outcome<()> {
        match self.kept.body.status {
            CasStatus::Draft => Ok(()),
            CasStatus::Agreed | CasStatus::Superseded | CasStatus::Void => Err(Plain::AlreadySigned.into()),
        }
    }
}

/// Opens a CAS for reading.
///
/// # Errors
/// `not_found`; `form_not_here` where its form neither ships nor came with it.
pub(crate) fn open(sitting: &Sitting<'_>, cas: CasId) -> Outcome<OpenCas> {
    let kept: Kept<Cas> = sitting.read(cas)?;
    let case = CaseId::from(kept.group.ok_or(Plain::NotFound)?);
    let form = form_of(sitting, &kept)?.ok_or(Plain::FormNotHere)?;
    let cells: Vec<Kept<CasCell>> = sitting.filed_under(case)?;
    let cells = cells.into_iter().filter(|cell| cell.body.cas == cas).collect();
    Ok(OpenCas { kept, case, form, cells })
}

/// The agencies side by side: those the stage of the CAS invites, then every other that wrote in it.
///
/// # Errors
/// A fault where the profile has no meeting.
pub(crate) fn agencies(sitting: &Sitting<'_>, cas: &OpenCas) -> Outcome<Vec<Agency>> {
    let clinic = sitting.pathway.stages.iter().find(|stage| stage.instrument_during.iter().any(|form| form == "cas"));
    let mut agencies = invited(clinic.map_or_else(|| daily_stage(sitting), Ok)?);
    for cell in &cas.cells {
        if !agencies.contains(&cell.body.agency) {
            agencies.push(cell.body.agency);
        }
    }
    Ok(agencies)
}

/// The running meeting, when it hears this case.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn running_meeting_of(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<MeetingId>> {
    let Some(meeting) = current(sitting)?.filter(|kept| kept.body.state == MeetingState::Running) else {
        return Ok(None);
    };
    let items = crate::agenda_view::items_of(sitting, meeting.id)?;
    Ok(items.iter().any(|item| item.body.case == case).then(|| meeting.id.into()))
}

/// Where the CAS was made: the meeting named in it, else the last one that decided on the case.
pub(crate) struct Made {
    pub meeting: Option<Kept<Meeting>>,
    pub recorded_by: Option<MemberId>,
}

/// Finds where the CAS was made.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn made_in(sitting: &Sitting<'_>, cas: &OpenCas) -> Outcome<Made> {
    let decisions: Vec<Kept<RoomDecision>> = sitting.filed_under(cas.case)?;
    let standing = || decisions.iter().rev().filter(|kept| !kept.body.outcomes.is_empty());
    let meeting = cas.kept.body.meeting.or_else(|| standing().next().map(|kept| kept.body.meeting));
    let recorded_by = standing().find(|kept| Some(kept.body.meeting) == meeting).map(|kept| kept.body.recorded_by);
    let meeting: Option<Kept<Meeting>> = match meeting {
        Some(id) => sitting.look_up(id)?,
        None => None,
    };
    Ok(Made { meeting, recorded_by })
}

/// A member by name and job; empty where there is none.
fn member_words(sitting: &Sitting<'_>, member: Option<MemberId>) -> Outcome<String> {
    let Some(id) = member else {
        return Ok(String::new());
    };
    let found: Option<Kept<Member>> = sitting.look_up(id)?;
    Ok(found.map_or(String::new(), |kept| with_job(&kept.body.name, &kept.body.job)))
}

fn with_job(name: &str, job: &str) -> String {
    if job.trim().is_empty() { name.to_owned() } else { format!("{name}, {job}") }
}

/// Who was in the room, one agency after another.
fn present_words(sitting: &Sitting<'_>, meeting: RecordId) -> Outcome<String> {
    let rows: Vec<Kept<Attendance>> = sitting.filed_under(meeting)?;
    let here = rows.iter().filter(|row| crate::agenda_view::is_in_the_room(row.body.presence));
    let words: Vec<String> = here
        .map(|row| match row.body.people.trim() {
            "" => row.body.agency.label().to_owned(),
            people => format!("{}: {people}", row.body.agency.label()),
        })
        .collect();
    Ok(words.join("; "))
}

/// The answers the record gives by itself. Nobody types them.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn of_record(sitting: &Sitting<'_>, cas: &OpenCas) -> Outcome<Answers> {
    let body = &cas.kept.body;
    let made = made_in(sitting, cas)?;
    let mut said: Vec<(&str, Answer)> = vec![
        ("cas_number", Answer::Number(i64::from(body.number))),
        ("status", Answer::Choice(crate::views::code_of(&body.status))),
        ("previous_cas", Answer::Text(previous_words(sitting, body)?)),
        ("plan_reference", Answer::Text(plan_words(sitting, cas.case)?)),
    ];
    if let Some(meeting) = &made.meeting {
        let day = london_day(meeting.body.planned_at).format("%-d %b %Y");
        let chair = member_words(sitting, body.chair.or(meeting.body.chair))?;
        let scribe = member_words(sitting, made.recorded_by)?;
        said.push(("meeting", Answer::Text(format!("{}, {day}", meeting.body.title))));
        said.push(("scribe", Answer::Person(if scribe.is_empty() { chair.clone() } else { scribe })));
        said.push(("chair", Answer::Person(chair)));
        said.push(("present", Answer::Person(present_words(sitting, meeting.id)?)));
    }
    Ok(said
        .into_iter()
        .filter(|(id, answer)| !answer.is_blank() && cas.form.question(id).is_some_and(|question| question.from_record))
        .map(|(id, answer)| (id.to_owned(), answer))
        .collect())
}

fn previous_words(sitting: &Sitting<'_>, cas: &Cas) -> Outcome<String> {
    let Some(id) = cas.previous else {
        return Ok(String::new());
    };
    let previous: Option<Kept<Cas>> = sitting.look_up(id)?;
    Ok(previous.map_or(String::new(), |kept| match kept.body.agreed_at {
        Some(at) => format!("CAS {}, agreed {}", kept.body.number, london_day(at).format("%-d %b %Y")),
        None => format!("CAS {}", kept.body.number),
    }))
}

fn plan_words(sitting: &Sitting<'_>, case: CaseId) -> Outcome<String> {
    let newest = sitting.filed_under::<Plan>(case)?.into_iter().max_by_key(|kept| kept.body.version);
    Ok(newest.map_or(String::new(), |kept| {
        let state = crate::plan_view::state_words(kept.body.state);
        format!("Version {}, {state}", kept.body.version)
    }))
}

/// Every answer: what was typed and what the record says. An agreed CAS holds both already.
///
/// # Errors
/// A fault where a kept answer no longer fits its form.
pub(crate) fn answers(sitting: &Sitting<'_>, cas: &OpenCas) -> Outcome<Answers> {
    let mut answers = forms::read_answers(&cas.form, &cas.kept.body.answers)
        .map_err(|cause| Fault { place: "cas.answers", cause: cause.to_string() })?;
    if cas.kept.body.status == CasStatus::Draft {
        answers.extend(of_record(sitting, cas)?);
    }
    Ok(answers)
}

/// Whether an agency has given its part: something known, or checked and nothing known. A gap is silence.
fn part(cas: &OpenCas, agency: Agency) -> AgencyPart {
    let spoke = cas.form.rows.iter().any(|row| {
        cas.cell(&row.id, agency).is_some_and(|cell| match cell.body.kind {
            CellKind::Information | CellKind::CheckedNothingKnown => true,
            CellKind::NotForThisAgency | CellKind::Gap => false,
        })
    });
    AgencyPart { agency: agency.code().to_owned(), state: if spoke { PartState::Given } else { PartState::Silent } }
}

/// Everything that stands in the way of agreeing the CAS (domain 3.2).
///
/// # Errors
/// Faults of the store only.
pub(crate) fn blockers(sitting: &Sitting<'_>, cas: &OpenCas, answers: &Answers) -> Outcome<Vec<Finding>> {
    let body = &cas.kept.body;
    let dissent = match (body.dissent.is_empty(), body.no_dissent) {
        (false, _) => DissentRecord::Recorded,
        (true, true) => DissentRecord::NobodyDiffers,
        (true, false) => DissentRecord::NotAsked,
    };
    let parts = agencies(sitting, cas)?.into_iter().map(|agency| part(cas, agency)).collect();
    Ok(forms::cas_blockers(&cas.form, answers, &CasRoom { contributing_agencies: parts, dissent }))
}

//! From the next agenda to the pack read beforehand: initials only, every text read against protected details, and nothing
//! that an agency answered.

use crate::asks::meeting::AgendaItemView;
use crate::keeping::{Doing, Kept};
use crate::papers_agenda::{self, checks, incomplete, view, when_and_where};
use crate::papers_other::{Ready, issued};
use crate::papers_plan::bars;
use crate::room::{room_action, story};
use crate::room_facts::{flags, last_decision, levels};
use crate::room_text::RoomText;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain, Refusal};
use crate::views::classification_label;
use casework::action::Action;
use casework::ids::{CaseId, MeetingId};
use casework::plan::PaperKind;
use casework::referral::{CaseFile, Classification};
use casework::when::london_day;
use documents::pre_meeting_pack::{Judged, PackCase, PreMeetingPack};

/// The pack of the running meeting, else of the next one.
///
/// # Errors
/// `nothing_selected` where no case is listed; `text_hits` where a text names a protected detail; faults of the store.
pub(crate) fn pack(sitting: &mut Sitting<'_>) -> Outcome<Ready> {
    let (meeting, cases, paper) = paper(sitting)?;
    let mut doing = Doing::of_unit("print_paper");
    if let Some(meeting) = meeting {
        doing = doing.about(meeting);
    }
    Ok(Ready {
        doing,
        group: meeting.map(Into::into),
        cases,
        kind: PaperKind::PreMeetingPack,
        version: 0,
        stem: format!("pack-{}", paper.day),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    })
}

/// The pack, its meeting and its cases: initials even where the chair shows names on the screen.
///
/// # Errors
/// As [`pack`].
pub(crate) fn paper(sitting: &mut Sitting<'_>) -> Outcome<(Option<MeetingId>, Vec<CaseId>, PreMeetingPack)> {
    let shown = std::mem::replace(&mut sitting.session.names_shown, false);
    let paper = by_initials(sitting);
    sitting.session.names_shown = shown;
    paper
}

fn by_initials(sitting: &mut Sitting<'_>) -> Outcome<(Option<MeetingId>, Vec<CaseId>, PreMeetingPack)> {
    let agenda = view(sitting)?;
    if agenda.items.is_empty() {
        return Err(Plain::NothingSelected.into());
    }
    let (mut cases, mut hits) = (Vec::new(), Vec::new());
    for item in &agenda.items {
        let mut text = RoomText::of_case(sitting, item.case)?;
        cases.push(case(sitting, agenda.meeting, item, &mut text)?);
        hits.extend(text.held_back());
    }
    if !hits.is_empty() {
        return Err(Refusal::TextHits(hits).into());
    }
    let about = papers_agenda::cases(&agenda);
    let paper = PreMeetingPack {
        issued: issued(sitting),
        title: agenda.title.clone(),
        when_and_where: when_and_where(agenda.planned_at, &agenda.place),
        day: london_day(agenda.planned_at).to_string(),
        confidentiality: agenda.confidentiality_statement,
        cases,
    };
    Ok((agenda.meeting, about, paper))
}

fn case(
    sitting: &Sitting<'_>,
    meeting: Option<MeetingId>,
    item: &AgendaItemView,
    text: &mut RoomText<'_, '_>,
) -> Outcome<PackCase> {
    let file: Kept<CaseFile> = sitting.read(item.case)?;
    let judged = levels(sitting, item.case)?;
    let flags = flags(sitting, &file, &judged)?;
    let actions: Vec<Kept<Action>> = sitting.filed_under(item.case)?;
    let mut open_actions = Vec::new();
    for kept in actions.iter().filter(|kept| kept.body.status.is_open()) {
        open_actions.push(incomplete(&room_action(sitting, kept, &item.reference, text)?));
    }
    Ok(PackCase {
        place: item.place,
        reference: item.reference.clone(),
        initials: format!("{} / {}", item.victim_initials, item.perpetrator_initials),
        relationship: file.body.relationship.label().to_owned(),
        classified: classified(&file.body),
        why: item.why.clone(),
        story: story(sitting, &file, text)?,
        flags: flags.into_iter().map(|flag| flag.words).collect(),
        levels: judged
            .into_iter()
            .map(|level| Judged { bars: bars(level.level), word: level.label, judged: level.judged_by })
            .collect(),
        last_decision: last_decision(sitting, meeting, item.case, text)?,
        open_actions,
        checks: checks(item),
    })
}

/// How the force recorded it and how the unit judged it: the two may differ, and the pack says so.
fn classified(file: &CaseFile) -> String {
    let words = |class| classification_label(class).to_lowercase();
    let judged = match file.judged_as {
        Classification::NotYetJudged => words(file.judged_as),
        class => format!("judged as {}", words(class)),
    };
    format!("Recorded as {}; {judged}", words(file.recorded_as))
}

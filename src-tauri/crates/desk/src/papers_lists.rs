//! From records to three working papers: open actions, advice to the officer, an agency's own part of the minutes.

use crate::asks::meeting::{MinutesCase, RoomRow};
use crate::asks::today::ActionRowView;
use crate::keeping::{Doing, Kept};
use crate::minutes::{MinutesFor, minutes_of};
use crate::papers_agenda::when_and_where;
use crate::papers_minutes::{self, said_by_words};
use crate::papers_other::{Ready, issued, moment_on_paper, refuse_hits};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::views::classification_label;
use casework::agency::Agency;
use casework::ids::{CaseId, MeetingId};
use casework::meeting::{Meeting, MeetingState};
use casework::plan::PaperKind;
use casework::referral::{CaseFile, Referral};
use casework::screening::OfficerAdvice;
use casework::unit::Member;
use casework::when::london_day;
use documents::{action_list, advice_note, minutes_for_agency};

/// More actions than this are no list that anybody works through.
const MOST_ACTIONS: u32 = 2_000;

/// Open actions of the agencies chosen.
///
/// # Errors
/// `text_hits` where any action names a protected detail; a refusal where no agency was chosen or there are too many actions; faults
/// of the store.
pub(crate) fn actions(sitting: &Sitting<'_>, agencies: &[Agency]) -> Outcome<Ready> {
    let mut rows = Vec::new();
    for agency in agencies {
        rows.extend(crate::today::actions_of(sitting, Some(*agency), MOST_ACTIONS)?);
    }
    let mut form = Form::default();
    if agencies.is_empty() {
        form.wrong("which", "Choose the agencies whose actions are to be printed.");
    }
    if u32::try_from(rows.len()).is_ok_and(|count| count >= MOST_ACTIONS) {
        form.wrong("which", "There are too many open actions for one list. Choose fewer agencies.");
    }
    form.done()?;
    for row in &rows {
        let field = |what: &str| format!("{}: {what}", row.reference);
        let texts = [(field("an action"), row.text.clone()), (field("who does an action"), row.owner_person.clone())];
        refuse_hits(sitting, row.case, &texts)?;
    }
    let day = sitting.today();
    let mut of: Vec<action_list::Of> = Vec::new();
    for agency in agencies {
        let actions: Vec<_> = rows.iter().filter(|row| row.owner_agency == *agency).map(open_action).collect();
        if !actions.is_empty() {
            of.push(action_list::Of { agency: agency.label().to_owned(), actions });
        }
    }
    let paper = action_list::ActionList {
        issued: issued(sitting),
        day: day.to_string(),
        as_at: day.format("%A %-d %B %Y").to_string(),
        agencies: of,
    };
    Ok(Ready {
        doing: Doing::of_unit("print_paper"),
        group: None,
        cases: rows.iter().map(|row| row.case).collect(),
        kind: PaperKind::ActionList,
        version: 0,
        stem: format!("actions-{day}"),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    })
}

fn open_action(row: &ActionRowView) -> action_list::Action {
    let due = row.due_on.format("%-d %b %Y");
    action_list::Action {
        reference: row.reference.clone(),
        text: row.text.clone(),
        person: row.owner_person.clone(),
        due: if row.overdue { format!("{due}, late") } else { due.to_string() },
        status: row.status_label.to_lowercase(),
    }
}

/// All advice to the officer who was advised last. What the room took back before signing was not given.
///
/// # Errors
/// `text_hits` where any advice names a protected detail; a refusal where none was given; faults of the store.
pub(crate) fn advice(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Ready> {
    let file: Kept<CaseFile> = sitting.read(case)?;
    let mut given: Vec<Kept<OfficerAdvice>> = sitting.filed_under(case)?;
    given.retain(|kept| !kept.body.withdrawn);
    given.sort_by_key(|kept| kept.body.given_at);
    let Some(last) = given.last().map(|kept| kept.body.clone()) else {
        let mut form = Form::default();
        form.wrong("which", "No advice to an officer stands in this case yet.");
        return form.done().and(Err(Plain::NotFound.into()));
    };
    given.retain(|kept| kept.body.officer.trim() == last.officer.trim());
    let referrals: Vec<Kept<Referral>> = sitting.filed_under(case)?;
    let crime_reference = referrals.into_iter().rev().map(|kept| kept.body.crime_reference).find(|it| !it.trim().is_empty());
    let by: Option<Kept<Member>> = sitting.look_up(last.given_by)?;
    let by = by.map_or(String::new(), |member| format!("{}, {}, ", member.body.name, member.body.agency.label()));
    let crime_reference = crime_reference.unwrap_or_default();
    let mut texts: Vec<(String, String)> = given.iter().map(|kept| ("the advice".to_owned(), kept.body.text.clone())).collect();
    texts.push(("the officer".to_owned(), last.officer.clone()));
    texts.push(("the crime reference".to_owned(), crime_reference.clone()));
    refuse_hits(sitting, case, &texts)?;
    let paper = advice_note::AdviceNote {
        issued: issued(sitting),
        reference: file.body.reference.clone(),
        crime_reference,
        officer: last.officer.clone(),
        given: format!("{by}{}", moment_on_paper(last.given_at)),
        recorded_as: classification_label(file.body.recorded_as).to_owned(),
        judged_as: classification_label(file.body.judged_as).to_owned(),
        advice: given.into_iter().map(|kept| kept.body.text).collect(),
    };
    Ok(Ready {
        doing: Doing::in_case("print_paper", case),
        group: Some(case.into()),
        cases: vec![case],
        kind: PaperKind::AdviceNote,
        version: 0,
        stem: format!("{}-advice", file.body.reference),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    })
}

/// Signed minutes as one agency may keep them.
///
/// # Errors
/// `text_hits` where its part names a protected detail; a refusal before signing; faults of the store.
pub(crate) fn minutes(sitting: &Sitting<'_>, id: MeetingId, agency: Agency) -> Outcome<Ready> {
    let paper = minutes_paper(sitting, id, agency)?;
    let cases = papers_minutes::cases(sitting, id)?;
    Ok(Ready {
        doing: Doing::of_unit("print_paper").about(id),
        group: Some(id.into()),
        cases,
        kind: PaperKind::MinutesForAgency,
        version: 0,
        stem: format!("minutes-{}-{}", paper.day, agency.code()),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    })
}

/// An agency's part of the minutes.
///
/// # Errors
/// As [`minutes`].
pub(crate) fn minutes_paper(
    sitting: &Sitting<'_>,
    id: MeetingId,
    agency: Agency,
) -> Outcome<minutes_for_agency::MinutesForAgency> {
    let meeting: Kept<Meeting> = sitting.read(id)?;
    match meeting.body.state {
        MeetingState::Signed => {}
        MeetingState::Running => return Err(Plain::MeetingRunning.into()),
        MeetingState::Planned => return Err(Plain::MeetingNotRunning.into()),
    }
    let view = minutes_of(sitting, id, MinutesFor::Paper)?;
    let cases: Vec<_> = view.cases.iter().map(|case| own_case(case, agency)).collect();
    for (case, own) in view.cases.iter().zip(&cases) {
        refuse_hits(sitting, case.case, &texts(own))?;
        refuse_hits(sitting, case.case, &[("where it was held".to_owned(), view.place.clone())])?;
    }
    Ok(minutes_for_agency::MinutesForAgency {
        issued: issued(sitting),
        agency: agency.label().to_owned(),
        title: view.title.clone(),
        when_and_where: when_and_where(view.planned_at, &view.place),
        day: london_day(view.planned_at).to_string(),
        chair: view.chair.clone(),
        signed: view.signed_at.map(moment_on_paper).unwrap_or_default(),
        confidentiality: papers_minutes::statement()?,
        cases,
    })
}

fn own_case(case: &MinutesCase, agency: Agency) -> minutes_for_agency::OwnCase {
    let own: Vec<&RoomRow> = case.rows.iter().filter(|row| row.agency == agency).collect();
    let joined = |texts: Vec<String>| texts.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n");
    let actions = case.actions.iter().filter(|action| action.owner_agency == agency);
    minutes_for_agency::OwnCase {
        reference: case.reference.clone(),
        initials: case.initials.clone(),
        knows: joined(
            own.iter().map(|row| if row.knows.trim().is_empty() { row.gap_words.clone() } else { row.knows.clone() }).collect(),
        ),
        advises: joined(own.iter().map(|row| row.advises.clone()).collect()),
        by: joined(own.iter().map(|row| said_by_words(row)).collect()),
        decision: case.decision.as_ref().map(|decision| decision.outcome_labels.join(", ")).unwrap_or_default(),
        actions: actions
            .map(|action| minutes_for_agency::OwnAction {
                text: action.text.clone(),
                person: action.owner_person.clone(),
                due: action.due_on.format("%-d %b %Y").to_string(),
                status: action.status_label.to_lowercase(),
            })
            .collect(),
    }
}

fn texts(own: &minutes_for_agency::OwnCase) -> Vec<(String, String)> {
    let field = |what: &str| format!("{}: {what}", own.reference);
    let mut texts = vec![
        (field("what the agency knows"), own.knows.clone()),
        (field("what it advises"), own.advises.clone()),
        (field("who spoke"), own.by.clone()),
    ];
    for action in &own.actions {
        texts.push((field("an action"), action.text.clone()));
        texts.push((field("who does an action"), action.person.clone()));
    }
    texts
}

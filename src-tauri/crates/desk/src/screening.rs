//! The FOUR check, the decision at screening with its reason, and advice to the officer.

use crate::asks::screening::{AdviceGiven, DecideScreening, RecordAdvice, RecordFourCheck};
use crate::asks::shared::Recorded;
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::moves::{first_look, list_for_meeting, put_in_state, say, screening_stage};
use crate::opening::shipped;
use crate::outcome_facts::{asked_by, other_case, stage};
use crate::reading::refuse_hits;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::action::{Action, Priority};
use casework::ids::{CaseId, MeetingId, MemberId};
use casework::referral::{BothClasses, CaseFile, CaseState, Classification};
use casework::rules::screening::decision_troubles;
use casework::rules::states;
use casework::screening::{FourCheck, OfficerAdvice, ScreeningDecision};
use casework::when::Moment;
use forms::OutcomeAsks;

/// Codes of the urgent factors, with our own words for them, from the FOUR form.
///
/// # Errors
/// A fault where the shipped data cannot be read.
pub(crate) fn urgent_factors() -> Outcome<Vec<(String, String)>> {
    let form = shipped()?.current_form("four");
    let sections = form.map(|form| form.sections.as_slice()).unwrap_or_default();
    Ok(sections
        .iter()
        .filter(|section| section.id == "urgent")
        .flat_map(|section| &section.questions)
        .filter(|question| question.kind == forms::QuestionKind::YesNoUnknown)
        .map(|question| (question.id.clone(), question.label.clone()))
        .collect())
}

/// Records the FOUR check. It yields no level and adds nothing up.
pub fn record_four_check(sitting: &mut Sitting<'_>, ask: RecordFourCheck) -> Outcome<Recorded> {
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    let known = urgent_factors()?;
    let mut form = Form::default();
    if ask.check.urgent_factors.iter().any(|code| !known.iter().any(|(own, _)| own == code)) {
        form.wrong("check.urgent_factors", "Choose from the urgent factors of the form.");
    }
    form.done()?;
    refuse_hits(sitting, ask.case, &[("the note", &ask.check.note)])?;
    let owner = sitting.session.agency;
    let record = sitting.write(Doing::in_case("record_four_check", ask.case), |w| {
        first_look(w, &file)?;
        w.create(Filing::under(ask.case, owner), &ask.check)
    })?;
    Ok(Recorded { record })
}

/// What a decision changes about the case, settled before anything is written.
struct Decided {
    to: Option<CaseState>,
    listed_because: Option<String>,
    classes: BothClasses,
}

/// What the form names and the store knows: where the case goes, and which case it repeats.
struct Found {
    other_case: Option<CaseId>,
    stage: Option<String>,
}

/// Decides at screening: a person's choice among the profile's outcomes, with the reason.
pub fn decide_screening(sitting: &mut Sitting<'_>, ask: DecideScreening) -> Outcome<Recorded> {
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    let classes = classes_after(&file.body, &ask);
    let found = check_decision(sitting, &ask, classes)?;
    let to = state_after(file.body.state, &ask.outcome)?;
    let listed_because = listing(to, &ask.outcome)?;
    let decided = Decided { to, listed_because, classes };
    let (by, at, owner) = (sitting.session.member, sitting.now, sitting.session.agency);
    let decision = ScreeningDecision {
        outcome: ask.outcome,
        reason: ask.reason,
        recorded_as: classes.recorded_as,
        judged_as: classes.judged_as,
        other_case: found.other_case,
        stage: found.stage,
        decided_by: by,
        decided_at: at,
    };
    let record = sitting.write(Doing::in_case("decide_screening", ask.case), |w| {
        let record = w.create(Filing::under(ask.case, owner), &decision)?;
        if let Some(advice) = &ask.advice {
            w.create(Filing::under(ask.case, owner), &advice_of(advice, None, by, at))?;
        }
        carry_out(w, &file, &decided)?;
        Ok(record)
    })?;
    Ok(Recorded { record })
}

fn check_decision(sitting: &Sitting<'_>, ask: &DecideScreening, classes: BothClasses) -> Outcome<Found> {
    let mut form = Form::default();
    let allowed = screening_stage(sitting).is_some_and(|stage| stage.allowed_decisions.contains(&ask.outcome));
    if !allowed {
        form.wrong("outcome", "Choose one of the outcomes this unit decides at screening.");
    }
    let advice = ask.advice.as_ref().map(|advice| (advice.officer.as_str(), advice.text.as_str()));
    say(&mut form, decision_troubles(&ask.outcome, &ask.reason, BothClasses { judged_as: ask.judged_as, ..classes }, advice));
    let outcomes = std::slice::from_ref(&ask.outcome);
    let asks = asked_by(outcomes)?;
    let mut found = Found { other_case: None, stage: None };
    if asks.contains(&OutcomeAsks::OtherCase) {
        found.other_case = other_case(sitting, &mut form, "other_case", ask.case, &ask.other_case)?;
    }
    if asks.contains(&OutcomeAsks::Stage) {
        found.stage = stage(sitting, &mut form, "stage", outcomes, ask.stage.as_deref());
    }
    if ask.outcome == "urgent_now" && !has_same_day_action(sitting, ask.case)? {
        form.wrong("outcome", "Open the same-day actions first with \"Urgent now\". They need no meeting.");
    }
    form.done()?;
    let text = ask.advice.as_ref().map_or("", |advice| advice.text.as_str());
    refuse_hits(sitting, ask.case, &[("the reason", &ask.reason), ("the advice", text)])?;
    Ok(found)
}

fn has_same_day_action(sitting: &Sitting<'_>, case: CaseId) -> Outcome<bool> {
    let actions: Vec<Kept<Action>> = sitting.filed_under(case)?;
    let today = sitting.today();
    Ok(actions.iter().any(|kept| {
        let action = &kept.body;
        action.priority == Priority::Now && action.due_on <= today && action.status.is_open()
    }))
}

/// Where the outcome sends the case. While a case is being looked at, what the profile lets a screener decide is the
/// permission to move; once it has been heard or ended, the table of moves alone is.
fn state_after(from: CaseState, outcome: &str) -> Outcome<Option<CaseState>> {
    let looked_at =
        matches!(from, CaseState::Received | CaseState::Screening | CaseState::InfoGathering | CaseState::UrgentAction);
    match states::after_outcome(outcome) {
        Some(to) if looked_at || states::may_move(from, to) => Ok(Some(to)),
        Some(_) => Err(Plain::MoveNotAllowed.into()),
        None if from == CaseState::Received => Ok(Some(CaseState::Screening)),
        None => Ok(None),
    }
}

/// Why the agenda shows it, where the outcome sends it to a meeting. Urgent cases are heard next time too.
fn listing(to: Option<CaseState>, outcome: &str) -> Outcome<Option<String>> {
    let listed = matches!(to, Some(CaseState::AwaitingMeeting | CaseState::UrgentAction));
    if !listed {
        return Ok(None);
    }
    let label = shipped()?.outcomes.outcome(outcome).map_or(outcome, |known| known.label.as_str());
    Ok(Some(format!("Decided at screening: {label}")))
}

/// A decision that does not speak of a class leaves what stood before standing.
fn classes_after(file: &CaseFile, ask: &DecideScreening) -> BothClasses {
    let judged = ask.judged_as != Classification::NotYetJudged;
    BothClasses {
        recorded_as: ask.recorded_as.unwrap_or(file.recorded_as),
        judged_as: if judged { ask.judged_as } else { file.judged_as },
    }
}

fn carry_out(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>, decided: &Decided) -> Outcome<()> {
    if let Some(to) = decided.to {
        put_in_state(w, file, to)?;
    }
    keep_classes(w, file, decided.classes)?;
    if let Some(why) = &decided.listed_because {
        list_for_meeting(w, file, why)?;
    } else if decided.to.is_some_and(|to| !states::is_open(to)) {
        list_for_meeting(w, file, "")?;
    }
    Ok(())
}

/// Keeps both facts about the class on the case, where either changed.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn keep_classes(w: &mut Writing<'_, '_>, file: &Kept<CaseFile>, classes: BothClasses) -> Outcome<()> {
    if classes.recorded_as != file.body.recorded_as {
        w.amend(file.id, "recorded_as", &classes.recorded_as)?;
    }
    if classes.judged_as != file.body.judged_as {
        w.amend(file.id, "judged_as", &classes.judged_as)?;
    }
    Ok(())
}

/// Advice as it is kept: whom, what, by whom, and in which meeting if in one.
pub(crate) fn advice_of(advice: &AdviceGiven, meeting: Option<MeetingId>, given_by: MemberId, given_at: Moment) -> OfficerAdvice {
    OfficerAdvice {
        officer: advice.officer.trim().to_owned(),
        text: advice.text.trim().to_owned(),
        meeting,
        withdrawn: false,
        given_by,
        given_at,
    }
}

/// Records advice given to the officer, on its own.
pub fn record_advice(sitting: &mut Sitting<'_>, ask: RecordAdvice) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let mut form = Form::default();
    form.needs("advice.officer", &ask.advice.officer, "Write who was advised.");
    form.needs("advice.text", &ask.advice.text, "Write the advice that was given.");
    form.done()?;
    refuse_hits(sitting, ask.case, &[("the advice", &ask.advice.text)])?;
    let (by, at, owner) = (sitting.session.member, sitting.now, sitting.session.agency);
    let doing = Doing::in_case("record_advice", ask.case);
    let record = sitting.write(doing, |w| w.create(Filing::under(ask.case, owner), &advice_of(&ask.advice, None, by, at)))?;
    Ok(Recorded { record })
}

/// The FOUR check that stands: the newest.
pub(crate) fn newest_four(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<FourCheck>> {
    let checks: Vec<Kept<FourCheck>> = sitting.filed_under(case)?;
    Ok(checks.into_iter().next_back().map(|kept| kept.body))
}

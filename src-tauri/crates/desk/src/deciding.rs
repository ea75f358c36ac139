//! What a decision of the room needs before it can be recorded, and where it sends the case.

use crate::agenda_view::present;
use crate::asks::meeting::RecordDecision;
use crate::keeping::Kept;
use crate::listing::stage_of;
use crate::outcome_facts::{Settled, asked_by, settle};
use crate::reading::refuse_hits;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::views::newest_reply;
use casework::checks::{AgencyCheck, AgencyReply};
use casework::ids::CaseId;
use casework::meeting::{AgendaItem, ItemState, Meeting};
use casework::referral::CaseState;
use casework::rules::agenda::quorum_met;
use casework::rules::states::{after_outcomes, leads_to, may_move};
use chrono::NaiveTime;
use forms::{OutcomeAsks, Stage};
use std::collections::VecDeque;

/// What lists a case again for which the room asked for more.
const MORE_INFORMATION: &str = "Back: more information was asked for";

/// Refuses a decision the room cannot take yet.
///
/// # Errors
/// `quorum_not_met`, every field to mend, or protected details in its texts.
pub(crate) fn check_decision(
    sitting: &Sitting<'_>,
    meeting: &Kept<Meeting>,
    item: &Kept<AgendaItem>,
    ask: &RecordDecision,
) -> Outcome<Settled> {
    let stage = stage_of(sitting, &meeting.body)?;
    let met = quorum_met(&present(sitting, meeting.id)?, u16::from(stage.min_agencies));
    if !met && meeting.body.quorum_reason.trim().is_empty() {
        return Err(Plain::QuorumNotMet.into());
    }
    let mut form = Form::default();
    if item.body.state == ItemState::Heard {
        form.wrong("outcomes", "The room has decided this case. Undo that decision first, then record the new one.");
    }
    outcomes(&mut form, stage, ask);
    asked_for(sitting, &mut form, ask)?;
    let settled = settle(sitting, &mut form, ask.case, &ask.outcomes, &ask.facts)?;
    form.needs("reason", &ask.reason, "Say in a sentence why the room decides this.");
    if ask.level.is_some() {
        form.needs("level_reason", &ask.level_reason, "Say why the room judges this level.");
    }
    for (place, dissent) in ask.dissent.iter().enumerate() {
        form.needs(&format!("dissent.{place}.view"), &dissent.view, "Write the view that differs.");
        form.needs(&format!("dissent.{place}.reason"), &dissent.reason, "Write the reason for the view that differs.");
    }
    actions(sitting, &mut form, ask);
    form.done()?;
    refuse_hits(sitting, ask.case, &texts(ask))?;
    Ok(settled)
}

fn outcomes(form: &mut Form, stage: &Stage, ask: &RecordDecision) {
    if ask.outcomes.is_empty() {
        form.wrong("outcomes", "Choose at least one outcome.");
    }
    if ask.outcomes.iter().any(|code| !stage.allowed_decisions.contains(code)) {
        form.wrong("outcomes", "Choose only outcomes this meeting may decide.");
    }
}

/// What some outcomes need among the actions (domain 7.3).
fn asked_for(sitting: &Sitting<'_>, form: &mut Form, ask: &RecordDecision) -> Outcome<()> {
    let asks = asked_by(&ask.outcomes)?;
    let today = sitting.today();
    if asks.contains(&OutcomeAsks::SameDayAction) && !ask.actions.iter().any(|action| action.due_on <= today) {
        form.wrong("actions", "Urgent now needs at least one action due today.");
    }
    if asks.contains(&OutcomeAsks::QuestionOwnerAndDue) && ask.actions.is_empty() && !is_question_open(sitting, ask.case)? {
        form.wrong("actions", "Say what is asked, of which agency, by when: add an action, or ask the agencies.");
    }
    Ok(())
}

fn is_question_open(sitting: &Sitting<'_>, case: CaseId) -> Outcome<bool> {
    let checks: Vec<Kept<AgencyCheck>> = sitting.filed_under(case)?;
    let replies: Vec<Kept<AgencyReply>> = sitting.filed_under(case)?;
    Ok(checks.iter().any(|check| newest_reply(check.id, &replies).is_none()))
}

fn actions(sitting: &Sitting<'_>, form: &mut Form, ask: &RecordDecision) {
    let today = sitting.today();
    for (place, action) in ask.actions.iter().enumerate() {
        form.needs(&format!("actions.{place}.text"), &action.text, "Write what is to be done.");
        form.needs(
            &format!("actions.{place}.owner_person"),
            &action.owner_person,
            "Name the person who does it, by name or job.",
        );
        if action.due_on < today {
            form.wrong(&format!("actions.{place}.due_on"), "This day has passed. Choose today or later.");
        }
        let time = action.due_time.trim();
        if !time.is_empty() && NaiveTime::parse_from_str(time, "%H:%M").is_err() {
            form.wrong(&format!("actions.{place}.due_time"), "Write the time as 16:00, or leave it empty.");
        }
    }
}

/// Every text that would stand in the minutes and be read out.
fn texts(ask: &RecordDecision) -> Vec<(&'static str, &str)> {
    let mut texts = vec![("the reason", ask.reason.as_str()), ("the reason for the level", ask.level_reason.as_str())];
    texts.extend(
        ask.dissent.iter().flat_map(|other| [("another view", other.view.as_str()), ("another view", other.reason.as_str())]),
    );
    texts.extend(ask.facts.advice.iter().map(|advice| ("the advice", advice.text.as_str())));
    texts.extend(ask.actions.iter().map(|action| ("an action", action.text.as_str())));
    texts
}

/// Why the case is on the next agenda after these outcomes; empty where it is not.
pub(crate) fn after_decision(outcomes: &[String]) -> &'static str {
    if outcomes.iter().any(|code| code == "more_information") { MORE_INFORMATION } else { "" }
}

/// The moves from where a case stands, by way of the meeting, to where the outcomes send it. Empty where it stays.
///
/// # Errors
/// `move_not_allowed` where no allowed move leads there.
pub(crate) fn moves_to(from: CaseState, outcomes: &[String]) -> Outcome<Vec<CaseState>> {
    let Some(to) = after_outcomes(outcomes.iter().map(String::as_str)) else {
        return Ok(Vec::new());
    };
    if from == to {
        return Ok(Vec::new());
    }
    let mut steps = way(from, CaseState::InMeeting).ok_or(Plain::MoveNotAllowed)?;
    steps.extend(way(CaseState::InMeeting, to).ok_or(Plain::MoveNotAllowed)?);
    Ok(steps)
}

/// The shortest way by allowed moves, through states a case may pass within one sitting.
fn way(from: CaseState, to: CaseState) -> Option<Vec<CaseState>> {
    const THROUGH: [CaseState; 4] = [CaseState::Screening, CaseState::AwaitingMeeting, CaseState::InMeeting, CaseState::Active];
    if from == to {
        return Some(Vec::new());
    }
    let mut ways: VecDeque<Vec<CaseState>> = VecDeque::from([vec![]]);
    while let Some(steps) = ways.pop_front() {
        let here = steps.last().copied().unwrap_or(from);
        if may_move(here, to) {
            let mut whole = steps;
            whole.push(to);
            return Some(whole);
        }
        for next in leads_to(here).iter().filter(|next| THROUGH.contains(next) && !steps.contains(next)) {
            ways.push_back(steps.iter().copied().chain([*next]).collect());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opening::shipped;
    use casework::rules::states::ALL;

    fn codes(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn every_case_can_be_heard_and_sent_where_the_room_decides_by_allowed_moves() {
        let outcomes = &shipped().unwrap().outcomes.outcomes;
        for from in ALL {
            for outcome in outcomes {
                let mut here = from;
                for step in moves_to(from, &codes(&[&outcome.code])).unwrap() {
                    assert!(may_move(here, step), "{here:?} may not move to {step:?}");
                    here = step;
                }
                let wanted = after_outcomes([outcome.code.as_str()]).unwrap_or(from);
                assert_eq!(here, wanted, "{} from {from:?}", outcome.code);
            }
        }
    }

    #[test]
    fn an_outcome_that_leaves_the_case_standing_moves_it_nowhere() {
        assert_eq!(moves_to(CaseState::AwaitingMeeting, &codes(&["reclassify"])).unwrap(), []);
    }

    #[test]
    fn only_more_information_brings_a_case_back() {
        assert_eq!(after_decision(&codes(&["advice_to_oic"])), "");
        assert_eq!(after_decision(&codes(&["advice_to_oic", "more_information"])), MORE_INFORMATION);
    }
}

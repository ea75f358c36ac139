//! Finishing a CAS and starting the next one: the rules of domain 3.2.

use crate::answers::{Answer, Answers};
use crate::definition::Definition;
use crate::findings::{Finding, findings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Fewest agencies that must have contributed (domain 3.2, rule 1).
const FEWEST_AGENCIES: usize = 2;

/// Whether an agency has finished its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartState {
    /// Gave information, or checked and found nothing known.
    Given,
    /// Began to write and did not finish.
    Draft,
    /// Asked, and has not answered, or said that the rows are not for it.
    Silent,
}

/// One agency's part in the CAS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgencyPart {
    /// Agency code.
    pub agency: String,
    /// Where it stands.
    pub state: PartState,
}

/// What the room said about differing views (domain 3.2, rule 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DissentRecord {
    /// Nobody has asked the room yet.
    NotAsked,
    /// The room said that nobody differs.
    NobodyDiffers,
    /// At least one differing view is written down.
    Recorded,
}

/// What stands beside the answers when a CAS is to be agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CasRoom {
    /// Every agency that was asked.
    pub contributing_agencies: Vec<AgencyPart>,
    /// Differing views.
    pub dissent: DissentRecord,
}

/// Everything that stands in the way of agreeing a CAS: the findings of the form, fewer than two
/// contributing agencies, a contribution still in draft, dissent not settled (domain 3.2).
/// Answers which the record itself gives (number, meeting, chair) must be put in by the caller.
#[must_use]
pub fn cas_blockers(definition: &Definition, answers: &Answers, room: &CasRoom) -> Vec<Finding> {
    let mut found = findings(definition, answers);
    let given: BTreeSet<&str> = room
        .contributing_agencies
        .iter()
        .filter(|part| part.state == PartState::Given)
        .map(|part| part.agency.as_str())
        .collect();
    if given.len() < FEWEST_AGENCIES {
        found.push(Finding::new("cas_needs_two_agencies", "", &[]));
    }
    for part in room.contributing_agencies.iter().filter(|part| part.state == PartState::Draft) {
        let agency = crate::shipped::words(&format!("agency.{}", part.agency), &[]);
        found.push(Finding::new("cas_contribution_in_draft", "", &[("agency", &agency)]));
    }
    if room.dissent == DissentRecord::NotAsked {
        found.push(Finding::new("cas_dissent_not_settled", "", &[]));
    }
    found.extend(decision_blockers(answers));
    found
}

/// A review date or the reason for none (domain 3.1 N).
fn decision_blockers(answers: &Answers) -> Option<Finding> {
    let said = |id: &str| answers.get(id).is_some_and(|answer| !answer.is_blank());
    (!said("next_review_on") && !said("no_review_reason")).then(|| Finding::new("cas_has_no_review", "next_review_on", &[]))
}

/// The answers the next CAS starts with: facts carried over, judgements blank, so that every level
/// is judged afresh (domain 3.2, rule 3).
#[must_use]
pub fn start_from_previous(definition: &Definition, previous: &Answers) -> Answers {
    let carried = |id: &str| definition.question(id).is_some_and(|question| question.carry_over && !question.from_record);
    previous
        .iter()
        .filter(|(id, answer)| carried(id) && !answer.is_blank())
        .map(|(id, answer): (&String, &Answer)| (id.clone(), answer.clone()))
        .collect()
}
